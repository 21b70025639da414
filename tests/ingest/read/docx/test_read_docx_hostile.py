"""Bytes that are no Word file, or a dangerous one: one Chinese sentence, never another exception."""

from __future__ import annotations

import random

import pytest
from docx_parts import SPACES, docx, num, p, r, rels, tbl, tc, tr, zipped
from reading import read_lines

from ingest.problems import ReadError
from ingest.read import read
from ingest.read.docx import read_docx
from ingest.read.docx.parts import markup
from ingest.read.outcome import silent

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
BODY = f"<w:document {SPACES}><w:body>{{}}</w:body></w:document>"


def package(document: str | bytes, **more: str | bytes) -> bytes:
    return zipped({"_rels/.rels": rels({"officeDocument": "d.xml"}), "d.xml": document, **more})


LAUGHS = '<!DOCTYPE x [<!ENTITY a "哈哈"><!ENTITY b "&a;&a;">]>' + BODY.format(p("&b;"))
REFUSED: dict[str, tuple[bytes, str]] = {
    "old": (OLE, "旧版 Word"),
    "encrypted": (OLE + "EncryptedPackage".encode("utf-16-le"), "打开密码"),
    "pdf": (b"%PDF-1.7 ...", "内容却是PDF"),
    "rtf": (b"{\\rtf1 x}", "内容却是RTF"),
    "html": (b"\xef\xbb\xbf<!doctype HTML><p>x", "内容却是网页"),
    "2003": (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><x/>', "Word 2003"),
    "text": ("甲".encode(), "已损坏"),
    "zip": (zipped({"a.txt": "甲"}), "没有 Word 文档"),
    "sheet": (package("<workbook xmlns='urn:x'/>"), "没有 Word 文档"),
    "no body": (package(f"<w:document {SPACES}/>"), "没有 Word 文档"),
    "no document": (zipped({"_rels/.rels": rels({"officeDocument": "d.xml"})}), "缺少部件 d.xml"),
    "malformed": (package(BODY.format("<w:p>")), "不是完好的 XML"),
    "empty part": (package(""), "不是完好的 XML"),
    "missing part": (
        package(BODY.format(p("甲")), **{"_rels/d.xml.rels": rels({"numbering": "n.xml"})}),
        "缺少部件 n.xml",
    ),
    "entities": (package(LAUGHS), "DTD"),
    "entities in another code": (package(LAUGHS.encode("utf-16")), "DTD"),
    "outer entity": (
        package('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + BODY.format(p("&a;"))),
        "DTD",
    ),
    "deep": (package(BODY.format("<w:ins>" * 10_000 + "</w:ins>" * 10_000)), "不是完好的 XML"),
    "bomb": (docx(p("甲" * 5_000_000)), "倍|太大"),
    "picture": (docx(p("<w:r><w:drawing><a:blip/></w:drawing></w:r>")), "只有1张图片"),
    "nothing": (docx(p()), "没有可读的正文"),
}


@pytest.mark.parametrize(("data", "said"), REFUSED.values(), ids=REFUSED.keys())
def test_refused_in_one_sentence(data: bytes, said: str) -> None:
    """By the reader itself: what a file is by its content is looked at before (see signature)."""
    with pytest.raises(ReadError, match=said) as refused:
        if read_docx(data, silent).lines == ():
            read(data, ".docx")
    assert str(refused.value).endswith("。") and "\n" not in str(refused.value)


def test_two_parts_of_one_name_are_refused() -> None:
    with pytest.raises(ReadError, match="同名"):
        read_docx(package(BODY.format(p("甲")), **{"D.xml": BODY.format(p("乙"))}), silent)


def test_too_many_marks_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markup, "PIECES", 100)
    with pytest.raises(ReadError, match="文档太大"):
        read(docx(p("甲") * 200), ".docx")


NESTED = {
    "tables": ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", p("甲")),
    "controls": ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>", p("甲")),
    "boxes": (
        "<w:p><w:r><w:pict><v:rect><v:textbox><w:txbxContent>",
        "</w:txbxContent></v:textbox></v:rect></w:pict></w:r></w:p>",
        p("甲"),
    ),
    "fields": ('<w:p><w:fldSimple w:instr="REF x">', "</w:fldSimple></w:p>", r("甲")),
}


@pytest.mark.parametrize(("before", "after", "inner"), NESTED.values(), ids=NESTED.keys())
def test_nested_as_deep_as_xml_goes(before: str, after: str, inner: str) -> None:
    """Every depth either reads or is refused; the deepest that the XML parser lets in still reads."""
    if "fldSimple" in before:
        opening, closing = "<w:p>", "</w:p>"
        before, after = before.removeprefix(opening), after.removesuffix(closing)
    else:
        opening = closing = ""
    read_depths = []
    for depth in range(2, 256, 2):
        try:
            got = read_lines(docx(opening + before * depth + inner + after * depth + closing), ".docx")
        except ReadError:
            break
        assert [line.text for line in got] == ["甲"]
        read_depths.append(depth)
    assert 40 <= len(read_depths) * before.count("<") <= 256


@pytest.mark.parametrize("seed", range(60))
def test_damaged_files(seed: int) -> None:
    dice = random.Random(seed)
    body = (
        p("第一条　甲", ppr=num(1))
        + tbl(tr("一", "二"), tr(tc("三", tcpr="<w:vMerge/>"), "四"))
        + p(r("乙", "<w:b/>"))
    )
    marks = ["<w:p>", "</w:p>", "w:val", '"1"', "<w:r>", "<w:tc>", "</w:tc>", "w:", "/", "&", "\x00"]
    for _ in range(dice.randrange(1, 5)):
        body = body.replace(dice.choice(marks), dice.choice(marks), dice.randrange(1, 4))
    data = bytearray(docx(body))
    for _ in range(dice.randrange(6) if seed % 2 else 0):
        data[dice.randrange(len(data))] = dice.randrange(256)
    try:
        read(bytes(data), ".docx")
    except ReadError as error:
        assert str(error).endswith("。")
