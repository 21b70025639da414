"""Numbers, days and lengths of time as people say them."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest

from assistant.eligibility.hearing.amounts import (
    DATE,
    DURATION,
    NUM,
    birth,
    day_text,
    decade,
    months,
    number,
    since,
)

DAY = date(2026, 6, 15)


def duration(text: str) -> re.Match[str] | None:
    return re.search(DURATION, text)


@pytest.mark.parametrize(
    ("text", "value"), [("34", 34), ("3.5", "3.5"), ("三十四", 34), ("两", 2), ("一百零五", 105), ("十", 10)]
)
def test_numbers(text: str, value: object) -> None:
    assert re.fullmatch(NUM, text)
    assert number(text) == Decimal(str(value))


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("今年", "2026"),
        ("去年6月", "2025-06"),
        ("前年", "2024"),
        ("大前年3月", "2023-03"),
        ("24年6月", "2024-06"),
        ("98年", "1998"),
        ("26年", "2026"),
        ("27年", "1927"),
        ("2024年6月15日", "2024-06-15"),
        ("2024年六月", "2024-06"),
        ("二零二四年六月", "2024-06"),
        ("2024.6.15", "2024-06-15"),
        ("2024-06", "2024-06"),
        ("2024/6", "2024-06"),
        ("上个月", "2026-05"),
        ("上月", "2026-05"),
        ("本月", "2026-06"),
        ("去年年底", "2025"),
        ("2024年2月30日", None),
        ("2024年13月", None),
    ],
)
def test_days(said: str, written: str | None) -> None:
    assert re.fullmatch(DATE, said)
    assert day_text(said, DAY) == written


def test_last_month_in_january_is_of_the_year_before() -> None:
    assert day_text("上个月", date(2026, 1, 31)) == "2025-12"
    assert day_text("不是日子", DAY) is None


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("干了两年", "两年"),
        ("满两年", "满两年"),
        ("不到两年", "不到两年"),
        ("两年半", "两年半"),
        ("两年零三个月", "两年零三个月"),
        ("半年", "半年"),
        ("8个月", "8个月"),
        ("八个多月", "八个多月"),
        ("两年以上", "两年以上"),
        # too vague, or no length of time that has passed
        ("快两年", None),
        ("大半年", None),
        ("近两年", None),
        ("两年左右", None),
        ("两年内", None),
        ("两年后", None),
        ("两年前", None),
        ("两年吧", None),
    ],
)
def test_what_is_a_length_of_time(text: str, heard: str | None) -> None:
    found = duration(text)
    assert (found["dur"] if found else None) == heard


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("两年", "24~35"),
        ("一年半", "18"),
        ("两年零三个月", "27"),
        ("半年", "6"),
        ("8个月", "8"),
        ("满一年", "≥12"),
        ("超过8个月", "≥8"),
        ("两年以上", "≥24"),
        ("不满一年", "≤11"),
        ("不到8个月", "≤7"),
        ("100年", None),  # nobody does anything for so long
        ("零个月", None),
    ],
)
def test_months(text: str, written: str | None) -> None:
    found = duration(text)
    assert found is not None
    assert months(found) == written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("两年", "2023-06-16~2024-06-15"),
        ("8个月", "2025-09-16~2025-10-15"),
        ("半年", "2025-11-16~2025-12-15"),
        ("一年半", "2024-11-16~2024-12-15"),
        ("满两年", "~2024-06-15"),
        ("两年以上", "~2024-06-15"),
        ("不到两年", "2024-06-16~2026-06-15"),
        ("100年", None),
    ],
)
def test_since_when(text: str, written: str | None) -> None:
    found = duration(text)
    assert found is not None
    assert since(found, DAY) == written


@pytest.mark.parametrize(
    ("said", "years"), [("90", "1990~1999"), ("95", "1995~1999"), ("00", "2000~2009"), ("05", "2005~2009")]
)
def test_decades(said: str, years: str) -> None:
    assert decade(said, DAY) == years


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("1990", True),
        ("2012-06-15", True),  # 14 on that day
        ("2012-06-16", False),
        ("1926-06-15", True),
        ("1925-06-15", False),
        ("1995~1999", True),
        ("2024-06", False),
        (None, False),
        ("", False),
    ],
)
def test_only_a_grown_person_s_birth_counts(text: str | None, kept: bool) -> None:
    assert birth(text, DAY) == (text if kept else None)
