"""`wence init`: the commented policies folder with which a new city begins."""

from __future__ import annotations

import shutil
from importlib.resources import as_file, files
from pathlib import Path

import click

from assistant.faces.cli.chinese import Command
from ingest.problems import UsageError

_STARTER = "starter"


@click.command(
    cls=Command,
    short_help="给一座新城市建一个政策文件夹",
    help="写出一个带说明的政策文件夹：城市、规则要用的事实、词库和放文件的地方。填好后用 wence build --policies 建库。",
    arguments={"DIR": "要建的文件夹，须不存在或是空的"},
    examples=["wence init 临江", "wence build --policies 临江"],
)
@click.argument("folder", metavar="DIR")
def init(folder: str) -> None:
    """A policies folder with all its files and what each is for."""
    place = Path(folder)
    write_starter(place)
    for path in sorted(one for one in place.rglob("*") if one.is_file()):
        click.echo(f"写出  {path}")
    click.echo(
        f"接着：把政策文件放进 {place / 'official'}，在 {place / 'site.yaml'} 里写上城市，"
        f"再运行 wence build --policies {place}。"
    )


def write_starter(place: Path) -> None:
    """Write the starting folder to `place`. UsageError when something is there already or it cannot be written."""
    if place.exists() and (not place.is_dir() or any(place.iterdir())):
        raise UsageError(f"“{place}”已经有内容，没有写；请换一个不存在的或空的文件夹。")
    with as_file(files("assistant.faces.cli").joinpath(_STARTER)) as starter:
        try:
            shutil.copytree(starter, place, dirs_exist_ok=True, copy_function=shutil.copyfile)
        except OSError as error:
            raise UsageError(f"写不进“{place}”（{error.strerror}），请换一个有权限的文件夹。") from error
