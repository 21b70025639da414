"""Traditional and simplified characters find each other; what is shown stays as it was written."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from made_documents import HashEmbedder

from kb.build import build
from kb.knowledge import KnowledgeBase

pytestmark = pytest.mark.usefixtures("one_dictionary")
EMBEDDER = HashEmbedder()
SIMPLE = """临江市人才住房办法

第一条 租房补贴每月600元。

第二条 博士后进站后给予购房补贴。

第三条 本办法自2026年1月1日起施行。
"""
TRADITIONAL = """平湖區人才子女入學辦法

一、人才子女可以就近入學。

二、創業團隊給予場地補貼。
"""


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    folder = tmp_path_factory.mktemp("traditional")
    docs = folder / "docs"
    docs.mkdir()
    (docs / "住房.txt").write_text(SIMPLE, encoding="utf-8")
    (docs / "入学.txt").write_text(TRADITIONAL, encoding="utf-8")
    build([docs], folder / "data", embedder=EMBEDDER)
    with KnowledgeBase.open(folder / "data", EMBEDDER) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("租房補貼每月多少元", "租房补贴每月600元。"),
        ("博士後購房補貼", "博士后进站后给予购房补贴。"),
        ("臨江市人才住房辦法第二條", "博士后进站后给予购房补贴。"),
        ("人才子女就近入学", "人才子女可以就近入學。"),
        ("创业团队的场地补贴", "創業團隊給予場地補貼。"),
        ("創業團隊的場地補貼", "創業團隊給予場地補貼。"),
    ],
)
def test_either_finds_the_other(base: KnowledgeBase, question: str, found: str) -> None:
    best = base.search(question, 1).hits[0].clause_id
    assert found in base.passage(best).text
