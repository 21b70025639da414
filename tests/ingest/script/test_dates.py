"""Dates as documents print them, and what only looks like one."""

from __future__ import annotations

import re
from datetime import date

import pytest

from ingest.script.dates import DATE, date_alone, dates_in, first_date

PRINTED = {
    "2021年8月25日": date(2021, 8, 25),
    "2021 年 8 月 25 日": date(2021, 8, 25),
    "２０２１年８月２５日": date(2021, 8, 25),
    "二〇二一年八月二十五日": date(2021, 8, 25),
    "二○二一年十月三十一日": date(2021, 10, 31),
    "二Ｏ一二年元月一日": date(2012, 1, 1),
    "二0二五年十二月三十日": date(2025, 12, 30),
    "2021-08-25": date(2021, 8, 25),
    "2021/8/5": date(2021, 8, 5),
    "2021.08.25": date(2021, 8, 25),
}


@pytest.mark.parametrize(("printed", "day"), PRINTED.items())
def test_a_date_and_its_place(printed: str, day: date) -> None:
    text = f"定于{printed}施行"
    (found,) = dates_in(text)
    assert found.day == day
    assert text[found.start : found.end] == printed
    assert (first_date(text), date_alone(f"（{printed}）"), date_alone(text)) == (day, day, None)


@pytest.mark.parametrize(
    "text",
    [
        *("", "2021年8月", "8月25日", "2021年2月30日", "2023-02-29", "2021-13-01", "二〇二一年八月三十二日"),
        *("2021-08.25", "12021-08-25", "2021-08-256", "3021年8月25日"),
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert dates_in(text) == ()
    assert first_date(text) is None
    assert date_alone(text) is None


def test_several_come_in_their_order_whatever_their_spelling() -> None:
    text = "2026-01-01至二〇二六年六月三十日，2025年12月1日发布"
    assert [one.day for one in dates_in(text)] == [date(2026, 1, 1), date(2026, 6, 30), date(2025, 12, 1)]
    assert first_date(text) == date(2026, 1, 1)
    assert date_alone("2026-01-01 2026-01-02") is None


def test_the_pattern_of_a_date_fits_whole_dates_only() -> None:
    assert re.fullmatch(DATE, "二〇〇五年六月十一日")
    assert not re.fullmatch(DATE, "二〇〇五年六月")
