"""Scans: pages that are pictures, read by the recogniser into glyphs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ingest.read.pdf.glyph import UNMAPPED, Glyph
from ingest.read.pdf.leaf import Leaf
from ingest.read.pdf.sight import is_layer, rendered
from ingest.read.recognition import DOTS, PIXELS, RecognizedLine, recognise
from ingest.read.wrap import columns

_UNMAPPED = 0.2  # share of glyphs without a character from which on a page is read as a picture
_FEW = 10  # glyphs of text on a page that is a picture: a stamp or a page number


def is_scan(page: Leaf, pdfium: Any) -> bool:
    """Whether the text of a page is in its picture only: a recognition layer, no or hardly any text over
    a picture, ink without any text, or a font that does not say which characters it draws."""
    inked = [glyph for glyph in page.glyphs if not glyph.blank]
    read = [glyph for glyph in inked if not glyph.unseen]
    if is_layer(page) or sum(g.text == UNMAPPED for g in inked) > _UNMAPPED * len(inked):
        return True
    if len(read) < _FEW and page.pictured >= 0.5:
        return True
    return not inked and _has_ink(page, pdfium)


def _has_ink(page: Leaf, pdfium: Any) -> bool:
    pixels = rendered(pdfium, page, 0.5, 1_000_000) if pdfium is not None else None
    return pixels is not None and int(pixels[0].max()) - int(pixels[0].min()) > 60


def recognised(page: Leaf, pdfium: Any) -> Leaf:
    """`page` with the glyphs that the recogniser finds in its rendering, in place of its own."""
    pixels = rendered(pdfium, page, DOTS, PIXELS) if pdfium is not None else None
    if pixels is None:
        raise ValueError("page cannot be rendered")
    glyphs = [glyph for found in recognise(pixels[0]) for glyph in _glyphs(found, page, pixels[1])]
    return replace(page, glyphs=tuple(_levelled(glyphs)))


def _glyphs(found: RecognizedLine, page: Leaf, scale: float) -> list[Glyph]:
    """The characters of a found line, spread over its box by their widths."""
    left, top = page.crop[0] + found.left / scale, page.crop[1] + found.top / scale
    wide, high = (found.right - found.left) / scale, (found.bottom - found.top) / scale
    total = max(columns(found.text), 1)
    size = min(high * 0.9, 2 * wide / total * 1.05)
    base = top + high / 2 + 0.38 * size
    out: list[Glyph] = []
    x = left
    for char in found.text:
        step = wide * columns(char) / total
        out.append(Glyph(char, x, x + step, base, size, "ocr", sure=found.score))
        x += step
    return out


def _levelled(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Sizes are measured from boxes that vary by the letters in them: near the usual one is the usual."""
    if not glyphs:
        return []
    usual = sorted(glyph.size for glyph in glyphs)[len(glyphs) // 2]
    return [replace(g, size=usual) if abs(g.size - usual) < 0.2 * usual else g for g in glyphs]
