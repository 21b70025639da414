"""Sandbox: every file is parsed in a process of its own, under limits, and gets one outcome.

The program around it may have threads, databases and a terminal: it is never forked. A fork server is, one
process started clean, which forks a child for each file (`ingest.sandbox.forkserver`, `ingest.sandbox.worker`). Nothing of it
is left when the sandbox is closed, nor when the program is killed.
"""

from __future__ import annotations

import os
import tempfile
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from ingest.limits import DIED, Limits
from ingest.parse import Parsed, bytes_of
from ingest.problems import ReadError
from ingest.sandbox.server_process import ForkServerLostError, ServerProcess
from ingest.sandbox.unpickling import unpack

Tell = Callable[[str, str, int, int], None]
"""Told of slow work: the file's name, a Chinese name of the stage, steps done, steps in all."""
Job = tuple[bytes, str]
"""The bytes of a file and its name, whose suffix tells the format."""

_AHEAD = 64  # files whose outcome may wait for a slower one before them
_BYTES_AHEAD = 64 * 1024 * 1024  # of files that are with the fork server, unless it is one file alone
_TRIES = 2  # the second time a file is read alone


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that became no document: `reason` is one Chinese sentence without its 。"""

    reason: str


@dataclass(frozen=True, slots=True)
class Cost:
    """What reading one file took: `seconds` by the clock and `processor` seconds, and `peak` bytes in RAM of its
    largest process."""

    seconds: float
    processor: float
    peak: int


Outcome = Parsed | Refused
Spent = Callable[[str, Cost], None]


class Sandbox:
    """A context manager; `parse` may be called many times, by one thread at a time.

    `run` names what reads a file, "module:function", called with bytes, name and `tell`. Processes are
    started with the first file and not before."""

    def __init__(
        self, workers: int | None = None, limits: Limits | None = None, run: str = "ingest.parse:parse"
    ) -> None:
        self._workers = workers or min(4, os.cpu_count() or 1)
        self._limits = limits or Limits()
        self._run = run
        self._server: ServerProcess | None = None
        self._busy = threading.Lock()

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End every process and remove every temporary file; a later `parse` starts anew."""
        if self._server:
            self._server.close()
            self._server = None

    def parse(
        self, jobs: Iterable[Job], tell: Tell | None = None, spent: Spent | None = None
    ) -> Iterator[Outcome]:
        """One outcome a job, in the order of the jobs, of which only a few are taken ahead. `tell` and `spent`
        are called in between, for any of the files at hand. WenceError when no process can be started."""
        if not self._busy.acquire(blocking=False):
            raise RuntimeError("a sandbox parses for one caller at a time")
        round_ = _Round(self, iter(jobs), tell, spent)
        try:
            yield from round_.outcomes()
        finally:
            round_.leave()
            self._busy.release()

    def server(self) -> ServerProcess:
        """The fork server, started when it is not there."""
        if not self._server:
            self._server = ServerProcess(self._run, self._workers, self._limits)
        return self._server

    @property
    def limits(self) -> Limits:
        """What one file may use."""
        return self._limits

    @property
    def at_hand(self) -> int:
        """How many files are with the fork server at once: those being read and as many that wait."""
        return 2 * self._workers + 2


class _Task:
    """One job on its way. The files hold its bytes and its document; they have no name on any disk."""

    def __init__(self, number: int, data: bytes, name: str) -> None:
        self.number = number
        self.name = name
        self.size = len(data)
        self.data = _nameless_file()
        self.result = _nameless_file()
        self.lost = 0  # how often the fork server ended while it was there
        self.outcome: Outcome | None = None
        at, whole = 0, memoryview(data)
        while at < len(whole):
            at += os.pwrite(self.data, whole[at : at + 2**26], at)

    def settle(self, outcome: Outcome) -> None:
        self.outcome = outcome
        os.close(self.data)
        os.close(self.result)


