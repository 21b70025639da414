"""The wording in which facts are told, as data: phrases.yaml and territory.yaml, read once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field

from assistant.eligibility.hearing.amounts import DATE, DURATION, NUM

_HERE = Path(__file__).parent
_MACRO = re.compile(r"\{([a-z_]+\d?)\}")
_NAMED = re.compile(r"\(\?P<\w+>")
_UNCERTAIN, _COUNTRIES, _HOME = "不定", "国家", "慈溪"
_MONEY = f"(?P<money>{NUM})(?:[~到至-](?P<money2>{NUM}))?(?:万元?|W)(?P<over>以上)?(?!左右|上下|多|以下|以内|[到至~-]|名|人)"
_SPEECH = (
    "proxy suppose reset hearsay question me wish onward afresh hedge past negation correction beside together "
    "no_person living adult_child"
)


class PhraseRule(BaseModel):
    """A phrase as written in phrases.yaml; what its keys mean is said at Phrase."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    say: str
    tells: dict[str, str]
    who: list[str] = ["self", "couple"]
    excluded: str = Field(default="", alias="not")
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
    said; `moods`: how. The rest narrows: `excluded` words in the clause, `gap_not` inside the match, `near`/`near_not`
    in the text, `topic` last spoken of, `unless` one of these was, `after` 就业状态 told so before; `whole` the piece is
    nothing else; `plain` carries its own negation; `living` needs that the person lives in 慈溪; `founder` only of an
    own business, `employer` never; `both` said of both spouses unless 我 begins the piece; `wins` over others."""

    say: re.Pattern[str]
    tells: Mapping[str, str]
    who: frozenset[str]
    moods: frozenset[str]
    excluded: re.Pattern[str] | None
    gap_not: re.Pattern[str] | None
    near: re.Pattern[str] | None
    near_not: re.Pattern[str] | None
    rule: PhraseRule


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """Compiled wording. `places` gives the region of a place name (None: it does not tell)."""

    phrases: tuple[Phrase, ...]
    quote_limit: int
    simplified: Mapping[str, str]
    proxy: re.Pattern[str]
    suppose: re.Pattern[str]
    reset: re.Pattern[str]
    hearsay: re.Pattern[str]
    question: re.Pattern[str]
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
    places: Mapping[str, str | None]
    place: re.Pattern[str]
    highest: frozenset[str]
    grown: frozenset[str]
    wished: frozenset[str]
    needs: Mapping[str, Mapping[str, tuple[str, ...]]]
    own_business: Mapping[str, object]
    own: Mapping[str, object]

    def region(self, said: str) -> str | None:
        """The region of the last place in `said` that tells one."""
        told = [self.places[m[0]] for m in self.place.finditer(said)]
        known = [region for region in told if region]
        return known[-1] if known else None

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


@cache
def phrasebook() -> Phrasebook:
    """The wording that ships with the assistant."""
    raw = yaml.safe_load((_HERE / "phrases.yaml").read_text(encoding="utf-8"))
    regions = {name: words.split() for name, words in _territory().items()}
    places = {
        word: None if name == _UNCERTAIN else name
        for name, words in regions.items()
        if name != _COUNTRIES
        for word in words
    }
    macros = _macros(raw, places, regions)
    units = raw["units"]
    return Phrasebook(
        phrases=tuple(_phrase(PhraseRule.model_validate(item), macros) for item in raw["phrases"]),
        quote_limit=raw["quote_limit"],
        simplified={pair[0]: pair[1] for pair in raw["simplified"].split()},
        **{name: re.compile(_filled(raw[name], macros)) for name in _SPEECH.split()},
        person=re.compile("|".join(f"(?P<{kind}>{words})" for kind, words in raw["persons"].items())),
        topics={name: re.compile(words) for name, words in raw["topics"].items()},
        units=re.compile("|".join(f"(?P<u{i}>{words})" for i, words in enumerate(units.values()))),
        unit_names=tuple(units),
        places=places,
        place=re.compile(_any(places)),
        highest=frozenset(raw["highest"]),
        grown=frozenset(raw["grown"]),
        wished=frozenset(raw["wished"]),
        needs={
            fact: {other: tuple(values) for other, values in need.items()}
            for fact, need in raw["needs"].items()
        },
        own_business=raw["own_business"],
        own=raw["own"],
    )


def _territory() -> dict[str, str]:
    return dict(yaml.safe_load((_HERE / "territory.yaml").read_text(encoding="utf-8")))


def _any(words: object) -> str:
    return "(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + ")"  # type: ignore[call-overload]


def _macros(
    raw: Mapping[str, dict[str, str]], places: Mapping[str, str | None], regions: dict[str, list[str]]
) -> dict[str, str]:
    away = _any([name for name, region in places.items() if region != _HOME])
    unit = "|".join(words for words in raw["units"].values())
    fixed = {
        "num": NUM,
        "dur": DURATION,
        "date": DATE,
        "place": f"(?P<place>(?:{_any(places)}(?:省|市|县|区|自治区|镇|街道)?)+)",
        "away": away,
        "country": _any(regions[_COUNTRIES]),
        "unit": f"(?P<unit>{unit})",
        "firm": raw["units"]["企业"],
        "money": _MONEY,
    }
    macros = {**fixed, **raw["macros"]}
    macros["elsewhere"] = _filled(str(raw["elsewhere"]), macros)
    return macros


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
        excluded=_optional(rule.excluded, macros),
        gap_not=_optional(rule.gap_not, macros),
        near=_optional(rule.near, macros),
        near_not=_optional(rule.near_not, macros),
        rule=rule,
    )
