"""An answer read back: clause material, frames, labels, and what is left over."""

from __future__ import annotations

from dataclasses import replace

import pytest
from mutations import AS_OF, cite

from assistant.answer import Answer
from assistant.guard.readback import ReadBack, fold, read
from assistant.guard.support import gather
from ingest.parse import parse
from kb.site import NOWHERE

TEXT = """临江市示范办法

第一条 博士研究生首次购买住房的，最高可以享受30万元补贴；补贴分三年发放。

第二条 租房补贴与人才公寓不得同时享受。

第三条 标准见表1。

表1 标准
类别\t标准\t方式
博士\t30万元\t一次性
"""
DOCUMENT = parse(TEXT.encode(), "示范.txt").document
FIRST = "博士研究生首次购买住房的，最高可以享受30万元补贴"
CITED = (cite(DOCUMENT, "t1.k1"), cite(DOCUMENT, "t2.k1"), cite(DOCUMENT, "b1.r1"))


def back(text: str, question: str = "购房补贴多少") -> ReadBack:
    answer = replace(Answer(question, "answered", text, AS_OF), citations=CITED)
    return read(text, gather(answer, [DOCUMENT], NOWHERE))


def pieces(text: str) -> list[tuple[str, bool]]:
    found = back(text)
    assert found.unread == ""
    return [(one.text, one.quoted) for one in found.pieces]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{FIRST}。", [(FIRST, False)]),
        (f"「{FIRST}」", [(FIRST, True)]),
        (f"文件这样规定：{FIRST}。", [(FIRST, False)]),
        ("补贴分三年发放", [("补贴分三年发放", False)]),
        (f"- {FIRST}", [(FIRST, False)]),
        (f"１. {FIRST}".replace("１", "1"), [(FIRST, False)]),
        (FIRST.replace("30", "３０"), [(FIRST.replace("30", "３０"), False)]),  # width is form
        ("「博士研究生首次购买住房的……补贴分三年发放。」", [("博士研究生首次购买住房的", True), ("补贴分三年发放。", True)]),
        ("博士 标准：30万元", [("博士 标准：30万元", True)]),
        ("另外，", []),
        ("", []),
    ],
)  # fmt: skip
def test_what_can_be_read(text: str, expected: list[tuple[str, bool]]) -> None:
    assert [(one.rstrip("。；"), quoted) for one, quoted in pieces(text)] == [
        (one.rstrip("。；"), quoted) for one, quoted in expected
    ]


def test_material_is_placed_in_its_document() -> None:
    for one in back(f"「{FIRST}」").pieces:
        assert [DOCUMENT.text[p.start : p.end] for p in one.places] == [FIRST]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("博士后也可以享受。", "博士后也可以享受"),
        (f"{FIRST}。硕士也可以。", "硕士也可以"),
        (f"{FIRST}\n另有租房补贴。", "另有租房补贴"),
        (f"「{FIRST.replace('30', '80')}」", "「" + FIRST.replace("30", "80") + "」"),
        ("「博士研究生」", "「博士研究生」"),  # no whole segment
        ("享受30万元补贴", "享受30万元补贴"),
        ("博士 标准：80万元", "博士 标准：80万元"),
        ("「没有关上", "「没有关上"),
    ],
)
def test_what_is_left_over_is_told(text: str, left: str) -> None:
    assert back(text).unread.strip() == left


def test_statements_and_lines_are_counted() -> None:
    found = back(f"「{FIRST}」。「补贴分三年发放」\n「租房补贴与人才公寓不得同时享受」")
    assert [(one.statement, one.line) for one in found.pieces] == [(0, 0), (1, 0), (2, 1)]


def test_labels_are_told_with_what_they_name() -> None:
    found = back(f"第一条第一款：「{FIRST}」\n租房补贴与人才公寓不得同时享受。（第二条第一款）")
    assert found.unread == ""
    clauses = [DOCUMENT.clause("t1.k1"), DOCUMENT.clause("t2.k1")]
    assert [(one.places[0].start, one.line) for one in found.named] == [
        (clause.start, line) for line, clause in enumerate(clauses)
    ]


@pytest.mark.parametrize(("question", "read_"), [("购房补贴多少", True), ("租房怎么办", False)])
def test_the_words_of_the_question_are_its_own(question: str, read_: bool) -> None:
    found = back(f"关于“购房补贴”：「{FIRST}」", question)
    assert (found.unread == "") is read_


def test_a_line_break_inside_a_quotation_does_not_part_it() -> None:
    text = parse("临江市办法\n\n第一条 下列人员：\n（一）甲；\n（二）乙。\n".encode(), "甲.txt").document
    cited = (cite(text, "t1.k1"),)
    answer = Answer("谁", "answered", f"「{cited[0].quote}」", AS_OF, cited)
    found = read(answer.text, gather(answer, [text], NOWHERE))
    assert found.unread == ""
    assert [one.text for one in found.pieces] == [cited[0].quote]


def test_fold_keeps_every_place() -> None:
    assert fold("１２％ＡＢ，。") == "12%AB，。"
    assert len(fold(TEXT)) == len(TEXT)
