"""What a reader hands over, and telling nobody of slow work."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from ingest.line import Line
from ingest.read.outcome import Reader, ReadOutcome, Tell, silent


def test_an_outcome_has_no_findings_of_its_own_and_stays_as_it_is() -> None:
    outcome = ReadOutcome((Line("甲"),))
    assert outcome.findings == ()
    assert outcome == ReadOutcome((Line("甲"),), ())
    with pytest.raises(FrozenInstanceError):
        outcome.lines = ()  # type: ignore[misc]


def test_telling_nobody_fits_where_a_reader_tells() -> None:
    told: list[tuple[str, int, int]] = []

    def reader(data: bytes, tell: Tell) -> ReadOutcome:
        tell("读取", 1, 2)
        return ReadOutcome((Line(data.decode()),))

    as_reader: Reader = reader
    assert as_reader(b"a", silent) == as_reader(b"a", lambda *step: told.append(step))
    assert told == [("读取", 1, 2)]
