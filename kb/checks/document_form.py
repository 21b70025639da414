"""Form as GB/T 9704—2012 (党政机关公文格式) asks: 文号, numbers of the ladder, annexes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.document import Document
from kb.finding import CheckFinding, Severity, Shelf, place

# name, severity, pattern, what is wrong (with the section of the standard).
_TABLE: tuple[tuple[str, Severity, re.Pattern[str], str], ...] = (
    (
        "number_brackets",
        "warning",
        re.compile("[一-鿿]{1,8}[\\[（(【［](?:19|20)\\d{2}[)）\\]】］]\\s*第?\\d{1,4}号"),
        "文号“{}”的年份应当用六角括号〔〕括起（GB/T 9704—2012 7.2.5）。",
    ),
    (
        "number_serial",
        "warning",
        re.compile("[一-鿿]{1,8}〔(?:19|20)\\d{2}〕(?:第\\d{1,4}|0\\d{0,3})号"),
        "文号“{}”的顺序号不加“第”字，不编虚位（GB/T 9704—2012 7.2.5）。",
    ),
    (
        "number_year",
        "warning",
        re.compile("[一-鿿]{1,8}[〔\\[]\\d{2}[〕\\]]第?\\d{1,4}号"),
        "文号“{}”的年份应当写全称（GB/T 9704—2012 7.2.5）。",
    ),
    (
        "ladder_first",
        "hint",
        re.compile("(?m)^[ 　]*[一二三四五六七八九十]{1,3}[.．,，](?=[一-鿿])"),
        "第一层序数“{}”后面应当用顿号（GB/T 9704—2012 7.3.3）。",
    ),
    (
        "ladder_third",
        "hint",
        re.compile("(?m)^[ 　]*\\d{1,2}[、](?=[一-鿿])"),
        "第三层序数“{}”应当写作“1.”，不用顿号（GB/T 9704—2012 7.3.3）。",
    ),
    (
        "annex_mark",
        "hint",
        re.compile("(?m)^[ 　]*附件\\d{1,2}[:：.．、][^\n]{0,30}$"),
        "附件标识“{}”的序号后面不加标点（GB/T 9704—2012 7.3.7）。",
    ),
)


def form(document: Document, _shelf: Shelf) -> Iterator[CheckFinding]:
    """What is written otherwise than the standard asks, at each place."""
    for name, severity, pattern, message in _TABLE:
        for found in pattern.finditer(document.text):
            written = found[0].strip()
            start = found.start() + found[0].index(written)
            where = place(document, start, start + len(written))
            yield CheckFinding(name, severity, message.format(written), (where,))
