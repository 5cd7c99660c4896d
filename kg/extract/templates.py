"""Templates in plain English, compiled through the normaliser into a look-up table.

A template is parsed with names of several fillers in its slots; a key that only one of the parses gives
is a misreading of the parser and is left out (3% of single parses were, and those few cost most of the
precision of a first trial).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from kg.extract.build_trees import build_trees
from kg.extract.facts import MODIFIER, NAME_PREDICATE, POSSESSOR, Fact, Kind
from kg.extract.lexicon import Lexicon
from kg.extract.normalise import normalise
from kg.extract.tree import Tree
from kg.model import Mention, Span
from kg.schema.ontology import Ontology
from kg.schema.relations import SLOT_CLASS

if TYPE_CHECKING:
    from spacy.tokens import Doc

#: Parses a batch of texts; the annotator's own parser, so that text and templates read alike.
Parser = Callable[[Iterable[str]], Iterator["Doc"]]

_SLOT = re.compile(r"\{([SO])(?::(\w+))?\}")
_N_FILLERS = 3
#: In how many of the three parses a key must come out.
_MIN_AGREEING = 2
#: "{S} champions {O}": the parser takes such a verb for a plural noun, unless an adverb stands before it.
_VERB = re.compile(r"\{S(?::\w+)?\} (?=(?!is |was |has |does )\w+s )")
#: Of 93 such sentences with verbs that are nouns too, 84 are read right with it and 64 without, where 16 are read as
#: nouns; "recently" does as well, "now" and "regularly" less.
_ADVERB = "also"


class Form(NamedTuple):
    """An expanded template with the classes whose fillers stand in its slots, sorted."""

    text: str
    subject_types: tuple[str, ...]
    object_types: tuple[str, ...]


class Key(NamedTuple):
    """What a form reads as: a predicate, and the roles in which its subject and object stand.

    ``modifiers`` are sorted. ``wished`` says that the form itself speaks of a wish ("wants to buy").
    """

    predicate: str
    kind: Kind
    subject_role: str
    object_role: str
    modifiers: tuple[str, ...]
    wished: bool


class Slot(NamedTuple):
    """A filled slot: half-open range in the filled text, "S" or "O", and the class of the filler."""

    start: int
    end: int
    id: str
    type: str


class Filling(NamedTuple):
    """A sentence to parse: a form with fillers in its slots."""

    text: str
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One key of the table: subject and object stand in these roles of a fact with these modifiers.

    ``subject_type`` and ``object_type`` are classes that the template asks for beyond domain and range.
    ``wished`` says that the template itself speaks of a wish ("wants to buy"), which else is no claim.
    """

    property: str
    rule: str
    subject_role: str
    object_role: str
    modifiers: tuple[str, ...] = ()
    wished: bool = False
    subject_type: str | None = None
    object_type: str | None = None


@dataclass(frozen=True, slots=True)
class CueTable:
    """Entries by (predicate, kind), and the templates that gave none."""

    entries: Mapping[tuple[str, Kind], tuple[Entry, ...]]
    failed: tuple[tuple[str, str], ...] = ()


def form_of(template: str, property_name: str, ontology: Ontology) -> Form:
    """Return the form of an expanded template: a slot takes the class it asks for, else its property's.

    >>> from kg.schema import load_ontology
    >>> form_of("{S:Country} meets {O:Person}.", "meets", load_ontology())
    Form(text='{S:Country} meets {O:Person}.', subject_types=('Country',), object_types=('Person',))
    """
    prop, asked = ontology.properties[property_name], _asked(template)
    return Form(
        text=template,
        subject_types=(asked["S"],) if "S" in asked else tuple(sorted(prop.domain)),
        object_types=(asked["O"],) if "O" in asked else tuple(sorted(prop.range)),
    )


def forms(ontology: Ontology) -> list[Form]:
    """Return every form of an ontology's templates once, sorted."""
    return sorted(
        {
            form_of(expanded, relation.property, ontology)
            for relation in ontology.relations.values()
            for _, expanded in relation.says
        }
    )


