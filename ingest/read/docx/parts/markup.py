"""The XML of a part, read safely: no DTD, no entity, no network, bounded depth and size."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Protocol, cast

from ingest.problems import ReadError

PIECES = 2_500_000
"""Tags and attributes in a part. A thousand printed pages have less; so many take some 500 MB and 20 seconds."""

_OPEN = "http://schemas.openxmlformats.org/"
_STRICT = "http://purl.oclc.org/ooxml/"
_NAMESPACES = {
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.microsoft.com/office/word/2010/wordml": "w14",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingShape": "wps",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
    "http://schemas.openxmlformats.org/package/2006/relationships": "rel",
    "http://schemas.openxmlformats.org/package/2006/content-types": "ct",
} | {
    root + path: prefix
    for path, prefix in {
        "wordprocessingml/2006/main": "w", "wordprocessingml/main": "w",
        "officeDocument/2006/relationships": "r", "officeDocument/relationships": "r",
        "officeDocument/2006/math": "m", "officeDocument/math": "m",
        "drawingml/2006/main": "a", "drawingml/main": "a",
        "drawingml/2006/wordprocessingDrawing": "wp", "drawingml/wordprocessingDrawing": "wp",
        "drawingml/2006/chart": "c", "drawingml/chart": "c",
        "drawingml/2006/diagram": "dgm", "drawingml/diagram": "dgm",
    }.items()
    for root in (_OPEN, _STRICT)
}  # fmt: skip
_OFF = frozenset(("0", "false", "off", "none"))
_KNOWN_EXTENSIONS = "http://schemas.microsoft.com/office/"


class Element(Protocol):
    """What is used of an lxml element (lxml ships no types)."""

    tag: str
    text: str | None
    nsmap: dict[str | None, str]

    def get(self, key: str) -> str | None:
        """The value of an attribute, None when it is not there."""

    def __iter__(self) -> Iterator[Element]: ...


def parse_xml(data: bytes, part: str) -> Element:
    """The root element of `data`. ReadError for XML that is malformed, has a DTD (Word writes none), is
    nested more than 256 deep or holds more than PIECES tags and attributes; `part` names it to the user."""
    from lxml import etree  # type: ignore[import-untyped]

    if data.count(b"<") + data.count(b"=") > PIECES:
        raise ReadError(f"文档太大（{part} 超过 {PIECES // 10_000} 万个标记），请拆成几个文件后再试。")
    # No collect_ids=False: libxml2 then loads the DTD that a DOCTYPE names, whatever load_dtd says.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip
    parser.resolvers.add(_nothing())
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadError(f"文件已损坏：{part} 不是完好的 XML，请用 Word 重新保存后再试。") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise ReadError(f"文件可疑：{part} 带有 Word 不会写的 DTD 声明，已停止读取。")
    return cast(Element, root)


@lru_cache(maxsize=1)
def _nothing() -> Any:
    """A resolver that gives an empty text for whatever a part names outside itself."""
    from lxml import etree

    class Nothing(etree.Resolver):  # type: ignore[misc]
        def resolve(self, url: str | None, public: str | None, context: Any) -> Any:
            return self.resolve_string("", context)

    return Nothing()


@lru_cache(maxsize=4096)
def _short(tag: str) -> str:
    namespace, _, local = tag.removeprefix("{").rpartition("}")
    return f"{_NAMESPACES.get(namespace, '?')}:{local}" if namespace else local


def name(element: Element) -> str:
    """Its name under the usual prefix, "w:p", in strict and transitional files alike; "?:x" for an unknown
    namespace."""
    return _short(element.tag)


def attribute(element: Element, key: str = "val") -> str:
    """The attribute of the element's own namespace (w:val of w:jc), else the one of no namespace; ""."""
    namespace = element.tag.rpartition("}")[0]
    value = element.get(f"{namespace}}}{key}") if namespace else None
    return (element.get(key) if value is None else value) or ""


def child(element: Element | None, wanted: str) -> Element | None:
    """The first child of that name, looking through mc:AlternateContent; None when there is none."""
    if element is None:
        return None
    for one in element:
        found = name(one)
        if found == wanted:
            return one
        if found == "mc:AlternateContent" and (inside := child(branch(one), wanted)) is not None:
            return inside
    return None


def value_of(element: Element | None, path: str) -> str:
    """The w:val of the element at `path` ("w:numPr/w:numId") below `element`; "" when it is not there."""
    for step in path.split("/"):
        element = child(element, step)
    return attribute(element) if element is not None else ""


def is_on(element: Element | None) -> bool:
    """Whether a property that is on or off stands there and is on."""
    return element is not None and attribute(element) not in _OFF


def number_in(text: str, otherwise: int = 0) -> int:
    """The whole number `text`, `otherwise` when it is none or of more than nine digits."""
    digits = text.removeprefix("-")
    return int(text) if digits.isascii() and digits.isdigit() and len(digits) < 10 else otherwise


def branch(alternate: Element) -> Element | None:
    """The one branch of an mc:AlternateContent that Word shows: the first whose extensions are
    Microsoft's own, else the fallback."""
    fallback = None
    for one in alternate:
        if name(one) == "mc:Choice":
            wanted = (one.get("Requires") or "").split()
            if wanted and all((one.nsmap.get(p) or "").startswith(_KNOWN_EXTENSIONS) for p in wanted):
                return one
        elif name(one) == "mc:Fallback":
            fallback = one
    return fallback


def descend(element: Element, stop: frozenset[str] = frozenset()) -> Iterator[Element]:
    """Everything below `element` in order, one branch of each alternative; not what is inside `stop`."""
    stack = [iter(element)]
    while stack:
        one = next(stack[-1], None)
        if one is None:
            stack.pop()
            continue
        if name(one) == "mc:AlternateContent":
            chosen = branch(one)
            if chosen is not None:
                stack.append(iter(chosen))
            continue
        yield one
        if name(one) not in stop:
            stack.append(iter(one))
