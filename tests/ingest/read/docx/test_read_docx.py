"""Word files to lines: paragraphs, fields, revisions, what nobody can see, tables, notes."""

from __future__ import annotations

import pytest
from docx_parts import docx, field, p, r, tbl, tc, tr

from ingest.clean import clean
from ingest.line import Line
from ingest.parse import parse
from ingest.read import read
from ingest.read.outcome import ReadOutcome


def reading(body: str, **parts: str) -> ReadOutcome:
    return read(docx(body, **parts), ".docx")


def lines(body: str, **parts: str) -> tuple[Line, ...]:
    return clean(reading(body, **parts).lines).lines


def texts(body: str, **parts: str) -> list[str]:
    return [line.text for line in lines(body, **parts)]


def checks(body: str, **parts: str) -> dict[str, str]:
    return {one.check: one.evidence for one in reading(body, **parts).findings}


def br(kind: str = "") -> str:
    return f'<w:r><w:br w:type="{kind}"/></w:r>' if kind else "<w:r><w:br/></w:r>"


def run(inner: str, rpr: str = "") -> str:
    return f"<w:r><w:rPr>{rpr}</w:rPr>{inner}</w:r>"


BOX = "<w:txbxContent>{}</w:txbxContent>"
ALTERNATE = (
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:wsp><wps:txbx>"
    + BOX
    + "</wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:rect><v:textbox>"
    + BOX
    + "</v:textbox></v:rect></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
FFDATA = '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="{}"/></w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'

INLINE = [
    (p("甲", "乙"), ["甲乙"]),
    (p("甲") + p() + p("乙"), ["甲", "乙"]),
    (p(run("<w:t>甲方</w:t><w:tab/><w:t>乙方</w:t>")), ["甲方 乙方"]),
    (p("关于", br(), "甲事项的通知", ppr='<w:jc w:val="center"/>'), ["关于甲事项的通知"]),
    (p("甲。", br(), "乙"), ["甲。", "乙"]),
    (p("甲", br(), "（一）乙", br(), "第二条　丙"), ["甲", "（一）乙", "第二条　丙"]),
    (p("甲市人民政府", run("<w:cr/>"), "2024年1月1日"), ["甲市人民政府", "2024年1月1日"]),
    (p("甲", br("page"), "乙"), ["甲", "乙"]),
    (p(run("<w:t>A</w:t><w:noBreakHyphen/><w:t>1甲</w:t><w:softHyphen/><w:t>乙</w:t>")), ["A-1甲乙"]),
    (p(run('<w:sym w:font="Wingdings" w:char="F0FE"/>'), "甲"), ["☑甲"]),
    (p(run('<w:sym w:font="Symbol" w:char="F0B3"/>'), "3年"), ["≥3年"]),
    (
        p(run("<w:ruby><w:rt><w:r><w:t>jiǎ</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>甲</w:t></w:r></w:rubyBase></w:ruby>"), "乙"),
        ["甲乙"],
    ),
    (p("10", r("4", '<w:vertAlign w:val="superscript"/>'), "元"), ["10⁴元"]),
    (p("通　　知", ppr='<w:jc w:val="center"/>'), ["通知"]),
    ("<w:sdt><w:sdtPr/><w:sdtContent>" + p("甲") + "</w:sdtContent></w:sdt>", ["甲"]),
    (p("<w:sdt><w:sdtContent>" + r("甲") + "</w:sdtContent></w:sdt>", "<w:smartTag>" + r("乙") + "</w:smartTag>"), ["甲乙"]),
    (p('<w:hyperlink w:anchor="x">' + r("甲") + "</w:hyperlink>", "<w:bookmarkStart/>", "乙"), ["甲乙"]),
    (p(field("REF _Ref1 \\h", r("第三条")), "规定"), ["第三条规定"]),
    (p('<w:fldSimple w:instr=" DATE ">' + r("2024年") + "</w:fldSimple>", "底"), ["2024年底"]),
    (p("见第", field("PAGEREF _Toc1", r("3")), "页甲"), ["见第3页甲"]),
    (p("- ", field("PAGE", r("3")), " -") + p("甲"), ["甲"]),
    (p(field("IF " + "</w:instrText></w:r>" + field("PAGE", r("9")) + "<w:r><w:instrText>", r("真"))), ["真"]),
    (p(field("REF x", r("甲"), end=False)) + p("乙"), ["甲", "乙"]),
    (p(FFDATA.format(1), "甲", FFDATA.format(0), "乙"), ["☑甲□乙"]),
    (p('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>EQ \\o\\ac(○,3)</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>', "甲"), ["③甲"]),
    (p("<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>"), ["1/2"]),
    (p("<m:oMath><m:sSup><m:e><m:r><m:t>m</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath>"), ["m²"]),
    (p("甲", ALTERNATE.format(p("盒"), p("盒")), "乙"), ["甲乙", "盒"]),
    (p("甲", "<w:r><w:pict><v:rect><v:textbox>" + BOX.format(p("盒")) + "</v:textbox></v:rect></w:pict></w:r>"), ["甲", "盒"]),
    (p("<w:r><mc:AlternateContent><mc:Choice Requires='x'><w:t>新</w:t></mc:Choice><mc:Fallback><w:t>旧</w:t></mc:Fallback></mc:AlternateContent></w:r>"), ["旧"]),
    (p("<w:r><w:pict><v:shape><v:textpath string='甲市人民政府文件'/></v:shape></w:pict></w:r>"), ["甲市人民政府文件"]),
]  # fmt: skip


@pytest.mark.parametrize(("body", "wanted"), INLINE)
def test_inline(body: str, wanted: list[str]) -> None:
    assert texts(body) == wanted


REVISED = [
    (p("甲", "<w:ins>" + r("乙") + "</w:ins>"), ["甲乙"], "插入1处"),
    (p("甲", "<w:del><w:r><w:delText>30万元</w:delText></w:r></w:del>"), ["甲"], "删除1处"),
    (p("甲", "<w:moveFrom>" + r("乙") + "</w:moveFrom>") + p("<w:moveTo>" + r("乙") + "</w:moveTo>"), ["甲", "乙"], "移动1处"),
    (p("甲", "<w:ins><w:del><w:r><w:delText>乙</w:delText></w:r></w:del></w:ins>"), ["甲"], "插入1处、删除1处"),
    (p("甲", ppr="<w:rPr><w:del/></w:rPr>") + p("乙"), ["甲乙"], "删除1处"),
    (p("<w:del><w:r><w:delText>无</w:delText></w:r></w:del>", ppr="<w:rPr><w:del/></w:rPr>") + p("乙"), ["乙"], "删除1处"),
    (tbl(tr("甲", "乙"), tr("丙", "丁"), tr("旧", "30", trpr="<w:del/>")), [""], "删除1处"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "wanted", "told"), REVISED)
def test_revisions_are_read_as_accepted_and_told(body: str, wanted: list[str], told: str) -> None:
    assert texts(body) == wanted
    found = [one for one in reading(body).findings if one.check == "unaccepted_revisions"]
    assert len(found) == 1 and f"（{told}）" in found[0].message
    assert all("30" not in cell.text and "旧" not in cell.text for line in lines(body) for cell in line.grid)


WHITE = '<w:color w:val="FFFFFF"/>'
UNSEEN = [
    p("甲", r("暗", "<w:vanish/>")),
    p("甲", r("暗", "<w:webHidden/>")),
    p("甲", r("暗", WHITE)),
    p("甲", r("暗", '<w:color w:val="FEFEFE"/>')),
    p("甲", r("暗", '<w:color w:themeColor="background1"/>')),
    p("甲", r("暗", WHITE + '<w:shd w:val="clear" w:fill="FFFFFF"/>')),
    p("甲", r("暗", '<w:color w:val="000000"/><w:highlight w:val="black"/>')),
    p("甲", r("暗", '<w:sz w:val="2"/>')),
    p("甲", r("暗", '<w:w w:val="1"/>')),
    p("甲", r("暗", "<w14:textFill><w14:noFill/></w14:textFill>")),
    p("甲", r("暗", '<w:rStyle w:val="hide"/>')),
    p("甲") + p("暗", style="hidden"),
    p("甲") + p("暗", style="derived"),
    p("甲") + tbl(tr("一", "二"), tr("三", "四"), tr("暗", "暗", trpr="<w:hidden/>")),
    p("甲", "<w:r><w:drawing><wp:inline><wp:docPr hidden='1'/><wps:txbx>" + BOX.format(p("暗")) + "</wps:txbx></wp:inline></w:drawing></w:r>"),
    tbl(tr(tc("甲", tcpr='<w:vMerge w:val="restart"/>'), "乙"), tr(tc("暗", tcpr="<w:vMerge/>"), "丙")),
]  # fmt: skip
HIDING = (
    '<w:style w:type="character" w:styleId="hide"><w:name w:val="h"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="hidden"><w:name w:val="p"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="derived"><w:name w:val="d"/><w:basedOn w:val="hidden"/></w:style>'
)


@pytest.mark.parametrize("body", UNSEEN)
def test_what_nobody_can_see_is_out_and_told(body: str) -> None:
    got = lines(body, styles=HIDING)
    assert not any("暗" in line.text or any("暗" in cell.text for cell in line.grid) for line in got)
    found = {one.check: one for one in reading(body, styles=HIDING).findings}
    assert "暗" in found["hidden_text"].evidence and found["hidden_text"].severity == "warning"


SEEN = [
    p(r("明", "<w:vanish w:val='0'/>")),
    p(r("明", WHITE + '<w:shd w:val="clear" w:fill="FF0000"/>')),
    p(r("明", WHITE + '<w:highlight w:val="darkBlue"/>')),
    p(r("明", WHITE), ppr='<w:shd w:val="clear" w:fill="000000"/>'),
    p(r("明", WHITE), style="dark"),
    tbl(tr(tc(p(r("明", WHITE)), tcpr='<w:shd w:val="clear" w:fill="1F497D"/>'), "乙"), tr("丙", "丁")),
    "<w:tbl><w:tblPr><w:tblStyle w:val='blue'/></w:tblPr>" + tr(tc(p(r("明", WHITE))), "乙") + tr("丙", "丁") + "</w:tbl>",
    p(r("明", '<w:rStyle w:val="hide"/>'), style="hidden"),  # two toggles cancel out
    p(r("明", '<w:color w:val="auto"/>')),
]  # fmt: skip
SHOWING = (
    HIDING
    + '<w:style w:type="paragraph" w:styleId="dark"><w:name w:val="k"/><w:pPr><w:shd w:val="clear" w:fill="333333"/></w:pPr></w:style>'
    '<w:style w:type="table" w:styleId="blue"><w:name w:val="b"/><w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" w:fill="1F497D"/></w:tcPr></w:tblStylePr></w:style>'
)


@pytest.mark.parametrize("body", SEEN)
def test_what_can_be_seen_stays(body: str) -> None:
    found = reading(body, styles=SHOWING)
    assert "明" in "".join(line.text + "".join(cell.text for cell in line.grid) for line in found.lines)
    assert "hidden_text" not in {one.check for one in found.findings}


def test_struck_text_is_out_and_told() -> None:
    body = p("补贴", r("30万元", "<w:strike/>"), "20万元")
    assert texts(body) == ["补贴20万元"]
    assert checks(body) == {"struck_text": "30万元"}


STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/>'
    '<w:pPr><w:jc w:val="center"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="标题 2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="own"><w:name w:val="我的"/><w:basedOn w:val="1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="t"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="loop"><w:name w:val="l"/><w:basedOn w:val="loop"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="toc"><w:name w:val="toc 1"/></w:style>'
)
DRESSED = [
    (p("甲", style="1"), Line("甲", heading=1, centered=True, bold=True)),
    (p("甲", style="2"), Line("甲", heading=2)),
    (p("甲", style="own"), Line("甲", heading=1, centered=True, bold=True)),
    (p("甲", style="own", ppr='<w:outlineLvl w:val="9"/><w:jc w:val="left"/>'), Line("甲", bold=True)),
    (p("甲", style="t"), Line("甲", heading=1)),
    (p("甲", style="loop"), Line("甲")),
    (p("甲", ppr='<w:outlineLvl w:val="2"/>'), Line("甲", heading=3)),
    (p("甲", ppr='<w:jc w:val="right"/>'), Line("甲", right=True)),
    (p("甲", ppr='<w:jc w:val="end"/>'), Line("甲", right=True)),
    (p(r("甲", "<w:b/>"), r("乙")), Line("甲乙")),
    (p(r("甲", "<w:b/>"), r("乙", "<w:b w:val='true'/>")), Line("甲乙", bold=True)),
    (p(r("甲", "<w:b w:val='0'/>"), style="1"), Line("甲", heading=1, centered=True)),
]  # fmt: skip


