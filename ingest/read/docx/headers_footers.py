"""Headers, footers and comments: kept apart from the body, and told where they hold words."""

from __future__ import annotations

import re

from ingest.read.docx.content import letters
from ingest.read.docx.lines import lines_of
from ingest.read.docx.parts.docx_file import Book
from ingest.read.docx.parts.markup import name
from ingest.read.docx.parts.noted import Notices
from ingest.read.docx.parts.package import Package
from ingest.read.docx.story import Story

_NUMBERS = re.compile(r"[\s\d第页共/\-–—－─·•,，]*")


def tell_apart(package: Package, book: Book) -> None:
    """Tell in `book` what its headers, footers and comments hold."""
    outer, book.told = book.told, Notices()  # what is hidden in a header is not in the body
    seen: list[str] = []
    for part in package.running:
        lines = lines_of(Story(book, book.paper).blocks(part), book.told)
        text = " ".join(line.text for line in lines).strip()
        if not _NUMBERS.fullmatch(text) and text not in seen:
            seen.append(text)
    book.told = outer
    for text in seen:
        outer.add("running", text)
    for one in package.comments if package.comments is not None else ():
        if name(one) == "w:comment":
            outer.add("comments", letters(one))
