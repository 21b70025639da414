"""Pages that are pictures, read by a recogniser."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from pdf_files import printed, raw

from ingest.read.pdf import scan
from ingest.read.pdf.glyph import UNMAPPED, Glyph
from ingest.read.pdf.leaf import Leaf
from ingest.read.pdf.scan import is_scan, recognised
from ingest.read.recognition import RecognizedLine

PAGE = Leaf(1, 300, 400, (0, 0, 300, 400), 0, ())
WHOLE = ((0.0, 0.0, 300.0, 400.0),)
PROSE = printed("一页有足够多文字的正文内容")


def pdfium(content: str) -> object:
    import pypdfium2

    return pypdfium2.PdfDocument(raw(content))


@pytest.mark.parametrize(
    ("glyphs", "images", "content", "wanted"),
    [
        (PROSE, (), "", False),
        (PROSE, WHOLE, "", False),
        (printed("盖章"), WHOLE, "", True),
        (printed("盖章"), (), "", False),
        ([], WHOLE, "", True),
        ([replace(one, unseen="mode") for one in PROSE], WHOLE, "", True),
        ([*printed(UNMAPPED * 3), *printed("甲乙丙丁戊己庚", x=100)], (), "", True),
        ([*printed(UNMAPPED), *printed("甲乙丙丁戊己庚", x=100)], (), "", False),
        ([], (), "", False),
        ([], (), "10 10 200 300 re f", True),
    ],
)
def test_a_scan(
    glyphs: Sequence[Glyph], images: tuple[tuple[float, float, float, float], ...], content: str, wanted: bool
) -> None:
    page = replace(PAGE, glyphs=tuple(glyphs), images=images)
    assert is_scan(page, pdfium(content)) is wanted


def test_without_a_rendering_an_empty_page_is_no_scan() -> None:
    assert not is_scan(PAGE, None)
    with pytest.raises(ValueError, match="rendered"):
        recognised(PAGE, None)


def found(monkeypatch: pytest.MonkeyPatch, *lines: RecognizedLine, page: Leaf = PAGE) -> tuple[Glyph, ...]:
    """The glyphs of what a recogniser finds, its pixels two a point."""
    monkeypatch.setattr(scan, "DOTS", 2.0)
    monkeypatch.setattr(scan, "recognise", lambda pixels: lines)
    return recognised(page, pdfium("")).glyphs


def test_a_line_is_spread_over_its_box(monkeypatch: pytest.MonkeyPatch) -> None:
    glyphs = found(monkeypatch, RecognizedLine("人才A1", 0.9, 100, 200, 220, 240))
    assert "".join(glyph.text for glyph in glyphs) == "人才A1"
    assert [(glyph.x0, glyph.x1) for glyph in glyphs] == [(50, 70), (70, 90), (90, 100), (100, 110)]
    assert {glyph.sure for glyph in glyphs} == {0.9}
    assert all(100 < glyph.base < 120 for glyph in glyphs)


def test_it_stands_where_the_shown_part_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    line = RecognizedLine("人", 1.0, 0, 0, 40, 40)
    (glyph,) = found(monkeypatch, line, page=replace(PAGE, crop=(30, 60, 300, 400)))
    assert glyph.x0 == 30
    assert glyph.base > 60


def test_sizes_near_the_usual_are_the_usual(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [
        RecognizedLine("一二三四五", 1.0, 0, 100 * at, 200, 100 * at + high)
        for at, high in enumerate((40, 44, 42, 100))
    ]
    sizes = {glyph.size for glyph in found(monkeypatch, *lines[:3])}
    assert len(sizes) == 1
    large = RecognizedLine("大", 1.0, 0, 500, 100, 600)
    assert len({glyph.size for glyph in found(monkeypatch, *lines[:3], large)}) == 2


def test_an_empty_picture_has_no_text_and_its_own_text_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    assert found(monkeypatch, page=replace(PAGE, glyphs=tuple(PROSE))) == ()
