"""What is measured of a provision: each feature says what its name says."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from one_document import DAY, base_of

from assistant.evidence.matching import Lens, TopicTerm
from assistant.evidence.picks import provision_of
from assistant.evidence.sentences import Sentence
from assistant.question.parts import Part, parts_of
from assistant.ranking.choose import gather
from assistant.ranking.features import FEATURES, ProvisionCandidate, is_thing, measure

TEXT = """临江市青年安居示范办法

第一条 租房补贴的标准为每人每月600元。

第二条 购房补贴由市住房保障中心负责受理。

第三条 渔船停泊应当服从指挥。

第四条 租房补贴是指发给租房青年的资金。
"""
BASE = base_of(TEXT)


def measured(
    question: str, scores: dict[str, tuple[float, int]] | None = None
) -> dict[str, dict[str, float]]:
    """Article → feature → value."""
    part, lens, held = candidates(question)
    rows = measure(part, lens, held, scores or {})
    paths = [one.clause.id.path.split(".")[0] for one in held]
    return {path: dict(zip(FEATURES, row, strict=True)) for path, row in zip(paths, rows, strict=True)}


def candidates(question: str) -> tuple[Part, Lens, Sequence[ProvisionCandidate]]:
    part, *_ = parts_of(question)
    _, lens, _, _ = gather(BASE, part, DAY)
    found: list[Sentence] = []
    from assistant.evidence.sentences import sentences_of

    for path in ("t1", "t2", "t3", "t4"):
        found += sentences_of(BASE.document("临江市青年安居示范办法"), path)[-1:]
    return part, lens, [ProvisionCandidate(provision_of(one), one, None) for one in found]


def test_every_candidate_has_every_feature_in_order() -> None:
    part, lens, held = candidates("租房补贴是什么意思")
    rows = measure(part, lens, held, {})
    assert [len(row) for row in rows] == [len(FEATURES)] * 4
    assert measure(part, lens, [], {}) == []
    assert all(isinstance(value, float | int) for row in rows for value in row)


def test_cover_tells_how_much_of_the_topic_is_spoken_of() -> None:
    found = measured("租房补贴的标准是多少")
    assert found["t1"]["cover"] > found["t2"]["cover"] > found["t3"]["cover"]
    assert found["t1"]["behind"] == 0.0
    assert found["t3"]["behind"] == pytest.approx(found["t1"]["cover"] - found["t3"]["cover"])
    assert found["t1"]["pairs"] > found["t3"]["pairs"]
    assert found["t1"]["named"] == 1.0
    assert found["t3"]["named"] == 0.0


def test_scores_and_ranks_are_those_of_the_search() -> None:
    found = measured("租房补贴的标准是多少", {"临江市青年安居示范办法#t1": (0.8, 2)})
    assert (found["t1"]["score"], found["t1"]["rank"]) == (0.8, 0.5)
    assert found["t2"]["score"] == 0.0
    assert 0 < found["t2"]["rank"] < found["t1"]["rank"]
    assert found["t2"]["late"] > found["t1"]["late"]


@pytest.mark.parametrize(
    ("question", "feature", "holding"),
    [
        ("租房补贴是什么意思", "defines", {"t4"}),
        ("租房补贴的标准是多少", "defines", set()),  # asks for no definition
        ("购房补贴由谁负责", "cue", {"t2"}),
        ("渔船停泊怎么办", "cue", {"t3"}),
    ],
)
def test_what_a_provision_says(question: str, feature: str, holding: set[str]) -> None:
    found = measured(question)
    assert {path for path, row in found.items() if row[feature] > 0} == holding


@pytest.mark.parametrize(
    ("term", "thing"),
    [
        (TopicTerm("住房", 1.0), True),
        (TopicTerm("领取", 1.0), False),
        (TopicTerm("租房补贴", 1.0), True),  # a long word
        (TopicTerm("领取", 1.0, ("申领",)), True),  # the thesaurus explains it
    ],
)
def test_what_is_a_thing(term: TopicTerm, thing: bool) -> None:
    assert is_thing(term) is thing
