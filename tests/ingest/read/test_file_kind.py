"""The kinds that the first bytes give away; text is never one of them."""

from __future__ import annotations

import pytest

from ingest.read.file_kind import KINDS, magic_of

FIRST_BYTES = {
    "pdf": b"%PDF-1.7\n",
    "zip": b"PK\x03\x04\x14\x00",
    "ole": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "picture": b"RIFF\x10\x00\x00\x00WEBPVP8 ",
    "packed": b"Rar!\x1a\x07\x01\x00",
    "program": b"\x7fELF\x02\x01",
}


@pytest.mark.parametrize(("name", "data"), FIRST_BYTES.items())
def test_the_first_bytes_tell(name: str, data: bytes) -> None:
    assert magic_of(data + bytes(64)) == KINDS[name]


@pytest.mark.parametrize(
    "begins", ["BM人才补贴", "MZ园区办法", "RIFF人才办法", "GIF是什么", "PK赛奖励", "第一条"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_text_that_begins_as_another_file_may_is_text(begins: str, encoding: str) -> None:
    assert magic_of(f"{begins}\n第一条 为了吸引人才，制定本办法。".encode(encoding)) is None


def test_what_no_reader_reads_says_what_to_do() -> None:
    assert all(kind.advice for kind in KINDS.values() if not kind.suffix)
