"""A `meta.yaml` read, and what it changes in the documents of its folder."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from ingest.document import Document
from ingest.head.file_meta import FileMeta, Meta
from ingest.head.term import ValidityTerm, read_term
from ingest.line import Line
from ingest.problems import Problem
from ingest.script.periods import first_day_out

NAME = "meta.yaml"


def load_meta(path: Path) -> Meta:
    """The `meta.yaml` at `path`. UsageError, in one Chinese sentence with the line, when it cannot be read,
    is no plain YAML (aliases and deep nesting are refused), has a key that is not known, a day that does
    not exist, an end before the beginning, or names a file that its folder does not hold."""
    from ingest.head.metafile import (
        entries,  # here: it takes pydantic, which those who only parse do not need
    )

    names = sorted(one.name for one in path.parent.iterdir() if one.is_file()) if path.parent.is_dir() else []
    return Meta(path, entries(path, tuple(name for name in names if name != path.name)))


_LABELS = {
    "title": "标题",
    "number": "文号",
    "issued": "成文日期",
    "effective": "生效日期",
    "repealed": "失效日期",
}
_PLAIN = (
    "title",
    "number",
    "issuer",
    "issued",
    "effective",
    "replaces",
    "replaced_by",
    "status",
    "authority",
)


def apply(meta: FileMeta, document: Document) -> tuple[Document, tuple[Problem, ...]]:
    """The document with what `meta` says in place of what its text says, and a Problem for each disagreement:
    `validity_conflict` (effect and end) and `header_conflict` (标题, 文号, 成文日期), with both values and the
    words of the text. 有效期 counts from the day of effect, else of issue; a document with neither is a
    Problem `term_without_begin` (error) and keeps its end. The id stays the one the file's own text gives."""
    told: dict[str, Any] = {name: value for name in _PLAIN if (value := getattr(meta, name))}
    begins = meta.effective or document.effective or document.issued
    if ends := meta.repealed or (first_day_out(begins, meta.term) if meta.term and begins else None):
        told["repealed"] = ends
    changed = replace(document, **{**_recounted(document, meta), **told})
    lost = (_without_begin(meta),) if meta.term and not begins else ()
    differing = (name for name in _LABELS if told.get(name) and _differs(document, name, told[name]))
    return changed, (
        *lost,
        *(_conflict(document, name, told[name]) for name in differing),
        *_turned(meta, changed),
    )


def remaining(findings: tuple[Problem, ...], document: Document) -> tuple[Problem, ...]:
    """`findings` of the text alone without those that `document`, as meta.yaml left it, has settled."""
    return tuple(one for one in findings if not (one.check == "end_unknown" and document.repealed))


def _differs(document: Document, name: str, value: str | date) -> bool:
    said = getattr(document, name)
    return bool(said) and said != value


def _conflict(document: Document, name: str, value: str | date) -> Problem:
    said = getattr(document, name)
    validity = name in ("effective", "repealed")
    return Problem(
        "validity_conflict" if validity else "header_conflict",
        "warning",
        "",
        f"{NAME} 写的{_LABELS[name]}是{value}，正文是{said}，已按 {NAME} 处理，请核对。",
        _words(document, name) if validity else str(said),
    )


def _words(document: Document, name: str) -> str:
    """The sentence of the text that `document`'s effect or end was read from, "" where a label gave it."""
    term = _term(document, document.issued, None)
    return term.effect_words if name == "effective" else term.end_words


def _term(document: Document, issued: date | None, begins: date | None) -> ValidityTerm:
    lines = [Line(text) for text in document.text.split("\n")]
    return read_term(lines, issued, (document.title, document.carried), begins)


def _recounted(document: Document, meta: FileMeta) -> dict[str, date]:
    """What the text counts from the day of issue (自公布之日起) or of effect (有效期三年), counted from the day
    that `meta` gives."""
    if not (meta.issued or meta.effective):
        return {}
    before = _term(document, document.issued, None)
    after = _term(document, meta.issued or document.issued, meta.effective)
    return {
        name: day
        for name in ("effective", "repealed")
        if (day := getattr(after, name)) and getattr(before, name) == getattr(document, name) != day
    }


def _without_begin(meta: FileMeta) -> Problem:
    message = f"{NAME} 给“{meta.name}”写了有效期，但没有生效日期，正文里也没有，算不出到期日，请补写“生效”。"
    return Problem("term_without_begin", "error", "", message)


def _turned(meta: FileMeta, document: Document) -> tuple[Problem, ...]:
    begins, ends = document.effective, document.repealed
    if not begins or not ends or begins < ends or not (meta.effective or meta.repealed):
        return ()
    message = f"失效日期{ends}不晚于生效日期{begins}，文件在任何一天都不会有效，请核对 {NAME} 和正文。"
    return (Problem("validity_conflict", "warning", "", message),)
