"""Lines → clean lines: what is layout and not text goes, what is text stays as printed.

Never NFKC: ② stays ②, full-width digits stay full-width. Matching may normalise, the stored
text may not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.line import GridCell, Line
from ingest.script.wording import characters, wording

# Characters nobody can see: control, soft hyphen, zero-width, bidi marks and overrides,
# fillers, variation selectors, tag characters.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    "\U000e0000-\U000e01ef]"
)
_INDENT = " \u00a0\u2000\u2002\u2003\u3000\u202f"
_BREAKS = re.compile("[\t\n\x0b\x0c\r\x85\u2028\u2029]+")
HAN = characters().parts["rare_han"]
_WORDS = wording(__file__)
_SPACES = re.compile(_WORDS.parts["blank"] + "+")
_MAX_SPACED = 60  # a longer line without a format's own word for it is no heading


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Clean lines, and how many invisible characters were taken out of them."""

    lines: tuple[Line, ...]
    invisible: int


def clean(lines: Sequence[Line]) -> Cleaned:
    """`lines` without indents, invisible characters, empty lines and letter-spacing."""
    out: list[Line] = []
    invisible = 0
    for line in lines:
        invisible += len(_INVISIBLE.findall(line.text)) if line.text else 0
        invisible += sum(len(_INVISIBLE.findall(cell.text)) for cell in line.grid)
        if line.grid:
            out.append(replace(line, text="", grid=tuple(_clean_cell(cell) for cell in line.grid)))
        elif text := _clean_text(line):
            out.append(line if text == line.text else replace(line, text=text))
    return Cleaned(tuple(out), invisible)


def trimmed(text: str) -> str:
    """`text` on one line, without indent; tabs as spaces."""
    return _BREAKS.sub(" ", text).strip(_INDENT)


def visible(text: str) -> str:
    """`text` trimmed and without the characters nobody can see."""
    return _INVISIBLE.sub("", trimmed(text)).strip(_INDENT)


def unspaced(text: str) -> str:
    """`text` without letter-spacing: 指    标 → 指标, 粮几 个 问 题的 → 粮几个问题的.

    Single Chinese characters set apart by equal gaps belong together, and to a neighbour at the
    same distance; latin words, numbers and a number in front (第一章　总　则) keep theirs.
    """
    number = _WORDS["numbered"].match(text)
    start = number.end() if number else 0
    parts = _SPACES.split(text[start:])
    if len(parts) < 2 or not any(_WORDS["one_han"].fullmatch(part) for part in parts):
        return text
    gaps = _SPACES.findall(text[start:])
    kept = ("" if _is_spacing(parts, gaps, at) else gap for at, gap in enumerate(gaps))
    return text[:start] + parts[0] + "".join(gap + part for gap, part in zip(kept, parts[1:], strict=True))


def _is_spacing(parts: list[str], gaps: list[str], at: int) -> bool:
    """Whether the gap between parts[at] and parts[at + 1] is letter-spacing."""
    left, right = parts[at], parts[at + 1]
    singles = bool(_WORDS["one_han"].fullmatch(left)), bool(_WORDS["one_han"].fullmatch(right))
    if all(singles):
        return _is_narrowest(parts, gaps, at)
    if not any(singles) or not (_WORDS["han_end"].search(left) and _WORDS["han_start"].search(right)):
        return False
    if singles[1]:  # …粮几 | 个: only where the spacing goes on
        onward = at + 1 < len(gaps) and _WORDS["han_start"].search(parts[at + 2])
        return bool(onward) and gaps[at + 1] == gaps[at]
    return at > 0 and gaps[at - 1] == gaps[at]


def _is_narrowest(parts: list[str], gaps: list[str], at: int) -> bool:
    """Between two single characters: not the wide gap between two spaced-out names."""
    around = [
        len(gaps[near])
        for near in (at - 1, at + 1)
        if 0 <= near < len(gaps)
        and _WORDS["one_han"].fullmatch(parts[near])
        and _WORDS["one_han"].fullmatch(parts[near + 1])
    ]
    return not around or len(gaps[at]) <= 2 * min(around)


def _clean_text(line: Line) -> str:
    text = visible(line.text)
    if line.heading or line.centered or (len(text) <= _MAX_SPACED and not _WORDS["sentence"].search(text)):
        return unspaced(text)
    return text


def _clean_cell(cell: GridCell) -> GridCell:
    return replace(cell, text=unspaced(visible(cell.text)))
