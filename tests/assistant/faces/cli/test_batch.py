"""A JSONL file in, one JSON line out for each line, in order; a bad line stops nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.faces.cli import batch
from ingest.problems import UsageError


def reply(question: str) -> dict[str, Any]:
    if question == "坏":
        raise ZeroDivisionError("秘密")
    if question == "拒":
        raise UsageError("不能这样问。")
    return {"status": "answered", "text": question}


@pytest.fixture
def ran(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Any:
    def run(content: bytes, keys: tuple[str, ...] = ("query", "question")) -> Any:
        (tmp_path / "问.jsonl").write_bytes(content)
        bad = batch.run(str(tmp_path / "问.jsonl"), keys, reply)
        told = capfd.readouterr()
        return bad, [json.loads(line) for line in told.out.splitlines()], told.err

    return run


def line(**record: Any) -> bytes:
    return json.dumps(record, ensure_ascii=False).encode() + b"\n"


def test_lines_are_answered_in_order_with_their_ids(ran: Any) -> None:
    bad, out, err = ran(line(id="a", question="一") + line(id=2, question="二") + line(question="三"))
    assert (bad, err) == (0, "")
    assert [(one["id"], one["text"]) for one in out] == [("a", "一"), (2, "二"), (None, "三")]


def test_the_first_key_that_a_line_has_counts(ran: Any) -> None:
    assert ran(line(question="后", query="先"))[1][0]["text"] == "先"
    assert ran(line(question="后"))[1][0]["text"] == "后"


@pytest.mark.parametrize(
    ("bad_line", "says"),
    [
        (b"not json\n", "不是 UTF-8 的 JSON"),
        (b'{"question": "\xff"}\n', "不是 UTF-8 的 JSON"),
        (b"[" * 100_000 + b"\n", "不是 UTF-8 的 JSON"),
        (b"[1]\n", "应是 JSON 对象"),
        (b"7\n", "应是 JSON 对象"),
        (line(id=1), "没有“query”或“question”"),
        (line(question=7), "“question”应是一段文字"),
        (line(question=" "), "问题是空的"),
        (line(question="问" * 2001), "超过上限 2,000 字"),
        (line(question="拒"), "不能这样问。"),
        (line(question="坏"), "程序出错了（ZeroDivisionError）。"),
    ],
    ids=lambda value: value[:12] if isinstance(value, str) else "",
)
def test_a_bad_line_is_told_and_the_next_is_answered(ran: Any, bad_line: bytes, says: str) -> None:
    bad, out, err = ran(bad_line + line(id="z", question="一"))
    assert bad == 1
    assert [one["status"] for one in out] == ["error", "answered"]
    assert says in out[0]["text"]
    assert err == f"第 1 行：{out[0]['text']}\n"
    assert "秘密" not in err


def test_a_line_that_is_too_long_is_not_read(ran: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "LINE_LIMIT", 40)
    bad, out, _ = ran(line(question="一" * 30))
    assert (bad, "超过上限 40 字节" in out[0]["text"]) == (1, True)


def test_blank_lines_and_a_byte_order_mark_are_no_lines(ran: Any) -> None:
    bad, out, err = ran(b"\xef\xbb\xbf" + line(id=1, question="一") + b"\r\n  \n\n" + b"oops\n")
    assert (bad, len(out)) == (1, 2)
    assert err.startswith("第 5 行：")
    assert ran(b"") == (0, [], "")


def test_the_detail_of_a_fault_is_shown_to_who_looks_for_it(
    ran: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WENCE_DEBUG", "1")
    assert "ZeroDivisionError: 秘密" in ran(line(question="坏"))[2]
