"""Who is whose relative: "X and his wife, Y", "their daughters, A and B", "the son of X and the actor Y"."""

from __future__ import annotations

from collections.abc import Mapping

from kg.extract.clauses import is_passive
from kg.extract.facts import OBJECT, POSSESSOR, SELF, SUBJECT, Fact
from kg.extract.lexicon import Lexicon
from kg.extract.tree import Node, Tree

_SINGLE = frozenset({"his", "her"})
_QUOTES = frozenset({'"', "“", "”", "''", "``"})
#: Labels of a noun phrase that the parser found no place for.
_LOOSE = frozenset({"npadvmod", "dep", "appos", "attr"})


def read_families(nouns: Mapping[int, Fact], verbs: Mapping[int, Fact], tree: Tree, lexicon: Lexicon) -> None:
    """Mend who a noun of kinship describes and whose it is, by the order of the words around it.

    The parser joins everybody in a list, while "his wife, A, and B" has one wife; and "his" behind "X and" is X's.
    """
    kin = [
        fact
        for fact in sorted(nouns.values(), key=lambda f: f.node.i)
        if _base(fact, lexicon) in lexicon.of("constructions.kin_nouns")
    ]
    for fact in kin:
        _read_named(fact, tree)
        _read_parents(fact, tree, lexicon)
        _read_described(fact, verbs, tree)
        _share_described(fact, nouns, tree, lexicon)
        _read_youngest(fact, verbs, lexicon)
    for k, fact in enumerate(kin):
        _read_owner(fact, kin[:k], verbs, tree, lexicon)
        if k:
            _share_owner(fact, kin[k - 1], tree)
    for fact in kin:
        verb = verbs.get(fact.node.head.i) if fact.node.head is not None else None
        verb = verb or next((verbs[n.head.i] for n in fact.get(SELF) if n.head is not None and n.head.i in verbs), None)
        if verb is not None and verb.node.lemma in lexicon.of("constructions.naming_verbs") and fact.get(SELF):
            verb.predicate = f"{verb.predicate}_child"  # "named his son X": no post


def _base(fact: Fact, lexicon: Lexicon) -> str:
    return lexicon.singular(fact.node.lower)


def _is_plural(noun: Node) -> bool:
    return noun.tag in ("NNS", "NNPS")


def _read_named(fact: Fact, tree: Tree) -> None:
    """ "his wife, A, and B" names one wife; "his children, A and B; ..." end before what comes next."""
    noun = fact.node
    owned = bool(noun.kids("poss"))
    if not owned and not any(c.lower in ("a", "an") for c in noun.kids("det")):
        return
    named = _names_behind(noun, tree)
    if named:
        earlier = [n for n in fact.get(SELF) if n.i < noun.i] if not owned else []
        fact.roles[SELF] = [*earlier, *named]
        fact.identity = named
    elif owned:
        fact.roles[SELF] = [n for n in fact.get(SELF) if n.i < noun.i or not _is_cut_off(noun, n, tree)]
        fact.identity = [n for n in fact.identity if n in fact.roles[SELF]]
    if owned:
        for preposition in noun.kids("prep"):
            before = tree.after(preposition, -1)
            if preposition.lower == "of" and before is not None and before.text == ",":
                fact.roles.pop("of", None)  # "portraits of X and her husband, Y, of Z and ...": whose husband is said


def _names_behind(noun: Node, tree: Tree) -> list[Node]:
    """Return the people whom a noun names behind it: one for a singular, up to the end of their list for a plural."""
    found: list[Node] = []
    last = False
    position = noun.i + 1
    if position < len(tree.nodes) and tree.nodes[position].text == "(":
        return []  # "his wife (Ann Lee)" is who plays her
    while position < len(tree.nodes):
        node = tree.nodes[position]
        if node.is_person:
            if not found and not _may_name(node, noun):
                return []
            found.append(node)
            if last or not _is_plural(noun):
                break
        elif node.is_name or node.text == ";":
            break
        elif node.lower == "and" and found:
            last = True
        elif node.lower == "and" or (node.pos not in ("PUNCT", "NUM", "CCONJ") and not _is_title(node, tree)):
            break
        position += 1
    return found


