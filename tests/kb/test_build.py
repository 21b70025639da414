"""Building: one verdict a file, the same again is no work, and nothing is lost when something fails."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from made_documents import HashEmbedder, rule_file

import kb.build
from ingest.document import ClauseId
from ingest.problems import UsageError, WenceError
from ingest.sandbox.sandbox import Refused
from kb.build import build
from kb.build_report import BuildReport, Outcome
from kb.knowledge import KnowledgeBase
from kb.store.records import Store

pytestmark = pytest.mark.usefixtures("one_dictionary")
EMBEDDER = HashEmbedder()


def run(*paths: Path, data: Path) -> BuildReport:
    return build(paths, data, embedder=EMBEDDER)


def outcomes(report: BuildReport) -> dict[str, Outcome]:
    return {Path(verdict.path).name: verdict.outcome for verdict in report.verdicts}


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    folder = tmp_path / "docs"
    rule_file(folder, "人才住房", 1)
    rule_file(folder, "人才落户", 2)
    return folder


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def ids(data: Path) -> list[str]:
    store = Store(data)
    found = [entry.id for entry in store.entries()]
    store.close()
    return found


def test_a_folder_is_built_and_searched(docs: Path, data: Path) -> None:
    report = run(docs, data=data)
    assert outcomes(report) == {"人才住房.md": Outcome.ADDED, "人才落户.md": Outcome.ADDED}
    assert (report.documents, report.renewed) == (2, True)
    assert "已入库 2" in report.summary and "现有 2 份文件" in report.summary
    with KnowledgeBase.open(data, EMBEDDER) as base:
        assert base.search("人才落户的条件").hits[0].clause_id.document == "慈人才-2024-2"


def test_the_same_again_is_no_work(docs: Path, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = run(docs, data=data)
    monkeypatch.setattr("kb.store.isolated_reading.Sandbox", None)  # must not be called
    again = run(docs, data=data)
    assert set(outcomes(again).values()) == {Outcome.UNCHANGED}
    assert (again.generation, again.renewed) == (first.generation, False)
    assert (again.documents, again.clauses, again.passages) == (
        first.documents,
        first.clauses,
        first.passages,
    )


def test_a_changed_file_is_a_new_version(docs: Path, data: Path) -> None:
    first = run(docs, data=data)
    rule_file(docs, "人才落户", 2, extra="持有居住证")
    report = run(docs, data=data)
    assert outcomes(report) == {"人才住房.md": Outcome.UNCHANGED, "人才落户.md": Outcome.ADDED}
    assert report.generation != first.generation
    assert report.documents == 2
    kept = sorted(path.name for path in (data / "generations").iterdir())
    assert kept == [first.generation, report.generation]  # a reader may be opening the one before
    rule_file(docs, "人才落户", 2, extra="持有身份证")
    third = run(docs, data=data)
    kept = sorted(path.name for path in (data / "generations").iterdir())
    assert kept == [report.generation, third.generation]
    rule_file(docs, "人才落户", 2, extra="持有居住证")
    run(docs, data=data)
    versions = [f"慈人才-2024-2@v{number}" for number in (1, 2, 3)]
    assert sorted(ids(data)) == ["慈人才-2024-1", "慈人才-2024-2", *versions]
    with KnowledgeBase.open(data, EMBEDDER) as base:
        assert "持有居住证" in base.document("慈人才-2024-2").text


def test_one_bad_file_never_stops_the_batch(docs: Path, data: Path) -> None:
    (docs / "空.txt").write_bytes(b"")
    (docs / "图.txt").write_bytes(bytes(range(256)) * 40)
    (docs / "表.xlsx").write_bytes(b"PK")
    (docs / "文.ofd").write_bytes(b"PK")
    report = run(docs, data=data)
    assert outcomes(report) == {
        "人才住房.md": Outcome.ADDED, "人才落户.md": Outcome.ADDED, "空.txt": Outcome.REFUSED,
        "图.txt": Outcome.REFUSED, "文.ofd": Outcome.UNSUPPORTED, "表.xlsx": Outcome.REFUSED,
    }  # fmt: skip
    assert all(verdict.detail for verdict in report.refused)
    assert report.refused[0].line.startswith("拒绝：")


class Refusing:
    """A sandbox in which nothing can be read."""

    def __enter__(self) -> Refusing:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def parse(self, jobs: Iterable[tuple[bytes, str]], tell: object) -> Iterator[Refused]:
        for _, name in jobs:
            yield Refused(f"{name}读不出来")


def test_a_fault_of_the_parser_is_a_verdict(docs: Path, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kb.store.isolated_reading.Sandbox", Refusing)
    report = run(docs, data=data)
    assert set(outcomes(report).values()) == {Outcome.REFUSED}
    assert report.verdicts[0].detail == "人才住房.md读不出来"
    assert (report.documents, report.generation) == (0, "")


def test_a_file_that_went_bad_keeps_what_the_base_held(docs: Path, data: Path) -> None:
    first = run(docs, data=data)
    (docs / "人才落户.md").write_bytes(b"")
    report = run(docs, data=data)
    assert outcomes(report)["人才落户.md"] is Outcome.REFUSED
    assert "保留" in report.refused[0].detail
    assert (report.documents, report.generation) == (2, first.generation)


def test_when_all_is_refused_the_base_is_untouched(docs: Path, data: Path, tmp_path: Path) -> None:
    first = run(docs, data=data)
    bad = tmp_path / "bad"
    bad.mkdir()
    (bad / "空.txt").write_bytes(b"")
    report = run(bad, data=data)
    assert (report.documents, report.generation, report.renewed) == (2, first.generation, False)


def test_a_file_that_has_gone_stays_in_the_base_and_that_is_said(docs: Path, data: Path) -> None:
    run(docs, data=data)
    (docs / "人才落户.md").unlink()
    report = run(docs, data=data)
    assert outcomes(report)["人才落户.md"] is Outcome.MISSING
    assert "wence remove '慈人才-2024-2'" in report.verdicts[-1].detail
    assert ids(data) == ["慈人才-2024-1", "慈人才-2024-2"]


def test_a_file_under_a_new_name_is_the_same_document(docs: Path, data: Path) -> None:
    run(docs, data=data)
    (docs / "人才落户.md").rename(docs / "落户（新）.md")
    report = run(docs, data=data)
    assert outcomes(report) == {"人才住房.md": Outcome.UNCHANGED, "落户（新）.md": Outcome.ADDED}
    assert ids(data) == ["慈人才-2024-1", "慈人才-2024-2"]
    assert run(docs, data=data).renewed is False


def test_a_file_under_a_new_name_and_changed_is_a_new_version(docs: Path, data: Path) -> None:
    run(docs, data=data)
    rule_file(docs, "人才落户", 2, "持有居住证").rename(docs / "落户（新）.md")
    report = run(docs, data=data)
    assert outcomes(report)["落户（新）.md"] is Outcome.ADDED
    assert sorted(ids(data)) == ["慈人才-2024-1", "慈人才-2024-2", "慈人才-2024-2@v1"]
    assert run(docs, data=data).renewed is False


def test_an_emptied_folder_empties_nothing(docs: Path, data: Path) -> None:
    first = run(docs, data=data)
    for path in docs.iterdir():
        path.unlink()
    report = run(docs, data=data)
    assert set(outcomes(report).values()) == {Outcome.MISSING}
    assert (report.documents, report.generation) == (2, first.generation)


def test_files_elsewhere_are_left_alone(docs: Path, data: Path, tmp_path: Path) -> None:
    run(docs, data=data)
    other = rule_file(tmp_path / "other", "人才服务", 3)
    report = run(other, data=data)
    assert outcomes(report) == {"人才服务.md": Outcome.ADDED}
    assert report.documents == 3


def test_the_same_document_twice_is_held_once(docs: Path, data: Path) -> None:
    copy = docs / "副本.md"
    copy.write_bytes((docs / "人才住房.md").read_bytes())
    other_bytes = docs / "另存.md"
    other_bytes.write_text((docs / "人才落户.md").read_text(encoding="utf-8") + "\n\n", encoding="utf-16")
    report = run(docs, data=data)
    assert outcomes(report)["副本.md"] is Outcome.DUPLICATE
    assert outcomes(report)["另存.md"] is Outcome.DUPLICATE
    assert report.documents == 2
    assert run(docs, data=data).renewed is False


def test_the_same_number_with_another_text_gets_an_id_of_its_own(docs: Path, data: Path) -> None:
    rule_file(docs, "人才医疗", 1)
    report = run(docs, data=data)
    assert sorted(ids(data)) == ["慈人才-2024-1", "慈人才-2024-1-2", "慈人才-2024-2"]
    warned = [v for v in report.verdicts if v.outcome is Outcome.WARNED]
    assert [v.document for v in warned] == ["慈人才-2024-1-2"]
    assert "慈人才-2024-1-2" in warned[0].detail
    with KnowledgeBase.open(data, EMBEDDER) as base:
        document = base.document("慈人才-2024-1-2")
        assert {clause.id.document for clause in document.clauses} == {"慈人才-2024-1-2"}
        assert base.clause(ClauseId("慈人才-2024-1-2", "t1")).text.startswith("第一条")
    assert run(docs, data=data).renewed is False


def test_samples_are_marked_and_can_be_left_out(
    docs: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule_file(docs / "sample", "人才补贴", 3)
    rule_file(docs, "人才培训", 4, word="示例")
    run(docs, data=data)
    store = Store(data)
    kinds = {entry.id: entry.authority for entry in store.entries()}
    store.close()
    assert kinds == {
        "慈人才-2024-1": "official", "慈人才-2024-2": "official", "慈人才-2024-3": "sample", "慈示例-2024-4": "sample",
    }  # fmt: skip
    monkeypatch.setenv("WENCE_SAMPLES", "0")
    report = run(docs, data=data)
    assert outcomes(report)["人才补贴.md"] is outcomes(report)["人才培训.md"] is Outcome.SKIPPED
    assert ids(data) == ["慈人才-2024-1", "慈人才-2024-2"]


def test_settings_are_no_documents(docs: Path, data: Path) -> None:
    (docs / "rules").mkdir()
    for name in ("rules/补贴.md", "README.md", ".隐藏.txt", "lexicon.txt", "~$人才.md"):
        (docs / name).write_text("人才码\n", encoding="utf-8")
    assert set(outcomes(run(docs, data=data))) == {"人才住房.md", "人才落户.md"}


def test_the_lexicon_given_goes_with_the_base(docs: Path, data: Path) -> None:
    (docs / "lexicon.txt").write_text("慈才贷\n", encoding="utf-8")
    first = run(docs, data=data)
    kept = data / "generations" / first.generation / "lexicon.txt"
    assert kept.read_text(encoding="utf-8") == "慈才贷\n"
    (docs / "lexicon.txt").write_text("慈才贷\n慈才保\n", encoding="utf-8")
    assert run(docs, data=data).renewed is True


def test_a_faulty_thesaurus_stops_the_build_before_anything_is_written(docs: Path, data: Path) -> None:
    first = run(docs, data=data)
    (docs / "thesaurus.yaml").write_text("topics: [", encoding="utf-8")
    rule_file(docs, "人才服务", 3)
    with pytest.raises(WenceError, match=r"thesaurus\.yaml"):
        run(docs, data=data)
    assert len(ids(data)) == 2
    assert (data / "generations" / first.generation).is_dir()


def test_a_missing_path_is_said_and_nothing_is_made(data: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="找不到"):
        run(tmp_path / "nowhere", data=data)
    assert not data.exists()


def test_damage_is_repaired_by_a_build(docs: Path, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kb.index.generation.Generation._small", False)
    first = run(docs, data=data)
    vectors = data / "generations" / first.generation / "vectors"
    next(vectors.rglob("data_level0.bin")).write_bytes(b"x")
    with KnowledgeBase.open(data, EMBEDDER) as base:
        found = base.search("人才落户")
        assert found.hits and "wence build" in found.notes[0]
        report = run(docs, data=data)
        assert report.renewed and "已重建" in report.notes[0]
        assert base.search("人才落户").notes == ()


def test_a_build_that_fails_leaves_the_base_as_it_was(
    docs: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = run(docs, data=data)
    rule_file(docs, "人才服务", 3)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(kb.build, "_encoded", full)
    with pytest.raises(WenceError, match="未改动"):
        run(docs, data=data)
    assert len(ids(data)) == 2
    assert [path.name for path in (data / "generations").iterdir()] == [first.generation]


def test_an_index_that_fails_its_check_is_not_served(
    docs: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kb.index.vector_array._finds_itself", lambda *_: False)
    with pytest.raises(WenceError, match="自检"):
        run(docs, data=data)
    assert ids(data) == []
    monkeypatch.undo()
    assert run(docs, data=data).documents == 2


HOLD = """
    import sys, time
    from pathlib import Path
    from kb.store.lock import writer_lock
    with writer_lock(Path(sys.argv[1])):
        print("held", flush=True)
        sys.stdin.read()
