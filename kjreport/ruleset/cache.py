"""Rules that were read and checked before, kept in the user's cache folder; ``docs/cache.md`` describes it.

A file holds plain data. Its name, and the digest in its first line, depend on everything that the rules were
made from: what does not fit is not used, and made anew.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any

from kjreport.resources import PACKAGE
from kjreport.ruleset.kinds import KINDS, Rule
from kjreport.ruleset.rules import Origin, Part, Rules
from kjreport.ruleset.tables import MAX_BYTES
from kjreport.version import __version__

FORMAT = 2
KEPT = 8  # files; the oldest go
SWITCH = "KJREPORT_CACHE"  # an environment variable: "off", and no cache is read or written
_CODE = (".", "matching", "numbers", "ruleset", "units")  # where the modules are that rules depend on
_DAMAGED = (AttributeError, LookupError, RecursionError, TypeError, ValueError)


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
    code = sorted(path for name in _CODE for path in (PACKAGE / name).glob("*.py"))
    try:
        stamps = [(path.name, path.stat().st_size, path.stat().st_mtime_ns) for path in code]
        about = [FORMAT, __version__, sys.version_info[:2], stamps, list(map(str, files))]
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
        return _rules(json.loads(body)) if head == _head(key, body) else None
    except (OSError, *_DAMAGED):
        return None


def _write(folder: Path, key: str, rules: Rules) -> None:
    """Keep rules under a key; where that is not possible, nothing happens.

    A reader sees a whole file or none; of several writers the last one wins, and all of them write the same.
    """
    from tempfile import mkstemp

    choices = {pattern: [sorted(words) for words in sets] for pattern, sets in rules.choices.items()}
    content = {"rules": _plain(rules), "choices": choices}
    body = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
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
    return f"rules-{key}.json"


def _head(key: str, body: bytes) -> bytes:
    digest = blake2b(body, key=key.encode(), digest_size=20)
    return f"kjreport rules {FORMAT} {digest.hexdigest()}".encode()


def _plain(rules: Rules) -> list[Any]:
    """Return rules as plain data: for each its kind, what is written, and what that became."""
    in_force = {(kind, rule.id): rule for kind, of_kind in rules.by_kind.items() for rule in of_kind}
    return [
        [
            kind,
            origin.written.entry(),
            None if in_force.get((kind, name)) in (origin.written, None) else in_force[kind, name].entry(),
            origin.off,
            [[part.action, part.file, part.line, part.changes] for part in origin.parts],
        ]
        for (kind, name), origin in rules.origins.items()
    ]


def _rules(content: dict[str, Any]) -> Rules:
    by_kind: dict[str, list[Rule]] = {}
    origins: dict[tuple[str, str], Origin] = {}
    for kind, entry, resolved, off, parts in content["rules"]:
        written = KINDS[kind].of(entry)
        made = tuple(Part(action, file, line, tuple(changes)) for action, file, line, changes in parts)
        origins[kind, written.id] = Origin(written, made, off)
        if not off:
            rule = written if resolved is None else KINDS[kind].of(resolved)
            by_kind.setdefault(kind, []).append(rule)
    choices = {pattern: [*map(frozenset, sets)] for pattern, sets in content["choices"].items()}
    return Rules({kind: tuple(rules) for kind, rules in by_kind.items()}, origins, choices=choices)
