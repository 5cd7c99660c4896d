"""Credits ("Editing by Bill Rigby", "(Photo: Getty)"): their names are no part of the story."""

from __future__ import annotations

from collections.abc import Sequence

from kg.annotate.lexicon import Lexicon
from kg.annotate.parse import Parse

#: A credit in running text is not longer than this many tokens.
_LONGEST = 25
_ENDS = frozenset({")", "]", ".", '"'})
_BRACKETS = frozenset({"(", "[", "|"})
#: Between two credits: "Reporting by A; editing by B", "Written and edited by A".
_BETWEEN = frozenset({";", ",", "/", "and", "&"})
#: The last word of an opener that a sentence may hold as well: "a novel written by Toni Morrison".
_AGENT = "by"
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def credit_tokens(parse: Parse, lexicon: Lexicon) -> frozenset[int]:
    """Return the tokens of all credits: from what opens one to the end of its line, sentence or bracket."""
    openers = [tuple(opener.split()) for opener in lexicon["credit_openers"]]
    first_words = {opener[0] for opener in openers}
    lower = [word.lower() for word in parse.words]
    found: set[int] = set()
    for i, word in enumerate(lower):
        if word not in first_words:
            continue
        opener = next((o for o in openers if tuple(lower[i : i + len(o)]) == o), None)
        if opener is not None and (opener[-1] != _AGENT or _stands_alone(parse, lower, i, found)):
            found.update(_extent(lower, i))
    return frozenset(found)


def _stands_alone(parse: Parse, lower: Sequence[str], i: int, found: set[int]) -> bool:
    """Say whether "edited by" at token ``i`` is no part of a sentence: it opens a line or a bracket, or goes on."""
    before = parse.words[i - 1] if i else "\n"
    if "\n" in before or before in _BRACKETS or i - 1 in found or (before in _BETWEEN and i - 2 in found):
        return True
    if not parse.doc[i].text[:1].isupper():
        return False
    return not any(parse.doc[j].tag_ in _FINITE for j in _extent(lower, i))


def _extent(lower: Sequence[str], start: int) -> range:
    for j in range(start, min(start + _LONGEST, len(lower))):
        if lower[j] in _ENDS or "\n" in lower[j]:
            return range(start, j)
    return range(start, min(start + _LONGEST, len(lower)))
