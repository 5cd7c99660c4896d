"""Cleaning: what is no text of the article goes, lost line breaks come back, and each change is recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import cycle, islice

from kg.ingest.boilerplate import boilerplate_inside, boilerplate_lines
from kg.ingest.characters import normalise
from kg.ingest.edits import Edit, apply, compose, cuts_of, disjoint
from kg.ingest.joins import capital_headings, glued_sentences, glued_words
from kg.ingest.layout import date_line, doubled_lines, hard_wraps, site_name, white_space
from kg.model import Cut

#: A rule reads a text and says what to change in it.
Rule = Callable[[str], Iterable[Edit]]
#: Rules run again until none has anything left to do; an article needs two or three rounds.
_MAX_ROUNDS = 12


def clean(text: str, *, publisher: str | None = None) -> tuple[str, tuple[Cut, ...]]:
    """Return the final text and what cleaning changed, in the order of the text.

    Characters are normalised first; of that only a count is kept, as cuts at 0 that change nothing.
    The other cuts turn the final text back into the character-normalised one: see ``restore``.
    Cleaning a second time changes nothing. ``publisher`` (a name or a domain) helps to tell a site's
    name after the headline from a part of it.

    >>> clean("RSS News Feed\\n\\nTalks end\\n\\nTalks end, officials said.He left.")[0]
    'Talks end\\n\\nTalks end, officials said.\\n\\nHe left.'
    """
    before, notes = normalise(text)
    characters = tuple(Cut(start=0, removed="", reason=note) for note in notes)
    edits = _settle(before, _rules(publisher))
    if edits is None:
        return before, (*characters, Cut(start=0, removed="", reason="layout left as it is: it never settles"))
    return apply(before, edits), (*characters, *cuts_of(before, edits))


def _rules(publisher: str | None) -> Sequence[Rule]:
    return (
        hard_wraps,  # first: a piece of a wrapped sentence may look like a boilerplate line
        boilerplate_lines,
        boilerplate_inside,
        partial(site_name, publisher=publisher),
        doubled_lines,
        date_line,
        glued_words,
        glued_sentences,
        capital_headings,
        white_space,
        _characters_again,
    )


def _settle(text: str, rules: Sequence[Rule]) -> list[Edit] | None:
    """Return the edits that the rules make until none has more to do; None if they go on for ever."""
    composed: list[Edit] = []
    current = text
    n_quiet = 0  # rules in a row that had nothing to do
    for rule in islice(cycle(rules), _MAX_ROUNDS * len(rules)):
        edits = disjoint(rule(current))
        n_quiet = 0 if edits else n_quiet + 1
        if n_quiet == len(rules):
            return composed
        if edits:
            composed = compose(composed, edits)
            current = apply(current, edits)
    return None


def _characters_again(text: str) -> Iterable[Edit]:
    """Normalise the characters that two cut ends made neighbours."""
    plain, _ = normalise(text)
    if plain == text:
        return
    shorter = min(len(plain), len(text))
    start = next((i for i in range(shorter) if plain[i] != text[i]), shorter)
    tail = next((i for i in range(shorter - start) if plain[-1 - i] != text[-1 - i]), shorter - start)
    yield Edit(start=start, end=len(text) - tail, inserted=plain[start : len(plain) - tail], reason="characters")
