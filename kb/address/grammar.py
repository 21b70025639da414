"""The grammar of addresses: 第十六条第一款第（二）项, 三（二）2, 表2第4行, 附件1第三条 → candidate clause paths.

Pure: what a document really holds is looked up elsewhere (`kb.address.lookup`). An address is a run of components
(`kb.address.component`) and is read into every path it may mean, the likeliest first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.script.wording import wording
from kb.address.component import STATUTE, Component, component_at

_WORDING = wording(__file__)
_CONTEXT = frozenset("ndcjf")
_SKIPPED_BETWEEN = frozenset("kxcj")


@dataclass(frozen=True, slots=True)
class Run:
    """Components side by side: `start`/`end` are offsets into the plain text they were found in."""

    start: int
    end: int
    components: tuple[Component, ...]


def run_at(text: str, start: int) -> Run | None:
    """The longest run of components that begins at `start` of a plain text; None when there is none."""
    parts: list[Component] = []
    end = at = start
    while True:
        found = component_at(text, at)
        if not found or (parts and _begins_anew(parts, found[0])):
            break
        parts.append(found[0])
        end = at = found[1]
        joint = _WORDING["joint"].match(text, at)
        at = joint.end() if joint else at
    return Run(start, end, tuple(parts)) if parts else None


def runs(text: str) -> Iterator[Run]:
    """The runs in a sentence that can only be addresses, left to right. Whether such a clause exists is
    not asked here."""
    at = 0
    while at < len(text):
        run = run_at(text, at)
        if run and _unmistakable(text, run):
            yield run
            at = run.end
        else:
            at += 1


def candidates(run: Sequence[Component]) -> tuple[str, ...]:
    """The clause paths a run may mean, the likeliest first; empty when it means none."""
    annex = [part for part in run if part.kind == "f"]
    rest = [part for part in run if part.kind not in ("f", "again")]
    if any(part.kind == "f" for part in run[len(annex) :]):
        return ()
    prefix = "/".join(f"f{part.number or 1}" for part in annex)
    again = next((f"~{part.number}" for part in run if part.kind == "again"), "")
    if not rest:
        return (prefix + again,) if prefix else ()
    locals_ = _locals(rest)
    return tuple(f"{prefix}/{path}{again}" if prefix else path + again for path in locals_)


def fits(candidate: str, path: str) -> bool:
    """Whether a clause's path may be what a looser address means: chapters and annexes before it left
    out, 款 left out between 条 and 项, an article's only 款 named though the article has none."""
    wanted, held = re.split(r"[/.]", candidate), re.split(r"[/.]", path)
    if wanted[-1] != held[-1]:
        return False
    at, begun = 0, False
    for token in held:
        if at < len(wanted) and token == wanted[at]:
            at, begun = at + 1, True
        elif token[0] not in (_SKIPPED_BETWEEN if begun else _CONTEXT):
            return False
    return at == len(wanted)


_ORDER = {kind: at for at, kind in enumerate(f"f{STATUTE}")}


def _begins_anew(parts: Sequence[Component], new: Component) -> bool:
    """Whether a component cannot go on from the ones before: 第十六条第十七条 are two addresses."""
    kinds = [part.kind for part in parts]
    if new.kind in ("f", "b", "part", "han", "opening", "end", "whole") or new.kind in ("n", "d"):
        return not (kinds[-1] == "f" or (new.kind == "d" and kinds[-1] == "n"))
    if new.kind in _ORDER and kinds[-1] in _ORDER:
        return _ORDER[new.kind] <= _ORDER[kinds[-1]]
    return False


def _unmistakable(text: str, run: Run) -> bool:
    kinds = [part.kind for part in run.components]
    first, before = kinds[0], text[max(0, run.start - 1) : run.start]
    follows = bool(_WORDING["follower"].match(text, run.end))
    said = text[run.start : run.end]
    if first == "b":
        return not _WORDING["no_table"].search(before)
    if first == "f":
        return run.components[0].number > 0
    if first in STATUTE:
        return (
            said.startswith("第")
            and "t" in kinds
            and (len(kinds) > kinds.index("t") + 1 or follows)
            or (said.startswith("第") and first in "ncj" and follows)
        )
    if first == "part":
        return said.startswith("第") and follows
    return (
        first == "han" and len(kinds) > 1 and kinds[1] == "bracket" and not _WORDING["counted"].match(before)
    )


