"""`wence init`: a folder that a city can fill in, and that can be built at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from assistant.eligibility.rules.facts import load_facts
from assistant.faces.cli.commands import main
from assistant.faces.cli.starting import write_starter
from ingest.problems import UsageError
from kb.knowledge import KnowledgeBase
from kb.site import REGIONS
from kb.site_file import read_site, site_of


def invoke(*arguments: object) -> tuple[int, str]:
    found = CliRunner().invoke(main, [str(one) for one in arguments])
    return found.exit_code, found.output


def test_the_folder_can_be_built_with_its_first_document(tmp_path: Path) -> None:
    city, data = tmp_path / "临江", tmp_path / "data"
    code, told = invoke("init", city)
    assert code == 0 and "wence build --policies" in told
    code, told = invoke("build", "--policies", city, "--data", data)
    assert code == 2 and "里没有政策文件" in told
    with KnowledgeBase.open(data) as base:
        assert base.policies == city  # the first folder; one with documents would not be given up for it
    (city / "official" / "办法.txt").write_text(
        "示范办法\n\n第一条 为了示范，制定本办法。\n", encoding="utf-8"
    )
    assert invoke("build", "--policies", city, "--data", data)[0] == 0
    with KnowledgeBase.open(data) as base:
        assert base.policies == city
        assert base.site.city == ""


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "要紧.txt").write_text("要紧", encoding="utf-8")
    with pytest.raises(UsageError, match="已经有内容"):
        write_starter(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["要紧.txt"]


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    write_starter(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} >= {"official", "rules", "site.yaml", "lexicon.txt"}


def test_its_facts_are_of_any_city(tmp_path: Path) -> None:
    write_starter(tmp_path)
    facts = load_facts(tmp_path / "rules" / "facts.yaml")
    assert facts.by_name["户籍地"].choices == REGIONS
    assert {"本人本市住房", "配偶本市住房", "在本市租房", "在本市购房"} <= set(facts.by_name)


def test_every_key_of_the_site_stands_there_and_is_right(tmp_path: Path) -> None:
    write_starter(tmp_path)
    path = tmp_path / "site.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    keys = {"city", "names", "home", "above", "districts", "neighbours", "scope", "examples", "contacts"}
    assert keys == {line[2:].split(":")[0] for line in lines} & keys
    uncommented = [line[2:] for line in lines if line[2:].split(":")[0] in keys or line.startswith("#   - ")]
    path.write_text("\n".join(uncommented), encoding="utf-8")
    site = read_site(path, site_of(tmp_path.parent, ()).territory)
    assert all((site.city, site.home, site.above, site.districts, site.scope, site.examples, site.contacts))
