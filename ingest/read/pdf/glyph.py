"""Glyph: one character at its place on an upright page. All that follows, from rows to paragraphs,
works on glyphs, whether the file holds the text or a recogniser read it in a picture."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

UNMAPPED = "\ufffd"
"""Stands for a glyph whose font does not say which character it is."""

ABOVE, BELOW = 0.88, 0.12
"""How far a character reaches from its baseline, as shares of its size."""
# Up and down the page from where the pen stands, by turn.
_REACH = {-1: (ABOVE, BELOW), 0: (ABOVE, BELOW), 1: (1.0, 0.0), 2: (BELOW, ABOVE), 3: (0.0, 1.0)}


@dataclass(frozen=True, slots=True)
class Glyph:
    """`text` is mostly one character. `x0`…`x1` and `base` (the baseline; where the pen stands, of print
    turned aside) are in points from the top left corner of the page, `size` is what it is printed at. `turn` is by how many quarters it is turned
    to the left (0 upright, -1 oblique). `unseen` names why nobody can see it, "" when they can.
    `font` tells typefaces apart, `embedded` whether the file carries it. `sure` is the score of a
    recogniser, 0…1, None for the file's own text."""

    text: str
    x0: float
    x1: float
    base: float
    size: float
    font: str = ""
    bold: bool = False
    turn: int = 0
    unseen: str = ""
    embedded: bool = True
    sure: float | None = None

    @property
    def top(self) -> float:
        """The upper edge of its square."""
        return self.base - _REACH[self.turn][0] * self.size

    @property
    def bottom(self) -> float:
        """The lower edge of its square."""
        return self.base + _REACH[self.turn][1] * self.size

    @property
    def blank(self) -> bool:
        """Whether it is a space."""
        return not self.text.strip()


Box = tuple[float, float, float, float]
"""Left, top, right, bottom, in points from the top left corner of the page."""


def holds(box: Box, glyph: Glyph) -> bool:
    """Whether the middle of `glyph` lies in `box`."""
    middle = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
    return box[0] <= middle[0] <= box[2] and box[1] <= middle[1] <= box[3]


# Radicals that a ToUnicode table gives for the ideograph of the same shape: an artefact of how fonts
# are subset, and no text anybody wrote. Kangxi radicals decompose; of the supplement these stand for
# whole characters (Unicode, EquivalentUnifiedIdeograph).
_SUPPLEMENT = dict(
    zip(
        "⺁⺄⺆⺇⺈⺉⺊⺌⺍⺎⺐⺒⺓⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺫⺬⺭⺮⺯⺰⺱⺲⺶⺹⺺⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻈⻉⻊⻋⻌⻍⻎⻐⻑⻒⻓⻔⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
        "厂乙冂几刀刂卜小小兀尢巳幺心扌攵旡日月歺母民氵氺灬爫爫丬牛犭王目示礻竹糹纟罓罒羊耂肀肉臼艹艹艹虎衤覀西见角讠贝足车辶辶辶钅長镸长门阝雨青韦页风飞食食飠饣首马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
        strict=True,
    )
)
_ARTEFACTS = re.compile("[\u2e80-\u2fd5\uf900-\ufaff\ufb00-\ufb06\U0002f800-\U0002fa1f]")


@lru_cache(maxsize=4096)
def unified(text: str) -> str:
    """`text` with radicals, compatibility ideographs and latin ligatures as the characters they
    stand for. Nothing else is touched: full-width forms and ② stay as printed."""
    return _ARTEFACTS.sub(
        lambda found: _SUPPLEMENT.get(found[0]) or unicodedata.normalize("NFKC", found[0]), text
    )
