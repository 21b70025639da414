"""One text of a Word file (the body, a text box, a note) → its blocks, with numbers counted on the way."""

from __future__ import annotations

from dataclasses import dataclass, field

from ingest.read.docx.blocks import Block, DocxTable, Field, Paragraph, RunPiece, TableCell
from ingest.read.docx.content import content, letters
from ingest.read.docx.parts.docx_file import Book
from ingest.read.docx.parts.look import fill_of, is_unseen, look_of
from ingest.read.docx.parts.markup import Element, child, is_on, name, number_in, value_of
from ingest.read.docx.parts.styles import ParagraphStyle, outline
from ingest.read.docx.runs import Runs

_WIDEST = 64  # columns: Word has no more


@dataclass(slots=True)
class Story:
    """Reads one text on a ground of that colour. Its open fields and a paragraph whose mark is deleted go on
    in the next paragraph."""

    book: Book
    ground: str
    fields: list[Field] = field(default_factory=list)
    carried: Paragraph | None = None

    def blocks(self, parent: Element, ground: str = "") -> list[Block]:
        """The paragraphs and tables in `parent`."""
        out: list[Block] = []
        ground = ground or self.ground
        for one in content(parent, self.book.told):
            found = name(one)
            if found == "w:p":
                self._paragraph(one, ground, out)
            elif found == "w:tbl":
                self._flush(out)
                out.append(self._table(one, ground))
            elif found in ("w:altChunk", "w:subDoc"):
                self.book.told.add("foreign")
        self._flush(out)
        return out

    def _nested(self, parent: Element, ground: str) -> list[Block]:
        return Story(self.book, ground).blocks(parent)

    def _flush(self, out: list[Block]) -> None:
        if self.carried and self.carried.pieces:
            out.append(self.carried)
        self.carried = None

    def _paragraph(self, one: Element, ground: str, out: list[Block]) -> None:
        properties = child(one, "w:pPr")
        mark = child(properties, "w:rPr")
        style = self.book.styles.paragraph(value_of(properties, "w:pStyle"))
        fill = fill_of(child(properties, "w:shd")) or style.fill
        runs = Runs(self.book, self.fields, style, fill or ground, self._nested)
        runs.walk(one)
        pieces = [*self.carried.pieces, *runs.pieces] if self.carried else runs.pieces
        paragraph = _dressed(properties, style, pieces)
        if self._is_joined(one, mark, style):
            self.carried = paragraph if pieces else self.carried
            return
        self.carried = None
        paragraph.number = self._number(properties, mark, style, fill or ground)
        out.append(paragraph)

    def _is_joined(self, one: Element, mark: Element | None, style: ParagraphStyle) -> bool:
        """Whether the paragraph's mark is deleted or hidden: its text then runs on into the next."""
        deleted = child(mark, "w:del") is not None or child(mark, "w:moveFrom") is not None
        told = self.book.told
        if child(mark, "w:del") is not None and not any(name(run) == "w:del" for run in one):
            told.add("deleted", "¶")
        elif child(mark, "w:ins") is not None and not any(name(run) == "w:ins" for run in one):
            told.add("inserted", "¶")
        return deleted or bool((style.look | look_of(mark)).get("vanish"))

    def _number(
        self, properties: Element | None, mark: Element | None, style: ParagraphStyle, ground: str
    ) -> str:
        own = child(properties, "w:numPr")
        own_number, own_level = value_of(own, "w:numId"), value_of(own, "w:ilvl")
        one = self.book.numbering.list(own_number or style.number)
        if one is None:
            return ""
        linked = {level.linked: at for at, level in reversed(one.levels.items()) if level.linked}
        by_style = next((linked[id] for id in style.ids if id in linked), number_in(style.level))
        at = number_in(own_level) if own_level or own_number else by_style
        number = self.book.counters.next(one, at)
        look = style.look | look_of(mark) | (one.levels[at].look if at in one.levels else {})
        if number and is_unseen(look, ground):
            self.book.told.add("unseen", number)
            return ""
        return number

    def _table(self, table: Element, ground: str) -> DocxTable:
        properties = child(table, "w:tblPr")
        fill = fill_of(child(properties, "w:shd"))
        if not fill and self.book.styles.shades(value_of(properties, "w:tblStyle")):
            fill = "?"
        rows = []
        for one in content(table, self.book.told):
            if name(one) == "w:tr" and self._is_there(one):
                rows.append(self._row(one, fill or ground))
        return DocxTable(rows)

    def _is_there(self, row: Element) -> bool:
        """Whether a row is there once revisions are accepted, and can be seen."""
        properties = child(row, "w:trPr")
        told = self.book.told
        if child(properties, "w:del") is not None:
            told.add("deleted", letters(row))
            return False
        if is_on(child(properties, "w:hidden")):
            told.add("unseen", letters(row))
            return False
        if child(properties, "w:ins") is not None:
            told.add("inserted", letters(row))
        return True

    def _row(self, row: Element, ground: str) -> list[TableCell]:
        before = min(number_in(value_of(row, "w:trPr/w:gridBefore")), _WIDEST)
        out = [TableCell([], before)] if before > 0 else []
        for one in content(row, self.book.told):
            if name(one) != "w:tc":
                continue
            properties = child(one, "w:tcPr")
            if child(properties, "w:cellDel") is not None:
                self.book.told.add("deleted", letters(one))
                continue
            blocks = self.blocks(one, fill_of(child(properties, "w:shd")) or ground)
            if value_of(properties, "w:hMerge") == "continue" and out:
                out[-1].colspan += 1
                continue
            merge = child(properties, "w:vMerge")
            kind = "" if merge is None else value_of(properties, "w:vMerge") or "continue"
            span = min(max(number_in(value_of(properties, "w:gridSpan"), 1), 1), _WIDEST)
            out.append(TableCell(blocks, span, kind))
        return out


def _dressed(properties: Element | None, style: ParagraphStyle, pieces: list[RunPiece]) -> Paragraph:
    stated = outline(properties)
    return Paragraph(
        pieces=pieces,
        heading=style.heading if stated is None else stated,
        title=style.title,
        contents=style.contents,
        align=value_of(properties, "w:jc") or style.align,
    )
