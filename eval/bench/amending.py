"""Seeded edits of a regulation, with the truth of what was edited.

The source is Markdown or plain text as the corpora have it: one 条, 款 or 项 a line. A document is read into
entries, edited (each entry at most once), numbered anew, and written out again; references to a 条 inside
the text follow their 条, as an amendment would have it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from ingest.numerals import arabic_number, chinese_number

_N = "[零〇一二三四五六七八九十百千]+"
_MARKERS = (
    ("chapter", re.compile(rf"(#*\s*)第{_N}章[\s　]+")),
    ("article", re.compile(rf"第(?P<n>{_N})条[\s　]+")),
    ("item", re.compile(rf"[（(]{_N}[）)]\s*")),
    ("ladder", re.compile(rf"#*\s*{_N}、|\d+[.．]\s*")),
)
_REFERENCE = re.compile(rf"(?<![》法例定])第(?P<n>{_N})条(?!之)")
_HEADINGS = ("一般规定", "综合保障", "监督与责任", "实施与管理")
_WIDE = {code: chr(code + 0xFEE0) for code in range(0x30, 0x3A)} | {
    ord("("): "（",
    ord(")"): "）",
    ord("%"): "％",
}
_NARROW = {wide: chr(code) for code, wide in ((c, ord(w)) for c, w in _WIDE.items())}


@dataclass(slots=True, eq=False)
class Entry:
    """One line: `kind` chapter, article, item, ladder, row or text; `marker` as printed, `body` behind it."""

    kind: str
    marker: str
    body: str
    before: str = ""
    used: bool = False
    number: int = 0


@dataclass(frozen=True, slots=True)
class Truth:
    """One edit: its kind, what a comparison must call it, and the words of the clause before and after,
    without space ("" where it is not). `figures`: the old and new figure that must be told, or None."""

    edit: str
    kind: str
    old: str
    new: str
    substance: bool = True


@dataclass(slots=True)
class Draft:
    """A document in the making."""

    entries: list[Entry]
    chance: random.Random
    spare: list[str]
    truths: list[Truth] = field(default_factory=list)


def entries(source: str) -> list[Entry]:
    """The lines of a source; everything before the first 条, 章 or ladder line is not edited."""
    out: list[Entry] = []
    begun = False
    for line in source.split("\n"):
        text = line.strip()
        if not text:
            continue
        kind, marker = next(
            ((kind, m[0]) for kind, pattern in _MARKERS if (m := pattern.match(text))), ("text", "")
        )
        begun = begun or kind != "text"
        if "\t" in line.strip() or text.startswith("|"):
            kind, marker = "row", ""
            text = line.rstrip()
        out.append(Entry(kind, marker, text[len(marker) :], used=not begun))
        found = re.match(rf"第({_N})条", marker)
        out[-1].number = arabic_number(found[1]) if found else 0
    return out


def written(kept: Sequence[Entry]) -> str:
    """The source of entries, 条 and 项 numbered from one, references following their 条."""
    article = item = 0
    renamed: dict[int, int] = {}
    for one in kept:
        if one.kind == "article":
            article += 1
            renamed.setdefault(one.number, article) if one.number else None
    article, lines = 0, []
    for one in kept:
        marker = one.marker
        if one.kind == "article":
            article, item = article + 1, 0
            marker = f"第{chinese_number(article)}条 "
        elif one.kind == "item":
            item += 1
            opening, closing = ("（", "）") if "（" in marker else ("(", ")")
            marker = f"{opening}{chinese_number(item)}{closing}"
        elif one.kind != "row":
            item = 0
        body = one.body if one.kind == "row" else _REFERENCE.sub(lambda m: _follow(m, renamed), one.body)
        lines.append(marker + body)
    return "\n\n".join(lines) if not any(e.kind == "row" for e in kept) else "\n".join(lines)


def _follow(match: re.Match[str], renamed: dict[int, int]) -> str:
    number = arabic_number(match["n"])
    return f"第{chinese_number(renamed[number])}条" if number in renamed else match[0]


def bare(text: str) -> str:
    """`text` without space, references to a 条 masked (they follow their 条)."""
    return re.sub(r"[\s　#|]+", "", re.sub(rf"第{_N}条", "第_条", text))


def amend(source: str, spare: Sequence[str], seed: int, count: int) -> tuple[str, tuple[Truth, ...]]:
    """`count` edits of different kinds, as many as the document has room for: its new source, the truths."""
    draft = Draft(entries(source), random.Random(seed), list(spare))
    draft.chance.shuffle(draft.spare)
    kinds = list(EDITS)
    draft.chance.shuffle(kinds)
    tried = 0
    while len(draft.truths) < count and tried < 6 * count:
        EDITS[kinds[tried % len(kinds)]](draft, kinds[tried % len(kinds)])
        tried += 1
    return written(draft.entries), tuple(draft.truths)


def _block(draft: Draft, at: int) -> list[Entry]:
    """The lines of the 条 at `at`."""
    end = at + 1
    while end < len(draft.entries) and draft.entries[end].kind in ("item", "text"):
        end += 1
    return draft.entries[at:end]


def _articles(draft: Draft) -> list[int]:
    """The places of the 条 of which no line was touched. The last one is left: signatures may follow it."""
    places = [at for at, one in enumerate(draft.entries) if one.kind == "article"]
    return [at for at in places[:-1] if not any(one.used for one in _block(draft, at))]


def _said(block: Sequence[Entry]) -> str:
    return bare("".join(one.body if at == 0 else one.marker + one.body for at, one in enumerate(block)))


def _use(block: Sequence[Entry]) -> None:
    for one in block:
        one.used = True


def _insert_article(draft: Draft, edit: str) -> None:
    places = _articles(draft)
    if places and draft.spare:
        at = draft.chance.choice(places)
        new = Entry("article", "第一条 ", draft.spare.pop(), used=True)
        draft.entries.insert(at, new)
        draft.truths.append(Truth(edit, "added", "", bare(new.body)))


def _delete_article(draft: Draft, edit: str) -> None:
    places = _articles(draft)
    text = "".join(one.body for one in draft.entries)
    numbers = {match["n"] for match in _REFERENCE.finditer(text)}
    places = [at for at in places if chinese_number(draft.entries[at].number) not in numbers]
    if places:
        at = draft.chance.choice(places)
        block = _block(draft, at)
        del draft.entries[at : at + len(block)]
        draft.truths.append(Truth(edit, "deleted", _said(block), ""))


def _move_article(draft: Draft, edit: str) -> None:
    places = _articles(draft)
    if len(places) < 8:
        return
    at = draft.chance.choice(places[: len(places) // 2])
    block = _block(draft, at)
    _use(block)
    del draft.entries[at : at + len(block)]
    target = draft.chance.choice([p for p in _articles(draft) if p > at + 12] or [0])
    target = target or at
    draft.entries[target:target] = block
    if target != at:
        draft.truths.append(Truth(edit, "moved", _said(block), _said(block)))


def _lists(draft: Draft) -> list[list[int]]:
    """The places of the 项 of every list of four and more that was not touched as a list."""
    out: list[list[int]] = []
    for at, one in enumerate(draft.entries):
        if one.kind == "item":
            if out and out[-1][-1] == at - 1:
                out[-1].append(at)
            else:
                out.append([at])
    return [run for run in out if len(run) >= 4 and not any(draft.entries[at].used for at in run)]


def _insert_item(draft: Draft, edit: str) -> None:
    runs = _lists(draft)
    if runs and draft.spare:
        run = draft.chance.choice(runs)
        body = re.split("[，。；]", draft.spare.pop())[0][:40] + "；"
        new = Entry("item", draft.entries[run[0]].marker, body, used=True)
        draft.entries.insert(run[draft.chance.randrange(1, len(run))], new)
        draft.truths.append(Truth(edit, "added", "", bare(body)))


def _delete_item(draft: Draft, edit: str) -> None:
    runs = _lists(draft)
    if runs:
        run = draft.chance.choice(runs)
        gone = draft.entries.pop(run[draft.chance.randrange(0, len(run) - 1)])
        draft.truths.append(Truth(edit, "deleted", bare(gone.body), ""))


def _move_item(draft: Draft, edit: str) -> None:
    for run in _lists(draft):
        sizes = [len(draft.entries[at].body) for at in run[:-1]]
        if sizes[0] < sum(sizes[1:]) / 2:
            one = draft.entries.pop(run[0])
            draft.entries.insert(run[-2], one)
            one.used = True
            draft.truths.append(Truth(edit, "moved", bare(one.body), bare(one.body)))
            return


def _insert_paragraph(draft: Draft, edit: str) -> None:
    places = _articles(draft)
    if places and draft.spare:
        at = draft.chance.choice(places)
        block = _block(draft, at)
        new = Entry("text", "", draft.spare.pop(), used=True)
        draft.entries.insert(at + len(block), new)
        draft.truths.append(Truth(edit, "added", "", bare(new.body)))


def _delete_paragraph(draft: Draft, edit: str) -> None:
    for at in draft.chance.sample(_articles(draft), len(_articles(draft))):
        block = _block(draft, at)
        plain = [one for one in block[1:] if one.kind == "text"]
        if plain and all(one.kind == "text" for one in block[1:]):
            gone = draft.chance.choice(plain)
            draft.entries.remove(gone)
            draft.truths.append(Truth(edit, "deleted", bare(gone.body), ""))
            return


def _heading(draft: Draft, edit: str) -> None:
    free = [one for one in draft.entries if one.kind == "chapter" and not one.used]
    if free:
        one = draft.chance.choice(free)
        new = draft.chance.choice([name for name in _HEADINGS if name != one.body])
        _changed(draft, edit, one, new)


def _split(draft: Draft, edit: str) -> None:
    free = [
        at
        for at in _articles(draft)
        if len(draft.entries[at].body.rstrip("。").split("。")) == 2 and len(_block(draft, at)) == 1
    ]
    if free:
        at = draft.chance.choice(free)
        one = draft.entries[at]
        old = one.body
        cut = old.index("。") + 1
        one.body = old[:cut]
        one.used = True
        draft.entries.insert(at + 1, Entry("text", "", old[cut:], used=True))
        draft.truths.append(Truth(edit, "changed", bare(old), bare(old), False))


def _replacing(
    pattern: str, new: Callable[[str], str], substance: bool = True, kind: str = ""
) -> Callable[[Draft, str], None]:
    """An edit of one place inside one line, where `pattern` fits."""
    regex = re.compile(pattern)

    def edit(draft: Draft, name: str) -> None:
        fitting = [
            one
            for one in draft.entries
            if not one.used
            and one.kind != "chapter"
            and (one.kind == kind or not kind)
            and regex.search(one.body)
        ]
        if fitting:
            one = draft.chance.choice(fitting)
            match = draft.chance.choice(list(regex.finditer(one.body)))
            body = one.body[: match.start()] + new(match[0]) + one.body[match.end() :]
            _changed(draft, name, one, body, substance)

    return edit


def _changed(draft: Draft, edit: str, one: Entry, new: str, substance: bool = True) -> None:
    if one.body != new:
        draft.truths.append(Truth(edit, "changed", bare(one.body), bare(new), substance))
    one.body, one.used = new, True


def _other_number(text: str) -> str:
    if text.isascii():
        return str(int(text) * 2 + 1)
    return chinese_number(arabic_number(text) % 90 + 4)


def _widened(text: str) -> str:
    wide = text.translate(_WIDE)
    return wide if wide != text else text.translate(_NARROW)


_COUNTED = "(?=年以|个月|日内|个工作日|万元|元|%|倍|人以|周岁)"
EDITS: dict[str, Callable[[Draft, str], None]] = {
    "insert_article": _insert_article,
    "delete_article": _delete_article,
    "move_article": _move_article,
    "insert_item": _insert_item,
    "delete_item": _delete_item,
    "move_item": _move_item,
    "insert_paragraph": _insert_paragraph,
    "delete_paragraph": _delete_paragraph,
    "heading": _heading,
    "split_paragraph": _split,
    "figure": _replacing(rf"(?<![\d.第一二三四五六七八九十百千])(?:\d{{1,4}}|[二三四五六七八九十]{{1,3}}){_COUNTED}", _other_number),
    "unit": _replacing("(?<=[\\d一二三四五六七八九十])(?:万元|个月|日内|个工作日)", lambda t: {"万元": "元", "个月": "年", "日内": "个月内", "个工作日": "日"}[t]),
    "negation": _replacing("应当|可以|不得", lambda t: {"应当": "不得", "可以": "不可以", "不得": "可以"}[t]),
    "modality": _replacing("应当|可以", lambda t: {"应当": "可以", "可以": "应当"}[t]),
    "qualifier": _replacing("(?<=[年日元人上下级月])以上|(?<=[年日元人月])以下|不超过|不低于", lambda t: {"以上": "以下", "以下": "以上", "不超过": "超过", "不低于": "不高于"}[t]),
    "date": _replacing(r"\d{4}年\d{1,2}月\d{1,2}日|20\d\d年", lambda t: str(int(t[:4]) + 1) + t[4:]),
    "word": _replacing("主管部门|有关部门|人民政府|行政部门", lambda t: {"主管部门": "监管机构", "有关部门": "相关单位", "人民政府": "管理委员会", "行政部门": "执法机关"}[t]),
    "cell": _replacing(r"(?<=\t)\d+(?:\.\d+)?(?=\t|$)", lambda t: t + "5", kind="row"),
    "punctuation": _replacing("[，；、](?=[^、]{6})", lambda t: {"，": "；", "；": "，", "、": "，"}[t], False),
    "quotes": _replacing("“[^”]{2,20}”", lambda t: f"「{t[1:-1]}」", False),
    "width": _replacing(r"\d+(?=[年月日元万人%])|[(（](?=[^一二三四五六七八九十\d])", _widened, False),
    "letter_space": _replacing("(?<=[^\\W\\d_])(?:应当|负责|规定)", lambda t: t[0] + " " + t[1], False),
}  # fmt: skip
