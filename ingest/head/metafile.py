"""A `meta.yaml` file: its keys in Chinese and English, its checks, and its mistakes in one sentence each."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from ingest.head.file_meta import FileMeta
from ingest.head.repeal import document_name
from ingest.problems import UsageError
from ingest.script.dates import date_alone
from ingest.script.document_number import normalised
from ingest.script.periods import LENGTH, Length, first_day_out, last_day, length_in
from ingest.script.wording import wording

_TABLES = wording(__file__).tables
_KEYS = _TABLES["keys"]
_FIELDS = {key: field for field, keys in _KEYS.items() for key in keys}
_AUTHORITIES = {word: value for value, words in _TABLES["authorities"].items() for word in words}
_TRUTHS = {word: value == "yes" for value, words in _TABLES["truths"].items() for word in words}
_LARGEST = 1 << 20  # bytes
_DEEPEST = 3  # a mapping of files, of keys, a list
_FARTHEST = 9000  # no policy begins or ends after that year


def _day(value: Any) -> date:
    day = date_alone(value) if isinstance(value, str) else None
    if not day or day.year > _FARTHEST:
        raise ValueError(f"“{_shown(value)}”不是日期，应写成 2026-01-01 或 2026年1月1日，且这一天要存在")
    return day


def _last(value: Any) -> date:
    found = last_day(value) if isinstance(value, str) and value.strip().endswith(("底", "末")) else None
    return found or _day(value)


def _length(value: Any) -> Length:
    length = length_in(value) if isinstance(value, str) and re.fullmatch(LENGTH, value.strip()) else None
    if not length or length == Length() or length.months > 1200:
        raise ValueError(f"“{_shown(value)}”不是期限，应写成 五年、5年 或 24个月，一百年以内")
    return length


def _line(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("应是一行不空的文字")
    return value.strip()


def _list(value: Any) -> tuple[str, ...]:
    return tuple(_line(one) for one in (value if isinstance(value, list) else [value]))


def _one_of(table: dict[str, Any]) -> BeforeValidator:
    def chosen(value: Any) -> Any:
        if not isinstance(value, str) or value not in table:
            raise ValueError(f"“{_shown(value)}”不认识，应是 {'、'.join(table)} 之一")
        return table[value]

    return BeforeValidator(chosen)


def _shown(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 30 else text[:30] + "……"


_Day = Annotated[date, BeforeValidator(_day)]
_Text = Annotated[str, BeforeValidator(_line)]
_Texts = Annotated[tuple[str, ...], BeforeValidator(_list)]


class _MetaEntry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    title: _Text = ""
    number: _Text = ""
    issuer: _Texts = ()
    issued: _Day | None = None
    effective: _Day | None = None
    expires: _Day | None = None
    repealed: _Day | None = None
    until: Annotated[date | None, BeforeValidator(_last)] = None
    term: Annotated[Length | None, BeforeValidator(_length)] = None
    replaces: _Texts = ()
    replaced_by: _Text = ""
    status: _Text = ""
    authority: Annotated[Literal["official", "sample", ""], _one_of(_AUTHORITIES)] = ""
    standalone: Annotated[bool, _one_of(_TRUTHS)] = False


def entries(path: Path, names: tuple[str, ...]) -> tuple[FileMeta, ...]:
    """The entries of the file at `path`, in order; `names` are the files of its folder. UsageError as
    `load_meta`."""
    where = f"“{path}”"
    raw, lines = read_plain(path)
    out: list[FileMeta] = []
    for key, values in raw.items():
        line = lines[(key,)]
        name = _file(key, names, f"{where}第{line}行")
        if any(one.name == name for one in out):
            raise UsageError(f"{where}第{line}行又写了一次文件“{name}”，请合并成一处。")
        entry = _checked(key, values, lines, where)
        out.append(_made(name, line, entry, f"{where}第{line}行“{key}”"))
    return tuple(out)


def _file(key: str, names: tuple[str, ...], where: str) -> str:
    found = [name for name in names if name == key] or [name for name in names if Path(name).stem == key]
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(f"{where}的“{key}”对应多个文件（{'、'.join(found)}），请写上扩展名。")
    near = difflib.get_close_matches(key, [*names, *(Path(name).stem for name in names)], 1)
    hint = f"是不是“{near[0]}”？" if near else ""
    raise UsageError(f"{where}写的文件“{_shown(key)}”不在这个文件夹里，{hint}请核对文件名。")


def _checked(key: str, values: Any, lines: dict[tuple[str, ...], int], where: str) -> _MetaEntry:
    if not isinstance(values, dict):
        raise UsageError(f"{where}第{lines[(key,)]}行“{key}”下面应是缩进的各项，如“生效: 2026-01-01”。")
    fields: dict[str, Any] = {}
    for word, value in values.items():
        at = f"{where}第{lines[(key, word)]}行"
        field = _FIELDS.get(word)
        if field is None:
            near = difflib.get_close_matches(word, _FIELDS, 1, 0.4)
            hint = f"是不是“{near[0]}”？" if near else ""
            raise UsageError(f"{at}的“{_shown(word)}”不认识，{hint}可用的有：{_known()}。")
        if field in fields:
            raise UsageError(f"{at}的“{word}”和前面的一项是同一个意思，请只留一个。")
        fields[field] = value
    try:
        return _MetaEntry.model_validate(fields)
    except ValidationError as error:
        first = error.errors()[0]
        word = next(word for word in values if _FIELDS[word] == first["loc"][0])
        reason = first["msg"].removeprefix("Value error, ")
        raise UsageError(f"{where}第{lines[(key, word)]}行“{word}”的值{reason}。") from None


def _known() -> str:
    return "、".join(keys[0] for keys in _KEYS.values())


def _made(name: str, line: int, entry: _MetaEntry, where: str) -> FileMeta:
    repealed, term = _end(entry, where)
    return FileMeta(
        name=name, line=line, title=entry.title.strip("《》"), number=normalised(entry.number),
        issuer=entry.issuer, issued=entry.issued, effective=entry.effective, repealed=repealed, term=term,
        replaces=tuple(document_name(one) for one in entry.replaces),
        replaced_by=document_name(entry.replaced_by), status=entry.status,
        authority=entry.authority, standalone=entry.standalone,
    )  # fmt: skip


def _end(entry: _MetaEntry, where: str) -> tuple[date | None, Length | None]:
    """The first day out of force, and the length that is still to be counted."""
    said = {
        "失效": entry.expires,
        "废止": entry.repealed,
        "有效期至": entry.until and entry.until + timedelta(days=1),
        "有效期": first_day_out(entry.effective, entry.term) if entry.effective and entry.term else None,
    }
    ends = {word: day for word, day in said.items() if day}
    words = "、".join(f"{word}（{_told(word, day)}）" for word, day in ends.items())
    # A repeal may well come before the term is over; the others say the same thing in other words.
    if len({day for word, day in ends.items() if word != "废止"}) > 1:
        raise UsageError(f"{where}的{words}不一致，请核对后只留一个。")
    end = min(ends.values(), default=None)
    if end and entry.effective and end <= entry.effective:
        raise UsageError(f"{where}的{words}早于生效日期{entry.effective}，请核对。")
    return end, None if end else entry.term


def _told(word: str, day: date) -> str:
    return f"{day - timedelta(days=1)}止" if word.startswith("有效期") else f"{day}"


def read_plain(path: Path) -> tuple[dict[str, Any], dict[tuple[str, ...], int]]:
    """A YAML file of mappings, lists and text as they are written (a day stays text), and the line of each
    key by its path. UsageError when it is anything else: aliases, tags, deep nesting, a key twice."""
    import yaml

    where = f"“{path}”"
    try:
        data = path.read_bytes()
        text = data.decode("utf-8-sig")
    except OSError as error:
        raise UsageError(f"{where}读不出来（{error.strerror}），请检查文件。") from None
    except UnicodeDecodeError:
        raise UsageError(f"{where}不是 UTF-8 编码，请另存为 UTF-8 后重试。") from None
    if len(data) > _LARGEST:
        raise UsageError(f"{where}超过 1 MiB，不像是文件说明，请拆小后重试。")
    try:
        _refuse_tricks(yaml.parse(text, Loader=yaml.SafeLoader), where)
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        at = f"第{mark.line + 1}行附近" if mark else ""
        raise UsageError(f"{where}{at}不是合法的 YAML，请检查缩进、冒号后的空格和引号。") from None
    lines: dict[tuple[str, ...], int] = {}
    plain = _plain(node, (), lines, where) if node else {}
    if not isinstance(plain, dict):
        raise UsageError(f"{where}最外层应是“文件名:”，下面缩进写各项。")
    return plain, lines


def _refuse_tricks(events: Iterator[Any], where: str) -> None:
    import yaml

    depth = 0
    for event in events:
        at = f"{where}第{event.start_mark.line + 1}行"
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise UsageError(f"{at}用了 YAML 的锚点或别名（& 和 *），这里不支持，请把内容直接写出来。")
        if getattr(event, "tag", None):
            raise UsageError(f"{at}用了 YAML 标签（!），这里不支持，请删去。")
        if depth > _DEEPEST:
            raise UsageError(f"{at}嵌套太深，只应有文件名、各项和列表三层。")


def _plain(node: Any, path: tuple[str, ...], lines: dict[tuple[str, ...], int], where: str) -> Any:
    import yaml

    if isinstance(node, yaml.ScalarNode):
        return node.value
    if isinstance(node, yaml.SequenceNode):
        return [_plain(one, path, lines, where) for one in node.value]
    out: dict[str, Any] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode) or not key.value.strip():
            raise UsageError(f"{where}第{line}行的名称不是文字，请检查冒号和缩进。")
        word = key.value.strip()
        if word in out:
            raise UsageError(f"{where}第{line}行的“{word}”写了两次，请只留一个。")
        lines[(*path, word)] = line
        out[word] = _plain(value, (*path, word), lines, where)
    return out
