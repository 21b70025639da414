"""The city that a base serves, as data: policies/site.yaml and policies/territory.yaml.

Nothing of a city stands in the code. What its people call it, who stands above it, its towns, what may be asked and
whom to ask are the site's; where every other city lies is the territory's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

REGIONS = ("本市", "本地级市其他县（市、区）", "本省其他市", "外省", "境外")
"""Where a place lies, seen from the city: the choices of facts that ask for a place."""
_ENDINGS = ("新区", "特别行政区", "自治区", "自治州", "自治县", "地区", "省", "市", "县", "区", "盟", "旗")
_PEOPLES = [
    "蒙古",
    "回",
    "藏",
    "维吾尔",
    "苗",
    "彝",
    "壮",
    "布依",
    "朝鲜",
    "满",
    "侗",
    "瑶",
    "白",
    "土家",
    "哈尼",
    "哈萨克",
    "傣",
    "黎",
    "傈僳",
    "佤",
    "畲",
    "拉祜",
    "水",
    "东乡",
    "纳西",
    "景颇",
    "柯尔克孜",
    "土",
    "仫佬",
    "羌",
    "布朗",
    "撒拉",
    "毛南",
    "仡佬",
    "锡伯",
    "塔吉克",
    "怒",
    "裕固",
    "独龙",
    "普米",
    "保安",
    "各",
]
_PEOPLE = re.compile(f"(?:(?:{'|'.join(_PEOPLES)})族|蒙古|维吾尔|哈萨克|柯尔克孜|锡伯|塔吉克)$")
_SHORTEST = 2  # characters that a name keeps without its ending: 西湖区 is 西湖, 赵县 stays


def short_name(place: str) -> str:
    """A place without the word for its kind and the peoples of an autonomous one: 临江市 → 临江, 广西壮族自治区 → 广西,
    赵县 → 赵县 (one character alone is no name)."""
    for ending in _ENDINGS:
        if place.endswith(ending) and len(place) - len(ending) >= _SHORTEST:
            short = place.removesuffix(ending)
            return _without_peoples(short) if ending.startswith("自治") else short
    return place


def _without_peoples(place: str) -> str:
    while (people := _PEOPLE.search(place)) and people.start() >= _SHORTEST:
        place = place[: people.start()]
    return place


@dataclass(frozen=True, slots=True)
class Contact:
    """An office to ask: shown where an answer tells whom to ask. Every field but `office` may be ""."""

    office: str
    phone: str = ""
    hours: str = ""
    address: str = ""


@dataclass(frozen=True)
class Territory:
    """Provinces → prefectures → counties, by full name (prefecture "": directly below the province); places abroad."""

    provinces: dict[str, dict[str, tuple[str, ...]]]
    abroad: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()

    @cached_property
    def chains(self) -> dict[str, tuple[tuple[str, ...], ...]]:
        """Name (full, and short) → the places of that name, each as (province, prefecture, county) from above down
        to itself. Several counties may share a name; a short name never stands for a district (西湖, 江北)."""
        found: dict[str, list[tuple[str, ...]]] = {}
        for province, prefectures in self.provinces.items():
            self._note(found, province, (province,))
            for prefecture, counties in prefectures.items():
                above = (province, prefecture) if prefecture else (province,)
                if prefecture:
                    self._note(found, prefecture, above)
                for county in counties:
                    self._note(found, county, (*above, county), short=not county.endswith("区"))
        return {name: tuple(chains) for name, chains in found.items()}

    def _note(
        self, found: dict[str, list[tuple[str, ...]]], name: str, chain: tuple[str, ...], short: bool = True
    ) -> None:
        for said in dict.fromkeys((name, short_name(name) if short else name)):
            found.setdefault(said, []).append(chain)


@dataclass(frozen=True, eq=False)  # compared and hashed as what it is: one city of one base
class Site:
    """One city. `city` is its full name, "" where the home is not known; `names` what else it is called; `home` the
    words by which its people and documents mean it (本市, 我市); `above` the bodies above it, the nearest first;
    `districts` its districts, towns and streets; `neighbours` places that are easily taken for it."""

    city: str = ""
    names: tuple[str, ...] = ()
    home: tuple[str, ...] = ()
    above: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    neighbours: tuple[str, ...] = ()
    scope: str = ""
    examples: tuple[str, ...] = ()
    contacts: tuple[Contact, ...] = ()
    territory: Territory = Territory({})

    @cached_property
    def own_names(self) -> tuple[str, ...]:
        """Every name of the city itself, the longest first; () where the home is not known."""
        names = (self.city, short_name(self.city), *self.names) if self.city else ()
        return tuple(sorted(dict.fromkeys(n for n in names if n), key=len, reverse=True))

    def is_home(self, place: str) -> bool:
        """Whether a place is the city itself or a part of it."""
        parts = (*self.districts, *(short_name(one) for one in self.districts))
        return place in self.own_names or place in parts

    def region(self, place: str, within: str = "") -> str:
        """Where a place lies, one of REGIONS; "" where its name does not tell (the prefecture or province around the
        city, a name that several places share, no known place). `within` is a place named before it (宁波江北区)."""
        if self.is_home(place):
            return REGIONS[0]
        if place in self.territory.abroad or place in self.territory.countries:
            return REGIONS[4]
        chains = self.territory.chains.get(place, ())
        around = self.territory.chains.get(within, ())
        inside = [chain for chain in chains if any(chain[: len(one)] == one for one in around)]
        regions = {self._region(chain) for chain in inside or chains}
        return regions.pop() if len(regions) == 1 else ""

    def _region(self, chain: tuple[str, ...]) -> str:
        own = self._own_chain
        if not own or chain == own[: len(chain)]:
            return ""
        if chain[0] != own[0]:
            return REGIONS[3]
        return REGIONS[1] if len(own) > 2 and chain[:2] == own[:2] else REGIONS[2]

    @cached_property
    def _own_chain(self) -> tuple[str, ...]:
        """(province, prefecture, city), by the territory, else by what stands above it."""
        held = [
            c for c in self.territory.chains.get(self.city, ()) if set(self.above) <= set(c) or not self.above
        ]
        return held[0] if len(held) == 1 else (*reversed(self.above), self.city) if self.city else ()

    def places(self) -> tuple[str, ...]:
        """Every place that the site or the territory names, the longest first, so that 杭州湾 is not read as 杭州."""
        named: Iterable[str] = (*self.own_names, *self.above, *self.districts, *self.neighbours)
        every = {*named, *(short_name(one) for one in named), *self.territory.chains, *self.territory.abroad}
        return tuple(sorted({*every, *self.territory.countries}, key=lambda name: (-len(name), name)))
