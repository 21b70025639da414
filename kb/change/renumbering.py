"""Cross-references inside a text that changed only because what they point to has another number now."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.script.document_kinds import kind_parts
from kb.address.component import PIECES, Component, component_at
from kb.change.alignment import Alignment
from kb.change.compared_clause import ComparedClause
from kb.language.form_key import meaning_key

_NAMED = "ncjtkx"  # levels whose numbers may follow
_LAW = re.compile(f"(?:》|{kind_parts()['cited_kind']})$")
_OWN = re.compile(f"{kind_parts()['own_mark']}{kind_parts()['own_name']}$")
_LIST = re.compile(f"(?:{PIECES['and']}|{PIECES['to']}|，)?")
_SLOT = "\ue001"


@dataclass(frozen=True, slots=True)
class _Reference:
    """第五条第二款 at `start`…`end`: the path it names, or "" where it names another document's clause."""

    start: int
    end: int
    path: str
    text: str


def follows(found: Alignment, old: ComparedClause, new: ComparedClause) -> bool:
    """Whether two texts differ only in references, and every one that differs names in the new text the
    counterpart of what it named in the old."""
    olds, news = tuple(_references(old)), tuple(_references(new))
    if not olds or len(olds) != len(news) or _masked(old.own, olds) != _masked(new.own, news):
        return False
    counterparts = {one.clause.id.path: other.clause.id.path for one, other in found.to_new.items()}
    return all(_kept(one, other, counterparts) for one, other in zip(olds, news, strict=True))


def _kept(old: _Reference, new: _Reference, counterparts: dict[str, str]) -> bool:
    if not old.path or not new.path:
        return not old.path and not new.path and old.text == new.text
    target = counterparts.get(old.path)
    return target == new.path if target is not None else False


def _masked(text: str, references: tuple[_Reference, ...]) -> str:
    out, at = [], 0
    for one in references:
        out += [text[at : one.start], _SLOT]
        at = one.end
    return meaning_key("".join([*out, text[at:]]))


def _references(piece: ComparedClause) -> Iterator[_Reference]:
    """The references of a clause, left to right; 第二款 alone is one of its own article."""
    text, other_law, at = piece.own, False, 0
    for start, end, run in _runs(text):
        listed = at and _LIST.fullmatch(text[at:start])
        if not listed:
            other_law = _names_other_law(text[:start])
        at = end
        yield _Reference(start, end, "" if other_law else _path(run, piece), text[start:end])


def _names_other_law(before: str) -> bool:
    """Whether the words in front of an address name a law (劳动法), and not the text itself (本办法)."""
    return bool(_LAW.search(before)) and not _OWN.search(before)


def _runs(text: str) -> Iterator[tuple[int, int, list[Component]]]:
    """The addresses in a text, each piece of which begins with 第: where each stands, and its pieces."""
    at = text.find("第")
    while at >= 0:
        start, run = at, []
        while text.startswith("第", at) and (found := component_at(text, at)) and found[0].kind in _NAMED:
            run.append(found[0])
            at = found[1]
        if run:
            yield start, at, run
        at = text.find("第", max(at, start + 1))


def _path(run: list[Component], piece: ComparedClause) -> str:
    tokens = [part.token for part in run]
    if tokens[0][0] in "kx":
        own = piece.clause.id.path.split(".")
        tokens = [*own[: 1 if tokens[0][0] == "k" else 2], *tokens]
    elif len(tokens) > 1 and tokens[1][0] == "x":
        tokens.insert(1, "k1")
    return ".".join(tokens)
