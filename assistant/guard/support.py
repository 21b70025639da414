"""What an answer may rest on: the cited stretches of its documents, their rows, labels, titles and headings."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.answer import Answer, Citation
from assistant.context import citation_line
from assistant.guard.cells import RowCase, case_of
from assistant.guard.fixed_phrases import FRAMES
from assistant.guard.scope import Span, merged, sentences
from ingest.document import Clause, Document
from ingest.script.numerals import chinese_number
from kb.site import Site


@dataclass(frozen=True, slots=True)
class CitedStretch:
    """A stretch of one document."""

    document: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class CitedSource:
    """One cited document: its text, the cited spans (merged), where segments start and end, its cited rows."""

    document: Document
    spans: tuple[Span, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    rows: tuple[RowCase, ...]

    def inside(self, start: int, end: int) -> bool:
        """Whether [start, end) is cited."""
        return any(low <= start and end <= high for low, high in self.spans)

    def places(self, quote: str) -> tuple[CitedStretch, ...]:
        """Where the cited text says `quote`, whole segments only."""
        text, found, at = self.document.text, [], -1
        while (at := text.find(quote, at + 1)) >= 0:
            end = at + len(quote)
            if at in self.starts and end in self.ends and self.inside(at, end):
                found.append(CitedStretch(self.document.id, at, end))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class FilledPhrase:
    """One template filled with the values of one answer: literal text up to its first slot, then the whole as a
    regular expression (groups `labels` and `asked` where it has those slots)."""

    prefix: str
    pattern: str

    def match(self, text: str, at: int) -> re.Match[str] | None:
        """The frame at `at` of `text`, or None."""
        return _compiled(self.pattern).match(text, at) if text.startswith(self.prefix, at) else None


@lru_cache(maxsize=2048)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything an answer may draw on. `labels` maps a clause label to the spans it names, `frames` a first
    character ("" where a slot comes first) to the fixed phrases; `site` knows the places."""

    answer: Answer
    sources: tuple[CitedSource, ...]
    labels: dict[str, tuple[CitedStretch, ...]]
    frames: dict[str, tuple[FilledPhrase, ...]]
    site: Site

    def frames_at(self, text: str, at: int) -> Iterator[re.Match[str]]:
        """The frames that begin at `at` of `text`."""
        for frame in (*self.frames.get(text[at : at + 1], ()), *self.frames.get("", ())):
            match = frame.match(text, at)
            if match:
                yield match


def gather(answer: Answer, documents: Sequence[Document], site: Site) -> Evidence:
    """The evidence of an answer whose citations have been found true; one document per cited id."""
    sources = tuple(_source(document, answer.citations) for document in documents)
    labels: dict[str, tuple[CitedStretch, ...]] = {}
    for citation in answer.citations:
        document = next(d for d in documents if d.id == citation.clause_id.document)
        clause = document.clause(citation.clause_id.path)
        place = CitedStretch(document.id, clause.start, clause.end)
        for label in {
            citation.label,
            citation.clause_id.label,
            citation_line(citation.document, citation.clause_id.label),
        }:
            labels[label] = (*labels.get(label, ()), place)
    slots = _slots(answer, documents, labels)
    frames: dict[str, tuple[FilledPhrase, ...]] = {}
    for template in FRAMES:
        if _fillable(template, slots):
            frame = FilledPhrase(_SLOT.split(template)[0], _pattern(template, slots))
            frames[frame.prefix[:1]] = (*frames.get(frame.prefix[:1], ()), frame)
    return Evidence(answer, sources, labels, frames, site)


def _source(document: Document, citations: Iterable[Citation]) -> CitedSource:
    cited = [(c.start, c.end) for c in citations if c.clause_id.document == document.id]
    spans = merged(cited, document.text)
    starts, ends = _edges(document.text)
    rows = tuple(
        case_of(table, row)
        for table in document.tables
        for row in table.rows
        if any(
            low <= first and last <= high
            for first, last in (words_of(document.text, row.start, row.end),)
            for low, high in spans
        )
    )
    near = [
        point for low, high in spans for point in starts[bisect_left(starts, low) : bisect_left(starts, high)]
    ]
    far = [point for low, high in spans for point in ends[bisect_right(ends, low) : bisect_right(ends, high)]]
    return CitedSource(document, spans, tuple(near), tuple(far), rows)


