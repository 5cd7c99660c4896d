"""Names of places side by side without a comma: "in Lahr Baden Germany", and schools with their city behind them."""

from __future__ import annotations

from itertools import pairwise

from kg.extract.lexicon import Lexicon
from kg.extract.tree import Node, Tree

_PLACES = ("Place", "Country")
_JOINING = frozenset({"and", "or", "&"})
_ENDS = frozenset({",", ";", ".", "(", ")", ":"})
#: A longer row of names is a list.
_CLIMB = 4


def join_places(tree: Tree) -> None:
    """ "in Lahr Baden Germany": of names of places side by side each lies in the next; a long row is a list.

    Parsers take the first names for modifiers of the last.
    """
    position = 0
    while position < len(tree.nodes):
        row = _row(tree, position)
        position += max(len(row), 1)
        if len(row) < 2:
            continue
        if (noun := _noun_behind(tree, row[-1])) is not None:
            for node in row[:-1]:
                node.attach(noun, "compound")
            continue
        countries = [n for n in row if n.mention is not None and n.mention.type == "Country"]
        climbs = not countries or countries == row[-1:]
        if _is_list(tree, row, ends_in_country=bool(countries)):
            if not countries:
                _hang(tree, row, "conj", below_each_other=False)
        elif climbs:
            _hang(tree, row, "appos", below_each_other=True)


def join_region(tree: Tree, place: Node) -> None:
    """ "the Lahr, Baden, office of Acme": the second tells where the first lies, and the first is the office's."""
    comma, region, noun = (tree.after(place, offset) for offset in (1, 2, 3))
    if noun is not None and noun.text == ",":
        noun = tree.after(noun)
    if not _is_place(place) or comma is None or comma.text != "," or region is None or not _is_place(region):
        return
    if noun is None or noun.is_name or region.head is not noun or region.dep not in ("compound", "nmod", "amod"):
        return
    if place.head in (noun, region) or (place.head is not None and place.head is noun.head):
        place.attach(noun, "compound")
        region.attach(place, "appos")


def join_seat(tree: Tree, house: Node, lexicon: Lexicon) -> None:
    """ "Acme, Lahr, said", "of Acme, Lahr (Germany)": a place between commas behind a body is its seat.

    Where "and" or another body follows, the two may be members of a list.
    """
    comma, seat, end, beyond = (tree.after(house, offset) for offset in (1, 2, 3, 4))
    if house.mention is None or house.mention.type != "Organization" or comma is None:
        return
    if house.head is comma and house.dep in ("compound", "nmod") and _is_place(comma) and _is_school(house, lexicon):
        if _noun_behind(tree, comma) is None:
            house.attach_in_place_of(comma)
            for child in list(comma.children):
                if child.i < house.i or child.dep in ("cc", "conj", "prep"):
                    child.attach(house, child.dep)
            comma.attach(house, "appos")  # "at Hartwell College Lahr"
        return
    if comma.text != ",":
        return
    if seat is None or not _is_place(seat) or seat.dep in ("nsubj", "nsubjpass") or seat in house.ancestors():
        return
    if end is not None and end.text not in _ENDS:
        return
    if end is not None and end.text == "," and beyond is not None:
        listed = beyond.mention is not None and beyond.mention.kind == "name" and not _is_place(beyond)
        if beyond.lower in _JOINING or listed:
            return
    seat.attach(house, "appos")


def _is_school(house: Node, lexicon: Lexicon) -> bool:
    return not lexicon.of("constructions.schools").isdisjoint(house.lower.split())


def _row(tree: Tree, position: int) -> list[Node]:
    """Return the names of places from a position on that stand side by side; a building may only come first."""
    row: list[Node] = []
    for node in tree.nodes[position:]:
        mention = node.mention
        if mention is None or mention.kind != "name":
            break
        if mention.type not in _PLACES and not (mention.type == "Facility" and not row):
            break
        row.append(node)
    return row


def _is_list(tree: Tree, row: list[Node], *, ends_in_country: bool) -> bool:
    """Say whether a row is one of equals: three names that lead to no country, or two before "and" and a third."""
    if len(row) > (_CLIMB if ends_in_country else 2):
        return True
    conjunction, other, beyond = (tree.after(row[-1], offset) for offset in (1, 2, 3))
    if ends_in_country or conjunction is None or conjunction.lower not in _JOINING or other is None:
        return False
    return _is_place(other) and (beyond is None or not _is_place(beyond))


def _is_place(node: Node) -> bool:
    return node.mention is not None and node.mention.kind == "name" and node.mention.type in _PLACES


def _noun_behind(tree: Tree, last: Node) -> Node | None:
    """Return the common noun right behind a row that the last name modifies: "the Lahr Kehl road"."""
    noun = tree.after(last)
    modifies = noun is not None and last.head is noun and not noun.is_name and last.dep in ("compound", "nmod", "amod")
    return noun if modifies else None


def _hang(tree: Tree, row: list[Node], dep: str, *, below_each_other: bool) -> None:
    """Put the first name in the place of the row, with what hangs on the others, and hang these on it."""
    first, inside = row[0], set(map(id, row))
    top = min(row, key=lambda n: (sum(1 for _ in n.ancestors()), n.i))
    following = tree.after(row[-1])
    if following is not None and following.text in ("-", "–"):
        top = row[-1]  # "Lahr Baden-based"
    if top is not first:
        if first.head is None or any(n is first for n in top.ancestors()):
            return
        first.attach_in_place_of(top)
    for node in row[1:]:
        for child in list(node.children):
            if id(child) not in inside:
                child.attach(first, child.dep)
    for before, node in pairwise(row):
        node.attach(before if below_each_other else first, dep)
