"""Set the sample documents as the files that are shipped: `python tests/samples/typeset.py`, after a source has changed.

The sources beside this file are Markdown. One is shipped as it is, one as .docx, one as .pdf (LibreOffice prints the
.docx), so that three readers stand in the main path; tests/ingest/test_samples.py holds each file to its source."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SOURCES = Path(__file__).parent
SHIPPED = SOURCES.parents[1] / "policies" / "sample"
SHIPPED_AS = {
    "上林英才.md": "上林英才认定与支持实施办法（示例）.docx",
    "人才住房.md": "人才住房保障办法（示例）.pdf",
    "人才落户与家庭服务.md": "人才落户与家庭服务办法（示例）.md",
}
POINTS = {".docx": 16, ".pdf": 14}  # 三号 and 四号 (GB/T 9704-2012 asks for 三号)
LEADING = 1.6
SONG, HEI = "Noto Serif CJK SC", "Noto Sans CJK SC"
MARGINS = (3.7, 3.5, 2.8, 2.6)  # cm: top, bottom, left, right, after GB/T 9704-2012


@dataclass(frozen=True, slots=True)
class Block:
    """A line of a source, or the rows of a table. `kind`: title, chapter, annex, caption, centred, table, text, signed."""

    kind: str
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


def blocks(source: str) -> Iterator[Block]:
    """The blocks of a Markdown source in order."""
    lines = [line.strip() for line in source.splitlines()]
    rows: list[tuple[str, ...]] = []
    for place, line in enumerate([*lines, ""]):
        if line.startswith("|"):
            rows.append(tuple(cell.strip() for cell in line.strip("|").split("|")))
            continue
        if rows:
            yield Block("table", rows=tuple(row for row in rows if set("".join(row)) - set("-: ")))
            rows = []
        if line:
            yield Block(_kind(line, rest=lines[place + 1 :]), line.lstrip("# "))


def _kind(line: str, rest: Iterable[str]) -> str:
    if line.startswith("# "):
        return "title"
    bare = line.lstrip("# ")
    if bare.startswith("附件") and bare[2:3].isdigit():
        return "annex"
    if bare.startswith("第") and "章 " in bare[:5]:
        return "chapter"
    if bare.startswith("表") and bare.split()[0][1:].isdigit():
        return "caption"
    if bare.startswith(("（示例文件", "慈示例〔")):
        return "centred"
    return "signed" if sum(map(bool, rest)) < 2 else "text"


def set_docx(source: str, path: Path, points: float) -> None:
    """Write the source as a .docx with running text of `points`."""
    from docx import Document
    from docx.shared import Cm

    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    for side, width in zip(("top", "bottom", "left", "right"), MARGINS, strict=True):
        setattr(section, f"{side}_margin", Cm(width))
    _font(document.styles["Normal"], SONG, points)
    _page_number(section.footer.paragraphs[0])
    for block in blocks(source):
        if block.kind == "table":
            _table(document, block.rows, points)
        else:
            _paragraph(document, block, points)
    document.core_properties.title = ""
    document.core_properties.author = "上林问策示例编写组"
    document.save(str(path))


def _font(style: Any, name: str, points: float) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt

    style.font.name, style.font.size = name, Pt(points)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)


def _paragraph(document: Any, block: Block, points: float) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    paragraph = document.add_paragraph()
    shape = paragraph.paragraph_format
    shape.line_spacing, shape.space_after = Pt(points * LEADING), Pt(0)
    run = paragraph.add_run(block.text)
    if block.kind in ("title", "chapter", "annex", "caption", "centred"):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        shape.keep_with_next = True
    elif block.kind == "signed":
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    else:
        shape.first_line_indent = Pt(points * 2)
    if block.kind in ("title", "chapter", "annex"):
        _font(run, HEI, points + (6 if block.kind == "title" else 0))
        shape.space_before = shape.space_after = Pt(points / 2)
        shape.page_break_before = block.kind == "annex"


def _table(document: Any, rows: tuple[tuple[str, ...], ...], points: float) -> None:
    from docx.enum.table import WD_TABLE_ALIGNMENT
    from docx.shared import Pt

    table = document.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            paragraph = cell.paragraphs[0]
            _font(paragraph.add_run(text), SONG, points - 3)
            paragraph.paragraph_format.space_after = Pt(2)


def _page_number(paragraph: Any) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


def set_pdf(source: str, path: Path, points: float) -> None:
    """Print the source as a .pdf. FileNotFoundError where there is no LibreOffice."""
    with tempfile.TemporaryDirectory() as folder:
        word = Path(folder) / f"{path.stem}.docx"
        set_docx(source, word, points)
        office = shutil.which("soffice")
        if not office:
            raise FileNotFoundError("LibreOffice is not installed")
        subprocess.run(
            [office, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
            + ["--outdir", folder, str(word)],
            check=True,
            capture_output=True,
        )
        shutil.copyfile(word.with_suffix(".pdf"), path)


def main() -> None:
    """Set every source."""
    SHIPPED.mkdir(parents=True, exist_ok=True)
    for name, shipped in SHIPPED_AS.items():
        source, path = (SOURCES / name).read_text(encoding="utf-8"), SHIPPED / shipped
        if path.suffix == ".md":
            path.write_text(source, encoding="utf-8")
        else:
            {".docx": set_docx, ".pdf": set_pdf}[path.suffix](source, path, POINTS[path.suffix])
        print(path, file=sys.stderr)


if __name__ == "__main__":
    main()
