"""Mutated answers: each true answer made wrong in one way a careless machine would make it wrong."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, cast

import yaml

from assistant.answer import Answer, Citation, DocumentRef, Status
from ingest.document import ClauseId, Document
from ingest.parse import parse, parse_file
from kb.language.quantity import figures

PLAN = Path(__file__).resolve().parents[2] / "policies" / "official" / "慈溪市人才发展十四五规划.txt"
CASES = Path(__file__).with_name("mutation_cases.yaml")
AS_OF = date(2026, 3, 1)
EACH = 4  # mutants of one kind for one answer

UNIT_SWAPS = (
    ("万元/人", "元/人"), ("万元", "元"), ("元", "万元"), ("万人", "人"), ("人次", "人"), ("人", "人次"), ("%", "个百分点"),
    ("%", "‰"), ("个月", "年"), ("个工作日", "日"), ("日", "个工作日"), ("年", "个月"), ("家", "个"), ("名", "人次"), ("周岁", "个月"),
)  # fmt: skip
QUALIFIERS = (
    "最高", "不超过", "不低于", "至少", "最长", "突破", "达到", "达", "超过", "力争", "累计", "每年", "每月", "每证", "一次性",
    "以上", "及以上", "以下", "以内", "余", ">", "满", "不满", "未满", "新增", "首次", "同时", "均",
)  # fmt: skip
QUALIFIER_SWAPS = (
    ("最高", "至少"), ("不超过", "不低于"), ("不低于", "不超过"), ("至少", "最多"), ("以上", "以下"), ("以下", "以上"), ("以内", "以上"),
    ("突破", "接近"), ("超过", "不足"), ("达到", "超过"), ("每年", "每月"), ("每月", "每年"), ("累计", "每年"), ("一次性", "每年"),
    (">", "<"), ("余", ""), ("力争", "确保"), ("最长", "最短"), ("不满", "满"), ("未满", "已满"), ("2025年目标", "2025年"),
)  # fmt: skip
POLARITY_SWAPS = (
    ("无须", "须"), ("但须", "但无须"), ("不得", "可以"), ("可以", "不得"), ("应当", "可以"), ("应当", "无须"), ("不予", "可以"), ("不受", "受"),
    ("不适用", "适用"), ("不计算", "计算"), ("除外", "除外不算"), ("禁止", "允许"), ("免收", "收取"), ("免费", "收费"), ("无门槛", "有门槛"),
    ("无住房", "有住房"), ("未办理", "已办理"), ("可认定", "应认定"), ("不得超过", "可以超过"), ("，但已退出的除外", ""), ("，首次补领除外", ""),
    ("，补缴的不计算在内", ""), ("，但须提供购房合同", ""), ("不予发放", "发放"), ("可以", "应当"),
)  # fmt: skip
CATEGORY_SWAPS = (
    ("博士", "硕士"), ("硕士", "博士"), ("本科", "大专"), ("大专", "本科"), ("A类", "B类"), ("B类", "C类"), ("C类", "D类"), ("D类", "A类"),
    ("高技能人才", "专业技术人才"), ("专业技术人才", "高技能人才"), ("社会工作专业人才", "农村实用人才"), ("高层次人才", "青年人才"), ("市级", "省级"),
    ("国家级", "省级"), ("省级", "国家级"), ("全市", "全省"), ("企业", "个人"), ("配偶", "父母"), ("子女", "父母"), ("首次", "再次"), ("全职", "柔性"),
    ("柔性", "全职"), ("中级", "高级"), ("高级", "初级"), ("全日制", "非全日制"), ("全日制", ""), ("慈溪", "宁波"), ("宁波", "杭州"), ("购房", "租房"),
    ("租房", "购房"), ("青年", "海外"), ("高素质", "低收入"), ("未成年", "成年"), ("博士后工作站", "院士工作站"), ("公安机关", "人力社保局"),
)  # fmt: skip
PERIOD_SWAPS = (
    ("2025年", "2020年"), ("2020年", "2025年"), ("2025年", "2030年"), ("2015年底", "2020年"), ("规划目标", "完成情况"), ("完成情况", "规划目标"),
    ("2026年", "2025年"), ("2028年", "2029年"), ("到2025年，", ""), ("2020年底", "2025年底"), ("十四五", "十三五"), ("一次性补贴", "每年补贴"),
    ("每年补贴", "一次性补贴"), ("2月1日", "1月2日"),
)  # fmt: skip
CONDITIONS = (
    "首次在本市购买住房的", "每年在本市工作满60日的，", "与本市企业签订", "同时", "经评审认定后，", "经评审后，", "经市人力社保局批准", "情况复杂的，",
    "年龄不满45周岁的，", "全日制", "夫妻双方均符合条件的，", "，奖励资金分3年发放", "自受理之日起", "有合法稳定就业、", "其中市本级人才总量达到27.01万人，",
    "（含杭州湾新区）", "以前湾智能经济大走廊为核心的", "持证的", "伪造居住证的，", "，累计不超过36个月", "，费用不超过300元", "，不超过购房总价的20%",
    "全市", "企业每引进1名A类人才，", "柔性引进的", "换领、补领的，", "高层次", "、高技能人才占技能劳动者比例", "引进培育教坛医坛新秀",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mutant:
    """A wrong answer: what was done to which true answer (its place in the list)."""

    way: str
    case: int
    answer: Answer


@cache
def documents() -> dict[str, Document]:
    """The documents the cases cite, by their short names."""
    texts: dict[str, str] = _load()["documents"]
    made = {name: parse(text.encode(), f"{name}.md", "sample").document for name, text in texts.items()}
    return {"plan": parse_file(PLAN).document, **made}


@cache
def _load(path: Path = CASES) -> dict[str, Any]:
    return cast(dict[str, Any], yaml.safe_load(path.read_text(encoding="utf-8")))


def document(name: str) -> Document:
    """The document with that id; KeyError when there is none."""
    return {d.id: d for d in documents().values()}[name]


def cite(source: Document, path: str, words: str = "") -> Citation:
    """The citation of a clause, or of some words of it."""
    clause = source.clause(path)
    start, end = clause.start, clause.end
    if words:
        start = source.text.index(words, start)
        end = start + len(words)
    where = ClauseId(source.id, path)
    return Citation(where, where.label, source.text[start:end], start, end, DocumentRef.of(source))


def true_answers() -> tuple[Answer, ...]:
    """Every hand-written true answer."""
    return tuple(_answer(record) for record in _load()["answers"])


def _answer(record: dict[str, Any]) -> Answer:
    source = documents()[record["doc"]]
    cites = tuple(_cited(source, item) for item in record["cites"])
    related = tuple(_cited(source, item) for item in record.get("related", ()))
    words = {f"q{n}": c.quote for n, c in enumerate(cites)} | {f"l{n}": c.label for n, c in enumerate(cites)}
    words |= {f"r{n}": c.label for n, c in enumerate(related)}
    text = re.sub(r"\{(\w\d)\}", lambda match: words[match[1]], record["text"])
    status = cast(Status, record.get("status", "answered"))
    return Answer(record.get("question", "这件事怎么规定"), status, text, AS_OF, cites, related)


def _cited(source: Document, item: Any) -> Citation:
    path, words = (item, "") if not isinstance(item, list) else item
    return cite(source, str(path), words)


def mutants() -> tuple[Mutant, ...]:
    """Every mutated answer, in a fixed order, none equal to a true one."""
    out: list[Mutant] = []
    for number, right in enumerate(true_answers()):
        tried: Counter[str] = Counter()
        for way, wrong in _wrong(right):
            if wrong != right and tried[way] < EACH:
                tried[way] += 1
                out.append(Mutant(way, number, wrong))
    return (*out, *_trimmed())


def _trimmed() -> Iterator[Mutant]:
    """Exact slices that leave out what decides: cited and said alike, and said under the citation of the whole."""
    for n, record in enumerate(_load()["trims"]):
        source = documents()[record["doc"]]
        short = cite(source, record["path"], record["words"]) if record["words"] in source.text else None
        whole = cite(source, record["path"])
        for citation in (short, whole):
            if citation is not None:
                text = f"文件这样规定：「{record['words']}」\n依据：{citation.label}"
                yield Mutant("trimmed", n, Answer("这件事怎么规定", "answered", text, AS_OF, (citation,)))


def _wrong(answer: Answer) -> Iterator[tuple[str, Answer]]:
    if answer.status in ("answered", "partial"):
        yield from ((way, replace(answer, text=text)) for way, text in _wrong_texts(answer.text))
        yield from _wrong_citations(answer)
        yield from _glued(answer)
    else:
        yield "figure offered", replace(answer, text=answer.text + "补贴为30万元。")
        yield "figure offered", replace(answer, text=answer.text + "到2025年突破42万人。")


def _wrong_texts(text: str) -> Iterator[tuple[str, str]]:
    yield from (("figure", changed) for changed in _figures_changed(text))
    for way, swaps in (
        ("qualifier", QUALIFIER_SWAPS), ("polarity", POLARITY_SWAPS), ("category", CATEGORY_SWAPS), ("period", PERIOD_SWAPS),
    ):  # fmt: skip
        yield from ((way, text.replace(old, new, 1)) for old, new in swaps if old in text)
    yield from (("qualifier dropped", text.replace(word, "", 1)) for word in QUALIFIERS if _drops(text, word))
    yield from (("condition dropped", text.replace(words, "", 1)) for words in CONDITIONS if words in text)
    yield from (("character", changed) for changed in _one_character(text))


def _drops(text: str, word: str) -> bool:
    """以上 of 市级以上 counts too, but not 达 of a longer word."""
    return word in text


def _figures_changed(text: str) -> Iterator[str]:
    """For the first two figures: another number, transposed digits, another unit, a bound that is not there."""
    for figure in figures(text)[:2]:
        head, tail, number = text[: figure.start], text[figure.end :], re.search(r"[\d.]+", figure.text)
        if number is None or figure.is_calendar or "\n" in figure.text:
            continue
        digits = number[0]
        others = {digits + "0", "8" + digits[1:] if digits[0] != "8" else "3" + digits[1:], digits[::-1]} - {
            digits
        }
        others |= {str(float(digits) / 10) if float(digits) >= 10 else digits + "5"}
        for other in sorted(others):
            yield head + figure.text.replace(digits, other, 1) + tail
        yield from (
            head + figure.text.replace(old, new, 1) + tail for old, new in UNIT_SWAPS if old in figure.text
        )
        yield from (
            head + bound + figure.text + tail
            for bound in ("最高", "每年", "至少")
            if not head.endswith(bound)
        )
        yield (
            head + figure.text + "以上" + tail
            if not tail.startswith(("以", "及"))
            else head + figure.text + tail[2:]
        )


def _one_character(text: str) -> Iterator[str]:
    """A Chinese character changed, and one dropped, inside what is quoted or said."""
    spots = [match.start() for match in re.finditer(r"(?<=[一-鿿])[一-鿿](?=[一-鿿])", text)]
    for spot in spots[len(spots) // 2 :: max(len(spots) // 2, 1)][:2]:
        yield text[:spot] + ("某" if text[spot] != "某" else "各") + text[spot + 1 :]


def _wrong_citations(answer: Answer) -> Iterator[tuple[str, Answer]]:
    first, *rest = answer.citations
    source = document(first.clause_id.document)
    yield "offsets", _with(answer, replace(first, start=first.start + 1, end=first.end + 1))
    yield "quote", _with(answer, replace(first, quote=first.quote.replace(first.quote[3], "某", 1)))
    yield "label", _with(answer, replace(first, label="三、（九）9."))
    yield "authority", _with(answer, replace(first, document=replace(first.document, authority="none")))
    other = next(c for c in source.clauses if c.end <= first.start or c.start >= first.end)
    where = ClauseId(source.id, other.id.path)
    yield "clause", _with(answer, replace(first, clause_id=where, label=where.label))
    away = Citation(where, where.label, other.text, other.start, other.end, first.document)
    if not rest and first.clause_id.path != "0":
        yield "clause", _with(answer, away)
        yield "clause", replace(answer, citations=())


def _with(answer: Answer, citation: Citation) -> Answer:
    return replace(answer, citations=(citation, *answer.citations[1:]))


def _glued(answer: Answer) -> Iterator[tuple[str, Answer]]:
    """Two figures of the text change places: a figure of another subject, column, row or citation."""
    found = [f for f in figures(answer.text) if not f.is_calendar]
    for one, other in zip(found, found[1:], strict=False):
        if one.text != other.text and not one.same_amount(other):
            text = answer.text
            text = text[: one.start] + other.text + text[one.end : other.start] + one.text + text[other.end :]
            yield "glued", replace(answer, text=text)
