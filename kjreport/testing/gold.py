r"""Gold data: what careful readers say that a report states, in files beside its text.

`docs/eval.md` describes the format: ``NAME.facts.jsonl`` and ``NAME.labels.jsonl`` with one JSON object a
line, for the text ``NAME.txt``. What is wrong with a line is a `kjreport.errors.Diagnostic`; the other lines
count.

>>> line = '{"context": "高企37家", "quote": "37家", "value": "37", "unit": "家", "dimension": "count", '
>>> line += '"role": "change", "bound": "exact", "subject": "高企", "status": "actual", "period": null}'
>>> (fact,), problems = facts_of("新增高企37家。", line, "a.facts.jsonl")
>>> fact.span, fact.written.value, problems
(Span(start=4, end=7), Decimal('37'), ())
>>> facts, (problem,) = facts_of("新增高企37家。", line.replace("37家", "38家"), "a.facts.jsonl")
>>> print(problem)
a.facts.jsonl:1: KJ603 '高企38家' does not stand in the text (copy it from the raw text, with all its signs)
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import ErrorDetails

from kjreport.errors import Diagnostic, InputError, KjreportError
from kjreport.frozen import Frozen, replace
from kjreport.readers import read
from kjreport.ruleset.problems import suggest
from kjreport.span import Span
from kjreport.text import SourceText

FACTS, LABELS = ".facts.jsonl", ".labels.jsonl"


class _Line(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class FactLine(_Line):
    """A line of a file of facts; the fields are those of `kjreport.model.Fact`.

    Attributes:
        context: a piece of the raw text that holds the quote and stands in it once.
        nth: which one it is, counted from 0, where the quote stands in the context several times.
        optional: whether careful readers may differ; such a fact counts neither way.
    """

    context: str = Field(min_length=1)
    quote: str = Field(min_length=1)
    nth: int = Field(default=0, ge=0)
    value: Decimal | None
    high: Decimal | None = None
    unit: str
    dimension: str
    role: Literal["level", "change", "share", "rank"]
    bound: Literal["exact", "approx", "over", "under", "at_least", "at_most", "range"]
    subject: str
    status: Literal["actual", "target", "forecast"]
    period: str | None
    masked: bool = False
    optional: bool = False

    @model_validator(mode="after")
    def _value_or_masked(self) -> FactLine:
        if self.masked == (self.value is not None):
            raise ValueError("a fact has a value, or it is masked and its value is null")
        return self


class LabelsLine(_Line):
    """A line of a file of labels.

    Attributes:
        text: a sentence, or a part of one, as it stands in the raw text once.
        labels: all its labels; none is a statement, too.
        maybe: labels on which careful readers may differ; they count neither way.
    """

    text: str = Field(min_length=1)
    labels: tuple[str, ...]
    maybe: tuple[str, ...] = ()


class GoldFact(Frozen):
    """A fact of the gold data and where its quote stands in the raw text."""

    written: FactLine
    span: Span


class GoldLabels(Frozen):
    """The labels of a sentence in the gold data and where it stands in the raw text."""

    written: LabelsLine
    span: Span


class GoldReport(Frozen):
    """A report with its gold data.

    Attributes:
        name: what its files are called.
        source: its text.
        facts: None where there is no file of facts.
        labels: None where there is no file of labels.
        problems: lines and files that cannot be used, which are left out.
    """

    name: str
    source: SourceText
    facts: tuple[GoldFact, ...] | None
    labels: tuple[GoldLabels, ...] | None
    problems: tuple[Diagnostic, ...]


_Gold = TypeVar("_Gold", GoldFact, GoldLabels)
_AnyLine = TypeVar("_AnyLine", bound=_Line)


class _WrongLineError(KjreportError):
    """A line cannot be used; the diagnostic lacks the file and the line."""

    def __init__(self, code: str, message: str, hint: str | None = None, column: int | None = None) -> None:
        self.diagnostic = Diagnostic(code, message, column=column, hint=hint)
        super().__init__(message)


def read_gold(
    folder: str | Path, reports: str | Path | None = None, known: Sequence[str] = ()
) -> Iterator[GoldReport]:
    """Read the gold data of a folder, report by report.

    Args:
        folder: the folder of the gold files.
        reports: where the texts are; they may also stand beside the gold files.
        known: the labels that there are, to find misspelt ones; any label is right when empty.

    Raises:
        InputError: the folder holds no gold data.
    """
    gold = Path(folder)
    names = {path.name.removesuffix(end) for end in (FACTS, LABELS) for path in gold.glob(f"*{end}")}
    if not names:
        message = "no NAME.facts.jsonl or NAME.labels.jsonl in it" if gold.is_dir() else "no such folder"
        raise InputError(f"{folder}: {message}")
    folders = [gold] if reports is None else [Path(reports), gold]
    return (_report(gold / name, folders, known) for name in sorted(names))


def _report(stem: Path, folders: Sequence[Path], known: Sequence[str]) -> GoldReport:
    try:
        source = _text(stem.name, folders)
    except KjreportError as error:
        file = next(file for end in (FACTS, LABELS) if (file := stem.with_name(stem.name + end)).exists())
        lost = Diagnostic("KJ604", str(error), str(file), hint="its gold data are left out")
        return GoldReport(stem.name, SourceText(""), None, None, (lost,))
    facts: tuple[GoldFact, ...] | None = None
    labels: tuple[GoldLabels, ...] | None = None
    problems: list[Diagnostic] = []
    for end in (FACTS, LABELS):
        file = stem.with_name(stem.name + end)
        if not file.exists():
            continue
        try:
            content = file.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            problems.append(
                Diagnostic("KJ601", f"cannot be read: {error}", str(file), hint="save it as UTF-8")
            )
            continue
        if end == FACTS:
            facts, wrong = facts_of(source.text, content, str(file))
        else:
            labels, wrong = labels_of(source.text, content, str(file), known)
        problems += wrong
    return GoldReport(stem.name, source, facts, labels, tuple(problems))


def _text(name: str, folders: Sequence[Path]) -> SourceText:
    path = next((path for folder in folders if (path := folder / f"{name}.txt").exists()), None)
    if path is None:
        raise InputError(
            f"there is no {name}.txt in {folders[0]}: put it there, or name its folder with --reports"
        )
    return read(path)


def facts_of(text: str, content: str, file: str) -> tuple[tuple[GoldFact, ...], tuple[Diagnostic, ...]]:
    """Return the facts that the lines of a file state of a text, and what is wrong with the other lines."""

    def parse(line: str) -> GoldFact:
        written = _valid(FactLine, line)
        return GoldFact(written, _place(text, written.context, written.quote, written.nth))

    return _read(parse, content, file)


def labels_of(
    text: str, content: str, file: str, known: Sequence[str] = ()
) -> tuple[tuple[GoldLabels, ...], tuple[Diagnostic, ...]]:
    """Return the labels that the lines of a file give a text, and what is wrong with the rest."""

    def parse(line: str) -> GoldLabels:
        written = _valid(LabelsLine, line)
        for label in (*written.labels, *written.maybe):
            if known and label not in known:
                hint = suggest(label, known) or f"the labels are {', '.join(known)}"
                raise _WrongLineError("KJ602", f"there is no label '{label}'", hint)
        return GoldLabels(written, _place(text, written.text, written.text, 0))

    return _read(parse, content, file)


def _read(
    parse: Callable[[str], _Gold], content: str, file: str
) -> tuple[tuple[_Gold, ...], tuple[Diagnostic, ...]]:
    found: list[_Gold] = []
    problems: list[Diagnostic] = []
    # Not splitlines: JSON may hold other line separators than the line feed.
    for number, line in enumerate(content.split("\n"), 1):
        try:
            if line.strip():
                found.append(parse(line))
        except _WrongLineError as error:
            problems.append(replace(error.diagnostic, file=file, line=number))
    return tuple(found), tuple(problems)


def _valid(model: type[_AnyLine], line: str) -> _AnyLine:
    try:
        return model.model_validate(json.loads(line))
    except json.JSONDecodeError as error:
        hint = "one JSON object a line: look for a missing quotation mark, comma or bracket"
        raise _WrongLineError("KJ601", f"not JSON: {error.msg}", hint, error.colno) from None
    except ValidationError as error:
        raise _invalid(error.errors()[0], list(model.model_fields)) from None


def _invalid(problem: ErrorDetails, known: Sequence[str]) -> _WrongLineError:
    name = ".".join(map(str, problem["loc"]))
    keys = f"the keys are {', '.join(known)}"
    if problem["type"] == "extra_forbidden":
        return _WrongLineError("KJ602", f"unknown key '{name}'", suggest(name, known) or keys)
    if problem["type"] == "missing":
        return _WrongLineError("KJ602", f"key '{name}' is missing", keys)
    if problem["type"] == "value_error":
        return _WrongLineError("KJ602", str(problem["ctx"]["error"]), "see docs/eval.md")
    return _WrongLineError(
        "KJ602", f"'{name}': {problem['msg']}" if name else problem["msg"], "see docs/eval.md"
    )


def _place(text: str, context: str, quote: str, nth: int) -> Span:
    """Return where the ``nth`` quote within the context stands in the text."""
    times = text.count(context)
    if times == 0:
        hint = "copy it from the raw text, with all its signs"
        raise _WrongLineError("KJ603", f"{context!r} does not stand in the text", hint)
    if times > 1:
        hint = "make it longer, until it stands there once"
        raise _WrongLineError("KJ603", f"{context!r} stands {times} times in the text", hint)
    at = -1
    for _ in range(nth + 1):
        at = context.find(quote, at + 1)
        if at < 0:
            message = f"the quote {quote!r} (nth: {nth}) does not stand in its context {context!r}"
            raise _WrongLineError("KJ603", message, "both are raw text, and 'nth' counts from 0")
    start = text.index(context) + at
    return Span(start, start + len(quote))
