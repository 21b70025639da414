"""Taking documents out of the base, bringing them back, and clearing away for good what was taken out."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from ingest.problems import UsageError
from kb.address.titles import Titles
from kb.build import Progress, change
from kb.build_report import BuildReport, FileVerdict, Outcome
from kb.entry import Entry
from kb.index.encoder import Embedder
from kb.store.lock import writer_lock
from kb.store.records import Store


@dataclass(frozen=True, slots=True)
class Pruned:
    """What `prune` deleted: documents, original files, and the bytes of those."""

    documents: tuple[str, ...]
    originals: int
    size: int


def remove(
    data_dir: Path, named: Sequence[str], progress: Progress | None = None, embedder: Embedder | None = None
) -> BuildReport:
    """Take the documents named by id, 文号 or title out of the base. Their text is kept until `prune`.
    UsageError when a name fits none or several; then none is taken out."""

    def work(store: Store) -> tuple[FileVerdict, ...]:
        chosen = [_only(name, store.entries()) for name in named]
        for entry in chosen:
            store.set_state(entry.id, "removed")
        detail = "用 wence restore 可恢复，直到运行 wence prune"
        return tuple(FileVerdict(entry.origin, Outcome.REMOVED, detail, entry.id) for entry in chosen)

    return change(data_dir, work, progress=progress, embedder=embedder)


def restore(
    data_dir: Path, named: Sequence[str], progress: Progress | None = None, embedder: Embedder | None = None
) -> BuildReport:
    """Bring removed documents back. UsageError when a name fits none or several, or when the file of one
    has been read again since it was removed; then none comes back."""

    def work(store: Store) -> tuple[FileVerdict, ...]:
        chosen = [_only(name, store.entries(removed=True), "已移除的文件") for name in named]
        for entry in chosen:
            taken = next((e for e in store.entries() if e.state == "held" and e.origin == entry.origin), None)
            if taken:
                raise UsageError(
                    f"“{entry.id}”的源文件后来又入了库（“{taken.id}”），请先 wence remove '{taken.id}' 再恢复。"
                )
            store.set_state(entry.id, "previous" if "@v" in entry.id else "held")
        return tuple(FileVerdict(entry.origin, Outcome.ADDED, "已恢复", entry.id) for entry in chosen)

    return change(data_dir, work, progress=progress, embedder=embedder)


def prune(data_dir: Path) -> Pruned:
    """Delete the removed documents for good, and every original and verdict that nothing rests on any more.
    WenceError when there is no base or another process is writing to it."""
    Store(data_dir).close()
    with writer_lock(data_dir), closing(Store(data_dir)) as store:
        gone = store.entries(removed=True)
        with store.transaction():
            for entry in gone:
                store.forget(entry.id)
            used = store.drop_unused_originals()
            for verdict in store.verdicts():
                if not verdict.document and not Path(verdict.path.partition("!")[0]).exists():
                    store.drop_verdict(verdict.path)
        sizes = []
        for path in (data_dir / "originals").glob("*"):
            if path.name not in used:
                sizes.append(path.stat().st_size)
                path.unlink()
    return Pruned(tuple(entry.id for entry in gone), len(sizes), sum(sizes))


def _only(name: str, entries: Sequence[Entry], what: str = "文件") -> Entry:
    """The one document that `name` means."""
    by_id = [entry for entry in entries if entry.id == name.strip()]
    titles = Titles(entries)
    meant = titles.leading(name.strip()) if not by_id else None
    found = by_id or [entry for entry in entries if meant and entry.id in meant.documents]
    if len(found) == 1:
        return found[0]
    if found:
        ids = "、".join(f"“{entry.id}”" for entry in found)
        raise UsageError(f"“{name}”对应不止一份{what}：{ids}，请写明编号。")
    near = titles.nearest(name)
    hint = f"最接近的是{'、'.join(near)}" if near else "用 wence documents 看看有哪些"
    raise UsageError(f"知识库里没有{what}“{name}”，{hint}。")
