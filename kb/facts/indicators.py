"""The indicators of a plan: what was reached, what is aimed at, what a site has entered since, and whether it is on course.

On course is measured against a straight line from the last year that the plan reports to the year of its target; the
plan itself asks for yearly monitoring, not for this line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from ingest.document import Document
from ingest.problems import UsageError
from ingest.script.wording import any_of
from kb.facts.statements import Statement, statements
from kb.facts.targets import aims
from kb.finding import Span
from kb.language.quantity import figures
from kb.language.units import unit_table

ENTERED = "indicators.yaml"
_BOUND = re.compile(f"{any_of(unit_table().following)}$")
Course = Literal["已达到", "按进度", "落后", "无数据"]


class EnteredValue(BaseModel):
    """One value that the site enters: of which document (id, title or 文号), which indicator, which year, from where."""

    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)

    document: str
    name: str
    scope: str = ""
    year: int = Field(ge=1990, le=2100)
    value: str
    source: str = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Point:
    """The value of a year: `printed` as it stands, `value` in the base unit; `place` where the plan says it, None for
    one that was entered, whose `source` tells where it is from."""

    year: int
    value: Decimal
    printed: str
    target: bool
    place: Span | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator of one scope with its points in the order of the years."""

    name: str
    scope: str
    unit: str
    points: tuple[Point, ...]

    @property
    def base(self) -> Point | None:
        """The last value that the plan itself reports as reached."""
        return next((p for p in reversed(self.points) if p.place and not p.target), None)

    @property
    def target(self) -> Point | None:
        """The target of the last year."""
        return next((p for p in reversed(self.points) if p.target), None)

    @property
    def latest(self) -> Point | None:
        """The last value that was entered."""
        return next((p for p in reversed(self.points) if p.place is None), None)

    @property
    def course(self) -> Course:
        """Whether the last entered value has reached the target, or is on the line to it."""
        base, target, latest = self.base, self.target, self.latest
        if base is None or target is None or latest is None or target.year <= base.year:
            return "无数据"
        rising = target.value >= base.value
        ahead = (latest.value >= target.value) if rising else (latest.value <= target.value)
        if ahead:
            return "已达到"
        share = Decimal(latest.year - base.year) / Decimal(target.year - base.year)
        expected = base.value + (target.value - base.value) * share
        return "按进度" if (latest.value >= expected if rising else latest.value <= expected) else "落后"


def indicators_of(document: Document, entries: Sequence[EnteredValue] = ()) -> tuple[Indicator, ...]:
    """The indicators of a document's tables in their order, then the targets of its sentences, with what was entered. UsageError for an entry
    that names no indicator of the document, or a value that is no figure."""
    points: dict[tuple[str, str], list[Point]] = {}
    units: dict[tuple[str, str], str] = {}
    for one in statements(document):
        if one.source == "table":
            key = (one.subject, one.scope)
            units.setdefault(key, _unit(one))
            points.setdefault(key, []).append(_point(one))
    for one in aims(document):
        key = (one.subject, one.scope)
        units.setdefault(key, _unit(one))
        points.setdefault(key, []).append(_point(one))
    for entry in entries:
        if entry.document in (document.id, document.title, document.name, document.number):
            key = _key(entry, points)
            points[key].append(_entered(entry, units[key]))
    return tuple(
        Indicator(name, scope, units[name, scope], tuple(_by_year(found)))
        for (name, scope), found in points.items()
    )


def read_entries(path: Path) -> tuple[EnteredValue, ...]:
    """The values in the file, () when there is none. UsageError naming the file and the record."""
    if not path.exists():
        return ()
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8")) or []
        return tuple(TypeAdapter(list[EnteredValue]).validate_python(raw))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise UsageError(f"读不了“{path}”，请检查是否为 UTF-8 编码的 YAML。") from error
    except ValidationError as error:
        where = error.errors()[0]["loc"]
        raise UsageError(
            f"“{path}”第{int(where[0]) + 1 if where else 1}条填得不对：要有 document、name、year、value、source，可以有 scope。"
        ) from error


def _unit(one: Statement) -> str:
    return _BOUND.sub("", one.printed.lstrip("0123456789.,><≥≤约"))


def _point(one: Statement) -> Point:
    return Point(one.year, one.value, one.printed, one.stage == "target", one.place)


def _key(entry: EnteredValue, points: dict[tuple[str, str], list[Point]]) -> tuple[str, str]:
    named = [key for key in points if key[0] == entry.name and entry.scope in ("", key[1])]
    if len(named) == 1:
        return named[0]
    if named:
        raise UsageError(
            f"指标“{entry.name}”有几个范围（{'、'.join(scope for _, scope in named)}），请写明 scope。"
        )
    raise UsageError(
        f"没有“{entry.name}{entry.scope}”这个指标，可用的有：{'、'.join(dict.fromkeys(n for n, _ in points))}。"
    )


def _entered(entry: EnteredValue, unit: str) -> Point:
    printed = entry.value if entry.value.endswith(unit) else f"{entry.value}{unit}"
    found = figures(printed)
    if len(found) != 1 or not isinstance(found[0].value, Decimal):
        raise UsageError(
            f"指标“{entry.name}”{entry.year}年的值“{entry.value}”不是数，请写成 30.1 或 30.1{unit}。"
        )
    return Point(entry.year, found[0].value, printed, False, None, entry.source)


def _by_year(found: Sequence[Point]) -> Iterator[Point]:
    """The points in order, a value that two tables repeat once."""
    told: set[tuple[int, bool, Decimal]] = set()
    for point in sorted(found, key=lambda p: (p.year, p.target)):
        key = (point.year, point.target, point.value)
        if key not in told:
            told.add(key)
            yield point
