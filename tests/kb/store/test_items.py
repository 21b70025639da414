"""Items: each file with what meta.yaml says of it, zip files as their members, refusals one by one."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from kb.build_report import FileVerdict, Outcome
from kb.store import items as module
from kb.store.items import Item, items
from kb.store.sources import SourceFile, source_files


def zipped(path: Path, members: dict[str, bytes]) -> Path:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as bundle:
        for name, data in members.items():
            bundle.writestr(name, data)
    path.write_bytes(held.getvalue())
    return path


def told(folder: Path) -> list[Item | FileVerdict]:
    return list(items(source_files([folder])))


def files(folder: Path, meta: str = "") -> Path:
    (folder / "甲.txt").write_text("甲", encoding="utf-8")
    (folder / "乙.txt").write_text("乙", encoding="utf-8")
    if meta:
        (folder / "meta.yaml").write_text(meta, encoding="utf-8")
    return folder


def test_files_come_in_order_with_what_is_said_of_them(tmp_path: Path) -> None:
    found = told(files(tmp_path, "甲.txt: {title: 某某办法}\n"))
    assert all(isinstance(one, Item) for one in found)
    second, first = (one for one in found if isinstance(one, Item))  # 乙 before 甲
    assert (second.file.name, second.meta, second.said, second.load()) == ("乙.txt", None, "", "乙".encode())
    assert first.meta is not None
    assert "某某办法" in first.said
    assert not first.blocked


def test_what_is_said_is_the_same_wherever_it_stands_in_the_file(tmp_path: Path) -> None:
    def said(meta: str) -> str:
        return next(one.said for one in told(files(tmp_path, meta)) if isinstance(one, Item) and one.meta)

    here = said("甲.txt: {title: 某某办法}\n")
    assert said("# 说明\n\n甲.txt: {title: 某某办法}\n") == here
    assert said("甲.txt: {title: 另一办法}\n") != here


def test_a_bad_meta_file_blocks_its_folder_and_no_other(tmp_path: Path) -> None:
    (tmp_path / "好").mkdir()
    (tmp_path / "坏").mkdir()
    files(tmp_path / "好")
    files(tmp_path / "坏", "甲.txt: {没有这一项: 1}\n")
    found = told(tmp_path)
    verdicts = [one for one in found if isinstance(one, FileVerdict)]
    assert [(one.path, one.outcome) for one in verdicts] == [
        (str(tmp_path / "坏" / "meta.yaml"), Outcome.REFUSED)
    ]
    assert verdicts[0].detail
    assert not verdicts[0].detail.endswith("。")
    blocked = {one.file.path.parent.name: one.blocked for one in found if isinstance(one, Item)}
    assert blocked["好"] == ""
    assert "meta.yaml 有误" in blocked["坏"]


def test_a_zip_file_is_its_members(tmp_path: Path) -> None:
    zipped(tmp_path / "包.zip", {"一/甲.txt": "甲".encode(), "乙.txt": "乙".encode()})
    found = told(tmp_path)
    assert {(one.file.member, one.load()) for one in found if isinstance(one, Item)} == {
        ("一/甲.txt", "甲".encode()),
        ("乙.txt", "乙".encode()),
    }
    assert not [one for one in found if isinstance(one, FileVerdict)]


@pytest.mark.parametrize(
    ("data", "says"), [(b"not a zip file", ""), (None, "没有文件")], ids=["damaged", "empty"]
)
def test_a_zip_file_that_gives_nothing_is_refused(tmp_path: Path, data: bytes | None, says: str) -> None:
    path = zipped(tmp_path / "包.zip", {})
    if data:
        path.write_bytes(data)
    (only,) = told(tmp_path)
    assert isinstance(only, FileVerdict)
    assert (only.path, only.outcome) == (str(path), Outcome.REFUSED)
    assert says in only.detail
    assert only.detail
    assert not only.detail.endswith("。")


def test_a_zip_file_inside_a_zip_file_is_its_members_too(tmp_path: Path) -> None:
    inner = zipped(tmp_path / "内.zip", {"丙.txt": b"c"}).read_bytes()
    (tmp_path / "内.zip").unlink()
    zipped(tmp_path / "包.zip", {"甲.txt": b"a", "内.zip": inner})
    found = [(one.file.member, one.load()) for one in told(tmp_path) if isinstance(one, Item)]
    assert found == [("甲.txt", b"a"), ("内/丙.txt", b"c")]


def test_a_file_that_is_too_large_or_gone_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = zipped(tmp_path / "包.zip", {"甲.txt": b"a"})
    monkeypatch.setattr(module, "MAX_BYTES", 10)
    (only,) = told(tmp_path)
    assert isinstance(only, FileVerdict)
    assert "超过" in only.detail
    file = SourceFile(path, False)
    path.unlink()
    (gone,) = items([file])
    assert isinstance(gone, FileVerdict)
    assert "读不出来" in gone.detail
    lost = Item(SourceFile(tmp_path / "没有.txt", False))
    with pytest.raises(OSError, match="No such file"):
        lost.load()