def compile_forms(wanted: Iterable[Form], lexicon: Lexicon, parser: Parser) -> dict[Form, tuple[Key, ...]]:
    """Return the keys, sorted, that at least two of three fillings of each form give; () where none does.

    A third filling is parsed only where the first two disagree: it cannot change what they agree on. A template
    of the kind "{S} sponsors {O}" is read with an adverb before its verb; where that gives nothing, as it stands,
    and only as a verb.
    """
    ordered = sorted(set(wanted))
    compiled = _agreed({form: form._replace(text=_VERB.sub(rf"\g<0>{_ADVERB} ", form.text)) for form in ordered},
                       lexicon, parser)  # fmt: skip
    for form, keys in compiled.items():
        if _VERB.match(form.text):
            bare = {key._replace(modifiers=tuple(m for m in key.modifiers if m != _ADVERB)) for key in keys}
            compiled[form] = tuple(sorted(bare))
    spoilt = {form: form for form, keys in compiled.items() if not keys and _VERB.match(form.text)}
    for form, keys in _agreed(spoilt, lexicon, parser).items():
        compiled[form] = tuple(key for key in keys if key.kind == "verb")
    return compiled


def build_table(ontology: Ontology, compiled: Mapping[Form, Sequence[Key]]) -> CueTable:
    """Return the table of an ontology all of whose forms are compiled; entries in the templates' order."""
    entries: dict[tuple[str, Kind], dict[Entry, None]] = defaultdict(dict)
    failed: dict[tuple[str, str], None] = {}
    for relation in sorted(ontology.relations.values(), key=lambda r: r.property):
        for written, expanded in relation.says:
            keys, asked = compiled[form_of(expanded, relation.property, ontology)], _asked(expanded)
            if not keys:
                failed.setdefault((relation.property, expanded))
            for key in keys:
                entry = Entry(property=relation.property, rule=written, subject_role=key.subject_role,
                              object_role=key.object_role, modifiers=key.modifiers, wished=key.wished,
                              subject_type=asked.get("S"), object_type=asked.get("O"))  # fmt: skip
                entries[key.predicate, key.kind].setdefault(entry)
    return CueTable(entries={key: tuple(rows) for key, rows in sorted(entries.items())}, failed=tuple(failed))


def _asked(template: str) -> dict[str, str]:
    """Return the class that a slot asks for itself: "{O:Country}"."""
    return dict(SLOT_CLASS.findall(template))


def _agreed(texts: Mapping[Form, Form], lexicon: Lexicon, parser: Parser) -> dict[Form, tuple[Key, ...]]:
    """Return for each form the keys that enough fillings of the form it is read as give."""
    votes: dict[Form, Counter[Key]] = {form: Counter() for form in texts}

    def vote(voting: Iterable[Form], numbers: range) -> None:
        fillings = {form: [_filled(texts[form], n, lexicon) for n in numbers] for form in voting}
        keys = _read({filling for row in fillings.values() for filling in row}, lexicon, parser)
        for form, row in fillings.items():
            votes[form].update(key for filling in row for key in keys[filling])

    vote(texts, range(_MIN_AGREEING))
    vote([form for form, counted in votes.items() if 1 in counted.values()], range(_MIN_AGREEING, _N_FILLERS))
    return {form: tuple(sorted(k for k, n in counted.items() if n >= _MIN_AGREEING)) for form, counted in votes.items()}


def _read(fillings: Iterable[Filling], lexicon: Lexicon, parser: Parser) -> dict[Filling, frozenset[Key]]:
    ordered = sorted(fillings)
    docs = parser([filling.text for filling in ordered])
    return {filling: frozenset(_keys(doc, filling.slots, lexicon)) for filling, doc in zip(ordered, docs, strict=True)}


