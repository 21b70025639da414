"""Table rows as answers: which row is asked for, which of its columns, and the sentence it makes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.evidence.matching import Lens
from assistant.question.parts import PLAN_YEARS, Part
from ingest.document import Clause, Document, Row, Table
from ingest.script.wording import any_of
from kb.language.tokens import fold
from kb.language.units import unit_table

_NUMERIC = re.compile(
    rf"{any_of(unit_table().leading)}*\d[\d,.]*(?:[万亿]?{any_of(unit_table().all)}(?:[/／每][\u4e00-\u9fff]{{1,3}})?)?"
    r"(?:[（(].*[)）])?"
)
_DOUBLE = re.compile(r"([^（(]+)[（(](\D*?)([><≥≤]?\d[\d,.]*)[)）]")
_PER = re.compile("/([年月日天人次户])")
_CLASS = re.compile("[a-z一二三四五六七八九十]类")  # folded
_LISTED = re.compile("[、，,]|和|及")
_BRACKET = re.compile("[（(][^）)]*[）)]")
_DONE = re.compile("完成|实现|达标|达成|目标")
_SERIAL = frozenset({"序号", "编号", "no", "no."})
_YEAR = re.compile(r"(\d{4})年?")
# What a question may call a column by its sense.
_SENSES = (
    (re.compile("目标|计划|要到|要有|要达|力争|将"), re.compile("目标|规划")),
    (re.compile("完成|实际|实现|现状|现有|已有|达成"), re.compile("完成|现状|实际|实绩")),
)


@dataclass(frozen=True, slots=True)
class RowMatch:
    """A row that speaks of the topic. `clause` is the row's clause; `named` 0…1 how far the question
    names it; `columns` those that were asked for by year or sense, empty when none was; `zones` are the row's words with their trust."""

    document: Document
    table: Table
    row: Row
    clause: Clause
    named: float
    cover: float
    columns: tuple[int, ...]
    zones: tuple[tuple[str, float], ...] = ()

    @property
    def score(self) -> float:
        """Named by the question and covering it, in equal parts."""
        return (self.named + self.cover) / 2


def numeric_columns(table: Table) -> tuple[int, ...]:
    """The columns that hold figures: most of their body cells are numbers, and they are no serial number."""
    out = []
    for index, column in enumerate(table.columns):
        cells = [row.values[index] for row in table.rows if index < len(row.values) and row.values[index]]
        numbers = sum(bool(_NUMERIC.fullmatch(cell.replace(" ", ""))) for cell in cells)
        if cells and numbers * 2 >= len(cells) and fold(column) not in _SERIAL:
            out.append(index)
    return tuple(out)


def match_rows(document: Document, table: Table, part: Part, lens: Lens) -> Iterator[RowMatch]:
    """The rows of `table` that the part may mean; none when it asks for a year the table does not have."""
    numeric = numeric_columns(table)
    columns = _asked(table, numeric, part)
    if columns is None:
        return
    notes = (document.clause(note.path).text for note in table.notes)
    headers = _spoken(" ".join((table.caption, *table.columns, *notes)))
    others = tuple(fold(_label(table, row, numeric)) for row in table.rows)
    for row in table.rows:
        label = _label(table, row, numeric)
        if not label:
            continue
        zones = ((fold(label), 1.0), (headers, 0.85), (_spoken(" ".join(row.values)), 0.85))
        cover = lens.cover(zones)
        clause = document.clause(row.id.path)
        yield RowMatch(
            document, table, row, clause, _named(fold(label), part, lens, others), cover, columns, zones
        )


def _spoken(text: str) -> str:
    """Folded, with the words that a unit is asked for by (元/月: 每月)."""
    return _PER.sub(r"/\1 每\1 ", fold(text))


def _words(table: Table, numeric: Sequence[int]) -> list[int]:
    """The columns of words in front of the figures, 单位 and 序号 left out; of all where none is in front."""
    words = [
        index
        for index, column in enumerate(table.columns)
        if index not in numeric and fold(column) not in _SERIAL and not column.endswith("单位")
    ]
    return [index for index in words if index < min(numeric, default=0)] or words


def _key(table: Table, numeric: Sequence[int]) -> int | None:
    """The column that names the rows: the first of the words in which no two rows are alike, else the last in front
    of the figures (指标 in a table where 类别 is the same for several)."""
    words = _words(table, numeric)
    for index in words:
        values = [row.values[index] for row in table.rows]
        if len(set(values)) == len(values):
            return index
    return words[-1] if words else None


def _label(table: Table, row: Row, numeric: Sequence[int]) -> str:
    key = _key(table, numeric)
    if key is not None and row.values[key]:
        return row.values[key]
    return next((row.values[i] for i in reversed(_words(table, numeric)) if row.values[i]), "")


def label_of_row(match: RowMatch) -> str:
    """The name of the matched row as printed."""
    return _label(match.table, match.row, numeric_columns(match.table))


def labels_of(document: Document) -> tuple[str, ...]:
    """The names of all rows of a document's tables, as printed."""
    return tuple(
        _label(table, row, numeric_columns(table)) for table in document.tables for row in table.rows
    )


def _named(label: str, part: Part, lens: Lens, others: Sequence[str]) -> float:
    """How far the question names the row; one of several names is enough (A类、B类、C类), and what a bracket adds
    need not be said (F类（硕士以上）)."""
    names = [_BRACKET.sub("", name) for name in _LISTED.split(label)]
    return max(_said(name, part, lens, others) for name in names if name) if any(names) else 0.0


