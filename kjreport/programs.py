"""Patterns, compiled from what they were compiled to before: that takes a hundredth of the time.

`re` translates a pattern into a program for its matcher, which depends on nothing but the pattern, its flags
and the version of Python. The programs that a process had to make are kept for the next ones when it ends.
"""

from __future__ import annotations

import atexit
import marshal
import re
import sys
from functools import cache
from importlib import import_module

from kjreport.stored import blake2b, code_stamps, read, write
from kjreport.version import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Key = tuple[str, int]

KIND = "patterns"
_MOST = 1_000_000  # bytes in a file: all reports together need two thirds
_CODE = ("facts", "matching")  # where the modules are that write quicker patterns
_compiler: Any = import_module("re._compiler")
_parser: Any = import_module("re._parser")
_matcher: Any = import_module("_sre")


def compile_pattern(
    written: str, flags: int = 0, quicker: Callable[[], str] | None = None
) -> re.Pattern[str]:
    r"""Return what `re.compile` returns.

    Args:
        written: the pattern.
        flags: its flags.
        quicker: returns a pattern that matches the same sooner; asked only where no program is known.

    >>> compile_pattern(r"\d+(?P<unit>家)", re.ASCII) == re.compile(r"\d+(?P<unit>家)", re.ASCII)
    True
    """
    programs, key = _programs(), (written, int(flags))
    try:
        if key not in programs.known:
            programs.known[key] = marshal.dumps(_program(quicker() if quicker else written, key[1]))
            programs.has_new = True
        programs.used.add(key)
        program = marshal.loads(programs.known[key])  # noqa: S302 (the digest of the file is right)
        pattern: re.Pattern[str] = _matcher.compile(written, *program)
    except (AttributeError, LookupError, TypeError, ValueError, EOFError):  # a Python that does it otherwise
        return re.compile(written, flags)
    return pattern


def _program(written: str, flags: int) -> tuple[Any, ...]:
    """Return flags, program, and groups of a pattern, as `re._compiler.compile` finds them."""
    tree = _parser.parse(written, flags)
    state = tree.state
    names: list[str | None] = [None] * state.groups
    for name, group in state.groupdict.items():
        names[group] = name
    program = list(map(int, _compiler._code(tree, flags)))  # noqa: SLF001 (there is no other way)
    return flags | state.flags, program, state.groups - 1, state.groupdict, tuple(names)


class _Programs:
    """The programs that are known, which of them this process has used, and whether it has made some."""

    def __init__(self) -> None:
        about = sys.version, _matcher.MAGIC, __version__, code_stamps(_CODE)
        self.key = blake2b(repr(about).encode(), digest_size=20).hexdigest()
        kept = read(KIND, self.key)
        self.known: dict[Key, bytes] = marshal.loads(kept) if kept else {}  # noqa: S302
        self.used: set[Key] = set()
        self.has_new = False

    def keep(self) -> None:
        """Keep what is known when something is new; where that is too much, what was used."""
        if self.has_new:
            fit = sum(map(len, self.known.values())) <= _MOST
            programs = self.known if fit else {key: self.known[key] for key in self.used & self.known.keys()}
            write(KIND, self.key, marshal.dumps(programs))


@cache
def _programs() -> _Programs:
    programs = _Programs()
    atexit.register(programs.keep)
    return programs
