"""Names as facts of their own: the phrases, owners, modifiers and appositions that stand on them."""

from __future__ import annotations

from kg.extract.facts import APPOSITION, BRACKET, MODIFIER, NAME_PREDICATE, POSSESSOR, SELF, Fact
from kg.extract.lexicon import Lexicon
from kg.extract.tree import Node, Tree, coordinated, prepositional

_THINGS = ("Product", "Spacecraft", "Work")
_OCCASIONS = ("Event", "Agreement")
#: What stands between a part's name and that of its whole.
_HOUSES = ("of", "at", "within")
#: "Saturday's match against X in Y", "Acme's game with X at Y".
_AGAINST, _PLACES = frozenset({"against", "versus", "v"}), ("in", "at", "on")
#: So far behind a name the place that it is in may stand: "in the northern X".
_NEAR = 4


def name_fact(tree: Tree, name: Node, lexicon: Lexicon) -> Fact:
    """Return what stands on a name itself: prepositional phrases, possessors, modifiers, appositions."""
    fact = Fact(predicate=NAME_PREDICATE, kind="name", node=name)
    fact.roles[SELF] = [name]
    for preposition, _, nodes in prepositional(name):
        if preposition in _PLACES and _is_opponent(name):
            continue
        bodies = [n for n in nodes if n.is_organization] if name.is_organization and preposition in _HOUSES else []
        fact.add(preposition, [n for n in nodes if n not in bodies])
        if bodies:
            # "the Hartwell School at X" is X's; "Leeds at Hull" and "Leeds of the Northern League" are no parts.
            part = _names_a_part(name, lexicon)
            fact.add(POSSESSOR if part else preposition, bodies)
    for child in name.children:
        if child.dep == "poss":
            # "said on Acme TV's Good Hour": what one is seen on is a programme, no part of the channel.
            shown = name.is_organization and name.head is not None and name.head.lower == "on"
            fact.add(POSSESSOR, [n for n in coordinated(child) if not (shown and n.is_organization)])
        elif child.dep == "inner":  # the country in "Russian Space Agency"
            fact.add(MODIFIER, [child] if _says_its_class(name, lexicon) else [])
        elif child.dep in ("compound", "nmod", "amod") and child.is_name and child.i < name.i:
            if tree.after(child) is name:  # "Russia-US" is no US of Russia
                fact.add(MODIFIER, [child])
        elif child.dep == "appos" and child.is_name and child.i > name.i and not _are_two(name, child):
            fact.add(APPOSITION, [child])
    for child in name.kids("appos", "nummod"):
        if child.pos == "NUM":  # "Michael Neu, 67, of Slidell"
            for preposition, _, nodes in prepositional(child):
                fact.add(preposition, nodes)
    _add_former(fact, tree, lexicon)
    first = name.head
    described = any(c.i < name.i or c.dep == "prep" for c in name.children)
    if name.is_person and name.dep == "conj" and first is not None and first.is_person and not described:
        # "the Civics' Ann Lee and Bo Chan": both are theirs
        fact.add(POSSESSOR, [n for owner in first.kids("poss") for n in coordinated(owner)])
    _share_phrase_of_noun(fact, tree, lexicon)
    _add_adjacent_place(fact, tree, lexicon)
    if (inside := name_in_brackets(tree, name)) is not None:
        fact.add(BRACKET, [inside])
    following = _name_after_comma(tree, name)
    if following is not None and following not in fact.get(APPOSITION):
        fact.add(APPOSITION, [following])
    return fact


def _add_former(fact: Fact, tree: Tree, lexicon: Lexicon) -> None:
    """ "X, formerly of Y": X is no longer, whether "of" hangs on the adverb or on the name."""
    former = lexicon.of("status.former_adverbs")
    for child in fact.node.kids("advmod", "prep"):
        before = tree.after(child, -1)
        if child.dep == "advmod" and child.lower in former and not fact.get("of"):
            for preposition, _, nodes in prepositional(child):
                fact.add(preposition, nodes)
                fact.flags.add("past")
        elif child.dep == "prep" and before is not None and before.lower in former:
            fact.flags.add("past")


def _is_opponent(name: Node) -> bool:
    """Say whether a name is whom an occasion is against: "the opener against England in Cardiff" is in Cardiff."""
    preposition = name.head if name.dep == "pobj" else None
    if preposition is None or preposition.lower not in _AGAINST or preposition.head is None:
        return False
    return not preposition.head.is_verb and any(child.dep == "poss" for child in preposition.head.children)


def _names_a_part(name: Node, lexicon: Lexicon) -> bool:
    """Say whether a name has a word for a part of a body: "the Hartwell School"."""
    return not lexicon.of("constructions.parts_of_bodies").isdisjoint(name.lower.replace(",", " ").split())


def _are_two(name: Node, other: Node) -> bool:
    """Say whether a name beside a name is another thing: a second person, or a second building of a list."""
    facility = other.mention is not None and other.mention.type == "Facility"
    return (name.is_person and other.is_person) or facility


