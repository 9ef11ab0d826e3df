"""Rule files: every problem of every file is told, with its place; nothing is read as something else."""

from __future__ import annotations

from pathlib import Path

import pytest

from kjreport.errors import RuleError
from kjreport.resources import read_rules, rules_folder
from kjreport.ruleset import load_rules

GOOD = """kind: labels
labels:
  - id: my_rule
    label: talent
    name: 人才
    keywords: [院士]
    examples:
      match: [引进院士, 院士来访]
      no_match: [引进设备]
"""


def problems(tmp_path: Path, text: str) -> list[str]:
    file = tmp_path / "mine.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        load_rules(file)
    return [str(diagnostic).replace(f"{tmp_path}/", "") for diagnostic in caught.value.diagnostics]


def test_own_rules_follow_the_built_in_ones(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(GOOD, encoding="utf-8")
    assert load_rules(tmp_path).labels[-1].id == "my_rule"
    assert len(load_rules(tmp_path).labels) == len(load_rules().labels) + 1


def test_every_built_in_file_is_valid() -> None:
    kinds = {read_rules(path.name)["kind"] for path in rules_folder().glob("*.yaml")}
    assert kinds >= {"labels", "cues", "cleaning", "lexicons", "exclusions", "units"}
    assert load_rules().labels


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            GOOD.replace("keywords", "keyword"),
            ["mine.yaml:6:5: KJ103 unknown key 'keyword' (did you mean 'keywords'?)"],
        ),
        (GOOD.replace("    name: 人才\n", ""), ["mine.yaml:3:5: KJ103 key 'name' is missing"]),
        (GOOD.replace("my_rule", "My Rule"), ["mine.yaml:3:9: KJ103 an id begins with a small letter"]),
        (
            GOOD.replace("label: talent", "label: talents"),
            ["mine.yaml:4:12: KJ112 unknown label 'talents' (did you mean 'talent'?)"],
        ),
        (GOOD.replace("[院士]", "院士"), ["mine.yaml:6:15: KJ103 a list is needed here"]),
        (
            GOOD.replace("keywords: [院士]", "patterns: ['(院士']"),
            ["mine.yaml:6:16: KJ111 pattern '(院士'"],
        ),
        (
            GOOD.replace("    keywords: [院士]\n", ""),
            ["mine.yaml:3:5: KJ103 a label rule needs"],
        ),
        (GOOD.replace("labels:", "label:"), ["mine.yaml:1:1: KJ102 a rule file is a mapping"]),
        ("kind: labels\nlabels: [\n", ["mine.yaml:3:1: KJ101 "]),
        ("", ["mine.yaml:1:1: KJ102 "]),
        ("- a\n- b\n", ["mine.yaml:1:1: KJ102 "]),
        (GOOD + GOOD[GOOD.index("  - id") :], ["mine.yaml:10:9: KJ104 rule 'my_rule' is already defined"]),
    ],
)
def test_problems_have_a_place_and_a_hint(text: str, expected: list[str], tmp_path: Path) -> None:
    found = problems(tmp_path, text)
    assert len(found) == len(expected)
    for message, start in zip(found, expected, strict=True):
        assert message.startswith(start)


def test_all_problems_of_all_files_come_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(GOOD.replace("keywords", "keyword"), encoding="utf-8")
    (tmp_path / "b.yaml").write_text(GOOD.replace("weight", "w").replace("name", "nam"), encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        load_rules(tmp_path / "a.yaml", tmp_path / "b.yaml", tmp_path / "c.yaml")
    files = [Path(d.file or "").name for d in caught.value.diagnostics]
    assert files.count("a.yaml") == 1
    assert files.count("b.yaml") == 2
    assert files.count("c.yaml") == 1


def test_words_stay_words(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(
        GOOD.replace("[院士]", "[no, on, 012, 1:30, 2021-01-02]"), encoding="utf-8"
    )
    with pytest.raises(RuleError) as caught:
        load_rules(tmp_path / "absent.yaml")
    assert "KJ100 no such rule file" in str(caught.value)
    rule = load_rules(tmp_path).labels[-1]
    assert rule.keywords == ("no", "on", "012", "1:30", "2021-01-02")
