"""The commands for rules as a rule author runs them."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kjreport.cli.app import app

RUNNER = CliRunner()
BROKEN = Path(__file__).parents[1] / "data/broken_rules"
REPORTS = Path(__file__).parents[1] / "data/reports"
MINE = """kind: labels
labels:
  - id: my_rule
    label: talent
    name: 智库
    keywords: [智库成员, 顾问团]
    examples: {match: [聘请智库成员5名], no_match: [采购设备5台]}
"""


def run(*arguments: object) -> Result:
    return RUNNER.invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    file = tmp_path / "mine.yaml"
    file.write_text(MINE, encoding="utf-8")
    return file


def test_check_says_where_and_what_to_do() -> None:
    result = run("rules", "check", BROKEN / "unknown_key.yaml")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        f"{BROKEN}/unknown_key.yaml:6:5: KJ103 unknown key 'keyword'",
        "    6 |     keyword: [院士]",
        "      |     ^",
        "      = hint: did you mean 'keywords'?",
        "      = see: docs/rules/codes.md#kj103",
        "",
    ]


def test_the_caret_stands_under_wide_characters() -> None:
    lines = run("rules", "check", BROKEN / "lint_words.yaml").stdout.splitlines()
    (line,) = [number for number, line in enumerate(lines) if "'引進院士'" in line]
    assert lines[line + 1].endswith("keywords: [院士, 院士, 引進院士, 新院士工作]")
    assert lines[line + 2] == "      | " + " " * len("    keywords: [yyyy, yyyy, ") + "^"


def test_check_of_good_rules(mine: Path) -> None:
    result = run("rules", "check", mine)
    assert (result.exit_code, result.stdout) == (0, "")
    assert run("rules", "check").exit_code == 0


def test_check_of_a_path_that_is_not_there(tmp_path: Path) -> None:
    result = run("rules", "check", tmp_path / "absent.yaml")
    assert result.exit_code == 1
    assert "KJ100 no such rule file or folder" in result.stdout


def test_test_shows_what_matched(mine: Path) -> None:
    assert run("rules", "test", mine).stdout == "Pass: 2, Missing: 0, Noisy: 0, Wrong value: 0\n"
    mine.write_text(
        MINE.replace("聘请智库成员5名", "聘请专家").replace("采购设备5台", "向智库成员采购设备"), "utf-8"
    )
    result = run("rules", "test", mine)
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "Missing: labels/my_rule",
        "    聘请专家",
        "Noisy: labels/my_rule",
        "    向智库成员采购设备",
        "      ~~~~~~~~",
        "Pass: 0, Missing: 1, Noisy: 1, Wrong value: 0",
    ]


def test_test_compares_expected_facts(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    run("rules", "new", "indicator", file)
    file.write_text(file.read_text("utf-8").replace('value: "120"', 'value: "12"'), "utf-8")
    result = run("rules", "test", file)
    assert result.exit_code == 1
    assert "Wrong value: indicators/my_indicator\n    创新券兑付笔数达到120笔\n" in result.stdout
    assert "value is 120, not 12" in result.stdout


@pytest.mark.parametrize("what", ["label", "indicator", "unit"])
def test_new_rules_load_and_pass(what: str, tmp_path: Path) -> None:
    file = tmp_path / "new.yaml"
    assert run("rules", "new", what, file).exit_code == 0
    assert run("rules", "check", file).exit_code == 0
    assert run("rules", "test", file).exit_code == 0
    assert run("rules", "new", what).stdout == file.read_text("utf-8")


def test_list_and_show(mine: Path, tmp_path: Path) -> None:
    overlay = tmp_path / "overlay.yaml"
    overlay.write_text(
        "kind: labels\nlabels:\n"
        "  - {id: my_rule, patch: {add: {keywords: [院士团]}}}\n  - {id: envoy, off: true}\n",
        "utf-8",
    )
    listed = run("rules", "list", mine, overlay, "--kind", "labels").stdout
    assert "labels\tmy_rule\t智库\tmine.yaml, overlay.yaml\n" in listed
    assert "overlay.yaml\t(off)\n" in listed
    shown = run("rules", "show", "my_rule", "--rules", mine, "--rules", overlay).stdout
    assert shown.splitlines()[:4] == [
        "# labels",
        f"# defined in {mine}:3",
        f"# patched in {overlay}:3",
        "#   + keywords: 院士团",
    ]
    assert "- 院士团\n" in shown


def test_coverage_counts_words(mine: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text("聘请智库成员5名。聘请智库成员6名。", encoding="utf-8")
    lines = run("rules", "coverage", report, "--rules", mine).stdout.splitlines()
    assert "2\tlabels\tmy_rule\t*" in lines
    assert "2\tlabels\tmy_rule\t智库成员" in lines
    never = run("rules", "coverage", report, "--rules", mine, "--never").stdout.splitlines()
    assert "0\tlabels\tmy_rule\t顾问团" in never
    assert all(line.startswith("0\t") for line in never)


def test_diff_names_what_changed_and_the_rule(mine: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text("聘请智库成员5名。", encoding="utf-8")
    result = run("rules", "diff", "built-in", mine, report)
    assert result.exit_code == 1
    assert result.stdout == f"{report}:0: label gained: talent of '聘请智库成员5名。'; 智库成员 [my_rule]\n"
    assert run("rules", "diff", mine, "built-in", report).stdout.startswith(f"{report}:0: label lost: talent")
    assert run("rules", "diff", mine, mine, REPORTS).exit_code == 0


def test_diff_of_facts(tmp_path: Path) -> None:
    rules = tmp_path / "rules.yaml"
    rules.write_text(
        "kind: exclusions\nexclusions:\n  - {id: my_exclusion, name: 测试, before: '采购设备$', "
        "examples: {match: [采购设备5台], no_match: [采购原料5吨]}}\n",
        "utf-8",
    )
    report = tmp_path / "report.txt"
    report.write_text("采购设备5台,引进专家3名。", encoding="utf-8")
    result = run("rules", "diff", "built-in", rules, report)
    assert result.stdout.startswith(f"{report}:4: fact lost: 5台; 采购设备")
    assert result.stdout.count("\n") == 1


def test_schema_writes_a_file_for_each_kind(tmp_path: Path) -> None:
    assert run("rules", "schema", "--write", tmp_path / "schemas").exit_code == 0
    assert len(list((tmp_path / "schemas").iterdir())) == 7


def test_explain(mine: Path) -> None:
    told = run("explain", "--text", "聘请智库成员5名。", "--rules", mine).stdout
    assert "label talent (score 4): '智库成员' by rule my_rule (智库), weight 4" in told
    assert "fact '5名'" in told
    missed = run("explain", "--text", "聘请智库人士5名。", "--rules", mine, "--why-not", "talent").stdout
    assert "'智库' is part of the keyword '智库成员' [rule my_rule" in missed
    excluded = run("explain", "--text", "居全国15个副省级城市第3位。", "--why-not-fact", "15个").stdout
    assert "exclusion rule scope_count" in excluded
    assert "does not stand in the text" in run("explain", "--text", "无", "--why-not-fact", "1家").stdout
