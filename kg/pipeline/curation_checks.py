"""Whether a decision can be followed, as far as a built graph shows: else what to write instead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from shlex import quote

from kg.analyse.show import unknown_name
from kg.errors import InputError
from kg.model import Claim, Entity
from kg.pipeline.api import Graph
from kg.pipeline.naming_checks import check_class, check_name, check_no_name
from kg.resolve import CurationRow
from kg.resolve.reject import EntityIndex, claimed
from kg.resolve.selector import Selector, name_key

#: So many claims are named where none is the one that a person means.
_NAMED = 8


def check_row(graph: Graph, row: CurationRow) -> CurationRow:
    """Return a row as it is to be written, when the graph has every name and knows which entity is meant.

    Articles have their full names in it, and a split leaves out the name that the entity keeps.

    Raises:
        InputError: a name is unknown or stands for several entities, or the row would change nothing or cannot
            be done; the message says what to write instead.
    """
    if row.kind == "reject":
        return check_rejection(graph, row)
    if row.kind in ("name", "no-name"):
        return check_name(graph, row) if row.kind == "name" else check_no_name(graph, row)
    if row.to is not None and not row.to.strip():
        raise InputError("the new name says nothing", cause="it holds blanks only", remedy="write one letter at least")
    if row.kind in ("merge", "never-merge") and len(row.names) < 2:
        raise InputError(
            f"only one name was given: {row.names[0]!r}",
            cause=f"kg {row.kind} says something of two names or more",
            remedy=f"kg {row.kind} {row.names[0]!r} 'OTHER NAME'",
        )
    if len({(Selector.of(name).key, Selector.of(name).type, Selector.of(name).where) for name in row.names}) < len(
        row.names
    ):
        raise InputError(
            f"{row.names[0]!r} is one name, however it is written",
            cause="names are compared without case, accents and punctuation",
            remedy="where it means another thing, split it off: kg split NAME --in ARTICLE",
        )
    if row.kind == "split":
        return check_split(graph, row)
    bearers = [bearer(graph, name) for name in row.names]
    if row.kind == "never-merge":
        _check_written(row.names, bearers)
    if row.kind == "retype":
        return check_class(graph, row)
    return row


def bearer(graph: Graph, name: str) -> Entity | None:
    """Return the entity that a name means; None where it is a label of two things that one name now shows."""
    selector = Selector.of(name)
    if selector.where and any(name in (row.left, row.right) for row in graph.records.judgements.values()):
        return None
    known = {entity.id: [entity.name, entity.id] for entity in graph.entities.values()}
    own = [e for e in graph.entities.values() if any(selector.takes(form, e.type) for form in known[e.id])]
    found = own or [e for e in graph.entities.values() if any(selector.takes(form, e.type) for form in e.aliases)]
    if len(found) == 1:
        return found[0]
    if not found:
        raise unknown_name(graph.records, name)
    raise _ambiguous(name, found)


def _check_written(names: Sequence[str], bearers: Sequence[Entity | None]) -> None:
    """Refuse to keep apart from its own entity a name that no article writes: there is no second thing."""
    for name, entity in zip(names, bearers, strict=True):
        if entity is None or [one and one.id for one in bearers].count(entity.id) < 2:
            continue
        key = Selector.of(name).key
        if not any(name_key(form) == key for form, _ in entity.uses):
            written = min((form for form, _ in entity.uses), default=entity.name)
            raise InputError(
                f"no article writes {name!r}",
                cause=f"it is only what {written!r} is known as, so that there is nothing to keep apart",
                remedy=f"where {written!r} means another thing: kg split {quote(written)} --in ARTICLE; of a wrong "
                "class 'kg retype' helps",
            )


def _document(graph: Graph, name: str) -> str:
    """Return the name of the one article that begins so."""
    names = sorted({d.name for d in graph.documents.values() if d.name.startswith(name)})
    if name in names or len(names) == 1:
        return name if name in names else names[0]
    raise InputError(
        f"no one article is called {name!r}",
        cause=f"{len(names)} begin so" if names else "none begins so",
        remedy="write the name that 'kg show' gives behind a sentence",
    )


def check_split(graph: Graph, row: CurationRow) -> CurationRow:
    """Return a split as it is to be written.

    Given the name that an entity is shown by and other names of it, these are taken out and that one stays. A
    name that another entity has, too, gets its class.

    Raises:
        InputError: nothing would be left, or an article does not use the name.
    """
    entity = _kept(graph, row.names)
    if entity is None and len(row.names) > 1 and not row.documents:
        _check_one_entity(graph, row.names)
    names = [name for name in row.names if entity is None or not _is_shown(name, entity)]
    found = [entity or bearer(graph, name) for name in names]
    documents = tuple(_document(graph, name) for name in row.documents)
    for name, entity_ in zip(names, found, strict=True):
        if entity_ is not None:
            _check_articles(graph, name, entity_, documents)
    if not documents:
        for one in {e.id: e for e in found if e is not None}.values():
            _check_rest(one, names)
        names = [_with_class(graph, name, entity) for name, entity in zip(names, found, strict=True)]
    return replace(row, names=tuple(names), documents=documents)


def _check_one_entity(graph: Graph, names: Sequence[str]) -> None:
    """Refuse names of several entities, which are apart already: a person who writes so means something else."""
    found = [bearer(graph, name) for name in names]
    known = [entity for entity in found if entity is not None]
    if len({entity.id for entity in known}) < 2 or len(known) < len(names):
        return
    said = " and ".join(f"{name!r} is {e.name} ({e.type})" for name, e in zip(names, known, strict=True))
    quoted = " ".join(map(quote, names))
    raise InputError(
        f"{said}: they are different entities already",
        cause="a split takes a name out of the entity that has it",
        remedy=f"'kg never-merge {quoted}' keeps them apart in every build; 'kg retype NAME CLASS' gives one another "
        f"class; 'kg split {quote(names[0])} --in ARTICLE' takes a name out where it means another thing; "
        f"'kg why {quoted}' says what the build thought",
    )


def _kept(graph: Graph, names: Sequence[str]) -> Entity | None:
    """Return the entity that one of the names shows and that goes by all the others; None: no name is to stay."""
    for name in names:
        others = [other for other in names if name_key(other) != name_key(name)]
        for entity in graph.entities.values():
            if others and _is_shown(name, entity) and all(_goes_by(entity, other) for other in others):
                return entity
    return None


def _is_shown(name: str, entity: Entity) -> bool:
    return Selector.of(name).key in (name_key(entity.name), name_key(entity.id))


def _goes_by(entity: Entity, name: str) -> bool:
    selector = Selector.of(name)
    return any(selector.takes(form, entity.type) for form in entity.aliases) and not _is_shown(name, entity)


def _check_articles(graph: Graph, name: str, entity: Entity, documents: Sequence[str]) -> None:
    key = Selector.of(name).key
    used = {graph.documents[id].name for form, id in entity.uses if name_key(form) == key and id in graph.documents}
    missing = sorted(set(documents) - used)
    if missing:
        raise InputError(
            f"{', '.join(missing)} does not use {name!r}",
            cause="a split takes a name out of articles that write it",
            remedy=f"it stands in {', '.join(sorted(used))}" if used else "see 'kg show' for the names that it writes",
        )


def _check_rest(entity: Entity, names: Sequence[str]) -> None:
    """Refuse a split after which nothing is left to be apart from."""
    selectors = [Selector.of(name) for name in names]
    forms = {form for form, _ in entity.uses} or {entity.name, *entity.aliases}
    taken = [form for form in forms if any(s.takes(form, entity.type) for s in selectors)]
    words = [set(form.casefold().split()) for form in taken]
    if taken and all(any(set(form.casefold().split()) <= own for own in words) for form in forms):
        several = len({name_key(form) for form in forms}) > 1
        raise InputError(
            f"{' and '.join(map(repr, names))} cannot be split off {entity.name!r} everywhere",
            cause="these are all its names" if several else "its articles give it no other name",
            remedy="leave out the name that it is to keep, or say in which articles it means another thing: "
            "--in ARTICLE, as 'kg show' names them; of a wrong class 'kg retype', of a wrong name 'kg rename' "
            "helps, and 'kg never-merge' keeps it apart from another entity",
        )


def _with_class(graph: Graph, name: str, entity: Entity | None) -> str:
    """Return a name with its entity's class behind it where an entity of another class has it, too."""
    selector = Selector.of(name)
    if entity is None or selector.type is not None:
        return name
    bearers = [e for e in graph.entities.values() if any(selector.takes(f, e.type) for f in (e.name, *e.aliases))]
    return f"{name} [{entity.type}]" if any(e.type != entity.type for e in bearers) else name


