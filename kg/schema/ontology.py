"""The loaded ontology: classes, properties and the cues of the relations, frozen and hashed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

#: Whether an end of a property can be one thing only for ever, or for as long as it holds.
Uniqueness = Literal["always", "at a time"]
Side = Literal["subject", "object"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityClass:
    """A class of entities. ``name`` is the local name of ``iri``; ``parents`` are local names."""

    name: str
    iri: str
    label: str
    definition: str
    parents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    """A relation between two entities; ``domain`` and ``range`` are sets of class names (a union).

    ``happens``: it happens and is then over, so that it is told in the past tense. ``recurs``: it may happen again
    between the same two ("meets"), so that a statement without date need not mean the one that has a date.
    ``one_object`` and ``one_subject`` say that the other end can be one thing only, "always" (a place of birth) or "at
    a time" (the head of an organization). ``contains``: the object contains the subject, so
    that both may be named for one thing. ``role``: the subject holds it in the object for a time. ``begins`` and
    ``ends`` name the end at which a role begins or ends with it (who is appointed, who is succeeded).
    """

    name: str
    iri: str
    label: str
    definition: str
    domain: frozenset[str]
    range: frozenset[str]
    symmetric: bool = False
    inverse: str | None = None
    parents: tuple[str, ...] = ()
    happens: bool = False
    recurs: bool = False
    one_object: Uniqueness | None = None
    one_subject: Uniqueness | None = None
    contains: bool = False
    role: bool = False
    begins: Side | None = None
    ends: Side | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleClaim:
    """A claim that an example must give: ``"Duffy visits Cape Canaveral | planned, time=Wednesday"``.

    ``qualifiers`` may hold a status, "negative", ``time=``, ``title=`` and ``by=`` (the speaker).
    """

    subject: str
    predicate: str
    object: str
    qualifiers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleEntity:
    """A name marked in an example; its offsets are those of the plain text; ``type`` None: any class."""

    start: int
    end: int
    text: str
    type: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A sentence with its marked names and exactly the claims of one relation that it gives.

    ``text`` is plain: the marks are taken out. No claims: a counter-example.
    """

    text: str
    entities: tuple[ExampleEntity, ...]
    claims: tuple[ExampleClaim, ...]
    note: str = ""

    def pairs(self) -> frozenset[tuple[str, str]]:
        """Return (subject, object) of each claim but the denied ones."""
        return frozenset((c.subject, c.object) for c in self.claims if "negative" not in c.qualifiers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """One file of ``relations/``: how a property is said in plain English, and its examples.

    ``says`` holds templates with ``{S}`` and ``{O}`` and alternatives in ``(a|b)``, already expanded to
    (written template, expanded template) pairs. ``examples`` are read when they are first looked at.

    A slot may narrow the class: ``{O:Country}``. ``by_adjective``: a nationality before a role noun may stand
    for the object ("the Iraqi minister X"). ``narrowed`` names the property that holds instead when further
    nouns narrow a post down ("Acme sales chief"), or is None. ``of_employer`` names the one that holds instead where
    nothing but "of" or a possessive ties a person to a body that has a staff and no members ("Ann Lee of Acme Inc"), or
    is None. ``not_subject`` and ``not_object`` are classes that
    the domain or range would take in by subsumption but that are never meant. ``through_possession``: the object may
    be the owner of what is spoken of ("criticised X's plan"). ``by_example``: the network reads the relation too, off
    the examples, although there are templates.
    """

    property: str
    path: str
    says: tuple[tuple[str, str], ...]
    by_adjective: bool = False
    narrowed: str | None = None
    of_employer: str | None = None
    not_subject: frozenset[str] = frozenset()
    not_object: frozenset[str] = frozenset()
    through_possession: bool = False
    by_example: bool = False
    examples: Sequence[Example] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """A way in which sentences give a value of a thing: a row of a file of ``values/``.

    ``verbs`` are base forms, particles joined with "_". The thing stands in the role ``thing`` of the verb ("subject",
    "object" or a preposition), or owns one of the nouns ``of`` that stands there ("its operation"). ``value`` are the
    words before a date, "object" where the value is the verb's object, "number" where it counts one of the nouns
    ``counts``, "money" where it is a sum, which stands after one of the other words there, or bare for "". ``named``
    are nouns that the verb names the value as ("sets 2030 as the end date for ..."). ``nouns`` stand for a verb: the
    thing is then in a role of the noun ("possessor" or a preposition), and the value before it ("its 40,000
    employees"). A sum may also stand before a noun that the verb hangs on, where that is one of the words of
    ``value`` ("a $2bn deal to buy X").
    """

    property: str
    verbs: frozenset[str]
    nouns: frozenset[str] = frozenset()
    thing: str = "subject"
    of: frozenset[str] = frozenset()
    with_object: frozenset[str] = frozenset()
    value: frozenset[str] = frozenset()
    counts: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ontology:
    """Classes, properties and relations by local name; ``values`` are the properties whose object is a date or number,
    their range the local names of XSD types, and ``sayings`` how they are said.

    ``hash`` changes with any byte of the folder's
    Turtle, TOML and CSV files.

    ``words`` are the named lists of lower-case words of ``ontology/words/*.toml``: the key
    ``status.planning_verbs`` is the list ``planning_verbs`` of ``words/status.toml``. ``kinds`` are the classes that
    names of a class get when it is none that reading knows: a user's "Company" is read as an "Organization".
    """

    base: str
    classes: Mapping[str, EntityClass]
    properties: Mapping[str, Property]
    relations: Mapping[str, Relation]
    hash: str
    values: Mapping[str, Property] = field(default_factory=dict)
    sayings: Sequence[Saying] = ()
    directory: str = ""
    words: Mapping[str, frozenset[str]] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    _ancestors: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def labelled(self) -> Iterator[tuple[str, Property]]:
        """Yield the properties by name, those with values too."""
        yield from self.properties.items()
        yield from self.values.items()

    def ancestors(self, class_name: str) -> frozenset[str]:
        """Return the class with all classes above it."""
        return self._ancestors.get(class_name, frozenset({class_name}))

    def is_a(self, type: str | None, class_name: str) -> bool:
        """Say whether a class is the other one or lies under it. None (open) is not."""
        return type is not None and class_name in self._ancestors.get(type, frozenset({type}))

    def admits(self, property_name: str, subject_type: str | None, object_type: str | None) -> bool:
        """Say whether the property's domain and range admit the two types; None (open) is admitted."""
        prop = self.properties[property_name]
        relation = self.relations.get(property_name)
        if relation is not None and (subject_type in relation.not_subject or object_type in relation.not_object):
            return False
        return (subject_type is None or any(self.may_be(subject_type, c) for c in prop.domain)) and (
            object_type is None or any(self.may_be(object_type, c) for c in prop.range)
        )

    def only_shown(self) -> tuple[str, ...]:
        """Return the relations that have examples with a claim and no templates."""
        return tuple(
            name
            for name, relation in self.relations.items()
            if not relation.says and name in self.properties and any(example.claims for example in relation.examples)
        )

    def by_example(self) -> tuple[str, ...]:
        """Return the relations that the network reads off their examples: those that ask for it or are only shown."""
        asked = (name for name, r in self.relations.items() if r.by_example and name in self.properties)
        return tuple(sorted({*asked, *self.only_shown()}))

    def one_subject(self) -> frozenset[str]:
        """Return the properties of which an object has one subject, always or at a time.

        >>> from kg.schema import load_ontology
        >>> "heads" in load_ontology().one_subject(), "visits" in load_ontology().one_subject()
        (True, False)
        """
        return frozenset(name for name, prop in self.properties.items() if prop.one_subject is not None)

    def own_classes(self, type: str | None) -> tuple[str, ...]:
        """Return the ontology's own classes for a type, sorted: itself if it is declared, else what it lies under, else
        those that are read as it."""
        if type is None or type in self.classes:
            return () if type is None else (type,)
        above = tuple(sorted(name for name in self.classes if self.is_a(type, name)))
        return above or tuple(sorted(name for name, kind in self.kinds.items() if self.is_a(type, kind)))

    def may_be(self, type: str, class_name: str) -> bool:
        """Say whether a class is the other one, lies under it, or is what its names are read as."""
        return self.is_a(type, class_name) or self.is_a(type, self.kinds.get(class_name, class_name))
