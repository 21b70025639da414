"""The retrieval benchmark: its corpus, its figures and the training of the vectors, on a tiny archive."""

from __future__ import annotations

import io
import json
import tarfile
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from eval.bench import retrieval, statutes
from eval.bench.retrieval import FULL, Bench, Figures, below_floor, figures, measure, report, variants
from eval.bench.speed import Speed, above_limit
from eval.bench.speed import report as speed_report
from eval.bench.statutes import (
    Statute,
    article_path,
    articles,
    folder,
    half_of,
    load_questions,
    newest,
    read_archive,
)
from eval.training import word_vectors as vectors
from ingest.problems import UsageError
from kb.index.fusion import FusionWeights

LAWS = {
    "行政法规/住房条例(2019-01-01).md": "# 住房条例\n\n2019年1月1日 公布\n\n第一条 旧的租房补贴标准。\n",
    "行政法规/住房条例(2021-01-01).md": (
        "# 住房条例\n\n2021年1月1日 公布\n\n## 第一章 租房\n\n第一条 租房补贴每月发放。\n\n"
        "第二条 购房补贴一次发放，按照合同金额计算，由住房部门审核。\n"
    ),
    "社会法/中华人民共和国劳动法(2018-12-29).md": "# 中华人民共和国劳动法\n\n第一条 工资按月支付。\n\n第一条之一 加班另付。\n",
    "民法典/合同编.md": "# 中华人民共和国民法典\n\n# 合同编\n\n第四百六十三条 本编调整合同关系。\n",
    "说明.txt": "不是法规",
}
QUESTIONS = [
    {"id": "1", "question": "租房补贴怎么发？", "articles": [{"law": "住房条例", "article": "第一条"}]},
    {
        "id": "2",
        "question": "工资什么时候发？",
        "articles": [{"law": "劳动法", "article": "第一条"}, {"law": "劳动法", "article": "第九条"}],
    },
]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    for archive in (statutes.NATIONAL, statutes.LOCAL):
        with tarfile.open(tmp_path / archive, "w:gz") as tar:
            for name, text in LAWS.items():
                data = text.encode("utf-8")
                member = tarfile.TarInfo(name)
                member.size = len(data)
                tar.addfile(member, io.BytesIO(data))
    lines = "\n".join(json.dumps(one, ensure_ascii=False) for one in QUESTIONS)
    (tmp_path / statutes.QUESTIONS).write_text(lines, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("label", "path"),
    [
        ("第一条", "t1"),
        ("第五十四条", "t54"),
        ("第一千零八十七条", "t1087"),
        ("第一百二十条之一", "t120-1"),
        ("第二百八十七条之二", "t287-2"),
    ],
)
def test_a_gold_label_is_a_clause_path(label: str, path: str) -> None:
    assert article_path(label) == path


def test_another_label_is_an_error() -> None:
    with pytest.raises(ValueError, match="第三章"):
        article_path("第三章")


def test_an_archive_is_read_by_name_with_law_and_version(corpus: Path) -> None:
    held = list(read_archive(corpus / statutes.NATIONAL))
    assert [(one.law, one.version) for one in held] == [
        ("民法典", ""),
        ("劳动法", "2018-12-29"),
        ("住房条例", "2019-01-01"),
        ("住房条例", "2021-01-01"),
    ]


def test_only_the_newest_version_is_kept_and_every_part_of_the_civil_code() -> None:
    parts = [Statute(f"民法典/{name}.md", "民法典", "", b"") for name in ("合同编", "总则")]
    old, new = (Statute(f"商法/公司法{day}", "公司法", day, b"") for day in ("2018-10-26", "2023-12-29"))
    twice = Statute("行政法/公司法", "公司法", "2023-12-29", b"")
    assert newest([old, new, *parts, twice]) == (new, *parts)


def test_articles_are_passages_of_the_knowledge_base(corpus: Path) -> None:
    found = articles(newest(read_archive(corpus / statutes.NATIONAL)))
    assert [(one.law, one.path) for one in found] == [
        ("民法典", "t463"),
        ("劳动法", "t1"),
        ("劳动法", "t1-1"),
        ("住房条例", "t1"),
        ("住房条例", "t2"),
    ]
    assert found[-1].passage.breadcrumb.endswith("第一章 租房")


def test_a_missing_corpus_is_said_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="没有找到评测用的法规语料"):
        folder(tmp_path / "nowhere")
    run = CliRunner().invoke(retrieval.main, ["--corpus", str(tmp_path)])
    assert run.exit_code == 2
    assert run.stdout == ""


def test_halves_never_move() -> None:
    assert [half_of(str(number)) for number in range(12)] == HALVES


HALVES = [1, 0, 1, 1, 1, 0, 1, 0, 0, 1, 1, 1]


