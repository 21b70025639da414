"""Dates: effect before issue, no term of validity, a repeal of what is not held."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ingest.document import Document
from ingest.parse import parse
from kb.checks.validity_dates import effect, repeal, term
from kb.finding import Shelf

EMPTY = Shelf((), date(2026, 11, 26))
RULE = """临江市示范办法
{head}
第一条 为了示范，制定本办法。

第二条 {text}
"""


def rule(text: str, head: str = "", **fields: object) -> Document:
    read = parse(RULE.format(text=text, head=head).encode(), "草案.txt").document
    return replace(read, **fields)  # type: ignore[arg-type]


ISSUED = date(2026, 3, 1)
FROM = "本办法自2026年1月1日起施行。"


@pytest.mark.parametrize(
    ("effective", "issued", "head", "told"),
    [
        (date(2026, 1, 1), ISSUED, "", True),
        (date(2026, 2, 28), ISSUED, "", True),
        (ISSUED, ISSUED, "", False),
        (date(2026, 4, 1), ISSUED, "", False),
        (None, ISSUED, "", False),
        (date(2026, 1, 1), None, "", False),
        (date(2026, 1, 1), ISSUED, "（2026年3月1日修订）\n", False),  # issued is the day of the amendment
    ],
)
def test_effect_before_issue(effective: date | None, issued: date | None, head: str, told: bool) -> None:
    found = list(effect(rule(FROM, head, issued=issued, effective=effective), EMPTY))
    assert [one.check for one in found] == ["effect_before_issue"] * told
    for one in found:
        assert one.severity == "warning"
        assert one.places[0].quote == "自2026年1月1日起施行"
        assert f"{effective}早于发布日期{issued}" in one.message


def test_effect_that_no_sentence_says_is_told_at_the_beginning() -> None:
    draft = rule("依法办理。", issued=ISSUED, effective=date(2026, 1, 1))
    (only,) = effect(draft, EMPTY)
    assert (only.places[0].start, only.places[0].end) == (0, 20)


@pytest.mark.parametrize(
    ("text", "repealed", "told"),
    [
        (FROM, None, True),
        ("本办法自2026年1月1日起实施。", None, True),
        ("本办法自2026年1月1日起施行，有效期5年。", None, False),
        ("本办法自2026年1月1日起施行。有效期至2030年12月31日。", None, False),
        ("本办法自2026年1月1日起试行。", None, False),  # nothing takes effect for good
        ("本办法自2026年1月1日起施行，原办法同时废止。", None, False),
        (FROM, date(2030, 1, 1), False),
        ("依法办理。", None, False),
    ],
)
def test_a_rule_without_a_term(text: str, repealed: date | None, told: bool) -> None:
    found = list(term(rule(text, effective=date(2026, 1, 1), repealed=repealed), EMPTY))
    assert [(one.check, one.severity) for one in found] == [("term_missing", "hint")] * told


def test_the_last_sentence_about_effect_counts() -> None:
    draft = rule("补贴自2025年7月1日起执行。\n\n第三条 本办法自2026年1月1日起施行。", repealed=None)
    (only,) = term(draft, EMPTY)
    assert only.places[0].label.startswith("第三条")


HELD = replace(parse("临江市旧办法\n\n第一条 甲。\n".encode(), "旧.txt").document, title="临江市旧办法")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("《临江市旧办法》同时废止。", []),
        ("《临江市老办法》同时废止。", ["临江市老办法"]),
        ("《临江市老办法》（临政发〔2020〕1号）同时予以废止。", ["临江市老办法"]),
        ("《临江市老办法》和《临江市旧办法》同时废止。", ["临江市老办法"]),
        ("《临江市旧办法》和《临江市老办法》同时废止。", ["临江市老办法"]),
        (
            "《临江市老办法》（临政发〔2020〕1号）、《临江市更老办法》同时废止。",
            ["临江市老办法", "临江市更老办法"],
        ),
        ("根据《临江市上位条例》，《临江市老办法》同时废止。", ["临江市老办法"]),
        ("按照《临江市老办法》办理。", []),
        ("《临江市老办法》继续有效。其他同时废止。", []),
    ],
)
def test_a_repeal_of_what_is_not_held(text: str, names: list[str]) -> None:
    found = list(repeal(rule(text), Shelf((HELD,), EMPTY.as_of)))
    assert [one.check for one in found] == ["repeal_unheld"] * len(names)
    for one, name in zip(found, names, strict=True):
        assert f"《{name}》" in one.message
        assert f"《{name}》" in one.places[0].quote


def test_a_document_does_not_hold_itself() -> None:
    draft = rule("《临江市示范办法》同时废止。")
    assert len(list(repeal(draft, Shelf((draft,), EMPTY.as_of)))) == 1
