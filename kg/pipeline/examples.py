"""The ontology's examples, run: each sentence must give exactly the claims that its file says."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.errors import InputError
from kg.model import AnnotatedDocument, RelationMention
from kg.pipeline.extractors import extractors_of
from kg.schema.ontology import Example, ExampleClaim, Ontology

_DEFAULT_STATUS = "occurred"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleResult:
    """One example with the claims that are missing and those that should not be there, as written lines."""

    property_name: str
    path: str
    example: Example
    missing: tuple[str, ...]
    unexpected: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Say whether the sentence gave exactly what its file says."""
        return not self.missing and not self.unexpected

    def as_text(self) -> str:
        """Return the sentence with what is wrong about it, a line each."""
        lines = [f"{self.path}: {self.example.text}"]
        lines += [f"    missing     {line}" for line in self.missing]
        lines += [f"    unexpected  {line}" for line in self.unexpected]
        return "".join(line + "\n" for line in lines)


def check_names(ontology: Ontology, names: Sequence[str]) -> tuple[str, ...]:
    """Return the names of relations, a prefix and a file's ending taken off.

    Raises:
        InputError: a name is no relation with templates; the message offers the nearest.
    """
    plain = tuple(name.removeprefix("kg:").removesuffix(".toml") for name in names)
    for name in plain:
        if name not in ontology.relations:
            near = difflib.get_close_matches(name, list(ontology.relations), n=1)
            raise InputError(
                f"no relation {name!r}",
                cause="relations/ has no file for it",
                remedy=f"did you mean {near[0]!r}?" if near else f"choose one of {', '.join(ontology.relations)}",
            )
    return plain


def run_examples(
    ontology: Ontology, voters: Sequence[str] = ("md",), *, properties: Sequence[str] = ()
) -> Iterator[ExampleResult]:
    """Run the examples of the named relations (none named: all), in order of property and file.

    They test the templates, parsed by the first of ``voters``; the trained network takes no part. The marked names are
    the only names; a name without a type may be of any class.
    """
    from kg.annotate import AnnotateSettings, Annotator

    annotator = Annotator(ontology, AnnotateSettings(voters=tuple(voters[:1])))
    extractors = extractors_of(ontology, ("cues",), annotator)
    jobs = [
        (relation.property, relation.path, example)
        for name, relation in sorted(ontology.relations.items())
        if not properties or name in properties
        for example in relation.examples
    ]
    parses = annotator.parse(example.text for _, _, example in jobs)
    for (property_name, path, example), parse in zip(jobs, parses, strict=True):
        annotated = annotator.mark(example, parse)
        found = [
            item
            for extract in extractors
            for item in extract(annotated, ())
            if isinstance(item, RelationMention) and item.predicate == property_name and item.polarity == "positive"
        ]
        symmetric = ontology.properties[property_name].symmetric
        yield _compare(property_name, path, example, found, annotated, symmetric)


def _compare(
    property_name: str,
    path: str,
    example: Example,
    found: Sequence[RelationMention],
    annotated: AnnotatedDocument,
    symmetric: bool,
) -> ExampleResult:
    text_of = {m.id: m.text for m in annotated.mentions}
    name = {chain.id: text_of[chain.representative] for chain in annotated.chains}
    wanted = {_key(c.subject, c.object, _status(c), symmetric): c for c in example.claims}
    given = {_key(name[r.subject], name[r.object], r.status, symmetric): r for r in found}
    missing = [_line(c.subject, property_name, c.object, _status(c)) for k, c in wanted.items() if k not in given]
    unexpected = [
        _line(name[r.subject], property_name, name[r.object], r.status) for k, r in given.items() if k not in wanted
    ]
    for key, claim in wanted.items():
        titles = [q.removeprefix("title=") for q in claim.qualifiers if q.startswith("title=")]
        if key in given and titles and given[key].title != titles[0]:
            missing.append(_line(claim.subject, property_name, claim.object, f"title={titles[0]}"))
    return ExampleResult(
        property_name=property_name, path=path, example=example, missing=tuple(missing), unexpected=tuple(unexpected)
    )


def _key(left: str, right: str, status: str, symmetric: bool) -> tuple[str, str, str]:
    return (min(left, right), max(left, right), status) if symmetric else (left, right, status)


def _status(claim: ExampleClaim) -> str:
    return next((q for q in claim.qualifiers if q in ("planned", "possible", "past", "acting")), _DEFAULT_STATUS)


def _line(left: str, property_name: str, right: str, status: str) -> str:
    return f"{left} {property_name} {right}" + (f" | {status}" if status != _DEFAULT_STATUS else "")
