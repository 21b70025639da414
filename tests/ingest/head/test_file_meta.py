"""What a meta.yaml says of a file, found by the file's name."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.head.file_meta import FileMeta, Meta

FIRST, SECOND = FileMeta("甲.txt", 1, title="甲办法"), FileMeta("乙.txt", 3)


@pytest.mark.parametrize(
    ("name", "wanted"), [("甲.txt", FIRST), ("乙.txt", SECOND), ("甲", None), ("甲.pdf", None), ("", None)]
)
def test_of_a_name(name: str, wanted: FileMeta | None) -> None:
    assert Meta(Path("meta.yaml"), (FIRST, SECOND)).of(name) == wanted
