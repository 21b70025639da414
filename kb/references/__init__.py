"""References of policy documents: what a clause names (find), which clause that is (resolve), who cites whom (graph)."""

from kb.references.graph import Graph, around, within
from kb.references.reference import BROKEN, KINDS, STATUSES, Reference

__all__ = [
    "BROKEN",
    "Graph",
    "KINDS",
    "Reference",
    "STATUSES",
    "around",
    "within",
]