@pytest.mark.parametrize(("body", "wanted"), DRESSED)
def test_styles(body: str, wanted: Line) -> None:
    assert lines(body, styles=STYLES) == (wanted,)


def test_contents_are_no_body_text() -> None:
    toc = p("目　录") + p(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>',
        "第一章 总则 1",
    )
    toc += p("第二章 待遇 2") + p('<w:r><w:fldChar w:fldCharType="end"/></w:r>', "第一章　总则")
    assert texts(toc + p("甲")) == ["第一章　总则", "甲"]
    assert "总则" in checks(toc + p("甲"))["contents_left_out"]
    assert texts(p("第一章 总则 1", style="toc") + p("甲"), styles=STYLES) == ["甲"]


def test_a_table_of_contents_that_never_ends_hides_nothing() -> None:
    body = p(field("TOC \\o", r("第一章"), end=False)) + p("第一条　甲")
    assert texts(body) == ["第一章", "第一条　甲"]


MERGED = [
    (
        tbl(tr(tc("类别", tcpr='<w:vMerge w:val="restart"/>'), tc("标准", tcpr='<w:gridSpan w:val="2"/>')), tr(tc(tcpr="<w:vMerge/>"), "博士", "硕士"), tr("安家", "30", "10")),
        [("类别", 0, 0, 2, 1), ("标准", 0, 1, 1, 2), ("博士", 1, 1, 1, 1), ("硕士", 1, 2, 1, 1), ("安家", 2, 0, 1, 1), ("30", 2, 1, 1, 1), ("10", 2, 2, 1, 1)],
    ),
    (  # a row that is covered wholly is no row
        tbl(tr(tc("甲", tcpr='<w:vMerge w:val="restart"/>'), tc("乙", tcpr='<w:vMerge w:val="restart"/>')), tr(tc(tcpr="<w:vMerge/>"), tc(tcpr="<w:vMerge/>")), tr("丙", "丁")),
        [("甲", 0, 0, 1, 1), ("乙", 0, 1, 1, 1), ("丙", 1, 0, 1, 1), ("丁", 1, 1, 1, 1)],
    ),
    (
        tbl(tr("甲", "乙", "丙"), tr("丁", "戊", trpr='<w:gridBefore w:val="1"/>')),
        [("甲", 0, 0, 1, 1), ("乙", 0, 1, 1, 1), ("丙", 0, 2, 1, 1), ("", 1, 0, 1, 1), ("丁", 1, 1, 1, 1), ("戊", 1, 2, 1, 1)],
    ),
    (
        tbl(tr(tc("甲", tcpr='<w:hMerge w:val="restart"/>'), tc(tcpr='<w:hMerge w:val="continue"/>'), "戊"), tr("丙", "丁", "己")),
        [("甲", 0, 0, 1, 2), ("戊", 0, 2, 1, 1), ("丙", 1, 0, 1, 1), ("丁", 1, 1, 1, 1), ("己", 1, 2, 1, 1)],
    ),
    (
        tbl("<w:sdt><w:sdtContent>" + tr("甲", "<w:sdt><w:sdtContent>" + tc("乙") + "</w:sdtContent></w:sdt>") + "</w:sdtContent></w:sdt>", tr(tc("丙", "丁"), "戊")),
        [("甲", 0, 0, 1, 1), ("乙", 0, 1, 1, 1), ("丙丁", 1, 0, 1, 1), ("戊", 1, 1, 1, 1)],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("body", "wanted"), MERGED)
def test_tables(body: str, wanted: list[tuple[str, int, int, int, int]]) -> None:
    grids = [line.grid for line in lines(body) if line.grid]
    assert len(grids) == 1
    assert [(c.text, c.row, c.column, c.rowspan, c.colspan) for c in grids[0]] == wanted


def test_a_table_for_layout_gives_the_lines_of_its_cells() -> None:
    inner = tbl(tr("一", "二"), tr("三", "四"))
    got = lines(tbl(tr(tc("甲", inner, p("乙")))))
    assert [(line.text, len(line.grid)) for line in got] == [("甲", 0), ("", 4), ("乙", 0)]


def test_notes_follow_the_paragraph_that_refers_to_them() -> None:
    notes = '<w:footnote w:id="0" w:type="separator">' + p("线") + '</w:footnote><w:footnote w:id="5">' + p("<w:r><w:footnoteRef/></w:r>", "注文") + p("续") + '</w:footnote><w:footnote w:id="6">' + p("无人引用") + "</w:footnote>"  # fmt: skip
    body = p("给予30万元", '<w:r><w:footnoteReference w:id="5"/></w:r>', "。") + p("乙")
    got = lines(body, footnotes=notes)
    assert got == (Line("给予30万元¹。"), Line("¹ 注文续", note=True), Line("乙"))
    ends = p("甲", '<w:r><w:endnoteReference w:id="1"/></w:r>')
    assert texts(ends, endnotes='<w:endnote w:id="1">' + p("尾注") + "</w:endnote>") == ["甲[i]", "[i] 尾注"]


def test_a_note_deleted_or_hidden_is_no_note() -> None:
    notes = '<w:footnote w:id="5">' + p("暗注") + "</w:footnote>"
    reference = '<w:r><w:rPr>{}</w:rPr><w:footnoteReference w:id="5"/></w:r>'
    assert texts(p("甲", "<w:del>" + reference.format("") + "</w:del>"), footnotes=notes) == ["甲"]
    assert texts(p("甲", reference.format("<w:vanish/>")), footnotes=notes) == ["甲"]


def test_headers_footers_and_comments_are_told() -> None:
    body = p("甲") + p("乙")
    found = checks(body, header=p("内部资料"), footer=p("- ", field("PAGE", r("3")), " -"))
    assert found == {"header_footer_left_out": "内部资料"}
    assert checks(body, comments='<w:comment w:id="1">' + p("此处改为20万元") + "</w:comment>") == {"comments_left_out": "此处改为20万元"}  # fmt: skip


TOLD = [
    (p("甲", '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>LISTNUM</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'), "field_without_text"),
    (p("甲", run('<w:sym w:font="Marlett" w:char="F061"/>')), "unknown_symbol"),
    (p("甲") + '<w:altChunk r:id="r9"/>', "embedded_part_left_out"),
    (p("甲", "<w:r><w:drawing><a:graphicData><c:chart/></a:graphicData></w:drawing></w:r>"), "object_left_out"),
    (p("甲" * 60, "<w:r><w:drawing><a:blip/></w:drawing></w:r>"), "pictures_left_out"),
    (p("甲", "<w:r><w:drawing><a:blip/></w:drawing></w:r>"), "pictures_only"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "check"), TOLD)
def test_what_is_lost_is_told(body: str, check: str) -> None:
    assert check in checks(body)


def test_a_plain_file_has_nothing_to_tell() -> None:
    assert reading(p("甲")).findings == ()


def test_strict_files_and_other_part_names() -> None:
    body = p("甲", style="1") + p(r("暗", "<w:vanish/>"), "乙")
    for more in ({"strict": True}, {"main": "x/other.xml"}):
        got = read(docx(body, styles=STYLES, **more), ".docx")  # type: ignore[arg-type]
        assert [(line.text, line.heading) for line in got.lines] == [("甲", 1), ("乙", 0)]


def test_python_docx_files() -> None:
    import io

    import docx as writer

    document = writer.Document()
    document.add_heading("甲办法", 0)
    document.add_paragraph("第一条　为了甲，制定本办法。")
    table = document.add_table(2, 2)
    for cell, text in zip((*table.rows[0].cells, *table.rows[1].cells), "甲乙丙丁", strict=True):
        cell.text = text
    out = io.BytesIO()
    document.save(out)
    parsed = parse(out.getvalue(), "甲.docx")
    assert parsed.document.title == "甲办法"
    assert [c.id.path for c in parsed.document.clauses if c.level == "article"] == ["t1"]
    assert len(parsed.document.tables) == 1
