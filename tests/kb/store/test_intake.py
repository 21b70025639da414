"""Intake: what becomes of each file, build after build; nothing leaves because a file has gone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from made_documents import rule_file

from ingest.parse import Parsed, parse
from ingest.problems import ReadError
from kb.build_report import FileVerdict, Outcome
from kb.store import intake
from kb.store.intake import take_in
from kb.store.isolated_reading import Unread
from kb.store.items import Item
from kb.store.records import Store
from kb.store.sources import source_files


def here(files: Sequence[Item], _tell: object) -> Iterator[tuple[Item, bytes, Parsed | Unread]]:
    """Files read in this process: what is tested is what becomes of them."""
    for item in files:
        data = item.load()
        try:
            yield item, data, parse(data, item.file.name)
        except ReadError as error:
            yield item, data, Unread(str(error).rstrip("。"))


class Base:
    """A folder of documents, and a store that is brought in line with it."""

    def __init__(self, folder: Path) -> None:
        self.docs = folder / "docs"
        self.docs.mkdir()
        self.store = Store(folder / "data", create=True)

    def rule(self, name: str, serial: int, **more: str) -> Path:
        return rule_file(self.docs, name, serial, **more)

    def take(self, samples: bool = True, *named: Path) -> dict[str, FileVerdict]:
        given = named or (self.docs,)
        with self.store.transaction():
            found = take_in(self.store, source_files(given), given, samples, lambda *_: None)
        return {Path(one.path).name: one for one in found}

    def states(self) -> dict[str, str]:
        return {one.id: one.state for one in (*self.store.entries(), *self.store.entries(removed=True))}


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Base]:
    monkeypatch.setattr(intake, "readings", here)
    made = Base(tmp_path)
    yield made
    made.store.close()


def outcomes(found: dict[str, FileVerdict]) -> dict[str, Outcome]:
    return {name: one.outcome for name, one in found.items()}


def test_new_then_unchanged(base: Base) -> None:
    base.rule("住房", 1)
    (base.docs / "表.xyz").write_text("x")
    (base.docs / "空.txt").write_text("")
    first = base.take()
    assert outcomes(first) == {
        "住房.md": Outcome.ADDED, "表.xyz": Outcome.UNSUPPORTED, "空.txt": Outcome.REFUSED,
    }  # fmt: skip
    assert first["住房.md"].document == "慈人才-2024-1"
    assert "“.xyz”" in first["表.xyz"].detail
    assert outcomes(base.take())["住房.md"] is Outcome.UNCHANGED


def test_a_changed_file_is_a_new_version_and_the_old_stays(base: Base) -> None:
    base.rule("住房", 1)
    base.take()
    base.rule("住房", 1, extra="持有居住证")
    found = base.take()["住房.md"]
    assert found.outcome is Outcome.ADDED
    assert "旧版本保留为“慈人才-2024-1@v1”" in found.detail
    assert base.states() == {"慈人才-2024-1": "held", "慈人才-2024-1@v1": "previous"}
    assert "居住证" in base.store.document("慈人才-2024-1").text
    assert "社会保险" in base.store.document("慈人才-2024-1@v1").text


def test_a_file_that_holds_another_rule_now_keeps_what_it_held(base: Base) -> None:
    path = base.rule("住房", 1)
    base.take()
    path.write_bytes(base.rule("落户", 2).read_bytes())
    (base.docs / "落户.md").unlink()
    found = base.take()["住房.md"]
    assert found.outcome is Outcome.WARNED
    assert "仍保留" in found.detail
    assert base.states() == {"慈人才-2024-1": "held", "慈人才-2024-2": "held"}


def test_the_same_text_twice_is_one_document(base: Base) -> None:
    data = base.rule("住房", 1).read_bytes()
    (base.docs / "又.md").write_bytes(data)
    found = base.take()
    assert sorted(outcomes(found).values()) == sorted([Outcome.ADDED, Outcome.DUPLICATE])
    assert {one.document for one in found.values()} == {"慈人才-2024-1"}
    assert len(base.states()) == 1


def test_two_documents_of_one_number_get_two_ids(base: Base) -> None:
    base.rule("住房", 1)
    base.rule("落户", 1)
    found = base.take()
    assert {one.document for one in found.values()} == {"慈人才-2024-1", "慈人才-2024-1-2"}
    renamed = next(one for one in found.values() if one.document.endswith("-2"))
    assert renamed.outcome is Outcome.WARNED
    assert "改用“慈人才-2024-1-2”" in renamed.detail
    assert outcomes(base.take()) == dict.fromkeys(("住房.md", "落户.md"), Outcome.UNCHANGED)


def test_a_renamed_file_is_the_same_document(base: Base) -> None:
    path = base.rule("住房", 1)
    base.take()
    path.rename(base.docs / "新名.md")
    assert base.take()["新名.md"].document == "慈人才-2024-1"
    assert base.states() == {"慈人才-2024-1": "held"}
    (entry,) = base.store.entries()
    assert entry.origin.endswith("新名.md")


def test_a_file_that_has_gone_is_kept_and_said_so(base: Base) -> None:
    base.rule("住房", 1)
    base.rule("落户", 2)
    base.take()
    (base.docs / "住房.md").unlink()
    found = base.take()["住房.md"]
    assert (found.outcome, found.document) == (Outcome.MISSING, "慈人才-2024-1")
    assert "wence remove '慈人才-2024-1'" in found.detail
    assert base.states()["慈人才-2024-1"] == "held"


def test_a_file_below_another_path_is_not_missed(base: Base) -> None:
    base.rule("住房", 1)
    other = rule_file(base.docs.parent / "elsewhere", "落户", 2)
    base.take()
    (base.docs / "住房.md").unlink()
    assert outcomes(base.take(True, other)) == {"落户.md": Outcome.ADDED}


def test_a_sample_leaves_with_its_file_and_comes_back_only_when_named(base: Base) -> None:
    base.rule("住房", 1)
    path = rule_file(base.docs / "sample", "落户", 2)
    base.take()
    assert base.store.entry("慈人才-2024-2").authority == "sample"
    held = path.read_bytes()
    path.unlink()
    assert base.take()["落户.md"].outcome is Outcome.REMOVED
    assert base.states()["慈人才-2024-2"] == "removed"
    path.write_bytes(held)
    back = base.take()["落户.md"]
    assert back.outcome is Outcome.SKIPPED
    assert "wence restore" in back.detail
    assert base.take(True, path)["落户.md"].outcome is Outcome.ADDED


def test_without_samples_they_are_left_out_and_forgotten(base: Base) -> None:
    rule_file(base.docs / "sample", "落户", 2)
    (base.docs / "示例.md").write_bytes(base.rule("示例", 3).read_bytes())
    base.rule("住房", 1)
    base.take(samples=True)
    assert base.store.entry("慈人才-2024-3").authority == "sample"  # 示例 in its title
    found = base.take(samples=False)
    assert {name for name, one in found.items() if one.outcome is Outcome.SKIPPED} == {"落户.md", "示例.md"}
    assert set(base.states()) == {"慈人才-2024-1"}


def test_a_file_that_cannot_be_read_any_more_leaves_what_it_was(base: Base) -> None:
    path = base.rule("住房", 1)
    base.take()
    path.write_bytes(b"")
    found = base.take()["住房.md"]
    assert (found.outcome, found.document) == (Outcome.REFUSED, "慈人才-2024-1")
    assert found.detail.endswith("知识库保留它原来的内容")
    assert "社会保险" in base.store.document("慈人才-2024-1").text


def test_what_meta_yaml_says_is_taken_and_read_again_when_it_changes(base: Base) -> None:
    base.rule("住房", 1)
    base.take()
    (base.docs / "meta.yaml").write_text("住房.md: {repealed: 2025-06-30}\n", encoding="utf-8")
    assert base.take()["住房.md"].outcome is not Outcome.UNCHANGED
    assert str(base.store.document("慈人才-2024-1").repealed) == "2025-06-30"
    assert base.take()["住房.md"].outcome is Outcome.UNCHANGED
    assert base.states() == {"慈人才-2024-1": "held"}  # the text is the same: no version


def test_a_damaged_original_is_mended_by_the_same_file(base: Base) -> None:
    path = base.rule("住房", 1)
    base.take()
    original = base.store.original(base.store.entries()[0].sha256)
    original.write_bytes(b"damaged")
    assert base.take()["住房.md"].outcome is Outcome.UNCHANGED
    assert original.read_bytes() == path.read_bytes()


def test_a_file_that_is_too_large_is_refused(base: Base, monkeypatch: pytest.MonkeyPatch) -> None:
    base.rule("住房", 1)
    monkeypatch.setattr(intake, "MAX_BYTES", 10)
    found = base.take()["住房.md"]
    assert found.outcome is Outcome.REFUSED
    assert "超过" in found.detail
