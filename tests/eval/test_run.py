"""Scoring and the ledger, on traces made by hand."""

from __future__ import annotations

from typing import Any

import pytest
from fakes import FakeTrace, answer, base, figure, hits_of, judged, question, trace

from eval.gold import load
from eval.metrics import Proportion
from eval.run import Result, asker, contents, knowledge_base, run, scores, searcher
from ingest.problems import WenceError

PLAN = base("2.3.1", "b2", "b2.r5", "3.2.3", "3.2.2")
SKILLED = question(clauses=(("b2.r5", "b2"),), also=("2.3.1",), figures=(figure("11.6", "万人"),))
ABSENT = question(status="not_found", must_not=(figure("15", "亿元"),))
GOOD = "高技能人才 2025年目标：11.6万人"


def layers(result: Result) -> list[str]:
    return [fault.layer for fault in result.faults]


def test_a_right_answer_has_no_fault() -> None:
    result = judged(SKILLED, trace("answered", GOOD, ["b2.r5", "2.3.1"], ["b2.r5"]), PLAN)
    assert result.faults == ()
    assert (result.recall, result.precision, result.figures) == (
        Proportion(1, 1),
        Proportion(2, 2),
        Proportion(1, 1),
    )
    assert result.ranks == (1,) and result.exact


HELD = answer("answered", GOOD, ["b2.r5"])
FAULTS: list[tuple[str, Any, FakeTrace, Any, list[str]]] = [
    ("no such clause in the base", SKILLED, trace("not_found"), base("1"), ["parse"]),
    ("not among the hits", SKILLED, trace("not_found", hits=["3.2.3"]), PLAN, ["retrieve"]),
    ("not among the hits, another cited", SKILLED, trace("answered", GOOD, ["3.2.3"], ["3.2.3"]), PLAN,
     ["retrieve", "compose"]),
    ("retrieved, another cited", SKILLED, trace("answered", GOOD, ["2.3.1"], ["b2.r5"]), PLAN, ["compose"]),
    ("retrieved, abstained", SKILLED, trace("not_found", hits=["b2.r5"]), PLAN, ["rule"]),
    ("not even searched", SKILLED, trace("out_of_scope", hits=None), PLAN, ["rule"]),
    ("withheld by the verifier", SKILLED,
     trace("not_found", hits=["b2.r5"], draft=HELD, violations=["数字"]), PLAN, ["verify"]),
    ("a wrong draft withheld", SKILLED,
     trace("not_found", hits=["b2.r5"], draft=answer("answered", "", ["3.2.3"]), violations=["数字"]), PLAN,
     ["compose"]),
    ("a figure not said", SKILLED, trace("answered", "目标7.4万人", ["b2.r5"], ["b2.r5"]), PLAN, ["compose"]),
    ("asked back", SKILLED, trace("clarify", hits=["b2.r5"]), PLAN, ["rule"]),
    ("answered in part only", SKILLED, trace("partial", GOOD, ["b2.r5"], ["b2.r5"]), PLAN, ["rule"]),
    ("answered what nothing answers", ABSENT, trace("answered", "有", ["3.2.2"], ["3.2.2"]), PLAN, ["rule"]),
    ("and with a wrong number", ABSENT, trace("answered", "15亿元", ["3.2.2"], ["3.2.2"]), PLAN,
     ["compose", "rule"]),
    ("the other abstention", ABSENT, trace("out_of_scope", hits=None), PLAN, ["rule"]),
    ("rightly abstained", ABSENT, trace("not_found", hits=["3.2.2"]), PLAN, []),
]  # fmt: skip


@pytest.mark.parametrize(
    "gold, made, held, expected", [case[1:] for case in FAULTS], ids=[case[0] for case in FAULTS]
)
def test_the_ledger_names_the_layer(gold: Any, made: FakeTrace, held: Any, expected: list[str]) -> None:
    assert layers(judged(gold, made, held)) == expected


def test_a_gold_part_of_a_passage_is_found_with_the_passage() -> None:
    held = base("t16", "t16.k1", "t16.k1.x2", passages=["t16"])
    asked = question(clauses=(("t16.k1.x2",),))
    assert judged(asked, trace("answered", "", ["t16.k1.x2"], ["t3", "t16"]), held).ranks == (2,)
    # a citation of the whole article is still vaguer than asked
    assert judged(asked, trace("answered", "", ["t16"], ["t16"]), held).recall == Proportion(0, 1)


def test_whole_clause_ids_of_other_documents() -> None:
    held = base("居住证暂行条例-2015-11-26#t16")
    asked = question(clauses=(("居住证暂行条例-2015-11-26#t16",),), document="")
    made = trace("answered", "", ["居住证暂行条例-2015-11-26#t16.k1"], ["居住证暂行条例-2015-11-26#t16"])
    assert judged(asked, made, held).faults == ()


def test_a_part_of_a_question_may_find_what_the_whole_did_not() -> None:
    made = trace("answered", GOOD, ["2.3.1"], ["b2.r5"])
    result = judged(SKILLED, made, PLAN, hits=[])
    assert result.ranks == (None,)
    assert layers(result) == ["compose"]


def test_an_unknown_gold_clause_lifts_to_itself() -> None:
    assert base("1").lifted(["d#9.9", "d#f1/t2", "e#1"]) == ("d#9.9", "d#f1/t2", "e#1")


def test_scores() -> None:
    traces = {
        "a？": trace("answered", GOOD, ["b2.r5", "3.2.2"], ["3.2.3", "b2.r5"]),
        "b？": trace("not_found", hits=[]),
        "c？": trace("not_found", hits=["3.2.2"]),
    }
    asked = [
        question("c", "not_found", must_not=(figure("15", "亿元"),)),
        question("b", clauses=(("3.2.3",),)),
        question("a", clauses=(("b2.r5",),), figures=(figure("11.6", "万人"),)),
    ]
    results = run(asked, traces.__getitem__, lambda text: hits_of(traces[text]), PLAN)
    assert [r.question.id for r in results] == ["a", "b", "c"]
    found = scores(results)
    assert found["status_accuracy"] == Proportion(2, 3)
    assert found["false_abstentions"] == Proportion(1, 2)
    assert found["abstention_recall"] == Proportion(1, 1)
    assert found["citation_recall"] == Proportion(1, 2)
    assert found["citation_precision"] == Proportion(1, 2)
    assert found["figure_exactness"] == Proportion(1, 1)
    assert found["forbidden_figures"] == Proportion(0, 1)
    assert found["mrr"].value == 0.25
    assert found["recall@5"].value == 0.5


def test_a_missing_policy_folder_is_one_sentence(tmp_path: Any) -> None:
    with pytest.raises(WenceError, match="找不到政策文件夹"), knowledge_base(tmp_path / "nothing"):
        pass


def test_two_runs_of_the_real_assistant_agree() -> None:
    asked = [q for q in load() if q.split == "dev"][::12]
    seen = []
    for _ in range(2):
        with knowledge_base() as kb:
            seen.append(run(asked, asker(kb), searcher(kb), contents(kb)))
    assert seen[0] == seen[1]
    assert all(fault.layer != "parse" for result in seen[0] for fault in result.faults)
