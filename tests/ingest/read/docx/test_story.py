"""One text of a Word file → its blocks."""

from __future__ import annotations

import pytest
from docx_parts import definition, level, num, p, r, tbl, tc, tr, use
from word_elements import book, parent_of

from ingest.read.docx.blocks import Block, DocxTable, Paragraph
from ingest.read.docx.parts.docx_file import Book
from ingest.read.docx.parts.look import PAPER
from ingest.read.docx.story import Story

LISTS = definition(1, level(0, "chineseCountingThousand", "第%1条"), level(1, "decimal", "%2.")) + use(1, 1)


def blocks(body: str, shared: Book | None = None) -> list[Block]:
    return Story(shared or book(numbering=LISTS), PAPER).blocks(parent_of(body))


def texts(found: list[Block]) -> list[str]:
    return [
        one.number + "".join(piece.text for piece in one.pieces) if isinstance(one, Paragraph) else "table"
        for one in found
    ]


def table(body: str, shared: Book | None = None) -> DocxTable:
    (found,) = blocks(body, shared)
    assert isinstance(found, DocxTable)
    return found


def test_paragraphs_and_tables_in_order_with_numbers() -> None:
    body = p("甲", ppr=num(1)) + p("乙", ppr=num(1, 1)) + tbl(tr("丙")) + p("丁", ppr=num(1)) + p("戊")
    assert texts(blocks(body)) == ["第一条甲", "1.乙", "table", "第二条丁", "戊"]


@pytest.mark.parametrize(
    ("ppr", "number"),
    [(num(0), ""), (num(9), ""), ("", ""), (num(1), "第一条"), (num(1, 5), "")],
)
def test_a_number_that_is_there(ppr: str, number: str) -> None:
    (one,) = blocks(p("甲", ppr=ppr))
    assert isinstance(one, Paragraph)
    assert one.number == number


def test_a_number_nobody_sees_is_told() -> None:
    shared = book(numbering=LISTS)
    (one,) = blocks(p("甲", ppr=num(1) + '<w:rPr><w:color w:val="FFFFFF"/></w:rPr>'), shared)
    assert isinstance(one, Paragraph)
    assert one.number == ""
    assert shared.told.evidence == {"unseen": ["第一条"]}


def test_a_style_may_number() -> None:
    style = f'<w:style w:type="paragraph" w:styleId="s"><w:pPr>{num(1)}</w:pPr></w:style>'
    shared = book(numbering=LISTS, styles=style)
    assert texts(blocks(p("甲", style="s") + p("乙", style="s", ppr=num(0)), shared)) == ["第一条甲", "乙"]


def test_what_a_paragraph_states_goes_before_its_style() -> None:
    style = '<w:style w:type="paragraph" w:styleId="s"><w:name w:val="heading 2"/><w:pPr><w:jc w:val="center"/></w:pPr></w:style>'
    found = blocks(
        p("甲", style="s") + p("乙", style="s", ppr='<w:jc w:val="left"/><w:outlineLvl w:val="9"/>'),
        book(styles=style),
    )
    assert [(one.heading, one.align) for one in found if isinstance(one, Paragraph)] == [
        (2, "center"),
        (0, "left"),
    ]


@pytest.mark.parametrize("mark", ["<w:del/>", "<w:vanish/>", "<w:moveFrom/>"])
def test_a_paragraph_whose_mark_is_gone_runs_on(mark: str) -> None:
    assert texts(blocks(p("甲", ppr=f"<w:rPr>{mark}</w:rPr>") + p("乙") + p("丙"))) == ["甲乙", "丙"]
    assert texts(blocks(p("甲", ppr=f"<w:rPr>{mark}</w:rPr>") + tbl(tr("乙")))) == ["甲", "table"]
    assert texts(blocks(p("甲", ppr=f"<w:rPr>{mark}</w:rPr>"))) == ["甲"]


def test_a_deleted_paragraph_leaves_nothing() -> None:
    gone = p("<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>", ppr="<w:rPr><w:del/></w:rPr>")
    shared = book()
    assert texts(blocks(gone + p("新"), shared)) == ["新"]
    assert shared.told.evidence == {"deleted": ["旧"]}


def test_other_documents_inside_are_told() -> None:
    shared = book()
    assert blocks("<w:altChunk/>", shared) == []
    assert shared.told.counts == {"foreign": 1}


@pytest.mark.parametrize(
    ("trpr", "key"), [("<w:del/>", "deleted"), ("<w:hidden/>", "unseen"), ('<w:hidden w:val="0"/>', ""), ("<w:ins/>", "inserted")]
)  # fmt: skip
def test_rows_that_are_gone(trpr: str, key: str) -> None:
    shared = book()
    found = table(tbl(tr("甲"), tr("乙", trpr=trpr)), shared)
    assert len(found.rows) == (1 if key in ("deleted", "unseen") else 2)
    assert shared.told.evidence == ({key: ["乙"]} if key else {})


def cells(*inner: str, trpr: str = "") -> list[tuple[int, str]]:
    (row,) = table(tbl(tr(*inner, trpr=trpr))).rows
    return [(one.colspan, one.merge) for one in row]


def test_spans_of_cells() -> None:
    assert cells(tc("甲", tcpr='<w:gridSpan w:val="3"/>'), "乙") == [(3, ""), (1, "")]
    assert cells(tc("甲", tcpr='<w:gridSpan w:val="9999"/>')) == [(64, "")]
    assert cells(tc("甲", tcpr='<w:gridSpan w:val="0"/>')) == [(1, "")]
    assert cells(tc("甲", tcpr='<w:vMerge w:val="restart"/>'), tc("", tcpr="<w:vMerge/>")) == [
        (1, "restart"),
        (1, "continue"),
    ]
    assert cells("甲", tc("", tcpr='<w:hMerge w:val="continue"/>'), "乙") == [(2, ""), (1, "")]
    assert cells("甲", trpr='<w:gridBefore w:val="2"/>') == [(2, ""), (1, "")]
    assert cells("甲", tc("乙", tcpr="<w:cellDel/>")) == [(1, "")]


def test_white_letters_on_a_dark_cell_are_seen() -> None:
    white = p(r("白字", '<w:color w:val="FFFFFF"/>'))
    shared = book()
    dark, plain = table(
        tbl(tr(tc(white, tcpr='<w:shd w:val="clear" w:fill="C00000"/>'), tc(white))), shared
    ).rows[0]
    assert texts(dark.blocks) == ["白字"]
    assert texts(plain.blocks) == [""]
    assert shared.told.counts == {"unseen": 1}
