"""The city whose rules these are, read once from the site.yaml and territory.yaml that lie beside the rules' folder."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from ingest.problems import UsageError
from kb.shipped import POLICIES
from kb.site import Site, Territory

_LISTS = ("names", "home", "above", "districts", "neighbours")


@lru_cache(maxsize=8)
def home_of(rules: Path) -> Site:
    """The site of a rules folder, with the shipped files where it has none. UsageError when one cannot be read."""
    site, places = _read(rules.parent, "site.yaml"), _read(rules.parent, "territory.yaml")
    try:
        territory = Territory(
            {
                province: {name: tuple(counties) for name, counties in prefectures.items()}
                for province, prefectures in places["provinces"].items()
            },
            tuple(places["abroad"]),
            tuple(places["countries"]),
        )
        names, home, above, districts, neighbours = (tuple(map(str, site.get(key, ()))) for key in _LISTS)
        return Site(str(site.get("city", "")), names, home, above, districts, neighbours, territory=territory)
    except (KeyError, TypeError, AttributeError) as error:
        raise UsageError(
            f"“{rules.parent}”里的 site.yaml 或 territory.yaml 写法不对：{error}，请检查。"
        ) from error


def _read(folder: Path, name: str) -> dict[str, Any]:
    import yaml

    path = folder / name if (folder / name).is_file() else POLICIES / name
    try:
        return dict(
            yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        )
    except (OSError, UnicodeDecodeError, yaml.YAMLError, TypeError, ValueError) as error:
        raise UsageError(
            f"读不了“{path}”，请检查文件是否存在、是否为 UTF-8 编码、缩进和冒号对不对。"
        ) from error
