"""Words that decide what a rule says: negations, deontics, conditions, degrees, categories.

They serve two ends: what may not be left out of a quoted sentence, and what a blocked answer got wrong.
"""

from __future__ import annotations

import re

from assistant.question.places import places_of
from kb.site import Site, short_name

# Harmless words that contain a deciding character.
_BENIGN = re.compile(
    "不断|不仅|不同|不动产|不懈|无线|无人机|无形|非公|非遗|非凡|未来|免疫|经济|经营|经验|经费|经常|财经|神经|曾经|博士后|目前|前瞻|"
    "前列|前沿|空前|提前|后备|应用|应急|应届|应聘|应变|响应|适应|供应|反应|效应|对外|对接|面对|应对|对象|对口|对策|可持续|可靠|可行|可视|"
    "需求|满意|圆满|美满|自然|自主|自身|自治|自愿|自觉|来自|限度|有限|权限|分中心|按时|按期|视频|重视|电视|监视|视察|起点|发起|兴起|崛起|"
    "除夕|废除|如何|例如|诸如|如期|只争|只要|如实|除险|力争上游"
)

NEGATIONS = (
    "不得", "不予", "不再", "不能", "不可", "不应", "不含", "不包括", "不超过", "不低于", "不少于", "不高于", "不属于", "不受", "不符合",
    "无须", "无需", "毋须", "毋需", "禁止", "严禁", "没有", "未经", "未满", "免予", "免于", "免除", "免收", "免费", "豁免", "除外", "以外",
    "停止", "取消", "撤销", "终止", "拒绝", "排除", "不", "未", "无", "非", "免", "勿", "毋",
)  # fmt: skip
DEONTICS = (
    "必须", "应当", "应该", "可以", "需要", "有权", "务必", "鼓励", "支持", "允许", "须", "应", "可", "需",
)  # fmt: skip
DEGREES = (
    "最高", "最低", "最多", "最少", "最长", "最短", "不超过", "不低于", "不少于", "至少", "至多", "以上", "以下", "以内", "之内",
    "超过", "突破", "达到", "力争", "争取", "累计", "合计", "共计", "每年", "每月", "每人", "每户", "每次", "一次性", "全部", "全额",
    "部分", "优先", "原则上", "左右", "约", "余", "逐年", "逐步", "分期", "同时", "仅", "只", "均", "分别", "一般", "特别",
)  # fmt: skip
CATEGORIES = (
    "博士后", "博士", "硕士", "本科", "大专", "专科", "中专", "高中", "研究生", "学士", "高级工程师", "正高级", "副高级", "正高", "副高",
    "高级技师", "技师", "高级工", "中级工", "初级工", "高级", "中级", "初级", "国家级", "省级", "市级", "县级", "区级",
    "高技能人才", "专业技术人才", "党政人才", "经营管理人才", "农村实用人才", "社会工作专业人才", "社会工作人才", "高层次人才",
    "青年人才", "顶尖人才", "领军人才", "特优人才", "基础人才", "海外工程师", "企业", "个人", "用人单位", "机关", "事业单位", "社会组织",
    "男", "女", "配偶", "子女", "父母", "监护人", "首次", "再次", "第一年", "第二年", "全职", "柔性", "兼职", "全日制", "非全日制",
    "应届", "往届", "本市", "市外", "全市", "全大市", "市本级", "全国", "全省", "国内", "海外", "境外",
    "购房", "租房", "创业", "就业", "安家", "生活", "博士后工作站", "院士工作站",
)  # fmt: skip
_CLASS = re.compile(r"[A-Za-zＡ-Ｚａ-ｚ一二三四五六七八九十甲乙丙丁](?:类|级|档|型)")

_CRITICAL = re.compile(
    "除外|以外|除|但是|但|"
    "不|未|无|非|免|禁|勿|毋|没有|停止|取消|撤销|终止|拒绝|排除|"
    "须|应|可以|可|需|务必|有权|"
    "力争|争取|累计|每|一次性|最[高低多少长短]|至[少多]|原则上|优先|全部|部分|仅|只|限|逐年|逐步|合计|总计|参照|暂|试行|同时|"
    "分[期年次批档段0-9０-９一二两三四五六七八九十]|以上|以下|以内|"
    "符合|满|具备|如|若|凡|经|视|起|按|依|对|自|期间|情形|条件|另有|视情|下列|前款|"
    "(?:的|时|后|前|者|中|内|期间|情况下|范围内|基础上)$"
)


def critical(words: str) -> str:
    """The first word in one segment that makes it unsafe to leave the segment out; "" when there is none."""
    match = _CRITICAL.search(_BENIGN.sub("□", words.strip("“”（）() 　")))
    return match[0] if match else ""


# What makes the stem of a list decide about its items; 提出以下意见, 履行下列职责 do not.
_DECISIVE = re.compile(
    "除|不|未|无|非|免|禁|勿|没有|停止|取消|撤销|终止|拒绝|须|应|可以|可|需|最|每|仅|只|限|"
    "之一|情形|行为|条件|符合|具备|享受|给予|奖励|补贴|处罚|罚款|处以|同时|全部|优先"
)


def decisive(stem: str) -> str:
    """The first word in the stem of a list without which its items would say something else; "" when none."""
    match = _DECISIVE.search(_BENIGN.sub("□", stem))
    return match[0] if match else ""


# What opens a measure that stands on its own in a list of measures (政策文件 "实施…，完善…，推进…").
_MEASURE = re.compile(
    "(?:大力|积极|持续|不断|深入|全面|加快|进一步|着力|扎实|统筹|切实|有序|稳步)*"
    "(?:实施|推进|推动|推广|简化|优化|完善|建立|建设|健全|加强|加快|引进|引育|集聚|强化|深化|拓展|拓宽|打造|构建|构筑|培育|培养|开展|探索|"
    "创新|畅通|组建|聘请|聚焦|发挥|提升|提高|扩大|营造|设立|开通|制定|出台|落实|宣传|研究|整合|广泛|突出|依托)"
)


def is_measure(words: str) -> bool:
    """Whether a segment opens with the verb of a measure, so that it needs nothing before it."""
    return bool(_MEASURE.match(words))


def _finder(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)))


_FIND = {
    "polarity": _finder(NEGATIONS + DEONTICS),
    "degree": _finder(DEGREES),
    "category": _finder(CATEGORIES),
}


def deciding(words: str, kind: str, site: Site) -> tuple[str, ...]:
    """The deciding words of `kind` ("polarity", "degree", "category") in text order, longest match first. The places
    that are named, as `site` knows them, are categories and stand last."""
    text = _BENIGN.sub("□", words) if kind == "polarity" else words
    if kind == "category":
        text, places = _without_places(words, site)
    found = [match[0] for match in _FIND[kind].finditer(text)]
    if kind == "category":
        found += [*_CLASS.findall(text), *places]
    return tuple(found)


def _without_places(words: str, site: Site) -> tuple[str, list[str]]:
    """The words with their places blanked out, and those: 临江 for 临江市, but 临江市级, which is a level."""
    rest, places = words, []
    for at, name in places_of(site).names(words):
        end = at + len(name)
        places.append(f"{name}级" if words.startswith("级", end) else short_name(name))
        end = at + len(places[-1]) if places[-1].endswith("级") else end
        rest = rest[:at] + "□" * (end - at) + rest[end:]
    return rest, places
