"""The documents that a command is given: files, or ``-`` for standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from kjreport.errors import InputError
from kjreport.text.decode import decode

STDIN = "-"


class Source(NamedTuple):
    """The name of a document and its text, or the error that says why there is none."""

    name: str
    text: str
    error: InputError | None


def read_sources(names: Sequence[str]) -> Iterator[Source]:
    """Read documents one after the other; one that cannot be read does not stop the others."""
    for name in names:
        try:
            yield Source(name, _read(name), None)
        except InputError as error:
            yield Source(name, "", error)


def _read(name: str) -> str:
    if name == STDIN:
        return decode(sys.stdin.buffer.read(), "standard input").text
    path = Path(name)
    try:
        if path.is_dir():
            raise InputError(f"{name}: is a folder; name the files in it, such as {path / '*.txt'}")
        return decode(path.read_bytes(), name).text
    except FileNotFoundError:
        raise InputError(f"{name}: no such file; check the spelling and the folder you are in") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise InputError(f"{name}: cannot be read: {reason}") from None
