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
from kb.address import Mention
from kb.knowledge import KnowledgeBase
from kb.language.tokens import fold

_ITEMS = frozenset({"item", "point", "subpoint"})
_FEW = 50  # documents among which a partial address is sought
LONGEST = 900  # characters quoted of one clause; a longer one is told by its headings

_FRAME = re.compile(
    r"^(?:请问|请|帮我|麻烦|查一?下|查询|看一?下|我想(?:看|知道|问)|给我看看?|打开|显示|找)+|"
    r"(?:里面|里|中)?(?:都|主要|具体|到底)?(?:写了?(?:的是)?|说了?(?:的是)?|讲了?(?:的是)?|规定了?(?:的是)?|是|有|提了?)?"
    r"(?:些|的)?(?:什么|啥|哪些)(?:内容|东西|文件|规定|意思)?(?:呢|啊|呀)?$|"
    r"(?:的)?(?:原文|全文|内容|条文|具体内容|原话|规定)(?:是(?:什么|啥))?(?:呢)?$|(?:在哪里?|在哪儿|怎么写的?|怎么说的?|如何规定的?|怎么规定的?)$"
)
# 第三部分第（四）节第2点 and 三，（二），7 are written for 三、（四）2 and 三、（二）7.
_N = "[一二三四五六七八九十]{1,3}"
_SPELT = re.compile(
    rf"第?({_N})(?:部分|大点|大部分)?[、，,的]?\s*第?[（(]({_N})[）)][节条款点]?[，,、]?\s*(?:第?(\d{{1,2}})[点项条]?)?(?![\d年万个家名人%])"
)
_PARTICULARS = (
    ("copied", re.compile(r"抄送")),
    ("addressed", re.compile(r"主送|(?:发|印发|下发)给(?:谁|哪)")),
    ("number", re.compile(r"(?:什么|哪个|多少)?文号|发文字号|文件(?:编)?号")),
    ("issuer", re.compile(r"发文(?:机关|单位|部门)|印发(?:机关|单位|部门)|(?:谁|哪.{0,3}(?:部门|单位|机关|局|家))(?:联合)?(?:印|制|下|颁|公)?(?:发|定|布)的?|由谁(?:印|制|下|颁)?发|谁出的")),
    ("issued", re.compile(r"(?:成文|落款|发文|印发|发布|公布|出台|下发)(?:的)?(?:日期|时间)|(?:什么|啥)时候?(?:印|下|颁|公|正式|出|发)(?:发|布|文|台)?|何时(?:印|下|颁|公|出|发)|哪[一]?[年天](?:印|下|发|出|公)")),
    ("title", re.compile(r"(?:是|叫)(?:一份|一个|个|份)?(?:什么|啥|哪个)(?:文件|名字|名称)|文件名|全称|标题(?:是|叫)")),
)  # fmt: skip


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
        before, text = text, _FRAME.sub("", text).strip(" ，,。？?！!；;的")
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


_PLAIN = frozenset(
    [
        "哪些",
        "单位",
        "部门",
        "日期",
        "印发",
        "发文",
        "机关",
        "发布",
        "时间",
        "文号",
        "抄送",
        "主送",
        "这份",
        "这个",
        "联合",
        "制定",
        "名称",
        "全称",
        "标题",
        "送给",
        "发给",
    ]
)


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
