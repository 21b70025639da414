"""How well real documents are parsed: every national statute, and the 24 State Council documents.

    python -m eval.bench.parsing [--corpus ../shared/corpora/laws]

A statute with 条 counts as right when its articles follow each other without a break, or when every
break is a problem of the document that is true of the source: the article that is missing does not begin
a line of the source, which is read here a second time and without the project's parser.
"""

from __future__ import annotations

import json
import multiprocessing
import re
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path

import click

from eval.bench.statutes import NATIONAL, SHARED, folder, read_archive
from ingest.document import Clause
from ingest.parse import Parsed, parse
from ingest.problems import WenceError
from ingest.script.numerals import chinese_number

_ARTICLE = re.compile(r"(?m)^[\s#*]*第([零〇一二三四五六七八九十百千]+)条")
FLOOR = 0.995
SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Parsing:
    """The figures. `right` of `with_articles` documents; `unique` of `documents` have no id twice;
    `headers` of `papers` have title, 文号 and issuer as their metadata; `wrong` names what is not right."""

    documents: int
    with_articles: int
    right: int
    broken: int
    unique: int
    refused: int
    papers: int
    headers: int
    seconds: float
    wrong: tuple[str, ...]


def measure(corpus: Path) -> Parsing:
    """Parse both sets on all cores. WenceError when the corpus is not there."""
    folder(corpus)
    statutes = [(Path(one.name).name, one.data) for one in read_archive(corpus / NATIONAL)]
    begin = time.perf_counter()
    with multiprocessing.Pool() as pool:
        found = pool.map(_judge, statutes, chunksize=16)
    seconds = time.perf_counter() - begin
    papers = [_same_header(corpus, record) for record in _metadata(corpus)]
    return Parsing(
        documents=len(found),
        with_articles=sum(one.articles for one in found),
        right=sum(one.articles and not one.wrong for one in found),
        broken=sum(one.broken for one in found),
        unique=sum(one.unique for one in found),
        refused=sum(one.refused for one in found),
        papers=len(papers),
        headers=sum(not wrong for wrong in papers),
        seconds=seconds,
        wrong=tuple(filter(None, (*(one.wrong for one in found), *papers))),
    )


@dataclass(frozen=True, slots=True)
class _Judged:
    articles: bool = False
    broken: bool = False
    unique: bool = True
    refused: bool = False
    wrong: str = ""


def _judge(statute: tuple[str, bytes]) -> _Judged:
    name, data = statute
    try:
        parsed = parse(data, name)
    except WenceError as error:
        return _Judged(refused=True, wrong=f"{name}：{error}")
    ids = [str(clause.id) for clause in parsed.document.root.walk()]
    numbers = [int(c.number.partition("-")[0]) for c in parsed.document.root.walk() if c.level == "article"]
    wrong = _untrue(parsed, data.decode("utf-8"))
    return _Judged(bool(numbers), _has_break(numbers), len(set(ids)) == len(ids), False, wrong)


def _has_break(numbers: list[int]) -> bool:
    return any(after - before not in (0, 1) for before, after in pairwise([0, *numbers]))


def _untrue(parsed: Parsed, source: str) -> str:
    """Why a break in the articles is not true of the source, or not said; "" when all is well."""
    printed = {match[1] for match in _ARTICLE.finditer(source)}
    said = {finding.where for finding in parsed.problems}
    before: dict[str, int] = {}
    for clause in _articles(parsed.document.root):
        number, text = int(clause.number.partition("-")[0]), clause.id.path.rpartition("/")[0]
        missing = range(before.get(text, 0) + 1, number)
        if missing and str(clause.id) not in said:
            return f"{parsed.document.source}：{clause.id.label}之前断号而未说明"
        if any(chinese_number(n) in printed for n in missing):
            return f"{parsed.document.source}：{clause.id.label}之前的条在原文中有，却没有读出"
        before[text] = max(number, before.get(text, 0))
    return ""


def _articles(root: Clause) -> Iterator[Clause]:
    return (clause for clause in root.walk() if clause.level == "article")


def _metadata(corpus: Path) -> list[dict[str, str]]:
    records: list[dict[str, str]] = json.loads(
        (corpus.parent / "gongwen" / "metadata.json").read_text(encoding="utf-8")
    )
    return records


def _same_header(corpus: Path, record: dict[str, str]) -> str:
    """What of a header differs from its metadata; "" for nothing."""
    document = parse((corpus.parent / "gongwen" / record["file"]).read_bytes(), record["file"]).document
    read = {"title": document.title, "number": document.number, "issuer": "、".join(document.issuer)}
    different = [f"{key}={value}" for key, value in read.items() if value != record[key]]
    return f"{record['file']}：{'，'.join(different)}" if different else ""


def report(figures: Parsing) -> str:
    """The figures as lines of text."""
    share = figures.right / figures.with_articles if figures.with_articles else 0.0
    lines = [
        "解析（全国法规与国务院文件）",
        f"  有条的文件 {figures.with_articles}，条号连续或断号属实并已说明 {figures.right}（{share:.2%}，要求 ≥ {FLOOR:.1%}）",
        f"  其中原文断号 {figures.broken}；编号唯一 {figures.unique}/{figures.documents}；拒绝 {figures.refused}",
        f"  国务院文件 标题、文号、发文机关全对 {figures.headers}/{figures.papers}",
        f"  {figures.documents} 个文件用时 {figures.seconds:.1f} 秒（要求 ≤ {SECONDS:.0f}）",
        *(f"  ✗ {one}" for one in figures.wrong),
    ]
    return "\n".join(lines)


def below_floor(figures: Parsing) -> list[str]:
    """The floors that are missed, in Chinese."""
    missed = []
    if figures.right < FLOOR * figures.with_articles:
        missed.append("条号连续")
    if figures.unique < figures.documents:
        missed.append("编号唯一")
    if figures.refused:
        missed.append("无异常")
    if figures.headers < figures.papers:
        missed.append("标题文号机关")
    if figures.seconds > SECONDS:
        missed.append("解析用时")
    return missed


@click.command(help="解析评测：全国法规的条号、国务院文件的标题文号机关。")
@click.option("--corpus", type=click.Path(path_type=Path), default=SHARED, help="语料文件夹")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def main(corpus: Path, as_json: bool) -> None:
    """Print the figures; exit 1 when a floor is missed, 0 otherwise."""
    try:
        figures = measure(corpus)
    except WenceError as problem:
        click.echo(f"跳过：{problem}", err=True)
        return
    click.echo(json.dumps(asdict(figures), ensure_ascii=False, indent=1) if as_json else report(figures))
    raise SystemExit(1 if below_floor(figures) else 0)


if __name__ == "__main__":
    main()
