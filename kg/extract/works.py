"""Who made a work, by the order of the words: titles in quotation marks, reviews and lists of credits mislead parsers.

The readings here change links of the tree before facts are read (`hang_makers`), or yield facts of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kg.extract.facts import OBJECT, OWNER, POSSESSOR, SELF, SUBJECT, Fact
from kg.extract.lexicon import Lexicon
from kg.extract.tree import Node, Tree

QUOTES = frozenset({'"', "“", "”", "''", "``", "'", "‘", "’"})
_GENITIVES = frozenset({"'s", "’s", "'", "’"})
_JOINING = frozenset({",", "and", "&"})
#: Where a credit may begin: at the start, behind another one, or behind the title.
_BREAKS = QUOTES | {";", ",", ")", "and", "-", "–", "--"}
_INSIDE = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "ADV"})
_FINITE = frozenset({"VBZ", "VBD", "VBP", "MD"})
#: A list of credits has at least so many semicolons.
_CREDITS = 2
_PHRASE = 7
#: Who has a work by these prepositions gets it, keeps it or helps with it.
_FOR = ("for", "at", "with")


def is_work(node: Node) -> bool:
    """Say whether a node is the name of a work."""
    return node.mention is not None and node.mention.kind == "name" and node.mention.type == "Work"


def names_works(noun: Node, lexicon: Lexicon) -> bool:
    """Say whether a noun can tell what a title is: "film", "adaptation"."""
    singular = lexicon.singular(noun.lower)
    titled = lexicon.of("constructions.titled_nouns")
    return "Work" in lexicon.classes_of(singular) or singular in titled or noun.lemma in titled


def hang_makers(tree: Tree, title: Node, lexicon: Lexicon) -> None:
    """'"A," X's film about', '"A" and "B," written by X': what follows a title's comma is said of that title."""
    following, comma = _behind(tree, title)
    after = tree.after(following) if following is not None else None
    if following is None or after is None:
        return
    if following.lower in ("by", "from") and following.pos == "ADP":
        # 'the novel "A," by X', '"A" (2010) by the poet X and "B" by Y', '"A" from Acme Films'
        if _names_person(tree, after) if following.lower == "by" else after.is_organization:
            following.attach(title, "prep")
        return
    if not comma:
        return
    if following.is_name and after.text in _GENITIVES:
        noun = _noun_of(tree, after)
        if noun is not None and names_works(noun, lexicon) and noun.dep not in ("nsubj", "nsubjpass"):
            hang_over(noun, title, "appos")
            following.attach(noun, "poss")
    elif following.tag in ("VBN", "VBD") and following.mention is None and _is_by(tree, after):
        following.tag = "VBN"
        following.attach(title, "acl")


def hang_over(node: Node, head: Node, dep: str) -> None:
    """Hang a node on a head that may lie below it; then the branch with the head takes the node's place first."""
    branch: Node | None = head
    while branch is not None and branch.head is not node:
        branch = branch.head
    if branch is not None:
        branch.attach_in_place_of(node)
    node.attach(head, dep)


def own_work(tree: Tree, title: Node) -> None:
    """'X's "A"': the title is X's, also where the parser hangs it on X or takes it for a clause."""
    genitive = tree.after(title, -1)
    while genitive is not None and genitive.text in QUOTES - _GENITIVES:
        genitive = tree.after(genitive, -1)
    owner = None if genitive is None or genitive.i == title.i - 1 else tree.after(genitive, -1)
    if genitive is None or genitive.text not in ("'s", "’s") or owner is None or not owner.is_name:
        return
    if title.head is owner:
        title.attach_in_place_of(owner)
        owner.attach(title, "poss")


def _names_person(tree: Tree, node: Node) -> bool:
    """Say whether a person's name stands here, or behind a title: "Mr. X"."""
    following = tree.after(node)
    third = following
    while third is not None and third.i < node.i + 6 and (third.pos in ("NOUN", "ADJ", "PROPN") or third.is_name):
        if third.is_person:
            break
        third = tree.after(third)
    role = node.pos in ("DET", "NOUN", "PROPN", "ADJ") and third is not None and third.is_person
    return node.is_person or (role and following is not None)


