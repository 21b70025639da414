"""The findings of a check as text for a terminal, as JSON and as one page. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import escape
from typing import Any

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


# --- the page -------------------------------------------------------------------------------------

_CSS = (
    "body{font:16px/1.7 system-ui,'PingFang SC','Noto Sans CJK SC','Microsoft YaHei',sans-serif;max-width:70rem;"
    "margin:2rem auto;padding:0 1rem;color:#222}h1{font-size:1.4rem}table{border-collapse:collapse;width:100%}"
    "td,th{border:1px solid #ccc;padding:.5rem;vertical-align:top;text-align:left}"
    ".error td:first-child{background:#fde3e1}.warning td:first-child{background:#fdf0d5}"
    ".hint td:first-child{background:#e6eefb}blockquote{margin:.2rem 0;color:#444}label{margin-right:1rem}"
    "#e:not(:checked)~table .error,#w:not(:checked)~table .warning,#h:not(:checked)~table .hint{display:none}"
)


def examined_html(found: Sequence[tuple[str, Examined]]) -> str:
    """One page that asks nobody for anything, with a filter by severity; all text of the documents is escaped."""
    body = "".join(_section(file, one) for file, one in found)
    return (
        '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>检查结果</title><style>{_CSS}</style><h1>检查结果</h1>"
        '<input type="checkbox" id="e" checked><label for="e">错误</label>'
        '<input type="checkbox" id="w" checked><label for="w">警告</label>'
        f'<input type="checkbox" id="h"><label for="h">提示</label>{body}</html>\n'
    )


def _section(file: str, one: Examined) -> str:
    notes = "".join(f"<li>{escape(note)}</li>" for note in notes_of(one))
    rows = "".join(_row(finding, one) for finding in one.findings.shown)
    heads = "<tr><th>程度</th><th>问题</th><th>位置和原文</th></tr>"
    return (
        f"<table><caption><h2>{escape(one.document.name)}（{escape(file)}）</h2><p>{escape(summary_of(one, True))}</p>"
        f"<ul>{notes}</ul></caption><thead>{heads}</thead><tbody>{rows}</tbody></table>"
    )


def _row(finding: CheckFinding, one: Examined) -> str:
    places = "".join(f"<blockquote>{escape(_placed(place, one))}</blockquote>" for place in finding.places)
    return (
        f'<tr class="{finding.severity}"><td>{SEVERITY_NAMES[finding.severity]}</td>'
        f"<td><b>{escape(NAMES[finding.check])}</b><br>{escape(finding.message)}</td><td>{places}</td></tr>"
    )
