"""Rule files that are wrong on purpose, and everything that must be said about them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from kjreport.errors import RuleError
from kjreport.ruleset import load_rules
from kjreport.ruleset.check import check_rules

FOLDER = Path(__file__).parents[1] / "data" / "broken_rules"
EXPECTED: dict[str, list[dict[str, Any]]] = yaml.safe_load((FOLDER / "expected.yaml").read_text("utf-8"))
FILES = sorted(path for path in FOLDER.glob("*.yaml") if path.name != "expected.yaml")


def test_every_file_has_its_diagnostics() -> None:
    assert sorted(EXPECTED) == [path.name for path in FILES]
    assert len(FILES) >= 30


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_diagnostics(path: Path) -> None:
    _, found = check_rules(path)
    wanted = EXPECTED[path.name]
    assert [(f"{d.line}:{d.column}", d.code, d.hint) for d in found] == [
        (want["at"], want["code"], want["hint"]) for want in wanted
    ]
    for diagnostic, want in zip(found, wanted, strict=True):
        assert diagnostic.message.replace(f"{FOLDER}/", "").startswith(want["message"])
        assert diagnostic.file == str(path)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_loading_is_strict_unless_told_otherwise(path: Path) -> None:
    errors = [want["code"] for want in EXPECTED[path.name] if not want["code"].startswith("KJ5")]
    if errors:
        with pytest.raises(RuleError) as caught:
            load_rules(path)
        assert {d.code for d in caught.value.diagnostics} >= set(errors)
    rules = load_rules(path, on_error="skip")
    assert {d.code for d in rules.diagnostics} >= set(errors)
    assert len(rules.labels) >= len(load_rules().labels)


def test_all_files_at_once() -> None:
    _, found = check_rules(FOLDER)
    assert {Path(d.file or "").name for d in found} >= {path.name for path in FILES}
