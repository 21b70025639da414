"""Form as GB/T 9704—2012 (党政机关公文格式) asks: 文号, numbers of the ladder, annexes."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.document import Document
from ingest.script.wording import wording
from kb.finding import CheckFinding, Severity, Shelf, place

_WORDING = wording(__file__)
# name of the finding and of its pattern, severity, what is wrong (with the section of the standard).
_TABLE: tuple[tuple[str, Severity, str], ...] = (
    ("number_brackets", "warning", "文号“{}”的年份应当用六角括号〔〕括起（GB/T 9704—2012 7.2.5）。"),
    ("number_serial", "warning", "文号“{}”的顺序号不加“第”字，不编虚位（GB/T 9704—2012 7.2.5）。"),
    ("number_year", "warning", "文号“{}”的年份应当写全称（GB/T 9704—2012 7.2.5）。"),
    ("ladder_first", "hint", "第一层序数“{}”后面应当用顿号（GB/T 9704—2012 7.3.3）。"),
    ("ladder_third", "hint", "第三层序数“{}”应当写作“1.”，不用顿号（GB/T 9704—2012 7.3.3）。"),
    ("annex_mark", "hint", "附件标识“{}”的序号后面不加标点（GB/T 9704—2012 7.3.7）。"),
)


def form(document: Document, _shelf: Shelf) -> Iterator[CheckFinding]:
    """What is written otherwise than the standard asks, at each place."""
    for name, severity, message in _TABLE:
        for found in _WORDING[name].finditer(document.text):
            written = found[0].strip()
            start = found.start() + found[0].index(written)
            where = place(document, start, start + len(written))
            yield CheckFinding(name, severity, message.format(written), (where,))
