"""Make an entity of a cluster: its name by spelling vote, its class by corpus-wide vote, its id."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kg.model import CoreferenceChain, Entity, content_id, slug
from kg.resolve.names import NameParts, read_name
from kg.resolve.nodes import NameNode
from kg.resolve.settings import ResolveSettings
from kg.resolve.words import NameWords, alias_key
from kg.schema.ontology import Ontology


def vote_type(chains: Iterable[CoreferenceChain], class_order: Sequence[str]) -> str | None:
    """Return the class with the most weight over the chains; ties go to the ontology's order; None: no vote.

    A chain without votes gives its own class the weight 1.
    """
    weights: dict[str, float] = defaultdict(float)
    for chain in sorted(chains, key=lambda c: c.id):
        for name, weight in chain.type_votes or (((chain.type, 1.0),) if chain.type else ()):
            weights[name] += weight
    order = {name: position for position, name in enumerate(class_order)}
    return min(weights, key=lambda n: (-round(weights[n], 9), order.get(n, len(order)), n)) if weights else None


def _surface(forms: Mapping[str, int]) -> str:
    """Of spellings that differ in case or punctuation, take the most frequent that does not shout."""

    def rank(form: str) -> tuple[int, int, int, str]:
        shouts = form.isupper() and sum(c.isalpha() for c in form) > 6
        return (int(shouts or form.islower()), -forms[form], int(form.isupper()), form)

    return min(forms, key=rank)


def _describes(longer: tuple[str, ...], shorter: tuple[str, ...], lists: NameWords) -> bool:
    """Say whether a form is another one with a description: "space agency Roscosmos", "Crew-11 mission"."""
    size = len(shorter)
    if size >= len(longer):
        return False
    if longer[-size:] == shorter:
        return lists.has("generic_nouns", longer[-size - 1])
    return longer[:size] == shorter and all(lists.has("generic_nouns", token) for token in longer[size:])


def choose_name(
    forms: Mapping[str, int], *, canonical: str | None, is_person: bool, is_country: bool, lists: NameWords
) -> str:
    """Return the name that an entity is shown by.

    A person: the most frequent of the forms with a given name. Otherwise the form that has the most
    words over all its mentions, so that a full form beats a short one of less than twice its frequency;
    an acronym, or a form with a mere description, only where nothing else stands. The gazetteer's name
    wins where it stands in the corpus, or where only acronyms of a country do.

    >>> forms = {"ISS": 9, "International Space Station": 2}
    >>> choose_name(forms, canonical=None, is_person=False, is_country=False, lists=NameWords())
    'International Space Station'
    """
    if not forms:
        return canonical or ""
    spellings: dict[str, dict[str, int]] = defaultdict(dict)
    readings: dict[str, NameParts] = {}
    for form, count in sorted(forms.items()):
        parts = read_name(form, lists)
        key = parts.person_key if is_person else parts.compact
        spellings[key][form] = count
        readings.setdefault(key, parts)
    known = alias_key(canonical) if canonical else None
    for key in sorted(spellings):
        if known is not None and known in {alias_key(form) for form in spellings[key]}:
            return _surface(spellings[key])

    counts = {key: sum(spellings[key].values()) for key in spellings}
    votes: Counter[str] = Counter()
    for key, parts in readings.items():
        votes.update(dict.fromkeys(parts.tokens, counts[key]))

    def rank(key: str) -> tuple[int, int, int, float, str]:
        parts, count = readings[key], counts[key]
        # Of two spellings the one whose words stand in more of the other forms: a slip stands alone.
        vote = sum(votes[token] for token in parts.tokens) / len(parts.tokens)
        if is_person:
            return (-min(sum(len(given) > 1 for given in parts.given), 1), -count, 0, -vote, key)
        described = any(_describes(parts.tokens, readings[other].tokens, lists) for other in readings)
        n_words = len(parts.text.split())
        return (int(parts.is_acronym) + int(described), -count * n_words, -count, -vote, key)

    best = min(spellings, key=rank)
    if is_country and canonical and readings[best].is_acronym:
        return canonical
    name = _surface(spellings[best])
    if is_person and readings[best].given and readings[best].titles:
        words = name.split()
        name = " ".join(words[len(readings[best].titles) :]) or name
    return name


def make_entity(
    nodes: Sequence[NameNode],
    chains: Mapping[str, CoreferenceChain],
    ontology: Ontology,
    lists: NameWords,
    settings: ResolveSettings,
) -> Entity | None:
    """Return the entity of a cluster, its id still the plain slug; None where no class is known.

    ``n_mentions`` counts name mentions: 0 where only a country's demonyms stand.
    """
    members = sorted(chain for node in nodes for chain in node.chains)
    type_name = vote_type((chains[i] for i in members), tuple(ontology.classes))
    if type_name is None:
        return None
    forms: Counter[str] = Counter()
    canonicals: Counter[str] = Counter()
    for node in nodes:
        forms.update(node.forms)
        if node.name.canonical:
            canonicals[node.name.canonical] += len(node.chains)
    canonical = min(canonicals, key=lambda c: (-canonicals[c], c)) if canonicals else None
    name = choose_name(
        forms,
        canonical=canonical,
        is_person=type_name == settings.person_class,
        is_country=type_name == settings.country_class,
        lists=lists,
    )
    return Entity(
        id=slug(name),
        name=name,
        type=type_name,
        aliases=frozenset({*forms, *canonicals}),
        chains=frozenset(members),
        document_ids=frozenset(document for node in nodes for document in node.documents),
        n_mentions=sum(forms.values()),
    )


def number_ids(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    """Give every entity its own id: of those with one slug the most mentioned keeps it.

    The others get their class behind it and, where that is taken too, a short hash of their chains.
    Sorted by id; the same for any order of the entities.
    """
    taken: set[str] = set()
    named: list[Entity] = []
    everyone = sorted(entities, key=lambda e: (e.id, -e.n_mentions, e.type, tuple(sorted(e.chains))))
    plain = {entity.id for entity in everyone}
    for entity in everyone:
        choices = (
            entity.id,
            f"{entity.id}-{slug(entity.type)}",
            f"{entity.id}-{content_id(*sorted(entity.chains))[:8]}",
        )
        chosen = next(c for c in choices if c not in taken and (c == entity.id or c not in plain))
        taken.add(chosen)
        named.append(replace(entity, id=chosen))
    return tuple(sorted(named, key=lambda e: e.id))
