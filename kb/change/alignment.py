"""Which clause of the new text is which clause of the old: by what they say, never by their number."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher

from kb.change.compared_clause import CONTAINERS, ComparedClause

_STRONG = 6  # characters from which equal words are no accident
_IN_PLACE, _AFAR, _SAME_NUMBER = 0.4, 0.7, 0.25
_AFAR_SIZE = 12
_COMMON = 60  # a pair of characters that stands in more clauses than this finds none
_CANDIDATES = 8
_SINGLES = frozenset({"opening", "colophon"})
_TEXT = frozenset({"paragraph", "passage", "opening", "colophon", "note"})


class Alignment:
    """A one-to-one matching of pieces, with what was split or joined: `runs` maps a piece to the pieces
    of the other text that say together what it says."""

    def __init__(self, old: Sequence[ComparedClause], new: Sequence[ComparedClause]) -> None:
        self.old, self.new = old, new
        self.to_new: dict[ComparedClause, ComparedClause] = {}
        self.to_old: dict[ComparedClause, ComparedClause] = {}
        self.split: dict[ComparedClause, tuple[ComparedClause, ...]] = {}
        self.joined: dict[ComparedClause, tuple[ComparedClause, ...]] = {}
        self.taken: set[ComparedClause] = set()

    def pair(self, old: ComparedClause, new: ComparedClause) -> None:
        """Hold two pieces for one another."""
        self.to_new[old] = new
        self.to_old[new] = old

    def free(self, piece: ComparedClause) -> bool:
        """Whether a piece has no counterpart and is no part of a split."""
        return piece not in self.to_new and piece not in self.to_old and piece not in self.taken

    def beside(self, old: ComparedClause, new: ComparedClause) -> bool:
        """Whether the parents of two pieces are counterparts."""
        return old.parent is not None and self.to_new.get(old.parent) is new.parent


def align(old: Sequence[ComparedClause], new: Sequence[ComparedClause]) -> Alignment:
    """The best matching of two texts, each given as its pieces in reading order, root first."""
    found = Alignment(old, new)
    found.pair(old[0], new[0])
    _singles(found)
    _same_words(found)
    _vote(found)
    _same_among_siblings(found)
    _runs(found)
    _alike(found)
    _vote(found)
    _same_among_siblings(found)
    _same_number(found)
    _vote(found)
    return found


def _kind(piece: ComparedClause) -> str:
    """Levels that may be counterparts: text with text, an item with an item."""
    if piece.level in _TEXT:
        return "text"
    return piece.level if piece.level in CONTAINERS or piece.level in ("article", "table", "row") else "item"


def _singles(found: Alignment) -> None:
    for level in _SINGLES:
        olds = [p for p in found.old[0].kids if p.level == level]
        news = [p for p in found.new[0].kids if p.level == level]
        if len(olds) == len(news) == 1:
            found.pair(olds[0], news[0])


def _same_words(found: Alignment) -> None:
    """Equal words in the same order, then equal words that stand once in either text, wherever."""
    olds = [p for p in found.old if p.key and found.free(p)]
    news = [p for p in found.new if p.key and found.free(p)]
    counts = (Counter(p.key for p in olds), Counter(p.key for p in news))
    matcher = SequenceMatcher(None, [p.key for p in olds], [p.key for p in news], autojunk=False)
    for i, j, size in matcher.get_matching_blocks():
        for one, other in zip(olds[i : i + size], news[j : j + size], strict=True):
            once = counts[0][one.key] == counts[1][one.key] == 1 and len(one.key) >= _STRONG
            if _kind(one) == _kind(other) and (once or (size >= 3 and len(one.key) >= _STRONG)):
                found.pair(one, other)
    where: dict[str, ComparedClause | None] = {p.key: p for p in news if counts[1][p.key] == 1}
    for one in olds:
        same = where.get(one.key)
        once = counts[0][one.key] == 1 and len(one.key) >= _STRONG
        if once and same and found.free(one) and found.free(same) and _kind(one) == _kind(same):
            found.pair(one, same)


def _vote(found: Alignment) -> None:
    """A clause whose parts went to one clause is that clause."""
    for one in reversed(found.old):
        if one in found.to_new or not one.kids:
            continue
        votes: Counter[ComparedClause] = Counter()
        for kid in one.kids:
            other = found.to_new.get(kid)
            if other is not None and other.parent is not None:
                votes[other.parent] += kid.size
        for other, weight in votes.most_common():
            fits = _kind(other) == _kind(one) and other not in found.to_old and other not in found.taken
            if fits and 2 * weight >= min(one.size, other.size):
                found.pair(one, other)
                break


def _same_among_siblings(found: Alignment) -> None:
    """Equal words under the same clause, also short ones and ones that are repeated elsewhere."""
    for one in found.old:
        other = found.to_new.get(one)
        if other is None:
            continue
        olds = [kid for kid in one.kids if kid.key and found.free(kid)]
        news = [kid for kid in other.kids if kid.key and found.free(kid)]
        matcher = SequenceMatcher(None, [p.key for p in olds], [p.key for p in news], autojunk=False)
        for i, j, size in matcher.get_matching_blocks():
            for left, right in zip(olds[i : i + size], news[j : j + size], strict=True):
                found.pair(left, right)


def _runs(found: Alignment) -> None:
    """One paragraph that became several, or several that became one, with the same words."""
    for whole, parts, kept, forward in (
        (found.old, found.new, found.split, True),
        (found.new, found.old, found.joined, False),
    ):
        starts: dict[str, list[ComparedClause]] = defaultdict(list)
        for part in parts:
            if found.free(part) and len(part.key) >= 2:
                starts[part.key[:2]].append(part)
        for one in whole:
            if not found.free(one) or len(one.key) < _STRONG:
                continue
            run = next((r for p in starts[one.key[:2]] if (r := _run(found, one, p, parts))), ())
            if run:
                found.pair(*((one, run[0]) if forward else (run[0], one)))
                found.taken.update(run[1:])
                kept[one] = run


def _run(
    found: Alignment, whole: ComparedClause, first: ComparedClause, parts: Sequence[ComparedClause]
) -> tuple[ComparedClause, ...]:
    """The free pieces from `first` on whose words make up `whole`; empty when they do not."""
    run: list[ComparedClause] = []
    at = 0
    for part in parts[first.index : first.index + 40]:
        if not part.key:
            continue
        if not found.free(part) or not whole.key.startswith(part.key, at):
            break
        if run and part.level not in _TEXT and part.level != "article":
            break
        run.append(part)
        at += len(part.key)
        if at == len(whole.key):
            return tuple(run) if len(run) > 1 else ()
    return ()


def _alike(found: Alignment) -> None:
    """Clauses that say nearly the same, the most alike and nearest first."""
    olds = [p for p in found.old if p.key and found.free(p)]
    news = [p for p in found.new if p.key and found.free(p)]
    grams = {p: _grams(p) for p in (*olds, *news)}
    scored: list[tuple[float, int, int, ComparedClause, ComparedClause]] = []
    near, candidates = _neighbourhood(found), _candidates(news)
    for one in olds:
        for other in candidates(one):
            likeness = _likeness(one, other, grams)
            close = near(one, other)
            if likeness >= (_IN_PLACE if close else _AFAR) and (close or len(one.key) >= _AFAR_SIZE):
                number = 0.05 * (one.token == other.token)
                scored.append((-(likeness + 0.2 * close + number), one.index, other.index, one, other))
    for *_, one, other in sorted(scored, key=lambda entry: entry[:3]):
        if found.free(one) and found.free(other):
            found.pair(one, other)


def _neighbourhood(found: Alignment) -> Callable[[ComparedClause, ComparedClause], bool]:
    """Tells whether two pieces are in the same place: under counterparts, or next to the same counterparts."""
    sides = [
        (_anchors(found.old, found.to_new, step), _anchors(found.new, found.to_old, step)) for step in (1, -1)
    ]

    def near(one: ComparedClause, other: ComparedClause) -> bool:
        if found.beside(one, other):
            return True
        return any(found.to_new.get(olds[one]) is news[other] for olds, news in sides)

    return near


def _anchors(
    texts: Sequence[ComparedClause], matched: dict[ComparedClause, ComparedClause], step: int
) -> dict[ComparedClause, ComparedClause]:
    """The nearest matched piece before (step 1) or behind (step -1) each."""
    out, anchor = {}, texts[0]
    for piece in texts[::step]:
        out[piece] = anchor
        if piece in matched:
            anchor = piece
    return out


def _candidates(news: Sequence[ComparedClause]) -> Callable[[ComparedClause], list[ComparedClause]]:
    """Finds the pieces that share most pairs of characters with one."""
    postings: dict[str, list[ComparedClause]] = defaultdict(list)
    for piece in news:
        for gram in {piece.key[i : i + 2] for i in range(len(piece.key) - 1)} | {f"={piece.label}"}:
            postings[gram].append(piece)

    def find(one: ComparedClause) -> list[ComparedClause]:
        shared: Counter[ComparedClause] = Counter()
        for gram in {one.key[i : i + 2] for i in range(len(one.key) - 1)} | {f"={one.label}"}:
            holders = postings.get(gram, ())
            if len(holders) <= _COMMON:
                shared.update(holders)
        # Short clauses share few pairs with anything: the share counts, not the number.
        best = sorted(shared, key=lambda p: (-shared[p] / (len(one.key) + len(p.key)), p.index))
        return [piece for piece in best[:_CANDIDATES] if _kind(piece) == _kind(one)]

    return find


def _grams(piece: ComparedClause) -> Counter[str]:
    key = piece.key
    return Counter([*key, *(key[i : i + 2] for i in range(len(key) - 1))])


def _likeness(one: ComparedClause, other: ComparedClause, grams: dict[ComparedClause, Counter[str]]) -> float:
    left, right = grams[one], grams[other]
    if one.label and one.label == other.label:
        return 1.0
    shared = sum(min(count, right[gram]) for gram, count in left.items() if gram in right)
    return 2 * shared / (left.total() + right.total())


def _same_number(found: Alignment) -> None:
    """What is left under the same clause with the same number, alone between what is matched."""
    for one in found.old:
        other = found.to_new.get(one)
        if other is None:
            continue
        for left, right in _gaps(found, one.kids, other.kids):
            number = left.token == right.token and left.marker == right.marker
            if found.free(left) and found.free(right) and number and _kind(left) == _kind(right):
                short = max(len(left.key), len(right.key)) <= _AFAR_SIZE
                grams = {left: _grams(left), right: _grams(right)}
                if short or _likeness(left, right, grams) >= _SAME_NUMBER:
                    found.pair(left, right)


def _gaps(
    found: Alignment, olds: Sequence[ComparedClause], news: Sequence[ComparedClause]
) -> list[tuple[ComparedClause, ComparedClause]]:
    left = {piece.token: piece for piece in olds if found.free(piece)}
    return [(left[piece.token], piece) for piece in news if piece.token in left and found.free(piece)]
