"""The truth: originals by SHA-256 and SQLite, and how files come into it."""

from kb.store.database import DATABASE
from kb.store.records import Store
from kb.store.sources import THESAURUS

__all__ = [
    "DATABASE",
    "Store",
    "THESAURUS",
]
