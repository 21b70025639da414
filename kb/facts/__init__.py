"""What a document states in figures: statements, targets, indicators."""

from kb.facts.indicators import ENTERED, Indicator, Point, indicators_of, read_entries

__all__ = [
    "ENTERED",
    "Indicator",
    "Point",
    "indicators_of",
    "read_entries",
]
