"""The gold questions: records in `questions/*.yaml` in, checked `GoldQuestion`s out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, model_validator

from ingest.problems import WenceError

QUESTIONS = Path(__file__).parent / "questions"
PLAN = "慈发改-2021-25"

Role = Literal["talent", "staff", "author"]
Split = Literal["dev", "test"]
Status = Literal["answered", "partial", "clarify", "not_found", "out_of_scope"]
Kind = Literal[
    "amount", "count", "percentage", "date", "who", "where", "list", "how",
    "definition", "yes-no", "look-up", "multi", "other",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class GoldFigure:
    """A figure as the source prints it: `value` "11.6", `unit` "万人", `qualifier` a bound
    ("以上", "突破", "近"; "" for none). `alternatives` are other printings of the same figure
    (0.2 万人 in the text, 2000 人 in the table), each as good as this one."""

    value: str
    unit: str = ""
    qualifier: str = ""
    alternatives: tuple[GoldFigure, ...] = ()

    def printings(self) -> tuple[GoldFigure, ...]:
        """This printing and its alternatives."""
        return (self, *self.alternatives)


@dataclass(frozen=True, slots=True)
class GoldQuestion:
    """One gold question.

    `clauses` are the required groups: an answer must cite at least one path of every group.
    `also` are paths that may be cited besides without being wrong. `figures` must all be in
    the answer, `must_not` none of them. Paths are relative to `document`; where `document` is
    empty they are whole clause ids (several documents)."""

    id: str
    role: Role
    topic: str
    split: Split
    kind: Kind
    question: str
    status: Status
    clauses: tuple[tuple[str, ...], ...] = ()
    also: tuple[str, ...] = ()
    figures: tuple[GoldFigure, ...] = ()
    must_not: tuple[GoldFigure, ...] = ()
    note: str = ""
    document: str = PLAN

    @property
    def answerable(self) -> bool:
        """Whether the documents answer at least a part of it."""
        return self.status in ("answered", "partial")

    @property
    def required(self) -> tuple[tuple[str, ...], ...]:
        """The required groups as whole clause ids (`document#path`)."""
        return tuple(tuple(map(self.clause_id, group)) for group in self.clauses)

    @property
    def accepted(self) -> tuple[str, ...]:
        """Every clause id that may be cited: all alternatives of all groups, then `also`."""
        paths = [path for group in self.clauses for path in group] + list(self.also)
        return tuple(map(self.clause_id, paths))

    def clause_id(self, path: str) -> str:
        """The whole clause id of a path of this record."""
        return path if "#" in path else f"{self.document}#{path}"


def load(where: Path = QUESTIONS) -> tuple[GoldQuestion, ...]:
    """The questions of one YAML file, or of all `*.yaml` of a folder in the order of their names.

    WenceError names file and record when a record is malformed, when an id occurs twice, when
    a topic stands in both splits, or when there is nothing to read."""
    files = sorted(where.glob("*.yaml")) if where.is_dir() else [where]
    questions: list[GoldQuestion] = []
    topics: dict[str, Split] = {}
    ids: set[str] = set()
    for path in files:
        for question in _read(path):
            if question.id in ids:
                raise WenceError(f"问题文件 {path.name} 的记录“{question.id}”编号重复，请改用别的编号。")
            if topics.setdefault(question.topic, question.split) != question.split:
                raise WenceError(
                    f"问题文件 {path.name} 的记录“{question.id}”：主题“{question.topic}”"
                    "已属于另一个分组，同一主题只能在 dev 或 test 之一。"
                )
            ids.add(question.id)
            questions.append(question)
    if not questions:
        raise WenceError(f"{where} 中没有测评问题，请检查路径。")
    return tuple(questions)


class _FigureRecord(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    value: str = Field(min_length=1)
    unit: str = ""
    qualifier: str = ""
    alternatives: list[_FigureRecord] = []

    def build(self) -> GoldFigure:
        return GoldFigure(self.value, self.unit, self.qualifier, tuple(f.build() for f in self.alternatives))


Text = Annotated[str, Field(min_length=1)]


class _QuestionRecord(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    role: Role
    topic: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    split: Split
    kind: Kind
    question: Text
    status: Status
    clauses: list[Annotated[list[Text], Field(min_length=1)]] = []
    also: list[Text] = []
    figures: list[_FigureRecord] = []
    must_not: list[_FigureRecord] = []
    note: str = ""
    document: str = PLAN

    @model_validator(mode="after")
    def evidence_fits_status(self) -> _QuestionRecord:
        if self.status in ("answered", "partial"):
            if not self.clauses:
                raise ValueError("能回答的问题必须写明条款 clauses")
        elif self.clauses or self.figures:
            raise ValueError("不能回答的问题不应有 clauses 或 figures")
        return self

    def build(self) -> GoldQuestion:
        return GoldQuestion(
            id=self.id,
            role=self.role,
            topic=self.topic,
            split=self.split,
            kind=self.kind,
            question=self.question,
            status=self.status,
            clauses=tuple(tuple(group) for group in self.clauses),
            also=tuple(self.also),
            figures=tuple(f.build() for f in self.figures),
            must_not=tuple(f.build() for f in self.must_not),
            note=self.note,
            document=self.document,
        )


_RECORD: TypeAdapter[_QuestionRecord] = TypeAdapter(_QuestionRecord)


def _read(path: Path) -> Iterator[GoldQuestion]:
    try:
        records = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise WenceError(f"问题文件 {path} 读不出来（{error}），请检查文件。") from error
    if not isinstance(records, list):
        raise WenceError(f"问题文件 {path} 的最外层应是一个列表，每项一个问题。")
    for position, record in enumerate(records, 1):
        name = record.get("id") if isinstance(record, dict) else None
        try:
            yield _RECORD.validate_python(record).build()
        except ValidationError as error:
            fault = error.errors()[0]
            field = ".".join(str(part) for part in fault["loc"]) or "整条记录"
            raise WenceError(
                f"问题文件 {path.name} 第 {position} 条记录“{name or '无编号'}”的 {field} 不对：{fault['msg']}。"
            ) from error