def _is_by(tree: Tree, node: Node) -> bool:
    """Say whether "by" follows a participle, or a second participle and "by": "written and directed by"."""
    third = tree.after(node, 2)
    return node.lower == "by" or (node.lower == "and" and third is not None and third.lower == "by")


def _behind(tree: Tree, title: Node) -> tuple[Node | None, bool]:
    """Return what follows a title, its quotation mark and what stands in brackets; and whether a comma does."""
    comma, inside, position = False, False, title.i + 1
    while position < len(tree.nodes):
        node = tree.nodes[position]
        if node.text in ("(", ")"):
            inside = node.text == "("
        elif node.text == ",":
            comma = comma or not inside
        elif node.text not in QUOTES and not inside and not (node.pos == "NUM" and not comma):
            return node, comma
        position += 1
    return None, comma


def _noun_of(tree: Tree, genitive: Node) -> Node | None:
    """Return the noun that ends a phrase behind "X's"; None where a clause begins with it."""
    noun: Node | None = None
    for node in tree.nodes[genitive.i + 1 : genitive.i + 1 + _PHRASE]:
        if node.mention is None and (node.pos in _INSIDE or node.text in ("-", "–") or node.dep == "amod"):
            noun = node
        else:
            return noun if noun is not None and noun.pos == "NOUN" and node.tag not in _FINITE else None
    return None


def describe_examples(nouns: Mapping[int, Fact], lexicon: Lexicon) -> None:
    """ "Acme films like "A" and "B"": each is one of its films."""
    for fact in nouns.values():
        several = fact.node.tag == "NNS" and (fact.get("like") or fact.get("including"))
        if not (fact.identity or several) or any(n.is_name for n in fact.get(SELF)):
            continue
        classes = lexicon.classes_of(lexicon.singular(fact.node.lower))
        examples = [n for role in ("like", "as", "including") for n in fact.get(role)]
        things = {"Work", "Product"} & classes
        fact.add(SELF, [n for n in examples if n.is_name and n.mention and n.mention.type in things])


def take_from_others(fact: Fact, lexicon: Lexicon) -> None:
    """ "X's favorite film", "a film for X": X did not make it."""
    if not fact.get(SELF) or "Person" in lexicon.classes_of(fact.predicate):
        return
    if any(role in fact.roles for role in _FOR) and names_works(fact.node, lexicon):
        for role in _FOR:
            fact.roles.pop(role, None)
    if fact.modifiers & lexicon.of("constructions.liked") and names_works(fact.node, lexicon):
        for role in (POSSESSOR, OWNER):
            fact.roles.pop(role, None)


def works_in_brackets(nouns: Iterable[Fact], tree: Tree, lexicon: Lexicon) -> Iterator[Fact]:
    """Yield a post whose works stand in brackets behind who holds it: 'the director X ("A," "B")'."""
    for fact in nouns:
        people = [n for n in fact.get(SELF) if n.is_person]
        if "Person" not in lexicon.classes_of(fact.predicate) or any(n.is_name for n in fact.get(OWNER)):
            continue
        if fact.node.tag == "NNS" and people:
            people = [people[0], *_behind_brackets(people[0], tree)]
        for person in people:
            works = _in_brackets(person, tree) if fact.node.i < person.i else []
            if works:
                single = Fact(predicate=fact.predicate, kind="noun", node=fact.node, modifiers=set(fact.modifiers),
                              flags=set(fact.flags))  # fmt: skip
                single.roles = {SELF: [person], OWNER: works}
                yield single


def _behind_brackets(person: Node, tree: Tree) -> Iterator[Node]:
    """Yield the people that a list goes on with behind brackets: 'the directors X ("A"), Y ("B") and Z ("C")'."""
    while _in_brackets(person, tree):
        node = next((n for n in tree.nodes[person.i :] if n.text == ")"), None)
        while node is not None and (node.text == ")" or node.lower in _JOINING):
            node = tree.after(node)
        if node is None or not node.is_person:
            return
        yield node
        person = node


