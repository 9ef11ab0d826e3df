"""One function in several processes: in order, streaming, bounded, and no item stops the others."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kjreport.workers import CHUNK, WINDOW, map_ordered

POISON = -1


def squared(item: int) -> int:
    if item == POISON:
        os._exit(7)
    return item * item


def lost(item: int) -> int:
    return POISON


def test_results_come_in_the_order_of_the_items() -> None:
    assert list(map_ordered(squared, range(100), 2, lost)) == [n * n for n in range(100)]


def test_items_are_taken_only_as_they_are_needed() -> None:
    taken = 0

    def items() -> Iterator[int]:
        nonlocal taken
        while True:
            taken += 1
            yield taken

    results = map_ordered(squared, items(), 2, lost)
    ahead = []
    for count in range(200):
        next(results)
        ahead.append(taken - count)
    results.close()  # type: ignore[attr-defined]
    assert max(ahead) <= CHUNK * (2 * WINDOW + 1)


@pytest.mark.parametrize("place", [0, 3, 20, 49])
def test_an_item_that_brings_its_process_down_is_lost_alone(place: int) -> None:
    items = list(range(50))
    items[place] = POISON
    expected = [n * n for n in range(50)]
    expected[place] = POISON
    assert list(map_ordered(squared, items, 2, lost)) == expected


def test_several_items_may_be_lost() -> None:
    items = [POISON, 2, POISON, 3]
    assert list(map_ordered(squared, items, 2, lost)) == [POISON, 4, POISON, 9]


def test_an_error_in_the_items_ends_the_processes() -> None:
    def items() -> Iterator[int]:
        yield from range(100)
        raise LookupError("no more")

    with pytest.raises(LookupError, match="no more"):
        list(map_ordered(squared, items(), 2, lost))


def test_a_script_without_a_main_guard_is_told_so(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text("from kjreport.workers import map_ordered\nlist(map_ordered(len, ['x'], 2, len))\n")
    run = subprocess.run([sys.executable, script], capture_output=True, text=True, timeout=60, check=False)
    assert "worker processes cannot start; in a script, call this below if __name__" in run.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
def test_processes_end_with_the_one_that_started_them(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "from itertools import count\n"
        "from kjreport.workers import map_ordered\n"
        "def long(n): return 'x' * 10**6\n"
        "if __name__ == '__main__':\n"
        "    for result in map_ordered(long, count(), 2, long): print(len(result), flush=True)\n"
    )
    with subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "1000000\n"
        process.kill()
        process.communicate(timeout=30)  # ends when nobody holds the pipe any more
