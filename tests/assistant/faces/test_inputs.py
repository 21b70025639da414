"""What a face lets in: a question, a day, a number of hits."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.faces.inputs import HITS_LIMIT, QUESTION_LIMIT, date_of, hits_of, question_of
from ingest.problems import UsageError


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("硕士落户？", "硕士落户？"),
        (" \t硕士\n落户　", "硕士\n落户"),
        ("问" * QUESTION_LIMIT, "问" * QUESTION_LIMIT),
        (" " * 9000 + "问", "问"),
        ("3", "3"),
        ("😀问", "😀问"),
    ],
    ids=["plain", "space around", "longest", "space does not count", "a digit", "beyond the plane"],
)
def test_a_question(text: str, question: str) -> None:
    assert question_of(text) == question


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "检索词是空的"),
        (" 　\n", "检索词是空的"),
        ("？！……", "检索词是空的"),
        ("半\ud800个", "无法识别的字符"),
        ("问" * (QUESTION_LIMIT + 1), "检索词有 2,001 个字，超过上限 2,000 字"),
    ],
)
def test_no_question(text: str, says: str) -> None:
    with pytest.raises(UsageError, match=says) as told:
        question_of(text, "检索词")
    assert str(told.value).endswith("。")


@pytest.mark.parametrize(
    "text",
    ["2026-01-31", "2026/1/31", "2026.1.31", "2026年1月31日", "20260131", " 2026-1-31\n", "2026年1月31"],
)
def test_a_day_in_any_usual_writing(text: str) -> None:
    assert date_of(text) == date(2026, 1, 31)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "明天",
        "2026",
        "2026-1",
        "2026-02-30",
        "20261301",
        "0000-01-01",
        "2026-1-31 8:00",
        "26-1-31",
        "二〇二六年一月三十一日",
    ],
)
def test_no_day(text: str) -> None:
    with pytest.raises(UsageError, match="不是有效的日期，请写成 2026-01-31 的样子。$"):
        date_of(text)


def test_a_long_value_is_cut_in_the_sentence() -> None:
    with pytest.raises(UsageError) as told:
        date_of("很" * 5000 + "\n")
    assert len(str(told.value)) < 90
    assert "…”不是有效的日期" in str(told.value)


@pytest.mark.parametrize(("text", "number"), [("1", 1), ("010", 10), (str(HITS_LIMIT), HITS_LIMIT)])
def test_hits(text: str, number: int) -> None:
    assert hits_of(text) == number


@pytest.mark.parametrize("text", ["0", "101", "-1", "", "1.0", "x", "1" * 5000, "½"])
def test_no_hits(text: str) -> None:
    with pytest.raises(UsageError, match="请写 1 到 100 之间的整数。$"):
        hits_of(text)
