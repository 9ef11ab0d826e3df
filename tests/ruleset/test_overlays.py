"""Packs and overlays: later rules change earlier ones only where they say so."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from kjreport import Analyzer
from kjreport.errors import RuleError
from kjreport.resources import rules_folder
from kjreport.ruleset import installed_packs, load_rules

RULE = """kind: labels
labels:
  - id: {id}
    label: talent
    name: 测试
    keywords: [{words}]
    {more}
    examples: {{match: [引进院士], no_match: [引进设备]}}
"""


def write(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def pack(folder: Path, name: str, rule: str, words: str = "院士", more: str = "weight: 4") -> Path:
    return write(folder, name, RULE.format(id=rule, words=words, more=more))


def overlay(folder: Path, name: str, entry: str, kind: str = "labels") -> Path:
    return write(folder, name, f"kind: {kind}\n{kind}:\n  - {entry}\n")


def test_several_packs_in_the_order_given(tmp_path: Path) -> None:
    one, two = pack(tmp_path, "b.yaml", "one"), pack(tmp_path, "a.yaml", "two")
    assert [rule.id for rule in load_rules(one, two).labels][-2:] == ["one", "two"]
    assert [rule.id for rule in load_rules(tmp_path).labels][-2:] == ["two", "one"]


def test_off(tmp_path: Path) -> None:
    rules = load_rules(pack(tmp_path, "a.yaml", "one"), overlay(tmp_path, "b.yaml", "{id: one, off: true}"))
    assert "one" not in {rule.id for rule in rules.labels}
    origin = rules.origins["labels", "one"]
    assert origin.off
    assert [(part.action, Path(part.file).name, part.line) for part in origin.parts] == [
        ("defined", "a.yaml", 3),
        ("switched off", "b.yaml", 3),
    ]


def test_patch(tmp_path: Path) -> None:
    patch = "{id: one, patch: {add: {keywords: [博士], unless: [设备]}, remove: {keywords: [院士]}}}"
    rules = load_rules(pack(tmp_path, "a.yaml", "one", "院士, 教授"), overlay(tmp_path, "b.yaml", patch))
    assert rules.labels[-1].keywords == ("教授", "博士")
    assert rules.labels[-1].unless == ("设备",)
    assert rules.origins["labels", "one"].parts[-1].changes == (
        "+ keywords: 博士",
        "+ unless: 设备",
        "- keywords: 院士",
    )


def test_a_patch_must_leave_a_rule(tmp_path: Path) -> None:
    patch = overlay(tmp_path, "b.yaml", "{id: one, patch: {remove: {keywords: [院士]}}}")
    with pytest.raises(RuleError, match="needs 'keywords' or 'patterns'"):
        load_rules(pack(tmp_path, "a.yaml", "one"), patch)


def test_replace_keeps_the_place(tmp_path: Path) -> None:
    first, second = pack(tmp_path, "a.yaml", "one"), pack(tmp_path, "b.yaml", "two")
    new = pack(tmp_path, "c.yaml", "one", "博士", "replace: true")
    rules = load_rules(first, second, new)
    assert [(rule.id, rule.keywords) for rule in rules.labels][-2:] == [
        ("one", ("博士",)),
        ("two", ("院士",)),
    ]


def test_a_second_rule_with_the_id_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="KJ104 rule 'one' is already defined"):
        load_rules(pack(tmp_path, "a.yaml", "one"), pack(tmp_path, "b.yaml", "one"))


def test_former_ids_work_with_a_warning(tmp_path: Path) -> None:
    renamed = pack(tmp_path, "a.yaml", "new_name", more="formerly: [old_name]")
    rules = load_rules(renamed, overlay(tmp_path, "b.yaml", "{id: old_name, off: true}"))
    assert "new_name" not in {rule.id for rule in rules.labels}
    (warning,) = rules.diagnostics
    assert (warning.code, warning.severity, warning.hint) == ("KJ108", "warning", "write 'new_name'")


def test_unknown_ids_are_errors_with_a_suggestion(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match=r"KJ107 .*did you mean 'enterprise_high_tech'"):
        load_rules(overlay(tmp_path, "a.yaml", "{id: enterprise_hi_tech, off: true}"))


def test_skipping_loads_the_rest_and_returns_the_problems(tmp_path: Path) -> None:
    pack(tmp_path, "a.yaml", "one")
    pack(tmp_path, "b.yaml", "two", more="wieght: 3")
    rules = load_rules(tmp_path, on_error="skip")
    assert [problem.code for problem in rules.diagnostics] == ["KJ103"]
    assert "one" in {rule.id for rule in rules.labels}
    assert "two" not in {rule.id for rule in rules.labels}


def test_the_analyzer_uses_rules_of_every_kind(tmp_path: Path) -> None:
    examples = "examples: {match: [某文], no_match: [他文]}"
    unit = "id: my_unit, name: u, symbol: 趟, dimension: count, aliases: [趟], factor: '1'"
    entries = {
        "units": f"{{{unit}, {examples}}}",
        "cues": f"{{id: my_cue, name: c, sets: {{status: target}}, words: [盼望], {examples}}}",
        "lexicons": "{id: subject_lead, patch: {add: {words: [盼望]}}}",
        "exclusions": f"{{id: my_exclusion, name: e, before: '列车$', {examples}}}",
        "cleaning": f"{{id: my_line, name: l, scope: line, patterns: ['某某站出品.*'], {examples}}}",
        "labels": f"{{id: my_rule, label: talent, name: r, keywords: [班车], {examples}}}",
        "indicators": f"{{id: my_indicator, name: i, label: talent, aliases: [班车], dimension: count, "
        f"aggregate: stock, {examples}}}",
    }
    for kind, entry in entries.items():
        overlay(tmp_path, f"{kind}.yaml", entry, kind)
    text = "工作总结\n某某站出品,转载注明\n盼望班车12趟。列车30趟。"
    report = Analyzer(load_rules(tmp_path)).analyze(text)
    (fact,) = report.facts
    assert (fact.quote, fact.unit, fact.status, fact.subject, fact.indicator) == (
        "12趟",
        "趟",
        "target",
        "班车",
        "my_indicator",
    )
    assert "talent" in fact.labels
    assert all("出品" not in sentence.text for sentence in report.sentences)
    assert Analyzer().analyze(text).facts == ()


def test_a_lexicon_that_is_off_has_no_words(tmp_path: Path) -> None:
    rules = load_rules(overlay(tmp_path, "a.yaml", "{id: origin, off: true}", "lexicons"))
    assert [rule.words for rule in rules.lexicons if rule.id == "origin"] == [()]
    assert Analyzer(rules).analyze("由2家增至3家。").facts


def test_packs_of_installed_packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rules = tmp_path / "county_rules"
    rules.mkdir()
    (rules / "__init__.py").touch()
    pack(rules, "talent.yaml", "county_talent")
    metadata = tmp_path / "county_rules-1.0.dist-info"
    metadata.mkdir()
    write(metadata, "METADATA", "Metadata-Version: 2.1\nName: county-rules\nVersion: 1.0\n")
    write(metadata, "entry_points.txt", "[kjreport.rules]\ncounty = county_rules\nbroken = no_such_module\n")
    monkeypatch.syspath_prepend(tmp_path)
    assert installed_packs() == ("broken", "county")
    assert load_rules("pack:county").labels[-1].id == "county_talent"
    with pytest.raises(RuleError, match=r"KJ110 .*'conty' .did you mean 'county'"):
        load_rules("pack:conty")
    with pytest.raises(RuleError, match=r"KJ110 the rule pack 'broken' .* cannot be loaded"):
        load_rules("pack:broken")
    sys.modules.pop("county_rules", None)


def test_a_copy_of_a_built_in_file_takes_its_place(tmp_path: Path) -> None:
    copy = tmp_path / "labels.yaml"
    copy.write_text(RULE.format(id="one", words="院士", more="weight: 4"), encoding="utf-8")
    rules = load_rules(copy, built_in="others")
    assert [rule.id for rule in rules.labels] == ["one"]
    assert rules.units == load_rules().units
    assert load_rules(copy, built_in="none").units == ()


def test_a_file_is_read_once_however_often_it_is_named(tmp_path: Path) -> None:
    file = pack(tmp_path, "a.yaml", "one")
    assert load_rules(file, tmp_path, rules_folder() / "units.yaml").labels[-1].id == "one"
