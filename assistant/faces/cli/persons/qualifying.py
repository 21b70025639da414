"""`wence qualify`: an interview in the terminal, or a profile in and the verdicts out."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.faces.cli.chinese import Command
from assistant.faces.cli.opening import open_base
from assistant.faces.cli.options import as_of_option, chosen_date, data_option, json_option, reading
from assistant.faces.cli.persons.confirming import hear
from assistant.faces.cli.writing import tell, write
from assistant.typeset import terminal_width, wrap
from ingest.problems import ReadError, UsageError

if TYPE_CHECKING:
    from assistant.eligibility.assessment import Assessment
    from assistant.eligibility.rulebook import RuleBook
    from assistant.eligibility.rules.facts import Fact
    from assistant.eligibility.rules.values import Value
    from assistant.eligibility.verdict.profile import Profile

_PROFILE_LIMIT = 100_000
BACK, ENOUGH = "上一步", "够了"
_HOW = f"不知道的直接回车；答错了写“{BACK}”；不想再答写“{ENOUGH}”。"


@click.command(
    cls=Command,
    short_help="我能享受什么：逐条判断，附条款依据",
    help="回答几个问题，得到每个方案是否符合、依据哪一条、给什么、下一步做什么。个人情况只在内存里，不写入任何文件。",
    examples=[
        "wence qualify",
        "wence qualify --text 我32岁，硕士，2024年6月毕业，在本市租房",
        "wence qualify --profile 我.yaml --json",
        "wence qualify --profile 我.yaml --output 判断单.docx",
    ],
)
@click.option("--profile", metavar="文件", help="个人情况（YAML 或 JSON，- 表示标准输入），给了就不再提问")
@click.option("--text", metavar="话", help="用自己的话说情况（- 表示标准输入），读出的事实先给你看")
@json_option
@as_of_option
@click.option("--output", metavar="文件", help="另存为 .docx 或 .md 的判断单")
@click.option(
    "--rules", metavar="文件夹", callback=reading(Path), help="规则文件夹，默认用建库时文件旁边的 rules"
)
@data_option
def qualify(
    profile: str | None,
    text: str | None,
    as_json: bool,
    as_of: date | None,
    output: str | None,
    rules: Path | None,
    data: Path,
) -> None:
    """A profile in, or asked for; the verdicts out."""
    from assistant.eligibility.assessment import Counter, assess
    from assistant.eligibility.hearing.hearing import profile_told
    from assistant.eligibility.verdict.profilefile import parse_profile
    from assistant.faces.assessment_json import assessment_json
    from assistant.faces.cli.persons.assessment_text import assessment_text

    save = _saver(output)
    with open_base(data) as base:
        book = Counter(base, rules).book
        day = chosen_date(as_of)
        said = _read(text) if text == "-" else text
        heard = hear(said, book.facts, book.site, day, as_json) if said else ()
        person = profile_told(heard, book.facts, day)
        if profile is not None:
            person = person.overlaid(parse_profile(_read(profile), book.facts, day), book.facts)
        elif not (text and as_json):
            person = interview(book, person, quiet=as_json)
        found = assess(book, person, heard)
    tell(as_json, lambda: assessment_json(found), lambda: assessment_text(found, terminal_width()))
    save(found)


def _read(path: str) -> str:
    try:
        with click.open_file(path, encoding="utf-8-sig") as stream:
            text: str = stream.read(_PROFILE_LIMIT)
            return text
    except UnicodeDecodeError as error:
        raise ReadError(f"“{path}”不是 UTF-8 编码的文本，请另存为 UTF-8。") from error
    except OSError as error:
        raise ReadError(f"读不了“{path}”（{error.strerror}），请检查路径。") from error


def _saver(output: str | None) -> Callable[[Assessment], None]:
    """What saves the summary; a name it cannot be saved under is told before anything is asked."""
    if output is None:
        return lambda found: None
    suffix = Path(output).suffix.lower()
    if suffix not in (".docx", ".md"):
        raise UsageError(f"判断单只能另存为 .docx 或 .md，“{output}”不是。")

    def save(found: Assessment) -> None:
        from assistant.faces.assessment_sheet import summary_docx, summary_markdown

        today = date.today()
        write(output, summary_docx(found, today) if suffix == ".docx" else summary_markdown(found, today))
        click.echo(f"判断单已存到 {output}", err=True)

    return save


def interview(book: RuleBook, person: Profile, quiet: bool = False) -> Profile:
    """Ask until nothing more can be settled, the person has had enough, or the input ends. Questions go to stderr when
    `quiet`."""
    from assistant.eligibility.verdict.interview import Interview

    asking = Interview(book.judging(person.as_of), book.facts)
    before: list[Profile] = []
    click.echo(wrap(_HOW, terminal_width()), err=quiet)
    while fact := asking.next_question(person):
        said = _ask(fact, len(before) + 1, quiet)
        if said in (None, ENOUGH):
            break
        if said == BACK:
            person = before.pop() if before else person
            continue
        try:
            then = person.with_fact(fact.name, _value(fact, said), book.facts)
        except UsageError as error:
            click.echo(wrap(str(error), terminal_width()), err=quiet)
            continue
        before.append(person)
        person = then
    return person


def _ask(fact: Fact, number: int, quiet: bool) -> str | None:
    """What was answered, None at the end of the input."""
    choices = ["是", "否"] if fact.type == "boolean" else list(fact.choices)
    click.echo(f"\n{number}. {fact.question}（{fact.why}）", err=quiet)
    if choices:
        click.echo(
            wrap("　".join(f"{i} {choice}" for i, choice in enumerate(choices, 1)), terminal_width(), "   "),
            err=quiet,
        )
    else:
        click.echo(f"   请写{fact.notation}", err=quiet)
    click.echo("> ", nl=False, err=quiet)
    line = sys.stdin.buffer.readline().decode("utf-8", "replace")
    if not line:
        click.echo(err=quiet)
        return None
    said = line.strip()
    return choices[int(said) - 1] if said.isdecimal() and 0 < int(said) <= len(choices) else said


def _value(fact: Fact, said: str | None) -> Value | None:
    from assistant.eligibility.rules.facts import UNKNOWN

    return None if not said or said == UNKNOWN else fact.read(said)
