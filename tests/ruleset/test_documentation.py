"""The documentation of the rule language: schemas, codes, and the author's session, tested as they stand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kjreport import Analyzer, load_rules
from kjreport.resources import rules_folder
from kjreport.ruleset.check import check_rules
from kjreport.ruleset.jsonschema import schema_files
from kjreport.ruleset.schema import MODELS
from kjreport.ruleset.templates import TEMPLATES, template
from kjreport.testing.examples import run_examples

ROOT = Path(__file__).parents[2]
SESSION = (ROOT / "docs/rules/README.md").read_text(encoding="utf-8")
SNIPPETS = [
    text for title, text in re.findall(r"### (\d\..*?)\n.*?```yaml\n(.*?)```", SESSION, re.DOTALL) if title
]


def test_schemas_are_those_of_the_code() -> None:
    written = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "docs/schema").iterdir()}
    assert written == dict(schema_files()), "run: kjreport rules schema --write docs/schema"


@pytest.mark.parametrize("path", sorted(rules_folder().glob("*.yaml")), ids=lambda path: path.name)
def test_every_rule_file_names_its_schema(path: Path) -> None:
    first, *lines = path.read_text(encoding="utf-8").splitlines()
    kind = next(line.removeprefix("kind: ") for line in lines if line.startswith("kind: "))
    assert first == f"# yaml-language-server: $schema=../docs/schema/{kind}.schema.json"
    assert kind in MODELS


def test_every_code_has_its_section() -> None:
    sections = re.findall(r"^## (KJ\d+)$", (ROOT / "docs/rules/codes.md").read_text("utf-8"), re.MULTILINE)
    folders = [ROOT / "kjreport/ruleset", ROOT / "kjreport/labels"]
    code = "".join(path.read_text("utf-8") for folder in folders for path in folder.rglob("*.py"))
    assert sorted(set(re.findall(r"\"(KJ\d{3})\"", code))) == sorted(sections)


def test_every_field_is_described() -> None:
    reference = (ROOT / "docs/rules/reference.md").read_text("utf-8")
    fields = {field for model in MODELS.values() for field in model.model_fields}
    assert [field for field in sorted(fields) if f"`{field}`" not in reference] == []


def test_the_session_has_five_short_snippets() -> None:
    assert len(SNIPPETS) == 5
    assert all(len(snippet.splitlines()) < 10 for snippet in SNIPPETS)


@pytest.mark.parametrize("snippet", SNIPPETS, ids=["label", "unit", "indicator", "off", "patch"])
def test_snippet(snippet: str, tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(snippet, encoding="utf-8")
    assert check_rules(file)[1] == []
    outcomes = run_examples(file)
    assert [outcome for outcome in outcomes if outcome.result != "pass"] == []
    assert outcomes or "off: true" in snippet


def test_the_session_as_a_whole(tmp_path: Path) -> None:
    for number, snippet in enumerate(SNIPPETS):
        (tmp_path / f"{number}.yaml").write_text(snippet, encoding="utf-8")
    mine, built_in = Analyzer(load_rules(tmp_path)), Analyzer()

    def labels(analyzer: Analyzer, text: str) -> set[str]:
        return {label.id for sentence in analyzer.analyze(text).sentences for label in sentence.labels}

    assert labels(mine, "开展双碳技术攻关。") - labels(built_in, "开展双碳技术攻关。") == {"low_carbon"}
    (fact,) = mine.analyze("建成算力200PFLOPS。").facts
    assert (str(fact.value), fact.unit, fact.dimension) == ("200", "P", "power")
    assert mine.analyze("创新券使用企业达到120家。").facts[0].indicator == "voucher_users"
    assert "popularization_media_word" not in {rule.id for rule in mine.rules.labels}
    assert "enterprise_cultivation" in labels(mine, "培育瞪羚企业6家。")
    assert [part.action for part in mine.rules.origins["labels", "enterprise_high_tech"].parts] == [
        "defined",
        "patched",
    ]


@pytest.mark.parametrize("name", TEMPLATES)
def test_templates_load_and_pass(name: str, tmp_path: Path) -> None:
    file = tmp_path / "new.yaml"
    file.write_text(template(name), encoding="utf-8")
    assert check_rules(file)[1] == []
    assert {outcome.result for outcome in run_examples(file)} == {"pass"}
