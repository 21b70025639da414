"""The container of a Word file and its parts."""

from __future__ import annotations

import pytest
from docx_parts import MAIN, SPACES, docx, p, rels, zipped
from ole_files import ole

from ingest.problems import ReadError
from ingest.read.docx.parts.markup import name
from ingest.read.docx.parts.package import open_package

BODY = f"<w:document {SPACES}><w:body>{p('甲')}</w:body></w:document>"
TYPES = f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/甲/乙.xml" ContentType="{MAIN}"/></Types>'


def test_the_parts_that_belong_to_the_document() -> None:
    found = open_package(
        docx(p("甲"), styles="", numbering="", header=p("页眉"), footer=p("页脚"), comments="")
    )
    assert name(found.document) == "w:document"
    assert [name(one) for one in found.body] == ["w:p"]
    assert [name(one) for one in found.running] == ["w:hdr", "w:ftr"]
    assert found.styles is not None
    assert found.numbering is not None
    assert found.comments is not None
    assert found.settings is found.footnotes is found.endnotes is None


@pytest.mark.parametrize("data", [docx(p("甲"), strict=True), docx(p("甲"), main="Other/Main.xml")])
def test_strict_files_and_other_paths(data: bytes) -> None:
    assert [name(one) for one in open_package(data).body] == ["w:p"]


def test_the_content_types_tell_where_no_relation_does() -> None:
    assert len(list(open_package(zipped({"[Content_Types].xml": TYPES, "甲/乙.xml": BODY})).body)) == 1


def test_names_differ_by_case_and_may_be_absolute_or_quoted() -> None:
    files = {"_rels/.rels": rels({"officeDocument": "/Word/My%20Doc.xml"}), "word/my doc.xml": BODY}
    assert len(list(open_package(zipped(files)).body)) == 1


REFUSED: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "打不开"),
    "a pdf": (b"%PDF-1.4", "却是PDF 文件，请把扩展名改成 .pdf"),
    "rtf": (b"{\\rtf1}", "RTF 文件"),
    "a page": (b"\xef\xbb\xbf\n<!doctype HTML><html>", "网页"),
    "an old file": (ole({"WordDocument": b""}), "旧版 Word 文件（.doc）"),
    "a password": (ole({"EncryptedPackage": b""}), "打开密码"),
    "xml of 2003": (b"<?xml version='1.0'?><?mso-application progid='Word.Document'?><w/>", "Word 2003"),
    "a zip": (zipped({"甲.txt": "乙"}), "没有 Word 文档的正文"),
    "no such part": (zipped({"_rels/.rels": rels({"officeDocument": "word/document.xml"})}), "缺少部件 word/document.xml"),
    "no body": (zipped({"_rels/.rels": rels({"officeDocument": "a.xml"}), "a.xml": f"<w:document {SPACES}/>"}), "没有 Word 文档的正文"),
    "another document": (zipped({"_rels/.rels": rels({"officeDocument": "a.xml"}), "a.xml": "<a/>"}), "没有 Word 文档的正文"),
    "two parts of one name": (zipped({"_rels/.rels": rels({"officeDocument": "a.xml"}), "a.xml": BODY, "A.xml": BODY}), "两个同名部件"),
    "a part that is needed": (
        zipped({"_rels/.rels": rels({"officeDocument": "a.xml"}), "a.xml": BODY, "_rels/a.xml.rels": rels({"styles": "styles.xml"})}),
        "缺少部件 styles.xml",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("data", "said"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_refused_and_why(data: bytes, said: str) -> None:
    with pytest.raises(ReadError) as raised:
        open_package(data)
    assert said in str(raised.value)
    assert str(raised.value).endswith("。")


def test_a_part_that_is_not_needed_may_be_missing() -> None:
    files = {
        "_rels/.rels": rels({"officeDocument": "a.xml"}),
        "a.xml": BODY,
        "_rels/a.xml.rels": rels({"settings": "gone.xml", "comments": "gone.xml", "header": "gone.xml"}),
    }
    found = open_package(zipped(files))
    assert (found.settings, found.comments, found.running) == (None, None, ())


def test_links_out_of_the_file_are_not_followed() -> None:
    outside = rels({"styles": "http://x.example/styles.xml"}).replace(
        "Target=", 'TargetMode="External" Target='
    )
    files = {"_rels/.rels": rels({"officeDocument": "a.xml"}), "a.xml": BODY, "_rels/a.xml.rels": outside}
    assert open_package(zipped(files)).styles is None
