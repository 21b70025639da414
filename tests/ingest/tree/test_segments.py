"""Where one text ends and the next begins."""

from __future__ import annotations

import pytest

from ingest.line import GridCell, Line
from ingest.tree.layout import lay_out
from ingest.tree.segments import MarkedLine, Segment, is_date, mark, split_segments


def marked(*lines: str | Line) -> tuple[MarkedLine, ...]:
    return mark(lay_out([Line(line) if isinstance(line, str) else line for line in lines])[1])


def kinds(*lines: str | Line) -> list[str]:
    return [line.marker.kind if line.marker else "" for line in marked(*lines)]


def segments(*lines: str | Line) -> tuple[Segment, ...]:
    return split_segments(marked(*lines))


MARKED: dict[str, tuple[tuple[str | Line, ...], list[str]]] = {
    "plain": (("一、甲", "（一）乙", "丙"), ["cn1", "cn2", ""]),
    "a table has none": ((Line("", grid=(GridCell("一、甲", 0, 0),)), "一、甲"), ["", "cn1"]),
    "behind 目录": (
        ("目录", "第一章 总则……1", "第二章 附则……9", "第一章 总则", "第一条 甲。"),
        ["", "", "", "chapter", "article"],
    ),
    "contents without 目录": (
        ("一、甲", "二、乙", "三、丙", "四、丁", "一、甲", "甲文。", "二、乙", "三、丙", "四、丁"),
        ["", "", "", "", "cn1", "", "cn1", "cn1", "cn1"],
    ),
    "three headings that recur are no contents": (
        ("一、甲", "二、乙", "三、丙", "一、甲", "二、乙", "三、丙"), ["cn1"] * 6,
    ),
    "a quotation over lines": (
        ("一、改为：", "“第三条 甲：", "“（一）乙；", "（二）丙。”", "二、丁"), ["cn1", "", "", "", "cn1"],
    ),
    "a quotation that never closes": (("一、改为：", "“第三条 甲", "（一）乙"), ["cn1", "", "cn2"]),
    "a list of annexes": (
        ("一、甲", "附件：1.名单", "2.表格", "甲局", "2021年1月1日"), ["cn1", "", "", "", ""],
    ),
    "a decimal alone is none": (("1.1 甲", "一、乙"), ["", "cn1"]),
    "a document in decimals": (
        ("1　总则", "1.1 甲", "1.2 乙", "2　组织", "2.1 丙"), ["decimal"] * 5,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("lines", "wanted"), MARKED.values(), ids=MARKED.keys())
def test_the_markers_that_count(lines: tuple[str | Line, ...], wanted: list[str]) -> None:
    assert kinds(*lines) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        *[(text, True) for text in ("2021年8月25日", "（2021 年 8 月 25 日）", "二〇二一年八月二十五日", " 2021年8月5日 ")],
        *[(text, False) for text in ("2021年8月", "2021年8月25日印发", "自2021年8月25日", "")],
    ],
)  # fmt: skip
def test_nothing_but_a_date(text: str, wanted: bool) -> None:
    assert is_date(text) is wanted


def test_a_letter_has_opening_body_and_colophon() -> None:
    (whole,) = segments(
        "关于甲的通知", "各单位：", "一、甲。", "二、乙。", "甲市人民政府", "2021年8月25日", "抄送：市委。"
    )
    assert whole == Segment(annex=0, heading="", start=0, body=2, colophon=4, end=7)


def test_a_text_without_numbers_is_all_opening() -> None:
    (whole,) = segments("关于甲的通知", "请认真执行甲，抓好落实。")
    assert (whole.body, whole.colophon, whole.end) == (2, 2, 2)


def test_no_lines() -> None:
    assert [(one.start, one.end) for one in segments()] == [(0, 0)]


def test_annexes_have_numbers_and_titles_of_their_own() -> None:
    found = segments(
        "关于甲的通知",
        "一、甲。",
        "附件1",
        "人员名单",
        "一、张三。",
        "附件二：补贴标准",
        "一、五万元。",
        "附件",
        "其他",
    )
    assert [(one.annex, one.heading, one.start, one.end) for one in found] == [
        *((0, "", 0, 2), (1, "人员名单", 2, 5), (2, "补贴标准", 5, 7), (3, "其他", 7, 9)),
    ]


def test_an_annex_number_that_is_taken_gets_the_next() -> None:
    found = segments("甲", "一、甲。", "附件1", "乙名单", "一、乙。", "附件1", "丙名单", "一、丙。")
    assert [one.annex for one in found] == [0, 1, 2]


def test_a_title_of_an_annex_over_centred_lines() -> None:
    found = segments(
        "甲", "一、甲。", "附件1", Line("甲市人才", centered=True), Line("申请表", centered=True), "一、乙。"
    )
    assert found[1].heading == "甲市人才申请表"


def test_a_carried_text_without_a_label_begins_at_its_title() -> None:
    found = segments("关于印发的通知", "一、甲。", "二、乙。", "甲市人才办法", "一、丙。")
    assert [(one.annex, one.heading, one.start) for one in found] == [(0, "", 0), (1, "甲市人才办法", 3)]


def test_a_list_that_begins_again_without_a_title_is_the_same_text() -> None:
    assert len(segments("关于甲的通知", "一、甲。", "二、乙。", "以下是另一组。", "一、丙。")) == 1


def test_the_colophon_begins_where_the_body_ends() -> None:
    (whole,) = segments("一、甲。", "甲市人民政府办公室2021年8月25日印发")
    assert (whole.body, whole.colophon) == (0, 1)
    assert segments("一、甲。", "请认真执行。")[0].colophon == 2
