"""Chinese numerals, both ways."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.script.numerals import arabic_number, chinese_number

CASES = {
    "一": 1, "十": 10, "十六": 16, "二十": 20, "一百二十": 120, "一百零五": 105, "一千二百五十九": 1259,
    "二〇二一": 2021, "一九九六": 1996, "两": 2, "三十万": 300_000, "１２": 12, "107": 107,
    "一万亿": 10**12, "二万三千亿": 23_000 * 10**8, "一亿二万": 100_020_000, "三千五百": 3500,
}  # fmt: skip


@pytest.mark.parametrize(("text", "value"), CASES.items())
def test_value(text: str, value: int) -> None:
    assert arabic_number(text) == value


@pytest.mark.parametrize("text", ["", "条", "一二x", "3.5", "十十", "十百", "三四十", "万", "一万亿万"])
def test_what_is_no_number(text: str) -> None:
    with pytest.raises(ValueError):
        arabic_number(text)


@given(st.integers(0, 9999))
def test_there_and_back(value: int) -> None:
    assert arabic_number(chinese_number(value)) == value


@pytest.mark.parametrize("value", [-1, 10_000])
def test_out_of_range(value: int) -> None:
    with pytest.raises(ValueError):
        chinese_number(value)
