"""The graph of references: held documents, named ones, arrows with their number, what is broken in red."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from assistant.authoring.reference_drawing import graph_svg
from ingest.document import ClauseId, Document
from ingest.parse import parse
from kb.address.mention import Kind, Mention
from kb.references import Graph, Reference
from kb.references.reference import Status

SVG = "{http://www.w3.org/2000/svg}"
BLANK = parse("慈溪市示范办法\n\n第一条 为了示范。\n".encode(), "办法.txt").document
HELD, NAMED = "10", "5"  # radii


def document(name: str) -> Document:
    return replace(BLANK, id=name, title=name, carried="")


def reference(
    source: str, status: Status, *targets: str, kind: Kind = "title", name: str = "外部办法"
) -> Reference:
    ids = tuple(ClauseId(target, "t1") for target in targets)
    return Reference(ClauseId(source, "t1"), Mention(kind, "《…》", 0, 3, name=name), status, ids)


def drawn(documents: tuple[str, ...], *references: Reference) -> ElementTree.Element:
    return ElementTree.fromstring(graph_svg(Graph(tuple(map(document, documents)), references)))  # noqa: S314


def radii(svg: ElementTree.Element) -> list[str]:
    return [circle.get("r", "") for circle in svg.iter(f"{SVG}circle")]


def arrows(svg: ElementTree.Element) -> list[ElementTree.Element]:
    return [path for path in svg.iter(f"{SVG}path") if path.get("marker-end")]


def test_documents_that_cite_are_joined_with_the_number_of_references() -> None:
    svg = drawn(("甲", "乙"), *[reference("甲", "resolved", "乙")] * 3)
    assert radii(svg) == [HELD, HELD]
    (arrow,) = arrows(svg)
    assert arrow.get("stroke-dasharray") is None
    assert "3" in [text.text for text in svg.iter(f"{SVG}text")]


def test_what_is_only_named_is_grey_and_dashed() -> None:
    svg = drawn(("甲",), reference("甲", "external"))
    assert radii(svg) == [HELD, NAMED]
    assert arrows(svg)[0].get("stroke-dasharray")
    assert "《外部办法》" in "".join(svg.itertext())


@pytest.mark.parametrize(
    ("status", "count"), [("not_found", 1), ("ambiguous", 1), ("expired", 1), ("resolved", 0)]
)
def test_what_is_broken_is_counted_at_its_document(status: Status, count: int) -> None:
    told = "".join(drawn(("甲",), reference("甲", status)).itertext())
    assert ("1 处要看" in told) == bool(count)


def test_a_document_that_cites_itself_has_no_arrow() -> None:
    assert arrows(drawn(("甲",), reference("甲", "resolved", "甲"))) == []


def test_a_number_that_is_not_held_is_no_node() -> None:
    assert radii(drawn(("甲",), reference("甲", "external", kind="number", name=""))) == [HELD]


def test_no_more_are_drawn_than_can_be_read() -> None:
    names = tuple(f"办法{n}" for n in range(30))
    svg = drawn(names, *(reference("办法0", "external", name=f"外部{n}") for n in range(30)))
    assert radii(svg).count(HELD) == 24
    assert radii(svg).count(NAMED) == 24
    last = drawn(names, reference("办法29", "resolved", "办法0"))
    assert arrows(last) == [], "an arrow needs both its ends"


def test_the_documents_that_are_not_drawn_are_counted() -> None:
    told = "".join(drawn(tuple(f"办法{n}" for n in range(30))).itertext())
    assert "收录的文件6份" in told
    named = (reference("办法0", "external", name=f"外部{n}") for n in range(27))
    assert "只被引用的文件3份" in "".join(drawn(("办法0",), *named).itertext())
    assert "没有画出" not in "".join(drawn(("办法0", "办法1")).itertext())


def test_an_empty_base_is_an_empty_picture() -> None:
    assert radii(drawn(())) == []


def test_a_title_is_cut_in_lines_and_escaped() -> None:
    svg = drawn(("<script>" + "很" * 60,))
    lines = [span.text or "" for span in svg.iter(f"{SVG}tspan")]
    assert len(lines) == 3
    assert all(len(line) <= 16 for line in lines)
    assert lines[0].startswith("<script>")
