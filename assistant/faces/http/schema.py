"""What the HTTP API takes and gives, for its description at /docs."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from assistant.answer import Status

_STATUS = "answered 有依据 · partial 部分有依据 · clarify 需补充信息 · not_found 没有规定 · out_of_scope 不属于本系统"


class StrictModel(BaseModel):
    """What the API takes and gives: unknown keys are refused."""

    model_config = ConfigDict(extra="forbid")


class QuestionModel(StrictModel):
    """一个问题。"""

    model_config = ConfigDict(json_schema_extra={"examples": [{"question": "硕士落户需要什么条件？"}]})

    question: str = Field(description="要问的问题，不超过 2,000 字", examples=["硕士落户需要什么条件？"])
    as_of: str | None = Field(None, description="按哪一天有效的文件回答，默认今天", examples=["2026-01-31"])


class DocumentRefModel(StrictModel):
    """引用里的文件。"""

    id: str = Field(description="文件编号")
    title: str = Field(description="标题")
    number: str = Field(description="文号，没有则为空")
    authority: str = Field(description="official 正式文件 · sample 示例文件，不作为办事依据")


class CitationModel(StrictModel):
    """一处引用：quote 是文件正文 start 到 end 的原文。"""

    clause_id: str = Field(description="条款编号")
    label: str = Field(description="条款的通常写法")
    quote: str = Field(description="原文")
    start: int = Field(description="原文起点（按字计，含）")
    end: int = Field(description="原文终点（按字计，不含）")
    page: int | None = Field(description="原件第几页，没有页码的文件为 null")
    confidence: float | None = Field(description="由扫描件识别而来时的平均置信度，0 到 1；否则为 null")
    validity: str = Field(description="回答所依时点不在有效期内时的说明，有效则为空")
    document: DocumentRefModel


class AnswerModel(StrictModel):
    """一个回答：citations 是依据，related 只是相近条款。"""

    question: str
    status: Status = Field(description=_STATUS)
    text: str
    citations: list[CitationModel]
    related: list[CitationModel]
    notes: list[str]
    as_of: date


class HitModel(StrictModel):
    """一条检索结果。"""

    clause_id: str
    label: str
    score: float = Field(description="0 到 1，越大越相近")
    rank: int
    via: str = Field(description="凭什么找到：exact 地址 · words 词 · characters 字 · vectors 语义")
    breadcrumb: str
    text: str
    validity: str = Field(description="检索时点不在有效期内时的说明，有效则为空")
    document: DocumentRefModel


class Hits(StrictModel):
    """检索结果，最相近的在前。"""

    query: str
    as_of: date
    hits: list[HitModel]
    notes: list[str]


class DocumentModel(StrictModel):
    """一份文件，不含正文。"""

    id: str
    title: str
    name: str = Field(description="通常的叫法：通知印发的文本用它自己的标题")
    number: str
    issuer: list[str] = Field(description="发文机关")
    issued: date | None = Field(description="成文或公布日期")
    effective: date | None = Field(description="施行日期")
    repealed: date | None = Field(description="失效或废止的第一天")
    status: str
    validity: str = Field(description="不在有效期内时的说明，有效则为空")
    replaces: list[str] = Field(description="它整份废止或替代的文件：文号，没有文号的用标题")
    replaced_by: str = Field(description="替代它的文件，没有则为空")
    authority: str
    source: str
    addressees: str = Field(description="主送")
    copied_to: str = Field(description="抄送")


class ClauseModel(StrictModel):
    """一个条款。"""

    clause_id: str
    label: str
    level: str
    number: str
    marker: str
    heading: str
    text: str
    start: int
    end: int


class ClauseInContext(ClauseModel):
    """一个条款、它的位置和下级条款。"""

    breadcrumb: str
    citation: str = Field(description="可以复制的引用")
    page: int | None = Field(description="原件第几页，没有页码的文件为 null")
    confidence: float | None = Field(description="由扫描件识别而来时的平均置信度，0 到 1；否则为 null")
    document: DocumentModel
    children: list[ClauseModel]


class ListedDocumentModel(StrictModel):
    """目录里的一份文件。"""

    id: str
    title: str
    name: str
    number: str
    authority: str
    issued: date | None
    effective: date | None
    repealed: date | None


class Documents(StrictModel):
    """收录的文件。"""

    documents: list[ListedDocumentModel]


class FullDocument(DocumentModel):
    """一份文件和它的全部条款。"""

    text: str
    clauses: list[ClauseModel]


class HealthModel(StrictModel):
    """服务状态。"""

    status: str = Field(description="ok 正常 · degraded 能回答，但有 notes 里说的问题")
    version: str
    documents: int = Field(description="收录了几份文件")
    notes: list[str]


class ProblemModel(StrictModel):
    """出错时的回答。"""

    detail: str = Field(description="一句话说明")
