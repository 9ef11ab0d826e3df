"""The documents that are meant by names of files, folders and patterns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from glob import glob, has_magic
from pathlib import Path

from kjreport.errors import InputError

STDIN = "-"
SUFFIXES = (".docx", ".htm", ".html", ".md", ".pdf", ".txt")


def expand(names: Iterable[str]) -> list[str]:
    """Return the documents that names stand for, in order, each once.

    Args:
        names: files, folders (all documents below them, by suffix), patterns such as ``reports/**/*.docx``,
            and ``-`` for standard input.

    Returns:
        Their paths. A name that stands for nothing stays as it is: reading it says what is wrong.

    Raises:
        InputError: a name is empty.

    >>> expand(["-", "no such file.txt", "-"])
    ['-', 'no such file.txt']
    """
    return list(dict.fromkeys(found for name in names for found in _documents(name)))


def _documents(name: str) -> Sequence[str]:
    if not name:  # which a path takes for the folder one is in
        raise InputError("the name of a document is empty; is a variable of the shell not set?")
    path = Path(name)
    if _is(path.is_dir):
        return sorted(str(file) for file in path.rglob("*") if _is_document(file, path)) or [name]
    if has_magic(name) and not _is(path.exists):
        # Path.glob would not take absolute patterns.
        found = sorted(glob(name, recursive=True))  # noqa: PTH207
        return [match for match in found if Path(match).is_file()] or [name]
    return [name]


def _is(question: Callable[[], bool]) -> bool:
    try:
        return question()
    except (OSError, ValueError):  # a null character in the name, or a folder that may not be looked into
        return False


def _is_document(file: Path, folder: Path) -> bool:
    # Hidden files, and the locks of documents that are open in a word processor (~$report.docx), are none.
    hidden = any(part.startswith((".", "~$")) for part in file.relative_to(folder).parts)
    return not hidden and file.suffix.lower() in SUFFIXES and file.is_file()
