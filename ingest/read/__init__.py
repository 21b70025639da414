"""One reader a format: file bytes → lines. A reader knows nothing of clauses."""

from __future__ import annotations

from collections.abc import Callable

from ingest.line import Line
from ingest.problems import ReadError
from ingest.read.encoding import decode
from ingest.read.reading import Reader, Reading, Tell, silent


def read(data: bytes, suffix: str, tell: Tell = silent) -> Reading:
    """The paragraphs and tables of a file, in reading order, without indents and empty lines.

    `suffix` is the file name's, with its dot (one of SUFFIXES, in any case). ReadError when
    the format is not known, or the bytes are empty, damaged or not of that format.
    """
    reader = _READERS.get(suffix.lower())
    if reader is None:
        known = "、".join(_READERS)
        raise ReadError(f"不支持“{suffix or '无扩展名'}”格式，请换成 {known} 之一。")
    reading = reader(data, tell)
    if not reading.lines:
        raise ReadError("文件里没有可读的正文，请检查文件内容后重试。")
    return reading


def read_lines(data: bytes, suffix: str) -> tuple[Line, ...]:
    """The lines of `read`, for callers that do not ask how they were read."""
    return read(data, suffix).lines


def _text(text: str) -> tuple[Line, ...]:
    from ingest.read.text import read_text

    return read_text(text)


def _markdown(text: str) -> tuple[Line, ...]:
    from ingest.read.markdown import read_markdown

    return read_markdown(text)


def _html(text: str) -> tuple[Line, ...]:
    from ingest.read.html import read_html

    return read_html(text)


def _docx(data: bytes, tell: Tell) -> Reading:
    from ingest.read.docx import read_docx

    return read_docx(data, tell)


def _pdf(data: bytes, tell: Tell) -> Reading:
    from ingest.read.pdf import read_pdf

    return read_pdf(data, tell)


def _sheet(data: bytes, tell: Tell) -> Reading:
    from ingest.read.sheet import read_sheet

    return read_sheet(data, tell)


def _office(suffix: str) -> Reader:
    """A reader of a format that LibreOffice turns into one of ours."""

    def reader(data: bytes, tell: Tell) -> Reading:
        from ingest.read.office import read_office

        return read_office(data, suffix, tell)

    return reader


def _decoded(reader: Callable[[str], tuple[Line, ...]]) -> Reader:
    """A reader of text as a reader of bytes."""
    return lambda data, tell: Reading(reader(decode(data)))


_READERS: dict[str, Reader] = {
    ".txt": _decoded(_text),
    ".md": _decoded(_markdown),
    ".html": _decoded(_html),
    ".htm": _decoded(_html),
    ".docx": _docx,
    ".pdf": _pdf,
    ".xlsx": _sheet,
    **{suffix: _office(suffix) for suffix in (".doc", ".wps", ".rtf", ".odt", ".xls")},
}

SUFFIXES = tuple(_READERS)
