"""The fixed phrases an answer may contain beside the words of its clauses.

Everything in an answer is either material of a cited clause or one of these. A frame is a literal with slots;
a slot takes only the values this very answer makes true:

    {source}  a cited clause as people write it: 三、（二）2. / 《标题》（文号）三、（二）2.
    {document} a cited document: 《标题》 / 《标题》（文号）     {title} {number} {issuer} {issued}: of a cited document
    {heading} the heading of a cited clause or of one above it, {caption} of a table
    {asked}   words of the question, as they stand in it
    {as_of}   the answer's date     {count} the number of citations, or of 「」 quotes in the text

The composer adds a phrase by adding a line to fixed_phrases.yaml; it may not hold a figure, and it says nothing that
depends on what the clause says. A frame stands alone: after it comes punctuation, 「 or the end.
"""

from __future__ import annotations

from ingest.script.wording import wording

FRAMES: tuple[str, ...] = wording(__file__).words["frames"]
