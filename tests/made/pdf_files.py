"""Small PDF files built of raw objects, and print made of glyphs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ingest.read.pdf.glyph import Glyph

HIGH, WIDE = 400, 300
"""The size of a raw page in points."""


def raw(
    *contents: str,
    resources: str = "",
    page: str = "",
    catalog: str = "",
    objects: Mapping[int, str] | None = None,
    streams: Mapping[int, tuple[str, str]] | None = None,
) -> bytes:
    """A PDF with one page a content stream. Font /F1 is Helvetica. `objects` and `streams` (entries and data)
    are further objects by their numbers, from 50 on; the others are what stands in the dictionaries."""
    held = {
        1: f"<</Type/Catalog/Pages 2 0 R {catalog}>>",
        3: "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    }
    kids = []
    for at, content in enumerate(contents):
        number = 10 + 2 * at
        kids.append(f"{number} 0 R")
        box = "" if "/MediaBox" in page else f"/MediaBox[0 0 {WIDE} {HIGH}]"
        held[number] = (
            f"<</Type/Page/Parent 2 0 R {box}/Contents {number + 1} 0 R"
            f"/Resources<</Font<</F1 3 0 R>>{resources}>>{page}>>"
        )
        held[number + 1] = _stream("", content)
    held[2] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(kids)}>>"
    held |= dict(objects or {})
    held |= {number: _stream(entries, data) for number, (entries, data) in (streams or {}).items()}
    out, places = b"%PDF-1.7\n", {}
    for number, text in sorted(held.items()):
        places[number] = len(out)
        out += f"{number} 0 obj\n{text}\nendobj\n".encode("latin-1")
    start = len(out)
    for number, place in places.items():
        head = "xref\n0 1\n0000000000 65535 f \n" if number == min(places) else ""
        out += f"{head}{number} 1\n{place:010} 00000 n \n".encode()
    return out + f"trailer<</Root 1 0 R/Size {max(held) + 1}>>\nstartxref\n{start}\n%%EOF\n".encode()


def _stream(entries: str, data: str) -> str:
    return f"<<{entries}/Length {len(data)}>>\nstream\n{data}\nendstream"


def shown(text: str, x: float = 50, y: float = 300, size: float = 12) -> str:
    """The operators that show `text` in Helvetica at that place (from the lower left corner)."""
    return f"BT /F1 {size} Tf {x} {y} Td ({text}) Tj ET\n"


def printed(text: str, x: float = 50, base: float = 100, size: float = 10, **more: Any) -> list[Glyph]:
    """`text` in glyphs one behind the other: Chinese characters an em wide, others half of one."""
    out: list[Glyph] = []
    for char in text:
        wide = size if ord(char) > 0x2E7F else size / 2
        out.append(Glyph(char, x, x + wide, base, size, **more))
        x += wide
    return out
