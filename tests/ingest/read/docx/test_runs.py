"""The runs of one paragraph → its pieces."""

from __future__ import annotations

import pytest
from docx_parts import field, p, r
from word_elements import book, element

from ingest.read.docx.blocks import Field
from ingest.read.docx.parts.docx_file import Book
from ingest.read.docx.parts.look import PAPER
from ingest.read.docx.runs import Runs
from ingest.read.docx.story import Story

NOTE = f'<w:footnote w:id="1">{p("甲注")}{p("乙注")}</w:footnote>'


def walked(*inner: str, shared: Book | None = None, fields: list[Field] | None = None) -> Runs:
    shared = shared or book()
    nested = Story(shared, PAPER).blocks
    runs = Runs(shared, fields if fields is not None else [], shared.styles.paragraph(""), PAPER, nested)
    runs.walk(element(p(*inner)))
    return runs


def text(runs: Runs) -> str:
    return "".join(piece.text for piece in runs.pieces if piece.is_body)


def run(inner: str, rpr: str = "") -> str:
    return f"<w:r><w:rPr>{rpr}</w:rPr>{inner}</w:r>"


EQ = '<w:fldSimple w:instr=" EQ \\o\\ac(○,3) "/>'


@pytest.mark.parametrize(
    ("inner", "wanted"),
    [
        (("甲", "乙"), "甲乙"),
        ((run("<w:t>甲\n 乙</w:t>"),), "甲  乙"),
        ((run("<w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t>"),), "甲\t乙\n丙"),
        ((run('<w:br w:type="page"/>'), run('<w:br w:type="column"/>')), "\f\f"),
        ((run("<w:t>A</w:t><w:noBreakHyphen/><w:t>1</w:t><w:softHyphen/>"),), "A-1"),
        ((run('<w:sym w:font="Wingdings" w:char="F0FE"/>'),), "☑"),
        ((run("<w:t>\uf0fe</w:t>", '<w:rFonts w:ascii="Wingdings"/>'),), "☑"),
        (("30万", r("1", '<w:vertAlign w:val="superscript"/>')), "30万¹"),
        (("H", r("2", '<w:vertAlign w:val="subscript"/>'), "O"), "H₂O"),
        ((run("<w:ruby><w:rt><w:r><w:t>cí</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>慈</w:t></w:r></w:rubyBase></w:ruby>"),), "慈"),
        (("<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>",), "1/2"),
        ((field("REF a", r("第三条")),), "第三条"),
        ((field("REF a", field("PAGE", r("3")) + r("页")),), "3页"),
        ((f'<w:fldSimple w:instr="REF a">{r("第三条")}</w:fldSimple>',), "第三条"),
        ((EQ,), "③"),
        (('<w:fldSimple w:instr=" EQ \\o\\ac(○,甲) "/>',), "（甲）"),
        ((field("PAGE", r("3"), end=False),), "3"),
    ],
)  # fmt: skip
def test_what_is_printed(inner: tuple[str, ...], wanted: str) -> None:
    assert text(walked(*inner)) == wanted


@pytest.mark.parametrize(
    ("inner", "counts"),
    [
        ((r("隐", "<w:vanish/>"), r("藏", "<w:vanish/>"), "显"), {"unseen": 1}),
        ((r("隐", "<w:vanish/>"), "显", r("藏", "<w:vanish/>")), {"unseen": 2}),
        ((r(" ", "<w:vanish/>"),), {}),
        ((r("旧", "<w:strike/>"),), {"struck": 1}),
        ((r("白", '<w:color w:val="FFFFFF"/>'),), {"unseen": 1}),
        ((run('<w:sym w:font="Nobody" w:char="F041"/>'),), {"unknown": 1}),
        (('<w:fldSimple w:instr="REF a"/>',), {"undefined": 1}),
        (('<w:fldSimple w:instr="XE a"/>',), {}),
        (("<w:subDoc/>",), {"foreign": 1}),
        (("<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>",), {"deleted": 1}),
        ((run("<w:drawing><a:blip/></w:drawing>"),), {"pictures": 1}),
    ],
)
def test_what_is_left_out_is_counted(inner: tuple[str, ...], counts: dict[str, int]) -> None:
    runs = walked(*inner)
    assert runs.book.told.counts == counts
    assert not set(text(runs)) & set("隐藏旧白")


def test_bold_is_by_run_and_by_character_style() -> None:
    shared = book(styles='<w:style w:type="character" w:styleId="s"><w:rPr><w:b/></w:rPr></w:style>')
    runs = walked("甲", r("乙", "<w:b/>"), r("丙", '<w:rStyle w:val="s"/>'), shared=shared)
    assert [(piece.text, piece.bold) for piece in runs.pieces] == [("甲", False), ("乙", True), ("丙", True)]


def test_a_field_may_span_paragraphs() -> None:
    shared, fields = book(), list[Field]()
    first = walked(field("TOC", r("总则 1"), end=False), shared=shared, fields=fields)
    assert [one.kind for one in fields] == ["TOC"]
    second = walked(
        r("附则 9") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>', "正文", shared=shared, fields=fields
    )
    assert fields == []
    assert text(first) == ""
    assert text(second) == "正文"
    assert [piece.is_contents for piece in (*first.pieces, *second.pieces)] == [True, True, False]


def test_an_end_without_a_beginning_ends_nothing() -> None:
    assert text(walked('<w:r><w:fldChar w:fldCharType="end"/></w:r>', "甲")) == "甲"


def test_a_note_is_a_mark_and_a_line() -> None:
    reference = run('<w:footnoteReference w:id="1"/>')
    runs = walked("甲", reference, shared=book(footnotes=NOTE))
    assert text(runs) == "甲¹"
    (note,) = [piece.note for piece in runs.pieces if piece.note]
    assert (note.text, note.note) == ("¹ 甲注乙注", True)


def test_a_note_whose_mark_nobody_sees_is_none() -> None:
    reference = run('<w:footnoteReference w:id="1"/>', "<w:vanish/>")
    assert walked("甲", reference, shared=book(footnotes=NOTE)).pieces[1:] == []


@pytest.mark.parametrize(("checked", "box"), [("1", "☑"), ("0", "□")])
def test_a_check_box(checked: str, box: str) -> None:
    data = f'<w:ffData><w:checkBox><w:default w:val="{checked}"/></w:checkBox></w:ffData>'
    inner = f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    assert text(walked(inner, "同意")) == f"{box}同意"


def test_a_text_box_is_a_piece_with_blocks() -> None:
    box = f"<w:drawing><wps:wsp><wps:txbx><w:txbxContent>{p('框中')}</w:txbxContent></wps:txbx></wps:wsp></w:drawing>"
    (piece,) = walked(run(box)).pieces
    assert (piece.text, len(piece.box)) == ("", 1)
