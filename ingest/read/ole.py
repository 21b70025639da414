"""The old Office container (.doc, .xls, .wps): which streams stand in its root, and whether they are encrypted."""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SECTOR = 512
_OWN_SECTORS = 4096  # bytes from which on a stream has sectors of its own
_DAMAGE = (OSError, ValueError, LookupError, ArithmeticError, RecursionError, struct.error)


@dataclass(frozen=True, slots=True)
class Stream:
    """A stream of the root and the beginning of its bytes (b"" where it is too small to have a sector of its own)."""

    name: str
    head: bytes


def root_streams(data: bytes) -> tuple[Stream, ...]:
    """The streams and folders directly below the root; none where the container is damaged beyond that."""
    import olefile

    # What can be read of a damaged file is enough: no defect is raised, and a last sector cut short is filled up.
    whole = io.BytesIO(data + bytes(-len(data) % _SECTOR))
    try:
        with olefile.OleFileIO(whole, raise_defects=olefile.DEFECT_FATAL + 1) as file:
            return tuple(
                Stream(e.name, file.getsect(e.isectStart)[:_SECTOR] if e.size >= _OWN_SECTORS else b"")
                for e in file.root.kids
            )
    except _DAMAGE:
        return ()


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
