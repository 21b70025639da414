"""A cell's value as its number format shows it: 0.2 under 0% is 20%, 1000 under #,##0 is 1,000."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|[\\!](?P<escaped>.)|(?P<skipped>[_*].)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>General|G/通用格式)|(?P<half>AM/PM|A/P|上午/下午)|(?P<power>[Ee][+-]0+)"
    r"|(?P<date>y+|m+|d+|h+|s+|a{3,4}|e+)|(?P<place>[0#?])|(?P<sign>[.,%/@])|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")
_CURRENCY = re.compile(r"\$([^-]*)(?:-.*)?")
_COMPARE: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "=": operator.eq, "<>": operator.ne,
}  # fmt: skip
_GENERAL_DIGITS = 11  # characters, the point among them, that Excel gives a number without a format
_WHOLE = 10**15  # below it a whole number is shown whole


class UnknownFormatError(ValueError):
    """A number format that is not rendered here (fractions, 大写 numerals, …)."""


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a format: `kind` is a group of the pattern, `text` what it says."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """One of a format's up to four parts; `flags` are its brackets in lower case ("dbnum1", "h", "$-804")."""

    tokens: tuple[Token, ...]
    flags: tuple[str, ...] = ()

    def has(self, kind: str, text: str = "") -> bool:
        """Whether a token of that kind (and text) stands in it."""
        return any(token.kind == kind and (not text or token.text == text) for token in self.tokens)


def sections(code: str) -> tuple[Section, ...]:
    """The parts of a number format. UnknownFormatError for numerals in words other than in dates."""
    parts: list[list[Token]] = [[]]
    flags: list[list[str]] = [[]]
    for match in _TOKEN.finditer(code):
        kind = match.lastgroup or "other"
        text = match[kind]
        if kind == "other" and text == ";":
            parts.append([])
            flags.append([])
        elif kind == "bracket":
            flags[-1].append(text.lower())
            if currency := _CURRENCY.fullmatch(text):
                parts[-1].append(Token("quoted", currency[1]))
            elif re.fullmatch("h+|m+|s+", text, re.I):
                parts[-1].append(Token("date", f"[{text.lower()}]"))
        elif kind != "skipped":
            parts[-1].append(Token(kind, text.lower() if kind == "date" else text))
    return tuple(Section(tuple(part), tuple(flag)) for part, flag in zip(parts, flags, strict=True))


def shown_text(text: str, code: str) -> str:
    """A text cell under its format: @"元" adds the 元."""
    parts = sections(code)
    part = parts[3] if len(parts) > 3 else parts[-1]
    if not part.has("sign", "@"):
        return "" if len(parts) > 3 else text
    return "".join(text if (one.kind, one.text) == ("sign", "@") else one.text for one in part.tokens)


def shown_number(value: float | int, code: str) -> str:
    """A number under its format, "" where the format hides it. UnknownFormatError where it is not rendered."""
    exact = Decimal(f"{value:.15g}")
    part, negative = _section(sections(code), exact)
    if any(flag.startswith("dbnum") for flag in part.flags) or part.has("sign", "/") or part.has("date"):
        raise UnknownFormatError(code)
    if part.has("sign", "@") and not part.has("place"):
        return general(value)
    amount = abs(exact) if negative else exact
    if part.has("general"):
        amount_text = general(float(amount) if amount % 1 else int(amount))
        return "".join(amount_text if one.kind == "general" else one.text for one in part.tokens).strip()
    if not part.has("place"):
        return "".join(one.text for one in part.tokens if one.kind != "sign" or one.text in ".%/").strip()
    return _number(part.tokens, amount).strip()


def general(value: float | int) -> str:
    """A number without a format, as Excel shows it: 30.000000000004 is 30, 1/3 is 0.333333333."""
    exact = Decimal(f"{value:.15g}")
    if exact == exact.to_integral_value() and abs(exact) < _WHOLE:
        return str(int(exact))
    if not Decimal("1e-9") <= abs(exact) < _WHOLE:
        mantissa, _, power = f"{value:.5E}".partition("E")
        return f"{mantissa.rstrip('0').rstrip('.')}E{power}"
    room = max(_GENERAL_DIGITS - len(str(int(abs(exact)))) - 1, 0)
    rounded = exact.quantize(Decimal(1).scaleb(-room), ROUND_HALF_UP)
    return f"{rounded:f}".rstrip("0").rstrip(".") if room else f"{rounded:f}"


