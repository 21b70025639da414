"""The reader of saved web pages: what a visitor sees of the document, paragraph by paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ingest.clean import trimmed, unspaced
from ingest.head.title import join_broken
from ingest.line import Line
from ingest.read.grid import RawCell, table_lines
from ingest.read.raised import PLACES, raised
from ingest.read.web.body import DEEPEST, body_of
from ingest.read.web.style import Style

if TYPE_CHECKING:
    from bs4 import Tag

_BLOCK_NAMES = (
    "address article aside blockquote body center caption dd details dialog div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main nav ol p pre section "
    "summary table tbody td tfoot th thead tr ul"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())
# A named reference that lost its beginning: “&amp;nbsp;” copied through a tool that ate letters.
_STRAY = re.compile(r"&(?:nb|n|amp;)?sp;|&(?:amp;)?(?:nbsp|ensp|emsp|thinsp);?")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "ldquo": "“", "rdquo": "”", "middot": "·"}
_ENTITY = re.compile(r"&(?:amp;)?(amp|lt|gt|quot|ldquo|rdquo|middot);")
_WHITE = re.compile(r"[ \t\n\r\f]+")
# A line end in the source between two Chinese characters is no space on paper.
_SOURCE_BREAK = re.compile(r"(?<=[\u3001-\u9fff\uff00-\uffef])[ \t]*\n\s*(?=[\u3001-\u9fff\uff00-\uffef])")
_SITE = re.compile(r"$|[_\-—–－|｜·]")
_TITLE_LINES, _TITLE_LENGTH = 6, 6
_CELL_PARAGRAPHS = 3  # a data cell seldom holds more, a layout cell a page
_CELL_LENGTH = 400


def read_html(text: str) -> tuple[Line, ...]:
    """The lines of a web page's document; a data table is one line with its grid.

    Left out: what a visitor cannot see (scripts, display:none, font-size 0, white on white), and
    the page's own furniture (navigation, breadcrumbs, share bars) where a document body stands
    out from it. A table used for layout gives the lines of its cells. A title that <title>
    states, printed over several lines, is one line with `heading` 1.
    """
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(text, "lxml")
    title = soup.title.get_text() if soup.title else ""
    walk = _HtmlWalk()
    for part in body_of(soup):
        walk.block(part, Style.of(part))
    walk.flush()
    return join_broken(_titled(walk.lines, title))


@dataclass(slots=True)
class _HtmlWalk:
    """The lines so far, and the inline text of the paragraph at hand."""

    lines: list[Line] = field(default_factory=list)
    pieces: list[tuple[str, bool]] = field(default_factory=list)
    style: Style = field(default_factory=Style)
    depth: int = 0

    def block(self, tag: Tag, style: Style) -> None:
        """`tag` and all below it, as lines."""
        if style.hidden:
            return
        if tag.name == "table" and _is_data(tag):
            self.flush()
            self.lines += _table(tag, style)
            return
        is_block = tag.name in _BLOCKS
        if is_block:
            self.flush()
            self.style = style
        for child in tag.children:
            self._child(child, style, tag)
        if is_block:
            self.flush()

    def _child(self, child: object, style: Style, parent: Tag) -> None:
        from bs4.element import NavigableString, PreformattedString, Tag

        if isinstance(child, Tag):
            if child.name == "br":
                self._break()
                return
            if self.depth > DEEPEST:
                self.pieces.append((_characters(child.get_text()), style.bold))
                return
            self.depth += 1
            self.block(child, style.inside(child))
            self.depth -= 1
            self.style = style if parent.name in _BLOCKS else self.style
        elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
            self.pieces.append((_raised(_characters(str(child)), parent), style.bold))

    def _break(self) -> None:
        style = self.style
        self.flush()
        self.style = style

    def flush(self) -> None:
        """End the paragraph at hand."""
        text = trimmed("".join(text for text, _ in self.pieces))
        if text:
            bold = all(bold for text, bold in self.pieces if text.strip())
            style = self.style
            text = unspaced(text) if style.align == "center" or style.heading else text
            self.lines.append(
                Line(text, style.heading, style.align == "center", bold, style.align == "right")
            )
        self.pieces.clear()


def _characters(text: str) -> str:
    text = _ENTITY.sub(lambda match: _NAMED[match[1]], _STRAY.sub("\u00a0", text))
    return _WHITE.sub(" ", _SOURCE_BREAK.sub("", text))


def _raised(text: str, parent: Tag) -> str:
    above = (tag.name for tag in (parent, *parent.parents))
    return raised(text, next((name for name in above if name in PLACES), ""))


def _rows(table: Tag) -> list[list[Tag]]:
    """The cells of `table`'s own rows, not of the tables inside it."""
    rows = [row for row in table.find_all("tr") if row.find_parent("table") is table]
    return [
        [cell for cell in row.find_all(["td", "th"], recursive=False) if not Style.of(cell).hidden]
        for row in rows
        if not Style.of(row).hidden
    ]


def _is_data(table: Tag) -> bool:
    """Whether `table` holds data: two rows and two columns of short cells, no table inside."""
    if table.find("table") or table.get("role") in ("presentation", "none"):
        return False
    rows = [row for row in _rows(table) if row]
    if len(rows) < 2 or max(map(len, rows)) < 2:
        return False
    cells = [cell for row in rows for cell in row]
    if any(cell.find(["h1", "h2", "h3", "h4"]) for cell in cells):
        return False
    long = [cell for cell in cells if len(cell.get_text(strip=True)) > _CELL_LENGTH]
    return not any(len(cell.find_all(["p", "br", "div", "li"])) > _CELL_PARAGRAPHS for cell in long)


def _table(table: Tag, style: Style) -> tuple[Line, ...]:
    caption = table.find("caption")
    above = _lines_of(caption, style) if caption else []
    rows = [[_cell(cell, style) for cell in row] for row in _rows(table)]
    return (*(replace(line, centered=True) for line in above), *table_lines(rows))


def _cell(cell: Tag, style: Style) -> RawCell:
    paragraphs = tuple(line.text for line in _lines_of(cell, style))
    return RawCell(paragraphs, _span(cell, "rowspan"), _span(cell, "colspan"))


def _lines_of(tag: Tag, style: Style) -> list[Line]:
    walk = _HtmlWalk()
    walk.block(tag, style.inside(tag))
    walk.flush()
    return walk.lines


def _span(cell: Tag, name: str) -> int:
    value = str(cell.get(name, "1")).strip()
    return min(max(int(value), 1), 1000) if value.isdecimal() else 1


def _titled(lines: Sequence[Line], title: str) -> tuple[Line, ...]:
    """`lines`, with those that together make up the page's <title> (less the site's name) as one
    heading line."""
    wanted = _letters(title)
    for at in range(len(lines)):
        whole = ""
        for end in range(at + 1, min(at + 1 + _TITLE_LINES, len(lines) + 1)):
            whole += _letters(lines[end - 1].text)
            if not whole or not wanted.startswith(whole):
                break
            if len(whole) >= _TITLE_LENGTH and _SITE.match(wanted[len(whole) :]):
                text = "".join(line.text for line in lines[at:end])
                return (*lines[:at], replace(lines[at], text=text, heading=1), *lines[end:])
    return tuple(lines)


def _letters(text: str) -> str:
    return re.sub(r"\s+", "", text)
