"""Adds to the chains of names what stands for them: noun phrases and pronouns; and tells who is quoted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.annotate.nominals import link_nominals
from kg.annotate.plural_sets import SetLink, link_sets
from kg.annotate.pronouns import Link, link_pronouns, referent_at
from kg.annotate.quotes import find_reports, resolve_reports
from kg.annotate.referents import Scene
from kg.annotate.relatives import with_relatives
from kg.annotate.token_table import TokenTable
from kg.model import CoreferenceChain, Mention, MentionKind, Quote, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

#: Share of links that are right. Source: ``tests/benchmark/coreference.py``, for sets 59 read; see docs/coreference.md.
SCORES: Mapping[MentionKind, float] = {"pronoun": 0.82, "nominal": 0.82, "set": 0.9}
_RULES: Mapping[MentionKind, str] = {"pronoun": "pronouns@2", "nominal": "nominals@1", "set": "sets@1"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """The mentions and chains of a document with the pronouns and nominals in them, and its quotes."""

    mentions: tuple[Mention, ...]
    chains: tuple[CoreferenceChain, ...]
    quotes: tuple[Quote, ...]


def link(
    parse: Doc, mentions: Sequence[Mention], chains: Sequence[CoreferenceChain], words: Mapping[str, frozenset[str]]
) -> Linked:
    """Return a document's mentions and chains extended by noun phrases and pronouns, and its quotes.

    The chains come in their old order and keep type and representative; their ids change with their mentions.
    ``words`` are the ontology's word lists. Mentions come sorted by span.
    """
    table = TokenTable.of(parse)
    chains = with_relatives(table, mentions, chains, words)
    scene = Scene(table, mentions, chains, words)
    reports = find_reports(table, words)
    links: list[tuple[MentionKind, Link]] = [("nominal", found) for found in link_nominals(scene)]
    links += [("pronoun", found) for found in link_pronouns(scene, reports)]
    documents = {chain.id: chain.document_id for chain in chains}
    added: dict[str, list[Mention]] = {}
    for kind, found in links:
        added.setdefault(found.chain, []).append(_mention(table, found, kind, documents[found.chain]))
    for plural in link_sets(scene):
        for member, id_ in enumerate(plural.chains):
            added.setdefault(id_, []).append(_mention(table, plural, "set", documents[id_], member))
    types = {chain.id: chain.type for chain in chains}
    added = {id_: [replace(m, type=types[id_]) for m in found] for id_, found in added.items()}
    everything = sorted([*mentions, *(m for found in added.values() for m in found)], key=lambda m: (m.span, m.id))
    place = {mention.id: k for k, mention in enumerate(everything)}
    longer: dict[str, CoreferenceChain] = {}
    for chain in chains:
        ids = tuple(sorted((*chain.mentions, *(m.id for m in added.get(chain.id, []))), key=place.__getitem__))
        longer[chain.id] = replace(
            chain, id=CoreferenceChain.make_id(document_id=chain.document_id, mention_ids=ids), mentions=ids
        )

    def chain_at(token: int) -> str | None:
        found = speaker_chain(scene, token)
        return None if found is None else longer[found].id

    return Linked(mentions=tuple(everything), chains=tuple(longer.values()), quotes=resolve_reports(reports, chain_at))


def speaker_chain(scene: Scene, token: int) -> str | None:
    """Return the chain that speaks where a token heads the speaker's noun phrase; a person before an organisation.

    "A NASA spokesperson" without a name speaks for NASA.
    """
    table = scene.table
    referent = referent_at(scene, token)
    if referent is not None:
        return referent.chain
    if table.lemma[token] in scene.of("roles.people") or table.lemma[token] in scene.of("collectives.collectives"):
        for k in table.children[token]:
            other = scene.at.get(k)
            if (
                table.dep[k] in ("compound", "nmod", "poss", "amod")
                and other is not None
                and other.kind != "demonym"
                and other.referent.type == "Organization"
            ):
                return other.referent.chain
    return None


def _mention(
    table: TokenTable, found: Link | SetLink, kind: MentionKind, document_id: str, member: int | None = None
) -> Mention:
    span = Span(start=table.start[found.start], end=table.end[found.end - 1])
    return Mention(
        id=Mention.make_id(document_id=document_id, span=span, kind=kind, member=member),
        document_id=document_id,
        span=span,
        text=span.of(table.text),
        kind=kind,
        type=None,
        score=SCORES[kind],
        annotator=_RULES[kind],
    )
