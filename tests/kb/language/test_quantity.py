"""Quantities in policy text: value, unit, qualifiers and place."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kb.language.quantity import Quantity, figures

D = Decimal


def brief(text: str) -> list[tuple[object, str, tuple[str, ...]]]:
    return [(figure.value, figure.unit, figure.qualifiers) for figure in figures(text)]


@pytest.mark.parametrize(
    ("text", "value", "unit", "qualifiers"),
    [
        ("30万元", D(300000), "元", ()),
        ("３０万元", D(300000), "元", ()),
        ("三十万元", D(300000), "元", ()),
        ("1,185套", D(1185), "套", ()),
        ("一千二百名", D(1200), "名", ()),
        ("十五家以上", D(15), "家", ("以上",)),
        ("百名以上", D(100), "名", ("以上",)),
        ("0.2万人", D(2000), "人", ()),
        ("1500人次", D(1500), "人次", ()),
        ("36亿元", D(3600000000), "元", ()),
        ("20万元/人", D(200000), "元/人", ()),
        ("3.7%", D("3.7"), "%", ()),
        ("百分之五", D(5), "%", ()),
        ("千分之三", D(3), "‰", ()),
        ("1.5‰", D("1.5"), "‰", ()),
        ("5个百分点", D(5), "百分点", ()),
        ("5百分点", D(5), "百分点", ()),
        ("三分之一", D(1) / D(3), "", ()),
        ("15个工作日", D(15), "工作日", ()),
        ("6个月", D(6), "月", ()),
        ("半年以上", D("0.5"), "年", ("以上",)),
        ("满1年", D(1), "年", ("满",)),
        ("未满16周岁", D(16), "周岁", ("未满",)),
        ("30日内", D(30), "日", ("内",)),
        ("两年", D(2), "年", ()),
        ("1200余个", D(1200), "个", ("余",)),
        ("最高可以享受50万元", D(500000), "元", ("最高",)),
        ("每年最高不超过80万元", D(800000), "元", ("每年", "最高不超过")),
        ("累计支持50名", D(50), "名", ("累计",)),
        ("一次性给予每人每年5万元", D(50000), "元", ("一次性", "每人", "每年")),
        ("达到34.2万人", D(342000), "人", ("达到",)),
        ("达34.2万人", D(342000), "人", ("达到",)),
        ("突破42万人", D(420000), "人", ("突破",)),
        (">70", D(70), "", (">",)),
        ("＞70%", D(70), "%", (">",)),
        ("≥3名", D(3), "名", ("≥",)),
        ("3500元左右", D(3500), "元", ("左右",)),
        ("2025年", D(2025), "年份", ()),
        ("二〇二五年", D(2025), "年份", ()),
        ("2021年8月25日", D(20210825), "日期", ()),
        ("2021年8月", D(202108), "年月", ()),
        ("“十四五”时期", D(14), "五年规划", ()),
    ],
)
def test_one_quantity(text: str, value: Decimal, unit: str, qualifiers: tuple[str, ...]) -> None:
    assert brief(text) == [(value, unit, qualifiers)]


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("50万至100万元", D(500000), D(1000000), "元"),
        ("50-100万元", D(500000), D(1000000), "元"),
        ("50万元至100万元", D(500000), D(1000000), "元"),
        ("3-5年", D(3), D(5), "年"),
        ("15%～20%", D(15), D(20), "%"),
        ("2021-2025年", D(2021), D(2025), "年份"),
    ],
)
def test_ranges(text: str, low: Decimal, high: Decimal, unit: str) -> None:
    assert brief(text) == [((low, high), unit, ())]


@pytest.mark.parametrize(
    "text",
    [
        "第三条", "第一", "表1", "附件2", "（二）", "二、总体思路", "1．围绕人才引领", "慈发改〔2021〕25号", "第663号", "G60科创走廊",
        "3315计划", "“3315系列计划”", "329国道", "“3+3+X”", "建成一批", "一体化", "统一", "一流", "一件事", "三、（二）2.",
    ],
)  # fmt: skip
def test_addresses_and_names_are_not_quantities(text: str) -> None:
    assert brief(text) == []


def test_a_sentence() -> None:
    text = "到2025年，全市人才总量突破42万人，其中党政人才达0.64万人、比例分别达到8.2%、35%。"
    assert [figure.text for figure in figures(text)] == ["2025年", "42万人", "0.64万人", "8.2%", "35%"]
    assert all(text[figure.start : figure.end] == figure.text for figure in figures(text))


def only(text: str) -> Quantity:
    (figure,) = figures(text)
    return figure


def test_equality_is_of_value_and_base_unit() -> None:
    assert only("0.2万人").same_amount(only("2000人"))
    assert only("三十万元").same_amount(only("30万元"))
    assert not only("42万").same_amount(only("42个"))
    assert not only("30万元").same_amount(only("30元"))
    assert not only("1500人").same_amount(only("1500人次"))
    assert not only("5%").same_amount(only("5个百分点"))
    assert not only("最高80万元").same(only("80万元"))
    assert only("达8人").same(only("达到8人"))


def test_kinds() -> None:
    assert only("满1年").is_duration
    assert not only("2025年").is_duration
    assert only("2025年").is_calendar
    assert only("20万元/人").is_money
    assert not only("20万人").is_money
