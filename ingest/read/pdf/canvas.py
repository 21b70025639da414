"""What a page draws: its content stream run through pdfminer, with what pdfminer itself does not note:
how a text is rendered, whether its layer is switched off, what the fields of a form show, and limits."""

from __future__ import annotations

import math
from typing import Any

from pdfminer.converter import PDFPageAggregator
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFObjRef, dict_value, list_value, num_value, resolve1, stream_value
from pdfminer.psparser import PSLiteral
from pdfminer.utils import apply_matrix_rect, mult_matrix

from ingest.read.pdf.glyph import ABOVE, BELOW, UNMAPPED, Box, Glyph

GLYPHS, PATHS, NESTED, FORMS = 60_000, 100_000, 24, 4_000
"""What one page may draw, how deep forms may nest and how often they may be drawn."""
_UNSEEN_MODES = (3, 7)
_SHOWN = ("Widget", "FreeText", "Stamp")
_HIDDEN, _NO_VIEW = 2, 32


class TooMuchError(ValueError):
    """A page that draws more than any real one does."""


class Canvas(PDFPageAggregator):
    """Collects the glyphs, the boxes of the images, and, as pdfminer does, the lines of a page."""

    def __init__(self, manager: Any) -> None:
        super().__init__(manager, laparams=None)
        self.glyphs: list[Glyph] = []
        self.images: list[Box] = []
        self.mode = 0
        self.layers: list[bool] = []
        self.paths = self.forms = 0
        self.height = 0.0

    def begin_page(self, page: PDFPage, ctm: Any) -> None:
        """Notes the height, by which y is turned over."""
        super().begin_page(page, ctm)
        self.height = self.cur_item.height

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        """Notes the rendering mode before the characters come."""
        self.mode = textstate.render if isinstance(textstate.render, int) else 0
        if textstate.font is not None:
            super().render_string(textstate, seq, ncs, graphicstate)

    def render_char(
        self, matrix: Any, font: PDFFont, fontsize: float, scaling: float, rise: float, cid: int,
        ncs: Any, graphicstate: Any,
    ) -> float:  # fmt: skip
        """One glyph; what pdfminer would note of it is not needed."""
        if len(self.glyphs) >= GLYPHS:
            raise TooMuchError("glyphs")
        advance = float(font.char_width(cid) * fontsize * scaling)
        a, b, c, d, e, f = matrix
        e, f = e + rise * c, f + rise * d
        size = math.hypot(c, d) * abs(fontsize)
        turn = _turn(a if fontsize >= 0 else -a, b if fontsize >= 0 else -b)
        if font.is_vertical():
            e, f = e - size / 2, f - size * 0.88
            advance = fontsize
        x0, x1 = (
            (e, e + abs(advance) * math.hypot(a, b)) if turn == 0 else _sides(matrix, e, advance, fontsize)
        )
        name = str(font.fontname)
        self.glyphs.append(
            Glyph(
                _character(font, cid), x0, x1, self.height - f, size,
                name, "bold" in name.lower() or "黑体" in name or "simhei" in name.lower(), turn,
                "layer" if any(self.layers) else "mode" if self.mode in _UNSEEN_MODES else "",
                _is_embedded(font),
            )
        )  # fmt: skip
        return float(font.char_width(cid) * fontsize * scaling)

    def render_image(self, name: str, stream: Any) -> None:
        """The box of an image; its pixels are not looked at."""
        x0, y0, x1, y1 = self.cur_item.bbox
        self.images.append((x0, self.height - y1, x1, self.height - y0))

    def paint_path(self, *args: Any, **kwargs: Any) -> None:
        """Lines and boxes, of which tables are made; those of a layer that is off are left out."""
        self.paths += 1
        if self.paths > PATHS:
            raise TooMuchError("paths")
        if not any(self.layers):
            super().paint_path(*args, **kwargs)


def _sides(matrix: Any, e: float, advance: float, fontsize: float) -> tuple[float, float]:
    """The left and right end of a glyph that is not upright and whose pen stands at `e`."""
    a, _, c, *_ = matrix
    corners = [e + a * along + c * up * fontsize for along in (0, advance) for up in (ABOVE, -BELOW)]
    return min(corners), max(corners)


def _character(font: PDFFont, cid: int) -> str:
    try:
        text = font.to_unichr(cid)
    except PDFUnicodeNotDefined:
        return UNMAPPED
    private = text and all("\ue000" <= char <= "\uf8ff" or char == "\x00" for char in text)
    return UNMAPPED if private or text is None else str(text)


def _turn(a: float, b: float) -> int:
    """Quarters of a turn to the left of a direction of writing; -1 for oblique ones."""
    quarters = math.degrees(math.atan2(b, a)) / 90
    return round(quarters) % 4 if abs(quarters - round(quarters)) < 0.06 else -1


def _is_embedded(font: PDFFont) -> bool:
    return any(key in font.descriptor for key in ("FontFile", "FontFile2", "FontFile3"))


