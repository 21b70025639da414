"""What of a page's text nobody can see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from pdf_files import printed, raw, shown

from ingest.read.pdf.glyph import Glyph
from ingest.read.pdf.leaf import Leaf
from ingest.read.pdf.sight import REASONS, is_layer, rendered, seen

PAGE = Leaf(1, 300, 400, (0, 0, 300, 400), 0, ())


def page(glyphs: Sequence[Glyph], **more: object) -> Leaf:
    return replace(PAGE, glyphs=tuple(glyphs), **more)  # type: ignore[arg-type]


def unseen(leaf: Leaf, pdfium: object = None) -> list[str]:
    return [glyph.unseen for glyph in seen(leaf, pdfium).glyphs]


@pytest.mark.parametrize(
    ("glyphs", "wanted"),
    [
        (printed("a"), ""),
        (printed("a", x=-30), "off_page"),
        (printed("a", x=310), "off_page"),
        (printed("a", base=450), "off_page"),
        (printed("a", size=1.9), "tiny"),
        (printed("a", size=2), ""),
        (printed(" ", size=1), ""),
        (printed("a", size=1, unseen="mode"), "mode"),
    ],
)
def test_by_its_place_and_size(glyphs: list[Glyph], wanted: str) -> None:
    assert unseen(page(glyphs)) == [wanted]
    assert not wanted or wanted in REASONS


def pdfium(content: str) -> object:
    import pypdfium2

    return pypdfium2.PdfDocument(raw(content))


HELLO = printed("Hello", x=50, base=100, size=12)


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        (shown("Hello"), ""),
        (f"1 1 1 rg {shown('Hello')}", "no_ink"),
        (f"{shown('Hello')} 1 1 1 rg 0 0 300 400 re f", "no_ink"),
        (f"0 0 1 rg 0 0 300 400 re f 1 1 1 rg {shown('Hello')}", ""),
    ],
)
def test_by_the_ink_of_its_rendering(content: str, wanted: str) -> None:
    assert unseen(page(HELLO), pdfium(content)) == [wanted] * 5


def test_a_font_that_cannot_be_drawn_says_nothing() -> None:
    strange = [replace(glyph, embedded=False, font="nobody") for glyph in HELLO]
    assert unseen(page(strange), pdfium("")) == [""] * 5
    also = printed("World", x=50, base=200, size=12, embedded=False, font="nobody")
    assert unseen(page([*strange, *also]), pdfium(shown("World", y=200))) == ["no_ink"] * 5 + [""] * 5


def test_a_glyph_beside_one_with_ink_is_seen() -> None:
    assert unseen(page(HELLO), pdfium(shown("Hell"))) == [""] * 5


@pytest.mark.parametrize(
    ("glyphs", "images", "wanted"),
    [
        (printed("识别的文字", unseen="mode"), ((0, 0, 300, 400),), True),
        (printed("识别的文字", unseen="mode"), ((0, 0, 300, 200),), False),
        (printed("识别的文字"), ((0, 0, 300, 400),), False),
        ([*printed("九个字符看不见的字", unseen="mode"), *printed("显", x=200)], ((0, 0, 300, 400),), True),
        ([*printed("看不见", unseen="mode"), *printed("显", x=200)], ((0, 0, 300, 400),), False),
        ([], ((0, 0, 300, 400),), False),
    ],
)
def test_a_recognition_layer(
    glyphs: list[Glyph], images: tuple[tuple[float, ...], ...], wanted: bool
) -> None:
    assert is_layer(page(glyphs, images=images)) is wanted


def test_a_rendering_is_grey_and_no_larger_than_asked() -> None:
    document = pdfium(shown("Hello"))
    found = rendered(document, PAGE, 2.0, 10**9)
    assert found
    assert (found[0].shape, found[1]) == ((800, 600), 2.0)
    assert int(found[0].max()) > 200 > 100 > int(found[0].min())
    small = rendered(document, PAGE, 2.0, 30_000)
    assert small
    assert small[0].size <= 31_000
    assert small[1] == pytest.approx(0.5)
    assert rendered(document, replace(PAGE, number=9), 1.0, 1000) is None
