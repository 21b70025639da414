"""The tree while one document is read: the deepest open clause is the whole state, and one function
for each kind of clause opens it there."""

from __future__ import annotations

from ingest.script.markers import (
    ITEM_LEVELS,
    ITEM_TOKENS,
    LADDER,
    LAW_CONTAINERS,
    TOKENS,
    Marker,
    match_marker,
    split_heading,
)
from ingest.script.wording import wording
from ingest.tree.inline import inline_items
from ingest.tree.layout import PlacedLine
from ingest.tree.nodes import Node

_WORDS = wording(__file__)
_FLOW = ("article", "paragraph", "item", "point", "subpoint", "inline", "passage", "heading", "opening")


class GrowingTree:
    """A document's tree as it grows. `root` is the whole, `top` the text at hand (main text or annex),
    `here` the deepest open clause, `prefix` the annex part of paths, `taken` the paths in use."""

    def __init__(self, document: str, text: str) -> None:
        self.document = document
        self.text = text
        self.root = Node("document", "")
        self.taken: set[str] = set()
        self.top = self.here = self.root
        self.prefix = ""

    def open(
        self, parent: Node, level: str, path: str, start: int, end: int, *,
        kind: str = "", number: str = "", marker: str = "", heading: str = "",
    ) -> Node:  # fmt: skip
        unique, again = path, 1
        while unique in self.taken:
            again += 1
            unique = f"{path}~{again}"
        self.taken.add(unique)
        return parent.add(Node(level, unique, kind, number, marker, heading, start, end))

    def note(self, placed: PlacedLine) -> None:
        """A footnote of the open clause, which stays open."""
        here = self.here
        number = 1 + sum(child.level == "note" for child in here.children)
        path = f"{here.path}.z{number}" if here.path else f"{self.prefix}z{number}"
        self.open(here, "note", path, placed.start, placed.end, number=str(number))

    def owner(self) -> Node:
        node = self.here
        while node.level in ("inline", "passage") and node.parent:
            node = node.parent
        return node

    def container(self, placed: PlacedLine, marker: Marker) -> None:
        rank = LAW_CONTAINERS.index(marker.kind)
        parent = self.top
        node = self.here.up(*LAW_CONTAINERS)
        while node is not None:
            if LAW_CONTAINERS.index(node.level) < rank:
                parent = node
                break
            node = node.parent.up(*LAW_CONTAINERS) if node.parent else None
        base = parent.path.removeprefix(self.prefix) + "." if parent is not self.top else ""
        path = f"{self.prefix}{base}{TOKENS[marker.kind]}{marker.label}"
        heading, _ = split_heading(marker.kind, placed.text[marker.rest :])
        self.here = self.open(
            parent, marker.kind, path, placed.start, placed.end,
            kind=marker.kind, number=marker.label, marker=marker.text, heading=heading,
        )  # fmt: skip

    def article(self, placed: PlacedLine, marker: Marker) -> None:
        parent = self.here
        while parent is not self.top and not _holds_articles(parent):
            parent = parent.parent or self.top
        rest = placed.text[marker.rest :]
        heading, body = split_heading("article", rest)
        article = self.open(
            parent, "article", f"{self.prefix}t{marker.label}", placed.start, placed.end,
            kind="article", number=marker.label, marker=marker.text, heading=heading,
        )  # fmt: skip
        self.here = article
        start = marker.rest + body
        start += len(placed.text[start:]) - len(placed.text[start:].lstrip())
        if start < len(placed.text):
            self._run_in(placed, start)

    def _run_in(self, placed: PlacedLine, start: int) -> None:
        """What stands behind an article's number on its own line: its first 款, or an item."""
        inner = match_marker(placed.text[start:])
        if inner and inner.kind in ("cn2", "ar1") and inner.number == 1:
            moved = Marker(inner.kind, 1, 0, inner.text, start + inner.rest)
            self.item(placed, moved, placed.start + start)
        else:
            self._clause_paragraph(placed.start + start, placed.end)

    def item(self, placed: PlacedLine, marker: Marker, start: int) -> None:
        article = self.here.up("article")
        paragraph = self.here.up("paragraph")
        if article is None:
            return self.ladder(placed, marker)
        if paragraph is None:
            number = 1 + sum(child.level == "paragraph" for child in article.children)
            paragraph = self.open(
                article, "paragraph", f"{article.path}.k{number}", start, placed.end, number=str(number)
            )
        parent = self.here if self.here.up("paragraph") else paragraph
        while parent is not paragraph and _rank(parent) >= _rank_of(marker.kind):
            parent = parent.parent or paragraph
        token = ITEM_TOKENS[marker.kind]
        heading = ""
        self.here = self.open(
            parent, ITEM_LEVELS[token], f"{parent.path}.{token}{marker.label}", start, placed.end,
            kind=marker.kind, number=marker.label, marker=marker.text, heading=heading,
        )  # fmt: skip
        self._inlines(self.here, start, placed.end)
        return None

    def ladder(self, placed: PlacedLine, marker: Marker) -> None:
        if marker.kind == "decimal":
            return self._decimal(placed, marker)
        depth = LADDER.index(marker.kind) + 1
        parent = self.here
        while parent is not self.top and (parent.level in _FLOW or _depth(parent) >= depth):
            parent = parent.parent or self.top
        above = _depth(parent)
        base = parent.path if parent is not self.top else self.prefix.rstrip("/") and self.prefix
        joint = "" if not base or base.endswith("/") else "."
        path = base + joint + "0." * (depth - above - 1) + marker.label
        self.here = self._open_titled(parent, f"h{depth}", path, placed, marker)
        return None

    def _decimal(self, placed: PlacedLine, marker: Marker) -> None:
        depth = len(marker.decimals)
        parent = self.here
        while parent is not self.top and (parent.kind != "decimal" or parent.number.count(".") + 1 >= depth):
            parent = parent.parent or self.top
        path = self.prefix + "q" + "-".join(map(str, marker.decimals))
        self.here = self._open_titled(parent, f"h{min(depth, 5)}", path, placed, marker)

    def _open_titled(self, parent: Node, level: str, path: str, placed: PlacedLine, marker: Marker) -> Node:
        rest = placed.text[marker.rest :]
        heading, body = split_heading(marker.kind, rest)
        node = self.open(
            parent, level, path, placed.start, placed.end,
            kind=marker.kind, number=marker.label, marker=marker.text, heading=heading,
        )  # fmt: skip
        if rest[body:].strip():
            node.prose = 1
            self._inlines(node, placed.start + marker.rest, placed.end)
        return node

    def inline(self, placed: PlacedLine, marker: Marker, start: int) -> None:
        owner = self.owner()
        number = marker.label or str(1 + sum(c.level == "inline" for c in owner.children))
        heading, _ = split_heading(marker.kind, placed.text[marker.rest :])
        self.here = self.open(
            owner, "inline", f"{owner.path}.s{number}", start, placed.end,
            kind=marker.kind, number=number, marker=marker.text, heading=heading,
        )  # fmt: skip

    def heading(self, placed: PlacedLine) -> None:
        """A line that its format calls a heading but that bears no number."""
        if len(placed.text) > 50 or is_prose(placed.text):
            return self.paragraph(placed)
        parent = self.here.up(*LAW_CONTAINERS) or self.top
        number = 1 + sum(child.level == "heading" for child in parent.children)
        base = parent.path + "." if parent is not self.top else self.prefix
        self.here = self.open(
            parent,
            "heading",
            f"{base}h{number}",
            placed.start,
            placed.end,
            number=str(number),
            heading=placed.text,
        )
        return None

    def paragraph(self, placed: PlacedLine) -> None:
        if self.here.up("article"):
            return self._clause_paragraph(placed.start, placed.end)
        owner = self.owner()
        owner.grow(placed.end)
        if owner is self.top:
            self.here = owner
            self.passage(owner, placed)
            return None
        owner.prose += 1
        self.here = owner
        if owner.prose > 1 or owner.children:
            self.passage(owner, placed, max(owner.prose, 2))
        else:
            self._inlines(owner, placed.start, placed.end)
        return None

    def _clause_paragraph(self, start: int, end: int) -> None:
        """A new 款 of the open article."""
        article = self.here.up("article") or self.here
        number = 1 + sum(child.level == "paragraph" for child in article.children)
        self.here = self.open(
            article, "paragraph", f"{article.path}.k{number}", start, end, number=str(number)
        )
        self._inlines(self.here, start, end)

    def passage(self, owner: Node, placed: PlacedLine, number: int = 0) -> None:
        number = number or 1 + sum(child.level == "passage" for child in owner.children)
        path = (
            f"{owner.path}.p{number}" if owner.path and owner is not self.top else f"{self.prefix}p{number}"
        )
        node = self.open(owner, "passage", path, placed.start, placed.end, number=str(number))
        self._inlines(node, placed.start, placed.end)

    def _inlines(self, owner: Node, start: int, end: int) -> None:
        for number, low, high in inline_items(self.text[start:end]):
            marker = self.text[start + low : start + low + 2]
            heading, _ = split_heading("shi", self.text[start + low + 2 : start + high])
            self.open(
                owner, "inline", f"{owner.path}.s{number}", start + low, start + high,
                kind="shi", number=str(number), marker=marker, heading=heading,
            )  # fmt: skip


def _holds_articles(node: Node) -> bool:
    """编章节, and a bare heading of the other ladder (一、管辖 above 第一条 in 司法解释)."""
    return node.level in LAW_CONTAINERS or (node.level in ("h1", "h2") and not node.prose)


def _depth(node: Node) -> int:
    return LADDER.index(node.kind) + 1 if node.level.startswith("h") and node.kind in LADDER else 0


def _rank_of(kind: str) -> int:
    return LADDER.index(kind) + 1


def _rank(node: Node) -> int:
    return LADDER.index(node.kind) + 1 if node.kind in LADDER else 9


def is_prose(text: str) -> bool:
    return len(text) > 60 or (len(text) > 16 and bool(_WORDS["prose_end"].search(text)))
