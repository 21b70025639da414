"""What inline styles say of an element."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup, Tag

from ingest.read.web.style import Style, declarations


def last(markup: str) -> Tag:
    """The innermost, last element of a page body."""
    return BeautifulSoup(f"<html><body>{markup}</body></html>", "lxml").find_all(True)[-1]


@pytest.mark.parametrize(
    ("style", "wanted"),
    [
        ("COLOR : Red; Font-Size:12PT !important", {"color": "red", "font-size": "12pt"}),
        ("text-align:center", {"text-align": "center"}),
        ("nonsense", {}),
        ("", {}),
    ],
)
def test_declarations(style: str, wanted: dict[str, str]) -> None:
    assert declarations(last(f'<p style="{style}">')) == wanted
    assert declarations(last("<p>")) == {}


@pytest.mark.parametrize(
    ("markup", "align"),
    [
        ('<p align="CENTER">', "center"),
        ('<p style="text-align:end">', "right"),
        ('<p align="middle">', "center"),
        ('<p align="left" style="text-align:right">', "right"),
        ("<center><p>", "center"),
        ('<div align="center"><p style="text-align:justify">', "justify"),
        ("<p>", ""),
    ],
)
def test_align(markup: str, align: str) -> None:
    assert Style.of(last(markup)).align == align


@pytest.mark.parametrize(
    ("markup", "bold"),
    [
        ("<b>", True),
        ("<th>", True),
        ("<b><span>", True),
        ('<b><span style="font-weight:normal">', False),
        ('<span style="font-weight:700">', True),
        ('<span style="font-weight:500">', False),
        ('<span style="font-weight:bolder">', True),
        ("<p>", False),
    ],
)
def test_bold(markup: str, bold: bool) -> None:
    assert Style.of(last(markup)).bold is bold


@pytest.mark.parametrize(("markup", "heading"), [("<h1>", 1), ("<h6><span>", 6), ("<h3><h2>", 2), ("<p>", 0)])
def test_heading(markup: str, heading: int) -> None:
    assert Style.of(last(markup)).heading == heading


HIDDEN = {
    "<script>": True,
    "<textarea>": True,
    "<del>": True,
    "<p hidden>": True,
    '<p style="display:none">': True,
    '<p style="display: none !important">': True,
    '<p style="visibility:hidden"><b>': True,
    '<p style="font-size:0px">': True,
    '<p style="opacity:0">': True,
    '<p style="opacity:0.9">': False,
    '<p style="mso-hide:all">': True,
    '<p style="position:absolute;left:-9999px">': True,
    '<p style="text-indent:-9999px">': True,
    '<p style="text-indent:-24px">': False,
    '<p style="color:#FFF">': True,
    '<p style="color:rgb(255, 255, 255)">': True,
    '<p style="color:rgba(0,0,0,0)">': True,
    '<p style="color:white;background:#c00">': False,
    '<p style="color:white;background:#ffffff">': True,
    '<div style="background-color:red"><p style="color:white">': False,
    '<table bgcolor="red"><tr><td><font color="white">': False,
    '<font color="white">': True,
    '<div style="color:white"><p style="color:black">': True,
    "<p>": False,
}


@pytest.mark.parametrize(("markup", "hidden"), HIDDEN.items())
def test_hidden(markup: str, hidden: bool) -> None:
    assert Style.of(last(markup)).hidden is hidden


def test_a_style_is_the_same_step_by_step() -> None:
    tag = last('<div align="center"><b><p style="color:red">')
    assert tag.parent
    assert Style.of(tag.parent).inside(tag) == Style.of(tag)
