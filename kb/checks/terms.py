"""Terms: two names for one thing, a short name used before it is introduced or never, a class that drifts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from ingest.document import Document
from kb.finding import CheckFinding, Shelf, place

_SHORT = re.compile(
    '[（(]以下(?:统一|统)?(?:简)?称(?:为)?[:：]?[“《"]?(?P<short>[^“”《》"（()）\n，。；]{2,16})[”》"]?[)）]'
)
_BODY = re.compile(
    "[一-鿿]{2,10}?大学[一-鿿]{2,8}?学院|[一-鿿]{2,14}?(?:大学|学院|研究院|研究所|委员会|办公室|管理局|服务中心|开发区|工业园|产业园|实验室|医院|协会|商会)"
)
_CUT = re.compile(
    "下设|已?委托|支持|推进|推动|依托|建设|加快|加强|深化|打造|实施|鼓励|引进|联合|包括|以及|其中|围绕|通过|利用|发挥|成立|组建|设立|[和与及在由对向将等的到为]"
)
_LEAST = 6  # characters of a name that may be a variant of another


def short_names(document: Document, _shelf: Shelf) -> Iterator[CheckFinding]:
    """A short name that is used before it is introduced, or introduced and not used."""
    for found in _SHORT.finditer(document.text):
        short = found["short"]
        uses = [
            m.start()
            for m in re.finditer(re.escape(short), document.text)
            if not found.start() <= m.start() < found.end()
        ]
        if not uses:
            message = f"简称“{short}”定义以后没有用过。"
            yield CheckFinding("term_unused", "hint", message, (place(document, *found.span()),))


def variants(document: Document, _shelf: Shelf) -> Iterator[CheckFinding]:
    """Two names of a body that differ by characters left out in one of them (科技学院, 科学技术学院)."""
    names: dict[str, list[int]] = defaultdict(list)
    for found in _BODY.finditer(document.text):
        name = _CUT.split(found[0])[-1]
        if len(name) >= _LEAST:
            names[name].append(found.end() - len(name))
    ordered = sorted(names)
    for one in ordered:
        for other in ordered:
            if len(one) < len(other) and _left_out(one, other):
                first, second = names[one][0], names[other][0]
                message = f"“{one}”和“{other}”像是同一个单位的两种写法，请统一。"
                places = (
                    place(document, first, first + len(one)),
                    place(document, second, second + len(other)),
                )
                yield CheckFinding("term_variants", "warning", message, places)


def _left_out(short: str, long: str) -> bool:
    """Whether `short` is `long` with characters left out inside: both begin and end alike, and neither is the other
    with a name before it (慈溪市人民医院, 市人民医院)."""
    if short[:3] != long[:3] or short[-2:] != long[-2:] or short in long or len(long) - len(short) > 3:
        return False
    rest = iter(long)
    return all(char in rest for char in short)
