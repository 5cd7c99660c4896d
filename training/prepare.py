"""Turn all labelled data into numbers for the trainer: word pieces, marks, pairs and what is known about them.

Usage: python training/prepare.py --bench BENCH --gold GOLD --articles FOLDER --vocabulary vocab.txt

BENCH/re_train holds the public sets, GOLD the reference articles, FOLDER the articles that `annotated.py` wrote.
Written: `meta.json` (relations, classes) and
`examples.jsonl`, a stretch of text a line: {"source", "group", "pieces", "pairs": [[subject opening, object opening,
relations that hold, relations of which one holds, relations that do not hold, layout], ...]}. What stands in none of
the three lists is not known and is not trained on. `group` keeps together what must not be split by a fold.
"""

from __future__ import annotations

import argparse
import csv
import itertools
import json
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import spacy
from check_sentences import FOLDER
from check_sentences import read_sentences as read_labelled
from names import set_of

from kg.encoder.wordpiece import WordPiece
from kg.evaluate import GoldDocument, read_gold
from kg.extract.relation_model.reading import read_passages
from kg.extract.relation_model.window import (
    LAYOUT_SIZES,
    MARKED_TYPES,
    MarkedMention,
    Window,
    encode,
    marked,
    pair_layout,
)
from kg.model import AnnotatedDocument
from kg.pipeline.oracle import gold_entities
from kg.pipeline.run import build_records
from kg.pipeline.settings import BuildSettings
from kg.schema import load_ontology

MAP = Path(__file__).parent / "relation_map.toml"
#: A relation of which at most this share of subjects has several objects in a sentence counts as having one.
MAX_SEVERAL = 0.06
#: FewRel has 700 sentences for a few family relations; more than this many of each add time and nothing else.
FEWREL_A_RELATION = 200


@dataclass(slots=True)
class Known:
    """What is known about one ordered pair: relations that hold, sets of which one holds, those that do not."""

    holds: set[str] = field(default_factory=set)
    one_of: set[str] = field(default_factory=set)
    unknown: set[str] = field(default_factory=set)


@dataclass(slots=True, kw_only=True)
class Example:
    """A window with its classes and what is known about its pairs; other pairs have none of `covered`.

    `entities` and `places`, where not None, say of each mention whom it means and in which sentence it stands: no
    pair is of one entity or of two sentences.
    """

    source: str
    group: str
    window: Window
    types: Sequence[str | None]
    pairs: Mapping[tuple[int, int], Known]
    covered: frozenset[str]
    entities: Sequence[object] | None = None
    places: Sequence[int] | None = None


class Writer:
    """Gives each example its line."""

    def __init__(self) -> None:
        self.ontology = load_ontology()
        self.relations = sorted(self.ontology.relations)
        self._number = {name: i for i, name in enumerate(self.relations)}

    def line(self, example: Example) -> dict[str, Any] | None:
        """Return the JSON of an example, None where it has no pair to learn from."""
        rows = []
        openings = example.window.openings
        for left, right in itertools.permutations(range(len(openings)), 2):
            if openings[left] is None or openings[right] is None:
                continue
            if example.entities is not None and example.entities[left] == example.entities[right]:
                continue
            if example.places is not None and example.places[left] != example.places[right]:
                continue
            known = example.pairs.get((left, right), Known())
            types = example.types[left] or None, example.types[right] or None
            admitted = {name for name in self.relations if self.ontology.admits(name, *types)}
            holds, one_of = known.holds & admitted, known.one_of & admitted
            if len(one_of) == 1 and not holds:
                holds, one_of = one_of, set()
            lacks = (admitted & example.covered) - holds - one_of - known.unknown
            if holds or one_of or lacks:
                layout = pair_layout(openings, example.types, left, right)
                known_of = [self._numbers(names) for names in (holds, one_of, lacks)]
                rows.append([openings[left], openings[right], *known_of, layout])
        if not rows:
            return None
        return {"source": example.source, "group": example.group, "pieces": list(example.window.pieces), "pairs": rows}

    def _numbers(self, names: Iterable[str]) -> list[int]:
        return sorted(self._number[name] for name in names)


