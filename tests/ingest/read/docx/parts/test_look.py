"""What a run looks like, and whether anybody can see it."""

from __future__ import annotations

import pytest
from word_elements import element

from ingest.read.docx.parts.look import (
    PAPER,
    Look,
    fill_of,
    is_bold,
    is_struck,
    is_unseen,
    look_of,
    with_character_style,
)


def look(markup: str) -> Look:
    return look_of(element(f"<w:rPr>{markup}</w:rPr>"))


@pytest.mark.parametrize(
    ("markup", "wanted"),
    [
        ("", {}),
        ("<w:b/>", {"bold": "1"}),
        ('<w:b w:val="0"/>', {"bold": ""}),
        ('<w:strike w:val="false"/><w:dstrike/>', {"strike": "", "strike2": "1"}),
        ('<w:sz w:val="24"/><w:vertAlign w:val="superscript"/>', {"size": "24", "raised": "superscript"}),
        ('<w:color w:val="FF0000"/>', {"color": "FF0000"}),
        ('<w:color w:val="auto" w:themeColor="background1"/>', {"color": PAPER}),
        ('<w:highlight w:val="white"/>', {"mark": PAPER}),
        ('<w:highlight w:val="yellow"/>', {"mark": "?"}),
        ('<w:i/><w:u w:val="single"/>', {}),
    ],
)
def test_what_is_said(markup: str, wanted: Look) -> None:
    assert look(markup) == wanted


def test_nothing_is_said_without_properties() -> None:
    assert look_of(None) == {}


@pytest.mark.parametrize(
    ("markup", "fill"),
    [
        ('<w:shd w:val="clear" w:fill="00b050"/>', "00B050"),
        ('<w:shd w:val="clear" w:fill="auto"/>', ""),
        ('<w:shd w:val="solid" w:color="FF0000"/>', "FF0000"),
        ('<w:shd w:val="solid" w:color="auto"/>', "000000"),
        ('<w:shd w:val="pct25" w:fill="FFFFFF"/>', "?"),
        ('<w:shd w:val="clear" w:themeFill="accent1"/>', "?"),
        ("<w:shd/>", ""),
    ],
)
def test_a_fill(markup: str, fill: str) -> None:
    assert fill_of(element(markup)) == fill


def test_no_shading_is_no_fill() -> None:
    assert fill_of(None) == ""


SEEN: list[tuple[str, str, bool]] = [
    ("", PAPER, False),
    ("<w:vanish/>", PAPER, True),
    ("<w:webHidden/>", PAPER, True),
    ('<w:vanish w:val="0"/>', PAPER, False),
    ('<w:color w:val="FFFFFF"/>', PAPER, True),
    ('<w:color w:val="FDFEFC"/>', PAPER, True),
    ('<w:color w:val="F0F0F0"/>', PAPER, False),
    ('<w:color w:val="FFFFFF"/>', "000000", False),
    ('<w:color w:val="FFFFFF"/>', "?", False),
    ('<w:color w:val="auto"/>', PAPER, False),
    ('<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="C00000"/>', PAPER, False),
    ('<w:color w:val="C00000"/><w:shd w:val="clear" w:fill="C00000"/>', PAPER, True),
    ('<w:color w:val="FFFFFF"/><w:highlight w:val="yellow"/>', PAPER, False),
    ('<w:color w:val="000000"/><w:highlight w:val="black"/>', PAPER, True),
    ('<w:sz w:val="2"/>', PAPER, True),
    ('<w:sz w:val="3"/>', PAPER, False),
    ('<w:sz w:val="x"/>', PAPER, False),
    ('<w:w w:val="1"/>', PAPER, True),
    ('<w:w w:val="90"/>', PAPER, False),
    ("<w14:textFill><w14:noFill/></w14:textFill>", PAPER, True),
    ('<w14:textFill><w14:solidFill><w14:srgbClr w14:val="0"><w14:alpha w14:val="100000"/></w14:srgbClr></w14:solidFill></w14:textFill>', PAPER, True),
    ('<w14:textFill><w14:solidFill><w14:srgbClr w14:val="0"/></w14:solidFill></w14:textFill>', PAPER, False),
]  # fmt: skip


@pytest.mark.parametrize(("markup", "ground", "unseen"), SEEN)
def test_whether_anybody_sees_it(markup: str, ground: str, unseen: bool) -> None:
    assert is_unseen(look(markup), ground) is unseen


@pytest.mark.parametrize(
    ("paragraph", "character", "bold"),
    [({}, {}, False), ({"bold": "1"}, {}, True), ({}, {"bold": "1"}, True), ({"bold": "1"}, {"bold": "1"}, False),
     ({"bold": "1"}, {"bold": ""}, True), ({"bold": ""}, {"bold": "1"}, True)],
)  # fmt: skip
def test_a_character_style_turns_over_what_the_paragraph_says(
    paragraph: Look, character: Look, bold: bool
) -> None:
    assert is_bold(with_character_style(paragraph, character)) is bold


def test_a_value_of_a_character_style_goes_before_that_of_the_paragraph() -> None:
    assert with_character_style({"color": "A", "size": "3"}, {"color": "B"}) == {"color": "B", "size": "3"}


@pytest.mark.parametrize(
    ("look_", "struck"), [({}, False), ({"strike": "1"}, True), ({"strike2": "1"}, True)]
)
def test_struck(look_: Look, struck: bool) -> None:
    assert is_struck(look_) is struck
