"""The head of a document: title, 文号, organ, dates, validity, what it repeals, and the meta.yaml beside it."""

from ingest.head.file_meta import FileMeta, Meta
from ingest.head.meta import apply, load_meta, remaining

__all__ = [
    "FileMeta",
    "Meta",
    "apply",
    "load_meta",
    "remaining",
]
