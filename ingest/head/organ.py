"""发文机关: the names of bodies that issue documents, in titles, signatures and 题注."""

from __future__ import annotations

import re

_ENDING = (
    "国务院|办公厅|办公室|人民政府|政府|委员会|党委|[省市县区州盟旗国央]委|常委会|党组|工委|纪委|监委|中央|"
    "局|部|厅|院|署|银行|法院|检察院|司|中心|公司|集团|大学|学院|学校|指挥部|小组|海关|团|处|所|站|"
    "大会|会议|协会|学会|联合会|联社|总社|总会|工会|商会|理事会|管委会|人大|政协|军委|主席团|"
    "[\u4e00-\u9fff](?:发改|教|科|卫健|经信|住建|国资|体改|计|农|民|安)委|专家组|工作组"
)
_ORGAN = re.compile(rf"(?:[\u4e00-\u9fff（）()·]{{0,40}})(?:{_ENDING})(?:（[\u4e00-\u9fff]{{2,12}}）)?")
_WIDE = re.compile("[ \u3000\xa0]+|、")
_VERBS = re.compile("关于|转发|印发|批转|公布|发布|对|授权|给")
_TERM = re.compile("第?[零〇一二三四五六七八九十百\\d]+届")
# 会议 of a body: the body is what is left without its 届 and 次.
_SESSION = re.compile(
    "(?P<organ>[\u4e00-\u9fff（）]{0,30}?)第?[零〇一二三四五六七八九十百\\d]+届(?P<rest>[\u4e00-\u9fff（）]{0,30}?)"
    "(?:第[零〇一二三四五六七八九十百\\d]+次)(?:会议|全体会议|常务会议|主任会议)?"
)
_MEETING = re.compile(
    "(?P<organ>[\u4e00-\u9fff]{2,30}?)(?:审判委员会|检察委员会|部务会议?|党组会议?|局务会议?|委务会议?|署务会议?|行务会议?)?"
    "第[零〇一二三四五六七八九十百\\d]+[次届](?:[\u4e00-\u9fff]{0,8}会议|会议)"
)
_PUBLISHER = re.compile(
    "(?P<organ>[\u4e00-\u9fff、]{2,40}?)(?:令|公告)?(?:修正|修订)?(?:公布|发布|颁布|印发)"
)


def is_organ(text: str) -> bool:
    """Whether `text` reads as the name of one body."""
    return len(text) >= 2 and bool(_ORGAN.fullmatch(text))


def organs_of(text: str) -> tuple[str, ...]:
    """The bodies that `text` lists and nothing else (国务院办公厅　中央军委办公厅), or ()."""
    parts = [part for part in _WIDE.split(text.strip()) if part]
    return tuple(parts) if parts and all(is_organ(part) for part in parts) else ()


def title_organs(title: str) -> tuple[str, ...]:
    """The bodies a title begins with: 国务院办公厅关于… → (国务院办公厅,), or ()."""
    for match in _VERBS.finditer(title):
        if match.start() and (organs := organs_of(title[: match.start()])):
            return organs
    return ()


def session_organ(text: str) -> str:
    """The body whose meeting passed something: 临江市第十四届人民代表大会常务委员会第二十八次会议 →
    临江市人民代表大会常务委员会; 国务院第109次常务会议 → 国务院; "" when there is none."""
    if match := _SESSION.search(text):
        return match["organ"].removeprefix("经") + match["rest"]
    match = _MEETING.search(text)
    return match["organ"].removeprefix("经") if match else ""


def publisher(text: str) -> str:
    """The bodies that published something: 国务院公布 → 国务院; "" when there is none."""
    match = _PUBLISHER.match(text.strip())
    return match["organ"] if match and organs_of(match["organ"]) else ""


def permanent_body(organ: str) -> str:
    """`organ` without its term: 临江市第十三届人民代表大会常务委员会 → 临江市人民代表大会常务委员会."""
    return _TERM.sub("", organ)
