"""Where words end: jieba's dictionary with the terms of a lexicon, as costs of a cheapest path.

The costs are kept in a file between runs, since jieba takes seconds to read its dictionary.
"""

from __future__ import annotations

import hashlib
import math
import os
import re
import tempfile
import warnings
import zlib
from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_ALNUM = re.compile(r"[^\W_]")
_LONGEST_INNER = 8  # characters of a word inside a token; keeps the work linear on junk


@dataclass(frozen=True, slots=True)
class LexiconTerm:
    """One line of the lexicon: the folded term and its frequency, 0 when the line gives none."""

    text: str
    freq: int = 0


class Cutter:
    """jieba with a lexicon. Reading only once it is made, so threads may share it."""

    def __init__(self, terms: tuple[LexiconTerm, ...], cache_dir: Path | None) -> None:
        jieba = _import_jieba()
        engine = jieba.Tokenizer()
        costs = _costs(engine, cache_dir, jieba.__version__)
        _add_terms(costs, terms)
        engine.FREQ, engine.initialized = costs, True
        engine.get_DAG, engine.calc = _no_graph, _cheapest_path(costs)
        self._engine = engine
        self._costs = costs
        named = repr((jieba.__version__, [(t.text, t.freq) for t in terms]))
        self.fingerprint = hashlib.sha256(named.encode()).hexdigest()[:12]

    def cut(self, folded: str) -> list[str]:
        """The tokens of a folded text, punctuation and spaces included."""
        return list(self._engine.cut(folded))

    def knows(self, token: str) -> bool:
        """Whether a folded token is a word of the dictionary or a term of the lexicon."""
        return bool(self._costs.get(token))

    def search(self, folded: str) -> Iterator[str]:
        """The search words of a folded text: jieba's `cut_for_search`, which knows inner words of two
        and three characters, and the longer inner words as well (专业技术 in 专业技术人才)."""
        costs = self._costs
        for token in self._engine.cut(folded):
            size = len(token)
            if size > 2 and not token.isascii():
                for width in range(2, min(size, _LONGEST_INNER + 1)):
                    for i in range(size - width + 1):
                        inner = token[i : i + width]
                        if costs.get(inner):
                            yield inner
            if token.isalnum() or _ALNUM.search(token):
                yield token


# jieba's dictionary maps a word to its frequency and a mere beginning of words to 0, and takes the
# logarithm of a frequency anew each time it meets a word. Here the dictionary maps a word to its cost
# -log(frequency / total), a beginning to 0 as before, and graph and path are one loop: the same cuts
# in half the time.
_TOTAL = 60_101_967  # all frequencies of jieba 0.42's dictionary, the denominator of every probability
_UNKNOWN = math.log(_TOTAL)
_LEXICON_COST = 1e-6  # nearly free: any path through a lexicon term wins


def _no_graph(sentence: str) -> None:
    return None


def _cheapest_path(costs: dict[str, float]) -> Callable[[str, None, dict[int, tuple[float, int]]], None]:
    """jieba's `Tokenizer.calc` over costs: route[k] = (0, last character of the word that begins at k)."""
    get = costs.get

    def calc(sentence: str, _: None, route: dict[int, tuple[float, int]]) -> None:
        size = len(sentence)
        best = [0.0] * (size + 1)
        for k in range(size - 1, -1, -1):
            lowest, last, end = math.inf, k, k
            cost = get(sentence[k])
            while cost is not None:
                end += 1
                if cost:
                    cost += best[end]
                    if cost <= lowest:
                        lowest, last = cost, end - 1
                if end == size:
                    break
                cost = get(sentence[k : end + 1])
            best[k] = lowest if lowest < math.inf else _UNKNOWN + best[k + 1]
            route[k] = (0.0, last)

    return calc


def _import_jieba() -> Any:
    with warnings.catch_warnings():  # jieba 0.42 warns of its own escapes and of pkg_resources
        warnings.simplefilter("ignore")
        import jieba  # type: ignore[import-untyped]
    return jieba


def _add_terms(costs: dict[str, float], terms: tuple[LexiconTerm, ...]) -> None:
    for term in terms:
        costs[term.text] = _UNKNOWN - math.log(term.freq) if term.freq else _LEXICON_COST
        for end in range(1, len(term.text)):
            costs.setdefault(term.text[:end], 0.0)


def _costs(engine: Any, cache_dir: Path | None, version: str) -> dict[str, float]:
    # jieba's own cache is a marshal file in a predictable place: slow to load and unsafe when damaged.
    path = cache_dir / f"jieba-{version}.costs" if cache_dir else None
    cached = _read_cache(path) if path else None
    if cached is not None:
        return cached
    frequencies, total = engine.gen_pfdict(engine.get_dict_file())
    log_total = math.log(total)
    costs = {word: log_total - math.log(freq) if freq else 0.0 for word, freq in frequencies.items()}
    if path:
        _write_cache(path, costs)
    return costs


def _read_cache(path: Path) -> dict[str, float] | None:
    """The costs in the cache; None when there is none or its checksum is wrong."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    body = memoryview(data)[8:]
    if len(data) < 8 or zlib.crc32(body) != int.from_bytes(data[:4], "big"):
        return None
    size = 8 * int.from_bytes(data[4:8], "big")
    return dict(zip(str(body[size:], "utf-8").split("\n"), array("d", body[:size].tobytes()), strict=True))


def _write_cache(path: Path, costs: dict[str, float]) -> None:
    body = array("d", costs.values()).tobytes() + "\n".join(costs).encode("utf-8")
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(zlib.crc32(body).to_bytes(4, "big") + len(costs).to_bytes(4, "big") + body)
    Path(name).replace(path)
