"""What a header says of validity that does not hold together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ingest.head.agreement import validity_problems
from ingest.head.header import Header, read_header
from ingest.head.term import ValidityTerm

D2023, D2024, D2025, D2026 = (date(year, 1, 1) for year in (2023, 2024, 2025, 2026))


def header(term: ValidityTerm | None = None, status: str = "", **told: date | None) -> Header:
    return replace(read_header([]), term=term or ValidityTerm(), status=status, **told)


CASES: dict[str, tuple[Header, list[tuple[str, str]]]] = {
    "nothing said": (header(), []),
    "in order": (header(first_issued=D2023, effective=D2024, repealed=D2025), []),
    "same day": (header(first_issued=D2023, effective=D2023), []),
    "a year back": (header(first_issued=D2024, effective=D2023), [("effect_before_issue", "hint")]),
    "more than a year back": (header(first_issued=D2025, effective=D2023), [("effect_before_issue", "warning")]),
    "a version is dated only": (header(issued=D2025, effective=D2023), []),
    "ends as it begins": (header(effective=D2024, repealed=D2024), [("validity_conflict", "warning")]),
    "ends before it begins": (header(effective=D2025, repealed=D2024), [("validity_conflict", "warning")]),
    "two beginnings": (
        header(ValidityTerm(effective=D2023), stated_effect=D2024, effective=D2024),
        [("validity_conflict", "warning")],
    ),
    "one beginning told twice": (header(ValidityTerm(effective=D2024), stated_effect=D2024, effective=D2024), []),
    "two ends": (
        header(ValidityTerm(repealed=D2025), stated_end=D2026, repealed=D2026),
        [("validity_conflict", "warning")],
    ),
    "two ends in the text": (
        header(ValidityTerm(repealed=D2026, rival=D2025), repealed=D2026),
        [("validity_conflict", "warning")],
    ),
    "marked without a day": (header(status="已废止"), [("end_unknown", "warning")]),
    "marked with a day": (header(status="已失效", repealed=D2025), []),
    "marked as changed": (header(status="已被修改"), []),
    "several at once, in one order": (
        header(ValidityTerm(effective=D2023), first_issued=D2026, effective=D2025, repealed=D2024, stated_effect=D2025),
        [("effect_before_issue", "hint"), ("validity_conflict", "warning"), ("validity_conflict", "warning")],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("told", "wanted"), CASES.values(), ids=CASES.keys())
def test_what_does_not_agree(told: Header, wanted: list[tuple[str, str]]) -> None:
    found = validity_problems(told)
    assert [(one.check, one.severity) for one in found] == wanted
    assert all(one.message.endswith("。") and not one.where for one in found)


def test_the_days_and_the_words_are_shown() -> None:
    term = ValidityTerm(effective=D2023, effect_words="本办法自2023年1月1日起施行。")
    (found,) = validity_problems(header(term, stated_effect=D2024, effective=D2024))
    assert "2024-01-01" in found.message
    assert "2023-01-01" in found.message
    assert found.evidence == "本办法自2023年1月1日起施行。"


def test_the_mark_itself_is_the_evidence() -> None:
    (found,) = validity_problems(header(status="（全文废止）"))
    assert "“已废止”" in found.message
    assert found.evidence == "（全文废止）"
