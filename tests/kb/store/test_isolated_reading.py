"""Files read in processes of their own: one outcome a file, in order, with its own bytes."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.parse import Parsed, parse
from ingest.problems import OcrNeeded, ReadError
from ingest.sandbox import Refused
from kb.store import isolated_reading
from kb.store.isolated_reading import Unread, parser_version, readings
from kb.store.items import Item
from kb.store.sources import SourceFile

TEXT = "临江市甲办法\n\n第一条 为了规范管理，制定本办法。\n".encode()


def quiet(_stage: str, _done: int, _total: int) -> None:
    """Nobody listens."""


def item(path: Path, data: bytes | None) -> Item:
    if data is not None:
        path.write_bytes(data)
    return Item(SourceFile(path, False))


def test_good_bad_and_lost_files_each_get_their_own(tmp_path: Path) -> None:
    files = [
        item(tmp_path / "甲.txt", TEXT),
        item(tmp_path / "空.txt", b""),
        item(tmp_path / "没有.txt", None),
        Item(SourceFile(tmp_path / "包.zip", False, "乙.txt"), None, TEXT + "第二条 乙。\n".encode()),
    ]
    found = list(readings(files, quiet))
    assert [one for one, _, _ in found] == files
    assert [data for _, data, _ in found] == [TEXT, b"", b"", files[3].content]
    first, empty, lost, last = (outcome for _, _, outcome in found)
    assert first == parse(TEXT, "甲.txt")
    assert isinstance(empty, Unread)
    assert empty.reason
    assert not empty.reason.endswith("。")
    assert not empty.needs_ocr
    assert isinstance(lost, Unread)
    assert "读不出来" in lost.reason
    assert isinstance(last, Parsed)
    assert last.document.clause("t2").text == "第二条 乙。"


def test_no_files_start_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolated_reading, "Sandbox", None)
    assert list(readings([], quiet)) == []


class _Box:
    """A sandbox whose outcome the file's name says; it tells of a scan and of another stage."""

    def __enter__(self) -> _Box:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def parse(self, jobs, tell):  # type: ignore[no-untyped-def]
        for _, name in jobs:
            tell(name, isolated_reading.SCAN_STAGE, 1, 3)
            tell(name, "读取页面", 1, 3)
            yield Refused(
                str(OcrNeeded("需要OCR：只有页面的图片")) if "扫描" in name else str(ReadError("坏了"))
            )


def test_a_scan_is_told_apart_and_heard_page_by_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolated_reading, "Sandbox", _Box)
    heard: list[tuple[str, int, int]] = []
    files = [item(tmp_path / "扫描.pdf", b"1"), item(tmp_path / "坏.pdf", b"2")]
    found = [outcome for _, _, outcome in readings(files, lambda *told: heard.append(told))]
    assert found == [Unread("只有页面的图片", True), Unread("坏了", False)]
    stage = isolated_reading.SCAN_STAGE
    assert heard == [(f"{stage}：扫描.pdf", 1, 3), (f"{stage}：坏.pdf", 1, 3)]


def test_the_parser_has_another_name_when_its_code_is_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = tmp_path / "ingest" / "__init__.py"
    code.parent.mkdir()
    code.write_text("one")
    monkeypatch.setattr("ingest.__file__", str(code))
    version = parser_version.__wrapped__
    first = version()
    assert version() == first
    code.write_text("two")
    assert version() != first
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    without = version()
    monkeypatch.setattr("importlib.util.find_spec", lambda _: object())
    assert version() == without + "+ocr"
