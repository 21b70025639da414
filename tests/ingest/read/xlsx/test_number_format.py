"""Numbers and texts as their formats show them."""

from __future__ import annotations

import pytest

from ingest.read.xlsx.number_format import UnknownFormatError, general, sections, shown_number, shown_text

NUMBERS: list[tuple[float, str, str]] = [
    (5, "0", "5"),
    (5, "00", "05"),
    (5, "#", "5"),
    (0, "#", ""),
    (0.5, "#.##", ".5"),
    (0.5, "0.00", "0.50"),
    (2.5, "0", "3"),
    (2.005, "0.00", "2.01"),
    (1.10, "0.0#", "1.1"),
    (1234567, "#,##0", "1,234,567"),
    (1234567.891, "#,##0.00", "1,234,567.89"),
    (999, "#,##0", "999"),
    (12345678, "#,##0,", "12,346"),
    (0.2, "0%", "20%"),
    (0.1234, "0.00%", "12.34%"),
    (12345, "0.00E+00", "1.23E+04"),
    (0.00012, "0.0E+00", "1.2E-04"),
    (80, '0"万元"', "80万元"),
    (80, "0\\元", "80元"),
    (80, "0_ ", "80"),
    (80, "[$¥-804]0.00", "¥80.00"),
    (80, "[Red]0", "80"),
    (-5, "0", "-5"),
    (-5, "0;(0)", "(5)"),
    (0, '0;-0;"无"', "无"),
    (-0.2, "0", "0"),
    (15, "[>=10]0\"高\";0\"低\"", "15高"),
    (5, "[>=10]0\"高\";0\"低\"", "5低"),
    (5, "[<1]0.0%;[<10]0;0.0", "5"),
    (5, ";;;", ""),
    (5, '"固定"', "固定"),
    (30.000000000004, "General", "30"),
    (5, 'General"元"', "5元"),
    (5, "@", "5"),
    (13800000000, "000-0000-0000", "138-0000-0000"),
]  # fmt: skip


@pytest.mark.parametrize(("value", "code", "wanted"), NUMBERS)
def test_a_number(value: float, code: str, wanted: str) -> None:
    assert shown_number(value, code) == wanted


@pytest.mark.parametrize("code", ["# ?/?", "[DBNum1]0", "[DBNum2]General", "yyyy-mm-dd"])
def test_a_format_that_is_not_rendered(code: str) -> None:
    with pytest.raises(UnknownFormatError):
        shown_number(1.5, code)


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        (0, "0"),
        (-3, "-3"),
        (123456789012, "123456789012"),
        (0.1 + 0.2, "0.3"),
        (1 / 3, "0.333333333"),
        (-1 / 3, "-0.333333333"),
        (1234.56789012345, "1234.56789"),
        (1e15, "1E+15"),
        (1.5e-10, "1.5E-10"),
    ],
)
def test_without_a_format(value: float, wanted: str) -> None:
    assert general(value) == wanted


@pytest.mark.parametrize(
    ("text", "code", "wanted"),
    [
        ("甲", "General", "甲"),
        ("甲", "@", "甲"),
        ("甲", '@"类"', "甲类"),
        ("甲", '0;0;0;"第"@', "第甲"),
        ("甲", "0;0;0;", ""),
        ("甲", ";;;", ""),
        ("甲", "0.00", "甲"),
    ],
)
def test_a_text(text: str, code: str, wanted: str) -> None:
    assert shown_text(text, code) == wanted


def test_the_parts_of_a_format() -> None:
    first, second = sections('[DBNum1][$-804]yyyy"年";@')
    assert first.flags == ("dbnum1", "$-804")
    assert first.has("date", "yyyy")
    assert not first.has("place")
    assert second.has("sign", "@")
    assert [one.text for one in sections("[H]:MM")[0].tokens] == ["[h]", ":", "mm"]
