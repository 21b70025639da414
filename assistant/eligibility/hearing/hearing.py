"""Facts told in free Chinese, each with the words that told it. What is not said stays unknown; nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.eligibility.hearing.amounts import birth, day_text, decade, months, number, since
from assistant.eligibility.hearing.phrasebook import Phrase, Phrasebook, phrasebook
from assistant.eligibility.hearing.settling import ToldCandidate, settled
from assistant.eligibility.hearing.speaker import HeardText, SpeechPiece, hear, pieces
from assistant.eligibility.rules.facts import Facts
from assistant.eligibility.rules.values import NO, YES, Value
from assistant.eligibility.verdict.profile import Profile
from ingest.problems import UsageError
from kb.site import REGIONS, Site


@dataclass(frozen=True, slots=True)
class ToldFact:
    """A fact of the vocabulary with its value; `words` are text[start:end], verbatim."""

    fact: str
    value: Value
    words: str
    start: int
    end: int


def read_told(text: str, facts: Facts, as_of: date, site: Site) -> tuple[ToldFact, ...]:
    """What `text` tells of the person who speaks to the office of `site`, in the order of the words; at most one value for each fact. Lengths of
    time count back from `as_of`. Facts that are asked, wished, supposed, of somebody else, vague or at odds with each
    other are left out, and so are those that follow from others (Profile adds them)."""
    book = phrasebook(site)
    heard = hear(text, book)
    parts = pieces(heard.text, book)
    found = candidates(heard, parts, facts, book, as_of)
    told = settled(found, heard.text, parts, facts, book, as_of)
    spans = {candidate: heard.span(candidate.start, candidate.end) for candidate in told}
    return tuple(
        ToldFact(c.fact, c.value, text[slice(*spans[c])], *spans[c])
        for c in sorted(told, key=lambda c: (c.start, c.end, c.fact))
    )


def profile_told(heard: Sequence[ToldFact], facts: Facts, as_of: date) -> Profile:
    """The profile of a person of whom just this was heard."""
    return Profile.of({one.fact: str(one.value) for one in heard}, facts, as_of)


def is_own_case(question: str, site: Site) -> bool:
    """Whether a question is about what the asker himself is entitled to (我能拿多少租房补贴), not about what a clause
    says, nor about what an organisation or somebody else may get."""
    book = phrasebook(site)
    own = book.own
    heard = hear(question, book).text
    if not heard or book.proxy.search(heard) or own["aside"].search(heard):
        return False
    asks = own["ask"].search(heard) and own["about"].search(heard)
    if not asks:
        return False
    parts = pieces(heard, book)
    mine = [m for m in own["first"].finditer(heard) if _of_asker(m.start(), parts)]
    return bool(mine) or _tells(heard, parts, book)


def _of_asker(at: int, parts: Sequence[SpeechPiece]) -> bool:
    return any(part.start <= at < part.end and part.who in ("self", "couple") for part in parts)


def _tells(heard: str, parts: Sequence[SpeechPiece], book: Phrasebook) -> bool:
    return any(
        book.own_facts & phrase.tells.keys()
        for phrase in book.phrases
        for part in parts
        if _fits(phrase, part)
        for match in _matches(phrase, heard, part)
        if _stands(phrase, match, part, heard, book)
    )


def candidates(
    heard: HeardText, parts: Sequence[SpeechPiece], facts: Facts, book: Phrasebook, today: date
) -> Iterator[ToldCandidate]:
    """Every value that a phrase of the book seems to tell, before they are settled with each other."""
    school = not any(
        p.who == "child" and not p.carried and book.adult_child.search(heard.text, p.start, p.end)
        for p in parts
    )
    for phrase in book.phrases:
        for part in parts:
            if not _fits(phrase, part) and not (school and _grown(phrase, part, book)):
                continue
            for match in _matches(phrase, heard.text, part):
                if _stands(phrase, match, part, heard.text, book):
                    yield from _read(phrase, match, part, facts, book, today)


def _fits(phrase: Phrase, part: SpeechPiece) -> bool:
    return part.who in phrase.who and part.mood in phrase.moods


def _grown(phrase: Phrase, part: SpeechPiece, book: Phrasebook) -> bool:
    """Whether words after a child was named are the asker's again, because no schoolchild has such facts."""
    return (
        part.who == "child"
        and part.carried
        and "self" in phrase.who
        and part.mood in phrase.moods
        and book.grown >= phrase.tells.keys()
    )


def _matches(phrase: Phrase, text: str, part: SpeechPiece) -> Iterator[re.Match[str]]:
    if phrase.rule.whole:
        match = phrase.say.fullmatch(text, part.start, part.end)
        return iter((match,) if match else ())
    return phrase.say.finditer(text, part.start, part.end)


