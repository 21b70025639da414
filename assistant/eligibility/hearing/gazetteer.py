"""Places as people say them, seen from one city: which it is, which lie elsewhere, and the region of each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kb.site import REGIONS, Site, short_name

_NEVER = "(?!)"
_TOWN = ("街道", "镇", "乡")
_LONG = 3  # characters of a short name that is no ordinary word, wherever the place lies


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """`full` gives for each name that people say the place's full one. Of counties far away only cities are known, by
    their full name or a long one: 公安 and 延长 are words before they are counties."""

    site: Site
    full: Mapping[str, str]
    name: re.Pattern[str]

    @classmethod
    def of(cls, site: Site) -> Gazetteer:
        """The places around `site`."""
        full: dict[str, str] = {}
        for said, place in _said(site):
            full.setdefault(said, place)
        return cls(site, full, re.compile(trie(full) or _NEVER))

    def region(self, said: str) -> str:
        """The region of the first place in `said` that tells one; "" for none."""
        within = ""
        for match in self.name.finditer(said):
            place = self.full[match[0]]
            region = REGIONS[0] if place == self.site.city else self.site.region(place, within)
            if region:
                return region
            within = place
        return ""

    def parts(self) -> dict[str, str]:
        """Pieces of patterns. place: one or more places; home: a name of the city; away: a place that is not; country;
        offshore: abroad and yet a province; province, prefecture, county: the body whose honours count so."""
        territory, city = self.site.territory, self.site.city
        home = [said for said, place in self.full.items() if city and place == city]
        named = trie(self.full)
        provinces = {short_name(one) for one in territory.provinces}
        return {
            "place": f"(?P<place>(?:{named}(?:省|市|县|区|自治区|镇|街道)?)+)" if named else _NEVER,
            "home": trie(home) or _NEVER,
            "away": trie(said for said in self.full if said not in set(home)) or _NEVER,
            "country": trie(territory.countries) or _NEVER,
            "offshore": trie(one for one in territory.abroad if one in provinces) or _NEVER,
            **{level: trie(names) or _NEVER for level, names in _levels(self.site).items()},
        }


def _levels(site: Site) -> dict[str, tuple[str, ...]]:
    """The names by which honours of each level are called: those of a city below a prefecture are a county's."""
    above = [(one,) if one.endswith("省") else (one, short_name(one)) for one in reversed(site.above)]
    chain = [*above, site.own_names][:3]
    return dict(zip(("province", "prefecture", "county"), (*chain, (), ()), strict=False))


def _said(site: Site) -> Iterator[tuple[str, str]]:
    """(what people say, the full name of the place); the city stands first, so that a name of its own is its own."""
    ordinary = site.territory.ordinary
    ours = (
        word for word in site.home if word.endswith(site.city[-1:] or _NEVER)
    )  # 本市, not 当地: that is anywhere
    for said in (*site.own_names, *ours):
        yield said, site.city
    for district in site.districts:
        yield from ((said, site.city) for said in _of_district(district, ordinary))
    for place in (*site.above, *site.neighbours):
        yield from _both(place)
    for place in (*site.territory.abroad, *site.territory.countries):
        yield place, place
    for province, prefectures in site.territory.provinces.items():
        yield from _both(province)
        for prefecture, counties in prefectures.items():
            yield from _both(prefecture) if prefecture else ()
            for county in counties:
                yield from _county(county, province in site.above, not prefecture, ordinary)


def _both(place: str) -> Iterator[tuple[str, str]]:
    yield place, place
    yield short_name(place), place


def _of_district(district: str, ordinary: frozenset[str]) -> Iterator[str]:
    yield district
    ending = next((ending for ending in _TOWN if district.endswith(ending)), "")
    short = district.removesuffix(ending) if ending else short_name(district)
    if len(short) > 1 and short not in ordinary:
        yield short


def _county(county: str, near: bool, direct: bool, ordinary: frozenset[str]) -> Iterator[tuple[str, str]]:
    short = short_name(county)
    nameless = county.endswith("区") and len(county) < _LONG  # 城区, 郊区: every city has one
    if nameless or not (near or county.endswith("市")):
        return
    yield county, county
    if short not in ordinary and (near or direct or len(short) >= _LONG):
        yield short, county


def trie(names: Iterable[str]) -> str:
    """A piece of a pattern that fits any of the names, the longest; "" for none."""
    root: dict[str, dict[str, object]] = {}
    for name in names:
        node: dict[str, object] = root  # type: ignore[assignment]
        for char in name:
            node = node.setdefault(char, {})  # type: ignore[assignment]
        node[""] = {}
    return f"(?>{_branches(root)})" if root else ""


def _branches(node: Mapping[str, object]) -> str:
    branches = [re.escape(char) + _branches(below) for char, below in node.items() if char]  # type: ignore[arg-type]
    if not branches:
        return ""
    ends = "?" if "" in node else ""
    return branches[0] if len(branches) == 1 and not ends else f"(?:{'|'.join(branches)}){ends}"
