"""Credits ("Editing by Bill Rigby", "(Photo: Getty)"): their names are no part of the story."""

from __future__ import annotations

from kg.annotate.lexicon import Lexicon
from kg.annotate.parse import Parse

#: A credit in running text is not longer than this many tokens.
_LONGEST = 25
_ENDS = frozenset({")", "]", ".", '"'})


def credit_tokens(parse: Parse, lexicon: Lexicon) -> frozenset[int]:
    """Return the tokens of all credits: from what opens one to the end of its line, sentence or bracket."""
    openers = [tuple(opener.split()) for opener in lexicon["credit_openers"]]
    first_words = {opener[0] for opener in openers}
    lower = [word.lower() for word in parse.words]
    found: set[int] = set()
    for i, word in enumerate(lower):
        if word in first_words and any(tuple(lower[i : i + len(o)]) == o for o in openers):
            for j in range(i, min(i + _LONGEST, len(lower))):
                if lower[j] in _ENDS or "\n" in lower[j]:
                    break
                found.add(j)
    return frozenset(found)
