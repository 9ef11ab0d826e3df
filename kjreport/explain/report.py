"""The explanation of a whole report."""

from __future__ import annotations

from collections.abc import Iterator

from kjreport.analyzer import Analyzer
from kjreport.explain.facts import FactExplanation, NoFact, excluded, explain_facts
from kjreport.explain.labels import SentenceExplanation, explain_sentences
from kjreport.frozen import Frozen


class Explanation(Frozen):
    """Why a text has its labels and facts.

    Attributes:
        sentences: every sentence with the labels that have evidence, and the words that lost.
        facts: every fact with what was read about it.
        excluded: the numbers with units that are no facts.
    """

    sentences: tuple[SentenceExplanation, ...]
    facts: tuple[FactExplanation, ...]
    excluded: tuple[NoFact, ...]

    def lines(self) -> Iterator[str]:
        """Return the explanation in the order of the text."""
        for sentence in self.sentences:
            inside = [fact for fact in self.facts if sentence.start <= fact.start < sentence.end]
            refused = [one for one in self.excluded if sentence.start <= one.start < sentence.end]
            yield sentence.text.strip()
            for line in (*sentence.labels, *sentence.lost, *inside, *refused):
                yield f"  {line}"

    def __str__(self) -> str:
        return "\n".join(self.lines())


def explain(analyzer: Analyzer, text: str) -> Explanation:
    """Explain the labels and facts of a raw text.

    Args:
        analyzer: the rules.
        text: a raw text.

    Returns:
        What speaks for and against each label, and how each fact was read.
    """
    document = analyzer.document(text)
    report = analyzer.analyze(text)
    return Explanation(
        explain_sentences(analyzer, document),
        explain_facts(analyzer, report),
        tuple(excluded(analyzer, document)),
    )