def _filled(form: Form, n: int, lexicon: Lexicon) -> Filling:
    """Return the n-th filling of a form's slots."""
    chosen = {"S": _filler(form.subject_types, n, lexicon, 0), "O": _filler(form.object_types, n, lexicon, 1)}
    text, slots, position = "", [], 0
    for match in _SLOT.finditer(form.text):
        text += form.text[position : match.start()]
        name, type_ = chosen[match[1]]
        bare = name.removeprefix("the ")
        text += name[: len(name) - len(bare)]
        slots.append(Slot(len(text), len(text) + len(bare), match[1], type_))
        text += bare
        position = match.end()
    text += form.text[position:]
    return Filling(_as_sentence(text), tuple(slots))


def _filler(types: Sequence[str], n: int, lexicon: Lexicon, offset: int) -> tuple[str, str]:
    """Return the n-th filler for a slot that admits several types; the two slots never get one name."""
    type_ = types[n % len(types)]
    names = sorted(lexicon.of(f"fillers.{type_}")) or ["smith", "jones", "brown"]
    name = names[(n + offset) % len(names)]
    words = name.split()
    article = "the " if words[0] == "the" else ""
    return article + " ".join(w.capitalize() if not w.endswith("phone") else w for w in words[bool(article) :]), type_


def _as_sentence(text: str) -> str:
    return text[0].upper() + text[1:] if text.endswith((".", "!", "?")) else text[0].upper() + text[1:] + "."


def _keys(doc: Doc, slots: Sequence[Slot], lexicon: Lexicon) -> Iterator[Key]:
    mentions = [
        Mention(id=slot.id, document_id="", span=Span(start=slot.start, end=slot.end),
                text=doc.text[slot.start : slot.end], kind="name", type=slot.type, score=1.0, annotator="template")
        for slot in slots
    ]  # fmt: skip
    owning = {slot.id for slot in slots if doc.text.startswith("'s ", slot.end)}
    for tree in build_trees(doc, mentions):
        facts = normalise(tree, lexicon)
        for fact in _content_facts(facts, tree, lexicon):
            placed = {n.mention.id: role for role, nodes in fact.roles.items() for n in nodes if n.mention is not None}
            # "after X Probe's takeoff": where the parser loses the owner, the template still says that it is one.
            placed |= {id_: POSSESSOR for id_, role in placed.items() if role == MODIFIER and id_ in owning}
            if set(placed) == {"S", "O"}:
                modifiers = tuple(sorted(m for m in fact.modifiers if m not in lexicon.past_modifiers))
                yield Key(fact.predicate, fact.kind, placed["S"], placed["O"], modifiers, "wished" in fact.flags)


def _content_facts(facts: list[Fact], tree: Tree, lexicon: Lexicon) -> list[Fact]:
    """Return the facts that may carry a template's meaning: content words before light verbs and names."""
    light = lexicon.of("status.light_verbs") | lexicon.of("status.becoming_verbs")
    both = [f for f in facts if {"S", "O"} <= {n.mention.id for ns in f.roles.values() for n in ns if n.mention}]
    nouns = [f for f in both if f.kind == "noun"]
    if nouns:
        return nouns
    verbs = [f for f in both if f.kind == "verb"]
    becoming = lexicon.of("status.becoming_verbs")
    # "be_visiting" says more than "be".
    content = [f for f in verbs if f.predicate not in light and (f.node.lemma not in becoming or "_" in f.predicate)]
    if content:
        # The innermost verb says what happens: "plans to buy" is about buying.
        return content[-1:]
    if verbs:
        has_content_noun = any(n.pos == "NOUN" and not n.is_name for n in tree.nodes)
        return [] if has_content_noun else verbs
    plain = [f for f in both if f.predicate == NAME_PREDICATE]
    # A noun that no fact speaks of was read into a name: the key would be about the two names alone.
    others = [
        n
        for n in tree.nodes
        if not n.is_name and (n.pos in ("NOUN", "PROPN", "ADJ", "X") or (n.pos == "VERB" and n.dep != "ROOT"))
    ]
    return [] if others else plain
