"""Form told apart from what is said: marks, width and space are form, signs and figures are not."""

from __future__ import annotations

import pytest

from kb.language.form_key import form_key, meaning_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("补贴，一次付清。", "补贴一次付清"),
        ("８０万元", "80万元"),
        ("甲（乙）", "甲(乙)"),
        ("“甲”", "「甲」"),
        ("甲 乙\u3000丙", "甲乙丙"),
        ("甲\u200b乙", "甲乙"),
        ("1,000元", "1000元"),
        ("1，000元", "1000元"),
        ("二〇二五年", "二○二五年"),
        ("5％", "5%"),
        ("5﹪", "5%"),
        ("3﹒5万元", "3.5万元"),
        ("3∶1", "3:1"),
        ("≦5", "≤5"),
        ("甲——乙", "甲乙"),
        ("≧5", "≥5"),
        ("甲。", "甲"),
    ],
)
def test_form_only(one: str, other: str) -> None:
    assert form_key(one) == form_key(other)
    assert meaning_key(one) == meaning_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1.5倍", "15倍"),
        ("-5度", "5度"),
        ("3-5年", "35年"),
        ("1:2", "12"),
        ("80 100元", "80100元"),
        ("三、五年", "三五年"),
        ("三-五年", "三五年"),
        ("1,00元", "100元"),
        ("A-1", "A1"),
        (">5", "5"),
        ("5%", "5"),
        ("甲\t乙", "甲乙"),  # cells
        ("80万元", "80元"),
        ("应当", "可以"),
    ],
)
def test_substance(one: str, other: str) -> None:
    assert form_key(one) != form_key(other)
    assert meaning_key(one) != meaning_key(other)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("占百分之三十", "占30%", True),
        ("三年以上", "3年以上", True),
        ("1.5万元", "15000元", True),
        ("80 万元", "80万元", True),
        ("十二个月", "12个月", True),
        ("5人以上", "5人以下", False),
        ("最高5万元", "5万元", False),
        ("2021年度", "2021年", False),
        ("3年", "3个月", False),
        ("3-5万元", "3-6万元", False),
        ("-5元", "5元", False),
    ],
)
def test_the_writing_of_a_figure(one: str, other: str, same: bool) -> None:
    assert (meaning_key(one) == meaning_key(other)) is same


def test_empty_texts() -> None:
    assert form_key("") == meaning_key("") == form_key("，。 ") == ""
