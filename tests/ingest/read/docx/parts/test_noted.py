"""What is counted on the way and said at the end."""

from __future__ import annotations

import pytest

from ingest.read.docx.parts.noted import NOTICES, Notices


def test_nothing_counted_is_nothing_said() -> None:
    assert Notices().findings() == ()


@pytest.mark.parametrize("key", [key for key, one in NOTICES.items() if "{count}" in one.message])
def test_each_kind_says_how_many(key: str) -> None:
    told = Notices()
    told.add(key, "甲")
    told.add(key, " 乙\n丙 ")
    (found,) = told.findings()
    assert (found.check, found.severity) == (NOTICES[key].check, NOTICES[key].severity)
    assert "2" in found.message
    assert found.message.endswith("。")
    assert found.evidence == "甲 / 乙 丙"


def test_pieces_that_go_on_are_one() -> None:
    told = Notices()
    for text, joins in (("隐", True), ("藏", True), ("别处", False), ("的", True)):
        told.add("unseen", text, joins=joins)
    assert told.counts == {"unseen": 2}
    assert told.findings()[0].evidence == "隐藏 / 别处的"


def test_evidence_is_short_and_empty_words_are_none() -> None:
    told = Notices()
    for at in range(9):
        told.add("struck", f"{at}" + "长" * 100)
    told.add("struck", "  ")
    (found,) = told.findings()
    assert "10处" in found.message
    assert found.evidence.count(" / ") == 4
    assert len(found.evidence) < 5 * 45


def test_revisions_are_one_finding_and_come_first() -> None:
    told = Notices()
    told.add("pictures")
    told.add("unseen", "白字")
    told.add("deleted", "旧")
    told.add("inserted", "新")
    told.add("inserted", "又新")
    told.add("moved", "搬")
    assert [one.check for one in told.findings()] == [
        "unaccepted_revisions",
        "hidden_text",
        "pictures_left_out",
    ]
    revisions = told.findings()[0]
    assert "插入2处、删除1处、移动1处" in revisions.message
    assert revisions.evidence == "删：旧；增：新 / 又新"
