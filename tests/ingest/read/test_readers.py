"""The reader is chosen by suffix and content."""

from __future__ import annotations

import pytest
from docx_parts import docx, p, zipped

from ingest.line import Line
from ingest.problems import ReadError
from ingest.read.readers import SUFFIXES, read

PROSE = "第一条 为了规范本市人才住房保障工作，制定本办法。"
WORD = docx(p(PROSE))
PAGE = f"<!DOCTYPE html><html><meta charset=utf-8><body><p>{PROSE}</p></body></html>".encode()


@pytest.mark.parametrize(
    ("data", "suffix"),
    [(PROSE.encode(), ".txt"), (PROSE.encode(), ".md"), (PAGE, ".htm"), (WORD, ".docx"), (WORD, ".DOCX")],
)
def test_a_file_of_its_own_kind(data: bytes, suffix: str) -> None:
    outcome = read(data, suffix)
    assert [line.text for line in outcome.lines] == [PROSE]
    assert outcome.findings == ()


@pytest.mark.parametrize(
    ("data", "suffix", "said"),
    [
        (WORD, ".txt", "扩展名是 .txt，内容是Word 文档（.docx），按Word 文档（.docx）读取"),
        (PAGE, ".md", "内容是网页"),
        (PAGE, ".doc", "内容是网页"),
        (PROSE.encode(), ".html", "内容是纯文本"),
        (PROSE.encode(), ".pdf", "内容是纯文本"),
    ],
)
def test_a_file_of_another_kind_is_read_as_what_it_is(data: bytes, suffix: str, said: str) -> None:
    outcome = read(data, suffix)
    assert PROSE in [line.text for line in outcome.lines]
    (finding,) = outcome.findings
    assert (finding.check, finding.severity) == ("wrong_suffix", "warning")
    assert said in finding.message


@pytest.mark.parametrize(
    ("data", "suffix", "said"),
    [
        (PROSE.encode(), ".xyz", "不支持“.xyz”格式"),
        (PROSE.encode(), "", "不支持“无扩展名”格式"),
        (b"", ".txt", "空的"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), ".docx", "文件内容是图片，请转成 PDF"),
        (zipped({"甲.txt": "乙"}), ".docx", "文件内容是压缩包，请把扩展名改成 .zip"),
        (b"<html><body></body></html>", ".html", "没有可读的正文"),
        ("只有几个字".encode(), ".docx", "已损坏"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, suffix: str, said: str) -> None:
    with pytest.raises(ReadError) as raised:
        read(data, suffix)
    assert said in str(raised.value)
    assert str(raised.value).endswith("。")


def test_the_known_suffixes_are_named_and_lower_case() -> None:
    assert {".txt", ".md", ".html", ".docx", ".pdf", ".xlsx", ".doc", ".mht"} <= set(SUFFIXES)
    assert all(one == one.lower() and one.startswith(".") for one in SUFFIXES)
    with pytest.raises(ReadError) as raised:
        read(b"x", ".nothing")
    assert all(one in str(raised.value) for one in SUFFIXES)


def test_slow_work_is_told() -> None:
    from io import BytesIO

    from openpyxl import Workbook

    book, out = Workbook(), BytesIO()
    book.active.append(["甲"])
    book.save(out)
    told: list[tuple[str, int, int]] = []
    outcome = read(out.getvalue(), ".xlsx", lambda *step: told.append(step))
    assert outcome.lines == (Line("甲"),)
    assert told == [("读取表格", 0, 1), ("读取表格", 1, 1)]
