"""The words of questions, as data: cues.yaml, read once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

_FILE = Path(__file__).with_name("cues.yaml")


class _Asking(BaseModel):
    model_config = ConfigDict(extra="forbid")

    kinds: dict[str, list[str]]
    figure_kinds: list[str]
    units: dict[str, list[str]]
    counted: dict[str, list[str]]
    money: str
    present: str
    future: str
    attributes: dict[str, list[str]]
    silent: list[str]
    scope: list[str]
    places: str


@dataclass(frozen=True, slots=True)
class Asking:
    """Compiled cues. `kinds` in order of precedence; `attributes` pairs a cue with the words of
    which the evidence must hold one; `silent` words carry no topic."""

    kinds: tuple[tuple[str, re.Pattern[str]], ...]
    figure_kinds: frozenset[str]
    units: dict[str, tuple[str, ...]]
    counted: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]
    money: re.Pattern[str]
    present: re.Pattern[str]
    future: re.Pattern[str]
    attributes: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]
    silent: frozenset[str]
    scope: frozenset[str]
    places: re.Pattern[str]


@cache
def asking() -> Asking:
    """The wording that ships with the assistant."""
    raw = _Asking.model_validate(yaml.safe_load(_FILE.read_text(encoding="utf-8")))
    return Asking(
        kinds=tuple((kind, re.compile("|".join(cues))) for kind, cues in raw.kinds.items()),
        figure_kinds=frozenset(raw.figure_kinds),
        units={word: tuple(units) for word, units in raw.units.items()},
        counted=tuple((re.compile(cue), tuple(units)) for cue, units in raw.counted.items()),
        money=re.compile(raw.money),
        present=re.compile(raw.present),
        future=re.compile(raw.future),
        attributes=tuple((re.compile(cue), tuple(words)) for cue, words in raw.attributes.items()),
        silent=frozenset(word for line in raw.silent for word in line.split()),
        scope=frozenset(word for line in raw.scope for word in line.split()),
        places=re.compile(raw.places),
    )
