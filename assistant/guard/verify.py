"""The guard: no answer is given whose words its cited clauses do not carry.

There is no fuzzy matching. A citation must be a slice of the clause it names and may not leave out what decides
(scope.py); the text must be made of fixed phrases (fixed_phrases.py), of whole segments of cited clauses in their order, or of
cited table cells under their own header, row name and unit (cells.py). What is left over blocks the answer, and
the violation says what kind of word it was: a figure, a qualifier, a negation, a category.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import islice, product

from assistant.answer import Answer, Citation, DocumentRef
from assistant.guard.readback import MaterialPiece, ReadBack, read
from assistant.guard.scope import omission, sentences
from assistant.guard.support import CitedStretch, Evidence, gather
from assistant.guard.violation import Violation, unsupported
from ingest.document import Document
from ingest.problems import WenceError
from kb.language.quantity import figures
from kb.site import NOWHERE, Site

_COMBINATIONS = 64
_ASKS_QUANTITY = re.compile("多少|几[个人家名项年]|目标|总量|比例|占比|金额|标准|达到|指标|数量|人数|%|％")
_ASKS_ADDRESS = re.compile(
    "第.{1,8}[条款项目段点行]|[（(][一二三四五六七八九十0-9]+[）)]|[一二三四五六七八九十]、|#"
)


def verify(
    answer: Answer, document: Callable[[str], Document], site: Site = NOWHERE
) -> tuple[Violation, ...]:
    """What is wrong with an answer; empty when it may be given. `document` gives a document by its id
    (LookupError or WenceError when there is none); `site` knows the places that must not be mistaken."""
    faults = [f for c in (*answer.citations, *answer.related) for f in _citation(c, document)]
    if answer.status not in ("answered", "partial"):
        return (*faults, *_silent(answer))
    if not answer.citations:
        return (*faults, Violation("status", "回答没有依据条款", answer.text))
    if faults:
        return tuple(faults)
    documents = [document(name) for name in dict.fromkeys(c.clause_id.document for c in answer.citations)]
    evidence = gather(answer, documents, site)
    return (*_trimmed(evidence), *_text(evidence), *_notes(evidence), *_years(evidence))


def _citation(citation: Citation, document: Callable[[str], Document]) -> list[Violation]:
    """A citation is a slice of its document, inside its clause, under its own label."""
    try:
        source = document(citation.clause_id.document)
        clause = source.clause(citation.clause_id.path)
    except (LookupError, WenceError):
        return [Violation("citation", f"没有这一条款：{citation.clause_id}", citation.quote)]
    faults = []
    whole = 0 <= citation.start < citation.end <= len(source.text)
    if not whole or citation.quote != source.text[citation.start : citation.end]:
        faults.append(Violation("citation", f"引文与{citation.label}的原文不一致", citation.quote))
    elif not clause.start <= citation.start < citation.end <= clause.end:
        faults.append(Violation("citation", f"引文不在{citation.label}之内", citation.quote))
    if citation.label not in _labels(citation, source):
        faults.append(
            Violation("label", f"“{citation.label}”不是 {citation.clause_id} 的条款号", citation.quote)
        )
    if citation.document != DocumentRef.of(source):
        faults.append(Violation("citation", f"文件信息与《{source.title}》不符", citation.document.title))
    read = source.page(citation.start), source.confidence(citation.start, citation.end)
    if (citation.page, citation.confidence) != read:
        faults.append(Violation("citation", f"{citation.label}的页码或识别情况与原件不符", citation.quote))
    return faults


def _labels(citation: Citation, document: Document) -> set[str]:
    label = citation.clause_id.label
    return {
        label,
        f"《{document.title}》{label}",
        f"《{document.title}》（{document.number}）{label}",
        f"{document.number} {label}",
        f"{document.number}{label}",
    }


def _silent(answer: Answer) -> list[Violation]:
    """An answer that says it has none offers no figure and no evidence."""
    faults = []
    if answer.citations and answer.status != "clarify":
        faults.append(Violation("status", "没有回答，却列出了依据", answer.citations[0].quote))
    said = _without_names(answer.text, answer)
    asked = figures(answer.question)
    for figure in figures(said):
        if figure.unit != "处" and not any(figure.same_amount(other) for other in asked):
            faults.append(Violation("figure", "没有回答，却给出了数字", figure.text))
    return faults


def _without_names(text: str, answer: Answer) -> str:
    """Text without labels, titles, 文号 and the date of the answer, whose numbers are not quantities."""
    names = {str(answer.as_of), f"{answer.as_of.year}年{answer.as_of.month}月{answer.as_of.day}日"}
    for citation in (*answer.citations, *answer.related):
        names |= {citation.label, citation.document.title, citation.document.number, citation.clause_id.label}
    for name in sorted(names - {""}, key=len, reverse=True):
        text = text.replace(name, "□")
    return text


def _trimmed(evidence: Evidence) -> list[Violation]:
    """The citations of each document together leave out nothing that decides. A clause asked for by its address
    is given as it stands, without the stem above it."""
    faults = []
    for source in evidence.sources:
        text = source.document.text
        reason = omission(
            text, source.spans, evidence.site, stems=not _by_address(evidence.answer, source.document)
        )
        if reason:
            faults.append(Violation("trimmed", f"引文不完整：{reason}", reason))
        for low, high in source.spans:
            if not _at_cell(text, low, before=True) or not _at_cell(text, high, before=False):
                faults.append(Violation("trimmed", "表格引文在单元格中间截断", text[low:high]))
    return faults


def _by_address(answer: Answer, document: Document) -> bool:
    """Whether the question is for clauses by their address, and they are cited whole."""
    cited = [c for c in answer.citations if c.clause_id.document == document.id]
    clauses = [document.clause(c.clause_id.path) for c in cited]
    whole = all(
        (c.start, c.end) == (clause.start, clause.end) for c, clause in zip(cited, clauses, strict=True)
    )
    return whole and bool(_ASKS_ADDRESS.search(answer.question))


def _at_cell(text: str, position: int, *, before: bool) -> bool:
    """Whether a position in a table row lies between cells; positions elsewhere are scope's to judge."""
    begin = text.rfind("\n", 0, position) + 1
    end = text.find("\n", position)
    if "\t" not in text[begin : end if end >= 0 else len(text)]:
        return True
    around = text[position - 1 : position] + "|" + text[position : position + 1]
    return (
        position in (begin, len(text)) or any(char in "\t\n" for char in around) or (not before and end < 0)
    )


