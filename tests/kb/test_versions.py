"""Versions of a document in a base: held together, chosen by the day, taken out, brought back, cleared away."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from made_documents import HashEmbedder, rule_file

from ingest.problems import UsageError, WenceError
from kb.audit import audit
from kb.build import build
from kb.build_report import BuildReport, Outcome
from kb.knowledge import KnowledgeBase
from kb.removal import prune, remove, restore
from kb.store.records import Store

pytestmark = pytest.mark.usefixtures("one_dictionary")
EMBEDDER = HashEmbedder()
RULE = """# 慈溪市人才住房办法

慈政发〔{year}〕1号

第一条 硕士研究生给予购房补贴{amount}万元。

第二条 本办法自{year}年3月1日起施行。
"""
BEFORE, AFTER = date(2024, 1, 1), date(2025, 6, 1)


def run(docs: Path, data: Path) -> BuildReport:
    return build([docs], data, embedder=EMBEDDER)


def write(path: Path, year: int, amount: int) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(RULE.format(year=year, amount=amount), encoding="utf-8")


def amounts(data: Path, day: date) -> set[str]:
    """The amounts that a search may rest on that day."""
    with KnowledgeBase.open(data, EMBEDDER) as base:
        hits = base.search("硕士研究生购房补贴", 20, day).hits
        return {
            amount
            for amount in ("10万元", "15万元")
            for hit in hits
            if amount in base.clause(hit.clause_id).text
        }


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    return tmp_path / "docs"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.mark.parametrize("names", [("旧.md", "新.md"), ("同.md", "同.md")], ids=["two files", "one file"])
def test_two_versions_are_chosen_by_the_day(docs: Path, data: Path, names: tuple[str, str]) -> None:
    for name, year, amount in zip(names, (2020, 2025), (10, 15), strict=True):
        write(docs / name, year, amount)
        run(docs, data)
    assert amounts(data, BEFORE) == {"10万元"}
    assert amounts(data, AFTER) == {"15万元"}
    with KnowledgeBase.open(data, EMBEDDER) as base:
        (at,) = base.lookup("《慈溪市人才住房办法》第一条", BEFORE)
        assert "10万元" in base.clause(at).text
        (at,) = base.lookup("《慈溪市人才住房办法》第一条", AFTER)
        assert "15万元" in base.clause(at).text
        (old,) = base.lookup("慈政发〔2020〕1号第一条", AFTER)
        assert base.document(old.document, AFTER).validity_label == "自2025-03-01起已被替代"
        assert base.document(old.document, BEFORE).validity_label == ""


def test_a_corrected_file_leaves_no_day_to_the_mistake(docs: Path, data: Path) -> None:
    write(docs / "甲.md", 2020, 10)
    run(docs, data)
    write(docs / "甲.md", 2020, 15)
    report = run(docs, data)
    assert "慈政发-2020-1@v1" in report.verdicts[0].detail
    for day in (BEFORE, AFTER):
        assert amounts(data, day) == {"15万元"}
    assert audit(data).sound


def test_the_same_text_in_other_bytes_is_no_new_version(docs: Path, data: Path) -> None:
    write(docs / "甲.md", 2020, 10)
    run(docs, data)
    (docs / "甲.md").write_text(RULE.format(year=2020, amount=10) + "\n\n", encoding="utf-16")
    run(docs, data)
    with KnowledgeBase.open(data, EMBEDDER) as base:
        assert [entry.id for entry in base.entries()] == ["慈政发-2020-1"]


def test_what_is_taken_out_comes_back_until_it_is_cleared_away(docs: Path, data: Path) -> None:
    rule_file(docs, "人才落户", 2)
    write(docs / "甲.md", 2020, 10)
    run(docs, data)
    report = remove(data, ["《慈溪市人才住房办法》"], embedder=EMBEDDER)
    assert [v.document for v in report.verdicts] == ["慈政发-2020-1"]
    assert amounts(data, AFTER) == set()
    again = run(docs, data)
    assert {v.document: v.outcome for v in again.verdicts}["慈政发-2020-1"] is Outcome.SKIPPED
    restore(data, ["慈政发-2020-1"], embedder=EMBEDDER)
    assert amounts(data, AFTER) == {"10万元"}
    remove(data, ["慈政发〔2020〕1号"], embedder=EMBEDDER)
    done = prune(data)
    assert (done.documents, done.originals) == (("慈政发-2020-1",), 1)
    assert audit(data).sound
    with pytest.raises(UsageError, match="没有已移除的文件"):
        restore(data, ["慈政发-2020-1"], embedder=EMBEDDER)


def test_a_file_named_outright_comes_back_though_it_was_taken_out(docs: Path, data: Path) -> None:
    rule_file(docs, "人才落户", 2)
    write(docs / "甲.md", 2020, 10)
    run(docs, data)
    remove(data, ["慈政发-2020-1"], embedder=EMBEDDER)
    report = build([docs / "甲.md"], data, embedder=EMBEDDER)
    assert (report.verdicts[0].outcome, report.documents) == (Outcome.ADDED, 2)


@pytest.mark.parametrize(("name", "said"), [("没有这份", "没有文件"), ("《慈溪市人才住房办法》", "不止一份")])
def test_a_name_that_fits_none_or_several_takes_nothing_out(
    docs: Path, data: Path, name: str, said: str
) -> None:
    write(docs / "旧.md", 2020, 10)
    write(docs / "新.md", 2025, 15)
    run(docs, data)
    with pytest.raises(UsageError, match=said):
        remove(data, ["慈政发-2020-1", name], embedder=EMBEDDER)
    assert amounts(data, BEFORE) == {"10万元"}


def test_no_base_is_made_by_taking_out(data: Path) -> None:
    for work in (lambda: remove(data, ["x"]), lambda: restore(data, ["x"]), lambda: prune(data)):
        with pytest.raises(WenceError, match="还没有知识库"):
            work()
    assert not data.exists()


def test_meta_says_what_the_text_does_not(docs: Path, data: Path) -> None:
    write(docs / "甲.md", 2020, 10)
    (docs / "meta.yaml").write_text("甲.md:\n  失效: 2023-01-01\n", encoding="utf-8")
    run(docs, data)
    assert amounts(data, date(2022, 1, 1)) == {"10万元"}
    assert amounts(data, BEFORE) == set()
    (docs / "meta.yaml").write_text("甲.md:\n  失效: 2025-01-01\n", encoding="utf-8")
    run(docs, data)
    assert amounts(data, BEFORE) == {"10万元"}


def test_a_meta_with_a_mistake_takes_nothing_new_in_and_keeps_what_is_held(docs: Path, data: Path) -> None:
    write(docs / "甲.md", 2020, 10)
    run(docs, data)
    rule_file(docs, "人才落户", 2)
    (docs / "meta.yaml").write_text("甲.md:\n  失笑: 2023-01-01\n", encoding="utf-8")
    report = run(docs, data)
    assert len(report.refused) == 3
    assert report.documents == 1
    assert amounts(data, BEFORE) == {"10万元"}


DAMAGE = {
    "original": ("DELETE", "original_missing"),
    "clause": ("UPDATE clauses SET start = start + 1 WHERE path = 't1'", "clauses_changed"),
    "text": ("UPDATE documents SET text = replace(text, '10', '90')", "clauses_changed"),
}


@pytest.mark.parametrize(("how", "check"), DAMAGE.values(), ids=DAMAGE.keys())
def test_damage_is_found_and_a_build_mends_it(docs: Path, data: Path, how: str, check: str) -> None:
    write(docs / "甲.md", 2020, 10)
    run(docs, data)
    store = Store(data)
    if how == "DELETE":
        next((data / "originals").iterdir()).unlink()
    else:
        store._rows(how)
    store.close()
    assert check in {problem.check for problem in audit(data).problems}
    run(docs, data)
    assert audit(data).sound
    assert amounts(data, AFTER) == {"10万元"}


def test_a_damaged_index_is_found(docs: Path, data: Path) -> None:
    write(docs / "甲.md", 2020, 10)
    report = run(docs, data)
    generation = data / "generations" / report.generation
    next(generation.rglob("chroma.sqlite3")).unlink()
    assert {problem.check for problem in audit(data).problems} == {"index_damaged"}
    run(docs, data)
    assert audit(data).sound
