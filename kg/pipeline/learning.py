"""From a file of marked sentences to a relation's file: what ``kg learn`` does."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import InputError, OntologyError, OutputError
from kg.pipeline.relation_file import property_turtle, relation_toml
from kg.pipeline.settings import BuildSettings
from kg.schema import (
    Example,
    ExampleClaim,
    Ontology,
    Property,
    Relation,
    forget_ontologies,
    load_ontology,
    ontology_directory,
)
from kg.schema.relations import read_example, read_marked, read_toml

if TYPE_CHECKING:
    from kg.annotate import Annotator
    from kg.extract.learn import Figures, Learned, Pair

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*")
_NUMBERED = re.compile(r"(\d+)\s+(\S+)\s+(\d+)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnedRelation:
    """A relation learned: its property (declared before, or induced), examples, templates, and the files' texts.

    ``new_classes`` are marked in the examples and declared nowhere; ``turtle`` declares them and the property, and is
    "" where nothing is missing. ``network`` is how the network does on examples held out, taught by the others; None
    where it knows the relation already or there are too few.
    """

    relation: Property
    examples: tuple[Example, ...]
    learned: Learned
    network: Figures | None
    new_classes: tuple[str, ...]
    turtle: str
    toml: str

    @property
    def uncovered(self) -> tuple[str, ...]:
        """The sentences with a claim that no template finds, in the file's order."""
        return tuple(self.examples[number].text for number in self.learned.uncovered)


def learn_relation(name: str, examples: Path | None, settings: BuildSettings) -> LearnedRelation:
    """Learn the templates of a relation from a file of examples; None: from those of the ontology's own file for it.

    A property that the ontology lacks gets the classes of the marked names as domain and range.

    Raises:
        InputError: the name is no word, the file cannot be read, no example has a claim, or the names of a new
            property are marked without classes.
    """
    from kg.annotate import AnnotateSettings, Annotator
    from kg.extract.learn import learner_of
    from kg.extract.learn.ontology import read_examples as read_sentences

    name = name.removeprefix("kg:").removesuffix(".toml")
    if not _NAME.fullmatch(name):
        raise InputError(f"{name!r} is no name for a relation", remedy="use one word, such as mentors")
    ontology = load_ontology(settings.ontology)
    rows = own_examples(ontology, name) if examples is None else read_examples(examples, name, ontology)
    if not any(example.claims for example in rows):
        raise InputError(
            f"no example says that {name} holds",
            cause=f"{len(rows)} examples, each without a claim of {name}",
            remedy=f"give some with claims, such as 'Ann {name} Bob'",
        )
    known = ontology.properties.get(name)
    prop = known or induced_property(name, rows, ontology)
    new_classes = tuple(sorted((prop.domain | prop.range) - ontology.classes.keys()))
    relation = replace(
        ontology.relations.get(name) or Relation(property=name, path=f"relations/{name}.toml", says=()),
        says=(),
        examples=rows,
    )
    extended = replace(
        ontology,
        properties={**ontology.properties, name: prop},
        relations={**ontology.relations, name: relation},
    )
    annotator = Annotator(extended, AnnotateSettings(voters=settings.voters[:1]))
    sentences = read_sentences(extended, relation, annotator)
    learned = learner_of(extended, annotator, but=name).learn(name, sentences)
    network = _network_figures(extended, name, rows, [sentence.claims for sentence in sentences], annotator)
    relation = replace(relation, by_example=network is not None)
    return LearnedRelation(
        relation=prop,
        examples=tuple(rows),
        learned=learned,
        network=network,
        new_classes=new_classes,
        turtle="" if known and not new_classes else property_turtle(prop, new_classes, ontology, declared=bool(known)),
        toml=relation_toml(relation, learned, ontology),
    )


def _network_figures(
    ontology: Ontology, name: str, rows: Sequence[Example], claims: Sequence[frozenset[Pair]], annotator: Annotator
) -> Figures | None:
    """Return how well the network, taught by the other examples, reads those held out; None where it cannot be."""
    from kg.extract.learn import Figures, folds
    from kg.extract.relation_model.scorer import PairScorer
    from kg.extract.relation_model.taught import right_and_wrong, teaches

    scorer = PairScorer.read()
    if not teaches(scorer, name, rows):
        return None
    right, wrong = right_and_wrong(scorer, ontology, name, rows, annotator, folds(claims))
    return Figures(right=right, wrong=wrong, missed=max(sum(map(len, claims)) - right, 0))


def write_relation(found: LearnedRelation, out: Path, *, declare: Path | None, force: bool) -> list[Path]:
    """Write the relation's file and, with ``declare``, the Turtle file of what is new; return the paths.

    A file that has templates already is somebody's work, and is overwritten with ``force`` only.

    Raises:
        OutputError: a file is there already, or cannot be written.
    """
    from kg.extract.compiled import write_whole

    if out.is_file() and not force and _has_templates(out):
        raise OutputError(
            f"{out} has templates already",
            cause="they may have been written by hand",
            remedy="name another file with --out, or overwrite it with --force",
        )
    written = [(out, found.toml)]
    if declare is not None and found.turtle:
        written.append((declare, found.turtle))
    try:
        for path, text in written:
            write_whole(path, text)
    except OSError as error:
        raise OutputError(
            f"cannot write {error.filename or out}", cause=error.strerror or str(error), remedy="name another file"
        ) from error
    forget_ontologies()
    return [path for path, _ in written]


