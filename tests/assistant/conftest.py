"""The plan as a knowledge base, built once for the tests of the answer pipeline; a browser for those of the page."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kb.build import build
from kb.knowledge import KnowledgeBase
from kb.language import tokens

if TYPE_CHECKING:
    from playwright.sync_api import Browser

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def plan_base(tmp_path_factory: pytest.TempPathFactory, plan_file: Path) -> Iterator[KnowledgeBase]:
    """A base that holds the plan and nothing else."""
    data = tmp_path_factory.mktemp("plan-base")
    build([plan_file.parent], data)
    base = KnowledgeBase.open(data)
    yield base
    base.close()
    tokens.configure()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A headless browser of the machine; the tests that need one skip without it."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        pytest.skip("no chromium on this machine")
    with playwright.sync_playwright() as running:
        opened = running.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield opened
        opened.close()
