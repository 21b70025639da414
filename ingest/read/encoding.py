"""Bytes → str: UTF-8, UTF-16 and GB18030 told apart, anything else refused."""

from __future__ import annotations

import codecs
import re

from ingest.problems import ReadError
from ingest.read.file_kind import magic_of

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16 LE: its mark begins with the same bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What is known before the container is opened.
_NAMES = {"zip": "Word/Excel 文件或压缩包", "ole": "旧版 Word/Excel（.doc/.xls）文件"}
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffe\uffff]")
# Characters that Chinese official text is made of: used to tell a right decoding from a lucky one.
_PLAUSIBLE = re.compile("[\x09-\x0d\x20-\x7e\u00a0-\u00ff\u2000-\u303f\u4e00-\u9fff\uff00-\uffef]")
_MAX_ODD = 0.05


def decode(data: bytes) -> str:
    """The text of `data`, without its byte order mark, line ends as "\\n".

    Tried in order: a byte order mark, UTF-8, UTF-16 without a mark (told by its zero and ASCII
    bytes), GB18030. ReadError when the bytes are empty, binary or none of these.
    """
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise ReadError("文件是空的，没有可读的文字，请检查后换一个文件。")
    if kind := magic_of(data):
        raise ReadError(
            f"文件内容是{_NAMES.get(kind.name, kind.label)}，与扩展名不符，请另存为文本、Markdown 或网页后再放入。"
        )
    text = _decoded(data)
    if not text.strip("\ufeff\u200b \t\r\n\f\u3000\xa0"):
        raise ReadError("文件里只有空白，没有可读的文字，请检查后换一个文件。")
    return text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")


def _decoded(data: bytes) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding)
    if _utf16 := _bare_utf16(data):
        return _strict(data, _utf16)
    if b"\x00" in data:
        raise ReadError("文件含有二进制内容，不是文本，请用原来的软件打开并另存为文本后再放入。")
    for encoding in ("utf-8", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return _checked(text, strict=encoding != "utf-8")
    raise _unknown()


def _strict(data: bytes, encoding: str) -> str:
    try:
        return _checked(data.decode(encoding), strict=True)
    except UnicodeDecodeError:
        raise _unknown() from None


def _checked(text: str, strict: bool) -> str:
    """`text`, unless its characters say that it was not text in that encoding."""
    controls = len(_CONTROL.findall(text))
    odd = len(text) - len(_PLAUSIBLE.findall(text)) if strict else 0
    if controls > max(2, len(text) // 200) or odd > max(2, len(text) * _MAX_ODD):
        raise _unknown()
    return text


def _bare_utf16(data: bytes) -> str:
    """ "utf-16-le", "utf-16-be" or "": which of them `data` without a byte order mark is.

    ASCII (line ends, digits) leaves zero bytes in either; the right one reads as plausible
    characters, the other as scattered ones."""
    if len(data) % 2 or b"\x00" not in data:
        return ""
    odd = {name: _odd_share(data, name) for name in ("utf-16-le", "utf-16-be")}
    best = min(odd, key=lambda name: odd[name])
    return best if odd[best] <= _MAX_ODD else ""


def _odd_share(data: bytes, encoding: str) -> float:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return 1.0
    return 1 - len(_PLAUSIBLE.findall(text)) / len(text)


def _unknown() -> ReadError:
    return ReadError("无法辨认文件的文字编码（或文件不是文本），请另存为 UTF-8 文本后再放入。")
