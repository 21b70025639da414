"""Learns assistant/ranking/relevance.json: how much each feature of a provision says that it answers.

    python -m eval.training.relevance_weights [--shared ../shared/corpora] [--write]

Learned from the dev questions of the plan and from eval/questions/other/*.yaml, whose documents are read from
../shared (eval/questions/other/README.md); the test split is never read. Every candidate of every question of one
part is an example, true where the gold record names its clause. Two models, one for questions after a figure and
one for all others: logistic regressions (Cox 1958) with an L2 penalty, by Newton's method, so that two runs give
the same weights. The figures printed are cross-validated by question (5 folds): of the answerable questions how
many get the right clause, another one, or none, and how many of the unanswerable ones get an answer. As of the
weights committed with this file: 389 answerable, 339 right, 22 another clause, 28 none; 101 unanswerable, 9 answered
(before the verifier, and before table rows, which are chosen by name and not learned).
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import sys
import tarfile
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray
from scipy.special import expit
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from assistant.question.parts import parts_of
from assistant.ranking.choose import gather, scores_of
from assistant.ranking.features import FEATURES
from assistant.ranking.relevance import provisions
from assistant.reply.by_address import answer_named
from eval.gold import QUESTIONS, GoldQuestion, load
from eval.metrics import is_within
from eval.run import AS_OF, OFFICIAL
from ingest.problems import UsageError
from kb.build import build
from kb.knowledge import KnowledgeBase

SHARED = Path(__file__).resolve().parents[3] / "shared" / "corpora"
OTHER = QUESTIONS / "other"
WEIGHTS = Path(__file__).resolve().parents[2] / "assistant" / "ranking" / "relevance.json"
FOLDS = 5
PENALTY = 5.0
FLOORS = {"cover": 0.3, "subject": 0.3, "heavy": 0.3}
THRESHOLDS = {"prose": 0.45, "figure": 0.45}

_TABLE = re.compile(r"#(?:f\d+/)?b\d+")
Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """One candidate of one question: its features, and whether the gold record names its clause. `model` is
    "prose" or "figure"; `spoken` whether it passes the floors."""

    question: str
    model: str
    features: tuple[float, ...]
    spoken: bool
    true: bool


@dataclass(frozen=True, slots=True)
class Fitted:
    """A logistic regression over FEATURES."""

    weights: Matrix
    bias: float

    def probability(self, features: Matrix) -> Matrix:
        """Shape (n,), 0…1, for features of shape (n, len(FEATURES))."""
        out: Matrix = expit(features @ self.weights + self.bias)
        return out


def examples_of(base: KnowledgeBase, questions: Iterable[GoldQuestion]) -> Iterator[Example]:
    """The candidates of every question that is one part, is no look-up and has one right status."""
    for question in questions:
        parts = parts_of(question.question)
        whole = question.status in ("answered", "not_found", "out_of_scope") and len(parts) == 1
        if not whole or answer_named(base, question.question, AS_OF) is not None:
            continue
        retrieval, lens, sentences, _ = gather(base, parts[0], AS_OF)
        if not lens.terms:
            continue
        for one in provisions(parts[0], lens, sentences, scores_of(retrieval)):
            true = _is_gold(question, str(one.clause.id))
            if true is not None and (one.fit or not parts[0].wants_figure):
                yield Example(question.id, one.model, one.features, one.spoken, true)


def _is_gold(question: GoldQuestion, clause: str) -> bool | None:
    """Whether the gold record asks for the clause; None where it only allows it."""
    wanted = [path for group in question.required for path in group if not _TABLE.search(path)]
    if any(is_within(clause, path) or is_within(path, clause) for path in wanted):
        return True
    return None if any(is_within(clause, path) for path in question.accepted) else False


def fit(features: Matrix, true: Matrix, penalty: float = PENALTY) -> Fitted:
    """The weights and the bias, which is not penalised, of a regression over standardised features."""
    scaler = StandardScaler().fit(features)
    model = LogisticRegression(C=1 / penalty, solver="newton-cholesky", tol=1e-10)
    model.fit(scaler.transform(features), true)
    weights = model.coef_[0] / scaler.scale_
    return Fitted(weights, float(model.intercept_[0] - scaler.mean_ @ weights))


def cross_validated(examples: Sequence[Example]) -> Matrix:
    """The probability of each example by models that have not seen its question, 0 below the floors."""
    x = np.array([e.features for e in examples])
    y = np.array([float(e.true) for e in examples])
    folds = np.array([_fold(e.question) for e in examples])
    out = np.zeros(len(examples))
    for model in ("prose", "figure"):
        mine = np.array([e.model == model for e in examples])
        for k in range(FOLDS):
            learn, rest = mine & (folds != k), mine & (folds == k)
            if rest.any():
                out[rest] = fit(x[learn], y[learn]).probability(x[rest])
    kept: Matrix = out * np.array([float(e.spoken) for e in examples])
    return kept


def _fold(question: str) -> int:
    return hashlib.sha256(question.encode()).digest()[-1] % FOLDS


@dataclass(frozen=True, slots=True)
class RelevanceScore:
    """Questions with an answering candidate (right, wrong clause, abstained) and without (answered all the same)."""

    right: int
    wrong: int
    abstained: int
    false: int
    unanswerable: int


def score(
    examples: Sequence[Example], probability: Matrix, thresholds: Mapping[str, float]
) -> RelevanceScore:
    """What would be given: the most probable candidate of each question, from the threshold on."""
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for index, one in enumerate(examples):
        groups[one.question].append(index)
    right = wrong = abstained = false = unanswerable = 0
    for group in groups.values():
        best = max(group, key=lambda i: float(probability[i]))
        given = probability[best] >= thresholds[examples[best].model]
        has = any(examples[i].true for i in group)
        unanswerable += not has
        right += bool(has and given and examples[best].true)
        wrong += bool(has and given and not examples[best].true)
        abstained += bool(has and not given)
        false += bool(not has and given)
    return RelevanceScore(right, wrong, abstained, false, unanswerable)


def learned(examples: Sequence[Example]) -> dict[str, object]:
    """The content of relevance.json."""
    out: dict[str, object] = {}
    for model in ("prose", "figure"):
        mine = [e for e in examples if e.model == model]
        found = fit(np.array([e.features for e in mine]), np.array([float(e.true) for e in mine]))
        weights = {name: round(float(w), 4) for name, w in zip(FEATURES, found.weights, strict=True)}
        out[model] = {"bias": round(found.bias, 4), "weights": weights}
    return {**out, "thresholds": THRESHOLDS, "floors": FLOORS}


def sources(shared: Path, folder: Path) -> Iterator[tuple[list[Path], list[GoldQuestion]]]:
    """(documents, questions) of each set; those of other documents are unpacked below `folder`."""
    yield [OFFICIAL], [*(q for q in load() if q.split == "dev"), *load(OTHER / "plan.yaml")]
    for name in ("regulations", "statutes"):
        yield _unpacked(name, shared, folder), list(load(OTHER / f"{name}.yaml"))


def _unpacked(name: str, shared: Path, folder: Path) -> list[Path]:
    target = folder / name
    target.mkdir(parents=True)
    rows = [line.split("\t") for line in (OTHER / "documents.tsv").read_text(encoding="utf-8").splitlines()]
    for archive, paths in _by_archive(shared, [path for which, path in rows if which == name]).items():
        if archive is None:
            for path in paths:
                shutil.copy(shared / path, target)
            continue
        with tarfile.open(archive, "r:gz") as tar:
            for path in paths:
                stream = tar.extractfile(path)
                if stream:
                    (target / Path(path).name).write_bytes(stream.read())
    return sorted(target.iterdir())


def _by_archive(shared: Path, paths: Iterable[str]) -> dict[Path | None, list[str]]:
    out: defaultdict[Path | None, list[str]] = defaultdict(list)
    for path in paths:
        head, mark, inner = path.partition(".tar.gz/")
        out[shared / f"{head}.tar.gz" if mark else None].append(inner if mark else path)
    return dict(out)


@click.command(help="从开发问题学习条款相关性的权重；测试问题不参与。")
@click.option("--shared", type=click.Path(path_type=Path), default=SHARED, help="语料文件夹")
@click.option("--write", is_flag=True, help="写入 assistant/ranking/relevance.json")
def main(shared: Path, write: bool) -> None:
    """Learn, print the cross-validated figures, write the weights."""
    if not shared.exists():
        raise UsageError(f"没有找到语料“{shared}”：它不随项目发布，没有它不能学习权重。")
    examples: list[Example] = []
    with tempfile.TemporaryDirectory(prefix="wence-train-") as folder:
        for number, (documents, questions) in enumerate(sources(shared, Path(folder) / "documents")):
            data = Path(folder) / str(number)
            build(documents, data)
            with closing(KnowledgeBase.open(data)) as base:
                examples += examples_of(base, questions)
    found = score(examples, cross_validated(examples), THRESHOLDS)
    click.echo(f"{len(examples)} examples: {found}")
    if write:
        WEIGHTS.write_text(json.dumps(learned(examples), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
