"""Files into the store: which are new, changed, the same, twice there, or cannot be read.

A changed file is a new version: what it held before stays, as a previous version, so that a question asked as
of an earlier day is answered from what was valid then. Nothing leaves the base because a file has gone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.document import Document
from ingest.head import apply, remaining
from ingest.parse import Parsed
from ingest.problems import Problem
from kb.build_report import FileVerdict, Outcome
from kb.entry import Entry
from kb.store.identity import free_id, place_findings, renamed, version_id
from kb.store.isolated_reading import Progress, Unread, parser_version, readings
from kb.store.items import MAX_BYTES, Item, items
from kb.store.records import Store
from kb.store.sources import SourceFile, file_of, is_below
from kb.store.succession import same_rule


def take_in(
    store: Store, files: Sequence[SourceFile], given: Sequence[Path], samples: bool, progress: Progress
) -> tuple[FileVerdict, ...]:
    """Bring the store in line with `files`: one verdict each, then one for each document whose file has
    gone from below `given`. Call it inside a transaction."""
    intake = _Intake(store, samples)
    verdicts: dict[str, FileVerdict] = {}
    fresh: list[Item] = []
    for item in items(files):
        seen = item if isinstance(item, FileVerdict) else intake.look_at(item)
        if isinstance(seen, Item):
            fresh.append(seen)
            verdicts[seen.file.shown] = FileVerdict(
                seen.file.shown, Outcome.REFUSED
            )  # its place in the order
        else:
            verdicts[seen.path] = seen
    for done, (item, data, parsed) in enumerate(readings(fresh, progress), 1):
        verdicts[item.file.shown] = intake.settle(item, data, parsed)
        progress("读取文件", done, len(fresh))
    return (*verdicts.values(), *intake.vanished(given))


@dataclass(frozen=True, slots=True)
class _Arrival:
    """A file that was read: its bytes, its document and what is odd about it."""

    item: Item
    data: bytes
    document: Document
    problems: tuple[Problem, ...]

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


class _Intake:
    def __init__(self, store: Store, samples: bool) -> None:
        self._store = store
        self._samples = samples
        self._parser = parser_version()
        self._by_origin = {entry.origin: entry for entry in store.entries() if entry.state == "held"}
        self._removed = {entry.origin: entry for entry in store.entries(removed=True)}
        self._taken = {entry.id for entry in (*store.entries(), *self._removed.values())}
        self._present: set[str] = set()

    def look_at(self, item: Item) -> Item | FileVerdict:
        """The item when its file has to be read, else its verdict."""
        file, name = item.file, item.file.shown
        self._present.add(file.origin)
        held = self._by_origin.get(file.origin)
        if file.path.is_dir():
            return FileVerdict(name, Outcome.REFUSED, "文件夹打不开，请检查权限")
        if not file.supported:
            return FileVerdict(
                name, Outcome.UNSUPPORTED, f"还不能读取“{Path(file.name).suffix or '无后缀'}”文件"
            )
        if file.sample and not self._samples:
            return self._leave_out(file)
        if item.blocked:
            return FileVerdict(name, Outcome.REFUSED, item.blocked + _kept(held), held.id if held else "")
        try:
            if item.content is None and file.path.stat().st_size > MAX_BYTES:
                return FileVerdict(name, Outcome.REFUSED, f"文件超过 {MAX_BYTES // 1024 // 1024} MB")
            data = item.load()
        except OSError as error:
            return FileVerdict(name, Outcome.REFUSED, f"读不出来（{error.strerror}），请检查文件和权限")
        return self._known(item, data, held) or item

    def _known(self, item: Item, data: bytes, held: Entry | None) -> FileVerdict | None:
        """The verdict on a file that was read before as it is now; None when it has to be read. What has been
        damaged in the base since then is mended: the original here, the document by reading it again."""
        name, removed = item.file.shown, self._removed.get(item.file.origin)
        sha256 = hashlib.sha256(data).hexdigest()
        if not held and removed and removed.sha256 == sha256 and not item.file.named:
            detail = f"已用 wence remove 移除，要恢复请运行 wence restore '{removed.id}'"
            return FileVerdict(name, Outcome.SKIPPED, detail, removed.id)
        if not held or (held.sha256, held.parser, held.meta) != (sha256, self._parser, item.said):
            return None
        if not self._store.intact(held.id):
            return None
        if held.authority == "sample" and not self._samples:
            return self._leave_out(item.file)
        self._store.keep_original(data, item.file.name)
        return FileVerdict(name, Outcome.UNCHANGED, "", held.id)

    def settle(self, item: Item, data: bytes, parsed: Parsed | Unread) -> FileVerdict:
        """Hold what was read from a file; what the same path held before becomes its previous version."""
        name, held = item.file.shown, self._by_origin.get(item.file.origin)
        if isinstance(parsed, Unread):
            outcome = Outcome.NEEDS_OCR if parsed.needs_ocr else Outcome.REFUSED
            return FileVerdict(name, outcome, parsed.reason + _kept(held), held.id if held else "")
        document, problems = parsed.document, parsed.problems
        if item.meta:
            document, more = apply(item.meta, document)
            problems = (*remaining(problems, document), *more)
        document = _with_authority(document, item.file.sample)
        if document.authority == "sample" and not self._samples:
            return self._leave_out(item.file)
        twin = self._same_text(document, item.file.origin)
        if twin and self._there(twin):
            if held:
                self._orphan(held)
            return FileVerdict(name, Outcome.DUPLICATE, f"与“{twin.origin}”内容相同", twin.id)
        moved = twin or self._moved(document, item.file.origin)
        if moved:
            if held:
                self._orphan(held)
            held = moved
        return self._hold(_Arrival(item, data, document, problems), held)

    def _hold(self, new: _Arrival, held: Entry | None) -> FileVerdict:
        name, notes, own = new.item.file.shown, [], ""
        if held and self._is_copy(held, new):
            own = self._own_id(held, new.document)
            self._forget(held)
        elif held and same_rule(held, new.document):
            own = self._own_id(held, new.document)
            notes.append(f"新版本，旧版本保留为“{self._retire(held, own)}”")
        elif held:
            notes.append(self._orphan(held))
        own = own or self._free_id(new.document.id)
        if own != new.document.id and not held:
            notes.append(f"编号“{new.document.id}”已被另一份文件使用，改用“{own}”")
        fault = self._add(new, own)
        if fault:
            return FileVerdict(name, Outcome.REFUSED, fault)
        serious = [problem for problem in new.problems if problem.severity != "hint"]
        if serious:
            notes.append(f"{len(serious)} 处可疑，如：{serious[0].message}")
        warned = bool(serious) or (bool(notes) and not (held and same_rule(held, new.document)))
        return FileVerdict(name, Outcome.WARNED if warned else Outcome.ADDED, "；".join(notes), own)

    def _add(self, new: _Arrival, own: str) -> str:
        """Put it into the store under that id; what is wrong with it, "" for nothing."""
        item, document = new.item, new.document
        kept = renamed(document, own) if own != document.id else document
        sha256 = self._store.keep_original(new.data, item.file.name)
        findings = place_findings(new.problems, document.id, own)
        standalone = bool(item.meta and item.meta.standalone)
        try:
            self._store.add(kept, item.file.origin, sha256, findings, self._parser, item.said, standalone)
        except ValueError as error:
            return f"解析结果前后不一致（{error}），请把文件报告给维护者"
        self._by_origin[item.file.origin] = self._store.entry(own)
        self._taken.add(own)
        return ""

    def vanished(self, given: Sequence[Path]) -> Iterator[FileVerdict]:
        """A verdict for each document whose file has gone from below `given`: it stays. Only a sample leaves,
        since deleting their folder is how a site does without them; it can be restored."""
        gone = [
            entry
            for origin, entry in self._by_origin.items()
            if origin not in self._present and is_below(origin, given) and not self._there(entry)
        ]
        for entry in gone:
            if entry.authority == "sample" and len(gone) < len(self._by_origin):
                self._remove(entry)
                yield FileVerdict(entry.origin, Outcome.REMOVED, "示例文件已不在文件夹中", entry.id)
            else:
                detail = f"知识库保留其内容，要移除请运行 wence remove '{entry.id}'"
                yield FileVerdict(entry.origin, Outcome.MISSING, detail, entry.id)

    def _leave_out(self, file: SourceFile) -> FileVerdict:
        held = self._by_origin.get(file.origin)
        if held:
            self._forget(held)
        return FileVerdict(file.shown, Outcome.SKIPPED, "示例文件，已按 WENCE_SAMPLES=0 不入库")

    def _there(self, entry: Entry) -> bool:
        """Whether the file that an entry came from is still there, with it inside where it is a zip file."""
        if entry.origin in self._present:
            return True
        path = file_of(entry.origin)
        opened = str(path) != entry.origin and any(one.startswith(f"{path}!") for one in self._present)
        return path.exists() and not opened

    def _is_copy(self, held: Entry, new: _Arrival) -> bool:
        """Whether nothing of the text has changed since."""
        return held.sha256 == new.sha256 or self._store.document(held.id).text == new.document.text

    def _own_id(self, held: Entry, document: Document) -> str:
        """The id that goes on: that of what the file held, while it is still named so."""
        again = held.id.removeprefix(f"{document.id}-")
        goes_on = held.id == document.id or (again != held.id and again.isdecimal() and len(again) < 3)
        return held.id if goes_on else self._free_id(document.id)

    def _retire(self, held: Entry, successor: str) -> str:
        """Make a document a previous version, under an id of its own; that id."""
        kept = held.id
        if kept == successor:
            kept = self._set_aside(held.id)
        self._store.set_state(kept, "previous")
        self._by_origin.pop(held.origin, None)
        return kept

    def _orphan(self, held: Entry) -> str:
        """Keep a document whose file now holds another one; the sentence that says so."""
        self._store.set_origin(held.id, f"{held.origin}!{held.sha256[:8]}")
        self._by_origin.pop(held.origin, None)
        return f"这个文件原来的内容《{held.name}》仍保留，要移除请运行 wence remove '{held.id}'"

    def _remove(self, held: Entry) -> None:
        self._store.set_state(held.id, "removed")
        self._by_origin.pop(held.origin, None)

    def _forget(self, entry: Entry) -> None:
        self._store.forget(entry.id)
        self._taken.discard(entry.id)
        self._by_origin.pop(entry.origin, None)

    def _same_text(self, document: Document, origin: str) -> Entry | None:
        """Another file's document with the same id (or its -2, -3 …) and the same text."""
        named = [
            entry
            for entry in self._by_origin.values()
            if (entry.title, entry.number) == (document.title, document.number) and entry.origin != origin
        ]
        return next((one for one in named if self._store.document(one.id).text == document.text), None)

    def _moved(self, document: Document, origin: str) -> Entry | None:
        """The document of that id whose own file has gone: the same one under another name, and changed."""
        alike = (e for e in self._by_origin.values() if e.id == document.id and e.origin != origin)
        return next((entry for entry in alike if not self._there(entry)), None)

    def _free_id(self, wanted: str) -> str:
        """`wanted`, or with -2, -3 …; a removed document gives its id up."""
        if any(entry.id == wanted for entry in self._removed.values()):
            self._set_aside(wanted)
            self._removed = {entry.origin: entry for entry in self._store.entries(removed=True)}
        return free_id(wanted, self._taken)

    def _set_aside(self, document_id: str) -> str:
        """Rename a document as a version; its new id."""
        kept = version_id(document_id, self._taken)
        self._store.rename(document_id, kept)
        self._taken.add(kept)
        self._taken.discard(document_id)
        return kept


def _kept(held: Entry | None) -> str:
    return "；知识库保留它原来的内容" if held else ""


def _with_authority(document: Document, sample_folder: bool) -> Document:
    """A sample is one by its folder, by its name, or by what meta.yaml says; nothing makes it official."""
    sample = sample_folder or "示例" in document.number + document.title or document.authority == "sample"
    return replace(document, authority="sample" if sample else "official")
