"""An answer as HTML: the reply on the left, the papers it rests on at the right. Pure; everything is escaped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from html import escape
from typing import TYPE_CHECKING

from assistant.answer import STATUS_LABELS, Answer, Citation
from assistant.context import SAMPLE_NOTICE, citation_line
from assistant.faces.web.paper import Highlight, paper
from ingest.document import Document
from ingest.validity import validity_on

if TYPE_CHECKING:
    from kb.entry import Entry

Held = Callable[[str], Document]

SHELF_LIMIT = 40

_BASIS = ' class="basis"'
BACK = '<a class="back" href="#answer">↑ 回到回答</a>'
WORKING = (
    '<div class="working" role="status"><span class="bar" aria-hidden="true"></span>正在查找条款……</div>'
)


def reply_html(answer: Answer, document: Held) -> str:
    """The status, the text, the evidence, the notes and, apart, the related clauses."""
    parts = [
        f'<p class="badge {answer.status}">{STATUS_LABELS[answer.status]}</p>',
        f'<div class="said">{_said(answer)}</div>',
    ]
    if answer.citations:
        parts.append(f"<h2>依据</h2>{_list(answer.citations, '', document, answer.text)}")
    if answer.notes:
        notes = "".join(f"<li>{escape(note)}</li>" for note in answer.notes)
        parts.append(f'<h2>说明</h2><ul class="notes">{notes}</ul>')
    if answer.related:
        is_open = "" if answer.citations else " open"
        parts.append(
            f'<details class="related"{is_open}><summary>相关条款（{len(answer.related)} 条，供参考，'
            f"不是依据）</summary>{_list(answer.related, 'r', document)}</details>"
        )
    parts.append(f'<p class="as-of">以 {answer.as_of.isoformat()} 有效的文件为准</p>')
    return (
        f'<section class="reply" data-status="{answer.status}" aria-label="回答">{"".join(parts)}</section>'
    )


def error_html(sentence: str) -> str:
    """One sentence in place of an answer."""
    return (
        '<section class="reply" data-status="error" aria-label="回答">'
        f'<p class="badge error">{STATUS_LABELS["error"]}</p>'
        f'<div class="said" role="alert"><p>{escape(sentence)}</p></div></section>'
    )


def papers_html(answer: Answer, document: Held) -> str:
    """Every document that the answer cites or names as related, cited places marked; "" for none."""
    keyed = [(str(n), c) for n, c in enumerate(answer.citations, 1)]
    keyed += [(f"r{n}", c) for n, c in enumerate(answer.related, 1)]
    by_document: dict[str, list[tuple[str, Citation]]] = {}
    for key, citation in keyed:
        by_document.setdefault(citation.document.id, []).append((key, citation))
    if not by_document:
        return ""
    papers = []
    for document_id, cited in by_document.items():
        held = document(document_id)
        papers.append(paper(held, [_mark(held, key, citation) for key, citation in cited]))
    return f'<div class="papers">{_tabs(keyed)}{"".join(papers)}{BACK}</div>'


def shelf_html(entries: Sequence[Entry], notes: Sequence[str] = ()) -> str:
    """What is held, shown before the first question, and what is wrong with it."""
    now = [entry for entry in entries if entry.state == "held"]
    items = "".join(_shelved(entry) for entry in now[:SHELF_LIMIT])
    more = f"<li><span>……共 {len(now)} 份</span></li>" if len(now) > SHELF_LIMIT else ""
    told = "".join(f'<p class="note">{escape(note)}</p>' for note in notes)
    return (
        '<section class="shelf" aria-label="已收录的文件"><h2>已收录的文件</h2>'
        f"{told}<ul>{items}{more}</ul></section>"
    )


def _shelved(entry: Entry) -> str:
    facts = [entry.number, f"{entry.issued.isoformat()} 发布" if entry.issued else ""]
    told = " · ".join(escape(fact) for fact in facts if fact)
    sample = f'<span class="sample">{SAMPLE_NOTICE}</span>' if entry.authority == "sample" else ""
    validity = validity_on(entry, date.today())
    ended = "" if validity.holds else f'<span class="ended">{escape(validity.label)}</span>'
    return f"<li><strong>{escape(entry.name)}</strong><span>{told}</span>{ended}{sample}</li>"


def _mark(document: Document, key: str, citation: Citation) -> Highlight:
    clause = next((c for c in document.root.walk() if c.id == citation.clause_id), document.root)
    return Highlight(key, citation.start, citation.end, clause.start, clause.end)


def _tabs(keyed: Sequence[tuple[str, Citation]]) -> str:
    titles = {citation.document.id: citation.document.title for _, citation in keyed}
    if len(titles) < 2:
        return ""
    buttons = "".join(
        f'<button type="button" data-open="{escape(document_id)}">{escape(title)}</button>'
        for document_id, title in titles.items()
    )
    return f'<nav class="tabs" aria-label="引用的文件">{buttons}</nav>'


def _list(citations: Sequence[Citation], prefix: str, document: Held, said: str = "") -> str:
    items = (
        _item(f"{prefix}{number}", citation, document, said) for number, citation in enumerate(citations, 1)
    )
    return f'<ol class="cites">{"".join(items)}</ol>'


def _item(key: str, citation: Citation, document: Held, said: str) -> str:
    # What the answer has quoted in full is not shown twice.
    shown = "" if citation.quote in said else f"<blockquote>{_quote(citation, document)}</blockquote>"
    line = citation_line(citation.document, citation.label) + citation.place
    number = f"（{citation.document.number}）" if citation.document.number else ""
    sample = f'<span class="sample">{SAMPLE_NOTICE}</span>' if citation.document.authority == "sample" else ""
    validity = citation.document.validity
    ended = f'<span class="ended">{escape(validity)}</span>' if validity else ""
    place = f'<span class="place">{escape(citation.place)}</span>' if citation.place else ""
    return (
        f'<li>{shown}<p class="source">'
        f'<a class="cite" href="#cite-{key}" data-cite="{key}" '
        f'data-document="{escape(citation.document.id)}" title="在文件中查看">{escape(citation.label)}</a>'
        f'<span class="from">《{escape(citation.document.title)}》{escape(number)}</span>{place}{ended}{sample}'
        f'<button type="button" class="copy" data-copy="{escape(line)}">复制引用</button>'
        f'<button type="button" class="copy both" data-clause="{escape(str(citation.clause_id))}">引用与被引用</button></p></li>'
    )


def _said(answer: Answer) -> str:
    """The text, its verbatim quotes set apart from the assistant's own words."""
    html = _paragraphs(answer.text)
    for quote in {escape(citation.quote) for citation in answer.citations}:
        html = html.replace(f"「{quote}」", f'「<span class="quoted">{quote}</span>」')
    return html


def _quote(citation: Citation, document: Held) -> str:
    """The quote; a table row stands under its header, merged cells repeated."""
    for table in document(citation.document.id).tables:
        for row in table.rows:
            if row.id == citation.clause_id:
                pairs = zip(table.columns, row.values, strict=True)
                cells = (f"<div><dt>{escape(name)}</dt><dd>{escape(cell)}</dd></div>" for name, cell in pairs)
                return f'<dl class="row">{"".join(cells)}</dl>'
    return _paragraphs(citation.quote)


def _paragraphs(text: str) -> str:
    lines = [line.replace("\t", "　") for line in text.split("\n") if line.strip()]
    return "".join(f"<p{_BASIS if line.startswith('依据：') else ''}>{escape(line)}</p>" for line in lines)
