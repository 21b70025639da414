"""Text → what is matched: words (jieba and the policy lexicon) and pairs of characters.

Normalisation happens here and for matching only: what is stored, shown or cited never
passes through this module. The index and a query must be cut by the same dictionary;
`fingerprint()` names it, so that a changed lexicon can be noticed.
"""

from __future__ import annotations

import hashlib
import math
import os
import re
import tempfile
import threading
import unicodedata
import warnings
import zlib
from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.problems import UsageError

# The words that policy documents share everywhere; a city adds its own through `configure`.
LEXICON = Path(__file__).with_name("lexicon.txt")

# Zero-width, bidi, variation and tag characters: a reader cannot see them, so they must not tell words apart.
_INVISIBLE = re.compile(
    "[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e01ef]"
)
# Where one quotation ends and the next begins, two words meet: “人才贷”“人才投”.
_QUOTE_SEAM = re.compile("[”’」』][“‘「『]")
_QUOTE = re.compile("[“”‘’「」『』\"']")
_HAN = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_RUN = re.compile(f"([{_HAN}]+)|[^\\W_{_HAN}]+(?:[.&+-][^\\W_{_HAN}]+)*%?")
_ALNUM = re.compile(r"[^\W_]")
_LONGEST_INNER = 8  # characters of a word inside a token; keeps the work linear on junk
_LEXICON_LINE = re.compile(r"(?P<term>\S+)(?:[ \t]+(?P<freq>\d+))?(?:[ \t]+(?P<tag>[a-z]+))?")


def fold(text: str) -> str:
    """`text` as it is matched: NFKC, casefolded, 〇 as 零, without invisible characters and
    quotation marks."""
    visible = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).casefold().replace("〇", "零")
    return _QUOTE.sub("", _QUOTE_SEAM.sub(" ", visible))


def words(text: str) -> list[str]:
    """The search words of `text`, folded, in order: every token and the dictionary words inside it
    (高层次人才 gives 高层次, 人才 and 高层次人才), punctuation dropped. A term of the lexicon is never cut apart."""
    return list(_cutter().search(fold(text)))


def display_words(text: str) -> list[str]:
    """The tokens of `text` one after the other, folded, without the words inside them."""
    return [word for word in _cutter().cut(fold(text)) if _ALNUM.search(word)]


def offsets_inside_words(text: str, shortest: int = 2) -> frozenset[int]:
    """The offsets into `fold(text)` that lie inside a dictionary word of `shortest` or more characters:
    a phrase that begins or ends at one of them is a piece of another word (对象 in 培养对象)."""
    inside: set[int] = set()
    start = 0
    cutter = _cutter()
    for token in cutter.cut(fold(text)):
        if len(token) >= shortest and cutter.knows(token):
            inside.update(range(start + 1, start + len(token)))
        start += len(token)
    return frozenset(inside)


def known_word(word: str) -> bool:
    """Whether `word` (folded) is in the dictionary or the lexicon, not merely guessed as a word."""
    return _cutter().knows(word)


def lexicon_terms() -> tuple[str, ...]:
    """The terms of the lexicons in use, folded: those of every city, then those of this one."""
    _cutter()
    return tuple(term.text for term in _state.terms or ())


def bigrams(text: str) -> list[str]:
    """The character pairs of every Chinese run of `text`, folded; a run of one character gives that
    character; latin and number runs are kept whole (r&d, 3.7%)."""
    out: list[str] = []
    for run in _RUN.finditer(fold(text)):
        han = run[1]
        if han is None or len(han) == 1:
            out.append(run[0])
        else:
            out.extend(han[i : i + 2] for i in range(len(han) - 1))
    return out


def configure(lexicon: Path | None = None, cache_dir: Path | None = None) -> None:
    """Choose the lexicon of a city, whose terms join the general ones (None: those alone), and the folder for
    jieba's dictionary cache (None: nothing is written). Takes effect at once for the whole process; raises
    UsageError when the lexicon cannot be read."""
    settings = _Settings(lexicon, cache_dir)
    terms = _terms(lexicon) if lexicon else None
    with _state.lock:
        if settings != _state.settings or (terms is not None and terms != _state.terms):
            _state.settings, _state.terms, _state.cutter = settings, None, None


def fingerprint() -> str:
    """A short name of the dictionary in use; two texts cut under the same name can be compared."""
    return _cutter().fingerprint


@dataclass(frozen=True, slots=True)
class LexiconTerm:
    """One line of the lexicon: the folded term and its frequency, 0 when the line gives none."""

    text: str
    freq: int = 0


def read_lexicon(path: Path) -> tuple[LexiconTerm, ...]:
    """The terms of a lexicon file (`term [freq] [tag]` a line, # begins a comment, UTF-8), in order.
    Raises UsageError naming the file and the line that cannot be read."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"词库“{path}”读不出来，请确认文件存在且为 UTF-8 编码") from error
    terms: dict[str, LexiconTerm] = {}
    for number, line in enumerate(lines, 1):
        entry = line.partition("#")[0].strip()
        if not entry:
            continue
        match = _LEXICON_LINE.fullmatch(entry)
        if not match:
            raise UsageError(f"词库“{path.name}”第{number}行“{entry}”不合格式，应为“词 [词频] [词性]”")
        text = fold(match["term"])
        terms[text] = LexiconTerm(text, int(match["freq"] or 0))
    return tuple(terms.values())


@dataclass(frozen=True, slots=True)
class _Settings:
    lexicon: Path | None
    cache_dir: Path | None


class _State:
    """What the process has loaded; one cutter, made at first use."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.settings = _Settings(None, None)
        self.terms: tuple[LexiconTerm, ...] | None = None
        self.cutter: Cutter | None = None


_state = _State()


def _cutter() -> Cutter:
    cutter = _state.cutter
    if cutter is None:
        with _state.lock:
            if _state.cutter is None:
                _state.terms = _terms(_state.settings.lexicon)
                _state.cutter = Cutter(_state.terms, _state.settings.cache_dir)
            cutter = _state.cutter
    return cutter


def _terms(lexicon: Path | None) -> tuple[LexiconTerm, ...]:
    """The general terms and those of a city, which win where both have one."""
    own = read_lexicon(lexicon) if lexicon else ()
    return tuple({term.text: term for term in (*read_lexicon(LEXICON), *own)}.values())


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
