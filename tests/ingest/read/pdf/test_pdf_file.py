"""A PDF → its lines with their pages, and what has to be said of them."""

from __future__ import annotations

import pytest
from pdf_files import raw, shown

from ingest.problems import OcrNeeded, ReadError
from ingest.read.outcome import ReadOutcome, silent
from ingest.read.pdf import pdf_file
from ingest.read.pdf.pdf_file import read_pdf

IMAGE = {61: ("/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray", "x")}
SCAN = "q 300 0 0 400 0 0 cm /Y Do Q"


def read(*contents: str, **more: object) -> ReadOutcome:
    return read_pdf(raw(*contents, **more), silent)  # type: ignore[arg-type]


def scans(*contents: str) -> ReadOutcome:
    return read(*contents, resources="/XObject<</Y 61 0 R>>", streams=IMAGE)


def checks(outcome: ReadOutcome) -> dict[str, str]:
    return {one.check: one.message for one in outcome.findings}


def test_lines_know_their_page() -> None:
    outcome = read(shown("First page!"), shown("Second page!"))
    assert [(line.text, line.page) for line in outcome.lines] == [("First page!", 1), ("Second page!", 2)]
    assert outcome.findings == ()


def test_each_page_is_told() -> None:
    told: list[tuple[str, int, int]] = []
    read_pdf(raw(shown("a."), shown("b.")), lambda *step: told.append(step))
    assert [(done, total) for _, done, total in told] == [(1, 2), (2, 2)]


def test_a_ruled_table_stands_between_the_rows_around_it() -> None:
    lines = "".join(f"{x} 200 m {x} 260 l S " for x in (50, 150, 250)) + "".join(
        f"50 {y} m 250 {y} l S " for y in (200, 230, 260)
    )
    words = (
        shown("above.", y=300)
        + shown("A", 60, 240)
        + shown("B", 160, 240)
        + shown("C", 60, 210)
        + shown("D", 160, 210)
    )
    outcome = read(lines + words + shown("below.", y=150))
    assert [line.text for line in outcome.lines] == ["above.", "", "below."]
    assert [cell.text for cell in outcome.lines[1].grid] == ["A", "B", "C", "D"]


@pytest.mark.parametrize(
    ("content", "check", "evidence"),
    [
        (f"{shown('seen.')} BT 3 Tr ET {shown('ghost', y=200)}", "invisible_text", "ghost"),
        (f"{shown('seen.')} 1 1 1 rg {shown('white', y=200)}", "invisible_text", "white"),
        (f"{shown('seen and more.')} BT /F1 12 Tf 0 -1 1 0 150 200 Tm (mark) Tj ET", "turned_text", "mark"),
    ],
)
def test_what_is_not_read_is_told(content: str, check: str, evidence: str) -> None:
    outcome = read(content)
    assert [line.text for line in outcome.lines][0].startswith("seen")
    (found,) = outcome.findings
    assert (found.check, found.evidence) == (check, evidence)
    assert "第1页" in found.message


@pytest.mark.parametrize(
    "matrix",
    [
        "0 1 -1 0 150 100",
        "-1 0 0 -1 150 100",
        "0 -1 1 0 150 100",
        ".7 .7 -.7 .7 150 100",
        "-.7 .7 -.7 -.7 150 100",
    ],
)
def test_print_turned_aside_is_turned_and_not_invisible(matrix: str) -> None:
    outcome = read(f"{shown('seen and more.')} BT /F1 12 Tf {matrix} Tm (mark) Tj ET")
    assert [(one.check, one.evidence) for one in outcome.findings] == [("turned_text", "mark")]


def test_running_heads_are_taken_off_and_told() -> None:
    outcome = read(
        *[shown("Bulletin", y=380) + shown(f"Text {word}!", y=200) for word in ("one", "two", "three")]
    )
    assert [line.text for line in outcome.lines] == ["Text one!", "Text two!", "Text three!"]
    assert checks(outcome) == {"running_heads": "去除了 1 种页眉页脚"}


def test_a_file_of_scans_needs_a_recogniser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_file, "available", lambda: False)
    with pytest.raises(OcrNeeded, match="^需要OCR：2 页"):
        scans(SCAN, SCAN)


def test_a_scan_among_pages_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_file, "available", lambda: False)
    outcome = scans(shown("Enough text on this page."), SCAN)
    assert [line.text for line in outcome.lines] == ["Enough text on this page."]
    assert checks(outcome)["pages_need_ocr"].startswith("第2页")


def test_the_recognition_layer_of_the_file_itself_is_read_with_a_warning(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pdf_file, "available", lambda: False)
    outcome = scans(f"{SCAN} BT 3 Tr ET {shown('Recognised before.')}")
    assert [line.text for line in outcome.lines] == ["Recognised before."]
    assert set(checks(outcome)) == {"recognition_layer"}


def test_a_page_that_cannot_be_read_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    checked: list[object] = []

    def check_size(page: object) -> None:
        checked.append(page)
        if len(checked) == 1:
            raise ValueError

    monkeypatch.setattr(pdf_file, "check_size", check_size)
    outcome = read(shown("First."), shown("Second."))
    assert [line.text for line in outcome.lines] == ["Second."]
    assert checks(outcome)["pages_unreadable"].startswith("第1页")


def test_many_pages_are_not_all_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_file, "available", lambda: False)
    outcome = scans(shown("Enough text on this page."), *[SCAN] * 10)
    assert checks(outcome)["pages_need_ocr"].startswith("第2、3、4、5、6、7、8、9页等 10 页")


def test_damage_is_a_read_error() -> None:
    with pytest.raises(ReadError):
        read_pdf(b"%PDF-1.4 nothing", silent)