def _says_its_class(name: Node, lexicon: Lexicon) -> bool:
    """Say whether a noun of a class stands in a name: of "U.S. Dollar" and "American Pie" no country is the home."""
    return any(
        lexicon.classes_of(lexicon.singular(word)) or word in lexicon.of("constructions.house_words")
        for word in name.lower.replace(".", "").split()[1:]
    )


def _share_phrase_of_noun(fact: Fact, tree: Tree, lexicon: Lexicon) -> None:
    """ "NASA's Crew-11 team", "the SpaceX Crew-11 launch": who owns the noun owns the name that modifies it."""
    name, noun = fact.node, fact.node.head
    if name.dep not in ("compound", "nmod") or noun is None or noun.is_name or noun.i < name.i:
        return
    if name.mention is None or name.mention.type in ("Person", "Country", "Place"):
        return
    classes = lexicon.classes_of(lexicon.singular(noun.lower))
    if name.mention.type in _OCCASIONS and name.mention.type not in classes:
        return  # "Russia's World War II films": the films are Russia's, the war is not
    thing = not classes.isdisjoint(_THINGS)
    for owner in noun.kids("poss"):
        # "the Bulls' NBA title" is theirs, the league is not; "Acme's Roo software" is, whatever Roo was taken for.
        if owner.is_name and owner.i < name.i and (thing or not (owner.is_organization and name.is_organization)):
            fact.add(POSSESSOR, [owner])
    before = tree.after(name, -1)
    if before is not None and before.is_name and before.head is noun and before.dep in ("compound", "nmod", "amod"):
        adjective = before.mention is not None and before.mention.kind == "demonym"
        if not (adjective and "Person" in lexicon.classes_of(lexicon.singular(noun.lower))):
            fact.add(MODIFIER, [before])  # of "American Nobel laureates" the people are American


def _add_adjacent_place(fact: Fact, tree: Tree, lexicon: Lexicon) -> None:
    """ "at Amiens in northern France": a name of a place or a house and one with nothing but "in" before it.

    Of a firm that is sued in a place this tells nothing; a school, a court or a building stands there.
    """
    name, preposition = fact.node, tree.after(fact.node)
    if name.mention is None or preposition is None or preposition.lower not in ("in", "on") or _is_opponent(name):
        return
    place = next((n for n in tree.nodes[preposition.i + 1 : name.i + _NEAR + 1] if n.is_name), None)
    if place is None or place.mention is None or place.mention.kind != "name":
        return
    if any(node.head is not place and node.lower != "the" for node in tree.nodes[preposition.i + 1 : place.i]):
        return
    type_ = name.mention.type
    standing = type_ == "Facility" or (
        preposition.lower == "in" and (type_ in ("Place", "Event") or _is_house(name, lexicon))
    )
    if standing and place.mention.type in ("Place", "Country"):
        fact.add("in", [place])


def _is_house(name: Node, lexicon: Lexicon) -> bool:
    """Say whether an organization is named for what has a house: "the Hartwell School", "Marlow University"."""
    words = lexicon.of("constructions.parts_of_bodies") | lexicon.of("constructions.houses")
    return name.is_organization and not words.isdisjoint(name.lower.replace(",", " ").split())


def name_in_brackets(tree: Tree, name: Node) -> Node | None:
    """Return Y of "X (Y)", where nothing else stands between the brackets."""
    opening, inside, closing = tree.after(name), tree.after(name, 2), tree.after(name, 3)
    if opening is None or inside is None or closing is None or opening.text != "(" or closing.text != ")":
        return None
    return inside if inside.is_name else None


def _name_after_comma(tree: Tree, name: Node) -> Node | None:
    """Return B of "A, B," when both are names of places, whatever the parser made of it.

    Lists ("Paris, London and Rome") are told apart by what follows: after B comes no "and".
    """
    comma, second, end = tree.after(name), tree.after(name, 2), tree.after(name, 3)
    if comma is None or comma.text != "," or second is None or not second.is_name or second.mention is None:
        return None
    if name.mention is None or second.mention.kind != "name":
        return None
    if second.dep in ("nsubj", "nsubjpass") and name.head is not second:
        return None
    if (
        not {name.mention.type, second.mention.type} <= {"Place", "Country", "Facility"}
        or second.mention.type == "Facility"
    ):
        return None
    if end is not None and end.lower in ("and", "or", "&"):
        return None
    # "Wenchang, Hainan Province, China" climbs up to a country; "Paris, London, Rome" is a list.
    if second.mention.type == "Country" and name.mention.type != "Country":
        return second
    fourth = tree.after(name, 4)
    if end is not None and end.text == "," and fourth is not None and second.dep == "conj":
        climbs = fourth.mention is not None and fourth.mention.type == "Country"
        if (fourth.is_name and not climbs) or fourth.lower in ("and", "or"):
            return None
    before, earlier = tree.after(name, -1), tree.after(name, -2)
    if before is not None and before.text == "," and earlier is not None and earlier.is_name and name.dep == "conj":
        return None
    return second
