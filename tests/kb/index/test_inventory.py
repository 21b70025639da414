"""The inventory: what the next generation need not index again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kb.entry import Entry
from kb.index.inventory import Inventory

ENTRY = Entry(
    id="甲", title="临江市甲办法", number="临政发〔2024〕1号", carried="", authority="official", origin="/d/甲.txt",
    sha256="0" * 64, parser="p1", status="", replaced_by="", meta="", state="held", succeeded_by="",
    standalone=False, issuer=("临江市人民政府",), replaces=(), issued=None, effective=None, repealed=None,
    succeeded_from=None,
)  # fmt: skip
OTHER = replace(ENTRY, id="乙", title="临江市乙办法", sha256="1" * 64)
HELD = Inventory.of([ENTRY, OTHER], [b"lexicon", b"encoder"])


def test_documents_keep_their_order() -> None:
    assert list(HELD.documents) == ["甲", "乙"]
    assert list(Inventory.of([OTHER, ENTRY], []).documents) == ["乙", "甲"]


@pytest.mark.parametrize(
    "change",
    [
        {"sha256": "2" * 64}, {"parser": "p2"}, {"authority": "sample"}, {"title": "临江市丙办法"},
        {"carried": "甲"}, {"number": ""},
    ],
    ids=lambda change: next(iter(change)),
)  # fmt: skip
def test_what_changes_a_passage_makes_a_document_stale(change: dict[str, str]) -> None:
    wanted = Inventory.of([replace(ENTRY, **change), OTHER], [])  # type: ignore[arg-type]
    assert HELD.stale(wanted) == ("甲",)


@pytest.mark.parametrize(
    "change",
    [
        {"origin": "/e/甲.txt"}, {"meta": "x"}, {"state": "previous"}, {"repealed": date(2025, 1, 1)},
        {"succeeded_by": "乙"},
    ],
    ids=lambda change: next(iter(change)),
)  # fmt: skip
def test_what_does_not_leaves_it(change: dict[str, object]) -> None:
    assert HELD.stale(Inventory.of([replace(ENTRY, **change), OTHER], [])) == ()  # type: ignore[arg-type]


def test_what_is_not_wanted_is_stale_and_what_is_new_is_not_here() -> None:
    assert HELD.stale(Inventory.of([], [])) == ("甲", "乙")
    assert HELD.stale(Inventory.of([ENTRY, OTHER, replace(ENTRY, id="丙")], [])) == ()


@pytest.mark.parametrize(
    ("basis", "same"),
    [
        ([b"lexicon", b"encoder"], True),
        ([b"encoder", b"lexicon"], False),
        ([b"lexiconencoder"], False),
        ([b"lexiconen", b"coder"], False),
        ([b"lexicon"], False),
    ],
)
def test_the_basis_tells_its_parts_apart(basis: list[bytes], same: bool) -> None:
    assert (Inventory.of([], basis).basis == HELD.basis) is same


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    assert Inventory.load(tmp_path) is None
    HELD.save(tmp_path)
    loaded = Inventory.load(tmp_path)
    assert loaded == HELD
    assert loaded is not None
    assert list(loaded.documents) == ["甲", "乙"]


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"basis": "x"}', '{"basis": "x", "documents": 3}'])
def test_what_is_damaged_is_as_good_as_none(tmp_path: Path, text: str) -> None:
    HELD.save(tmp_path)
    (path,) = tmp_path.iterdir()
    path.write_text(text, encoding="utf-8")
    assert Inventory.load(tmp_path) is None
