"""Lines → the clause tree. Pure: no file, no clock. It never refuses a line: what does not fit
becomes a paragraph of the clause it stands in, and numbering.py says what is odd."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.document import Clause, ClauseId, Table
from ingest.inline import inline_items
from ingest.layout import Placed
from ingest.markers import (
    ITEM_LEVELS,
    ITEM_TOKENS,
    LADDER,
    LAW_CONTAINERS,
    TOKENS,
    Marker,
    match_marker,
    split_heading,
)
from ingest.nodes import Node
from ingest.segments import Marked, Segment, mark, split_segments
from ingest.tables import caption_number, is_caption, make_table, unit_of

_PROSE_END = re.compile(r"[。；！？…”）]$")
_NOTE = re.compile(r"(?:表)?(?:备\s*)?注\s*[:：]")
_FLOW = ("article", "paragraph", "item", "point", "subpoint")


def build_tree(document: str, text: str, lines: Sequence[Placed]) -> tuple[Clause, tuple[Table, ...]]:
    """The root clause (path "", the whole text) and the tables, in reading order."""
    builder = _Builder(document, text)
    marked = mark(lines)
    for segment in split_segments(marked):
        builder.segment(segment, marked)
    builder.root.end = len(text)
    return builder.root.freeze(document, text), tuple(builder.tables)


class _Builder:
    """One pass over the lines with the deepest open node as its whole state."""

    def __init__(self, document: str, text: str) -> None:
        self.document = document
        self.text = text
        self.root = Node("document", "")
        self.tables: list[Table] = []
        self.taken: set[str] = set()
        self.top = self.here = self.root
        self.prefix = ""
        self.colon = False

    # --- segments -----------------------------------------------------------------------------

    def segment(self, segment: Segment, marked: Sequence[Marked]) -> None:
        """Add the lines of one text: opening, body, colophon."""
        self.top, self.prefix = self.root, ""
        if segment.annex:
            self.prefix = f"f{segment.annex}/"
            first = marked[segment.start].placed
            self.top = self._open(
                self.root, "annex", f"f{segment.annex}", first.start, first.end,
                number=str(segment.annex), heading=segment.heading,
            )  # fmt: skip
        self.here = self.top
        self._opening(segment, marked)
        self.here = self.top
        index = segment.body
        while index < segment.colophon:
            index = self._body(marked, index, segment.colophon)
        if segment.colophon < segment.end:
            first, last = marked[segment.colophon].placed, marked[segment.end - 1].placed
            self._open(self.top, "colophon", self.prefix + "end", first.start, last.end)

    def _opening(self, segment: Segment, marked: Sequence[Marked]) -> None:
        start = segment.start + (1 if segment.annex else 0)
        title = segment.heading
        while start < segment.body and segment.annex and marked[start].text and title.startswith(marked[start].text):
            title = title.removeprefix(marked[start].text)
            self.top.grow(marked[start].placed.end)
            start += 1
        if start >= segment.body:
            return
        path = self.prefix + "0"
        self.here = self._open(self.top, "opening", path, marked[start].placed.start, marked[start].placed.end)
        opening, index = self.here, start
        while index < segment.body:
            line = marked[index]
            after = self._table_at(marked, index, segment.body)
            if after > index:
                index = after
                continue
            self.here = opening
            opening.grow(line.placed.end)
            if _is_prose(line.text):
                self._passage(opening, line.placed)
            index += 1

    def _body(self, marked: Sequence[Marked], index: int, stop: int) -> int:
        after = self._table_at(marked, index, stop)
        if after > index:
            return after
        line = marked[index]
        marker = line.marker
        if marker and self._accepts(marker, line.text):
            self._marked(line.placed, marker, line.placed.start)
        elif line.placed.line.heading or line.placed.line.centered:
            self._heading(line.placed)
        elif self._inside_list(marked, index, stop):
            self._passage(self.here, line.placed, 1 + max(1, sum(c.level == "passage" for c in self.here.children) + 1))
        else:
            self._paragraph(line.placed)
        self.colon = line.text.endswith(("：", ":"))
        return index + 1

    def _inside_list(self, marked: Sequence[Marked], index: int, stop: int) -> bool:
        """Whether a paragraph stands between two neighbours of one list of 项: then it belongs to
        the first, since a new 款 would end the list."""
        if self.here.level not in ("item", "point", "subpoint"):
            return False
        for line in marked[index + 1 : min(index + 4, stop)]:
            if line.marker and line.marker.kind != "dash":
                following = line.marker.kind, line.marker.number
                return following == (self.here.kind, int(self.here.number) + 1) and following[1] > 1
        return False

    # --- markers ------------------------------------------------------------------------------

    def _accepts(self, marker: Marker, text: str) -> bool:
        """Whether the marker opens a clause here, rather than beginning a sentence."""
        if marker.kind in LAW_CONTAINERS:
            return len(text) <= 80 and not text.endswith(("。", "；"))
        if marker.kind == "article":
            return marker.spaced or self._continues_articles(marker)
        if marker.kind == "shi":
            return self.here is not self.top and (marker.number == 1 or self._last_inline() == marker.number - 1)
        return True

    def _continues_articles(self, marker: Marker) -> bool:
        last = self._last_article()
        return marker.number == last + 1 or bool(marker.sub and marker.number == last)

    def _last_article(self) -> int:
        articles = [node for node in _walk(self.top) if node.level == "article"]
        return int(articles[-1].number.partition("-")[0]) if articles else 0

    def _last_inline(self) -> int:
        owner = self._owner()
        numbers = [int(c.number) for c in owner.children if c.level == "inline" and c.number]
        return numbers[-1] if numbers else 0

    def _marked(self, placed: Placed, marker: Marker, start: int) -> None:
        if marker.kind in LAW_CONTAINERS:
            self._container(placed, marker)
        elif marker.kind == "article":
            self._article(placed, marker)
        elif marker.kind in ("shi", "dash"):
            self._inline(placed, marker, start)
        elif marker.kind in ITEM_TOKENS and self._in_article(marker):
            self._item(placed, marker, start)
        else:
            self._ladder(placed, marker)

    def _in_article(self, marker: Marker) -> bool:
        article = self.here.up("article")
        if not article:
            return False
        if marker.kind != "cn1":
            return True
        return self.colon or any(n.kind == "cn1" for n in _walk(article))

    def _container(self, placed: Placed, marker: Marker) -> None:
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
        self.here = self._open(
            parent, marker.kind, path, placed.start, placed.end,
            kind=marker.kind, number=marker.label, marker=marker.text, heading=heading,
        )  # fmt: skip

    def _article(self, placed: Placed, marker: Marker) -> None:
        parent = self.here
        while parent is not self.top and not _holds_articles(parent):
            parent = parent.parent or self.top
        rest = placed.text[marker.rest :]
        heading, body = split_heading("article", rest)
        article = self._open(
            parent, "article", f"{self.prefix}t{marker.label}", placed.start, placed.end,
            kind="article", number=marker.label, marker=marker.text, heading=heading,
        )  # fmt: skip
        self.here = article
        start = marker.rest + body
        start += len(placed.text[start:]) - len(placed.text[start:].lstrip())
        if start < len(placed.text):
            self._run_in(placed, start)

    def _run_in(self, placed: Placed, start: int) -> None:
        """What stands behind an article's number on its own line: its first 款, or an item."""
        inner = match_marker(placed.text[start:])
        if inner and inner.kind in ("cn2", "ar1") and inner.number == 1:
            moved = Marker(inner.kind, 1, 0, inner.text, start + inner.rest)
            self._item(placed, moved, placed.start + start)
        else:
            self._clause_paragraph(placed.start + start, placed.end)

    def _item(self, placed: Placed, marker: Marker, start: int) -> None:
        article = self.here.up("article")
        paragraph = self.here.up("paragraph")
        if article is None:
            return self._ladder(placed, marker)
        if paragraph is None:
            number = 1 + sum(child.level == "paragraph" for child in article.children)
            paragraph = self._open(article, "paragraph", f"{article.path}.k{number}", start, placed.end, number=str(number))
        parent = self.here if self.here.up("paragraph") else paragraph
        while parent is not paragraph and _rank(parent) >= _rank_of(marker.kind):
            parent = parent.parent or paragraph
        token = ITEM_TOKENS[marker.kind]
        heading = ""
        self.here = self._open(
            parent, ITEM_LEVELS[token], f"{parent.path}.{token}{marker.label}", start, placed.end,
            kind=marker.kind, number=marker.label, marker=marker.text, heading=heading,
        )  # fmt: skip
        self._inlines(self.here, start, placed.end)
        return None

    def _ladder(self, placed: Placed, marker: Marker) -> None:
        if marker.kind == "decimal":
            return self._decimal(placed, marker)
        depth = LADDER.index(marker.kind) + 1
        parent = self.here
        while parent is not self.top and (parent.level in (*_FLOW, "inline", "passage", "heading", "opening") or _depth(parent) >= depth):
            parent = parent.parent or self.top
        above = _depth(parent)
        base = parent.path if parent is not self.top else self.prefix.rstrip("/") and self.prefix
        joint = "" if not base or base.endswith("/") else "."
        path = base + joint + "0." * (depth - above - 1) + marker.label
        self.here = self._open_titled(parent, f"h{depth}", path, placed, marker)
        return None

    def _decimal(self, placed: Placed, marker: Marker) -> None:
        depth = len(marker.decimals)
        parent = self.here
        while parent is not self.top and (parent.kind != "decimal" or parent.number.count(".") + 1 >= depth):
            parent = parent.parent or self.top
        path = self.prefix + "q" + "-".join(map(str, marker.decimals))
        self.here = self._open_titled(parent, f"h{min(depth, 5)}", path, placed, marker)

    def _open_titled(self, parent: Node, level: str, path: str, placed: Placed, marker: Marker) -> Node:
        rest = placed.text[marker.rest :]
        heading, body = split_heading(marker.kind, rest)
        node = self._open(
            parent, level, path, placed.start, placed.end,
            kind=marker.kind, number=marker.label, marker=marker.text, heading=heading,
        )  # fmt: skip
        if rest[body:].strip():
            node.prose = 1
            self._inlines(node, placed.start + marker.rest, placed.end)
        return node

    def _inline(self, placed: Placed, marker: Marker, start: int) -> None:
        owner = self._owner()
        number = marker.label or str(1 + sum(c.level == "inline" for c in owner.children))
        heading, _ = split_heading(marker.kind, placed.text[marker.rest :])
        self.here = self._open(
            owner, "inline", f"{owner.path}.s{number}", start, placed.end,
            kind=marker.kind, number=number, marker=marker.text, heading=heading,
        )  # fmt: skip

    def _owner(self) -> Node:
        node = self.here
        while node.level in ("inline", "passage") and node.parent:
            node = node.parent
        return node

    # --- prose --------------------------------------------------------------------------------

    def _heading(self, placed: Placed) -> None:
        """A line that its format calls a heading but that bears no number."""
        if len(placed.text) > 50 or _is_prose(placed.text):
            return self._paragraph(placed)
        parent = self.here.up(*LAW_CONTAINERS) or self.top
        number = 1 + sum(child.level == "heading" for child in parent.children)
        base = parent.path + "." if parent is not self.top else self.prefix
        self.here = self._open(
            parent, "heading", f"{base}h{number}", placed.start, placed.end, number=str(number), heading=placed.text
        )
        return None

    def _paragraph(self, placed: Placed) -> None:
        if self.here.up("article"):
            return self._clause_paragraph(placed.start, placed.end)
        owner = self._owner()
        owner.grow(placed.end)
        if owner is self.top:
            self.here = owner
            self._passage(owner, placed)
            return None
        owner.prose += 1
        self.here = owner
        if owner.prose > 1 or owner.children:
            self._passage(owner, placed, max(owner.prose, 2))
        else:
            self._inlines(owner, placed.start, placed.end)
        return None

    def _clause_paragraph(self, start: int, end: int) -> None:
        """A new 款 of the open article."""
        article = self.here.up("article") or self.here
        number = 1 + sum(child.level == "paragraph" for child in article.children)
        self.here = self._open(article, "paragraph", f"{article.path}.k{number}", start, end, number=str(number))
        self._inlines(self.here, start, end)

    def _passage(self, owner: Node, placed: Placed, number: int = 0) -> None:
        number = number or 1 + sum(child.level == "passage" for child in owner.children)
        path = f"{owner.path}.p{number}" if owner.path and owner is not self.top else f"{self.prefix}p{number}"
        node = self._open(owner, "passage", path, placed.start, placed.end, number=str(number))
        self._inlines(node, placed.start, placed.end)

    def _inlines(self, owner: Node, start: int, end: int) -> None:
        for number, low, high in inline_items(self.text[start:end]):
            marker = self.text[start + low : start + low + 2]
            heading, _ = split_heading("shi", self.text[start + low + 2 : start + high])
            self._open(
                owner, "inline", f"{owner.path}.s{number}", start + low, start + high,
                kind="shi", number=str(number), marker=marker, heading=heading,
            )  # fmt: skip

    # --- tables -------------------------------------------------------------------------------

    def _table_at(self, marked: Sequence[Marked], index: int, stop: int) -> int:
        """Adds the table whose caption, unit line or grid stands at `index`; the index behind it
        and its notes, or `index` when there is none."""
        grid = next((i for i in range(index, min(index + 3, stop)) if marked[i].placed.line.grid), -1)
        if grid < 0 or any(not _captions(marked[i].text) for i in range(index, grid)):
            return index
        captions = [marked[i].text for i in range(index, grid)]
        caption = next((c for c in captions if is_caption(c)), "")
        number = self._table_number(caption_number(caption))
        placed = marked[grid].placed
        owner = self._owner()
        node = self._open(
            owner, "table", f"{self.prefix}b{number}", marked[index].placed.start, placed.end,
            number=str(number), heading=caption,
        )  # fmt: skip
        after = self._notes(node, marked, grid + 1, stop)
        ids = tuple(ClauseId(self.document, child.path) for child in node.children)
        unit = unit_of(" ".join(captions))
        table_id = ClauseId(self.document, node.path)
        table = make_table(table_id, caption, unit, placed, ids, (node.start, node.end))
        rows = [
            Node("row", row.id.path, "row", row.id.path.rpartition(".r")[2], start=row.start, end=row.end, parent=node)
            for row in table.rows
        ]
        node.children[:0] = rows
        self.tables.append(table)
        self.here = owner
        return after

    def _table_number(self, number: int) -> int:
        while not number or f"{self.prefix}b{number}" in self.taken:
            number += 1
        return number

    def _notes(self, node: Node, marked: Sequence[Marked], index: int, stop: int) -> int:
        """The 注 below a table: one clause a numbered line, or the 注 line itself."""
        if index >= stop or not _NOTE.match(marked[index].text):
            return index
        first = marked[index].placed
        node.grow(first.end)
        if _NOTE.sub("", first.text).strip():
            self._open(node, "note", f"{node.path}.z1", first.start, first.end, number="1")
        index += 1
        while index < stop:
            marker = marked[index].marker
            expected = 1 + len(node.children)
            if not marker or marker.kind not in ("ar1", "ar2", "circled") or marker.number != expected:
                break
            placed = marked[index].placed
            self._open(
                node, "note", f"{node.path}.z{expected}", placed.start, placed.end,
                kind=marker.kind, number=str(expected), marker=marker.text,
            )  # fmt: skip
            index += 1
        return index

    def _open(
        self, parent: Node, level: str, path: str, start: int, end: int, *,
        kind: str = "", number: str = "", marker: str = "", heading: str = "",
    ) -> Node:  # fmt: skip
        unique, again = path, 1
        while unique in self.taken:
            again += 1
            unique = f"{path}~{again}"
        self.taken.add(unique)
        return parent.add(Node(level, unique, kind, number, marker, heading, start, end))


def _walk(node: Node) -> list[Node]:
    out = [node]
    for child in node.children:
        out += _walk(child)
    return out


def _holds_articles(node: Node) -> bool:
    """编章节, and a bare heading of the other ladder (一、管辖 above 第一条 in 司法解释)."""
    return node.level in LAW_CONTAINERS or (node.level in ("h1", "h2") and not node.prose)


def _depth(node: Node) -> int:
    return LADDER.index(node.kind) + 1 if node.level.startswith("h") and node.kind in LADDER else 0


def _rank_of(kind: str) -> int:
    return LADDER.index(kind) + 1


def _rank(node: Node) -> int:
    return LADDER.index(node.kind) + 1 if node.kind in LADDER else 9


def _is_prose(text: str) -> bool:
    return len(text) > 60 or (len(text) > 16 and bool(_PROSE_END.search(text)))


def _captions(text: str) -> bool:
    return is_caption(text) or (bool(unit_of(text)) and len(text) <= 30)
