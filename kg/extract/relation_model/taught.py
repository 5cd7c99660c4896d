"""What the examples of an ontology teach the network: the relations that it was not trained on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kg.extract.relation_model.few_shot import LEAST_EXAMPLES, Background, ShownPairs, learn
from kg.extract.relation_model.reading import read_passages
from kg.extract.relation_model.scorer import FOLDER, PairScorer
from kg.model import AnnotatedDocument
from kg.schema.ontology import Example, Ontology

if TYPE_CHECKING:
    from kg.extract import TemplateParser

#: Ordinary pairs of names, written by `training/background.py`.
BACKGROUND = FOLDER / "background.npz"


def taught(
    scorer: PairScorer, ontology: Ontology, parser: TemplateParser, *, background: Path = BACKGROUND
) -> PairScorer:
    """Return the scorer with every relation of an ontology that it was not trained on and that has enough examples.

    It is enough where `LEAST_EXAMPLES` examples have a claim; the scorer is returned as it is where none has.
    """
    shown = {}
    for name, relation in sorted(ontology.relations.items()):
        if name in ontology.properties and teaches(scorer, name, relation.examples):
            pairs = _together(shown_pairs(scorer, ontology, name, relation.examples, parser))
            if any(pairs.holds):
                shown[name] = pairs
    return scorer.taught(learn(shown, Background.read(background), ontology.admits)) if shown else scorer


def teaches(scorer: PairScorer, name: str, examples: Sequence[Example]) -> bool:
    """Say whether examples teach the network a relation: it does not know it, and they are enough."""
    return name not in scorer.trained and sum(bool(example.pairs()) for example in examples) >= LEAST_EXAMPLES


def right_and_wrong(
    scorer: PairScorer, ontology: Ontology, name: str, examples: Sequence[Example], parser: TemplateParser,
    folds: Iterable[Sequence[int]], *, background: Path = BACKGROUND,
) -> tuple[int, int]:  # fmt: skip
    """Return how many claims the network finds rightly and wrongly in examples that it was not taught.

    Each of ``folds`` are the numbers of examples that are held out in turn.
    """
    rows, rest = shown_pairs(scorer, ontology, name, examples, parser), Background.read(background)
    symmetric = ontology.properties[name].symmetric
    right, wrong = set[tuple[int, tuple[str, ...]]](), set[tuple[int, tuple[str, ...]]]()
    for fold in folds:
        pairs = _together([row for number, row in enumerate(rows) if number not in fold])
        few_shot = learn({name: pairs}, rest, ontology.admits)
        for number in fold:
            likely = few_shot.probabilities(rows[number].vectors)[:, 0].tolist()
            speaks = scorer.taught(few_shot).calibration.speaks
            for probability, holds, names in zip(likely, rows[number].holds, rows[number].names, strict=True):
                if speaks(name, probability):
                    (right if holds else wrong).add((number, tuple(sorted(names)) if symmetric else names))
    return len(right), len(wrong)


def shown_pairs(
    scorer: PairScorer, ontology: Ontology, name: str, examples: Sequence[Example], parser: TemplateParser
) -> list[ShownPairs]:
    """Return for each example its pairs of names that a relation's domain and range admit."""
    symmetric = ontology.properties[name].symmetric
    windows, types, pairs, named, holds = [], [], [], [], []
    for example, annotated in zip(examples, _marked(examples, parser), strict=True):
        claims = example.pairs()
        claims |= {(right, left) for left, right in claims} if symmetric else set()
        chain_of = {mention: chain for chain in annotated.chains for mention in chain.mentions}
        text_of = {mention.id: mention.text for mention in annotated.mentions}
        passage = next(read_passages(annotated, chain_of, scorer.wordpiece))
        chains = [chain_of[mention.id] for mention in passage.mentions]
        names = [text_of[chain.representative] for chain in chains]
        seen = [i for i, opening in enumerate(passage.window.openings) if opening is not None]
        together = [
            (i, j)
            for i in seen
            for j in seen
            if chains[i].id != chains[j].id and passage.places[i] == passage.places[j]
            if ontology.admits(name, chains[i].type, chains[j].type)
        ]
        windows.append(passage.window)
        types.append([chain.type for chain in chains])
        pairs.append(together)
        named.append(tuple((names[i], names[j]) for i, j in together))
        holds.append(tuple(pair in claims for pair in named[-1]))
    vectors = scorer.vectors(windows, types, pairs)
    return [ShownPairs(vectors=v, names=n, holds=h) for v, n, h in zip(vectors, named, holds, strict=True)]


def _marked(examples: Sequence[Example], parser: TemplateParser) -> list[AnnotatedDocument]:
    """Return examples as annotated documents whose names are the marked ones."""
    parses = parser.parse(example.text for example in examples)
    return [parser.mark(example, parse) for example, parse in zip(examples, parses, strict=True)]


def _together(rows: Sequence[ShownPairs]) -> ShownPairs:
    import numpy

    return ShownPairs(
        vectors=numpy.concatenate([row.vectors for row in rows]),
        names=tuple(names for row in rows for names in row.names),
        holds=tuple(holds for row in rows for holds in row.holds),
    )
