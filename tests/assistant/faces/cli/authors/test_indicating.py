"""`wence indicators`: text, CSV, SVG and JSON, each where it was asked for."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from assistant.faces.cli.authors.indicating import indicators
from ingest.problems import UsageError, WenceError


def run(*arguments: str, data: Path) -> Result:
    return CliRunner().invoke(indicators, [*arguments, "--data", str(data)])


def test_a_file_needs_no_base(plan_file: Path, tmp_path: Path) -> None:
    result = run(str(plan_file), "--json", data=tmp_path / "没有")
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)["indicators"]
    talent = next(one for one in told if one["name"].startswith("人才"))
    assert {point["target"] for point in talent["points"]} == {True, False}


def test_a_file_of_csv_is_one_a_spreadsheet_reads(plan_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "指标.csv"
    result = run(str(plan_file), "--csv", str(path), data=tmp_path / "没有")
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    assert {"完成", "目标"} <= {row["类别"] for row in rows}
    assert rows[0]["指标"] in result.stdout, "the text is printed all the same"


def test_csv_on_stdout_stands_there_alone(plan_file: Path, tmp_path: Path) -> None:
    out = run(str(plan_file), "--csv", "-", data=tmp_path / "没有").stdout
    assert out.startswith("指标,范围,单位,年份,")
    assert all(len(row) == 9 for row in csv.reader(io.StringIO(out)))


def test_two_forms_on_stdout_are_refused(plan_file: Path, tmp_path: Path) -> None:
    result = run(str(plan_file), "--csv", "-", "--json", data=tmp_path / "没有")
    assert isinstance(result.exception, UsageError)
    assert result.stdout == ""


def test_a_document_without_indicators_says_so(data: Path) -> None:
    assert "没有带年份的指标" in run("测试发-2026-1", data=data).stdout


def test_without_a_document_and_a_base_it_is_told(tmp_path: Path) -> None:
    assert isinstance(run(data=tmp_path / "没有").exception, WenceError)


def test_what_was_entered_stands_beside_what_was_printed(plan_file: Path, tmp_path: Path, data: Path) -> None:
    from kb.knowledge import KnowledgeBase

    name = json.loads(run(str(plan_file), "--json", data=tmp_path / "没有").stdout)["indicators"][0]
    with KnowledgeBase.open(data) as base:
        entered = base.rules.parent / "indicators.yaml"
    line = {"document": "慈发改-2021-25", "name": name["name"], "scope": name["scope"], "year": 2023,
            "value": name["points"][0]["printed"], "source": "统计公报"}  # fmt: skip
    entered.write_text(json.dumps([line], ensure_ascii=False), encoding="utf-8")
    try:
        told = json.loads(run(str(plan_file), "--json", data=data).stdout)["indicators"][0]
    finally:
        entered.unlink()
    assert [point["source"] for point in told["points"] if point["year"] == 2023] == ["统计公报"]
    assert told["course"] != "无数据"


@pytest.mark.parametrize("option", ["--csv", "--svg"])
def test_a_file_that_cannot_be_written_is_told(option: str, plan_file: Path, tmp_path: Path) -> None:
    result = run(str(plan_file), option, str(tmp_path / "没有" / "图"), data=tmp_path / "无")
    assert isinstance(result.exception, UsageError)