class PublicSets:
    """The sentence-level sets, each sentence with all the pairs that the set gives for it."""

    def __init__(self, folder: Path, wordpiece: WordPiece) -> None:
        self._folder, self._wordpiece = folder, wordpiece
        self._map = tomllib.loads(MAP.read_text(encoding="utf-8"))
        self._ontology = load_ontology()
        self._nlp = spacy.blank("en")
        gazetteer = Path(self._ontology.directory) / "gazetteers" / "countries.csv"
        with gazetteer.open(encoding="utf-8", newline="") as file:
            self._countries = {cell.strip().casefold() for row in csv.reader(file) for cell in "|".join(row).split("|")}

    def examples(self) -> Iterator[Example]:
        """Yield the sentences of every set."""
        rows = (self._row("knowledgenet", r, f"kn{r['fold']}") for r in self._read("knowledgenet.jsonl"))
        yield from self._grouped("knowledgenet", rows)
        for name, file in (("redocred", "redocred_dev_sentlevel"), ("typere", "typere_dev")):
            rows = (self._row(name, r, "") for r in self._read(f"{file}.jsonl") if r["rel"] != "NA")
            yield from self._grouped(name, rows)
        for file in ("fewrel_val_nyt", "fewrel_val_wiki"):
            rows, taken = [], Counter()
            for row in self._read(f"{file}.jsonl"):
                taken[row["rel"]] += 1
                if taken[row["rel"]] <= FEWREL_A_RELATION:
                    rows.append(self._row("fewrel", row, ""))
            yield from self._grouped("fewrel", rows)

    def _read(self, name: str) -> list[dict[str, Any]]:
        return [json.loads(line) for line in (self._folder / name).read_text(encoding="utf-8").splitlines()]

    def _row(self, name: str, row: dict[str, Any], group: str) -> dict[str, Any] | None:
        """Return a row with its text, the spans and classes of the two ends, and our relations."""
        mapped = self._map[name].get(row["rel"])
        if mapped is None:
            return None
        if "tokens" in row:
            ends = list(itertools.accumulate(len(t) + 1 for t in row["tokens"]))
            starts = [0, *ends[:-1]]
            text = " ".join(row["tokens"])
            # FewRel lists the words of an end, the others give its first word and the word after it.
            words = [(e[0], e[-1] + 1 if name == "fewrel" else e[-1]) for e in (row["h"], row["t"])]
            spans = [(starts[a], ends[b - 1] - 1) for a, b in words]
        else:
            text, spans = row["text"], [tuple(row["h"]), tuple(row["t"])]
        if any(a >= b for a, b in spans) or spans[0] == spans[1]:
            return None
        given = mapped.get("types") or [row.get("htype", ""), row.get("ttype", "")]
        types = [self._class(kind, text[a:b]) for kind, (a, b) in zip(given, spans, strict=True)]
        return {"text": text, "spans": spans, "types": types, "group": group, "relations": mapped["relations"]}

    def _class(self, kind: str, name: str) -> str:
        kind = {"PER": "Person", "ORG": "Organization", "LOC": "Place", "Location": "Place"}.get(kind, kind)
        if kind == "Place" and name.casefold().removeprefix("the ") in self._countries:
            return "Country"
        return kind if kind in MARKED_TYPES else ""

    def _grouped(self, name: str, rows: Iterable[dict[str, Any] | None]) -> Iterator[Example]:
        covered = frozenset(
            relation.lstrip("<") for mapped in self._map[name].values() for relation in mapped["relations"]
        )
        texts: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in rows:
            if row is not None:
                texts[row["text"]].append(row)
        for text, group in texts.items():
            doc = self._nlp.make_doc(text)
            spans = sorted({span for row in group for span in row["spans"]})
            kinds = {span: kind for row in group for span, kind in zip(row["spans"], row["types"], strict=True) if kind}
            names, kept = [], []
            for span in spans:
                found = doc.char_span(*span, alignment_mode="expand")
                if found is not None:
                    kept.append(span)
                    names.append(MarkedMention(start=found.start, end=found.end, type=kinds.get(span) or None))
            pairs: dict[tuple[int, int], Known] = defaultdict(Known)
            for row in group:
                if not all(span in kept for span in row["spans"]):
                    continue
                subject, object_ = (kept.index(span) for span in row["spans"])
                several = len(row["relations"]) > 1
                for relation in row["relations"]:
                    plain = relation.lstrip("<")
                    pair = (object_, subject) if relation.startswith("<") else (subject, object_)
                    ways = [pair, pair[::-1]] if self._ontology.properties[plain].symmetric else [pair]
                    for way in ways:
                        (pairs[way].one_of if several else pairs[way].holds).add(plain)
            for known in pairs.values():
                if known.holds & known.one_of:
                    known.unknown |= known.one_of - known.holds
                    known.one_of = set()
            window = encode([marked([token.text for token in doc], names, self._wordpiece)], self._wordpiece)
            yield Example(source=name, group=group[0]["group"], window=window, types=[m.type for m in names],
                          pairs=pairs, covered=covered)  # fmt: skip


