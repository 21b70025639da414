"""Lines → the clause tree. Pure: no file, no clock. It never refuses a line: what does not fit
becomes a paragraph of the clause it stands in, and numbering.py says what is odd."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.document import Clause, Table
from ingest.script.markers import ITEM_TOKENS, LAW_CONTAINERS, Marker
from ingest.script.wording import wording
from ingest.tree.growth import GrowingTree, is_prose
from ingest.tree.layout import PlacedLine
from ingest.tree.segments import MarkedLine, Segment, mark, split_segments
from ingest.tree.table_clause import add_table, grid_at

_WORDS = wording(__file__)


def build_tree(document: str, text: str, lines: Sequence[PlacedLine]) -> tuple[Clause, tuple[Table, ...]]:
    """The root clause (path "", the whole text) and the tables, in reading order."""
    builder = _Builder(GrowingTree(document, text))
    marked = mark(lines)
    for segment in split_segments(marked):
        builder.segment(segment, marked)
    root = builder.growth.root
    root.end = len(text)
    return root.freeze(document, text), tuple(builder.tables)


class _Builder:
    """One pass over the lines: what each line is, given what is open."""

    def __init__(self, growth: GrowingTree) -> None:
        self.growth = growth
        self.tables: list[Table] = []
        self.colon = False

    def segment(self, segment: Segment, marked: Sequence[MarkedLine]) -> None:
        """Add the lines of one text: opening, body, colophon."""
        self.growth.top, self.growth.prefix = self.growth.root, ""
        if segment.annex:
            self.growth.prefix = f"f{segment.annex}/"
            first = marked[segment.start].placed
            self.growth.top = self.growth.open(
                self.growth.root, "annex", f"f{segment.annex}", first.start, first.end,
                number=str(segment.annex), heading=segment.heading,
            )  # fmt: skip
        self.growth.here = self.growth.top
        self._opening(segment, marked)
        self.growth.here = self.growth.top
        index = segment.body
        while index < segment.colophon:
            index = self._body(marked, index, segment.colophon)
        if segment.colophon < segment.end:
            first, last = marked[segment.colophon].placed, marked[segment.end - 1].placed
            self.growth.open(self.growth.top, "colophon", self.growth.prefix + "end", first.start, last.end)

    def _opening(self, segment: Segment, marked: Sequence[MarkedLine]) -> None:
        start = segment.start + (1 if segment.annex else 0)
        title = segment.heading
        while (
            start < segment.body
            and segment.annex
            and marked[start].text
            and title.startswith(marked[start].text)
        ):
            title = title.removeprefix(marked[start].text)
            self.growth.top.grow(marked[start].placed.end)
            start += 1
        if start >= segment.body:
            return
        path = self.growth.prefix + "0"
        self.growth.here = self.growth.open(
            self.growth.top, "opening", path, marked[start].placed.start, marked[start].placed.end
        )
        opening, index = self.growth.here, start
        while index < segment.body:
            line = marked[index]
            grid = grid_at(marked, index, segment.body)
            if grid >= 0:
                index = self._table(marked, index, grid, segment.body)
                continue
            self.growth.here = opening
            opening.grow(line.placed.end)
            if line.placed.line.note:
                self.growth.note(line.placed)
            elif is_prose(line.text):
                self.growth.passage(opening, line.placed)
            index += 1

    def _body(self, marked: Sequence[MarkedLine], index: int, stop: int) -> int:
        grid = grid_at(marked, index, stop)
        if grid >= 0:
            return self._table(marked, index, grid, stop)
        line = marked[index]
        if line.placed.line.note:
            self.growth.note(line.placed)
            return index + 1
        marker = line.marker
        if marker and self._accepts(marker, line.text):
            self._marked(line.placed, marker, line.placed.start)
        elif line.placed.line.heading or line.placed.line.centered or self._titles(marked, index, stop):
            self.growth.heading(line.placed)
        elif self._inside_list(marked, index, stop):
            self.growth.passage(
                self.growth.here,
                line.placed,
                1 + max(1, sum(c.level == "passage" for c in self.growth.here.children) + 1),
            )
        else:
            self.growth.paragraph(line.placed)
        self.colon = line.text.endswith(("：", ":"))
        return index + 1

    def _titles(self, marked: Sequence[MarkedLine], index: int, stop: int) -> bool:
        """Whether a bare line above an article is a section title that lost its number: a 款 is a sentence."""
        following = marked[index + 1].marker if index + 1 < stop else None
        bare = bool(self.growth.here.up("article") and _WORDS["bare_title"].fullmatch(marked[index].text))
        return bare and following is not None and following.kind in ("article", *LAW_CONTAINERS)

    def _inside_list(self, marked: Sequence[MarkedLine], index: int, stop: int) -> bool:
        """Whether a paragraph stands between two neighbours of one list of 项: then it belongs to
        the first, since a new 款 would end the list."""
        if self.growth.here.level not in ("item", "point", "subpoint"):
            return False
        for line in marked[index + 1 : min(index + 4, stop)]:
            if line.marker and line.marker.kind != "dash":
                following = line.marker.kind, line.marker.number
                return (
                    following == (self.growth.here.kind, int(self.growth.here.number) + 1)
                    and following[1] > 1
                )
        return False

    def _accepts(self, marker: Marker, text: str) -> bool:
        """Whether the marker opens a clause here, rather than beginning a sentence."""
        if marker.kind in LAW_CONTAINERS:
            return len(text) <= 80 and not text.endswith(("。", "；"))
        if marker.kind == "article":
            return marker.spaced or self._continues_articles(marker)
        if marker.kind == "shi":
            return self.growth.here is not self.growth.top and (
                marker.number == 1 or self._last_inline() == marker.number - 1
            )
        return True

    def _continues_articles(self, marker: Marker) -> bool:
        last = self._last_article()
        return marker.number == last + 1 or bool(marker.sub and marker.number == last)

    def _last_article(self) -> int:
        articles = [node for node in self.growth.top.walk() if node.level == "article"]
        return int(articles[-1].number.partition("-")[0]) if articles else 0

    def _last_inline(self) -> int:
        owner = self.growth.owner()
        numbers = [int(c.number) for c in owner.children if c.level == "inline" and c.number]
        return numbers[-1] if numbers else 0

    def _marked(self, placed: PlacedLine, marker: Marker, start: int) -> None:
        if marker.kind in LAW_CONTAINERS:
            self.growth.container(placed, marker)
        elif marker.kind == "article":
            self.growth.article(placed, marker)
        elif marker.kind in ("shi", "dash"):
            self.growth.inline(placed, marker, start)
        elif marker.kind in ITEM_TOKENS and self._in_article(marker):
            self.growth.item(placed, marker, start)
        else:
            self.growth.ladder(placed, marker)

    def _in_article(self, marker: Marker) -> bool:
        article = self.growth.here.up("article")
        if not article:
            return False
        if marker.kind != "cn1":
            return True
        return self.colon or any(n.kind == "cn1" for n in article.walk())

    def _table(self, marked: Sequence[MarkedLine], index: int, grid: int, stop: int) -> int:
        table, after = add_table(self.growth, marked, index, grid, stop)
        self.tables.append(table)
        return after
