"""The plan as a knowledge base, built once for the tests of the answer pipeline."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kb import tokens
from kb.build import build
from kb.retrieve import KnowledgeBase


@pytest.fixture(scope="session")
def plan_base(tmp_path_factory: pytest.TempPathFactory, plan_file: Path) -> Iterator[KnowledgeBase]:
    """A base that holds the plan and nothing else."""
    data = tmp_path_factory.mktemp("plan-base")
    build([plan_file.parent], data)
    base = KnowledgeBase.open(data)
    yield base
    base.close()
    tokens.configure()
