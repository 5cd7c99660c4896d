"""Find the pairs of names that are worth comparing, without looking at all pairs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise, product

from kg.model import Rejected
from kg.resolve.names import NameParts, read_name
from kg.resolve.nodes import NameNode
from kg.resolve.settings import ResolveSettings
from kg.resolve.spelling import SHORTEST_FOREIGN, foreign_sound, similarity, sound, transliterated
from kg.resolve.words import NameWords, alias_key

#: The stage's name in ``Rejected`` records.
STAGE = "canonicalise"
IndexPair = tuple[int, int]


def _person_keys(parts: NameParts, lists: NameWords) -> Iterator[str]:
    """The surname, and its sound, each with the first and last given name, their sounds, variants and initials.

    These are the ways in which two given names can agree, so that names which a veto would part do not meet.
    """
    heads: set[str] = set()
    for given in {parts.given[0], parts.given[-1]} if parts.given else ():
        name = given.replace("-", "")
        heads.add(f"initial {name[0]}")
        if len(name) > 1:
            heads |= {name, f"~{sound(name)}", *(f"#{group}" for group in lists.given.get(given, ()))}
    if len(parts.given) > 1:
        heads.add(f"~{sound(''.join(parts.given))}")  # Abdul Aziz and Abdelaziz
    for head in sorted(heads):
        yield f"surname {parts.surname} {head}"
        yield f"sound {sound(parts.surname)} {head}"
        if len(parts.surname) >= SHORTEST_FOREIGN and not head.startswith("initial "):
            yield f"spelling {foreign_sound(parts.surname)} {head}"


def _word_keys(parts: NameParts, settings: ResolveSettings) -> Iterator[str]:
    """The name with one long word left open, or the sound of a single long word."""
    if len(parts.tokens) == 1:
        if len(parts.compact) >= settings.min_single_misspelt_length:
            yield f"sound {sound(parts.compact)}"
            yield f"spelling {transliterated(parts.compact)}"
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

    Of every form: the form itself and its known aliases. Of the fullest form also: the identifier that a table
    gives, the gazetteer's name, possible acronyms, a person's surname with initial and by sound, misspelling keys.
    """
    keys: set[str] = set()
    for form in (node.name.name, *node.forms):
        parts = read_name(form, lists)
        shared = node.personal and not parts.given
        if not shared or form == node.name.name:
            keys.add(f"form {parts.compact}")
        keys.update(f"alias {group}" for group in lists.known_aliases.get(alias_key(form), ()))
    if node.name.identifier:
        keys.add(f"id {node.name.identifier}")
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
            rejected.append(_large(f"surname sound {key}", len(persons[key]), len(members) * len(persons[key])))
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


def _large(key: str, size: int, n_pairs: int) -> Rejected:
    return Rejected(
        stage=STAGE,
        item=key,
        reason="large block",
        detail=f"{size} names share this key: {n_pairs} pairs, all of which were compared that could be one",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Names that share a key, by position, and the number of their pairs, counted before any is compared."""

    key: str
    members: tuple[int, ...]
    n_pairs: int


def _is_short(node: NameNode, key: str) -> bool:
    """Say whether a name is the short side of its block: an acronym, or a person's of whom an initial stands."""
    return node.parts.is_acronym if key.startswith("acronym ") else len(node.parts.given[0]) == 1


def _is_two_sided(key: str) -> bool:
    """Say whether a block pairs short names with the others alone: full names that share an initial are no pairs."""
    return key.startswith("acronym ") or (key.startswith(("surname ", "sound ")) and " initial " in key)


def _block_pairs(nodes: Sequence[NameNode], key: str, members: Sequence[int]) -> Iterator[IndexPair]:
    """Pair the members of a block: all with all, or the short ones with the others (and initials with one another)."""
    if not _is_two_sided(key):
        yield from combinations(members, 2)
        return
    short = [index for index in members if _is_short(nodes[index], key)]
    full = [index for index in members if not _is_short(nodes[index], key)]
    yield from ((min(pair), max(pair)) for pair in product(short, full))
    if not key.startswith("acronym "):
        yield from combinations(short, 2)


def _count(nodes: Sequence[NameNode], key: str, members: Sequence[int]) -> int:
    """Return how many pairs `_block_pairs` gives, without making them."""
    n = len(members)
    if not _is_two_sided(key):
        return n * (n - 1) // 2
    short = sum(_is_short(nodes[index], key) for index in members)
    return short * (n - short) + (0 if key.startswith("acronym ") else short * (short - 1) // 2)


def read_blocks(nodes: Sequence[NameNode], lists: NameWords, settings: ResolveSettings) -> tuple[Block, ...]:
    """Return the blocks with a pair, by key; the pairs are counted, not made."""
    found: dict[str, list[int]] = defaultdict(list)
    words: dict[str, list[int]] = defaultdict(list)
    for index, node in enumerate(nodes):
        for key in blocking_keys(node, lists, settings):
            found[key].append(index)
        if not node.personal:
            for token in {t for t in node.parts.tokens if len(t) >= settings.min_rare_word_length}:
                words[token].append(index)
    # A word that few names hold tells much: "Zaporizhzhia", "Conida".
    for token, members in words.items():
        if 2 <= len(members) <= settings.max_rare_word_names and token not in lists.common:
            found[f"rare {token}"] = members
    counted = ((key, members, _count(nodes, key, members)) for key, members in sorted(found.items()))
    return tuple(Block(key=key, members=tuple(members), n_pairs=n) for key, members, n in counted if n)


def candidate_pairs(
    nodes: Sequence[NameNode],
    lists: NameWords,
    settings: ResolveSettings,
    blocks: Sequence[Block] | None = None,
) -> tuple[tuple[IndexPair, ...], tuple[Rejected, ...]]:
    """Return the pairs of positions to compare, sorted, and a report of each large block.

    ``blocks`` are those of `read_blocks`; None: they are read.

    No block is cut: in a large one of an equal form each member is paired with the next, since equal forms
    join in a chain; any other is compared whole.
    """
    pairs: set[IndexPair] = set()
    rejected: list[Rejected] = []
    for block in read_blocks(nodes, lists, settings) if blocks is None else blocks:
        large = len(block.members) > settings.max_block and block.n_pairs > settings.max_block
        if large:
            rejected.append(_large(block.key, len(block.members), block.n_pairs))
        if large and block.key.startswith(("form ", "canonical ")):
            found: Iterable[IndexPair] = pairwise(block.members)
        else:
            found = _block_pairs(nodes, block.key, block.members)
        if block.key.startswith(("sound ", "open ")):
            found = (pair for pair in found if _alike(nodes, pair, settings))
        pairs.update(found)
    pairs.update(_contained(nodes))
    pairs.update(_surnames(nodes, settings, rejected))
    return tuple(sorted(pairs)), tuple(sorted(rejected, key=lambda r: r.id))
