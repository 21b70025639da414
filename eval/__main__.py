"""`python -m eval`: the gold questions in, the table of figures out.

Exit code 0 when nothing that was reached on the test split is lost (eval/reached.yaml), 1 when something is or,
with --strict, when a bound is missed,
2 when the command or a file cannot be understood.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

import click

from assistant.faces.cli.chinese import Command, sentence
from assistant.faces.inputs import date_of
from eval import report as reports
from eval.gold import QUESTIONS, load
from eval.reached import lost
from eval.run import AS_OF, OFFICIAL, asker, contents, knowledge_base, run, searcher
from ingest.problems import UsageError, WenceError

OUT = Path(__file__).parent / "out"
_SPLITS = (*reports.SPLITS, "all")


def _split(value: str) -> str:
    if value not in _SPLITS:
        raise UsageError(f"没有“{value}”这个分组，可用的有：{'、'.join(_SPLITS)}。")
    return value


def _limit(value: str | None) -> int | None:
    if value is not None and (not value.isdecimal() or int(value) < 1):
        raise UsageError(f"题数“{value}”不对，请写一个正整数。")
    return int(value) if value is not None else None


def evaluate(
    split: str, limit: int | None, questions: Path, policies: Path, as_of: date, reveal: bool
) -> reports.Report:
    """Ask the questions of one split (or "all") and report; `limit` keeps the first ones by id."""
    if not questions.exists():
        raise UsageError(f"找不到问题文件“{questions}”，请检查 --questions 的路径。")
    chosen = sorted(load(questions), key=lambda q: q.id)
    chosen = [q for q in chosen if split in ("all", q.split)][:limit]
    if not chosen:
        raise UsageError(f"“{questions}”里没有 {split} 分组的问题，请换一个分组。")
    with knowledge_base(policies) as base:
        results = run(chosen, asker(base, as_of), searcher(base, as_of), contents(base))
    return reports.Report(results, reveal)


@click.command(
    cls=Command,
    help="用标准问题集测评：引用、数字、拒答和检索各对了多少，失误出在哪一层。",
    examples=["python -m eval", "python -m eval --split dev --failures"],
)
@click.option("--split", metavar="分组", default="all", help="dev、test 或 all，默认 all")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON，供程序读取")
@click.option(
    "--questions", metavar="文件", default=str(QUESTIONS), help="问题文件或文件夹，默认 eval/questions"
)
@click.option(
    "--policies", metavar="文件夹", default=str(OFFICIAL), help="政策文件夹，默认 policies/official"
)
@click.option("--as-of", metavar="日期", default=AS_OF.isoformat(), help=f"按哪一天回答，默认 {AS_OF}")
@click.option("--out", metavar="文件夹", default=str(OUT), help="报告写到哪里，默认 eval/out")
@click.option("--limit", metavar="题数", default=None, help="只问前几题")
@click.option("--strict", is_flag=True, help="test 部分有一项未达到要求就以 1 退出")
@click.option("--failures", is_flag=True, help="逐题列出失误，test 部分也列出")
def main(
    split: str,
    as_json: bool,
    questions: str,
    policies: str,
    as_of: str,
    out: str,
    limit: str | None,
    strict: bool,
    failures: bool,
) -> int:
    """Evaluate, write the report and the CSV, print the table or the JSON."""
    report = evaluate(_split(split), _limit(limit), Path(questions), Path(policies), date_of(as_of), failures)
    written = reports.write(report, Path(out))
    if as_json:
        click.echo(json.dumps(reports.as_json(report), ensure_ascii=False, indent=2).encode())
    else:
        click.echo(reports.terminal(report).encode(), nl=False)
    click.echo(f"报告写在 {'、'.join(str(path) for path in written)}。", err=True)
    for measure in report.missed:
        click.echo(f"未达到要求：{measure.label} {measure.bound}", err=True)
    usual = Path(questions) == QUESTIONS and Path(policies) == OFFICIAL and limit is None
    behind = lost(report) if usual else ()
    for sentence_of_loss in behind:
        click.echo(sentence_of_loss, err=True)
    return 1 if behind or (strict and report.missed) else 0


def command(args: list[str] | None = None) -> int:
    """Run `main` and give back the exit code; errors become one Chinese sentence on stderr."""
    try:
        code = main.main(args, prog_name="python -m eval", standalone_mode=False)
    except click.ClickException as error:
        click.echo(sentence(error), err=True)
        return 2
    except WenceError as error:
        click.echo(str(error), err=True)
        return 2
    except OSError as error:
        click.echo(f"读写“{error.filename}”失败，请检查路径和权限。", err=True)
        return 2
    return code if isinstance(code, int) else 0


if __name__ == "__main__":
    sys.exit(command())
