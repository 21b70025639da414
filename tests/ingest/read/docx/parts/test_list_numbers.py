"""Lists and their counters: numbers as Word shows them."""

from __future__ import annotations

import pytest
from docx_parts import definition, level, use
from word_elements import parent_of

from ingest.read.docx.parts.list_numbers import Counters, Numbering, with_number
from ingest.read.docx.parts.styles import Styles

THREE = definition(
    1,
    level(0, "chineseCountingThousand", "第%1条"),
    level(1, "chineseCountingThousand", "（%2）"),
    level(2, "decimal", "%1.%2.%3", more="<w:isLgl/>"),
)


def numbering(markup: str, styles: str = "") -> Numbering:
    return Numbering(parent_of(markup), Styles(parent_of(styles)))


def numbers(markup: str, *steps: tuple[str, int]) -> list[str]:
    """The numbers of paragraphs one after the other, each by its list and level."""
    lists, counters, out = numbering(markup), Counters(), []
    for number, at in steps:
        one = lists.list(number)
        assert one
        out.append(counters.next(one, at))
    return out


def test_levels_count_and_start_anew_below_the_next() -> None:
    steps = [("1", 0), ("1", 1), ("1", 1), ("1", 0), ("1", 1), ("1", 2)]
    assert numbers(THREE + use(1, 1), *steps) == ["第一条", "（一）", "（二）", "第二条", "（一）", "2.1.1"]


def test_a_level_used_before_the_one_above_it() -> None:
    assert numbers(THREE + use(1, 1), ("1", 2), ("1", 0)) == ["1.1.1", "第二条"]


def test_two_lists_of_one_definition_count_on() -> None:
    assert numbers(THREE + use(1, 1) + use(2, 1), ("1", 0), ("2", 0), ("1", 0)) == [
        "第一条",
        "第二条",
        "第三条",
    ]


def test_a_list_that_starts_anew_does_so_once() -> None:
    again = use(2, 1, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>')
    steps = [("1", 0), ("2", 0), ("2", 0), ("1", 0)]
    assert numbers(THREE + use(1, 1) + again, *steps) == ["第一条", "第五条", "第六条", "第七条"]


def test_a_list_may_write_a_level_of_its_own() -> None:
    other = use(2, 1, f'<w:lvlOverride w:ilvl="0">{level(0, "decimal", "%1)")}</w:lvlOverride>')
    assert numbers(THREE + other, ("2", 0)) == ["1)"]


@pytest.mark.parametrize(
    ("restart", "wanted"),
    [("", ["1", "1", "2", "1"]), ("0", ["1", "1", "2", "2"]), ("1", ["1", "1", "2", "1"])],
)
def test_what_starts_a_level_anew(restart: str, wanted: list[str]) -> None:
    more = f'<w:lvlRestart w:val="{restart}"/>' if restart else ""
    markup = definition(1, level(0, "decimal", "%1"), level(1, "decimal", "%2", more=more)) + use(1, 1)
    assert numbers(markup, ("1", 0), ("1", 1), ("1", 0), ("1", 1)) == wanted


@pytest.mark.parametrize(
    ("style", "text", "wanted"),
    [
        ("bullet", "\uf06c", ""),
        ("bullet", "——", "——"),
        ("none", "附则", "附则"),
        ("decimal", "%1.%9", "1."),
        ("decimal", "", ""),
    ],
)
def test_a_bullet_is_no_number_and_a_dash_is_text(style: str, text: str, wanted: str) -> None:
    assert numbers(definition(1, level(0, style, text)) + use(1, 1), ("1", 0)) == [wanted]


def test_a_level_that_is_not_defined_has_no_number() -> None:
    assert numbers(THREE + use(1, 1), ("1", 8)) == [""]


def test_a_list_may_stand_behind_a_numbering_style() -> None:
    link = '<w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="甲"/></w:abstractNum>'
    style = '<w:style w:styleId="甲"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    lists = numbering(THREE + link + use(1, 1) + use(2, 2), style)
    one = lists.list("2")
    assert one
    assert (one.number, one.definition) == ("2", "1")


@pytest.mark.parametrize(
    "markup",
    [
        THREE,
        THREE + use(1, 9),
        THREE + use(0, 1),
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="nobody"/></w:abstractNum>' + use(1, 1),
    ],
)
def test_a_list_that_is_not_there(markup: str) -> None:
    lists = numbering(markup)
    assert (lists.list("1"), lists.list("0"), lists.list("")) == (None, None, None)
    assert Numbering(None, Styles(None)).list("1") is None


@pytest.mark.parametrize(
    ("number", "text", "wanted"),
    [
        ("第一条", "甲", "第一条　甲"),
        ("第二章", " 总则", "第二章　总则"),
        ("（一）", "甲", "（一）甲"),
        ("一、", "\u3000甲", "一、甲"),
        ("1.", "甲", "1.甲"),
        ("1.", "5万元", "1. 5万元"),
        ("1.1", "甲", "1.1 甲"),
        ("①", "甲", "①甲"),
        ("（一）", "A类", "（一） A类"),
        ("——", "甲", "——甲"),
        ("", "甲", "甲"),
        ("第一条", "  ", "第一条"),
        (" ", "", ""),
    ],
)
def test_a_number_in_front_of_its_text(number: str, text: str, wanted: str) -> None:
    assert with_number(number, text) == wanted
