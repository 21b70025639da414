"""`python -m eval.bench` (`make bench`): parsing, retrieval, then the speed of the whole."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

import click

from eval.bench import parsing, retrieval, speed
from eval.bench.statutes import SHARED, folder
from ingest.problems import WenceError


@click.command(help="解析、检索效果与速度的大规模评测；没有语料时说明原因并退出。")
@click.option("--corpus", type=click.Path(path_type=Path), default=SHARED, help="语料文件夹")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def main(corpus: Path, as_json: bool) -> None:
    try:
        folder(corpus)
    except WenceError as problem:
        click.echo(f"跳过：{problem}", err=True)
        return
    read = parsing.measure(corpus)
    found, fast = retrieval.measure(corpus), speed.measure(corpus)
    if as_json:
        plain = {name: {half: asdict(one) for half, one in halves.items()} for name, halves in found.items()}
        everything = {"parsing": asdict(read), "retrieval": plain, "speed": asdict(fast)}
        click.echo(json.dumps(everything, ensure_ascii=False, indent=1))
    else:
        click.echo(f"{parsing.report(read)}\n\n{retrieval.report(found)}\n\n{speed.report(fast)}")
    missed = parsing.below_floor(read) + retrieval.below_floor(found) + speed.above_limit(fast)
    if missed:
        click.echo(f"未达到要求：{'、'.join(missed)}", err=True)
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
