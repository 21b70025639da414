"""The XML of a part, read safely, and the steps taken in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from word_elements import element, parent_of

from ingest.problems import ReadError
from ingest.read.docx.parts import markup
from ingest.read.docx.parts.markup import (
    attribute,
    branch,
    child,
    descend,
    is_on,
    name,
    number_in,
    parse_xml,
    value_of,
)

ALTERNATE = '<mc:AlternateContent><mc:Choice Requires="{}"><w:b/></mc:Choice><mc:Fallback><w:i/></mc:Fallback></mc:AlternateContent>'


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "不是完好的 XML"),
        (b"<a>", "不是完好的 XML"),
        (b"<a>" * 300 + b"</a>" * 300, "不是完好的 XML"),
        (b"<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", "DTD"),
        (b"<!DOCTYPE a SYSTEM 'nowhere.dtd'><a/>", "DTD"),
    ],
)
def test_what_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(ReadError, match=said) as raised:
        parse_xml(data, "word/甲.xml")
    assert "word/甲.xml" in str(raised.value)


@pytest.mark.parametrize("code", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    "declared",
    [
        "<!DOCTYPE a SYSTEM '{}'>",
        "<!DOCTYPE a PUBLIC '-//x' '{}'>",
        "<!DOCTYPE a [<!ENTITY % x SYSTEM '{}'> %x;]>",
        "<!DOCTYPE a [<!ENTITY x SYSTEM '{}'>]>",
    ],
)
def test_a_file_that_a_dtd_names_is_not_opened(tmp_path: Path, declared: str, code: str) -> None:
    (tmp_path / "secret").write_text("root:x:0:0", encoding="utf-8")
    with pytest.raises(ReadError, match="DTD"):  # not a complaint about what stands in that file
        parse_xml(f"{declared.format((tmp_path / 'secret').as_uri())}<a/>".encode(code), "x")


def test_a_part_that_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markup, "PIECES", 5)
    parse_xml(b"<a><b/></a>", "x")
    with pytest.raises(ReadError, match="文档太大"):
        parse_xml(b"<a><b/><b/><b/><b/></a>", "x")


def test_comments_and_instructions_are_no_elements() -> None:
    assert [name(one) for one in parse_xml(b"<a><!-- x --><?y z?><b/></a>", "x")] == ["b"]


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        ("<w:p xmlns:w='http://purl.oclc.org/ooxml/wordprocessingml/main'/>", "w:p"),
        ("<x:p xmlns:x='http://schemas.openxmlformats.org/wordprocessingml/2006/main'/>", "w:p"),
        ("<p xmlns='urn:nobody'/>", "?:p"),
        ("<p/>", "p"),
    ],
)
def test_names_are_the_same_in_strict_files(data: str, wanted: str) -> None:
    assert name(parse_xml(data.encode(), "x")) == wanted


@pytest.mark.parametrize(
    ("one", "key", "wanted"),
    [
        ('<w:jc w:val="center"/>', "val", "center"),
        ('<w:jc val="right"/>', "val", "right"),
        ('<w:jc w:val="center" val="right"/>', "val", "center"),
        ('<w:jc x:val="center"/>', "val", ""),
        ("<w:jc/>", "val", ""),
        ('<w:ind w:left="5"/>', "left", "5"),
    ],
)
def test_an_attribute(one: str, key: str, wanted: str) -> None:
    assert attribute(element(one), key) == wanted


def test_a_child_and_a_value_far_down() -> None:
    properties = element('<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr></w:pPr>')
    assert child(properties, "w:numPr") is not None
    assert child(properties, "w:jc") is child(None, "w:jc") is None
    assert value_of(properties, "w:numPr/w:numId") == "3"
    assert value_of(properties, "w:jc/w:numId") == value_of(None, "w:jc") == ""


@pytest.mark.parametrize(
    ("requires", "shown"), [("wps", "w:b"), ("wps w14", "w:b"), ("x", "w:i"), ("wps x", "w:i"), ("", "w:i"), ("zz", "w:i")]
)  # fmt: skip
def test_the_branch_that_word_shows(requires: str, shown: str) -> None:
    alternate = element(ALTERNATE.format(requires))
    chosen = branch(alternate)
    assert chosen is not None
    assert [name(one) for one in chosen] == [shown]
    assert child(parent_of(ALTERNATE.format(requires)), shown) is not None


def test_all_below_in_order_with_one_branch_and_not_inside_a_stop() -> None:
    tree = parent_of(f"<w:p><w:r/></w:p>{ALTERNATE.format('wps')}<w:tbl><w:tr/></w:tbl>")
    assert [name(one) for one in descend(tree)] == ["w:p", "w:r", "w:b", "w:tbl", "w:tr"]
    assert [name(one) for one in descend(tree, frozenset({"w:tbl", "w:p"}))] == ["w:p", "w:b", "w:tbl"]


@pytest.mark.parametrize(
    ("one", "on"),
    [("<w:b/>", True), ('<w:b w:val="1"/>', True), ('<w:b w:val="true"/>', True), ('<w:b w:val="0"/>', False),
     ('<w:b w:val="off"/>', False), ('<w:u w:val="none"/>', False)],
)  # fmt: skip
def test_a_switch(one: str, on: bool) -> None:
    assert is_on(element(one)) is on
    assert not is_on(None)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("12", 12),
        ("-3", -3),
        ("", 7),
        ("1.5", 7),
        ("12pt", 7),
        ("１２", 7),
        ("²", 7),
        ("1234567890", 7),
        ("--1", 7),
    ],
)
def test_a_whole_number(text: str, wanted: int) -> None:
    assert number_in(text, 7) == wanted
