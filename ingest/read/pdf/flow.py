"""Rows of print → paragraphs. A line that begins with 第三条 is a new paragraph only where the print
says so: by its indent, a short line above it, or the space between the lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.line import Line
from ingest.read.grid import joined
from ingest.read.pdf.text_rows import TextRow
from ingest.read.wrap import WORDS as LINES
from ingest.script.wording import wording

_WORDS = wording(__file__, LINES.parts)

# What cannot be parted from the first character of a line: it may have left the line above short. No line is broken
# beside a quotation mark (UAX #14, class QU).
_UNIT = re.compile(
    r"[“‘（(《〈【「『〔]*(?:[A-Za-z0-9０-９.．%％‰/:,-]+|.)"
    r"(?:[”’）)》〉】」』，。、；：！？…%％]|〕\d*|[“‘]+(?:[A-Za-z0-9]+|.))*"
)
_NUMERIC = re.compile(r"[\d.,][\d.,]*$")


@dataclass(frozen=True, slots=True)
class ColumnFrame:
    """Where a column of print begins and ends."""

    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Print:
    """What is usual in a document: `pitch` from line to line in ems, whether paragraphs are
    `indented`, the frame of each column of each page."""

    pitch: float
    indented: bool
    frames: dict[tuple[int, int], ColumnFrame]


def measured(rows: Sequence[TextRow]) -> Print:
    """What is usual in the print of `rows`."""
    columns: dict[tuple[int, int], list[TextRow]] = {}
    for row in rows:
        columns.setdefault((row.page, row.column), []).append(row)
    widths = {
        kind: max((_extent(c) for (_, at), c in columns.items() if bool(at) == kind), default=0.0)
        for kind in (False, True)
    }
    common = {at: _left([r for r in rows if r.column == at]) for at in {r.column for r in rows}}
    frames: dict[tuple[int, int], ColumnFrame] = {}
    for (page, at), column in columns.items():
        frames[page, at] = _frame(column, common[at], widths[bool(at)])
    pitches = Counter(
        round((b.base - a.base) / b.size, 1)
        for a, b in zip(rows, rows[1:], strict=False)
        if (a.page, a.column) == (b.page, b.column) and b.base > a.base
    )
    indents = sum(
        0.8 * row.size < row.x0 - frames[row.page, row.column].left < 3.5 * row.size for row in rows
    )
    usual = pitches.most_common(1)[0][0] if pitches else 1.5
    return Print(usual, indents * 10 >= len(rows), frames)


def _frame(column: Sequence[TextRow], usual: float, width: float) -> ColumnFrame:
    """The frame of a column of a page; a page of nothing but indented lines has the margin that is usual."""
    left = _left(column)
    within = max(row.x1 for row in column) <= usual + width + column[0].size
    if left > usual and (within or len(column) < 8):
        left = usual
    return ColumnFrame(left, left + width)


def _left(rows: Sequence[TextRow]) -> float:
    """The leftmost place where several rows begin."""
    places = Counter(round(row.x0) for row in rows)
    often = [x for x in places if sum(places[x + d] for d in (-1, 0, 1)) >= max(2, len(rows) / 12)]
    return float(min(often)) if often else min(row.x0 for row in rows)


def _extent(rows: Sequence[TextRow]) -> float:
    return max(row.x1 for row in rows) - _left(rows)


def paragraphs(rows: Sequence[TextRow], print_: Print) -> list[Line]:
    """The paragraphs of `rows`, which stand one below the other with nothing between."""
    groups: list[list[TextRow]] = []
    for row in rows:
        if groups and _goes_on(groups[-1], row, print_):
            groups[-1].append(row)
        else:
            groups.append([row])
    return [_line(group, print_) for group in groups]


def _goes_on(above: Sequence[TextRow], row: TextRow, print_: Print) -> bool:
    last = above[-1]
    here = print_.frames[row.page, row.column]
    if abs(last.size - row.size) > 0.12 * row.size:
        return False
    if _aside(last, print_) and not _opens(last, row, print_):
        return False
    if _aside(row, print_):
        return _ends_centred(last, row, print_)
    if _spaced(last, row, print_) or not _full(last, row, print_):
        return False
    indent = row.x0 - here.left
    if indent > 0.8 * row.size:
        return _hangs(above, row, print_)
    finished = bool(LINES["final"].search(last.text))
    if finished and _WORDS["apart"].match(row.text):
        return False
    return print_.indented or not finished


def _opens(last: TextRow, row: TextRow, print_: Print) -> bool:
    """Whether a row that seems centred is the first line of a paragraph: indented, and gone on with at the margin."""
    before = last.x0 - print_.frames[last.page, last.column].left
    after = row.x0 - print_.frames[row.page, row.column].left
    return print_.indented and 0.8 * last.size < before < 2.6 * last.size and after < 0.5 * row.size


def _ends_centred(last: TextRow, row: TextRow, print_: Print) -> bool:
    """Whether a centred row is the rest of a centred line that was too long for one."""
    open_ended = not LINES["final"].search(last.text) and not _WORDS["opener"].match(row.text)
    return (
        open_ended and _centred(row, print_) and _full(last, row, print_) and not _spaced(last, row, print_)
    )


def _spaced(last: TextRow, row: TextRow, print_: Print) -> bool:
    """Whether there is more space between two rows of a column than usual."""
    return (last.page, last.column) == (row.page, row.column) and (
        row.base - last.base > (print_.pitch * 1.3 + 0.1) * row.size
    )


def _full(last: TextRow, row: TextRow, print_: Print) -> bool:
    """Whether nothing of `row` would have found a place at the end of `last`."""
    unit = _UNIT.match(row.text)
    wide = sum(1.0 if ord(char) > 0x2E7F or char in "“”‘’…—" else 0.55 for char in unit[0]) if unit else 1.0
    room = print_.frames[last.page, last.column].right - last.x1
    return room < max(2.0, wide + 0.5) * row.size


def _hangs(above: Sequence[TextRow], row: TextRow, print_: Print) -> bool:
    """Whether an indented row goes on a paragraph whose lines all stand at that indent, or one that
    begins with a number out to the left."""
    first, last = above[0], above[-1]
    start = first.x0 - print_.frames[first.page, first.column].left
    indent = row.x0 - print_.frames[row.page, row.column].left
    if len(above) > 1:
        before = last.x0 - print_.frames[last.page, last.column].left
        return abs(before - indent) < 0.5 * row.size and before > 0.8 * row.size
    hangs = (
        bool(_WORDS["opener"].match(first.text))
        and not _WORDS["opener"].match(row.text)
        and indent > start + 0.5 * row.size
    )
    return hangs and not LINES["final"].search(last.text)


def _aside(row: TextRow, print_: Print) -> bool:
    return _centred(row, print_) or _right(row, print_)


def _centred(row: TextRow, print_: Print) -> bool:
    frame = print_.frames[row.page, row.column]
    before, after = row.x0 - frame.left, frame.right - row.x1
    own = (
        print_.indented
        and before < 2.6 * row.size
        and bool(LINES["final"].search(row.text) or _WORDS["opener"].match(row.text))
    )
    return min(before, after) > 1.4 * row.size and abs(before - after) < 1.6 * row.size and not own


def _right(row: TextRow, print_: Print) -> bool:
    frame = print_.frames[row.page, row.column]
    before, after = row.x0 - frame.left, frame.right - row.x1
    short = len(row.text) <= 40 and not LINES["final"].search(row.text)
    return short and before > 0.35 * (frame.right - frame.left) and before > after + 2 * row.size


def glued(pieces: Sequence[str]) -> str:
    """The lines of one paragraph as one: as `joined`, and a number broken over lines is one number."""
    out = ""
    for piece in (piece.strip() for piece in pieces):
        number = _NUMERIC.search(out) and re.match(r"[\d.,%]", piece)
        out = out + piece if number or re.search(r"[A-Za-z]-$", out) else joined([out, piece])
    return out


def _line(rows: Sequence[TextRow], print_: Print) -> Line:
    first = rows[0]
    centred = _centred(rows[-1], print_) and (len(rows) == 1 or _ends_centred(rows[-2], rows[-1], print_))
    sures = [(len(row.text), row.sure) for row in rows if row.sure is not None]
    total = sum(size for size, _ in sures)
    return Line(
        glued([row.text for row in rows]),
        centered=centred,
        bold=all(row.bold for row in rows),
        right=len(rows) == 1 and not centred and _right(first, print_),
        page=first.page,
        confidence=sum(size * sure for size, sure in sures) / total if total else None,
    )
