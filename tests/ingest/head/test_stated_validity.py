"""What a document says of its own validity: labels before 题注 before sentences, and its status."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.head.enactment import read_enactment
from ingest.head.stated_validity import StatedValidity, read_validity
from ingest.head.title import Title
from ingest.line import Line

ISSUED = date(2020, 3, 1)


def read(*lines: str, title: str = "示范办法", issued: date | None = ISSUED, **labels: str) -> StatedValidity:
    held = [Line(text) for text in (title, *lines)]
    titles = Title(title, (0,)), Title("", ())
    return read_validity(held, labels, titles, read_enactment(held, 1), issued)


def test_a_document_that_says_nothing() -> None:
    found = read("第一条 为了示范。")
    assert (found.status, found.begins, found.effective, found.repealed) == ("", None, None, None)


@pytest.mark.parametrize(
    ("lines", "labels", "effective"),
    [
        (("本办法自2020年5月1日起施行。",), {}, date(2020, 5, 1)),
        (("本办法自公布之日起施行。",), {}, ISSUED),
        (("本办法自2020年5月1日起施行。",), {"effective": "2020-06-01"}, date(2020, 6, 1)),
        (("（2020年2月1日公布 自2020年4月1日起施行）",), {}, date(2020, 4, 1)),
        (("（2020年2月1日公布 自2020年4月1日起施行）",), {"effective": "2020-06-01"}, date(2020, 6, 1)),
    ],
    ids=["sentence", "from issue", "label over sentence", "note", "label over note"],
)
def test_the_first_day(lines: tuple[str, ...], labels: dict[str, str], effective: date) -> None:
    found = read(*lines, **labels)
    assert found.effective == effective
    assert found.stated_effect == (date(2020, 6, 1) if labels else None)


TERM = "本办法自2020年5月1日起施行，有效期5年。"


@pytest.mark.parametrize(
    ("lines", "labels", "repealed"),
    [
        ((TERM,), {}, date(2025, 5, 1)),
        ((TERM,), {"repealed": "2023-07-01"}, date(2023, 7, 1)),
        ((TERM,), {"status": "已废止"}, None),
        ((TERM,), {"status": "已失效"}, date(2025, 5, 1)),
        ((TERM,), {"status": "已废止", "repealed": "2023-07-01"}, date(2023, 7, 1)),
    ],
    ids=["term", "label over term", "ended by an act", "ended by its term", "ended by an act on a day"],
)
def test_the_first_day_out_of_force(
    lines: tuple[str, ...], labels: dict[str, str], repealed: date | None
) -> None:
    found = read(*lines, **labels)
    assert found.repealed == repealed
    assert found.stated_end == (date(2023, 7, 1) if "repealed" in labels else None)


@pytest.mark.parametrize(
    ("title", "lines", "labels", "status"),
    [
        ("示范办法（已废止）", (), {}, "已废止"),
        ("示范办法", ("时效性：现行有效",), {}, "现行有效"),
        ("示范办法", ("【本文件已失效】",), {}, "已失效"),
        ("示范办法（已废止）", (), {"status": "现行有效"}, "现行有效"),
        ("示范办法", ("某某办法已废止的除外。",), {}, ""),
        ("示范办法", ("无",) * 30 + ("时效性：已废止",), {}, ""),
    ],
    ids=["title", "line", "stamp", "label", "a sentence is no stamp", "far below the head"],
)
def test_the_status(title: str, lines: tuple[str, ...], labels: dict[str, str], status: str) -> None:
    assert read(*lines, title=title, **labels).status == status
