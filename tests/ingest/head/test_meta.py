"""meta.yaml: what it may say, what it changes, and its mistakes in one Chinese sentence each."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ingest.document import Document
from ingest.head.file_meta import FileMeta
from ingest.head.meta import apply, load_meta, remaining
from ingest.parse import parse
from ingest.problems import Problem, UsageError
from ingest.script.periods import Length

FULL = """\
办法:
  标题: 《慈溪市人才办法》
  文号: 慈政发[2024]3号
  发文机关: [慈溪市人民政府, 中共慈溪市委]
  成文日期: 2024年1月5日
  生效: 2024-02-01
  有效期: 3年
  替代:
    - 《旧办法》（慈政发〔2018〕3号）
    - 老规定
  被替代: 《新办法》
  状态: 现行有效
  效力: 示例
  独立: true
乙.txt: {until: 2025年底, issuer: 乙局, authority: official}
"""


def loaded(folder: Path, text: str) -> tuple[FileMeta, ...]:
    for name in ("办法.docx", "甲.txt", "乙.txt", "乙.pdf"):
        (folder / name).touch()
    (folder / "meta.yaml").write_text(text, encoding="utf-8")
    return load_meta(folder / "meta.yaml").files


def test_everything_it_may_say(tmp_path: Path) -> None:
    first, second = loaded(tmp_path, FULL)
    assert first == FileMeta(
        name="办法.docx", line=1, title="慈溪市人才办法", number="慈政发〔2024〕3号",
        issuer=("慈溪市人民政府", "中共慈溪市委"), issued=date(2024, 1, 5), effective=date(2024, 2, 1),
        repealed=date(2027, 2, 1), replaces=("慈政发〔2018〕3号", "老规定"), replaced_by="新办法",
        status="现行有效", authority="sample", standalone=True,
    )  # fmt: skip
    assert second == FileMeta(
        name="乙.txt", line=15, repealed=date(2026, 1, 1), issuer=("乙局",), authority="official"
    )


ENDS = {
    "{失效: 2025-01-01}": date(2025, 1, 1),
    "{废止: 2025年1月1日}": date(2025, 1, 1),
    "{有效期至: 2024-12-31}": date(2025, 1, 1),
    "{有效期至: 2024-02-28}": date(2024, 2, 29),
    "{生效: 2024-02-29, 有效期: 一年}": date(2025, 3, 1),
    "{生效: 2024-02-29, 有效期: 24个月}": date(2026, 3, 1),
    "{生效: 2024-01-01, 有效期: 五年, 有效期至: 2028-12-31}": date(2029, 1, 1),
    "{生效: 2024-01-01, 有效期: 五年, 废止: 2026-05-01}": date(2026, 5, 1),
    "{生效: 2024-01-01, 有效期至: 2024-01-01}": date(2024, 1, 2),
}


@pytest.mark.parametrize(("text", "wanted"), ENDS.items())
def test_the_first_day_out_of_force(tmp_path: Path, text: str, wanted: date) -> None:
    assert loaded(tmp_path, f"甲: {text}")[0].repealed == wanted


def test_an_empty_file_says_nothing(tmp_path: Path) -> None:
    assert loaded(tmp_path, "") == loaded(tmp_path, "# 说明\n") == ()


MISTAKES = {
    "甲: {生校: 2024-01-01}": "第1行的“生校”不认识，是不是“生效”",
    "甲:\n  issueer: a": "第2行的“issueer”不认识，是不是“issuer”",
    "甲: {生效: 2024-02-30}": "“2024-02-30”不是日期",
    "甲: {生效: 明年}": "“明年”不是日期",
    "甲: {废止: 是}": "“是”不是日期",
    "甲: {有效期: 长期}": "“长期”不是期限",
    "甲: {有效期: 3年左右}": "不是期限",
    "甲: {有效期: 9999年}": "不是期限",
    "甲: {生效: 2024-01-01, 失效: 2023-01-01}": "失效（2023-01-01）早于生效日期2024-01-01",
    "甲: {生效: 2024-01-01, 有效期至: 2020-01-01}": "早于生效日期",
    "甲: {失效: 2025-01-01, 有效期至: 2025-01-01}": "不一致",
    "甲: {独立: maybe}": "“maybe”不认识",
    "甲: {效力: 官方}": "“官方”不认识，应是 正式、official、示例、sample 之一",
    "甲: {标题: [a]}": "应是一行不空的文字",
    "甲: {标题: }": "应是一行不空的文字",
    "甲: {生效: 2024-01-01, 施行: 2024-01-01}": "同一个意思",
    "甲: {生效: 2024-01-01, 生效: 2024-01-01}": "写了两次",
    "甲: {}\n甲.txt: {}": "又写了一次文件“甲.txt”",
    "甲乙: {}": "不在这个文件夹里",
    "办法.doc: {}": "是不是“办法.docx”",
    "乙: {}": "对应多个文件（乙.pdf、乙.txt）",
    "../甲.txt: {}": "不在这个文件夹里",
    "甲: &a {生效: 2024-01-01}\n办法: *a": "锚点或别名",
    "甲: !!python/object/apply:os.system [ls]": "标签",
    "甲: [[[[1]]]]": "嵌套太深",
    "[" * 100_000: "嵌套太深",
    "甲:\n\t生效: 1": "第2行附近不是合法的 YAML",
    "甲: {}\n---\n乙: {}": "不是合法的 YAML",
    "甲: \x00": "不是合法的 YAML",
    "甲: 1": "下面应是缩进的各项",
    "甲:": "下面应是缩进的各项",
    "- 甲": "最外层应是",
    "? [甲]\n: 1": "不是文字",
    "甲: {}\n" * 200_000: "超过 1 MiB",
}


@pytest.mark.parametrize(("text", "wanted"), MISTAKES.items(), ids=[text[:30] for text in MISTAKES])
def test_mistakes(tmp_path: Path, text: str, wanted: str) -> None:
    with pytest.raises(UsageError) as raised:
        loaded(tmp_path, text)
    message = str(raised.value)
    assert wanted in message
    assert "meta.yaml" in message
    assert message.count("。") == 1
    assert message.endswith("。")


def test_what_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="读不出来"):
        load_meta(tmp_path / "meta.yaml")
    (tmp_path / "meta.yaml").write_bytes("甲: 1".encode("gb18030"))
    with pytest.raises(UsageError, match="UTF-8"):
        load_meta(tmp_path / "meta.yaml")


TEXT = """\
甲局关于人才的通知
甲局发〔2024〕1号
一、甲。
本通知自2024年3月1日起施行，有效期3年。
甲局
2024年1月5日"""


def document(text: str = TEXT) -> Document:
    return parse(text.encode(), "甲.txt").document


def test_meta_wins_and_says_where_the_text_differs() -> None:
    before = document()
    meta = FileMeta("甲.txt", effective=date(2024, 4, 1), repealed=date(2030, 1, 1), standalone=True)
    changed, findings = apply(meta, before)
    assert (before.effective, before.repealed) == (date(2024, 3, 1), date(2027, 3, 1))
    assert (changed.effective, changed.repealed, changed.id) == (
        date(2024, 4, 1),
        date(2030, 1, 1),
        before.id,
    )
    assert [(one.check, one.severity, one.evidence) for one in findings] == [
        ("validity_conflict", "warning", "本通知自2024年3月1日起施行，有效期3年。")
    ] * 2
    assert "2024-04-01" in findings[0].message
    assert "2024-03-01" in findings[0].message


def test_meta_that_agrees_is_silent() -> None:
    meta = FileMeta("甲.txt", number="甲局发〔2024〕1号", effective=date(2024, 3, 1), term=Length(36))
    assert apply(meta, document()) == (document(), ())


def test_a_term_of_the_text_runs_from_the_day_that_meta_gives() -> None:
    changed, findings = apply(FileMeta("甲.txt", effective=date(2024, 4, 1)), document())
    assert changed.repealed == date(2027, 4, 1)
    assert [one.check for one in findings] == ["validity_conflict"]


def test_a_term_of_meta_runs_from_the_day_that_the_text_gives() -> None:
    changed, _ = apply(FileMeta("甲.txt", term=Length(12)), document())
    assert changed.repealed == date(2025, 3, 1)


def test_a_term_without_a_beginning_is_an_error_and_changes_nothing() -> None:
    bare = document("关于人才的通知\n一、甲。")
    changed, findings = apply(FileMeta("甲.txt", term=Length(12)), bare)
    assert changed == bare
    assert [(one.check, one.severity) for one in findings] == [("term_without_begin", "error")]


def test_a_number_that_differs_is_said() -> None:
    changed, findings = apply(FileMeta("甲.txt", number="甲局发〔2024〕2号"), document())
    assert changed.number == "甲局发〔2024〕2号"
    assert [(one.check, one.evidence) for one in findings] == [("header_conflict", "甲局发〔2024〕1号")]


def test_an_end_before_the_beginning_of_the_text() -> None:
    _, findings = apply(FileMeta("甲.txt", repealed=date(2024, 2, 1)), document())
    assert [one.message for one in findings if "任何一天都不会有效" in one.message]


def test_an_end_that_meta_gives_settles_that_it_was_unknown() -> None:
    told = (Problem("end_unknown", "warning", "", "甲"), Problem("numbering_gap", "warning", "", "乙"))
    changed, _ = apply(FileMeta("甲.txt", repealed=date(2025, 1, 1)), document())
    assert [one.check for one in remaining(told, changed)] == ["numbering_gap"]
    assert remaining(told, document("关于人才的通知\n一、甲。")) == told
