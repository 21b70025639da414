"""What a drawing holds that is text: boxes, WordArt; and what it holds that is not."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ingest.read.docx.parts.look import PAPER
from ingest.read.docx.parts.markup import Element, attribute, child, descend, name

_STOPS = frozenset(("w:txbxContent", "a:ln"))
_OBJECTS = frozenset(("c:chart", "dgm:relIds", "o:OLEObject"))
_PICTURES = frozenset(("a:blip", "v:imagedata"))
_VML = frozenset(("v:shape", "v:rect", "v:roundrect", "v:oval"))
_UNSEEN = re.compile(r"visibility\s*:\s*hidden")
_ON = ("1", "true", "on")
_WHITE = re.compile("white|#fff|#ffffff", re.IGNORECASE)


@dataclass(slots=True)
class Drawing:
    """`boxes` are text boxes with the colour that fills them ("" for none, "?" for one not known), `words`
    the text of WordArt, `told` what else it holds, by the keys of NOTICES."""

    boxes: list[tuple[Element, str]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    hidden: bool = False

    @classmethod
    def of(cls, element: Element) -> Drawing:
        """What a w:drawing, w:pict or w:object holds."""
        out = cls()
        fill = ""
        kinds: set[str] = set()
        for part in descend(element, _STOPS):
            found = name(part)
            fill = _fill(part, found, fill)
            out.hidden = out.hidden or _is_hidden(part, found)
            if found == "w:txbxContent":
                out.boxes.append((part, fill))
            elif found == "v:textpath" and part.get("string"):
                out.words.append(part.get("string") or "")
            elif found == "a:t":
                out.words.append(part.text or "")
            elif found in _OBJECTS:
                kinds.add("object")
            elif found in _PICTURES:
                kinds.add("pictures")
        out.told = ["object"] if "object" in kinds else sorted(kinds)
        return out


def _is_hidden(part: Element, found: str) -> bool:
    if found.endswith((":docPr", ":cNvPr")):
        return part.get("hidden") in _ON
    return found.startswith("v:") and bool(_UNSEEN.search(part.get("style") or ""))


def _fill(part: Element, found: str, fill: str) -> str:
    """What fills the shape at hand after `part`."""
    if found == "wps:wsp":
        return ""
    if found in _VML:
        colour = part.get("fillcolor") or "white"
        return "" if part.get("filled") in ("f", "false") else PAPER if _WHITE.match(colour) else "?"
    if found == "a:solidFill":
        colour_of = child(part, "a:srgbClr")
        return attribute(colour_of).upper() if colour_of is not None else "?"
    if found in ("a:gradFill", "a:pattFill", "a:blipFill", "v:fill"):
        return "?"
    if found == "a:fillRef" and part.get("idx") not in ("0", None) and not fill:
        return "?"
    return fill
