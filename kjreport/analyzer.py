"""One object that turns reports into labelled sentences and facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from os import PathLike
from typing import TYPE_CHECKING

from kjreport.errors import Diagnostic, KjreportError
from kjreport.facts import FactFinder
from kjreport.frozen import replace
from kjreport.labels import Labeler
from kjreport.model import Fact, Label, Report, Section, Sentence
from kjreport.numbers import NumberFinder
from kjreport.ruleset import Rules, UnitRule, load_rules
from kjreport.segment import Document, Segmenter
from kjreport.text import Cleaner, SourceText
from kjreport.units import QuantityFinder, UnitRegistry

_ABOUT = ("description", "formerly")  # what a unit rule says for people only

if TYPE_CHECKING:
    from pathlib import Path

    Item = str | SourceText | Path


class Analyzer:
    """Rules, compiled once; immutable, and safe to share between threads.

    Args:
        rules: the rules to use; the built-in ones when not given.

    >>> report = Analyzer().analyze("2021年,全市新增高新技术企业37家,同比增长12.5%。")
    >>> [(fact.subject, str(fact.value), fact.unit, fact.role) for fact in report.facts]
    [('高新技术企业', '37', '家', 'change'), ('高新技术企业', '12.5', '%', 'change')]
    """

    __slots__ = ("cleaner", "fact_finder", "labeler", "rules", "segmenter")

    def __init__(self, rules: Rules | None = None) -> None:
        self.rules = load_rules() if rules is None else rules
        cues = [rule.values() for rule in self.rules.cues]
        self.cleaner = Cleaner.from_rules([rule.values() for rule in self.rules.cleaning])
        self.segmenter = Segmenter.from_rules(cues)
        self.labeler = Labeler.compile(self.rules.labels, self.rules.choices, self.rules.lexicons)
        numbers = NumberFinder([rule.values() for rule in self.rules.lexicons], cues)
        self.fact_finder = FactFinder.compile(
            self.rules, QuantityFinder(unit_registry(self.rules.units), numbers)
        )

    def __reduce__(self) -> tuple[type[Analyzer], tuple[Rules]]:
        return Analyzer, (self.rules,)

    def analyze(self, text: str | SourceText) -> Report:
        """Analyse one report.

        Args:
            text: the raw text as it was scraped; it may be dirty, traditional, or empty. With what a reader
                returns, facts and sentences have their place in the document, too.

        Returns:
            Its sections, sentences and facts. All offsets count code points of the raw text.

        Raises:
            TypeError: it is no text; a file or its bytes are read by `kjreport.readers`.
        """
        source = _source(text)
        document = self.document(source.text)
        labels, problems = self.labeler.read(document)
        facts, diagnostics = self.fact_finder.find(document, labels)
        return Report(
            title=document.title,
            year=document.year.year,
            half=document.year.half,
            sections=tuple(_sections(document)),
            sentences=tuple(_sentences(document, labels, source)),
            facts=tuple(_located(facts, source)),
            diagnostics=(*problems, *diagnostics),
            raw=source.text,
            document=source.name,
        )

    def document(self, text: str) -> Document:
        """Return the structure of a raw text: cleaned, with its sections and sentences."""
        return self.segmenter.segment(self.cleaner.clean(text))

    def analyze_many(self, items: Iterable[Item], workers: int = 1) -> Iterator[Report]:
        """Analyse documents in order, as their reports are asked for.

        Args:
            items: texts, what readers return, or paths of documents, which are read on the way. Only a few
                are taken ahead, and none is kept.
            workers: number of processes. They begin with the rules alone, so a script that uses more than one
                calls this below ``if __name__ == "__main__":``.

        Returns:
            A report for each item. One that could not be read or analysed is empty and has an ``error``.

        >>> from pathlib import Path
        >>> reports = Analyzer().analyze_many(["新增高企37家。", Path("no such file.txt")])
        >>> [(len(report.facts), report.error and report.error.message) for report in reports]
        [(1, None), (0, 'no such file.txt: no such file; check the spelling and the folder you are in')]
        """
        if workers <= 1:
            return map(self.analyze_item, items)
        from kjreport.workers import map_ordered

        return map_ordered(self.analyze_item, items, workers, _lost)

    def analyze_item(self, item: Item) -> Report:
        """Analyse one document; what goes wrong is the ``error`` of its report."""
        from kjreport.readers import read

        name = _name(item)
        try:
            return self.analyze(read(item) if isinstance(item, PathLike) else item)
        except KjreportError as error:
            return Report.failed(name, Diagnostic("KJ401", str(error), name))
        except Exception as error:  # one bad document must not stop a million
            message = f"{name or 'a text'}: cannot be analysed: {type(error).__name__}: {error}"
            return Report.failed(name, Diagnostic("KJ402", message, name))


def unit_registry(rules: Iterable[UnitRule]) -> UnitRegistry:
    """Return the units that rules describe."""
    entries = (rule.values().items() for rule in rules)
    return UnitRegistry(
        {"units": [{key: value for key, value in entry if key not in _ABOUT} for entry in entries]}
    )


def _source(text: object) -> SourceText:
    """Return a text with its places, whatever a caller without type checks gave."""
    if isinstance(text, SourceText):
        return text
    if isinstance(text, str):
        return SourceText(text)
    kind = type(text).__name__
    raise TypeError(f"a text is a str or what kjreport.readers.read(path) returns, not {kind}")


def _name(item: Item) -> str | None:
    return str(item) if isinstance(item, PathLike) else item.name if isinstance(item, SourceText) else None


def _lost(item: Item) -> Report:
    name = _name(item)
    message = f"{name or 'a text'}: cannot be analysed: the process that worked on it died"
    return Report.failed(name, Diagnostic("KJ403", message, name))


def _located(facts: tuple[Fact, ...], source: SourceText) -> Iterable[Fact]:
    if not source.places:
        return facts
    return (replace(fact, locator=source.locator(fact.start)) for fact in facts)


def _sections(document: Document) -> Iterator[Section]:
    for section in document.sections:
        span = document.text.raw_span(section.span)
        yield Section(section.title, section.level, section.role, section.parent, span.start, span.end)


def _sentences(document: Document, labels: list[tuple[Label, ...]], source: SourceText) -> Iterator[Sentence]:
    raw, text, raw_span = document.text.raw, document.text.text, document.text.alignment.span
    for node, of_sentence in zip(document.sentences, labels, strict=True):
        quoted = raw_span(node.span)
        start, end = quoted.start, quoted.end
        place = source.locator(start) if source.places else None
        quote, words = raw[start:end], node.span.of(text)
        yield Sentence(
            quote, quote if quote == words else words, start, end, node.section, of_sentence, place
        )


@cache
def default_analyzer() -> Analyzer:
    """Return the analyzer with the built-in rules; it is made once for each process."""
    return Analyzer()


def analyze(text: str | SourceText) -> Report:
    """Analyse one report with the built-in rules, which are compiled once for each process.

    Args:
        text: the raw text as it was scraped; it may be dirty, traditional, or empty. `kjreport.readers.read`
            gives that of a file; facts and sentences have their place in the document then.

    Returns:
        Its sections, sentences with labels, and facts. Values are exact decimals in base units (元, 家, %);
        all offsets count code points of the raw text.

    Raises:
        TypeError: it is no text, but a path or bytes.

    >>> report = analyze("2021年,研发投入达到1.31亿元。")
    >>> fact = report.facts[0]
    >>> fact.value, fact.unit, fact.period, report.raw[fact.start : fact.end]
    (Decimal('131000000'), '元', '2021', '1.31亿元')
    """
    return default_analyzer().analyze(text)
