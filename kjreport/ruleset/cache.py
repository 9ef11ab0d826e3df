"""Rules that were read and checked before, kept in the user's cache folder; ``docs/cache.md`` describes it.

A file holds builtin values in the form of `marshal`. Its name, and the digest in its first line, depend on
everything that the rules were made from: what does not fit is not used, and made anew.
"""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from kjreport.resources import PACKAGE
from kjreport.ruleset.kinds import KINDS, Rule
from kjreport.ruleset.rules import Origin, Part, Rules
from kjreport.ruleset.tables import MAX_BYTES
from kjreport.version import __version__

try:  # `hashlib` loads OpenSSL, too, which takes half as long as all that is done here
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

FORMAT = 3
KEPT = 8  # files; the oldest go
SWITCH = "KJREPORT_CACHE"  # an environment variable: "off", and no cache is read or written
_CODE = (".", "matching", "numbers", "ruleset", "units")  # where the modules are that rules depend on
_DAMAGED = (AttributeError, EOFError, LookupError, RecursionError, TypeError, ValueError)


def kept(files: Sequence[Path], make: Callable[[], Rules]) -> Rules:
    """Return the rules of files from the cache; if they are not there, make them, and keep what is flawless.

    Args:
        files: the rule files, in order.
        make: reads and checks them.
    """
    folder = cache_folder()
    key = None if folder is None else _key(files)
    if folder is None or key is None:
        return make()
    rules = _read(folder, key)
    if rules is None:
        rules = make()
        if not rules.diagnostics and key == _key(files):
            _write(folder, key, rules)
    return rules


def cache_folder() -> Path | None:
    """Return the folder of the cache, or None where it is switched off or nobody knows the user's home."""
    if os.environ.get(SWITCH, "").lower() == "off":
        return None
    if sys.platform == "linux" and (folder := _linux_folder()):
        return folder
    from platformdirs import user_cache_path

    try:
        return user_cache_path("kjreport", appauthor=False)
    except RuntimeError:
        return None


def _linux_folder() -> Path | None:
    """Return what `platformdirs` says on Linux, whose import takes as long as reading the rules does.

    None where the environment does not tell.
    """
    caches = os.environ.get("XDG_CACHE_HOME") or Path(os.environ.get("HOME", ""), ".cache")
    folder = Path(caches, "kjreport")
    return folder if folder.is_absolute() else None


def _key(files: Sequence[Path]) -> str | None:
    """Return what stands for files and for all that could read them otherwise; None if one cannot be read."""
    try:
        code = [file for name in _CODE for file in os.scandir(PACKAGE / name) if file.name.endswith(".py")]
        stamps = sorted((file.path, file.stat().st_size, file.stat().st_mtime_ns) for file in code)
        python = sys.implementation.name, sys.version_info[:2]
        about = [FORMAT, __version__, python, stamps, list(map(str, files))]
        digest = blake2b(repr(about).encode(), digest_size=20)
        for path in files:
            if path.stat().st_size > MAX_BYTES:
                return None
            digest.update(blake2b(path.read_bytes()).digest())
    except OSError:
        return None
    return digest.hexdigest()


def _read(folder: Path, key: str) -> Rules | None:
    """Return the rules that are kept under a key, or None when there are none that can be trusted."""
    try:
        head, _, body = (folder / _name(key)).read_bytes().partition(b"\n")
        return _unpacked(body) if head == _head(key, body) else None
    except (OSError, *_DAMAGED):
        return None


def _write(folder: Path, key: str, rules: Rules) -> None:
    """Keep rules under a key; where that is not possible, nothing happens.

    A reader sees a whole file or none; of several writers the last one wins, and all of them write the same.
    """
    from tempfile import mkstemp

    body = _packed(rules)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor, temporary = mkstemp(dir=folder, prefix="new-")
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(_head(key, body) + b"\n" + body)
            Path(temporary).replace(folder / _name(key))
        finally:
            Path(temporary).unlink(missing_ok=True)
        _tidy(folder)
    except OSError:
        return


def _tidy(folder: Path) -> None:
    """Remove all but the newest files."""
    newest_first = sorted(folder.glob(_name("*")), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    for path in newest_first[KEPT:]:
        path.unlink(missing_ok=True)


def _name(key: str) -> str:
    return f"rules-{key}.bin"


def _head(key: str, body: bytes) -> bytes:
    digest = blake2b(body, key=key.encode(), digest_size=20)
    return f"kjreport rules {FORMAT} {digest.hexdigest()}".encode()


def _packed(rules: Rules) -> bytes:
    """Return rules as bytes: what analyses need at once, and for each rule where it came from."""
    in_force = {(kind, rule.id): rule for kind, of_kind in rules.by_kind.items() for rule in of_kind}
    by_kind = {kind: [rule.kept() for rule in of_kind] for kind, of_kind in rules.by_kind.items()}
    origins = {}
    for key, origin in rules.origins.items():
        written = None if in_force.get(key) == origin.written else origin.written.kept()
        origins[key] = marshal.dumps((written, [tuple(part) for part in origin.parts], origin.off))
    return marshal.dumps((by_kind, origins, dict(rules.choices)))


def _unpacked(body: bytes) -> Rules:
    kept, origins, choices = marshal.loads(body)  # noqa: S302 (its digest is right)
    by_kind = {kind: tuple(map(KINDS[kind].restored, of_kind)) for kind, of_kind in kept.items()}
    return Rules(by_kind, _Origins(by_kind, origins), choices=choices)


class _Origins(Mapping[tuple[str, str], Origin]):
    """Where rules came from: read when someone asks, which who analyses a report does not.

    Args:
        by_kind: the rules in force.
        kept: what `_packed` says of each rule.
    """

    def __init__(
        self, by_kind: Mapping[str, tuple[Rule, ...]], kept: Mapping[tuple[str, str], bytes]
    ) -> None:
        self._by_kind = by_kind
        self._kept = kept

    def __getitem__(self, key: tuple[str, str]) -> Origin:
        written, parts, off = marshal.loads(self._kept[key])  # noqa: S302 (its digest is right)
        kind, name = key
        if written is None:
            rule = next(rule for rule in self._by_kind[kind] if rule.id == name)
        else:
            rule = KINDS[kind].restored(written)
        return Origin(rule, tuple([Part(*part) for part in parts]), off)

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._kept)

    def __len__(self) -> int:
        return len(self._kept)
