"""`wence compare`: two versions in, what changed out, in three forms."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from assistant.faces.cli import main
from assistant.faces.cli.authors.comparing import compare_versions
from ingest.problems import UsageError

OLD = """# 慈溪市人才住房办法

慈政发〔2020〕1号

第一条 硕士研究生给予购房补贴10万元。

第二条 申请人应当提交学历证书和R&D证明；

第三条 本办法自2020年3月1日起施行。
"""
NEW = """# 慈溪市人才住房办法

慈政发〔2025〕1号

第一条 硕士研究生给予购房补贴15万元。

第二条 博士研究生可以直接申请。

第三条 申请人应当提交学历证书和R&D证明;

第四条 本办法自2025年3月1日起施行。
"""


@pytest.fixture
def versions(tmp_path: Path) -> tuple[str, str]:
    for name, text in (("旧.md", OLD), ("新.md", NEW)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return str(tmp_path / "旧.md"), str(tmp_path / "新.md")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["compare", *arguments])


def test_the_text_begins_with_what_matters(versions: tuple[str, str]) -> None:
    result = run(*versions)
    assert result.exit_code == 0
    assert "10万元 → 15万元" in result.stdout
    assert result.stdout.index("数字　第一条") < result.stdout.index("【修改】第一条")
    assert "【新增】第二条" in result.stdout
    assert "（慈政发〔2020〕1号） → 《慈溪市人才住房办法》（慈政发〔2025〕1号）" in result.stdout.replace(
        "\n", ""
    )


def test_the_json_is_the_contract(versions: tuple[str, str]) -> None:
    told = json.loads(run(*versions, "--json").stdout)
    assert set(told) == {"old", "new", "summary", "changes"}
    first = told["changes"][0]
    assert (first["kind"], first["old_label"], first["figures"][0]["new"]) == ("changed", "第一条", "15万元")
    assert [one["kind"] for one in told["changes"]].count("added") == 1


def test_the_page_asks_nobody_and_escapes(versions: tuple[str, str], tmp_path: Path) -> None:
    page = tmp_path / "对照.html"
    assert run(*versions, "--html", str(page)).exit_code == 0
    text = page.read_text(encoding="utf-8")
    assert "R&amp;D" in text and "R&D" not in text
    assert "http" not in text and "<script" not in text
    assert "<del>10万</del>" in text and "<ins>15万</ins>" in text


def test_strict_tells_by_the_exit_code(versions: tuple[str, str]) -> None:
    assert run(*versions, "--strict").exit_code == 1
    assert run(versions[0], versions[0], "--strict").exit_code == 0


@pytest.mark.parametrize("missing", ["没有.md", "《没有这份文件》"])
def test_a_version_that_is_not_there_is_one_sentence(
    versions: tuple[str, str], missing: str, tmp_path: Path
) -> None:
    result = run(missing, versions[1], "--data", str(tmp_path / "nothing"))
    assert result.exit_code == 2
    assert result.stdout == "" and result.stderr.count("\n") == 1 and missing in result.stderr


def test_versions_in_the_base_are_found_by_their_numbers(versions: tuple[str, str], tmp_path: Path) -> None:
    data = str(tmp_path / "data")
    assert CliRunner().invoke(main, ["build", *versions, "--data", data]).exit_code == 0
    result = run("慈政发〔2020〕1号", "慈政发-2025-1", "--data", data)
    assert "10万元 → 15万元" in result.stdout


def test_whether_anything_of_substance_differs(versions: tuple[str, str], tmp_path: Path) -> None:
    old, new = versions
    assert compare_versions(old, new, as_json=False, html=None, data=tmp_path / "没有")
    assert not compare_versions(old, old, as_json=False, html=None, data=tmp_path / "没有")


def test_two_forms_on_stdout_are_refused_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="只能用一个"):
        compare_versions("没有", "没有", as_json=True, html="-", data=tmp_path)
