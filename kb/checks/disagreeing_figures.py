"""Figures that disagree: one indicator with two values, names that differ, sums that do not add up."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from ingest.document import Document, Table
from ingest.script.sentence_ends import STATEMENT, sentence_spans
from ingest.script.wording import wording
from kb.facts.statements import Statement, shorter, statements
from kb.finding import CheckFinding, Shelf, place
from kb.language.quantity import Quantity, figures

_WORDING = wording(__file__)
_ROUNDED = Decimal("0.6")  # points that rounding of the part, the whole and the share may make
_LEAST = 5  # characters of a name that may be another's without its first word
_TOTAL = _WORDING.words["total"]


def conflicts(document: Document, shelf: Shelf) -> Iterator[CheckFinding]:
    """One indicator, year and stage with two values: a conflict where the scope is the same, a difference of scope or
    of definition where it is not."""
    own = statements(document)
    others = [s for other in shelf.documents if other.id != document.id for s in statements(other)]
    pairs = [*combinations(own, 2), *((one, other) for one in own for other in others)]
    told: set[tuple[str, ...]] = set()
    for one, other in pairs:
        if not _comparable(one, other) or one.value == other.value or one.place == other.place:
            continue
        finding = _told(one, other)
        key = (finding.check, one.subject, str(one.year), *sorted((one.printed, other.printed)))
        agreed = _agreed(one, own) or _agreed(other, (*own, *others))
        if key not in told and (finding.severity == "hint" or not agreed):
            told.add(key)
            yield finding


def _comparable(one: Statement, other: Statement) -> bool:
    same = (
        one.subject == other.subject
        or other.subject in shorter(one.subject)
        or one.subject in shorter(other.subject)
    )
    return (
        same
        and one.year == other.year
        and one.stage == other.stage
        and one.unit == other.unit
        and "table" in (one.source, other.source)
    )


def _agreed(one: Statement, held: tuple[Statement, ...]) -> bool:
    """Whether a text only repeats a figure of a table (人才总量42万人 beside 33（全大市42）)."""
    return (
        one.source == "text"
        and not one.narrowed
        and any(
            other.source == "table" and _comparable(one, other) and other.value == one.value for other in held
        )
    )


def _told(one: Statement, other: Statement) -> CheckFinding:
    places = (one.place, other.place)
    what = f"{one.year}年“{one.subject}”"
    figures_ = f"{_said(one)}，{_said(other)}"
    if one.narrowed or other.narrowed:
        limit = one.narrowed or other.narrowed
        return CheckFinding(
            "figure_definition", "hint", f"{what}：{figures_}；其中一处只指“{limit}”的部分。", places
        )
    if one.subject != other.subject:
        message = f"{what}与“{other.subject}”：{figures_}；名称不同，口径可能不同，请说明。"
        return CheckFinding("figure_definition", "warning", message, places)
    if one.scope != other.scope:
        return CheckFinding("figure_scope", "hint", f"{what}：{figures_}；统计范围不同，不是矛盾。", places)
    return CheckFinding("figure_conflict", "error", f"{what}有两个数：{figures_}。", places)


def _said(one: Statement) -> str:
    return f"{one.place.label}{one.scope}{one.printed}"


def names(document: Document, _shelf: Shelf) -> Iterator[CheckFinding]:
    """Two names in the tables that have the very same figures: one is the other with a word before it."""
    tables = [one for one in statements(document) if one.source == "table"]
    told: set[tuple[str, str]] = set()
    for one, other in combinations(tables, 2):
        same = (one.year, one.stage, one.scope, one.unit, one.value) == (
            other.year, other.stage, other.scope, other.unit, other.value
        )  # fmt: skip
        short, long = sorted((one, other), key=lambda s: len(s.subject))
        inside = len(short.subject) >= _LEAST and 0 < len(long.subject) - len(short.subject) <= 2
        key = (short.subject, long.subject)
        if same and inside and long.subject.endswith(short.subject) and key not in told:
            told.add(key)
            message = f"“{long.subject}”和“{short.subject}”的数相同（{one.year}年{one.printed}），像是同一个指标的两个名称，请统一。"
            yield CheckFinding("term_figures", "warning", message, (one.place, other.place))


def sums(document: Document, _shelf: Shelf) -> Iterator[CheckFinding]:
    """A row 合计 that is not the sum of the rows above it."""
    for table in document.tables:
        yield from _summed(document, table)


def _summed(document: Document, table: Table) -> Iterator[CheckFinding]:
    total = next((row for row in table.rows if any(value.strip() in _TOTAL for value in row.values)), None)
    if total is None:
        return
    above = table.rows[: table.rows.index(total)]
    for at, written in enumerate(total.values):
        sum_ = _number(written)
        parts = [_number(row.values[at]) for row in above]
        if sum_ is None or len(parts) < 2 or any(part is None for part in parts):
            continue
        added = sum((part for part in parts if part is not None), Decimal(0))
        if added != sum_:
            message = f"{table.id.label}“{table.columns[at]}”的合计是{written}，各行相加是{added}。"
            where = place(document, total.start, total.end)
            yield CheckFinding("figure_sum", "error", message, (where,))


def shares(document: Document, _shelf: Shelf) -> Iterator[CheckFinding]:
    """A share told in one sentence with its whole and its part that is not their quotient (共200人，其中甲50人，占30%)."""
    for clause in document.clauses:
        if clause.children or clause.level in ("table", "row", "note"):
            continue
        for low, high in sentence_spans(document.text, STATEMENT, clause.start, clause.end):
            found = _share(document.text[low:high])
            if found:
                where = place(document, low + found[0].start, low + found[2].end)
                whole, part, share = (figure.text for figure in found)
                message = f"占{share}，按{part}和{whole}算是{_percent(found)}%。"
                yield CheckFinding("figure_share", "warning", message, (where,))


def _share(sentence: str) -> tuple[Quantity, Quantity, Quantity] | None:
    """The whole, its part and the share, where the words say that they are and the share is not the quotient."""
    told = [figure for figure in figures(sentence) if not figure.is_calendar]
    for whole, part, share in zip(told, told[1:], told[2:], strict=False):
        inner, before = sentence[whole.end : part.start], sentence[part.end : share.start]
        alike = whole.unit == part.unit != "%" and share.unit == "%"
        if not alike or "其中" not in inner or not _WORDING["share"].fullmatch(before):
            continue
        right = (
            isinstance(whole.value, Decimal)
            and isinstance(part.value, Decimal)
            and isinstance(share.value, Decimal)
        )
        if right and whole.value and abs(_percent((whole, part, share)) - share.value) > _ROUNDED:  # type: ignore[operator]
            return whole, part, share
    return None


def _percent(found: tuple[Quantity, Quantity, Quantity]) -> Decimal:
    whole, part, _ = found
    return round(part.value / whole.value * 100, 1)  # type: ignore[operator]


def _number(written: str) -> Decimal | None:
    found = figures(f"{written.strip()}项") if written.strip().replace(".", "", 1).isdigit() else ()
    value = found[0].value if found else None
    return value if isinstance(value, Decimal) else None