def _may_name(name: Node, noun: Node) -> bool:
    """Say whether the first name behind a noun may name it: no subject of a clause that begins there."""
    if name in noun.subtree() or (_is_plural(noun) and name.dep == "conj"):
        return True
    if name.head is noun or name.i == noun.i + 1:
        return name.dep not in ("nsubj", "nsubjpass") or noun.dep == "title"
    same_place = name.head is not None and any(a is name.head for a in noun.ancestors())
    return name.dep in ("pobj", "dobj", "appos") and same_place


def _is_title(node: Node, tree: Tree) -> bool:
    """Say whether a word belongs to the name that follows: "the actress X", "Princes A and B"."""
    following = node.i + 1
    while following < len(tree.nodes) and tree.nodes[following].pos in ("NOUN", "PROPN", "ADJ"):
        if tree.nodes[following].is_name:
            break
        following += 1
    if following >= len(tree.nodes) or not tree.nodes[following].is_person:
        return False
    return node.pos in ("DET", "ADJ", "NOUN", "PROPN") and (node.dep in ("title", "compound", "amod", "det"))


def _is_cut_off(noun: Node, name: Node, tree: Tree) -> bool:
    """Say whether a bracket or a semicolon stands between a noun and a name behind it."""
    return any(n.text in ("(", ";") for n in tree.nodes[noun.i + 1 : name.i])


def _read_parents(fact: Fact, tree: Tree, lexicon: Lexicon) -> None:
    """ "the son of X and the actor Y" is Y's too; "the only son of X and Y, Z," is Z."""
    noun = fact.node
    if _base(fact, lexicon) not in lexicon.of("constructions.child_nouns"):
        return
    parents = fact.get("of")
    people = [n for n in parents if n.is_person]
    if people and people == parents and (noun.dep in ("appos", "attr", "title", "pobj") or _is_set_off(noun, tree)):
        other = _joined_person(people[-1], tree, lexicon)
        if other is not None and noun.dep not in ("appos", "attr", "title") and not _is_end(other, tree):
            other = None
        if other is not None:
            fact.add("of", [other])
            other.attach(people[0], "conj")
    if len(people) > 1 and noun.dep in ("nsubj", "nsubjpass") and not fact.get(SELF):
        before, after = tree.after(people[-1], -1), tree.after(people[-1])
        while before is not None and before.head is people[-1] and before.dep in ("compound", "title"):
            before = tree.after(before, -1)  # "the son of X and Y, Archduke Z,"
        if before is not None and before.text == "," and after is not None and after.text == ",":
            fact.roles["of"] = [n for n in parents if n is not people[-1]]
            fact.add(SELF, people[-1:])
            fact.identity.append(people[-1])


def _is_set_off(noun: Node, tree: Tree) -> bool:
    """Say whether a comma stands before a noun's phrase."""
    comma = tree.after(min(noun.subtree(), key=lambda n: n.i), -1)
    return comma is not None and comma.text == ","


def _is_end(name: Node, tree: Tree) -> bool:
    """Say whether a phrase ends behind a name."""
    following = tree.after(name)
    return following is None or following.text in (".", ",", ";", ")", ":", "--", "(")


def _joined_person(name: Node, tree: Tree, lexicon: Lexicon) -> Node | None:
    """Return Y of "X and the late actor Y" and of "X and his wife, Y": whoever the parser joins Y to."""
    link = tree.after(name)
    if link is None or link.lower != "and":
        return None
    spouse = False
    for node in tree.nodes[link.i + 1 :]:
        if node.is_person:
            return node
        if node.i == link.i + 1 and node.lower in _SINGLE:
            spouse = True
        elif spouse and (node.lower in lexicon.of("constructions.spouse_nouns") or node.text == ","):
            continue
        elif node.pos not in ("DET", "ADJ", "NOUN", "PROPN") or node.is_name:
            return None
    return None


