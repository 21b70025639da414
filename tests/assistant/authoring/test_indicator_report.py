"""Indicators as text, CSV, JSON and a chart."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from xml.etree import ElementTree

import pytest

from assistant.authoring.indicator_report import (
    indicator_json,
    indicators_csv,
    indicators_svg,
    indicators_text,
)
from ingest.document import ClauseId
from kb.facts import Indicator, Point
from kb.finding import Span

SVG = "{http://www.w3.org/2000/svg}"
ROW = Span("规划", ClauseId("规划", "b1.r1"), "人才总量", 0, 4)


def point(year: int, value: str, target: bool = False, source: str = "") -> Point:
    return Point(year, Decimal(value), f"{value}万人", target, None if source else ROW, source)


def indicator(*points: Point, name: str = "人才总量", scope: str = "市本级") -> Indicator:
    return Indicator(name, scope, "万人", points)


GROWING = indicator(point(2020, "10"), point(2023, "13", source="统计公报"), point(2025, "15", target=True))


def test_a_line_tells_values_target_entry_and_course() -> None:
    assert indicators_text([GROWING]) == (
        "人才总量（市本级）：2020年10万人，2023年（填报）13万人，2025年目标15万人　按进度"
    )
    assert indicators_text([indicator(point(2020, "10"), scope="")]).startswith("人才总量：2020年")
    assert "没有带年份的指标" in indicators_text([])


def test_the_csv_has_a_row_a_value_with_where_it_is_from() -> None:
    rows = list(csv.DictReader(io.StringIO(indicators_csv([GROWING]))))
    assert [(row["类别"], row["数值"], row["原文"], row["条款或来源"]) for row in rows] == [
        ("完成", "10", "10万人", "规划#b1.r1"),
        ("填报", "13", "13万人", "统计公报"),
        ("目标", "15", "15万人", "规划#b1.r1"),
    ]
    assert list(csv.DictReader(io.StringIO(indicators_csv([])))) == []


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "@SUM(A1)", "+1", "-1", "\t=1", "＝1"])
def test_no_cell_of_the_csv_is_a_formula(name: str) -> None:
    (row,) = csv.DictReader(io.StringIO(indicators_csv([indicator(point(2020, "10"), name=name)])))
    assert not row["指标"].startswith(("=", "@", "+", "-"))


def test_json_keeps_values_exact_and_names_clauses() -> None:
    told = json.loads(json.dumps(indicator_json(GROWING)))
    assert list(told) == ["name", "scope", "unit", "course", "points"]
    assert [(p["year"], p["value"], p["target"], p["clause_id"], p["source"]) for p in told["points"]] == [
        (2020, "10", False, "规划#b1.r1", ""),
        (2023, "13", False, None, "统计公报"),
        (2025, "15", True, "规划#b1.r1", ""),
    ]


def drawn(*found: Indicator) -> ElementTree.Element:
    return ElementTree.fromstring(indicators_svg(found))  # noqa: S314 - our own SVG


def test_the_chart_has_a_dot_a_value_and_a_dashed_way_to_the_target() -> None:
    chart = drawn(GROWING)
    assert len(chart.findall(f".//{SVG}circle")) == 3
    dashed = [line for line in chart.iter(f"{SVG}polyline") if line.get("stroke-dasharray")]
    assert len(dashed) == 1
    heights = [float(dot.get("cy", "")) for dot in chart.iter(f"{SVG}circle")]
    assert heights == sorted(heights, reverse=True), "more stands higher"


def test_a_target_of_a_year_whose_value_is_known_is_not_drawn() -> None:
    known = indicator(point(2015, "8"), point(2020, "9", target=True), point(2020, "10"))
    assert len(drawn(known).findall(f".//{SVG}circle")) == 2


@pytest.mark.parametrize(("count", "rows"), [(0, 1), (1, 1), (3, 1), (4, 2)])
def test_three_charts_stand_in_a_row(count: int, rows: int) -> None:
    assert drawn(*[GROWING] * count).get("height") == str(rows * 150)


def test_one_value_alone_is_no_chart_and_nought_divides_nothing() -> None:
    assert drawn(indicator(point(2020, "10"))).findall(f"{SVG}g") == []
    assert len(drawn(indicator(point(2020, "0"), point(2020, "0", target=True))).findall(f"{SVG}g")) <= 1
    assert len(drawn(indicator(point(2020, "0"), point(2021, "0"))).findall(f".//{SVG}circle")) == 2


def test_a_name_is_escaped() -> None:
    assert "<script>" in "".join(
        drawn(indicator(point(2020, "1"), point(2021, "2"), name="<script>")).itertext()
    )
