"""The findings of a check as text for a terminal, as JSON and as one page. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from assistant.template import filled
from assistant.typeset import wrap
from kb.checks import NAMES, Examined
from kb.finding import CheckFinding, Span

SEVERITY_NAMES = {"error": "错误", "warning": "警告", "hint": "提示"}
_QUOTE = 60  # characters of a place that are shown


def examined_json(one: Examined, file: str) -> dict[str, Any]:
    """What was found in a file, every severity."""
    return {
        "file": file,
        "document": {"id": one.document.id, "title": one.document.title, "number": one.document.number},
        "findings": [finding_json(finding) for finding in one.findings.shown],
        "silenced": [finding_json(finding) for finding in one.findings.silenced],
        "notes": notes_of(one),
    }


def finding_json(finding: CheckFinding) -> dict[str, Any]:
    """One finding with its places, the place in the checked document first."""
    return {
        "check": finding.check,
        "title": NAMES[finding.check],
        "severity": finding.severity,
        "message": finding.message,
        "places": [
            {
                "clause_id": str(place.clause),
                "label": place.label,
                "document": place.title,
                "quote": place.quote,
                "start": place.start,
                "end": place.end,
            }
            for place in finding.places
        ],
    }


def notes_of(one: Examined) -> list[str]:
    """What could not be checked, and lines of the ignore file that met nothing."""
    unmet = [
        f"check-ignore.yaml 里“{line.check}”（{line.reason}）这一条没有对上，可以删去。"
        for line in one.findings.unmet
    ]
    return [*one.notes, *unmet]


def examined_text(one: Examined, columns: int, hints: bool) -> str:
    """Errors and warnings, with `hints` those too; each with its places; then the counts and the notes."""
    lines = [f"《{one.document.name}》"]
    for finding in one.findings.shown:
        if hints or finding.severity != "hint":
            head = f"{SEVERITY_NAMES[finding.severity]}〔{NAMES[finding.check]}〕{finding.message}"
            lines.append(wrap(head, columns, ""))
            lines += [wrap(_placed(place, one), columns, "　　") for place in finding.places]
    lines.append(summary_of(one, hints))
    lines += [wrap(note, columns, "· ") for note in notes_of(one)]
    return "\n".join(lines)


def summary_of(one: Examined, hints: bool) -> str:
    """错误 1，警告 2，提示 3（用 --hints 列出）."""
    counts = Counter(finding.severity for finding in one.findings.shown)
    hidden = "（用 --hints 列出）" if counts["hint"] and not hints else ""
    silenced = f"；按 check-ignore.yaml 略过 {len(one.findings.silenced)} 处" if one.findings.silenced else ""
    return f"错误 {counts['error']}，警告 {counts['warning']}，提示 {counts['hint']}{hidden}{silenced}。"


def _placed(place: Span, one: Examined) -> str:
    other = "" if place.title == one.document.title else f"《{place.title}》"
    return f"{other}{place.label}：「{_short(place.quote)}」"


def _short(quote: str) -> str:
    text = " ".join(quote.split())
    return text if len(text) <= _QUOTE else f"{text[:_QUOTE]}……"


def examined_html(found: Sequence[tuple[str, Examined]]) -> str:
    """One page that asks nobody for anything, with a filter by severity; all text of the documents is escaped."""
    return filled(
        __file__,
        found=found,
        severities=SEVERITY_NAMES,
        names=NAMES,
        notes_of=notes_of,
        summary_of=summary_of,
        placed=_placed,
    )
