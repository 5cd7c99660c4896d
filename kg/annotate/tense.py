"""Which way a verb points in time: to what was, or to what is to come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.annotate.calendar_dates import Direction

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def token_at(parse: Doc, offset: int) -> Token | None:
    """Return the token that covers a code point, or None."""
    low, high = 0, len(parse)
    while low + 1 < high:
        middle = (low + high) // 2
        low, high = (middle, high) if parse[middle].idx <= offset else (low, middle)
    return parse[low] if high else None


def direction_at(parse: Doc, offset: int) -> Direction:
    """Return which way the nearest verb above a place in the text points, or None.

    Modals of the future and infinitives ("is due to meet") point forward, past forms and participles back; a
    present form points forward ("opens on Friday") except where it reports ("says").
    """
    token = token_at(parse, offset)
    while token is not None and token.head.i != token.i:
        token = token.head
        if token.pos_ in ("VERB", "AUX"):
            return _direction_of(token)
    return _direction_of(token) if token is not None and token.pos_ in ("VERB", "AUX") else None


_FORWARD = frozenset({"will", "'ll", "’ll", "shall", "would", "wo", "to", "may", "might", "could", "can", "should"})
_AHEAD = frozenset({"schedule", "due", "plan", "expect", "set", "slate"})


def _direction_of(verb: Token) -> Direction:
    helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    have = {"have", "has", "had", "'ve", "’ve"} & helpers
    if helpers & _FORWARD and not have:
        return "future"
    if have or verb.tag_ == "VBD" or {"was", "were", "did"} & helpers:
        return "future" if verb.lemma_ in _AHEAD and verb.tag_ == "VBN" else "past"
    if {"is", "are", "'s", "’s", "am"} & helpers or verb.tag_ in ("VBZ", "VBP"):
        if verb.tag_ == "VBN":
            return "future"
        reported = any(child.dep_ == "ccomp" for child in verb.children)
        return None if reported else "future"
    if verb.tag_ == "VBN":
        return "future" if verb.lemma_ in _AHEAD else "past"
    if verb.tag_ == "VBG" and verb.head.i != verb.i:
        above = verb.head
        while above.head.i != above.i and above.pos_ not in ("VERB", "AUX"):
            above = above.head
        return _direction_of(above) if above.pos_ in ("VERB", "AUX") and above.tag_ != "VBG" else None
    return None
