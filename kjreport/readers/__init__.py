"""Documents of every format to texts that know where each character stands.

Formats are told by the suffix of a name, and by the first bytes where that says nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from kjreport.errors import InputError, KjreportError
from kjreport.frozen import replace
from kjreport.readers.lines import Cell, assemble
from kjreport.readers.paths import STDIN, SUFFIXES, expand
from kjreport.readers.plain import read_markdown, read_text
from kjreport.readers.portable import read_pdf
from kjreport.readers.web import read_html
from kjreport.readers.word import read_docx
from kjreport.text import SourceText

__all__ = ["STDIN", "SUFFIXES", "Cell", "assemble", "expand", "load", "read", "read_bytes"]

Reader = Callable[[bytes, str], SourceText]
READERS: Mapping[str, Reader] = MappingProxyType(
    {
        ".txt": read_text,
        ".md": read_markdown,
        ".html": read_html,
        ".htm": read_html,
        ".docx": read_docx,
        ".pdf": read_pdf,
    }
)
# An encrypted .docx is an old Office container with this stream in it.
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read(path: str | Path) -> SourceText:
    """Read a document: .txt, .md, .html, .docx, .pdf; any other file as text.

    Args:
        path: a file, or ``-`` for standard input.

    Returns:
        Its text with a map from offsets to places.

    Raises:
        InputError: it cannot be read: missing, empty, damaged, encrypted, or no document.
        MissingExtraError: a library for this format is not installed.
    """
    name = str(path)
    if name == STDIN:
        return replace(read_bytes(sys.stdin.buffer.read(), "standard input"), name=name)
    return read_bytes(load(name), name)


def load(path: str | Path) -> bytes:
    """Return what a file holds.

    Raises:
        InputError: it is missing, empty, a folder, or may not be read.
    """
    name = str(path)
    try:
        data = Path(name).read_bytes()
    except IsADirectoryError:
        raise InputError(f"{name}: no documents ({' '.join(SUFFIXES)}) in this folder") from None
    except FileNotFoundError:
        raise InputError(f"{name}: no such file; check the spelling and the folder you are in") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise InputError(f"{name}: cannot be read: {reason}") from None
    if not data:
        raise InputError(f"{name}: is empty")
    return data


def read_bytes(data: bytes, name: str) -> SourceText:
    r"""Read a document from its bytes; see `read`.

    >>> read_bytes("<html><p>研发投入</p>".encode(), "page.html").text
    '研发投入\n'
    """
    suffix = Path(name).suffix.lower()
    suffix = suffix if suffix in READERS else _sniff(data)
    if data.startswith(_OLD_OFFICE) and _ENCRYPTED in data:
        raise InputError(f"{name}: is locked by a password; save it without one")
    if suffix == ".docx" and data.startswith(_OLD_OFFICE):
        raise InputError(f"{name}: is an old Office file; save it as .docx")
    try:
        return READERS[suffix](data, name)
    except KjreportError:
        raise
    except Exception as error:  # what the parser of a format raises for a damaged file is not written down
        reason = " ".join(str(error).split())[:200] or type(error).__name__
        raise InputError(f"{name}: is damaged or no {suffix} file ({reason})") from None


def _sniff(data: bytes) -> str:
    head = data[:1024].lstrip().lower()
    if data.startswith(b"%PDF-"):
        return ".pdf"
    if data.startswith(b"PK\x03\x04") and b"word/" in data:
        return ".docx"
    return ".html" if head.startswith((b"<!doctype html", b"<html")) else ".txt"
