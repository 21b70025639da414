"""What a run of text looks like, and whether anybody can see it."""

from __future__ import annotations

import re

from ingest.read.docx.parts.markup import Element, attribute, descend, is_on, name, number_in

Look = dict[str, str]
"""The properties that matter, by name: the switches of SWITCHES ("1" or ""), color, fill (what lies under
the run), size (half-points), scale (per cent), raised (superscript, subscript). What is not said is not in it."""

PAPER = "FFFFFF"
SWITCHES = {
    "w:b": "bold", "w:vanish": "vanish", "w:webHidden": "web", "w:strike": "strike", "w:dstrike": "strike2",
}  # fmt: skip
_TOGGLES = (
    "bold",
    "vanish",
    "strike",
    "strike2",
)  # a character style turns over what the paragraph style says
_VALUES = {"w:color": "color", "w:sz": "size", "w:w": "scale", "w:vertAlign": "raised"}
_HIGHLIGHTS = {"white": PAPER, "black": "000000", "none": ""}
_HEX = re.compile("[0-9A-F]{6}")
_TINY = 2  # half-points
_THIN = 10  # per cent of a letter's width
_NEAR = 8  # steps of 256 in each of red, green and blue that no eye tells apart
_CLEAR = 90_000  # thousandths of a per cent of transparency


def look_of(properties: Element | None) -> Look:
    """What a w:rPr says itself."""
    out: Look = {}
    for one in properties if properties is not None else ():
        found = name(one)
        if found in SWITCHES:
            out[SWITCHES[found]] = "1" if is_on(one) else ""
        elif found in _VALUES:
            out[_VALUES[found]] = attribute(one)
            if found == "w:color" and attribute(one, "themeColor") in ("background1", "light1"):
                out["color"] = attribute(one).upper() if attribute(one) not in ("", "auto") else PAPER
        elif found == "w:shd":
            out["fill"] = fill_of(one)
        elif found == "w:highlight":
            out["mark"] = _HIGHLIGHTS.get(attribute(one), "?")
        elif found == "w14:textFill":
            out["glyph"] = "none" if _is_clear(one) else ""
    return out


def _is_clear(fill: Element) -> bool:
    """Whether letters are filled with nothing."""
    return any(
        name(one) == "w14:noFill"
        or (name(one) == "w14:alpha" and number_in(attribute(one)) >= _CLEAR)
        for one in descend(fill)
    )  # fmt: skip


def fill_of(shading: Element | None) -> str:
    """The colour that a w:shd lays: RRGGBB, "" for none, "?" where it is a pattern."""
    if shading is None:
        return ""
    pattern = attribute(shading)
    if pattern == "solid":
        colour = attribute(shading, "color").upper()
        return colour if _HEX.fullmatch(colour) else "000000"
    if pattern not in ("clear", "nil", ""):
        return "?"
    colour = attribute(shading, "fill").upper()
    if attribute(shading, "themeFill") and not _HEX.fullmatch(colour):
        return "?"
    return colour if _HEX.fullmatch(colour) else ""


def with_character_style(paragraph: Look, character: Look) -> Look:
    """The look of a run whose character style says `character`, in a paragraph whose style says `paragraph`."""
    out = {**paragraph, **character}
    for switch in _TOGGLES:
        if switch in paragraph and switch in character:
            out[switch] = "1" if bool(paragraph[switch]) != bool(character[switch]) else ""
    return out


def is_bold(look: Look) -> bool:
    """Whether it is printed bold."""
    return bool(look.get("bold"))


def is_struck(look: Look) -> bool:
    """Whether a line goes through it."""
    return bool(look.get("strike") or look.get("strike2"))


def is_unseen(look: Look, ground: str) -> bool:
    """Whether nobody can see it on a ground of that colour ("?" for one that is not known)."""
    if look.get("vanish") or look.get("web") or look.get("glyph") == "none":
        return True
    if 0 <= number_in(look.get("size", ""), 99) <= _TINY or number_in(look.get("scale", ""), 100) <= _THIN:
        return True
    return _is_alike(look.get("color", ""), look.get("mark") or look.get("fill") or ground)


def _is_alike(letters: str, ground: str) -> bool:
    letters, ground = letters.upper(), ground.upper()
    if not (_HEX.fullmatch(letters) and _HEX.fullmatch(ground)):
        return False
    return all(abs(int(letters[at : at + 2], 16) - int(ground[at : at + 2], 16)) <= _NEAR for at in (0, 2, 4))
