"""Entry: a row of the store as what is known of a document without opening it."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

import pytest

from kb.entry import COLUMNS, Entry, to_date

ROW = {
    "id": "甲", "title": "关于印发《临江市甲办法》的通知", "number": "", "carried": "临江市甲办法",
    "authority": "official", "origin": "/d/甲.txt", "sha256": "", "parser": "", "status": "", "replaced_by": "",
    "meta": "", "state": "held", "succeeded_by": "", "standalone": 1, "issuer": '["市政府", "市人社局"]',
    "replaces": "[]", "issued": "2024-01-02", "effective": None, "repealed": "2026-01-01", "succeeded_from": None,
}  # fmt: skip
ENTRY = Entry.of(tuple(ROW[name] for name in COLUMNS.split(", ")))


def test_the_columns_are_the_fields() -> None:
    assert COLUMNS.split(", ") == [field.name for field in fields(Entry)]


def test_a_row_is_read() -> None:
    assert (ENTRY.id, ENTRY.issuer, ENTRY.replaces) == ("甲", ("市政府", "市人社局"), ())
    assert (ENTRY.issued, ENTRY.effective, ENTRY.repealed) == (date(2024, 1, 2), None, date(2026, 1, 1))
    assert ENTRY.standalone is True
    with pytest.raises(ValueError, match="zip"):
        Entry.of(("甲",))


def test_its_name_is_what_the_notice_carries() -> None:
    assert ENTRY.name == "临江市甲办法"
    assert replace(ENTRY, carried="").name == ENTRY.title


@pytest.mark.parametrize(
    ("issued", "effective", "begins"),
    [
        (date(2024, 1, 2), date(2024, 3, 1), date(2024, 3, 1)),
        (date(2024, 1, 2), None, date(2024, 1, 2)),
        (None, None, None),
    ],
)
def test_when_it_begins(issued: date | None, effective: date | None, begins: date | None) -> None:
    assert replace(ENTRY, issued=issued, effective=effective).begins == begins


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        (date(2024, 1, 1), False),
        (date(2024, 1, 2), True),
        (date(2025, 12, 31), True),
        (date(2026, 1, 1), False),
    ],
)
def test_when_it_is_in_force(day: date, holds: bool) -> None:
    assert ENTRY.in_force(day) is holds


def test_days() -> None:
    assert to_date("2024-02-29") == date(2024, 2, 29)
    assert to_date("") is to_date(None) is None
    with pytest.raises(ValueError, match="2024-02-30|day"):
        to_date("2024-02-30")
