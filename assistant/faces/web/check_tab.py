"""The tab 检查草案: a file or a text in, the findings with both places side by side, the graph of references."""

from __future__ import annotations

from assistant.faces.web.pane import pane

_FORM = """
<section id="draft" aria-labelledby="draft-title">
<h2 id="draft-title">检查草案</h2>
<p>引用的条款在不在、名称和文号对不对、同一指标有没有两个数、编号、用语、日期和公文格式。草案只在内存里检查，不入库、不保存。</p>
<div class="draft-in">
<label for="draft-file">选一个文件（.docx、.pdf、.md、.txt 等，不超过 5 MB）</label>
<input type="file" id="draft-file" accept=".docx,.doc,.pdf,.md,.txt,.html,.htm,.wps,.odt,.rtf">
<label for="draft-text">或者把文字贴在这里</label>
<textarea id="draft-text" rows="7" placeholder="第一条 为了……，制定本办法。"></textarea>
<p class="draft-does"><button type="button" class="draft-check">检查</button>
<button type="button" class="draft-save" data-format="html" hidden>下载检查结果（网页）</button>
<button type="button" class="draft-save" data-format="docx" hidden>下载带批注的 Word</button></p>
</div>
<div id="findings" aria-live="polite"></div>
<details id="graph"><summary>已收录文件之间的引用图</summary>
<img alt="已收录文件之间的引用：蓝点是收录的文件，灰点只被引用而没有收录" data-src="api/v1/references.svg"></details>
</section>
"""


def draft_tab() -> None:
    """Fill the tab inside which it is called; what happens is in check_tab.js, which asks the API."""
    pane(_FORM.replace("\n", ""), "draft-pane")
