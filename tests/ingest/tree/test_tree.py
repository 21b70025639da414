"""The tree: small texts and the paths they must give."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invariants import violations

from ingest.document import Document
from ingest.line import GridCell, Line
from ingest.parse import parse


def tree_of(text: str, name: str = "甲办法.md") -> Document:
    return parse(text.encode(), name).document


def paths(document: Document) -> list[str]:
    return [clause.id.path for clause in document.clauses]


LAW = """# 甲办法

## 第一章 总则

第一条 为了规范管理，制定本办法。

第二条 本办法所称人才，包括：

（一）博士；

（二）硕士：

1.全日制；

2.非全日制。

前款所称博士，含在读。

## 第二章 附则

第二条之一 补充规定。

第三条 第一条规定的材料应当齐全。

第一条规定的时限为十日。
"""


def test_the_ladder_of_statutes() -> None:
    document = tree_of(LAW)
    assert paths(document) == [
        "0", "c1", "t1", "t1.k1", "t2", "t2.k1", "t2.k1.x1", "t2.k1.x2", "t2.k1.x2.m1", "t2.k1.x2.m2", "t2.k2",
        "c2", "t2-1", "t2-1.k1", "t3", "t3.k1", "t3.k2",
    ]  # fmt: skip
    assert document.clause("t2.k1.x2.m2").text == "2.非全日制。"
    assert document.clause("c1").heading == "总则"
    assert document.clause("t3.k2").text == "第一条规定的时限为十日。"


PAPER = """关于印发《甲规划》的通知

各单位：

现将《甲规划》印发给你们，请认真组织实施。

甲市人民政府

2021年8月25日

甲规划

一、总体要求

（一）目标

到2025年，建成高地。一是引进人才。二是培养人才。

第二段说明。

——创新驱动。坚持创新。

——人才优先。坚持人才。

1.总量提升。达到10万人。

二、保障措施

1.加强领导。

抄送：市委办公室。

