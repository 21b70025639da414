"""A JSONL file in, one JSON line out for each of its lines, in order."""

from __future__ import annotations

import json
import os
import traceback
from collections.abc import Callable, Iterator
from typing import Any

import click

from assistant.faces.cli.writing import say
from assistant.faces.inputs import question_of
from ingest.problems import UsageError, WenceError

LINE_LIMIT = 1_000_000


def run(path: str, keys: tuple[str, ...], reply: Callable[[str], dict[str, Any]]) -> int:
    """Reply to each line of `path` (“-” is stdin) and print {"id", …reply}. The question stands
    under the first of `keys` that the line has. A bad line gives {"id", "status": "error", "text"}
    and does not stop the others. Gives back how many lines were bad."""
    bad = 0
    for number, line in _lines(path):
        record = _reply(line, keys, reply)
        if record.get("status") == "error":
            bad += 1
            click.echo(f"第 {number} 行：{record['text']}", err=True)
        say(record)
    return bad


def _lines(path: str) -> Iterator[tuple[int, bytes]]:
    with click.open_file(path, "rb") as stream:
        for number, line in enumerate(stream, 1):
            if line.strip(b"\xef\xbb\xbf \t\r\n"):
                yield number, line


def _reply(line: bytes, keys: tuple[str, ...], reply: Callable[[str], dict[str, Any]]) -> dict[str, Any]:
    identity: Any = None
    try:
        record = _record(line)
        identity = record.get("id")
        return {"id": identity, **reply(_question(record, keys))}
    except WenceError as error:
        return {"id": identity, "status": "error", "text": str(error)}
    except Exception as error:  # noqa: BLE001 - one question that breaks the program must not stop the batch
        if os.environ.get("WENCE_DEBUG") == "1":
            traceback.print_exc()
        return {"id": identity, "status": "error", "text": f"程序出错了（{type(error).__name__}）。"}


def _record(line: bytes) -> dict[str, Any]:
    if len(line) > LINE_LIMIT:
        raise UsageError(f"这一行有 {len(line):,} 字节，超过上限 {LINE_LIMIT:,} 字节。")
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise UsageError('这一行不是 UTF-8 的 JSON，应形如 {"id": "1", "question": "……"}。') from None
    if not isinstance(record, dict):
        raise UsageError('这一行应是 JSON 对象，形如 {"id": "1", "question": "……"}。')
    return record


def _question(record: dict[str, Any], keys: tuple[str, ...]) -> str:
    for key in keys:
        if key in record:
            if not isinstance(record[key], str):
                raise UsageError(f"“{key}”应是一段文字。")
            return question_of(record[key])
    raise UsageError(f"这一行没有“{'”或“'.join(keys)}”。")
