"""Validity on a day: its kind, its label, and the day since when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from ingest.validity import KINDS, ended_status, validity_on

DAY = date(2025, 6, 1)
BEFORE, AFTER = date(2025, 5, 31), date(2025, 6, 2)
BEGAN = date(2024, 1, 1)


@dataclass(frozen=True, slots=True)
class Bare:
    """Only what the protocol asks for."""

    issued: date | None = None
    effective: date | None = None
    repealed: date | None = None
    status: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """One that may have a successor."""

    issued: date | None = None
    effective: date | None = None
    repealed: date | None = None
    status: str = ""
    replaced_by: str = ""
    succeeded_by: str = ""
    succeeded_from: date | None = None


CASES: list[tuple[Bare | Kept, str, str, date | None]] = [
    (Bare(), "unknown", "未载明施行日期", None),
    (Bare(issued=BEGAN), "in_force", "", BEGAN),
    (Bare(issued=BEGAN, effective=DAY), "in_force", "", DAY),
    (Bare(issued=BEGAN, effective=AFTER), "not_yet", "自2025-06-02起施行，尚未生效", None),
    (Bare(issued=AFTER), "not_yet", "2025-06-02发布，尚未生效", None),
    (Bare(issued=BEGAN, status="尚未生效"), "not_yet", "尚未生效", None),
    (Bare(effective=BEGAN, status="尚未生效"), "in_force", "", BEGAN),
    (Bare(effective=BEGAN, repealed=AFTER), "in_force", "", BEGAN),
    (Bare(effective=BEGAN, repealed=DAY), "expired", "已于2025-06-01失效", DAY),
    (Bare(effective=BEGAN, repealed=AFTER, status="已废止"), "in_force", "", BEGAN),
    (Bare(effective=BEGAN, status="已废止"), "repealed", "已废止", None),
    (Bare(effective=BEGAN, status="已被修改"), "in_force", "", BEGAN),
    (Kept(effective=BEGAN, replaced_by="甲办法"), "replaced", "已被《甲办法》替代", None),
    (Kept(effective=BEGAN, replaced_by="慈政发〔2025〕1号"), "replaced", "已被慈政发〔2025〕1号替代", None),
    (Kept(effective=BEGAN, repealed=DAY, replaced_by="甲办法"), "replaced", "已于2025-06-01失效，由《甲办法》替代", DAY),
    (Kept(effective=BEGAN, repealed=AFTER, replaced_by="甲办法"), "in_force", "", BEGAN),
    (Kept(effective=BEGAN, succeeded_by="乙"), "replaced", "已被新版本替代", None),
    (Kept(effective=BEGAN, succeeded_by="乙", succeeded_from=DAY), "replaced", "自2025-06-01起已被替代", DAY),
    (Kept(effective=BEGAN, succeeded_by="乙", succeeded_from=AFTER), "in_force", "", BEGAN),
    (Kept(effective=BEGAN, repealed=BEFORE, succeeded_by="乙", succeeded_from=DAY), "expired", "已于2025-05-31失效", BEFORE),
    (Kept(effective=BEGAN, replaced_by="甲办法", succeeded_by="乙", succeeded_from=AFTER), "in_force", "", BEGAN),
]  # fmt: skip


@pytest.mark.parametrize(("held", "kind", "label", "since"), CASES)
def test_on_a_day(held: Bare | Kept, kind: str, label: str, since: date | None) -> None:
    found = validity_on(held, DAY)
    assert (found.kind, found.label, found.since) == (kind, label, since)
    assert found.kind in KINDS
    assert found.holds is (kind in ("in_force", "unknown"))


@pytest.mark.parametrize(
    ("status", "label"),
    [
        ("废止", "已废止"),
        ("（已失效）", "已失效"),
        ("【全文废止】", "已废止"),
        ("无效", "已失效"),
        (" 已停止执行 ", "已停止执行"),
        ("部分失效", ""),
        ("已被修改", ""),
        ("现行有效", ""),
        ("", ""),
    ],
)
def test_what_says_that_the_whole_is_over(status: str, label: str) -> None:
    assert ended_status(status) == label
