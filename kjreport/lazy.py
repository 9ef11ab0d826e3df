"""Patterns that cost nothing until a text needs them."""

from __future__ import annotations

import re
from functools import cached_property

from kjreport.programs import compile_pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any, Protocol

    class _Find(Protocol):
        def __call__(self, string: str, pos: int = ..., endpos: int = ..., /) -> re.Match[str] | None: ...

    class _FindAll(Protocol):
        def __call__(self, string: str, pos: int = ..., endpos: int = ..., /) -> Iterator[re.Match[str]]: ...


class LazyPattern:
    """A pattern that is compiled when it is first used, and then as fast as a compiled one.

    To compile all patterns takes longer than to analyse a short report, which needs few of them.

    Args:
        written: the pattern.
        flags: flags of `re.compile`.

    >>> pattern = LazyPattern("高企(?:认定)?")
    >>> pattern.search("新增高企37家"), pattern.fullmatch("新增高企")
    (<re.Match object; span=(2, 4), match='高企'>, None)
    """

    def __init__(self, written: str, flags: int = 0) -> None:
        self.written = written
        self._flags = flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern itself."""
        return compile_pattern(self.written, self._flags)

    # Kept for each instance, these are looked up as quickly as the methods of a compiled pattern.

    @cached_property
    def search(self) -> _Find:
        """See `re.Pattern.search`."""
        return self.compiled.search

    @cached_property
    def match(self) -> _Find:
        """See `re.Pattern.match`."""
        return self.compiled.match

    @cached_property
    def fullmatch(self) -> _Find:
        """See `re.Pattern.fullmatch`."""
        return self.compiled.fullmatch

    @cached_property
    def finditer(self) -> _FindAll:
        """See `re.Pattern.finditer`."""
        return self.compiled.finditer

    @cached_property
    def findall(self) -> Callable[..., list[Any]]:
        """See `re.Pattern.findall`."""
        return self.compiled.findall

    @cached_property
    def split(self) -> Callable[[str], list[str | Any]]:
        """See `re.Pattern.split`."""
        return self.compiled.split
