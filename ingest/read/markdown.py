"""The reader of Markdown: headings, paragraphs, lists, pipe tables, the 题注 of a statute."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.clean import trimmed
from ingest.line import Line
from ingest.read.grid import RawCell, joined, table_lines

_INFO_END = re.compile(r"<!--\s*INFO END\s*-->")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t\u3000]+(.*?))?(?:[ \t]+#+)?[ \t]*$")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*$")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_FENCE = re.compile(r" {0,3}(```|~~~)")
_BULLET = re.compile(r"[ \t]*[*+-][ \t]+")
_QUOTE = re.compile(r"^ {0,3}(?:>[ \t]?)+")
_TABLE_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_PIPE = re.compile(r"(?<!\\)\|")
_FINAL = re.compile(r"[。！？；：:;!?…][”’」』）)】]*$")
_BREAK = re.compile(r"(?: {2,}|\\|<br\s*/?>)$")
_OPENER = re.compile(
    r"第[零〇一二三四五六七八九十百千\d]+[编章节条](?:[ \u3000]|之|$)|[一二三四五六七八九十]+、"
    r"|[（(][一二三四五六七八九十\d]+[)）]|\d+\s*[.．、]|——"
)
_INLINE = (
    (re.compile(r"!\[([^\[\]]{0,300})\]\([^()]{0,500}\)"), r"\1"),
    (re.compile(r"\[([^\[\]]{1,300})\]\([^()]{0,500}\)"), r"\1"),
    (re.compile(r"<(https?://[^>\s]+)>"), r"\1"),
    (re.compile(r"</?(?:br|p|b|i|u|em|strong|span|font|div|center|a|sup|sub)(?:\s[^>]*)?/?>", re.I), ""),
    (re.compile(r"(?<!\\)(\*\*\*|\*\*|__)(?=\S)(.{1,500}?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\\*0-9A-Za-z])\*(?=[^\s*])([^*]*[^\s*\\])\*(?![*0-9A-Za-z])"), r"\1"),
    (re.compile(r"(?<![\\\w])_(?=[^\s_])([^_]*[^\s_])_(?!\w)"), r"\1"),
    (re.compile(r"(?<!\\)~~(?=\S)(.{1,500}?)~~"), r"\1"),
    (re.compile(r"(?<!\\)`([^`]+)`"), r"\1"),
)
_MARKS = re.compile(r"[\\*_`~\[<&]")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_BOLD_LINE = re.compile(r"(?:\*\*|__)(.+?)(?:\*\*|__)$")


_HTML_TABLE = re.compile(r"\s*<table[\s>]", re.IGNORECASE)


def read_markdown(text: str) -> tuple[Line, ...]:
    """The lines of a Markdown file.

    The paragraphs between the title and a comment `INFO END` (a statute's 题注: who passed it
    when) come out `centered`, as they are printed; other comments are dropped.
    """
    info = _INFO_END.search(text)
    if not info:
        return _lines(_uncommented(text).split("\n"))
    head = _lines(_uncommented(text[: info.start()]).split("\n"))
    body = _lines(_uncommented(text[info.end() :]).split("\n"))
    return (*(line if line.heading or line.grid else replace(line, centered=True) for line in head), *body)


def _uncommented(text: str) -> str:
    """`text` without its HTML comments; one that never ends is text."""
    last = text.rfind("-->") + 3
    return _COMMENT.sub("", text[:last]) + text[last:] if last > 2 else text


def _lines(rows: Sequence[str]) -> tuple[Line, ...]:
    out: list[Line] = []
    paragraph: list[str] = []
    at, fenced = 0, False
    while at < len(rows):
        row = _QUOTE.sub("", rows[at])
        taken, found = (0, ()) if fenced else _block(rows, at, row, paragraph)
        if _FENCE.match(row):
            fenced, taken = not fenced, 1
        if taken:
            out += _flush(paragraph)
            out += found
            at += taken
            continue
        if row.strip():
            paragraph.append(row)
        else:
            out += _flush(paragraph)
        at += 1
    return (*out, *_flush(paragraph))


def _block(rows: Sequence[str], at: int, row: str, above: list[str]) -> tuple[int, tuple[Line, ...]]:
    """The heading, rule or table at rows[at]: how many rows it takes, its lines; else (0, ())."""
    if heading := _HEADING.match(row):
        title = plain(heading[2] or "")
        return 1, (Line(title, heading=len(heading[1])),) if title else ()
    if above and len(above) == 1 and (line := _UNDERLINE.match(row)) and not _BULLET.match(above[0]):
        title = plain(above.pop())
        return 1, (Line(title, heading=1 if line[1][0] == "=" else 2),)
    if _RULE.match(row):
        return 1, ()
    if _HTML_TABLE.match(row) and not above:
        return _html_table(rows, at)
    if _PIPE.search(row) and at + 1 < len(rows) and _TABLE_RULE.match(rows[at + 1]) and "|" in rows[at + 1]:
        return _table(rows, at)
    return 0, ()


def _table(rows: Sequence[str], at: int) -> tuple[int, tuple[Line, ...]]:
    header = _cells(rows[at])
    body, end = [header], at + 2
    while end < len(rows) and _PIPE.search(rows[end]):
        cells = _cells(rows[end])
        extra = cells[len(header) :]
        body.append([*cells[: len(header)], *extra, *[""] * (len(header) - len(cells))])
        end += 1
    return end - at, table_lines([[RawCell((cell,)) for cell in row] for row in body])


def _html_table(rows: Sequence[str], at: int) -> tuple[int, tuple[Line, ...]]:
    """A table with merged cells, which Markdown can only write as HTML; nothing when it never ends."""
    from ingest.read.web.html import read_html

    end = next((near for near in range(at, len(rows)) if "</table>" in rows[near].lower()), -1)
    return (end + 1 - at, read_html("\n".join(rows[at : end + 1]))) if end >= 0 else (0, ())


def _cells(row: str) -> list[str]:
    inner = row.strip()
    inner = inner.removeprefix("|")
    if inner.endswith("|") and not inner.endswith("\\|"):
        inner = inner[:-1]
    return [plain(joined(re.split(r"<br\s*/?>", cell))) for cell in _PIPE.split(inner)]


def _flush(paragraph: list[str]) -> list[Line]:
    """The lines of the rows of one paragraph, which is emptied.

    Rows join unless the upper one ends a sentence or in a hard break, or the lower one begins
    with a number or a bullet.
    """
    pieces: list[list[str]] = []
    ended = True
    for row in paragraph:
        bullet = _BULLET.match(row)
        text = row[bullet.end() :] if bullet else row
        if ended or bullet or _OPENER.match(text.strip()):
            pieces.append([])
        pieces[-1].append(_BREAK.sub("", text))
        ended = bool(_BREAK.search(row) or _FINAL.search(row.rstrip()))
    paragraph.clear()
    lines = [_line(joined(piece)) for piece in pieces]
    return [line for line in lines if line.text]


def _line(text: str) -> Line:
    return Line(plain(text), bold=bool(_BOLD_LINE.match(text.strip())))


def plain(text: str) -> str:
    """`text` without Markdown's inline marks and escapes."""
    if not _MARKS.search(text):
        return trimmed(text)
    for pattern, replacement in _INLINE:
        text = pattern.sub(replacement, text)
    return trimmed(html.unescape(_ESCAPE.sub(r"\1", text)))
