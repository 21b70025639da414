"""The wording in which facts are told, as data (phrases.yaml), with the places of one city, compiled once for each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field

from assistant.eligibility.hearing.amounts import DATE, DURATION, NUM
from assistant.eligibility.hearing.gazetteer import Gazetteer
from kb.site import Site

_HERE = Path(__file__).parent
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MACRO = re.compile(r"\{([a-z_]+\d?)\}")
_NAMED = re.compile(r"\(\?P<\w+>")
_MONEY = f"(?P<money>{NUM})(?:[~到至-](?P<money2>{NUM}))?(?:万元?|W)(?P<over>以上)?(?!左右|上下|多|以下|以内|[到至~-]|名|人)"


class PhraseRule(BaseModel):
    """A phrase as written in phrases.yaml; what its keys mean is said at Phrase."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    say: str
    tells: dict[str, str]
    fits: str
    misses: str = Field(alias="not")
    who: list[str] = ["self", "couple"]
    without: str = ""
    gap_not: str = ""
    near: str = ""
    near_not: str = ""
    topic: str = ""
    unless: str = ""
    after: str = ""
    also: str = ""
    whole: bool = False
    plain: bool = False
    event: bool = False
    degree: bool = False
    employer: bool = False
    founder: bool = False
    living: bool = False
    both: bool = False
    wins: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that tell facts. `tells`: fact → value, or @reader of what the pattern caught; `who`: of whom they must be
    said; `moods`: how. The rest narrows: `without` words in the clause, `gap_not` inside the match, `near`/`near_not`
    in the text, `topic` last spoken of, `unless` one of these was, `after` 就业状态 told so before; `whole` the piece is
    nothing else; `plain` carries its own negation; `living` needs that the person lives in the city; `founder` only of an
    own business, `employer` never; `both` said of both spouses unless 我 begins the piece; `wins` over others."""

    say: re.Pattern[str]
    tells: Mapping[str, str]
    who: frozenset[str]
    moods: frozenset[str]
    without: re.Pattern[str] | None
    gap_not: re.Pattern[str] | None
    near: re.Pattern[str] | None
    near_not: re.Pattern[str] | None
    rule: PhraseRule


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """Compiled wording, and `places`, which tells the region of a place."""

    phrases: tuple[Phrase, ...]
    quote_limit: int
    proxy: re.Pattern[str]
    suppose: re.Pattern[str]
    reset: re.Pattern[str]
    hearsay: re.Pattern[str]
    question: re.Pattern[str]
    particle: re.Pattern[str]
    predicate: re.Pattern[str]
    tag: re.Pattern[str]
    me: re.Pattern[str]
    wish: re.Pattern[str]
    onward: re.Pattern[str]
    afresh: re.Pattern[str]
    hedge: re.Pattern[str]
    past: re.Pattern[str]
    negation: re.Pattern[str]
    correction: re.Pattern[str]
    beside: re.Pattern[str]
    together: re.Pattern[str]
    no_person: re.Pattern[str]
    living: re.Pattern[str]
    adult_child: re.Pattern[str]
    person: re.Pattern[str]
    topics: Mapping[str, re.Pattern[str]]
    units: re.Pattern[str]
    unit_names: tuple[str, ...]
    places: Gazetteer
    highest: frozenset[str]
    grown: frozenset[str]
    wished: frozenset[str]
    needs: Mapping[str, Mapping[str, tuple[str, ...]]]
    own_business: Mapping[str, object]
    own: Mapping[str, re.Pattern[str]]
    own_facts: frozenset[str]

    def unit(self, said: str) -> str:
        """The kind of employer that `said` names, "" for one that does not tell."""
        match = self.units.search(said)
        return self.unit_names[int((match.lastgroup or "u0")[1:])] if match else ""

    def topic(self, text: str, at: int) -> str:
        """What was last spoken of before `at`, of `topics`; "" for none."""
        last = {
            name: max((m.end() for m in p.finditer(text, 0, at)), default=-1)
            for name, p in self.topics.items()
        }
        name = max(last, key=lambda topic: last[topic], default="")
        return name if name and last[name] >= 0 else ""


@lru_cache(maxsize=4)
def phrasebook(site: Site) -> Phrasebook:
    """The wording that ships with the assistant, with the places of one city."""
    raw = wordings()
    places = Gazetteer.of(site)
    macros = _macros(raw, places)

    def fill(section: str) -> dict[str, str]:
        return {name: _filled(one["is"], macros) for name, one in raw[section].items()}

    persons, units = fill("persons"), fill("units")
    own = {name: re.compile(words) for name, words in fill("own").items()}
    return Phrasebook(
        phrases=tuple(_phrase(PhraseRule.model_validate(item), macros) for item in raw["phrases"]),
        quote_limit=raw["quote_limit"],
        **{name: re.compile(words) for name, words in fill("speech").items()},
        person=re.compile("|".join(f"(?P<{kind}>{words})" for kind, words in persons.items())),
        topics={name: re.compile(words) for name, words in fill("topics").items()},
        units=re.compile("|".join(f"(?P<u{i}>{words})" for i, words in enumerate(units.values()))),
        unit_names=tuple(units),
        places=places,
        highest=frozenset(raw["highest"]),
        grown=frozenset(raw["grown"]),
        wished=frozenset(raw["wished"]),
        needs={
            fact: {other: tuple(values) for other, values in need.items()}
            for fact, need in raw["needs"].items()
        },
        own_business=raw["own_business"],
        own=own,
        own_facts=frozenset(raw["own_facts"]),
    )


@cache
def wordings() -> Mapping[str, Any]:
    """phrases.yaml as it is written."""
    return dict(yaml.load((_HERE / "phrases.yaml").read_text(encoding="utf-8"), Loader=_LOADER))


def _macros(raw: Mapping[str, Any], places: Gazetteer) -> dict[str, str]:
    units = {name: one["is"] for name, one in raw["units"].items()}
    fixed = {
        "num": NUM,
        "dur": DURATION,
        "date": DATE,
        "unit": f"(?P<unit>{'|'.join(units.values())})",
        "firm": units["企业"],
        "money": _MONEY,
        **places.parts(),
    }
    return {**fixed, **raw["macros"]}


def _filled(pattern: str, macros: Mapping[str, str]) -> str:
    """`pattern` with its macros; one named group each: a macro that comes a second time catches nothing by name."""
    seen: set[str] = set()

    def put(match: re.Match[str]) -> str:
        words = macros.get(match[1]) or macros[match[1].rstrip("0123456789")]
        words = _filled(words, macros) if _MACRO.search(words) else words
        if match[1] in seen:
            return _NAMED.sub("(?:", words)
        seen.add(match[1])
        return words

    return _MACRO.sub(put, pattern)


def _optional(words: str, macros: Mapping[str, str]) -> re.Pattern[str] | None:
    return re.compile(_filled(words, macros)) if words else None


def _phrase(rule: PhraseRule, macros: Mapping[str, str]) -> Phrase:
    moods = {"told", *(("past",) if rule.event else ()), *((rule.also,) if rule.also else ())}
    return Phrase(
        say=re.compile(_filled(rule.say, macros)),
        tells=rule.tells,
        who=frozenset(rule.who),
        moods=frozenset(moods),
        without=_optional(rule.without, macros),
        gap_not=_optional(rule.gap_not, macros),
        near=_optional(rule.near, macros),
        near_not=_optional(rule.near_not, macros),
        rule=rule,
    )
