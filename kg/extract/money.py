"""Sums of money in a text: "$2bn", "1.5 million euros", "€300,000"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from kg.extract.lexicon import Lexicon
from kg.model import Span

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"


class Money(NamedTuple):
    """A sum: where it stands, from its sign to its last word, and its text form, "USD 2000000000"."""

    span: Span
    text: str


@lru_cache(maxsize=8)
def _reader(
    currencies: frozenset[str], powers: frozenset[str]
) -> tuple[re.Pattern[str], dict[str, str], dict[str, int]] | None:
    codes = {word.replace("_", " "): row.split()[0].upper() for row in currencies
             for word in row.split()}  # fmt: skip
    scales = {word: int(row.split()[0]) for row in sorted(powers) for word in row.split()[1:]}
    if not codes or not scales:
        return None

    def either(words: list[str]) -> str:
        return "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))

    signs = [word for word in codes if not word[-1].isalpha()]
    names = [word for word in codes if word[-1].isalpha()]
    scale = rf"(?:[\s-]?(?P<{{}}>{either(list(scales))})\b)?"
    before = rf"(?<![\w$])(?P<sign>{either(signs)}|(?:{either([n for n in names if len(n) == 3])})\b)\s?"
    pattern = (
        rf"{before}(?P<number>{_NUMBER}){scale.format('scale')}"
        rf"|\b(?P<count>{_NUMBER}){scale.format('times')}[\s-](?P<name>{either(names)})\b"
    )
    return re.compile(pattern, re.IGNORECASE), codes, scales


def find_money(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Money]:
    """Yield the sums in ``text[start:end]``, in order; a range or a sum "a day" or "a barrel" is none.

    >>> words = {"money.currencies": frozenset({"USD $ dollars"}), "money.scales": frozenset({"9 bn billion"})}
    >>> [money.text for money in find_money("It paid $2.5bn and 3 billion dollars.", 0, 37, Lexicon(words))]
    ['USD 2500000000', 'USD 3000000000']
    """
    reader = _reader(lexicon.of("money.currencies"), lexicon.of("money.scales"))
    if reader is None:
        return
    pattern, codes, scales = reader
    for match in pattern.finditer(text, start, end):
        if _RATE.match(text, match.end(), end) or _RANGE.match(text, match.end(), end):
            continue
        number = Decimal((match["number"] or match["count"]).replace(",", ""))
        scale = (match["scale"] or match["times"] or "").lower()
        code = codes[(match["sign"] or match["name"]).lower()]
        amount = number.scaleb(scales[scale]) if scale else number
        whole = amount == amount.to_integral_value()
        written = format(amount.to_integral_value() if whole else amount.normalize(), "f")
        yield Money(Span(start=match.start(), end=match.end()), f"{code} {written}")


_RATE = re.compile(r"\s+(?:a|an|per|each|apiece|every)\b", re.IGNORECASE)
_RANGE = re.compile(r"\s*(?:-|–|to)\s*[$€£¥]?\d")
