"""jieba's dictionary is read once for all tests: reading it anew for each data folder takes seconds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from kb.language import cutter, tokens


@pytest.fixture(scope="module")
def one_dictionary() -> Iterator[None]:
    """Data folders made inside share the dictionary that is in memory."""
    real = cutter._costs
    read: dict[str, dict[str, float]] = {}

    def costs(engine: Any, cache_dir: Any, version: str) -> dict[str, float]:
        if version not in read:
            read[version] = real(engine, None, version)
        return dict(read[version])

    patch = pytest.MonkeyPatch()
    patch.setattr(cutter, "_costs", costs)
    yield
    patch.undo()
    tokens.configure()
