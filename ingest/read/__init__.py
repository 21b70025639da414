"""One reader a format: file bytes → lines. A reader knows nothing of clauses."""

from ingest.read.readers import SUFFIXES, read

__all__ = ["SUFFIXES", "read"]
