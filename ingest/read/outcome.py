"""ReadOutcome: what a reader makes of a file, and the shapes of a reader."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ingest.line import Line
from ingest.problems import Problem

Tell = Callable[[str, int, int], None]
"""Told of slow work: a Chinese name of the stage, steps done, steps in all."""


@dataclass(frozen=True, slots=True)
class ReadOutcome:
    """The lines of a file in reading order, and what a user must know of how they were read
    (text left out because nobody can see it, running headers taken off, …)."""

    lines: tuple[Line, ...]
    findings: tuple[Problem, ...] = ()


Reader = Callable[[bytes, Tell], ReadOutcome]
"""A reader raises ReadError, in one Chinese sentence, for a file that it cannot turn into lines."""


def silent(stage: str, done: int, total: int) -> None:
    """Tell nobody."""
