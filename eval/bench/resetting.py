"""The same text set anew: other format, other width, other spacing, other quotation marks, other lines."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

from eval.bench.drafting import entries
from ingest.read.wrap import columns
from ingest.script.width import full_width_digits

_MARKS = str.maketrans("，；：？！（）", ",;:?!()")
_QUOTES = str.maketrans({"“": "「", "”": "」"})
_WIDTH = 72  # columns: a Chinese character takes two


def _lines(source: str) -> list[str]:
    plain = [re.sub(r"^#+\s*|<!--.*?-->|\*\*", "", line.rstrip()) for line in source.split("\n")]
    return [line for line in plain if line.strip()]


def _html(source: str) -> str:
    body = "".join(f"<p>{html.escape(line)}</p>" for line in _lines(source))
    return f"<html><body>{body}</body></html>"


def _wrapped(source: str) -> str:
    """Plain text broken at a fixed width, paragraphs indented as in print."""
    out = []
    for line in _lines(source):
        row = "　　"
        for char in line:
            if columns(row + char) > _WIDTH:
                out.append(row)
                row = ""
            row += char
        out.append(row)
    return "\n".join(out)


def _spaced(source: str) -> str:
    return re.sub(
        "(?<=[\u4e00-\u9fff])(应当|规定|负责|管理)(?=[\u4e00-\u9fff])", lambda m: " ".join(m[0]), source
    )


def _digits(source: str) -> str:
    """Full-width figures behind the head."""
    head = next((at for at, one in enumerate(entries(source)) if not one.used), 0)
    kept = [line for line in source.split("\n") if line.strip()]
    return "\n\n".join([*kept[:head], *(full_width_digits(line).replace("%", "％") for line in kept[head:])])


COPIES: dict[str, Callable[[str], tuple[str, str]]] = {
    "txt": lambda source: ("\n".join(_lines(source)), ".txt"),
    "html": lambda source: (_html(source), ".html"),
    "wrapped": lambda source: (_wrapped(source), ".txt"),
    "half_width_marks": lambda source: (source.translate(_MARKS), ".md"),
    "full_width_digits": lambda source: (_digits(source), ".md"),
    "quotes": lambda source: (source.translate(_QUOTES), ".md"),
    "letter_spaced": lambda source: (_spaced(source), ".md"),
}
"""Each: the source → its text set anew, and the suffix of the file it would be."""
