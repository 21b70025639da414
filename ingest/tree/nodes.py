"""The tree while it grows: a mutable node, frozen into a Clause at the end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.document import Clause, ClauseId


@dataclass(slots=True)
class Node:
    """A clause under construction. `kind` is the marker kind it came from; `prose` counts its
    natural paragraphs; `end` grows as lines are added below it."""

    level: str
    path: str
    kind: str = ""
    number: str = ""
    marker: str = ""
    heading: str = ""
    start: int = 0
    end: int = 0
    prose: int = 0
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)

    def add(self, child: Node) -> Node:
        """`child`, now the last below this node."""
        child.parent = self
        self.children.append(child)
        self.grow(child.end)
        return child

    def grow(self, end: int) -> None:
        """Reach to `end`, and let every node above reach there too."""
        node: Node | None = self
        while node is not None:
            node.end = max(node.end, end)
            node = node.parent

    def up(self, *levels: str) -> Node | None:
        """This node or the nearest above it with one of these levels."""
        node: Node | None = self
        while node is not None and node.level not in levels:
            node = node.parent
        return node

    def walk(self) -> Iterator[Node]:
        """This node and everything below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def freeze(self, document: str, text: str) -> Clause:
        """The finished clause with everything below it."""
        children = tuple(child.freeze(document, text) for child in self.children)
        return Clause(
            ClauseId(document, self.path), self.level, self.number, self.marker, self.heading,
            text[self.start : self.end], self.start, self.end, children,
        )  # fmt: skip