def check_rejection(graph: Graph, row: CurationRow) -> CurationRow:
    """Return a rejection with the property's own name and the articles' full ones, where the graph has the claim.

    Raises:
        InputError: a name is unknown or stands for several entities, nothing says the claim, or no sentence of
            such an article.
    """
    predicate, turned = claimed(row.predicate or "", graph.ontology)
    is_value = predicate in graph.ontology.values
    ends = [_one(graph, name) for name in (row.names[:1] if is_value else row.names)]
    left, right = (*ends, name_key(row.names[-1])) if is_value else reversed(ends) if turned else ends
    records = graph.records
    every = [*records.claims.values(), *records.open_claims.values(), *records.value_claims.values()]
    stated = [claim for claim in every if _is(claim, left, right) or _is(claim, right, left)]
    found = [
        claim
        for claim in stated
        if predicate == (claim.phrase or claim.predicate) and (_is(claim, left, right) or _either_way(graph, claim))
    ]
    if not found:
        said = sorted({_text(graph, claim) for claim in stated})
        more = f" and {len(said) - _NAMED} more" if len(said) > _NAMED else ""
        about = [claim for claim in every if claim.subject == left and claim.predicate == predicate]
        also = sorted({_text(graph, claim) for claim in about})[:_NAMED]
        raise InputError(
            f"the graph has no claim {row.names[0]!r} {row.predicate} {row.names[-1]!r}",
            cause=f"of these two it says: {'; '.join(said[:_NAMED])}{more}"
            if said
            else f"it says: {'; '.join(also)}"
            if also
            else "no sentence was read so",
            remedy="write one of these claims as 'kg reject SUBJECT PREDICATE OBJECT'"
            if said or also
            else f"see its claims with: kg show {row.names[0]!r}",
        )
    names = {
        graph.documents[records.evidence[id].document_id].name
        for claim in found
        for id in claim.evidence
        if id in records.evidence
    }
    documents = tuple(_document(graph, name) for name in row.documents)
    missing = sorted(set(documents) - names)
    if missing:
        raise InputError(
            f"no sentence of {', '.join(missing)} says so",
            cause=f"the claim rests on {', '.join(sorted(names))}",
            remedy="name one of these with --in, or leave --in out to reject the claim as a whole",
        )
    kept = row.names[::-1] if turned else row.names
    return replace(row, names=kept, predicate=predicate, documents=documents)


def _is(claim: Claim, left: str, right: str) -> bool:
    object_ = claim.object if claim.datatype is None else name_key(claim.object)
    return (claim.subject, object_) == (left, right)


def _either_way(graph: Graph, claim: Claim) -> bool:
    prop = graph.ontology.properties.get(claim.predicate)
    return prop is not None and prop.symmetric


def _text(graph: Graph, claim: Claim) -> str:
    entities = graph.records.entities
    object_ = entities[claim.object].name if claim.datatype is None else claim.object
    return f"{entities[claim.subject].name!r} {claim.phrase or claim.predicate} {object_!r}"


def _one(graph: Graph, name: str) -> str:
    """Return the id of the one entity that a name means."""
    found = EntityIndex(graph.entities.values()).called(name)
    if not found:
        raise unknown_name(graph.records, name)
    if len(found) > 1:
        raise _ambiguous(name, found)
    return found[0].id


def _ambiguous(name: str, found: Sequence[Entity]) -> InputError:
    choices = ", ".join(sorted(f"'{e.name} [{e.type}]' ({e.id})" for e in found))
    return InputError(
        f"{name!r} is the name of several entities",
        cause="the articles write so of each of them",
        remedy=f"write one of {choices}, with the class or as the id",
    )
