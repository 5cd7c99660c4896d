"""Pronouns that coreference leaves open and that their own sentence settles: "in its report, X said", "X said it had".

Only what grammar decides almost alone is read here; everything else is the business of coreference.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.extract.facts import Fact
from kg.extract.lexicon import Lexicon
from kg.extract.tree import Node, Tree, coordinated

_HIS, _ITS = frozenset({"his", "her"}), frozenset({"its"})
#: How a phrase hangs on what follows it.
_FRONTED = frozenset({"prep", "advcl", "pcomp", "pobj", "dobj", "npadvmod", "acl", "compound", "amod", "advmod"})
_BODIES = frozenset({"Organization", "Country"})


def settle_pronouns(facts: Iterable[Fact], tree: Tree, lexicon: Lexicon) -> None:
    """Put the name for a pronoun of the same sentence in every role; pronouns that have a referent are left alone."""
    settled = dict(_settled(tree, lexicon))
    if settled:
        for fact in facts:
            fact.put_for(settled)


def _settled(tree: Tree, lexicon: Lexicon) -> Iterator[tuple[Node, list[Node]]]:
    for node in tree.nodes:
        if node.pos != "PRON" or node.mention is not None:
            continue
        if node.lower in _HIS | _ITS and node.dep == "poss":
            names = _subject_behind(node, tree)
        elif node.lower in ("it", "they") and node.dep in ("nsubj", "nsubjpass"):
            names = _speaker(node, lexicon) or _same_subject(node)
        else:
            continue
        if names:
            yield node, names


def _subject_behind(pronoun: Node, tree: Tree) -> list[Node]:
    """Return X of "in its report, X said": the subject of the clause that the pronoun's phrase opens."""
    top = pronoun
    for node in pronoun.ancestors():
        if node.is_verb and (subjects := node.kids("nsubj", "nsubjpass")) and top.i < subjects[-1].i:
            name = subjects[-1]
            alike = [n for n in tree.nodes[: name.i] if n.is_name and _agrees(pronoun, n)]
            return [name] if name.i > pronoun.i and not alike and _agrees(pronoun, name) else []
        if node.dep not in _FRONTED:
            return []
        top = node
    return []


def _agrees(pronoun: Node, name: Node) -> bool:
    """Say whether a name is of a class that a pronoun can stand for."""
    mention = name.mention
    if mention is None or mention.kind != "name":
        return False
    return mention.type == "Person" if pronoun.lower in _HIS else mention.type in _BODIES


def _speaker(pronoun: Node, lexicon: Lexicon) -> list[Node]:
    """Return X of "X said that it had bought Y", and both of "X and Y said they would"."""
    clause = pronoun.head
    report = clause.head if clause is not None and clause.dep == "ccomp" else None
    if report is None or report.lemma not in lexicon.of("status.report_verbs") or report.i > pronoun.i:
        return []
    while report.dep in ("xcomp", "ccomp") and not report.kids("nsubj", "nsubjpass"):
        if report.head is None or not report.head.is_verb:
            return []
        report = report.head
    if report.kids("dobj", "dative"):
        return []  # "told Y that it"
    return _fitting(pronoun, report)


def _same_subject(pronoun: Node) -> list[Node]:
    """Return X of "X bought A; it also bought B"."""
    clause = pronoun.head
    if clause is None or not any(c.lower == "also" for c in clause.kids("advmod")):
        return []
    near = [clause.head] if clause.dep in ("conj", "parataxis") and clause.head is not None else []
    near += [c for c in clause.kids("ccomp") if c.i < pronoun.i]
    return _fitting(pronoun, near[0]) if len(near) == 1 else []


def _fitting(pronoun: Node, verb: Node) -> list[Node]:
    """Return a verb's subjects where they are bodies, one for "it" and several for "they"."""
    names = [n for s in verb.kids("nsubj", "nsubjpass") if s.i < pronoun.i for n in coordinated(s)]
    bodies = all(n.mention is not None and n.mention.kind == "name" and n.mention.type in _BODIES for n in names)
    return names if bodies and (len(names) == 1) == (pronoun.lower == "it") else []
