"""Which part of a saved page is the document, and which is the site around it.

The document is where the prose is: the deepest element that holds nearly all sentences. Around
it only furniture goes (navigation, breadcrumbs, share bars, link lists, the site's footer);
whatever else stands there stays, since a title or a 文号 often does. A page without such an
element keeps everything but what is marked as navigation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ingest.read.web.style import Style, declarations
from ingest.script.wording import wording

_WORDS = wording(__file__)

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

_NEARLY_ALL = 0.8  # of the prose: what the document's element holds
_LINKED = 0.5  # of the characters: a block of links
_LITTLE = 40  # characters of prose below which a page is too small to tell
_STRAY = 120  # characters of prose: no furniture holds more
_SHORT = 400  # characters: no furniture is longer, unless all links
DEEPEST = 150  # elements within elements: no true page has more, and reading them is recursive
_SENTENCES = re.compile("[。；！？]")
_NAVIGATION = frozenset(("nav", "footer", "aside"))
_ROLES = frozenset(("navigation", "banner", "contentinfo", "search", "complementary", "menu", "menubar"))
_FURNITURE = re.compile(
    r"(?:^|[-_\s])(?:nav|navs|navbar|navigation|menu|bread|breadcrumbs?|crumbs?|share|sharebar|bdsharebuttonbox|"
    r"footer|foot|copyright|sidebar|toolbar|tools?|pager|pagination|search|qrcode|ewm|related|recommend|comments?|"
    r"topbar|top-?bar|fenxiang|dqwz|weizhi|location|print|dayin|font-?size)(?:$|[-_\s\d])",
    re.IGNORECASE,
)
_AT_RULE = re.compile(r"/\*.*?\*/|<!--|-->|@[^{;]+(?:;|\{(?:[^{}]*\{[^{}]*\})*[^{}]*\})", re.DOTALL)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_HIDES = re.compile(
    r"(?<![\w-])(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![\d.]))", re.I
)
_SELECTOR = re.compile(r"[\w.#-]+(?:[ >]+[\w.#-]+)*")


def body_of(soup: BeautifulSoup) -> list[Tag]:
    """The elements to read, in page order: the page's body, from which furniture is taken out."""
    body = soup.body
    if body is None:
        return []
    _hide_by_sheet(soup)
    for tag in body.find_all(_is_navigation):
        tag.extract()
    main = _main(body)
    if main is not None:
        for tag in list(_beside(body, main)):
            _prune(tag, 0)
        for tag in main.find_all(_is_marked):
            if _is_furniture(tag):
                tag.extract()
    return [body]


def _prune(tag: Tag, depth: int) -> None:
    """Take `tag` out when it is furniture, else the furniture in it."""
    if _is_furniture(tag):
        tag.extract()
        return
    if depth < DEEPEST:
        for child in tag.find_all(True, recursive=False):
            _prune(child, depth + 1)


def _hide_by_sheet(soup: BeautifulSoup) -> None:
    """Give `hidden` to what the page's own style sheet hides by a simple selector."""
    for sheet in soup.find_all("style"):
        for selectors, rules in _RULE.findall(_AT_RULE.sub("", sheet.get_text())):
            if _HIDES.search(rules):
                for selector in selectors.split(","):
                    if _SELECTOR.fullmatch(selector.strip()):
                        _hide(soup.select(selector.strip()))


def _hide(tags: Iterable[Tag]) -> None:
    for tag in tags:
        shown = declarations(tag).get("display", "none") != "none"
        if tag.name not in ("html", "body") and not shown:
            tag["hidden"] = ""


def _is_navigation(tag: Tag) -> bool:
    """Whether the page itself says that `tag` is not content, and it holds no sentences to speak of."""
    named = tag.name in _NAVIGATION or tag.get("role") in _ROLES
    return named and _prose(tag) < _STRAY


def _is_marked(tag: Tag) -> bool:
    classes: object = tag.get("class") or []
    names = " ".join([*(classes if isinstance(classes, list) else [classes]), str(tag.get("id") or "")])
    return bool(_FURNITURE.search(names)) and tag.name not in ("body", "html")


def _main(body: Tag) -> Tag | None:
    """The deepest element with nearly all the prose of `body`; None when there is too little."""
    total = _prose(body)
    if total < _LITTLE:
        return None
    main = body
    while True:
        inner = [
            child for child in main.find_all(True, recursive=False) if _prose(child) >= _NEARLY_ALL * total
        ]
        if not inner or inner[0].name in ("p", "tbody", "tr", "span", "ul", "ol"):
            return main
        main = inner[0]


def _beside(body: Tag, main: Tag) -> Iterator[Tag]:
    """The elements of `body` beside `main`: its siblings, and those of what holds it."""
    step = main
    while step is not body and step.parent is not None:
        yield from step.find_previous_siblings()
        yield from step.find_next_siblings()
        step = step.parent


def _is_furniture(tag: Tag) -> bool:
    if tag.name in ("h1", "h2") or Style.of(tag).hidden:
        return False
    text = " ".join(tag.get_text(" ").split())
    if not text or _prose(tag) > _STRAY:
        return False
    linked = sum(len("".join(link.get_text().split())) for link in tag.find_all("a"))
    length = len("".join(text.split()))
    if tag.find("a") and linked > _LINKED * length and not _has_title(tag):
        return True
    if length > _SHORT:
        return False
    return bool(
        _is_marked(tag)
        or _WORDS["trail"].match(text)
        or _WORDS["tools"].fullmatch(text)
        or _WORDS["site"].search(text)
    )


def _has_title(tag: Tag) -> bool:
    return tag.find("h1") is not None


def _prose(tag: Tag) -> int:
    """The characters of sentences in `tag`: its text pieces that end or hold one, links apart."""
    pieces = (
        piece
        for piece in tag.find_all(string=_SENTENCES)
        if piece.parent and piece.parent.name not in ("script", "style")
    )
    return sum(len(piece.strip()) for piece in pieces if piece.find_parent("a") is None)
