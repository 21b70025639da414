"""One reader a format: file bytes → lines. A reader knows nothing of clauses.

docx and PDF take their place in `_READERS` when they come.
"""

from __future__ import annotations

from collections.abc import Callable

from ingest.line import Line
from ingest.problems import ReadError
from ingest.read.encoding import decode


def read_lines(data: bytes, suffix: str) -> tuple[Line, ...]:
    """The paragraphs and tables of a file, in reading order, without indents and empty lines.

    `suffix` is the file name's, with its dot (".txt", ".md", ".html", ".htm"). ReadError when
    the format is not known, or the bytes are empty, binary or in no known encoding.
    """
    reader = _READERS.get(suffix.lower())
    if reader is None:
        known = "、".join(_READERS)
        raise ReadError(f"不支持“{suffix or '无扩展名'}”格式，请换成 {known} 之一。")
    lines = reader(decode(data))
    if not lines:
        raise ReadError("文件里没有可读的正文，请检查文件内容后重试。")
    return lines


def _text(text: str) -> tuple[Line, ...]:
    from ingest.read.text import read_text

    return read_text(text)


def _markdown(text: str) -> tuple[Line, ...]:
    from ingest.read.markdown import read_markdown

    return read_markdown(text)


def _html(text: str) -> tuple[Line, ...]:
    from ingest.read.html import read_html

    return read_html(text)


_READERS: dict[str, Callable[[str], tuple[Line, ...]]] = {
    ".txt": _text,
    ".md": _markdown,
    ".html": _html,
    ".htm": _html,
}

SUFFIXES = tuple(_READERS)
