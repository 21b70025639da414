"""The lines of a file, for tests that do not ask how they were read."""

from __future__ import annotations

from ingest.line import Line
from ingest.read import read


def read_lines(data: bytes, suffix: str) -> tuple[Line, ...]:
    return read(data, suffix).lines
