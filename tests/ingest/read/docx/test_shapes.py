"""What a drawing holds."""

from __future__ import annotations

import pytest
from docx_parts import p
from word_elements import element

from ingest.read.docx.parts.look import PAPER
from ingest.read.docx.shapes import Drawing

BOX = f"<w:txbxContent>{p('框')}</w:txbxContent>"


def drawing(inner: str) -> Drawing:
    return Drawing.of(element(f"<w:drawing>{inner}</w:drawing>"))


@pytest.mark.parametrize(
    ("inner", "fills"),
    [
        (f"<wps:wsp>{BOX}</wps:wsp>", [""]),
        (f'<wps:wsp><wps:spPr><a:solidFill><a:srgbClr val="c00000"/></a:solidFill></wps:spPr>{BOX}</wps:wsp>', ["C00000"]),
        (f'<wps:wsp><wps:spPr><a:solidFill><a:schemeClr val="accent1"/></a:solidFill></wps:spPr>{BOX}</wps:wsp>', ["?"]),
        (f"<wps:wsp><wps:spPr><a:gradFill/></wps:spPr>{BOX}</wps:wsp>", ["?"]),
        (f'<wps:wsp><wps:style><a:fillRef idx="1"/></wps:style>{BOX}</wps:wsp>', ["?"]),
        (f'<wps:wsp><wps:style><a:fillRef idx="0"/></wps:style>{BOX}</wps:wsp>', [""]),
        (f'<wps:wsp><wps:spPr><a:ln><a:solidFill><a:srgbClr val="FF0000"/></a:solidFill></a:ln></wps:spPr>{BOX}</wps:wsp>', [""]),
        (f"<wps:wsp><wps:spPr><a:gradFill/></wps:spPr>{BOX}</wps:wsp><wps:wsp>{BOX}</wps:wsp>", ["?", ""]),
        (f"<v:rect><v:textbox>{BOX}</v:textbox></v:rect>", [PAPER]),
        (f'<v:rect fillcolor="#FFF"><v:textbox>{BOX}</v:textbox></v:rect>', [PAPER]),
        (f'<v:rect fillcolor="red"><v:textbox>{BOX}</v:textbox></v:rect>', ["?"]),
        (f'<v:rect filled="f"><v:textbox>{BOX}</v:textbox></v:rect>', [""]),
    ],
)  # fmt: skip
def test_boxes_and_what_fills_them(inner: str, fills: list[str]) -> None:
    assert [fill for _, fill in drawing(inner).boxes] == fills


@pytest.mark.parametrize(
    ("inner", "words", "told"),
    [
        ('<v:shape><v:textpath string="甲市文件"/></v:shape>', ["甲市文件"], []),
        ("<a:p><a:r><a:t>流程</a:t></a:r></a:p>", ["流程"], []),
        ("<a:blip/>", [], ["pictures"]),
        ("<v:imagedata/><a:blip/>", [], ["pictures"]),
        ("<c:chart/><a:blip/>", [], ["object"]),
        ("<o:OLEObject/>", [], ["object"]),
        ("", [], []),
    ],
)
def test_words_and_what_is_none(inner: str, words: list[str], told: list[str]) -> None:
    found = drawing(inner)
    assert (found.words, found.told) == (words, told)


@pytest.mark.parametrize(
    ("inner", "hidden"),
    [
        ('<wp:docPr hidden="1"/>', True),
        ('<wp:docPr hidden="0"/>', False),
        ('<v:shape style="position:absolute;visibility: hidden"/>', True),
        ('<v:shape style="visibility:visible"/>', False),
    ],
)
def test_hidden(inner: str, hidden: bool) -> None:
    assert drawing(inner).hidden is hidden


def test_a_box_is_not_looked_into() -> None:
    found = drawing(
        f"<wps:wsp><w:txbxContent>{p('<w:r><w:drawing><a:blip/></w:drawing></w:r>')}</w:txbxContent></wps:wsp>"
    )
    assert (len(found.boxes), found.told) == (1, [])
