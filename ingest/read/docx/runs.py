"""The runs of one paragraph → its pieces: fields, symbols, notes, and what nobody can see."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from ingest.line import Line
from ingest.read.docx.blocks import Block, Field, RunPiece
from ingest.read.docx.content import content, letters
from ingest.read.docx.equations import formula
from ingest.read.docx.lines import lines_of
from ingest.read.docx.parts.docx_file import Book
from ingest.read.docx.parts.look import Look, is_bold, is_struck, is_unseen, look_of, with_character_style
from ingest.read.docx.parts.markup import Element, attribute, child, is_on, name, value_of
from ingest.read.docx.parts.styles import ParagraphStyle
from ingest.read.docx.shapes import Drawing
from ingest.read.docx.symbols import UNKNOWN, enclosed, symbol
from ingest.read.grid import joined
from ingest.read.raised import raised

_PLAIN = {
    "w:tab": "\t", "w:ptab": "\t", "w:cr": "\n", "w:noBreakHyphen": "-", "w:softHyphen": "",
}  # fmt: skip
_PLACES = {"superscript": "sup", "subscript": "sub"}
_SPACE = re.compile(r"[\t\n\r\f]+")
_PRIVATE = re.compile("[\uf020-\uf0ff]")
_OVERLAY = re.compile(r"\\o\\a[cd]\s*\(([^()]*|\\s\\up[^()]*\([^()]*\))[,，;；]([^()]*)\)", re.IGNORECASE)
_CIRCLE = re.compile("[○◯〇]")
# Fields that print nothing: marks for an index, a table of contents, a value kept for later.
_SILENT = frozenset(("XE", "TC", "TA", "RD", "SET", "ASK", "ADVANCE", "PRIVATE", "TOC", "INDEX"))


@dataclass(slots=True)
class Runs:
    """Reads the runs of one paragraph of `style` on `ground`. `fields` are those open where it begins and,
    afterwards, where it ends: a field may span paragraphs. `nested` reads a text inside it (a note, a text box) on a
    ground of that colour."""

    book: Book
    fields: list[Field]
    style: ParagraphStyle
    ground: str
    nested: Callable[[Element, str], list[Block]]
    pieces: list[RunPiece] = field(default_factory=list)
    _out: str = ""  # why the text before this was left out, "" where it was not

    def walk(self, parent: Element) -> None:
        """Everything inline in `parent`."""
        for one in content(parent, self.book.told):
            found = name(one)
            if found == "w:r":
                self._run(one)
            elif found == "w:fldSimple":
                self._simple(one)
            elif found in ("m:oMath", "m:oMathPara"):
                self._add(formula(one), self.style.look)
            elif found == "w:subDoc":
                self.book.told.add("foreign")

    def _run(self, run: Element) -> None:
        properties = child(run, "w:rPr")
        look = self.style.look
        if properties is not None:
            look = with_character_style(
                look, self.book.styles.character(value_of(properties, "w:rStyle"))
            ) | look_of(properties)
        for one in content(run, self.book.told):
            found = name(one)
            if found == "w:t":
                self._text(one, look, properties)
            elif found in _PLAIN:
                self._add(_PLAIN[found], look)
            elif found == "w:br":
                self._add("\f" if attribute(one, "type") in ("page", "column") else "\n", look)
            elif found == "w:sym":
                self._symbol(symbol(attribute(one, "font"), attribute(one, "char")), look)
            else:
                self._other(one, found, look)

    def _other(self, one: Element, found: str, look: Look) -> None:
        if found == "w:fldChar":
            self._field(one, look)
        elif found == "w:instrText":
            if self.fields and not self.fields[-1].result:
                self.fields[-1].code += one.text or ""
        elif found in ("w:footnoteReference", "w:endnoteReference"):
            self._note(one, look)
        elif found in ("w:drawing", "w:pict", "w:object"):
            self._drawing(one, look)
        elif found == "w:ruby":
            base = child(one, "w:rubyBase")
            if base is not None:
                self.walk(base)
        elif found in ("m:oMath", "m:oMathPara"):
            self._add(formula(one), look)

    def _text(self, one: Element, look: Look, properties: Element | None) -> None:
        text = _SPACE.sub(" ", one.text or "")
        if _PRIVATE.search(text):
            fonts = child(properties, "w:rFonts")
            font = attribute(fonts, "ascii") if fonts is not None else ""
            text = _PRIVATE.sub(lambda match: symbol(font, f"{ord(match[0]):X}"), text)
            if UNKNOWN in text:
                self.book.told.add("unknown", text)
        self._add(text, look)

    def _symbol(self, text: str, look: Look) -> None:
        if text == UNKNOWN:
            self.book.told.add("unknown")
        self._add(text, look)

    def _add(self, text: str, look: Look) -> None:
        if not text:
            return
        out = "unseen" if is_unseen(look, self.ground) else "struck" if is_struck(look) else ""
        if out and text.strip():
            self.book.told.add(out, text, joins=self._out == out)
        if out:
            self._out = out
            return
        self._out = self._out if not text.strip() else ""
        text = raised(text, _PLACES.get(look.get("raised", ""), ""))
        self.pieces.append(RunPiece(text, is_bold(look), self._place()))

    def _place(self) -> tuple[tuple[Field, bool], ...]:
        return tuple((field, field.result) for field in self.fields)

    def _simple(self, one: Element) -> None:
        opened = Field(attribute(one, "instr"), result=True)
        before = len(self.pieces)
        self.fields.append(opened)
        self.walk(one)
        self.fields.remove(opened)
        opened.closed = True
        if len(self.pieces) == before and opened.kind not in _SILENT:
            self._computed(opened, self.style.look)

    def _field(self, one: Element, look: Look) -> None:
        kind = attribute(one, "fldCharType")
        if kind == "begin":
            box = child(child(one, "w:ffData"), "w:checkBox")
            if box is not None:
                state = child(box, "w:checked")
                checked = is_on(state if state is not None else child(box, "w:default"))
                self._add("☑" if checked else "□", look)
            self.fields.append(Field(code="XE" if box is not None else ""))
        elif kind == "separate" and self.fields:
            self.fields[-1].result = True
        elif kind == "end" and self.fields:
            ended = self.fields.pop()
            ended.closed = True
            if not ended.result and ended.kind not in _SILENT:
                self._computed(ended, look)

    def _computed(self, ended: Field, look: Look) -> None:
        """A field that keeps no result: what Word draws for it, where that can be told from its instruction."""
        overlay = _OVERLAY.search(ended.code) if ended.kind == "EQ" else None
        if overlay:
            circled = _CIRCLE.fullmatch(overlay[1].strip())
            self._add(enclosed(overlay[2].strip()) if circled else overlay[2].strip(), look)
        elif all(field.result for field in self.fields) and ended.kind:
            self.book.told.add("undefined", ended.code)

    def _note(self, one: Element, look: Look) -> None:
        if is_unseen(look, self.ground) or is_struck(look):
            return
        mark, note = self.book.take_note(one)
        if mark:
            self._add(mark, {**look, "raised": ""})
        if note is None:
            return
        texts = [_flat(line) for line in lines_of(self.nested(note, self.book.paper), self.book.told)]
        if text := joined(texts):
            self.pieces.append(RunPiece("", note=Line(f"{mark} {text}".strip(), note=True)))

    def _drawing(self, one: Element, look: Look) -> None:
        drawing = Drawing.of(one)
        if drawing.hidden or is_unseen({**look, "color": ""}, self.ground):
            if text := letters(one):
                self.book.told.add("unseen", text)
            return
        for kind in drawing.told:
            self.book.told.add(kind)
        for text in drawing.words:
            self._add(text, {})
        for box, fill in drawing.boxes:
            self.pieces.append(RunPiece("", box=tuple(self.nested(box, fill or self.ground))))


def _flat(line: Line) -> str:
    return line.text or joined([cell.text for cell in line.grid])
