"""The folder that is shipped holds what a build of it needs, and the territory that every city falls back on."""

from __future__ import annotations

from pathlib import Path

from kb.shipped import POLICIES
from kb.site_file import SITE, TERRITORY, site_of
from kb.store.sources import LEXICON, RULES, THESAURUS, policies_folder


def test_the_shipped_folder_is_one_of_settings() -> None:
    assert policies_folder([POLICIES / "official"]) == POLICIES
    assert all((POLICIES / name).is_file() for name in (SITE, TERRITORY, LEXICON, THESAURUS))
    assert (POLICIES / RULES).is_dir()


def test_a_city_without_a_territory_of_its_own_takes_the_shipped_one(tmp_path: Path) -> None:
    shipped = site_of(POLICIES, ())
    (tmp_path / SITE).write_text("city: 临江市\n", encoding="utf-8")
    other = site_of(tmp_path, ())
    assert other.city == "临江市" != shipped.city
    assert other.territory is shipped.territory
    assert len(other.territory.provinces) > 30
