"""What a page draws, with what of it is switched off or not shown."""

from __future__ import annotations

import io

import pytest
from pdf_files import HIGH, raw, shown

from ingest.read.pdf import canvas as drawing
from ingest.read.pdf.canvas import Canvas, Interpreter, TooMuchError, matrix_of

LAYER = "/Properties<</L 50 0 R>>"
OBJECTS = {50: "<</Type/OCG/Name(x)>>"}


def drawn(data: bytes, off: frozenset[int] = frozenset()) -> Canvas:
    """The first page of `data` on a canvas."""
    from pdfminer.pdfpage import PDFPage
    from pdfplumber.pdf import PDF

    pdf = PDF.open(io.BytesIO(data))
    page = next(PDFPage.create_pages(pdf.doc))
    canvas = Canvas(pdf.rsrcmgr)
    Interpreter(pdf.rsrcmgr, canvas, off).process_page(page)
    return canvas


def text(canvas: Canvas) -> str:
    return "".join(glyph.text for glyph in canvas.glyphs)


def test_a_glyph_stands_where_it_is_printed() -> None:
    (first, *_) = drawn(raw(shown("Hi", x=50, y=300, size=12))).glyphs
    assert (first.text, first.x0, first.base, first.size, first.turn, first.unseen) == (
        "H",
        50,
        HIGH - 300,
        12,
        0,
        "",
    )
    assert first.x0 < first.x1 < 62
    assert not first.embedded
    assert not first.bold


@pytest.mark.parametrize(("mode", "unseen"), [(0, ""), (1, ""), (2, ""), (3, "mode"), (7, "mode")])
def test_how_a_text_is_rendered(mode: int, unseen: str) -> None:
    assert {glyph.unseen for glyph in drawn(raw(f"BT {mode} Tr ET {shown('Hi')}")).glyphs} == {unseen}


@pytest.mark.parametrize(
    ("matrix", "turn"),
    [("1 0 0 1", 0), ("0 1 -1 0", 1), ("-1 0 0 -1", 2), ("0 -1 1 0", 3), (".7 .7 -.7 .7", -1)],
)
def test_how_a_text_is_turned(matrix: str, turn: int) -> None:
    content = f"BT /F1 12 Tf {matrix} 150 200 Tm (Hi) Tj ET"
    assert {glyph.turn for glyph in drawn(raw(content)).glyphs} == {turn}


@pytest.mark.parametrize(
    ("matrix", "box"),
    [
        ("1 0 0 1", (150, 150 + 8.66, 200 - 10.56, 200 + 1.44)),
        ("0 1 -1 0", (150 - 10.56, 150 + 1.44, 200 - 12, 200)),
        ("-1 0 0 -1", (150 - 8.66, 150, 200 - 1.44, 200 + 10.56)),
        ("0 -1 1 0", (150 - 1.44, 150 + 10.56, 200, 200 + 12)),
    ],
)
def test_the_box_of_a_glyph_turns_with_it(matrix: str, box: tuple[float, float, float, float]) -> None:
    (glyph,) = drawn(raw(f"BT /F1 12 Tf {matrix} 150 200 Tm (H) Tj ET")).glyphs
    assert (glyph.x0, glyph.x1, glyph.top, glyph.bottom) == pytest.approx(box, abs=0.01)


def test_a_negative_size_turns_a_glyph_back() -> None:
    (glyph,) = drawn(raw("BT /F1 -12 Tf -1 0 0 -1 150 200 Tm (H) Tj ET")).glyphs
    assert (glyph.turn, glyph.x0, glyph.x1) == (0, 150, pytest.approx(158.66, abs=0.01))


def test_print_on_its_head_ends_where_it_begins() -> None:
    first, second = drawn(raw("BT /F1 12 Tf -1 0 0 -1 150 200 Tm (HH) Tj ET")).glyphs
    assert (first.x1, first.base) == (150, HIGH - 200)
    assert second.x1 == pytest.approx(first.x0)
    assert first.x1 - first.x0 == pytest.approx(12 * 0.722, abs=0.1)


def test_a_layer_that_is_off() -> None:
    data = raw(f"/OC /L BDC {shown('Off')} EMC {shown('On', y=200)}", resources=LAYER, objects=OBJECTS)
    assert {glyph.unseen for glyph in drawn(data).glyphs} == {""}
    assert {glyph.text: glyph.unseen for glyph in drawn(data, frozenset({50})).glyphs}["O"] == ""
    assert [glyph.unseen for glyph in drawn(data, frozenset({50})).glyphs] == ["layer"] * 3 + [""] * 2


