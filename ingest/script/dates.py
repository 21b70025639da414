"""Dates as official documents write them: 2021年8月25日, ２０２１年８月, 二〇〇五年六月十一日, 2021-08-25."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from ingest.script.numerals import arabic_number

_YEAR = r"[12１２][\d０-９]{3}|[一二][〇○零Ｏ0一二三四五六七八九]{3}"
_PART = r"[\d０-９]{1,2}|[一二三四五六七八九十〇○零]{1,3}|元"
DATE = rf"(?:{_YEAR})\s*年\s*(?:{_PART})\s*月\s*(?:{_PART})\s*日"
_CHINESE = re.compile(rf"({_YEAR})\s*年\s*({_PART})\s*月\s*({_PART})\s*日")
_NUMERIC = re.compile(r"(?<!\d)([12]\d{3})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_LONGEST = 24  # characters of a date with all its spaces
_SPELLING = str.maketrans("Ｏ0元０１２３４５６７８９", "〇〇一0123456789")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date and where it stands: `text[start:end]` is the date as printed."""

    day: date
    start: int
    end: int


def dates_in(text: str) -> tuple[FoundDate, ...]:
    """The full dates (year, month, day) in `text`, in order; impossible ones are left out."""
    found = []
    for match in _CHINESE.finditer(text):
        if day := _day(*(_value(part) for part in match.groups())):
            found.append(FoundDate(day, match.start(), match.end()))
    for match in _NUMERIC.finditer(text):
        if day := _day(int(match[1]), int(match[3]), int(match[4])):
            found.append(FoundDate(day, match.start(), match.end()))
    return tuple(sorted(found, key=lambda dated: dated.start))


def first_date(text: str) -> date | None:
    """The first full date in `text`, None when there is none."""
    found = dates_in(text)
    return found[0].day if found else None


def date_alone(text: str) -> date | None:
    """The date that `text` consists of, brackets and spaces apart; None when it says more."""
    bare = text.strip(" \u3000\xa0()（）")
    found = dates_in(bare) if len(bare) <= _LONGEST else ()
    return found[0].day if found and (found[0].start, found[0].end) == (0, len(bare)) else None


def _value(part: str) -> int:
    if part[0] in "12１２" and len(part) == 4 or part[0] in "0123456789０１２３４５６７８９":
        return int(part.translate(str.maketrans("０１２３４５６７８９", "0123456789")))
    return arabic_number(part.translate(_SPELLING))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