def labelled_examples(wordpiece: WordPiece) -> Iterator[Example]:
    """Yield the sentences written for this purpose; all 50 relations are known for all their pairs."""
    ontology, nlp = load_ontology(), spacy.blank("en")
    everything = frozenset(ontology.relations)
    for path in sorted(FOLDER.glob("*.txt")):
        for number, sentence in enumerate(read_labelled(path)):
            doc = nlp.make_doc(sentence.text)
            names = []
            for start, end, kind in sentence.names:
                found = doc.char_span(start, end, alignment_mode="expand")
                assert found is not None, (path, sentence.text)
                names.append(MarkedMention(start=found.start, end=found.end, type=kind))
            pairs: dict[tuple[int, int], Known] = defaultdict(Known)
            for subject, relation, object_ in sentence.claims:
                pairs[subject, object_].holds.add(relation)
                if ontology.properties[relation].symmetric:
                    pairs[object_, subject].holds.add(relation)
            yield Example(
                source="written",
                group=f"{path.stem}:{number % 10}",
                window=encode([marked([token.text for token in doc], names, wordpiece)], wordpiece),
                types=[m.type for m in names],
                pairs=pairs,
                covered=everything,
            )


def single_relations() -> list[str]:
    """Return the relations of which a subject nearly always has one object in a written sentence."""
    subjects: Counter[str] = Counter()
    several: Counter[str] = Counter()
    for path in sorted(FOLDER.glob("*.txt")):
        for sentence in read_labelled(path):
            objects = Counter((subject, relation) for subject, relation, _ in sentence.claims)
            for (_, relation), n_objects in objects.items():
                subjects[relation] += 1
                several[relation] += n_objects > 1
    return sorted(name for name in subjects if several[name] <= MAX_SEVERAL * subjects[name])


def gold_examples(
    source: str, gold_file: Path, articles: Path, wordpiece: WordPiece, *, found_names: bool = False
) -> Iterator[Example]:
    """Yield the passages of annotated articles, with the gold's names or with those that the annotator finds.

    A relation holds for its pair in the sentences that its evidence touches; elsewhere it is not known. What is found
    and means no gold entity has no relation.
    """
    gold = read_gold(gold_file)
    change = gold_entities(gold)
    by_id = {document.id: document for document in gold.documents}
    examples: list[Example] = []

    def keep(annotated: AnnotatedDocument) -> AnnotatedDocument:
        annotated = annotated if found_names else change(annotated)
        document = by_id.get(Path(annotated.document.name).name)
        if document is not None:  # here, since the parse's strings are gone once the build is done
            single = {"articles": "sentences", "found": "found-sentences"} if set_of(document.id) == "sentences" else {}
            examples.extend(_article_examples(annotated, document, single.get(source, source), wordpiece))
        return annotated

    voters = ("md", "news") if found_names else ("md",)
    build_records([str(articles)], BuildSettings(voters=voters, extractors=()), change=keep)
    yield from examples


