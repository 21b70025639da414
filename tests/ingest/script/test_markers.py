"""How a line begins: the markers of both ladders, and the sentences that only look like them."""

from __future__ import annotations

import pytest

from ingest.script.markers import match_marker, split_heading

MARKERS = {
    "第一条 为了规范": ("article", "1", "第一条"),
    "第一百二十条之一 资助": ("article", "120-1", "第一百二十条之一"),
    "第三条为了加强": ("article", "3", "第三条"),
    "第二条中华人民共和国公民": ("article", "2", "第二条"),
    "第二章　总则": ("chapter", "2", "第二章"),
    "第一节 一般规定": ("section", "1", "第一节"),
    "第三编 合同": ("part", "3", "第三编"),
    "第二分编 典型合同": ("subpart", "2", "第二分编"),
    "三、主要任务": ("cn1", "3", "三、"),
    "（二）加强": ("cn2", "2", "（二）"),
    "(十一)其他": ("cn2", "11", "(十一)"),
    "㈢其他": ("cn2", "3", "㈢"),
    "1.围绕": ("ar1", "1", "1."),
    "5．“乡村": ("ar1", "5", "5．"),
    "10、其他": ("ar1", "10", "10、"),
    "（3）其他": ("ar2", "3", "（3）"),
    "②其他": ("circled", "2", "②"),
    "二是推进": ("shi", "2", "二是"),
    "——创新驱动": ("dash", "", "——"),
    "1.2.3 编制": ("decimal", "1.2.3", "1.2.3"),
}

PLAIN = [
    "第三条规定的材料应当齐全",
    "第五条、第六条所称人才",
    "第二章和第三章的规定",
    "第一款第二项",
    "一、二年级学生",
    "2025年目标",
    "一方面",
    "十四五时期",
    "二是否成立",
]

HEADINGS = [
    ("cn1", "背景基础", "背景基础", ""),
    ("ar1", "围绕人才引领，提升人才发展首位度。把人才强市", "围绕人才引领，提升人才发展首位度", "把人才强市"),
    ("cn2", "指导思想。", "指导思想", ""),
    ("cn1", "元旦：2018年12月30日至2019年1月1日放假调休，共3天。", "", "元旦：2018年12月30日至2019年1月1日放假调休，共3天。"),
    ("chapter", "总则", "总则", ""),
    ("article", "【立法目的】为了", "立法目的", "为了"),
    ("article", "（二）申请", "", "（二）申请"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "expected"), MARKERS.items())
def test_marker(line: str, expected: tuple[str, str, str]) -> None:
    marker = match_marker(line)
    assert marker is not None
    assert (marker.kind, marker.label, marker.text) == expected


@pytest.mark.parametrize("line", PLAIN)
def test_a_sentence_has_no_marker(line: str) -> None:
    assert match_marker(line) is None


@pytest.mark.parametrize(("kind", "rest", "heading", "body"), HEADINGS)
def test_heading(kind: str, rest: str, heading: str, body: str) -> None:
    found, at = split_heading(kind, rest)
    assert (found, rest[at:]) == (heading, body)
