"""The tree while it grows: what each kind of clause opens, and where."""

from __future__ import annotations

import pytest

from ingest.line import Line
from ingest.script.markers import Marker, match_marker
from ingest.tree.growth import GrowingTree, is_prose
from ingest.tree.layout import PlacedLine, lay_out


class Pen:
    """Writes the lines of a text into a growing tree one by one."""

    def __init__(self, *texts: str) -> None:
        text, placed = lay_out([Line(one) for one in texts])
        self.tree = GrowingTree("甲", text)
        self.placed = iter(placed)

    def line(self) -> tuple[PlacedLine, Marker]:
        placed = next(self.placed)
        marker = match_marker(placed.text)
        assert marker
        return placed, marker

    def paths(self) -> list[str]:
        return [node.path for node in self.tree.root.walk()][1:]


def test_a_path_that_is_taken_gets_a_number_of_its_own() -> None:
    tree = GrowingTree("甲", "")
    assert [tree.open(tree.root, "article", "t1", 0, 0).path for _ in range(3)] == ["t1", "t1~2", "t1~3"]


def test_the_ladder_nests_by_kind_and_says_which_step_it_skips() -> None:
    pen = Pen("一、总体", "（一）目标", "1.总量", "（二）原则", "二、措施", "1.甲", "（1）乙")
    for _ in range(7):
        pen.tree.ladder(*pen.line())
    assert pen.paths() == ["1", "1.1", "1.1.1", "1.2", "2", "2.0.1", "2.0.1.1"]
    assert [node.level for node in pen.tree.root.walk()][1:] == ["h1", "h2", "h3", "h2", "h1", "h3", "h4"]
    assert pen.tree.root.children[0].heading == "总体"


def test_decimals_nest_by_their_depth() -> None:
    pen = Pen("1.1 甲", "1.1.1 乙", "1.2 丙", "1.2.1.1 丁")
    for _ in range(4):
        pen.tree.ladder(*pen.line())
    assert pen.paths() == ["q1-1", "q1-1-1", "q1-2", "q1-2-1-1"]
    assert [node.parent.path for node in pen.tree.root.walk() if node.parent] == ["", "q1-1", "", "q1-2"]


def test_parts_chapters_and_sections_nest_by_rank() -> None:
    pen = Pen("第一编 总则", "第一章 甲", "第一节 乙", "第二章 丙", "第二编 物权")
    for _ in range(5):
        pen.tree.container(*pen.line())
    assert pen.paths() == ["n1", "n1.c1", "n1.c1.j1", "n1.c2", "n2"]


def test_articles_stand_below_a_chapter_with_their_paragraphs_and_items() -> None:
    pen = Pen(
        "第一章 总则", "第一条 甲：", "（一）乙；", "1.丙；", "（二）丁。", "又一款。", "第二条【宗旨】戊。"
    )
    pen.tree.container(*pen.line())
    pen.tree.article(*pen.line())
    for _ in range(3):
        placed, marker = pen.line()
        pen.tree.item(placed, marker, placed.start)
    pen.tree.paragraph(next(pen.placed))
    pen.tree.article(*pen.line())
    assert pen.paths() == [
        *("c1", "t1", "t1.k1", "t1.k1.x1", "t1.k1.x1.m1", "t1.k1.x2", "t1.k2", "t2", "t2.k1"),
    ]
    assert {node.parent.path for node in pen.tree.root.walk() if node.level == "article" and node.parent} == {
        "c1"
    }
    assert next(node.heading for node in pen.tree.root.walk() if node.path == "t2") == "宗旨"


def test_an_item_on_the_line_of_its_article() -> None:
    pen = Pen("第一条 （一）甲。")
    pen.tree.article(*pen.line())
    assert pen.paths() == ["t1", "t1.k1", "t1.k1.x1"]


def test_an_article_alone_on_its_line_has_no_paragraph_yet() -> None:
    pen = Pen("第一条")
    pen.tree.article(*pen.line())
    assert pen.paths() == ["t1"]


def test_items_without_an_article_are_a_ladder() -> None:
    pen = Pen("（一）甲")
    placed, marker = pen.line()
    pen.tree.item(placed, marker, placed.start)
    assert pen.paths() == ["0.1"]


def test_natural_paragraphs_of_a_heading() -> None:
    pen = Pen("一、目标", "首段。", "次段。一是甲。二是乙。", "三段。")
    pen.tree.ladder(*pen.line())
    for _ in range(3):
        pen.tree.paragraph(next(pen.placed))
    assert pen.paths() == ["1", "1.p2", "1.p2.s1", "1.p2.s2", "1.p3"]


def test_paragraphs_of_the_text_itself() -> None:
    pen = Pen("甲。", "乙。")
    pen.tree.prefix = "f1/"
    for _ in range(2):
        pen.tree.paragraph(next(pen.placed))
    assert pen.paths() == ["f1/p1", "f1/p2"]


def test_inline_items_of_their_own_lines() -> None:
    pen = Pen("一、目标", "——甲。", "——乙。")
    pen.tree.ladder(*pen.line())
    for _ in range(2):
        placed, marker = pen.line()
        pen.tree.inline(placed, marker, placed.start)
    assert pen.paths() == ["1", "1.s1", "1.s2"]
    assert pen.tree.owner().path == "1"


def test_a_heading_without_a_number_and_one_that_is_a_sentence() -> None:
    pen = Pen("保障与监督", "这是一个很长很长的句子，它不是标题，是正文。")
    pen.tree.heading(next(pen.placed))
    assert pen.tree.here.heading == "保障与监督"
    pen.tree.heading(next(pen.placed))
    assert "h2" not in pen.paths()
    assert pen.paths()[0] == "h1"


def test_a_note_leaves_its_clause_open() -> None:
    pen = Pen("一、目标", "脚注甲。", "脚注乙。")
    pen.tree.ladder(*pen.line())
    for _ in range(2):
        pen.tree.note(next(pen.placed))
    assert pen.paths() == ["1", "1.z1", "1.z2"]
    assert pen.tree.here.path == "1"
    assert pen.tree.root.end == len(pen.tree.text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("人才政策", False),
        ("短句。", False),
        ("符合条件的人才可以按照规定申请补贴。", True),
        ("长" * 61, True),
        ("", False),
    ],
)
def test_prose(text: str, wanted: bool) -> None:
    assert is_prose(text) is wanted
