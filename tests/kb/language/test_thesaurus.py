"""Every entry of the thesaurus must change some ranking for the better, and none may spoil the plan's."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from ingest.problems import UsageError
from kb.language import tokens
from kb.language.thesaurus import Thesaurus, ThesaurusEntry
from kb.shipped import POLICIES

# Everyday things that stand in no policy, but use the words people use.
DISTRACTORS = (
    "老婆孩子热炕头，家里人一起吃饭看电视。",
    "他刚毕业就跳槽，老板说工资照发。",
    "医生说多喝水，护士给他量了体温。",
    "老师带小朋友去公园，下雨了就回学校。",
    "周末去上海看展，坐高铁一个小时。",
    "手机没电了，去窗口问问在哪充电。",
    "钱不多，买房子的首付还差一点。",
    "村里的农民种地，工人在车间上班。",
    "这个问题怎么办，找谁问，带什么材料。",
    "年轻人开公司缺钱，找人投资不容易。",
)


class Bm25:
    """Plain BM25 (Robertson, k1 1.2, b 0.75) over words, with weighted query terms."""

    def __init__(self, passages: Sequence[str]) -> None:
        self.passages = passages
        bags = [Counter(tokens.words(p)) for p in passages]
        mean = sum(map(Counter.total, bags)) / len(bags)
        seen = Counter(word for bag in bags for word in bag)
        self._parts: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for row, bag in enumerate(bags):
            length = 1.2 * (0.25 + 0.75 * bag.total() / mean)
            for word, count in bag.items():
                idf = math.log(1 + (len(bags) - seen[word] + 0.5) / (seen[word] + 0.5))
                self._parts[word].append((row, idf * count / (count + length)))

    def rank(self, query: dict[str, float], holding: str) -> int:
        """The best rank (from 1) of a passage that holds a phrase; ties count against it, and a
        passage that shares no word with the query is last."""
        scores = [0.0] * len(self.passages)
        for word, weight in query.items():
            for row, part in self._parts.get(word, ()):
                scores[row] += weight * part
        best = max(s for s, p in zip(scores, self.passages, strict=True) if holding in p)
        return 1 + sum(s >= best and holding not in p for s, p in zip(scores, self.passages, strict=True))


def query_terms(query: str, thesaurus: Thesaurus | None) -> dict[str, float]:
    """The query's words at weight 1 and the words of its expansions at theirs."""
    terms = dict.fromkeys(tokens.words(query), 1.0)
    for expansion in thesaurus.expand(query) if thesaurus else ():
        for word in tokens.words(expansion.term):
            terms[word] = max(terms.get(word, 0.0), expansion.weight)
    return terms


def useless(entry: ThesaurusEntry, phrases: Bm25) -> list[str]:
    """The phrases of an entry that bring no passage with one of its terms any higher."""
    alone = Thesaurus([entry])
    out = []
    for said in entry.say:
        plain, widened = query_terms(said, None), query_terms(said, alone)
        gains = [phrases.rank(plain, t) - phrases.rank(widened, t) for t in entry.mean]
        if max(gains) <= 0:
            out.append(said)
    return out


def spoiled(entry: ThesaurusEntry, plan: Bm25) -> list[tuple[str, int, int]]:
    """(said, rank without, rank with) of the plan's best clause that holds a term of the entry, where
    it sinks, or where it does not rise although it could."""
    alone = Thesaurus([entry])
    out = []
    held = [t for t in entry.mean if any(t in p for p in plan.passages)]
    for said in entry.say if held else ():
        plain, widened = query_terms(said, None), query_terms(said, alone)
        before = min(plan.rank(plain, t) for t in held)
        after = min(plan.rank(widened, t) for t in held)
        if after > before or after == before > 1:
            out.append((said, before, after))
    return out