def _said(label: str, part: Part, lens: Lens, others: Sequence[str]) -> float:
    """The share of a name that the question says, by pairs of characters; an abbreviation or an official word for
    what was said counts as said, and so does a class told before what is asked (我是D类人才，能拿多少)."""
    if _CLASS.fullmatch(label) and re.search(f"(?<!不是)(?<!不属于)(?<!没到){label}", part.around):
        return 1.0
    if _as_share(label, part.text):
        return 1.0
    if any(other.startswith(label) and other != label and _as_share(other, part.text) for other in others):
        return 0.5  # 高技能人才占比 does not ask for the number of 高技能人才
    said = part.text + "".join(part.terms) + "".join(word for t in lens.terms for word in t.also)
    longer = [other for other in others if label in other and label != other]
    if label in _without(said, longer):
        return 1.0
    pairs = [label[i : i + 2] for i in range(len(label) - 1)] or [label]
    share = sum(pair in said for pair in pairs) / len(pairs)
    if pairs[0] not in said:  # 高技能人才 is not 技能人才: what comes first narrows the name
        share *= 0.7
    short = max(
        (len(t.text) / len(label) for t in lens.terms if len(t.text) > 2 and _is_short_for(t.text, label)),
        default=0.0,
    )
    tail = max((len(t.text) / len(label) for t in lens.terms if _is_tail(t.text, label, others)), default=0.0)
    return max(share, 0.5 + short / 2 if short else 0.0, 0.5 + tail / 2 if tail else 0.0)


def _is_tail(term: str, label: str, others: Sequence[str]) -> bool:
    """Whether a long term ends this row's name and stands in no other (劳动生产率 for 全员劳动生产率)."""
    head = len(label) - len(term)
    alone = sum(term in other for other in others) == 1
    return len(term) > 3 and head > 1 and label.endswith(term) and alone and len(term) >= 0.6 * len(label)


def _as_share(label: str, said: str) -> bool:
    """Whether what was said is short for the name of a share (高技能人才占比 for 高技能人才占技能人才比例)."""
    of = re.fullmatch("(.+?)占.+(?:比例|比重)", label)
    return of is not None and re.search(f"{re.escape(of[1])}的?(?:占比|比例|比重)", said) is not None


def _without(said: str, names: Sequence[str]) -> str:
    """What was said without the longer names of other rows (高技能人才占技能人才比例 for 高技能人才)."""
    for name in names:
        said = said.replace(name, " ")
    return said


def _is_short_for(short: str, name: str) -> bool:
    position = 0
    for char in name:
        if position < len(short) and char == short[position]:
            position += 1
    return position == len(short) and short[0] == name[0] and short[-1] == name[-1]


def _asked(table: Table, numeric: Sequence[int], part: Part) -> tuple[int, ...] | None:
    """The columns asked for by year, else by sense; None when a year is asked that the table lacks."""
    columns = table.columns
    if part.years:
        found = tuple(i for i in numeric if any(y in _YEAR.findall(columns[i]) for y in part.years))
        return found or _at_the_end(table, numeric, part) or None
    if part.periods and not any(period in fold(table.caption) for period in part.periods):
        return None
    senses = [column for said, column in _SENSES if said.search(part.text)]
    return tuple(i for i in numeric if any(sense.search(columns[i]) for sense in senses))


def _at_the_end(table: Table, numeric: Sequence[int], part: Part) -> tuple[int, ...]:
    """The columns for the last year of the plan period that a table reports (2020 in a table of the 十三五)."""
    last = {str(years[-1]) for period, years in PLAN_YEARS.items() if period in fold(table.caption)}
    if not last & set(part.years):
        return ()
    return tuple(i for i in numeric if not _YEAR.search(table.columns[i]))


def say_row(match: RowMatch) -> str:
    """高技能人才 2025年目标：11.6万人（2020年：7.4万人）: the columns asked for first, the others in brackets."""
    numeric = numeric_columns(match.table)
    asked = match.columns or numeric or _others(match, numeric)
    unit = _unit(match)
    first = "，".join(_cell(match, i, unit) for i in asked)
    rest = "，".join(_cell(match, i, unit) for i in _others(match, numeric) if i not in asked)
    return f"{label_of_row(match)} {first}" + (f"（{rest}）" if rest else "")


def _others(match: RowMatch, numeric: Sequence[int]) -> list[int]:
    """The columns of figures and what stands in words beside them (总额限制, 发放方式): a figure is not told without."""
    key = _key(match.table, numeric)
    behind = [i for i in range(len(match.table.columns)) if key is not None and i > key and _tells(match, i)]
    return sorted({*numeric, *behind})


def _tells(match: RowMatch, column: int) -> bool:
    header = match.table.columns[column]
    return bool(match.row.values[column]) and fold(header) not in _SERIAL and not header.endswith("单位")


def _unit(match: RowMatch) -> str:
    for column, value in zip(match.table.columns, match.row.values, strict=False):
        if column.endswith("单位"):
            return value
    return match.table.unit


def _cell(match: RowMatch, column: int, unit: str) -> str:
    value = match.row.values[column]
    double = _DOUBLE.fullmatch(value)
    unit = unit if column in numeric_columns(match.table) and value[-1:].isdigit() or double else ""
    shown = f"{double[1]}{unit}（{double[2]}{double[3]}{unit}）" if double else f"{value}{unit}"
    return f"{match.table.columns[column]}：{shown}"
