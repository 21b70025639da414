"""Which part of a saved page is the document, and which is the site around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag


def body_of(soup: BeautifulSoup) -> list[Tag]:
    """The elements that hold the document, in page order."""
    return [soup.body] if soup.body else []