def _article_examples(
    annotated: AnnotatedDocument, document: GoldDocument, source: str, wordpiece: WordPiece
) -> Iterator[Example]:
    ontology = load_ontology()
    everything = frozenset(ontology.relations)
    entity_of = {name: entity.id for entity in reversed(document.entities) for name in entity.names}
    chain_of = {mention: chain for chain in annotated.chains for mention in chain.mentions}
    texts = {m.id: m.text for m in annotated.mentions}
    entity = {
        chain.id: next((entity_of[texts[m]] for m in chain.mentions if texts[m] in entity_of), chain.id)
        for chain in annotated.chains
    }
    evidence = [(relation, _places(relation.evidence, annotated.document.text)) for relation in document.relations]
    for passage in read_passages(annotated, chain_of, wordpiece):
        ends = [entity[chain_of[m.id].id] for m in passage.mentions]
        stated = [
            any(a < sentence.end and sentence.start < b for a, b in places)
            for _, places in evidence
            for sentence in passage.sentences
        ]
        pairs: dict[tuple[int, int], Known] = defaultdict(Known)
        for number, (relation, _) in enumerate(evidence):
            ways = [(relation.subject, relation.object)]
            if ontology.properties[relation.predicate].symmetric:
                ways.append(ways[0][::-1])
            for left, right in itertools.permutations(range(len(ends)), 2):
                if (ends[left], ends[right]) in ways and passage.places[left] == passage.places[right]:
                    here = stated[number * len(passage.sentences) + passage.places[left]]
                    known = pairs[left, right]
                    (known.holds if here and not relation.optional else known.unknown).add(relation.predicate)
        yield Example(
            source=source,
            group=document.id,
            window=passage.window,
            types=[chain_of[m.id].type for m in passage.mentions],
            pairs=pairs,
            covered=everything,
            entities=ends,
            places=passage.places,
        )


def _places(evidence: str, text: str) -> list[tuple[int, int]]:
    """Return where an evidence stands in a text, its parts apart where it was shortened."""
    parts = [part.strip() for part in re.split(r"\.\.\.|…", evidence) if len(part.strip()) > 8]
    return [(m.start(), m.end()) for part in parts for m in re.finditer(re.escape(part), text)]


def main() -> None:
    """Write `meta.json` and `examples.jsonl`."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", type=Path, required=True)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--articles", type=Path, required=True)
    parser.add_argument("--vocabulary", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "build")
    arguments = parser.parse_args()
    wordpiece = WordPiece.read(arguments.vocabulary)
    writer = Writer()
    annotated, articles = arguments.articles / "gold.json", arguments.articles / "articles"
    arguments.out.mkdir(parents=True, exist_ok=True)
    counts: dict[str, int] = defaultdict(int)
    with (arguments.out / "examples.jsonl").open("w", encoding="utf-8") as file:
        for example in itertools.chain(
            labelled_examples(wordpiece),
            gold_examples("train", arguments.gold / "train.json", arguments.gold / "articles" / "train", wordpiece),
            gold_examples("articles", annotated, articles, wordpiece),
            gold_examples("found", annotated, articles, wordpiece, found_names=True),
            PublicSets(arguments.bench / "re_train", wordpiece).examples(),
        ):
            row = writer.line(example)
            if row is not None:
                file.write(json.dumps(row, separators=(",", ":")) + "\n")
                counts[example.source] += 1
    meta = {
        "relations": writer.relations,
        "symmetric": [writer.ontology.properties[name].symmetric for name in writer.relations],
        "single": single_relations(),
        "layout_sizes": LAYOUT_SIZES,
        "opening_marks": [wordpiece.id_of(f"[unused{1 + i}]") for i in range(len(MARKED_TYPES))],
        "closing_marks": [wordpiece.id_of(f"[unused{21 + i}]") for i in range(len(MARKED_TYPES))],
    }
    (arguments.out / "meta.json").write_text(json.dumps(meta, indent=1) + "\n", encoding="utf-8")
    print(dict(counts))


if __name__ == "__main__":
    main()
