"""Facts: by which words each of their fields was read, and why a number is none."""

from __future__ import annotations

from collections.abc import Iterator

from kjreport.analyzer import Analyzer
from kjreport.facts.exclusions import CONTEXT
from kjreport.frozen import Frozen
from kjreport.model import Fact, Report, plain
from kjreport.ruleset import CueRule
from kjreport.segment import Document
from kjreport.span import Span
from kjreport.units import Quantity


class FactExplanation(Frozen):
    """A fact and a line for each thing that was read about it."""

    quote: str
    start: int
    end: int
    reasons: tuple[str, ...]

    def __str__(self) -> str:
        return f"fact {self.quote!r}: {'; '.join(self.reasons)}"


class NoFact(Frozen):
    """A number in the text that is no fact, and why; or that it is one after all.

    Attributes:
        quote: its raw characters.
        start: where they begin in the raw text.
        end: where they end.
        reason: what excluded it.
        rule: id of the exclusion rule, if one did.
        is_fact: whether it is a fact; then the reason tells how that was read.
    """

    quote: str
    start: int
    end: int
    reason: str
    rule: str | None = None
    is_fact: bool = False

    def __str__(self) -> str:
        return f"{'' if self.is_fact else 'no fact '}{self.quote!r} at {self.start}: {self.reason}"


def explain_facts(analyzer: Analyzer, report: Report) -> tuple[FactExplanation, ...]:
    """Explain the facts of a report."""
    cues = {rule.id: rule for rule in analyzer.rules.cues}
    return tuple(
        FactExplanation(fact.quote, fact.start, fact.end, tuple(_reasons(analyzer, report, fact, cues)))
        for fact in report.facts
    )


def _reasons(analyzer: Analyzer, report: Report, fact: Fact, cues: dict[str, CueRule]) -> Iterator[str]:
    value = "masked" if fact.masked else f"{plain(fact.value)}{fact.unit}"
    yield f"{value} ({fact.dimension}, {fact.bound}) of {fact.subject!r}"
    told: set[str] = set()
    for evidence in fact.evidence:
        if evidence.rule in cues:
            for field, setting in cues[evidence.rule].sets.items():
                if field == "reach":  # which numbers a cue is said of, and not what
                    continue
                # Said a second time, it is where a change began, and has been, whatever it leads to.
                what = ("status", fact.status) if field in told else (field, setting)
                told.add(what[0])
                yield f"{' '.join(what)} by {evidence.text!r}, rule {evidence.rule}"
        else:
            told.add(evidence.rule)
            yield f"{evidence.rule} {fact.period or ''} by {evidence.text!r}".replace("  ", " ")
    for field, setting in (("role", fact.role), ("status", fact.status)):
        if field not in told:
            yield f"{field} {setting}, {_by_default(fact, field, setting, cues)}"
    if fact.period and "period" not in told:
        yield f"period {fact.period} from the heading above"
    if fact.parent is not None:
        whole = report.facts[fact.parent]
        yield f"part of {whole.quote!r} at {whole.start}, {whole.subject!r}"
    rule = next((rule for rule in analyzer.rules.indicators if rule.id == fact.indicator), None)
    if rule is not None:
        alias = max((alias for alias in rule.aliases if alias in fact.subject), key=len, default=rule.name)
        yield f"indicator {rule.id} ({rule.name}) by the alias {alias!r}"


def _by_default(fact: Fact, field: str, setting: str, cues: dict[str, CueRule]) -> str:
    """Say why a field is as it is without a word that sets it."""
    by_unit = (rule for rule in cues.values() if rule.sets.get(field) == setting and fact.unit in rule.units)
    rule = next(by_unit, None)
    if rule is not None:
        return f"by the unit {fact.unit}, rule {rule.id}"
    return "from the section of the plan" if setting == "target" else "as no cue says otherwise"


