"""The fixed phrases an answer may contain beside the words of its clauses.

Everything in an answer is either material of a cited clause or one of these. A frame is a literal with slots;
a slot takes only the values this very answer makes true:

    {source}  a cited clause as people write it: 三、（二）2. / 《标题》（文号）三、（二）2.
    {document} a cited document: 《标题》 / 《标题》（文号）     {title} {number} {issuer} {issued}: of a cited document
    {heading} the heading of a cited clause or of one above it, {caption} of a table
    {asked}   words of the question, as they stand in it
    {as_of}   the answer's date     {count} the number of citations, or of 「」 quotes in the text

The composer adds a phrase by adding a line here; it may not hold a figure, and it says nothing that
depends on what the clause says. A frame stands alone: after it comes punctuation, 「 or the end.
"""

from __future__ import annotations

FRAMES: tuple[str, ...] = (
    # what comes before evidence
    "文件这样规定：",
    "规划这样规定：",
    "文件原文：",
    "原文：",
    "条文：",
    "相关条款：",
    "相关规定：",
    "有关规定如下：",
    "{document}这样规定：",
    "{source}这样规定：",
    "{source}规定：",
    "{source}：",
    "{document}：",
    "{document}规定：",
    "根据{source}，",
    "根据{document}，",
    "依据{source}，",
    "按照{source}，",
    "按{source}，",
    "{heading}：",
    "{caption}：",
    "关于“{asked}”：",
    "您问的“{asked}”：",
    "文件中有{count}处规定：",
    "共{count}处：",
    "共{count}项：",
    "此外，",
    "另外，",
    "同时，",
    # where it stands
    "依据：{source}",
    "出处：{source}",
    "见{source}",
    "{source}",
    "{document}",
    "{caption}",
    # about the document itself
    "文件名称：《{title}》",
    "文件名称：{title}",
    "标题：{title}",
    "文号：{number}",
    "发文机关：{issuer}",
    "印发机关：{issuer}",
    "成文日期：{issued}",
    "印发日期：{issued}",
    "截至{as_of}",
    # what a clause does not do
    "这是规划提出的目标，不是待遇规定。",
    "这是规划提出的目标，不是可以直接申领的待遇。",
    "这是规划的工作部署，不是可以直接申领的待遇，具体办理以实施细则为准。",
    "这是规划的工作部署，具体条件和程序以实施细则为准。",
    "具体条件和程序以实施细则为准。",
    "示例文件，不作为办事依据。",
    "关于“{asked}”，现有文件没有规定。",
    "现有文件没有规定“{asked}”。",
    "其余部分现有文件没有规定。",
)
