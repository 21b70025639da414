"""What people say → what documents write: a directional, weighted thesaurus.

What people say anywhere stands beside this module; staff of a city edit the `thesaurus.yaml` of their policies
folder, which wins where both have a phrase. A query is widened with official terms, a document never is.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from ingest.problems import UsageError
from kb.language.tokens import fold, offsets_inside_words

# The thesaurus of every city.
THESAURUS = Path(__file__).with_suffix(".yaml")

# A phrase must not be a piece of another word: 对象 in 培养对象, 学技术 in 科学技术. A longer phrase may cut
# a short word, since that is more often a wrong cut (想开|公司).
_SHORT = 2
_SURE_WORD = 3

# The safe loader, in C where PyYAML was built with it: a tenth of the time.
_LOADER: type[yaml.SafeLoader | yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_Phrase = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=30)]


@dataclass(frozen=True, slots=True)
class Expansion:
    """An official `term` that the query's phrase `said` may mean, with its weight (0 < weight < 1,
    where the query's own words weigh 1). `said` is folded; `term` is as the thesaurus writes it."""

    said: str
    term: str
    weight: float


class _ThesaurusRow(BaseModel):
    # YAML reads 985 as a number; to the staff who wrote it, it is a word
    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)

    say: list[_Phrase] = Field(min_length=1)
    mean: list[_Phrase] = Field(min_length=1)
    unless: list[_Phrase] = Field(default=[], alias="not")
    weight: float = Field(default=0.5, gt=0, lt=1)


