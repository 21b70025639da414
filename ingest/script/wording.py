"""Words and patterns as data: a YAML file beside a module, read once, each pattern with examples.

    words:                      # lists; in a pattern {kinds} is (?:办法|规定|…), the longest first
      kinds: 办法 规定 细则
    tables:                     # lists under names that the code knows
      labels: {number: 文号 发文字号, issuer: 发文机关}
    parts:                      # pieces of patterns, written in place of {name}
      count: '[\\d{numeral}]+'
    patterns:
      own: {is: '本(?:{kinds})', fits: [按照本办法], not: [根本规定了]}

{name} is looked up among the file's own words and parts, then among those handed in as `shared`, then among those
of characters.yaml, which every file has. A repetition such as {2,3} is left alone. Examples are searched (or matched
from the start, or whole, with `by: match` or `by: fullmatch`); `tests/test_wording.py` runs all of them; so a module
that has `shared` calls `wording` while it is imported. All values are text as written: 2021-01-01 is a word like others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

_NAME = re.compile(r"\{([a-z][a-z_]*)\}")
_CHARACTERS = Path(__file__).with_name("characters.yaml")
_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
KEYS = {"words", "tables", "parts", "patterns"}
_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class PatternExample:
    """What a pattern must find (`fits`) and must not (`misses`), by re's `search`, `match` or `fullmatch`."""

    fits: tuple[str, ...]
    misses: tuple[str, ...]
    by: str


class Patterns(Mapping[str, re.Pattern[str]]):
    """Patterns by name, in the order of the file, each compiled when it is first asked for."""

    def __init__(self, written: Mapping[str, str]) -> None:
        self.written = written
        self._compiled: dict[str, re.Pattern[str]] = {}

    def __getitem__(self, name: str) -> re.Pattern[str]:
        if name not in self._compiled:
            self._compiled[name] = re.compile(self.written[name])
        return self._compiled[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.written)

    def __len__(self) -> int:
        return len(self.written)

    @property
    def compiled(self) -> frozenset[str]:
        """The names of those that have been compiled."""
        return frozenset(self._compiled)


@dataclass(frozen=True, slots=True)
class Wording:
    """What one file holds. `parts` are its words and parts as pieces of a pattern, to be shared with another file;
    `tables` its tables, lists by the names that the code knows."""

    words: Mapping[str, tuple[str, ...]]
    parts: Mapping[str, str]
    patterns: Patterns
    examples: Mapping[str, PatternExample]
    tables: Mapping[str, Mapping[str, tuple[str, ...]]]

    def __getitem__(self, name: str) -> re.Pattern[str]:
        """The pattern of that name."""
        return self.patterns[name]


_LOADED: dict[Path, Wording] = {}


def read_yaml(path: Path) -> dict[str, Any]:
    """A YAML file of the project with all values as text; {} when it is empty."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER) or {}


def compile_all() -> None:
    """Compile the patterns of every file read so far: for a process that forks children which will need them."""
    for told in _LOADED.values():
        for name in told.patterns.written:
            told.patterns[name]


def loaded(path: Path) -> Wording | None:
    """What was read from a file for the module beside it; None before that module is imported."""
    return _LOADED.get(path)


@cache
def _read(path: Path, shared: tuple[tuple[str, str], ...]) -> Wording:
    told = read_yaml(path)
    if unknown := told.keys() - KEYS:
        raise ValueError(f"{path.name}: unknown keys {sorted(unknown)}")
    words = {name: tuple(_listed(value)) for name, value in (told.get("words") or {}).items()}
    known = {**dict(shared), **{name: any_of(listed) for name, listed in words.items()}}
    own = {name: known[name] for name in words}
    for name, part in (told.get("parts") or {}).items():  # each may use those before it
        known[name] = own[name] = _filled(part, known, path, name)
    written, examples = {}, {}
    for name, line in (told.get("patterns") or {}).items():
        written[name] = _filled(line["is"], known, path, name)
        examples[name] = PatternExample(tuple(line["fits"]), tuple(line["not"]), line.get("by", "search"))
    tables = {
        name: {key: tuple(_listed(value)) for key, value in table.items()}
        for name, table in (told.get("tables") or {}).items()
    }
    _LOADED[path] = Wording(words, own, Patterns(written), examples, tables)
    return _LOADED[path]


def _listed(value: str | list[str]) -> list[str]:
    return value.split() if isinstance(value, str) else list(value)


def _filled(pattern: str, known: Mapping[str, str], path: Path, name: str) -> str:
    def piece(match: re.Match[str]) -> str:
        if match[1] not in known:
            raise ValueError(f"{path.name}: {name} names {{{match[1]}}}, which is nowhere")
        return known[match[1]]

    return _NAME.sub(piece, pattern)


def any_of(words: tuple[str, ...] | list[str]) -> str:
    """A piece of a pattern that fits any of the words, the longest first: (?:个工作日|工作日|日)."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"


def wording(module: str, shared: Mapping[str, str] = _NOTHING) -> Wording:
    """The words and patterns in the YAML file beside a module (`module` is its __file__; term.py has term.yaml).
    `shared` are pieces of patterns that it may name beside its own. ValueError when the file is not well formed."""
    path = Path(module).with_suffix(".yaml")
    given = dict(characters().parts) | dict(shared) if path != _CHARACTERS else {}
    return _read(path, tuple(given.items()))


@cache
def characters() -> Wording:
    """characters.yaml: digits, numerals and marks, which every file of words may name."""
    return _read(_CHARACTERS, ())
