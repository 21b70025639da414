"""Files read, each in a process of its own with limits, in the order given."""

from __future__ import annotations

import hashlib
import importlib.util
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import ingest
from ingest.limits import SCAN_STAGE
from ingest.parse import Parsed
from ingest.sandbox import Refused, Sandbox
from kb.store.items import Item

Progress = Callable[[str, int, int], None]
NEEDS_OCR = "需要OCR："


@dataclass(frozen=True, slots=True)
class Unread:
    """Why a file could not be read, in Chinese without a full stop. `needs_ocr`: it holds only pictures of
    pages, and what recognises them is not installed."""

    reason: str
    needs_ocr: bool = False


def readings(files: Sequence[Item], tell: Progress) -> Iterator[tuple[Item, bytes, Parsed | Unread]]:
    """Each file with its bytes and what was read from them. `tell` hears of scans page by page."""
    loaded: deque[tuple[bytes, str]] = deque()  # what the sandbox has taken and not yet given back

    def jobs() -> Iterator[tuple[bytes, str]]:
        for item in files:
            try:
                data, problem = item.load(), ""
            except OSError as error:
                data, problem = b"", f"读不出来（{error.strerror}），请检查文件和权限"
            loaded.append((data, problem))
            yield data, item.file.name

    def slow(name: str, stage: str, done: int, total: int) -> None:
        if stage == SCAN_STAGE:
            tell(f"{stage}：{name}", done, total)

    if not files:
        return
    with Sandbox() as box:
        for item, outcome in zip(files, box.parse(jobs(), slow), strict=True):
            data, problem = loaded.popleft()
            yield item, data, Unread(problem) if problem else _read(outcome)


def _read(outcome: Parsed | Refused) -> Parsed | Unread:
    if isinstance(outcome, Parsed):
        return outcome
    needs_ocr = outcome.reason.startswith(NEEDS_OCR)
    return Unread(outcome.reason.removeprefix(NEEDS_OCR), needs_ocr)


@cache
def parser_version() -> str:
    """A short name of the code that parses, and of whether it can recognise scanned pages: a file read by
    other code is read again."""
    digest = hashlib.sha256()
    for path in sorted(Path(ingest.__file__).parent.rglob("*.py")):
        digest.update(path.read_bytes())
    recognises = all(importlib.util.find_spec(name) for name in ("rapidocr", "onnxruntime"))
    return digest.hexdigest()[:12] + ("+ocr" if recognises else "")
