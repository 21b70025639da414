"""The reader of a file, chosen by its suffix and by what its content really is."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from ingest.clean import HAN
from ingest.line import Line
from ingest.problems import Problem, ReadError
from ingest.read.encoding import decode
from ingest.read.file_kind import FileKind
from ingest.read.outcome import Reader, ReadOutcome, Tell, silent
from ingest.read.signature import kind_of

_PAGES = (".html", ".htm")
_HAN = re.compile(f"[{HAN}]")
_SCRAP = 20
_TAG = re.compile(rb"<\x00?[!/?a-zA-Z]|\x00<\x00[!/?a-zA-Z]")


def read(data: bytes, suffix: str, tell: Tell = silent) -> ReadOutcome:
    """The paragraphs and tables of a file, in reading order, without indents and empty lines.

    `suffix` is the file name's, with its dot (one of SUFFIXES, in any case). A file whose content is
    of another kind than its suffix says is read as what it is, with a finding `wrong_suffix`.
    ReadError when the format is not known, or the bytes are empty, damaged or of no kind that is read.
    """
    suffix = suffix.lower()
    if suffix not in _READERS:
        known = "、".join(_READERS)
        raise ReadError(f"不支持“{suffix or '无扩展名'}”格式，请换成 {known} 之一。")
    true, findings = _true_suffix(data, suffix)
    reading = _READERS[true](data, tell)
    if not reading.lines:
        raise ReadError("文件里没有可读的正文，请检查文件内容后重试。")
    return replace(reading, findings=(*findings, *reading.findings)) if findings else reading


def _true_suffix(data: bytes, suffix: str) -> tuple[str, tuple[Problem, ...]]:
    """The suffix whose reader reads `data`, and a finding where it is not the file's own."""
    kind = kind_of(data)
    if kind is None or _is_scrap(kind, data, suffix):  # the reader of its suffix says what is wrong with it
        return suffix, ()
    if not kind.suffix:
        raise ReadError(f"文件内容是{kind.label}，{kind.advice}。")
    if suffix in kind.suffixes and not (suffix in _PAGES and kind.name == "text" and not _TAG.search(data)):
        return suffix, ()
    message = f"扩展名是 {suffix}，内容是{kind.label}，按{kind.label}读取"
    return kind.suffix, (Problem("wrong_suffix", "warning", "", message),)


def _is_scrap(kind: FileKind, data: bytes, suffix: str) -> bool:
    """Whether what decodes as text under the suffix of another format holds too few Chinese characters to be a
    policy: a piece of a broken file."""
    return kind.name == "text" and suffix not in kind.suffixes and len(_HAN.findall(decode(data))) < _SCRAP


def _text(text: str) -> tuple[Line, ...]:
    from ingest.read.text import read_text

    return read_text(text)


def _markdown(text: str) -> tuple[Line, ...]:
    from ingest.read.markdown import read_markdown

    return read_markdown(text)


def _html(text: str) -> tuple[Line, ...]:
    from ingest.read.web.html import read_html

    return read_html(text)


def _mhtml(data: bytes, tell: Tell) -> ReadOutcome:
    from ingest.read.web.mhtml import read_mhtml

    return ReadOutcome(read_mhtml(data))


def _docx(data: bytes, tell: Tell) -> ReadOutcome:
    from ingest.read.docx import read_docx

    return read_docx(data, tell)


def _pdf(data: bytes, tell: Tell) -> ReadOutcome:
    from ingest.read.pdf import read_pdf

    return read_pdf(data, tell)


def _sheet(data: bytes, tell: Tell) -> ReadOutcome:
    from ingest.read.xlsx.sheets import read_sheet

    return read_sheet(data, tell)


def _office(suffix: str) -> Reader:
    """A reader of a format that LibreOffice turns into one of ours."""

    def reader(data: bytes, tell: Tell) -> ReadOutcome:
        from ingest.read.office import read_office

        return read_office(data, suffix, tell)

    return reader


def _decoded(reader: Callable[[str], tuple[Line, ...]]) -> Reader:
    """A reader of text as a reader of bytes."""
    return lambda data, tell: ReadOutcome(reader(decode(data)))


_READERS: dict[str, Reader] = {
    ".txt": _decoded(_text),
    ".md": _decoded(_markdown),
    ".html": _decoded(_html),
    ".htm": _decoded(_html),
    ".docx": _docx,
    ".pdf": _pdf,
    ".xlsx": _sheet,
    **{suffix: _office(suffix) for suffix in (".doc", ".wps", ".rtf", ".odt", ".xls", ".et", ".ods")},
    ".mht": _mhtml,
    ".mhtml": _mhtml,
}

SUFFIXES = tuple(_READERS)
