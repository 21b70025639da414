"""Periods: 五年, 24个月, 30日 counted from a day, and the last day of 2025年底."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from ingest.script.dates import DATE, date_part, first_date
from ingest.script.numerals import arabic_number
from ingest.script.wording import wording

_WORDS = wording(__file__, {"date": DATE})
LENGTH, LAST_DAY = _WORDS.parts["length"], _WORDS.parts["last_day"]


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time: months and days, one of them 0."""

    months: int = 0
    days: int = 0


def length_in(text: str) -> Length | None:
    """The first length in `text` (五年, 3年, 24个月, 30日, 半年); None when there is none."""
    found = _WORDS["length"].search(text)
    if not found:
        return None
    unit = found["unit"]
    if found["count"] == "半":
        return Length(months=6) if unit == "年" else None
    try:
        count = arabic_number(found["count"])
    except ValueError:
        return None
    if unit.endswith("年"):
        return Length(months=12 * count)
    return Length(months=count) if unit.endswith("月") else Length(days=count)


def first_day_out(begins: date, length: Length) -> date:
    """The first day out of force of what is in force from `begins` for `length`.

    The day itself counts (自…起施行), so that three years from 2024-02-01 end with 2027-01-31, the day
    before the same date: 民法典第二百零二条 takes the same date for the last day where, by 第二百零一条, the
    first day does not count; here it does (第二百零四条). Where the month has no such day its last day is
    the last in force (第二百零二条): one year from 2024-02-29 ends with 2025-02-28, first day out 2025-03-01.
    ValueError or OverflowError past the year 9999."""
    if length.days:
        return begins + timedelta(days=length.days)
    out = begins + relativedelta(months=length.months)
    return out if out.day == begins.day else out + timedelta(days=1)


def day_after(issued: date, length: Length) -> date:
    """The first day after a period that runs from `issued`: 自公布之日起30日后施行 of 2024-03-01 is
    2024-04-01. The day of issue does not count (民法典第二百零一条), and the last day of a period of months
    is the same date, or the month's last where it has none (第二百零二条): one month after 2024-01-31 ends
    with 2024-02-29, the day after is 2024-03-01."""
    if length.days:
        return issued + timedelta(days=length.days + 1)
    return issued + relativedelta(months=length.months, days=1)


def last_day(text: str) -> date | None:
    """The day that `text` names as a last one: a full date, 2025年底 (31 December), 2025年6月底."""
    if day := first_date(text):
        return day
    found = _WORDS["month_end"].search(text)
    if not found:
        return None
    year, month = date_part(found["year"]), int(found["month"] or 12)
    return date(year, month, calendar.monthrange(year, month)[1]) if 1 <= month <= 12 else None
