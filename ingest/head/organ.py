"""发文机关: the names of bodies that issue documents, in titles, signatures and 题注."""

from __future__ import annotations

from ingest.script.wording import wording

_WORDS = wording(__file__)


def is_organ(text: str) -> bool:
    """Whether `text` reads as the name of one body."""
    return len(text) >= 2 and bool(_WORDS["organ"].fullmatch(text))


def organs_of(text: str) -> tuple[str, ...]:
    """The bodies that `text` lists and nothing else (国务院办公厅　中央军委办公厅), or ()."""
    parts = [part for part in _WORDS["between"].split(text.strip()) if part]
    return tuple(parts) if parts and all(is_organ(part) for part in parts) else ()


def title_organs(title: str) -> tuple[str, ...]:
    """The bodies a title begins with: 国务院办公厅关于… → (国务院办公厅,), or ()."""
    for match in _WORDS["verb"].finditer(title):
        if match.start() and (organs := organs_of(title[: match.start()])):
            return organs
    return ()


def session_organ(text: str) -> str:
    """The body whose meeting passed something: 临江市第十四届人民代表大会常务委员会第二十八次会议 →
    临江市人民代表大会常务委员会; 国务院第109次常务会议 → 国务院; "" when there is none."""
    if match := _WORDS["session"].search(text):
        return match["organ"].removeprefix("经") + match["rest"]
    match = _WORDS["meeting"].search(text)
    return match["organ"].removeprefix("经") if match else ""


def publisher(text: str) -> str:
    """The bodies that published something: 国务院公布 → 国务院; "" when there is none."""
    match = _WORDS["publisher"].match(text.strip())
    return match["organ"] if match and organs_of(match["organ"]) else ""


def permanent_body(organ: str) -> str:
    """`organ` without its term: 临江市第十三届人民代表大会常务委员会 → 临江市人民代表大会常务委员会."""
    return _WORDS["term"].sub("", organ)
