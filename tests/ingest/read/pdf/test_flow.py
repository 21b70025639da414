"""Rows of print → paragraphs."""

from __future__ import annotations

import pytest

from ingest.line import Line
from ingest.read.pdf.flow import glued, measured, paragraphs
from ingest.read.pdf.text_rows import TextRow

EM, LEFT, WIDTH = 10.0, 50.0, 40  # points; characters a full row holds
FULL = "甲乙丙丁戊己庚辛壬癸" * 4


def row(text: str, at: float, indent: float = 0, page: int = 1, **more: object) -> TextRow:
    """A row of full-width text at line `at` of the page, set in by `indent` ems."""
    x0 = LEFT + indent * EM
    return TextRow(text, x0, x0 + len(text) * EM, 100 + 18 * at, EM, more.pop("bold", False), page, **more)  # type: ignore[arg-type]


def block(*rows: TextRow) -> list[Line]:
    return paragraphs(rows, measured(rows))


def texts(*rows: TextRow) -> list[str]:
    return [line.text for line in block(*rows)]


BODY = (row(FULL[:38], 0, 2), row(FULL, 1), row("完。", 2))


def test_indented_paragraphs() -> None:
    again = (row(FULL[:38], 3, 2), row("又完。", 4))
    assert texts(*BODY, *again) == [FULL[:38] + FULL + "完。", FULL[:38] + "又完。"]


def test_a_full_row_that_ends_a_sentence_goes_on_where_paragraphs_are_indented() -> None:
    full = FULL[:-1] + "。"
    assert texts(row(FULL[:38], 0, 2), row(full, 1), row("乙。", 2), row("丙。", 3, 2)) == [
        FULL[:38] + full + "乙。",
        "丙。",
    ]


def test_without_indents_a_sentence_ends_a_paragraph() -> None:
    full = FULL[:-1] + "。"
    assert texts(row(FULL, 0), row(full, 1), row("乙。", 2)) == [FULL + full, "乙。"]


def test_a_short_row_is_the_last_of_its_paragraph() -> None:
    assert texts(row(FULL, 0), row("甲乙丙", 1), row(FULL, 2)) == [FULL + "甲乙丙", FULL]


def test_more_space_than_usual_parts() -> None:
    assert texts(*BODY, row(FULL, 3, 0), row(FULL, 6), row("乙。", 7))[1:] == [FULL, FULL + "乙。"]


def test_another_size_parts() -> None:
    other = TextRow(FULL, LEFT, LEFT + 400, 136, 12, False, 1)
    assert len(texts(row(FULL, 0), other)) == 2


def test_a_paragraph_goes_on_over_a_page() -> None:
    found = block(row(FULL, 0), row(FULL, 1), row("完。", 0, page=2))
    assert [(line.text, line.page) for line in found] == [(FULL * 2 + "完。", 1)]


def test_centred_and_right_rows_stand_alone() -> None:
    rows = (row("甲市人才办法", -3, 17), *BODY, row("甲市人民政府", 3, 30), row("二〇二一年一月", 4, 30))
    found = block(*rows)
    assert [(line.text, line.centered, line.right) for line in (found[0], *found[-2:])] == [
        *(("甲市人才办法", True, False), ("甲市人民政府", False, True), ("二〇二一年一月", False, True)),
    ]


def test_a_number_whose_text_hangs() -> None:
    rows = (row("1." + FULL[:38], 0), row(FULL[:38], 1, 2), row("乙丙。", 2, 2), row(FULL, 3))
    assert texts(*rows)[0] == "1." + FULL[:38] + FULL[:38] + "乙丙。"


def test_how_sure_a_recogniser_was_and_bold_print() -> None:
    found = block(row(FULL, 0, sure=0.5, bold=True), row("完。乙丙丁戊己庚辛壬", 1, sure=1.0, bold=True))
    assert found[0].confidence == pytest.approx((40 * 0.5 + 10 * 1.0) / 50)
    assert found[0].bold
    assert block(*BODY)[0].confidence is None


@pytest.mark.parametrize(
    ("pieces", "wanted"),
    [
        (("人才", "政策"), "人才政策"),
        (("补贴12", "3.5万元"), "补贴123.5万元"),
        (("达到80", "%以上"), "达到80%以上"),
        (("共3", "年"), "共3年"),
        (("inter-", "national"), "inter-national"),
        (("two", "words"), "two words"),
        ((" 甲 ", " 乙"), "甲乙"),
        ((), ""),
    ],
)
def test_rows_of_one_paragraph_as_one(pieces: tuple[str, ...], wanted: str) -> None:
    assert glued(pieces) == wanted


def test_what_is_usual_in_print() -> None:
    found = measured([*BODY, row(FULL, 3)])
    assert found.pitch == pytest.approx(1.8)
    assert found.indented
    assert found.frames[1, 0].left == LEFT
    assert found.frames[1, 0].right == LEFT + 400
    assert not measured([row(FULL, at) for at in range(12)]).indented
    assert measured([]).frames == {}
    assert paragraphs([], measured([])) == []
