"""Two versions compared, and amendments carried out."""

from kb.change.amendment import amended, instructions
from kb.change.comparison import RENUMBERED, ClauseChange, Comparison, compare
from kb.change.edits import Edit

__all__ = [
    "ClauseChange",
    "Comparison",
    "Edit",
    "RENUMBERED",
    "amended",
    "compare",
    "instructions",
]