def _read_described(fact: Fact, verbs: Mapping[int, Fact], tree: Tree) -> None:
    """ "X was born in Burbank, the son of Y" is about X, and "Anna, Max's mother, said" about Anna."""
    noun, head = fact.node, fact.node.head
    born = _born_before(fact, verbs, tree)
    if born is not None:
        fact.roles[SELF] = [born]
        fact.identity = []
        return
    if noun.dep == "pobj" and head is not None and head.lower == "as" and fact.get("of") and not fact.get(SELF):
        before, clause = tree.after(head, -1), head.head
        set_off = before is None or before.text == ","
        if set_off and clause is not None and clause.i in verbs and not is_passive(clause):
            fact.add(SELF, [n for n in verbs[clause.i].get(SUBJECT) if n.mention is not None][:1])  # "as the son of X"
            return
    if noun.dep == "appos" and head is not None and head.dep == "pobj" and fact.get("of") and not head.is_person:
        verb = next((verbs[a.i] for a in head.ancestors() if a.i in verbs), None)
        subject = [] if verb is None else verb.get(OBJECT if is_passive(verb.node) else SUBJECT)
        comma = tree.after(min(noun.subtree(), key=lambda n: n.i), -1)
        if len(subject) == 1 and subject[0].mention is not None and comma is not None and comma.text == ",":
            fact.roles[SELF] = subject
            fact.identity = []
    if not fact.get(SELF) and noun.dep in _LOOSE and any(n.is_person for n in noun.kids("poss")):
        first = min((n for child in noun.kids("poss") for n in child.subtree()), key=lambda n: n.i)
        comma, name = tree.after(first, -1), tree.after(first, -2)
        if comma is not None and comma.text == "," and name is not None and name.is_person:
            fact.add(SELF, [name])


def _born_before(fact: Fact, verbs: Mapping[int, Fact], tree: Tree) -> Node | None:
    """Return X of "X was born in A, the third son of Y", wherever the parser hangs the son."""
    noun = fact.node
    named = any(n.is_person and n.i > noun.i for n in fact.get(SELF) if n not in fact.get("of") and n.head is noun)
    if not fact.get("of") or noun.dep in ("attr", "pobj", "dobj", "title") or named or not _is_set_off(noun, tree):
        return None
    for node in reversed(tree.nodes[: noun.i]):
        if node.text == ";":
            return None
        if node.i in verbs and verbs[node.i].predicate == "bear" and is_passive(node):
            people = [n for n in verbs[node.i].get(OBJECT) if n.mention is not None]
            return people[0] if len(people) == 1 else None
        if node.dep in ("ROOT", "conj") and node.is_verb:
            return None
    return None


def _share_described(fact: Fact, nouns: Mapping[int, Fact], tree: Tree, lexicon: Lexicon) -> None:
    """ "Ann, wife of X and mother of Y": both nouns are about Ann."""
    if not fact.get(SELF):
        return
    for node in list(fact.get("of")):
        other = nouns.get(node.i)
        if other is None or _base(other, lexicon) not in lexicon.of("constructions.kin_nouns"):
            continue
        preposition, name = tree.after(node), next((n for n in tree.nodes[node.i + 2 :] if n.pos != "DET"), None)
        if any(c.dep in ("det", "poss") for c in node.children) or preposition is None or preposition.lower != "of":
            continue
        fact.roles["of"] = [n for n in fact.get("of") if n is not node]
        other.add(SELF, fact.get(SELF))
        if not other.get("of") and name is not None and name.is_person:
            other.add("of", [name])


def _read_owner(
    fact: Fact, before: list[Fact], verbs: Mapping[int, Fact], tree: Tree, lexicon: Lexicon
) -> None:  # fmt: skip
    """Read "X and his wife", "X, his wife Y and their son", "X and Y and their son"."""
    pronoun = next((c for c in fact.node.kids("poss") if c.lower in _SINGLE or c.lower == "their"), None)
    if pronoun is None:
        pronoun = next((n for n in fact.get(POSSESSOR) if n.lower == "they"), None)
    if pronoun is None:
        return
    joint, name = tree.after(pronoun, -1), tree.after(pronoun, -2)
    joined = joint is not None and joint.lower == "and"
    if pronoun.lower in _SINGLE:
        if joined and name is not None and name.is_person:
            fact.roles[POSSESSOR] = _owner_of_named(name, pronoun, before) or [name]
        elif joint is not None and joint.text == ";" and before and before[-1].get(POSSESSOR):
            fact.roles[POSSESSOR] = list(before[-1].get(POSSESSOR))  # "X's parents, A and B; his wife, C; his sons"
        elif joint is not None and joint.text == "," and name is not None and name.text == ")":
            player = _before_brackets(name, tree)
            if player is not None:
                fact.roles[POSSESSOR] = [player]  # "King X (Y), his wife"
        return
    for other in reversed(before):
        if _base(other, lexicon) in lexicon.of("constructions.spouse_nouns") and other.get(POSSESSOR):
            spouses = [n for n in other.get(SELF) if n.is_person]
            if len(spouses) == 1 and not _is_cut_off(other.node, pronoun, tree):
                fact.roles[POSSESSOR] = [*other.get(POSSESSOR)[:1], *spouses]
                return
    married = next((v for i, v in sorted(verbs.items()) if v.predicate == "marry" and i < pronoun.i), None)
    if married is not None and _are_spouses(married, fact, pronoun):
        fact.roles[POSSESSOR] = [n for role in (SUBJECT, OBJECT, "to") for n in married.get(role)]
        return
    if not joined or name is None:
        return
    if name.text == ",":
        name = tree.after(name, -1)
    if name is None or not name.is_person:
        return
    link, first = tree.after(name, -1), tree.after(name, -2)
    if link is not None and link.lower == "and" and first is not None and first.is_person:
        fact.roles[POSSESSOR] = [first, name]
    elif name.dep == "dobj" and name.head is not None and name.head.i in verbs:
        subject = verbs[name.head.i].get(SUBJECT)
        if len(subject) == 1 and subject[0].mention is not None:
            fact.roles[POSSESSOR] = [*subject, name]


