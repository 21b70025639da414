"""Pieces of Word markup as elements, and what a Word file shares, for tests of one module of the reader."""

from __future__ import annotations

from docx_parts import SPACES, docx

from ingest.read.docx.parts.docx_file import Book
from ingest.read.docx.parts.markup import Element, parse_xml
from ingest.read.docx.parts.package import Package, open_package


def parent_of(markup: str) -> Element:
    """An element whose children are `markup`, with all prefixes known."""
    return parse_xml(f"<w:body {SPACES}>{markup}</w:body>".encode(), "test")


def element(markup: str) -> Element:
    """The first element of `markup`."""
    return next(iter(parent_of(markup)))


def package(body: str = "", **parts: str) -> Package:
    """The package of a Word file with that body and those parts."""
    return open_package(docx(body, **parts))


def book(body: str = "", **parts: str) -> Book:
    """What the texts of that file share."""
    return Book.of(package(body, **parts))
