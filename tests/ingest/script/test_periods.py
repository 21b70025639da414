"""Periods: their lengths, the day after them, and last days."""

from __future__ import annotations

import re
from datetime import date

import pytest

from ingest.script.periods import LENGTH, Length, day_after, first_day_out, last_day, length_in


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("有效期五年", Length(months=60)),
        ("满3周年", Length(months=36)),
        ("２４个月内", Length(months=24)),
        ("十二月", Length(months=12)),
        ("30日", Length(days=30)),
        ("15个自然日", Length(days=15)),
        ("半年", Length(months=6)),
        ("半月", None),
        ("2021年", None),
        ("二〇二一年", None),
        ("10个工作日", None),
        ("长期", None),
        ("", None),
        ("先试行一年，再延长两年", Length(months=12)),
    ],
)
def test_the_first_length(text: str, wanted: Length | None) -> None:
    assert length_in(text) == wanted


@pytest.mark.parametrize(
    ("text", "whole"), [("五年", True), ("24 个月", True), ("五年内", False), ("年", False)]
)
def test_the_pattern_of_a_length(text: str, whole: bool) -> None:
    assert bool(re.fullmatch(LENGTH, text)) is whole


@pytest.mark.parametrize(
    ("begins", "length", "out"),
    [
        (date(2024, 2, 1), Length(months=36), date(2027, 2, 1)),
        (date(2024, 2, 29), Length(months=12), date(2025, 3, 1)),
        (date(2024, 12, 31), Length(months=2), date(2025, 3, 1)),
        (date(2024, 1, 31), Length(months=1), date(2024, 3, 1)),
        (date(2024, 12, 15), Length(months=1), date(2025, 1, 15)),
        (date(2024, 2, 28), Length(days=2), date(2024, 3, 1)),
    ],
)
def test_the_first_day_out_of_force(begins: date, length: Length, out: date) -> None:
    assert first_day_out(begins, length) == out


@pytest.mark.parametrize("length", [Length(months=12), Length(days=366)])
def test_no_day_past_the_year_9999(length: Length) -> None:
    with pytest.raises((ValueError, OverflowError)):
        first_day_out(date(9999, 6, 1), length)


@pytest.mark.parametrize(
    ("issued", "length", "day"),
    [
        (date(2024, 3, 1), Length(days=30), date(2024, 4, 1)),
        (date(2024, 1, 31), Length(months=1), date(2024, 3, 1)),
        (date(2024, 5, 10), Length(months=6), date(2024, 11, 11)),
    ],
)
def test_the_day_after_a_wait(issued: date, length: Length, day: date) -> None:
    assert day_after(issued, length) == day


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2025年12月31日", date(2025, 12, 31)),
        ("2025-6-30止", date(2025, 6, 30)),
        ("2025年底", date(2025, 12, 31)),
        ("2024年2月末", date(2024, 2, 29)),
        ("二〇二五年底", date(2025, 12, 31)),
        ("2025年13月底", None),
        ("2025年", None),
        ("年底", None),
    ],
)
def test_a_last_day(text: str, wanted: date | None) -> None:
    assert last_day(text) == wanted
