"""Units as data: quantities.yaml, read once. What a unit counts, what it is asked with, and what bounds a figure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_FILE = Path(__file__).with_name("quantities.yaml")


@dataclass(frozen=True, slots=True)
class UnitKind:
    """Units that count one kind of thing. 一 before one of `articles` is no count; `asked` are the words that ask
    for a figure of it."""

    name: str
    units: tuple[str, ...]
    asked: tuple[str, ...]
    articles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UnitTable:
    """The whole file. `before` and `after` are the bounding words by what they do: most, least, about, scope; `same`
    gives other spellings of them, `fractions` the unit of 百分之, `calendar` the units of dates."""

    kinds: Mapping[str, UnitKind]
    multiples: tuple[str, ...]
    per: tuple[str, ...]
    fractions: Mapping[str, str]
    calendar: tuple[str, ...]
    before: Mapping[str, tuple[str, ...]]
    after: Mapping[str, tuple[str, ...]]
    same: Mapping[str, str]

    @property
    def all(self) -> tuple[str, ...]:
        """Every unit."""
        return tuple(unit for kind in self.kinds.values() for unit in kind.units)

    @property
    def articles(self) -> frozenset[str]:
        """Every unit before which 一 is an article."""
        return frozenset(unit for kind in self.kinds.values() for unit in kind.articles)

    @property
    def leading(self) -> tuple[str, ...]:
        """Every bounding word that stands before its figure, in all spellings."""
        told = [word for words in self.before.values() for word in words]
        return tuple(dict.fromkeys((*told, *self.same)))

    @property
    def following(self) -> tuple[str, ...]:
        """Every bounding word that stands behind its figure."""
        return tuple(word for words in self.after.values() for word in words)

    def asked(self, question: str) -> tuple[str, ...]:
        """The names of the kinds of unit that a question asks for, in the order of the file; where one asking word
        lies in another, only the longer one counts (多少人次 asks for no 多少人)."""
        found = [(word, kind.name) for kind in self.kinds.values() for word in kind.asked if word in question]
        longest = [
            (word, name)
            for word, name in found
            if not any(word != other and word in other for other, _ in found)
        ]
        return tuple(dict.fromkeys(name for _, name in longest))


@cache
def unit_table() -> UnitTable:
    """What quantities.yaml says. ValueError when a key is not known."""
    told: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    kinds = {
        name: UnitKind(name=name, **{key: tuple(words.split()) for key, words in kind.items()})
        for name, kind in told.pop("kinds").items()
    }
    read = {
        "fractions": told.pop("fractions"),
        "same": told.pop("same"),
        **{side: _lists(told.pop(side)) for side in ("before", "after")},
        **{name: tuple(told.pop(name).split()) for name in ("multiples", "per", "calendar")},
    }
    if told:
        raise ValueError(f"{_FILE.name}: unknown keys {sorted(told)}")
    return UnitTable(kinds=kinds, **read)


def _lists(told: dict[str, str]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(words.split()) for name, words in told.items()}
