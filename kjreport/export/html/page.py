"""One self-contained page for one report: it works offline, from a file, with nothing from outside."""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import sha256
from html import escape
from pathlib import Path
from string import Template

import kjreport
from kjreport.analyzer import default_analyzer
from kjreport.export.html.charts import label_chart, target_chart, titled
from kjreport.export.html.facts import card, facts_table
from kjreport.export.html.passage import passage
from kjreport.export.html.words import Language, Words
from kjreport.model import Report
from kjreport.ruleset import Rules

_FOLDER = Path(__file__).parent
# What HTML cannot hold is shown by a picture of it, one for one; a lone surrogate has no encoding at all.
_PICTURES = {code: 0x2400 + code for code in range(32) if chr(code) not in "\t\n\f\r"} | dict.fromkeys(
    range(0xD800, 0xE000), 0xFFFD
)
_STATUSES = ("actual", "target", "forecast", "masked")


def report_page(
    report: Report, document: str = "", *, language: Language = "zh", rules: Mapping[str, str] | None = None
) -> str:
    """Return a report as an HTML page for people.

    Args:
        report: the analysis.
        document: name of its file, shown in the head.
        language: of the page itself; the report stays as it is.
        rules: names of rules and indicators by id, see `rule_names`; ids are shown without.

    Returns:
        A whole page. It loads nothing and runs no script but its own; all text of the report is escaped.

    >>> page = report_page(kjreport.analyze("新增<b>高新技术企业37家。"))
    >>> "新增&lt;b&gt;高新技术企业" in page, "default-src 'none'" in page
    (True, True)
    """
    words = Words.of(language, rules)
    return page(words, _parts(report, document, words))


def page(words: Words, parts: Mapping[str, str], style: str = "") -> str:
    """Return a page: the template that all pages share with its parts, as HTML.

    Args:
        words: what the controls of the page say.
        parts: what is in the page, by the names in the template.
        style: what is added to the style sheet.
    """
    sheet, script = asset("page.css") + style, asset("page.js")
    whole = Template(asset("page.html")).substitute(
        {f"say_{name}": escape(said) for name, said in words.page.items()},
        lang=words.language,
        policy=policy(sheet, script),
        style=sheet,
        script=script,
        **parts,
    )
    return whole.translate(_PICTURES)


def _parts(report: Report, document: str, words: Words) -> dict[str, str]:
    said = words.page
    return {
        "kind": "bench",
        "title": escape(report.title or document or said["facts"]),
        "about": _about(report, document, words),
        "figures": _figures(report, words),
        "notes": _notes(report, words),
        "charts": _charts(report, words),
        "skip_text": escape(said["skip_text"]),
        "skip_facts": escape(said["skip_facts"]),
        "text_head": escape(said["text"]),
        "legend": _legend(words),
        "text": f'<div class="passage" id="passage" lang="zh">{passage(report, words)}</div>',
        "facts_head": escape(said["table"]),
        "statuses": _options(_STATUSES, words),
        "labels": _labels(report, words),
        "table": facts_table(report.facts, words),
        "cards": "".join(card(number, report.facts, words) for number in range(len(report.facts))),
        "total": str(len(report.facts)),
        "source": escape(said["source"].format(version=kjreport.__version__)),
    }


def notebook_frame(report: Report) -> str:
    """Return the page in a frame, for a notebook: neither can disturb the other."""
    shown = escape(report_page(report, report.document or "", rules=rule_names(default_analyzer().rules)))
    frame = "width:100%;height:720px;border:1px solid #8884;border-radius:6px"
    name = escape(report.title)
    return f'<iframe title="{name}" sandbox="allow-scripts" style="{frame}" srcdoc="{shown}"></iframe>'


def rule_names(rules: Rules) -> dict[str, str]:
    """Return the names of all rules and indicators by id.

    >>> from kjreport.ruleset import load_rules
    >>> rule_names(load_rules())["rd_expenditure"]
    '全社会研发投入'
    """
    return {rule.id: rule.name for of_kind in rules.by_kind.values() for rule in of_kind}


def policy(style: str, script: str) -> str:
    """Return a content security policy that allows one style sheet, one script and nothing else."""
    allowed = [f"'sha256-{b64encode(sha256(part.encode()).digest()).decode()}'" for part in (style, script)]
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src {allowed[0]}",
            f"script-src {allowed[1]}",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


@cache
def asset(name: str) -> str:
    """Return a file that lies beside this one."""
    return (_FOLDER / name).read_text(encoding="utf-8")


def _about(report: Report, document: str, words: Words) -> str:
    said = words.page
    year = said["year"].format(year=report.year) if report.year else said["year_unknown"]
    half = said[f"half_{report.half}"] if report.half else ""
    parts = (document, year, half, f"{len(report.raw):,} {said['characters']}")
    return "".join(f"<span>{escape(part)}</span>" for part in parts if part)


def _figures(report: Report, words: Words) -> str:
    counts = Counter("masked" if fact.masked else fact.status for fact in report.facts)
    labelled = sum(bool(sentence.labels) for sentence in report.sentences)
    figures = [(words.page["facts"], f"{len(report.facts)}", "all")]
    figures += [(words.name(status), f"{counts[status]}", status) for status in _STATUSES]
    figures.append((words.page["labelled"], f"{labelled} / {len(report.sentences)}", "labelled"))
    return "".join(
        f'<div class="{kind}"><dt>{escape(name)}</dt><dd>{figure}</dd></div>'
        for name, figure, kind in figures
    )


def _charts(report: Report, words: Words) -> str:
    said = words.page
    rows = target_chart(report.facts, words)
    none = f'<p class="empty">{escape(said["no_targets"])}</p>'
    labels = f'<ul class="counts">{label_chart(report.facts, words)}</ul>'
    targets = f'<ul class="targets">{rows}</ul>' if rows else none
    return titled("per-label", said["per_label"], said["per_label_note"], labels) + titled(
        "targets", said["targets"], said["targets_note"], targets
    )


def _legend(words: Words) -> str:
    kinds = "".join(f'<li><span class="fact {s}">{escape(words.name(s))}</span></li>' for s in _STATUSES)
    return f'<ul class="legend" aria-label="{escape(words.page["legend"])}">{kinds}</ul>'


def _options(identifiers: Iterable[str], words: Words) -> str:
    return "".join(f'<option value="{escape(i)}">{escape(words.name(i))}</option>' for i in identifiers)


def _labels(report: Report, words: Words) -> str:
    said = words.page
    labels = _options(dict.fromkeys(label for fact in report.facts for label in fact.labels), words)
    return (
        f'<select name="label" aria-label="{escape(said["label"])}">'
        f'<option value="">{escape(said["every_label"])}</option>{labels}'
        f'<option value="none">{escape(said["unlabelled"])}</option></select>'
    )


def _notes(report: Report, words: Words) -> str:
    if not report.diagnostics:
        return ""
    items = "".join(f"<li>{escape(str(diagnostic))}</li>" for diagnostic in report.diagnostics)
    summary = f"{escape(words.page['notes'])} {len(report.diagnostics)}"
    return f'<details class="notes"><summary>{summary}</summary><ul>{items}</ul></details>'
