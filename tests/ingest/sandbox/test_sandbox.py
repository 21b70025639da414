"""Whatever a file does to the process that reads it: one outcome, in order, and nothing left behind."""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from ingest.limits import Limits
from ingest.parse import Parsed, parse
from ingest.problems import WenceError
from ingest.sandbox.processes import children, marked, resident
from ingest.sandbox.sandbox import Cost, Job, Outcome, Refused, Sandbox

ROOT = Path(__file__).resolve().parents[3]
MIB = 2**20
LIMITS = Limits(seconds=2.0, memory=300 * MIB, page_seconds=1.0, scan_memory=900 * MIB, result=20 * MIB)
TEXT = "第一条　为了规范管理，制定本办法。\n第二条　本办法自发布之日起施行。".encode()

linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells of processes in /proc")


@pytest.fixture(autouse=True)
def nothing_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """After each test: no process of ours runs, none is a zombie, and the temporary folder is empty."""
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    monkeypatch.setenv("WENCE_TEST", str(tmp_path))
    before = set(children(os.getpid()))
    yield
    assert list(place.iterdir()) == []
    assert set(children(os.getpid())) <= before
    assert marked(f"WENCE_TEST={tmp_path}".encode()) == ()


def outcomes(*jobs: Job, workers: int = 2, limits: Limits = LIMITS) -> list[Outcome]:
    with Sandbox(workers, limits, "misbehaviour:act") as box:
        return list(box.parse(jobs))


def reason(act: str, data: bytes = TEXT, limits: Limits = LIMITS) -> str:
    """Why a misbehaving file between two good ones is refused; the two are read all the same."""
    first, refused, last = outcomes((TEXT, "甲.txt"), (data, f"{act}.txt"), (TEXT, "乙.txt"), limits=limits)
    assert isinstance(first, Parsed)
    assert isinstance(last, Parsed)
    assert isinstance(refused, Refused), refused
    assert is_sentence(refused.reason)
    return refused.reason


def is_sentence(text: str) -> bool:
    return bool(re.search("[一-鿿]", text)) and not re.search(r"。$|\n|Traceback|File \"", text)


def test_a_document_is_what_the_parser_makes_of_it(plan_file: Path) -> None:
    data = plan_file.read_bytes()
    (found,) = outcomes((data, plan_file.name), limits=Limits())
    assert found == parse(data, plan_file.name)


@pytest.mark.parametrize(
    ("act", "said"),
    [
        ("loop", "超过 2 秒"),
        ("sleep", "超过 2 秒"),
        ("allocate", "内存超过 300 MB"),
        ("leave", "意外终止"),
        ("kill", "被系统终止"),
        ("crash", "意外终止"),
        ("raise", "解析出错（KeyError）"),
        ("leave_politely", "解析出错（SystemExit）"),
        ("refuse", "文件加了密码， 请去掉密码后重试"),
        ("recurse", "嵌套得太深"),
        ("fork_and_die", "意外终止"),
        ("swell", "读出的内容超过 20 MB"),
        ("string", "意外终止"),
        ("trap", "意外终止"),
        ("babble", "意外终止"),
        ("kill_fork_server", "意外终止"),
    ],
)
def test_a_file_that_misbehaves_is_refused_and_the_others_are_read(act: str, said: str) -> None:
    assert said in reason(act)


@linux
def test_memory_of_all_that_a_child_starts_counts() -> None:
    assert "内存超过 300 MB" in reason("share", limits=Limits(seconds=20, memory=300 * MIB))


