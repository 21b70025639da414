"""Answers, clauses, hits and trees as text for a terminal. Pure: each gives back one string."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import click

from assistant.answer import STATUS_LABELS, Answer, Citation
from assistant.context import SAMPLE_NOTICE, Context, citation_line, titled
from assistant.typeset import clean, grid, wrap
from ingest.document import Clause, Document, Table
from ingest.problems import Problem

_STATUS_COLOURS = {"answered": "green", "partial": "yellow", "clarify": "yellow", "error": "red"}
_SEVERITIES = {"error": "错误", "warning": "警告", "hint": "提示"}


def answer_text(answer: Answer, columns: int) -> str:
    """An answer: status, text, the citations with their quotes, the related clauses apart, notes."""
    colour = _STATUS_COLOURS.get(answer.status, "cyan")
    parts = [
        click.style(f"【{STATUS_LABELS[answer.status]}】", fg=colour, bold=True),
        wrap(answer.text, columns),
    ]
    if answer.citations:
        parts.append("\n\n".join(_heading("依据") + _cited(answer.citations, columns, said=answer.text)))
    if answer.related:
        title = "相关条款（供参考，不是依据）"
        parts.append("\n\n".join(_heading(title) + _cited(answer.related, columns, dim=True)))
    if answer.notes:
        parts.append("\n".join(_heading("说明") + [wrap(note, columns, "· ") for note in answer.notes]))
    parts.append(click.style(f"以 {answer.as_of.isoformat()} 有效的文件为准", dim=True))
    return "\n\n".join(parts)


def _heading(title: str) -> list[str]:
    return [click.style(title, bold=True)]


def _cited(citations: Sequence[Citation], columns: int, dim: bool = False, said: str = "") -> list[str]:
    return [_citation(number, citation, columns, dim, said) for number, citation in enumerate(citations, 1)]


def _citation(number: int, citation: Citation, columns: int, dim: bool, said: str) -> str:
    quote = wrap(citation.quote.strip().replace("\t", "  "), columns, "    ")
    # What the answer has quoted in full is not printed twice.
    quoted = [] if citation.quote in said else [click.style(quote, dim=True) if dim else quote]
    lines = [
        wrap(citation_line(citation.document, citation.label) + citation.place, columns, f"[{number}] "),
        *quoted,
        click.style(f"    wence show '{clean(str(citation.clause_id))}'", dim=True),
    ]
    return "\n".join(lines)


def hits_text(found: dict[str, Any], columns: int) -> str:
    """A search result (see payload.retrieval_json): rank, citation, breadcrumb, text."""
    if not found["hits"]:
        return "没有找到相近的条款。"
    blocks = [_hit(hit, columns) for hit in found["hits"]]
    notes = [wrap(note, columns, "· ") for note in found["notes"]]
    return "\n\n".join([*blocks, *notes])


def _hit(hit: dict[str, Any], columns: int) -> str:
    name = hit["document"]["number"] or f"《{hit['document']['title']}》"
    told = [hit["validity"], SAMPLE_NOTICE if hit["document"]["authority"] == "sample" else ""]
    head = f"{name} {hit['label']}" + "".join(f"（{one}）" for one in told if one)
    lead = f"{hit['rank']}. "
    return "\n".join(
        [
            click.style(wrap(head, columns, lead), bold=True) + f"  {hit['score']:.3f}",
            wrap(hit["text"].replace("\t", "  "), columns, " " * len(lead)),
            click.style(f"{' ' * len(lead)}{clean(hit['clause_id'])}", dim=True),
        ]
    )


def context_text(context: Context, columns: int) -> str:
    """A clause between its dimmed neighbours, under its breadcrumb, with its citation line."""
    document = context.document
    parts = [click.style(wrap(context.breadcrumb, columns), dim=True)]
    if context.before:
        parts.append(click.style(wrap(_shortened(context.before.text), columns, "  "), dim=True))
    parts.append(_clause_text(context, columns))
    if context.after:
        parts.append(click.style(wrap(_shortened(context.after.text), columns, "  "), dim=True))
    parts.append(f"引用：{clean(context.citation)}\n编号：{clean(str(context.clause.id))}")
    dates = [("发布", document.issued), ("施行", document.effective), ("废止", document.repealed)]
    told = "　".join(f"{name} {day.isoformat()}" for name, day in dates if day)
    if told:
        parts.append(click.style(told, dim=True))
    return "\n\n".join(parts)


def _clause_text(context: Context, columns: int) -> str:
    tables = {table.id: table for table in context.document.tables}
    table = tables.get(context.clause.id)
    if table:
        return _table(table, columns, "")
    row_table = next((t for t in tables.values() if any(r.id == context.clause.id for r in t.rows)), None)
    if row_table:
        values = next(r.values for r in row_table.rows if r.id == context.clause.id)
        return grid([row_table.columns, values], columns, "▌ ")
    return wrap(context.clause.text.replace("\t", "  "), columns, "▌ ", "▌ ")


def _shortened(text: str, limit: int = 120) -> str:
    line = text.replace("\t", "  ")
    return line if len(line) <= limit else line[:limit] + "……"


def tree_text(document: Document, problems: Iterable[Problem], columns: int) -> str:
    """A parsed document: its header, its tree (indent, label, heading, characters), its tables, its problems."""
    parts = [
        _header(document, columns),
        "\n".join(_branch(child, 0, columns) for child in document.root.children),
        *[f"{_table(table, columns, '  ')}" for table in document.tables],
        _problems(list(problems), columns),
    ]
    return "\n\n".join(part for part in parts if part)


def _header(document: Document, columns: int) -> str:
    rows = [
        ("标题", document.title),
        ("所载", document.carried),
        ("文号", document.number),
        ("发文机关", "、".join(document.issuer)),
        ("主送", document.addressees),
        ("抄送", document.copied_to),
        ("发布", document.issued.isoformat() if document.issued else ""),
        ("施行", document.effective.isoformat() if document.effective else ""),
        ("废止", document.repealed.isoformat() if document.repealed else ""),
        ("状态", document.status),
        ("替代", "、".join(document.replaces)),
        ("被替代", document.replaced_by),
        ("编号", document.id),
        ("全文", f"{len(document.text):,} 字，{len(document.clauses):,} 个条款，{len(document.tables)} 张表"),
    ]
    return "\n".join(wrap(value, columns, f"{name}：") for name, value in rows if value)


def _branch(clause: Clause, depth: int, columns: int) -> str:
    indent = "  " * depth
    shown = clause.heading or _first_words(clause)
    line = wrap(titled(clause.id.label, shown, "　"), columns - 10, indent, indent + "    ")
    size = click.style(f"  {len(clause.text):,} 字", dim=True)
    return "\n".join([line + size, *(_branch(child, depth + 1, columns) for child in clause.children)])


def _first_words(clause: Clause, limit: int = 28) -> str:
    text = clause.text.removeprefix(clause.marker).replace("\t", " ").replace("\n", " ").strip()
    return text if len(text) <= limit else text[:limit] + "……"


def _table(table: Table, columns: int, indent: str) -> str:
    title = indent + titled(table.id.label, clean(table.caption), "　")
    unit = f"（单位：{table.unit}）" if table.unit and table.unit not in table.caption else ""
    body = grid([table.columns, *(row.values for row in table.rows)], columns, indent)
    return f"{click.style(title + unit, bold=True)}\n{body}"


def _problems(problems: list[Problem], columns: int) -> str:
    if not problems:
        return "没有发现结构问题。"
    lines = [
        wrap(f"{_SEVERITIES.get(p.severity, p.severity)}　{p.where} {p.message}", columns, "· ")
        for p in problems
    ]
    return "\n".join([click.style(f"发现 {len(problems)} 个结构问题", bold=True), *lines])
