"""Two versions of a document → what changed, clause by clause: `compare(old, new)`.

Clauses are aligned by what they say (`kb.change.alignment`), so that one that came in is one change and those
behind it are only renumbered. Differences of form (marks, width, space, the writing of a number, the
division into paragraphs, a reference that follows its clause) are told apart from differences of substance.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.document import ClauseId, Document
from kb.change.alignment import Alignment, align
from kb.change.compared_clause import ComparedClause, pieces
from kb.change.edits import Edit, FigureChange, edits, figure_changes
from kb.change.moves import moved
from kb.change.renumbering import follows
from kb.language.form_key import meaning_key

CHANGED, MOVED, MOVED_CHANGED = "changed", "moved", "moved_changed"
RENUMBERED, ADDED, DELETED = "renumbered", "added", "deleted"
KINDS = (CHANGED, MOVED_CHANGED, ADDED, DELETED, MOVED, RENUMBERED)

TYPESETTING, NUMERALS = "仅标点、空格或全半角", "仅数字写法"
DIVISION, REFERENCES = "仅分段不同", "引用序号随之改变"
FORMS = (TYPESETTING, NUMERALS, DIVISION, REFERENCES)

# What is counted in a document but printed nowhere; that its place in the count changed is no news.
_UNPRINTED = frozenset({"row", "passage", "opening", "colophon", "document", "heading"})
_UNITS = frozenset({"单位", "计量单位"})


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """One clause that is not what or where it was.

    `old`/`new` are its ids (None where it is not), `old_text`/`new_text` its own words without number and
    without the clauses below it, verbatim (all that is below it too where it came, went or moved as a whole).
    `substance`: whether a word, figure, unit or sign differs, or its place; else `form` is one of FORMS, or ""
    for a renumbering. `subject` names a table row, `columns` are the headers of its cells that changed.
    `edits` are empty where the text is the same or stands on one side only."""

    kind: str
    old: ClauseId | None
    new: ClauseId | None
    old_text: str
    new_text: str
    substance: bool
    form: str = ""
    subject: str = ""
    columns: tuple[str, ...] = ()
    figures: tuple[FigureChange, ...] = ()
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """All changes in the order of the new text, what is gone where it stood; `unchanged` counts the clauses
    that say the same at the same place."""

    old: Document
    new: Document
    changes: tuple[ClauseChange, ...]
    unchanged: int

    @property
    def substantial(self) -> tuple[ClauseChange, ...]:
        """The changes of substance, those with figures first."""
        found = [change for change in self.changes if change.substance]
        return tuple(sorted(found, key=lambda change: not change.figures))

    @property
    def formal(self) -> tuple[ClauseChange, ...]:
        """The changes of form only."""
        return tuple(change for change in self.changes if change.form)

    @property
    def renumbered(self) -> tuple[ClauseChange, ...]:
        """The clauses of which only the number changed."""
        return tuple(change for change in self.changes if change.kind == RENUMBERED)

    @property
    def same(self) -> bool:
        """Whether nothing of substance differs."""
        return not self.substantial


def compare(old: Document, new: Document) -> Comparison:
    """What changed from `old` to `new`."""
    found = align(pieces(old), pieces(new))
    return _Telling(found).told(old, new)


class _Telling:
    """The changes that an alignment amounts to."""

    def __init__(self, found: Alignment) -> None:
        self._found = found
        self._moved = moved(found)
        self._unchanged = 0

    def told(self, old: Document, new: Document) -> Comparison:
        placed = [*self._kept(), *self._alone(self._found.new, ADDED), *self._alone(self._found.old, DELETED)]
        placed.sort(key=lambda entry: entry[0])
        return Comparison(old, new, tuple(change for _, change in placed), self._unchanged)

    def _kept(self) -> Iterator[tuple[float, ClauseChange]]:
        for one, other in self._found.to_new.items():
            if one.parent is None or self._told_by_its_paragraph(one, other):
                continue
            change = self._change(one, other)
            if change is not None:
                yield other.index, change
            elif one.key:
                self._unchanged += 1

    def _told_by_its_paragraph(self, one: ComparedClause, other: ComparedClause) -> bool:
        """Whether an article says all in one paragraph, which then stands for it."""
        kids = (one.kids, other.kids)
        return (
            one.level == other.level == "article"
            and not one.key
            and not other.key
            and all(len(k) == 1 and k[0].level == "paragraph" for k in kids)
            and self._found.to_new.get(one.kids[0]) is other.kids[0]
        )

    def _change(self, one: ComparedClause, other: ComparedClause) -> ClauseChange | None:
        outer, its = one, other
        if one.parent and other.parent and self._told_by_its_paragraph(one.parent, other.parent):
            outer, its = one.parent, other.parent
        away = outer in self._moved
        shifted = not away and outer.token != its.token and outer.level not in _UNPRINTED
        whole = self._found.split.get(one) or self._found.joined.get(other)
        if whole or one.key != other.key:
            return self._changed(one, other, away)
        if away or (shifted and one.own == other.own):
            kind = MOVED if away else RENUMBERED
            texts = _text(outer), _text(its)
            form = edits(one.own, other.own) if one.own != other.own else ()
            place = (outer.clause.id, its.clause.id)
            return ClauseChange(kind, *place, *texts, away, "", other.label.replace("\t", " "), (), (), form)
        before, after = _printed(one, other)
        if before == after:
            return None
        place = (one.address.id, other.address.id)
        return ClauseChange(CHANGED, *place, before, after, False, TYPESETTING, edits=edits(before, after))

    def _changed(self, one: ComparedClause, other: ComparedClause, away: bool) -> ClauseChange:
        olds = self._found.joined.get(other, (one,))
        news = self._found.split.get(one, (other,))
        before, after = ("\n".join(p.own for p in run) for run in (olds, news))
        form = DIVISION if len(olds) + len(news) > 2 else self._form(one, other)
        figures = _cells(one, other) if one.row and other.row else _told(one, other)
        return ClauseChange(
            kind=MOVED_CHANGED if away else CHANGED,
            old=one.address.id, new=other.address.id, old_text=before, new_text=after,
            substance=away or not form, form="" if away else form,
            subject=other.label.replace("\t", " "), columns=_columns(one, other),
            figures=() if form else figures, edits=edits(before, after),
        )  # fmt: skip

    def _form(self, one: ComparedClause, other: ComparedClause) -> str:
        if meaning_key(one.said) == meaning_key(other.said):
            return NUMERALS
        return REFERENCES if follows(self._found, one, other) else ""

    def _alone(self, texts: Sequence[ComparedClause], kind: str) -> Iterator[tuple[float, ClauseChange]]:
        """What stands in one text only: a clause with all below it is one change."""
        at, place = 0, 0.0
        while at < len(texts):
            piece = texts[at]
            if not self._found.free(piece):
                place = self._place(piece, place)
                at += 1
                continue
            whole = all(self._found.free(below) for below in piece.walk())
            text = _text(piece) if whole else piece.own
            if text.strip():
                yield (piece.index if kind == ADDED else place + 0.5), _one_sided(kind, piece, text)
            at = piece.last if whole else at + 1

    def _place(self, piece: ComparedClause, before: float) -> float:
        """Where in the new text what follows this old piece stood; a moved piece says nothing of that."""
        other = self._found.to_new.get(piece)
        return float(other.index) if other is not None and piece not in self._moved else before


def _one_sided(kind: str, piece: ComparedClause, text: str) -> ClauseChange:
    subject = piece.label.replace("\t", " ")
    address = piece.address.id
    if kind == ADDED:
        return ClauseChange(kind, None, address, "", text, True, subject=subject)
    return ClauseChange(kind, address, None, text, "", True, subject=subject)


def _text(piece: ComparedClause) -> str:
    """All a clause says, with what is below it, without its number."""
    return piece.clause.text.lstrip().removeprefix(piece.marker).strip()


def _printed(one: ComparedClause, other: ComparedClause) -> tuple[str, str]:
    """What is printed of two clauses that say the same: their words, and their numbers where these
    differ in form only."""
    if one.marker == other.marker or one.token != other.token:
        return one.own, other.own
    return one.marker + one.own, other.marker + other.own


def _told(one: ComparedClause, other: ComparedClause) -> tuple[FigureChange, ...]:
    """The figures of two texts that differ, and the unit of a whole table."""
    old, new = (piece.table.unit if piece.table else "" for piece in (one, other))
    unit = (FigureChange(old, new, "单位"),) if old != new else ()
    return (*unit, *figure_changes(one.own, other.own))


def _pairs(one: ComparedClause, other: ComparedClause) -> Iterator[tuple[str, str, str]]:
    """The cells of two rows that differ: column, old, new. Columns are the same by name."""
    if not (one.row and one.table and other.row and other.table):
        return
    olds = dict(zip(_names(one.table.columns), one.row.values, strict=True))
    news = dict(zip(_names(other.table.columns), other.row.values, strict=True))
    for column in dict.fromkeys((*olds, *news)):
        before, after = olds.get(column, ""), news.get(column, "")
        if before != after:
            yield column.split("\t")[0], before, after


def _names(columns: tuple[str, ...]) -> list[str]:
    """Column headers, the second of a name told apart from the first."""
    return [f"{name}\t{columns[:at].count(name)}" for at, name in enumerate(columns)]


def _columns(one: ComparedClause, other: ComparedClause) -> tuple[str, ...]:
    changed = dict.fromkeys(column for column, _, _ in _pairs(one, other))
    return tuple(column for column in changed if column)


def _cells(one: ComparedClause, other: ComparedClause) -> tuple[FigureChange, ...]:
    out: list[FigureChange] = []
    for column, before, after in _pairs(one, other):
        if column in _UNITS:
            out.append(FigureChange(before, after, "单位", column))
        else:
            out += figure_changes(before, after, column)
    return tuple(out)
