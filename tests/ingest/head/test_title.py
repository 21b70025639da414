"""Which lines are the title, and the title of what a notice carries."""

from __future__ import annotations

import pytest

from ingest.head.title import Title, find_carried, find_title, head_end, is_marker, join_broken
from ingest.line import GridCell, Line


def plain(*texts: str) -> list[Line]:
    return [Line(text) for text in texts]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        *[(text, True) for text in ("一、总则", "第一条 甲", "第三章 乙", "（二）甲", "1.甲", "附件1", "抄送：甲", "目　录", "索 引 号")],
        *[(text, False) for text in ("甲办法", "关于甲的通知", "2021年计划", "一体化方案", "")],
    ],
)  # fmt: skip
def test_a_number_or_label_that_no_title_begins_with(text: str, wanted: bool) -> None:
    assert is_marker(text) is wanted


TITLES: dict[str, tuple[list[Line], tuple[str, tuple[int, ...]]]] = {
    "the main heading wins": ([Line("关于甲的通知"), Line("乙说明书", heading=1)], ("乙说明书", (1,))),
    "a heading that is numbered is none": (
        [Line("关于甲的通知"), Line("第一章 总则", heading=1)], ("关于甲的通知", (0,)),
    ),
    "two headings straight below each other": (
        [Line("中华人民共和国民法典", heading=1), Line("合同编", heading=1)], ("中华人民共和国民法典 合同编", (0, 1)),
    ),
    "broken over lines": (plain("关于加强人才", "工作的若干意见", "各单位："), ("关于加强人才工作的若干意见", (0, 1))),
    "letterhead and number above": (
        plain("慈溪市人民政府文件", "慈政发〔2021〕2号", "关于甲的通知", "各单位："), ("关于甲的通知", (2,)),
    ),
    "the body above is its first line": (
        plain("慈溪市人民政府", "关于甲的通知", "各单位："), ("慈溪市人民政府关于甲的通知", (0, 1)),
    ),
    "the name of a rule inside goes on": (
        plain("关于印发甲市人才办法", "实施细则", "的通知", "各单位："), ("关于印发甲市人才办法实施细则的通知", (0, 1, 2)),
    ),
    "brackets behind the kind": (plain("甲办法（试行）", "第一条 乙。"), ("甲办法（试行）", (0,))),
    "no kind of document: the first short line": (plain("人才安居二十招", "一、甲"), ("人才安居二十招", (0,))),
    "a sentence is none": (plain("为了贯彻甲通知，现予公布。"), ("", ())),
    "below the first number is none": (plain("一、总则", "关于甲的通知"), ("", ())),
    "a date, a number or a label is none": (plain("2021年8月25日", "甲发〔2021〕2号", "来源：甲局通知"), ("", ())),
    "a table is none": ([Line("", grid=(GridCell("关于甲的通知", 0, 0),))], ("", ())),
    "nothing": ([], ("", ())),
}  # fmt: skip


@pytest.mark.parametrize(("lines", "wanted"), TITLES.values(), ids=TITLES.keys())
def test_the_title(lines: list[Line], wanted: tuple[str, tuple[int, ...]]) -> None:
    assert find_title(lines) == Title(*wanted)


CARRIED: dict[str, tuple[list[Line], tuple[str, tuple[int, ...]]]] = {
    "named in 书名号": (plain("关于印发《甲办法》的通知", "各单位：", "甲办法", "第一条 乙。"), ("甲办法", (2,))),
    "over two lines": (
        plain("关于印发《甲市人才工作办法》的通知", "各单位：", "甲市人才", "工作办法"), ("甲市人才工作办法", (2, 3)),
    ),
    "named without 书名号": (plain("关于印发甲市规划的通知", "各单位：", "甲市规划"), ("甲市规划", (2,))),
    "another text below": (plain("关于印发《甲办法》的通知", "乙办法"), ("", ())),
    "a notice that sends nothing": (plain("关于《甲办法》的说明", "甲办法"), ("", ())),
    "only inside a sentence": (plain("关于印发《甲办法》的通知", "甲办法已经同意。"), ("", ())),
}  # fmt: skip


@pytest.mark.parametrize(("lines", "wanted"), CARRIED.values(), ids=CARRIED.keys())
def test_the_title_of_what_is_carried(lines: list[Line], wanted: tuple[str, tuple[int, ...]]) -> None:
    assert find_carried(lines, find_title(lines)) == Title(*wanted)


def test_without_a_title_nothing_is_carried() -> None:
    assert find_carried(plain("甲办法"), Title("", ())) == Title("", ())


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (plain("甲通知", "各单位：", "一、总则"), 2),
        (plain("甲通知", "发布日期：2021-01-01", "第一条 甲"), 2),
        (plain("甲通知"), 1),
        ([], 0),
    ],
)
def test_where_the_head_ends(lines: list[Line], wanted: int) -> None:
    assert head_end(lines) == wanted


def test_a_broken_title_is_joined_in_one_style_only() -> None:
    def centred(*texts: str, bold: bool = False) -> list[Line]:
        return [Line(text, centered=True, bold=bold) for text in texts]

    two = centred("关于人才事项", "工作方案的报告")
    (joined,) = join_broken(two)
    assert (joined.text, joined.centered) == ("关于人才事项工作方案的报告", True)
    for kept in (
        plain("关于人才事项", "工作方案的报告"),
        [*centred("关于人才事项"), *centred("工作方案的报告", bold=True)],
        centred("甲市人民政府文件", "关于甲的报告"),
        centred("甲办法", "乙办法"),
        centred("第一章", "总则"),
        [],
    ):
        assert join_broken(kept) == tuple(kept)


def test_of_a_broken_title_nothing_is_lost() -> None:
    lines = [Line("前言。"), Line("甲市", centered=True), Line("规划", centered=True), Line("一、总则")]
    assert [line.text for line in join_broken(lines)] == ["前言。", "甲市规划", "一、总则"]
