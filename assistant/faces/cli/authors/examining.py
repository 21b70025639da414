"""`wence check FILE…`: drafts examined beside what is held; nothing of them is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.faces.cli.opening import open_base
from assistant.faces.cli.writing import tell, write
from assistant.typeset import terminal_width
from ingest.problems import UsageError, WenceError

if TYPE_CHECKING:
    from ingest.document import Document
    from kb.checks import Examined, Silence


@dataclass(frozen=True, slots=True)
class Wish:
    """How findings are wanted: which checks, hints too, as JSON, and the files to write."""

    only: frozenset[str]
    hints: bool
    as_json: bool
    html: str | None
    docx: str | None


def check_files(files: Sequence[str], data: Path, day: date, ignore: Path | None, wish: Wish) -> int:
    """Examine the files, or without any the documents held; write what was found. The exit code: 0, 1 with errors
    found, 2 when a file could not be read; the others are examined all the same."""
    from assistant.authoring.findings import examined_html, examined_json, examined_text
    from kb.checks import examine
    from kb.finding import Shelf

    if not files and not data.is_dir():
        raise UsageError(f"请写要检查的文件；要检查整个知识库，先运行 wence build（找不到“{data}”）。")
    held, silences = _beside(data, ignore)
    shelf = Shelf(held, day)
    drafts, unread = _drafts(files) if files else ([(one.source, one) for one in held], [])
    found = [(name, examine(document, shelf, silences, wish.only)) for name, document in drafts]
    for problem in unread:
        click.echo(problem, err=True)
    tell(
        wish.as_json,
        lambda: {"files": [examined_json(one, name) for name, one in found], "unread": unread},
        lambda: "\n\n".join(examined_text(one, terminal_width(), wish.hints) for _, one in found),
    )
    if wish.html:
        write(wish.html, examined_html(found).encode())
    if wish.docx:
        _comment(files, found, wish)
    if unread:
        return 2
    return int(any(finding.severity == "error" for _, one in found for finding in one.findings.shown))


def names_of(written: str | None) -> frozenset[str]:
    """The checks named in --only. UsageError with the names there are."""
    from kb.checks import NAMES

    titles = {title: name for name, title in NAMES.items()}
    wanted = [part.strip() for part in (written or "").replace("，", ",").split(",") if part.strip()]
    unknown = [part for part in wanted if part not in NAMES and part not in titles]
    if unknown:
        raise UsageError(
            f"没有“{unknown[0]}”这种检查，可用的有：{'、'.join(f'{n}（{t}）' for n, t in NAMES.items())}。"
        )
    return frozenset(titles.get(part, part) for part in wanted)


def _beside(data: Path, ignore: Path | None) -> tuple[tuple[Document, ...], tuple[Silence, ...]]:
    from kb.checks import IGNORE, read_silences

    if not data.is_dir():
        return (), read_silences(ignore) if ignore else ()
    with open_base(data) as base:
        return base.documents(), read_silences(ignore or base.policies / IGNORE)


def _drafts(files: Sequence[str]) -> tuple[list[tuple[str, Document]], list[str]]:
    from ingest.sandbox import parse_guarded

    read: list[tuple[str, Document]] = []
    unread: list[str] = []
    for name in files:
        try:
            if not Path(name).is_file():
                raise UsageError(f"找不到文件“{name}”，请检查路径。")
            read.append((name, parse_guarded(Path(name)).document))
        except WenceError as error:
            unread.append(f"{error}")
    return read, unread


def _comment(files: Sequence[str], found: Sequence[tuple[str, Examined]], wish: Wish) -> None:
    from assistant.authoring.comments import commented

    if len(files) != 1 or not files[0].lower().endswith(".docx"):
        raise UsageError("--docx 要恰好一个 .docx 文件，批注写在它的副本里。")
    for name, one in found:
        shown = [f for f in one.findings.shown if wish.hints or f.severity != "hint"]
        data, lost = commented(Path(name).read_bytes(), one.document, shown)
        write(str(wish.docx), data)
        if lost:
            click.echo(f"有 {lost} 处没有在 Word 里找到位置，批注写在开头。", err=True)
