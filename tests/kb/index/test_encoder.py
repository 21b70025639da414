"""The static embedder and its table."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from ingest.problems import WenceError
from kb.index.encoder import TABLE, Embedder, StaticEmbedder, save_table, unit


@pytest.fixture(scope="module")
def shipped() -> StaticEmbedder:
    return StaticEmbedder.load()


def small_table(path: Path) -> None:
    vectors = np.array([[1, 0, 0], [0, 1, 0], [0.6, 0.8, 0]], dtype=np.float32)
    frequency = np.array([1e-5, 1e-5, 0.1], dtype=np.float32)
    common = np.array([0, 0, 1], dtype=np.float32)
    save_table(path, ["购房", "落户", "的"], vectors, frequency, common, "small")


def test_the_shipped_table_fits() -> None:
    assert TABLE.stat().st_size <= 6_000_000


def test_rows_have_length_one_or_zero(shipped: StaticEmbedder) -> None:
    vectors = shipped.encode(["购房补贴", "公积金贷款", "", "！？"])
    assert vectors.shape == (4, shipped.dimension)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), [1, 1, 0, 0], atol=1e-5)


def test_near_in_meaning_is_near_in_space(shipped: StaticEmbedder) -> None:
    near, query, far = shipped.encode(["住房公积金贷款利率", "公积金借款利息", "野生动物保护"])
    assert near @ query > far @ query


def test_no_text_at_all(shipped: StaticEmbedder) -> None:
    assert shipped.encode([]).shape == (0, shipped.dimension)


def test_alone_or_in_a_batch_is_the_same(shipped: StaticEmbedder) -> None:
    texts = ["户籍迁移", "人才公寓租金", "养老保险缴费年限"]
    batch = shipped.encode(texts)
    assert all(np.array_equal(shipped.encode([text])[0], row) for text, row in zip(texts, batch, strict=True))


def test_it_is_an_embedder(shipped: StaticEmbedder) -> None:
    embedder: Embedder = shipped
    assert embedder.name


def test_frequent_words_weigh_less(tmp_path: Path) -> None:
    small_table(tmp_path / "t.npz")
    embedder = StaticEmbedder.load(tmp_path / "t.npz")
    assert (embedder.name, embedder.dimension) == ("small", 3)
    plain, with_filler = embedder.encode_tokens([["购房"], ["购房", "的"]])
    assert plain @ with_filler > 0.99


def test_eight_bits_keep_the_direction(tmp_path: Path) -> None:
    random = np.random.default_rng(1)
    vectors = random.normal(size=(50, 16)).astype(np.float32)
    names = [f"词{at}" for at in range(50)]
    frequency = np.full(50, 1e-4, dtype=np.float32)
    save_table(tmp_path / "t.npz", names, vectors, frequency, np.zeros(16, dtype=np.float32), "x")
    back = StaticEmbedder.load(tmp_path / "t.npz").encode_tokens([[name] for name in names])
    assert np.all((back * unit(vectors)).sum(axis=1) > 0.999)


def test_unit_leaves_a_zero_row_alone() -> None:
    rows = np.array([[3, 4], [0, 0]], dtype=np.float32)
    assert np.allclose(unit(rows), [[0.6, 0.8], [0, 0]])


@pytest.mark.parametrize("content", [None, b"", b"not a table"])
def test_a_missing_or_damaged_table_says_so(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "t.npz"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(WenceError, match="词向量文件"):
        StaticEmbedder.load(path)


def test_the_same_texts_give_the_same_bytes_in_another_process() -> None:
    code = (
        "from kb.index.encoder import StaticEmbedder; import sys;"
        "sys.stdout.buffer.write(StaticEmbedder.load().encode(['人才落户', '购房补贴']).tobytes())"
    )
    runs = [
        subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout for _ in range(2)
    ]
    assert runs[0] == runs[1]
