"""Places are told apart as seen from the city that is served, whichever it is."""

from __future__ import annotations

from datetime import date

import pytest
from sites import RULES, capital, prefecture, shipped

from assistant.eligibility.hearing.gazetteer import trie
from assistant.eligibility.hearing.hearing import read_told
from assistant.eligibility.hearing.phrasebook import phrasebook
from assistant.eligibility.rules.facts import load_facts
from kb.site import Site

FACTS = load_facts(RULES / "facts.yaml")
DAY = date(2026, 11, 26)
NEAR, PROVINCE, FAR, ABROAD = "本地级市其他县（市、区）", "本省其他市", "外省", "境外"


@pytest.mark.parametrize(
    ("said", "region"),
    [
        ("慈溪", "本市"), ("慈溪市", "本市"), ("周巷", "本市"), ("宁波慈溪", "本市"), ("本市", "本市"),
        ("余姚", NEAR), ("宁波江北区", NEAR), ("鄞州", NEAR), ("宁波", ""), ("浙江", ""),
        ("杭州", PROVINCE), ("浙江杭州西湖区", PROVINCE), ("杭州湾", ""), ("杭州湾新区", ""),
        ("广西", FAR), ("上海浦东新区", FAR), ("昆山市", FAR), ("昆山", ""), ("张家港", FAR), ("公安", ""), ("江北区", ""),
        ("香港", ABROAD), ("新加坡", ABROAD), ("某地", ""),
    ],
)  # fmt: skip
def test_a_place_lies_where_it_lies_seen_from_the_city(said: str, region: str) -> None:
    assert phrasebook(shipped()).places.region(said) == region


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("我在佛山一家公司上班，户口在广州", {"就业状态": "受雇", "单位类型": "企业", "工作地": "本市", "户籍地": PROVINCE}),
        ("我在顺德租房", {"在本市租房": "是"}),
        ("我户口在大良，在宁波上班", {"户籍地": "本市", "就业状态": "受雇", "工作地": FAR}),
        ("我在佛山有房子", {"本人本市住房": "是"}),
        ("我得过佛山市劳模", {"最高荣誉": "地市级"}),
        ("我得过广东省劳模", {"最高荣誉": "省部级"}),
    ],
)  # fmt: skip
def test_what_is_told_in_another_city_is_told_of_that_city(text: str, facts: dict[str, str]) -> None:
    assert {one.fact: str(one.value) for one in read_told(text, FACTS, DAY, prefecture())} == facts


@pytest.mark.parametrize("text", ["我在杭州湾上班", "我户口在杭州湾新区"])
def test_a_neighbour_is_not_taken_for_the_city_its_name_begins_with(text: str) -> None:
    told = {one.fact for one in read_told(text, FACTS, DAY, shipped())}
    assert not told & {"工作地", "户籍地"}


@pytest.mark.parametrize(
    ("said", "region"),
    [
        ("公安", ""),
        ("公安县", PROVINCE),
        ("枝江", PROVINCE),
        ("仙桃", PROVINCE),
        ("城区", ""),
        ("黄冈", PROVINCE),
    ],
)
def test_an_ordinary_word_is_no_county_though_one_is_called_so(said: str, region: str) -> None:
    places = phrasebook(capital()).places
    assert places.region(said) == region
    assert bool(places.name.fullmatch(said)) is bool(region)


def test_where_the_home_is_not_known_no_place_tells_anything() -> None:
    told = read_told("我在慈溪上班，户口在杭州", FACTS, DAY, Site())
    assert {one.fact for one in told} == {"就业状态"}


def test_a_piece_for_names_fits_the_longest_and_does_not_go_back() -> None:
    import re

    names = re.compile(trie(["杭州", "杭州湾", "湾里"]))
    assert names.findall("在杭州湾里") == ["杭州湾"]
    assert names.fullmatch("杭州")
    assert trie([]) == ""
