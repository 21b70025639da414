"""The checks of a draft: each a function from a document and the shelf to findings, listed in registry.py."""

from kb.checks.disagreeing_figures import conflicts
from kb.checks.examination import Examined, examine
from kb.checks.ignored import IGNORE, Silence, read_silences
from kb.checks.registry import NAMES

__all__ = [
    "Examined",
    "IGNORE",
    "NAMES",
    "Silence",
    "conflicts",
    "examine",
    "read_silences",
]
