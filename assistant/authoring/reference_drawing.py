"""The graph of references between documents as SVG: what is held in a ring, what is only named beside it, dashed. Pure."""

from __future__ import annotations

import math
from collections import Counter
from html import escape

from kb.references import BROKEN, Graph

_SIZE, _RING, _OUTER = 760, 190, 320
_INK, _HELD, _NAMED, _BROKEN = "#333", "#2b6cb0", "#8a8a8a", "#c53030"
_FONT = "font-family=\"system-ui,'PingFang SC','Noto Sans CJK SC','Microsoft YaHei',sans-serif\""
_HALO = 'stroke="#fff" stroke-width="4" paint-order="stroke"'
_MOST = 24  # documents that are drawn; the others are counted
_LONG = 16  # characters of a title in a line


def graph_svg(graph: Graph) -> str:
    """Each document with its name, an arrow for each pair that cites with the number of references; broken references
    red, with their number; documents that are not held grey; how many are left out is told below."""
    counts: Counter[tuple[str, str]] = Counter()
    broken: Counter[str] = Counter()
    for one in graph.references:
        if one.status in BROKEN:
            broken[one.source.document] += 1
        for target in {target.document for target in one.targets} - {one.source.document}:
            counts[one.source.document, target] += 1
        if one.status == "external" and one.mention.kind == "title":
            counts[one.source.document, f"《{one.mention.name}》"] += 1
    ids = [document.id for document in graph.documents]
    names = [name for name in dict.fromkeys(target for _, target in counts) if name not in ids]
    held, named = ids[:_MOST], names[:_MOST]
    at = {**_around(held, _RING), **_around(named, _OUTER)}
    titles = {document.id: document.name for document in graph.documents}
    edges = "".join(_edge(at[a], at[b], n, b in held) for (a, b), n in counts.items() if a in at and b in at)
    nodes = "".join(_node(at[n], titles.get(n, n), n in held, broken[n]) for n in (*held, *named))
    arrow = (
        '<defs><marker id="to" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto">'
        f'<path d="M0 0L10 5L0 10z" fill="{_INK}"/></marker></defs>'
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-100 0 {_SIZE + 440} {_SIZE}" {_FONT} font-size="12">'
        f'<rect width="100%" height="100%" fill="#fff"/>{arrow}{edges}{nodes}{_left(len(ids), len(names))}</svg>\n'
    )


def _left(held: int, named: int) -> str:
    """How many documents of each sort are not drawn, in words; "" for none."""
    sorts = (("收录的文件", held - _MOST), ("只被引用的文件", named - _MOST))
    told = "，".join(f"{sort}{count}份" for sort, count in sorts if count > 0)
    return f'<text x="-90" y="{_SIZE - 10}" fill="{_INK}">没有画出：{told}</text>' if told else ""


def _around(names: list[str], radius: int) -> dict[str, tuple[float, float]]:
    middle = (_SIZE + 240) / 2, _SIZE / 2
    step = 2 * math.pi / max(len(names), 1)
    shift = 0.35 if radius == _OUTER else 0.0
    return {
        name: (
            round(middle[0] + 1.35 * radius * math.cos(shift + step * at - math.pi / 2), 1),
            round(middle[1] + radius * math.sin(shift + step * at - math.pi / 2), 1),
        )
        for at, name in enumerate(names)
    }


def _edge(a: tuple[float, float], b: tuple[float, float], count: int, held: bool) -> str:
    dash = "" if held else ' stroke-dasharray="5 4"'
    colour = _INK if held else _NAMED
    gap = 34 / (math.dist(a, b) or 1)
    end = (round(b[0] - (b[0] - a[0]) * gap, 1), round(b[1] - (b[1] - a[1]) * gap, 1))
    side = (b[1] - a[1], a[0] - b[0])
    bend = 18 / (math.dist(a, b) or 1)
    mid = (round((a[0] + b[0]) / 2 + side[0] * bend, 1), round((a[1] + b[1]) / 2 + side[1] * bend, 1))
    label = (
        f'<text x="{mid[0]}" y="{mid[1]}" fill="{colour}" {_HALO} text-anchor="middle">{count}</text>'
        if held
        else ""
    )
    return (
        f'<path d="M{a[0]} {a[1]}Q{mid[0]} {mid[1]} {end[0]} {end[1]}" fill="none" stroke="{colour}"{dash} '
        f'marker-end="url(#to)"/>{label}'
    )


def _node(at: tuple[float, float], title: str, held: bool, broken: int) -> str:
    lines = [title[i : i + _LONG] for i in range(0, min(len(title), 3 * _LONG), _LONG)]
    colour = _HELD if held else _NAMED
    words = "".join(
        f'<tspan x="{at[0]}" dy="{15 if row else 0}">{escape(line)}</tspan>' for row, line in enumerate(lines)
    )
    told = f'<tspan x="{at[0]}" dy="15" fill="{_BROKEN}">{broken} 处要看</tspan>' if broken else ""
    circle = f'<circle cx="{at[0]}" cy="{at[1]}" r="{10 if held else 5}" fill="{colour}"/>'
    return f'{circle}<text x="{at[0]}" y="{at[1] + 26}" text-anchor="middle" fill="{colour}" {_HALO}>{words}{told}</text>'
