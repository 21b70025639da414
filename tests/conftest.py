"""Fixtures shared by all tests."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PLAN = ROOT / "policies" / "official" / "慈溪市人才发展十四五规划.txt"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents handed to the team; tests that need it skip without it."""
    folder = ROOT.parent / "shared" / "corpora"
    if not folder.is_dir():
        pytest.skip("../shared/corpora is absent: it is not part of the project")
    return folder


@pytest.fixture(scope="session")
def plan_file() -> Path:
    """The plan as it is shipped."""
    return PLAN
