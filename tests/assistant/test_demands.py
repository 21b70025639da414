"""What a question will not do without."""

from __future__ import annotations

import pytest

from assistant.demands import forbids, meets, names, stands
from assistant.question import Part, parts_of


def part(question: str) -> Part:
    (only,) = parts_of(question)
    return only


@pytest.mark.parametrize(
    ("place", "text", "held"),
    [
        ("杭州", "杭州湾新区人才总量", False),
        ("杭州湾新区", "杭州湾新区人才总量", True),
        ("杭州湾新区", "全市（含杭州湾新区）人才总量", False),
        ("宁波市", "宁波人才总量", True),
    ],
)
def test_a_place_stands_for_itself_alone(place: str, text: str, held: bool) -> None:
    assert stands(place, text) is held


@pytest.mark.parametrize(("text", "held"), [("3315计划", False), ("331计划", True), ("入选331", True)])
def test_a_number_of_a_name_is_not_part_of_a_longer_one(text: str, held: bool) -> None:
    assert names("331", text) is held


def test_a_question_without_demands_is_met_by_anything() -> None:
    assert meets(part("高技能人才2025年目标是多少"), "高技能人才")
    assert not forbids(part("高技能人才2025年目标是多少"), "高技能人才达到11.6万人")
