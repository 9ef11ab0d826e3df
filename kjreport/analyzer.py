"""One object that turns reports into labelled sentences and facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from kjreport.facts import FactFinder
from kjreport.labels import Labeler
from kjreport.model import Label, Report, Section, Sentence
from kjreport.numbers import NumberFinder
from kjreport.ruleset import Rules, load_rules
from kjreport.segment import Document, Segmenter
from kjreport.text import Cleaner
from kjreport.units import QuantityFinder, UnitRegistry

_ABOUT = {"description", "formerly"}  # what a unit rule says for people only


class Analyzer:
    """Rules, compiled once; immutable, and safe to share between threads.

    Args:
        rules: the rules to use; the built-in ones when not given.

    >>> report = Analyzer().analyze("2021年,全市新增高新技术企业37家,同比增长12.5%。")
    >>> [(fact.subject, str(fact.value), fact.unit, fact.role) for fact in report.facts]
    [('高新技术企业', '37', '家', 'change'), ('高新技术企业', '12.5', '%', 'change')]
    """

    __slots__ = ("_cleaner", "_facts", "_labeler", "_segmenter", "rules")

    def __init__(self, rules: Rules | None = None) -> None:
        self.rules = load_rules() if rules is None else rules
        cues = [rule.model_dump() for rule in self.rules.cues]
        self._cleaner = Cleaner.from_rules([rule.model_dump() for rule in self.rules.cleaning])
        self._segmenter = Segmenter.from_rules(cues)
        self._labeler = Labeler.compile(self.rules.labels)
        numbers = NumberFinder([rule.model_dump() for rule in self.rules.lexicons], cues)
        units = UnitRegistry({"units": [rule.model_dump(exclude=_ABOUT) for rule in self.rules.units]})
        self._facts = FactFinder.compile(self.rules, QuantityFinder(units, numbers))

    def analyze(self, text: str) -> Report:
        """Analyse one report.

        Args:
            text: the raw text as it was scraped; it may be dirty, traditional, or empty.

        Returns:
            Its sections, sentences and facts. All offsets count code points of ``text``.
        """
        document = self._segmenter.segment(self._cleaner.clean(text))
        labels, problems = self._labeler.read(document)
        facts, diagnostics = self._facts.find(document, labels)
        return Report(
            title=document.title,
            year=document.year.year,
            half=document.year.half,
            sections=tuple(_sections(document)),
            sentences=tuple(_sentences(document, labels)),
            facts=facts,
            diagnostics=(*problems, *diagnostics),
            raw=text,
        )

    def analyze_many(self, texts: Iterable[str]) -> Iterator[Report]:
        """Analyse reports one after the other, in order, as they are asked for."""
        for text in texts:
            yield self.analyze(text)


def _sections(document: Document) -> Iterator[Section]:
    for section in document.sections:
        start, end = document.text.raw_span(section.span)
        yield Section(section.title, section.level, section.role, section.parent, start, end)


def _sentences(document: Document, labels: list[tuple[Label, ...]]) -> Iterator[Sentence]:
    for sentence, of_sentence in zip(document.sentences, labels, strict=True):
        start, end = document.text.raw_span(sentence.span)
        text = document.text.text[slice(*sentence.span)]
        yield Sentence(document.text.raw[start:end], text, start, end, sentence.section, of_sentence)


@cache
def default_analyzer() -> Analyzer:
    """Return the analyzer with the built-in rules; it is made once for each process."""
    return Analyzer()


def analyze(text: str) -> Report:
    """Analyse one report with the built-in rules; see `Analyzer.analyze`.

    >>> analyze("研发投入达到1.31亿元。").facts[0].value
    Decimal('131000000')
    """
    return default_analyzer().analyze(text)
