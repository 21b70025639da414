"""Lines broken at a fixed width → whole paragraphs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from ingest.read.grid import joined
from ingest.script.wording import wording

WORDS = wording(__file__)
"""Where lines and paragraphs end, for all readers of lines."""

_SLACK = 4  # columns: a line may stop two characters short so that none begins with “，”
_NARROWEST, _WIDEST = 30, 120  # columns a page line can have
_INDENT = re.compile(r"[ \t\u3000\xa0]*")


def columns(text: str) -> int:
    """The width of `text` in terminal columns: a full-width character takes two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)


def page_width(rows: Sequence[str]) -> int:
    """The width in columns at which `rows` were broken, 0 when they were not.

    They were when no line is wider, at least two lines reach it unfinished (no final
    punctuation) with an unindented line straight below, and that is what most such lines do.
    """
    widest = max((columns(row.rstrip()) for row in rows), default=0)
    if not _NARROWEST <= widest <= _WIDEST:
        return 0
    full = [at for at, row in enumerate(rows[:-1]) if columns(row.rstrip()) >= widest - _SLACK]
    broken = [at for at in full if not WORDS["final"].search(rows[at].rstrip()) and _goes_on(rows[at + 1])]
    return widest if len(broken) >= 2 and len(broken) * 2 >= len(full) else 0


def unwrapped(rows: Sequence[str], width: int, indented: bool) -> list[str]:
    """The paragraphs of `rows`, broken at `width`; an empty row ends one.

    Where paragraphs are `indented`, a full line is gone on with by an unindented one whatever it
    ends with; where not, only a line without final punctuation is.
    """
    out: list[str] = []
    last = ""
    for row in rows:
        full = columns(last.rstrip()) >= width - _SLACK
        finished = bool(WORDS["final"].search(last.rstrip()))
        opens = bool(WORDS["opener"].match(row.strip())) and (finished or not indented)
        if out and full and _goes_on(row) and not (opens and finished) and (indented or not finished):
            out[-1] = _INDENT.match(out[-1])[0] + joined([out[-1], row])  # type: ignore[index]
        else:
            out.append(row)
        last = row
    return out


def is_indented(rows: Sequence[str]) -> bool:
    """Whether the paragraphs of `rows` begin with an indent."""
    filled = [row for row in rows if row.strip()]
    return sum(not _goes_on(row) for row in filled) * 10 >= len(filled)


def _goes_on(row: str) -> bool:
    return bool(row.strip()) and not _INDENT.match(row)[0]  # type: ignore[index]
