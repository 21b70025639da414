"""Component: one piece of an address (第十六条, （二）, 表2), and the table in which all of them are written down.

component.yaml has both: how askers write each piece, and the strict pieces (`PIECES`) of which the patterns that search
documents are made. Text is read as it stands or as `plain` makes it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.script.numerals import arabic_number
from ingest.script.wording import wording

_WORDING = wording(__file__)
PIECES = _WORDING.parts
_NUMBER = re.compile(PIECES["n"])

# The levels of statutes by the letter that stands for each in a clause path, from the outermost.
LEVELS = {
    "编": "n",
    "分编": "d",
    "章": "c",
    "节": "j",
    "条": "t",
    "款": "k",
    "项": "x",
    "目": "m",
    "小目": "u",
}
STATUTE = "".join(LEVELS.values())


@dataclass(frozen=True, slots=True)
class Component:
    """One piece of an address: its kind, its number (0 for none), the number after 之 (0 for none), and
    whether it was written in Chinese numerals."""

    kind: str
    number: int
    sub: int = 0
    han: bool = False
    dotted: str = ""

    @property
    def token(self) -> str:
        """As it stands in a clause path: t16, t120-1."""
        return f"{self.kind}{self.number}" + (f"-{self.sub}" if self.sub else "")


def component_at(text: str, at: int) -> tuple[Component, int] | None:
    """The component that begins at `at`, and where it ends; None when there is none."""
    for kind, pattern in _WORDING.patterns.items():
        match = pattern.match(text, at)
        if not match:
            continue
        if kind == "decimal":
            return Component(kind, 0, dotted=match[0]), match.end()
        written = _NUMBER.findall(match[0])
        try:
            number, sub = (*(arabic_number(one) for one in written), 0, 0)[:2]
        except ValueError:  # 第1十条 is no number
            continue
        return Component(kind, number, sub, not (written and written[0].isdecimal())), match.end()
    return None
