"""Compared clauses: what each says itself, its place, and rows by their cells."""

from __future__ import annotations

import pytest
from made_documents import made, plan, regulation

from kb.change.compared_clause import ComparedClause, pieces

REGULATION = {one.clause.id.path: one for one in pieces(regulation())}
PLAN = {one.clause.id.path: one for one in pieces(plan())}


def test_every_clause_is_a_piece_in_reading_order() -> None:
    document = regulation()
    found = pieces(document)
    assert [one.clause for one in found] == list(document.root.walk())
    assert [one.index for one in found] == list(range(len(found)))
    assert found[0].parent is None
    for one in found:
        assert all(kid.parent is one for kid in one.kids)
        assert list(one.walk()) == list(found[one.index : one.last])


@pytest.mark.parametrize(
    ("path", "marker", "own"),
    [
        ("c1", "第一章", "总则"),
        ("t1", "第一条", "为了保障权益，制定本条例。"),
        ("t2", "第二条", ""),
        ("t2.k1", "", "符合下列条件之一的可以申领："),
        ("t2.k1.x2", "（二）", "有合法稳定住所。"),
        ("t2-1", "第二条之一", "本条例所称住所包括租房。"),
    ],
)
def test_a_clause_says_its_own_words_without_its_number(path: str, marker: str, own: str) -> None:
    piece = REGULATION[path]
    assert (piece.marker, piece.own, piece.said) == (marker, own, own)


@pytest.mark.parametrize(
    ("path", "token", "level"),
    [("t2.k1.x2", "x2", "item"), ("t2-1", "t2-1", "article"), ("", "", "document")],
)
def test_its_number_among_its_siblings(path: str, token: str, level: str) -> None:
    assert (REGULATION[path].token, REGULATION[path].level) == (token, level)


def test_an_article_is_named_for_its_only_paragraph() -> None:
    alone = made("甲", [("t1", "article", "第一条", "", "", [("t1.k1", "paragraph", "", "", "甲。", [])])])
    only = next(one for one in pieces(alone) if one.level == "paragraph")
    assert only.address.id.path == "t1"
    assert REGULATION["t2.k1"].address.id.path == "t2.k1"
    assert REGULATION["t2"].address.id.path == "t2"


def test_size_counts_all_that_is_below() -> None:
    def whole(piece: ComparedClause) -> int:
        return sum(len(one.key) + 1 for one in piece.walk())

    for one in (*REGULATION.values(), *PLAN.values()):
        assert one.size == whole(one)
    assert REGULATION["t2"].size > REGULATION["t2.k1"].size > 1


def test_form_is_no_part_of_the_key() -> None:
    wide = made("甲", [("t1", "article", "第一条", "", "补贴８０万元 。", [])])
    narrow = made("乙", [("t1", "article", "第一条", "", "补贴80万元.", [])])
    keys = {pieces(one)[1].key for one in (wide, narrow)}
    assert len(keys) == 1


def test_a_row_is_compared_by_its_cells() -> None:
    row = PLAN["b1.r2"]
    assert row.said == "队伍\t党政人才\t0.64万人"  # the merged cell is repeated
    assert row.label == "队伍\t党政人才"  # what holds a figure names no row
    assert row.row is not None
    assert row.table is PLAN["b1"].table is not None
    assert row.key.split("\t")[1] == "党政人才"


def test_serial_numbers_are_left_out_and_table_numbers_are_markers() -> None:
    from ingest.parse import parse

    text = (
        "临江市甲办法\n\n第一条 见表1。\n\n表1 补贴标准\n序号\t类别\t标准\n1\t博士\t30万元\n2\t硕士\t10万元\n"
    )
    found = {one.clause.id.path: one for one in pieces(parse(text.encode(), "甲.txt").document)}
    assert (found["b1"].marker, found["b1"].own.split("\n")[0]) == ("表1", "补贴标准")
    assert (found["b1.r1"].said, found["b1.r1"].label) == ("博士\t30万元", "博士")


def test_words_behind_the_children_are_its_own() -> None:
    from dataclasses import replace

    document = made("甲", [("1", "h1", "一、", "目标", "", [("1.1", "h2", "（一）", "", "甲。", [])])])
    text = document.text + "\n此外另有规定。"
    first = replace(document.root.children[0], end=len(text), text=text)
    root = replace(document.root, children=(first,), end=len(text), text=text)
    assert pieces(replace(document, text=text, root=root))[1].own == "目标\n此外另有规定。"
