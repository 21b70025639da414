"""Bytes to text: which encoding, and what is refused with which sentence."""

from __future__ import annotations

import codecs

import pytest
from reading import read_lines

from ingest.problems import ReadError
from ingest.read.encoding import decode

TEXT = "慈溪市人才新政\n第一条 为了吸引人才，给予30万元①补贴。\n"

ENCODED = {
    "utf-8": TEXT.encode(),
    "utf-8 with mark": codecs.BOM_UTF8 + TEXT.encode(),
    "utf-16 le with mark": codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
    "utf-16 be with mark": codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
    "utf-16 le bare": TEXT.encode("utf-16-le"),
    "utf-16 be bare": TEXT.encode("utf-16-be"),
    "gb18030": TEXT.encode("gb18030"),
    "gbk": TEXT.encode("gbk"),
    "utf-32 le with mark": codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"),
    "windows line ends": TEXT.replace("\n", "\r\n").encode("gb18030"),
    "old mac line ends": TEXT.replace("\n", "\r").encode(),
}


@pytest.mark.parametrize("data", ENCODED.values(), ids=ENCODED.keys())
def test_every_encoding_gives_the_same_text(data: bytes) -> None:
    assert decode(data) == TEXT


REFUSED = {
    "empty": (b"", "空"),
    "only a mark": (codecs.BOM_UTF8, "空"),
    "only white space": ("　\n \r\n".encode(), "空白"),
    "png": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "图片"),
    "zip or docx": (b"PK\x03\x04\x14\x00\x08\x00" + bytes(range(200)), "压缩包"),
    "old word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64), "旧版"),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "PDF"),
    "zeros": (bytes(4000), "空"),
    "zeros in text": ("人才".encode() + b"\x00\x01\x02" * 40, "二进制"),
    "control bytes": (bytes(range(1, 9)) * 50 + b"abc", "编码"),
    "cut utf-8 and no gb18030": (b"\xff\xff\x80\x81\xff" * 20, "编码"),
    "odd utf-16 after its mark": (codecs.BOM_UTF16_LE + b"\x00\xd8\x41", "编码"),
    "noise": (bytes((i * 97 + 13) % 251 + 4 for i in range(600)), "文本"),
}


@pytest.mark.parametrize(("data", "word"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_not_text_is_refused_in_one_sentence(data: bytes, word: str) -> None:
    with pytest.raises(ReadError) as error:
        decode(data)
    message = str(error.value)
    assert word in message
    assert message.endswith("。")
    assert message.count("。") == 1
    assert "\n" not in message


def test_an_unknown_suffix_names_the_known_ones() -> None:
    with pytest.raises(ReadError, match=r"\.xyz.*\.txt、\.md、\.html"):
        read_lines(b"abc", ".xyz")


def test_a_page_without_text_is_refused() -> None:
    with pytest.raises(ReadError, match="没有可读的正文"):
        read_lines(b"<html><body><script>var a = 1;</script></body></html>", ".html")


def test_suffix_is_not_case_sensitive() -> None:
    assert [line.text for line in read_lines("甲".encode(), ".TXT")] == ["甲"]
