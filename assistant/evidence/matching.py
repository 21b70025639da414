"""How far a stretch of text speaks of what is asked: weighted coverage of the topic terms.

A term counts fully where it stands, a little less where the official word for it stands, less still
where only an abbreviation of it or part of it does. Nothing here decides what an answer says: it only
finds where to look, and how much of the question would be left unexplained.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.question.parts import Part
from assistant.question.speech import part_of_speech
from kb.language.tokens import fold, known_word

OFFICIAL = 0.9
ABBREVIATED = 0.75
PARTIAL = 0.7
# What a word weighs that the base does not hold, by its part of speech: a thing nobody mentions
# matters, an action or a manner hardly.
ABSENT = {"n": 1.0, "v": 0.4, "a": 0.4}
ABSENT_OTHER = 0.25
VAGUE = 0.4  # weight up to which a phrase of the thesaurus (怎么办) is no topic
GUESSED = 0.6  # of that, where the word itself was only guessed in cutting the question


@dataclass(frozen=True, slots=True)
class TopicTerm:
    """A topic word (folded), its weight (0…1, rarer weighs more) and the official words for it."""

    text: str
    weight: float
    also: tuple[str, ...] = ()

    def match(self, zone: str) -> float:
        """How well a folded text holds the term, 0…1."""
        return _match(self.text, self.also, zone)

    def stands_in(self, zone: str) -> bool:
        """Whether the term itself, an official word for it or an abbreviation of it stands in a folded
        text: 院士工作室 does not stand where 院士工作站 does, however alike they are."""
        if self.text in zone or any(word in zone for word in self.also):
            return True
        short = (
            _contracts(self.text, zone)
            if len(self.text) == 2
            else len(self.text) > 2 and _abbreviates(self.text, zone)
        )
        return bool(short)


@lru_cache(maxsize=100_000)
def _match(text: str, also: tuple[str, ...], zone: str) -> float:
    if text in zone:
        return 1.0
    best = max((_loose(word, zone) * OFFICIAL for word in also), default=0.0)
    return max(best, _loose(text, zone))


def _loose(text: str, zone: str) -> float:
    if text in zone:
        return 1.0
    if len(text) == 2:
        return ABBREVIATED if _contracts(text, zone) else 0.0
    if len(text) < 3:
        return 0.0
    if _abbreviates(text, zone):
        return ABBREVIATED
    if len(text) == 4 and all(half in zone and known_word(half) for half in (text[:2], text[2:])):
        return PARTIAL
    pairs = [text[i : i + 2] for i in range(len(text) - 1)]
    share = sum(pair in zone for pair in pairs) / len(pairs)
    return PARTIAL * share if share >= 0.5 else 0.0


def _contracts(text: str, zone: str) -> bool:
    """Whether two characters stand for a compound of two words (增幅 for 增长幅度, 社保 for 社会保险)."""
    return re.search(f"{re.escape(text[0])}[一-鿿]{re.escape(text[1])}[一-鿿]", zone) is not None


def _abbreviates(text: str, zone: str) -> bool:
    """Whether the characters of `text` stand in `zone` in order, close together, inside one phrase
    (人才总量 in 人才资源总量, 临大科技学院 in 临江大学科技学院)."""
    gap = "[^,。;:、()\\s]{0,2}?"
    return re.search(gap.join(map(re.escape, text)), zone) is not None


@dataclass(frozen=True, slots=True)
class Lens:
    """The terms of one part, weighed against a knowledge base."""

    terms: tuple[TopicTerm, ...]
    context: tuple[TopicTerm, ...]

    def cover(self, zones: Sequence[tuple[str, float]]) -> float:
        """The share of the topic that the zones (folded text, trust 0…1) speak of, 0…1;
        0 for a part without a topic."""
        return _coverage(self.terms, zones)

    def bonus(self, zones: Sequence[tuple[str, float]]) -> float:
        """The same for what was said around the question: it may prefer a clause, never exclude one."""
        return _coverage(self.context, zones)

    def missing(self, zones: Sequence[tuple[str, float]]) -> tuple[TopicTerm, ...]:
        """The terms that no zone holds even in part."""
        return tuple(t for t in self.terms if max((t.match(z) for z, _ in zones), default=0.0) < 0.35)


def _coverage(terms: Sequence[TopicTerm], zones: Sequence[tuple[str, float]]) -> float:
    total = sum(term.weight for term in terms)
    if not total:
        return 0.0
    held = sum(t.weight * max((trust * t.match(zone) for zone, trust in zones), default=0.0) for t in terms)
    return held / total


def lens_of(
    part: Part, weigh: Callable[[str], float], expand: Callable[[str], Sequence[tuple[str, str, float]]]
) -> Lens:
    """The lens of a part. `weigh` gives a word's weight in the base (0…1), `expand` the pairs
    (what was said, official word, weight) of a text. A phrase that the thesaurus
    knows is a term also where the cutting of the question missed it."""
    official = expand("，".join(filter(None, (part.said, *part.context))))

    def term(text: str) -> TopicTerm:
        also = tuple(fold(word) for said, word, _ in official if said in text or text in said)
        weight = weigh(text)
        if weight >= 1.0 and not also:
            weight *= ABSENT.get(part_of_speech(text)[:1], ABSENT_OTHER)
            weight *= 1.0 if text.isascii() or known_word(text) else GUESSED
        return TopicTerm(text, max(weight, 0.15), also)

    known = dict.fromkeys(said for said, _, sure in official if sure > VAGUE and said in part.text)
    missed = [said for said in known if not any(said in t or t in said for t in (*part.terms, *part.context))]
    terms = [t for t in part.terms if known_word(t) or not any(set(t) & set(said) for said in missed)]
    return Lens(tuple(map(term, (*terms, *missed))), tuple(map(term, part.context)))
