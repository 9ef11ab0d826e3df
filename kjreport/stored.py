"""Files in the user's cache folder; ``docs/cache.md`` describes it.

A file is whole and as it was written, or it is not used.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from kjreport.resources import PACKAGE

try:  # `hashlib` loads OpenSSL, too, which takes longer than to read a file of the cache
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

__all__ = ["KEPT", "SWITCH", "blake2b", "cache_folder", "code_stamps", "read", "write"]

KEPT = 8  # files of a kind; the oldest go
SWITCH = "KJREPORT_CACHE"  # an environment variable: "off", and no cache is read or written


def cache_folder() -> str | None:
    """Return the folder of the cache, or None where it is switched off or nobody knows the user's home."""
    if os.environ.get(SWITCH, "").lower() == "off":
        return None
    if sys.platform == "linux" and (folder := _linux_folder()):
        return folder
    from platformdirs import user_cache_dir

    try:
        return user_cache_dir("kjreport", appauthor=False)
    except RuntimeError:
        return None


def _linux_folder() -> str | None:
    """Return what `platformdirs` says on Linux, whose import takes as long as reading the rules does.

    None where the environment does not tell.
    """
    caches = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.environ.get("HOME", ""), ".cache")
    return os.path.join(caches, "kjreport") if os.path.isabs(caches) else None


def code_stamps(folders: Iterable[str]) -> list[tuple[str, int, int]]:
    """Return what tells whether modules of this package have changed: their names, sizes and times."""
    files = [file for folder in folders for file in os.scandir(os.path.join(PACKAGE, folder))]
    stats = [(file.path, file.stat()) for file in files if file.name.endswith(".py")]
    return sorted((path, stat.st_size, stat.st_mtime_ns) for path, stat in stats)


def read(kind: str, key: str) -> bytes | None:
    """Return what is kept under a key, or None where that is nothing, or not what was written.

    Args:
        kind: what it is, a part of the name of the file.
        key: stands for all that it was made from.
    """
    folder = cache_folder()
    if folder is None:
        return None
    try:
        with open(os.path.join(folder, _name(kind, key)), "rb") as file:
            content = file.read()
    except OSError:
        return None
    head, _, body = content.partition(b"\n")
    return body if head == _head(kind, key, body) else None


def write(kind: str, key: str, body: bytes) -> None:
    """Keep something under a key; where that is not possible, nothing happens.

    A reader sees a whole file or none; of several writers the last one wins.
    """
    from pathlib import Path
    from tempfile import mkstemp

    named = cache_folder()
    if named is None:
        return
    folder = Path(named)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor, temporary = mkstemp(dir=folder, prefix="new-")
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(_head(kind, key, body) + b"\n" + body)
            Path(temporary).replace(folder / _name(kind, key))
        finally:
            Path(temporary).unlink(missing_ok=True)
        _tidy(folder, kind)
    except OSError:
        return


def _tidy(folder: Path, kind: str) -> None:
    """Remove all but the newest files of a kind."""
    files = folder.glob(f"{kind}-*")
    for path in sorted(files, key=lambda path: path.stat().st_mtime_ns, reverse=True)[KEPT:]:
        path.unlink(missing_ok=True)


def _name(kind: str, key: str) -> str:
    return f"{kind}-{key}.bin"


def _head(kind: str, key: str, body: bytes) -> bytes:
    digest = blake2b(body, key=key.encode(), digest_size=20)
    return f"kjreport {kind} {digest.hexdigest()}".encode()