@pytest.fixture(scope="module", autouse=True)
def dictionary(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    tokens.configure(POLICIES / "lexicon.txt", tmp_path_factory.mktemp("dictionary"))
    yield
    tokens.configure()


PLAN = POLICIES / "official" / "慈溪市人才发展十四五规划.txt"
SHIPPED = Thesaurus.of_city(POLICIES / "thesaurus.yaml")
PLAN_LINES = [
    re.sub(r"\[bookmark:[^]]*\]", "", line).strip() for line in PLAN.read_text(encoding="utf-8").splitlines()
]
PLAN_PASSAGES = [line for line in PLAN_LINES if line]


@pytest.fixture(scope="module")
def plan(dictionary: None) -> Bm25:
    return Bm25(PLAN_PASSAGES)


@pytest.fixture(scope="module")
def phrases(dictionary: None) -> Bm25:
    terms = dict.fromkeys(term for entry in SHIPPED.entries for term in entry.mean)
    return Bm25([f"按照规定做好{term}有关工作。" for term in terms] + list(DISTRACTORS) + PLAN_PASSAGES)


@pytest.mark.parametrize("entry", SHIPPED.entries, ids=lambda e: e.say[0])
def test_every_phrase_of_an_entry_lifts_what_it_means(entry: ThesaurusEntry, phrases: Bm25) -> None:
    assert useless(entry, phrases) == []


@pytest.mark.parametrize("entry", SHIPPED.entries, ids=lambda e: e.say[0])
def test_no_entry_sinks_what_it_means_in_the_plan(entry: ThesaurusEntry, plan: Bm25) -> None:
    assert spoiled(entry, plan) == []


def test_a_useless_entry_is_noticed(phrases: Bm25, plan: Bm25) -> None:
    echo = ThesaurusEntry("住房", say=("人才公寓的房子",), mean=("人才公寓",), unless=(), weight=0.5)
    assert useless(echo, phrases) == ["人才公寓的房子"]
    lost = ThesaurusEntry("住房", say=("人才码",), mean=("人才公寓",), unless=("人才码",), weight=0.5)
    assert [said for said, *_ in spoiled(lost, plan)] == ["人才码"]


# What people ask → words of the plan's clause that answers it.
QUESTIONS = (
    ("我老婆跟我一起来慈溪，工作能帮忙安排吗", "配偶就业"),
    ("小孩要转学过来读书怎么办", "子女入学"),
    ("娃能上好学校吗", "优质教育资源"),
    ("看病有什么照顾", "医疗保障体系"),
    ("我刚毕业没房子也没社保，能把户口落到慈溪吗", "无门槛落户"),
    ("应届生上户口麻烦不麻烦", "无门槛落户"),
    ("想买房有便宜的房子卖给人才吗", "人才房"),
    ("没地方住，有宿舍吗", "人才公寓"),
    ("一次办好不用来回跑的改革是什么", "一件事"),
    ("去哪办人才业务，窗口在哪里", "宁波人才之家（慈溪）"),
    ("有没有专人帮我跑手续", "助创专员"),
    ("会计记账的事谁来管", "财务专员"),
    ("开公司缺钱能贷款吗", "人才贷"),
    ("拉投资的渠道有哪些", "人才投"),
    ("技术难题张榜找人解决", "揭榜挂帅"),
    ("大牛来慈溪有什么计划", "顶尖特优人才"),
    ("技工有什么培养计划", "“上林工匠”计划"),
    ("医生护士缺人吗", "紧缺卫生技术人才"),
    ("农民有培训班吗", "高素质农民培育工程"),
    ("返乡种地有支持吗", "大学毕业生到乡村创业就业"),
    ("厂长经理去哪里学习", "经管精英"),
    ("老外工程师怎么引进", "海外工程师引进力度"),
    ("老乡在外面做生意能请回来吗", "乡贤回慈"),
    ("有绝活但没文凭能算人才吗", "特殊人才举荐制度"),
    ("评职称有绿色通道吗", "职称评审“直通车”"),
    ("工资怎么定", "人才收入分配机制"),
    ("被抄袭了怎么维权", "知识产权保护"),
    ("怎么检查考评规划执行", "中期监测评估"),
    ("苗子没培养好会不会被淘汰", "降级和退出机制"),
    ("连杭州湾一起算有多少人才", "全大市"),
)


@pytest.mark.parametrize(("question", "clause"), QUESTIONS)
def test_the_clause_that_answers_is_never_lower(question: str, clause: str, plan: Bm25) -> None:
    before = plan.rank(query_terms(question, None), clause)
    assert plan.rank(query_terms(question, SHIPPED), clause) <= before


def test_everyday_questions_reach_their_clause(plan: Bm25) -> None:
    def reciprocal(thesaurus: Thesaurus | None) -> float:
        ranks = [plan.rank(query_terms(question, thesaurus), clause) for question, clause in QUESTIONS]
        return sum(1 / rank for rank in ranks) / len(ranks)

    assert reciprocal(None) < 0.4
    assert reciprocal(SHIPPED) > 0.65


# Where a phrase only looks like everyday speech, nothing may be added.
@pytest.mark.parametrize(
    "question",
    [
        "培养对象的升级、降级和退出机制",
        "重点扶持对象有哪些类别",
        "杭州湾新区的统计口径",
        "“重要窗口”是什么意思",
        "人才总量目标",
        "钱塘江两岸的企业",
        "集体户口簿",
        "宁波大学科学技术学院",
        "科技型中小企业数",
        "“两进两回”慈溪做法",
        "办公室主任会议制度",
        "新材料产业集群",
        "“青年人才无门槛落户”",
        "",
    ],
)
def test_official_wording_is_left_alone(question: str) -> None:
    assert SHIPPED.expand(question) == ()


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("想开公司", "开公司"),
        ("我体制内能落户吗", "体制内"),
        ("想要什么条件", "要什么条件"),
        ("对象的户口", "对象"),
    ],
)
def test_a_wrong_cut_does_not_hide_a_phrase(question: str, said: str) -> None:
    assert said in {expansion.said for expansion in SHIPPED.expand(question)}


