from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.eligibility.rules.calendar import Period, add_months, age_on

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2023, 1, 31), 1, date(2023, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 6, 15), 24, date(2026, 6, 15)),
        (date(2024, 3, 31), -1, date(2024, 2, 29)),
        (date(2024, 1, 1), -1, date(2023, 12, 1)),
    ],
)
def test_a_period_ends_on_the_corresponding_day_or_the_last_of_the_month(
    day: date, months: int, then: date
) -> None:
    assert add_months(day, months) == then


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(1991, 11, 26), date(2026, 11, 26), 35),
        (date(1991, 11, 27), date(2026, 11, 26), 34),
        (date(1992, 2, 29), date(2026, 2, 28), 34),
        (date(1992, 2, 29), date(2026, 2, 27), 33),
    ],
)
def test_an_age_is_reached_on_the_birthday(born: date, day: date, age: int) -> None:
    assert age_on(born, day) == age


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("3年", Period(36)),
        ("两年", Period(24)),
        ("12个月", Period(12)),
        ("30日", Period(0, 30)),
        ("十八个月", Period(18)),
    ],
)
def test_periods_are_read(text: str, period: Period) -> None:
    assert Period.parse(text) == period


@pytest.mark.parametrize("text", ["", "三", "5个工作日", "长期", "-3年"])
def test_what_is_no_period_is_said(text: str) -> None:
    with pytest.raises(ValueError, match="不是期限"):
        Period.parse(text)


@given(DAYS, st.integers(0, 120), st.integers(0, 40))
def test_the_latest_start_is_the_latest(day: date, months: int, days: int) -> None:
    period = Period(months, days)
    start = period.latest_start(day)
    assert period.after(start) <= day
    assert period.after(date.fromordinal(start.toordinal() + 1)) > day
