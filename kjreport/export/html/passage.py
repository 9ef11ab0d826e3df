"""The raw text of a report with its labels and facts in place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from kjreport.export.html.words import Words
from kjreport.model import Fact, Report, Sentence

LANES = 3  # labels that have a bar of their own in the margin; all of them are named


def passage(report: Report, words: Words) -> str:
    """Return the raw text as HTML: a block for each sentence, a link for each fact.

    Every character of the raw text is in it, in order, and nothing else: the ``textContent`` of the element
    around it equals ``report.raw``.
    """
    return "".join(_pieces(report, words))


def _pieces(report: Report, words: Words) -> Iterator[str]:
    levels = {section.start: section.level for section in report.sections if section.level}
    facts_of: dict[int, list[tuple[int, Fact]]] = {}
    for number, fact in enumerate(report.facts):
        facts_of.setdefault(fact.sentence, []).append((number, fact))
    starts = [*(sentence.start for sentence in report.sentences[1:]), len(report.raw)]
    yield _gap(report.raw[: report.sentences[0].start if report.sentences else None])
    before, apart = None, True
    for index, (sentence, start) in enumerate(zip(report.sentences, starts, strict=False)):
        gap = report.raw[sentence.end : start]
        tail = gap.partition("\n")[0]  # dirt behind a sentence stays on its line
        names = "\n".join(words.name(label.id) for label in sentence.labels)
        body = _marked(report.raw, sentence, facts_of.get(index, ())) + _gap(tail, "span")
        yield _block(
            sentence, levels.get(sentence.start), body, "" if names == before else names, apart=apart
        )
        yield _gap(gap[len(tail) :])
        before, apart = names, "\n" in gap


def _gap(text: str, tag: str = "p") -> str:
    """Return what stands between sentences: nothing to look at, or the page around the report."""
    if not text:
        return ""
    return (
        f'<{tag} class="gap">{_text(text)}</{tag}>' if text.strip() else f"<span hidden>{_text(text)}</span>"
    )


def _block(sentence: Sentence, level: int | None, body: str, names: str, *, apart: bool) -> str:
    tag = f"h{min(level + 2, 6)}" if level else "p"
    labels = [label.id for label in sentence.labels]
    kinds = ["s", *(["apart"] if apart else []), *([f"l-{labels[0]}", f"n{len(labels)}"] if labels else [])]
    said = f' data-names="{escape(names)}"' if names else ""
    bars = "".join(f'<i class="bar l-{escape(label)}"></i>' for label in labels[:LANES])
    return f'<{tag} class="{escape(" ".join(kinds))}"{said}>{bars}{body}</{tag}>'


def _marked(raw: str, sentence: Sentence, facts: Sequence[tuple[int, Fact]]) -> str:
    """Return a sentence with links for its facts; a fact whose characters are taken is a link without any."""
    pieces, end = [], sentence.start
    for number, fact in sorted(facts, key=lambda item: (item[1].start, -item[1].end)):
        start = max(fact.start, end)
        pieces.append(_text(raw[end:start]))
        pieces.append(_link(number, fact, _text(raw[start : max(start, fact.end)])))
        end = max(end, fact.end)
    pieces.append(_text(raw[end : sentence.end]))
    return "".join(pieces)


def _link(number: int, fact: Fact, body: str) -> str:
    kind = "masked" if fact.masked else escape(fact.status)
    name = "" if body else f' aria-label="{escape(fact.subject)}"'
    return (
        f'<a class="fact {kind}" id="f{number}" href="#r{number}" data-n="{number + 1}"'
        f' aria-describedby="d{number}"{name}>{body}</a>'
    )


def _text(text: str) -> str:
    return escape(text, quote=False).replace("\r", "&#13;")  # a parser would read it as a newline