甲市人民政府办公室 2021年8月25日印发
"""


def test_the_ladder_of_official_papers() -> None:
    document = tree_of(PAPER, "甲.txt")
    assert paths(document) == [
        "0", "0.p1", "1", "1.1", "1.1.s1", "1.1.s2", "1.1.p2", "1.1.s3", "1.1.s4", "1.1.1", "2", "2.0.1", "end",
    ]  # fmt: skip
    assert document.clause("1.1.1").heading == "总量提升"
    assert document.clause("end").text.startswith("抄送：")


def test_annexes_restart_the_ladder() -> None:
    text = "关于甲的通知\n\n一、要求\n\n按附件执行。\n\n附件：1.名单\n\n甲市人民政府\n\n2021年8月25日\n\n附件1\n\n名单\n\n一、人员\n\n张三。\n"
    document = tree_of(text, "甲.txt")
    assert [p for p in paths(document) if "p" not in p] == ["0", "1", "end", "f1", "f1/1"]
    assert document.clause("f1").heading == "名单"


def test_a_carried_text_without_a_label_is_an_annex() -> None:
    text = (
        "转发甲报告的通知\n\n一、认真执行。\n\n二、加强领导。\n\n关于甲工作的报告\n\n一、基本情况\n\n好。\n"
    )
    assert "f1/1" in paths(tree_of(text, "甲.txt"))


def test_a_quoted_text_numbers_nothing() -> None:
    text = "# 关于修改甲办法的决定\n\n一、将第三条修改为：\n\n“第三条 申请人应当：\n\n“（一）年满十八周岁；\n\n“（二）有住所。”\n\n二、本决定自公布之日起施行。\n"
    assert [p for p in paths(tree_of(text)) if p.isdecimal()] == ["0", "1", "2"]


def test_a_table_of_contents_opens_nothing() -> None:
    text = "# 甲条例\n\n目录\n\n第一章 总则\n\n第二章 附则\n\n第一章 总则\n\n第一条 甲。\n\n第二章 附则\n\n第二条 乙。\n"
    assert paths(tree_of(text)) == ["0", "c1", "t1", "t1.k1", "c2", "t2", "t2.k1"]


def test_repeated_numbers_stay_apart_and_are_said() -> None:
    parsed = parse("# 甲办法\n\n第一条 甲。\n\n第一条 乙。\n\n第四条 丙。\n".encode(), "甲.md")
    assert [p for p in paths(parsed.document) if p.startswith("t") and "." not in p] == ["t1", "t1~2", "t4"]
    assert {problem.check for problem in parsed.problems} == {"numbering_repeat", "numbering_gap"}


def test_numbers_that_run_on_are_no_problem() -> None:
    parsed = parse("一、甲\n\n1.子。\n\n2.丑。\n\n二、乙\n\n3.寅。\n".encode(), "甲.txt")
    assert parsed.problems == ()


def test_a_section_title_without_number_is_no_paragraph() -> None:
    document = tree_of("# 甲条例\n\n第一条 甲。\n\n保障与监督\n\n第二条 乙。\n")
    assert paths(document) == ["0", "t1", "t1.k1", "h1", "t2", "t2.k1"]


def test_a_paragraph_inside_a_list_belongs_to_its_item() -> None:
    document = tree_of("# 甲条例\n\n第一条 有下列情形的：\n\n（一）甲；\n\n补充说明。\n\n（二）乙。\n")
    assert paths(document)[-4:] == ["t1.k1", "t1.k1.x1", "t1.k1.x1.p2", "t1.k1.x2"]


def test_a_table_with_notes() -> None:
    text = "一、指标\n\n表1 主要指标\n\n| 指标 | 单位 | 2020年 |\n|---|---|---|\n| 总量 | 万人 | 27.01 |\n\n注：\n\n1、含重复。\n\n2、市本级口径。\n\n二、措施\n\n1.甲。\n"
    document = tree_of(text)
    table = document.tables[0]
    assert (table.id.path, table.columns) == ("b1", ("指标", "单位", "2020年"))
    assert table.rows[0].values == ("总量", "万人", "27.01")
    assert [note.path for note in table.notes] == ["b1.z1", "b1.z2"]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["第一条 甲。", "第二条", "第三条规定的", "（一）乙；", "（二）丙。", "1.丁", "一、戊", "二、己", "附件1", "目录",
             "第一章 总则", "表1 庚", "注：辛。", "——壬。", "“第五条 癸", "一是子。二是丑。", "甲市人民政府", "2021年1月1日", "抄送：甲。", "寅卯辰"]
        ),
        min_size=1,
        max_size=25,
    )
)  # fmt: skip
def test_no_input_is_refused_and_nothing_is_lost(lines: list[str]) -> None:
    document = parse("\n\n".join(lines).encode(), "甲.txt").document
    assert violations(document) == []


def test_grids_of_any_shape_keep_the_invariants() -> None:
    from ingest.tree.assembly import build_tree
    from ingest.tree.layout import lay_out

    grid = (
        GridCell("甲", 0, 0, 2, 1),
        GridCell("乙", 0, 1, 1, 2),
        GridCell("丙", 1, 1),
        GridCell("丁", 1, 2),
        GridCell("1", 2, 0),
    )
    text, placed = lay_out([Line("一、指标"), Line("表3 甲"), Line("", grid=grid)])
    root, tables = build_tree("甲", text, placed)
    assert tables[0].columns == ("甲", "乙/丙", "乙/丁")
    assert [clause.id.path for clause in root.walk()][-2:] == ["b3", "b3.r1"]


@pytest.mark.parametrize("folder", ["regulations", "gongwen"])
def test_real_documents_keep_the_invariants(shared: Path, folder: str) -> None:
    for file in sorted((shared / folder).glob("*.*")):
        if file.suffix in (".md", ".html"):
            assert violations(parse(file.read_bytes(), file.name).document) == [], file.name
