"""What a text is made of before it becomes lines."""

from __future__ import annotations

import pytest

from ingest.read.docx.blocks import Field, RunPiece


@pytest.mark.parametrize(
    ("code", "kind"),
    [(" PAGE \\* MERGEFORMAT ", "PAGE"), ("toc \\o", "TOC"), ("REF", "REF"), ("", ""), ("  ", "")],
)
def test_the_kind_of_a_field(code: str, kind: str) -> None:
    assert Field(code).kind == kind


TOC, PAGE, REF, OPEN = (
    Field("TOC", closed=True),
    Field("PAGE", closed=True),
    Field("REF x", closed=True),
    Field("TOC", closed=False),
)


@pytest.mark.parametrize(
    ("place", "body", "contents", "page"),
    [
        ((), True, False, False),
        (((REF, True),), True, False, False),
        (((REF, False),), False, False, False),
        (((TOC, True),), False, True, False),
        (((TOC, False),), False, False, False),
        (((TOC, True), (REF, True)), False, True, False),
        (((PAGE, True),), True, False, True),
        (((OPEN, True),), True, False, False),
        (((OPEN, False),), True, False, False),
    ],
)
def test_where_a_piece_stands(
    place: tuple[tuple[Field, bool], ...], body: bool, contents: bool, page: bool
) -> None:
    piece = RunPiece("甲", place=place)
    assert (piece.is_body, piece.is_contents, piece.is_page) == (body, contents, page)
