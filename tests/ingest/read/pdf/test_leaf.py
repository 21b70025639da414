"""One page, upright: its glyphs, pictures and ruled tables."""

from __future__ import annotations

import io

import pytest
from pdf_files import HIGH, WIDE, raw, shown

from ingest.read.pdf.leaf import Leaf, leaf


def read(data: bytes) -> Leaf:
    from pdfminer.pdfpage import PDFPage
    from pdfplumber.pdf import PDF

    pdf = PDF.open(io.BytesIO(data))
    return leaf(pdf, next(PDFPage.create_pages(pdf.doc)), 4, frozenset())


def rules(xs: tuple[int, ...], ys: tuple[int, ...]) -> str:
    down = "".join(f"{x} {ys[0]} m {x} {ys[-1]} l S " for x in xs)
    return down + "".join(f"{min(50, *xs)} {y} m 250 {y} l S " for y in ys)


def test_a_plain_page() -> None:
    page = read(raw(shown("Hello")))
    assert (page.number, page.width, page.height, page.rotate) == (4, WIDE, HIGH, 0)
    assert page.crop == (0, 0, WIDE, HIGH)
    assert "".join(glyph.text for glyph in page.glyphs) == "Hello"
    assert (page.images, page.grids, page.busy) == ((), (), False)


def test_the_shown_part_of_a_page() -> None:
    assert read(raw(shown("Hi"), page="/CropBox[50 100 250 350]")).crop == (50, 50, 250, 300)
    assert read(raw(shown("Hi"), page="/CropBox[900 900 950 950]")).crop == (0, 0, WIDE, HIGH)


def test_a_page_whose_print_is_turned_is_turned_back() -> None:
    page = read(raw("BT /F1 12 Tf 0 1 -1 0 150 100 Tm (Hello there) Tj ET"))
    assert {glyph.turn for glyph in page.glyphs} == {0}
    assert (page.width, page.height, page.rotate) == (HIGH, WIDE, 90)


def test_a_few_turned_words_turn_no_page() -> None:
    page = read(raw("BT /F1 12 Tf 0 1 -1 0 150 100 Tm (ab) Tj ET " + shown("Hello there")))
    assert page.rotate == 0
    assert sorted({glyph.turn for glyph in page.glyphs}) == [0, 1]


def test_a_ruled_table() -> None:
    (grid,) = read(raw(rules((50, 150, 250), (200, 230, 260)))).grids
    assert sorted(tuple(round(side) for side in cell) for cell in grid) == [
        *((50, 140, 150, 170), (50, 170, 150, 200), (150, 140, 250, 170), (150, 170, 250, 200)),
    ]


def test_a_table_that_is_open_at_its_sides() -> None:
    (grid,) = read(raw(rules((150,), (200, 230, 260)))).grids
    assert len(grid) == 4


def test_tables_come_from_the_top() -> None:
    grids = read(raw(rules((50, 150, 250), (100, 130, 160)) + rules((50, 150, 250), (300, 330, 360)))).grids
    assert [round(min(cell[1] for cell in grid)) for grid in grids] == [40, 240]


def test_a_page_drawn_all_over_is_busy() -> None:
    page = read(raw("".join(f"{x % 290} {x // 290} 3 5 re S " for x in range(3_050))))
    assert page.busy
    assert page.grids == ()


@pytest.mark.parametrize(
    ("images", "share"),
    [
        ((), 0.0),
        (((0.0, 0.0, 100.0, 100.0),), 0.25),
        (((0.0, 0.0, 200.0, 100.0), (0.0, 100.0, 200.0, 200.0)), 1.0),
        (((0.0, 0.0, 200.0, 200.0), (0.0, 0.0, 200.0, 200.0)), 1.0),
        (((300.0, 300.0, 400.0, 400.0),), 0.0),
        (((-100.0, -100.0, 100.0, 100.0),), 0.25),
    ],
)
def test_how_much_of_a_page_is_pictures(
    images: tuple[tuple[float, float, float, float], ...], share: float
) -> None:
    assert Leaf(1, 200, 200, (0, 0, 200, 200), 0, (), images).pictured == share
