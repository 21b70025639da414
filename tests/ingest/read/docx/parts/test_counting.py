"""Numbers in Word's formats."""

from __future__ import annotations

import pytest

from ingest.read.docx.parts.counting import counted

WRITTEN: dict[str, dict[int, str]] = {
    "decimal": {0: "0", 7: "7", 1234: "1234"},
    "decimalZero": {7: "07", 12: "12"},
    "decimalFullWidth": {12: "１２"},
    "numberInDash": {3: "- 3 -"},
    "ordinal": {1: "1st", 2: "2nd", 3: "3rd", 4: "4th", 11: "11th", 13: "13th", 21: "21st", 112: "112th"},
    "hex": {255: "FF"},
    "lowerLetter": {0: "0", 1: "a", 26: "z", 27: "aa", 28: "bb", 53: "aaa"},
    "upperLetter": {3: "C"},
    "lowerRoman": {0: "0", 1: "i", 4: "iv", 9: "ix", 40: "xl", 1999: "mcmxcix"},
    "upperRoman": {0: "0", 14: "XIV"},
    "decimalEnclosedCircle": {1: "①", 20: "⑳", 21: "21", 0: "0"},
    "decimalEnclosedFullstop": {1: "⒈", 20: "⒛"},
    "decimalEnclosedParen": {2: "⑵"},
    "ideographEnclosedCircle": {3: "㊂"},
    "ideographTraditional": {1: "甲", 10: "癸", 11: "11"},
    "ideographZodiac": {12: "亥"},
    "ideographZodiacTraditional": {1: "甲子", 11: "甲戌", 60: "癸亥", 61: "61"},
    "ideographDigital": {105: "一〇五"},
    "taiwaneseDigital": {105: "一○五"},
    "japaneseCounting": {1: "一", 10: "十", 101: "百一", 1000: "千", 0: "〇"},
    "chineseCounting": {10: "十", 11: "十一", 99: "九十九", 100: "一○○", 0: "○"},
    "chineseCountingThousand": {10: "十", 105: "一百〇五", 1000: "一千"},
    "taiwaneseCountingThousand": {105: "一百零五"},
    "chineseLegalSimplified": {10: "壹拾", 16: "壹拾陆", 105: "壹佰零伍"},
    "ideographLegalTraditional": {16: "壹拾陸"},
    "none": {5: ""},
    "bullet": {5: ""},
    "nobody knows": {5: "5"},
}


@pytest.mark.parametrize(
    ("style", "value", "text"), [(style, v, t) for style, row in WRITTEN.items() for v, t in row.items()]
)
def test_written(style: str, value: int, text: str) -> None:
    assert counted(value, style) == text


@pytest.mark.parametrize("style", ["chineseCounting", "lowerRoman", "upperLetter", "ordinal", "decimal"])
@pytest.mark.parametrize("value", [-1, 10_000, 10**9])
def test_what_no_format_writes_is_decimal(style: str, value: int) -> None:
    assert counted(value, style) == str(value)


@pytest.mark.parametrize("style", sorted(WRITTEN.keys() - {"none", "bullet"}))
@pytest.mark.parametrize("value", [0, 1, 61, 9999])
def test_every_format_writes_something(style: str, value: int) -> None:
    assert counted(value, style)


@pytest.mark.parametrize(
    ("pattern", "value", "text"),
    [("001, 002, 003, ...", 7, "007"), ("01, 02", 123, "123"), ("a, b", 7, "7"), ("", 7, "7")],
)
def test_a_pattern_of_its_own(pattern: str, value: int, text: str) -> None:
    assert counted(value, "custom", pattern) == text
