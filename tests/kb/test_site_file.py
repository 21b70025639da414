"""site.yaml is read strictly, and its mistakes are one sentence that names file, key and the nearest right key."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.problems import UsageError
from kb.site import Contact, Territory
from kb.site_file import read_site, site_of

GOOD = """
city: 临江市
districts: [子街道, 丑镇]
examples:
contacts:
  - {office: 人才窗口, phone: 12345}
"""


def written(folder: Path, text: str, name: str = "site.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_what_is_not_written_has_its_usual_value(tmp_path: Path) -> None:
    site = read_site(written(tmp_path, GOOD), Territory({}))
    assert (site.city, site.districts, site.examples) == ("临江市", ("子街道", "丑镇"), ())
    assert "本市" in site.home
    assert site.contacts == (Contact("人才窗口", "12345"),)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("city: 临江市\ndistrict: [子街道]", ("district", "districts")),
        ("city: 临江市\ncontacts: [{office: 窗口, fone: 1}]", ("contacts 的第 1 项", "fone", "phone")),
        ("city: 临江市\ncontacts: [{phone: 1}]", ("contacts 的第 1 项缺少“office”",)),
        ("city: 临江市\ndistricts: [丑镇, 子街道, 丑镇]", ("districts", "丑镇", "写了两次")),
        ("city: 临江市\ndistricts: [丑镇]\nneighbours: [丑镇]", ("丑镇", "又写在别处")),
        ("city: 临江市\ndistricts: 丑镇", ("districts", "列表")),
        ("names: [江城]", ("缺少“city”",)),
        ("city: [临江市", ("不是合法的 YAML",)),
        ("- 临江市", ("键: 值",)),
    ],
)
def test_mistakes(tmp_path: Path, text: str, words: tuple[str, ...]) -> None:
    path = written(tmp_path, text)
    with pytest.raises(UsageError) as told:
        read_site(path, Territory({}))
    assert str(path) in str(told.value)
    assert all(word in str(told.value) for word in words)
    assert str(told.value).count("。") == 1


def test_a_mistake_in_the_territory_is_told(tmp_path: Path) -> None:
    written(tmp_path, "province: {}", "territory.yaml")
    with pytest.raises(UsageError, match=r"territory.yaml.*“province”，最接近的是“provinces”"):
        site_of(tmp_path, ())


def test_the_folder_s_own_territory_counts(tmp_path: Path) -> None:
    written(tmp_path, GOOD)
    written(tmp_path, "provinces: {甲省: {乙市: [临江市, 丙县]}}", "territory.yaml")
    assert site_of(tmp_path, ()).region("丙县") == "本地级市其他县（市、区）"


def test_a_site_in_which_nothing_is_filled_in_is_none(tmp_path: Path) -> None:
    written(tmp_path, "# city: 临江市\n")
    assert site_of(tmp_path, ()).city == ""
