"""The reader of Word files (.docx): what a person sees who opens the file with all revisions accepted.

container → parts (package) → styles, lists, notes (book) → blocks (story, runs) → lines; what was left out on
the way is told.
"""

from __future__ import annotations

from ingest.problems import ReadError
from ingest.read.outcome import ReadOutcome, Tell

_SCAN = 50  # characters: a file of pictures with fewer is likely a scan


def read_docx(data: bytes, tell: Tell) -> ReadOutcome:
    """The lines of a Word file in reading order, automatic numbers in front of their paragraphs.

    Left out and told in a finding: text nobody can see, deleted and struck text, tables of contents, headers,
    footers, comments, pictures. ReadError when the bytes are no Word file, are encrypted or damaged, or hold
    pictures only.
    """
    from ingest.read.docx.headers_footers import tell_apart
    from ingest.read.docx.lines import lines_of
    from ingest.read.docx.parts.docx_file import Book
    from ingest.read.docx.parts.package import open_package
    from ingest.read.docx.story import Story

    tell("读取 Word 文件", 0, 2)
    package = open_package(data)
    tell("读取 Word 文件", 1, 2)
    book = Book.of(package)
    lines = tuple(lines_of(Story(book, book.paper).blocks(package.body), book.told))
    tell_apart(package, book)
    pictures = book.told.counts.get("pictures", 0)
    if pictures and sum(len(line.text) for line in lines) < _SCAN and not any(line.grid for line in lines):
        if not lines:
            raise ReadError(
                f"文件里只有{pictures}张图片、没有文字，可能是扫描件，请导出为 PDF 后再试（需要 OCR）。"
            )
        book.told.add("scan")
    tell("读取 Word 文件", 2, 2)
    return ReadOutcome(lines, book.told.findings())
