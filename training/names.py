"""Train the name finder: spaCy's network for names, started from that of "md", with the classes of the ontology.

Usage: python training/names.py --gold FOLDER --out FOLDER [--hold articles]

Trained on the names marked in `sentences/` and on the annotated articles that `annotated.py` wrote to FOLDER. Pronouns,
noun phrases, titles before a name and adjectives of countries are marked there too and are no names here.
`--hold articles` leaves out the public articles, `--hold sentences` the public sentences, `--hold written` the articles
written for this purpose: what is found in them then tells how the name finder does on news of other sorts.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import spacy
from check_sentences import FOLDER, read_sentences
from spacy.tokens import Doc, Span
from spacy.training import Example
from spacy.util import fix_random_seed, minibatch

from kg.annotate.gazetteer import read_entries
from kg.annotate.lexicon import Lexicon
from kg.annotate.name_finder import NETWORK, empty_finder
from kg.annotate.parse import load_model
from kg.schema import load_ontology, resource

SEED = 20251
#: How the names of the documents of each set begin; all others were written for this purpose.
SETS = {"articles": ("meantime", "re3d", "gum"), "sentences": ("fewrel", "typere", "redocred", "knowledgenet")}
#: How often a document of a set is read for each time that a written one is.
TIMES = {"articles": 3, "sentences": 2, "written": 1}
Labelled = tuple[str, list[tuple[int, int, str]]]


class Marks:
    """Says which marked stretches are names, and where they begin."""

    def __init__(self) -> None:
        ontology = load_ontology()
        lexicon = Lexicon.of(ontology.words)
        self._titles = {word.casefold() for word in lexicon["honorifics"] | lexicon["titles"]}
        entries = read_entries(resource(ontology, "gazetteers"))
        self._demonyms = {entry.name.casefold() for entry in entries if entry.kind == "demonym"}

    def name(self, text: str, start: int, end: int) -> tuple[int, int] | None:
        """Return the part of a marked stretch that is a name, None where there is none."""
        while True:
            words = text[start:end].split(" ")
            if words[0].casefold() == "the" or (len(words) > 1 and words[0].casefold().rstrip(".") in self._titles):
                if len(words) == 1:
                    return None
                start += len(words[0]) + 1
                continue
            break
        words = text[start:end].split(" ")
        if not any(any(letter.isupper() for letter in word) for word in words) or not words[-1]:
            return None
        if (len(words) == 1 and words[0].casefold() in PRONOUNS) or text[start:end].casefold() in self._demonyms:
            return None
        if words[0][:1].islower() and sum(word[:1].isupper() for word in words) == 0 and len(words) > 1:
            return None
        return start, end


PRONOUNS = frozenset(
    [
        "he",
        "she",
        "it",
        "they",
        "we",
        "i",
        "his",
        "her",
        "its",
        "their",
        "our",
        "my",
        "him",
        "them",
        "who",
        "us",
        "me",
        "you",
    ]
)


def from_sentences(marks: Marks) -> Iterator[Labelled]:
    """Yield the labelled sentences with their names."""
    for path in sorted(FOLDER.glob("*.txt")):
        for sentence in read_sentences(path):
            spans = []
            for start, end, kind in sentence.names:
                found = marks.name(sentence.text, start, end)
                if found is not None and not sentence.text[found[0]].islower():
                    spans.append((*found, kind))
            yield sentence.text, spans


def from_articles(folder: Path, marks: Marks) -> Iterator[tuple[str, str, Labelled]]:
    """Yield an article's name, its set, and each of its paragraphs with all places of its names, longer ones first."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    for document in gold["documents"]:
        article = json.loads((folder / "articles" / document["id"]).read_text(encoding="utf-8"))
        kinds = {form: e["type"] for e in document["entities"] for form in (e["name"], *e["aliases"])}
        kind = set_of(document["id"])
        for text in (article["title"], *article["text"].split("\n\n")):
            taken: list[tuple[int, int, str]] = []
            for form in sorted(kinds, key=lambda form: (-len(form), form)):
                for match in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", text):
                    found = marks.name(text, *match.span())
                    if found is not None and all(found[1] <= a or b <= found[0] for a, b, _ in taken):
                        taken.append((*found, kinds[form]))
            if text.strip():
                yield document["id"], kind, (text, taken)


