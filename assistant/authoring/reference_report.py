"""References as text for a terminal and as JSON. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from assistant.typeset import wrap
from ingest.document import ClauseId, Document
from kb.references import KINDS, STATUSES, Graph, Reference

SHOWN = 20


def reference_json(reference: Reference) -> dict[str, Any]:
    """One reference: where it stands, how it is written, what it names."""
    mention = reference.mention
    return {
        "source": str(reference.source),
        "label": reference.source.label,
        "text": mention.text,
        "kind": mention.kind,
        "start": mention.start,
        "end": mention.end,
        "status": reference.status,
        "targets": [str(target) for target in reference.targets],
        "note": reference.note,
    }


def references_text(found: Sequence[Reference], names: Mapping[str, str], columns: int) -> str:
    """A line for each reference under the document it stands in, then how many of each status. `names` are the titles
    of the documents held, by id."""
    lines: list[str] = []
    document = ""
    for one in found:
        if one.source.document != document:
            document = one.source.document
            lines.append(f"《{names.get(document, document)}》")
        lines.append(wrap(line_of(one, names), columns, "　"))
    counts = Counter(one.status for one in found)
    told = "，".join(f"{STATUSES[status]} {counts[status]}" for status in STATUSES if counts[status])
    lines.append(f"共 {len(found)} 处引用：{told}。" if found else "没有找到引用。")
    return "\n".join(lines)


def line_of(reference: Reference, names: Mapping[str, str]) -> str:
    """第十一条第二款　“表2”（表） → 表2; what is not resolved with its status and why."""
    mention = reference.mention
    targets = "、".join(_target(target, reference.source.document, names) for target in reference.targets)
    joined = targets.replace("、", "至") if reference.status == "range" else targets
    meant = f" → {joined}" if joined else ""
    note = f"　〔{STATUSES[reference.status]}〕{reference.note}" if reference.note else ""
    return f"{reference.source.label}　「{mention.text}」（{KINDS[mention.kind]}）{meant}{note}"


def _target(target: ClauseId, source: str, names: Mapping[str, str]) -> str:
    own = target.document == source
    label = target.label if target.path else "本文件" if own else ""
    return label if own else f"《{names.get(target.document, target.document)}》{label}"


def both_ways_text(graph: Graph, clause: ClauseId, columns: int) -> str:
    """What a clause cites, and what cites it, each under its heading; "" where neither is."""
    names = names_of(graph.documents)
    blocks = []
    for title, found in (("引用", graph.citing(clause)), ("被引用", graph.cited_by(clause))):
        if found:
            lines = [
                f"{title}（{len(found)}处）",
                *(wrap(_from(one, clause, names), columns, "　") for one in found[:SHOWN]),
            ]
            if len(found) > SHOWN:
                lines.append(f"　……其余 {len(found) - SHOWN} 处见 wence refs")
            blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def both_ways_json(graph: Graph, clause: ClauseId) -> dict[str, Any]:
    """The same as JSON: cites and cited_by."""
    return {
        "cites": [reference_json(one) for one in graph.citing(clause)],
        "cited_by": [reference_json(one) for one in graph.cited_by(clause)],
    }


def told_lines(graph: Graph, clause: ClauseId, found: Sequence[Reference]) -> tuple[str, ...]:
    """A line for each reference from or to a clause, those in another document with its title."""
    names = names_of(graph.documents)
    return tuple(_from(one, clause, names) for one in found)


def _from(reference: Reference, clause: ClauseId, names: Mapping[str, str]) -> str:
    told = line_of(reference, names)
    other = reference.source.document
    return told if other == clause.document else f"《{names.get(other, other)}》{told}"


def names_of(documents: Sequence[Document]) -> dict[str, str]:
    """The titles of documents by id."""
    return {document.id: document.name for document in documents}
