"""A build that is killed, that runs out of disk, or that may not write: what was acknowledged stays whole."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from made_documents import HashEmbedder, rule_file

import kb.build
from ingest.problems import WenceError
from kb.audit import audit
from kb.build import build
from kb.knowledge import KnowledgeBase
from kb.store.database import DATABASE
from kb.store.records import Store

pytestmark = pytest.mark.usefixtures("one_dictionary")
ROOT = Path(kb.build.__file__).parent.parent
EMBEDDER = HashEmbedder()
KILLS = 50
LONGEST = 3.0  # seconds after which a build of so few documents has long ended

# Says “begin” when all is imported, so that the kill falls into the build, and the ids held when it is done.
BUILDING = """
    import sys
    sys.path.insert(0, "tests/made")
    from pathlib import Path
    import chromadb, kb.index.generation, kb.index.vectors, kb.build, kb.store.isolated_reading
    from made_documents import HashEmbedder
    from kb.store.records import Store
    print("begin", flush=True)
    report = kb.build.build([Path(sys.argv[1])], Path(sys.argv[2]), embedder=HashEmbedder())
    print(" ".join(verdict.document for verdict in report.verdicts), flush=True)
"""


def killed(docs: Path, data: Path, after: float) -> list[str]:
    """The ids that a build has acknowledged when it is killed `after` seconds of building."""
    command = [sys.executable, "-c", textwrap.dedent(BUILDING), str(docs), str(data)]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stdout and process.stdout.readline() == "begin\n"
        time.sleep(after)
        process.send_signal(signal.SIGKILL)
        said = process.stdout.read()
    return said.split() if said.endswith("\n") else []


def held(data: Path) -> set[str]:
    store = Store(data)
    try:
        return {entry.id for entry in store.entries()}
    finally:
        store.close()


def test_killed_at_any_moment(tmp_path: Path) -> None:
    docs, data = tmp_path / "docs", tmp_path / "data"
    dice = random.Random(20261125)
    acknowledged: set[str] = set()
    for serial in range(1, KILLS + 1):
        rule_file(docs, f"人才事项{serial}", serial)
        acknowledged |= set(killed(docs, data, dice.uniform(0, LONGEST) ** 2 / LONGEST))
        if not (data / DATABASE).exists():
            continue
        try:
            found = held(data)
        except WenceError as error:  # killed while the very first tables were made
            assert not acknowledged, error
            continue
        assert acknowledged <= found
        if found:
            assert audit(data).problems == ()
    report = build([docs], data, embedder=EMBEDDER)
    assert report.documents == KILLS
    assert audit(data).sound
    with KnowledgeBase.open(data, EMBEDDER) as base:
        for name in sorted(acknowledged):
            first = base.document(name).clause("t1")
            assert first.id in {hit.clause_id for hit in base.search(first.text, 20).hits}


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A folder on a disk of three megabytes."""
    if os.geteuid() != 0 or not shutil.which("mount"):
        pytest.skip("only root can mount a small disk")
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(place)], capture_output=True
    )
    if mounted.returncode:
        pytest.skip("a small disk cannot be mounted here")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_full_disk_keeps_what_is_held(tmp_path: Path, small_disk: Path) -> None:
    docs, data = tmp_path / "docs", small_disk / "data"
    rule_file(docs, "人才住房", 1)
    build([docs], data, embedder=EMBEDDER)
    before = held(data)
    free = shutil.disk_usage(small_disk).free
    (small_disk / "filler").write_bytes(bytes(max(free - 40_000, 0)))
    rule_file(docs, "人才落户", 2, extra="持有居住证" * 2000)
    with pytest.raises(WenceError, match="磁盘|空间|写"):
        build([docs], data, embedder=EMBEDDER)
    (small_disk / "filler").unlink()
    assert held(data) == before
    assert audit(data).sound
    assert build([docs], data, embedder=EMBEDDER).documents == 2


def test_a_folder_that_may_not_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    docs, data = tmp_path / "docs", tmp_path / "data"
    rule_file(docs, "人才住房", 1)
    build([docs], data, embedder=EMBEDDER)
    if os.geteuid() == 0:

        def refuse(*_: object, **__: object) -> int:
            raise PermissionError(13, "Permission denied", "build.lock")

        monkeypatch.setattr("kb.store.lock.os.open", refuse)
    else:
        data.chmod(0o555)
    rule_file(docs, "人才落户", 2)
    with pytest.raises(WenceError, match="权限"):
        build([docs], data, embedder=EMBEDDER)
    monkeypatch.undo()
    data.chmod(0o755)
    assert held(data) == {"慈人才-2024-1"}
    assert audit(data).sound


def test_where_all_is_refused_nothing_that_is_held_changes(tmp_path: Path) -> None:
    docs, data, bad = tmp_path / "docs", tmp_path / "data", tmp_path / "bad"
    rule_file(docs, "人才住房", 1)
    report = build([docs], data, embedder=EMBEDDER)
    bad.mkdir()
    for name, content in {
        "空.txt": b"",
        "坏.docx": b"PK\x03\x04" + bytes(99),
        "坏.pdf": b"%PDF-1.7\n",
    }.items():
        (bad / name).write_bytes(content)
    before = state(data, report.generation)
    after = build([bad], data, embedder=EMBEDDER)
    assert len(after.refused) == 3
    assert state(data, after.generation) == before
    store = Store(data)
    told = {Path(verdict.path).name: verdict.outcome.value for verdict in store.verdicts()}
    store.close()
    assert told == {"人才住房.md": "已入库", "空.txt": "拒绝", "坏.docx": "拒绝", "坏.pdf": "拒绝"}


def state(data: Path, generation: str) -> tuple[object, ...]:
    """Every row that answers rest on, every original and every byte of the index."""
    store = Store(data)
    tables = ("documents", "clauses", "tables", "findings", "originals", "settings")
    rows = [store._rows(f"SELECT * FROM {table}") for table in tables]
    store.close()
    folders = (data / "originals", data / "generations" / generation)
    # Chroma writes to its own database whenever it is opened to be checked.
    steady = (p for folder in folders for p in folder.rglob("*") if p.is_file() and "chroma" not in p.name)
    files = {str(path): path.read_bytes() for path in steady}
    return rows, files
