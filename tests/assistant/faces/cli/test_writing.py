"""What the commands give out: JSON as UTF-8, one of two forms, a file that the user named."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.faces.cli.writing import say, tell, write
from ingest.problems import UsageError


@pytest.mark.parametrize("indent", [None, 2])
def test_json_is_one_value_with_its_chinese_as_it_is(
    indent: int | None, capfd: pytest.CaptureFixture[str]
) -> None:
    say({"文件": "慈发改〔2021〕25号", "空": None}, indent)
    told = capfd.readouterr()
    assert json.loads(told.out) == {"文件": "慈发改〔2021〕25号", "空": None}
    assert "慈发改〔2021〕25号" in told.out
    assert told.out.count("\n") == (1 if indent is None else 4)
    assert told.err == ""


def test_half_a_character_does_not_stop_the_output(capfd: pytest.CaptureFixture[str]) -> None:
    say({"text": "半个\ud800字"})
    assert json.loads(capfd.readouterr().out)["text"] == "半个?字"


@pytest.mark.parametrize(("as_json", "shown"), [(True, '{\n  "a": 1\n}\n'), (False, "一\n")])
def test_only_the_form_that_is_wanted_is_made(
    as_json: bool, shown: str, capfd: pytest.CaptureFixture[str]
) -> None:
    made: list[str] = []

    def payload() -> dict[str, Any]:
        made.append("json")
        return {"a": 1}

    def text() -> str:
        made.append("text")
        return "一"

    tell(as_json, payload, text)
    assert capfd.readouterr().out == shown
    assert made == ["json" if as_json else "text"]


@pytest.mark.parametrize(("content", "held"), [("甲", "甲".encode()), (b"\x00\xff", b"\x00\xff")])
def test_a_file_holds_exactly_the_content(content: str | bytes, held: bytes, tmp_path: Path) -> None:
    write(str(tmp_path / "新.txt"), content)
    assert (tmp_path / "新.txt").read_bytes() == held


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "没有" / "新.txt"):
        with pytest.raises(UsageError, match="写不了.*请换一个位置。"):
            write(str(place), "甲")
