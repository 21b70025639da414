"""One person's talk with the page: what was told, what was read out of a text and waits to be confirmed. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from assistant.eligibility.rules.facts import UNKNOWN

Told = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class HeardFact:
    """A fact read out of a text, as it would be written, with the words that told it."""

    fact: str
    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Talk:
    """`told` is fact → value as written (不知道 where the person does not know), in order; `heard` does not count until
    confirmed; `earlier` are the states of `told` to go back to, the latest last; `asking` is the fact the question on the
    page is about, "" for none; `chosen` that the person chose it himself; `enough` that he wants no more questions;
    `as_of` the day of judging as ISO, "" for today."""

    told: Told = ()
    heard: tuple[HeardFact, ...] = ()
    earlier: tuple[Told, ...] = ()
    asking: str = ""
    chosen: bool = False
    enough: bool = False
    as_of: str = ""

    @property
    def facts(self) -> dict[str, str]:
        """What was told as a mapping."""
        return dict(self.told)

    def tell(self, more: Mapping[str, str]) -> Talk:
        """With these facts, which take the place of what was told of them before."""
        return self._now({**self.facts, **more})

    def answer(self, said: str | None) -> Talk:
        """With an answer to the question on the page (不知道 when there is none)."""
        if not self.asking:
            return self
        return self.tell({self.asking: (said or "").strip() or UNKNOWN})

    def only(self, told: Mapping[str, str]) -> Talk:
        """With exactly these facts."""
        return self._now(told)

    def drop(self, fact: str) -> Talk:
        """Without the fact."""
        return self._now({name: value for name, value in self.told if name != fact})

    def change(self, fact: str) -> Talk:
        """With the question about `fact` on the page."""
        return replace(self, asking=fact, chosen=True, enough=False)

    def back(self) -> Talk:
        """As it was before the last change, or before a question was chosen; the same when nothing has happened yet."""
        if self.chosen:
            return replace(self, chosen=False)
        if not self.earlier:
            return self
        return replace(self, told=self.earlier[-1], earlier=self.earlier[:-1], enough=False)

    def rest(self) -> Talk:
        """With no more questions, or with questions again."""
        return replace(self, enough=not self.enough, chosen=False)

    def hear(self, heard: Iterable[HeardFact]) -> Talk:
        """With facts that wait to be confirmed; what waited before is let go."""
        return replace(self, heard=tuple(heard))

    def confirm(self, names: Collection[str]) -> Talk:
        """With those facts of what waited; the others are let go."""
        return replace(self.tell({one.fact: one.value for one in self.heard if one.fact in names}), heard=())

    def _now(self, told: Mapping[str, str]) -> Talk:
        after = tuple(told.items())
        if after == self.told:
            return replace(self, chosen=False)
        return replace(self, told=after, earlier=(*self.earlier, self.told), chosen=False)
