"""Check the labelled sentences: marks, indices, classes, counts, copies.

Usage: python training/check_sentences.py [RELATION ...] [--least 100]

A file of training/sentences/ holds a relation. A line is one labelled sentence:

    + [Ana Ruiz|Person] met [Ola Berg|Person] in [Lima|Place]. => 1 meets 2; 1 visits 3
    - [Ana Ruiz|Person] refused to meet [Ola Berg|Person]. =>

`+`: the file's relation holds between two of the marked names; `-`: it holds between none of them, though the
classes would allow it. Names are numbered from 1 in their order. What follows `=>` is every relation of the ontology
that the sentence states between its marked names, so that every other pair is an example of none.
"""

from __future__ import annotations

import argparse
import itertools
import re
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from kg.schema import load_ontology
from kg.schema.ontology import Ontology

FOLDER = Path(__file__).parent / "sentences"
MARK = re.compile(r"\[([^\[\]|]+)\|([A-Za-z]+)\]")
CLAIM = re.compile(r"(\d+) (\w+) (\d+)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledSentence:
    """A sentence with its marked names and all relations between them.

    `names` are (start, end, class), half-open code-point offsets into `text`, in order; `claims` are (subject,
    relation, object) with positions in `names` from 0.
    """

    text: str
    names: tuple[tuple[int, int, str], ...]
    claims: tuple[tuple[int, str, int], ...]
    positive: bool


def read_line(line: str) -> LabelledSentence:
    """Read one labelled sentence.

    Raises:
        ValueError: no sign, no `=>`, or a claim that is not `NUMBER relation NUMBER` with marked numbers.

    >>> read_line("+ [Ana|Person] met [Ola|Person]. => 1 meets 2").claims
    ((0, 'meets', 1),)
    """
    sign, marked = line[:2], line[2:]
    if sign not in ("+ ", "- ") or "=>" not in marked:
        raise ValueError("a line is '+ sentence => claims' or '- sentence => claims'")
    sentence, claimed = (part.strip() for part in marked.rsplit("=>", 1))
    text, names, last = "", [], 0
    for found in MARK.finditer(sentence):
        text += sentence[last : found.start()]
        names.append((len(text), len(text) + len(found[1]), found[2]))
        text += found[1]
        last = found.end()
    text += sentence[last:]
    if "[" in text or "]" in text or "|" in text:
        raise ValueError("a mark is [name|Class]")
    claims = []
    for part in filter(None, (part.strip() for part in claimed.split(";"))):
        if part == "none":
            continue
        match = CLAIM.match(part)
        if not match:
            raise ValueError(f"{part!r} is not 'NUMBER relation NUMBER'")
        subject, object_ = int(match[1]) - 1, int(match[3]) - 1
        if not (0 <= subject < len(names) and 0 <= object_ < len(names)) or subject == object_:
            raise ValueError(f"{part!r}: the sentence marks {len(names)} names")
        claims.append((subject, match[2], object_))
    return LabelledSentence(text=text, names=tuple(names), claims=tuple(claims), positive=sign == "+ ")


def read_sentences(path: Path) -> list[LabelledSentence]:
    """Read a file of labelled sentences, comments and empty lines left out.

    Raises:
        ValueError: a line cannot be read; the message names it.
    """
    sentences = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.strip() and not line.startswith("#"):
            try:
                sentences.append(read_line(line))
            except ValueError as error:
                raise ValueError(f"{path.name}:{number}: {error}: {line}") from error
    return sentences


def complaints(ontology: Ontology, relation: str, sentence: LabelledSentence) -> list[str]:
    """Return what is wrong with one labelled sentence of a relation's file."""
    wrong = [f"unknown class {kind}" for _, _, kind in sentence.names if kind not in ontology.classes]
    if wrong:
        return wrong
    held = {name for _, name, _ in sentence.claims}
    if sentence.positive and relation not in held:
        wrong.append(f"a + line without {relation}")
    if not sentence.positive and relation in held:
        wrong.append(f"a - line with {relation}")
    for subject, name, object_ in sentence.claims:
        kinds = sentence.names[subject][2], sentence.names[object_][2]
        if name not in ontology.properties:
            wrong.append(f"unknown relation {name}")
        elif not ontology.admits(name, *kinds):
            wrong.append(f"{name} takes no {kinds[0]} -> {kinds[1]}")
    if not sentence.positive and not any(
        ontology.admits(relation, left[2], right[2]) for left, right in itertools.permutations(sentence.names, 2)
    ):
        wrong.append(f"an easy - line: no two of its names could be in {relation}")
    return wrong


def main() -> int:
    """Check the files, print what is wrong and the counts; the exit status is 1 if anything is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("relations", nargs="*")
    parser.add_argument("--least", type=int, default=100, help="sentences of each sign that a relation needs")
    arguments = parser.parse_args()
    ontology = load_ontology()
    failed = False
    seen: Counter[str] = Counter()
    for relation in arguments.relations or sorted(ontology.relations):
        path = FOLDER / f"{relation}.txt"
        sentences = read_sentences(path) if path.exists() else []
        for sentence in sentences:
            seen[sentence.text] += 1
            wrong = complaints(ontology, relation, sentence)
            if seen[sentence.text] == 2:
                wrong.append("written twice")
            for what in wrong:
                failed = True
                print(f"{path.name}: {what}: {sentence.text}")
        n_positive = sum(sentence.positive for sentence in sentences)
        n_negative = len(sentences) - n_positive
        short = min(n_positive, n_negative) < arguments.least
        failed |= short
        print(f"{relation:16} + {n_positive:4}  - {n_negative:4}{'  too few' if short else ''}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
