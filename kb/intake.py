"""Files into the store: which are new, changed, the same, twice there, or cannot be read."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import ingest
from ingest.document import Clause, ClauseId, Document
from ingest.parse import Parsed, parse
from ingest.problems import Finding, WenceError
from kb.report import Outcome, Verdict
from kb.sources import SourceFile, is_below
from kb.store import Entry, Store

MAX_BYTES = 64 * 1024 * 1024
Progress = Callable[[str, int, int], None]

_POOL_FROM = 64  # below that many files a pool of processes costs more than it saves
# What a fault in our own parser looks like: the file gets a verdict, the batch goes on.
_FAULTS = (ArithmeticError, AttributeError, LookupError, MemoryError, RuntimeError, TypeError, ValueError)


@dataclass(frozen=True, slots=True)
class _Unread:
    reason: str


def take_in(
    store: Store, files: Sequence[SourceFile], given: Sequence[Path], samples: bool, progress: Progress
) -> tuple[Verdict, ...]:
    """Bring the store in line with `files`: one verdict each, then one for each document whose file has
    gone from below `given`. Call it inside a transaction."""
    intake = _Intake(store, samples)
    verdicts: dict[str, Verdict] = {}
    fresh: list[tuple[SourceFile, bytes]] = []
    for file in files:
        read = intake.look_at(file)
        if isinstance(read, Verdict):
            verdicts[file.origin] = read
        else:
            fresh.append((file, read))
    for done, ((file, data), parsed) in enumerate(zip(fresh, _parsed(fresh), strict=True), 1):
        verdicts[file.origin] = intake.settle(file, data, parsed)
        progress("读取文件", done, len(fresh))
    gone = intake.remove_vanished({file.origin for file in files}, given)
    return (*(verdicts[file.origin] for file in files), *gone)


class _Intake:
    def __init__(self, store: Store, samples: bool) -> None:
        self._store = store
        self._samples = samples
        self._parser = parser_version()
        self._by_origin = {entry.origin: entry for entry in store.entries()}

    def look_at(self, file: SourceFile) -> Verdict | bytes:
        """The bytes of a file that has to be parsed, else its verdict."""
        name = str(file.path)
        if file.path.is_dir():
            return Verdict(name, Outcome.REFUSED, "文件夹打不开，请检查权限")
        if not file.supported:
            return Verdict(name, Outcome.UNSUPPORTED, f"还不能读取“{file.path.suffix or '无后缀'}”文件")
        if file.sample and not self._samples:
            return self._leave_out(file)
        try:
            if file.path.stat().st_size > MAX_BYTES:
                return Verdict(name, Outcome.REFUSED, f"文件超过 {MAX_BYTES // 1024 // 1024} MB")
            data = file.path.read_bytes()
        except OSError as error:
            return Verdict(name, Outcome.REFUSED, f"读不出来（{error.strerror}），请检查文件和权限")
        held = self._by_origin.get(file.origin)
        if not held or held.parser != self._parser or held.sha256 != hashlib.sha256(data).hexdigest():
            return data
        if held.authority == "sample" and not self._samples:
            return self._leave_out(file)
        return Verdict(name, Outcome.UNCHANGED, "", held.id)

    def settle(self, file: SourceFile, data: bytes, parsed: Parsed | _Unread) -> Verdict:
        """Hold a parsed file in place of what the same path held before."""
        name, held = str(file.path), self._by_origin.get(file.origin)
        if isinstance(parsed, _Unread):
            kept = "；知识库保留它原来的内容" if held else ""
            return Verdict(name, Outcome.REFUSED, parsed.reason + kept, held.id if held else "")
        document = _with_authority(parsed.document, file.sample)
        if document.authority == "sample" and not self._samples:
            return self._leave_out(file)
        same = self._same_text(document, file.origin)
        if same and Path(same.origin).exists():
            if held:
                self._forget(held)
            return Verdict(name, Outcome.DUPLICATE, f"与“{same.origin}”内容相同", same.id)
        for old in (held, same):
            if old:
                self._forget(old)
        return self._hold(file, data, document, parsed)

    def _hold(self, file: SourceFile, data: bytes, document: Document, parsed: Parsed) -> Verdict:
        moved = next((e for e in self._by_origin.values() if e.id == document.id), None)
        if moved and not Path(moved.origin).exists():
            self._forget(moved)  # the same document under another file name, and changed
        name, own = str(file.path), self._free_id(document.id)
        clash = f"编号“{document.id}”已被另一份文件使用，改用“{own}”" if own != document.id else ""
        kept = renamed(document, own) if clash else document
        sha256 = self._store.keep_original(data, file.path.name)
        try:
            self._store.add(kept, file.origin, sha256, _at(parsed.problems, document.id, own), self._parser)
        except ValueError as error:
            return Verdict(name, Outcome.REFUSED, f"解析结果前后不一致（{error}），请把文件报告给维护者")
        self._by_origin[file.origin] = self._store.entry(own)
        serious = [p for p in parsed.problems if p.severity != "hint"]
        notes = [clash] if clash else []
        if serious:
            notes.append(f"{len(serious)} 处可疑，如：{serious[0].message}")
        return Verdict(name, Outcome.WARNED if notes else Outcome.ADDED, "；".join(notes), own)

    def remove_vanished(self, present: set[str], given: Sequence[Path]) -> Iterator[Verdict]:
        """Forget the documents whose files are gone from below the given folders. A base is never
        emptied so: a folder that has lost all its files is more likely a disk that is not there."""
        gone = [
            entry
            for origin, entry in self._by_origin.items()
            if origin not in present and is_below(origin, given) and not Path(origin).exists()
        ]
        if len(gone) == len(self._by_origin):
            for entry in gone:
                detail = "源文件不见了，为免误删，知识库保留其内容"
                yield Verdict(entry.origin, Outcome.SKIPPED, detail, entry.id)
            return
        for entry in gone:
            self._forget(entry)
            yield Verdict(entry.origin, Outcome.REMOVED, "源文件已不在文件夹中", entry.id)

    def _leave_out(self, file: SourceFile) -> Verdict:
        held = self._by_origin.get(file.origin)
        if held:
            self._forget(held)
        return Verdict(str(file.path), Outcome.SKIPPED, "示例文件，已按 WENCE_SAMPLES=0 不入库")

    def _forget(self, entry: Entry) -> None:
        self._store.remove(entry.id)
        self._by_origin.pop(entry.origin, None)

    def _same_text(self, document: Document, origin: str) -> Entry | None:
        """Another file's document with the same id (or its -2, -3 …) and the same text."""
        named = [
            entry
            for entry in self._by_origin.values()
            if (entry.title, entry.number) == (document.title, document.number) and entry.origin != origin
        ]
        return next((one for one in named if self._store.document(one.id).text == document.text), None)

    def _free_id(self, wanted: str) -> str:
        taken = {entry.id for entry in self._by_origin.values()}
        own, again = wanted, 2
        while own in taken:
            own, again = f"{wanted}-{again}", again + 1
        return own


