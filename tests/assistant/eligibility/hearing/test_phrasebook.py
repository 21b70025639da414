"""Every pattern of phrases.yaml hears what it is said to hear, and not what it is said not to; no city stands in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sites import RULES, shipped

import assistant.eligibility.hearing.phrasebook as phrasebook_module
from assistant.eligibility.hearing.hearing import candidates
from assistant.eligibility.hearing.phrasebook import Phrase, Phrasebook, phrasebook, wordings
from assistant.eligibility.hearing.speaker import hear, pieces
from assistant.eligibility.rules.facts import load_facts
from kb.site import Site, short_name

FACTS = load_facts(RULES / "facts.yaml")
DAY = date(2026, 11, 26)
RAW = wordings()
SPOKEN = [
    (section, name) for section in ("speech", "persons", "topics", "units", "own") for name in RAW[section]
]
PHRASES = phrasebook(shipped()).phrases


def _said(example: str, site: Site) -> str:
    """An example with the names of the site and of a place that lies elsewhere."""
    levels = {"prefecture": site.above[0], "offshore": "台湾"}
    return example.format(home=site.own_names[-1], away="长沙", **levels)


def _told(phrase: Phrase, text: str, book: Phrasebook) -> set[str]:
    heard = hear(text, book)
    found = candidates(heard, pieces(heard.text, book), FACTS, replace(book, phrases=(phrase,)), DAY)
    return {one.fact for one in found}


def _finds(section: str, name: str, text: str, book: Phrasebook) -> bool:
    heard = hear(text, book).text
    if section == "persons":
        return any(match.lastgroup == name for match in book.person.finditer(heard))
    if section == "units":
        found = book.units.search(heard)
        return found is not None and book.unit(heard) == name
    pattern = getattr(book, name) if section == "speech" else getattr(book, section)[name]
    return pattern.search(heard) is not None


@pytest.mark.parametrize(("section", "name"), SPOKEN)
def test_a_pattern_fits_its_example_and_not_the_other(section: str, name: str) -> None:
    site, one = shipped(), RAW[section][name]
    book = phrasebook(site)
    assert _finds(section, name, _said(one["fits"], site), book)
    assert not _finds(section, name, _said(one["not"], site), book)


@pytest.mark.parametrize("phrase", PHRASES, ids=lambda phrase: phrase.rule.fits)
def test_a_phrase_tells_what_its_example_says_and_nothing_in_the_other(phrase: Phrase) -> None:
    site = shipped()
    book = phrasebook(site)
    assert _told(phrase, _said(phrase.rule.fits, site), book)
    assert not _told(phrase, _said(phrase.rule.misses, site), book)


def test_no_city_stands_in_the_phrases_or_in_the_code_around_them() -> None:
    hearing = Path(phrasebook_module.__file__).parent
    names = {short_name(one) for places in shipped().territory.provinces.values() for one in places}
    names |= {short_name(one) for one in (*shipped().territory.provinces, *shipped().own_names)}
    phrases = (hearing / "phrases.yaml").read_text(encoding="utf-8")
    for text in (phrases, *(path.read_text(encoding="utf-8") for path in hearing.parent.rglob("*.py"))):
        said = [line for line in text.splitlines() if not line.lstrip().startswith(("#", '"""'))]
        found = sorted(name for name in names if len(name) > 1 and any(name in line for line in said))
        assert not found
