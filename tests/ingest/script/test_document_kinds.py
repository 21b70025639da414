"""Kinds of document: each word once, and what a word is good for wherever documents are read."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.head.header import read_header
from ingest.head.repeal import read_repeals
from ingest.head.term import read_term
from ingest.head.title import find_title
from ingest.line import Line
from ingest.script.document_kinds import flags_by_kind, kind_parts, kinds_with
from ingest.script.wording import any_of

ISSUED = date(2024, 1, 31)


def test_flags_choose_kinds() -> None:
    assert {"办法", "条例"} <= set(kinds_with("rule")) & set(kinds_with("cited"))
    assert not {"通知", "公告", "规划"} & set(kinds_with("rule"))
    assert set(kinds_with("plan")) < set(kinds_with("plan", "title"))
    assert kind_parts()["plan_kind"] == any_of(kinds_with("plan"))


def test_every_kind_is_good_for_something() -> None:
    assert all(flags_by_kind().values())


@pytest.mark.parametrize("kind", kinds_with("own"))
def test_a_document_that_speaks_of_itself_by_its_kind(kind: str) -> None:
    said = read_term([Line(f"本{kind}自2024年2月1日起施行，有效期3年。")], ISSUED)
    assert (said.effective, said.repealed) == (date(2024, 2, 1), date(2027, 2, 1))


@pytest.mark.parametrize("kind", kinds_with("own", "any"))
@pytest.mark.parametrize("word", ["本", "该", "此"])
def test_a_stamp_by_its_kind(word: str, kind: str) -> None:
    lines = [Line(f"（{word}{kind}已废止）"), Line("甲市人才办法"), Line("第一条 甲。")]
    assert read_header(lines, "甲.txt").status == "已废止"


@pytest.mark.parametrize("kind", kinds_with("ended"))
def test_a_list_of_what_is_repealed_names_it_bare(kind: str) -> None:
    lines = [Line("下列文件予以废止："), Line(f"1.甲市人才{kind}（2018年）；"), Line("2.证照过期；")]
    assert [one.title for one in read_repeals(lines)] == [f"甲市人才{kind}（2018年）"]


@pytest.mark.parametrize("kind", kinds_with("title"))
def test_a_title_ends_with_it(kind: str) -> None:
    lines = [Line("甲市人民政府"), Line(f"甲市人才{kind}（试行）"), Line("一、甲。")]
    assert find_title(lines).text == f"甲市人才{kind}（试行）"


@pytest.mark.parametrize("name", ["实施细则", "暂行办法", "若干措施", "工作规程"])
def test_a_kind_may_be_qualified(name: str) -> None:
    lines = [Line(f"（本{name}已失效）"), Line("甲市人才办法"), Line("第一条 甲。")]
    assert read_header(lines, "甲.txt").status == "已失效"
