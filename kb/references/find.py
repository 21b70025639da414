"""Where a document names something: titles, 文号, clause addresses, itself, what stands before or below, annexes, tables.

Finding and resolving are apart: nothing here asks whether what is named exists. A numbering mark at the head of
its own clause, a caption and a table of contents name nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.document import Document
from ingest.script.document_kinds import kind_parts
from ingest.script.wording import wording
from kb.address.component import PIECES
from kb.address.mention import Kind, Mention

_WORDING = wording(__file__, {**PIECES, **kind_parts()})
_ADDRESS = f"(?P<address>{_WORDING.parts['address']}|{PIECES['rung']})?"

# What is found, by which pattern: an earlier line has its stretch before a later one.
_TABLE: tuple[tuple[Kind, str], ...] = (
    ("title", "title"),
    ("number", "number"),
    ("short_name", ""),  # what the text itself introduces
    ("self", "own"),
    ("relative", "own_level"),
    ("relative", "before"),
    ("relative", "below"),
    ("title", "bare_title"),
    ("address", "address"),
    ("relative", "level"),
    ("address", "ladder"),
    ("annex", "annex"),
    ("table", "table"),
    ("program", "program"),
)
_NAMED = 4  # characters of a law's name behind such a word (该法 has none)
_LONGEST = 16  # characters of a law's name without marks


@dataclass(frozen=True, slots=True)
class Introduced:
    """A short name: `short` stands for the document `name` from the offset `start` on."""

    short: str
    name: str
    start: int


def introduced(text: str) -> tuple[Introduced, ...]:
    """The short names that a text introduces with 以下简称 for documents, in order."""
    return tuple(Introduced(m["short"], m["name"], m.end()) for m in _WORDING["introduced"].finditer(text))


def short_names(text: str) -> dict[str, tuple[tuple[int, str], ...]]:
    """Short name → (from which offset on, the title it stands for), as the text introduces them."""
    out: dict[str, list[tuple[int, str]]] = {}
    for one in introduced(text):
        out.setdefault(one.short, []).append((one.start, one.name))
    return {short: tuple(found) for short, found in out.items()}


def find(document: Document) -> tuple[Mention, ...]:
    """The mentions of a document in reading order, none overlapping another."""
    silent = _silent(document)
    found: list[Mention] = []
    taken: list[tuple[int, int]] = list(silent)
    for kind, pattern in _patterns(document.text):
        for match in pattern.finditer(document.text):
            one = _mention(kind, match)
            if one and not _overlaps(one.start, one.end, taken):
                found.append(one)
                taken.append((one.start, one.end))
    return tuple(sorted(found, key=lambda one: one.start))


def _patterns(text: str) -> Iterator[tuple[Kind, re.Pattern[str]]]:
    """The table, with the short names of this text in their place."""
    shorts = sorted({re.escape(one.short) for one in introduced(text)}, key=len, reverse=True)
    for kind, name in _TABLE:
        if name:
            yield kind, _WORDING[name]
        elif shorts:
            yield kind, re.compile(f"(?P<name>{'|'.join(shorts)}){_ADDRESS}")


def _mention(kind: Kind, match: re.Match[str]) -> Mention | None:
    groups = match.groupdict()
    name, address = groups.get("name") or "", groups.get("address") or groups.get("address_of_rule") or ""
    start = match.start()
    if kind == "title" and match[0][0] != "《":
        name = _bare_name(match.string[max(0, start - _LONGEST) : match.end() - len(address)])
        if not name:
            return None
        start = match.end() - len(address) - len(name)
    if _WORDING["paper"].search(name):
        return None
    number = groups.get("number") or ""
    if kind == "number":  # 按照临示〔2025〕1号
        organ = re.split("[〔\\[（(【]", number)[0]
        start += len(organ) - len(_WORDING["name_break"].split(organ)[-1])
        number = match.string[start : match.end() - len(address)]
    return Mention(kind, match.string[start : match.end()], start, match.end(), name, number, address)


def _bare_name(before: str) -> str:
    """The name of a law that stands without marks at the end of a stretch; "" where the words are no name (有关法)."""
    name = _WORDING["name_break"].split(before)[-1]
    own = _WORDING["own_word"].match(name)
    if own:  # 因此免除民事诉讼法
        name = name[own.end() :]
    return "" if len(name) < (_NAMED if own else 2) else name


def _overlaps(start: int, end: int, taken: Sequence[tuple[int, int]]) -> bool:
    return any(start < high and low < end for low, high in taken)


def _silent(document: Document) -> Iterator[tuple[int, int]]:
    """The stretches in which a number names nothing: marks, captions, the document's own title and number."""
    for clause in document.clauses:
        if clause.marker and clause.text.startswith(clause.marker):
            yield clause.start, clause.start + len(clause.marker)
        if clause.level == "annex":
            yield clause.start, clause.start + len(clause.text.split("\n", 1)[0])
    for table in document.tables:
        yield table.start, table.start + len(table.caption)
    for name in ("unread_mark", "silent_line"):
        yield from (match.span() for match in _WORDING[name].finditer(document.text))
    if document.number:
        at = document.text.find(document.number, 0, 600)
        if at >= 0:
            yield at, at + len(document.number)
