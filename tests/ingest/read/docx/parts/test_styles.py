"""Styles, each with all that it inherits."""

from __future__ import annotations

import pytest
from word_elements import element, parent_of

from ingest.read.docx.parts.styles import ParagraphStyle, Styles, name_of, outline


def style(
    id: str, inside: str = "", based: str = "", title: str = "", kind: str = "paragraph", more: str = ""
) -> str:
    on = f'<w:basedOn w:val="{based}"/>' if based else ""
    named = f'<w:name w:val="{title}"/>' if title else ""
    return f'<w:style w:type="{kind}" w:styleId="{id}" {more}>{named}{on}{inside}</w:style>'


def styles(*markup: str) -> Styles:
    return Styles(parent_of("".join(markup)))


def test_what_is_inherited() -> None:
    found = styles(
        '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="21"/><w:color w:val="000000"/></w:rPr></w:rPrDefault></w:docDefaults>',
        style("a", '<w:pPr><w:jc w:val="center"/><w:shd w:val="clear" w:fill="FF0000"/></w:pPr><w:rPr><w:b/><w:sz w:val="24"/></w:rPr>'),
        style("b", '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr></w:pPr><w:rPr><w:b w:val="0"/></w:rPr>', "a"),
    ).paragraph("b")  # fmt: skip
    assert found.ids == ("b", "a")
    assert (found.align, found.fill, found.number, found.level) == ("center", "FF0000", "3", "1")
    assert found.look == {"size": "24", "color": "000000", "bold": ""}


def test_the_default_style_stands_for_none_and_for_an_unknown_one() -> None:
    found = styles(style("x", '<w:pPr><w:jc w:val="both"/></w:pPr>', more='w:default="1"'), style("y"))
    assert (found.paragraph("").align, found.paragraph("nobody").align, found.paragraph("y").align) == (
        "both",
        "both",
        "",
    )


def test_without_styles_everything_is_plain() -> None:
    found = Styles(None)
    assert found.paragraph("a") == ParagraphStyle()
    assert (found.character("a"), found.shades("a"), found.numbering("a")) == ({}, False, "")


def test_a_circle_of_styles_ends() -> None:
    assert styles(style("a", based="b"), style("b", based="a")).paragraph("a").ids == ("a", "b")


@pytest.mark.parametrize(
    ("title", "heading", "is_title", "contents"),
    [
        ("heading 2", 2, False, False),
        ("Heading 3", 3, False, False),
        ("标题 1", 1, False, False),
        ("标题", 0, True, False),
        ("Title", 0, True, False),
        ("公文标题", 0, True, False),
        ("toc 1", 0, False, True),
        ("TOC Heading", 0, False, True),
        ("目录 2", 0, False, True),
        ("Normal", 0, False, False),
    ],
)
def test_what_a_name_says(title: str, heading: int, is_title: bool, contents: bool) -> None:
    found = styles(style("a", title=title)).paragraph("a")
    assert (found.heading, found.title, found.contents) == (heading, is_title, contents)


def test_an_outline_level_goes_before_a_name() -> None:
    found = styles(
        style("a", '<w:pPr><w:outlineLvl w:val="9"/></w:pPr>', title="heading 1"), style("b", based="a")
    )
    assert (found.paragraph("a").heading, found.paragraph("b").heading) == (0, 0)


def test_a_style_based_on_a_heading_is_one_and_one_based_on_contents_is_not() -> None:
    found = styles(
        style("a", title="heading 1"), style("b", based="a"), style("c", title="toc 1"), style("d", based="c")
    )
    assert (found.paragraph("b").heading, found.paragraph("d").contents) == (1, False)


def test_character_and_table_styles() -> None:
    found = styles(
        style("c", "<w:rPr><w:vanish/></w:rPr>", kind="character"),
        style("d", "<w:rPr><w:b/></w:rPr>", "c", kind="character"),
        style(
            "t",
            '<w:tblStylePr><w:tcPr><w:shd w:val="clear" w:fill="4472C4"/></w:tcPr></w:tblStylePr>',
            kind="table",
        ),
        style("u", kind="table"),
        style("n", '<w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr>', kind="numbering"),
    )
    assert (found.character("d"), found.character("nobody")) == ({"vanish": "1", "bold": "1"}, {})
    assert (found.shades("t"), found.shades("u"), found.shades("")) == (True, False, False)
    assert (found.numbering("n"), found.numbering("c")) == ("7", "")


@pytest.mark.parametrize(
    ("markup", "wanted"),
    [('<w:outlineLvl w:val="0"/>', 1), ('<w:outlineLvl w:val="8"/>', 9), ('<w:outlineLvl w:val="9"/>', 0),
     ('<w:outlineLvl w:val="x"/>', 0), ("", None)],
)  # fmt: skip
def test_an_outline_level(markup: str, wanted: int | None) -> None:
    assert outline(element(f"<w:pPr>{markup}</w:pPr>")) == wanted


def test_a_name_as_people_see_it() -> None:
    assert name_of(element(style("a", title=" Heading 1 "))) == "heading 1"
    assert name_of(element(style("a"))) == ""