def words_of(text: str, start: int, end: int) -> Span:
    """[start, end) without the white space at its ends."""
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())


@lru_cache(maxsize=64)
def _edges(text: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Where a quotation may start and end: at segments, before or after their punctuation; whole table rows."""
    starts: set[int] = set()
    ends: set[int] = set()
    for sentence in sentences(text):
        for segment in sentence.segments:
            starts.add(segment.start)
            ends |= {segment.end, segment.stop}
    at = 0
    for line in text.split("\n"):
        if "\t" in line:
            starts |= {at, at + len(line) - len(line.lstrip("\t"))}
            ends |= {at + len(line), at + len(line.rstrip("\t"))}
        at += len(line) + 1
    return tuple(sorted(starts)), tuple(sorted(ends))


def above(document: Document, clause: Clause) -> Iterator[Clause]:
    """The clause itself and every clause around it."""
    for other in document.root.walk():
        if other.start <= clause.start and clause.end <= other.end:
            yield other


def _slots(
    answer: Answer, documents: Sequence[Document], labels: dict[str, tuple[CitedStretch, ...]]
) -> dict[str, str]:
    """Each slot as a regular expression of the values that are true of this answer."""
    titles = {title for d in documents for title in (d.title, d.name)}
    numbers = {d.number for d in documents if d.number}
    named = {f"《{title}》" for title in titles | {title.translate(INNER) for title in titles}} | numbers
    named |= {f"{title}（{number}）" for title in named - numbers for number in numbers}
    headings: set[str] = set()
    for citation in answer.citations:
        document = next(d for d in documents if d.id == citation.clause_id.document)
        for clause in above(document, document.clause(citation.clause_id.path)):
            headings |= {clause.heading, clause.marker + clause.heading} if clause.heading else set()
    document_re = _any(named)
    # The whole citation first: its notice at the end (（示例文件…）) is part of it.
    one = rf"(?:{_any(labels)}|{document_re}[，、 ]?{_any(labels)})"
    source = rf"(?P<labels>{one}(?:[；、，;和及 ]+{one})*)"
    return {
        "source": source,
        "document": document_re,
        "title": _any(titles),
        "number": _any(numbers),
        "issuer": _any({joint.join(d.issuer) for d in documents for joint in ("、", " ", "，") if d.issuer}),
        "issued": _any({form for d in documents if d.issued for form in _dates(d.issued.timetuple()[:3])}),
        "heading": _any(headings),
        "caption": _any({form for d in documents for table in d.tables for form in _captions(table.caption)}),
        "as_of": _any(_dates(answer.as_of.timetuple()[:3])),
        "asked": r"(?P<asked>[^\n]{1,200}?)",
        "count": _any(_counts(answer)),
    }


def _captions(caption: str) -> set[str]:
    """A caption as printed, without its unit, and without its number."""
    bare = _CAPTION_UNIT.sub("", caption).strip()
    return {caption, bare, _CAPTION_NUMBER.sub("", bare)}


def _dates(parts: Sequence[int]) -> set[str]:
    year, month, day = parts
    return {f"{year}年{month}月{day}日", f"{year}-{month:02}-{day:02}"}


def _counts(answer: Answer) -> set[str]:
    numbers = {len(answer.citations), answer.text.count("「")} - {0}
    return {
        form for n in numbers if n <= 99 for form in (str(n), chinese_number(n), *(["两"] if n == 2 else []))
    }


def _any(literals: Iterable[str]) -> str:
    ordered = sorted({literal for literal in literals if literal}, key=len, reverse=True)
    return f"(?:{'|'.join(re.escape(literal) for literal in ordered)})" if ordered else ""


# A 书名号 inside another is written 〈〉 (GB/T 15834-2011, 4.15).
INNER = str.maketrans("《》", "〈〉")

_CAPTION_UNIT = re.compile("[（(]?单位[：:][^）)]*[）)]?$")
_CAPTION_NUMBER = re.compile("^表[0-9一二三四五六七八九十]*[ 　]*")
_SLOT = re.compile(r"\{(\w+)\}")


def _fillable(template: str, slots: dict[str, str]) -> bool:
    return all(slots[name] for name in _SLOT.findall(template))


def _pattern(template: str, slots: dict[str, str]) -> str:
    pieces = _SLOT.split(template)
    return "".join(slots[piece] if index % 2 else re.escape(piece) for index, piece in enumerate(pieces))
