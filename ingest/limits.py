"""Limits: what one file may use while it is read, and the sentence for each limit that it passes.

Every sentence says what was wrong and what to do next, in Chinese and without its 。
"""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1024 * 1024
GIB = 1024 * MIB

SCAN_STAGE = "识别扫描页"
"""The stage whose steps are pages to recognise: each of them has a time of its own."""

_AGAIN = "请检查文件是否损坏，或另存为 .docx 或 .txt 后重试"
_REPORT = "请另存为 .docx 或 .txt 后重试，仍不行请把文件报告给维护者"

DIED = f"读取它的进程意外终止，{_REPORT}"
ENDED_BY_SYSTEM = f"读取它的进程被系统终止（多半是内存不足），请关掉别的程序后重试；再不行，{_AGAIN[1:]}"
TOO_DEEP = "文件的内容嵌套得太深，读不了，请另存为 .docx 或 .txt 后重试"


@dataclass(frozen=True, slots=True)
class Limits:
    """Of one file and all that reads it. `seconds` is by the clock and of processor time; a page that is
    recognised in a picture has `page_seconds` by the clock from the moment the page before it was done.
    `memory` is bytes in RAM, all processes together, and of data in each process; `scan_memory` is the
    same once pages are recognised. `result` is bytes of the parsed document, `files` open files at once,
    `scratch` bytes of a temporary file."""

    seconds: float = 30.0
    memory: int = GIB
    page_seconds: float = 60.0
    scan_memory: int = 2 * GIB
    result: int = 256 * MIB
    files: int = 1024
    scratch: int = 512 * MIB

    def too_slow(self) -> str:
        return f"读取超过 {self.seconds:g} 秒，已停止，{_AGAIN}"

    def page_too_slow(self) -> str:
        return (
            f"识别扫描页时有一页超过 {self.page_seconds:g} 秒，已停止，请降低扫描的分辨率，或换成有文字的文件"
        )

    def too_big(self, scanned: bool) -> str:
        allowed = self.scan_memory if scanned else self.memory
        return f"读取时内存超过 {_size(allowed)}，已停止，请把文件拆小，或另存为 .docx 或 .txt 后重试"

    def result_too_big(self) -> str:
        return f"读出的内容超过 {_size(self.result)}，已停止，请把文件拆小后重试"


def fault(name: str) -> str:
    """Of an exception of our own code: `name` is its class."""
    return f"程序解析出错（{name}），{_REPORT}"


def unwritable(why: str) -> str:
    """Of a temporary file that could not be written, or another fault of the machine."""
    return f"读取时用不了临时文件（{why}），请检查临时文件夹的空间和权限后重试"


def _size(count: int) -> str:
    return f"{count / GIB:g} GB" if count >= GIB else f"{count / MIB:g} MB"
