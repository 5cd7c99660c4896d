"""Gather the coreference chains of a corpus into distinct names: what is compared instead of mentions."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.model import CoreferenceChain, GraphRecords, Mention, Span
from kg.resolve.names import NameParts, read_name
from kg.resolve.pair import NameInContext
from kg.resolve.settings import ResolveSettings
from kg.resolve.words import NameWords, alias_key
from kg.schema.ontology import Ontology

if TYPE_CHECKING:
    from kg.resolve.link import NameTable

_POSSESSIVE = re.compile(r"['’]s$|(?<=s)['’]$")
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s+(?=[\"'“‘(]?[A-Z0-9])|\n")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class NameNode:
    """The chains of a corpus whose fullest form and class are equal: one thing until shown otherwise.

    ``label`` names the node in judgements: "Dmitri Bakanov [Person]". ``forms`` counts the name
    mentions of the chains by their text, without possessive ending; it is empty for a country of
    which only demonyms stand. ``uses`` counts them by (form, document id). ``chains`` are sorted.
    """

    label: str
    name: NameInContext
    parts: NameParts
    personal: bool
    chains: tuple[str, ...]
    documents: frozenset[str]
    forms: Mapping[str, int]
    uses: Mapping[tuple[str, str], int]

    @property
    def lone_surname(self) -> bool:
        """Say whether it is a person of whom no given name stands."""
        return self.personal and not self.parts.given

    @property
    def key(self) -> str:
        """The normalised name: equal keys are one form."""
        return self.parts.person_key if self.personal else self.parts.key


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    chain: CoreferenceChain
    names: tuple[Mention, ...]
    name: str
    canonical: str | None
    parts: NameParts
    personal: bool


@lru_cache(maxsize=1 << 17)
def clean_form(text: str) -> str:
    """Return a name mention's text as a form: blanks and line ends joined, possessive ending taken off.

    >>> clean_form("Roscosmos’s"), clean_form("the  United States'")
    ('Roscosmos', 'the United States')
    """
    joined = " ".join(text.split()).strip(' ,;:"“”')
    return _POSSESSIVE.sub("", joined)


def _fullest(forms: Counter[str], personal: bool, lists: NameWords, representative: str | None) -> str:
    """Choose the form that says most: of a person the one with given names, else the representative."""

    if len(forms) == 1:
        return next(iter(forms))

    def rank(form: str) -> tuple[int, int, int, str]:
        parts = read_name(form, lists)
        if personal:
            full = sum(len(given) > 1 for given in parts.given)
            return (-min(full, 1), -forms[form], -len(parts.person_tokens), form)
        return (int(parts.is_acronym), int(form != representative), -forms[form], form)

    return min(forms, key=rank)


def _read_chain(
    chain: CoreferenceChain, mentions: Mapping[str, Mention], lists: NameWords, settings: ResolveSettings
) -> _Reading | None:
    own = [mentions[i] for i in chain.mentions if i in mentions]
    names = tuple(m for m in own if m.kind == "name" and clean_form(m.text))
    demonyms = [m for m in own if m.kind == "demonym"]
    personal = chain.type == settings.person_class
    if len(names) == 1:
        name = clean_form(names[0].text)
    elif names:
        forms = Counter(clean_form(m.text) for m in names)
        representative = mentions.get(chain.representative)
        shown = clean_form(representative.text) if representative and representative.kind == "name" else None
        name = _fullest(forms, personal, lists, shown)
    elif chain.type == settings.country_class and (of_demonym := _most(m.canonical for m in demonyms)):
        name = of_demonym
    else:
        return None
    head = name.split(",")[0] if not personal and chain.type not in settings.classes_with_commas else name
    parts = read_name(head.strip() or name, lists)
    canonical = _most(_listed(names, parts, personal, lists) if names else (m.canonical for m in demonyms))
    return _Reading(chain=chain, names=names, name=name, canonical=canonical, parts=parts, personal=personal)


def _most(canonicals: Iterable[str | None]) -> str | None:
    """Return the most frequent, the first by name of several; None where there is none."""
    counts = Counter(filter(None, canonicals))
    return min(counts, key=lambda name: (-counts[name], name)) if counts else None


def _listed(names: Iterable[Mention], parts: NameParts, personal: bool, lists: NameWords) -> Iterator[str]:
    """Yield what a gazetteer calls the name itself, or another form of the chain where the name is short for that.

    What it calls another form of the chain may be another thing: "Congress" where the text writes of the American Pork
    Congress, "CSA" of the Child Support Agency, "Webb" of Howard Webb.
    """
    for mention in names:
        if mention.canonical is None:
            continue
        form = clean_form(mention.text)
        itself = read_name(form, lists).compact == parts.compact or form.split(",")[0].strip() == parts.text
        listed = read_name(mention.canonical, lists)
        if itself or set(parts.tokens) <= set(listed.tokens) or (personal and listed.person_key == parts.person_key):
            yield mention.canonical


def _main_country(readings: Iterable[_Reading], settings: ResolveSettings) -> str:
    """Return the country that a document mentions most, by canonical name; "" where it mentions none."""
    counts: Counter[str] = Counter()
    for reading in readings:
        if reading.chain.type == settings.country_class:
            counts[alias_key(reading.canonical or reading.name)] += len(reading.chain.mentions)
    return min(counts, key=lambda name: (-counts[name], name)) if counts else ""


def sentence_around(text: str, span: Span, reach: int = 300) -> str:
    """Return the sentence around a span, at most ``reach`` code points to either side.

    >>> sentence_around("It rained. Ann Lee left. He stayed.", Span(start=11, end=18))
    'Ann Lee left.'
    """
    start, end = max(0, span.start - reach), min(len(text), span.end + reach)
    for match in _SENTENCE_END.finditer(text, start, span.start + 1):
        start = min(match.end(), span.start)
    following = _SENTENCE_END.search(text, span.end, end)
    return text[start : following.start() + 1 if following else end].strip()


def _context(graph: GraphRecords, readings: list[_Reading], settings: ResolveSettings) -> str:
    sentences: list[str] = []
    for reading in readings:
        document = graph.documents.get(reading.chain.document_id)
        for mention in reading.names[:2]:
            if document is not None:
                sentence = sentence_around(document.text, mention.span)
                if sentence not in sentences:
                    sentences.append(sentence)
        if sum(map(len, sentences)) > settings.max_context_chars:
            break
    return "\n".join(sentences)[: settings.max_context_chars]


def read_nodes(
    graph: GraphRecords,
    ontology: Ontology,
    lists: NameWords,
    settings: ResolveSettings,
    parted: Mapping[str, str] | None = None,
) -> tuple[NameNode, ...]:
    """Return the distinct names of the reported chains, sorted by label.

    One (form, class) key is one node, with two exceptions, where a form alone says too little: a common
    name of a state body ("the Supreme Court") is one node a main country of the article; and a lone
    surname is a node of its own in a document that tells it from a namesake. ``parted`` are chains that a person
    took out of their entity, each with the articles that its label then names.
    """
    by_document: dict[str, list[_Reading]] = defaultdict(list)
    for chain in graph.chains.values():
        if chain.reported:
            reading = _read_chain(chain, graph.mentions, lists, settings)
            if reading is not None and reading.parts.compact:
                by_document[chain.document_id].append(reading)
    state = lists.lists.get("state_nouns", frozenset())
    groups: dict[tuple[str, str | None, str], list[_Reading]] = defaultdict(list)
    for document_id, readings in sorted(by_document.items()):
        country = _main_country(readings, settings)
        surnames = Counter(r.parts.surname for r in readings if r.personal)
        for reading in readings:
            parts, where = reading.parts, ""
            if reading.personal and not parts.given and surnames[parts.surname] > 1:
                where = document_id
            elif not reading.personal and reading.canonical is None and parts.is_common:
                where = country if any(token in state for token in parts.tokens) else ""
            if parted and reading.chain.id in parted:
                # What a person calls another thing is not what the gazetteer has under the name.
                where, reading = parted[reading.chain.id], replace(reading, canonical=None)
            key = parts.person_key if reading.personal else parts.compact
            groups[(key, reading.chain.type, where)].append(reading)
    nodes: list[NameNode] = []
    for (key, type_name, where), readings in sorted(
        groups.items(), key=lambda item: (item[0][0], item[0][1] or "", item[0][2])
    ):
        nodes.append(_node(graph, key, type_name, where, readings, lists, settings))
    return tuple(sorted(nodes, key=lambda node: node.label))


def identified(nodes: Iterable[NameNode], known: NameTable) -> tuple[NameNode, ...]:
    """Return the nodes with the identifier that a table of known things gives one of their forms."""
    return tuple(
        replace(node, name=replace(node.name, identifier=identifier))
        if (identifier := known.identifier((node.name.name, *node.forms), node.name.type))
        else node
        for node in nodes
    )


def _node(
    graph: GraphRecords,
    key: str,
    type_name: str | None,
    where: str,
    readings: list[_Reading],
    lists: NameWords,
    settings: ResolveSettings,
) -> NameNode:
    readings = sorted(readings, key=lambda r: (r.chain.document_id, r.chain.id))
    leads = Counter(reading.name for reading in readings)
    name = min(leads, key=lambda form: (-leads[form], form.isupper(), form))
    canonicals = Counter(r.canonical for r in readings if r.canonical)
    canonical = min(canonicals, key=lambda c: (-canonicals[c], c)) if canonicals else None
    uses = Counter((clean_form(m.text), r.chain.document_id) for r in readings for m in r.names)
    forms: Counter[str] = Counter()
    for (form, _), count in uses.items():
        forms[form] += count
    place = f" in {where}" if where else ""
    label = f"{name} [{type_name or 'open'}]{place}"
    parts = next(r.parts for r in readings if r.name == name)
    return NameNode(
        label=label,
        name=NameInContext(
            name=parts.text, type=type_name, canonical=canonical, context=_context(graph, readings, settings)
        ),
        parts=parts,
        personal=readings[0].personal,
        chains=tuple(sorted(r.chain.id for r in readings)),
        documents=frozenset(r.chain.document_id for r in readings),
        forms=dict(sorted(forms.items())),
        uses=dict(sorted(uses.items())),
    )