class _Topic(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    topic: _Phrase
    entries: list[_ThesaurusRow] = Field(min_length=1)


class _ThesaurusFile(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    topics: list[_Topic]


_FIELDS = {0: ["topics"], 2: ["topic", "entries"], 4: ["say", "mean", "not", "weight"]}


@dataclass(frozen=True, slots=True)
class ThesaurusEntry:
    """One row of the thesaurus: any phrase of `say` may mean any term of `mean`, except inside a
    phrase of `unless`."""

    topic: str
    say: tuple[str, ...]
    mean: tuple[str, ...]
    unless: tuple[str, ...]
    weight: float


class Thesaurus:
    """The entries of one file, ready to widen queries."""

    def __init__(self, entries: Iterable[ThesaurusEntry]) -> None:
        self.entries = tuple(entries)
        by_phrase = {fold(phrase): entry for entry in self.entries for phrase in entry.say}
        self._longest_first = sorted(by_phrase.items(), key=lambda pair: (-len(pair[0]), pair[0]))

    @classmethod
    def load(cls, path: Path = THESAURUS) -> Thesaurus:
        """The thesaurus in a YAML file. Raises UsageError, in one sentence with the file, the entry
        and the nearest valid name, when it cannot be read or does not follow the schema."""
        try:
            raw = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"同义词表“{path}”读不出来，请确认文件存在且为 UTF-8 编码") from error
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            where = f"第{mark.line + 1}行附近" if mark else ""
            raise UsageError(
                f"同义词表“{path.name}”{where}不是合法的 YAML，请检查缩进、冒号和方括号"
            ) from error
        try:
            topics = _ThesaurusFile.model_validate(raw).topics
        except ValidationError as error:
            raise UsageError(f"同义词表“{path.name}”{_explain(error, raw)}") from error
        entries = [
            ThesaurusEntry(topic.topic, tuple(e.say), tuple(e.mean), tuple(e.unless), e.weight)
            for topic in topics
            for e in topic.entries
        ]
        _check(entries, path.name)
        return cls(entries)

    @classmethod
    def of_city(cls, path: Path | None = None) -> Thesaurus:
        """The general entries, and over them those in a city's file (None: it has none); UsageError as `load`."""
        return cls((*cls.load().entries, *(cls.load(path).entries if path else ())))

    def expand(self, query: str) -> tuple[Expansion, ...]:
        """The official terms the query may mean, in the order in which they were said. The longest
        phrase wins where two overlap; a term the query already holds is not repeated; a term meant
        twice keeps its higher weight."""
        folded = fold(query)
        found: dict[str, Expansion] = {}
        for _, phrase, entry in sorted(self._matches(folded), key=lambda match: match[0]):
            for term in entry.mean:
                known = found.get(term)
                if fold(term) not in folded and (known is None or known.weight < entry.weight):
                    found[term] = Expansion(phrase, term, entry.weight)
        return tuple(found.values())

    def _matches(self, folded: str) -> list[tuple[int, str, ThesaurusEntry]]:
        taken = [False] * len(folded)
        present = [pair for pair in self._longest_first if pair[0] in folded]
        in_any = offsets_inside_words(folded) if present else frozenset()
        in_sure = offsets_inside_words(folded, _SURE_WORD) if present else frozenset()
        matches = []
        for phrase, entry in present:
            for start in _places(folded, phrase):
                end = start + len(phrase)
                inside = in_any if len(phrase) <= _SHORT else in_sure
                if (
                    start in inside
                    or end in inside
                    or any(taken[start:end])
                    or _excused(folded, start, end, entry)
                ):
                    continue
                taken[start:end] = [True] * len(phrase)
                matches.append((start, phrase, entry))
        return matches


def _places(text: str, phrase: str) -> list[int]:
    """Every offset at which `phrase` begins in `text`, overlaps included."""
    return [i for i in range(len(text) - len(phrase) + 1) if text.startswith(phrase, i)]


def _excused(folded: str, start: int, end: int, entry: ThesaurusEntry) -> bool:
    return any(
        place <= start and end <= place + len(phrase)
        for phrase in map(fold, entry.unless)
        for place in _places(folded, phrase)
    )


def _check(entries: list[ThesaurusEntry], file: str) -> None:
    owner: dict[str, ThesaurusEntry] = {}
    for entry in entries:
        name = f"“{file}”主题“{entry.topic}”中“{entry.say[0]}”一条"
        for phrase in entry.say:
            if fold(phrase) in owner:
                other = owner[fold(phrase)]
                raise UsageError(
                    f"同义词表{name}的“{phrase}”已在主题“{other.topic}”的“{other.say[0]}”一条里，请只留一处"
                )
            owner[fold(phrase)] = entry
        for phrase in entry.unless:
            if not any(fold(said) in fold(phrase) for said in entry.say):
                nearest = _nearest(phrase, entry.say)
                raise UsageError(f"同义词表{name}的 not 短语“{phrase}”不含任何 say 词，不起作用{nearest}")
        for term in entry.mean:
            if all(fold(term) in fold(phrase) for phrase in entry.say):
                raise UsageError(
                    f"同义词表{name}的 mean 词“{term}”在自己的每个 say 词里都有，不起作用，请删去"
                )


def _explain(error: ValidationError, raw: Any) -> str:
    """The first fault, said as: which entry, what is wrong, what is nearest."""
    # a misspelt field is also a missing one: the misspelling is the fault to name
    fault = min(error.errors(), key=lambda e: e["type"] != "extra_forbidden")
    place = fault["loc"]
    where = _where(place, raw)
    kind = fault["type"]
    field = next((part for part in reversed(place) if isinstance(part, str)), "全文")
    if kind == "extra_forbidden":
        valid = _FIELDS.get(len(place) - 1, [])
        return f"{where}有不认识的字段“{place[-1]}”{_nearest(str(place[-1]), valid)}"
    if kind == "missing":
        return f"{where}缺少字段“{place[-1]}”"
    if place and "weight" in place:
        return f"{where}的 weight 应为大于 0、小于 1 的数"
    if kind in ("too_short", "string_too_short"):
        return f"{where}的“{field}”不能为空"
    return f"{where}的“{field}”写法不对，请对照文件开头的说明"


def _where(place: tuple[int | str, ...], raw: Any) -> str:
    """“主题“家庭”第3条（老婆）” for a pydantic location, as far as the file is readable."""
    if len(place) < 2 or not isinstance(place[1], int):
        return ""
    topic = raw["topics"][place[1]]
    name = topic.get("topic", f"第{place[1] + 1}个") if isinstance(topic, dict) else f"第{place[1] + 1}个"
    if len(place) < 4 or not isinstance(place[3], int):
        return f"主题“{name}”"
    entry = topic["entries"][place[3]]
    said = entry.get("say") if isinstance(entry, dict) else None
    shown = f"（{said[0]}）" if isinstance(said, list) and said else ""
    return f"主题“{name}”第{place[3] + 1}条{shown}"


def _nearest(name: str, valid: Iterable[str]) -> str:
    close = difflib.get_close_matches(name, list(valid), n=1, cutoff=0.0)
    return f"，最接近的是“{close[0]}”" if close else ""
