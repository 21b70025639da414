"""Setting Chinese text in a terminal: display width, line breaks, columns.

A CJK character takes two columns; a line never begins with closing punctuation and never
ends with an opening bracket (避头尾).
"""

from __future__ import annotations

import re
import shutil
import unicodedata
from collections.abc import Iterable, Sequence

_NOT_FIRST = set("，。、；：！？）】〕》〉”’…—,.;:!?)]}%％")
_NOT_LAST = set("（【〔《〈“‘([{")
_ATOM = re.compile(r"[A-Za-z0-9_\-./%#=&?+:@]+|\s+|.", re.DOTALL)
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def terminal_width(limit: int = 100) -> int:
    """The columns to set text in: the terminal's, at least 40 and at most `limit`."""
    return max(40, min(limit, shutil.get_terminal_size((80, 24)).columns))


def width(text: str) -> int:
    """The columns `text` takes on screen."""
    return sum(_char_width(char) for char in text)


def _char_width(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    # Ambiguous ones (“” … ─) take one column in a terminal that is not set up otherwise.
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def clean(text: str) -> str:
    """`text` without control, zero-width and direction characters, so that no document and no
    question can move the cursor, colour the terminal or reorder what is read."""
    return _UNPRINTABLE.sub("", text)


def pad(text: str, columns: int) -> str:
    """`text` filled with spaces up to `columns`; a longer one stays as it is."""
    return text + " " * max(0, columns - width(text))


def wrap(text: str, columns: int, first: str = "", rest: str | None = None) -> str:
    """`text` in lines of at most `columns`, the first led by `first`, the others by `rest`
    (spaces as wide as `first` when not given). Line breaks in `text` are kept."""
    hang = " " * width(first) if rest is None else rest
    lines: list[str] = []
    for paragraph in clean(text).split("\n"):
        lead = first if not lines else hang
        for line in _break(paragraph, columns - max(width(lead), width(hang))):
            lines.append((lead + line).rstrip())
            lead = hang
    return "\n".join(lines)


def _break(text: str, columns: int) -> list[str]:
    room = max(columns, 8)
    lines: list[str] = []
    line: list[str] = []
    used = 0
    for atom in _atoms(text, room):
        size = width(atom)
        # One closing mark may hang into the margin rather than begin the next line.
        if line and used + size > room and not (atom in _NOT_FIRST and used <= room):
            line, carried = _parted(line, atom)
            lines.append("".join(line))
            line = [*carried, atom if carried else atom.lstrip()]
            used = sum(map(width, line))
        else:
            line, used = [*line, atom], used + size
    return [*lines, "".join(line)]


def _parted(line: list[str], following: str) -> tuple[list[str], list[str]]:
    """A full line and what of it goes into the next: opening marks, and before a closing mark what it stands behind."""
    at = len(line)
    if following in _NOT_FIRST:
        while at and line[at - 1] in _NOT_FIRST:
            at -= 1
        at = max(at - 1, 0)
    while at and line[at - 1] in _NOT_LAST:
        at -= 1
    return (line[:at], line[at:]) if at else (line, [])


def _atoms(text: str, room: int) -> Iterable[str]:
    for atom in _ATOM.findall(text):
        if width(atom) <= room:
            yield atom
        else:
            yield from (atom[i : i + room] for i in range(0, len(atom), room))


def grid(rows: Sequence[Sequence[str]], columns: int, indent: str = "") -> str:
    """A table with its first row as header, fitted into `columns` by narrowing the widest column
    and wrapping its cells. Every row must have the same number of cells."""
    cells = [[clean(cell).replace("\n", " ") for cell in row] for row in rows]
    sizes = _fit([max(width(row[i]) for row in cells) for i in range(len(cells[0]))], columns - len(indent))
    rule = indent + "  ".join("─" * size for size in sizes)
    lines = []
    for number, row in enumerate(cells):
        lines += [indent + line for line in _grid_row(row, sizes)]
        if number == 0:
            lines.append(rule)
    return "\n".join(lines)


def _fit(sizes: list[int], columns: int) -> list[int]:
    room = max(columns - 2 * (len(sizes) - 1), 8 * len(sizes))
    while sum(sizes) > room:
        widest = max(range(len(sizes)), key=lambda i: sizes[i])
        sizes[widest] -= 1
    return sizes


def _grid_row(row: Sequence[str], sizes: Sequence[int]) -> list[str]:
    wrapped = [_break(cell, size) for cell, size in zip(row, sizes, strict=True)]
    height = max(len(lines) for lines in wrapped)
    return [
        "  ".join(
            pad(lines[i] if i < len(lines) else "", size) for lines, size in zip(wrapped, sizes, strict=True)
        ).rstrip()
        for i in range(height)
    ]