def _nameless_file() -> int:
    if hasattr(os, "memfd_create"):
        return os.memfd_create("wence")
    with tempfile.TemporaryFile() as file:
        return os.dup(file.fileno())


class _Round:
    """One call of `parse`."""

    def __init__(self, box: Sandbox, jobs: Iterator[Job], tell: Tell | None, spent: Spent | None) -> None:
        self._box = box
        self._jobs = jobs
        self._tell = tell
        self._spent = spent
        self._number = 0
        self._order: deque[_Task] = deque()  # taken and not yet handed out
        self._away: dict[int, _Task] = {}  # with the fork server
        self._again: deque[_Task] = deque()  # were there when it ended: each goes back alone
        self._more = True

    def outcomes(self) -> Iterator[Outcome]:
        while True:
            self._feed()
            if self._order and self._order[0].outcome:
                yield self._order.popleft().outcome or Refused(DIED)
            elif self._order:
                self._hear()
            else:
                return

    def leave(self) -> None:
        """Stop the work that nobody waits for any more."""
        if self._away:
            self._box.close()
        for task in self._order:
            if not task.outcome:
                task.settle(Refused(DIED))

    def _feed(self) -> None:
        """Give the fork server what it may have."""
        while self._again:
            if self._away:
                return
            self._hand_over(self._again.popleft())
        while self._more and self._room():
            job = next(self._jobs, None)
            if job is None:
                self._more = False
                return
            self._number += 1
            task = _Task(self._number, *job)
            self._order.append(task)
            self._hand_over(task)

    def _room(self) -> bool:
        if not self._away:
            return len(self._order) < _AHEAD
        size = sum(task.size for task in self._away.values())
        alone = any(task.lost for task in self._away.values())
        few = len(self._away) < self._box.at_hand and len(self._order) < _AHEAD
        return few and size < _BYTES_AHEAD and not alone

    def _hand_over(self, task: _Task) -> None:
        self._away[task.number] = task
        try:
            self._box.server().send(task.number, task.name, task.data, task.result)
        except ForkServerLostError:
            self._recover()

    def _hear(self) -> None:
        try:
            message = self._box.server().hear()
        except ForkServerLostError:
            self._recover()
            return
        number = message.get("job")
        task = self._away.get(number) if isinstance(number, int) else None
        if not task:
            return
        if "tell" in message:
            if self._tell:
                self._tell(task.name, *message["tell"])
            return
        del self._away[task.number]
        if self._spent:
            self._spent(task.name, Cost(*message["cost"]))
        reason = message["reason"]
        task.settle(Refused(reason) if reason else self._document(task))

    def _document(self, task: _Task) -> Outcome:
        if os.fstat(task.result).st_size > self._box.limits.result:
            return Refused(self._box.limits.result_too_big())
        found = unpack(task.result)
        return found if isinstance(found, Parsed) else Refused(DIED)

    def _recover(self) -> None:
        """The fork server has ended: one of the files it had may be the cause, so that each is read alone."""
        self._box.close()
        for task in self._away.values():
            task.lost += 1
            if task.lost < _TRIES:
                os.ftruncate(task.result, 0)
                self._again.append(task)
            else:
                task.settle(Refused(DIED))
        self._away.clear()


def parse_guarded(path: Path, tell: Tell | None = None) -> Parsed:
    """The document in the file at `path`, read in a process of its own. ReadError as `parse_file`, and when
    it takes more time or memory than the limits."""
    return parse_bytes(bytes_of(path), path.name, tell)


def parse_bytes(data: bytes, name: str, tell: Tell | None = None) -> Parsed:
    """As `parse_guarded`, of the bytes of a file called `name`."""
    with Sandbox(workers=1) as box:
        (outcome,) = box.parse([(data, name)], tell)
    if isinstance(outcome, Refused):
        raise ReadError(f"{outcome.reason}。")
    return outcome
