"""Which document takes another's place, and which of several versions a name means on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kb.entry import Entry
from kb.store.succession import Succession, chosen_at, same_rule, successions

PLAIN = Entry(
    id="", title="慈溪市人才住房办法", number="", carried="", authority="official", origin="", sha256="", parser="",
    status="", replaced_by="", meta="", state="held", succeeded_by="", standalone=False, issuer=("慈溪市人民政府",),
    replaces=(), issued=None, effective=None, repealed=None, succeeded_from=None,
)  # fmt: skip
EARLY, LATE = date(2020, 3, 1), date(2025, 2, 1)


def entry(name: str, begins: date | None, **more: object) -> Entry:
    return replace(PLAIN, id=name, origin=f"/{name}", effective=begins, **more)  # type: ignore[arg-type]


OLD, NEW = entry("old", EARLY), entry("new", LATE)
OTHER = {"title": "慈溪市人才安居办法"}
CASES = {
    "same title": ((OLD, NEW), {("old", "new", LATE)}),
    "trial and final": ((entry("old", EARLY, title=PLAIN.title + "（试行）"), NEW), {("old", "new", LATE)}),
    "other bodies": ((OLD, entry("new", LATE, issuer=("余姚市人民政府",))), set()),
    "a notice every year": ((entry("a", EARLY, title="申报通知"), entry("b", LATE, title="申报通知")), set()),
    "standalone": ((OLD, entry("new", LATE, standalone=True)), set()),
    "no days": ((entry("old", None), entry("new", None)), set()),
    "named by title": ((OLD, entry("new", LATE, **OTHER, replaces=("慈溪市人才住房办法",))), {("old", "new", LATE)}),
    "named by number": (
        (entry("old", EARLY, number="慈政发〔2020〕1号"), entry("new", LATE, **OTHER, replaces=("慈政发〔2020〕1号",))),
        {("old", "new", LATE)},
    ),
    "named by the old one": ((entry("old", EARLY, **OTHER, replaced_by=PLAIN.title), NEW), {("old", "new", LATE)}),
    "a later one is not replaced": ((entry("old", EARLY, replaces=(OTHER["title"],)), entry("new", LATE, **OTHER)), set()),
    "the same file": (
        (replace(OLD, origin="/f", state="previous"), replace(NEW, origin="/f")),
        {("old", "new", LATE)},
    ),
    "the same file, the same day": (
        (replace(OLD, origin="/f", state="previous"), replace(NEW, origin="/f", effective=EARLY)),
        {("old", "new", None)},
    ),
    "each the other": (
        (entry("old", EARLY, **OTHER, replaces=(PLAIN.title,)), entry("new", EARLY, replaces=(OTHER["title"],))),
        {("new", "old", None)},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("entries", "expected"), CASES.values(), ids=CASES.keys())
def test_who_takes_whose_place(
    entries: tuple[Entry, ...], expected: set[tuple[str, str, date | None]]
) -> None:
    assert set(successions(entries)) == {Succession(*one) for one in expected}


def test_three_versions_follow_each_other() -> None:
    middle = entry("middle", date(2022, 1, 1))
    found = {one.old: one for one in successions((NEW, OLD, middle))}
    assert found["old"] == Succession("old", "middle", date(2022, 1, 1))
    assert found["middle"] == Succession("middle", "new", LATE)


HELD = {
    "old": replace(OLD, succeeded_by="new", succeeded_from=LATE),
    "new": NEW,
    "else": entry("else", EARLY, **OTHER),
}


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2019, 1, 1), {"old", "else"}),  # nothing is in force yet: the one that will be first
        (date(2024, 1, 1), {"old", "else"}),
        (date(2025, 1, 31), {"old", "else"}),
        (LATE, {"new", "else"}),
    ],
)
def test_a_name_means_the_version_in_force(day: date, expected: set[str]) -> None:
    assert chosen_at(["old", "new", "else"], HELD, day) == expected


def test_of_versions_that_are_all_over_the_last_is_meant() -> None:
    held = {**HELD, "new": replace(NEW, repealed=date(2026, 1, 1))}
    assert chosen_at(["old", "new"], held, date(2026, 6, 1)) == {"new"}


def test_the_same_rule_has_its_number_or_its_title() -> None:
    assert same_rule(OLD, NEW)
    assert same_rule(replace(OLD, number="甲"), entry("x", LATE, title="别的", number="甲"))
    assert not same_rule(OLD, entry("x", LATE, title="别的"))
