"""Text → what is matched: words (jieba and the policy lexicon) and pairs of characters.

Normalisation happens here and for matching only: what is stored, shown or cited never
passes through this module. The index and a query must be cut by the same dictionary;
`fingerprint()` names it, so that a changed lexicon can be noticed.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
import threading
import unicodedata
import warnings
import zlib
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.problems import UsageError

# The lexicon that is shipped; a site may name its own through `configure`.
LEXICON = Path(__file__).resolve().parent.parent / "policies" / "lexicon.txt"

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
_LEXICON_LINE = re.compile(r"(?P<term>\S+)(?:[ \t]+(?P<freq>\d+))?(?:[ \t]+(?P<tag>[a-z]+))?")


def fold(text: str) -> str:
    """`text` as it is matched: NFKC, casefolded, without invisible characters and quotation marks."""
    visible = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).casefold()
    return _QUOTE.sub("", _QUOTE_SEAM.sub(" ", visible))


def words(text: str) -> list[str]:
    """The search words of `text`, folded, in order: every token and the dictionary words inside it
    (上林英才 gives 英才 and 上林英才), punctuation dropped. A term of the lexicon is never cut apart."""
    return list(_cutter().search(fold(text)))


def display_words(text: str) -> list[str]:
    """The tokens of `text` one after the other, folded, without the words inside them."""
    return [word for word in _cutter().cut(fold(text)) if _ALNUM.search(word)]


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
    """Choose the lexicon (None: the one that is shipped) and the folder for jieba's dictionary cache
    (None: nothing is written). Takes effect at once for the whole process; raises UsageError when
    the lexicon cannot be read."""
    settings = _Settings(lexicon or LEXICON, cache_dir)
    terms = read_lexicon(settings.lexicon) if lexicon else None
    with _state.lock:
        if settings != _state.settings or (terms is not None and terms != _state.terms):
            _state.settings, _state.terms, _state.cutter = settings, None, None


def fingerprint() -> str:
    """A short name of the dictionary in use; two texts cut under the same name can be compared."""
    return _cutter().fingerprint


@dataclass(frozen=True, slots=True)
class Term:
    """One line of the lexicon: the folded term and its frequency, 0 when the line gives none."""

    text: str
    freq: int = 0


def read_lexicon(path: Path) -> tuple[Term, ...]:
    """The terms of a lexicon file (`term [freq] [tag]` a line, # begins a comment, UTF-8), in order.
    Raises UsageError naming the file and the line that cannot be read."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"词库“{path}”读不出来，请确认文件存在且为 UTF-8 编码") from error
    terms: dict[str, Term] = {}
    for number, line in enumerate(lines, 1):
        entry = line.partition("#")[0].strip()
        if not entry:
            continue
        match = _LEXICON_LINE.fullmatch(entry)
        if not match:
            raise UsageError(f"词库“{path.name}”第{number}行“{entry}”不合格式，应为“词 [词频] [词性]”")
        text = fold(match["term"])
        terms[text] = Term(text, int(match["freq"] or 0))
    return tuple(terms.values())


@dataclass(frozen=True, slots=True)
class _Settings:
    lexicon: Path
    cache_dir: Path | None


class _State:
    """What the process has loaded; one cutter, made at first use."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.settings = _Settings(LEXICON, None)
        self.terms: tuple[Term, ...] | None = None
        self.cutter: Cutter | None = None


_state = _State()


def _cutter() -> Cutter:
    cutter = _state.cutter
    if cutter is None:
        with _state.lock:
            if _state.cutter is None:
                _state.terms = _shipped_or_given(_state.settings.lexicon)
                _state.cutter = Cutter(_state.terms, _state.settings.cache_dir)
            cutter = _state.cutter
    return cutter


def _shipped_or_given(lexicon: Path) -> tuple[Term, ...]:
    # An installed package has no policies/ beside it: the shipped lexicon may be absent, a named one may not.
    return () if lexicon == LEXICON and not lexicon.exists() else read_lexicon(lexicon)


class Cutter:
    """jieba with a lexicon. Reading only once it is made, so threads may share it."""

    def __init__(self, terms: tuple[Term, ...], cache_dir: Path | None) -> None:
        jieba = _import_jieba()
        engine = jieba.Tokenizer()
        engine.FREQ, engine.total = _dictionary(engine, cache_dir, jieba.__version__)
        engine.initialized = True
        _add_terms(engine.FREQ, engine.total, terms)
        self._engine = engine
        named = repr((jieba.__version__, [(t.text, t.freq) for t in terms]))
        self.fingerprint = hashlib.sha256(named.encode()).hexdigest()[:12]

    def cut(self, folded: str) -> list[str]:
        """The tokens of a folded text, punctuation and spaces included."""
        return list(self._engine.cut(folded))

    def search(self, folded: str) -> Iterator[str]:
        """The search words of a folded text: jieba's `cut_for_search`, which knows inner words of two
        and three characters, and the longer inner words as well (专业技术 in 专业技术人才)."""
        freq = self._engine.FREQ
        for token in self._engine.cut(folded):
            size = len(token)
            if size == 1:
                if token.isalnum():
                    yield token
                continue
            for width in range(2, size):
                for i in range(size - width + 1):
                    inner = token[i : i + width]
                    if freq.get(inner):
                        yield inner
            if _ALNUM.search(token):
                yield token


def _import_jieba() -> Any:
    with warnings.catch_warnings():  # jieba 0.42 warns of its own escapes and of pkg_resources
        warnings.simplefilter("ignore")
        import jieba  # type: ignore[import-untyped]
    return jieba


def _add_terms(freq: dict[str, int], total: int, terms: tuple[Term, ...]) -> None:
    # A term as frequent as all words together has probability 1, so any path through it costs
    # nothing and wins; the total stays as it is, so that other words are cut as before.
    for term in terms:
        freq[term.text] = term.freq or total
        for end in range(1, len(term.text)):
            freq.setdefault(term.text[:end], 0)


def _dictionary(engine: Any, cache_dir: Path | None, version: str) -> tuple[dict[str, int], int]:
    # jieba's own cache is a marshal file in a predictable place: slow to load and unsafe when damaged.
    path = cache_dir / f"jieba-{version}.dict" if cache_dir else None
    cached = _read_cache(path) if path else None
    if cached is not None:
        return cached
    with engine.get_dict_file() as file:
        freq, total = engine.gen_pfdict(file)
    if path:
        _write_cache(path, freq)
    return freq, total


def _read_cache(path: Path) -> tuple[dict[str, int], int] | None:
    try:
        data = path.read_bytes()
    except OSError:
        return None
    if len(data) < 8 or zlib.crc32(data[8:]) != int.from_bytes(data[:4], "big"):
        return None
    size = int.from_bytes(data[4:8], "big")
    counts = array("I", data[8 : 8 + 4 * size])
    freq = dict(zip(data[8 + 4 * size :].decode("utf-8").split("\n"), counts, strict=True))
    return freq, sum(counts)


def _write_cache(path: Path, freq: dict[str, int]) -> None:
    counts = array("I", freq.values())
    body = counts.tobytes() + "\n".join(freq).encode("utf-8")
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(zlib.crc32(body).to_bytes(4, "big"))
        file.write(len(counts).to_bytes(4, "big") + body)
    Path(name).replace(path)
