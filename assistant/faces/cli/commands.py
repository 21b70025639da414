"""The commands. Each imports what it needs when it runs, so that `wence --help` stays quick."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assistant.faces.cli.authors.checking import check
from assistant.faces.cli.authors.comparing import compare
from assistant.faces.cli.authors.impact_command import impact
from assistant.faces.cli.authors.indicating import indicators
from assistant.faces.cli.authors.referring import refs
from assistant.faces.cli.batch import run as run_batch
from assistant.faces.cli.chinese import Command, CommandGroup
from assistant.faces.cli.keeping import documents, prune, remove, restore, verify
from assistant.faces.cli.opening import answer_to, file_at, open_base
from assistant.faces.cli.options import (
    as_of_option,
    batch_option,
    chosen_date,
    data_option,
    json_option,
    policies_option,
    reading,
)
from assistant.faces.cli.persons.qualifying import qualify
from assistant.faces.cli.serving import serve
from assistant.faces.cli.starting import init
from assistant.faces.cli.writing import tell
from assistant.faces.inputs import hits_of, question_of
from assistant.typeset import terminal_width
from ingest.problems import ReadError, UsageError

if TYPE_CHECKING:
    from assistant.answer import Answer
    from ingest.document import ClauseId
    from kb.knowledge import KnowledgeBase


@click.group("wence", cls=CommandGroup, help="上林问策：政策文件进，带条款依据的回答出。默认离线运行。")
@click.option("--version", is_flag=True, help="显示版本")
@click.pass_context
def main(ctx: click.Context, version: bool) -> None:
    """The top command: its version, or its help when no command is named."""
    if version:
        from assistant.faces.release import release

        click.echo(f"上林问策 {release()}")
    elif ctx.invoked_subcommand is None:
        click.echo(main.get_help(ctx))


@main.command(
    cls=Command,
    short_help="把政策文件建成知识库",
    help="读取政策文件，建成可检索、可引用的知识库。可以重复运行，没有变化的文件不会重做。",
    arguments={"PATH…": "文件或文件夹，默认是政策文件夹"},
    examples=[
        "wence build",
        "wence build --policies 甲市",
        "wence build policies/ 新文件.txt --data /srv/wence",
    ],
)
@click.argument("paths", metavar="PATH", nargs=-1)
@policies_option
@data_option
@click.pass_context
def build(ctx: click.Context, paths: tuple[str, ...], policies: Path | None, data: Path) -> None:
    """Files in, knowledge base out."""
    from assistant.faces.cli.building import POLICIES, build_base, failed

    given = [Path(path) for path in paths] or [policies or POLICIES]
    if failed(build_base(given, data, policies), given):
        ctx.exit(2)


@main.command(
    cls=Command,
    short_help="提问，得到带条款依据的回答",
    help="用一句话提问，回答逐条注明出处；文件没有规定的会直说，不会猜。",
    arguments={"QUESTION": "要问的问题，不超过 2,000 字；用 --batch 时不写"},
    examples=["wence ask 我刚毕业没房子也没社保，能落户吗？", "wence ask --batch 问题.jsonl"],
)
@click.argument("question", metavar="QUESTION", required=False)
@json_option
@as_of_option
@batch_option
@click.option("--strict", is_flag=True, help="没有得到完整回答时，退出码为 1")
@data_option
@click.pass_context
def ask(
    ctx: click.Context,
    question: str | None,
    as_json: bool,
    as_of: date | None,
    batch: str | None,
    strict: bool,
    data: Path,
) -> None:
    """A question in, a cited answer out."""
    text = _one_of(question, batch, "QUESTION", "问题")
    from assistant.faces.cli.show import answer_text

    unanswered = bad = 0

    def reply(line: str) -> Answer:
        nonlocal unanswered
        answer = answer_to(base, line, as_of)
        unanswered += answer.status != "answered"
        return answer

    with open_base(data) as base:
        if batch is not None:
            bad = run_batch(batch, ("question",), lambda line: reply(line).as_json())
        else:
            answer = reply(text)
            tell(as_json, answer.as_json, lambda: answer_text(answer, terminal_width()))
    if bad or (strict and unanswered):
        ctx.exit(1)


@main.command(
    cls=Command,
    short_help="检索条款",
    help="按相关程度列出条款。文号、书名号标题、第×条第×款、三（二）2、表2 会直接定位到条款。",
    arguments={"QUERY": "要找的词句或条款地址；用 --batch 时不写"},
    examples=["wence search 人才公寓 -k 5", "wence search '第十六条第一款第二项' --json"],
)
@click.argument("query", metavar="QUERY", required=False)
@click.option(
    "-k", "k", metavar="条数", callback=reading(hits_of), default="10", help="列出几条，默认 10，最多 100"
)
@json_option
@as_of_option
@batch_option
@data_option
@click.pass_context
def search(
    ctx: click.Context,
    query: str | None,
    k: int,
    as_json: bool,
    as_of: date | None,
    batch: str | None,
    data: Path,
) -> None:
    """A query in, ranked clauses out."""
    text = _one_of(query, batch, "QUERY", "检索词")
    from assistant.faces.cli.show import hits_text
    from assistant.faces.payload import retrieval_json

    def find(line: str) -> dict[str, Any]:
        day = chosen_date(as_of)
        return retrieval_json(base.search(line, k, day), base.passage, lambda name: base.document(name, day))

    bad = 0
    with open_base(data) as base:
        if batch is not None:
            bad = run_batch(batch, ("query", "question"), find)
        else:
            found = find(text)
            tell(as_json, lambda: found, lambda: hits_text(found, terminal_width()))
    if bad:
        ctx.exit(1)


@main.command(
    cls=Command,
    short_help="显示一个条款和它的上下文",
    help="显示一个条款、它所在的位置和前后条款，并给出可以复制的引用。",
    arguments={"CLAUSE": "条款编号，或平常的写法：标题或文号加条款序号"},
    examples=[
        "wence show '临发改-2021-25#3.2.2'",
        "wence show '临发改〔2021〕25号 三（二）2'",
        "wence show 《居住证暂行条例》第十六条第一款第二项",
    ],
)
@click.argument("clause", metavar="CLAUSE", nargs=-1, required=True)
@json_option
@as_of_option
@data_option
def show(clause: tuple[str, ...], as_json: bool, as_of: date | None, data: Path) -> None:
    """An address in, one clause in its context out."""
    address = question_of(" ".join(clause), "条款地址")
    from assistant.authoring.reference_report import both_ways_json, both_ways_text
    from assistant.context import Context
    from assistant.faces.cli.show import context_text
    from kb.references import around

    with open_base(data) as base:
        day = chosen_date(as_of)
        found = resolve(base, address, day)
        context = Context.of(base.document(found.document, day), found)
        graph = around(base, context.document, day)

    def text() -> str:
        columns = terminal_width()
        blocks = (context_text(context, columns), both_ways_text(graph, found, columns))
        return "\n\n".join(filter(None, blocks))

    tell(as_json, lambda: {**context.as_json(), **both_ways_json(graph, found)}, text)


@main.command(
    cls=Command,
    short_help="看一份文件被解析成什么样",
    help="把一份文件解析成条款树并显示出来，不写入知识库。",
    arguments={"FILE": "要解析的文件"},
    examples=["wence parse 通知.txt", "wence parse 通知.html --json"],
)
@click.argument("file", metavar="FILE")
@json_option
@data_option
def parse(file: str, as_json: bool, data: Path) -> None:
    """A file in, its clause tree out. `data` is accepted as everywhere and not needed."""
    path = file_at(file)
    if path is None:
        raise ReadError(f"找不到文件“{file}”，请检查路径。")
    from assistant.faces.cli.show import tree_text
    from assistant.faces.payload import parsed_json
    from ingest.sandbox import parse_guarded

    try:
        parsed = parse_guarded(path)
    except ReadError as error:
        raise ReadError(str(error) if file in str(error) else f"“{file}”：{error}") from error
    tell(
        as_json,
        lambda: parsed_json(parsed.document, parsed.problems),
        lambda: tree_text(parsed.document, parsed.problems, terminal_width()),
    )


for _command in (
    serve,
    init,
    compare,
    qualify,
    check,
    refs,
    indicators,
    impact,
    documents,
    remove,
    restore,
    prune,
    verify,
):
    main.add_command(_command)


def resolve(base: KnowledgeBase, address: str, day: date) -> ClauseId:
    """The one clause at `address` (an id, or as people write it) on that day; UsageError when there is
    none or more than one."""
    meant = base.explain(address, day)
    found = meant.clauses
    if not found:
        raise UsageError(meant.problem or f"没有找到“{address}”，可以用 wence search 找一找。")
    if len(found) > 1:
        places = "；".join(f"《{base.document(i.document).name}》{i.label}（{i}）" for i in found[:5])
        more = f"等 {len(found)} 处" if len(found) > 5 else ""
        raise UsageError(f"“{address}”对应不止一个条款：{places}{more}，请写明是哪一个。")
    return found[0]


def _one_of(text: str | None, batch: str | None, name: str, what: str) -> str:
    if batch is None and text is None:
        raise click.UsageError(f"缺少参数“{name}”", click.get_current_context())
    if batch is not None and text is not None:
        raise click.UsageError(f"“{name}”和 --batch 只能用一个", click.get_current_context())
    if batch is not None and batch != "-" and not Path(batch).is_file():
        raise UsageError(f"找不到批量文件“{batch}”，请检查路径。")
    return "" if text is None else question_of(text, what)
