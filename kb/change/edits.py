"""What differs inside one clause: the words, and the figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from ingest.script.wording import any_of, wording
from kb.language.form_key import form_key
from kb.language.quantity import Quantity, figures
from kb.language.units import unit_table

_WORD = wording(__file__, {"multiple": any_of(unit_table().multiples)})["word"]
_BRIDGE = 2  # characters in common that are too few to be worth telling apart from what changed around them


@dataclass(frozen=True, slots=True)
class Edit:
    """One stretch: `old` became `new`. Equal where nothing changed, one of them "" where words went or came.
    All `old` joined are the old text, all `new` the new one. `form`: only marks, width or space differ."""

    old: str
    new: str
    form: bool = False

    @property
    def same(self) -> bool:
        """Whether nothing changed here."""
        return self.old == self.new


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure that is not what it was, with its bounding words as printed (最高80万元); "" where it came or
    went. `what` is 数值, 单位, 限定, 新增 or 删除; `column` names the table column, else ""."""

    old: str
    new: str
    what: str
    column: str = ""


def edits(old: str, new: str) -> tuple[Edit, ...]:
    """The differences of two texts word by word; numbers and Latin words are never cut apart."""
    olds, news = _WORD.findall(old), _WORD.findall(new)
    out: list[Edit] = []
    for _, i, k, j, m in SequenceMatcher(None, olds, news, autojunk=False).get_opcodes():
        left, right = "".join(olds[i:k]), "".join(news[j:m])
        out.append(_edit(left, right))
    return tuple(_bridged(out))


def _edit(old: str, new: str) -> Edit:
    return Edit(old, new, old != new and form_key(f"字{old}字") == form_key(f"字{new}字"))


def _bridged(parts: Sequence[Edit]) -> list[Edit]:
    """Replacements on both sides of one or two common characters are one replacement."""
    out: list[Edit] = []
    at = 0
    while at < len(parts):
        part = parts[at]
        joins = (
            0 < at < len(parts) - 1 and part.same and len(part.old) <= _BRIDGE and part.old.isalnum()
            and out and _swaps(out[-1]) and _swaps(parts[at + 1])
        )  # fmt: skip
        if joins:
            last, following = out.pop(), parts[at + 1]
            out.append(_edit(last.old + part.old + following.old, last.new + part.new + following.new))
            at += 2
        else:
            out.append(part)
            at += 1
    return out


def _swaps(edit: Edit) -> bool:
    return bool(edit.old and edit.new) and not edit.same and not edit.form


def figure_changes(old: str, new: str, column: str = "") -> tuple[FigureChange, ...]:
    """The figures of one text that are others in the other, in the order of the text. The same amount written
    otherwise (百分之三十, 30%) is no change."""
    olds, news = figures(old), figures(new)
    matcher = SequenceMatcher(None, [_sense(f) for f in olds], [_sense(f) for f in news], autojunk=False)
    out: list[FigureChange] = []
    for tag, i, k, j, m in matcher.get_opcodes():
        if tag == "equal":
            continue
        left, right = list(olds[i:k]), list(news[j:m])
        for one, other in _paired(left, right):
            out.append(
                FigureChange(
                    _shown(old, one) if one else "", _shown(new, other) if other else "",
                    _what(one, other), column,
                )
            )  # fmt: skip
    return tuple(out)


def _sense(figure: Quantity) -> tuple[object, ...]:
    return (figure.value, figure.unit, figure.qualifiers)


def _paired(olds: list[Quantity], news: list[Quantity]) -> list[tuple[Quantity | None, Quantity | None]]:
    """Old and new figures side by side: as they come where there are as many, else by unit."""
    if len(olds) == len(news):
        return list(zip(olds, news, strict=True))
    out: list[tuple[Quantity | None, Quantity | None]] = []
    rest = list(news)
    for one in olds:
        other = next((f for f in rest if f.unit == one.unit), None)
        if other is not None:
            rest.remove(other)
        if other is None or _sense(one) != _sense(other):
            out.append((one, other))
    return [*out, *((None, other) for other in rest)]


def _what(old: Quantity | None, new: Quantity | None) -> str:
    if old is None or new is None:
        return "新增" if old is None else "删除"
    if old.value != new.value:
        return "数值"
    return "单位" if old.unit != new.unit else "限定"


def _shown(text: str, figure: Quantity) -> str:
    """A figure as printed, with the bounding words that stand directly around it."""
    start, end = figure.start, figure.end
    for word in reversed(figure.qualifiers):
        if text.endswith(word, 0, start):
            start -= len(word)
    for word in figure.qualifiers:
        if text.startswith(word, end):
            end += len(word)
    return text[start:end]
