"""题注: its events, its days, its organs, and where it ends."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.head.enactment import Enactment, Event, read_enactment
from ingest.line import GridCell, Line

PASSED = "2015年12月29日宁波市第十四届人民代表大会常务委员会第二十八次会议通过"
APPROVED = "2016年3月31日浙江省第十二届人民代表大会常务委员会第二十八次会议批准"
PUBLISHED = "2016年4月20日宁波市人民代表大会常务委员会公告第17号公布"
EFFECT = "2016年7月1日施行"


def note(*texts: str, centered: bool = True) -> Enactment:
    return read_enactment([Line("甲条例"), *(Line(text, centered=centered) for text in texts)], 1)


def test_a_note_over_lines() -> None:
    found = note(PASSED, APPROVED, PUBLISHED, EFFECT)
    assert [one.day for one in found.events] == [
        *(date(2015, 12, 29), date(2016, 3, 31), date(2016, 4, 20), date(2016, 7, 1)),
    ]
    assert (found.version, found.begins) == (date(2016, 4, 20), date(2016, 7, 1))
    assert (found.first, found.reissued) == (date(2015, 12, 29), date(2016, 4, 20))
    assert found.number == "宁波市人民代表大会常务委员会公告第17号"
    assert found.organs == ("宁波市人民代表大会常务委员会",)
    assert found.end == 5


def test_a_note_in_one_line_of_brackets() -> None:
    found = note(f"（{PASSED}　{PUBLISHED}　自{EFFECT[:9]}起施行）", centered=False)
    assert [one.starts for one in found.events] == [False, False, True]
    assert found.end == 2


def test_a_note_in_brackets_that_are_broken_over_lines() -> None:
    lines = [
        Line(f"（{PASSED}　根据2018年5月1日《关于修改"),
        Line("甲条例的决定》修正）"),
        Line("第一条 甲。"),
    ]
    found = read_enactment(lines, 0)
    assert found.end == 2
    assert found.events[-1].text == "《关于修改甲条例的决定》修正"


def test_the_number_of_a_document_may_stand_above_it() -> None:
    lines = [
        Line("甲条例"),
        Line("甲府令〔2016〕3号", centered=True),
        Line(PUBLISHED, centered=True),
        Line("总则"),
    ]
    assert read_enactment(lines, 1).end == 3


def test_a_line_of_the_text_ends_the_search_for_a_note() -> None:
    lines = [Line("甲条例"), Line("为了规范管理"), Line(PASSED, centered=True)]
    assert read_enactment(lines, 1) == Enactment()


@pytest.mark.parametrize(
    "line",
    [
        Line("第一条 为了规范，制定本条例。"),
        Line("2015年12月29日国务院批准了甲方案，各地要实施。"),
        Line("2015年12月29日发布", right=True),
        Line("2015年12月29日通过", heading=2),
        Line("", grid=(GridCell(PASSED, 0, 0),)),
        Line("2015年2月30日通过", centered=True),
        Line("2015年12月29日", centered=False),
    ],
)
def test_what_is_no_note(line: Line) -> None:
    found = read_enactment([Line("甲条例"), line], 1)
    assert found == Enactment()
    assert (found.version, found.begins, found.first, found.reissued) == (None, None, None, None)
    assert (found.number, found.organs) == ("", ())


def test_nothing_below_the_title() -> None:
    assert read_enactment([Line("甲条例")], 1) == Enactment()


def test_an_amendment_alone_does_not_tell_the_first_issue() -> None:
    found = note("2020年1月1日《关于修改〈甲条例〉的决定》第一次修正")
    assert (found.version, found.first, found.reissued) == (date(2020, 1, 1), None, None)


@pytest.mark.parametrize(
    ("text", "starts", "whole"),
    [
        ("起施行", True, False),
        ("，生效", True, False),
        ("国务院公布，自公布之日起施行", False, True),
        ("修订通过", False, True),
        ("《关于修改〈甲法〉的决定》修正", False, False),
        ("常务会议决定修改", False, False),
    ],
)
def test_an_event(text: str, starts: bool, whole: bool) -> None:
    event = Event(date(2020, 1, 1), text)
    assert (event.starts, event.whole) == (starts, whole)


def test_who_promulgates_is_not_who_issues() -> None:
    found = note(
        "2007年6月29日第十届全国人民代表大会常务委员会第二十八次会议通过",
        "2007年6月29日中华人民共和国主席令第六十五号公布",
    )
    assert found.organs == ("全国人民代表大会常务委员会",)
    assert found.number == "中华人民共和国主席令第65号"
