"""Parts of speech, from the dictionary that cuts the words."""

from __future__ import annotations

from functools import cache


@cache
def part_of_speech(word: str) -> str:
    """The usual part of speech of a folded word as jieba's dictionary tags it ("n", "vn", "v", "ns" …;
    its first letter is the class). A compound that the dictionary does not hold takes the tag of its
    last dictionary word of two characters; "" where nothing is known. Longer unknown words are names: "n"."""
    found = _tag(word)
    if not found and len(word) > 2:
        found = _tag(word[-2:]) or "n"
    return found


def tags_of(words: frozenset[str]) -> dict[str, str]:
    """The tags of those of many words that the dictionary itself holds."""
    lines = (line.split(" ") for line in _dictionary().split("\n"))
    return {line[0]: line[-1] for line in lines if line[0] in words and line[0]}


def _tag(word: str) -> str:
    text = _dictionary()
    at = text.find(f"\n{word} ")
    return text[at + 1 : text.index("\n", at + 1)].rsplit(" ", 1)[-1] if at >= 0 else ""


@cache
def _dictionary() -> str:
    import jieba  # type: ignore[import-untyped]

    with jieba.get_module_res("dict.txt") as file:
        return "\n" + str(file.read().decode("utf-8")) + "\n"
