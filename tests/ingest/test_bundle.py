"""Zip files: their members, safely."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
from pathlib import PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.bundle import members
from ingest.problems import ReadError
from ingest.read import archive


def packed(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as made:
        for name, data in files.items():
            made.writestr(name, data)
    return out.getvalue()


def test_members_come_with_their_folders() -> None:
    bundle = members(
        packed({"甲/一.txt": b"1", "二.md": b"2", "__MACOSX/x": b"", "甲/~$一.docx": b"", "乙/": b""})
    )
    assert [(one.name, one.data) for one in bundle.files] == [("甲/一.txt", b"1"), ("二.md", b"2")]
    assert bundle.refused == ()


def test_names_in_gb18030() -> None:
    data = packed({"aaaaaaaa.txt": b"1"}).replace(b"aaaaaaaa", "人才政策".encode("gb18030"))
    assert [one.name for one in members(data).files] == ["人才政策.txt"]


UNSAFE = ("../外.txt", "/etc/外.txt", "C:\\外.txt", "甲/../../外.txt")


@pytest.mark.parametrize("name", UNSAFE)
def test_a_path_that_leads_out_is_refused(name: str) -> None:
    bundle = members(packed({name: b"1", "内.txt": b"2"}))
    assert [one.name for one in bundle.files] == ["内.txt"]
    assert len(bundle.refused) == 1 and "文件夹之外" in bundle.refused[0][1]


def test_a_link_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        link = zipfile.ZipInfo("链接.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        made.writestr(link, "/etc/passwd")
    assert [reason for _, reason in members(out.getvalue()).refused] == ["是链接而不是文件，已跳过"]


def test_a_member_with_a_password_is_refused() -> None:
    data = bytearray(packed({"密.txt": b"1" * 50}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.index(mark)
        (flags,) = struct.unpack_from("<H", data, start + at)
        struct.pack_into("<H", data, start + at, flags | 1)
    assert "密码" in members(bytes(data)).refused[0][1]


def test_a_bundle_within_is_opened_once() -> None:
    inner = packed({"里.txt": b"1", "再里.zip": packed({"不读.txt": b"2"})})
    bundle = members(packed({"包.zip": inner}))
    assert [one.name for one in bundle.files] == ["包/里.txt"]
    assert "压缩包里的压缩包" in bundle.refused[0][1]


def test_a_bomb_is_refused() -> None:
    with pytest.raises(ReadError, match="倍|太大"):
        members(packed({"大.txt": bytes(50 * 1024 * 1024)}))


def test_a_member_that_is_too_large_is_refused_alone() -> None:
    bundle = members(packed({"大.txt": bytes(65 * 1024 * 1024), "小.txt": b"1"}))
    assert [one.name for one in bundle.files] == ["小.txt"]
    assert "MB" in bundle.refused[0][1]


def test_the_size_that_an_entry_claims_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "SMALL", 1000)
    data = bytearray(packed({"大.txt": bytes(1_000_000)}))
    start = data.index(b"PK\x01\x02")
    struct.pack_into("<I", data, start + 24, 10)
    try:
        bundle = members(bytes(data))
    except ReadError:
        return
    assert all(len(one.data) <= 10 for one in bundle.files)


def test_too_many_entries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "ENTRIES", 3)
    with pytest.raises(ReadError, match="条目"):
        members(packed({f"{at}.txt": b"" for at in range(4)}))


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text(min_size=1, max_size=40), min_size=1, max_size=4, unique=True))
def test_no_name_leads_out_of_a_folder(names: list[str]) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name in names:
            try:
                made.writestr(zipfile.ZipInfo(name), b"x")
            except (UnicodeEncodeError, ValueError):
                return
    found = [one.name for one in members(out.getvalue()).files]
    assert len({name.lower() for name in found}) == len(found)
    for name in found:
        path = PurePosixPath(name)
        assert not path.is_absolute() and ".." not in path.parts and "\\" not in name and "\x00" not in name
