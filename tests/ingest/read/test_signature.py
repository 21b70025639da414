"""What a file is, told by its content alone."""

from __future__ import annotations

import struct

import pytest
from docx_parts import docx, p, zipped
from ole_files import LARGE, ole

from ingest.read.signature import KINDS, kind_of, magic_of

FLAGS = struct.pack("<HH7xB", 0xA5EC, 0xC1, 0)


def stream(head: bytes) -> bytes:
    return head.ljust(LARGE, b"\0")


def types(kind: str) -> bytes:
    return zipped({"[Content_Types].xml": f'<Types><Override ContentType="application/{kind}"/></Types>'})


CONTENT: dict[str, tuple[bytes, str | None]] = {
    "words": ("第一条 为了规范。".encode(), "text"),
    "words in gb18030": ("第一条 为了规范人才工作。".encode("gb18030"), "text"),
    "a page": ("<!DOCTYPE html><html><body>甲</body></html>".encode(), "html"),
    "a page behind xml and a comment": (b"<?xml version='1.0'?>\n<!-- saved -->\n<html lang=zh>", "html"),
    "a page in utf-16": ("<html><body>甲乙丙丁</body></html>".encode("utf-16"), "html"),
    "tags further down": ("甲办法说：<html> 是标签。".encode(), "text"),
    "one file": (b"MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n boundary=x\r\n\r\n--x", "mhtml"),
    "a mail": (b"MIME-Version: 1.0\nContent-Type: text/plain\n\nabc", "text"),
    "a pdf": (b"%PDF-1.7\n...", "pdf"),
    "a pdf behind noise": (b"\n\nnoise%PDF-1.4\n" + b"x" * 50 + b"startxref\n0\n%%EOF", "pdf"),
    "rtf": (b"{\\rtf1\\ansi abc}", "rtf"),
    "a word xml": (b"<?xml version='1.0'?><?mso-application progid='Word.Document'?><w:wordDocument xmlns:w='x'>", "wordml"),
    "a sheet xml": (b"<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'>", "sheetml"),
    "a docx": (docx(p("甲")), "docx"),
    "a docx with macros": (types("vnd.ms-word.document.macroEnabled.main+xml"), "docx"),
    "an xlsx": (types("vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"), "xlsx"),
    "an xlsb": (types("vnd.ms-excel.sheet.binary.macroEnabled.main"), "xlsb"),
    "slides": (types("vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"), "slides"),
    "another package": (types("octet-stream"), "zip"),
    "an odt": (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "odt"),
    "an ods": (zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet\n"}), "ods"),
    "an odt with a password": (
        zipped({"mimetype": "application/vnd.oasis.opendocument.text", "META-INF/manifest.xml": "<m:encryption-data/>"}), "locked",
    ),
    "an ofd": (zipped({"OFD.xml": "<OFD/>"}), "ofd"),
    "a zip": (zipped({"甲.txt": "乙"}), "zip"),
    "a broken zip": (zipped({"甲.txt": "乙"})[:-20], None),
    "a doc": (ole({"WordDocument": stream(FLAGS)}), "doc"),
    "a doc of 95": (ole({"WordDocument": stream(struct.pack("<HH", 0xA5EC, 0x68))}), "doc95"),
    "a doc with a password": (ole({"WordDocument": stream(struct.pack("<HH7xB", 0xA5EC, 0xC1, 1))}), "locked"),
    "an xls": (ole({"Workbook": stream(b"\x09\x08\x02\x00ab\x42\x00")}), "xls"),
    "an xls of 95": (ole({"Book": b""}), "xls95"),
    "an xls with a password": (ole({"Workbook": stream(b"\x09\x08\x02\x00ab\x2f\x00")}), "locked"),
    "a docx with a password": (ole({"EncryptedPackage": b"", "EncryptionInfo": b""}), "locked"),
    "old slides": (ole({"PowerPoint Document": b""}), "slides"),
    "another container": (ole({"Contents": b""}), "ole"),
    "a broken container": (ole({})[:200], "damaged"),
    "a picture": (b"\x89PNG\r\n\x1a\n", "picture"),
    "a webp": (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "picture"),
    "a sound": (b"RIFF\x00\x00\x00\x00WAVEfmt ", None),
    "a rar": (b"Rar!\x1a\x07\x00", "packed"),
    "a program": (b"\x7fELF\x02\x01", "program"),
    "bytes": (bytes(range(256)) * 4, None),
    "nothing": (b"", None),
}  # fmt: skip


@pytest.mark.parametrize(("data", "wanted"), CONTENT.values(), ids=CONTENT.keys())
def test_the_kind(data: bytes, wanted: str | None) -> None:
    kind = kind_of(data)
    assert (kind.name if kind else None) == wanted


@pytest.mark.parametrize("name", KINDS)
def test_a_kind_is_read_or_says_what_to_do(name: str) -> None:
    kind = KINDS[name]
    assert kind.name == name
    assert bool(kind.suffix) != bool(kind.advice)
    assert not kind.suffix or kind.suffix in kind.suffixes


@pytest.mark.parametrize(
    ("data", "wanted"), [(b"%PDF-1.4", "pdf"), (b"PK\x05\x06", "zip"), (b"GIF89a", "picture"), (b"GIF", None), (b"", None)]
)  # fmt: skip
def test_first_bytes(data: bytes, wanted: str | None) -> None:
    kind = magic_of(data)
    assert (kind.name if kind else None) == wanted
