"""What a user must know of how a Word file was read: counted on the way, said at the end."""

from __future__ import annotations

from dataclasses import dataclass, field

from ingest.problems import Problem

_MANY = 5  # pieces of evidence
_LONG = 40  # characters of one


@dataclass(frozen=True, slots=True)
class Notice:
    """What is said of one kind of thing: `message` holds {count}."""

    check: str
    severity: str
    message: str


NOTICES = {
    "unseen": Notice("hidden_text", "warning", "正文之外有{count}处看不见的文字（隐藏、白色或极小的字），没有读入，请核对。"),
    "struck": Notice("struck_text", "warning", "有{count}处文字带删除线，视为已删去，没有读入，请核对。"),
    "undefined": Notice("field_without_text", "warning", "有{count}个域没有保存结果，其文字没有读入，请在 Word 中更新域后重新保存。"),
    "unknown": Notice("unknown_symbol", "warning", "有{count}个符号认不出来，以“〓”代替，请对照原文。"),
    "foreign": Notice("embedded_part_left_out", "warning", "有{count}处嵌入的其他文档没有读入，请把其内容并入正文后再试。"),
    "object": Notice("object_left_out", "warning", "有{count}个图表、流程图或嵌入对象，其中的文字没有读入，请对照原文。"),
    "contents": Notice("contents_left_out", "hint", "目录（{count}行）不是正文，没有读入。"),
    "running": Notice("header_footer_left_out", "hint", "页眉页脚不是正文，其中的{count}处文字没有读入。"),
    "comments": Notice("comments_left_out", "hint", "有{count}条批注，没有读入正文。"),
    "scan": Notice("pictures_only", "warning", "文件几乎没有文字，只有图片，可能是扫描件，请导出为 PDF 后再试（需要 OCR）。"),
    "pictures": Notice("pictures_left_out", "hint", "有{count}张图片，图中的文字没有读入。"),
}  # fmt: skip
_REVISIONS = {"inserted": "插入{}处", "deleted": "删除{}处", "moved": "移动{}处"}


@dataclass(slots=True)
class Notices:
    """Counts and evidence by the keys of NOTICES, and of revisions."""

    counts: dict[str, int] = field(default_factory=dict)
    evidence: dict[str, list[str]] = field(default_factory=dict)

    def add(self, key: str, text: str = "", joins: bool = False) -> None:
        """One more thing of that kind, with the words it rests on. `joins`: it goes on the one before, as
        the runs of one hidden sentence do."""
        words = self.evidence.setdefault(key, [])
        if joins and self.counts.get(key) and words:
            if len(words[-1]) < _LONG:
                words[-1] += text
            return
        self.counts[key] = self.counts.get(key, 0) + 1
        if text.strip() and (len(words) < _MANY or joins):
            words.append(text)

    def findings(self) -> tuple[Problem, ...]:
        """What was counted, as findings: revisions first, then in the order of NOTICES."""
        out = [self._revisions()] if any(self.counts.get(key) for key in _REVISIONS) else []
        for key, notice in NOTICES.items():
            if count := self.counts.get(key):
                message = notice.message.format(count=count)
                out.append(Problem(notice.check, notice.severity, "", message, self._words(key)))
        return tuple(out)

    def _revisions(self) -> Problem:
        parts = [text.format(self.counts[key]) for key, text in _REVISIONS.items() if self.counts.get(key)]
        message = f"文档还有未接受的修订（{'、'.join(parts)}），已按全部接受修订读取，请核对。"
        words = [
            f"{label}：{text}"
            for key, label in (("deleted", "删"), ("inserted", "增"))
            if (text := self._words(key))
        ]
        return Problem("unaccepted_revisions", "warning", "", message, "；".join(words))

    def _words(self, key: str) -> str:
        return " / ".join(" ".join(text.split())[:_LONG] for text in self.evidence.get(key, ())[:_MANY])
