"""Plain text to lines: what a Word export leaves behind, tables in three shapes, broken paragraphs."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading import read_lines

from ingest.clean import clean
from ingest.line import GridCell, Line
from ingest.read.wrap import columns, page_width


def lines_of(text: str) -> tuple[Line, ...]:
    return clean(read_lines(text.encode(), ".txt")).lines


def texts(text: str) -> list[str]:
    return [line.text for line in lines_of(text)]


def rows_of(text: str) -> list[list[tuple[str, int, int]]]:
    """The only table of `text`: its cells by row, as (text, rowspan, colspan)."""
    grids = [line.grid for line in lines_of(text) if line.grid]
    assert len(grids) == 1
    rows: dict[int, list[GridCell]] = {}
    for cell in grids[0]:
        rows.setdefault(cell.row, []).append(cell)
    return [[(cell.text, cell.rowspan, cell.colspan) for cell in rows[row]] for row in sorted(rows)]


RESIDUE = {
    "[bookmark: _Toc1][bookmark: _Toc2]　　一、背景": ["一、背景"],
    "[bookmark: _GoBack]　　正文。": ["正文。"],
    'HYPERLINK \\l "_Toc12" 一、总则 PAGEREF _Toc12 \\h 3': ["一、总则  3"],
    'TOC \\o "1-3" \\h \\z \\u 目录': ["目录"],
    "第1页 \\* MERGEFORMAT\n正文。": ["正文。"],
    "保留 [1] 和 [注：甲]": ["保留 [1] 和 [注：甲]"],
}


@pytest.mark.parametrize(("text", "wanted"), RESIDUE.items())
def test_field_residue_goes(text: str, wanted: list[str]) -> None:
    assert texts(text) == wanted


PAGE_NUMBERS = [
    "- 16 -",
    "—16—",
    "－ 3 －",
    "第3页 共9页",
    "第 3 页",
    " (\n16\n)",
    "（\n2\n）",
    "Page 3 of 9",
    "\f12",
]


@pytest.mark.parametrize("number", PAGE_NUMBERS)
def test_a_page_number_goes(number: str) -> None:
    assert texts(f"甲部门负责。\n{number}\n乙部门配合。") == ["甲部门负责。", "乙部门配合。"]


@pytest.mark.parametrize("text", ["2021", "（1）", "1-3", "第三页的表格", "—甲—"])
def test_what_only_looks_like_a_page_number_stays(text: str) -> None:
    assert texts(f"甲。\n{text}\n乙。") == ["甲。", text, "乙。"]


def table(*rows: str) -> str:
    """A table as Word exports it: `|` between cells, one cell a line, an empty line ends a row."""
    return "".join("".join(f"\t{cell}\n" for cell in row.split("|")) + "\n" for row in rows)


def test_cells_one_a_line() -> None:
    assert rows_of("表1 人才\n" + table("指标|单位|数", "总量|万人|27.01") + "以后的段落。") == [
        [("指标", 1, 1), ("单位", 1, 1), ("数", 1, 1)],
        [("总量", 1, 1), ("万人", 1, 1), ("27.01", 1, 1)],
    ]


def test_the_lines_around_a_table_stay_lines() -> None:
    assert texts("表1 人才\n" + table("指标|数", "总量|27") + "以后的段落。") == [
        "表1 人才",
        "",
        "以后的段落。",
    ]


def test_a_short_header_spans_the_label_columns() -> None:
    rows = rows_of(table("指    标|单位|2025年", "总量|万人|42", "队伍|党政|万人|0.6", "|高技能|万人|11"))
    assert rows[0] == [("指标", 1, 2), ("单位", 1, 1), ("2025年", 1, 1)]
    assert rows[1] == [("总量", 1, 2), ("万人", 1, 1), ("42", 1, 1)]
    assert rows[2] == [("队伍", 2, 1), ("党政", 1, 1), ("万人", 1, 1), ("0.6", 1, 1)]
    assert rows[3] == [("高技能", 1, 1), ("万人", 1, 1), ("11", 1, 1)]


def test_two_header_rows() -> None:
    rows = rows_of(table("类别|2020年|2025年|备注", "|人数|占比|人数|占比|", "博士|1|2|3|4|无"))
    assert rows[0] == [("类别", 2, 1), ("2020年", 1, 2), ("2025年", 1, 2), ("备注", 2, 1)]
    assert rows[1] == [("人数", 1, 1), ("占比", 1, 1), ("人数", 1, 1), ("占比", 1, 1)]


def test_an_empty_cell_past_the_label_columns_stays_empty() -> None:
    assert rows_of(table("项目|甲|乙", "一|1|2", "二||3"))[2] == [("二", 1, 1), ("", 1, 1), ("3", 1, 1)]


def test_a_cell_wraps_onto_a_line_without_a_tab() -> None:
    assert rows_of("\t人才结构\n和效能\n\t8\n\n\tR&D\nratio\n\t9\n\n") == [
        [("人才结构和效能", 1, 1), ("8", 1, 1)],
        [("R&D ratio", 1, 1), ("9", 1, 1)],
    ]


def test_notes_below_a_table_are_lines() -> None:
    lines = lines_of(table("指标|数", "总量|27") + "\t注：\n1、甲；\n2、乙。\n\n\n　　（二）以后")
    assert [line.text for line in lines] == ["", "注：", "1、甲；", "2、乙。", "（二）以后"]
    assert len(lines[0].grid) == 4


def test_a_first_row_of_one_cell_is_a_caption() -> None:
    lines = lines_of(table("表1 补贴标准（单位：万元）", "类别|标准", "博士|10"))
    assert lines[0].text == "表1 补贴标准（单位：万元）"
    assert lines[0].centered
    assert [cell.text for cell in lines[1].grid] == ["类别", "标准", "博士", "10"]


def test_rows_with_cells_apart_by_tabs() -> None:
    assert rows_of("甲段。\n类别\t标准\t单位\n博士\t10\t万元\n硕士\t\t万元\n乙段。")[2] == [
        ("硕士", 1, 1),
        ("", 1, 1),
        ("万元", 1, 1),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "\t甲段落。\n\n\t乙段落。",
        "\t只有一行",
        "甲\t乙",
        "\t甲段。\n\t乙段。\n\n\t丙段。\n\t丁段。",
        "第一条\t为了甲\n第二条\t本办法",
        "1.\t甲部门\n2.\t乙部门",
        "甲部门负责：\t一\n乙部门\t二",
    ],
)
def test_an_indented_paragraph_is_no_table(text: str) -> None:
    assert not any(line.grid for line in lines_of(text))


def test_no_character_of_a_table_is_lost() -> None:
    text = "表\n" + table("指    标|单位", "甲|乙|丙", "|丁|戊") + "\t注：己\n庚\n\n辛"
    found = "".join(line.text + "".join(cell.text for cell in line.grid) for line in lines_of(text))
    assert "".join(found.split()) == "".join(text.split())


WRAPPED = """\
　　为了加强本市人才引进工作，规范人才补贴的发放和管理，根据
第三条规定的条件和《浙江省人才发展条例》等法律、法规的规定，
结合本市实际情况和人才工作的需要，现就有关补贴事项制定本办法
。
　　第一条 本办法适用于本市行政区域内用人单位引进的各类人才，
以及为人才提供服务的机构。
　　第二条 人才应当具备下列条件：
　　（一）遵守法律、法规；
　　（二）与用人单位签订一年以上劳动合同，并按照国家有关规定缴
纳社会保险。
"""


def test_a_paragraph_broken_at_a_fixed_width_is_whole_again() -> None:
    assert texts(WRAPPED) == [
        "为了加强本市人才引进工作，规范人才补贴的发放和管理，根据第三条规定的条件和《浙江省人才发展条例》等法律、"
        "法规的规定，结合本市实际情况和人才工作的需要，现就有关补贴事项制定本办法。",
        "第一条 本办法适用于本市行政区域内用人单位引进的各类人才，以及为人才提供服务的机构。",
        "第二条 人才应当具备下列条件：",
        "（一）遵守法律、法规；",
        "（二）与用人单位签订一年以上劳动合同，并按照国家有关规定缴纳社会保险。",
    ]


UNINDENTED = """\
第一条 本办法适用于本市行政区域内用人单位引进的各类人才，以及依照
第三条规定的程序认定的机构和为人才提供服务的其他组织，法律法规另有
规定的除外。
第二条 市人力资源和社会保障部门负责人才补贴的受理和审核工作，财政
部门负责资金保障。
"""


def test_a_broken_paragraph_without_indents() -> None:
    assert texts(UNINDENTED) == [
        "第一条 本办法适用于本市行政区域内用人单位引进的各类人才，以及依照第三条规定的程序认定的机构和为人才提供服务的"
        "其他组织，法律法规另有规定的除外。",
        "第二条 市人力资源和社会保障部门负责人才补贴的受理和审核工作，财政部门负责资金保障。",
    ]


@pytest.mark.parametrize("text", [WRAPPED, UNINDENTED])
def test_joining_loses_no_character(text: str) -> None:
    assert "".join("".join(texts(text)).split()) == "".join(text.split())


@pytest.mark.parametrize(
    "text",
    [
        "第一条 为了甲，制定本办法。\n第二条 本办法适用于乙。\n第三条 丙。",
        "一、总体要求\n二、主要任务\n三、保障措施",
        "某某公司\n某某市人才中心\n关于某某的通知",
    ],
)
def test_lines_that_were_not_broken_are_not_joined(text: str) -> None:
    assert texts(text) == text.split("\n")
    assert page_width(text.split("\n")) == 0


def test_full_width_characters_take_two_columns() -> None:
    assert columns("慈溪 2021年") == 11


def test_place_on_the_page() -> None:
    letter = (
        "　　　　　　人才发展规划\n　　正文第一段。\n　　　　　　　　　　　　慈溪市发展和改革局\n"
        "　　　　　　　　　　　　　2021年8月25日"
    )
    title, body, organ, day = lines_of(letter)
    assert (title.centered, title.right) == (True, False)
    assert (body.centered, body.right) == (False, False)
    assert organ.right
    assert day.right


def test_the_plan(plan_file: Path) -> None:
    lines = clean(read_lines(plan_file.read_bytes(), ".txt")).lines
    shown = [line.text for line in lines]
    assert not any("bookmark" in text for text in shown)
    assert "16" not in shown
    assert shown[-1].endswith("2021年8月25日印发")
    assert "三、主要任务" in shown
    assert [len({cell.row for cell in line.grid}) for line in lines if line.grid] == [11, 13]
