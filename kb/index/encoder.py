"""Texts to vectors, offline: a table of word vectors that ships with the project.

A text's vector is the SIF-weighted mean of its words' vectors less its part along one common direction
(Arora, Liang & Ma 2017, "A simple but tough-to-beat baseline for sentence embeddings"), scaled to length 1.
The table is made by `python -m eval.training.word_vectors`; its corpus, seed and figures: eval/bench/README.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from ingest.problems import WenceError

TABLE = Path(__file__).parent / "data" / "vectors.npz"
SMOOTHING = 1e-3
"""Arora et al.'s `a`: a word of probability p weighs a / (a + p)."""


class Embedder(Protocol):
    """What turns texts into vectors; a site may put a neural model behind it."""

    @property
    def name(self) -> str:
        """Changes whenever the vectors change: an index made under another name must be rebuilt."""

    @property
    def dimension(self) -> int:
        """The length of a vector."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Shape (len(texts), dimension), float32; each row has length 1, or is zero for a text of which
        the embedder knows nothing."""


class StaticEmbedder:
    """Word vectors, averaged. `matrix` (words, dimension) is already weighted by SIF, and the common
    direction is already taken from it: a mean of such rows has none of it either."""

    def __init__(self, vocabulary: Sequence[str], matrix: NDArray[np.float32], name: str) -> None:
        self._row = {word: row for row, word in enumerate(vocabulary)}
        self._matrix = matrix
        self._name = name

    @property
    def name(self) -> str:
        return self._name

    @property
    def dimension(self) -> int:
        return int(self._matrix.shape[1])

    @classmethod
    def load(cls, path: Path = TABLE) -> StaticEmbedder:
        """Read a table written by `save_table`; WenceError if it is missing or damaged."""
        try:
            with np.load(path, allow_pickle=False) as table:
                vocabulary = table["vocabulary"].tobytes().decode("utf-8").split("\n")
                frequency = table["frequency"].astype(np.float32)
                weight = table["scale"].astype(np.float32) * (SMOOTHING / (SMOOTHING + frequency))
                matrix = table["vectors"].astype(np.float32) * weight[:, None]
                common: NDArray[np.float32] = table["common"]
                matrix -= (matrix @ common)[:, None] * common
                name = table["name"].tobytes().decode("utf-8")
        except (OSError, EOFError, KeyError, ValueError, BadZipFile) as problem:
            raise WenceError(f"词向量文件 {path} 缺失或已损坏，请重新安装本程序。") from problem
        return cls(vocabulary, matrix, name)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        from kb.language.tokens import words

        return self.encode_tokens([words(text) for text in texts])

    def encode_tokens(self, texts: Sequence[Sequence[str]]) -> NDArray[np.float32]:
        """`encode` for texts already cut with `kb.language.tokens.words`, so that a build cuts each text once."""
        out = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for at, tokens in enumerate(texts):
            rows = [self._row[token] for token in tokens if token in self._row]
            if rows:
                out[at] = self._matrix[rows].mean(axis=0)
        return unit(out)


def unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Each row scaled to length 1; a zero row stays zero."""
    length = np.sqrt(np.square(vectors).sum(axis=1, keepdims=True))
    scaled: NDArray[np.float32] = vectors / np.maximum(length, np.float32(1e-9))
    return scaled


def save_table(
    path: Path,
    vocabulary: Sequence[str],
    vectors: NDArray[np.float32],
    frequency: NDArray[np.float32],
    common: NDArray[np.float32],
    name: str,
) -> None:
    """Write vectors as 8-bit integers with one scale a word. `frequency` is each word's share of the
    corpus, 0…1; `common` the unit direction to take away. Words must not contain a line break."""
    scale = np.abs(vectors).max(axis=1) / 127
    whole = np.rint(vectors / np.maximum(scale, 1e-12)[:, None]).astype(np.int8)
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        path,
        vocabulary=np.frombuffer("\n".join(vocabulary).encode("utf-8"), dtype=np.uint8),
        vectors=whole,
        scale=scale.astype(np.float32),
        frequency=frequency.astype(np.float32),
        common=common.astype(np.float32),
        name=np.frombuffer(name.encode("utf-8"), dtype=np.uint8),
    )
