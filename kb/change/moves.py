"""Which clauses moved: the fewest, by size, that must be taken out for the others to keep their order."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from kb.change.alignment import Alignment
from kb.change.compared_clause import CONTAINERS, ComparedClause

# 编章节 are no part of an article's address: chapters that come or go do not move the articles in them.
_TRANSPARENT = CONTAINERS | {"article"}


def moved(found: Alignment) -> frozenset[ComparedClause]:
    """The old pieces whose counterpart stands elsewhere: among other siblings, or in another order."""
    groups: dict[object, list[tuple[ComparedClause, ComparedClause]]] = defaultdict(list)
    out: set[ComparedClause] = set()
    for one, other in found.to_new.items():
        if one.parent is None or other.parent is None:
            continue
        if found.to_new.get(one.parent) is other.parent:
            groups[one.parent].append((one, other))
        elif _both_known(found, one.parent, other.parent) or one.level not in _TRANSPARENT:
            out.add(one)
        else:
            groups[one.level].append((one, other))
    for group in groups.values():
        out |= _out_of_order(group)
    return frozenset(out)


def _both_known(found: Alignment, old: ComparedClause, new: ComparedClause) -> bool:
    """Whether two chapters are certain, and not what a text without chapters was taken apart into."""
    known = old in found.to_new and new in found.to_old
    return known and old.level in CONTAINERS and new.level in CONTAINERS


def _out_of_order(pairs: Sequence[tuple[ComparedClause, ComparedClause]]) -> set[ComparedClause]:
    """The old pieces outside the heaviest run that is in order in both texts."""
    ordered = sorted(pairs, key=lambda pair: pair[0].index)
    places = [other.index for _, other in ordered]
    if places == sorted(places):
        return set()
    # best[k]: the heaviest run that ends at a place, kept as a staircase of rising place and weight.
    stairs: list[tuple[int, int, int]] = []
    back: list[int] = []
    for at, ((one, _), place) in enumerate(zip(ordered, places, strict=True)):
        left = bisect_left(stairs, (place, 0, 0))
        weight, previous = (stairs[left - 1][1], stairs[left - 1][2]) if left else (0, -1)
        back.append(previous)
        entry = (place, weight + one.size, at)
        right = left
        while right < len(stairs) and stairs[right][1] <= entry[1]:
            right += 1
        stairs[left:right] = [entry]
    kept, at = set(), stairs[-1][2]
    while at >= 0:
        kept.add(at)
        at = back[at]
    return {one for number, (one, _) in enumerate(ordered) if number not in kept}