class Interpreter(PDFPageInterpreter):
    """Runs a content stream on a Canvas. `off` are the object numbers of the layers switched off."""

    device: Canvas

    def __init__(
        self, manager: Any, device: Canvas, off: frozenset[int] = frozenset(), depth: int = 0
    ) -> None:
        super().__init__(manager, device)
        self.off, self.depth = off, depth

    def dup(self) -> Interpreter:
        """An interpreter for a form inside this one."""
        return Interpreter(self.rsrcmgr, self.device, self.off, self.depth + 1)

    def do_BMC(self, tag: Any) -> None:  # noqa: N802
        """Marked content without properties."""
        self.device.layers.append(False)

    def do_BDC(self, tag: Any, props: Any) -> None:  # noqa: N802
        """Marked content: of a layer that is on or off."""
        off = False
        if isinstance(tag, PSLiteral) and tag.name == "OC" and isinstance(props, PSLiteral):
            off = self._is_off(dict_value(self.resources.get("Properties", {})).get(props.name))
        self.device.layers.append(off)

    def do_EMC(self) -> None:  # noqa: N802
        """The end of marked content."""
        if self.device.layers:
            self.device.layers.pop()

    def do_Do(self, xobjid_arg: Any) -> None:  # noqa: N802
        """A form or an image, at most so many and so deep."""
        self.device.forms += 1
        if self.depth >= NESTED or self.device.forms > FORMS:
            raise TooMuchError("forms")
        xobj = resolve1(self.xobjmap.get(xobjid_arg.name)) if isinstance(xobjid_arg, PSLiteral) else None
        attrs = getattr(xobj, "attrs", {})
        layers = list(self.device.layers)
        self.device.layers.append(self._is_off(attrs.get("OC")))
        if "Matrix" not in attrs or len(list_value(attrs["Matrix"])) == 6:
            super().do_Do(xobjid_arg)
        self.device.layers = layers

    def _is_off(self, layer: Any) -> bool:
        """Whether a layer, or a membership in layers, is switched off."""
        if isinstance(layer, PDFObjRef) and layer.objid in self.off:
            return True
        members = resolve1(layer)
        groups = members.get("OCGs") if isinstance(members, dict) else None
        groups = groups if isinstance(groups, PDFObjRef) and groups.objid in self.off else resolve1(groups)
        groups = groups if isinstance(groups, list) else [groups]
        of = [one.objid in self.off for one in groups if isinstance(one, PDFObjRef)]
        return bool(of) and all(of)

    def process_page(self, page: PDFPage) -> None:
        """The page itself, then what its fields and text boxes show."""
        x0, y0, x1, y1 = page.mediabox
        ctm = matrix_of(page.rotate, (x0, y0, x1, y1))
        self.device.begin_page(page, ctm)
        self.render_contents(page.resources, page.contents, ctm=ctm)
        self.device.layers = []
        for annotation in list_value(page.annots) if page.annots else ():
            self._show(dict_value(annotation), ctm)
        self.device.end_page(page)

    def _show(self, annotation: dict[str, Any], ctm: Any) -> None:
        subtype = resolve1(annotation.get("Subtype"))
        flags = resolve1(annotation.get("F", 0))
        hidden = isinstance(flags, int) and flags & (_HIDDEN | _NO_VIEW)
        if hidden or not isinstance(subtype, PSLiteral) or subtype.name not in _SHOWN:
            return
        look = resolve1(dict_value(annotation.get("AP", {})).get("N"))
        if isinstance(look, dict):
            state = resolve1(annotation.get("AS"))
            look = resolve1(look.get(state.name)) if isinstance(state, PSLiteral) else None
        if look is None or self._is_off(annotation.get("OC")):
            return
        form = stream_value(look)
        rect = [float(num_value(side)) for side in list_value(annotation["Rect"])]
        left, bottom, right, top = (
            float(num_value(side)) for side in list_value(form.get("BBox", [0, 0, 1, 1]))
        )
        matrix = tuple(list_value(form.get("Matrix", [1, 0, 0, 1, 0, 0])))
        bx0, by0, bx1, by1 = apply_matrix_rect(matrix, (left, bottom, right, top))
        sx, sy = (rect[2] - rect[0]) / ((bx1 - bx0) or 1), (rect[3] - rect[1]) / ((by1 - by0) or 1)
        place = (sx, 0, 0, sy, rect[0] - bx0 * sx, rect[1] - by0 * sy)
        self.subinterp().render_contents(
            dict_value(form.get("Resources", {})), [form], ctm=mult_matrix(matrix, mult_matrix(place, ctm))
        )


def matrix_of(rotate: int, box: Box) -> tuple[float, float, float, float, float, float]:
    """The matrix that puts a page turned by `rotate` degrees upright at the origin."""
    x0, y0, x1, y1 = box
    return {
        90: (0.0, -1.0, 1.0, 0.0, -y0, x1),
        180: (-1.0, 0.0, 0.0, -1.0, x1, y1),
        270: (0.0, 1.0, -1.0, 0.0, y1, -x0),
    }.get(rotate % 360, (1.0, 0.0, 0.0, 1.0, -x0, -y0))
