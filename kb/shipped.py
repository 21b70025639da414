"""Where the policies that the project ships lie: documents, rules, lexicon, thesaurus, site."""

from __future__ import annotations

from pathlib import Path

POLICIES = Path(__file__).resolve().parent.parent / "policies"
