"""The old Office container (.doc, .xls, .wps): which streams stand in its root, and whether they are encrypted."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTRY = 128
_FREE = 0xFFFFFFFA  # sector numbers from here on are marks, not sectors
_MAX_ENTRIES = 20_000
_HEAD = 512


@dataclass(frozen=True, slots=True)
class Stream:
    """A stream of the root and the beginning of its bytes (b"" where it is too small to have a sector of its own)."""

    name: str
    head: bytes


def root_streams(data: bytes) -> tuple[Stream, ...]:
    """The streams and folders directly below the root; none where the container is damaged beyond that."""
    try:
        return tuple(_Container(data).root())
    except (struct.error, IndexError, ValueError):
        return ()


class _Container:
    def __init__(self, data: bytes) -> None:
        self._data = data
        shift = struct.unpack_from("<H", data, 30)[0]
        if shift not in (9, 12):
            raise ValueError(shift)
        self._size = 1 << shift
        self._table = self._allocation()
        self._directory = b"".join(self._chain(struct.unpack_from("<I", data, 48)[0]))

    def root(self) -> Iterator[Stream]:
        """The siblings in the tree whose top is the root's child."""
        waiting = [struct.unpack_from("<I", self._directory, 76)[0]]
        seen: set[int] = set()
        while waiting and len(seen) < _MAX_ENTRIES:
            number = waiting.pop()
            if number in seen or (number + 1) * _ENTRY > len(self._directory):
                continue
            seen.add(number)
            entry = self._directory[number * _ENTRY : (number + 1) * _ENTRY]
            length = min(struct.unpack_from("<H", entry, 64)[0], 64)
            name = entry[: max(length - 2, 0)].decode("utf-16-le", "replace")
            first, size = struct.unpack_from("<II", entry, 116)
            yield Stream(name, self._sector(first)[:_HEAD] if size >= 4096 else b"")
            waiting += struct.unpack_from("<II", entry, 68)

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        return self._data[start : start + self._size]

    def _allocation(self) -> tuple[int, ...]:
        """The table that tells which sector goes on which."""
        places = list(struct.unpack_from("<109I", self._data, 76))
        more: int = struct.unpack_from("<I", self._data, 68)[0]
        seen: set[int] = set()
        while more < _FREE and more not in seen:  # large files list the table's own sectors in further ones
            seen.add(more)
            listed = self._numbers(more)
            if not listed:
                break
            places += listed[:-1]
            more = listed[-1]
        return tuple(number for place in places if place < _FREE for number in self._numbers(place))

    def _numbers(self, sector: int) -> tuple[int, ...]:
        raw = self._sector(sector)
        return struct.unpack(f"<{len(raw) // 4}I", raw[: len(raw) // 4 * 4])

    def _chain(self, sector: int) -> Iterator[bytes]:
        seen: set[int] = set()
        while (
            sector < len(self._table)
            and sector not in seen
            and len(seen) * self._size < _MAX_ENTRIES * _ENTRY
        ):
            seen.add(sector)
            yield self._sector(sector)
            sector = self._table[sector]


def word_is_encrypted(head: bytes) -> bool:
    """Whether the WordDocument stream that begins with `head` is encrypted (a flag of its header)."""
    return len(head) > 11 and bool(head[11] & 1)


def word_is_old(head: bytes) -> bool:
    """Whether the WordDocument stream that begins with `head` is of Word 6 or 95."""
    return len(head) > 3 and struct.unpack_from("<H", head, 2)[0] < 0x6A


def book_is_encrypted(head: bytes) -> bool:
    """Whether the workbook stream that begins with `head` is encrypted (a record after its first)."""
    if len(head) < 8:
        return False
    after = 4 + struct.unpack_from("<H", head, 2)[0]
    return head[after : after + 2] == b"\x2f\x00"
