"""The tab 我能享受什么 in a browser: words, questions and a form lead to verdicts with their clauses; nothing is kept."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from docx import Document as Word
from serving import serving

from assistant.faces.service import Service
from assistant.faces.web.talk import HeardFact, Talk
from kb.knowledge import KnowledgeBase

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

WIDTHS = (1280, 390)
_CLICKS, _PATIENCE, _SETTLED = 5, 12_000, 700  # the last two in milliseconds
SAID = "我是D类人才，未婚，在慈溪没有房子，连续缴纳社保14个月，叫王独一"


@pytest.fixture(scope="module")
def site(data: Path) -> Iterator[str]:
    service = Service(lambda: KnowledgeBase.open(data))
    service.qualify({}, text=SAID)  # what is read once a process is read before anybody waits for it
    with serving(service) as address:
        yield address


@pytest.fixture(params=WIDTHS, ids=lambda width: f"{width}px")
def page(request: pytest.FixtureRequest, site: str, browser: Browser) -> Iterator[Page]:
    """The tab, opened at a width; afterwards: it asked no other host, threw no error and is no wider than the screen."""
    opened = browser.new_page(viewport={"width": request.param, "height": 844}, reduced_motion="reduce")
    hosts: set[str] = set()
    errors: list[str] = []
    opened.on("request", lambda sent: hosts.add(urlsplit(sent.url).netloc))
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.goto(site)
    opened.get_by_role("tab", name="我能享受什么").click()
    opened.locator("#choice:visible, #written:visible").first.wait_for()
    yield opened
    assert opened.evaluate("document.documentElement.scrollWidth <= innerWidth")
    opened.close()
    assert hosts <= {urlsplit(site).netloc, ""}
    assert errors == []


def _late() -> type[Exception]:
    from playwright.sync_api import TimeoutError as Late

    return Late


def tell(page: Page, text: str) -> None:
    """Says it and sees it read. On a loaded machine the event of the opened tab can come after the click and take its
    answer off the page; a person then clicks again."""
    page.get_by_label("用自己的话说说你的情况").fill(text)
    for _ in range(_CLICKS):
        page.get_by_role("button", name="读出情况").click()
        with suppress(_late()):
            page.get_by_role("button", name="勾选的都对").wait_for(timeout=_PATIENCE)
            page.wait_for_timeout(_SETTLED)
            if page.get_by_role("button", name="勾选的都对").is_visible():
                return


def test_words_are_confirmed_before_they_count(page: Page) -> None:
    tell(page, SAID)
    page.get_by_label("社保连续缴纳月数：14个月（“").wait_for()
    assert page.locator("#cards .card").count() == 0
    page.get_by_label("人才类别：D").uncheck()
    page.get_by_role("button", name="勾选的都对").click()
    page.locator("#cards .card.open").wait_for()
    assert "人才类别" in page.locator("#cards .missing").inner_text()
    assert "人才类别" not in page.locator("#told").inner_text()


def test_a_verdict_opens_to_its_clauses(page: Page) -> None:
    tell(page, SAID)
    page.get_by_role("button", name="勾选的都对").click()
    card = page.locator("#cards .card.fit")
    card.wait_for()
    assert "1000元/月" in card.inner_text()
    card.locator(".conditions > summary").click()
    condition = card.locator(".conditions li.yes", has_text="连续缴纳社会保险")
    condition.locator("summary").click()
    assert "连续缴纳社会保险满12个月" in condition.locator("blockquote").inner_text()
    assert "第一条第一款第（二）项" in condition.locator("summary").inner_text()


def test_the_interview_asks_on_and_takes_back(page: Page) -> None:
    page.get_by_role("button", name="不知道").click()
    page.locator("#told .fact").first.wait_for()
    assert "不知道" in page.locator("#told").inner_text()
    page.get_by_role("button", name="上一步").click()
    page.locator("#told .fact").first.wait_for(state="detached")
    page.get_by_role("button", name="够了").click()
    page.get_by_text("先问到这里").wait_for()


def test_the_summary_is_downloaded(page: Page, tmp_path: Path) -> None:
    tell(page, SAID)
    page.get_by_role("button", name="勾选的都对").click()
    with page.expect_download() as waited:
        page.get_by_role("button", name="下载判断单（Word）").click()
    waited.value.save_as(tmp_path / "判断单.docx")
    words = "\n".join(paragraph.text for paragraph in Word(str(tmp_path / "判断单.docx")).paragraphs)
    assert "人才政策资格判断单" in words
    assert "连续缴纳社会保险满12个月" in words


def test_a_question_about_oneself_is_carried_over(page: Page) -> None:
    page.get_by_role("tab", name="问政策").click()
    page.get_by_label("你的问题").fill("我是D类人才，能拿多少租房补贴")
    page.get_by_role("button", name="提问").click()
    page.get_by_text("已从问题里读到人才类别“D”").wait_for()
    page.get_by_role("tab", name="我能享受什么").click()
    expect = pytest.importorskip("playwright.sync_api").expect
    expect(page.get_by_label("用自己的话说说你的情况")).to_have_value("我是D类人才，能拿多少租房补贴")
    page.get_by_role("button", name="读出情况").click()
    page.get_by_label("人才类别：D").wait_for()


def test_an_impossible_value_is_told_beside_the_form(page: Page) -> None:
    page.locator("#form > button").click()
    page.get_by_label("社保连续缴纳月数").fill("-3")
    page.get_by_label("学历").first.wait_for()
    page.get_by_role("button", name="按这张表判断").click()
    page.locator(".slip", has_text="社保连续缴纳月数").wait_for()
    assert page.get_by_label("社保连续缴纳月数").input_value() == "-3", "what was written is not lost"
    page.get_by_label("社保连续缴纳月数").fill("3")
    page.get_by_role("button", name="按这张表判断").click()
    page.locator("#cards .card.unfit").wait_for(state="attached")


def test_nothing_of_the_person_is_kept(
    page: Page, data: Path, tmp_path_factory: pytest.TempPathFactory, capfd: pytest.CaptureFixture[str]
) -> None:
    tell(page, SAID)
    page.get_by_role("button", name="勾选的都对").click()
    page.locator("#cards .card.fit").wait_for()
    assert "王独一" not in "".join(capfd.readouterr())
    folders = (data, Path(os.environ.get("GRADIO_TEMP_DIR", "/tmp/gradio")))
    files = (path for folder in folders for path in folder.rglob("*") if path.is_file())
    assert not any("王独一".encode() in path.read_bytes() for path in files)


def test_a_talk_goes_back_one_change_at_a_time() -> None:
    talk = Talk(asking="学历").answer("硕士").change("年龄").answer("30")
    assert talk.facts == {"学历": "硕士", "年龄": "30"}
    assert talk.back().facts == {"学历": "硕士"}
    assert talk.back().back().back().facts == {}


def test_what_is_not_ticked_is_let_go() -> None:
    talk = Talk().hear([HeardFact("学历", "硕士", "硕士"), HeardFact("年龄", "30", "30岁")]).confirm(["年龄"])
    assert talk.facts == {"年龄": "30"}
    assert talk.heard == ()