def _owner_of_named(name: Node, pronoun: Node, before: list[Fact]) -> list[Node]:
    """Return whose relative a person is who was just named with the same pronoun: "his son X and his daughter Y"."""
    for other in reversed(before):
        same = any(c.lower == pronoun.lower for c in other.node.kids("poss"))
        if same and name in other.get(SELF) and name.i > other.node.i:
            return [n for n in other.get(POSSESSOR) if n.mention is not None]
    return []


def _read_youngest(fact: Fact, verbs: Mapping[int, Fact], lexicon: Lexicon) -> None:
    """ "X is the youngest of three sons born to Y and Z": X is the son, of both."""
    noun, preposition = fact.node, fact.node.head
    if not _is_plural(noun) or _base(fact, lexicon) not in lexicon.of("constructions.child_nouns"):
        return
    for born in noun.kids("acl"):
        if born.lower == "born" and born.i in verbs and not fact.get("of"):
            fact.add("of", [n for n in verbs[born.i].get("to") if n.is_person])
    ranked = preposition.head if noun.dep == "pobj" and preposition is not None and preposition.lower == "of" else None
    if ranked is None or ranked.lower not in lexicon.of("constructions.ranks_of_children") or ranked.head is None:
        return
    if ranked.dep == "attr" and ranked.head.i in verbs and ranked.head.lemma == "be":
        fact.roles[SELF] = [n for n in verbs[ranked.head.i].get(SUBJECT) if n.mention is not None]
        fact.flags |= verbs[ranked.head.i].flags & {"negated", "hypothetical", "asked", "possible"}
    elif ranked.dep == "appos" and ranked.head.is_person:
        fact.roles[SELF] = [ranked.head]


def _before_brackets(closing: Node, tree: Tree) -> Node | None:
    """Return the person right before the brackets that a node closes, where nobody else follows in them."""
    opening = next((n for n in reversed(tree.nodes[: closing.i]) if n.text == "("), None)
    before = None if opening is None else tree.after(opening, -1)
    return before if before is not None and before.is_person else None


def _are_spouses(married: Fact, fact: Fact, pronoun: Node) -> bool:
    """Say whether "they" of "X is married to Y, and they have two sons" are the two."""
    people = [n for role in (SUBJECT, OBJECT, "to") for n in married.get(role) if n.mention is not None]
    return pronoun.lower in ("they", "their") and len(people) == 2 and fact.node.i > max(n.i for n in people)


def _share_owner(fact: Fact, first: Fact, tree: Tree) -> None:
    """ "They have a son, X, and a daughter, Y": both are theirs."""
    between = [n for n in tree.nodes[first.node.i + 1 : fact.node.i] if n.text not in _QUOTES]
    words = [n.lower for n in between if not n.is_person and n.text != "," and n.pos != "NUM"]
    names = [n for n in between if n.is_person]
    indefinite = any(c.lower in ("a", "an") for c in fact.node.kids("det"))
    if indefinite and not fact.get(POSSESSOR) and names and words[:1] == ["and"] and len(words) <= 3:
        fact.add(POSSESSOR, first.get(POSSESSOR))
        fact.roles[SELF] = [n for n in fact.get(SELF) if n.i > fact.node.i]
