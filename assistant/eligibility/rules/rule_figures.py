"""The figures that a rule uses, and whether the words it quotes have them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from assistant.eligibility.rules.calendar import Period
from assistant.eligibility.rules.rule import Benefit, Condition, ConditionGroup, Review, Rule, RuleBasis, Test
from assistant.eligibility.rules.values import Numbers
from ingest.script.numerals import arabic_number
from ingest.script.width import half_width_digits
from ingest.script.wording import characters

_ARABIC = re.compile(r"\d+(?:\.\d+)?")
_CHINESE = re.compile(
    f"(?<![\\d{characters().parts['amount']}])[{characters().parts['amount']}]+"
)  # not the 万 of 30万


def figures_in(text: str) -> frozenset[Decimal]:
    """Every number in a text, in digits or in Chinese: 连续满12个月、两年 → 12, 2."""
    plain = half_width_digits(text).replace("．", ".").replace(",", "").replace("，", " ")
    found = {Decimal(number) for number in _ARABIC.findall(plain)}
    for numeral in _CHINESE.findall(plain):
        try:
            found.add(Decimal(arabic_number(numeral)))
        except ValueError:
            continue  # 万一, 十分之一: words, not a number by themselves
    return frozenset(found)


def unquoted(rule: Rule) -> Iterator[tuple[str, RuleBasis]]:
    """What the rule uses and its quotes do not have: the figure for a person, and the source that should have it."""
    trees = [rule.conditions, *(benefit.when for benefit in rule.benefits if benefit.when)]
    for tree in trees:
        yield from _of_condition(tree)
    for values in (rule.parameters or {}).values():
        yield from ((f"{p.value:f}", p.source) for p in values if p.value not in figures_in(p.source.quote))
    quotes = "\n".join(source.quote for source in rule.sources())
    for benefit in rule.benefits:
        yield from _of_benefit(benefit, quotes)


def _of_condition(condition: Condition) -> Iterator[tuple[str, RuleBasis]]:
    if isinstance(condition, ConditionGroup):
        for part in condition.parts:
            yield from _of_condition(part)
    elif not isinstance(condition, Review) and condition.source.clause:
        held = figures_in(condition.source.quote)
        if not all(figure in held for figure in _used(condition)):
            yield (
                str(condition.operand[0] if isinstance(condition.operand, tuple) else condition.operand),
                condition.source,
            )


def _used(test: Test) -> tuple[Decimal, ...]:
    operand = test.operand
    if isinstance(operand, Period):
        own = Decimal(operand.days or operand.months)
        years = own / 12
        held = figures_in(test.source.quote)
        return () if not operand.days and years in held else (own,)
    if isinstance(operand, date):
        return tuple(Decimal(part) for part in (operand.year, operand.month, operand.day))
    if isinstance(operand, tuple):
        return tuple(
            value.least for value in operand if isinstance(value, Numbers) and value.least is not None
        )
    return ()


def _of_benefit(benefit: Benefit, quotes: str) -> Iterator[tuple[str, RuleBasis]]:
    if benefit.amount is not None and benefit.amount not in figures_in(benefit.source.quote):
        yield f"{benefit.amount:f}", benefit.source
    for words in (benefit.qualifier, benefit.period, benefit.payment):
        if words and words not in quotes:
            yield words, benefit.source
