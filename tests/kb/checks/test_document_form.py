"""Form: what GB/T 9704 asks, told at each place and with what is written there."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.parse import parse
from kb.checks.document_form import form
from kb.finding import CheckFinding, Shelf


def told(body: str) -> list[CheckFinding]:
    text = f"临江市示范办法\n\n{body}\n"
    return list(form(parse(text.encode(), "草案.txt").document, Shelf((), date(2026, 1, 1))))


@pytest.mark.parametrize(
    ("body", "name", "written"),
    [
        ("按照临政发[2025]3号办理。", "number_brackets", "临政发[2025]3号"),
        ("按照临政发（2025）3号办理。", "number_brackets", "临政发（2025）3号"),
        ("按照临政发【2025】第3号办理。", "number_brackets", "临政发【2025】第3号"),
        ("按照临政发〔2025〕03号办理。", "number_serial", "临政发〔2025〕03号"),
        ("按照临政发〔2025〕第3号办理。", "number_serial", "临政发〔2025〕第3号"),
        ("按照临政发〔25〕3号办理。", "number_year", "临政发〔25〕3号"),
        ("一.总体要求\n\n要抓紧落实。", "ladder_first", "一."),
        ("　　二，保障措施\n\n要抓紧落实。", "ladder_first", "二，"),
        ("1、加强领导。", "ladder_third", "1、"),
        ("附件1：申请表", "annex_mark", "附件1：申请表"),
    ],
)
def test_what_is_written_otherwise(body: str, name: str, written: str) -> None:
    found = [one for one in told(body) if one.check == name]
    assert len(found) == 1
    (place,) = found[0].places
    assert place.quote.endswith(written)
    assert place.quote in found[0].message
    assert "GB/T 9704" in found[0].message
    assert found[0].severity == ("warning" if name.startswith("number") else "hint")


@pytest.mark.parametrize(
    "body",
    [
        "按照临政发〔2025〕3号办理。",
        "按照临政发〔2025〕13号办理。",
        "一、总体要求\n\n（一）要抓紧落实。\n\n1.加强领导。\n\n（1）市级。",
        "附件1\n\n申请表",
        "增长1.5倍，共3、4项。",
        "会议（2025）年举行。",
    ],
)
def test_what_is_right_is_left_alone(body: str) -> None:
    assert told(body) == []


def test_every_place_is_told() -> None:
    found = told("按照临政发[2025]3号、临人社发[2024]5号办理。")
    assert [one.places[0].quote[-8:] for one in found] == ["[2025]3号"[-8:], "[2024]5号"[-8:]]
    assert found[0].places[0].start < found[1].places[0].start
