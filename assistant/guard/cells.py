"""Sentences made of one table row: every value stands with its row's name, its column and its unit.

高技能人才 2025年目标：11.6万人（2020年：7.4万人）is read token by token: row name, column header, value with unit.
Nothing else may stand in it, a value belongs to the one header before it (or in brackets right after it), a column
is said once, and the names must point to this row alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from ingest.document import Row, Table
from ingest.script.wording import any_of, wording
from kb.language.quantity import figures
from kb.language.units import unit_table

_WORDING = wording(__file__, {"leading": any_of(unit_table().leading)})
# The only words that may link the tokens.
GLUE = _WORDING.words["glue"]

_BARE, _DOUBLE = _WORDING["bare"], _WORDING["double"]
_YEAR, _UNIT_IN_HEADER = _WORDING["year"], _WORDING["unit_in_header"]
_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {ord("，"): "，", ord("："): "："} | {
    ord(char): char for char in "（），；：！？"
}  # fmt: skip

_BEFORE_FRAME = frozenset("，,：:；（(、")

# No statement about a row is longer, in characters.
LONGEST = 400

Parts = tuple[str, ...]


def plain(text: str) -> str:
    """Text for comparing cells: full-width letters, digits and signs made half-width, no white space."""
    return "".join(text.translate(_WIDTH).split())


@dataclass(frozen=True, slots=True)
class RowCase:
    """One row ready to be matched. `headers[c]` are the ways to say column c (each a tuple of parts), `forms[c]`
    the ways to say its value, `labels` the (text, column) cells that may name the row, `others` the label cells
    of every other row, `span` where the row stands in its document."""

    headers: tuple[tuple[Parts, ...], ...]
    forms: tuple[tuple[str, ...], ...]
    labels: tuple[tuple[str, int], ...]
    others: tuple[frozenset[tuple[str, int]], ...]
    span: tuple[int, int]


def case_of(table: Table, row: Row) -> RowCase:
    """The row of `table` as a RowCase."""
    headers = tuple(_ways(column, table.columns) for column in table.columns)
    unit = _unit_of(table, row)
    forms = tuple(_forms(plain(value), _column_unit(column) or unit) for column, value in _pairs(table, row))
    others = tuple(frozenset(_labels(table, other)) for other in table.rows if other.id != row.id)
    return RowCase(headers, forms, _labels(table, row), others, (row.start, row.end))


def _pairs(table: Table, row: Row) -> list[tuple[str, str]]:
    return list(zip(table.columns, row.values, strict=False))


def _labels(table: Table, row: Row) -> tuple[tuple[str, int], ...]:
    """The cells that may name a row: words without a quantity, or whatever stands in the first column."""
    out = []
    for index, (column, value) in enumerate(_pairs(table, row)):
        text = plain(value)
        words = bool(text) and not _BARE.fullmatch(text) and not _DOUBLE.fullmatch(text)
        if words and not plain(column).endswith("单位") and (index == 0 or not figures(text)):
            out.append((text, index))
    return tuple(out)


def _unit_of(table: Table, row: Row) -> str:
    """The unit of the row: from its 单位 column, else from the table's caption."""
    for column, value in _pairs(table, row):
        if plain(column).endswith("单位") and plain(value):
            return plain(value)
    return plain(table.unit)


def _column_unit(column: str) -> str:
    match = _UNIT_IN_HEADER.search(plain(column))
    return match[1] if match and figures("1" + match[1]) and figures("1" + match[1])[0].unit else ""


@lru_cache(maxsize=512)
def _parts(header: str) -> Parts:
    text = plain(header)
    if _column_unit(text):
        text = _UNIT_IN_HEADER.sub("", text)
    return tuple(part for piece in text.split("/") for part in _YEAR.split(piece) if part)


def _ways(column: str, columns: tuple[str, ...]) -> tuple[Parts, ...]:
    """A column by its whole header or, under a two-row header, by the lower one where no other column shares it."""
    whole = _parts(column)
    lower = column.rsplit("/", 1)[-1]
    shared = sum(other.rsplit("/", 1)[-1] == lower for other in columns) > 1
    return (whole,) if shared or "/" not in column else (whole, _parts(lower))