def excluded(analyzer: Analyzer, document: Document) -> Iterator[NoFact]:
    """Return the quantities of a document that are no facts, with the reason."""
    timeline = analyzer.fact_finder.governor.timeline(document)
    text = document.text.text
    markers = [section.heading.marker for section in document.sections if section.heading]
    for quantity in analyzer.fact_finder.quantities.find(text):
        span = Span(quantity.start, quantity.end)
        reason, rule = None, None
        period = next((p for p in timeline.periods if p.start < span.end and span.start < p.end), None)
        if period is not None:
            reason = f"it is part of the time expression {text[period.start : period.end]!r}"
        elif any(marker.start < span.end and span.start < marker.end for marker in markers):
            reason = "it is the marker of a heading"
        else:
            reason, rule = _exclusion(analyzer, text, quantity)
        if reason is not None:
            place = document.text.raw_span(span)
            yield _no_fact(document.text.raw, place, reason, rule)


def _exclusion(analyzer: Analyzer, text: str, quantity: Quantity) -> tuple[str | None, str | None]:
    before = text[max(0, quantity.start - CONTEXT) : quantity.start]
    after = text[quantity.end : quantity.end + CONTEXT]
    names = {rule.id: rule.name for rule in analyzer.rules.exclusions}
    for one in analyzer.fact_finder.cues.exclusions:
        if not one.holds(before, quantity.text, after):
            continue
        seen = []
        if one.before is not None and (match := one.before.search(before)):
            seen.append(f"before it {match[0]!r}")
        if one.after is not None and (match := one.after.match(after)):
            seen.append(f"behind it {match[0]!r}")
        where = f": {', '.join(seen)}" if seen else ""
        return f"exclusion rule {one.rule} ({names.get(one.rule, one.rule)}){where}", one.rule
    return None, None


def why_not_fact(analyzer: Analyzer, text: str, quote: str) -> list[NoFact]:
    """Return, for each place where a quote stands in a raw text, why it is no fact.

    Args:
        analyzer: the rules.
        text: a raw text.
        quote: the number with its unit, as it stands in the text.

    >>> from kjreport.analyzer import default_analyzer
    >>> why_not_fact(default_analyzer(), "居全国15个副省级城市第3位。", "15个")[0].rule
    'scope_count'
    """
    report = analyzer.analyze(text)
    document = analyzer.document(text)
    refused = list(excluded(analyzer, document))
    found: list[NoFact] = []
    start = text.find(quote) if quote else -1
    while start >= 0:
        span = Span(start, start + len(quote))
        found.append(_why(analyzer, report, document, refused, span))
        start = text.find(quote, span.end)
    return found


def _why(analyzer: Analyzer, report: Report, document: Document, refused: list[NoFact], span: Span) -> NoFact:
    raw = report.raw
    fact = next((f for f in report.facts if f.start < span.end and span.start < f.end), None)
    if fact is not None:
        explanation = explain_facts(analyzer, report)[report.facts.index(fact)]
        reason = f"it is a fact, {fact.quote!r}: {'; '.join(explanation.reasons)}"
        return NoFact(span.of(raw), span.start, span.end, reason, is_fact=True)
    for one in refused:
        if one.start < span.end and span.start < one.end:
            return _no_fact(raw, span, one.reason, one.rule)
    text = document.text.text
    for period in analyzer.fact_finder.governor.timeline(document).periods:
        place = document.text.raw_span(Span(period.start, period.end))
        if place.start < span.end and span.start < place.end:
            words = text[period.start : period.end]
            return _no_fact(raw, span, f"it is part of the time expression {words!r}")
    for number in analyzer.fact_finder.quantities.numbers.find(text):
        place = document.text.raw_span(Span(number.start, number.end))
        if place.start < span.end and span.start < place.end:
            behind = text[number.end : number.end + 4].split("\n")[0]
            unit = f"no unit rule fits what stands behind it, {behind!r}" if behind else "it has no unit"
            return _no_fact(raw, span, f"the number {number.text!r} is read, but {unit}")
    if not _survives(document, span):
        return _no_fact(raw, span, "cleaning removes it: a note in brackets, a page mark, or the page around")
    return _no_fact(
        raw, span, "no number is read there: its numerals belong to a word or a name, or count nothing"
    )


def _no_fact(raw: str, span: Span, reason: str, rule: str | None = None) -> NoFact:
    return NoFact(span.of(raw), span.start, span.end, reason, rule)


def _survives(document: Document, span: Span) -> bool:
    """Whether something of the raw characters is left in the cleaned text."""
    return any(
        document.text.raw_span(Span(at, at + 1)).start in range(span.start, span.end)
        for sentence in document.sentences
        for at in range(sentence.span.start, sentence.span.end)
    )
