"""Every file is parsed in a process of its own, under limits, and gets one outcome."""

from ingest.sandbox.sandbox import Refused, Sandbox, parse_bytes, parse_guarded

__all__ = [
    "Refused",
    "Sandbox",
    "parse_bytes",
    "parse_guarded",
]
