"""Evidence in the words of an answer: quoted, cited, each once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assistant.evidence.matching import lens_of
from assistant.evidence.picks import Pick
from assistant.evidence.rowmatch import match_rows
from assistant.question.parts import parts_of
from assistant.ranking.choose import PartEvidence
from assistant.reply.compose import asked, citations_of, cite, say_choice, say_missing, say_pick
from ingest.document import Stretch
from ingest.parse import parse
from kb.passage import Retrieval

TEXT = """临江市示范办法

临政发〔2025〕1号

第一条 租房补贴每月600元。补贴按季发放。

第二条 标准见表1。

表1 租房补贴标准（单位：元/月）
类别\t2025年标准
甲档人员\t900
乙档人员\t600
"""
DOCUMENT = parse(TEXT.encode(), "示范.txt").document
FIRST = DOCUMENT.clause("t1.k1")
SOURCE = "《临江市示范办法》（临政发〔2025〕1号）"
WHOLE = ((FIRST.start, FIRST.end),)
PARTED = tuple(
    (FIRST.start + FIRST.text.index(words), FIRST.start + FIRST.text.index(words) + len(words))
    for words in ("租房补贴每月600元。", "补贴按季发放。")
)


def choice(question: str, *picks: Pick) -> PartEvidence:
    (part, *_) = parts_of(question)
    return PartEvidence(part, picks, Retrieval(question, date(2026, 1, 1), ()))


def row_pick() -> Pick:
    (part,) = parts_of("甲档人员2025年标准是多少")
    lens = lens_of(part, lambda word: 1.0, lambda text: [])
    (table,) = DOCUMENT.tables
    match = next(iter(match_rows(DOCUMENT, table, part, lens)))
    return Pick(DOCUMENT, match.clause, ((match.row.start, match.row.end),), 1.0, match)


def test_a_citation_is_a_slice_with_its_place() -> None:
    scanned = replace(DOCUMENT, stretches=(Stretch(0, len(DOCUMENT.text), 3, 0.9),))
    found = cite(scanned, FIRST, FIRST.start, FIRST.start + 4)
    assert (found.quote, found.label) == ("租房补贴", "第一条第一款")
    assert found.quote == DOCUMENT.text[found.start : found.end]
    assert (found.page, found.confidence) == (3, pytest.approx(0.9))
    assert cite(DOCUMENT, FIRST, FIRST.start, FIRST.end).page == 0


def test_every_stretch_is_cited_once() -> None:
    whole, parted = Pick(DOCUMENT, FIRST, WHOLE, 1.0), Pick(DOCUMENT, FIRST, PARTED, 1.0)
    found = citations_of([parted, whole, replace(whole, score=0.5)])
    assert [one.quote for one in found] == ["租房补贴每月600元。", "补贴按季发放。", FIRST.text]
    assert citations_of([]) == ()


def test_a_clause_is_said_in_quotation_marks_behind_its_source() -> None:
    assert say_pick(Pick(DOCUMENT, FIRST, WHOLE, 1.0)) == (
        f"{SOURCE}第一条第一款规定：「租房补贴每月600元。补贴按季发放。」"
    )
    assert say_pick(Pick(DOCUMENT, FIRST, PARTED, 1.0)).endswith(
        "规定：「租房补贴每月600元。」「补贴按季发放。」"
    )


def test_a_row_is_said_under_its_caption_without_the_unit_twice() -> None:
    pick = row_pick()
    said = say_pick(pick)
    assert said == f"表1 租房补贴标准：甲档人员 2025年标准：900元/月\n依据：{SOURCE}表1第1行"
    assert pick.row is not None
    bare = replace(pick, row=replace(pick.row, table=replace(pick.row.table, caption="")))
    assert say_pick(bare).startswith("甲档人员 2025年标准：900元/月\n依据：")


def test_several_parts_are_told_apart_by_what_was_asked() -> None:
    found = choice("租房补贴是多少？", Pick(DOCUMENT, FIRST, WHOLE, 1.0), Pick(DOCUMENT, FIRST, WHOLE, 0.9))
    assert asked(found) == "租房补贴是多少"
    alone = say_choice(found, several=False)
    assert alone.count("「") == 1  # the same text once
    assert say_choice(found, several=True) == f"关于“租房补贴是多少”：\n{alone}"
    assert say_missing(found) == "关于“租房补贴是多少”，现有文件没有规定。"


def test_words_with_quotation_marks_are_not_quoted_again() -> None:
    found = choice("“租房补贴”是多少", Pick(DOCUMENT, FIRST, WHOLE, 1.0))
    assert say_choice(found, several=True) == say_choice(found, several=False)
