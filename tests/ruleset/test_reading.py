"""Rule files as YAML: what is text stays text, what would hurt is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from kjreport.ruleset import reading
from kjreport.ruleset.reading import read_file, read_text

FILE = Path("mine.yaml")


def codes(text: str) -> list[tuple[str, int | None, int | None]]:
    return [(problem.code, problem.line, problem.column) for problem in read_text(text, FILE)[1]]


def test_only_four_things_are_no_text() -> None:
    words = "no, on, 012, 1:30, 1.5, 0x1f, 2021-01-02, TRUE, =, <<"
    file, problems = read_text(f"kind: labels\nlabels: [{words}, true, null, 7, -7, '7']\n", FILE)
    assert problems == []
    assert file is not None
    assert [item.value for item in file.items] == [*words.split(", "), True, None, 7, -7, "7"]


def test_entries_know_their_place() -> None:
    file, _ = read_text("kind: labels\nlabels:\n  - id: a\n  - id: b\n", FILE)
    assert file is not None
    assert [(item.line, item.column) for item in file.items] == [(3, 5), (4, 5)]


def test_aliases_repeat_lists() -> None:
    file, problems = read_text("kind: labels\nlabels:\n  - {a: &x [1, 2]}\n  - {a: *x}\n", FILE)
    assert (problems, file and [item.value for item in file.items]) == ([], [{"a": [1, 2]}, {"a": [1, 2]}])


def test_aliases_are_bounded() -> None:
    lines = ["kind: labels", "labels:", "- &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"- &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    assert [code for code, _, _ in codes("\n".join(lines))] == ["KJ106"]


def test_an_alias_of_itself_is_refused() -> None:
    assert codes("kind: labels\nlabels: [&a [*a]]\n") == [("KJ101", 2, 14)]


def test_deep_nesting_is_refused() -> None:
    assert [code for code, _, _ in codes("kind: labels\nlabels: " + "[" * 100 + "]" * 100)] == ["KJ106"]
    assert [code for code, _, _ in codes("kind: labels\nlabels: " + "[" * 100_000)] == ["KJ106"]


def test_all_duplicate_keys_are_told() -> None:
    text = "kind: labels\nlabels:\n  - {a: 1, a: 2}\n  - {b: {c: 1, c: 2, c: 3}}\nkind: units\n"
    assert codes(text) == [("KJ105", 3, 12), ("KJ105", 4, 16), ("KJ105", 4, 22), ("KJ105", 5, 1)]


@pytest.mark.parametrize(
    "text",
    [
        "kind: labels\nlabels: []\n---\nkind: units\n",
        "kind: labels\n? [a]\n: b\n",
        "kind: labels\nlabels: \x00\n",
        "%",
    ],
)
def test_what_is_no_rule_file(text: str) -> None:
    assert [code for code, _, _ in codes(text)] == ["KJ101"]


def test_files_over_the_limit_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_BYTES", 10)
    file = tmp_path / "large.yaml"
    file.write_text("kind: labels\nlabels: []\n", encoding="utf-8")
    _, (problem,) = read_file(file)
    assert problem.code == "KJ106"


def test_files_that_are_not_utf_8(tmp_path: Path) -> None:
    file = tmp_path / "gbk.yaml"
    file.write_bytes("kind: labels\nlabels: [高企]\n".encode("gb18030"))
    _, (problem,) = read_file(file)
    assert (problem.code, problem.line, problem.hint) == ("KJ101", 2, "save the file as UTF-8")
