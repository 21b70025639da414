"""What a process that read a file may hand over, and what it may not."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from ingest.document import Clause, ClauseId
from ingest.line import GridCell, Line
from ingest.parse import parse
from ingest.read.readers import read
from ingest.sandbox.unpickling import unpack


def taken(folder: Path, content: bytes) -> object:
    (folder / "result").write_bytes(content)
    file = os.open(folder / "result", os.O_RDONLY)
    try:
        return unpack(file)
    finally:
        os.close(file)


@pytest.mark.parametrize(
    "document",
    [
        Line("甲", heading=1, grid=(GridCell("乙", 0, 0),)),
        Clause(ClauseId("甲", "t1"), "article", "1", "第一条", "", "第一条", 0, 3),
        (date(2024, 2, 29), {"甲": [1, 2.5, None, True]}, b"\x00"),
        parse("甲办法\n第一条 甲。".encode(), "甲.txt"),
        "",
    ],
)
def test_documents_come_through_whole(tmp_path: Path, document: object) -> None:
    found = taken(tmp_path, pickle.dumps(document, pickle.HIGHEST_PROTOCOL))
    assert found == document
    assert type(found) is type(document)


class Call:
    """Unpickles by calling something."""

    def __init__(self, call: Callable[..., object], *given: object) -> None:
        self.call, self.given = call, given

    def __reduce__(self) -> tuple[object, ...]:
        return self.call, self.given


def test_nothing_is_called(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    for call in (Call(os.mkdir, str(mark)), Call(eval, f"open({str(mark)!r}, 'w')"), Call(Path, "x")):
        assert taken(tmp_path, pickle.dumps(call)) is None
    assert not mark.exists()


@pytest.mark.parametrize(
    "content",
    [
        pickle.dumps(datetime(2024, 1, 1)),
        pickle.dumps(Path("x")),
        pickle.dumps(read),
        pickle.dumps(Call(parse, b"x", "x.txt")),
        b"cingest.line\nos.system\n.",
        b"cingest.document\nre\n.",
        b"cingest.problems\nWenceError\n.",
        b"cingest.nowhere\nX\n.",
        b"cingest.line\nNobody\n.",
        b"cingestion\nX\n.",
        b"cbuiltins\neval\n.",
    ],
)
def test_what_is_no_data_class_of_ours_is_nothing(tmp_path: Path, content: bytes) -> None:
    assert taken(tmp_path, content) is None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"x",
        b"\x80",
        b"hello world",
        b"\x80\x05.",
        pickle.dumps(Line("甲"))[:-3],
        b"(" * 10_000,
        b"\xff" * 100,
    ],
)
def test_garbage_is_nothing(tmp_path: Path, content: bytes) -> None:
    assert taken(tmp_path, content) is None