def _stands(phrase: Phrase, match: re.Match[str], part: SpeechPiece, text: str, book: Phrasebook) -> bool:
    """Whether nothing around the match takes it back."""
    rule = phrase.rule
    words, whole = match[0], text[part.start : part.end]
    if not words or (not rule.plain and book.negation.search(text, part.start, match.start())):
        return False
    if any(p and p.search(where) for p, where in ((phrase.without, whole), (phrase.gap_not, words))):
        return False
    if (phrase.near and not phrase.near.search(text)) or (phrase.near_not and phrase.near_not.search(text)):
        return False
    topic = book.topic(text, match.start()) if rule.topic or rule.unless else ""
    if (rule.topic and topic != rule.topic) or (topic and topic in rule.unless.split()):
        return False
    if rule.both and part.named:
        return False
    return not (part.wished and book.wished & phrase.tells.keys())


def _read(
    phrase: Phrase, match: re.Match[str], part: SpeechPiece, facts: Facts, book: Phrasebook, today: date
) -> Iterator[ToldCandidate]:
    for fact, value in phrase.tells.items():
        try:
            raw = _READERS[value[1:]](match, book, today) if value.startswith("@") else value
        except ValueError:  # 十十岁: no number
            continue
        known = _known(fact, raw, facts)
        if known is None:
            continue
        start, end = match.span("unit") if value == "@unit" else match.span()
        yield ToldCandidate(fact, known, start, end, part, phrase.rule)


def _known(fact: str, raw: str | None, facts: Facts) -> Value | None:
    """`raw` as a value of the fact; None for what the vocabulary does not have or does not allow (岁数 200)."""
    if raw is None or fact not in facts.by_name:
        return None
    try:
        return facts.by_name[fact].read(raw)
    except UsageError:
        return None


Reader = Callable[[re.Match[str], Phrasebook, date], str | None]


def _caught(match: re.Match[str], group: str) -> str:
    return match.groupdict().get(group) or ""


def _number(match: re.Match[str], _book: Phrasebook, _today: date) -> str | None:
    return str(number(match["n"]))


def _tens(match: re.Match[str], _book: Phrasebook, _today: date) -> str | None:
    first = number(match["tens"])
    return f"{first}~{first + 9}"


def _under(match: re.Match[str], _book: Phrasebook, _today: date) -> str | None:
    return f"≤{number(match['under']) - 1}"


def _date(match: re.Match[str], _book: Phrasebook, today: date) -> str | None:
    return day_text(_caught(match, "date"), today)


def _class(match: re.Match[str], _book: Phrasebook, today: date) -> str | None:
    return day_text(match["class"] + "年", today)


def _birth(match: re.Match[str], _book: Phrasebook, today: date) -> str | None:
    return birth(day_text(_caught(match, "date"), today), today)


def _decade(match: re.Match[str], _book: Phrasebook, today: date) -> str | None:
    return birth(decade(match["decade"], today), today)


def _since(match: re.Match[str], _book: Phrasebook, today: date) -> str | None:
    return since(match, today) if _caught(match, "dur") else None


def _months(match: re.Match[str], _book: Phrasebook, _today: date) -> str | None:
    return months(match) if _caught(match, "dur") else None


def _region(match: re.Match[str], book: Phrasebook, _today: date) -> str | None:
    return book.places.region(_caught(match, "place")) or None


def _at_home(match: re.Match[str], book: Phrasebook, today: date) -> str | None:
    region = _region(match, book, today)
    return None if region is None else YES if region == REGIONS[0] else NO


def _elsewhere(match: re.Match[str], book: Phrasebook, today: date) -> str | None:
    return NO if _at_home(match, book, today) == NO else None


def _child_home(match: re.Match[str], book: Phrasebook, today: date) -> str | None:
    return {YES: REGIONS[0], NO: "外地"}.get(_at_home(match, book, today) or "")


def _unit(match: re.Match[str], book: Phrasebook, _today: date) -> str | None:
    return book.unit(_caught(match, "unit")) or None


def _wan(match: re.Match[str], _book: Phrasebook, _today: date) -> str | None:
    least = number(match["money"])
    if match["money2"]:
        return f"{least}~{number(match['money2'])}"
    return f"≥{least}" if match["over"] else str(least)


def _share(match: re.Match[str], _book: Phrasebook, _today: date) -> str | None:
    said = match["share"]
    share = number(re.sub("百分之|%|成", "", said))
    return str(share * 10 if "成" in said else share) if re.search("百分之|%|成", said) else None


_READERS: Mapping[str, Reader] = {
    "age": _number,
    "number": _number,
    "tens": _tens,
    "under": _under,
    "date": _date,
    "class": _class,
    "birth": _birth,
    "decade": _decade,
    "since": _since,
    "months": _months,
    "region": _region,
    "ours": _at_home,
    "here": _at_home,
    "elsewhere": _elsewhere,
    "childhome": _child_home,
    "unit": _unit,
    "wan": _wan,
    "share": _share,
    "rank": lambda match, _book, _today: match["rank"],
    "degree": lambda match, _book, _today: {"初中": "初中及以下"}.get(match["degree"], match["degree"]),
}
