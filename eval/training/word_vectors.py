"""Trains the word vectors the project ships: `python -m eval.training.word_vectors`.

The corpus is both archives of statutes, nothing else; no question is seen. Word vectors are learnt so that
a few neighbouring words of an article, as a question would be, find the article they were taken from among
the others of a batch (the inverse cloze task of Lee, Chang & Toutanova 2019, with the bag of words and the
SIF weights that `kb.index.encoder` computes with). Adam (Kingma & Ba 2015), numpy and scipy alone.
"""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import click
import numpy as np
from numpy.typing import NDArray

from eval.bench.statutes import LOCAL, NATIONAL, SHARED, folder, read_archive
from ingest.parse import parse
from kb.index.encoder import SMOOTHING, TABLE, save_table
from kb.index.passages import passages
from kb.language import tokens

# One thread: the order of additions, and so the last bit of every vector, must not depend on the machine.
_THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")

Floats = NDArray[np.float32]
Ids = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Training:
    """What the training is made of; the defaults made the table that is shipped."""

    dimension: int = 128
    min_count: int = 5
    max_words: int = 40_000
    epochs: int = 4
    batch: int = 1024
    rate: float = 0.01
    temperature: float = 0.05
    shortest: int = 4  # words of a mock question
    longest: int = 13
    leave_in: float = 0.2  # how often the words of the mock question stay in its article
    breadcrumb: float = 0.5  # how often the article stands under its breadcrumb
    seed: int = 1


@dataclass(frozen=True, slots=True)
class PassageNumbers:
    """A passage as word numbers."""

    breadcrumb: Ids
    text: Ids


def cut_passages(archives: Sequence[Path]) -> list[tuple[list[str], list[str]]]:
    """The words of every passage's breadcrumb and text."""
    pool: dict[str, str] = {}
    out = []
    for archive in archives:
        for one in read_archive(archive):
            for passage in passages(parse(one.data, Path(one.name).name).document):
                pair = (tokens.words(passage.breadcrumb), tokens.words(passage.text))
                breadcrumb, text = ([pool.setdefault(word, word) for word in part] for part in pair)
                out.append((breadcrumb, text))
    return out


def vocabulary(cut: Sequence[tuple[list[str], list[str]]], training: Training) -> tuple[list[str], Floats]:
    """The words, most frequent first, equals by code point, and their shares of all words of the texts."""
    counts = Counter(word for _, text in cut for word in text)
    total = counts.total()
    kept = sorted((-n, word) for word, n in counts.items() if n >= training.min_count)[: training.max_words]
    return [word for _, word in kept], np.array([-n / total for n, _ in kept], dtype=np.float32)


def number(cut: Sequence[tuple[list[str], list[str]]], words: Sequence[str]) -> list[PassageNumbers]:
    """The passages long enough to take a mock question from, as word numbers."""
    row = {word: at for at, word in enumerate(words)}

    def ids(part: list[str]) -> Ids:
        return np.array([row[word] for word in part if word in row], dtype=np.int32)

    pairs = (PassageNumbers(ids(breadcrumb), ids(text)) for breadcrumb, text in cut)
    return [pair for pair in pairs if pair.text.size >= 8]


def batches(cuts: Sequence[PassageNumbers], training: Training) -> Iterator[tuple[list[Ids], list[Ids]]]:
    """Mock questions and the articles they were taken from, `batch` at a time."""
    random = np.random.default_rng(training.seed)
    for _ in range(training.epochs):
        order = random.permutation(len(cuts))
        for begin in range(0, len(order) - training.batch + 1, training.batch):
            pairs = [_mock(cuts[at], training, random) for at in order[begin : begin + training.batch]]
            yield [question for question, _ in pairs], [article for _, article in pairs]


