"""Players and their teams by what they did in a match: "X scored 20 points for Y", "Y, behind X's two goals, won"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.extract.clauses import is_passive
from kg.extract.facts import OBJECT, SUBJECT, Fact
from kg.extract.lexicon import Lexicon
from kg.extract.tree import Node, Tree, coordinated, prepositional

#: The predicate and the role that say who plays for which team.
_PLAY, _FOR = "play", "for"
#: How a team stands behind what its player did.
_WITH_TEAM = ("for", "with")
#: How players stand beside what their team did: "behind X's goals", "on goals by X and Y", "thanks to X's goals".
_BESIDE = frozenset({"behind", "on", "to"})
_GETTING = frozenset({"get", "receive", "have"})


def read_feats(verbs: Mapping[int, Fact], tree: Tree, lexicon: Lexicon) -> Iterator[Fact]:
    """Yield that players play for the team that their feats are for, or whose result they are told with.

    With two teams in such a place, or none, nothing is yielded.
    """
    feats = [n for n in tree.nodes if n.lemma in lexicon.of("constructions.feats") and not n.is_name]
    for fact in verbs.values():
        yield from _of_player(fact, feats, lexicon)
        yield from _of_team(fact, feats)
        yield from _of_leader(fact, feats, verbs, lexicon)


def _of_player(fact: Fact, feats: list[Node], lexicon: Lexicon) -> Iterator[Fact]:
    """ "X had 20 points for Y", "X won a title with Y", "X homered for Y"."""
    verb = fact.node
    players = [n for n in fact.get(SUBJECT) if n.is_person]
    if not players or is_passive(verb):
        return
    own = [n for n in feats if _clause_of(n) is verb and verb.lemma not in lexicon.of("constructions.no_feats_of")]
    titles = lexicon.of("constructions.feats_won")
    won = [n for n in fact.get(OBJECT) if verb.lemma == "win" and (n.lemma in titles or (n.is_name and _is_event(n)))]
    if not own and not won and verb.lemma not in lexicon.of("constructions.feat_verbs"):
        return
    teams = {
        n.text: n
        for governor in (verb, *own, *won)
        for name, _, nodes in prepositional(governor)
        if name in _WITH_TEAM
        for n in nodes
        if n.is_organization and not n.kids("acl")  # "with Y trailing" is the opponent as often
    }
    if len(teams) == 1:
        yield _plays(fact, players, [*teams.values()])


def _of_team(fact: Fact, feats: list[Node]) -> Iterator[Fact]:
    """ "Y, behind X's two goals, won", "Y won on goals by X and Z", "Y got 20 points from X"."""
    teams = [n for n in fact.get(SUBJECT) if n.is_organization]
    if len(teams) != 1 or is_passive(fact.node):
        return
    players: list[Node] = []
    for feat in feats:
        preposition = feat.head
        while feat.dep == "conj" and preposition is not None and preposition.dep == "conj":
            preposition = preposition.head
        beside = preposition is not None and feat.dep == "pobj" and preposition.lower in _BESIDE
        if beside and preposition is not None and _is_of(preposition, fact.node, teams[0]):
            players += [n for owner in feat.kids("poss") for n in coordinated(owner)]
            players += [n for name, _, nodes in prepositional(feat) if name in ("by", "from") for n in nodes]
        elif feat in fact.get(OBJECT) and fact.node.lemma in _GETTING:
            players += [n for source in (feat, fact.node) for name, _, nodes in prepositional(source) if name == "from"
                        for n in nodes]  # fmt: skip
    players = [n for n in dict.fromkeys(players) if n.is_person]
    if players:
        yield _plays(fact, players, teams)


def _of_leader(fact: Fact, feats: list[Node], verbs: Mapping[int, Fact], lexicon: Lexicon) -> Iterator[Fact]:
    """ "led by X's 32 points, Y won", "with X leading the way, Y won", "X's homer carried Y to a 7-4 victory"."""
    verb = fact.node
    if verb.lemma not in lexicon.of("constructions.guiding_verbs"):
        return
    if is_passive(verb):
        players = [n for feat in fact.get(SUBJECT) if feat in feats for o in feat.kids("poss") for n in coordinated(o)]
        teams = [n for n in fact.get(OBJECT) if n.is_organization]
    elif any(n.lemma in lexicon.of("constructions.ways_led") for n in verb.kids("dobj", "npadvmod")):
        players = [n for n in fact.get(SUBJECT) if n.is_person]
        clause = next((verbs[n.i] for n in verb.ancestors() if n.i in verbs), None)
        teams = [n for n in clause.get(SUBJECT) if n.is_organization] if clause is not None else []
    else:
        players = [n for n in fact.get(SUBJECT) if n.is_person and not n.kids("title", "appos")]
        teams = [n for n in fact.get(OBJECT) if n.is_organization] if _ends_in_score(fact, lexicon) else []
        if players and len(teams) == 1:
            fact.predicate = f"{fact.predicate}_to"  # who plays for a team does not head it
    players = [n for n in players if n.is_person]
    if players and len(teams) == 1:
        yield _plays(fact, players, teams)


def _ends_in_score(fact: Fact, lexicon: Lexicon) -> bool:
    """Say whether a verb leads to a result in figures: "to a 25-24 victory"."""
    return any(
        n.lemma in lexicon.of("constructions.won_nouns") and any(c.text[:1].isdigit() for c in n.subtree() if c.i < n.i)
        for n in fact.get("to")
    )


def _is_of(preposition: Node, verb: Node, team: Node) -> bool:
    """Say whether a phrase hangs on a verb, on its team, or on what the verb wins."""
    head = preposition.head
    return head is verb or head is team or (head is not None and head.head is verb and head.dep in ("dobj", "prep"))


def _clause_of(node: Node) -> Node | None:
    return next((n for n in node.ancestors() if n.is_verb), None)


def _is_event(name: Node) -> bool:
    return name.mention is not None and name.mention.type == "Event"


def _plays(fact: Fact, players: list[Node], teams: list[Node]) -> Fact:
    # Who only may score for a team plays for it all the same.
    play = Fact(predicate=_PLAY, kind="verb", node=fact.node, flags=fact.flags & {"past", "asked"})
    play.roles = {SUBJECT: players, _FOR: teams}
    return play