def _section(parts: Sequence[Section], value: Decimal) -> tuple[Section, bool]:
    """The part that shows `value`, and whether it shows it without its sign."""
    numeric = parts[:3]
    conditions = [_condition(part) for part in numeric]
    if any(conditions):
        for part, condition in zip(numeric, conditions, strict=True):
            if condition is None or _COMPARE[condition[0]](value, condition[1]):
                return part, False
        return numeric[-1], False
    if value < 0 and len(numeric) > 1:
        return numeric[1], True
    if value == 0 and len(numeric) > 2:
        return numeric[2], False
    return numeric[0], False


def _condition(part: Section) -> tuple[str, Decimal] | None:
    match = next((found for flag in part.flags if (found := _CONDITION.fullmatch(flag))), None)
    return (match[1], Decimal(match[2])) if match else None


def _number(tokens: Sequence[Token], value: Decimal) -> str:
    tokens = list(tokens)
    point = next((at for at, one in enumerate(tokens) if one.text == "." and one.kind == "sign"), len(tokens))
    last = max((at for at, one in enumerate(tokens[:point]) if one.kind == "place"), default=-1)
    scaled = last + 1
    while scaled < point and (tokens[scaled].kind, tokens[scaled].text) == ("sign", ","):
        scaled += 1
    value = value / 1000 ** (scaled - last - 1)
    value *= 100 ** sum(one.kind == "sign" and one.text == "%" for one in tokens)
    del tokens[last + 1 : scaled]
    point -= scaled - last - 1
    power = next((one for one in tokens if one.kind == "power"), None)
    behind = sum(one.kind == "place" for one in tokens[point:])
    exponent = 0
    if power:
        exponent = value.adjusted() if value else 0
        value = value.scaleb(-exponent)
    rounded = abs(value).quantize(Decimal(1).scaleb(-behind), ROUND_HALF_UP)
    whole, _, fraction = f"{rounded:f}".partition(".")
    text = _whole_part(tokens[:point], whole) + _fraction_part(tokens[point:], fraction, exponent)
    return f"-{text}" if value < 0 and rounded else text


def _whole_part(tokens: Sequence[Token], digits: str) -> str:
    """The digits set into their places from the right; the leftmost place takes all that are left."""
    grouped = any((one.kind, one.text) == ("sign", ",") for one in tokens)
    places = [at for at, one in enumerate(tokens) if one.kind == "place"]
    if not places:
        return "".join(one.text for one in tokens) + (digits if digits != "0" else "")
    digits = "" if digits == "0" else digits
    out: list[str] = []
    written = 0
    for at in range(len(tokens) - 1, -1, -1):
        one = tokens[at]
        if one.kind != "place":
            out += [] if (one.kind, one.text) == ("sign", ",") else [one.text]
            continue
        take = max(len(digits), one.text == "0") if at == places[0] else 1
        for _ in range(take):
            digit, digits = (digits[-1], digits[:-1]) if digits else ("0" if one.text == "0" else "", "")
            if digit:
                out.append("," if grouped and written and written % 3 == 0 else "")
                out.append(digit)
                written += 1
    return "".join(reversed(out))


def _fraction_part(tokens: Sequence[Token], digits: str, exponent: int) -> str:
    significant = len(digits.rstrip("0"))
    out, at = "", 0
    for one in tokens:
        if one.kind == "place":
            out += digits[at] if one.text == "0" or at < significant else ""
            at += 1
        elif one.kind == "power":
            width = one.text.count("0")
            sign = "-" if exponent < 0 else "+" if "+" in one.text else ""
            out += f"E{sign}{abs(exponent):0{width}d}"
        else:
            out += one.text
    return out
