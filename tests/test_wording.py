"""Every file of words and patterns: each pattern fits its examples, and not the others."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from house import ROOT, name

from ingest.script.wording import KEYS, Wording, loaded, read_yaml, wording

PRODUCT = ("ingest", "kb", "assistant")


def _files() -> tuple[Path, ...]:
    """The YAML files of the form that `wording` reads."""
    found = (path for folder in PRODUCT for path in sorted((ROOT / folder).rglob("*.yaml")))
    return tuple(path for path in found if (told := read_yaml(path)) and told.keys() <= KEYS)


def _read(path: Path) -> Wording:
    """What the module beside a file reads from it, with what that module shares with it."""
    if path.with_suffix(".py").exists():
        importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    return loaded(path) or wording(str(path))


def _examples() -> Iterator[tuple[str, str, str, bool]]:
    for path in _files():
        for pattern, line in (read_yaml(path).get("patterns") or {}).items():
            yield from ((name(path), pattern, example, True) for example in line.get("fits", ()))
            yield from ((name(path), pattern, example, False) for example in line.get("not", ()))


@pytest.mark.parametrize("path", _files(), ids=name)
def test_every_pattern_has_an_example_that_fits_and_one_that_does_not(path: Path) -> None:
    bare = [key for key, one in _read(path).examples.items() if not one.fits or not one.misses]
    assert not bare, f"{name(path)}: {bare}"


@pytest.mark.parametrize("path", _files(), ids=name)
def test_no_word_stands_twice_in_a_list(path: Path) -> None:
    twice = {key: words for key, words in _read(path).words.items() if len(set(words)) < len(words)}
    assert not twice


@pytest.mark.parametrize(("file", "pattern", "example", "fits"), tuple(_examples()))
def test_a_pattern_fits_what_it_should(file: str, pattern: str, example: str, fits: bool) -> None:
    told = _read(ROOT / file)
    by = {"search": re.Pattern.search, "match": re.Pattern.match, "fullmatch": re.Pattern.fullmatch}
    assert bool(by[told.examples[pattern].by](told[pattern], example)) == fits
