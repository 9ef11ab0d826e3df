"""What can go wrong, told for people: what, where, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from kjreport.frozen import Frozen

Severity = Literal["error", "warning", "info"]


class Diagnostic(Frozen):
    """One problem, with its place and a hint.

    Attributes:
        code: stable name of the kind of problem, such as ``KJ101``.
        message: what is wrong.
        file: the file it was found in, if any.
        line: 1-based line in ``file``.
        column: 1-based column in ``file``.
        hint: what to do about it.
        severity: ``error``, ``warning`` or ``info``.

    >>> print(Diagnostic("KJ101", "unknown key 'keyword'", "a.yaml", 3, 5, "did you mean 'keywords'?"))
    a.yaml:3:5: KJ101 unknown key 'keyword' (did you mean 'keywords'?)
    """

    code: str
    message: str
    file: str | None = None
    line: int | None = None
    column: int | None = None
    hint: str | None = None
    severity: Severity = "error"

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        hint = f" ({self.hint})" if self.hint else ""
        return f"{place}: {self.code} {self.message}{hint}" if place else f"{self.code} {self.message}{hint}"


class KjreportError(Exception):
    """Base of every error that this library raises on purpose."""


class InputError(KjreportError):
    """A document cannot be read: missing, undecodable, or no text at all."""


class RuleError(KjreportError):
    """Rule files are wrong; ``diagnostics`` lists every problem of every file.

    >>> str(RuleError([Diagnostic("KJ101", "unknown key 'keyword'", "a.yaml", 3, 5)]))
    "a.yaml:3:5: KJ101 unknown key 'keyword'"
    """

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__("\n".join(str(diagnostic) for diagnostic in self.diagnostics))


class NumberError(KjreportError, ValueError):
    """A text is not exactly one number; ``position`` is the offset of the fault in ``text``.

    >>> str(NumberError("1.2.3", 3, "a second decimal point"))
    "not a number: a second decimal point at offset 3 in '1.2.3'"
    """

    def __init__(self, text: str, position: int, reason: str) -> None:
        self.text, self.position, self.reason = text, position, reason
        super().__init__(f"not a number: {reason} at offset {position} in {text!r}")

    def __reduce__(self) -> tuple[type[NumberError], tuple[str, int, str]]:
        return NumberError, (self.text, self.position, self.reason)
