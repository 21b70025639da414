"""What can go wrong with a file: errors that stop it, problems that are only noted.

WenceError            anything a user can be told in one Chinese sentence
├── ReadError         a file that cannot become text (missing, empty, binary, mis-encoded)
│   └── OcrNeeded     … because it holds only pictures of its pages, and nothing here recognises them
└── UsageError        a question, option or address that cannot be understood
"""

from __future__ import annotations

from dataclasses import dataclass


class WenceError(Exception):
    """Its text is one Chinese sentence: what, where, what next."""


class ReadError(WenceError):
    """A file that cannot be turned into a document."""


class OcrNeeded(ReadError):  # noqa: N818 - what has to be done, as users read it
    """A scan, where the recogniser is not installed. Its sentence begins with 需要OCR：."""


class UsageError(WenceError):
    """Input from a person that cannot be understood."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something worth saying about a document that does not stop it.

    `check` is a stable name ("numbering_gap"), `severity` one of "error", "warning", "hint",
    `where` a clause id or "" for the whole document, `message` one Chinese sentence,
    `evidence` the verbatim source it rests on."""

    check: str
    severity: str
    where: str
    message: str
    evidence: str = ""
