"""What somebody calls somebody: "called X a liar" finds fault with X, "described X as a hero" praises."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.extract.facts import OBJECT, Fact
from kg.extract.lexicon import Lexicon
from kg.extract.tree import Node, coordinated


def read_opinions(verbs: Iterable[Fact], lexicon: Lexicon) -> None:
    """Put one predicate for verbs of calling by what is said: "call_blame" or "call_praise"."""
    calling = lexicon.of("constructions.calling_verbs")
    for fact in verbs:
        if fact.node.lemma not in calling or fact.node.kids("prt") or not fact.get(OBJECT):
            continue
        words = {word for node in _complements(fact) for word in _judging(node)}
        if words & lexicon.of("constructions.blaming_words"):
            fact.predicate = "call_blame"
        elif words & lexicon.of("constructions.praising_words"):
            fact.predicate = "call_praise"


def _complements(fact: Fact) -> Iterator[Node]:
    """Yield what the object is called: "called X a liar", "described X as a liar"."""
    for child in fact.node.kids("oprd", "attr", "acomp", "xcomp", "dobj", "ccomp"):
        if child not in fact.get(OBJECT) or (child.mention is None and len(fact.node.kids("dobj")) > 1):
            yield from coordinated(child)
    yield from fact.get("as")


def _judging(node: Node) -> Iterator[str]:
    if node.mention is None and not any(c.dep == "neg" or c.lower in ("no", "not") for c in node.children):
        yield node.lemma
        yield node.lower
        yield from (child.lower for child in node.kids("amod", "compound") if child.mention is None)
