"""Zip containers: what they claim is not believed."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx_parts import zipped

from ingest.problems import ReadError
from ingest.read import archive
from ingest.read.archive import Archive


def test_entries_and_their_bytes() -> None:
    with Archive(zipped({"甲/": "", "甲/乙.txt": "人才", "丙": b"\x00\x01"})) as packed:
        assert packed.names() == {"甲/", "甲/乙.txt", "丙"}
        assert [one.filename for one in packed.entries] == ["甲/", "甲/乙.txt", "丙"]
        assert packed.read("甲/乙.txt").decode() == "人才"
        assert packed.read(packed.entries[2]) == b"\x00\x01"
        assert not packed.exhausted


def test_an_entry_that_is_not_there() -> None:
    with Archive(zipped({"甲": ""})) as packed, pytest.raises(KeyError):
        packed.read("乙")


# The names of the cases are given: a zip file has the time in it, and every worker must find the same tests.
@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04", b"no zip at all", zipped({"a": "b"})[:-30]],
    ids=["empty", "head alone", "text", "cut short"],
)
def test_what_is_no_zip_file(data: bytes) -> None:
    with pytest.raises(ReadError, match="打不开"):
        Archive(data)


def test_too_many_entries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "ENTRIES", 3)
    Archive(zipped(dict.fromkeys("abc", "")))
    with pytest.raises(ReadError, match="4 个条目，超过上限 3 个"):
        Archive(zipped(dict.fromkeys("abcd", "")))


def packed_with(method: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as made:
        made.writestr("a", "人才" * 100)
    return out.getvalue()


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_usual_ways_of_packing(method: int) -> None:
    with Archive(packed_with(method)) as packed:
        assert packed.read("a").decode() == "人才" * 100


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_ways_are_refused(method: int) -> None:
    with Archive(packed_with(method)) as packed, pytest.raises(ReadError, match="少见的压缩方式"):
        packed.read("a")


def test_a_password() -> None:
    data = bytearray(packed_with(zipfile.ZIP_STORED))
    for header, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(header) + at] |= 1
    with Archive(bytes(data)) as packed, pytest.raises(ReadError, match="密码"):
        packed.read("a")


def test_damaged_bytes() -> None:
    data = packed_with(zipfile.ZIP_STORED)
    at = data.index("人才".encode())
    with Archive(data[:at] + b"xyz" + data[at + 3 :]) as packed, pytest.raises(ReadError, match="已损坏"):
        packed.read("a")


def test_a_ratio_that_no_document_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "SMALL", 1000)
    with Archive(zipped({"a": b"\0" * 200_000, "b": b"x"})) as packed:
        with pytest.raises(ReadError, match="压缩炸弹"):
            packed.read("a")
        assert packed.exhausted
    with Archive(zipped({"a": b"\0" * 900})) as small:
        assert len(small.read("a")) == 900


def test_an_entry_and_a_whole_that_are_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "ENTRY_BYTES", 100)
    with Archive(zipped({"a": b"x" * 101, "b": b"x" * 100})) as packed:
        assert len(packed.read("b")) == 100
        with pytest.raises(ReadError, match="解开后太大"):
            packed.read("a")
    monkeypatch.setattr(archive, "TOTAL_BYTES", 150)
    with Archive(zipped({"a": b"x" * 100, "b": b"y" * 100})) as packed:
        packed.read("a")
        with pytest.raises(ReadError, match="解开后太大"):
            packed.read("b")
        assert packed.exhausted
