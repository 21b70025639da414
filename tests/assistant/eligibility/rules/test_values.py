"""Values: how they are written, read and written again."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from assistant.eligibility.rules.values import (
    ChoiceValue,
    Days,
    Flag,
    Never,
    Numbers,
    read_days,
    read_numbers,
)


@pytest.mark.parametrize(
    ("text", "least", "most", "written"),
    [
        ("24", 24, 24, "24"),
        ("3.5", "3.5", "3.5", "3.5"),
        ("≥24", 24, None, "≥24"),
        ("≤35", None, 35, "≤35"),
        ("24~35", 24, 35, "24~35"),
        ("24～35", 24, 35, "24~35"),
        ("24—35", 24, 35, "24~35"),
        (" 24 ~ 35 ", 24, 35, "24~35"),
        ("24~24", 24, 24, "24"),
    ],
)
def test_numbers(text: str, least: object, most: object, written: str) -> None:
    found = read_numbers(text)
    assert found == Numbers(
        None if least is None else Decimal(str(least)), None if most is None else Decimal(str(most))
    )
    assert str(found) == written
    assert read_numbers(written) == found
    assert found is not None
    assert found.exact is (least == most)


@pytest.mark.parametrize("text", ["", "很多", "-5", "35~24", "≥24~35", "2 4个", "１２月", "24~"])
def test_what_is_no_number(text: str) -> None:
    assert read_numbers(text) is None


@pytest.mark.parametrize(
    ("text", "first", "last", "written"),
    [
        ("2024-06-15", date(2024, 6, 15), date(2024, 6, 15), "2024-06-15"),
        ("2024-06", date(2024, 6, 1), date(2024, 6, 30), "2024-06"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "2024-02"),
        ("2024", date(2024, 1, 1), date(2024, 12, 31), "2024"),
        ("2024年6月15日", date(2024, 6, 15), date(2024, 6, 15), "2024-06-15"),
        ("2024年6月", date(2024, 6, 1), date(2024, 6, 30), "2024-06"),
        ("2024年", date(2024, 1, 1), date(2024, 12, 31), "2024"),
        ("2024.6.5", date(2024, 6, 5), date(2024, 6, 5), "2024-06-05"),
        ("2023-11~2024-11", date(2023, 11, 1), date(2024, 11, 30), "2023-11-01~2024-11-30"),
        ("2024～", date(2024, 1, 1), None, "2024-01-01~"),
        ("~2024-06", None, date(2024, 6, 30), "~2024-06-30"),
    ],
)
def test_days(text: str, first: date | None, last: date | None, written: str) -> None:
    found = read_days(text)
    assert found == Days(first, last)
    assert str(found) == written
    assert read_days(written) == found


@pytest.mark.parametrize("text", ["", "~", "去年", "24-06", "2024-06-15日前", "2024~以后"])
def test_what_is_no_day(text: str) -> None:
    assert read_days(text) is None


@pytest.mark.parametrize(
    ("text", "says"),
    [("2024-02-30", "没有“2024-02-30”这一天"), ("2024-13", "没有“2024-13”这一天"), ("2025~2024", "晚于")],
)
def test_days_that_cannot_be(text: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        read_days(text)


def test_the_others_as_they_are_written() -> None:
    assert [str(one) for one in (ChoiceValue("硕士"), Flag(True), Flag(False), Never())] == [
        "硕士", "是", "否", "没有",
    ]  # fmt: skip