def test_the_longest_phrase_wins_and_terms_are_not_repeated() -> None:
    said = {(e.said, e.term) for e in SHIPPED.expand("老婆的工作")}
    assert ("老婆的工作", "配偶就业") in said
    assert all(phrase != "老婆" for phrase, _ in said)
    assert "配偶" not in {e.term for e in SHIPPED.expand("老婆就是配偶")}
    terms = [e.term for e in SHIPPED.expand("买房首付和房补")]
    assert len(terms) == len(set(terms))


def test_expansions_weigh_less_than_words_and_come_in_the_order_said() -> None:
    expansions = SHIPPED.expand("户口和看病和老婆")
    assert all(0 < e.weight < 1 for e in expansions)
    assert list(dict.fromkeys(e.said for e in expansions)) == ["户口", "看病", "老婆"]


def test_quotes_width_and_case_do_not_hide_a_phrase() -> None:
    assert SHIPPED.expand("ＩＰＯ有奖吗") == SHIPPED.expand("“ipo”有奖吗") != ()


def test_a_term_meant_twice_keeps_the_higher_weight() -> None:
    low = ThesaurusEntry("甲", ("红包",), ("补贴",), (), 0.2)
    high = ThesaurusEntry("乙", ("票子",), ("补贴",), (), 0.7)
    (only,) = Thesaurus([low, high]).expand("红包和票子")
    assert (only.term, only.weight) == ("补贴", 0.7)


GOOD = "topics: [{topic: 家庭, entries: [{say: [老婆], mean: [配偶]}]}]"


@pytest.mark.parametrize(
    ("yaml_text", "said"),
    [
        (GOOD.replace("mean", "means"), ["家庭", "老婆", "means", "mean"]),
        (GOOD.replace("mean: [配偶]", "mean: [配偶], weigth: 0.5"), ["weigth", "最接近的是“weight”"]),
        (GOOD.replace("topic:", "tpoic:"), ["topic"]),
        (GOOD.replace("[配偶]}", "[配偶], weight: 1.0}"), ["老婆", "weight", "小于 1"]),
        (GOOD.replace("[配偶]}", "[配偶], weight: 很高}"), ["老婆", "weight"]),
        (GOOD.replace("[老婆]", "[]"), ["say", "空"]),
        (GOOD.replace("[老婆]", "老婆"), ["say", "写法"]),
        (GOOD.replace("mean: [配偶]", "mean: [老婆]"), ["老婆", "不起作用"]),
        (GOOD.replace("[配偶]}", "[配偶], not: [培养对象]}"), ["培养对象", "最接近的是“老婆”"]),
        (GOOD.replace("]}]}]", "]}, {say: [老婆], mean: [家属]}]}]"), ["老婆", "只留一处"]),
        ("topics: [", ["YAML", "第"]),
        ("- 老婆", ["写法"]),
        ("", ["写法"]),
    ],
)
def test_a_bad_file_is_told_in_one_sentence(tmp_path: Path, yaml_text: str, said: list[str]) -> None:
    path = tmp_path / "同义词.yaml"
    path.write_text(yaml_text, encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        Thesaurus.load(path)
    message = str(caught.value)
    assert [part for part in ["同义词.yaml", *said] if part not in message] == []
    assert "\n" not in message


def test_an_absent_or_mis_encoded_file(tmp_path: Path) -> None:
    path = tmp_path / "同义词.yaml"
    with pytest.raises(UsageError, match="读不出来"):
        Thesaurus.load(path)
    path.write_bytes(GOOD.encode("gb18030"))
    with pytest.raises(UsageError, match="UTF-8"):
        Thesaurus.load(path)


def test_a_number_is_a_word_too(tmp_path: Path) -> None:
    path = tmp_path / "同义词.yaml"
    path.write_text(GOOD.replace("老婆", "985").replace("配偶", "重点高校"), encoding="utf-8")
    (only,) = Thesaurus.load(path).expand("我是985毕业的")
    assert (only.said, only.term) == ("985", "重点高校")
