"""Formulas on one line."""

from __future__ import annotations

import pytest
from word_elements import element

from ingest.read.docx.equations import formula


def t(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


def shape(kind: str, **parts: str) -> str:
    properties = parts.pop("pr", "")
    return (
        f"<m:{kind}>{properties}"
        + "".join(f"<m:{key}>{text}</m:{key}>" for key, text in parts.items())
        + f"</m:{kind}>"
    )


WRITTEN = {
    t("a+b"): "a+b",
    shape("f", num=t("1"), den=t("2")): "1/2",
    shape("f", num=t("a+b"), den=t("c")): "(a+b)/c",
    shape("sSup", e=t("m"), sup=t("2")): "m²",
    shape("sSup", e=t("e"), sup=t("xy")): "e^xy",
    shape("sSup", e=t("e"), sup=t("x+y")): "e^(x+y)",
    shape("sSub", e=t("x"), sub=t("1")): "x₁",
    shape("sSub", e=t("x"), sub=t("i")): "x_i",
    shape("sSubSup", e=t("x"), sub=t("1"), sup=t("2")): "x₁²",
    shape("rad", deg="", e=t("x+1")): "√(x+1)",
    shape("rad", deg=t("3"), e=t("x")): "³√(x)",
    shape("d", e=t("a")): "(a)",
    shape("d", pr='<m:dPr><m:begChr m:val="["/><m:endChr m:val=""/></m:dPr>', e=t("a")): "[a",
    shape("d", pr='<m:dPr><m:sepChr m:val=","/></m:dPr>', e=t("a")): "(a)",
    shape("nary", pr='<m:naryPr><m:chr m:val="∑"/></m:naryPr>', sub=t("1"), sup=t("n"), e=t("x")): "∑₁ⁿx",
    shape("nary", sub="", sup="", e=t("x")): "∫x",
    shape("f", num=shape("f", num=t("1"), den=t("2")), den=t("3")): "(1/2)/3",
    f"<w:del>{t('旧')}</w:del>{t('新')}": "新",
    "<m:r><m:rPr><m:sty/></m:rPr><m:t>x</m:t></m:r>": "x",
    shape("box", e=t("x")): "x",
    "": "",
}  # fmt: skip


@pytest.mark.parametrize(("markup", "text"), WRITTEN.items())
def test_written(markup: str, text: str) -> None:
    assert formula(element(f"<m:oMath>{markup}</m:oMath>")) == text


def test_several_inside_one_pair_of_brackets() -> None:
    assert (
        formula(element(f"<m:oMath><m:d><m:e>{t('a')}</m:e><m:e>{t('b')}</m:e></m:d></m:oMath>")) == "(a|b)"
    )


def test_no_formula_is_no_text() -> None:
    assert formula(None) == ""
