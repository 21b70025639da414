"""Questions that name where to look: a clause by its address, or the particulars of a document
(文号, 发文机关, 日期, 主送, 抄送)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.answer import Answer, Citation
from assistant.context import citation_line
from assistant.evidence.clause_effect import effect_notes
from assistant.evidence.picks import Pick
from assistant.evidence.rowmatch import RowMatch
from assistant.evidence.sentences import trail_of
from assistant.question.parts import topic_terms
from assistant.reply.compose import citations_of, cite, say_pick
from ingest.document import Clause, ClauseId, Document
from ingest.script.wording import wording
from kb.address import Mention
from kb.knowledge import KnowledgeBase
from kb.language.tokens import fold

_ITEMS = frozenset({"item", "point", "subpoint"})
_FEW = 50  # documents among which a partial address is sought
LONGEST = 900  # characters quoted of one clause; a longer one is told by its headings

_WORDING = wording(__file__)
_AROUND, _SPELT = _WORDING["around"], _WORDING["spelt"]
_PLAIN = frozenset(_WORDING.words["plain"])
_PARTICULARS = tuple(
    (name, _WORDING[name]) for name in ("copied", "addressed", "number", "issuer", "issued", "title")
)


def answer_named(base: KnowledgeBase, question: str, day: date) -> Answer | None:
    """The answer to a question that is an address or asks for a document's particulars; None for
    any other question."""
    bare = _strip(question)
    found = base.explain(bare, day) if bare else None
    wanted = _particulars(question)
    mentions = base.mentions(question, day)
    if found and (found.clauses or (found.understood and not _topic(base, bare, mentions))) and not wanted:
        return _addressed(base, question, found.clauses or _endings(base, bare, day), found.problem, day)
    documents = tuple(dict.fromkeys(d for m in mentions for d in m.documents))
    clauses = tuple(dict.fromkeys(c for m in mentions for c in m.clauses))
    if wanted and not clauses:
        return _document_answer(base, question, wanted, documents, day)
    if clauses and not _topic(base, question, mentions):
        return _addressed(base, question, clauses, "", day)
    return None


def _strip(question: str) -> str:
    text, before = _SPELT.sub(_short_address, question.strip(" ，,。？?！!；;")), ""
    while text != before:
        before, text = text, _AROUND.sub("", text).strip(" ，,。？?！!；;的")
    return text


def _short_address(match: re.Match[str]) -> str:
    part, section, point = match.groups()
    return f"{part}、" + (f"（{section}）" if section else "") + (point or "")


def _particulars(question: str) -> tuple[str, ...]:
    folded = fold(question)
    return tuple(name for name, cue in _PARTICULARS if cue.search(folded))


def _topic(base: KnowledgeBase, question: str, mentions: Sequence[Mention]) -> tuple[str, ...]:
    """The topic words of a question besides its addresses and document names."""
    rest = fold(question)
    said = [fold(word) for mention in mentions for word in mention.pieces]
    for word in said:
        rest = rest.replace(word, " ")
    return tuple(t for t in topic_terms(rest, base.site) if t not in "".join(said) and base.rarity(t) > 0)


# --- clauses ----------------------------------------------------------------------------------------


def _addressed(
    base: KnowledgeBase, question: str, clauses: Sequence[ClauseId], problem: str, day: date
) -> Answer:
    if not clauses:
        return Answer(question, "not_found", problem or "现有文件里没有这一条款。", day)
    if len(clauses) > 1:
        options = tuple(_first_line(base, clause, day) for clause in clauses[:8])
        names = "；".join(citation_line(c.document, c.label) for c in options)
        return Answer(question, "clarify", f"符合的条款不止一处，请说明是哪一处：{names}", day, (), options)
    if not clauses[0].path:
        about = _document_answer(base, question, ("title", "number"), (clauses[0].document,), day)
        return about or Answer(question, "not_found", "这份文件没有标题和文号可引。", day)
    document = base.document(clauses[0].document, day)
    clause = document.clause(clauses[0].path)
    if clause.level == "row":
        return _row_answer(question, document, clause, day)
    citations = _quoted(document, clause)
    source = citation_line(citations[0].document, clause.id.label)
    text = f"{source}：\n" + "\n".join(f"「{c.quote}」" for c in citations)
    return Answer(question, "answered", text, day, citations, (), effect_notes([(document, clause.text)]))


def _row_answer(question: str, document: Document, clause: Clause, day: date) -> Answer:
    """A table row as a sentence, every value under its header."""
    table, row = next((t, r) for t in document.tables for r in t.rows if r.id == clause.id)
    match = RowMatch(document, table, row, clause, 1.0, 1.0, ())
    pick = Pick(document, clause, ((clause.start, clause.end),), 1.0, match)
    return Answer(question, "answered", say_pick(pick), day, citations_of((pick,)))


def _endings(base: KnowledgeBase, bare: str, day: date) -> tuple[ClauseId, ...]:
    """The clauses whose address ends with a partial one (（三）, （二）2), in a base small enough to look."""
    wanted = _squeeze(bare)
    entries = base.entries()
    if len(entries) > _FEW or not re.fullmatch(r"[(（].*", wanted):
        return ()
    documents = (base.document(entry.id, day) for entry in entries if entry.in_force(day))
    return tuple(
        clause.id
        for document in documents
        for clause in document.clauses
        if _squeeze(clause.id.label).endswith(wanted)
    )


def _squeeze(label: str) -> str:
    return re.sub(r"[\s、.．。]", "", fold(label))


def _quoted(document: Document, clause: Clause) -> tuple[Citation, ...]:
    """A clause whole; of a long one its own words and the first lines of what is below it."""
    if clause.level in _ITEMS:
        return _item(document, clause)
    if len(clause.text) <= LONGEST or not clause.children:
        return (cite(document, clause, clause.start, clause.end),)
    out = []
    if clause.children[0].start > clause.start:
        out.append(_line(document, clause, clause.start, clause.children[0].start))
    for child in clause.children:
        head = child.start + len(child.text.split("\n", 1)[0])
        stop = child.text.find("。")
        end = child.start + stop + 1 if 0 <= stop < head - child.start else head
        out.append(_line(document, child, child.start, end))
    return tuple(out)


def _item(document: Document, clause: Clause) -> tuple[Citation, ...]:
    """A 项 or 目 with the stems above it, without which it says nothing."""
    above = [c for c in trail_of(document.root, clause.id.path)[:-1] if c.level in (*_ITEMS, "paragraph")]
    stems = [_line(document, c, c.start, c.children[0].start) for c in above if c.children[0].start > c.start]
    return (*stems, cite(document, clause, clause.start, clause.end))


def _line(document: Document, clause: Clause, start: int, end: int) -> Citation:
    text = document.text
    while end > start and text[end - 1].isspace():
        end -= 1
    return cite(document, clause, start, end)


def _first_line(base: KnowledgeBase, clause_id: ClauseId, day: date) -> Citation:
    document = base.document(clause_id.document, day)
    clause = document.clause(clause_id.path)
    return _line(document, clause, clause.start, clause.start + len(clause.text.split("\n", 1)[0]))


# --- particulars ------------------------------------------------------------------------------------


def _document_answer(
    base: KnowledgeBase, question: str, wanted: Sequence[str], documents: Sequence[str], day: date
) -> Answer | None:
    document = _which(base, question, documents, day)
    if document is None:
        return None
    lines: list[str] = []
    citations: list[Citation] = []
    for name in wanted:
        line, citation = _particular(document, name)
        if citation is None:
            return None
        lines.append(line)
        citations.append(citation)
    return Answer(question, "answered", "\n".join(lines), day, tuple(dict.fromkeys(citations)))


def _which(base: KnowledgeBase, question: str, documents: Sequence[str], day: date) -> Document | None:
    """The document a question is about: the one it names, or the only one held of the kind it says,
    when it says nothing else."""
    if documents:
        return base.document(documents[0], day) if len(documents) == 1 else None
    rest = question
    for _, cue in _PARTICULARS:
        rest = cue.sub(" ", rest)
    entries = base.entries()
    titles = fold(" ".join(e.title for e in entries))
    if any(term not in titles and term not in _PLAIN for term in topic_terms(rest, base.site)):
        return None
    return base.document(entries[0].id, day) if len(entries) == 1 else None


def _particular(document: Document, name: str) -> tuple[str, Citation | None]:
    if name == "copied":
        return _quote(document, r"抄\s*送[^\n]*")
    if name == "addressed":
        return _quote(document, re.escape(document.addressees)) if document.addressees else ("", None)
    if name == "number":
        return _said(document, "文号：", document.number, _number_pattern(document.number))
    if name == "title":
        return _said(document, "文件名称：", f"《{document.title}》", re.escape(document.title))
    if name == "issuer":
        first = document.issuer[0] if document.issuer else ""
        return _said(
            document, "发文机关：", "、".join(document.issuer), r"[^\n]*" + re.escape(first) + r"[^\n]*"
        )
    issued = document.issued
    shown = f"{issued.year}年{issued.month}月{issued.day}日" if issued else ""
    return _said(document, "成文日期：", shown, re.escape(shown) + r"|[一二三四五六七八九〇○零十年月]{7,}日")


def _number_pattern(number: str) -> str:
    parts = re.fullmatch(r"(.+?)〔(\d{4})〕(.+)", number)
    if not parts:
        return re.escape(number)
    return rf"{re.escape(parts[1])}\s*[〔\[［【（(]\s*{parts[2]}\s*[〕\]］】）)]\s*{re.escape(parts[3])}"


def _said(document: Document, frame: str, value: str, pattern: str) -> tuple[str, Citation | None]:
    citation = _quote(document, pattern)[1] if value else None
    return f"{frame}{value}", citation


def _quote(document: Document, pattern: str) -> tuple[str, Citation | None]:
    """The first line of the opening or colophon that matches, quoted."""
    for clause in document.root.children:
        if clause.level in ("opening", "colophon"):
            match = re.search(pattern, clause.text)
            if match:
                begin = clause.text.rfind("\n", 0, match.start()) + 1
                end = clause.text.find("\n", match.end())
                citation = _line(
                    document, clause, clause.start + begin, clause.end if end < 0 else clause.start + end
                )
                return f"「{citation.quote}」", citation
    return "", None
