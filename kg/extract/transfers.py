"""Who comes from which team to which: "signed X from Y", and notices like "LEEDS -- Assigned C X and D Y to Hull"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import takewhile

from kg.extract.facts import OBJECT, SUBJECT, Fact
from kg.extract.lexicon import Lexicon
from kg.extract.tree import Node, Tree

_DASHES = frozenset({"--", "-", "–", "—", "_", ":"})
#: What stands between the persons of a notice beside their positions ("RHP", "D").
_BETWEEN = frozenset({",", "and", "&", ".", ";"})
_POSITION = 3  # letters of an abbreviated position, at most


def read_transfers(verbs: Mapping[int, Fact], tree: Tree, lexicon: Lexicon) -> Iterator[Fact]:
    """Yield what transfers say beside their verbs: the team that somebody is signed from, and notices of teams."""
    signing = lexicon.of("constructions.signing_verbs")
    for fact in list(verbs.values()):
        if fact.node.lemma not in signing:
            continue
        people = [n for n in fact.get(OBJECT) if n.is_person]
        teams = [n for n in fact.get("from") if n.is_organization]
        if people and len(teams) == 1:
            flags = {"past"} | (fact.flags & {"negated", "hypothetical"})
            former = Fact(predicate=f"{fact.node.lemma}_away", kind="verb", node=fact.node, flags=flags)
            former.roles = {OBJECT: people, "from": teams}
            yield former
    yield from _notice(tree, lexicon)


def _notice(tree: Tree, lexicon: Lexicon) -> Iterator[Fact]:
    """Read "TEAM -- Assigned C A, D B and C to OTHER" by the order of its words: parsers make nothing of it."""
    if len(tree.nodes) < 4 or not tree.nodes[0].is_organization or tree.nodes[1].text not in _DASHES:
        return
    team, verb = tree.nodes[0], tree.nodes[2]
    means = lexicon.notice_senses.get(verb.lower)
    if means is None or verb.is_name or not verb.text[:1].isupper():
        return
    listed = list(takewhile(lambda n: n.is_person or _is_between(n, lexicon), tree.nodes[3:]))
    people, rest = [n for n in listed if n.is_person], 3 + len(listed)
    if not people:
        return
    fact = Fact(predicate=means, kind="verb", node=verb)
    fact.roles = {SUBJECT: [team], OBJECT: people}
    for before, node in zip(tree.nodes[rest:], tree.nodes[rest + 1 :], strict=False):
        if before.lower in ("to", "from") and node.is_organization:
            fact.add(before.lower, [node])
            break
    yield fact


def _is_between(node: Node, lexicon: Lexicon) -> bool:
    """Say whether a word only stands between persons: a comma, "and", a position."""
    if node.lower in _BETWEEN:
        return True
    short = len(node.text) <= _POSITION and node.text.isupper()
    return not node.is_name and (short or node.lower in lexicon.of("constructions.positions"))
