"""PDF files: what is seen is read, in reading order; what nobody can see is not."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest

from ingest.line import Line
from ingest.parse import parse
from ingest.problems import OcrNeeded, ReadError
from ingest.read import read
from ingest.read.outcome import ReadOutcome

FONT = "STSong-Light"
WIDE, HIGH = 595, 842


def drawn(*pages: Callable[[Any], None], **options: Any) -> bytes:
    """A PDF of A4 pages, each drawn by a function of its canvas."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(WIDE, HIGH), **options)
    for page in pages:
        canvas.setFont(FONT, 12)
        page(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def prose(*rows: str, x: float = 72, y: float = 760, step: float = 20) -> Callable[[Any], None]:
    """Rows one below the other; a leading full-width space is an indent."""

    def page(canvas: Any) -> None:
        for at, row in enumerate(rows):
            bare = row.lstrip("\u3000")
            canvas.drawString(x + 12 * (len(row) - len(bare)), y - at * step, bare)

    return page


def texts(reading: ReadOutcome) -> list[str]:
    return [line.text for line in reading.lines]


def checks(reading: ReadOutcome) -> set[str]:
    return {finding.check for finding in reading.findings}


FULL = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地玄黄宇宙洪荒日月盈昃"  # a full row
ABOUT = ("人才落户", "住房补贴", "子女入学", "配偶就业")


def test_a_row_that_begins_with_an_article_number_is_no_heading() -> None:
    rows = (
        "　　第二条　符合条件的人才，可以依照本办法的规定申请住房补贴，其标准按照本办法",
        "第三条规定的标准执行，每人每年最高不超过八万元，具体办法由人力资源社会保障",
        "局另行制定。",
        "　　第三条　补贴标准为八万元。",
    )
    document = parse(drawn(prose(*rows)), "办法.pdf").document
    articles = [clause for clause in document.clauses if clause.level == "article"]
    assert [clause.id.path for clause in articles] == ["t2", "t3"]
    assert "第三条规定的标准执行" in articles[0].text


def test_a_number_broken_over_rows_is_one_number() -> None:
    rows = (f"　　{FULL[:-3]}12", "3.5万元。", f"　　{FULL[:30]}")
    assert "123.5万元" in texts(read(drawn(prose(*rows)), ".pdf"))[0]


def test_a_line_left_short_by_what_cannot_be_parted_goes_on() -> None:
    rows = (
        f"　　{FULL[:25]}（慈发改",
        f"〔2021〕25号）{FULL[:26]}",
        f"{FULL[:9]}。",
        f"　　{FULL[:29]}",
        f"称“以上”“以下”包括本数，{FULL[:20]}",
        f"{FULL[:9]}。",
        f"　　{FULL[:32]}",
    )
    read_texts = texts(read(drawn(prose(*rows)), ".pdf"))
    assert [text[:3] for text in read_texts] == [FULL[:3]] * 3
    assert "（慈发改〔2021〕25号）" in read_texts[0]
    assert "称“以上”" in read_texts[1]


def test_a_page_of_nothing_but_indented_lines_has_the_margin_of_the_others() -> None:
    plain = [f"　　{FULL[:30]}", f"{FULL[:32]}", f"{FULL[:9]}。"] * 4
    listed = [f"　　（{n}）{FULL[:26]}。" for n in "一二三四"] + ["　　四、享受待遇情况"]
    listed += [f"　　（{n}）{FULL[:9]}。" for n in "一二三四"]
    read_texts = texts(read(drawn(prose(*plain), prose(*listed)), ".pdf"))
    assert "四、享受待遇情况" in read_texts


def test_a_paragraph_goes_on_over_the_page() -> None:
    first = prose(*(f"　　{FULL[:-2]}",), *(FULL for _ in range(2)), y=120)
    second = prose("然后结束。", "　　另一段。")
    reading = read(drawn(first, second), ".pdf")
    assert texts(reading)[0].endswith("然后结束。")
    assert [line.page for line in reading.lines] == [1, 2]


def test_running_heads_and_page_numbers_are_no_text() -> None:
    def page(number: int) -> Callable[[Any], None]:
        def draw(canvas: Any) -> None:
            canvas.drawString(72, 810, "慈溪市人民政府公报")
            canvas.drawCentredString(WIDE / 2, 30, f"— {number} —")
            prose(f"　　{ABOUT[number - 1]}的条件和标准由人力资源社会保障部门另行制定。")(canvas)

        return draw

    reading = read(drawn(*(page(number) for number in range(1, 5))), ".pdf")
    assert not any("公报" in text or "—" in text for text in texts(reading))
    assert len(reading.lines) == 4
    assert "running_heads" in checks(reading)


def test_columns_are_read_one_after_the_other() -> None:
    left = [f"左栏第{at}行的文字写满这一栏啊" for at in "一二三四五六七八九十"]
    right = [f"右栏第{at}行的文字写满这一栏啊" for at in "一二三四五六七八九十"]

    def page(canvas: Any) -> None:
        prose(*left)(canvas)
        prose(*right, x=320)(canvas)

    whole = "".join(texts(read(drawn(page), ".pdf")))
    assert whole.index("左栏第十行") < whole.index("右栏第一行")


def white(canvas: Any) -> None:
    canvas.setFillColorRGB(1, 1, 1)
    canvas.drawString(72, 600, "白色的九十万元")


def outside(canvas: Any) -> None:
    canvas.drawString(72, -40, "页外的九十万元")


def tiny(canvas: Any) -> None:
    canvas.setFont(FONT, 1)
    canvas.drawString(72, 600, "极小的九十万元")


def transparent(canvas: Any) -> None:
    text = canvas.beginText(72, 600)
    text.setTextRenderMode(3)
    text.textOut("透明的九十万元")
    canvas.drawText(text)


@pytest.mark.parametrize("hidden", [white, outside, tiny, transparent], ids=lambda one: one.__name__)
def test_what_nobody_can_see_is_not_read_and_that_is_said(hidden: Callable[[Any], None]) -> None:
    def page(canvas: Any) -> None:
        prose("　　第一条　补贴标准为八万元。")(canvas)
        hidden(canvas)

    reading = read(drawn(page), ".pdf")
    assert texts(reading) == ["第一条　补贴标准为八万元。"] or texts(reading) == ["第一条 补贴标准为八万元。"]
    (found,) = [finding for finding in reading.findings if finding.check == "invisible_text"]
    assert found.severity == "warning" and "九十万元" in found.evidence


def test_a_table_over_two_pages_is_one_table() -> None:
    from formats import pdf

    from ingest.line import GridCell

    rows = [("类别", "标准"), *((f"第{at}类人才", f"{at}万元") for at in range(1, 80))]
    grid = tuple(GridCell(text, at, column) for at, row in enumerate(rows) for column, text in enumerate(row))
    reading = read(pdf([Line("表1 补贴标准", centered=True), Line("", grid=grid)]), ".pdf")
    (table,) = [line for line in reading.lines if line.grid]
    assert {(cell.row, cell.column): cell.text for cell in table.grid} == {
        (at, column): text for at, row in enumerate(rows) for column, text in enumerate(row)
    }


def test_a_password() -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption

    page = prose("　　第一条　补贴标准为八万元。")
    opens = read(drawn(page, encrypt=StandardEncryption("", ownerPassword="x")), ".pdf")
    assert "八万元" in texts(opens)[0]
    with pytest.raises(ReadError, match="密码"):
        read(drawn(page, encrypt=StandardEncryption("secret")), ".pdf")


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.95])
def test_a_broken_file_reads_or_is_refused(cut: float) -> None:
    data = drawn(prose("　　第一条　补贴标准为八万元。"))
    try:
        assert "八万元" in texts(read(data[: int(len(data) * cut)], ".pdf"))[0]
    except ReadError as error:
        assert str(error).endswith("。")


