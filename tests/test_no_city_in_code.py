"""The city is data: no Python and no YAML of the program names a place."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from house import ROOT

from kb.shipped import POLICIES
from kb.site import Site
from kb.site_file import SITE, site_of

PRODUCT = ("ingest", "kb", "assistant")

# Names of places that are other things first.
NAMES = {
    "上林": "the product is 上林问策",
    "临江": "the made-up city of all examples; one of that name exists",
    "临江市": "the same",
    "海外": "abroad, in 海外人才",
    "境外": "abroad, as a region",
    "国外": "abroad, in the cues of questions",
    "香港": "of 港澳台, a kind of person and not of place",
    "台湾": "the same",
    "澳门": "the same",
    "新安": "in 重新安装",
}


def named() -> tuple[str, ...]:
    """Full names of everywhere; short names where the dictionary knows no other word of them; the site's own."""
    from assistant.question.places import places_of

    site: Site = site_of(POLICIES, ())
    every = {*places_of(site).others, *site.own_names, *site.names}
    return tuple(sorted(one for one in every if len(one) > 1 and one not in NAMES))


def texts() -> list[Path]:
    files = [one for top in PRODUCT for end in ("*.py", "*.yaml") for one in (ROOT / top).rglob(end)]
    return sorted([*files, *(ROOT / "eval").rglob("*.py")])  # the gold questions are about real cities


@pytest.fixture(scope="module")
def places() -> tuple[str, ...]:
    return named()


def test_the_list_holds_what_it_should(places: tuple[str, ...]) -> None:
    site = yaml.safe_load((POLICIES / SITE).read_text(encoding="utf-8"))
    assert {site["city"], *site["above"], *site["districts"]} <= set(places)
    assert len(places) > 3000


def test_no_code_names_a_place(places: tuple[str, ...]) -> None:
    found = []
    for path in texts():
        text = path.read_text(encoding="utf-8")
        found += [f"{path.relative_to(ROOT)}: {one}" for one in places if one in text]
    assert not found, "\n".join(found)


def test_the_exceptions_are_needed() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in texts())
    assert [one for one in NAMES if one not in text] == []
