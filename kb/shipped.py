"""Where the policies that the project ships lie; of these, another city takes the territory alone."""

from __future__ import annotations

from pathlib import Path

POLICIES = Path(__file__).resolve().parent.parent / "policies"
