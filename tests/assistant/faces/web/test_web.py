"""The page: its HTML is escaped; in a browser, a question leads to its clause, and to no other host."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from handmade import AS_OF, DOCUMENT_ID, FakeBase, citation, document, fake_ask
from serving import serving

from assistant.answer import Answer
from assistant.faces.service import Service
from assistant.faces.web.paper import Highlight, paper
from assistant.faces.web.reply import error_html, papers_html, reply_html

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

WIDTHS = (1280, 390)


def held(_: str) -> object:
    return document()


def answer(text: str = "可以。", note: str = "一句。") -> Answer:
    cited = (citation("1.1.2", "毕业生可以凭毕业证落户"), citation("b1.r1"))
    return Answer("能落户吗", "answered", text, AS_OF, cited, (citation("1.1.1"),), (note,))


def test_everything_shown_is_escaped() -> None:
    evil = "<script>alert(1)</script>"
    html = reply_html(answer(evil, evil), held) + error_html(evil) + papers_html(answer(), held)  # type: ignore[arg-type]
    assert "<script" not in html
    assert "<b>" not in html
    assert "&lt;b&gt;人才&lt;/b&gt;" in html


def test_the_answer_shows_evidence_and_related_apart() -> None:
    html = reply_html(answer(), held)  # type: ignore[arg-type]
    evidence, related = html.split('<details class="related"')
    assert "毕业生可以凭毕业证落户" in evidence
    assert "示例文件，不作为办事依据" in evidence
    assert 'data-cite="r1"' in related
    assert 'data-cite="1"' not in related
    assert "<dt>类别</dt><dd>硕士</dd>" in evidence, "a table row stands under its header"


def test_what_the_answer_quotes_in_full_is_not_shown_twice() -> None:
    html = reply_html(answer("规定：「毕业生可以凭毕业证落户」"), held)  # type: ignore[arg-type]
    assert html.count("毕业生可以凭毕业证落户") == 1
    assert '「<span class="quoted">毕业生可以凭毕业证落户</span>」' in html


def test_a_quote_is_marked_where_it_stands() -> None:
    html = papers_html(answer(), held)  # type: ignore[arg-type]
    assert '<a class="anchor" id="cite-1"' in html
    assert '<mark class="evidence" data-cites="1">毕业生可以凭毕业证落户</mark>' in html
    assert '<tr class="cited-row"><th scope="row"><a class="anchor" id="cite-2"' in html
    assert html.count('id="cite-2"') == 1


def test_overlapping_quotes_are_cut_into_pieces() -> None:
    start = document().text.index("毕业生")
    marks = [
        Highlight("1", start, start + 6, start, start + 6),
        Highlight("2", start + 3, start + 9, start, start + 9),
    ]
    html = paper(document(), marks)
    assert 'data-cites="1">毕业生</mark>' in html
    assert 'data-cites="1 2">可以凭</mark>' in html
    assert 'data-cites="2">毕业证</mark>' in html


def test_a_long_document_shows_the_lines_around_its_marks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.faces.web.paper.WHOLE_LIMIT", 10)
    monkeypatch.setattr("assistant.faces.web.paper.AROUND", 1)
    start = document().text.index("毕业生")
    html = paper(document(), [Highlight("1", start, start + 3, start, start + 3)])
    assert html.count('class="gap"') == 1
    assert "一、总则" not in html
    assert "毕业生" in html


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """The whole site on a free port, on a base made by hand."""
    with serving(Service(FakeBase, fake_ask)) as address:  # type: ignore[arg-type]
        yield address


@pytest.fixture(params=WIDTHS, ids=lambda width: f"{width}px")
def page(request: pytest.FixtureRequest, site: str, browser: Browser) -> Iterator[Page]:
    """The page, opened at a width; afterwards: it asked no other host and threw no error."""
    opened = browser.new_page(viewport={"width": request.param, "height": 844}, reduced_motion="reduce")
    hosts: set[str] = set()
    errors: list[str] = []
    opened.on("request", lambda sent: hosts.add(urlsplit(sent.url).netloc))
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.goto(site)
    opened.get_by_label("你的问题").wait_for()
    yield opened
    opened.close()
    assert hosts <= {urlsplit(site).netloc, ""}
    assert errors == []


def test_a_question_leads_to_its_clause(page: Page) -> None:
    page.get_by_label("你的问题").fill("毕业生能落户吗")
    page.keyboard.press("Enter")
    page.get_by_text("有条款依据").wait_for()
    link = page.locator("#answer a.cite").first
    assert link.inner_text() == "一、（一）2."
    link.click()
    mark = page.locator("#papers mark.active")
    assert mark.inner_text() == "毕业生可以凭毕业证落户"
    assert mark.evaluate(
        "e => { const b = e.getBoundingClientRect(); return b.top >= 0 && b.bottom <= innerHeight }"
    )
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("document.documentElement.lang") == "zh-CN"


def test_a_table_row_is_marked(page: Page) -> None:
    page.get_by_label("你的问题").fill("毕业生能落户吗")
    page.get_by_role("button", name="提问").click()
    page.locator("#answer a.cite").nth(1).click()
    assert page.locator("#papers tr.cited-row mark.active").all_inner_texts() == ["硕士", "30万元"]


def test_an_example_asks_itself(page: Page) -> None:
    page.locator("#examples button").first.click()
    page.locator("#answer .reply").wait_for()
    assert page.get_by_label("你的问题").input_value() == page.locator("#examples button").first.inner_text()


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("", "问题是空的"),
        ("问" * 3000, "超过上限"),
        ("故障", "程序出错"),
        ("${1+1}{{x}}<b>", "现有文件没有规定"),
    ],
)
def test_bad_input_is_told_on_the_page(site: str, browser: Browser, question: str, says: str) -> None:
    opened = browser.new_page()
    opened.goto(site)
    opened.get_by_label("你的问题").fill(question)
    opened.get_by_role("button", name="提问").click()
    opened.locator("#answer .reply").get_by_text(says).first.wait_for()
    opened.close()


def test_the_description_opens(site: str, browser: Browser) -> None:
    opened = browser.new_page()
    hosts: set[str] = set()
    opened.on("request", lambda sent: hosts.add(urlsplit(sent.url).netloc))
    opened.goto(f"{site}docs")
    opened.get_by_text("POST /api/v1/ask").wait_for()
    opened.close()
    assert hosts == {urlsplit(site).netloc}


def test_the_citation_is_copied(site: str, browser: Browser) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    opened = context.new_page()
    opened.goto(site)
    opened.get_by_label("你的问题").fill("毕业生能落户吗")
    opened.keyboard.press("Enter")
    opened.get_by_role("button", name="复制引用").first.click()
    opened.get_by_role("button", name="已复制").wait_for()
    copied = opened.evaluate("navigator.clipboard.readText()")
    context.close()
    assert copied == "《慈溪市人才住房示例办法》（慈示例〔2026〕9号）一、（一）2.（示例文件，不作为办事依据）"
    assert DOCUMENT_ID not in copied
