"""Dates and times as their formats show them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from ingest.read.xlsx.date_format import BUILT_IN, Moment, shown_date
from ingest.read.xlsx.number_format import UnknownFormatError

DAY = datetime(2021, 8, 5, 14, 7, 9)

SHOWN: list[tuple[Moment, str, str]] = [
    (DAY, "yyyy-mm-dd", "2021-08-05"),
    (DAY, "yy/m/d", "21/8/5"),
    (date(2021, 8, 25), 'yyyy"年"m"月"d"日"', "2021年8月25日"),
    (DAY, "h:mm", "14:07"),
    (DAY, "hh:mm:ss", "14:07:09"),
    (DAY, "mm:ss", "07:09"),
    (DAY, "yyyy/m/d h:mm", "2021/8/5 14:07"),
    (DAY, "h:mm AM/PM", "2:07 PM"),
    (DAY, '上午/下午h"时"', "下午2时"),
    (datetime(2021, 8, 5, 0, 7), "h AM/PM", "12 AM"),
    (DAY, "[DBNum1]yyyy年m月d日", "二〇二一年八月五日"),
    (datetime(2021, 10, 20), '[DBNum1][$-804]yyyy"年"m"月"', "二〇二一年十月"),
    (DAY, "mmm d", "Aug 5"),
    (DAY, "mmmm", "August"),
    (DAY, "[$-804]mmmm", "八月"),
    (DAY, "dddd", "Thursday"),
    (DAY, "ddd", "Thu"),
    (DAY, "aaaa", "星期四"),
    (DAY, "aaa", "四"),
    (DAY, "[$-F800]dddd, mmmm dd, yyyy", "2021年8月5日"),
    (DAY, "[$-F400]h:mm:ss AM/PM", "14:07:09"),
    (DAY, "yyyy-mm-dd;@", "2021-08-05"),
    (time(8, 30), "h:mm", "8:30"),
    (datetime(2021, 8, 5, 8, 59, 59, 600_000), "h:mm", "9:00"),
    (timedelta(hours=30, minutes=5), "[h]:mm", "30:05"),
    (timedelta(minutes=90, seconds=5), "[mm]:ss", "90:05"),
    (timedelta(seconds=75), "[s]", "75"),
    (time(1, 2, 3), "[h]:mm:ss", "1:02:03"),
    (datetime(1899, 12, 31, 6), "[h]:mm", "30:00"),
]


@pytest.mark.parametrize(("value", "code", "wanted"), SHOWN)
def test_shown(value: Moment, code: str, wanted: str) -> None:
    assert shown_date(value, code) == wanted


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (DAY, "0.00"),
        (DAY, "General"),
        (DAY, "hh:mm:ss.00"),
        (timedelta(hours=-1), "[h]:mm"),
        (timedelta(hours=1), "yyyy-mm-dd"),
    ],
)
def test_what_is_not_rendered(value: Moment, code: str) -> None:
    with pytest.raises(UnknownFormatError):
        shown_date(value, code)


@pytest.mark.parametrize("number", BUILT_IN)
def test_every_built_in_format_is_rendered(number: int) -> None:
    assert shown_date(DAY, BUILT_IN[number])


@pytest.mark.parametrize(
    ("number", "wanted"),
    [(14, "2021/8/5"), (31, "2021年8月5日"), (57, "2021年8月"), (58, "8月5日"), (32, "14时07分")],
)
def test_formats_of_a_chinese_excel(number: int, wanted: str) -> None:
    assert shown_date(DAY, BUILT_IN[number]) == wanted