def works_of_makers(tree: Tree, lexicon: Lexicon) -> Iterator[Fact]:
    """Yield the works in brackets behind who made another one: 'a drama by X ("A")', 'directed by X ("A," "B")'."""
    makes = lexicon.of("constructions.making_verbs")
    for opening in (node for node in tree.nodes if node.text == "("):
        maker, preposition = tree.after(opening, -1), tree.after(opening, -2)
        if maker is None or not maker.is_name or preposition is None:
            continue
        while preposition is not None and preposition.lower not in ("by", "from") and preposition.i > maker.i - 4:
            if preposition.is_name or preposition.pos not in ("NOUN", "PROPN", "ADJ", "DET"):
                break
            preposition = tree.after(preposition, -1)  # "by the novelist X"
        if preposition is None or preposition.lower not in ("by", "from"):
            continue
        made = tree.after(preposition, -1)
        if made is None or made.mention is not None:
            continue
        if not (names_works(made, lexicon) or (made.lemma in makes and preposition.lower == "by")):
            continue
        works = _in_brackets(maker, tree)
        if works:
            predicate = made.lemma if made.lemma in makes else lexicon.singular(made.lower)
            fact = Fact(predicate=predicate, kind="verb" if made.lemma in makes else "noun", node=made)
            fact.roles = {OBJECT: works, SUBJECT: [maker]} if fact.kind == "verb" else {SELF: works, OWNER: [maker]}
            yield fact


def _in_brackets(maker: Node, tree: Tree) -> list[Node]:
    """Return the titles in the brackets behind a name; [] where anything but titles and years stands there."""
    opening = tree.after(maker)
    if opening is None or opening.text != "(":
        return []
    works: list[Node] = []
    for node in tree.nodes[opening.i + 1 :]:
        if node.text == ")":
            return works
        if is_work(node):
            works.append(node)
        elif node.lower not in QUOTES | _JOINING | {"or"}:
            return []
    return []


def credits_of_work(tree: Tree, lexicon: Lexicon) -> list[Fact]:
    """Return what a list of credits tells: 'A, directed by X; screenplay by Y and Z; edited by ...'.

    The title stands right before the first credit; without one, and without two semicolons, there is no such list.
    """
    if [node.text for node in tree.nodes].count(";") < _CREDITS:
        return []
    verbs = lexicon.credits
    found: list[Fact] = []
    title: Node | None = None
    for node in tree.nodes:
        if node.lower not in verbs or not _begins_credit(node, tree):
            continue
        people = _credited(node, tree)
        if not people:
            continue
        title = title or _title_before(node, tree)
        if title is None:
            return []
        fact = Fact(predicate=verbs[node.lower], kind="verb", node=node)
        fact.roles = {OBJECT: [title], SUBJECT: people}
        found.append(fact)
    return found


def further_credits(tree: Tree, found: list[Fact]) -> list[Node]:
    """Return what begins the other credits of the list: who edits or releases a film does not make it."""
    first = min(fact.node.i for fact in found)
    return [
        node
        for node in tree.nodes[first:]
        if node.tag in ("VBN", "VBD") and _begins_credit(node, tree) and _credited(node, tree)
    ]


def _begins_credit(node: Node, tree: Tree) -> bool:
    before = tree.after(node, -1)
    return before is None or before.text in _BREAKS or is_work(before)


def _credited(word: Node, tree: Tree) -> list[Node]:
    """Return the people behind "directed by", "written and directed by", "written (in Italian) by"."""
    position, nodes = word.i + 1, tree.nodes
    if position + 1 < len(nodes) and nodes[position].lower == "and":
        position += 2
    if position < len(nodes) and nodes[position].text == "(":
        while position < len(nodes) and nodes[position].text != ")":
            position += 1
        position += 1
    if position >= len(nodes) or nodes[position].lower != "by":
        return []
    people: list[Node] = []
    for node in nodes[position + 1 :]:
        following = tree.after(node)
        if node.is_person:
            people.append(node)
        elif node.lower not in _JOINING and not (
            node.pos in ("NOUN", "PROPN") and following is not None and following.is_person
        ):
            break
    return people


def _title_before(node: Node, tree: Tree) -> Node | None:
    """Return the title right before a credit; what stands in brackets between them is left out."""
    position, inside = node.i - 1, False
    while position >= 0:
        before = tree.nodes[position]
        if before.text == ")":
            inside = True
        elif before.text == "(":
            inside = False
        elif not inside and before.text not in _BREAKS:
            return before if is_work(before) else None
        position -= 1
    return None
