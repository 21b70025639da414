"""The gold questions that rest on what an edit changed: `wence impact OLD NEW --json | python -m eval.touched`.

One line a question: its id, the question, the clause. Those are the records to be read again before they are measured with.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from eval.gold import QUESTIONS, GoldQuestion, load
from ingest.document import ClauseId
from ingest.problems import WenceError
from kb.references.graph import within

SAMPLED = QUESTIONS.parent / "questions-sample"


def touched(
    changed: list[str], folders: tuple[Path, ...] = (QUESTIONS, SAMPLED)
) -> Iterator[tuple[GoldQuestion, str]]:
    """The questions of which a required clause is one of the changed ids, above one or below one, with that clause."""
    clauses = [ClauseId.parse(one) for one in changed]
    for folder in folders:
        for question in load(folder):
            wanted = [ClauseId.parse(one) for group in question.required for one in group]
            hit = next((w for w in wanted if any(within(w, c) or within(c, w) for c in clauses)), None)
            if hit:
                yield question, str(hit)


def main() -> int:
    """Read the impact from standard input, write the questions; 2 when it is none."""
    try:
        told = json.load(sys.stdin)
        changed = [one["old"] for one in told["touched"] if one["old"]]
        found = list(touched(changed))
    except (ValueError, KeyError, TypeError):
        print("标准输入不是 wence impact --json 的结果。", file=sys.stderr)
        return 2
    except WenceError as error:
        print(error, file=sys.stderr)
        return 2
    for question, clause in found:
        print(f"{question.id}\t{question.question}\t{clause}")
    print(f"要重看的标准问题 {len(found)} 个。", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
