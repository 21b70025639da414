"""Opening a PDF: passwords, damage, limits, and what is switched off."""

from __future__ import annotations

import io
import logging
import struct
import zlib
from collections.abc import Iterator
from typing import Any

from ingest.problems import ReadError

PAGES = 3_000
STREAM_BYTES = 64 * 1024 * 1024
"""What the content of one page may unpack to."""
_BROKEN = "PDF 文件已损坏，读不出页面，请重新导出或打印为 PDF 后再试。"


def broken() -> tuple[type[Exception], ...]:
    """What pdfminer, pypdf and pdfium raise on damaged files."""
    from pdfminer.psexceptions import PSException
    from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException
    from pypdf.errors import PyPdfError
    from pypdfium2 import PdfiumError

    return (
        PSException, MalformedPDFException, PdfminerException, PyPdfError, PdfiumError, ValueError, TypeError,
        LookupError, AttributeError, ArithmeticError, AssertionError, RecursionError, struct.error, zlib.error,
        EOFError, OSError, NotImplementedError, MemoryError,
    )  # fmt: skip


def opened(data: bytes) -> tuple[Any, list[Any], bytes]:
    """The document for pdfplumber, its pages for pdfminer, and the bytes they were read from (rewritten
    where the original is damaged). ReadError when it has a password, no pages or too many."""
    for name in ("pdfminer", "pypdf"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    start = data.find(b"%PDF-", 0, 4096)
    if start < 0 and b" obj" not in data[: 1 << 20]:
        raise ReadError("这不是 PDF 文件（开头没有 %PDF 标记），请检查文件是否改过扩展名。")
    _check_password(data)
    for attempt in _attempts(data, start):
        try:
            pdf, pages = _pages(attempt)
        except broken():
            continue
        if pages:
            return pdf, pages, attempt
    raise ReadError(_BROKEN)


def _attempts(data: bytes, start: int) -> Iterator[bytes]:
    yield data
    if start > 0:
        yield data[start:]
    for rewritten in (_by_pypdf, _by_pdfium):
        try:
            yield rewritten(data[max(start, 0) :])
        except broken():
            continue


def _check_password(data: bytes) -> None:
    from pypdf import PdfReader

    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        locked = reader.is_encrypted and not reader.decrypt("")
    except broken():
        return  # told below, when nothing else can read it
    if locked:
        raise ReadError("PDF 设有打开密码，请解除密码（用密码打开后另存为无密码的 PDF）再试。")


def _pages(data: bytes) -> tuple[Any, list[Any]]:
    from pdfminer.pdfpage import PDFPage
    from pdfplumber.pdf import PDF

    pdf = PDF.open(io.BytesIO(data))
    pages: list[Any] = []
    for page in PDFPage.create_pages(pdf.doc):
        pages.append(page)
        if len(pages) > PAGES:
            raise ReadError(f"PDF 超过 {PAGES:,} 页，请拆成几个文件再试。")
    return pdf, pages


def _by_pypdf(data: bytes) -> bytes:
    from pypdf import PdfReader, PdfWriter

    out = io.BytesIO()
    writer = PdfWriter()
    for page in PdfReader(io.BytesIO(data), strict=False).pages[:PAGES]:
        writer.add_page(page)
    writer.write(out)
    return out.getvalue()


def _by_pdfium(data: bytes) -> bytes:
    from pypdfium2 import PdfDocument

    out = io.BytesIO()
    with PdfDocument(data) as document:
        document.save(out)
    return out.getvalue()


def layers_off(pdf: Any) -> frozenset[int]:
    """The object numbers of the layers that a viewer opens switched off."""
    from pdfminer.pdftypes import PDFObjRef, dict_value, list_value, resolve1

    try:
        properties = dict_value(pdf.doc.catalog.get("OCProperties", {}))
        default = dict_value(properties.get("D", {}))
        base = resolve1(default.get("BaseState"))
        every = list_value(properties.get("OCGs", [])) if getattr(base, "name", "") == "OFF" else []
        off = {
            one.objid for one in [*every, *list_value(default.get("OFF", []))] if isinstance(one, PDFObjRef)
        }
        on = {one.objid for one in list_value(default.get("ON", [])) if isinstance(one, PDFObjRef)}
    except broken():
        return frozenset()
    return frozenset(off - on) if every else frozenset(off)


def check_size(page: Any) -> None:
    """ValueError when the content of a page unpacks to more than STREAM_BYTES."""
    from pdfminer.pdftypes import resolve1

    total = 0
    for content in page.contents:
        raw = getattr(resolve1(content), "rawdata", None) or b""
        try:
            total += len(zlib.decompressobj().decompress(raw, STREAM_BYTES + 1))
        except zlib.error:
            total += len(raw)
    if total > STREAM_BYTES:
        raise ValueError("page content too large")
