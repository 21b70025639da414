"""Who a stretch of a told text is about, and whether it is told at all or asked, wished, supposed or past."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.eligibility.hearing.phrasebook import Phrasebook
from ingest.script.sentence_ends import SPOKEN, sentence_spans
from kb.language.simplified import simplified

_CLAUSE = re.compile(r"(?:[^,，、。！？!?;；\n]|(?<=\d),(?=\d{3}))+")
_SEGMENTED = 3  # characters between spaces, on average, in a text whose words are set apart
_GLUE = re.compile(r"(?<=[\dA-F]) +(?=[个岁年月日号万类级届%周])|(?<=[年月]) +(?=\d)")
_HIDDEN = "□"
_BRACKETS = dict.fromkeys("()[]（）【】〔〕", "，")
_QUOTED = re.compile('[“「『"]([^”」』"]*)[”」』"]')


@dataclass(frozen=True, slots=True)
class HeardText:
    """The text as it is matched, and for each of its characters the offset in the original."""

    text: str
    at: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The half-open span of the original."""
        return self.at[start], self.at[end - 1] + 1


@dataclass(frozen=True, slots=True)
class SpeechPiece:
    """A stretch of one clause said of one person. `who`: self, couple, spouse, child, company or other; `mood`: told,
    past, wish or none (asked, supposed, hearsay, vague); `carried`: the person was named in an earlier clause;
    `wished`: an earlier clause of the sentence was a wish; `named`: the piece begins with 我."""

    start: int
    end: int
    who: str
    mood: str
    sentence: int
    clause: int
    carried: bool = False
    wished: bool = False
    named: bool = False


def hear(text: str, book: Phrasebook) -> HeardText:
    """`text` for matching: half-width, simplified, quotation marks and needless spaces left out, long quotations hidden."""
    hidden = {
        at
        for m in _QUOTED.finditer(text)
        if len(m[1]) > book.quote_limit
        for at in range(m.start(1), m.end(1))
    }
    chars: list[tuple[str, int]] = []
    for at, char in enumerate(text):
        plain = unicodedata.normalize("NFKC", char)
        plain = plain if len(plain) == 1 else char
        plain = simplified(plain)
        if at in hidden and char != "\n":
            plain = _HIDDEN
        if plain in "“”「」『』\"'‘’" or unicodedata.category(plain) in ("Cf", "Mn"):
            continue
        upper = plain.upper()
        plain = _BRACKETS.get(plain, upper if len(upper) == 1 else plain)
        chars.append((" " if plain.isspace() and plain != "\n" else plain, at))
    return _unspaced(chars)


def _unspaced(chars: list[tuple[str, int]]) -> HeardText:
    joined = "".join(char for char, _ in chars)
    parts = [part for part in joined.split(" ") if part]
    segmented = len(parts) > _SEGMENTED and sum(map(len, parts)) / len(parts) <= _SEGMENTED
    glued = {at for m in _GLUE.finditer(joined) for at in range(m.start(), m.end())}
    kept = [
        ("，" if char == " " else char, at)
        for i, (char, at) in enumerate(chars)
        if char != " " or (not segmented and i not in glued)
    ]
    return HeardText("".join(char for char, _ in kept), tuple(at for _, at in kept))


def pieces(text: str, book: Phrasebook) -> tuple[SpeechPiece, ...]:
    """The pieces of a heard text, in order; none where it is asked for someone else."""
    if book.proxy.search(text):
        return ()
    found: list[SpeechPiece] = []
    person, clause_number = "other", 0
    for number, sentence in enumerate(sentence_spans(text, SPOKEN)):
        who, wished, supposed = "self", False, False
        clauses = tuple(_clauses(text, *sentence, book))
        for at, clause in enumerate(clauses):
            clause_number += 1
            supposed = _supposed(text[clause[0] : clause[1]], supposed, book)
            doubted = at + 1 < len(clauses) and bool(book.tag.search(text[slice(*clauses[at + 1])]))
            asked = clause[1] < len(text) and text[clause[1]] in "？?"
            wished = wished and not book.afresh.search(text[slice(*clause)])
            cuts, who, person = _cut(text, clause, who, person, book)
            moods = _moods(text, clause, supposed or doubted, asked, book)
            for cut in cuts:
                parts = _overlap(replace(cut, sentence=number, clause=clause_number, wished=wished), moods)
                found.extend(parts)
            wished = wished or bool(book.onward.search(text, *clause))
    return tuple(found)


