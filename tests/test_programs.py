"""Patterns are compiled to the same as ever, but from what earlier processes made of them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kjreport import load_rules, programs, stored
from kjreport.resources import PACKAGE

WRITTEN = [pattern for rule in load_rules().labels for pattern in rule.patterns][:100]
COUNT = """
from kjreport import analyze, programs
made, make = [], programs._program
programs._program = lambda *arguments: made.append(arguments) or make(*arguments)
facts = analyze("2021年,全市研发投入增长12.5%。").facts
print(len(made), [(fact.quote, fact.subject) for fact in facts])
"""


def count(cache: Path, **environment: str) -> tuple[int, str]:
    """Return how many patterns a new process has to translate, and the facts that it finds."""
    kept = {name: value for name, value in os.environ.items() if name != stored.SWITCH}
    kept |= {"XDG_CACHE_HOME": str(cache), "HOME": str(cache), **environment}
    python = [sys.executable, "-c", COUNT]
    done = subprocess.run(
        python, env=kept, cwd=Path(PACKAGE).parent, capture_output=True, text=True, check=True
    )
    number, _, facts = done.stdout.partition(" ")
    return int(number), facts


def files(cache: Path) -> list[Path]:
    """Return the files with programs."""
    return list(cache.glob(f"kjreport/{programs.KIND}-*"))


@pytest.mark.parametrize("flags", [0, re.ASCII, re.IGNORECASE | re.VERBOSE])
@pytest.mark.parametrize("written", [*WRITTEN, "", "(?:a|(?P<b>b))(?P=b)?", "(?i:高企)A", "[^一-龥]{2,}?"])
def test_a_pattern_is_what_re_makes_of_it(written: str, flags: int) -> None:
    for _ in range(2):  # translated, then known
        pattern, usual = programs.compile_pattern(written, flags), re.compile(written, flags)
        assert pattern == usual  # programs are compared, too
        assert (pattern.flags, pattern.groups, pattern.groupindex) == (
            usual.flags,
            usual.groups,
            usual.groupindex,
        )


def test_a_wrong_pattern_is_told_as_ever() -> None:
    with pytest.raises(re.error, match="missing"):
        programs.compile_pattern("(")
    assert programs._programs().used <= programs._programs().known.keys()


def test_the_next_process_translates_nothing(tmp_path: Path) -> None:
    (first, facts), (again, same) = count(tmp_path), count(tmp_path)
    assert first > 20
    assert (again, same) == (0, facts)


def test_no_process_adds_what_another_one_would_write_otherwise(tmp_path: Path) -> None:
    count(tmp_path, PYTHONHASHSEED="1")
    assert count(tmp_path, PYTHONHASHSEED="2")[0] == 0


@pytest.mark.parametrize(
    "change",
    [lambda _: b"", lambda content: content[:-9], lambda content: content[:-1] + b"\x00"],
    ids=["empty", "truncated", "changed"],
)
def test_a_damaged_file_is_not_used_and_made_anew(change: Callable[[bytes], bytes], tmp_path: Path) -> None:
    _, facts = count(tmp_path)
    (file,) = files(tmp_path)
    file.write_bytes(change(file.read_bytes()))
    translated, same = count(tmp_path)
    assert (translated > 20, same) == (True, facts)
    assert count(tmp_path) == (0, facts)


def test_the_cache_can_be_switched_off(tmp_path: Path) -> None:
    assert count(tmp_path, **{stored.SWITCH: "off"})[0] > 20
    assert not files(tmp_path)


def test_another_python_may_do_it_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object) -> None:
        raise TypeError

    monkeypatch.setattr(programs, "_matcher", type("Otherwise", (), {"compile": refuse}))
    assert programs.compile_pattern("高企+") == re.compile("高企+")


@pytest.mark.parametrize(("most", "kept"), [(2, {("a", 0): b"1", ("b", 0): b"2"}), (1, {("b", 0): b"2"})])
def test_where_all_is_too_much_what_was_used_is_kept(
    most: int, kept: dict[tuple[str, int], bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stored, "cache_folder", lambda: str(tmp_path))
    monkeypatch.setattr(programs, "_MOST", most)
    ending = programs._Programs()
    ending.known.update({("a", 0): b"1", ("b", 0): b"2"})
    ending.used |= {("b", 0), ("(", 0)}  # the latter is no pattern, and has no program
    ending.keep()
    assert programs._Programs().known == {}
    ending.has_new = True
    ending.keep()
    assert programs._Programs().known == kept
