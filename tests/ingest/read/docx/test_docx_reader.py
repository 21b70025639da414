"""A Word file → its lines and what a user must know of them."""

from __future__ import annotations

import pytest
from docx_parts import docx, p, r, tbl, tr

from ingest.line import Line
from ingest.problems import ReadError
from ingest.read.docx.docx_reader import read_docx
from ingest.read.outcome import silent

PICTURE = "<w:r><w:drawing><wp:inline><a:blip/></wp:inline></w:drawing></w:r>"


def test_lines_in_reading_order() -> None:
    body = (
        p("甲办法", ppr='<w:jc w:val="center"/>')
        + p("一、乙")
        + tbl(tr("类别", "标准"), tr("A", "5"))
        + p("丙。")
    )
    found = read_docx(docx(body), silent)
    assert [line.text for line in found.lines] == ["甲办法", "一、乙", "", "丙。"]
    assert found.lines[0] == Line("甲办法", centered=True)
    assert [cell.text for cell in found.lines[2].grid] == ["类别", "标准", "A", "5"]
    assert found.findings == ()


def test_it_tells_how_far_it_is() -> None:
    told: list[tuple[str, int, int]] = []
    read_docx(docx(p("甲")), lambda *step: told.append(step))
    assert [done for _, done, _ in told] == [0, 1, 2]
    assert {total for _, _, total in told} == {2}


@pytest.mark.parametrize(
    ("body", "checks"),
    [
        (p("甲") + p(r("看不见", "<w:vanish/>")), ["hidden_text"]),
        (p("甲", r("旧", "<w:strike/>")), ["struck_text"]),
        (p("甲", "<w:ins><w:r><w:t>新</w:t></w:r></w:ins>"), ["unaccepted_revisions"]),
        (p("长" * 60) + f"<w:p>{PICTURE}</w:p>", ["pictures_left_out"]),
        (p("短") + f"<w:p>{PICTURE}</w:p>", ["pictures_only", "pictures_left_out"]),
        (tbl(tr("甲", "乙"), tr("1", "2")) + f"<w:p>{PICTURE}</w:p>", ["pictures_left_out"]),
    ],
)
def test_what_was_left_out_is_told(body: str, checks: list[str]) -> None:
    assert [one.check for one in read_docx(docx(body), silent).findings] == checks


def test_a_file_of_pictures_only_is_refused() -> None:
    with pytest.raises(ReadError, match=r"只有2张图片.*OCR"):
        read_docx(docx(f"<w:p>{PICTURE}</w:p><w:p>{PICTURE}</w:p>"), silent)


def test_an_empty_file_has_no_lines() -> None:
    assert read_docx(docx(""), silent).lines == ()