@pytest.mark.parametrize("act", ["print", "write", "fork"])
def test_what_a_reader_prints_writes_and_starts_goes_nowhere(
    act: str, capfd: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (found,) = outcomes((TEXT, f"{act}.txt"))
    assert isinstance(found, Parsed)
    assert capfd.readouterr() == ("", "")
    assert [path.name for path in tmp_path.iterdir()] == ["temporary"]


def test_outcomes_come_in_order_and_a_slow_file_does_not_hold_the_others_up(tmp_path: Path) -> None:
    settled: list[str] = []
    gate = tmp_path / "gate"

    def spent(name: str, cost: Cost) -> None:
        settled.append(name)
        if len(settled) == 15:
            gate.touch()

    jobs = [(bytes(gate), "gate.txt"), *((TEXT, f"{n}.txt") for n in range(20)), (b"", "空.txt")]
    with Sandbox(2, Limits(), "misbehaviour:act") as box:
        found = list(box.parse(jobs, spent=spent))
    names = [one.document.source for one in found if isinstance(one, Parsed)]
    assert names == ["甲.txt", *(f"{n}.txt" for n in range(20))]
    assert isinstance(found[-1], Refused)
    assert settled.index("gate.txt") >= 15


def test_only_some_files_are_taken_ahead() -> None:
    taken = 0

    def jobs() -> Iterator[Job]:
        nonlocal taken
        for number in range(500):
            taken += 1
            yield TEXT, f"{number}.txt"

    with Sandbox(2) as box, closing(box.parse(jobs())) as found:
        for _ in range(3):
            next(found)
        assert taken <= 3 + 64
        # what is left in the middle does no harm to what comes after
    with Sandbox(2) as box:
        with closing(box.parse(jobs())) as found:
            next(found)
        assert [type(one) for one in box.parse([(TEXT, "甲.txt")])] == [Parsed]


def test_progress_and_cost_are_told() -> None:
    told: list[tuple[str, str, int, int]] = []
    spent: list[tuple[str, Cost]] = []
    with Sandbox(1, LIMITS, "misbehaviour:act") as box:
        list(box.parse([(TEXT, "tell.txt")], lambda *one: told.append(one), lambda *one: spent.append(one)))
    assert told == [("tell.txt", "读取页面", n, 3) for n in (1, 2, 3)]
    ((name, cost),) = spent
    assert name == "tell.txt"
    assert cost.seconds > 0
    assert cost.peak > MIB


def test_a_page_to_recognise_has_time_and_memory_of_its_own() -> None:
    short = Limits(seconds=0.6, memory=300 * MIB, page_seconds=2.0, scan_memory=900 * MIB)
    patient, hasty = outcomes((b"3 0.4 big", "scan.txt"), (b"2 60", "scan.txt"), limits=short)
    assert isinstance(patient, Parsed)
    assert isinstance(hasty, Refused)
    assert "有一页超过 2 秒" in hasty.reason


@linux
def test_a_fork_server_that_is_killed_is_replaced() -> None:
    with Sandbox(2) as box:
        found = box.parse((TEXT, f"{n}.txt") for n in range(60))
        first = next(found)
        (server,) = set(children(os.getpid())) - {0}
        os.kill(server, signal.SIGKILL)
        rest = list(found)
    assert all(isinstance(one, Parsed) for one in (first, *rest))
    assert len(rest) == 59


def test_threads_may_each_have_a_sandbox() -> None:
    found: list[Outcome] = []

    def work() -> None:
        with Sandbox(1) as box:
            found.extend(box.parse([(TEXT, "甲.txt")] * 3))

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [type(one) for one in found] == [Parsed] * 9


def test_one_caller_at_a_time() -> None:
    with Sandbox(1) as box, closing(box.parse([(TEXT, "甲.txt")] * 3)) as found:
        next(found)
        with pytest.raises(RuntimeError):
            next(box.parse([(TEXT, "乙.txt")]))


def test_without_files_no_process_is_started() -> None:
    before = children(os.getpid())
    with Sandbox() as box:
        assert list(box.parse([])) == []
        assert children(os.getpid()) == before


def test_a_fork_server_that_cannot_start_says_so() -> None:
    with Sandbox(1, run="ingest.no_such:parse") as box, pytest.raises(WenceError, match="启动不了.*no_such"):
        list(box.parse([(TEXT, "甲.txt")]))


@linux
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_a_program_that_is_killed_leaves_nothing(number: signal.Signals, tmp_path: Path) -> None:
    """Its server, the child at work and what that has started end with it; so does their folder."""
    program = (
        "import sys; from ingest.sandbox.sandbox import Sandbox\n"
        "with Sandbox(1, run='misbehaviour:act') as box:\n"
        "    list(box.parse([(b'', 'share.txt')], spent=print))\n"
    )
    environment = {
        **os.environ,
        "PYTHONPATH": f"{ROOT}:{ROOT / 'tests' / 'made'}",
        "TMPDIR": str(tmp_path / "temporary"),
    }
    with subprocess.Popen(
        [sys.executable, "-c", program], env=environment, stderr=subprocess.DEVNULL
    ) as process:
        mark = f"WENCE_TEST={tmp_path}".encode()
        wait_until(lambda: len(marked(mark)) >= 5)  # the program, server, child and two grandchildren
        process.send_signal(number)
        process.wait()
    wait_until(lambda: not marked(mark) and not list((tmp_path / "temporary").iterdir()))


def wait_until(so: object) -> None:
    pause = threading.Event()
    for _ in range(400):
        if callable(so) and so():
            return
        pause.wait(0.05)
    pytest.fail("it did not come to pass within 20 seconds")


@linux
def test_memory_of_a_process_is_known() -> None:
    assert resident(os.getpid()) > MIB


def damaged(data: bytes, dice: random.Random) -> bytes:
    """The bytes cut short, with a run of zeros, with flipped bits, twice over or in another encoding."""
    at, size = dice.randrange(len(data)), dice.randrange(1, 400)
    flipped = bytearray(data)
    for _ in range(size):
        flipped[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
    recoded = data.decode("utf-8").encode(dice.choice(["utf-16", "gb18030", "utf-7", "utf-32-be"]))
    return dice.choice(
        [data[:at], data[:at] + b"\0" * size + data[at + size :], bytes(flipped), data[at:] + data, recoded]
    )


def test_damaged_policies_get_one_verdict_each(plan_file: Path) -> None:
    """The small sample of `python -m eval.bench.hostile`."""
    data = plan_file.read_bytes()[:30_000].decode("utf-8", "ignore").encode()
    page = b"<html><body><p>" + data.replace(b"\n", b"</p><p>") + b"</p></body></html>"
    jobs = [
        (damaged(source, random.Random(seed)), f"{seed}{suffix}")
        for seed, (source, suffix) in enumerate([(data, ".txt"), (data, ".md"), (page, ".html")] * 20)
    ]
    with Sandbox(2) as box:
        found = list(box.parse(jobs))
    assert len(found) == 60
    for one in found:
        if isinstance(one, Parsed):
            assert any(clause.text.strip() for clause in one.document.clauses)
        else:
            assert is_sentence(one.reason)
    assert sum(isinstance(one, Parsed) for one in found) > 10
