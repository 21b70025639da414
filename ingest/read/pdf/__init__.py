"""PDF files → lines: what stands on the pages before the eye, in reading order."""

from __future__ import annotations

from ingest.read.pdf.pdf_file import read_pdf

__all__ = ["read_pdf"]
