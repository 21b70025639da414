"""Readers that do what no reader should: each is run in the sandbox in place of the parser."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from ingest.limits import SCAN_STAGE
from ingest.parse import Parsed, parse
from ingest.problems import ReadError
from ingest.read.outcome import Tell


def act(data: bytes, name: str, tell: Tell) -> object:
    """Do what the file's name says, else parse it; the data says the details."""
    return _ACTS.get(Path(name).stem, _parse)(data, name, tell)


def _parse(data: bytes, name: str, tell: Tell) -> Parsed:
    return parse(data, name, tell=tell)


def _loop(data: bytes, name: str, tell: Tell) -> object:
    while True:
        pass


def _sleep(data: bytes, name: str, tell: Tell) -> object:
    time.sleep(1000)


def _gate(data: bytes, name: str, tell: Tell) -> object:
    """Wait until the file that the data names is there."""
    while not Path(os.fsdecode(data)).exists():
        time.sleep(0.01)
    return parse("第一条　甲。".encode(), "甲.txt")


def _allocate(data: bytes, name: str, tell: Tell) -> object:
    return len(bytearray(3 * 2**30))


def _share(data: bytes, name: str, tell: Tell) -> object:
    """Memory that no limit of the process counts: a grandchild's, added to its own."""
    hog = "held = bytearray(b'1') * (200 << 20); import time; time.sleep(1000)"
    for _ in range(2):
        subprocess.Popen([sys.executable, "-c", hog])
    time.sleep(1000)
    return None


def _leave(data: bytes, name: str, tell: Tell) -> object:
    os._exit(0)


def _kill(data: bytes, name: str, tell: Tell) -> object:
    os.kill(os.getpid(), signal.SIGKILL)


def _crash(data: bytes, name: str, tell: Tell) -> object:
    os.kill(os.getpid(), signal.SIGSEGV)


def _kill_fork_server(data: bytes, name: str, tell: Tell) -> object:
    os.kill(os.getppid(), signal.SIGKILL)
    time.sleep(1000)


def _raise(data: bytes, name: str, tell: Tell) -> object:
    raise KeyError("内情")


def _leave_politely(data: bytes, name: str, tell: Tell) -> object:
    sys.exit(3)


def _refuse(data: bytes, name: str, tell: Tell) -> object:
    raise ReadError("文件加了密码，\n请去掉密码后重试。")


def _recurse(data: bytes, name: str, tell: Tell) -> object:
    return _recurse(data, name, tell)


def _print(data: bytes, name: str, tell: Tell) -> object:
    print("x" * 100_000)
    print("y" * 100_000, file=sys.stderr)
    os.write(1, b"z")
    return parse(data, "甲.txt")


def _write(data: bytes, name: str, tell: Tell) -> object:
    Path("left.txt").write_text("in the current folder")
    import tempfile

    tempfile.mkdtemp()
    return parse(data, "甲.txt")


def _fork(data: bytes, name: str, tell: Tell) -> object:
    """Leave a grandchild in a session of its own, and its child, which hold the pipe open."""
    if os.fork() == 0:
        os.setsid()
        os.fork()
        time.sleep(1000)
    return parse(data, "甲.txt")


def _fork_and_die(data: bytes, name: str, tell: Tell) -> object:
    if os.fork() == 0:
        os.setsid()
        time.sleep(1000)
    os._exit(1)


def _swell(data: bytes, name: str, tell: Tell) -> object:
    return "x" * 30_000_000


def _string(data: bytes, name: str, tell: Tell) -> object:
    return "no document"


class _Trap:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return (os.system, ("kill -9 $PPID",))


def _trap(data: bytes, name: str, tell: Tell) -> object:
    return _Trap()


def _babble(data: bytes, name: str, tell: Tell) -> object:
    for file in range(3, 64):
        try:
            os.write(file, b"[1]\n{}\nnot json" + b"x" * 9000)
        except OSError:
            continue
    time.sleep(1000)
    return None


def _tell(data: bytes, name: str, tell: Tell) -> object:
    for done in range(3):
        tell("读取页面", done + 1, 3)
    return parse(data, "甲.txt")


def _scan(data: bytes, name: str, tell: Tell) -> object:
    """Pages that each take longer than half the time of a file."""
    pages, seconds = int(data.split()[0]), float(data.split()[1])
    for page in range(pages):
        tell(SCAN_STAGE, page, pages)
        held = bytearray(b"1") * (400 << 20) if data.endswith(b"big") else b""
        time.sleep(seconds)
        del held
    tell(SCAN_STAGE, pages, pages)
    return parse("第一条　甲。".encode(), "甲.txt")


_ACTS = {
    name[1:]: act
    for name, act in list(globals().items())
    if name[0] == "_" and name[1] != "_" and callable(act)
}
