"""The old Office container: its streams, whatever is damaged, and the flags of what they hold."""

from __future__ import annotations

import struct

import pytest
from ole_files import LARGE, ole

from ingest.read.ole import MAGIC, book_is_encrypted, root_streams, word_is_encrypted, word_is_old

WORD = b"\xec\xa5\xc1\x00".ljust(LARGE, b"x")


def test_the_streams_below_the_root() -> None:
    found = {
        one.name: one.head
        for one in root_streams(ole({"WordDocument": WORD, "1Table": b"small", "数据": WORD}))
    }
    assert found.keys() == {"WordDocument", "1Table", "数据"}
    assert found["WordDocument"] == found["数据"] == WORD[:512]
    assert found["1Table"] == b"", "a small stream has no sector of its own"


def test_the_made_container_is_one_for_others_too() -> None:
    olefile = pytest.importorskip("olefile")
    with olefile.OleFileIO(ole({"WordDocument": WORD, "1Table": b""})) as other:
        assert other.openstream("WordDocument").read() == WORD


def test_an_empty_container_has_none() -> None:
    assert root_streams(ole({})) == ()


WHOLE = ole({"WordDocument": WORD})


def patched(at: int, value: bytes) -> bytes:
    return WHOLE[:at] + value + WHOLE[at + len(value) :]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        MAGIC,
        WHOLE[:300],
        WHOLE[:600],
        patched(30, struct.pack("<H", 40)),
        patched(48, struct.pack("<I", 99_999)),
        patched(76, struct.pack("<I", 99_999)),
    ],
)
def test_a_container_that_is_damaged_has_none(data: bytes) -> None:
    assert root_streams(data) == ()


@pytest.mark.parametrize(
    "data",
    [
        patched(512 + 4, struct.pack("<I", 1)),  # the directory goes on in itself
        patched(1024 + 128 + 68, struct.pack("<II", 1, 1)),  # an entry is its own sibling
        patched(68, struct.pack("<I", 2)),  # the table goes on in a sector of text
        WHOLE[:-600],
    ],
)
def test_a_container_that_runs_in_circles_ends(data: bytes) -> None:
    assert [one.name for one in root_streams(data)] in ([], ["WordDocument"])


@pytest.mark.parametrize(
    ("head", "encrypted", "old"),
    [
        (b"", False, False),
        (b"\xec\xa5", False, False),
        (struct.pack("<HH7xB", 0xA5EC, 0xC1, 0), False, False),
        (struct.pack("<HH7xB", 0xA5EC, 0xC1, 1), True, False),
        (struct.pack("<HH7xB", 0xA5EC, 0x68, 2), False, True),
        (struct.pack("<HH", 0xA5EC, 0x6A), False, False),
    ],
)
def test_flags_of_a_word_stream(head: bytes, encrypted: bool, old: bool) -> None:
    assert (word_is_encrypted(head), word_is_old(head)) == (encrypted, old)


@pytest.mark.parametrize(
    ("head", "encrypted"),
    [
        (b"", False),
        (b"\x09\x08\x02\x00ab\x2f\x00", True),
        (b"\x09\x08\x02\x00ab\x42\x00", False),
        (b"\x09\x08\x10\x00ab\x2f\x00", False),
        (b"\x09\x08\xff\xffab\x2f\x00", False),
    ],
)
def test_a_password_of_a_workbook(head: bytes, encrypted: bool) -> None:
    assert book_is_encrypted(head) is encrypted
