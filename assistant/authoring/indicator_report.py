"""The indicators of a plan as a table, as CSV, as JSON and as a chart that asks nobody for anything. Pure."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from html import escape
from typing import Any

from kb.facts import Indicator, Point

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_CHART = (300, 150)
_MARGIN = (16, 34, 14, 26)  # left, top, right, bottom
_COLUMNS = 3
_INK, _LINE, _AIM, _NOW = "#333", "#2b6cb0", "#c05621", "#2f855a"


def indicators_text(found: Sequence[Indicator]) -> str:
    """A line for each indicator: its values, its target, the last entered value and its course."""
    if not found:
        return "这份文件里没有带年份的指标表。"
    lines = []
    for one in found:
        scope = f"（{one.scope}）" if one.scope else ""
        told = "，".join(_said(point) for point in one.points)
        lines.append(f"{one.name}{scope}：{told}　{one.course}")
    return "\n".join(lines)


def _said(point: Point) -> str:
    what = "目标" if point.target else "（填报）" if point.place is None else ""
    return f"{point.year}年{what}{point.printed}"


def indicators_csv(found: Sequence[Indicator]) -> str:
    """One row a value: 指标, 范围, 单位, 年份, 类别, 数值, 原文, 条款或来源, 进度; a cell that a spreadsheet would
    take for a formula begins with '."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["指标", "范围", "单位", "年份", "类别", "数值", "原文", "条款或来源", "进度"])
    for one in found:
        for point in one.points:
            kind = "目标" if point.target else "填报" if point.place is None else "完成"
            where = str(point.place.clause) if point.place else point.source
            bare = point.printed.removesuffix(one.unit)
            told = (
                one.name,
                one.scope,
                one.unit,
                str(point.year),
                kind,
                bare,
                point.printed,
                where,
                one.course,
            )
            writer.writerow(map(_no_formula, told))
    return out.getvalue()


def _no_formula(cell: str) -> str:
    """A cell that a spreadsheet takes for words: what would begin a formula stands behind ' (OWASP, CSV Injection)."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def indicator_json(one: Indicator) -> dict[str, Any]:
    """One indicator with its points."""
    return {
        "name": one.name,
        "scope": one.scope,
        "unit": one.unit,
        "course": one.course,
        "points": [
            {
                "year": point.year,
                "value": str(point.value),
                "printed": point.printed,
                "target": point.target,
                "clause_id": str(point.place.clause) if point.place else None,
                "source": point.source,
            }
            for point in one.points
        ],
    }


# --- the chart ------------------------------------------------------------------------------------


def indicators_svg(found: Sequence[Indicator]) -> str:
    """Small charts side by side, each from 0: what was reached as a line, the target dashed, entered values as dots."""
    shown = [_drawn(one) for one in found if len(one.points) > 1]
    width, height = _CHART
    rows = -(-len(shown) // _COLUMNS)
    parts = [
        f'<g transform="translate({at % _COLUMNS * width},{at // _COLUMNS * height})">{_chart(one)}</g>'
        for at, one in enumerate(shown)
    ]
    size = f'width="{_COLUMNS * width}" height="{max(rows, 1) * height}"'
    font = "font-family=\"system-ui,'PingFang SC','Noto Sans CJK SC','Microsoft YaHei',sans-serif\" font-size=\"11\""
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} {font}><rect width="100%" height="100%" fill="#fff"/>{"".join(parts)}</svg>\n'


def _drawn(one: Indicator) -> Indicator:
    """Without the targets of years of which the value is known."""
    known = max((point.year for point in one.points if not point.target), default=0)
    return replace(one, points=tuple(p for p in one.points if not p.target or p.year > known))


def _chart(one: Indicator) -> str:
    scope = f"（{one.scope}）" if one.scope else ""
    name = f"{one.name}{scope}"
    size = 13 if len(name) <= 18 else 10
    title = f'<text x="{_MARGIN[0]}" y="18" font-size="{size}" fill="{_INK}">{escape(name)}</text>'
    reached = [point for point in one.points if not point.target]
    solid = _line(one, reached, _LINE, "")
    aims = [*reached[-1:], *([one.target] if one.target else [])]
    dashed = _line(one, aims, _AIM, ' stroke-dasharray="4 3"') if len(aims) > 1 else ""
    dots = "".join(_dot(one, point) for point in one.points)
    return f"{title}{solid}{dashed}{dots}"


def _at(one: Indicator, point: Point) -> tuple[float, float]:
    left, top, right, bottom = _MARGIN
    years = [p.year for p in one.points]
    high = max(p.value for p in one.points) or 1
    span = max(years) - min(years) or 1
    x = left + 20 + (point.year - min(years)) / span * (_CHART[0] - left - right - 60)
    y = _CHART[1] - bottom - float(point.value / high) * (_CHART[1] - top - bottom - 14)
    return round(x, 1), round(y, 1)


def _line(one: Indicator, points: Sequence[Point], colour: str, dash: str) -> str:
    path = " ".join(f"{x},{y}" for x, y in (_at(one, point) for point in points))
    return f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"{dash}/>'


def _dot(one: Indicator, point: Point) -> str:
    x, y = _at(one, point)
    colour = _AIM if point.target else _NOW if point.place is None else _LINE
    base = _CHART[1] - 10
    return (
        f'<circle cx="{x}" cy="{y}" r="3.5" fill="{colour}"/>'
        f'<text x="{x}" y="{y - 7}" text-anchor="middle" fill="{colour}">{escape(point.printed)}</text>'
        f'<text x="{x}" y="{base}" text-anchor="middle" fill="#666">{point.year}{"目标" if point.target else ""}</text>'
    )
