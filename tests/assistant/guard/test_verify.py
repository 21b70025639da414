"""What the guard says of single answers: which kind of fault, and what may pass."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from mutations import AS_OF, cite, document, documents

from assistant.answer import Answer, Citation
from assistant.guard.fixed_phrases import FRAMES
from assistant.guard.scope import omission, sentences
from assistant.guard.support import above
from assistant.guard.verify import verify
from ingest.document import ClauseId, Document
from kb.language.quantity import figures

SUBSIDY = "首次在本市购买住房的博士研究生，最高可以享受30万元购房补贴"


def answer(text: str, *citations: Citation, **changes: Any) -> Answer:
    return replace(Answer("这件事怎么规定", "answered", text, AS_OF, citations), **changes)


def kinds(given: Answer) -> set[str]:
    return {fault.kind for fault in verify(given, document)}


def subsidy(path: str, words: str = "") -> Citation:
    return cite(documents()["subsidy"], path, words)


def plan(path: str, words: str = "") -> Citation:
    return cite(documents()["plan"], path, words)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (SUBSIDY.replace("30", "80"), "figure"),
        (SUBSIDY.replace("最高", ""), "qualifier"),
        (SUBSIDY.replace("可以", "应当"), "polarity"),
        (SUBSIDY.replace("博士研究生", "大专毕业生"), "category"),
        (SUBSIDY.replace("享受", "领到"), "unsupported"),
        ("可以享受30万元购房补贴", "qualifier"),
        ("首次在本市购买住房的硕士研究生，最高可以享受10万元购房补贴", "trimmed"),
    ],
)
def test_a_fault_has_its_kind(text: str, kind: str) -> None:
    assert kinds(answer(text, subsidy("t3.k1"))) == {kind}


def test_true_answers_pass() -> None:
    assert not kinds(answer(SUBSIDY, subsidy("t3.k1")))
    assert not kinds(answer(f"「{SUBSIDY}」", subsidy("t3.k1", SUBSIDY)))


def _shifted(c: Citation) -> Citation:
    return replace(c, start=c.start + 1, end=c.end + 1)


def _elsewhere(c: Citation) -> Citation:
    return replace(c, clause_id=ClauseId(c.clause_id.document, "t5"), label="第五条")


def _unknown(c: Citation) -> Citation:
    return replace(c, clause_id=ClauseId("无此文件", "t5"), label="第五条")


def _misnamed(c: Citation) -> Citation:
    return replace(c, document=replace(c.document, title="另一份文件"))


@pytest.mark.parametrize("change", [_shifted, _elsewhere, _unknown, _misnamed])
def test_a_citation_is_a_slice_of_its_clause(change: Callable[[Citation], Citation]) -> None:
    assert kinds(answer(SUBSIDY, change(subsidy("t3.k1")))) == {"citation"}


def test_related_clauses_are_held_to_it_too() -> None:
    given = answer("没有找到这件事的规定。", status="not_found", related=(_shifted(subsidy("t3.k1")),))
    assert kinds(given) == {"citation"}


def test_the_label_is_the_clause_s_own() -> None:
    assert kinds(answer(SUBSIDY, replace(subsidy("t3.k1"), label="第九条"))) == {"label"}


def test_a_label_in_the_text_belongs_to_its_quotation() -> None:
    both = (subsidy("t3.k1"), subsidy("t9"))
    assert not kinds(answer(f"{SUBSIDY}（第三条第一款）\n租房补贴与人才公寓不得同时享受。（第九条）", *both))
    assert kinds(answer(f"{SUBSIDY}（第九条）\n租房补贴与人才公寓不得同时享受。（第三条第一款）", *both)) == {
        "label"
    }
    assert kinds(answer(f"第九条：\n「{SUBSIDY}」", *both)) == {"label"}


def test_an_answer_needs_evidence_and_words() -> None:
    assert kinds(answer(SUBSIDY)) == {"status"}
    assert kinds(answer("  ", subsidy("t3.k1"))) == {"status"}


def test_silence_offers_no_figure() -> None:
    said = answer("博士购房补贴为30万元。", status="not_found")
    assert kinds(said) == {"figure"}
    asked = answer("现有文件没有规定2030年人才总量目标。", status="not_found", question="2030年人才总量目标")
    assert not kinds(asked)
    assert kinds(answer("没有规定。", subsidy("t3.k1"), status="not_found")) == {"status"}


def test_another_year_is_no_answer() -> None:
    given = answer("高技能人才 2025年目标：11.6万人（2020年：7.4万人）", plan("b2.r5"))
    assert not kinds(replace(given, question="2025年高技能人才目标多少"))
    assert kinds(replace(given, question="2030年高技能人才目标多少")) == {"year"}


def test_a_note_with_a_figure_needs_evidence() -> None:
    given = answer(SUBSIDY, subsidy("t3.k1"))
    assert not kinds(replace(given, notes=("示例文件，不作为办事依据。",)))
    assert kinds(replace(given, notes=("另有租房补贴每月2000元。",))) == {"note"}


def test_two_sentences_are_not_made_one() -> None:
    glued = "租房补贴与人才公寓不得同时享受，夫妻双方均符合条件的，由其中一方申请"
    assert kinds(answer(glued, subsidy("t9"))) == {"mixed"}


@pytest.mark.parametrize(
    "text",
    ["…" * 2000, "（" * 2000, "的" * 2000, "高技能人才 2025年目标：" * 500, "「" * 2000, SUBSIDY * 200],
)
def test_monstrous_texts_are_read_without_harm(text: str) -> None:
    assert kinds(answer(f"{text}。80万元", plan("b2.r5"), subsidy("t3.k1")))


def test_words_of_a_quotation_stand_so_in_the_clause() -> None:
    assert kinds(answer("「博士研究生」", subsidy("t3.k1"))) == {"unsupported"}
    assert kinds(answer("「首次在本市购买住房的博士研究生」", subsidy("t3.k1"))) == {"trimmed"}


def test_a_clause_asked_for_by_address_stands_alone() -> None:
    item = subsidy("t4.k1.x2")
    given = answer(f"{item.label}：「{item.quote}」", item)
    assert kinds(given) == {"trimmed"}
    assert not kinds(replace(given, question="第四条第一款第二项是什么"))


def test_particulars_of_a_document_are_its_own() -> None:
    right = (
        "文号：慈发改〔2021〕25号\n发文机关：慈溪市发展和改革局、中共慈溪市委组织部\n成文日期：2021年8月25日"
    )
    assert not kinds(answer(right, plan("0")))
    for old, new in (("25号", "26号"), ("组织部", "宣传部"), ("8月25日", "8月26日")):
        assert kinds(answer(right.replace(old, new), plan("0")))


def test_a_row_needs_its_name_header_and_unit() -> None:
    row = plan("b2.r5")
    assert not kinds(answer("高技能人才 2025年目标：11.6万人", row))
    for wrong in (
        "高技能人才：11.6万人", "2025年目标：11.6万人", "高技能人才 2025年：11.6万人", "高技能人才 2025年目标：11.6",
        "高技能人才 2020年：11.6万人", "人才总量 2025年目标：11.6万人", "高技能人才 2025年目标：11.6万人，2025年目标：11.6万人",
    ):  # fmt: skip
        assert kinds(answer(wrong, row)), wrong
    cut = replace(row, quote=row.quote[:-1], end=row.end - 1)
    assert kinds(answer("高技能人才 2025年目标：11.6万人", cut)) == {"trimmed", "figure"}


def test_no_frame_holds_a_figure() -> None:
    assert not [frame for frame in FRAMES if figures(frame.replace("{count}", ""))]


def test_every_sentence_quoted_whole_passes() -> None:
    for source in documents().values():
        for sentence in sentences(source.text):
            span = (sentence.segments[0].start, sentence.end)
            whole = [(segment.start, segment.stop) for segment in sentence.segments]
            assert not omission(source.text, whole), source.text[slice(*span)]


def test_every_clause_may_be_shown_whole() -> None:
    source: Document = documents()["plan"]
    for clause in source.clauses:
        if clause.level not in ("table", "row") and "\t" not in clause.text:
            shown = cite(source, clause.id.path)
            given = answer(
                f"{shown.label}：\n「{shown.quote}」", shown, question=f"{shown.label}第一段写了什么"
            )
            assert not kinds(given), clause.id
            assert next(iter(above(source, clause)))
