"""Find the pairs of names that are worth comparing, without looking at all pairs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise, product

from kg.model import Rejected
from kg.resolve.names import NameParts, read_name
from kg.resolve.nodes import NameNode
from kg.resolve.settings import ResolveSettings
from kg.resolve.spelling import similarity, sound
from kg.resolve.words import NameWords, alias_key

#: The stage's name in ``Rejected`` records.
STAGE = "canonicalise"
IndexPair = tuple[int, int]


def _person_keys(parts: NameParts, lists: NameWords) -> Iterator[str]:
    """Surname with first initial, sound of the surname with it, and both with the given name's variants."""
    if parts.given:
        first = parts.given[0]
        leads = {first[0], *(f"#{group}" for group in lists.given.get(first, ()))}
        for head in sorted(leads):
            yield f"surname {parts.surname} {head}"
            yield f"sound {sound(parts.surname)} {head}"


def _word_keys(parts: NameParts, settings: ResolveSettings) -> Iterator[str]:
    """The name with one long word left open, or the sound of a single long word."""
    if len(parts.tokens) == 1:
        if len(parts.compact) >= settings.min_single_misspelt_length:
            yield f"sound {sound(parts.compact)}"
        return
    for position, token in enumerate(parts.tokens):
        if len(token) >= settings.min_misspelt_length:
            others = (*parts.tokens[:position], f"{token[0]}*", *parts.tokens[position + 1 :])
            yield "open " + " ".join(others)


def _land_keys(content: Sequence[str], lists: NameWords) -> Iterator[str]:
    """The country with the kind of thing: "Iraqi government", "government of Iraq"."""
    for word in content:
        land = lists.geography.demonyms.get(word)
        if land is not None:
            yield from (f"land {land} {lists.kind(head)}" for head in content if lists.is_head(head) and head != word)


def blocking_keys(node: NameNode, lists: NameWords, settings: ResolveSettings) -> frozenset[str]:
    """Return a node's keys; two nodes that share one are compared.

    Of every form: the form itself and its known aliases. Of the fullest form also: the gazetteer's
    name, possible acronyms, a person's surname with initial and by sound, misspelling keys.
    """
    keys: set[str] = set()
    for form in (node.name.name, *node.forms):
        parts = read_name(form, lists)
        shared = node.personal and not parts.given
        if not shared or form == node.name.name:
            keys.add(f"form {parts.compact}")
        keys.update(f"alias {group}" for group in lists.known_aliases.get(alias_key(form), ()))
    if node.name.canonical:
        canonical = alias_key(node.name.canonical)
        keys.update((f"canonical {canonical}", f"form {canonical}"))
    if node.personal:
        keys.add(f"person {node.parts.person_key}")
        keys.update(_person_keys(node.parts, lists))
    else:
        if node.parts.is_acronym:
            keys.add(f"acronym {node.parts.compact}")
        keys.update(f"acronym {initials}" for initials in node.parts.initials)
        keys.update(_word_keys(node.parts, settings))
        content = sorted({t for t in node.parts.tokens if not lists.has("small_words", t)})
        if any(lists.has("turnable_nouns", t) for t in content):
            keys.add("words " + " ".join(content))
        keys.update(_land_keys(content, lists))
    return frozenset(keys)


def _contained(nodes: Sequence[NameNode]) -> Iterator[IndexPair]:
    """Pair each longer name with the shorter names that begin or end it, by look-up."""
    by_key: dict[str, list[int]] = defaultdict(list)
    for index, node in enumerate(nodes):
        if not node.personal:
            by_key[node.parts.key].append(index)
    for index, node in enumerate(nodes):
        tokens = node.parts.tokens
        if node.personal:
            continue
        for size in range(1, len(tokens)):
            for part in (tokens[:size], tokens[-size:]):
                for other in by_key.get(" ".join(part), ()):
                    yield min(index, other), max(index, other)


def _surnames(nodes: Sequence[NameNode], settings: ResolveSettings, rejected: list[Rejected]) -> Iterator[IndexPair]:
    """Pair lone surnames with the persons whose surname sounds the same."""
    lone: dict[str, list[int]] = defaultdict(list)
    persons: dict[str, list[int]] = defaultdict(list)
    for index, node in enumerate(nodes):
        if node.personal:
            key = sound(node.parts.surname) or node.parts.surname
            persons[key].append(index)
            if node.lone_surname:
                lone[key].append(index)
    for key, members in sorted(lone.items()):
        if len(members) * len(persons[key]) > settings.max_block**2:
            rejected.append(_capped(f"surname sound {key}", len(persons[key])))
            for index in members:
                for other in persons[key]:
                    if other != index and nodes[index].parts.surname == nodes[other].parts.surname:
                        yield min(index, other), max(index, other)
            continue
        for index in members:
            for other in persons[key]:
                if other != index and _alike(nodes, (index, other), settings):
                    yield min(index, other), max(index, other)


def _alike(nodes: Sequence[NameNode], pair: IndexPair, settings: ResolveSettings) -> bool:
    """Say whether two names that may be misspellings are near enough in letters to be compared at all."""
    a, b = nodes[pair[0]], nodes[pair[1]]
    if a.personal and b.personal:
        return similarity(a.parts.surname, b.parts.surname) >= settings.phonetic_similarity
    return similarity(a.parts.compact, b.parts.compact) >= settings.spelling_similarity


def _capped(key: str, size: int) -> Rejected:
    return Rejected(
        stage=STAGE, item=key, reason="block too large", detail=f"{size} names share this key; not compared by it"
    )


def candidate_pairs(
    nodes: Sequence[NameNode], lists: NameWords, settings: ResolveSettings
) -> tuple[tuple[IndexPair, ...], tuple[Rejected, ...]]:
    """Return the pairs of positions to compare, sorted, and the blocks that were too large.

    Equal forms are never lost: their blocks are not capped but chained, each member with the next.
    """
    blocks: dict[str, list[int]] = defaultdict(list)
    for index, node in enumerate(nodes):
        for key in blocking_keys(node, lists, settings):
            blocks[key].append(index)
    pairs: set[IndexPair] = set()
    rejected: list[Rejected] = []
    for key, members in sorted(blocks.items()):
        if key.startswith("acronym "):
            short = [index for index in members if nodes[index].parts.is_acronym]
            full = [index for index in members if not nodes[index].parts.is_acronym]
            found: Iterable[IndexPair] = ((min(pair), max(pair)) for pair in product(short, full))
            size = min(len(short), 1) * len(full)
        else:
            found, size = combinations(members, 2), len(members)
        if size > settings.max_block:
            rejected.append(_capped(key, size))
            found = pairwise(members) if key.startswith(("form ", "canonical ")) else ()
        elif key.startswith(("sound ", "open ")):
            found = (pair for pair in found if _alike(nodes, pair, settings))
        pairs.update(found)
    pairs.update(_contained(nodes))
    pairs.update(_surnames(nodes, settings, rejected))
    return tuple(sorted(pairs)), tuple(sorted(rejected, key=lambda r: r.id))
