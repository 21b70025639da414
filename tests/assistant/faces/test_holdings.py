"""What a base holds: documents with their validity, files that became none."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import click
import pytest
from handmade import DOCUMENT_ID, FakeBase

from assistant.faces.holdings import Holdings, holdings, holdings_text
from ingest.problems import WenceError
from kb.build_report import FileVerdict, Outcome
from kb.entry import Entry

DAY = date(2026, 6, 1)
ADDED = FileVerdict("示例.txt", Outcome.ADDED, "", DOCUMENT_ID)
REFUSED = FileVerdict("空\x1b[2J.txt", Outcome.REFUSED, "文件是空的")


def entry(**change: Any) -> Entry:
    return replace(FakeBase().entries()[0], **change)


def text(*entries: Entry, left_out: tuple[FileVerdict, ...] = ()) -> str:
    return click.unstyle(holdings_text(Holdings(DAY, entries, {DOCUMENT_ID: ADDED}, left_out), 100))


def test_json_has_validity_state_and_verdict_of_every_document() -> None:
    held = Holdings(DAY, (entry(repealed=date(2026, 5, 1)), entry(id="乙")), {DOCUMENT_ID: ADDED}, (REFUSED,))
    told = json.loads(json.dumps(held.as_json()))
    assert list(told) == ["as_of", "documents", "files"]
    first, second = told["documents"]
    assert (first["in_force"], first["verdict"], first["state"]) == (False, "已入库", "held")
    assert "2026-05-01" in first["validity"]
    assert (second["in_force"], second["verdict"], second["detail"]) == (True, "", "")
    assert told["files"] == [{"path": REFUSED.path, "verdict": "拒绝", "detail": "文件是空的"}]


@pytest.mark.parametrize(
    ("change", "marks"),
    [
        ({"authority": "official"}, ""),
        ({}, "（示例文件，不作为办事依据）"),
        ({"authority": "official", "state": "previous"}, "（旧版本）"),
        ({"authority": "official", "state": "removed"}, "（已移除）"),
        ({"authority": "official", "repealed": date(2026, 5, 1)}, "（已于2026-05-01失效）"),
        ({"authority": "official", "effective": date(2027, 5, 1)}, "（自2027-05-01起施行，尚未生效）"),
    ],
)
def test_a_document_is_marked_with_what_the_reader_must_know(change: dict[str, Any], marks: str) -> None:
    first = text(entry(**change)).splitlines()[0]
    assert first.startswith("《慈溪市人才住房示例办法》（慈示例〔2026〕9号）")
    assert first.removeprefix("《慈溪市人才住房示例办法》（慈示例〔2026〕9号）") == marks


def test_what_is_not_known_is_left_out() -> None:
    bare = text(entry(number="", issued=None, authority="official"))
    assert bare.splitlines()[0] == "《慈溪市人才住房示例办法》"
    assert "发布" not in bare


def test_files_that_became_none_stand_below_and_cannot_move_the_cursor() -> None:
    shown = holdings_text(Holdings(DAY, (), {}, (REFUSED,)), 100)
    assert "\x1b[2J" not in shown
    lines = click.unstyle(shown).splitlines()
    assert lines[0] == "知识库里还没有文件。"
    assert lines[2:4] == ["没有入库的文件", "· 空[2J.txt　拒绝：文件是空的"]
    assert lines[-1] == "共 0 份，效力按 2026-06-01 注明"


def test_a_base_is_listed(data: Path) -> None:
    found = holdings(data, DAY)
    assert [one.id for one in found.entries] == ["测试发-2026-1"]
    assert found.verdicts["测试发-2026-1"].outcome is Outcome.ADDED
    assert found.left_out == ()
    assert holdings(data, DAY, everything=True).entries == found.entries


def test_without_a_base_it_is_told_and_none_is_made(tmp_path: Path) -> None:
    with pytest.raises(WenceError):
        holdings(tmp_path / "没有", DAY)
    assert not (tmp_path / "没有").exists()
