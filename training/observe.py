"""Write down what cues and network say of annotated articles, with what is right, for `calibrate.py`.

Usage: python training/observe.py --gold train.json --articles FOLDER --weights FOLDER --out FILE [--gold-names]

With `--gold-names` gold entities take the place of the found ones. A line is a relation between two entities of an
article: {"document", "relation", "cue": the best cue's score or null, "network": the network's probability, "right"}.
Optional gold relations are left out. `--fold` looks only at the articles of one fold of `fit.py`, so that a network
is never asked about articles that it was trained on.
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections import defaultdict
from pathlib import Path

from kg.annotate import AnnotateSettings, Annotator
from kg.evaluate import read_gold
from kg.extract.lexicon import Lexicon
from kg.extract.relation_model.extractor import RelationModel
from kg.extract.relation_model.scorer import PairScorer
from kg.model import AnnotatedDocument, RelationMention
from kg.pipeline.oracle import gold_entities
from kg.pipeline.registry import load_plugin
from kg.pipeline.run import build_records
from kg.pipeline.settings import BuildSettings
from kg.schema import load_ontology

#: Readings below are never claims, whatever the calibration.
LEAST = 0.05


def main() -> None:
    """Read the articles, write the observations."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--articles", required=True)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--fold", type=int)
    parser.add_argument("--gold-names", action="store_true", help="names of the gold instead of those that are found")
    arguments = parser.parse_args()
    ontology = load_ontology()
    gold = read_gold(arguments.gold)
    change = gold_entities(gold)
    documents = {d.id: d for d in gold.documents}
    model = RelationModel(ontology=ontology, lexicon=Lexicon(ontology.words), scorer=PairScorer.read(arguments.weights))
    parser_of_templates = Annotator(ontology, AnnotateSettings(voters=("md",)))
    cues = load_plugin("kg.extractors", "cues")(ontology, parser_of_templates)
    rows: list[dict[str, object]] = []

    def ordered(left: str, relation: str, right: str) -> tuple[str, str, str]:
        if ontology.properties[relation].symmetric:
            left, right = sorted((left, right))
        return left, relation, right

    def observe(annotated: AnnotatedDocument) -> AnnotatedDocument:
        name = Path(annotated.document.name).name
        fold = zlib.crc32(name.encode()) % 5
        if name not in documents or (arguments.fold is not None and fold != arguments.fold):
            return annotated
        annotated = change(annotated) if arguments.gold_names else annotated
        document = documents[name]
        entity_of = {form: entity.id for entity in reversed(document.entities) for form in entity.names}
        texts = {m.id: m.text for m in annotated.mentions}
        entity = {
            chain.id: next((entity_of[texts[m]] for m in chain.mentions if texts[m] in entity_of), chain.id)
            for chain in annotated.chains
        }
        network: dict[tuple[str, str, str], float] = defaultdict(float)
        cue: dict[tuple[str, str, str], float] = {}
        relations = (m for m in cues(annotated, ()) if isinstance(m, RelationMention))
        found = [m for m in relations if m.polarity == "positive" and m.predicate in ontology.properties]
        for weighed in model.weighed(annotated, found):
            said = [(m.subject, m.predicate, m.object, p or 0.0) for m, p in weighed.found]
            said += [(r.left, r.predicate, r.right, r.score) for r in weighed.readings]
            for left, relation, right, probability in said:
                key = ordered(entity[left], relation, entity[right])
                network[key] = max(network[key], probability)
        for mention in found:
            key = ordered(entity[mention.subject], mention.predicate, entity[mention.object])
            cue[key] = max(cue.get(key, 0.0), mention.score)
        core, optional = set(), set()
        for relation in document.relations:
            key = ordered(relation.subject, relation.predicate, relation.object)
            (optional if relation.optional else core).add(key)
        for key in sorted({*cue, *(k for k, p in network.items() if p >= LEAST)}):
            if key in optional and key not in core:
                continue
            said = {"cue": cue.get(key), "network": round(network.get(key, 0.0), 4), "right": key in core}
            subject, relation, object_ = key
            rows.append({"document": name, "fold": fold, "relation": relation, "ends": [subject, object_], **said})
        return annotated

    voters = ("md",) if arguments.gold_names else ("md", "encoder")
    build_records([arguments.articles], BuildSettings(voters=voters, extractors=()), change=observe)
    arguments.out.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    print(len(rows), "relations,", sum(bool(row["right"]) for row in rows), "right")


if __name__ == "__main__":
    main()
