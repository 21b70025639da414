"""Which document a text names: by number, by title, bare or in marks, or by a short name."""

from __future__ import annotations

import pytest

from kb.address.titles import Titles
from kb.entry import Entry
from kb.language.plain_text import plain


def entry(name: str, title: str, number: str = "", carried: str = "") -> Entry:
    return Entry(
        id=name, title=title, number=number, carried=carried, authority="official", origin="", sha256="",
        parser="", status="", replaced_by="", meta="", state="held", succeeded_by="", standalone=False,
        issuer=(), replaces=(), issued=None, effective=None, repealed=None, succeeded_from=None,
    )  # fmt: skip


TITLES = Titles(
    [
        entry("law", "中华人民共和国就业促进法（2015年修正）"),
        entry("house", "关于印发《临江市人才住房办法》的通知", "临政发〔2025〕1号", "临江市人才住房办法"),
        entry("plan", "临江市人才发展“十四五”规划", "临发改〔2021〕25号"),
        entry("permit", "居住证暂行条例", "国令第663号"),
        entry("old", "临江市购房补贴细则（试行）", "临人社发〔2020〕7号"),
        entry("new", "临江市购房补贴细则", "临人社发〔2024〕7号"),
        entry("rule", "市规"),
    ]
)


def named(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.text, one.documents) for one in TITLES.named(plain(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("《临江市人才住房办法》怎么说", ("house",)),
        ("临江市人才住房办法怎么说", ("house",)),
        ("就业促进法怎么说", ("law",)),
        ("临政发〔2025〕1号怎么说", ("house",)),
        ("临政发[2025]1号怎么说", ("house",)),
        ("临政发2025年第1号怎么说", ("house",)),
        ("国务院令第663号怎么说", ("permit",)),
        ("《临江市购房补贴细则》怎么说", ("old", "new")),
        ("《人才住房办法》怎么说", ("house",)),  # a short name that fits one
        ("《没有收录的办法》怎么说", ()),
        ("临政发〔2025〕99号怎么说", ()),
    ],
)
def test_one_document_is_named(text: str, expected: tuple[str, ...]) -> None:
    ((said, documents),) = named(text)
    assert documents == expected
    assert said in plain(text)


@pytest.mark.parametrize("text", ["人才住房怎么申请", "市规里怎么说", "2025年的补贴", ""])
def test_nothing_is_named(text: str) -> None:
    assert named(text) == []


def test_a_short_title_is_named_before_an_article() -> None:
    assert named("市规第二条") == [("市规", ("rule",))]


def test_several_are_told_left_to_right_and_apart() -> None:
    text = plain("居住证暂行条例和《临江市人才住房办法》以及临发改〔2021〕25号")
    found = TITLES.named(text)
    assert [one.documents for one in found] == [("permit",), ("house",), ("plan",)]
    assert all(text[one.start : one.end] == one.text for one in found)
    assert all(one.end <= other.start for one, other in zip(found, found[1:], strict=False))


@pytest.mark.parametrize(
    ("text", "said", "documents"),
    [
        ("居住证暂行条例第二条", "居住证暂行条例", ("permit",)),
        ("《临江市人才住房办法》第二条", "《临江市人才住房办法》", ("house",)),
        ("临发改〔2021〕25号一、（二）", "临发改〔2021〕25号", ("plan",)),
        ("市规第二条", "市规", ("rule",)),
    ],
)
def test_what_an_address_begins_with(text: str, said: str, documents: tuple[str, ...]) -> None:
    found = TITLES.leading(plain(text))
    assert found is not None
    assert (found.start, found.text, found.documents) == (0, plain(said), documents)


@pytest.mark.parametrize("text", ["第二条", "按照居住证暂行条例第二条", ""])
def test_what_it_does_not_begin_with(text: str) -> None:
    assert TITLES.leading(plain(text)) is None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("人才住房办法", ("house",)),  # a part of its title
        ("住房办法", ("house",)),
        ("临江市人才发展规划", ("plan",)),  # characters left out
        ("临江市人才发展“十四五”", ("plan",)),  # its first half and more
        ("购房补贴细则", ()),  # two fit
        ("规划", ()),  # too short
        ("别的办法", ()),
        ("很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长的办法", ()),
    ],
)
def test_short_names_that_fit_one(name: str, expected: tuple[str, ...]) -> None:
    assert TITLES.short(name) == expected


def test_the_titles_that_look_most_alike() -> None:
    assert TITLES.nearest("临江市人材住房办法")[0] == "《临江市人才住房办法》"
    assert TITLES.nearest("临政发〔2025〕2号", 1) == ("临政发〔2025〕1号",)
    assert TITLES.nearest("毫不相干xyz") == ()
    assert Titles([]).nearest("甲") == ()
    assert Titles([]).named("《甲乙办法》")[0].documents == ()
