"""Where one text ends and the next begins: the main text, its annexes, its carried documents,
and inside each the opening (letterhead, addressees, preamble) and the colophon (signature, 印发)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.script.dates import DATE
from ingest.script.document_kinds import kind_parts
from ingest.script.markers import LADDER, TOKENS, Marker, match_marker
from ingest.script.numerals import arabic_number
from ingest.script.wording import wording
from ingest.tree.layout import PlacedLine

_WORDS = wording(__file__, {**kind_parts(), "date": DATE})
_STRUCTURAL = frozenset({*TOKENS, *LADDER, "decimal"})


@dataclass(frozen=True, slots=True)
class Segment:
    """Lines `start`…`end` of one text. `annex` is 0 for the main text, else its number;
    `heading` its title; `body` the first structural line, `colophon` the first closing line."""

    annex: int
    heading: str
    start: int
    body: int
    colophon: int
    end: int


@dataclass(frozen=True, slots=True)
class MarkedLine:
    """A placed line with its marker."""

    placed: PlacedLine
    marker: Marker | None

    @property
    def text(self) -> str:
        """The line's text."""
        return self.placed.text


def mark(lines: Sequence[PlacedLine]) -> tuple[MarkedLine, ...]:
    """Each line with the marker it begins with. Lines of a table of contents, of an annex list and
    of a quoted text lose theirs; decimals count only in a document that is numbered in decimals."""
    marked = [MarkedLine(line, None if line.line.grid else match_marker(line.text)) for line in lines]
    decimals = {m.marker.decimals for m in marked if m.marker and m.marker.kind == "decimal"}
    ladder = len(decimals) >= 3 and (1, 1) in decimals and bool(decimals & {(1, 2), (2, 1)})
    marked = [_decimal(m, ladder) for m in marked]
    for index in (*_contents(marked), *_annex_lists(marked), *_quotations(marked)):
        marked[index] = MarkedLine(marked[index].placed, None)
    return tuple(marked)


def _decimal(marked: MarkedLine, ladder: bool) -> MarkedLine:
    top = _WORDS["top"].match(marked.text) if ladder else None
    if marked.marker and marked.marker.kind == "decimal" and not ladder:
        return MarkedLine(marked.placed, None)
    if top and marked.marker is None and len(marked.text) <= 40:
        number = int(top[1])
        return MarkedLine(marked.placed, Marker("decimal", number, 0, top[1], top.end(), (number,)))
    return marked


def _contents(marked: Sequence[MarkedLine]) -> range:
    """The lines of a table of contents: behind 目录, or a run of bare headings, up to where its
    first entry occurs again as the heading of a text."""
    entries = [_entry(line.text) for line in marked]
    for index, entry in enumerate(entries):
        behind = entry == "目录"
        start = index + 1 if behind else index
        if start >= len(marked) or not entries[start] or not (behind or marked[start].marker):
            continue
        again = next((i for i in range(start + 1, len(marked)) if entries[i] == entries[start]), 0)
        if again and (behind or _all_recur(marked, entries, start, again)):
            return range(start, again)
    return range(0)


def _all_recur(marked: Sequence[MarkedLine], entries: Sequence[str], start: int, stop: int) -> bool:
    """Whether lines `start`…`stop` are at least four bare headings that all occur again behind."""
    later = set(entries[stop:])
    return stop - start >= 4 and all(
        marked[i].marker and entries[i] in later and len(entries[i]) <= 50 for i in range(start, stop)
    )


def _quotations(marked: Sequence[MarkedLine]) -> list[int]:
    """The lines of a text quoted over several paragraphs (修改为：“…), which number another text.
    By convention every paragraph of it opens with “ and only the last closes with ”."""
    out: list[int] = []
    index = 1
    while index < len(marked):
        text = marked[index].text
        opens = text.startswith("“") and marked[index - 1].text.endswith(("：", ":"))
        stop = _quotation_end(marked, index) if opens and text.count("“") > text.count("”") else index
        out += range(index, stop + 1) if stop > index else ()
        index = stop + 1
    return out


def _quotation_end(marked: Sequence[MarkedLine], start: int) -> int:
    """The last line of the quotation that opens at `start`; `start` when it never closes."""
    depth = 0
    for index in range(start, min(start + 80, len(marked))):
        text = marked[index].text
        opening = text.count("“") - (1 if index > start and text.startswith("“") else 0)
        depth += opening - text.count("”")
        if depth <= 0:
            return index
    return start


def _entry(text: str) -> str:
    plain = "".join(text.split()).replace("（", "(").replace("）", ")")
    return _WORDS["contents_end"].sub("", plain)


def _annex_lists(marked: Sequence[MarkedLine]) -> list[int]:
    """Lines such as 附件：1.… 2.… in a letter: a list of annexes, not the annexes."""
    out: list[int] = []
    for index, line in enumerate(marked):
        if _annex_match(line) and not _starts_annex(marked, index):
            out.append(index)
            for later in range(index + 1, len(marked)):
                marker = marked[later].marker
                if not marker or marker.kind != "ar1" or _WORDS["stop"].search(marked[later].text[-1:]):
                    break
                out.append(later)
    return out


