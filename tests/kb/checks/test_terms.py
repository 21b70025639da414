"""Terms: short names, abbreviations and names of bodies that do not agree with themselves."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.parse import parse
from kb.checks.terms import latin, short_names, variants
from kb.finding import Check, CheckFinding, Shelf


def told(check: Check, body: str) -> list[CheckFinding]:
    text = f"临江市示范办法\n\n第一条 {body}\n"
    return list(check(parse(text.encode(), "草案.txt").document, Shelf((), date(2026, 1, 1))))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("市人力资源和社会保障局（以下简称市人社局）负责。", [("term_unused", "市人社局")]),
        ("市人力资源和社会保障局（以下简称“市人社局”）负责。市人社局公示。", []),
        ("由市人社局受理。市人力资源和社会保障局（以下统称市人社局）负责。市人社局公示。", [("term_early", "市人社局")]),
        # a short name that is an everyday word may stand before it
        ("规划先行。临江市人才发展规划（以下简称规划）实施。规划公布。", []),
        # a piece of the whole name, or of one with a place before it, is no use of the short one
        ("组建人才协调委员会（以下简称协调委员会）。协调委员会负责。", []),
        ("临江市人社局受理。临江市人社局（以下简称市人社局）负责。市人社局公示。", []),
    ],
)  # fmt: skip
def test_short_names(body: str, expected: list[tuple[str, str]]) -> None:
    found = told(short_names, body)
    assert [one.check for one in found] == [name for name, _ in expected]
    for one, (_, short) in zip(found, expected, strict=True):
        assert one.severity == "hint"
        assert f"“{short}”" in one.message


def test_an_early_use_is_told_with_where_it_is_introduced() -> None:
    (only,) = told(
        short_names, "由市人社局受理。市人力资源和社会保障局（以下简称市人社局）负责。市人社局公示。"
    )
    assert [place.quote for place in only.places] == ["市人社局", "（以下简称市人社局）"]
    assert only.places[0].start < only.places[1].start


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("推进PTC建设。PTC先行。", ["PTC"]),  # once
        ("推进PTC和QRS建设。", ["PTC", "QRS"]),
        ("推进产教联合体（PTC）建设，PTC先行。", []),
        ("推进PTC（产教联合体）建设。", []),
        ("GDP增长，使用APP和AI。", []),  # everybody knows them
        ("持有ABC类证书。", []),
        ("型号PTC9和9PTC。", []),
        ("A类人才。", []),
    ],
)
def test_abbreviations_that_nothing_explains(body: str, words: list[str]) -> None:
    found = told(latin, body)
    assert [one.places[0].quote for one in found] == words
    assert {one.check for one in found} <= {"term_latin"}


@pytest.mark.parametrize(
    ("body", "pair"),
    [
        (
            "依托江南大学科技学院建设，支持江南大学科学技术学院发展。",
            ("江南大学科技学院", "江南大学科学技术学院"),
        ),
        ("由市人民医院和临江市人民医院承担。", None),  # a place before it
        ("由临江第一人民医院和临江市第一人民医院承担。", None),
        ("第一届评审委员会和第一届评审专家组。", None),
        ("依托江南大学科技学院，支持江北大学科学技术学院。", None),  # they begin otherwise
        ("依托江南大学科技学院，再依托江南大学科技学院。", None),
    ],
)
def test_two_ways_of_writing_a_body(body: str, pair: tuple[str, str] | None) -> None:
    found = told(variants, body)
    assert [tuple(place.quote for place in one.places) for one in found] == ([pair] if pair else [])
    for one in found:
        assert (one.check, one.severity) == ("term_variants", "warning")