def _mock(cut: PassageNumbers, training: Training, random: np.random.Generator) -> tuple[Ids, Ids]:
    text = cut.text
    length = min(int(random.integers(training.shortest, training.longest + 1)), text.size // 2)
    begin = int(random.integers(0, text.size - length + 1))
    rest = text
    if random.random() >= training.leave_in:
        rest = np.concatenate([text[:begin], text[begin + length :]])
    if random.random() < training.breadcrumb:
        rest = np.concatenate([cut.breadcrumb, rest])
    return text[begin : begin + length], rest


class Adam:
    """Kingma & Ba 2015, with a linear warm-up of 20 steps and a linear way down to 0."""

    def __init__(self, values: Floats, rate: float, steps: int) -> None:
        self.values, self.rate, self.steps, self.step = values, rate, steps, 0
        self._mean = np.zeros_like(values)
        self._square = np.zeros_like(values)

    def descend(self, gradient: Floats) -> None:
        """One step."""
        self.step += 1
        rate = self.rate * min(1.0, self.step / 20) * (1 - self.step / (self.steps + 1))
        self._mean += (gradient - self._mean) * np.float32(0.1)
        self._square += (np.square(gradient) - self._square) * np.float32(0.001)
        mean = self._mean / np.float32(1 - 0.9**self.step)
        root = np.sqrt(self._square / np.float32(1 - 0.999**self.step))
        self.values -= np.float32(rate) * mean / (root + np.float32(1e-9))


def train(
    cuts: Sequence[PassageNumbers], frequency: Floats, training: Training
) -> tuple[Floats, list[float]]:
    """The word vectors (words, dimension) and the loss of each step."""
    random = np.random.default_rng(training.seed + 1)
    shape = (len(frequency), training.dimension)
    start = random.normal(scale=training.dimension**-0.5, size=shape).astype(np.float32)
    weight = (SMOOTHING / (SMOOTHING + frequency))[:, None].astype(np.float32)
    steps = training.epochs * (len(cuts) // training.batch)
    adam, losses = Adam(start, training.rate, steps), []
    for step, (questions, found) in enumerate(batches(cuts, training), 1):
        bags = _bags(questions, len(frequency)), _bags(found, len(frequency))
        loss, gradient = contrast(adam.values * weight, *bags, training.temperature)
        adam.descend(gradient * weight)
        losses.append(loss)
        if step % 50 == 0:
            click.echo(f"{step}/{steps} loss {np.mean(losses[-50:]):.3f}", err=True)
    return adam.values, losses


def contrast(table: Floats, questions: Any, found: Any, temperature: float) -> tuple[float, Floats]:
    """The symmetric InfoNCE loss (van den Oord, Li & Vinyals 2018) of a batch of bags of words, sparse
    (batch, words), and its gradient by the table (words, dimension): row i of `questions` belongs to row
    i of `found`, all others of the batch do not."""
    one, one_length = _unit(questions @ table)
    two, two_length = _unit(found @ table)
    size = len(one)
    raised = np.exp((one @ two.T - 1) / np.float32(temperature))
    ahead, back = raised / raised.sum(axis=1, keepdims=True), raised / raised.sum(axis=0, keepdims=True)
    pull = (ahead + back) / 2
    pull[np.arange(size), np.arange(size)] -= 1
    pull /= np.float32(size * temperature)
    by_one, by_two = pull @ two, pull.T @ one
    by_one = (by_one - one * (by_one * one).sum(axis=1, keepdims=True)) / one_length
    by_two = (by_two - two * (by_two * two).sum(axis=1, keepdims=True)) / two_length
    loss = -float(np.log(np.diag(ahead) * np.diag(back) + 1e-12).mean()) / 2
    gradient: Floats = np.asarray(questions.T @ by_one + found.T @ by_two, dtype=np.float32)
    return loss, gradient


def _unit(rows: Floats) -> tuple[Floats, Floats]:
    length: Floats = np.linalg.norm(rows, axis=1, keepdims=True).astype(np.float32) + np.float32(1e-6)
    return rows / length, length


def _bags(rows: Sequence[Ids], words: int) -> Any:
    from scipy.sparse import csr_matrix

    ends = np.cumsum([0, *(row.size for row in rows)])
    ones = np.ones(ends[-1], dtype=np.float32)
    return csr_matrix((ones, np.concatenate(rows), ends), shape=(len(rows), words))


def common_direction(cuts: Sequence[PassageNumbers], table: Floats) -> Floats:
    """The first principal direction of the passages' vectors (Arora et al. 2017), a unit vector."""
    lists = [np.concatenate([cut.breadcrumb, cut.text]) for cut in cuts]
    vectors, _ = _unit(_bags(lists, len(table)) @ table)
    found: Floats = np.linalg.eigh(vectors.T @ vectors)[1][:, -1].astype(np.float32)
    return found if found.sum() >= 0 else -found


def _alone() -> dict[str, str]:
    return {**os.environ, **dict.fromkeys(_THREADS, "1")}


def _changed(settings: Sequence[str]) -> dict[str, Any]:
    kinds = {name: type(value) for name, value in asdict(Training()).items()}
    return {name: kinds[name](value) for name, _, value in (one.partition("=") for one in settings)}


@click.command(help="训练随项目发布的词向量。")
@click.option("--out", type=click.Path(path_type=Path), default=TABLE, help="写到哪里")
@click.option("--corpus", type=click.Path(path_type=Path), default=SHARED, help="两个法规压缩包所在的文件夹")
@click.option("--set", "settings", multiple=True, metavar="名=值", help="改一个训练参数，可重复")
def main(out: Path, corpus: Path, settings: tuple[str, ...]) -> None:
    if any(os.environ.get(name) != "1" for name in _THREADS):
        # BLAS reads these once, when numpy is imported: begin anew with one thread.
        os.execve(
            sys.executable, [sys.executable, "-m", "eval.training.word_vectors", *sys.argv[1:]], _alone()
        )
    training = replace(Training(), **_changed(settings))
    begin = time.perf_counter()
    cut = cut_passages([folder(corpus) / NATIONAL, corpus / LOCAL])
    words, frequency = vocabulary(cut, training)
    cuts = number(cut, words)
    click.echo(f"{len(cut)} passages, {len(words)} words, {time.perf_counter() - begin:.0f} s", err=True)
    vectors, losses = train(cuts, frequency, training)
    weight = (SMOOTHING / (SMOOTHING + frequency))[:, None]
    common = common_direction(cuts, vectors * weight)
    save_table(out, words, vectors, frequency, common, "statutes-cloze-1")
    click.echo(
        f"loss {np.mean(losses[-50:]):.3f}, {out.stat().st_size} bytes, {time.perf_counter() - begin:.0f} s"
    )


if __name__ == "__main__":
    sys.exit(main())
