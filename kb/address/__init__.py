"""How people write addresses of clauses, and which clauses they mean."""

from kb.address.mention import Mention

__all__ = [
    "Mention",
]
