"""What may be known of a fact: a choice, yes or no, a range of numbers or of days, or that a thing never happened."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

NEVER = "没有"
YES, NO = "是", "否"

_DAY = re.compile(r"(\d{4})(?:[-./年](\d{1,2})(?:[-./月](\d{1,2})日?)?月?)?年?")
_NUMBER = re.compile(r"([≥≤]?)(\d+(?:\.\d+)?)(?:[~～—](\d+(?:\.\d+)?))?")


@dataclass(frozen=True, slots=True)
class ChoiceValue:
    """One of the choices of a fact."""

    name: str

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Flag:
    """是 or 否."""

    yes: bool

    def __str__(self) -> str:
        return YES if self.yes else NO


@dataclass(frozen=True, slots=True)
class Numbers:
    """A number from `least` to `most`, both included; None is open."""

    least: Decimal | None
    most: Decimal | None

    @property
    def exact(self) -> bool:
        return self.least is not None and self.least == self.most

    def __str__(self) -> str:
        if self.least is None:
            return f"≤{self.most}"
        if self.most is None:
            return f"≥{self.least}"
        return f"{self.least}" if self.exact else f"{self.least}~{self.most}"


@dataclass(frozen=True, slots=True)
class Days:
    """A day from `first` to `last`, both included; None is open."""

    first: date | None
    last: date | None

    def __str__(self) -> str:
        if self.first and self.last:
            return _written(self.first, self.last)
        return f"{self.first or ''}~{self.last or ''}"


@dataclass(frozen=True, slots=True)
class Never:
    """The thing that the date would be of has not happened."""

    def __str__(self) -> str:
        return NEVER


Value = ChoiceValue | Flag | Numbers | Days | Never


def _written(first: date, last: date) -> str:
    if first == last:
        return first.isoformat()
    if (first.year, first.month, first.day) == (last.year, last.month, 1) and last.day == _length(last):
        return f"{first.year}-{first.month:02}"
    if first == date(first.year, 1, 1) and last == date(first.year, 12, 31):
        return str(first.year)
    return f"{first}~{last}"


def _length(day: date) -> int:
    return monthrange(day.year, day.month)[1]


def read_days(text: str) -> Days | None:
    """2024, 2024-06, 2024-06-15, 2024年6月, or two of these with ~ (one may be absent); None when it is none.
    ValueError where there is no such day."""
    first, sep, last = text.replace("～", "~").partition("~")
    ends = [
        _stretch(part.strip()) if part.strip() else None
        for part in ((first, last) if sep else (first, first))
    ]
    if all(end is None for end in ends) or any(
        part.strip() and end is None for part, end in zip((first, last), ends, strict=False)
    ):
        return None
    begin, until = ends[0], ends[1]
    days = Days(begin[0] if begin else None, until[1] if until else None)
    if days.first and days.last and days.first > days.last:
        raise ValueError(f"“{text}”的起日晚于止日")
    return days


def _stretch(text: str) -> tuple[date, date] | None:
    match = _DAY.fullmatch(text)
    if not match:
        return None
    year, month, day = int(match[1]), match[2], match[3]
    try:
        if day:
            exact = date(year, int(month), int(day))
            return exact, exact
        if month:
            return date(year, int(month), 1), date(year, int(month), monthrange(year, int(month))[1])
        return date(year, 1, 1), date(year, 12, 31)
    except ValueError as error:
        raise ValueError(f"没有“{text}”这一天") from error


def read_numbers(text: str) -> Numbers | None:
    """24, ≥24, ≤35 or 24~35; None when it is none of them."""
    match = _NUMBER.fullmatch(text.replace(" ", ""))
    if not match or (match[1] and match[3]):
        return None
    number, end = Decimal(match[2]), Decimal(match[3]) if match[3] else None
    if end is not None:
        return Numbers(number, end) if number <= end else None
    return {"≥": Numbers(number, None), "≤": Numbers(None, number)}.get(match[1], Numbers(number, number))
