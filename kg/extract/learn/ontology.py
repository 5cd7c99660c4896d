"""The relations of an ontology that only examples describe: their templates are learned before a build."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.extract.compiled import cache_folder, cue_table, fingerprint, write_whole
from kg.extract.learn.learner import Learner
from kg.extract.learn.lending import Lender, words_of_relations
from kg.extract.learn.sentences import Sentence, observed, read_sentence
from kg.extract.learn.thesaurus import PLACE, read_thesaurus
from kg.extract.lexicon import Lexicon
from kg.schema import resource
from kg.schema.ontology import Example, Ontology, Relation

if TYPE_CHECKING:
    from kg.extract import TemplateParser


def with_learned(ontology: Ontology, reader: TemplateParser) -> Ontology:
    """Return the ontology with templates for each relation that has examples and none; unchanged if there is none.

    What is learned is kept in the folder for caches under a hash of the ontology and all that learning depends on.
    """
    bare = {name: ontology.relations[name] for name in ontology.only_shown()}
    if not bare:
        return ontology
    path = cache_folder() / f"learned-{_fingerprint(ontology, reader.name)[:24]}.json"
    templates = _load(path)
    if templates is None or templates.keys() != bare.keys():
        learner, sentences = learner_of(ontology, reader), {}
        for name in bare:
            sentences[name] = read_examples(ontology, bare[name], reader)
        templates = {name: [c.template for c in learner.learn(name, sentences[name]).templates] for name in bare}
        with suppress(OSError):  # the cache is only a convenience; a read-only folder must not stop a build
            write_whole(path, json.dumps(templates, ensure_ascii=False, indent=0, sort_keys=True) + "\n")
    relations = {
        name: replace(relation, says=tuple((t, t) for t in templates[name])) if name in bare else relation
        for name, relation in ontology.relations.items()
    }
    return replace(ontology, relations=relations)


def read_examples(
    ontology: Ontology, relation: Relation, reader: TemplateParser, examples: Sequence[Example] | None = None
) -> list[Sentence]:
    """Return a relation's examples (or the given ones) read as sentences of the relation, in their order."""
    rows = relation.examples if examples is None else examples
    lexicon, symmetric = Lexicon(ontology.words), ontology.properties[relation.property].symmetric
    return [
        read_sentence(example, reader.mark(example, parse), lexicon, symmetric=symmetric)
        for example, parse in zip(rows, reader.parse(example.text for example in rows), strict=True)
    ]


def learner_of(ontology: Ontology, reader: TemplateParser, *, but: str | None = None) -> Learner:
    """Return a learner for an ontology; ``but`` names a relation whose own templates it must not see.

    The words of the other relations, from their templates or else their examples, are no synonyms of a new one.
    """
    lexicon = Lexicon(ontology.words)
    others = {name: relation for name, relation in ontology.relations.items() if name != but}
    table = cue_table(replace(ontology, relations=others), lexicon, reader.parse, reader.name)
    words = words_of_relations(table)
    for name, relation in others.items():
        if name in ontology.properties and name not in words and relation.examples:
            symmetric = ontology.properties[name].symmetric
            words[name] = frozenset(
                (o.key.predicate, o.key.kind)
                for sentence in read_examples(ontology, relation, reader)
                for o in observed(sentence, lexicon, symmetric=symmetric)
                if o.key.kind != "name"
            )
    thesaurus = read_thesaurus(Path(ontology.directory), resource(ontology, PLACE.parent.name).parent)
    lender = Lender(thesaurus, _similarity(reader), {n: w for n, w in sorted(words.items()) if n != but})
    return Learner(ontology, lexicon, reader.parse, lender)


def _similarity(reader: TemplateParser) -> Callable[[str, str], float]:
    """Return the cosine of two words' vectors in the parser's vocabulary; 0 where it has none."""
    vocabulary: Any = next(iter(reader.parse(["a"]))).vocab

    def cosine(left: str, right: str) -> float:
        first, second = vocabulary[left], vocabulary[right]
        return float(first.similarity(second)) if first.has_vector and second.has_vector else 0.0

    return cosine


def _fingerprint(ontology: Ontology, parser_name: str) -> str:
    """Return a SHA-256 of what learning depends on: the ontology, parser, code and thesaurus."""
    digest = hashlib.sha256(fingerprint(Lexicon(ontology.words), parser_name).encode())
    digest.update(ontology.hash.encode())
    here = Path(__file__).parent
    matching = [here.parent / f"{name}.py" for name in ("match", "arguments", "fit", "narrow")]
    for path in (*sorted(here.glob("*.py")), *matching):
        digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    meanings = resource(ontology, PLACE.parent.name) / PLACE.name
    if meanings.is_file():
        digest.update(meanings.read_bytes())
    return digest.hexdigest()


def _load(path: Path) -> Mapping[str, list[str]] | None:
    """Return what was learned before; None where the file is missing or torn."""
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return rows if isinstance(rows, dict) else None
