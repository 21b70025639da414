"""Word files (.docx) → lines."""

from ingest.read.docx.docx_reader import read_docx

__all__ = ["read_docx"]
