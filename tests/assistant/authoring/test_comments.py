"""Findings as Word comments: each at the paragraph its line was read from, what is lost at the beginning."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import docx

from assistant.authoring.comments import AUTHOR, INITIALS, commented
from ingest.document import Document
from ingest.parse import parse
from kb.finding import CheckFinding, place

LINES = (
    "慈溪市示范办法",
    "第一条 标准按照第九条执行。",
    "第二条 逾期的按照第九条办理。",
    "第三条 本办法由市人社局解释。",
)


def word(lines: tuple[str, ...] = LINES, rows: tuple[tuple[str, ...], ...] = ()) -> bytes:
    made, out = docx.Document(), BytesIO()
    for line in lines:
        made.add_paragraph(line)
    if rows:
        table = made.add_table(len(rows), len(rows[0]))
        for cells, row in zip(rows, table.rows, strict=True):
            for text, cell in zip(cells, row.cells, strict=True):
                cell.text = text
    made.save(out)
    return out.getvalue()


def finding(document: Document, words: str, occurrence: int = 0, **more: Any) -> CheckFinding:
    at = -1
    for _ in range(occurrence + 1):
        at = document.text.index(words, at + 1)
    said = {"check": "reference_broken", "severity": "error", "message": "没有第九条。"} | more
    return CheckFinding(**said, places=(place(document, at, at + len(words)),))


def placed(data: bytes) -> list[tuple[str, list[str]]]:
    """Each comment's text, and the paragraphs between whose marks it stands."""
    made = docx.Document(BytesIO(data))
    told = {comment.comment_id: comment.text for comment in made.comments}
    where: dict[int, list[str]] = {key: [] for key in told}
    for paragraph in made.element.body.iter(docx.oxml.ns.qn("w:p")):
        for mark in paragraph.iter(docx.oxml.ns.qn("w:commentRangeStart")):
            text = "".join(node.text or "" for node in paragraph.iter(docx.oxml.ns.qn("w:t")))
            where[int(mark.get(docx.oxml.ns.qn("w:id")))].append(text)
    return [(told[key], where[key]) for key in sorted(told)]


def test_a_comment_stands_at_its_paragraph_and_says_what_is_wrong() -> None:
    data = word()
    document = parse(data, "草案.docx").document
    out, lost = commented(data, document, [finding(document, "第九条")])
    assert lost == 0
    assert placed(out) == [("错误〔引用的条款不存在〕没有第九条。", [LINES[1]])]
    (comment,) = docx.Document(BytesIO(out)).comments
    assert (comment.author, comment.initials) == (AUTHOR, INITIALS)


def test_the_same_words_are_told_apart_by_what_stands_before() -> None:
    repeated = (*LINES[:2], "第二条 另行规定。", "标准按照第九条执行。", "标准按照第九条执行。")
    data = word(repeated)
    document = parse(data, "草案.docx").document
    out, lost = commented(data, document, [finding(document, "标准按照第九条执行。", 2)])
    assert lost == 0
    made = docx.Document(BytesIO(out))
    held = [bool(p._p.findall(docx.oxml.ns.qn("w:commentRangeStart"))) for p in made.paragraphs]
    assert held == [False, False, False, False, True]


def test_a_cell_of_a_table_is_a_place_too() -> None:
    data = word(rows=(("类别", "标准"), ("硕士", "30万元")))
    document = parse(data, "草案.docx").document
    out, lost = commented(data, document, [finding(document, "硕士")])
    assert (lost, placed(out)[0][1]) == (0, ["硕士"])


def test_what_has_no_paragraph_stands_at_the_beginning_with_its_clause() -> None:
    data = word()
    document = parse(word((*LINES, "第四条 后来删去的一条。")), "草案.docx").document
    out, lost = commented(data, document, [finding(document, "后来删去的一条", severity="hint")])
    ((text, where),) = placed(out)
    assert (lost, where) == (1, [LINES[0]])
    assert text.startswith("（第四条第一款）提示〔")


def test_a_draft_without_findings_keeps_its_words() -> None:
    data = word()
    out, lost = commented(data, parse(data, "草案.docx").document, [])
    assert (lost, placed(out)) == (0, [])
    assert tuple(p.text for p in docx.Document(BytesIO(out)).paragraphs) == LINES


def test_a_word_file_whose_words_stand_outside_plain_paragraphs_is_told_too() -> None:
    made, out = docx.Document(), BytesIO()
    holder = made.add_paragraph("第一条 标准按照第九条执行。")._p
    control = docx.oxml.OxmlElement("w:sdt")
    content = docx.oxml.OxmlElement("w:sdtContent")
    control.append(content)
    holder.addprevious(control)
    content.append(holder)
    made.save(out)
    document = parse(out.getvalue(), "草案.docx").document
    told, lost = commented(out.getvalue(), document, [finding(document, "第九条")] * 2)
    assert lost == 2
    assert len(placed(told)) == 2