def _locals(parts: Sequence[Component]) -> tuple[str, ...]:
    first = parts[0]
    if first.kind == "b":
        table = f"b{first.number}" + (f"~{first.sub}" if first.sub else "")
        rows = [f"{part.kind}{part.number}" for part in parts[1:]]
        return (".".join([table, *rows]),) if all(row[0] in "rz" for row in rows) else ()
    if first.kind in ("opening", "end", "whole"):
        base = {"opening": "0", "end": "end", "whole": ""}[first.kind]
        tails = [f".{part.kind}{part.number}" for part in parts[1:] if part.kind in "phs"]
        return (base + "".join(tails),) if len(tails) == len(parts) - 1 else ()
    if first.kind in STATUTE:
        return _statute(parts)
    as_ladder = () if first.kind == "decimal" else _ladder(parts)
    return as_ladder + (_decimal(parts) if first.kind in ("decimal", "number") else ())


def _statute(parts: Sequence[Component]) -> tuple[str, ...]:
    tokens = []
    for at, part in enumerate(parts):
        kind = part.kind
        if kind == "bracket":
            kind = "x" if parts[at - 1].kind in "tk" else "m"
        elif kind == "number" and at and parts[at - 1].kind in ("x", "bracket"):
            kind = "m"
        elif kind == "point":
            kind = "s"
        if kind not in STATUTE and kind not in "sph":
            return ()
        tokens.append(replace(part, kind=kind).token)
    full = ".".join(tokens)
    article = next((at for at, token in enumerate(tokens) if token[0] == "t"), 0)
    out = [full, ".".join(tokens[article:])]
    out += [path.replace(".k1", "", 1) for path in out if ".k1." in f"{path}."]
    if all(token[0] in "cjtx" for token in tokens) and tokens[0][0] == "c":
        out.append(".".join(token[1:] for token in tokens))  # 第三章第二节 said of 三、（二）
    return tuple(dict.fromkeys(out))


def _decimal(parts: Sequence[Component]) -> tuple[str, ...]:
    """1.4（1）: the decimal ladder, or the path of a 公文 clause; the tail is read as below any heading."""
    first, rest = parts[0], parts[1:]
    dotted = first.dotted or str(first.number)
    heads = (f"q{dotted.replace('.', '-')}", *((first.dotted,) if first.dotted else ()))
    if not rest:
        return heads
    only = _tail(rest)
    tails = (".".join(only),) if len(only) == len(rest) else _ladder(rest, bare_bracket=3)
    return tuple(f"{head}.{tail}" for head in heads for tail in tails)


def _ladder(parts: Sequence[Component], bare_bracket: int = 1) -> tuple[str, ...]:
    """三、（二）2.（1） and its parts; a skipped level is 0. `bare_bracket` is the level of an Arabic （1）
    that has no number above it."""
    levels: list[int] = []
    for at, part in enumerate(parts):
        depth = _depth(part, len(levels), bare_bracket)
        if depth is None or depth < len(levels):
            return _with_tail(levels, parts[at:])
        levels += [0] * (depth - len(levels)) + [part.number]
    return _with_tail(levels, ())


_DEPTHS = {"han": 0, "part": 0, "number": 2, "circle": 4, "sub": 4}


def _depth(part: Component, reached: int, bare_bracket: int) -> int | None:
    if part.kind == "bracket":
        return 1 if part.han else (bare_bracket if reached < 2 else 3)
    if part.kind in ("t", "j", "x", "k"):  # 第三部分第二条第2项
        return reached if reached else None
    return _DEPTHS.get(part.kind)


def _with_tail(levels: Sequence[int], rest: Sequence[Component]) -> tuple[str, ...]:
    base = ".".join(str(level) for level in levels)
    if not rest:
        return (base,) if base else ()
    if not base:
        return ()
    out: list[str] = []
    if rest[0].kind == "point":  # 第2点 is the next level, or the second of 一是…二是…
        out.append(".".join([base, str(rest[0].number), *_tail(rest[1:])]))
    out.append(".".join([base, *_tail(rest)]))
    return tuple(out) if len(_tail(rest)) == len(rest) else ()


def _tail(rest: Sequence[Component]) -> list[str]:
    kinds = {"point": "s", "s": "s", "p": "p", "h": "h", "k": "k", "x": "x", "t": "t", "m": "m"}
    return [f"{kinds[part.kind]}{part.number}" for part in rest if part.kind in kinds]
