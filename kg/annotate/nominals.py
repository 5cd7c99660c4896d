"""Finds the named entity that a definite noun phrase stands for: "the company", "the Roscosmos chief"."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kg.annotate.pronouns import Link
from kg.annotate.referents import MODIFIERS, STATES, Occurrence, Referent, Scene

_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "poss", "agent", "dative", "conj"})
_DEFINITE = frozenset({"the", "this", "that"})
#: What narrows a noun down behind it: "the head of the agency" is not any head.
NARROWING_PREPOSITIONS = frozenset({"of", "for", "in", "at", "from", "with", "to", "behind"})
#: Sentences that a description, and one that only the class agrees with, may lie back.
_FAR, _NEAR = 30, 4


def link_nominals(scene: Scene) -> list[Link]:
    """Return the definite noun phrases that stand for a named entity, in text order; each is added to the scene."""
    links = []
    for start, head in _definite(scene):
        referent = _antecedent(scene, start, head)
        if referent is not None and referent.chain is not None:
            links.append(Link(start=start, end=head + 1, head=head, chain=referent.chain))
            scene.place(Occurrence(referent=referent, start=start, end=head + 1, head=head, kind="nominal"))
    return links


def _definite(scene: Scene) -> Iterator[tuple[int, int]]:
    """Yield (article, head noun) of singular noun phrases that nothing after the noun narrows down."""
    table = scene.table
    for head, pos in enumerate(table.pos):
        if pos not in ("NOUN", "PROPN") or head in scene.at:
            continue
        if table.dep[head] not in _ARGUMENTS and not _owns_a_post(scene, head):
            continue
        if table.tag[head] not in ("NN", "NNP"):
            continue
        start = None
        narrowed = False
        for k in table.children[head]:
            if table.dep[k] == "det" and table.lower[k] in _DEFINITE:
                start = k
            elif table.dep[k] == "relcl" and table.words[table.left[k] - 1] == ",":
                pass  # "the former president, who hailed from": said besides, it narrows nothing
            elif table.dep[k] in ("appos", "relcl", "acl", "nummod", "poss") or (
                table.dep[k] == "prep" and table.lower[k] in NARROWING_PREPOSITIONS
            ):
                narrowed = True
        if start is not None and not narrowed and head - start <= 4 and start not in scene.at:
            yield start, head
        elif _owns_a_post(scene, head):
            yield head, head


def _owns_a_post(scene: Scene, head: int) -> bool:
    """Say whether a bare noun stands before a post: "company CEO", which is the company's CEO."""
    table = scene.table
    following = head + 1
    return (
        table.lemma[head].lower() in scene.of("coreference.near_nouns")
        and table.dep[head] in ("compound", "nmod")
        and following < len(table.pos)
        and "Person" in scene.classes(table.lemma[following].lower())
    )


def _antecedent(scene: Scene, start: int, head: int) -> Referent | None:
    table = scene.table
    noun = table.lemma[head].lower()
    modifiers = frozenset(table.lower[k] for k in range(start + 1, head) if table.pos[k] != "PUNCT")
    loose = [k for k in range(start + 1, head) if table.dep[k] not in MODIFIERS and table.pos[k] != "PUNCT"]
    if loose or scene.described(head) is not None:
        return None
    here = table.sentence[head]
    described = _nearest(scene, head, lambda r: _is_described(scene, r, noun, modifiers, head), _FAR)
    if described:
        return described[0] if len(described) == 1 else None
    if "Person" in scene.classes(noun) and not scene.classes(noun) - {"Person"}:
        return None
    classes = scene.classes(noun)
    named = _nearest(
        scene, head, lambda r: r.type != "Person" and noun in r.heads and bool(classes) and modifiers <= r.names, _FAR
    )
    if named:
        return named[0] if len(named) == 1 else None
    if modifiers or here == 0 or noun not in scene.of("coreference.near_nouns"):
        return None
    if noun in STATES:
        classes = frozenset({"Country"})
    fitting = _nearest(scene, head, lambda r: r.type in classes and _kind_agrees(scene, r, noun), _NEAR)
    return fitting[0] if len(fitting) == 1 else None


def _nearest(scene: Scene, head: int, fits: Callable[[Referent], bool], reach: int) -> list[Referent]:
    """Return the fitting referents of the nearest earlier sentence that mentions one, at most ``reach`` back.

    More than one means that the phrase may be about either. Only the same sentence's earlier part counts.
    """
    here = scene.table.sentence[head]
    for number in range(here, max(-1, here - reach - 1), -1):
        found: list[Referent] = []
        for occurrence in scene.by_sentence[number]:
            if occurrence.end > head or (number == here and _same_clause(scene, head, occurrence)):
                continue
            if occurrence.referent.type == "Event" or occurrence.kind == "demonym":
                continue
            if occurrence.referent not in found and fits(occurrence.referent):
                found.append(occurrence.referent)
        if found:
            return found
    return []


def _same_clause(scene: Scene, head: int, occurrence: Occurrence) -> bool:
    """Say whether the two are arguments of one verb: "Boeing bought the company" is about another company."""
    verb = scene.table.verb_above(head)
    return verb is not None and verb == scene.table.verb_above(occurrence.head)


def _is_described(scene: Scene, referent: Referent, noun: str, modifiers: frozenset[str], head: int) -> bool:
    """Say whether the text described the referent with this noun, or as the head of what the modifiers name."""
    heads = scene.of("coreference.heads")
    for said, words, token in referent.said:
        if token >= head:
            continue
        if said == noun and modifiers <= words | referent.names:
            return True
        if modifiers and noun in heads and said in heads and modifiers <= words:
            return True
    return False


def _kind_agrees(scene: Scene, referent: Referent, noun: str) -> bool:
    """Say whether nothing known of an organisation speaks against the noun: a ministry is no company."""
    if referent.type != "Organization":
        return True
    wanted, known = _kinds(scene, [noun]), _kinds(scene, [*referent.names, *(said for said, _, _ in referent.said)])
    return not known or bool(wanted & known)


def _kinds(scene: Scene, nouns: list[str]) -> set[str]:
    return {name for name, words in scene.words.items() if name.startswith("coreference.kinds.") and words & set(nouns)}