"""


def test_a_second_writer_is_told_who_holds_the_lock(docs: Path, data: Path) -> None:
    command = [sys.executable, "-c", textwrap.dedent(HOLD), str(data)]
    root = Path(kb.build.__file__).parent.parent
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=root, text=True
    ) as holder:
        assert holder.stdout and holder.stdout.readline() == "held\n"
        with pytest.raises(WenceError, match=f"进程号 {holder.pid}"):
            run(docs, data=data)
        holder.kill()
        holder.wait()
    assert run(docs, data=data).documents == 2  # the lock of a dead process is taken over


def test_a_lock_file_left_behind_is_taken_over(docs: Path, data: Path) -> None:
    data.mkdir()
    (data / "build.lock").write_text(f"{os.getpid()}\n")
    assert run(docs, data=data).documents == 2


def test_progress_is_told(docs: Path, data: Path) -> None:
    told: list[tuple[str, int, int]] = []
    build([docs], data, lambda *step: told.append(step), EMBEDDER)
    assert ("读取文件", 2, 2) in told
    assert {stage for stage, _, _ in told} == {"读取文件", "建立索引", "写入索引"}
    assert all(0 <= done <= total for _, done, total in told)


def test_many_files_are_parsed_by_several_processes(data: Path, tmp_path: Path) -> None:
    for serial in range(70):
        rule_file(tmp_path / "many", f"人才事项{serial}", serial)
    (tmp_path / "many" / "坏.txt").write_bytes(b"")
    report = run(tmp_path / "many", data=data)
    assert report.documents == 70
    assert len(report.refused) == 1
