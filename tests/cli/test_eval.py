"""``kjreport eval`` as a user runs it; tests/data/eval is wrong on purpose, and counted by hand."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kjreport.cli.app import app
from kjreport.errors import InputError

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "tests/data/eval"
RUNNER = CliRunner()


def run(*arguments: object) -> Result:
    return RUNNER.invoke(app, ["eval", *map(str, arguments)])


def test_figures_of_the_example() -> None:
    content = json.loads(run(EXAMPLE, "--format", "json").stdout)
    # Of 7 numbers 5 are found (one with a wrong role), one is misread, one is missed; 2 are false.
    assert content["numbers"] == {
        "hit": 5, "gold": 7, "predicted": 8, "precision": 0.625, "recall": 0.7143, "f1": 0.6667
    }  # fmt: skip
    assert content["facts"] == {
        "hit": 4, "gold": 7, "predicted": 8, "precision": 0.5, "recall": 0.5714, "f1": 0.5333
    }  # fmt: skip
    # Of 7 labels 5 are given, one is missed, and another is given in the place of one.
    assert content["labels"] == {
        "hit": 5, "gold": 7, "predicted": 6, "precision": 0.8333, "recall": 0.7143, "f1": 0.7692
    }  # fmt: skip
    assert content["attributes"]["role"] == {"right": 4, "of": 5}
    assert content["attributes"]["period"] == {"right": 4, "of": 4}
    assert content["by_label"]["rural"]["precision"] == 0
    assert content["by_report"]["qinghe"]["facts"] == content["facts"]
    confused = [one for one in content["confusion"] if one["meant"] != one["given"]]
    assert confused == [
        {"of": "labels", "meant": "policy", "given": None, "times": 1},
        {"of": "labels", "meant": "talent", "given": "rural", "times": 1},
        {"of": "role", "meant": "share", "given": "change", "times": 1},
    ]
    assert [(one["kind"], one["quote"], one["locator"]) for one in content["findings"]] == [
        ("attributes", "12.5%", "line 3"),
        ("labels", "举办技术培训班8期，培训农民约600人次。", "line 4"),
        ("misread", "8期", "line 4"),
        ("false", "212件", "line 5"),
        ("labels", "推进“五个一百”工程。", "line 6"),
        ("missed", "五个", "line 6"),
        ("false", "2家", "line 8"),
    ]


def test_the_page_shows_what_is_printed() -> None:
    page = (ROOT / "docs/eval.md").read_text(encoding="utf-8")
    command, shown = re.findall(r"```console\n\$ kjreport eval (\S+)\n(.*?)```", page, re.DOTALL)[0]
    printed = [line.rstrip() for line in run(ROOT / command).stdout.splitlines()]
    assert shown.splitlines() == printed


def test_every_figure_of_the_text_is_also_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "scores.txt"
    assert run(EXAMPLE, "-o", file).exit_code == 0
    assert file.read_text(encoding="utf-8") == run(EXAMPLE).stdout


@pytest.mark.parametrize(
    ("bars", "complaints"),
    [
        (["facts=0.53", "labels=0.76", "numbers=0.66"], []),
        (["0.5"], []),
        (["facts=0.54"], ["kjreport: F1 of facts is 0.5333, less than 0.54"]),
        (
            ["0.7", "facts=0.5"],
            ["kjreport: F1 of numbers is 0.6667, less than 0.7"],
        ),
    ],
)
def test_a_bar(bars: list[str], complaints: list[str]) -> None:
    result = run(EXAMPLE, *(f"--fail-under={bar}" for bar in bars))
    assert result.stderr.splitlines() == complaints
    assert result.exit_code == bool(complaints)


@pytest.mark.parametrize("bar", ["much", "fact=0.9", "1.5", "facts=", "nan"])
def test_a_bar_that_is_none(bar: str) -> None:
    result = run(EXAMPLE, "--fail-under", bar)
    assert isinstance(result.exception, InputError)
    assert str(result.exception).startswith(f"--fail-under {bar}: write 0.95")


def test_a_wrong_line_does_not_stop_the_others(tmp_path: Path) -> None:
    gold = tmp_path / "gold"
    shutil.copytree(EXAMPLE, gold)
    (gold / "qinghe.txt").rename(tmp_path / "qinghe.txt")
    with (gold / "qinghe.facts.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"context": \n')
    (gold / "absent.labels.jsonl").write_text("", encoding="utf-8")
    result = run(gold, "--reports", tmp_path, "--format", "json")
    assert result.exit_code == 2
    first, second = result.stderr.splitlines()
    assert first.startswith(
        f"kjreport: {gold}/absent.labels.jsonl: KJ604 there is no absent.txt in {tmp_path}"
    )
    assert second.startswith(f"kjreport: {gold}/qinghe.facts.jsonl:9:13: KJ601 not JSON: Expecting value")
    content = json.loads(result.stdout)
    assert list(content["by_report"]) == ["qinghe"]
    assert content["numbers"]["gold"] == 7


def test_rules_of_ones_own_count(tmp_path: Path) -> None:
    rules = tmp_path / "mine.yaml"
    rules.write_text(
        "kind: labels\nlabels:\n  - id: my_talent\n    label: talent\n    name: 培训\n"
        "    keywords: [技术培训班]\n"
        "    examples: {match: [举办技术培训班2期], no_match: [采购设备5台]}\n",
        encoding="utf-8",
    )
    content = json.loads(run(EXAMPLE, "--rules", rules, "--format", "json").stdout)
    assert content["by_label"]["talent"]["hit"] == 1
    assert content["labels"]["hit"] == 6


def test_a_folder_that_is_none(tmp_path: Path) -> None:
    result = run(tmp_path)
    assert isinstance(result.exception, InputError)
    assert "no NAME.facts.jsonl" in str(result.exception)
