"""What inline styles and attributes say of an element: hidden, centred, bold, a heading."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bs4 import Tag

_DECLARATION = re.compile(r"([a-zA-Z-]+)\s*:\s*([^;]+)")
_WHITE = re.compile(r"white|#fff(fff)?|rgba?\(\s*255\s*,\s*255\s*,\s*255\s*(,\s*1(\.0*)?\s*)?\)")
_TRANSPARENT = re.compile(r"transparent|rgba\(.*,\s*0(\.0*)?\s*\)")
_ZERO = re.compile(r"0+(\.0*)?(px|pt|em|rem|%)?")
_OFF_PAGE = re.compile(r"-\d{3,}(\.\d+)?(px|pt|em)?")
_UNSEEN = (
    "script style template noscript head title meta link object embed iframe svg canvas audio video map "
    "select option button textarea input del"
)
_UNSEEN_TAGS = frozenset(_UNSEEN.split())
_BOLD_TAGS = frozenset(("b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"))


@dataclass(frozen=True, slots=True)
class Style:
    """The style of an element as inherited: `align` is "", "left", "center", "right" or "justify";
    `heading` 1–6 inside an HTML heading, else 0."""

    align: str = ""
    bold: bool = False
    heading: int = 0
    hidden: bool = False
    white: bool = False
    backed: bool = False  # a background colour lies under it

    @classmethod
    def of(cls, tag: Tag) -> Style:
        """The style of `tag` with all that it inherits."""
        style = cls()
        for up in (*reversed(list(tag.parents)), tag):
            if up.name != "[document]":
                style = style.inside(up)
        return style

    def inside(self, tag: Tag) -> Style:
        """The style of `tag`, a child of the element that has this style."""
        rules = declarations(tag)
        name = tag.name
        background = rules.get("background-color") or rules.get("background") or str(tag.get("bgcolor") or "")
        backed = self.backed or bool(
            background and not _WHITE.match(background) and not _TRANSPARENT.match(background)
        )
        colour = rules.get("color") or str(tag.get("color") or "").lower()
        white = bool(_WHITE.fullmatch(colour) or _TRANSPARENT.fullmatch(colour)) if colour else self.white
        return replace(
            self,
            align=_align(tag, rules) or self.align,
            bold=_bold(name, rules, self.bold),
            heading=int(name[1]) if re.fullmatch("h[1-6]", name) else self.heading,
            hidden=self.hidden or _unseen(tag, rules) or (white and not backed),
            white=white,
            backed=backed,
        )


def declarations(tag: Tag) -> dict[str, str]:
    """The declarations of `tag`'s style attribute, lower-cased, without !important."""
    text = str(tag.get("style") or "").lower()
    return {name: value.replace("!important", "").strip() for name, value in _DECLARATION.findall(text)}


def _align(tag: Tag, rules: dict[str, str]) -> str:
    if tag.name == "center":
        return "center"
    align = rules.get("text-align") or str(tag.get("align") or "").lower()
    return {"start": "left", "end": "right", "middle": "center"}.get(align, align)


def _bold(name: str, rules: dict[str, str], inherited: bool) -> bool:
    weight = rules.get("font-weight", "")
    if weight:
        return weight in ("bold", "bolder") or (weight.isdecimal() and int(weight) >= 600)
    return inherited or name in _BOLD_TAGS


def _unseen(tag: Tag, rules: dict[str, str]) -> bool:
    return (
        tag.name in _UNSEEN_TAGS
        or tag.has_attr("hidden")
        or rules.get("display") == "none"
        or rules.get("visibility") in ("hidden", "collapse")
        or rules.get("mso-hide") == "all"
        or bool(_ZERO.fullmatch(rules.get("font-size", "x")))
        or bool(_ZERO.fullmatch(rules.get("opacity", "x")))
        or any(
            _OFF_PAGE.fullmatch(rules.get(side, "")) for side in ("left", "top", "text-indent", "margin-left")
        )
    )
