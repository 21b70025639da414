"""Text → what is matched: words (jieba and the policy lexicon) and pairs of characters.

Normalisation happens here and for matching only: what is stored, shown or cited never
passes through this module. The index and a query must be cut by the same dictionary;
`fingerprint()` names it, so that a changed lexicon can be noticed.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from ingest.problems import UsageError
from kb.language.cutter import Cutter, LexiconTerm
from kb.language.simplified import simplified

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
_LEXICON_LINE = re.compile(r"(?P<term>\S+)(?:[ \t]+(?P<freq>\d+))?(?:[ \t]+(?P<tag>[a-z]+))?")


def fold(text: str) -> str:
    """`text` as it is matched: NFKC, casefolded, in simplified characters, 〇 as 零, without invisible
    characters and quotation marks."""
    visible = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).casefold().replace("〇", "零")
    visible = simplified(visible)
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
