"""The plan as a base, a small base with one document that rules can rest on, and a browser for the page."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from assistant.eligibility.assessment import Assessment, Counter, assess
from assistant.eligibility.rulebook import confirm
from assistant.eligibility.rules.facts import Facts, load_facts
from assistant.eligibility.rules.rule import Rule
from assistant.eligibility.rules.rulefile import read_rule
from assistant.eligibility.verdict.profile import Profile
from ingest.document import Document
from ingest.parse import parse
from kb.build import build
from kb.knowledge import KnowledgeBase
from kb.language import tokens

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parents[2]
FACTS = ROOT / "policies" / "rules" / "facts.yaml"
DAY = date(2026, 11, 26)

HOUSING = """测试市人才租房补贴办法
测试发〔2026〕1号
第一条 租房补贴发给同时符合下列条件的人才：
（一）经认定的A类至D类人才，或者具有硕士以上学位、年龄35周岁以下的人员；
（二）连续缴纳社会保险满12个月；
（三）本人和配偶在本市无自有住房。
第二条 租房补贴标准为：A类至D类人才每月1000元，其他人员每月600元，最长36个月，按季度发放。
第三条 租房补贴与购房补贴不重复享受。
第四条 本办法自2026年1月1日起施行，有效期5年。
"""

RULE: dict[str, Any] = {
    "title": "租房补贴",
    "document": "测试发-2026-1",
    "kind": "benefit",
    "clause": "t1",
    "quote": "租房补贴发给同时符合下列条件的人才",
    "conditions": {
        "all": [
            {
                "any": [
                    {
                        "fact": "人才类别",
                        "in": ["A", "B", "C", "D"],
                        "clause": "t1.k1.x1",
                        "quote": "A类至D类人才",
                    },
                    {
                        "all": [
                            {
                                "fact": "学历",
                                "at_least": "硕士",
                                "clause": "t1.k1.x1",
                                "quote": "硕士以上学位",
                            },
                            {"fact": "年龄", "at_most": 35, "clause": "t1.k1.x1", "quote": "年龄35周岁以下"},
                        ]
                    },
                ]
            },
            {
                "fact": "社保连续缴纳月数",
                "at_least": 12,
                "clause": "t1.k1.x2",
                "quote": "连续缴纳社会保险满12个月",
            },
            {
                "not": {
                    "fact": "本人本市住房",
                    "is": "是",
                    "clause": "t1.k1.x3",
                    "quote": "本人和配偶在本市无自有住房",
                }
            },
            {"fact": "配偶本市住房", "is": "否", "clause": "t1.k1.x3", "quote": "本人和配偶在本市无自有住房"},
        ]
    },
    "benefits": [
        {
            "what": "租房补贴",
            "amount": 1000,
            "unit": "元/月",
            "period": "最长36个月",
            "worth": 36000,
            "when": {"fact": "人才类别", "in": ["A", "B", "C", "D"]},
            "clause": "t2",
            "quote": "A类至D类人才每月1000元，其他人员每月600元，最长36个月",
        },
        {
            "what": "租房补贴",
            "amount": 600,
            "unit": "元/月",
            "period": "最长36个月",
            "worth": 21600,
            "when": {"not": {"fact": "人才类别", "in": ["A", "B", "C", "D"]}},
            "clause": "t2",
            "quote": "其他人员每月600元，最长36个月",
        },
    ],
}

GOOD = {"人才类别": "D", "社保连续缴纳月数": 12, "本人本市住房": "否", "婚姻状况": "未婚"}
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def plan_base(tmp_path_factory: pytest.TempPathFactory, plan_file: Path) -> Iterator[KnowledgeBase]:
    """A base that holds the plan and nothing else."""
    data = tmp_path_factory.mktemp("plan-base")
    build([plan_file.parent], data)
    base = KnowledgeBase.open(data)
    yield base
    base.close()
    tokens.configure()


@pytest.fixture(autouse=True)
def _lexicon_of_the_plan(request: pytest.FixtureRequest) -> None:
    """Words are cut by the lexicon of the plan, whatever base was opened since."""
    if "plan_base" in request.fixturenames:
        tokens.configure(request.getfixturevalue("plan_base").policies / "lexicon.txt")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A headless browser of the machine; the tests that need one skip without it."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        pytest.skip("no chromium on this machine")
    with playwright.sync_playwright() as running:
        opened = running.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def facts() -> Facts:
    return load_facts(FACTS)


@pytest.fixture
def profile(facts: Facts) -> Callable[..., Profile]:
    return lambda told, day=DAY: Profile.of(told, facts, day)


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Writes a rule into a folder that has the shipped facts."""
    (tmp_path / "facts.yaml").write_text(FACTS.read_text(encoding="utf-8"), encoding="utf-8")

    def written(raw: dict[str, Any], name: str = "租房补贴") -> Path:
        path = tmp_path / f"{name}.yaml"
        path.write_text(yaml.safe_dump(raw, allow_unicode=True, sort_keys=False), encoding="utf-8")
        return path

    return written


@pytest.fixture
def rule(write: Callable[..., Path], facts: Facts) -> Rule:
    return read_rule(write(RULE), facts)


class Shelf:
    """A library of one document."""

    def __init__(self, text: str = HOUSING) -> None:
        self.held = parse(text.encode("utf-8"), "housing.txt").document

    def document(self, document_id: str, as_of: date | None = None) -> Document:
        if document_id != self.held.id:
            raise KeyError(document_id)
        return self.held


@pytest.fixture
def shelf() -> type[Shelf]:
    return Shelf


@pytest.fixture
def raw() -> dict[str, Any]:
    """A copy of the rule to change."""
    copy: dict[str, Any] = yaml.safe_load(yaml.safe_dump(RULE, allow_unicode=True))
    return copy


@pytest.fixture
def good() -> dict[str, Any]:
    """What somebody says who qualifies for it."""
    return dict(GOOD)


@pytest.fixture
def assessed(data: Path, facts: Facts) -> Callable[..., Assessment]:
    """Assesses what somebody tells, by the one confirmed rule of `data`."""
    with KnowledgeBase.open(data) as base:
        book = Counter(base).book
    return lambda told, day=DAY: assess(book, Profile.of(told, facts, day))


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose base has the document and whose rule is confirmed."""
    policies = tmp_path_factory.mktemp("site") / "policies"
    rules = policies / "rules"
    rules.mkdir(parents=True)
    (policies / "housing.txt").write_text(HOUSING, encoding="utf-8")
    (rules / "facts.yaml").write_text(FACTS.read_text(encoding="utf-8"), encoding="utf-8")
    (rules / "租房补贴.yaml").write_text(yaml.safe_dump(RULE, allow_unicode=True), encoding="utf-8")
    folder = policies.parent / "base"
    build([policies], folder)
    with KnowledgeBase.open(folder) as base:
        confirm(base.rules, "租房补贴", "测试员", DAY, base)
    return folder