def renamed(document: Document, new: str) -> Document:
    """The same document under another id, its clauses and tables too."""

    def moved(clause: Clause) -> Clause:
        children = tuple(moved(child) for child in clause.children)
        return replace(clause, id=ClauseId(new, clause.id.path), children=children)

    tables = tuple(
        replace(
            table,
            id=ClauseId(new, table.id.path),
            rows=tuple(replace(row, id=ClauseId(new, row.id.path)) for row in table.rows),
            notes=tuple(ClauseId(new, note.path) for note in table.notes),
        )
        for table in document.tables
    )
    return replace(document, id=new, root=moved(document.root), tables=tables)


def _at(findings: Iterable[Finding], old: str, new: str) -> Iterator[Finding]:
    for finding in findings:
        owner, mark, path = finding.where.partition("#")
        yield replace(finding, where=f"{new}#{path}") if mark and owner == old else finding


def _with_authority(document: Document, sample_folder: bool) -> Document:
    sample = sample_folder or "示例" in document.number or "示例" in document.title
    return replace(document, authority="sample" if sample else "official")


@cache
def parser_version() -> str:
    """A short name of the code that parses: a file read by other code is read again."""
    digest = hashlib.sha256()
    for path in sorted(Path(ingest.__file__).parent.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _parsed(files: Sequence[tuple[SourceFile, bytes]]) -> Iterator[Parsed | _Unread]:
    jobs = [(data, file.path.name) for file, data in files]
    workers = min(4, os.cpu_count() or 1)
    # A forked child of a process with threads may hang on a lock that a thread held.
    if len(jobs) < _POOL_FROM or workers < 2 or threading.active_count() > 1:
        yield from map(_parse, jobs)
        return
    done = 0
    try:
        with _pool(workers) as pool:
            for parsed in pool.map(_parse, jobs, chunksize=8):
                yield parsed
                done += 1
    except BrokenProcessPool:  # one of the files ended its process: find out which
        yield from map(_parse_alone, jobs[done:])


def _pool(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, multiprocessing.get_context("fork"))


def _parse_alone(job: tuple[bytes, str]) -> Parsed | _Unread:
    with _pool(1) as pool:
        try:
            return pool.submit(_parse, job).result()
        except BrokenProcessPool:
            return _Unread("读取它的进程意外终止，请把文件报告给维护者")


def _parse(job: tuple[bytes, str]) -> Parsed | _Unread:
    try:
        return parse(*job)
    except WenceError as error:
        return _Unread(str(error).rstrip("。"))
    except _FAULTS as error:
        return _Unread(f"程序解析出错（{type(error).__name__}），请把文件报告给维护者")