def _annex_match(line: MarkedLine) -> re.Match[str] | None:
    text = line.text
    if line.placed.line.grid or len(text) > 60 or text.endswith(("。", "；", "，")):
        return None
    return _WORDS["annex"].match(text)


def _starts_annex(marked: Sequence[MarkedLine], index: int) -> bool:
    """Whether 附件… at `index` opens an annex; before the signature of a letter it only lists."""
    match = _annex_match(marked[index])
    if not match:
        return False
    if not (match[2] or match[4] or "").strip():
        return index + 1 < len(marked)
    for later in range(index + 1, min(index + 16, len(marked))):
        line = marked[later]
        if is_date(line.text):
            return False
        if line.marker and line.marker.kind in _STRUCTURAL and line.marker.kind != "ar1":
            return True
    return index + 1 < len(marked)


def is_date(text: str) -> bool:
    """Whether a line is nothing but a date (the end of a signature)."""
    return bool(_WORDS["date"].fullmatch(text.strip()))


def split_segments(marked: Sequence[MarkedLine]) -> tuple[Segment, ...]:
    """The texts of a document in order; the first is the main text (annex 0)."""
    cuts = [(0, 0, "")]
    used: set[int] = set()
    for index, line in enumerate(marked):
        if _starts_annex(marked, index) and index:
            match = _annex_match(line)
            title = ((match[2] or match[4]) if match else "") or _title_below(marked, index)
            cuts.append((index, _annex_number(match[1] if match else "", used), title.strip()))
            used.add(cuts[-1][1])
    cuts += [(i, 0, marked[i].text) for i in _restarts(marked, {c[0] for c in cuts})]
    cuts.sort()
    segments = []
    for position, (start, number, heading) in enumerate(cuts):
        end = cuts[position + 1][0] if position + 1 < len(cuts) else len(marked)
        if position and not number:
            number = next(n for n in range(1, 1000) if n not in used)
            used.add(number)
        segments.append(_segment(marked, number, heading, start, end))
    return tuple(segments)


def _annex_number(text: str, used: set[int]) -> int:
    try:
        number = arabic_number(text) if text else 0
    except ValueError:
        number = 0
    if number and number not in used:
        return number
    return next(n for n in range(1, 1000) if n not in used)


def _title_below(marked: Sequence[MarkedLine], index: int) -> str:
    """The title of an annex on the lines below its number; a centred title may take several."""
    title = ""
    for line in marked[index + 1 : index + 5]:
        plain = (
            not line.marker and line.text and len(line.text) <= 60 and not _WORDS["stop"].search(line.text)
        )
        if not plain or (title and not line.placed.line.centered):
            break
        title += line.text
    return title


def _restarts(marked: Sequence[MarkedLine], cuts: set[int]) -> list[int]:
    """Where an unlabelled carried text begins: its ladder starts at one again below a title line."""
    out: list[int] = []
    seen: set[str] = set()
    last_marker = 0
    for index, line in enumerate(marked):
        if index in cuts:
            seen, last_marker = set(), index
        kind = line.marker.kind if line.marker else ""
        if kind not in ("cn1", "article", "chapter"):
            continue
        if line.marker and line.marker.number == 1 and kind in seen:
            title = _title_above(marked, last_marker + 1, index)
            if title is not None:
                out.append(title)
                seen = set()
        seen.add(kind)
        last_marker = index
    return out


def _title_above(marked: Sequence[MarkedLine], low: int, index: int) -> int | None:
    """The first line of the title block nearest above `index`, or None. What stands between the
    title and the first marker may be prose (a preamble)."""
    for at in range(index - 1, low - 1, -1):
        line = marked[at].placed.line
        title_like = (
            4 <= len(line.text) <= 50 and not _WORDS["stop"].search(line.text) and not is_date(line.text)
        )
        if title_like and (line.centered or line.heading == 1 or _WORDS["title"].search(line.text)):
            while (
                at > low
                and marked[at - 1].placed.line.centered
                and not _WORDS["stop"].search(marked[at - 1].text)
            ):
                at -= 1
            return at
    return None


def _segment(marked: Sequence[MarkedLine], number: int, heading: str, start: int, end: int) -> Segment:
    first = start + 1 if number else start
    body = next((i for i in range(first, end) if _opens_body(marked[i])), end)
    colophon = end
    while colophon > max(body + 1, start + 1) and _closes(marked, colophon - 1, colophon < end):
        colophon -= 1
    if colophon < end and body == end:
        body = colophon
    return Segment(number, heading, start, min(body, colophon), colophon, end)


def _opens_body(line: MarkedLine) -> bool:
    marker = line.marker
    if not marker or marker.kind not in _STRUCTURAL:
        return False
    return marker.number == 1 or marker.kind in ("article", "chapter", "part", "cn1", "cn2")


def _closes(marked: Sequence[MarkedLine], index: int, closing: bool) -> bool:
    line = marked[index]
    text = line.text
    if line.marker or line.placed.line.grid:
        return False
    if is_date(text) or (_WORDS["colophon"].match(text) and len(text) <= 120):
        return True
    issuer = len(text) <= 40 and not _WORDS["prose"].search(text)
    return (
        closing
        and issuer
        and any(is_date(marked[i].text) for i in range(index + 1, min(index + 4, len(marked))))
    )