def test_reciprocal_rank_counts_the_first_gold_and_recall_all_of_them() -> None:
    ranked = [[5, 3, 9], [1, 2], []]
    gold = [[[3], [9, 4], [77]], [[8]], [[1]]]
    found = figures(ranked, gold)
    assert found.mrr10 == pytest.approx((1 / 2 + 0 + 0) / 3)
    assert found.r10 == pytest.approx((2 / 3 + 0 + 0) / 3)
    assert found.n == 3


def test_rank_eleven_counts_for_recall_at_100_only() -> None:
    found = figures([list(range(100, 110)) + [7]], [[[7]]])
    assert (found.mrr10, found.r10, found.r100) == (0.0, 0.0, 1.0)


def test_no_question_at_all() -> None:
    assert figures([], []) == Figures(0.0, 0.0, 0.0, 0)


def test_the_whole_measurement(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    measured = measure(corpus)
    assert list(measured) == list(variants(FusionWeights()))
    full = measured[FULL]
    assert full["all"].n == full["chosen"].n + full["held_out"].n == 2
    assert full["all"].mrr10 == 1.0
    assert full["all"].r10 == pytest.approx(0.75)  # 劳动法第九条 is not held
    assert "1 个标准答案条文不在语料中" in capsys.readouterr().err
    assert report(measured).count("\n") == 3 * len(measured)
    assert measure(corpus) == measured


def test_every_list_takes_part(corpus: Path) -> None:
    bench = Bench.build(articles(newest(read_archive(corpus / statutes.NATIONAL))))
    lists = bench.lists("租房补贴", 3)
    assert [lists[name][0][0] for name in ("words", "characters")] == [3, 3]
    assert 3 in [row for row, _ in lists["vectors"]]


def test_floors_are_told_by_name() -> None:
    reached = {half: Figures(0.4, 0.3, 0.7, 9) for half in ("chosen", "held_out", "all")}
    assert below_floor({FULL: reached}) == ["r10"]


def test_json_goes_to_stdout_alone(corpus: Path) -> None:
    run = CliRunner().invoke(retrieval.main, ["--corpus", str(corpus), "--json"])
    assert set(json.loads(run.stdout)) == set(variants(FusionWeights()))


def test_questions_keep_their_order(corpus: Path) -> None:
    first, second = load_questions(corpus / statutes.QUESTIONS)
    assert (first.text, first.gold) == ("租房补贴怎么发？", (("住房条例", "t1"),))
    assert second.gold == (("劳动法", "t1"), ("劳动法", "t9"))


def _sparse(rows: list[list[int]], words: int) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    out = np.zeros((len(rows), words), dtype=np.float32)
    for at, row in enumerate(rows):
        for word in row:
            out[at, word] += 1
    return out


def test_the_gradient_of_the_training_is_that_of_its_loss() -> None:
    random = np.random.default_rng(3)
    table = random.normal(size=(6, 4)).astype(np.float32)
    bags = _sparse([[0, 1], [2], [3, 4]], 6), _sparse([[1, 5], [2, 2, 3], [4]], 6)
    _, gradient = vectors.contrast(table, *bags, 0.5)
    for word, axis in ((0, 0), (2, 3), (5, 1)):
        step = np.zeros_like(table)
        step[word, axis] = 1e-2
        ahead, back = (vectors.contrast(table + sign * step, *bags, 0.5)[0] for sign in (1, -1))
        assert gradient[word, axis] == pytest.approx((ahead - back) / 2e-2, abs=2e-3)


def test_training_twice_gives_the_same_vectors() -> None:
    pytest.importorskip("scipy")
    random = np.random.default_rng(5)
    cuts = [
        vectors.PassageNumbers(
            np.array([at % 7], dtype=np.int32), random.integers(0, 40, size=20, dtype=np.int32) % 20 + at % 20
        )
        for at in range(40)
    ]
    small = vectors.Training(dimension=8, epochs=6, batch=20)
    frequency = np.full(40, 1e-3, dtype=np.float32)
    first, losses = vectors.train(cuts, frequency, small)
    again, _ = vectors.train(cuts, frequency, small)
    assert np.array_equal(first, again)
    assert losses[-1] < losses[0]


def test_the_whole_bench_skips_with_a_reason_where_the_corpus_is_absent(tmp_path: Path) -> None:
    from eval.bench.__main__ import main

    run = CliRunner().invoke(main, ["--corpus", str(tmp_path)])
    assert run.exit_code == 0
    assert run.stdout == ""
    assert run.stderr.startswith("跳过：没有找到评测用的法规语料")


def test_limits_that_are_passed_are_told_by_name() -> None:
    fast = Speed(100.0, 120.0, 800.0, 9.0, 20.0, 2.0, 3.0, 3.5, Figures(0.4, 0.5, 0.7, 9))
    assert above_limit(fast) == ["cold_ask_seconds"]
    assert "3.5\t3" in speed_report(fast)
