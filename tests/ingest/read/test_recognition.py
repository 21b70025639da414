"""Recognition: whether there is any, and what it makes of a picture."""

from __future__ import annotations

import sys

import pytest

from ingest.read import recognition
from ingest.read.recognition import RecognizedLine, available, recognise


def test_it_can_be_turned_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognition, "_engine_class", lambda: object)
    monkeypatch.delenv("WENCE_OCR", raising=False)
    assert available()
    monkeypatch.setenv("WENCE_OCR", "0")
    assert not available()


def test_without_the_extra_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WENCE_OCR", raising=False)
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    assert not available()


class Found:
    """What an engine gives back."""

    def __init__(self, boxes: object, txts: object, scores: object) -> None:
        self.boxes, self.txts, self.scores = boxes, txts, scores


def test_lines_have_the_box_around_their_four_corners(monkeypatch: pytest.MonkeyPatch) -> None:
    numpy = pytest.importorskip("numpy")
    given: list[tuple[int, ...]] = []

    def engine(pixels: object) -> Found:
        given.append(pixels.shape)  # type: ignore[attr-defined]
        return Found([[(1, 5), (9, 4), (9, 12), (2, 11)]], ("人才",), (0.5,))

    monkeypatch.setattr(recognition, "_engine", lambda: engine)
    assert recognise(numpy.zeros((20, 30))) == (RecognizedLine("人才", 0.5, 1, 4, 9, 12),)
    assert given == [(20, 30, 3)], "grey comes as three colours"


@pytest.mark.parametrize("found", [Found(None, None, None), Found([], None, []), Found([], (), [])])
def test_an_empty_page_has_no_lines(monkeypatch: pytest.MonkeyPatch, found: Found) -> None:
    numpy = pytest.importorskip("numpy")
    monkeypatch.setattr(recognition, "_engine", lambda: lambda pixels: found)
    assert recognise(numpy.zeros((4, 4))) == ()
