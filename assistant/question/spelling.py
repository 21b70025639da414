"""One wrong character in a name of the lexicon: 海外工程试 is read as 海外工程师, and said so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kb.language.tokens import display_words, fold, known_word

_SHORTEST = 4  # characters: in a shorter name one of them may make it another word; here only the last may
_HAN = re.compile("[一-鿿]+")


def corrected(text: str, names: Iterable[str]) -> tuple[str, tuple[tuple[str, str], ...]]:
    """`text` with each misspelt name put right, and the pairs (as said, as meant). A stretch counts as
    misspelt where it differs from a name in one character and that character belongs to no known word, nor begins one."""
    folded = fold(text)
    strange = _strange(folded)
    found: list[tuple[str, str]] = []
    for name in names:
        for at in range(len(folded) - len(name) + 1) if len(name) >= _SHORTEST else ():
            said = folded[at : at + len(name)]
            wrong = [i for i in range(len(name)) if said[i] != name[i]]
            sure = len(wrong) == 1 and wrong[0] > 0 and (len(name) > _SHORTEST or wrong[0] == len(name) - 1)
            if not sure or at + wrong[0] not in strange or _joins(folded, at + wrong[0]):
                continue
            if said in text and _HAN.fullmatch(said):
                found.append((said, name))
    for said, name in _longest(found):
        text = text.replace(said, name)
    return text, tuple(_longest(found))


def _joins(folded: str, place: int) -> bool:
    """Whether a character is a word together with the next (最多), so that it is not mistyped."""
    return known_word(folded[place : place + 2])


def _strange(folded: str) -> frozenset[int]:
    """The places of characters that stand alone or in a guessed word."""
    places: set[int] = set()
    position = 0
    for token in display_words(folded):
        start = folded.find(token, position)
        position = start + len(token)
        if len(token) == 1 or not known_word(token):
            places.update(range(start, position))
    return frozenset(places)


def _longest(pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    best: dict[str, str] = {}
    for said, name in sorted(pairs, key=lambda pair: (-len(pair[0]), pair)):
        if not any(said in other for other in best):
            best[said] = name
    return list(best.items())
