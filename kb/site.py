"""The city that a base serves, as data: site.yaml and territory.yaml of a policies folder (kb.site_file reads them).

Nothing of a city stands in the code. What its people call it, who stands above it, its towns, what may be asked and
whom to ask are the site's; where every other city lies is the territory's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from ingest.script.wording import wording

REGIONS = ("本市", "本地级市其他县（市、区）", "本省其他市", "外省", "境外")
"""Where a place lies, seen from the city: the choices of facts that ask for a place."""
_WORDS = wording(__file__)
_ENDINGS = _WORDS.words["endings"]
_SHORTEST = 2  # characters that a name keeps without its ending: 甲乙区 is 甲乙, 甲县 stays


def short_name(place: str) -> str:
    """A place without the word for its kind and the peoples of an autonomous one: 临江市 → 临江, 甲县 → 甲县 (one
    character alone is no name)."""
    for ending in _ENDINGS:
        if place.endswith(ending) and len(place) - len(ending) >= _SHORTEST:
            short = place.removesuffix(ending)
            return _without_peoples(short) if ending.startswith("自治") else short
    return place


def _without_peoples(place: str) -> str:
    while (people := _WORDS["peoples"].search(place)) and people.start() >= _SHORTEST:
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
    """Provinces → prefectures → counties, by full name (prefecture "": directly below the province); places abroad; `ordinary` are
    words that are no place though a county's short name is the same (公安)."""

    provinces: dict[str, dict[str, tuple[str, ...]]]
    abroad: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    ordinary: frozenset[str] = frozenset()

    @cached_property
    def chains(self) -> dict[str, tuple[tuple[str, ...], ...]]:
        """Name (full, and short) → the places of that name, each as (province, prefecture, county) from above down
        to itself. Several counties may share a name; a short name never stands for a district."""
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


class Titled(Protocol):
    """What tells where a document is from: an Entry, a Document."""

    @property
    def name(self) -> str:
        """Its title."""

    @property
    def issuer(self) -> tuple[str, ...]:
        """The bodies that made it."""


def home_words(city: str) -> tuple[str, ...]:
    """What the people of any city call it: 本市, 我市, 全市 … by the kind of place it is, for a city "" by all kinds."""
    words = _WORDS.words
    kinds = [kind for kind in words["kinds"] if city.endswith(kind)] or words["kinds"]
    said = [f"{before}{kind}" for kind in kinds for before in words["home_before"]]
    return (
        *said,
        *(f"{kind}{after}" for kind in kinds for after in words["home_after"]),
        *words["home_plain"],
    )


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
    territory: Territory = field(default=Territory({}), repr=False)

    @classmethod
    def of_entries(cls, entries: Iterable[Titled], territory: Territory) -> Site:
        """The site of a base that has no site.yaml: the city of its documents where they are all of one, else a home
        that is not known, with their cities as `neighbours`."""
        cities = tuple(dict.fromkeys(filter(None, (_city_of(one, territory) for one in entries))))
        if len(cities) != 1:
            return cls(home=home_words(""), neighbours=cities, territory=territory)
        return cls(city=cities[0], home=home_words(cities[0]), territory=territory)

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
        city, a name that several places share, no known place). `within` is a place named before it (甲市乙区)."""
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

    @cached_property
    def above_all(self) -> tuple[str, ...]:
        """The bodies above the city, the nearest first: those it names, else those of the territory."""
        return self.above or tuple(reversed(self._own_chain[:-1]))

    def places(self) -> tuple[str, ...]:
        """Every place that the site or the territory names, the longest first, so that 临江湾 is not read as 临江."""
        named: Iterable[str] = (*self.own_names, *self.above_all, *self.districts, *self.neighbours)
        every = {*named, *(short_name(one) for one in named), *self.territory.chains, *self.territory.abroad}
        return tuple(sorted({*every, *self.territory.countries}, key=lambda name: (-len(name), name)))


NOWHERE = Site()
"""No site: every place that is named is another one."""


def _city_of(one: Titled, territory: Territory) -> str:
    """The city that a document is of, by its title, else by its issuers; "" where neither names one."""
    return next(filter(None, (_city_at_the_start(said, territory) for said in (one.name, *one.issuer))), "")


def _city_at_the_start(said: str, territory: Territory) -> str:
    """The last of the places at the beginning of a name: 甲省乙市人民政府 → 乙市; a province is no city."""
    lead = _WORDS["lead"].match(said)
    at, city = lead.end() if lead else 0, ""
    while True:
        known = (said[at:end] for end in range(len(said), at, -1) if said.endswith(_ENDINGS, at, end))
        place = next((one for one in known if one in territory.chains), "")
        if not place:
            break
        at, city = at + len(place), "" if place.endswith(("省", "自治区")) else place
    other = _WORDS["city"].match(said, at)
    return other[0] if other and not city else city
