"""What a text says of its own validity, and what follows for a day: tables of sentences, right and wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from ingest.head.repeal import document_name, read_repeals
from ingest.head.term import read_term, stated_end
from ingest.line import GridCell, Line
from ingest.parse import parse
from ingest.script.periods import Length, day_after, first_day_out, length_in
from ingest.validity import validity_on

ISSUED = date(2024, 1, 31)


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


# sentence → first day in force, first day out of force; the text is issued on 2024-01-31
TERMS = {
    "本办法自2026年1月1日起施行，有效期五年。": ("2026-01-01", "2031-01-01"),
    "本办法自发布之日起施行。": ("2024-01-31", ""),
    "本办法自公布之日起30日后施行。": ("2024-03-02", ""),
    "本办法自公布之日起满三十日施行。": ("2024-03-02", ""),
    "本办法自印发之日起1个月后起施行，有效期3年。": ("2024-03-01", "2027-03-01"),
    "本通知从2026年1月1日起执行，试行至2027年12月31日。": ("2026-01-01", "2028-01-01"),
    "有效期为3年，自2024年2月1日起施行，至2027年1月31日止": ("2024-02-01", "2027-02-01"),
    "本意见自２０２４年１月１日起施行，有效期至2028年12月31日。": ("2024-01-01", "2029-01-01"),
    "本政策执行期限至2026年12月31日。": ("", "2027-01-01"),
    "本办法自2028年12月31日起失效。": ("", "2028-12-31"),
    "本办法于2028年12月31日到期。": ("", "2029-01-01"),
    "第二十条　本办法由市人社局负责解释，自2024年2月29日起施行，试行期一年。": ("2024-02-29", "2025-03-01"),
    "执行期限自2024年1月1日至2026年12月31日。": ("2024-01-01", "2027-01-01"),
    "本规定有效期自2024年1月1日起至2028年12月31日止。": ("2024-01-01", "2029-01-01"),
    "本办法自2026年1月1日起执行至2028年12月31日。": ("2026-01-01", "2029-01-01"),
    "本办法自2022年3月1日起施行。有效期3年。": ("2022-03-01", "2025-03-01"),
    "本通知自印发之日起施行，有效期截至2025年底。": ("2024-01-31", "2026-01-01"),
    "《乙办法》自2024年5月1日起施行。": ("2024-05-01", ""),
    "现公布《乙办法》，自2024年5月1日起施行。": ("2024-05-01", ""),
    "本细则自2024年2月29日起施行，有效期24个月。": ("2024-02-29", "2026-03-01"),
    # what is said of something else
    "许可证有效期5年。": ("", ""),
    "证书由市人社局颁发，有效期3年。": ("", ""),
    "第五条自2026年1月1日起施行。": ("", ""),
    "本办法第五条自2026年1月1日起施行。": ("", ""),
    "2006年7月1日起施行的《甲市燃气安全管理条例》同时废止。": ("", ""),
    "行政法规应当自公布之日起30日后施行。": ("", ""),
    "《甲办法》有效期延长至2027年12月31日。": ("", ""),
    "《甲法》已由大会通过，自2024年5月1日起施行。": ("", ""),
    "本办法自2023年1月1日起施行以来，取得实效。": ("", ""),
    "申报时间自2024年1月1日至2024年3月31日止。": ("", ""),
    "自本办法施行之日起三年内完成。": ("", ""),
    "判决自公告之日起生效的，依照规定执行。": ("", ""),
}


@pytest.mark.parametrize(("sentence", "wanted"), TERMS.items(), ids=TERMS.keys())
def test_terms(sentence: str, wanted: tuple[str, str]) -> None:
    term = read_term([Line(sentence)], ISSUED, ("乙办法",))
    assert (term.effective, term.repealed, term.rival) == (day(wanted[0]), day(wanted[1]), None)


def test_two_ends_that_differ_keep_the_later() -> None:
    term = read_term([Line("自2024年2月1日起施行，有效期5年，有效期至2027年1月31日。")], ISSUED)
    assert (term.repealed, term.rival) == (date(2029, 2, 1), date(2027, 2, 1))


def test_the_document_that_is_carried_goes_before_its_cover() -> None:
    lines = [
        Line("本通知自印发之日起执行。"),
        Line("第九条 本办法自2025年1月1日起施行。"),
        Line("本标准自2026年1月1日起施行。"),
    ]
    assert read_term(lines, ISSUED, ("关于印发甲办法的通知", "甲办法")).effective == date(2025, 1, 1)
    assert read_term(lines, ISSUED, ("关于甲的通知",)).effective == date(2024, 1, 31)


STATED = {
    "2024-01-01—2026-12-31": "2027-01-01",
    "自2024年2月1日起3年": "2027-02-01",
    "5年": "2029-03-01",
    "至2025年12月31日": "2026-01-01",
    "2025年底": "2026-01-01",
    "长期": "",
}


@pytest.mark.parametrize(("text", "wanted"), STATED.items())
def test_a_label_of_the_end(text: str, wanted: str) -> None:
    assert stated_end([], text, date(2024, 2, 29)) == day(wanted)


PERIODS = [
    ("2024-02-01", Length(36), "2027-02-01"),
    ("2024-02-29", Length(12), "2025-03-01"),
    ("2024-02-29", Length(48), "2028-02-29"),
    ("2025-08-31", Length(6), "2026-03-01"),
    ("2025-12-31", Length(2), "2026-03-01"),
    ("2024-01-01", Length(0, 30), "2024-01-31"),
]


@pytest.mark.parametrize(("begins", "length", "wanted"), PERIODS)
def test_the_first_day_out(begins: str, length: Length, wanted: str) -> None:
    assert first_day_out(date.fromisoformat(begins), length) == day(wanted)


@pytest.mark.parametrize(
    ("issued", "length", "wanted"),
    [
        ("2024-03-01", Length(0, 30), "2024-04-01"),
        ("2024-01-31", Length(1), "2024-03-01"),
        ("2023-01-31", Length(1), "2023-03-01"),
        ("2024-03-15", Length(1), "2024-04-16"),
    ],
)
def test_the_day_after_a_wait(issued: str, length: Length, wanted: str) -> None:
    assert day_after(date.fromisoformat(issued), length) == day(wanted)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("五年", Length(60)),
        ("24个月", Length(24)),
        ("半年", Length(6)),
        ("30日", Length(0, 30)),
        ("2024年", None),
    ],
)
def test_lengths(text: str, wanted: Length | None) -> None:
    assert length_in(text) == wanted


REPEALS: dict[str, tuple[str, ...]] = {
    "原《人才办法》（慈政发〔2018〕3号）同时废止。": ("慈政发〔2018〕3号",),
    "原《人才办法》（慈政发[2018] 3号）同时废止。": ("慈政发〔2018〕3号",),
    "《A》《B》和《C》同时废止。": ("A", "B", "C"),
    "1999年甲发布的《A》、2001年乙发布的《B》同时废止。": ("A", "B"),
    "根据2001年《关于修改〈A〉的决定》修正的《A》同时废止。": ("A",),
    "原甲政发〔2018〕3号文件同时废止。": ("甲政发〔2018〕3号",),
    "甲政发〔2018〕3号、甲政发〔2019〕4号文件同时停止执行。": ("甲政发〔2018〕3号", "甲政发〔2019〕4号"),
    "慈政发〔2019〕5号《关于甲的通知》同时废止。": ("慈政发〔2019〕5号",),
    "经研究，决定废止《甲》（甲政发〔2018〕3号）、《乙》。": ("甲政发〔2018〕3号", "乙"),
    "一、对《甲》予以废止。": ("甲",),
    "本决定修改《甲》，废止《乙》。": ("乙",),
    "《甲办法》自本办法施行之日起废止。": ("甲办法",),
    "自本办法施行之日起，《甲》不再执行。": ("甲",),
    "根据《甲法》，《乙办法》同时废止。": ("乙办法",),
    "除《甲》外，《乙》同时废止。": ("乙",),
    "《甲办法》（2018年3月1日甲政府令第5号公布）同时废止。": ("甲政府令第5号",),
    # no repeal of a whole document
    "本办法废止前已受理的，按《X办法》执行。": (),
    "《甲办法》废止后，相关待遇不再享受。": (),
    "按照《X》（已废止）执行。": (),
    "此前规定与本办法不一致的，以本办法为准。": (),
    "以往文件同时废止。": (),
    "《X办法》第五条同时废止。": (),
    "《劳动改造条例》中有关看守所的规定即行废止。": (),
    "《甲办法》不再执行本条规定。": (),
    "建议废止《甲》。": (),
    "行政机关可以废止《甲》。": (),
    "修改或者废止《甲》的，应当公告。": (),
    "《关于废止〈甲〉的决定》已经通过。": (),
}


@pytest.mark.parametrize(("sentence", "wanted"), REPEALS.items(), ids=REPEALS.keys())
def test_repeals(sentence: str, wanted: tuple[str, ...]) -> None:
    assert tuple(repeal.name for repeal in read_repeals([Line(sentence)])) == wanted


def names(*texts: str) -> list[str]:
    return [repeal.name for repeal in read_repeals([Line(text) for text in texts])]


def test_a_list_of_what_is_repealed() -> None:
    lines = [
        "一、对下列文件予以废止：",
        "1. 《甲》（甲政发〔2018〕3号）",
        "2. 《乙》",
        "二、对下列文件予以修改：",
        "1. 《丙》",
    ]
    assert names(*lines) == ["甲政发〔2018〕3号", "乙"]
    annexes = [
        "附件1",
        "废止的规范性文件目录",
        "1. 关于甲的通知（甲政发〔2018〕3号）",
        "附件2",
        "继续有效的文件目录",
        "1. 《丙》",
    ]
    assert names(*annexes) == ["甲政发〔2018〕3号"]
    assert names("有下列情形之一的，可以停止执行：", "（一）甲", "第五章 行政复议决定") == []


def test_a_table_of_what_is_repealed() -> None:
    texts = [
        "文件名称",
        "文号",
        "清理结果",
        "甲办法",
        "甲政发〔2018〕3号",
        "废止",
        "乙办法",
        "甲政发〔2019〕3号",
        "继续有效",
    ]
    grid = tuple(GridCell(text, at // 3, at % 3) for at, text in enumerate(texts))
    found = read_repeals([Line("附件：废止的文件目录"), Line("", grid=grid)])
    assert [(one.number, one.title) for one in found] == [("甲政发〔2018〕3号", "甲办法")]


def test_the_title_of_a_decision() -> None:
    assert [one.name for one in read_repeals([], "甲市政府关于废止《甲办法》的决定")] == ["甲办法"]
    assert read_repeals([], "甲市政府关于修改和废止《甲办法》的决定") == ()


@pytest.mark.parametrize("text", ["《甲办法》（甲政发[2018]3号）", "甲政发〔2018〕3号"])
def test_one_name_for_a_document(text: str) -> None:
    assert document_name(text) == "甲政发〔2018〕3号"
    assert document_name("甲办法") == document_name("《甲办法》") == "甲办法"


@dataclass(frozen=True)
class Held:
    issued: date | None = None
    effective: date | None = None
    repealed: date | None = None
    status: str = ""
    replaced_by: str = ""


FORCES = [
    (Held(), "unknown", True, "未载明施行日期"),
    (Held(issued=date(2026, 7, 1)), "in_force", True, ""),
    (Held(effective=date(2026, 7, 2)), "not_yet", False, "自2026-07-02起施行，尚未生效"),
    (Held(issued=date(2026, 7, 2)), "not_yet", False, "2026-07-02发布，尚未生效"),
    (Held(effective=date(2020, 1, 1), repealed=date(2026, 7, 2)), "in_force", True, ""),
    (Held(effective=date(2020, 1, 1), repealed=date(2026, 7, 1)), "expired", False, "已于2026-07-01失效"),
    (Held(issued=date(2020, 1, 1), status="已废止"), "repealed", False, "已废止"),
    (Held(issued=date(2020, 1, 1), status="失效"), "repealed", False, "已失效"),
    (Held(issued=date(2020, 1, 1), status="现行有效"), "in_force", True, ""),
    (Held(issued=date(2020, 1, 1), status="已被修改"), "in_force", True, ""),
    (Held(issued=date(2020, 1, 1), status="部分失效"), "in_force", True, ""),
    (Held(issued=date(2020, 1, 1), status="尚未生效"), "not_yet", False, "尚未生效"),
    (Held(issued=date(2020, 1, 1), replaced_by="甲办法"), "replaced", False, "已被《甲办法》替代"),
    (
        Held(issued=date(2020, 1, 1), repealed=date(2025, 1, 1), replaced_by="甲政发〔2025〕1号"),
        "replaced", False, "已于2025-01-01失效，由甲政发〔2025〕1号替代",
    ),
    (Held(issued=date(2020, 1, 1), repealed=date(2027, 1, 1), replaced_by="乙"), "in_force", True, ""),
]  # fmt: skip


@pytest.mark.parametrize(("held", "kind", "holds", "label"), FORCES)
def test_force_on_a_day(held: Held, kind: str, holds: bool, label: str) -> None:
    force = validity_on(held, date(2026, 7, 1))
    assert (force.kind, force.holds, force.label) == (kind, holds, label)


def checks(text: str) -> list[tuple[str, str]]:
    return [(one.check, one.severity) for one in parse(text.encode(), "甲.txt").problems]


AGREEMENT = {
    "甲局关于人才的通知\n一、甲。\n本通知自2020年1月1日起施行。\n甲局\n2021年3月1日": [
        ("effect_before_issue", "warning")
    ],
    "甲局关于人才的通知\n一、甲。\n本通知自2021年1月1日起施行。\n甲局\n2021年3月1日": [
        ("effect_before_issue", "hint")
    ],
    "甲局关于人才的通知\n一、甲。\n本通知自2021年5月1日起施行，有效期至2020年12月31日。\n甲局\n2021年3月1日": [
        ("validity_conflict", "warning")
    ],
    "施行日期：2021-06-01\n甲局关于人才的通知\n一、甲。\n本通知自2021年5月1日起施行。\n甲局\n2021年3月1日": [
        ("validity_conflict", "warning")
    ],
    "有效性：失效\n甲局关于人才的通知\n一、甲。\n甲局\n2021年3月1日": [("end_unknown", "warning")],
    "甲局关于人才的通知\n一、甲。\n本通知自2021年5月1日起施行，有效期5年。\n甲局\n2021年3月1日": [],
}


@pytest.mark.parametrize(("text", "wanted"), AGREEMENT.items())
def test_what_does_not_agree_is_said(text: str, wanted: list[tuple[str, str]]) -> None:
    assert checks(text) == wanted


def test_an_act_that_ended_it_early_leaves_no_later_end() -> None:
    text = "有效性：已废止\n甲局关于人才的通知\n一、甲。\n本通知自2025年5月1日起施行，有效期5年。\n甲局\n2025年3月1日"
    document = parse(text.encode(), "甲.txt").document
    assert (document.repealed, document.in_force(date(2026, 1, 1))) == (None, False)


def test_a_document_knows_what_it_replaces() -> None:
    text = (
        "甲局关于人才的通知\n一、甲。\n本通知自2025年5月1日起施行，《旧办法》（甲政发〔2018〕3号）同时废止。"
    )
    assert parse(text.encode(), "甲.txt").document.replaces == ("甲政发〔2018〕3号",)
