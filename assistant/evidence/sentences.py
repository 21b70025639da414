"""The sentences a knowledge base may answer with, each in its clause and with what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ingest.document import Clause, Document
from ingest.script.sentence_ends import QUOTABLE, sentence_spans
from kb.language.tokens import fold

_TABULAR = frozenset({"table", "row"})
_ITEMS = frozenset({"item", "point", "subpoint"})

# How far the words around a sentence count for it.
_NEAR, _ROUND, _ABOVE, _TITLE = 0.85, 0.55, 0.5, 0.4


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence at [start, end) of its document. `clause` is the deepest clause it stands in,
    `unit` the clause that is retrieved as one (the 条, the numbered item). `zones` are folded
    texts with the trust (0…1) their words deserve, the sentence itself first; `stem` what introduces
    the list of 项 it stands in ("" outside of one)."""

    document: Document
    clause: Clause
    unit: Clause
    start: int
    end: int
    zones: tuple[tuple[str, float], ...]
    stem: str = ""

    @property
    def text(self) -> str:
        """The sentence as printed."""
        return self.document.text[self.start : self.end]

    @property
    def folded(self) -> str:
        """The sentence as it is matched."""
        return self.zones[0][0]


def sentences_of(document: Document, path: str) -> tuple[Sentence, ...]:
    """The sentences of the clause at `path` and of everything below it but tables, in order."""
    return _sentences(document.id, path, _Held(document))


@dataclass(frozen=True, slots=True, eq=False)
class _Held:
    """A document as a cache key: by identity, so that a changed document is another key."""

    document: Document

    def __hash__(self) -> int:
        return hash((self.document.id, len(self.document.text)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and other.document is self.document


@lru_cache(maxsize=4096)
def _sentences(_id: str, path: str, held: _Held) -> tuple[Sentence, ...]:
    document = held.document
    trail = trail_of(document.root, path)
    if not trail:
        return ()
    *above, unit = trail
    upper = fold(" ".join(f"{c.marker}{c.heading}" for c in above))
    name = fold(document.name)
    return tuple(_below(document, unit, unit, (), upper, name))


def prose_spans(clause: Clause) -> tuple[tuple[int, int], ...]:
    """The stretches of a clause outside of the tables that stand in it."""
    tables = [child for child in clause.children if child.level in _TABULAR]
    starts = (clause.start, *(table.end for table in tables))
    ends = (*(table.start for table in tables), clause.end)
    return tuple((low, high) for low, high in zip(starts, ends, strict=True) if low < high)


def prose_of(clause: Clause) -> str:
    """What a clause says outside of the tables that stand in it."""
    at = clause.start
    return "".join(clause.text[low - at : high - at] for low, high in prose_spans(clause)).rstrip()


def is_bare(sentence: Sentence) -> bool:
    """Whether it is only a number, a heading or a line of a letterhead, which answers nothing."""
    text, clause = sentence.text.rstrip("。：: "), sentence.clause
    if text in (clause.marker, clause.heading, f"{clause.marker}{clause.heading}".strip()):
        return True
    return clause.level in ("opening", "annex", "heading") and not re.search("[。；：！？，]", sentence.text)


def trail_of(root: Clause, path: str) -> tuple[Clause, ...]:
    """The clauses from the outermost down to the one at `path`, without the root; () if none."""
    for child in root.children:
        if child.id.path == path:
            return (child,)
        deeper = trail_of(child, path)
        if deeper:
            return (child, *deeper)
    return ()


def _below(
    document: Document, unit: Clause, clause: Clause, stems: tuple[str, ...], upper: str, name: str
) -> Iterator[Sentence]:
    whole = fold(unit.text if len(unit.text) <= 4000 else clause.text)
    near = fold(" ".join((unit.heading, clause.heading, *stems)))
    own = ""
    for start, end, child in _pieces(clause):
        if child is not None:
            introduces = child.level in _ITEMS and own.endswith(("：", ":"))
            inner = (*stems, own) if introduces else stems
            if child.level not in _TABULAR:
                yield from _below(document, unit, child, inner, upper, name)
            continue
        for low, high in _quotable(document.text, start, end):
            text = document.text[low:high]
            own += text
            zones = ((fold(text), 1.0), (near, _NEAR), (whole, _ROUND), (upper, _ABOVE), (name, _TITLE))
            yield Sentence(document, clause, unit, low, high, zones, "".join(stems))


def _pieces(clause: Clause) -> Iterator[tuple[int, int, Clause | None]]:
    """The clause's own stretches and its children, in reading order."""
    position = clause.start
    for child in clause.children:
        if child.start > position:
            yield position, child.start, None
        yield child.start, child.end, child
        position = child.end
    if clause.end > position:
        yield position, clause.end, None


def _quotable(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for low, high in sentence_spans(text, QUOTABLE, start, end):
        while low < high and text[low].isspace():
            low += 1
        while high > low and text[high - 1].isspace():
            high -= 1
        if high - low > 1:
            yield low, high