def _text(evidence: Evidence) -> list[Violation]:
    if not evidence.answer.text.strip():
        return [Violation("status", "回答是空的")]
    reading = read(evidence.answer.text, evidence)
    if reading.unread:
        return [unsupported(reading.unread, evidence)]
    faults = _whole(reading.pieces, evidence)
    return faults or _mislabelled(reading, _texts(evidence))


def _whole(pieces: Sequence[MaterialPiece], evidence: Evidence) -> list[Violation]:
    """Whether the pieces, in order, leave out nothing that decides, under some choice of their places."""
    first: list[Violation] | None = None
    for places in islice(product(*(piece.places for piece in pieces)), _COMBINATIONS):
        faults = _chosen(pieces, places, evidence)
        if not faults:
            return []
        first = first or faults
    return first or []


def _chosen(
    pieces: Sequence[MaterialPiece], places: Sequence[CitedStretch], evidence: Evidence
) -> list[Violation]:
    texts = _texts(evidence)
    chains: list[list[CitedStretch]] = []
    for index, place in enumerate(places):
        follows = bool(index) and _follows(places[index - 1], place)
        if index and not pieces[index].quoted and not pieces[index - 1].quoted:
            together = pieces[index].statement == pieces[index - 1].statement
            if together and not (follows and _same_sentence(texts[place.document], places[index - 1], place)):
                return [Violation("mixed", "一句话拼接了不同的条文", pieces[index].text)]
        if follows:
            chains[-1].append(place)
        else:
            chains.append([place])
    for chain in chains:
        source = next(s for s in evidence.sources if s.document.id == chain[0].document)
        stems = not _by_address(evidence.answer, source.document)
        spans = [(place.start, place.end) for place in chain]
        reason = omission(source.document.text, spans, evidence.site, stems=stems)
        if reason:
            return [Violation("trimmed", f"回答没有引全：{reason}", reason)]
    return []


def _texts(evidence: Evidence) -> dict[str, str]:
    return {source.document.id: source.document.text for source in evidence.sources}


def _follows(one: CitedStretch, other: CitedStretch) -> bool:
    return one.document == other.document and one.end <= other.start


def _same_sentence(text: str, one: CitedStretch, other: CitedStretch) -> bool:
    for sentence in sentences(text):
        if sentence.start <= other.start < sentence.end:
            return any(one.start <= segment.start < one.end for segment in sentence.segments)
    return False


def _mislabelled(reading: ReadBack, texts: dict[str, str]) -> list[Violation]:
    """A label said in a line belongs to the material of that line; a line of labels alone belongs to the material
    before it, or after it when nothing stands before."""
    waiting: list[MaterialPiece] = []
    ahead: tuple[CitedStretch, ...] = ()
    for line in sorted({p.line for p in reading.pieces} | {name.line for name in reading.named}):
        pieces = [piece for piece in reading.pieces if piece.line == line]
        named = tuple(place for name in reading.named if name.line == line for place in name.places)
        if named and not pieces and not waiting:
            ahead = named
            continue
        judged = pieces if pieces and named else waiting if named else pieces if ahead else []
        waiting = [] if named or ahead else waiting + pieces
        for piece in judged:
            if not any(_within(place, label, texts) for place in piece.places for label in named or ahead):
                return [Violation("label", "所标条款号不是这段话的出处", piece.text)]
        ahead = () if named else ahead
    return []


def _within(place: CitedStretch, label: CitedStretch, texts: dict[str, str]) -> bool:
    """Whether a place lies in the clause a label names, or is the stem that introduces it."""
    if place.document != label.document:
        return False
    if label.start <= place.start and place.end <= label.end:
        return True
    stems = [
        s.segments[: s.own] for s in sentences(texts[place.document]) if label.start <= s.start < label.end
    ]
    return any(place.start <= segment.start < place.end for stem in stems for segment in stem)


def _notes(evidence: Evidence) -> list[Violation]:
    """A note that gives a figure is held to the same rule as the text."""
    return [
        Violation("note", "附注中的数字没有依据", note)
        for note in evidence.answer.notes
        if figures(_without_names(note, evidence.answer)) and read(note, evidence).unread
    ]


def _years(evidence: Evidence) -> list[Violation]:
    """A question for the quantity of one year is not answered with another year's."""
    answer = evidence.answer
    if answer.status != "answered" or not _ASKS_QUANTITY.search(answer.question):
        return []
    about = " ".join(
        f"{s.document.title} {s.document.number} {s.document.issued or ''}" for s in evidence.sources
    )
    asked = {year for year in _year_set(answer.question) if year not in about}
    said = _year_set(answer.text)
    if asked and said and not asked & said:
        return [Violation("year", "问的年份与回答的年份不同", "、".join(sorted(said)))]
    return []


def _year_set(text: str) -> set[str]:
    return {
        str(figure.value)[:4] for figure in figures(text) if figure.is_calendar and figure.unit != "五年规划"
    }
