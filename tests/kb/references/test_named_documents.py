"""Which document a title, a short name or a 文号 names."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.document import Document
from ingest.parse import parse
from kb.references.named_documents import NamedDocuments, short_names

BLANK = parse("甲办法\n\n第一条 甲。\n".encode(), "甲.txt").document


def named(name: str, title: str, number: str = "", carried: str = "") -> Document:
    return replace(BLANK, id=name, title=title, number=number, carried=carried)


HELD = NamedDocuments.of(
    [
        named("law", "中华人民共和国就业促进法（2015年修正）"),
        named("notice", "关于印发《临江市人才住房办法》的通知", "临政发〔2025〕1号", "临江市人才住房办法"),
        named("old", "临江市补贴细则（试行）", "临政发〔2020〕7号"),
        named("new", "临江市补贴细则", "临政发〔2024〕7号"),
    ]
)


def ids(found: tuple[Document, ...]) -> list[str]:
    return [one.id for one in found]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("中华人民共和国就业促进法（2015年修正）", ["law"]),
        ("中华人民共和国就业促进法", ["law"]),  # the aside may be left out
        ("就业促进法", ["law"]),  # the state's name too
        ("临江市人才住房办法", ["notice"]),
        ("关于印发《临江市人才住房办法》的通知", ["notice"]),
        ("关于印发〈临江市人才住房办法〉的通知", ["notice"]),
        ("临江市 人才住房办法", ["notice"]),
        ("临江市补贴细则", ["old", "new"]),  # two editions
        ("临江市补贴细则(试行)", ["old"]),
        ("中华人民共和国临江市补贴细则", ["old", "new"]),
        ("住房办法", []),
        ("", []),
    ],
)
def test_titles(name: str, expected: list[str]) -> None:
    assert ids(HELD.titled(name)) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("临政发〔2025〕1号", ["notice"]),
        ("临政发[2025]1号", ["notice"]),
        ("临政发（2025）1号", ["notice"]),
        ("临政发〔2025〕11号", []),
        ("", []),
    ],
)
def test_numbers(number: str, expected: list[str]) -> None:
    assert ids(HELD.numbered(number)) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("临江市人才住房的办法", ["notice"]),
        ("临江市人材住房办法", ["notice"]),
        ("临江市交通规划", []),
    ],
)
def test_a_slip(name: str, expected: list[str]) -> None:
    assert ids(HELD.nearest(name)) == expected
    assert NamedDocuments.of([]).nearest(name) == ()


def test_short_names_and_from_where_on_they_stand() -> None:
    text = (
        "根据《临江市人才住房办法》（临政发〔2025〕1号，以下简称《办法》）。后来《临江市补贴细则》（以下简称“细则”）。"
        "再后《临江市新细则》（以下简称细则）。"
    )
    found = short_names(text)
    assert {short: [name for _, name in held] for short, held in found.items()} == {
        "办法": ["临江市人才住房办法"],
        "细则": ["临江市补贴细则", "临江市新细则"],
    }
    for held in found.values():
        for start, name in held:
            assert text.index(f"《{name}》") < start <= len(text)
            assert text[start - 1] == "）"
    assert short_names("没有简称。") == {}
