"""Small containers of old Office files (.doc, .xls), built by hand."""

from __future__ import annotations

import struct
from collections.abc import Mapping

_SECTOR = 512
_NONE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
LARGE = 4096  # bytes from which a stream has sectors of its own


def ole(streams: Mapping[str, bytes]) -> bytes:
    """A container with these streams below its root; those smaller than LARGE are named but hold nothing."""
    large = {name: data for name, data in streams.items() if len(data) >= LARGE}
    directory_sectors = -(-(len(streams) + 1) // 4)
    chains = [[*range(1, 1 + directory_sectors)]]
    starts: dict[str, int] = {}
    sectors: list[bytes] = []
    for name, data in large.items():
        first = 1 + directory_sectors + len(sectors)
        pieces = [data[at : at + _SECTOR].ljust(_SECTOR, b"\0") for at in range(0, len(data), _SECTOR)]
        starts[name] = first
        chains.append([*range(first, first + len(pieces))])
        sectors += pieces
    table = [_TABLE] + [_NONE] * (_SECTOR // 4 - 1)
    for chain in chains:
        for here, after in zip(chain, [*chain[1:], _END], strict=True):
            table[here] = after
    entries = [_entry("Root Entry", 5, child=1 if streams else _NONE)]
    for at, (name, data) in enumerate(streams.items(), 1):
        right = at + 1 if at < len(streams) else _NONE
        entries.append(_entry(name, 2, right=right, start=starts.get(name, _END), size=len(data)))
    directory = b"".join(entries).ljust(directory_sectors * _SECTOR, b"\0")
    return _header() + struct.pack(f"<{len(table)}I", *table) + directory + b"".join(sectors)


def _header() -> bytes:
    head = struct.pack("<8s16sHHHHH6x", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, LARGE, _END, 0, _END, 0)
    return head + struct.pack("<109I", 0, *[_NONE] * 108)


def _entry(
    name: str, kind: int, *, right: int = _NONE, child: int = _NONE, start: int = _END, size: int = 0
) -> bytes:
    printed = name.encode("utf-16-le")
    named = printed.ljust(64, b"\0") + struct.pack("<HBB", len(printed) + 2, kind, 1)
    return named + struct.pack("<III", _NONE, right, child) + bytes(36) + struct.pack("<IQ", start, size)
