"""The city is read from beside the rules, and from what ships where nothing lies there."""

from __future__ import annotations

from pathlib import Path

import pytest
from sites import shipped

from assistant.eligibility.hearing.home import home_of
from ingest.problems import UsageError


def test_the_files_beside_the_rules_count(tmp_path: Path) -> None:
    (tmp_path / "site.yaml").write_text("city: 临江市\nabove: [某省]\n", encoding="utf-8")
    site = home_of(tmp_path / "rules")
    assert (site.city, site.above) == ("临江市", ("某省",))
    assert site.territory.provinces.keys() == shipped().territory.provinces.keys()


def test_without_files_the_shipped_ones_are_read(tmp_path: Path) -> None:
    assert home_of(tmp_path / "rules").city == shipped().city


@pytest.mark.parametrize("text", ["city: [", "- city", "names: 3"])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "site.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match="site.yaml"):
        home_of(tmp_path / "rules")
