"""Seeded edits of a regulation, with the truth of what was edited; the lines are those of `drafting`."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

from eval.bench.drafting import (
    HEADINGS,
    NARROW,
    REFERENCE,
    WIDE,
    MadeDocument,
    MadeLine,
    Truth,
    bare,
    entries,
    written,
)
from ingest.script.numerals import arabic_number, chinese_number


def amend(source: str, spare: Sequence[str], seed: int, count: int) -> tuple[str, tuple[Truth, ...]]:
    """`count` edits of different kinds, as many as the document has room for: its new source, the truths."""
    draft = MadeDocument(entries(source), random.Random(seed), list(spare))
    draft.chance.shuffle(draft.spare)
    kinds = list(EDITS)
    draft.chance.shuffle(kinds)
    tried = 0
    while len(draft.truths) < count and tried < 6 * count:
        EDITS[kinds[tried % len(kinds)]](draft, kinds[tried % len(kinds)])
        tried += 1
    return written(draft.entries), tuple(draft.truths)


def _block(draft: MadeDocument, at: int) -> list[MadeLine]:
    """The lines of the 条 at `at`."""
    end = at + 1
    while end < len(draft.entries) and draft.entries[end].kind in ("item", "text"):
        end += 1
    return draft.entries[at:end]


def _articles(draft: MadeDocument) -> list[int]:
    """The places of the 条 of which no line was touched. The last one is left: signatures may follow it."""
    places = [at for at, one in enumerate(draft.entries) if one.kind == "article"]
    return [at for at in places[:-1] if not any(one.used for one in _block(draft, at))]


def _said(block: Sequence[MadeLine]) -> str:
    return bare("".join(one.body if at == 0 else one.marker + one.body for at, one in enumerate(block)))


def _use(block: Sequence[MadeLine]) -> None:
    for one in block:
        one.used = True


def _insert_article(draft: MadeDocument, edit: str) -> None:
    places = _articles(draft)
    if places and draft.spare:
        at = draft.chance.choice(places)
        new = MadeLine("article", "第一条 ", draft.spare.pop(), used=True)
        draft.entries.insert(at, new)
        draft.truths.append(Truth(edit, "added", "", bare(new.body)))


def _delete_article(draft: MadeDocument, edit: str) -> None:
    places = _articles(draft)
    text = "".join(one.body for one in draft.entries)
    numbers = {match["n"] for match in REFERENCE.finditer(text)}
    places = [at for at in places if chinese_number(draft.entries[at].number) not in numbers]
    if places:
        at = draft.chance.choice(places)
        block = _block(draft, at)
        del draft.entries[at : at + len(block)]
        draft.truths.append(Truth(edit, "deleted", _said(block), ""))


def _move_article(draft: MadeDocument, edit: str) -> None:
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


def _lists(draft: MadeDocument) -> list[list[int]]:
    """The places of the 项 of every list of four and more that was not touched as a list."""
    out: list[list[int]] = []
    for at, one in enumerate(draft.entries):
        if one.kind == "item":
            if out and out[-1][-1] == at - 1:
                out[-1].append(at)
            else:
                out.append([at])
    return [run for run in out if len(run) >= 4 and not any(draft.entries[at].used for at in run)]


def _insert_item(draft: MadeDocument, edit: str) -> None:
    runs = _lists(draft)
    if runs and draft.spare:
        run = draft.chance.choice(runs)
        body = re.split("[，。；]", draft.spare.pop())[0][:40] + "；"
        new = MadeLine("item", draft.entries[run[0]].marker, body, used=True)
        draft.entries.insert(run[draft.chance.randrange(1, len(run))], new)
        draft.truths.append(Truth(edit, "added", "", bare(body)))


def _delete_item(draft: MadeDocument, edit: str) -> None:
    runs = _lists(draft)
    if runs:
        run = draft.chance.choice(runs)
        gone = draft.entries.pop(run[draft.chance.randrange(0, len(run) - 1)])
        draft.truths.append(Truth(edit, "deleted", bare(gone.body), ""))


def _move_item(draft: MadeDocument, edit: str) -> None:
    for run in _lists(draft):
        sizes = [len(draft.entries[at].body) for at in run[:-1]]
        if sizes[0] < sum(sizes[1:]) / 2:
            one = draft.entries.pop(run[0])
            draft.entries.insert(run[-2], one)
            one.used = True
            draft.truths.append(Truth(edit, "moved", bare(one.body), bare(one.body)))
            return


def _insert_paragraph(draft: MadeDocument, edit: str) -> None:
    places = _articles(draft)
    if places and draft.spare:
        at = draft.chance.choice(places)
        block = _block(draft, at)
        new = MadeLine("text", "", draft.spare.pop(), used=True)
        draft.entries.insert(at + len(block), new)
        draft.truths.append(Truth(edit, "added", "", bare(new.body)))


def _delete_paragraph(draft: MadeDocument, edit: str) -> None:
    for at in draft.chance.sample(_articles(draft), len(_articles(draft))):
        block = _block(draft, at)
        plain = [one for one in block[1:] if one.kind == "text"]
        if plain and all(one.kind == "text" for one in block[1:]):
            gone = draft.chance.choice(plain)
            draft.entries.remove(gone)
            draft.truths.append(Truth(edit, "deleted", bare(gone.body), ""))
            return


def _heading(draft: MadeDocument, edit: str) -> None:
    free = [one for one in draft.entries if one.kind == "chapter" and not one.used]
    if free:
        one = draft.chance.choice(free)
        new = draft.chance.choice([name for name in HEADINGS if name != one.body])
        _changed(draft, edit, one, new)


def _split(draft: MadeDocument, edit: str) -> None:
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
        draft.entries.insert(at + 1, MadeLine("text", "", old[cut:], used=True))
        draft.truths.append(Truth(edit, "changed", bare(old), bare(old), False))


def _replacing(
    pattern: str, new: Callable[[str], str], substance: bool = True, kind: str = ""
) -> Callable[[MadeDocument, str], None]:
    """An edit of one place inside one line, where `pattern` fits."""
    regex = re.compile(pattern)

    def edit(draft: MadeDocument, name: str) -> None:
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


def _changed(draft: MadeDocument, edit: str, one: MadeLine, new: str, substance: bool = True) -> None:
    if one.body != new:
        draft.truths.append(Truth(edit, "changed", bare(one.body), bare(new), substance))
    one.body, one.used = new, True


def _other_number(text: str) -> str:
    if text.isascii():
        return str(int(text) * 2 + 1)
    return chinese_number(arabic_number(text) % 90 + 4)


def _widened(text: str) -> str:
    wide = text.translate(WIDE)
    return wide if wide != text else text.translate(NARROW)


_COUNTED = "(?=年以|个月|日内|个工作日|万元|元|%|倍|人以|周岁)"
EDITS: dict[str, Callable[[MadeDocument, str], None]] = {
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
