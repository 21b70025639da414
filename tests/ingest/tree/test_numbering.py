"""What is odd about a numbering, over trees made by hand."""

from __future__ import annotations

import pytest

from ingest.document import Clause, ClauseId
from ingest.tree.numbering import numbering_problems


def clause(level: str, number: str, *children: Clause, marker: str = "", path: str = "") -> Clause:
    path = path or f"t{number}" if level == "article" else path or f"1.x{number}"
    main, _, sub = number.partition("-")
    shown = marker or {"article": f"第{main}条" + (f"之{sub}" if sub else ""), "h1": f"{number}、"}.get(
        level, f"（{number}）"
    )
    return Clause(ClauseId("甲", path), level, number, shown, "", f"{shown}正文", 0, 0, children)


def document(*children: Clause) -> Clause:
    return Clause(ClauseId("甲", ""), "document", "", "", "", "", 0, 0, children)


def articles(*numbers: str) -> list[Clause]:
    return [clause("article", number) for number in numbers]


def checks(*children: Clause) -> list[str]:
    return [one.check.removeprefix("numbering_") for one in numbering_problems(document(*children))]


@pytest.mark.parametrize(
    ("numbers", "wanted"),
    [
        (["1", "2", "3"], []),
        (["1", "2", "2-1", "2-2", "3"], []),
        (["1", "3"], ["gap"]),
        (["1", "2", "2"], ["repeat"]),
        (["1", "2", "1", "2"], ["backward"]),
        (["2", "3"], ["start"]),
        (["1", "1-2"], ["gap"]),
        (["1", "3", "3", "2", "5"], ["gap", "repeat", "backward", "gap"]),
        ([], []),
    ],
)
def test_articles(numbers: list[str], wanted: list[str]) -> None:
    assert checks(*articles(*numbers)) == wanted


def test_articles_run_through_the_chapters_of_a_text() -> None:
    first = clause("chapter", "1", *articles("1", "2"), path="c1")
    second = clause("chapter", "2", *articles("3", "4"), path="c2")
    assert checks(first, second) == []
    assert checks(first, clause("chapter", "2", *articles("1"), path="c2")) == ["backward"]


def test_an_annex_counts_for_itself() -> None:
    annex = clause("annex", "1", *articles("1", "2"), path="f1")
    assert checks(*articles("1", "2"), annex) == []


def test_siblings_count_for_themselves_and_a_list_may_go_on_from_the_last() -> None:
    def heading(number: str, *items: str) -> Clause:
        return clause("h1", number, *(clause("h2", item) for item in items), path=number)

    assert checks(heading("1", "1", "2"), heading("2", "1", "2")) == []
    assert checks(heading("1", "1", "2"), heading("2", "3", "4")) == []
    assert checks(heading("1", "1", "2"), heading("2", "4", "5")) == ["start"]


def test_inline_items_and_dashes_are_two_lists() -> None:
    inline = [
        clause("inline", "1", marker="一是"),
        clause("inline", "2", marker="二是"),
        clause("inline", "1", marker="——"),
        clause("inline", "2", marker="——"),
    ]
    assert checks(clause("h1", "1", *inline, path="1")) == []


def test_what_is_not_numbered_is_not_counted() -> None:
    assert checks(clause("passage", "2"), clause("paragraph", "5"), clause("item", "")) == []


def test_a_misprinted_number() -> None:
    assert checks(clause("article", "1", marker="第—条")) == ["misprint"]


def test_what_is_said_of_a_gap() -> None:
    (found,) = numbering_problems(document(*articles("1", "3")))
    assert (found.severity, found.where, found.evidence) == ("warning", "甲#t3", "第3条正文")
    assert found.message.startswith("第三条：")
    assert "“第1条”" in found.message