def _clauses(text: str, start: int, end: int, book: Phrasebook) -> Iterator[tuple[int, int]]:
    """What stands between two marks; a word that takes something back ends a clause as well."""
    for match in _CLAUSE.finditer(text, start, end):
        at = match.start()
        for cut in (m.end() for m in book.correction.finditer(text, *match.span()) if m.end() < match.end()):
            yield at, cut
            at = cut
        yield at, match.end()


def _supposed(clause: str, before: bool, book: Phrasebook) -> bool:
    if book.suppose.search(clause):
        return True
    return before and not book.reset.search(clause)


def _moods(
    text: str, clause: tuple[int, int], supposed: bool, asked: bool, book: Phrasebook
) -> list[tuple[int, int, str]]:
    """Stretches of a clause with their mood."""
    start, end = clause
    if supposed or book.hearsay.search(text, start, end):
        return [(start, end, "none")]
    told_end = _told_end(text, clause, asked, book)
    hedge = book.hedge.search(text, start, told_end)
    wish = book.wish.search(text, start, hedge.start() if hedge else told_end)
    sure_end = hedge.start() if hedge else told_end
    done_end = wish.start() if wish else sure_end
    past = book.past.search(text, start, done_end)
    middle = past.start() if past else done_end
    spans = [
        (start, middle, "told"),
        (middle, done_end, "past"),
        (done_end, sure_end, "wish"),
        (sure_end, end, "none"),
    ]
    return [span for span in spans if span[0] < span[1]]


def _told_end(text: str, clause: tuple[int, int], asked: bool, book: Phrasebook) -> int:
    """Where a clause begins to ask: at its first word of asking, and where that is 吗 or the like at the predicate in
    front of it. What stands before tells only when the speaker is named there."""
    start, end = clause
    question, particle = book.question.search(text, start, end), book.particle.search(text, start, end)
    begins = [found.start() for found in (question, particle) if found]
    if not begins:
        return start if asked else end
    told_end = min(begins)
    if particle and particle.start() == told_end:
        predicates = [found.start() for found in book.predicate.finditer(text, start, told_end)]
        told_end = predicates[-1] if predicates else start
    return told_end if book.me.search(text, start, told_end) else start


def _overlap(piece: SpeechPiece, moods: list[tuple[int, int, str]]) -> Iterator[SpeechPiece]:
    for start, end, mood in moods:
        first, last = max(start, piece.start), min(end, piece.end)
        if first < last:
            yield replace(piece, start=first, end=last, mood=mood)


def _referent(kind: str, before: str) -> str:
    """Whom 他 or 她 means after `kind` was named: a child named after the spouse leaves it with the spouse."""
    if kind == "couple" or (kind == "child" and before == "spouse"):
        return "spouse"
    return kind


_THIRD = ("spouse", "couple", "child", "other", "ex")


def _meant(kind: str, who: str, person: str) -> str | None:
    """Whom a mention of `kind` means where `person` was the last one named; None when it is of nobody new."""
    if kind == "they":
        return person
    if kind == "both":
        return "couple" if person == "spouse" else None
    return None if kind == "company" and who in ("spouse", "other") else kind


def _cut(
    text: str, clause: tuple[int, int], who: str, person: str, book: Phrasebook
) -> tuple[list[SpeechPiece], str, str]:
    """The pieces of a clause by the person they are about, who goes on into the next clause, and the person that 他 is."""
    start, end = clause
    cuts: list[SpeechPiece] = []
    at, carried, named = start, True, False
    last_end, kind_before = -1, ""
    for mention in book.person.finditer(text, start, end):
        kind = mention.lastgroup or ""
        before = text[start : mention.start()]
        if book.no_person.search(before):
            continue
        if kind == "self" and book.beside.search(before):
            who = "couple" if kind_before == "spouse" and mention.start() - last_end <= 1 else who
            continue
        if kind in ("other", "ex", "child", "spouse", "they") and book.beside.search(before):
            person = person if kind == "they" else kind
            if kind == "spouse" and book.together.search(text, mention.end(), end):
                who = "couple"
            continue
        meant = _meant(kind, who, person)
        if meant is None:
            continue
        kind = meant
        person = _referent(kind, person) if kind in _THIRD else person
        if mention.start() > at:
            cuts.append(SpeechPiece(at, mention.start(), who, "", 0, 0, carried, False, named))
        at, who, carried = mention.start(), {"ex": "other"}.get(kind, kind), False
        named = kind == "self"
        last_end, kind_before = mention.end(), kind
    cuts.append(SpeechPiece(at, end, who, "", 0, 0, carried, False, named))
    return cuts, "self" if who == "company" else who, person
