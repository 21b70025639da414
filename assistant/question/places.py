"""The places that a text names, as a site sees them: the city's own names, and others, which evidence must name too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from assistant.question.cues import asking
from assistant.question.speech import tags_of
from ingest.script.wording import wording
from kb.language.tokens import fold
from kb.site import Site, short_name

_COUNTY = 3  # a province, a prefecture, a county
_KEY = 2  # characters by which names are looked up; none is shorter
_BAY = "湾"  # what is named after a city and lies elsewhere: 甲乙湾 is not 甲乙
_WORDS = wording(__file__).words


class Places:
    """All texts are folded."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.own = frozenset(map(fold, site.own_names))
        self.silent = self.own | frozenset(map(fold, site.home))
        near = (*site.above_all, *site.districts, *site.neighbours)
        near = (*near, *map(short_name, near))
        self.others = frozenset(map(fold, (*near, *_far(site)))) - self.silent
        self._index = _index((*self.own, *self.others))

    def is_place(self, word: str) -> bool:
        """Whether a word is the name of another place."""
        bare = word.rstrip("市")
        return word in self.others or bare in self.others or asking().places.fullmatch(bare) is not None

    def names(self, text: str) -> Iterator[tuple[int, str]]:
        """Where `text` names a place of the site or the territory, and the name, the longest at each place."""
        at = 0
        while at < len(text):
            name = self.name_at(text, at)
            if name:
                yield at, name
            at += len(name) or 1

    def name_at(self, text: str, at: int) -> str:
        """The name that begins at an offset; "" where none does."""
        for name in self._index.get(text[at : at + _KEY], ()):
            if text.startswith(name, at) and not text.startswith(_BAY, at + len(name)):
                return name
        return ""

    def named(self, text: str) -> frozenset[str]:
        """The other places that `text` names as themselves, without the word for their kind: not 甲乙 in 甲乙湾, nor
        what a total merely includes (全市（含甲乙新区）)."""
        found, at = set(), 0
        while at < len(text):
            general = asking().places.match(text, at)
            name = self.name_at(text, at) or (general[0] if general else "")
            if name and name not in self.own and text[at - 1 : at] != "含":
                found.add(short_name(name))
            at += len(name) or 1
        return frozenset(found)

    def says_home(self, text: str) -> bool:
        """Whether `text` speaks of the city by one of its names, or as its people do (本市)."""
        return any(word in text for word in self.silent)

    def rules_here(self, place: str) -> bool:
        """Whether the documents of a place hold for the city: itself, a part of it, what stands above it."""
        above = {short_name(fold(one)) for one in self.site.above_all}
        return self.site.is_home(place) or short_name(place) in above


def _far(site: Site) -> Iterator[str]:
    """The places of the territory whose names are not other words first."""
    tags = tags_of(frozenset(site.places()))
    for name in site.places():
        tag, chains = tags.get(name, ""), site.territory.chains.get(name, ())
        large = not chains or any(
            len(chain) < _COUNTY for chain in chains
        )  # a prefecture, a province, abroad
        whole = any(name == chain[-1] for chain in chains)
        word = name.endswith("区") and tag in _WORDS["plain"] if whole else tag and tag not in _WORDS["names"]
        if name not in site.territory.ordinary and (large or not word):
            yield name


def _index(names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for name in sorted(names, key=lambda one: (-len(one), one)):
        if len(name) >= _KEY:
            found.setdefault(name[:_KEY], []).append(name)
    return {key: tuple(listed) for key, listed in found.items()}


@lru_cache(maxsize=8)
def places_of(site: Site) -> Places:
    """The reader of places of a site, made once."""
    return Places(site)
