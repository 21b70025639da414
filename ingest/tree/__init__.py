"""Lines → the clause tree: numbering marks, segments, tables, gaps in the numbering."""

from ingest.tree.numbering import numbering_problems

__all__ = [
    "numbering_problems",
]
