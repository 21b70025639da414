"""The pages of a PDF, one after the other: what is seen on each, the paragraphs and tables they make together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ingest.limits import SCAN_STAGE
from ingest.line import Line
from ingest.problems import OcrNeeded, Problem
from ingest.read.outcome import ReadOutcome, Tell
from ingest.read.pdf.flow import measured, paragraphs
from ingest.read.pdf.glyph import Glyph, holds, unified
from ingest.read.pdf.leaf import Leaf, leaf
from ingest.read.pdf.ruled_tables import CONTINUED, Ruled, goes_on, ruled, united
from ingest.read.pdf.running import running
from ingest.read.pdf.scan import is_scan, recognised
from ingest.read.pdf.sight import REASONS, is_layer, seen
from ingest.read.pdf.text_rows import TextRow, columned
from ingest.read.pdf.unlocking import broken, check_size, layers_off, opened
from ingest.read.recognition import INSTALL, available

READ = "读取页面"
_DOUBTFUL = 0.8  # mean score of a page below which it is worth a warning
_EVIDENCE = 80

Piece = TextRow | Ruled


@dataclass(slots=True)
class _PageNotices:
    """What has to be said of the pages, by what it is: page numbers, and the words it is about."""

    unread: list[int] = field(default_factory=list)
    scans: list[int] = field(default_factory=list)
    layers: list[int] = field(default_factory=list)
    doubtful: list[int] = field(default_factory=list)
    turned: dict[int, str] = field(default_factory=dict)
    busy: list[int] = field(default_factory=list)
    unseen: dict[str, dict[int, str]] = field(default_factory=dict)
    artefacts: int = 0


def read_pdf(data: bytes, tell: Tell) -> ReadOutcome:
    """The lines of a PDF with the page that each begins on. Pages that are scans are recognised where the
    extra is installed (`Line.confidence`). ReadError when it has a password, is damaged or holds no page
    that can be read; OcrNeeded when all its pages are scans and nothing here recognises them."""
    pdf, pages, used = opened(data)
    told = _PageNotices()
    leaves = list(_leaves(pdf, pages, used, told, tell))
    if pages and len(told.scans) == len(pages):
        raise OcrNeeded(f"需要OCR：{len(pages)} 页全是扫描的图片，请运行 {INSTALL} 安装文字识别后重新入库。")
    parts = [list(_parts(page)) for page in leaves]
    rows = [[piece for piece in part if isinstance(piece, TextRow)] for part in parts]
    heads, words = running(rows, [page.height for page in leaves])
    flow = _joined([piece for part in parts for piece in part if piece not in heads])
    return ReadOutcome(tuple(_lines(flow)), tuple(_findings(told, words)))


def _leaves(pdf: Any, pages: Sequence[Any], used: bytes, told: _PageNotices, tell: Tell) -> Iterator[Leaf]:
    """What is seen on each page, with the glyphs of a recogniser where the page is a picture."""
    off, pdfium = layers_off(pdf), _pdfium(used)
    for number, page in enumerate(pages, 1):
        tell(READ, number, len(pages))
        try:
            check_size(page)
            found = seen(leaf(pdf, page, number, off), pdfium)
            if is_scan(found, pdfium):
                found = _recognised(found, pdfium, told, tell, len(pages))
        except broken():
            told.unread.append(number)
            continue
        if found.busy:
            told.busy.append(number)
        yield replace(found, glyphs=tuple(_visible(found, told)))


def _pdfium(data: bytes) -> Any:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(data)
    except broken():
        return None


def _recognised(page: Leaf, pdfium: Any, told: _PageNotices, tell: Tell, total: int) -> Leaf:
    if available() and pdfium is not None:
        tell(SCAN_STAGE, page.number, total)
        found = recognised(page, pdfium)
        sures = [glyph.sure for glyph in found.glyphs if glyph.sure is not None]
        if sures and sum(sures) / len(sures) < _DOUBTFUL:
            told.doubtful.append(page.number)
        return found
    if is_layer(page):
        told.layers.append(page.number)
        return replace(
            page, glyphs=tuple(replace(g, unseen="") if g.unseen == "mode" else g for g in page.glyphs)
        )
    told.scans.append(page.number)
    return page


def _visible(page: Leaf, told: _PageNotices) -> Iterator[Glyph]:
    """The glyphs that are read; of the others what they are is noted."""
    for glyph in page.glyphs:
        if glyph.unseen:
            by_page = told.unseen.setdefault(glyph.unseen, {})
            by_page[page.number] = by_page.get(page.number, "") + glyph.text
        elif glyph.turn:
            told.turned[page.number] = told.turned.get(page.number, "") + glyph.text
        else:
            plain = unified(glyph.text)
            told.artefacts += plain != glyph.text
            yield glyph if plain == glyph.text else replace(glyph, text=plain)


def _parts(page: Leaf) -> Iterator[Piece]:
    """The rows and tables of a page in reading order."""
    tables = [one for cells in page.grids if (one := ruled(cells, page.glyphs, page.number))]
    rest = [g for g in page.glyphs if not any(holds(table.box, g) for table in tables)]
    for table in sorted(tables, key=lambda one: one.box[1]):
        above = [glyph for glyph in rest if glyph.base <= table.box[1]]
        yield from columned(above, page.number)
        yield table
        rest = [glyph for glyph in rest if glyph.base > table.box[1]]
    yield from columned(rest, page.number)


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    """A table that goes on over a page break as one."""
    out: list[Piece] = []
    ends = 0  # the page on which the last table of `out` ends
    for piece in pieces:
        if isinstance(piece, Ruled):
            before = (
                out[-2:]
                if out and isinstance(out[-1], TextRow) and CONTINUED.fullmatch(out[-1].text)
                else out[-1:]
            )
            upper = before[0] if before else None
            if isinstance(upper, Ruled) and piece.page == ends + 1 and goes_on(upper, piece):
                del out[-len(before) :]
                piece, ends = united(upper, piece), piece.page
            else:
                ends = piece.page
        out.append(piece)
    return out


def _lines(flow: Sequence[Piece]) -> Iterator[Line]:
    print_ = measured([piece for piece in flow if isinstance(piece, TextRow)])
    waiting: list[TextRow] = []
    for piece in flow:
        if isinstance(piece, TextRow):
            waiting.append(piece)
            continue
        yield from paragraphs(waiting, print_)
        waiting.clear()
        yield from piece.lines
    yield from paragraphs(waiting, print_)


# What is said of pages, by the field of _PageNotices that lists them.
_OF_PAGES = (
    ("unread", "pages_unreadable", "error", "读不出来，其余各页已读取"),
    ("scans", "pages_need_ocr", "error", f"是扫描的图片，没有读取，请运行 {INSTALL} 安装文字识别后重新入库"),
    (
        "layers",
        "recognition_layer",
        "warning",
        "是扫描件，文字来自文件自带的识别层，没有核对过，请与原件核对",
    ),
    ("doubtful", "recognition_doubtful", "warning", "识别的把握不大，请与原件核对"),
    ("busy", "tables_not_sought", "warning", "线条太多，没有按表格读取，请核对"),
)


def _findings(told: _PageNotices, heads: Sequence[str]) -> Iterator[Problem]:
    for name, check, severity, said in _OF_PAGES:
        if numbers := getattr(told, name):
            yield _finding(check, severity, f"{_pages(numbers)}{said}")
    for reason, by_page in told.unseen.items():
        message = f"有读者看不见的文字（{REASONS[reason]}），没有收入正文"
        yield from _left_out("invisible_text", "warning", message, by_page)
    yield from _left_out("turned_text", "hint", "有斜排或侧排的文字（如水印），没有收入正文", told.turned)
    if told.artefacts:
        message = f"{told.artefacts} 个字在文件里写作部首或兼容字形，已换成通常的字"
        yield _finding("glyph_artefacts", "hint", message)
    if heads:
        yield _finding("running_heads", "hint", f"去除了 {len(heads)} 种页眉页脚", "；".join(heads))


def _left_out(check: str, severity: str, said: str, by_page: Mapping[int, str]) -> Iterator[Problem]:
    words = "".join(by_page.values()).strip()
    if words:
        yield _finding(check, severity, f"{_pages(list(by_page))}{said}", words)


def _finding(check: str, severity: str, message: str, evidence: str = "") -> Problem:
    return Problem(check, severity, "", message, evidence[:_EVIDENCE])


def _pages(numbers: Sequence[int]) -> str:
    shown = "、".join(str(number) for number in numbers[:8])
    return f"第{shown}页" + (f"等 {len(numbers)} 页" if len(numbers) > 8 else "")
