"""The reader of Markdown: headings, paragraphs, lists, pipe tables, the 题注 of a statute."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline.state_inline import Delimiter, StateInline
from markdown_it.token import Token

from ingest.clean import trimmed
from ingest.line import Line
from ingest.read.grid import RawCell, joined, table_lines
from ingest.read.wrap import WORDS as LINES
from ingest.script.wording import wording

_WORDS = wording(__file__, LINES.parts)

_INFO_END = re.compile(r"<!--\s*INFO END\s*-->")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_BULLET = re.compile(r"[ \t]*[*+-][ \t]+")
_QUOTE = re.compile(r"^ {0,3}(?:>[ \t]?)+")
_PIPE = re.compile(r"(?<!\\)\|")
_BREAK = re.compile(r"(?: {2,}|\\|<br\s*/?>)$")
_TAG = re.compile(r"</?(?:br|p|b|i|u|em|strong|span|font|div|center|a|sup|sub)(?:\s[^>]*)?/?>", re.I)
_BOLD_LINE = re.compile(r"(?:\*\*|__)(.+?)(?:\*\*|__)$")
_HTML_TABLE = re.compile(r"\s*<table[\s>]", re.IGNORECASE)
_WIDE_HEADING = re.compile(r"^( {0,3}#{1,6})\u3000+", re.MULTILINE)
_STARS = re.compile(r"\*+")
_FIGURE = re.compile(r"[0-9A-Za-z]")


def read_markdown(text: str) -> tuple[Line, ...]:
    """The lines of a Markdown file.

    The paragraphs between the title and a comment `INFO END` (a statute's 题注: who passed it
    when) come out `centered`, as they are printed; other comments are dropped.
    """
    info = _INFO_END.search(text)
    if not info:
        return tuple(_lines(_uncommented(text)))
    head = _lines(_uncommented(text[: info.start()]))
    body = _lines(_uncommented(text[info.end() :]))
    return (*(line if line.heading or line.grid else replace(line, centered=True) for line in head), *body)


def _uncommented(text: str) -> str:
    """`text` without its HTML comments; one that never ends is text."""
    last = text.rfind("-->") + 3
    return _COMMENT.sub("", text[:last]) + text[last:] if last > 2 else text


@cache
def _parser() -> MarkdownIt:
    """CommonMark with tables. Chinese paragraphs are indented, so that an indent is no code; a line that looks like
    the definition of a link is text; where a link leads is never shown, so that any may."""
    parser = MarkdownIt("commonmark", {"maxNesting": 100})
    parser.enable(["table", "strikethrough"]).disable(["code", "reference"])
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    parser.inline.ruler.before("emphasis", "stars", _stars)
    return parser


def _stars(state: StateInline, silent: bool) -> bool:
    """Emphasis as Chinese has it, without blanks around its stars (**（一）**为), and none between figures (3*5*7)."""
    run = _STARS.match(state.src, state.pos)
    if silent or not run:
        return False
    before, after = state.src[: run.start()][-1:], state.src[run.end() :][:1]
    product = bool(len(run[0]) == 1 and _FIGURE.match(before) and _FIGURE.match(after))
    opens = bool(after.strip()) and not product
    closes = bool(before.strip()) and not product
    for star in run[0]:
        state.push("text", "", 0).content = star
        place = len(state.tokens) - 1
        state.delimiters.append(Delimiter(ord(star), len(run[0]), place, -1, opens, closes))
    state.pos = run.end()
    return True


def _lines(source: str) -> Iterator[Line]:
    text = _WIDE_HEADING.sub(r"\1 ", source)
    rows = text.split("\n")
    number, heading, table = "", 0, False
    for token in _parser().parse(text):
        if token.type == "table_open":
            yield from _table(rows[slice(*token.map or ())])
        elif token.type == "list_item_open":
            number = f"{token.info}{token.markup} " if token.info else ""
        elif token.type == "list_item_close" and number:  # an item of its number alone
            yield Line(number.strip())
            number = ""
        elif token.content and not table:
            yield from _block(token, heading, number)
            number = ""
        heading = int(token.tag[1]) if token.type == "heading_open" else 0
        table = token.type == "table_open" or (table and token.type != "table_close")


def _block(token: Token, heading: int, number: str) -> Iterator[Line]:
    """The lines of a heading, a paragraph, a stretch of code or of HTML; `number` is that of its list item."""
    rows = token.content.split("\n")
    if heading and len(rows) == 1:  # a rule under several rows makes no heading
        yield from (Line(title, heading=heading) for title in (plain(rows[0]),) if title)
    elif token.type == "html_block" and _HTML_TABLE.match(token.content):
        from ingest.read.web.html import read_html

        yield from read_html(token.content)
    else:
        yield from _paragraph([number + rows[0], *rows[1:]])


def _table(rows: Sequence[str]) -> tuple[Line, ...]:
    """The lines of a pipe table. Its rows are cut here: CommonMark's tables drop the cells that go past the head."""
    cells = [_cells(_QUOTE.sub("", row)) for at, row in enumerate(rows) if at != 1]
    width = len(cells[0])
    return table_lines([[RawCell((one,)) for one in (*row, *[""] * (width - len(row)))] for row in cells])


def _cells(row: str) -> list[str]:
    inner = row.strip()
    inner = inner.removeprefix("|")
    if inner.endswith("|") and not inner.endswith("\\|"):
        inner = inner[:-1]
    return [plain(joined(re.split(r"<br\s*/?>", cell.replace("\\|", "|")))) for cell in _PIPE.split(inner)]


def _paragraph(rows: Sequence[str]) -> list[Line]:
    """The lines of the rows of one paragraph.

    Rows join unless the upper one ends a sentence or in a hard break, or the lower one begins
    with a number or a bullet.
    """
    pieces: list[list[str]] = []
    ended = True
    for row in rows:
        bullet = _BULLET.match(row)
        text = row[bullet.end() :] if bullet else row
        if ended or bullet or not row.strip() or _WORDS["opener"].match(text.strip()):
            pieces.append([])
        pieces[-1].append(_BREAK.sub("", text))
        ended = bool(_BREAK.search(row) or LINES["final"].search(row.rstrip()))
    lines = [_line(joined(piece)) for piece in pieces]
    return [line for line in lines if line.text]


def _line(text: str) -> Line:
    return Line(plain(text), bold=bool(_BOLD_LINE.match(text.strip())))


def plain(text: str) -> str:
    """`text` without Markdown's inline marks and escapes."""
    (token,) = _parser().parseInline(text)
    return trimmed("".join(_said(token.children or ())))


def _said(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "image":
            yield from _said(token.children or ())
        elif token.type in ("softbreak", "hardbreak"):
            yield "\n"
        elif token.type != "html_inline" or not _TAG.fullmatch(token.content):
            yield token.content
