"""The name that a noun is given: "a firm called X", "a group known as X", "a militia calling itself X"."""

from __future__ import annotations

from kg.extract.lexicon import Lexicon
from kg.extract.tree import Node

#: Where the parser hangs what somebody or something is called.
_GIVEN = ("oprd", "dobj", "attr", "appos")


def read_given_name(noun: Node, lexicon: Lexicon) -> None:
    """Hang the name on its noun as an apposition; "a bridge named after X" and "a man named chairman" have none."""
    if noun.is_name or noun.pos != "NOUN":
        return
    for participle in noun.kids("acl"):
        given = _given(participle, lexicon)
        if given is not None and given.i > participle.i > noun.i:
            given.attach(noun, "appos")
            return


def _given(participle: Node, lexicon: Lexicon) -> Node | None:
    lower = participle.lower
    found: list[Node] = []
    if lower in lexicon.of("constructions.naming_participles"):
        found += participle.kids(*_GIVEN)
    if lower in lexicon.of("constructions.naming_participles_as"):
        found += [n for prep in participle.kids("prep") if prep.lower == "as" for n in prep.kids("pobj")]
    if lower == "calling" and any(n.lower in _SELVES for n in participle.children):
        found += participle.kids(*_GIVEN)
    return next((n for n in found if n.is_name), None)


_SELVES = frozenset({"itself", "himself", "herself", "themselves"})
