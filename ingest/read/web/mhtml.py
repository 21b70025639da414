"""The reader of pages saved as one file (MHTML, .mht; Word exports them as .doc too)."""

from __future__ import annotations

from ingest.line import Line
from ingest.problems import ReadError
from ingest.read.encoding import decode


def read_mhtml(data: bytes) -> tuple[Line, ...]:
    """The lines of the page in `data`: its first HTML part. ReadError when it has none."""
    import email
    import email.policy

    from ingest.read.web.html import read_html

    message = email.message_from_bytes(data.lstrip(), policy=email.policy.compat32)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            page = part.get_payload(decode=True)
            if isinstance(page, bytes) and page.strip():
                return read_html(decode(page))
    raise ReadError("文件是单个文件网页（MHTML），但里面没有网页正文，请用浏览器打开后另存为 .html 再放入。")
