"""The cache of rules: the same rules, never damaged ones, and no error where there can be none."""

from __future__ import annotations

import marshal
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from platformdirs import user_cache_dir

from kjreport import stored
from kjreport.errors import RuleError
from kjreport.matching.patterns import word_choices
from kjreport.resources import rules_folder
from kjreport.ruleset import Rules, cache, load_rules

MINE = """kind: labels
labels:
  - id: my_rule
    label: talent
    name: 人才
    patterns: ['院士{gap:4}来访']
    examples: {match: [院士专家来访], no_match: [引进设备]}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a cache of one's own; it is not there yet."""
    monkeypatch.setattr("kjreport.stored.cache_folder", lambda: str(tmp_path / "cache" / "kjreport"))
    return tmp_path / "cache" / "kjreport"


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    file = tmp_path / "mine.yaml"
    file.write_text(MINE, encoding="utf-8")
    return file


def reads(monkeypatch: pytest.MonkeyPatch, *paths: Path) -> tuple[Rules, bool]:
    """Load rules; return them and whether the rule files had to be read and checked."""
    made: list[bool] = []
    make = cache.kept

    def watched(files: list[str], read: Callable[[], Rules]) -> Rules:
        def making() -> Rules:
            made.append(True)
            return read()

        return make(files, making)

    with monkeypatch.context() as patched:
        patched.setattr("kjreport.ruleset.load.kept", watched)
        return load_rules(*paths, built_in="none" if paths else "all"), bool(made)


