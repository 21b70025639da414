"""The ledger of a document: every statement of an indicator, from its tables and its sentences.

A statement is subject × year × scope × (target or what was reached) with a value. Units are brought to one base for
comparing (万人 → 人); what is printed is kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from ingest.document import Clause, Document, Row, Table
from ingest.script.numerals import arabic_number
from ingest.script.sentence_ends import STATEMENT, sentence_spans
from ingest.script.wording import wording
from kb.finding import Span, place
from kb.language.quantity import Quantity, figures

Stage = Literal["target", "actual"]

_WORDING = wording(__file__)
SCOPE, VERB = _WORDING["scope"], _WORDING["verb"]
WIDE = frozenset(_WORDING.words["wide"])
_BEFORE_PLANS = 1955  # the 十四五 ends in 1955 + 14 × 5
_BOUNDS = "><≥≤约"


@dataclass(frozen=True, slots=True)
class Statement:
    """`value` in `unit` (the base unit: 人, %, 万元/人); `printed` as it stands; `narrowed` what limits the subject in
    the text (持证的); `scope` "" where nothing says it; `source` table or text."""

    subject: str
    year: int
    stage: Stage
    scope: str
    value: Decimal
    unit: str
    printed: str
    place: Span
    source: Literal["table", "text"]
    narrowed: str = ""


def statements(document: Document) -> tuple[Statement, ...]:
    """The statements of a document: those of its tables, then those of its sentences about the same subjects."""
    found = [one for table in document.tables for one in _in_table(document, table)]
    subjects = sorted({one.subject for one in found}, key=len, reverse=True)
    return (*found, *_in_text(document, subjects))


# --- tables ---------------------------------------------------------------------------------------


def _in_table(document: Document, table: Table) -> Iterator[Statement]:
    columns = {at: dated for at, name in enumerate(table.columns) if (dated := _dated(name, table, document))}
    if not columns:
        return
    notes = " ".join(document.clause(note.path).text for note in table.notes)
    default = _WORDING["scope_note"].search(notes)
    for row in table.rows:
        subject, unit = _subject(table, row), _unit(table, row)
        for at, (year, stage) in columns.items():
            for scope, written in _cell(row.values[at], default["scope"] if default else ""):
                figure = next(iter(figures(f"{written.lstrip(_BOUNDS)}{unit}")), None)
                if figure and isinstance(figure.value, Decimal):
                    where = place(document, row.start, row.end)
                    yield Statement(
                        subject,
                        year,
                        stage,
                        scope,
                        figure.value,
                        figure.unit,
                        f"{written}{unit}",
                        where,
                        "table",
                    )


def _dated(column: str, table: Table, document: Document) -> tuple[int, Stage] | None:
    """The year and stage of a column: 2025年目标; 完成情况 in a table of the 十三五."""
    years = _WORDING["year"].findall(column)
    if years:
        later = bool(document.issued and int(years[-1]) > document.issued.year)
        return int(years[-1]), "target" if _WORDING["target"].search(column) or later else "actual"
    period = _WORDING["period"].search(table.caption)
    if period and (_WORDING["target"].search(column) or _WORDING["done"].search(column)):
        end = _BEFORE_PLANS + 5 * arabic_number(period[1])
        return end, "actual" if _WORDING["done"].search(column) else "target"
    return None


def _subject(table: Table, row: Row) -> str:
    """The name of a row: the last column of words in front of the dated ones, units and serial numbers left out."""
    names = [
        value
        for column, value in zip(table.columns, row.values, strict=False)
        if value and column not in _WORDING.words["serial"] and not column.endswith("单位") and not _WORDING["year"].search(column)
        and not (_WORDING["target"].search(column) or _WORDING["done"].search(column)) and not _WORDING["number"].fullmatch(value)
    ]  # fmt: skip
    return names[-1] if names else ""


def _unit(table: Table, row: Row) -> str:
    for column, value in zip(table.columns, row.values, strict=False):
        if column.endswith("单位"):
            return value
    return table.unit


def _cell(value: str, default: str) -> Iterator[tuple[str, str]]:
    """(scope, figure) of a cell; 33（全大市42） holds two."""
    double = _WORDING["double"].fullmatch(value.strip())
    if double:
        yield default, double["value"]
        yield double["scope"], double["other"]
    elif _WORDING["single"].fullmatch(value.strip()):
        yield default, value.strip()


# --- sentences ------------------------------------------------------------------------------------


def _in_text(document: Document, subjects: list[str]) -> Iterator[Statement]:
    for clause in document.clauses:
        if clause.level in ("table", "row", "note"):
            continue
        year = 0
        for start, sentence in sentences(document, clause):
            for figure in figures(sentence):
                years = _WORDING["year_said"].findall(sentence[: figure.start])
                year = int(years[-1]) if years else year
                if year and not figure.is_calendar and isinstance(figure.value, Decimal):
                    found = _stated(document, sentence, figure, subjects, (start, year))
                    if found:
                        yield found
            years = _WORDING["year_said"].findall(sentence)
            year = int(years[-1]) if years else year


def sentences(document: Document, clause: Clause) -> Iterator[tuple[int, str]]:
    """The sentences of a clause itself, without those of the clauses and tables in it, with where they begin."""
    starts = (clause.start, *(child.end for child in clause.children))
    ends = (*(child.start for child in clause.children), clause.end)
    for low, high in zip(starts, ends, strict=True):
        for start, end in sentence_spans(document.text, STATEMENT, low, high):
            yield start, document.text[start:end]


def _stated(
    document: Document, sentence: str, figure: Quantity, subjects: list[str], at: tuple[int, int]
) -> Statement | None:
    start, year = at
    begin = max((m.end() for m in _WORDING["break"].finditer(sentence, 0, figure.start)), default=0)
    before = VERB.sub("", sentence[begin : figure.start])
    found = next((named for one in subjects if (named := _named(before, one))), None)
    if found is None or not isinstance(figure.value, Decimal):
        return None
    subject, head = found
    stage: Stage = "target" if document.issued and year > document.issued.year else "actual"
    where = place(document, start + begin, start + figure.end)
    scope = _scope_of(sentence[: figure.start])
    narrowed = SCOPE.sub("", head) if head.endswith("的") else ""
    return Statement(
        subject, year, stage, scope, figure.value, figure.unit, figure.text, where, "text", narrowed
    )


def _named(before: str, subject: str) -> tuple[str, str] | None:
    """The subject and what stands in front of it, where words end with it (社会工作专业人才总量), or with its name but
    for 资源 and the like (人才总量 for 人才资源总量); None where it is only the tail of a longer name."""
    for words in (before, _WORDING["amount"].sub("", before)):
        for name in (subject, *shorter(subject)):
            head = words.removesuffix(name)
            if head != words and (not head or head.endswith(("的", "其中")) or SCOPE.fullmatch(head)):
                return subject, head
    return None


def shorter(subject: str) -> tuple[str, ...]:
    """The names of a subject with one word in its middle left out."""
    size = len(subject)
    return tuple(subject[:at] + subject[at + 2 :] for at in range(2, size - 3)) if size >= 6 else ()


def _scope_of(before: str) -> str:
    """The scope told last before a figure; 其中 goes on with the one of the sentence."""
    found = SCOPE.findall(before)
    return found[-1] if found else ""
