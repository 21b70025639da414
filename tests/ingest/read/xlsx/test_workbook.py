"""An .xlsx package opened under limits."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx_parts import zipped
from openpyxl import Workbook

from ingest.problems import ReadError
from ingest.read.xlsx import workbook
from ingest.read.xlsx.workbook import Opened, open_workbook


def saved(*rows: tuple[object, ...], merge: str = "") -> bytes:
    book, out = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    if merge:
        book.active.merge_cells(merge)
    book.save(out)
    return out.getvalue()


def changed(data: bytes, part: str, old: str, new: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        files = {name: source.read(name) for name in source.namelist()}
    assert old.encode() in files[part]
    return zipped(files | {part: files[part].replace(old.encode(), new.encode())})


SHEET = "xl/worksheets/sheet1.xml"
PLAIN = saved(("类别", "标准"), ("A", 5))


def values(opened: Opened) -> list[list[object]]:
    return [[cell.value for cell in row] for row in opened.book.worksheets[0].iter_rows()]


def test_values_and_merges() -> None:
    data = saved(("类别", "标准"), ("A", 5), merge="A1:B2")
    for ref in ("A1:B2", "B2:A1"):
        assert open_workbook(changed(data, SHEET, "A1:B2", ref)).sheets["Sheet"].merges == [(1, 1, 2, 2)]
    opened = open_workbook(data)
    assert values(opened)[0][0] == "类别"
    assert (opened.drawings, opened.drawn) == (False, ())


def test_hidden_columns_are_kept() -> None:
    columns = '<cols><col min="2" max="3" width="0" customWidth="1"/></cols><sheetData>'
    sheet = open_workbook(changed(PLAIN, SHEET, "<sheetData>", columns)).book.worksheets[0]
    assert [(one.min, one.max, one.width) for one in sheet.column_dimensions.values()] == [(2, 3, 0)]


def test_a_formula_without_a_result_is_named() -> None:
    opened = open_workbook(saved(("合计", "=1+2"), ("A", 5)))
    assert opened.sheets["Sheet"].uncached == ["B1"]
    assert values(opened) == [["合计", None], ["A", 5]]


def test_a_formula_with_a_result_has_its_value() -> None:
    data = changed(saved(("合计", "=1+2")), SHEET, "<f>1+2</f><v></v>", "<f>1+2</f><v>3</v>")
    opened = open_workbook(data)
    assert (values(opened), opened.sheets["Sheet"].uncached) == ([["合计", 3]], [])


def test_what_is_drawn_is_told_and_not_followed() -> None:
    drawing = '<x><xdr:sp xmlns:xdr="a"/><a:t>流程</a:t><a:t xml:space="preserve">说明</a:t></x>'
    with zipfile.ZipFile(io.BytesIO(PLAIN)) as source:
        files = {name: source.read(name) for name in source.namelist()}
    opened = open_workbook(zipped(files | {"xl/drawings/drawing1.xml": drawing.encode()}))
    assert (opened.drawings, opened.drawn) == (True, ("流程", "说明"))
    assert values(opened)[1] == ["A", 5]


def test_formatting_alone_is_no_cell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "CELLS", 4)
    empty = "".join(f'<row r="{at}"><c r="A{at}" s="1"/></row>' for at in range(3, 2_000))
    opened = open_workbook(changed(PLAIN, SHEET, "</sheetData>", f"{empty}</sheetData>"))
    assert opened.book.worksheets[0].max_row == 2


@pytest.mark.parametrize(
    ("limit", "data", "said"),
    [
        ("CELLS", PLAIN, "单元格超过 0 个"),
        ("MERGES", saved(("甲", "乙"), merge="A1:B1"), "合并单元格超过 0 处"),
    ],
)
def test_limits(monkeypatch: pytest.MonkeyPatch, limit: str, data: bytes, said: str) -> None:
    open_workbook(data)
    monkeypatch.setattr(workbook, limit, 0)
    with pytest.raises(ReadError, match=said):
        open_workbook(data)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "打不开"),
        (zipped({"a": "b"}), "表格文件已损坏"),
        (changed(PLAIN, SHEET, "<sheetData>", '<!DOCTYPE x [<!ENTITY a "b">]><sheetData>'), "恶意文件"),
        (changed(PLAIN, "xl/workbook.xml", "<sheets>", "<she"), "表格文件已损坏"),
    ],
)
def test_what_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(ReadError, match=said):
        open_workbook(data)


def coded(part: str, code: str, head: str = "") -> bytes:
    """PLAIN with one part declaring an entity, written in another code."""
    with zipfile.ZipFile(io.BytesIO(PLAIN)) as source:
        files: dict[str, str | bytes] = {name: source.read(name) for name in source.namelist()}
    files[part] = f'{head}<!DOCTYPE x SYSTEM "file:///nowhere"><x/>'.encode(code)
    return zipped(files)


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/sharedStrings.xml", "[Content_Types].xml"])
@pytest.mark.parametrize(
    ("code", "head"),
    [
        ("utf-8", ""),
        ("utf-16", ""),
        ("utf-16-le", ""),
        ("utf-16-be", ""),
        ("utf-32-be", ""),
        ("utf-32-le", ""),
        ("cp037", '<?xml version="1.0" encoding="cp037"?>'),
        ("utf-8", '<?xml version="1.0" encoding="utf-7"?>'),
    ],
)
def test_a_declaration_is_found_in_whatever_code(part: str, code: str, head: str) -> None:
    with pytest.raises(ReadError, match="恶意文件"):
        open_workbook(coded(part, code, head))


def test_a_code_that_hides_declarations_is_refused() -> None:
    with zipfile.ZipFile(io.BytesIO(PLAIN)) as source:
        files: dict[str, str | bytes] = {name: source.read(name) for name in source.namelist()}
    files[SHEET] = '<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE x+AD4APA-x/+AD4-'
    with pytest.raises(ReadError, match="恶意文件"):
        open_workbook(zipped(files))


@pytest.mark.parametrize("code", ["UTF-8", "utf-8", "utf8"])
def test_the_code_of_an_office_program_is_read(code: str) -> None:
    declared = f'<?xml version="1.0" encoding="{code}" standalone="yes"?><worksheet '
    assert values(open_workbook(changed(PLAIN, SHEET, "<worksheet ", declared)))[1] == ["A", 5]
