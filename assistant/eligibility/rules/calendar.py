"""Calendar periods and ages, as 民法典 articles 200 to 204 and 1259 count them.

The day on which a period begins is not counted (第二百零一条); it ends on the corresponding day, or, where the
month has none, on its last day (第二百零二条). 周岁 is reached on the birthday.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from ingest.script.numerals import arabic_number

_PERIOD = re.compile(r"(\d+|[〇零一二两三四五六七八九十百]+)(周?年|岁|个月|月|个?工作日|日|天)")
_MONTHS = {"年": 12, "周年": 12, "岁": 12, "个月": 1, "月": 1}


@dataclass(frozen=True, slots=True)
class Period:
    """So many calendar months and days."""

    months: int
    days: int = 0

    @classmethod
    def parse(cls, text: str) -> Period:
        """3年 / 12个月 / 两年 / 30日; ValueError (in Chinese) for anything else."""
        match = _PERIOD.fullmatch(text.strip())
        if not match or "工作日" in match[2]:
            raise ValueError(f"“{text}”不是期限，应形如 3年、12个月、30日")
        number = int(match[1]) if match[1].isdigit() else arabic_number(match[1].replace("两", "二"))
        per = _MONTHS.get(match[2], 0)
        return cls(number * per, 0 if per else number)

    def after(self, day: date) -> date:
        """The last day of a period that begins on `day`."""
        return add_months(day, self.months) + timedelta(days=self.days)

    def latest_start(self, day: date) -> date:
        """The latest day such that a period begun on it has ended by `day`."""
        start = add_months(day, -self.months) - timedelta(days=self.days)
        while self.after(start + timedelta(days=1)) <= day:
            start += timedelta(days=1)
        while self.after(start) > day:
            start -= timedelta(days=1)
        return start

    def __str__(self) -> str:
        if self.days:
            return f"{self.days}日"
        return f"{self.months // 12}年" if self.months % 12 == 0 else f"{self.months}个月"


def add_months(day: date, months: int) -> date:
    """The corresponding day `months` later (earlier when negative), or the last day of that month."""
    return day + relativedelta(months=months)


def age_on(born: date, day: date) -> int:
    """周岁 on `day`; a birthday of 29 February is reached on 28 February in other years."""
    return day.year - born.year - (day < add_months(born, 12 * (day.year - born.year)))
