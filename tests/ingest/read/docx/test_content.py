"""The children of an element once revisions are accepted and wrappers opened."""

from __future__ import annotations

import pytest
from docx_parts import p, r
from word_elements import element, parent_of

from ingest.read.docx.content import content, letters
from ingest.read.docx.parts.markup import name
from ingest.read.docx.parts.noted import Notices


def read(markup: str) -> tuple[list[str], Notices]:
    told = Notices()
    return [f"{name(one)} {letters(one)}".strip() for one in content(parent_of(markup), told)], told


DELETED = "<w:r><w:delText>旧</w:delText></w:r>"


@pytest.mark.parametrize(
    ("markup", "wanted", "counts"),
    [
        (r("甲") + r("乙"), ["w:r 甲", "w:r 乙"], {}),
        (f"<w:ins>{r('新')}</w:ins>{r('乙')}", ["w:r 新", "w:r 乙"], {"inserted": 1}),
        (f"<w:del>{DELETED}</w:del>{r('乙')}", ["w:r 乙"], {"deleted": 1}),
        (f"<w:moveTo>{r('甲')}</w:moveTo><w:moveFrom>{r('甲')}</w:moveFrom>", ["w:r 甲"], {"moved": 1}),
        (f"<w:ins><w:del>{DELETED}</w:del>{r('新')}</w:ins>", ["w:r 新"], {"inserted": 1, "deleted": 1}),
        (f"<w:hyperlink>{r('甲')}<w:smartTag>{r('乙')}</w:smartTag></w:hyperlink>{r('丙')}", ["w:r 甲", "w:r 乙", "w:r 丙"], {}),
        (f"<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>{p('甲')}</w:sdtContent></w:sdt>", ["w:p 甲"], {}),
        ("<w:sdt/>", [], {}),
        (
            f"<mc:AlternateContent><mc:Choice Requires='wps'>{r('新')}</mc:Choice><mc:Fallback>{r('旧')}</mc:Fallback></mc:AlternateContent>",
            ["w:r 新"], {},
        ),
        ("", [], {}),
    ],
)  # fmt: skip
def test_what_is_there(markup: str, wanted: list[str], counts: dict[str, int]) -> None:
    found, told = read(markup)
    assert found == wanted
    assert told.counts == counts


def test_the_words_of_a_revision_are_its_evidence() -> None:
    _, told = read(f"<w:ins>{r('新')}{r('的')}</w:ins><w:del>{DELETED}</w:del>")
    assert told.evidence == {"inserted": ["新的"], "deleted": ["旧"]}


def test_letters_are_of_all_kinds_and_not_too_many() -> None:
    assert (
        letters(element(f"<w:p>{DELETED}{r('新')}<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath></w:p>"))
        == "旧新x"
    )
    assert len(letters(element(p(*["长" * 150] * 10)))) < 500
