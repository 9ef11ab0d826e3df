"""Rules that were read and checked before, kept in the user's cache folder.

A file holds builtin values in the form of `marshal`. Its name depends on everything that the rules were made
from: what does not fit is not used, and made anew.
"""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence

from kjreport.ruleset.kinds import KINDS, Rule
from kjreport.ruleset.rules import Origin, Part, Rules
from kjreport.ruleset.tables import MAX_BYTES
from kjreport.stored import blake2b, cache_folder, code_stamps, read, write
from kjreport.version import __version__

KIND = "rules"
FORMAT = 3
_CODE = (".", "matching", "numbers", "ruleset", "units")  # where the modules are that rules depend on
_DAMAGED = (AttributeError, EOFError, LookupError, RecursionError, TypeError, ValueError)


def kept(files: Sequence[str], make: Callable[[], Rules]) -> Rules:
    """Return the rules of files from the cache; if they are not there, make them, and keep what is flawless.

    Args:
        files: the rule files, in order.
        make: reads and checks them.
    """
    key = _key(files) if cache_folder() else None
    if key is None:
        return make()
    try:
        if body := read(KIND, key):
            return _unpacked(body)
    except _DAMAGED:
        pass
    rules = make()
    if not rules.diagnostics and key == _key(files):
        write(KIND, key, _packed(rules))
    return rules


def _key(files: Sequence[str]) -> str | None:
    """Return what stands for files and for all that could read them otherwise; None if one cannot be read."""
    try:
        python = sys.implementation.name, sys.version_info[:2]
        about = [FORMAT, __version__, python, code_stamps(_CODE), list(files)]
        digest = blake2b(repr(about).encode(), digest_size=20)
        for path in files:
            if os.stat(path).st_size > MAX_BYTES:
                return None
            with open(path, "rb") as file:
                digest.update(blake2b(file.read()).digest())
    except OSError:
        return None
    return digest.hexdigest()


def _packed(rules: Rules) -> bytes:
    """Return rules as bytes: what analyses need at once, and for each rule where it came from."""
    in_force = {(kind, rule.id): rule for kind, of_kind in rules.by_kind.items() for rule in of_kind}
    by_kind = {kind: [rule.values() for rule in of_kind] for kind, of_kind in rules.by_kind.items()}
    origins = {}
    for key, origin in rules.origins.items():
        written = None if in_force.get(key) == origin.written else origin.written.values()
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