def is_shipped(ontology: Path | None) -> bool:
    """Say whether an option names the ontology that is shipped with kg."""
    return ontology is None or ontology.resolve() == ontology_directory().resolve()


def own_examples(ontology: Ontology, name: str) -> Sequence[Example]:
    """Return the examples that the ontology has for a relation.

    Raises:
        InputError: it has none.
    """
    relation = ontology.relations.get(name)
    if relation is None or not relation.examples:
        raise InputError(f"the ontology has no examples of {name}", remedy="name a file of them with --examples")
    return tuple(relation.examples)


def read_examples(path: Path, name: str, ontology: Ontology) -> tuple[Example, ...]:
    """Read marked sentences from TOML (``[[example]]``), JSON lines, or lines that begin with + or -.

    Claims of other relations are left out: what they say is a counter-example for this one.

    Raises:
        InputError: the file cannot be read, or a line of it.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot read '{path}'", cause=str(error), remedy="name a UTF-8 file of examples") from error
    names = frozenset((*ontology.properties, name))
    try:
        if path.suffix.lower() == ".toml":
            rows = [read_example(row, str(path), name, names) for row in read_toml(text, path=str(path))["example"]]
        elif path.suffix.lower() in (".jsonl", ".ndjson"):
            rows = [read_example(row, str(path), name, names) for row in _json_rows(text, path)]
        else:
            rows = list(_signed_lines(text, path))
    except OntologyError as error:
        raise InputError(error.what, cause=error.cause, remedy=error.remedy) from error
    except KeyError as error:
        raise InputError(f"'{path}' has no [[example]]", remedy="write [[example]] with text and claims") from error
    return tuple(replace(row, claims=tuple(c for c in row.claims if c.predicate == name)) for row in rows)


def induced_property(name: str, examples: Sequence[Example], ontology: Ontology) -> Property:
    """Return a property whose domain and range are the classes of the names that its claims connect.

    A class under another of them adds nothing and is left out.

    Raises:
        InputError: an end is never marked with a class.
    """
    ends: dict[str, set[str]] = {"domain": set(), "range": set()}
    for example in examples:
        type_of = {entity.text: entity.type for entity in example.entities}
        for claim in example.claims:
            for side, text in (("domain", claim.subject), ("range", claim.object)):
                if (type_ := type_of.get(text)) is not None:
                    ends[side].add(type_)
    for side, types in ends.items():
        if not types:
            raise InputError(
                f"nothing says what the {side} of the new relation {name} is",
                cause="no name at that end is marked with a class",
                remedy="mark names as [Ann Lee|Person], or declare the property in a .ttl file",
            )
    domain, range_ = (
        frozenset(t for t in types if not any(o != t and ontology.is_a(t, o) for o in types)) for types in ends.values()
    )
    words = " ".join(part.lower() for part in re.findall(r"[A-Z]?[a-z0-9]+|[A-Z]+", name))
    return Property(
        name=name, iri=ontology.base + name, label=words, definition="Learned from examples.",
        domain=domain, range=range_,
    )  # fmt: skip


def _json_rows(text: str, path: Path) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            try:
                row = json.loads(line)
            except ValueError as error:
                raise InputError(
                    f"{path}, line {number}: not JSON", cause=str(error), remedy="mend the line"
                ) from error
            if not isinstance(row, dict):
                raise InputError(f"{path}, line {number}: no object", remedy='write {"text": "...", "claims": [...]}')
            yield row


def _signed_lines(text: str, path: Path) -> Iterator[Example]:
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        sentence, arrow, claimed = line[2:].partition("=>")
        if line[:2] not in ("+ ", "- ") or (line[0] == "+" and not arrow):
            raise InputError(
                f"{path}, line {number}: neither + nor -",
                cause="a line is '+ sentence => 1 name 2' or '- sentence'",
                remedy="mend the line, or give the examples as TOML or JSON lines",
            )
        plain, entities = read_marked(sentence.strip(), path=f"{path}, line {number}")
        claims = []
        for part in filter(None, (part.strip() for part in claimed.split(";"))):
            match = _NUMBERED.fullmatch(part)
            if part == "none":
                continue
            if match is None or not all(0 < int(match[k]) <= len(entities) for k in (1, 3)):
                raise InputError(
                    f"{path}, line {number}: {part!r} is no claim",
                    cause=f"the sentence marks {len(entities)} names",
                    remedy="write it as '1 name 2' with the names' numbers in the sentence",
                )
            subject, object_ = (entities[int(match[k]) - 1].text for k in (1, 3))
            claims.append(ExampleClaim(subject=subject, predicate=match[2].removeprefix("kg:"), object=object_))
        yield Example(text=plain, entities=entities, claims=tuple(claims))


def _has_templates(path: Path) -> bool:
    try:
        return bool(read_toml(path.read_text(encoding="utf-8"), path=str(path)).get("says"))
    except (OSError, UnicodeDecodeError, OntologyError):
        return True  # whatever it is, it is not ours
