"""site.yaml and territory.yaml of a policies folder → the Site that its base serves."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints, ValidationError

from ingest.problems import UsageError
from kb.shipped import POLICIES
from kb.site import Contact, Site, Territory, Titled, home_words

SITE = "site.yaml"
TERRITORY = "territory.yaml"

_LOADER: type[yaml.SafeLoader | yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PLACES = ("names", "home", "above", "districts", "neighbours")
_LIKE = {
    "city": "城市全名，如 临江市",
    "scope": "一句话",
    "contacts": "办事窗口，每个写 office、phone、hours、address",
    "examples": "列表，每行一个问题",
    "provinces": "省、地级、县级三层",
}
_LIST = "列表，如 [甲镇, 乙街道]"


def _nothing(value: Any) -> Any:
    return [] if value is None else value


_Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
_Words = Annotated[list[_Word], BeforeValidator(_nothing)]
_Text = Annotated[str, BeforeValidator(lambda value: "" if value is None else value)]


class _Row(BaseModel):
    # a phone number is a number to YAML and a word to who wrote it
    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)


class _ContactRow(_Row):
    office: _Word
    phone: _Text = ""
    hours: _Text = ""
    address: _Text = ""


class _SiteFile(_Row):
    city: _Word
    names: _Words = []
    home: _Words = []
    above: _Words = []
    districts: _Words = []
    neighbours: _Words = []
    scope: _Text = ""
    examples: Annotated[list[_Word], BeforeValidator(_nothing)] = []
    contacts: Annotated[list[_ContactRow], BeforeValidator(_nothing)] = []


class _TerritoryFile(_Row):
    provinces: dict[str, dict[str, list[str]]]
    abroad: _Words = []
    countries: _Words = []
    ordinary: _Text = ""


def site_of(folder: Path, entries: Iterable[Titled]) -> Site:
    """The site of a policies folder; without a site.yaml there, what the titles and issuers of its documents tell.
    UsageError, one sentence with file, key and the nearest right key, when a file cannot be read."""
    given = folder / TERRITORY
    path = given if given.is_file() else POLICIES / TERRITORY
    # An installed package has no policies/ beside it.
    territory = _territory(path, path.stat().st_mtime_ns) if path.is_file() else Territory({})
    if (folder / SITE).is_file() and _raw(folder / SITE) is not None:
        return read_site(folder / SITE, territory)
    return Site.of_entries(
        entries, territory
    )  # nothing is filled in, as in the folder that a city begins with


def read_site(path: Path, territory: Territory) -> Site:
    """The site in a file; UsageError as `site_of`."""
    file = _validated(_SiteFile, path)
    for key in _PLACES:
        twice = [one for one in getattr(file, key) if getattr(file, key).count(one) > 1]
        if twice:
            raise UsageError(f"“{path}”的 {key} 里“{twice[0]}”写了两次，请只留一处。")
    both = [one for one in file.districts if one in (*file.neighbours, *file.above, file.city)]
    if both:
        raise UsageError(f"“{path}”的“{both[0]}”写在 districts 里，又写在别处，请只留一处。")
    return Site(
        **{key: tuple(getattr(file, key)) for key in _PLACES if key != "home"},
        home=tuple(file.home) or home_words(file.city),
        city=file.city,
        scope=file.scope.strip(),
        examples=tuple(file.examples),
        contacts=tuple(Contact(**one.model_dump()) for one in file.contacts),
        territory=territory,
    )


@lru_cache(maxsize=4)
def _territory(path: Path, _stamp: int) -> Territory:
    file = _validated(_TerritoryFile, path)
    provinces = {
        province: {prefecture: tuple(counties) for prefecture, counties in below.items()}
        for province, below in file.provinces.items()
    }
    return Territory(provinces, tuple(file.abroad), tuple(file.countries), frozenset(file.ordinary.split()))


def _raw(path: Path) -> Any:
    try:
        return yaml.load(path.read_text(encoding="utf-8-sig"), Loader=_LOADER)
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"“{path}”读不出来，请确认它是 UTF-8 编码的文件。") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"第{mark.line + 1}行附近" if mark else ""
        raise UsageError(f"“{path}”{where}不是合法的 YAML，请检查缩进、冒号和方括号。") from error


def _validated(model: type[Any], path: Path) -> Any:
    raw = _raw(path)
    if not isinstance(raw, dict):
        raise UsageError(f"“{path}”应写成“键: 值”，例如 {next(iter(model.model_fields))}。")
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        raise UsageError(f"“{path}”{_explain(error, model)}") from error


def _explain(error: ValidationError, model: type[BaseModel]) -> str:
    # a misspelt key is also a missing one: the misspelling is the fault to name
    fault = min(error.errors(), key=lambda one: one["type"] != "extra_forbidden")
    place = fault["loc"]
    where = f" {place[0]} 的第 {place[1] + 1} 项" if len(place) > 1 and isinstance(place[1], int) else ""
    if fault["type"] == "extra_forbidden":
        valid = list((_ContactRow if len(place) > 1 else model).model_fields)
        nearest = difflib.get_close_matches(str(place[-1]), valid, n=1, cutoff=0.0)[0]
        return f"{where}有不认识的键“{place[-1]}”，最接近的是“{nearest}”。"
    if fault["type"] == "missing":
        return f"{where}缺少“{place[-1]}”。"
    return f"{where}的“{place[0]}”写法不对，应写成{_LIKE.get(str(place[0]), _LIST)}。"
