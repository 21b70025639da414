"""How well the search finds the statute clauses that lay questions ask for: `python -m eval.bench.retrieval`.

The clauses are indexed by the classes the knowledge base uses (`kb.index.lexical`, `kb.index.encoder`, `kb.index.fusion`) with
their default parameters; vectors are compared exactly, where the base asks Chroma. Parameters were chosen
on half 0 of the questions; half 1 is the one to report. No question takes part in any training.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray

from eval.bench.statutes import (
    NATIONAL,
    QUESTIONS,
    SHARED,
    Article,
    LayQuestion,
    articles,
    folder,
    load_questions,
    newest,
    read_archive,
)
from ingest.problems import WenceError
from kb.index.encoder import StaticEmbedder
from kb.index.engine import cut
from kb.index.fusion import FusionWeights, Ranked, fuse
from kb.index.lexical import LexicalIndex, best_rows, weigh
from kb.language import tokens

DEPTH = 100
FLOORS = {"mrr10": 0.385, "r10": 0.44, "r100": 0.69}
"""What the full search must reach on the held-out half."""
FULL = "全部"


@dataclass(frozen=True, slots=True)
class Figures:
    """Means over `n` questions, each 0…1: reciprocal rank of the first gold clause within 10, and the
    share of the gold clauses within 10 and within 100."""

    mrr10: float
    r10: float
    r100: float
    n: int


@dataclass(frozen=True, slots=True)
class Bench:
    """All clauses, indexed. `rows` says which rows are a gold article (law, path): one row, since only
    the newest version of a law is held, more only where a law counts an article twice."""

    words: LexicalIndex
    characters: LexicalIndex
    vectors: NDArray[np.float32]
    owners: tuple[int, ...]
    rows: Mapping[tuple[str, str], tuple[int, ...]]
    embedder: StaticEmbedder

    @classmethod
    def build(cls, clauses: Sequence[Article]) -> Bench:
        """Cut, count and encode the clauses as a build of the knowledge base does."""
        embedder = StaticEmbedder.load()
        cuts = [cut(clause.passage) for clause in clauses]
        rows: dict[tuple[str, str], tuple[int, ...]] = {}
        for row, clause in enumerate(clauses):
            key = (clause.law, clause.path)
            rows[key] = (*rows.get(key, ()), row)
        return cls(
            LexicalIndex.build([one.words for one in cuts]),
            LexicalIndex.build([one.characters for one in cuts]),
            embedder.encode_tokens([one.words for one in cuts]),
            tuple(clause.document for clause in clauses),
            rows,
            embedder,
        )

    def lists(self, question: str, depth: int) -> dict[str, Ranked]:
        """The three ranked lists that are fused."""
        similar = self.vectors @ self.embedder.encode([question])[0]
        return {
            "words": self.words.search(weigh(tokens.words(question)), depth),
            "characters": self.characters.search(weigh(tokens.bigrams(question)), depth),
            "vectors": best_rows(similar, depth),
        }


def variants(weights: FusionWeights) -> dict[str, FusionWeights]:
    """The searches that are compared, the full one last."""
    alone = replace(weights, words=0.0, characters=0.0, vectors=0.0, document=0.0)
    both = replace(weights, vectors=0.0, document=0.0)
    return {
        "词 BM25": replace(alone, words=1.0),
        "字对 BM25": replace(alone, characters=1.0),
        "词向量": replace(alone, vectors=1.0),
        "词 + 字对": both,
        "词 + 字对 + 词向量": replace(weights, document=0.0),
        FULL: weights,
    }


def rank(
    bench: Bench, questions: Sequence[LayQuestion], weights: FusionWeights
) -> Iterator[dict[str, list[int]]]:
    """For each question, the rows each variant ranks highest."""
    compared = variants(weights)
    for question in questions:
        lists = bench.lists(question.text, weights.depth)
        yield {
            name: [one.row for one in fuse(lists, DEPTH, each, bench.owners)]
            for name, each in compared.items()
        }


def figures(ranked: Sequence[Sequence[int]], gold: Sequence[Sequence[Sequence[int]]]) -> Figures:
    """Each question's ranking against its gold clauses, each a group of rows of which any will do."""
    scores = [_scores(rows, groups) for rows, groups in zip(ranked, gold, strict=True)]
    means = np.array(scores, dtype=np.float64).mean(axis=0) if scores else np.zeros(3)
    return Figures(float(means[0]), float(means[1]), float(means[2]), len(scores))