def test_a_membership_is_off_where_all_its_layers_are() -> None:
    objects = OBJECTS | {51: "<</Type/OCG/Name(y)>>", 52: "<</Type/OCMD/OCGs[50 0 R 51 0 R]>>"}
    data = raw(f"/OC /L BDC {shown('Hi')} EMC", resources="/Properties<</L 52 0 R>>", objects=objects)
    for off, unseen in (({50}, ""), ({50, 51}, "layer"), ({52}, "layer")):
        assert {glyph.unseen for glyph in drawn(data, frozenset(off)).glyphs} == {unseen}


def test_rules_of_a_layer_that_is_off_are_none() -> None:
    data = raw("/OC /L BDC 10 10 m 100 10 l S EMC 10 20 m 100 20 l S", resources=LAYER, objects=OBJECTS)
    for off, lines in ((frozenset[int](), 2), (frozenset({50}), 1)):
        assert len(list(drawn(data, off).get_result())) == lines


FORM = {60: ("/Type/XObject/Subtype/Form/BBox[0 0 300 400]/Resources<</Font<</F1 3 0 R>>>>", shown("Form"))}
IMAGE = {61: ("/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray", "x")}


def test_forms_and_images() -> None:
    data = raw(
        "/X Do q 100 0 0 50 20 300 cm /Y Do Q",
        resources="/XObject<</X 60 0 R/Y 61 0 R>>",
        streams=FORM | IMAGE,
    )
    canvas = drawn(data)
    assert text(canvas) == "Form"
    assert canvas.images == [(20, HIGH - 350, 120, HIGH - 300)]


def annotation(more: str, subtype: str = "Widget") -> str:
    return f"/Annots[<</Subtype/{subtype}/Rect[100 100 400 500]/AP<</N 60 0 R>>{more}>>]"


@pytest.mark.parametrize(
    ("page", "wanted"),
    [
        (annotation(""), "Form"),
        (annotation("", "FreeText"), "Form"),
        (annotation("", "Link"), ""),
        (annotation("/F 2"), ""),
        (annotation("/F 32"), ""),
        (annotation("/F 4"), "Form"),
    ],
)
def test_what_a_field_shows(page: str, wanted: str) -> None:
    canvas = drawn(raw("", page=page, streams=FORM))
    assert text(canvas) == wanted
    assert not wanted or canvas.glyphs[0].x0 == pytest.approx(150)


def test_a_field_stands_in_its_rectangle_whatever_its_own_box() -> None:
    entries, content = FORM[60]
    look = {60: (entries.replace("[0 0 300 400]", "[10 50 160 250]"), content)}
    (first, *_) = drawn(raw("", page=annotation(""), streams=look)).glyphs
    assert (first.x0, first.base, first.size) == pytest.approx((180, HIGH - 600, 24))


@pytest.mark.parametrize("limit", ["GLYPHS", "PATHS", "FORMS", "NESTED"])
def test_a_page_that_draws_too_much(monkeypatch: pytest.MonkeyPatch, limit: str) -> None:
    monkeypatch.setattr(drawing, limit, 0)
    content = f"{shown('Hi')} 10 10 m 100 10 l S /X Do"
    with pytest.raises(TooMuchError):
        drawn(raw(content, resources="/XObject<</X 60 0 R>>", streams=FORM))


def test_a_form_that_draws_itself_ends() -> None:
    entries = FORM[60][0].replace("<</Font", "<</XObject<</X 60 0 R>>/Font")
    data = raw("/X Do", resources="/XObject<</X 60 0 R>>", streams={60: (entries, shown("Form") + "/X Do")})
    assert text(drawn(data)) == "Form"


@pytest.mark.parametrize(
    ("rotate", "wanted"), [(0, (10, 20)), (90, (20, 90)), (180, (90, 180)), (270, (180, 10)), (360, (10, 20)), (45, (10, 20))]
)  # fmt: skip
def test_a_turned_page_stands_upright_at_the_origin(rotate: int, wanted: tuple[float, float]) -> None:
    a, b, c, d, e, f = matrix_of(rotate, (0, 0, 100, 200))
    assert (10 * a + 20 * c + e, 10 * b + 20 * d + f) == wanted
