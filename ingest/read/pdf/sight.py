"""Sight: what of a page's text nobody can see. A glyph is seen when a rendering of the page shows ink
where it stands; that tells white on white, covered, clipped and switched-off text alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ingest.read.pdf.glyph import Glyph
from ingest.read.pdf.leaf import Leaf

REASONS = {
    "mode": "透明文字", "layer": "关闭的图层", "off_page": "页面之外",
    "tiny": "字号极小", "no_ink": "与底色同色或被遮盖",
}  # fmt: skip
_TINY = 2.0  # points
_SCAN = 0.7  # share of the page that a scan covers
_SCALE, _PIXELS = 1.5, 6_000_000
_CONTRAST = 10  # of 255


def is_layer(page: Leaf) -> bool:
    """Whether the text of a page is the recognition layer that lies invisible over its scan."""
    inked = [glyph for glyph in page.glyphs if not glyph.blank]
    unseen = sum(glyph.unseen == "mode" for glyph in inked)
    return page.pictured >= _SCAN and unseen * 10 >= len(inked) * 9 > 0


def seen(page: Leaf, pdfium: Any) -> Leaf:
    """`page` with every glyph that nobody can see named in `unseen`. `pdfium` is the document for
    pypdfium2, or None where that cannot open it."""
    glyphs = [_placed(glyph, page) for glyph in page.glyphs]
    pixels = rendered(pdfium, page, _SCALE, _PIXELS) if pdfium is not None else None
    if pixels is not None:
        glyphs = _inked(glyphs, page, *pixels)
    return replace(page, glyphs=tuple(glyphs))


def _placed(glyph: Glyph, page: Leaf) -> Glyph:
    left, top, right, bottom = page.crop
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
    if glyph.unseen or glyph.blank:
        return glyph
    if not (left - 1 <= x <= right + 1 and top - 1 <= y <= bottom + 1):
        return replace(glyph, unseen="off_page")
    return replace(glyph, unseen="tiny") if glyph.size < _TINY else glyph


def rendered(pdfium: Any, page: Leaf, scale: float, most: int) -> tuple[Any, float] | None:
    """The shown part of the page in grey (height × width, 0…255) and its scale in pixels a point; None
    where pdfium cannot draw it. `most` pixels."""
    from ingest.read.pdf.unlocking import broken

    area = (page.crop[2] - page.crop[0]) * (page.crop[3] - page.crop[1])
    scale = min(scale, (most / max(area, 1.0)) ** 0.5)
    try:
        sheet = pdfium[page.number - 1]
        sheet.set_rotation(page.rotate)
        bitmap = sheet.render(scale=scale, grayscale=True)
        pixels = bitmap.to_numpy().copy()
        bitmap.close()
        sheet.close()
    except broken():
        return None
    return pixels.reshape(pixels.shape[0], pixels.shape[1]), scale


def _inked(glyphs: Sequence[Glyph], page: Leaf, pixels: Any, scale: float) -> list[Glyph]:
    """A glyph without ink is unseen where its neighbours in the string have none either. A font that
    the file does not carry and this machine cannot draw says nothing."""
    ink = [glyph.blank or bool(glyph.unseen) or _has_ink(glyph, page, pixels, scale) for glyph in glyphs]
    drawn = {g.font for g, has in zip(glyphs, ink, strict=True) if has and not g.blank and not g.unseen}
    out: list[Glyph] = []
    for at, glyph in enumerate(glyphs):
        near = [i for i in (at - 1, at + 1) if 0 <= i < len(glyphs) and _one_string(glyphs[i], glyph)]
        alone = not any(ink[i] and not glyphs[i].blank for i in near)
        if not ink[at] and alone and (glyph.embedded or glyph.font in drawn):
            glyph = replace(glyph, unseen="no_ink")
        out.append(glyph)
    return out


def _one_string(one: Glyph, other: Glyph) -> bool:
    same = one.font == other.font and abs(one.base - other.base) < 0.5 and abs(one.size - other.size) < 0.1
    near = max(one.x0, other.x0) - min(one.x1, other.x1) < other.size
    return same and near and not one.unseen


def _has_ink(glyph: Glyph, page: Leaf, pixels: Any, scale: float) -> bool:
    left, top = page.crop[:2]
    x0, x1 = (int((x - left) * scale) for x in (glyph.x0, glyph.x1))
    y0, y1 = (int((y - top) * scale) for y in (glyph.top, glyph.bottom))
    box = pixels[max(y0, 0) : y1 + 1, max(x0, 0) : max(x1, x0 + 1) + 1]
    return box.size == 0 or int(box.max()) - int(box.min()) >= _CONTRAST
