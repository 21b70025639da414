"""Dates as official documents write them: 2021年8月25日, ２０２１年８月, 二〇〇五年六月十一日, 2021-08-25."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ingest.script.numerals import arabic_number
from ingest.script.wording import wording

_WORDS = wording(__file__)
DATE = _WORDS.parts["date"]
_LONGEST = 24  # characters of a date with all its spaces
_SPELLING = str.maketrans("ＯO0元", "〇〇〇一")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date and where it stands: `text[start:end]` is the date as printed."""

    day: date
    start: int
    end: int


def dates_in(text: str) -> tuple[FoundDate, ...]:
    """The full dates (year, month, day) in `text`, in order; impossible ones are left out."""
    found = []
    for match in _WORDS["chinese"].finditer(text):
        if day := _day(match[1], match[2], match[3]):
            found.append(FoundDate(day, match.start(), match.end()))
    for match in _WORDS["numeric"].finditer(text):
        if day := _day(match[1], match[3], match[4]):
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


def date_part(text: str) -> int:
    """The year, month or day that `text` writes: 二Ｏ二一 → 2021, 元 → 1, １２ → 12. ValueError for anything else."""
    return int(text) if text.isdecimal() else arabic_number(text.translate(_SPELLING))


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(date_part(year), date_part(month), date_part(day))
    except ValueError:
        return None
