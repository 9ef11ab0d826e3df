"""Rule files as YAML 1.2: plain values, with the place of each entry.

Only null, true, false and plain integers are anything but text. A key that is given twice, an alias that
grows without bound, a file over the limit: each is a problem with its place.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from kjreport.errors import Diagnostic
from kjreport.frozen import Frozen
from kjreport.ruleset.kinds import KINDS
from kjreport.ruleset.tables import FULL_WIDTH_SIGNS, MAX_BYTES
from kjreport.text_loader import TextLoader

MAX_NODES = 1_000_000  # with every alias written out
MAX_DEPTH = 30
_WORDS = {"null": None, "~": None, "": None, "true": True, "false": False}
_CORE = frozenset(f"tag:yaml.org,2002:{name}" for name in ("str", "null", "bool", "int", "seq", "map"))

Place = tuple[int, int]


class Item(NamedTuple):
    """One entry of a rule file and where it begins."""

    value: Any
    line: int
    column: int


class RuleFile(Frozen):
    """The entries of a rule file, not yet checked."""

    path: Path
    text: str
    kind: str
    items: tuple[Item, ...]


class _FaultError(Exception):
    """A file that cannot be read any further."""

    def __init__(self, code: str, message: str, place: Place, hint: str | None = None) -> None:
        super().__init__(message)
        self.code, self.message, self.place, self.hint = code, message, place, hint


def read_file(path: Path) -> tuple[RuleFile | None, list[Diagnostic]]:
    """Read a rule file.

    Returns:
        The file, or None when nothing of it can be used; and what is wrong with it.
    """
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            message = f"the file has {size:,} bytes; the limit is {MAX_BYTES:,}"
            return None, [Diagnostic("KJ106", message, str(path), 1, 1, "divide it into several files")]
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        place = (error.object[: error.start].count(b"\n") + 1, 1)
        return None, [Diagnostic("KJ101", "not UTF-8 text", str(path), *place, "save the file as UTF-8")]
    except OSError as error:
        return None, [Diagnostic("KJ100", f"cannot be read: {error.strerror}", str(path))]
    return read_text(text, path)


def read_text(text: str, path: Path) -> tuple[RuleFile | None, list[Diagnostic]]:
    """Read the text of a rule file; see `read_file`."""
    reader = _Reader(text)
    try:
        content = reader.document()
    except _FaultError as fault:
        return None, [Diagnostic(fault.code, fault.message, str(path), *fault.place, fault.hint)]
    except yaml.YAMLError as error:
        return None, [_not_yaml(error, text, path)]
    problems = [
        Diagnostic(code, message, str(path), *place, hint) for code, message, place, hint in reader.problems
    ]
    if not isinstance(content, dict):
        content = {}
    kind = content.get("kind")
    if not isinstance(kind, str) or kind not in KINDS or not isinstance(content.get(kind), list):
        known = ", ".join(KINDS)
        message = f"a rule file is a mapping with 'kind' (one of {known}) and a list under that name"
        return None, [*problems, Diagnostic("KJ102", message, str(path), 1, 1, "kind: labels")]
    for key in content.keys() - {"kind", kind}:
        place = Locator(text).place([key], key=True)
        hint = f"a rule file of this kind has 'kind' and '{kind}' only"
        problems.append(Diagnostic("KJ102", f"unknown key '{key}'", str(path), *place, hint))
    items = tuple(
        Item(value, *place) for value, place in zip(content[kind], reader.entries[kind], strict=True)
    )
    return RuleFile(path, text, kind, items), problems


def _not_yaml(error: yaml.YAMLError, text: str, path: Path) -> Diagnostic:
    mark = error.problem_mark if isinstance(error, yaml.MarkedYAMLError) else None
    problem = (error.problem if isinstance(error, yaml.MarkedYAMLError) else str(error)) or "not YAML"
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    lines = text.splitlines()
    for number in (line - 1, line):
        wide = next((at for at, char in enumerate(_key_of(lines, number)) if char in FULL_WIDTH_SIGNS), None)
        if wide is not None:
            sign = lines[number - 1][wide]
            message = f"full-width '{sign}' where YAML needs a half-width sign"
            return Diagnostic("KJ504", message, str(path), number, wide + 1, "write ':' and a space")
    hint = "indent with spaces" if "tab" in problem else "is a quotation mark, bracket or colon missing?"
    return Diagnostic("KJ101", f"not YAML: {problem}", str(path), line, column, hint)


def _key_of(lines: list[str], number: int) -> str:
    """Return what looks like the key on a line: all before the first half-width colon or bracket."""
    line = lines[number - 1] if 0 < number <= len(lines) else ""
    ends = [at for at in map(line.find, ":[\"'{#") if at >= 0]
    return line[: min(ends, default=len(line))]


class _Reader:
    """Builds plain values from the events of the parser; used once."""

    def __init__(self, text: str) -> None:
        self.problems: list[tuple[str, str, Place, str | None]] = []
        self.entries: dict[str, list[Place]] = {}
        self._next: Callable[[], Any] = TextLoader(text).get_event
        self._anchors: dict[str, tuple[Any, int]] = {}
        self._nodes = 0

    def document(self) -> Any:
        """Return the one document of the text."""
        self._next()
        event = self._next()
        if isinstance(event, yaml.StreamEndEvent):
            return None
        value = self._top(self._next())
        self._next()
        more = self._next()
        if not isinstance(more, yaml.StreamEndEvent):
            raise _FaultError("KJ101", "a second document in one file", _place(more), "remove the line '---'")
        return value

    def _top(self, event: yaml.Event) -> Any:
        """Read the outermost mapping, and note where the entries of its lists begin."""
        if not isinstance(event, yaml.MappingStartEvent):
            return self._value(event, 0)
        content: dict[Any, Any] = {}
        seen: dict[str, yaml.Event] = {}
        for key in self._until(yaml.MappingEndEvent):
            name = self._key(key, seen)
            event = self._next()
            if isinstance(event, yaml.SequenceStartEvent) and event.anchor is None:
                places: list[Place] = []
                values = []
                for entry in self._until(yaml.SequenceEndEvent):
                    places.append(_place(entry))
                    values.append(self._value(entry, 2))
                value: Any = values
                self.entries.setdefault(name, places)
            else:
                value = self._value(event, 1)
            content.setdefault(name, value)
        return content

    def _until(self, end: type[yaml.Event]) -> Any:
        while not isinstance(event := self._next(), end):
            yield event

    def _value(self, event: yaml.Event, depth: int) -> Any:
        self._nodes += 1
        if type(event) is yaml.ScalarEvent:
            value = _scalar(event)
            if event.anchor:
                self._anchors[event.anchor] = (value, 1)
            return value
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event)
        if depth > MAX_DEPTH:
            raise _FaultError("KJ106", f"nested more than {MAX_DEPTH} deep", _place(event))
        _check_tag(event)
        before = self._nodes
        if isinstance(event, yaml.SequenceStartEvent):
            value = []
            while type(entry := self._next()) is not yaml.SequenceEndEvent:
                value.append(self._value(entry, depth + 1))
        else:
            value = {}
            seen: dict[str, yaml.Event] = {}
            while type(key := self._next()) is not yaml.MappingEndEvent:
                name = self._key(key, seen)
                value.setdefault(name, self._value(self._next(), depth + 1))
        anchor = getattr(event, "anchor", None)
        if anchor:
            self._anchors[anchor] = (value, self._nodes - before + 1)
        return value

    def _key(self, event: yaml.Event, seen: dict[str, yaml.Event]) -> str:
        if not isinstance(event, yaml.ScalarEvent):
            raise _FaultError("KJ101", "a key must be a word", _place(event))
        name: str = event.value
        if name in seen:
            message = f"key '{name}' is given twice; the first is on line {_place(seen[name])[0]}"
            self.problems.append(("KJ105", message, _place(event), "keep one of them, or join their lists"))
        else:
            seen[name] = event
        return name

    def _alias(self, event: yaml.AliasEvent) -> Any:
        if event.anchor not in self._anchors:
            message = f"alias '*{event.anchor}' names nothing that stands before it"
            raise _FaultError("KJ101", message, _place(event), f"mark a value with '&{event.anchor}'")
        value, nodes = self._anchors[event.anchor]
        self._nodes += nodes
        if self._nodes > MAX_NODES:
            message = f"with its aliases written out, the file has more than {MAX_NODES:,} values"
            raise _FaultError("KJ106", message, _place(event), "write the lists out, or use fewer aliases")
        return value


def _scalar(event: yaml.ScalarEvent) -> Any:
    value = event.value
    if not event.implicit[0]:
        _check_tag(event)
        return value
    if value in _WORDS:
        return _WORDS[value]
    digits = value[1:] if value[0] == "-" else value
    if digits.isdecimal() and digits.isascii() and len(digits) < 19 and (digits[0] != "0" or digits == "0"):
        return int(value)
    return value


def _check_tag(event: Any) -> None:
    if event.tag is not None and event.tag not in _CORE:
        raise _FaultError("KJ101", f"tag '{event.tag}' is not allowed", _place(event), "remove it")


def _place(event: yaml.Event) -> Place:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


class Locator:
    """Finds where the values of a YAML text stand; made only when there is something to tell."""

    def __init__(self, text: str) -> None:
        self._root = yaml.compose(text, Loader=TextLoader)

    def place(self, steps: Sequence[str | int], *, key: bool = False) -> Place:
        """Return line and column of the deepest value on the way to ``steps``, or of its key."""
        node = self._root
        for number, step in enumerate(steps):
            found: tuple[yaml.Node, yaml.Node] | None = None
            if isinstance(node, yaml.MappingNode):
                found = next((pair for pair in node.value if pair[0].value == str(step)), None)
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                found = node.value[step], node.value[step]
            if found is None:
                break
            node = found[0] if key and number == len(steps) - 1 else found[1]
        return (node.start_mark.line + 1, node.start_mark.column + 1) if node else (1, 1)