def scanned(*rows: str) -> bytes:
    """A PDF whose page is a picture of those rows."""
    import pypdfium2
    from reportlab.lib.utils import ImageReader

    source = drawn(prose(*rows, step=30))
    picture = pypdfium2.PdfDocument(source)[0].render(scale=200 / 72).to_pil()
    return drawn(lambda canvas: canvas.drawImage(ImageReader(picture), 0, 0, WIDE, HIGH))


def test_a_scan_without_the_recogniser_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WENCE_OCR", "0")
    with pytest.raises(OcrNeeded, match=r'^需要OCR：.*pip install "wence\[ocr\]"'):
        read(scanned("第一条　补贴标准为八万元。"), ".pdf")


def test_a_scan_is_recognised_and_says_how_sure_that_is() -> None:
    pytest.importorskip("rapidocr")
    pytest.importorskip("onnxruntime")
    rows = (
        "　　第一条　为了支持人才在慈溪安居，制定本办法。",
        "　　第二条　硕士研究生给予一次性购房补贴15万元。",
    )
    parsed = parse(scanned(*rows), "扫描.pdf")
    text = "".join(parsed.document.text.split())
    truth = "".join("".join(rows).split())
    common = sum(char in text for char in truth)
    assert common >= 0.95 * len(truth)
    assert "15万元" in text
    clause = parsed.document.clause("t2")
    sure = parsed.document.confidence(clause.start, clause.end)
    assert sure is not None and 0.8 < sure <= 1
    assert parsed.document.page(clause.start) == 1