def test_the_built_in_rules_come_back_as_they_were(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, made = reads(monkeypatch)
    again, made_again = reads(monkeypatch)
    assert (made, made_again) == (True, False)
    assert again == first
    assert list(again.origins) == list(first.origins)
    assert list(again.by_kind) == list(first.by_kind)
    for pattern, choices in again.choices.items():
        assert sorted(map(sorted, choices)) == sorted(map(sorted, word_choices(pattern)))
    assert again.choices.keys() > {one for rule in first.labels for one in rule.patterns}
    assert again.choices.keys() > {one for rule in first.cues for one in rule.patterns}
    assert [path.name.partition("-")[0] for path in folder.iterdir()] == ["rules"]


def test_overlays_come_back_as_they_were(folder: Path, mine: Path, tmp_path: Path) -> None:
    changes = "kind: labels\nlabels:\n  - {id: enterprise_high_tech, off: true}\n"
    (tmp_path / "off.yaml").write_text(changes, encoding="utf-8")
    first = load_rules(mine, tmp_path / "off.yaml")
    again = load_rules(mine, tmp_path / "off.yaml")
    assert again == first
    assert again.origins["labels", "enterprise_high_tech"].off
    assert again.labels[-1].patterns != again.origins["labels", "my_rule"].written.entry()["patterns"]


@pytest.mark.parametrize(
    "change",
    [
        lambda _: b"",
        lambda content: content[:-100],
        lambda content: content.replace("院士".encode(), "博士".encode()),
        lambda content: content + b" ",
        lambda content: b"\x80\x04\x95" + content,
        lambda content: content.partition(b"\n")[2],
        lambda content: content.replace(b"kjreport rules", b"kjreport rulez"),
    ],
    ids=["empty", "truncated", "other words", "longer", "binary", "no head", "of another kind"],
)
def test_a_damaged_file_is_not_used_and_made_anew(
    change: Callable[[bytes], bytes], folder: Path, mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, _ = reads(monkeypatch, mine)
    (file,) = folder.iterdir()
    whole = file.read_bytes()
    file.write_bytes(change(whole))
    assert file.read_bytes() != whole
    assert reads(monkeypatch, mine) == (first, True)
    assert len(file.read_bytes()) == len(whole)
    assert reads(monkeypatch, mine) == (first, False)


@pytest.mark.parametrize(
    "content",
    [[[]], {"a": 1}, ({"labels": [{"id": "x"}]}, {}, {}), ({"things": [{}]}, {}, {}), ({}, {}), 7],
)
def test_a_file_that_says_something_else_is_not_used(
    content: Any, folder: Path, mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, _ = reads(monkeypatch, mine)
    (file,) = folder.iterdir()
    body = marshal.dumps(content)
    key = file.stem.removeprefix("rules-")
    file.write_bytes(stored._head("rules", key, body) + b"\n" + body)
    assert reads(monkeypatch, mine) == (first, True)


def test_a_file_of_other_rules_is_not_used(
    folder: Path, mine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads(monkeypatch, mine)
    (of_mine,) = folder.iterdir()
    other = tmp_path / "other.yaml"
    other.write_text(MINE.replace("my_rule", "other_rule"), encoding="utf-8")
    reads(monkeypatch, other)
    (of_other,) = set(folder.iterdir()) - {of_mine}
    of_other.write_bytes(of_mine.read_bytes())
    found, made = reads(monkeypatch, other)
    assert ([rule.id for rule in found.labels], made) == (["other_rule"], True)


def test_a_changed_file_is_read_again(folder: Path, mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reads(monkeypatch, mine)
    before = mine.stat()
    mine.write_text(MINE.replace("来访", "到访"), encoding="utf-8")
    os.utime(mine, ns=(before.st_atime_ns, before.st_mtime_ns))
    found, made = reads(monkeypatch, mine)
    assert made
    assert "到访" in found.labels[0].patterns[0]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("kjreport.ruleset.cache.__version__", "0.0.0"),
        ("sys.version_info", (3, 99)),
        ("kjreport.ruleset.cache.FORMAT", 0),
    ],
)
def test_another_version_reads_again(
    name: str, value: object, folder: Path, mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = {cache._key([str(mine)])}
    with monkeypatch.context() as other:
        other.setattr(name, value)
        keys.add(cache._key([str(mine)]))
    assert len(keys) == 2


def test_rules_with_problems_are_not_kept(folder: Path, mine: Path) -> None:
    mine.write_text(MINE.replace("patterns", "pattern"), encoding="utf-8")
    for _ in range(2):
        with pytest.raises(RuleError, match=r"mine.yaml:6:5: KJ103 unknown key 'pattern'"):
            load_rules(mine, built_in="none")
    assert not folder.exists()


def test_a_missing_file_is_told_beside_rules_that_are_kept(folder: Path, mine: Path, tmp_path: Path) -> None:
    load_rules(mine, built_in="none")
    with pytest.raises(RuleError, match="no such rule file"):
        load_rules(mine, tmp_path / "absent.yaml", built_in="none")


@pytest.mark.parametrize("obstacle", ["a file", "no permission"])
def test_a_folder_that_cannot_be_written_is_no_error(
    obstacle: str, folder: Path, mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if obstacle == "a file":
        folder.parent.write_text("no folder", encoding="utf-8")
    else:

        def refuse(*arguments: object, **options: object) -> None:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(Path, "mkdir", refuse)
    for _ in range(2):
        found, made = reads(monkeypatch, mine)
        assert ([rule.id for rule in found.labels], made) == (["my_rule"], True)


def test_what_fails_in_the_middle_leaves_nothing_behind(
    folder: Path, mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*arguments: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr(Path, "replace", refuse)
        assert reads(full, mine)[1]
    assert list(folder.iterdir()) == []


def test_the_cache_can_be_switched_off(tmp_path: Path, mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv(stored.SWITCH, "off")
    assert stored.cache_folder() is None
    assert [reads(monkeypatch, mine)[1] for _ in range(2)] == [True, True]
    assert not (tmp_path / "cache").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere platformdirs is asked")
@pytest.mark.parametrize("caches", ["/caches", "caches", "", None])
@pytest.mark.parametrize("home", ["/home/somebody", None])
def test_the_folder_is_where_platformdirs_has_it(
    caches: str | None, home: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in ((stored.SWITCH, None), ("XDG_CACHE_HOME", caches), ("HOME", home)):
        monkeypatch.delenv(name, raising=False)
        if value is not None:
            monkeypatch.setenv(name, value)
    assert stored.cache_folder() == user_cache_dir("kjreport", appauthor=False)


def test_old_files_go(folder: Path, mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(stored.KEPT + 3):
        mine.write_text(MINE.replace("my_rule", f"rule_{number}"), encoding="utf-8")
        reads(monkeypatch, mine)
    assert len(list(folder.iterdir())) == stored.KEPT
    assert not reads(monkeypatch, mine)[1]


def test_two_processes_write_at_once(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name != stored.SWITCH}
    environment["XDG_CACHE_HOME"] = environment["HOME"] = str(tmp_path)
    program = (
        "import sys, kjreport; sys.stdin.readline(); rules = kjreport.load_rules(); print(len(rules.labels))"
    )
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", program],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
            cwd=rules_folder().parent,
            text=True,
        )
        for _ in range(4)
    ]
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    printed = {process.communicate()[0].strip() for process in processes}
    assert printed == {str(len(load_rules().labels))}
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert [path.name.partition("-")[0] for path in files] == ["rules"]
