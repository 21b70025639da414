"""The gold set is well formed, says only what the plan prints, and is split by topic."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from eval.gold import QUESTIONS, GoldFigure, GoldQuestion, load
from ingest.document import ClauseId
from ingest.parse import parse_file
from ingest.problems import WenceError

GOLD = load()

RECORD = """
- id: a-1
  role: talent
  topic: a
  split: dev
  kind: count
  question: 多少
  status: answered
  clauses: [["2.3.1"]]
  figures: [{value: "42", unit: 万人, qualifier: 突破}]
"""


@pytest.fixture(scope="module")
def plan_text(plan_file: Path) -> str:
    """The plan without any space, so that a line break inside a paragraph hides nothing."""
    return re.sub(r"\s+", "", plan_file.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def plan_clauses(plan_file: Path) -> dict[str, str]:
    """Clause path → its text without spaces (cells of a row joined by “|”)."""
    document = parse_file(plan_file).document
    texts = {c.id.path: c.text for c in document.clauses}
    for table in document.tables:
        for row in table.rows:
            texts[row.id.path] = "|".join(row.values)
    return {path: re.sub(r"\s+", "", text) for path, text in texts.items()}


def _printed(figure: GoldFigure, text: str) -> bool:
    """Whether prose prints the figure, its unit and its qualifier side by side."""
    v, u, q = figure.value, figure.unit, figure.qualifier
    return any(form in text for form in (q + v + u, v + u + q, v + q + u))


def _in_row(figure: GoldFigure, row: str) -> bool:
    """Whether a table row has the unit in one cell and the figure in another."""
    cells = row.split("|")
    number = re.compile(rf"(?<![\d.]){re.escape(figure.qualifier + figure.value)}(?![\d.])")
    return figure.unit in cells and any(number.search(cell) for cell in cells if cell != figure.unit)


def test_the_set_is_large_enough() -> None:
    assert len(GOLD) >= 150
    assert sum(not q.answerable for q in GOLD) >= 40
    test = [q for q in GOLD if q.split == "test"]
    assert len(test) >= 90
    assert sum(q.status in ("not_found", "out_of_scope") for q in test) >= 25


def test_ids_and_questions_are_unique() -> None:
    assert [i for i, n in Counter(q.id for q in GOLD).items() if n > 1] == []
    assert [i for i, n in Counter(q.question for q in GOLD).items() if n > 1] == []


def test_no_topic_is_in_both_splits() -> None:
    topics: dict[str, set[str]] = {}
    for q in GOLD:
        topics.setdefault(q.topic, set()).add(q.split)
    assert [topic for topic, splits in topics.items() if len(splits) > 1] == []


def test_file_names_tell_the_split() -> None:
    for path in QUESTIONS.glob("*.yaml"):
        assert {q.split for q in load(path)} == {path.name.partition("-")[0]}


@pytest.mark.parametrize("split", ["dev", "test"])
def test_every_role_status_and_kind_is_in_both_splits(split: str) -> None:
    mine = [q for q in GOLD if q.split == split]
    assert {q.role for q in mine} == {"talent", "staff", "author"}
    assert {q.status for q in mine} == {"answered", "partial", "clarify", "not_found", "out_of_scope"}
    assert {q.kind for q in mine} == {q.kind for q in GOLD}


def test_paths_are_clause_ids() -> None:
    for q in GOLD:
        for accepted in q.accepted:
            assert str(ClauseId.parse(accepted)) == accepted
            assert ClauseId.parse(accepted).label


def test_no_path_is_both_required_and_optional() -> None:
    for q in GOLD:
        required = {path for group in q.clauses for path in group}
        assert required.isdisjoint(q.also), q.id


def _printings(q: GoldQuestion) -> list[GoldFigure]:
    return [p for f in (*q.figures, *q.must_not) for p in f.printings()]


def test_every_figure_is_in_the_plan(plan_text: str) -> None:
    missing = [(q.id, f.value) for q in GOLD for f in _printings(q) if f.value not in plan_text]
    assert missing == []


def test_every_clause_is_in_the_plan(plan_clauses: dict[str, str]) -> None:
    paths = {(q.id, path) for q in GOLD for path in (*q.also, *(p for g in q.clauses for p in g))}
    assert sorted((i, p) for i, p in paths if p not in plan_clauses) == []


def test_every_figure_is_printed_in_a_clause_of_its_record(plan_clauses: dict[str, str]) -> None:
    missing = []
    for q in GOLD:
        paths = [path for group in q.clauses for path in group]
        for figure in (p for f in q.figures for p in f.printings()):
            if not any(
                _in_row(figure, plan_clauses[path]) if ".r" in path else _printed(figure, plan_clauses[path])
                for path in paths
            ):
                missing.append((q.id, figure))
    assert missing == []


def test_ids_are_made_whole(tmp_path: Path) -> None:
    (tmp_path / "dev-a.yaml").write_text(RECORD, encoding="utf-8")
    (question,) = load(tmp_path)
    assert question.required == (("慈发改-2021-25#2.3.1",),)
    assert question.figures == (GoldFigure("42", "万人", "突破"),)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("role: talent", "role: visitor"), ("a-1", "role")),
        (("topic: a", "topic: a\n  colour: red"), ("a-1", "colour")),
        (("status: answered", "status: not_found"), ("a-1", "clauses")),
        (('  clauses: [["2.3.1"]]\n', ""), ("a-1", "clauses")),
        (('value: "42"', "value: 42"), ("a-1", "figures.0.value")),
        (("- id: a-1", "- nr: a-1"), ("第 1 条", "无编号")),
        (RECORD.splitlines()[1:2], ("问题文件",)),
    ],
)
def test_a_bad_record_is_named(tmp_path: Path, change: tuple[str, ...], words: tuple[str, ...]) -> None:
    broken = RECORD.replace(*change) if len(change) == 2 else "no: list"
    (tmp_path / "dev-a.yaml").write_text(broken, encoding="utf-8")
    with pytest.raises(WenceError) as error:
        load(tmp_path)
    for word in ("dev-a.yaml", *words):
        assert word in str(error.value)


def test_a_repeated_id_and_a_straddling_topic_are_refused(tmp_path: Path) -> None:
    (tmp_path / "dev-a.yaml").write_text(RECORD, encoding="utf-8")
    (tmp_path / "test-a.yaml").write_text(RECORD, encoding="utf-8")
    with pytest.raises(WenceError, match="编号重复"):
        load(tmp_path)
    other = RECORD.replace("a-1", "a-2").replace("split: dev", "split: test")
    (tmp_path / "test-a.yaml").write_text(other, encoding="utf-8")
    with pytest.raises(WenceError, match="另一个分组"):
        load(tmp_path)


def test_an_empty_or_missing_place_is_said(tmp_path: Path) -> None:
    with pytest.raises(WenceError, match="没有测评问题"):
        load(tmp_path)
    with pytest.raises(WenceError, match="读不出来"):
        load(tmp_path / "none.yaml")