def _scores(ranked: Sequence[int], groups: Sequence[Sequence[int]]) -> tuple[float, float, float]:
    place = {row: at for at, row in reversed(list(enumerate(ranked, 1)))}
    places = [min((place[row] for row in group if row in place), default=DEPTH + 1) for group in groups]
    first = min(places)
    within_10, within_100 = (sum(at <= k for at in places) / len(places) for k in (10, 100))
    return (1 / first if first <= 10 else 0.0), within_10, within_100


def measure(corpus: Path = SHARED, weights: FusionWeights | None = None) -> dict[str, dict[str, Figures]]:
    """Variant → "chosen" (half 0), "held_out" (half 1) and "all" → its figures. UsageError without corpus."""
    clauses = articles(newest(read_archive(folder(corpus) / NATIONAL)))
    questions = load_questions(corpus / QUESTIONS)
    begin = time.perf_counter()
    bench = Bench.build(clauses)
    click.echo(f"{len(clauses)} 条已建立索引，用时 {time.perf_counter() - begin:.0f} 秒", err=True)
    gold = [[bench.rows.get(one, ()) for one in question.gold] for question in questions]
    lost = sum(not group for groups in gold for group in groups)
    if lost:
        click.echo(f"有 {lost} 个标准答案条文不在语料中，按未找到计", err=True)
    ranked = list(rank(bench, questions, weights or FusionWeights()))
    halves = {"chosen": (0,), "held_out": (1,), "all": (0, 1)}
    return {
        name: {
            half: figures(
                [each[name] for each, q in zip(ranked, questions, strict=True) if q.half in wanted],
                [groups for groups, q in zip(gold, questions, strict=True) if q.half in wanted],
            )
            for half, wanted in halves.items()
        }
        for name in variants(FusionWeights())
    }


def report(measured: Mapping[str, Mapping[str, Figures]]) -> str:
    """The table for people."""
    lines = ["检索方式\t组\tMRR@10\tR@10\tR@100\t题数"]
    for name, halves in measured.items():
        for half, label in (("held_out", "报告组"), ("chosen", "选参组"), ("all", "全部题")):
            one = halves[half]
            lines.append(f"{name}\t{label}\t{one.mrr10:.3f}\t{one.r10:.3f}\t{one.r100:.3f}\t{one.n}")
    return "\n".join(lines)


def below_floor(measured: Mapping[str, Mapping[str, Figures]]) -> list[str]:
    """The floors that the full search misses on the held-out half, by name."""
    reached = asdict(measured[FULL]["held_out"])
    return [name for name, floor in FLOORS.items() if reached[name] < floor]


@click.command(help="在法规条文和群众提问上评测检索。")
@click.option("--corpus", type=click.Path(path_type=Path), default=SHARED, help="语料文件夹")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def main(corpus: Path, as_json: bool) -> None:
    try:
        measured = measure(corpus)
    except WenceError as problem:
        click.echo(str(problem), err=True)
        sys.exit(2)
    plain = {name: {half: asdict(one) for half, one in halves.items()} for name, halves in measured.items()}
    click.echo(json.dumps(plain, ensure_ascii=False, indent=1) if as_json else report(measured))
    missed = below_floor(measured)
    if missed:
        click.echo(f"未达到下限：{'、'.join(missed)}", err=True)
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
