"""`wence check --rules`: which rules may judge, in words, as JSON and as an exit code."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from assistant.faces.cli.authors.checking import check, check_rules
from ingest.problems import UsageError
from kb.knowledge import KnowledgeBase


@pytest.fixture
def rules(data: Path, tmp_path: Path) -> Path:
    """A copy of the rules to change."""
    with KnowledgeBase.open(data) as base:
        return Path(shutil.copytree(base.rules, tmp_path / "rules"))


def told(data: Path, rules: Path, capfd: pytest.CaptureFixture[str], *confirm: str) -> tuple[int, str]:
    scheme, by = confirm or (None, None)
    count = check_rules(rules, data, scheme, by, as_json=False)
    return count, capfd.readouterr().out


def test_a_confirmed_rule_may_judge(data: Path, rules: Path, capfd: pytest.CaptureFixture[str]) -> None:
    count, out = told(data, rules, capfd)
    assert count == 0
    assert out.splitlines()[0] == "可判断　租房补贴（案例 0，未过 0）"
    assert out.splitlines()[-1] == "共 1 条规则、0 个案例：1 条没有问题，0 条要看。"


def test_a_rule_is_unchecked_until_somebody_confirms_it(
    data: Path, rules: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = rules / "租房补贴.yaml"
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    bare = {key: value for key, value in raw.items() if not key.startswith("verified")}
    path.write_text(yaml.safe_dump(bare, allow_unicode=True), encoding="utf-8")
    count, out = told(data, rules, capfd)
    assert (count, out[:3]) == (1, "未核对")
    assert told(data, rules, capfd, "all", "张三")[0] == 0
    assert "verified_by: 张三" in path.read_text(encoding="utf-8")


def test_what_cannot_be_read_is_counted_and_named(
    data: Path, rules: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (rules / "坏.yaml").write_text("title: [", encoding="utf-8")
    count, out = told(data, rules, capfd)
    assert count == 1
    assert "读不了　规则文件“坏.yaml”" in out
    assert check_rules(rules, data, None, None, as_json=True) == 1
    found = json.loads(capfd.readouterr().out)
    assert [one["scheme"] for one in found["rules"]] == ["租房补贴"]
    assert len(found["unread"]) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("--confirm", "all"),
        ("--by", "张三"),
        ("--rules", "甲.txt"),
        ("--confirm", "a", "--by", "b", "甲.txt"),
    ],
)
def test_what_does_not_go_together(arguments: tuple[str, ...], data: Path) -> None:
    result = CliRunner().invoke(check, [*arguments, "--data", str(data)])
    assert isinstance(result.exception, UsageError)
    assert result.stdout == ""