def _forms(value: str, unit: str) -> tuple[str, ...]:
    """How a cell may be said: 11.6 → 11.6万人; 33（全大市42）→ with both units, the first alone, or 全大市42万人."""
    if match := _BARE.fullmatch(value):
        return (f"{match[1]}{unit}{match[2]}",)
    if match := _DOUBLE.fullmatch(value):
        main, name, second = match.groups()
        forms = [f"{main}{unit}（{name}{second}{unit}）", f"{value}{unit}", f"{main}{unit}"]
        return (*forms, f"{name}{second}{unit}") if name else tuple(forms)
    return (value,) if value else ()


def says_row(
    statement: str, case: RowCase, frame_ends: Callable[[str, int], list[int]]
) -> frozenset[int] | None:
    """The columns whose values `statement` gives when all of it is tokens of this row, frames and glue; else None."""
    return _StatementWalk(plain(statement), case, frame_ends).run()


class _StatementWalk:
    """A backtracking reader over one statement."""

    def __init__(self, text: str, case: RowCase, frame_ends: Callable[[str, int], list[int]]) -> None:
        self.text, self.case, self.frame_ends = text, case, frame_ends
        self.dead: set[tuple[int, Parts, frozenset[tuple[str, int]], frozenset[int]]] = set()
        self.parts = sorted({p for ways in case.headers for way in ways for p in way}, key=len, reverse=True)

    def run(self) -> frozenset[int] | None:
        return self._from(0, (), frozenset(), frozenset()) if len(self.text) <= LONGEST else None

    def _from(
        self, at: int, pending: Parts, names: frozenset[tuple[str, int]], given: frozenset[int]
    ) -> frozenset[int] | None:
        """Read on from `at` with the header parts heard since the last value, the row names and the columns given."""
        if at == len(self.text):
            return given if not pending and given and self._alone(names) else None
        state = (at, pending, names, given)
        if state in self.dead:
            return None
        for step in (*self._values(at, pending), *self._words(at, pending, names)):
            end, parts, label, column = step
            if column in given:
                continue
            found = self._from(
                end,
                parts,
                names | {label} if label else names,
                given | {column} if column is not None else given,
            )
            if found is not None:
                return found
        self.dead.add(state)
        return None

    def _alone(self, names: frozenset[tuple[str, int]]) -> bool:
        return bool(names) and not any(names <= other for other in self.case.others)

    def _values(self, at: int, pending: Parts) -> list[tuple[int, Parts, tuple[str, int] | None, int | None]]:
        steps: list[tuple[int, Parts, tuple[str, int] | None, int | None]] = []
        for column, forms in enumerate(self.case.forms):
            for form in forms:
                if not self.text.startswith(form, at):
                    continue
                end = at + len(form)
                if self.text[end : end + 1].isdigit():
                    continue
                if pending in self.case.headers[column]:
                    steps.append((end, (), None, column))
                elif not pending:
                    steps += [(after, (), None, column) for after in self._bracketed(end, column)]
        return steps

    def _bracketed(self, at: int, column: int) -> list[int]:
        """Where a header in brackets right after the value ends: 11.6万人（2025年目标）."""
        ways = ("".join(way) for way in self.case.headers[column])
        return [at + len(way) + 2 for way in ways if self.text.startswith((f"（{way}）", f"({way})"), at)]

    def _words(
        self, at: int, pending: Parts, names: frozenset[tuple[str, int]]
    ) -> list[tuple[int, Parts, tuple[str, int] | None, int | None]]:
        starts = self.text.startswith
        steps: list[tuple[int, Parts, tuple[str, int] | None, int | None]] = []
        steps += [
            (at + len(label[0]), pending, label, None) for label in self.case.labels if starts(label[0], at)
        ]
        steps += [(at + len(part), (*pending, part), None, None) for part in self.parts if starts(part, at)]
        steps += [(at + len(word), pending, None, None) for word in GLUE if starts(word, at)]
        if not at or self.text[at - 1] in _BEFORE_FRAME:
            steps += [(end, pending, None, None) for end in self.frame_ends(self.text, at) if end > at]
        return steps
