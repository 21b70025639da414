"""What a question will not do without, as data (demands.yaml): a sum, a maximum, a level, a place, a condition.

Relevance is a matter of degree; these are not. Evidence that does not meet every demand of a question is no
answer to it, however much of the topic it speaks of.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from assistant.question.parts import Part
from assistant.question.places import places_of
from ingest.document import Document
from ingest.script.wording import any_of
from kb.language.tokens import fold
from kb.language.units import unit_table
from kb.site import short_name

_FILE = Path(__file__).with_name("demands.yaml")


class _DemandRow(BaseModel):
    model_config = ConfigDict(extra="forbid")

    asked: str
    held: str = ""
    never: str = ""
    beside: str = ""
    near: bool = False
    unless: str = ""
    same: bool = False
    kinds: list[str] = []


class _Statement(BaseModel):
    model_config = ConfigDict(extra="forbid")

    asked: str
    held: str
    kinds: list[str]


class _Forms(BaseModel):
    model_config = ConfigDict(extra="forbid")

    annex: str
    asked: str


class _DemandFile(BaseModel):
    model_config = ConfigDict(extra="forbid")

    demands: list[_DemandRow]
    states: list[_Statement]
    forms: _Forms


@dataclass(frozen=True, slots=True)
class Demand:
    """One line of the file, compiled. `held` None: no such condition; `same`: the words asked must be held."""

    asked: re.Pattern[str]
    held: re.Pattern[str] | None
    never: re.Pattern[str] | None
    beside: re.Pattern[str] | None
    near: bool
    unless: re.Pattern[str] | None
    same: bool
    kinds: frozenset[str]

    def words(self, part: Part) -> tuple[str, ...]:
        """The words of the part that raise the demand, () when it does not arise."""
        said = f"{part.around}，{part.text}"
        if (self.kinds and part.kind not in self.kinds) or (self.unless and self.unless.search(said)):
            return ()
        return tuple(match[0] for match in self.asked.finditer(said))

    def met(self, words: tuple[str, ...], evidence: str) -> bool:
        """Whether folded evidence holds what those words demand."""
        if self.same:
            return all(word in evidence for word in words)
        return self.held is None or self.held.search(evidence) is not None


@cache
def _demands() -> tuple[Demand, ...]:
    return tuple(
        Demand(
            asked=re.compile(one.asked),
            held=_pattern(one.held),
            never=_pattern(one.never),
            beside=_pattern(one.beside),
            near=one.near,
            unless=_pattern(one.unless),
            same=one.same,
            kinds=frozenset(one.kinds),
        )
        for one in _file().demands
    )


@cache
def _file() -> _DemandFile:
    return _DemandFile.model_validate(yaml.safe_load(_FILE.read_text(encoding="utf-8")))


def _pattern(text: str) -> re.Pattern[str] | None:
    area = any_of(unit_table().kinds["area"].units)
    return re.compile(text.replace("{area}", area)) if text else None


def meets_demands(part: Part, evidence: str) -> bool:
    """Whether evidence (a folded rule, sentence or row) holds everything the part will not do without."""
    raised = ((demand, demand.words(part)) for demand in _demands())
    if part.kind == "where":  # 青年人才小镇 is no place where it stands
        for term in part.terms:
            evidence = evidence.replace(term, " ")
    return all(demand.met(words, evidence) for demand, words in raised if words)


def states_expressly(part: Part, sentence: str) -> bool:
    """Whether a folded sentence says in so many words what the part asks for: conditions, a time, a place to apply."""
    return any(
        part.kind in one.kinds and re.search(one.asked, part.text) and re.search(one.held, sentence)
        for one in _file().states
    )


def is_mere_form(part: Part, headings: str) -> bool:
    """Whether the (folded) headings over a clause are those of a form or a list of papers that was not asked for."""
    forms = _file().forms
    return re.search(forms.annex, headings) is not None and not re.search(forms.asked, part.text)


def is_other_figure(part: Part, beside: str) -> bool:
    """Whether the words beside a figure (folded) show that it is not the asked kind of figure (新增 for a stock,
    a stock for 新增)."""
    for demand in _demands():
        wrong = demand.never is not None and demand.never.search(beside) is not None
        wrong = wrong or (demand.beside is not None and demand.beside.search(beside) is None)
        if wrong and demand.words(part):
            return True
    return False


def demands_subject_beside(part: Part) -> bool:
    """Whether the thing asked about must stand in the very rule or sentence that meets the demand."""
    return any(demand.near and demand.words(part) for demand in _demands())


def document_may_answer(part: Part, document: Document) -> bool:
    """Whether a document may answer at all: a question about the home place is not answered from the
    rules of another place."""
    places = places_of(part.site)
    if not part.site.city or not places.says_home(f"{part.around}，{part.text}"):
        return True
    place = places.name_at(fold(document.name), 0)
    return not place or places.rules_here(place)


_CLASSES = re.compile("([a-z])类(?:以?至|到|[-—~])([a-z])类")
_FROM_CLASS = re.compile("([a-z])类(?:人才)?(?:及?以上|及其以上)")


def contains_name(word: str, text: str) -> bool:
    """Whether folded text holds a class or a number of a name as such (331 is not in 3315); a class also where it
    lies in a range (A类至E类) or above one (D类以上)."""
    if re.fullmatch("[a-z]类", word) and (
        any(m[1] <= word[0] <= m[2] for m in _CLASSES.finditer(text))
        or any(word[0] <= m[1] for m in _FROM_CLASS.finditer(text))
    ):
        return True
    return (
        re.search(rf"(?<!\d){re.escape(word)}(?!\d)" if word.isdecimal() else re.escape(word), text)
        is not None
    )


def lists_other_classes(word: str, part: Part, text: str) -> bool:
    """Whether folded text lists the classes that it is about without the one of which is asked whether."""
    return (
        part.kind == "yes_no"
        and re.fullmatch("[a-z]类", word) is not None
        and (len(set(re.findall("[a-z]类", text))) > 1 or _FROM_CLASS.search(text) is not None)
    )


def names_places(part: Part, text: str) -> bool:
    """Whether folded text names every place that the part asks about, each as itself (`Places.named`)."""
    return not part.places or set(map(short_name, part.places)) <= places_of(part.site).named(text)
