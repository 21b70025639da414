"""What a base holds: its documents with their validity on a day, and the files that did not become one."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assistant.context import SAMPLE_NOTICE, entry_json
from assistant.typeset import clean, wrap
from ingest.validity import validity_on

if TYPE_CHECKING:
    from kb.build_report import FileVerdict
    from kb.entry import Entry

_STATES = {"held": "", "previous": "旧版本", "removed": "已移除"}
_LEFT_OUT = ("REFUSED", "NEEDS_OCR", "UNSUPPORTED")


@dataclass(frozen=True, slots=True)
class Holdings:
    """`entries` are the documents, `verdicts` the latest verdict on the file of each by document id, and
    `left_out` those on the files that are no document. `day` is the one whose validity is told."""

    day: date
    entries: tuple[Entry, ...]
    verdicts: dict[str, FileVerdict]
    left_out: tuple[FileVerdict, ...]

    def as_json(self) -> dict[str, Any]:
        """As `wence documents --json` gives it."""
        return {
            "as_of": self.day.isoformat(),
            "documents": [
                {
                    **entry_json(entry),
                    "state": entry.state,
                    "validity": validity_on(entry, self.day).label,
                    "in_force": entry.in_force(self.day),
                    "succeeded_by": entry.succeeded_by,
                    "origin": entry.origin,
                    "sha256": entry.sha256,
                    **self._verdict(entry),
                }
                for entry in self.entries
            ],
            "files": [
                {"path": one.path, "verdict": one.outcome.value, "detail": one.detail}
                for one in self.left_out
            ],
        }

    def _verdict(self, entry: Entry) -> dict[str, str]:
        found = self.verdicts.get(entry.id)
        return {
            "verdict": found.outcome.value if found else "",
            "detail": found.detail if found else "",
        }


def holdings(data: Path, day: date, everything: bool = False) -> Holdings:
    """What the base in `data` holds on `day`; with `everything` older versions and removed documents too.
    WenceError when there is no base."""
    from kb.store import Store

    with closing(Store(data)) as store:
        entries = store.entries()
        shown = (*entries, *store.entries(removed=True)) if everything else entries
        verdicts = store.verdicts()
    kept = tuple(entry for entry in shown if everything or entry.state == "held")
    by_document = {one.document: one for one in verdicts if one.document}
    left_out = tuple(one for one in verdicts if one.outcome.name in _LEFT_OUT)
    return Holdings(day, kept, by_document, left_out)


def holdings_text(found: Holdings, columns: int) -> str:
    """The list for a terminal."""
    parts = [_entry(entry, found, columns) for entry in found.entries] or ["知识库里还没有文件。"]
    if found.left_out:
        lines = [
            wrap(f"{one.outcome.value}：{one.detail}", columns, f"· {clean(_short(one.path))}　", "  ")
            for one in found.left_out
        ]
        parts.append("\n".join([click.style("没有入库的文件", bold=True), *lines]))
    parts.append(click.style(f"共 {len(found.entries)} 份，效力按 {found.day.isoformat()} 注明", dim=True))
    return "\n\n".join(parts)


def _entry(entry: Entry, found: Holdings, columns: int) -> str:
    validity = validity_on(entry, found.day)
    marks = [
        _STATES[entry.state],
        validity.label if not validity.holds else "",
        SAMPLE_NOTICE if entry.authority == "sample" else "",
    ]
    told = "".join(f"（{mark}）" for mark in marks if mark)
    number = f"（{entry.number}）" if entry.number else ""
    dates = [
        f"{name} {day.isoformat()}"
        for name, day in (("发布", entry.issued), ("施行", entry.effective), ("失效", entry.repealed))
        if day
    ]
    verdict = found.verdicts.get(entry.id)
    lines = [
        click.style(wrap(f"《{entry.name}》{number}{told}", columns), bold=validity.holds),
        *_details([f"编号 {entry.id}", *dates], columns),
        *_details([f"来自 {_short(entry.origin)}", verdict.line if verdict else ""], columns),
    ]
    return "\n".join(lines)


def _details(parts: Sequence[str], columns: int) -> list[str]:
    return [click.style(wrap("　".join(clean(part) for part in parts if part), columns, "  "), dim=True)]


def _short(path: str) -> str:
    here = Path.cwd()
    return str(Path(path).relative_to(here)) if Path(path).is_relative_to(here) else path
