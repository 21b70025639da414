"""Where the clauses of one document stand: what a path names, and what comes before a clause."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.document import Clause, Document
from kb.address.grammar import candidates, run_at
from kb.finding import place
from kb.language.plain_text import plain


@dataclass(frozen=True, slots=True)
class ClausePlaces:
    """The paths of a document in reading order, and each clause by its path."""

    document: Document
    by_path: dict[str, Clause]

    @classmethod
    def of(cls, document: Document) -> ClausePlaces:
        """The places of a document."""
        return cls(document, {clause.id.path: clause for clause in document.clauses})

    @property
    def has_articles(self) -> bool:
        """Whether it is written in 条."""
        return any(clause.level == "article" for clause in self.by_path.values())

    def at(self, start: int, end: int) -> str:
        """The path of the smallest clause around a stretch."""
        return place(self.document, start, end).clause.path

    def named(self, written: str, annex: str = "") -> tuple[str, ...]:
        """The paths that a ladder address (三、（二）2.) may mean, () when the document has no such clause."""
        run = run_at(plain(written), 0)
        wanted = candidates(run.components) if run else ()
        exact = [
            f"{prefix}{path}"
            for prefix in (annex, "")
            for path in wanted
            if f"{prefix}{path}" in self.by_path
        ]
        return tuple(exact[:1])

    def path(self, tokens: Sequence[str], annex: str = "") -> tuple[str, ...]:
        """The paths that an address (t5, k1, x2) may mean, () when the document has no such clause. In an annex it means
        that annex where it has such a clause, else the body. Nothing stands for a clause that is not there."""
        head, rest = (tokens[-1:], ()) if tokens[-1][0] in "ndcj" else self._split(tokens)
        for prefix in dict.fromkeys((annex, "")):
            bases = [path for path in self.by_path if _heads(path, prefix, head)]
            inside = [base for base in bases if self._within(base, tokens)] or bases
            found = [path for base in inside for path in self.below(base, rest)]
            if found:
                return tuple(dict.fromkeys(found))
        return ()

    @staticmethod
    def _split(tokens: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
        at = next((at for at, token in enumerate(tokens) if token[0] == "t"), 0)
        return tokens[at : at + 1], tokens[at + 1 :]

    def _within(self, path: str, tokens: Sequence[str]) -> bool:
        """Whether a clause stands in the chapters named before it."""
        inside = self.by_path[path]
        above = [token for token in tokens if token[0] in "ndcj" and token != _last(path)]
        holders = [
            other
            for other, clause in self.by_path.items()
            if clause.start <= inside.start and inside.end <= clause.end and other != path
        ]
        return all(any(_last(holder) == token for holder in holders) for token in above)

    def below(self, base: str, tokens: Sequence[str]) -> tuple[str, ...]:
        """The paths below `base`. 款 may be left out before 项, and the 第一款 of an article without 款 is itself; ()
        when there is none, several when several 款 have such an 项."""
        if not tokens:
            return (base,)
        straight = ".".join((base, *tokens))
        if straight in self.by_path:
            return (straight,)
        if tokens[0] == "k1" and f"{base}.k1" not in self.by_path:
            return self.below(base, tokens[1:])
        if tokens[0][0] != "x":
            return ()
        held = (
            f"{path}.{'.'.join(tokens)}"
            for path in self.by_path
            if re.fullmatch(re.escape(base) + r"\.k\d+", path)
        )
        return tuple(path for path in held if path in self.by_path)

    def before(self, path: str, token: str, count: int) -> tuple[str, ...]:
        """The `count` clauses of the kind `token` (k, x, t, c, j) before the one that `path` stands in, in order; ()
        where there are not so many."""
        own = self.around(path, token)
        if not own:
            return ()
        parent, _, _ = own.rpartition(".")
        kin = [
            other
            for other in self.by_path
            if other.rpartition(".")[0] == parent
            and _last(other).startswith(token)
            and not _annexed(own, other)
        ]
        at = kin.index(own)
        return tuple(kin[at - count : at]) if at >= count else ()

    def around(self, path: str, token: str) -> str:
        """The path of the clause of the kind `token` around or at `path`; "" when there is none."""
        parts = path.split(".")
        for end in range(len(parts), 0, -1):
            head = ".".join(parts[:end])
            if _last(head).startswith(token) and head in self.by_path:
                return head
        return self._context(path, token) if token in "cjn" else ""

    def _context(self, path: str, token: str) -> str:
        inside = self.by_path.get(path)
        holders = [
            other.id.path
            for other in self.by_path.values()
            if inside and _last(other.id.path).startswith(token) and other.start <= inside.start < other.end
        ]
        return holders[-1] if holders else ""

    def tables(self, number: str) -> tuple[str, ...]:
        """The tables of that number, in the body or an annex."""
        return tuple(
            path for path in self.by_path if re.fullmatch(rf"(?:f\d+/)*b{re.escape(number)}(?:~\d+)?", path)
        )

    def annexes(self) -> tuple[str, ...]:
        """The annexes in order."""
        return tuple(path for path in self.by_path if re.fullmatch(r"f\d+", path))


def annex_of(path: str) -> str:
    """f1/ for a path in the first annex, "" for one in the body."""
    return path.rpartition("/")[0] + "/" if "/" in path else ""


def _heads(path: str, prefix: str, head: Sequence[str]) -> bool:
    """Whether a path is that of the 条 or 章 named, in the annex `prefix`."""
    return (
        bool(head)
        and annex_of(path) == prefix
        and _last(path) == head[0]
        and (path == prefix + head[0] or head[0][0] in "dcj")
    )


def _last(path: str) -> str:
    return path.rpartition("/")[2].rpartition(".")[2]


def _annexed(one: str, other: str) -> bool:
    return annex_of(one) != annex_of(other)
