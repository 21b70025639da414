"""Where places lie, seen from a city, and which city documents are of."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from kb.site import Site, Territory, home_words, short_name

TERRITORY = Territory(
    {"甲省": {"乙市": ("临江市", "丙县"), "丁市": ("戊区",)}, "己省": {"庚辛市": ()}}, ("海外",), ("某国",)
)
CITY = Site(city="临江市", districts=("子街道", "丑镇"), neighbours=("临江新区",), territory=TERRITORY)


@pytest.mark.parametrize(
    ("place", "region"),
    [
        ("临江", "本市"),
        ("丑镇", "本市"),
        ("丙县", "本地级市其他县（市、区）"),
        ("丁市", "本省其他市"),
        ("庚辛", "外省"),
        ("某国", "境外"),
        ("乙市", ""),
        ("甲省", ""),
        ("无处", ""),
    ],
)
def test_region(place: str, region: str) -> None:
    assert CITY.region(place) == region


def test_what_stands_above_comes_from_the_territory() -> None:
    assert CITY.above_all == ("乙市", "甲省")
    assert Site(city="临江市", above=("癸市",)).above_all == ("癸市",)


@pytest.mark.parametrize(("name", "short"), [("临江市", "临江"), ("临江新区", "临江"), ("甲县", "甲县")])
def test_short_names(name: str, short: str) -> None:
    assert short_name(name) == short


def test_home_words_follow_the_kind_of_place() -> None:
    assert {"本市", "我市", "全市", "市里", "本地"} <= set(home_words("临江市"))
    assert "本市" not in home_words("丙县") and "本县" in home_words("丙县")


@pytest.mark.parametrize(
    ("documents", "city"),
    [
        ([("临江市人才办法", ()), ("关于印发《临江市规划》的通知", ())], "临江市"),
        ([("人才办法", ("中共甲乙市委员会",)), ("甲省条例", ()), ("企业上市奖励办法", ())], "甲乙市"),
        ([("甲省乙市临江市人才办法", ())], "临江市"),
        ([("临江市人才办法", ()), ("丁市人才办法", ())], ""),
        ([("国家市场监督管理总局令", ())], ""),
        ([], ""),
    ],
)
def test_the_city_of_documents(documents: list[tuple[str, tuple[str, ...]]], city: str) -> None:
    entries = [SimpleNamespace(name=name, issuer=issuer) for name, issuer in documents]
    assert Site.of_entries(entries, TERRITORY).city == city
