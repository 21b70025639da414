"""A comparison of two versions as JSON, as text for a terminal, and as one page side by side."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from assistant.template import filled
from assistant.typeset import wrap
from ingest.document import Document
from kb.change import ClauseChange, Comparison, Edit

KIND_NAMES = {
    "changed": "修改", "moved_changed": "移动并修改", "added": "新增", "deleted": "删除", "moved": "移动",
    "renumbered": "仅序号变化",
}  # fmt: skip


def comparison_json(found: Comparison) -> dict[str, Any]:
    """{"old":{id,title},"new":…,"summary":{substance,figures,form,renumbered,unchanged},"changes":[{kind,old,new,
    old_label,new_label,old_text,new_text,substance,form,subject,columns,figures:[{old,new,what,column}],
    edits:[{old,new,form}]}]}; changes of figures first, then of substance, of form, renumberings."""
    return {
        "old": {"id": found.old.id, "title": found.old.name},
        "new": {"id": found.new.id, "title": found.new.name},
        "summary": {
            "substance": len(found.substantial),
            "figures": sum(bool(change.figures) for change in found.substantial),
            "form": len(found.formal),
            "renumbered": len(found.renumbered),
            "unchanged": found.unchanged,
        },
        "changes": [_json(change) for change in (*found.substantial, *found.formal, *found.renumbered)],
    }


def _json(change: ClauseChange) -> dict[str, Any]:
    ids = {"old": str(change.old) if change.old else None, "new": str(change.new) if change.new else None}
    labels = {
        "old_label": change.old.label if change.old else "",
        "new_label": change.new.label if change.new else "",
    }
    return asdict(change) | ids | labels


def summary(found: Comparison) -> str:
    """The one line that tells how much changed."""
    figures = sum(bool(change.figures) for change in found.substantial)
    return (
        f"实质改动 {len(found.substantial)} 处（其中涉及数字 {figures} 处）；仅形式不同 {len(found.formal)} 处；"
        f"仅序号变化 {len(found.renumbered)} 处；未变 {found.unchanged} 处"
    )


def comparison_text(found: Comparison, columns: int) -> str:
    """A comparison for a terminal: summary, figures, then each change with [-旧-]{+新+}."""
    parts = [wrap(f"{_version(found.old)} → {_version(found.new)}", columns), wrap(summary(found), columns)]
    parts += [wrap(line, columns, "数字　") for line in _figure_lines(found)]
    for change in (*found.substantial, *found.formal):
        parts.append(wrap(_heading(change), columns) + "\n" + wrap(_marked(change), columns, "    "))
    if found.renumbered:
        parts.append(wrap("、".join(map(_place, found.renumbered)), columns, "【仅序号变化】"))
    return "\n\n".join(parts)


def _version(document: Document) -> str:
    """A version as its reader tells it from the other: by 文号, else by the day it takes effect or was issued."""
    begins = document.effective or document.issued
    mark = document.number or (begins.isoformat() if begins else document.source)
    return f"《{document.name}》（{mark}）"


def _figure_lines(found: Comparison) -> list[str]:
    return [
        f"{_place(change)}{'　' + one.column if one.column else ''}：{one.old or '（无）'} → {one.new or '（无）'}（{one.what}）"
        for change in found.substantial
        for one in change.figures
    ]


def _place(change: ClauseChange) -> str:
    labels = [one.label for one in (change.old, change.new) if one]
    shown = labels[0] if len(set(labels)) == 1 else " → ".join(labels)
    return f"{shown}（{change.subject}）" if change.subject else shown


def _heading(change: ClauseChange) -> str:
    form = f"，{change.form}" if change.form else ""
    columns = f"，列：{'、'.join(change.columns)}" if change.columns else ""
    return f"【{KIND_NAMES[change.kind]}{form}】{_place(change)}{columns}"


def _marked(change: ClauseChange) -> str:
    if not change.edits:
        return (change.new_text or change.old_text).replace("\t", "  ")
    return "".join(_mark(edit) for edit in change.edits).replace("\t", "  ")


def _mark(edit: Edit) -> str:
    if edit.same:
        return edit.old
    return (f"[-{edit.old}-]" if edit.old else "") + (f"{{+{edit.new}+}}" if edit.new else "")


def comparison_html(found: Comparison) -> str:
    """One page that asks nobody for anything; all text of the documents is escaped."""
    return filled(
        __file__,
        found=found,
        figures=_figure_lines(found),
        summary=summary,
        version=_version,
        heading=_heading,
        place=_place,
    )
