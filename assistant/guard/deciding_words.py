"""Words that decide what a rule says: negations, deontics, conditions, degrees, categories.

They serve two ends: what may not be left out of a quoted sentence, and what a blocked answer got wrong.
"""

from __future__ import annotations

import re

from assistant.question.places import places_of
from ingest.script.wording import any_of, wording
from kb.site import Site, short_name

_WORDING = wording(__file__)
_BENIGN = re.compile(_WORDING.parts["benign"])
_FIND = {
    "polarity": re.compile(any_of((*_WORDING.words["negations"], *_WORDING.words["deontics"]))),
    "degree": re.compile(_WORDING.parts["degrees"]),
    "category": re.compile(_WORDING.parts["categories"]),
}


def critical(words: str) -> str:
    """The first word in one segment that makes it unsafe to leave the segment out; "" when there is none."""
    match = _WORDING["critical"].search(_BENIGN.sub("□", words.strip("“”（）() 　")))
    return match[0] if match else ""


def decisive(stem: str) -> str:
    """The first word in the stem of a list without which its items would say something else; "" when none."""
    match = _WORDING["decisive"].search(_BENIGN.sub("□", stem))
    return match[0] if match else ""


def is_measure(words: str) -> bool:
    """Whether a segment opens with the verb of a measure, so that it needs nothing before it."""
    return bool(_WORDING["measure"].match(words))


def deciding(words: str, kind: str, site: Site) -> tuple[str, ...]:
    """The deciding words of `kind` ("polarity", "degree", "category") in text order, longest match first. The places
    that are named, as `site` knows them, are categories and stand last."""
    text = _BENIGN.sub("□", words) if kind == "polarity" else words
    if kind == "category":
        text, places = _without_places(words, site)
    found = [match[0] for match in _FIND[kind].finditer(text)]
    if kind == "category":
        found += [*_WORDING["class"].findall(text), *places]
    return tuple(found)


def _without_places(words: str, site: Site) -> tuple[str, list[str]]:
    """The words with their places blanked out, and those: 临江 for 临江市, but 临江市级, which is a level."""
    rest, places = words, []
    for at, name in places_of(site).names(words):
        end = at + len(name)
        places.append(f"{name}级" if words.startswith("级", end) else short_name(name))
        end = at + len(places[-1]) if places[-1].endswith("级") else end
        rest = rest[:at] + "□" * (end - at) + rest[end:]
    return rest, places