def set_of(name: str) -> str:
    """Return the set that a document is of.

    >>> set_of("gum-news-GUM-news-clock"), set_of("sport-01")
    ('articles', 'written')
    """
    return next((kind for kind, starts in SETS.items() if name.startswith(starts)), "written")


def as_doc(nlp: Any, labelled: Labelled) -> Doc:
    """Return a text with its names as entities; a name that cuts a token is left out."""
    text, spans = labelled
    doc: Doc = nlp.make_doc(text)
    found: list[Span] = []
    for start, end, kind in spans:
        span = doc.char_span(start, end, label=kind)
        if span is not None and span.text.strip() and not span.text[-1].isspace() and not span.text[0].isspace():
            found.append(span)
    doc.set_ents(spacy.util.filter_spans(found))
    return doc


def bare(doc: Doc) -> Doc:
    """Return the words of a text without its names."""
    return Doc(doc.vocab, words=[t.text for t in doc], spaces=[bool(t.whitespace_) for t in doc])


def main() -> None:
    """Train, say what is found in what was held back, and write the network."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, nargs="*", default=[])
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--hold", choices=("articles", "sentences", "written"))
    parser.add_argument("--epochs", type=int, default=5)
    arguments = parser.parse_args()
    fix_random_seed(SEED)
    generator = random.Random(SEED)
    marks = Marks()
    base = load_model("md")
    finder = empty_finder(base.vocab)
    articles = [row for folder in arguments.gold for row in from_articles(folder, marks)]
    sentences = list(from_sentences(marks))
    kept = [as_doc(base, s) for s in sentences]
    # Real articles are fewer and nearer to what is read.
    kept += [as_doc(base, labelled) for _, kind, labelled in articles if kind != arguments.hold
             for _ in range(TIMES[kind])]  # fmt: skip
    held = [as_doc(base, labelled) for _, kind, labelled in articles if kind == arguments.hold]
    examples = [
        Example(Doc(base.vocab, words=[t.text for t in d], spaces=[bool(t.whitespace_) for t in d]), d) for d in kept
    ]
    print(len(sentences), "sentences,", len(kept), "texts,", sum(len(d) for d in kept), "words,",
          sum(len(d.ents) for d in kept), "names; held", len(held))  # fmt: skip
    finder.initialize(lambda: examples)
    start_from(finder.model, base.get_pipe("ner").model)
    optimiser = finder.create_optimizer()
    optimiser.learn_rate = 0.001
    started = time.time()
    for epoch in range(arguments.epochs):
        generator.shuffle(examples)
        losses: dict[str, float] = {}
        for batch in minibatch(examples, size=24):
            finder.update(batch, drop=0.2, sgd=optimiser, losses=losses)
        optimiser.learn_rate = 0.001 * (1 - (epoch + 1) / arguments.epochs) + 0.0001
        print(
            f"epoch {epoch + 1} loss {losses[finder.name]:.0f} {time.time() - started:.0f}s",
            figures(finder, held),
            flush=True,
        )
    arguments.out.mkdir(parents=True, exist_ok=True)
    (arguments.out / NETWORK).write_bytes(finder.to_bytes(exclude=["vocab"]))


def start_from(network: Any, trained: Any) -> None:
    """Copy the layers that turn words into vectors from a trained network of the same build."""
    for new, old in zip(network.get_ref("tok2vec").walk(), trained.get_ref("tok2vec").walk(), strict=True):
        for name in old.param_names:
            if old.has_param(name):
                new.set_param(name, old.get_param(name).copy())


def figures(finder: Any, held: list[Doc]) -> str:
    """Return precision, recall and F1 of the names (class included), and of their places alone."""
    if not held:
        return ""
    found = list(finder.pipe(bare(d) for d in held))
    said = []
    for key in (lambda s: (s.start, s.end, s.label_), lambda s: (s.start, s.end)):
        right = sum(len({key(s) for s in a.ents} & {key(s) for s in b.ents}) for a, b in zip(found, held, strict=True))
        p, r = right / max(sum(len(d.ents) for d in found), 1), right / max(sum(len(d.ents) for d in held), 1)
        said.append(f"P {p:.3f} R {r:.3f} F {2 * p * r / max(p + r, 1e-9):.3f}")
    return "; places ".join(said)


if __name__ == "__main__":
    main()
