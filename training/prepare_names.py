"""Write the names of the written and annotated texts as lessons for the encoder, and their labels into `meta.json`.

Usage: python training/prepare_names.py --gold FOLDER --vocabulary FILE --out training/build

The texts are those of `names.py`. A tenth of the newspapers' sentences is left out, as from the relations' lessons.
"""

from __future__ import annotations

import argparse
import json
import zlib
from pathlib import Path
from typing import Any

from names import Labelled, Marks, as_doc, from_articles, from_sentences

from kg.annotate.name_network import MAX_PIECES, shape_of
from kg.annotate.parse import load_model
from kg.encoder.wordpiece import WordPiece

CLASSES = (
    "Person", "Organization", "Country", "Place", "Facility", "Spacecraft", "Product", "Mission", "Event", "Agreement",
    "Work",
)  # fmt: skip
#: No name, and for each class the beginning of a name and a further word of it.
LABELS = ["O", *(f"{part}-{kind}" for kind in CLASSES for part in "BI")]
#: What no loss is taken of.
_IGNORED = -100


def lesson(name: str, words: list[str], spans: list[tuple[int, int, str]], wordpiece: WordPiece) -> dict[str, Any]:
    """Return a text as pieces, how their words are written, and the label of each word's first piece."""
    labels = [0] * len(words)
    for start, end, kind in spans:
        labels[start:end] = [LABELS.index("I-" + kind)] * (end - start)
        labels[start] = LABELS.index("B-" + kind)
    pieces, shapes, wanted = [wordpiece.id_of("[CLS]")], [0], [_IGNORED]
    for i, (word, label) in enumerate(zip(words, labels, strict=True)):
        own = wordpiece.pieces(word) or (wordpiece.id_of("[UNK]"),)
        if len(pieces) + len(own) > MAX_PIECES:
            break
        pieces += own
        shapes += [shape_of(word, first=i == 0)] * len(own)
        wanted += [label] + [_IGNORED] * (len(own) - 1)
    return {
        "set": name, "pieces": [*pieces, wordpiece.id_of("[SEP]")], "shapes": [*shapes, 0],
        "labels": [*wanted, _IGNORED],
    }  # fmt: skip


def is_held_back(document: str) -> bool:
    """Say whether a document is in the tenth of the newspapers' sentences that nothing is trained on.

    >>> is_held_back("sport-01.json")
    False
    """
    name = document.removesuffix(".json")
    return name.startswith("fewrel-val-nyt") and zlib.crc32(name.encode()) % 10 == 3


def main() -> None:
    """Write the lessons."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--vocabulary", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "build")
    arguments = parser.parse_args()
    marks, base, wordpiece = Marks(), load_model("md"), WordPiece.read(arguments.vocabulary)
    texts: list[tuple[str, Labelled]] = [("labelled", labelled) for labelled in from_sentences(marks)]
    texts += [(kind, labelled) for name, kind, labelled in from_articles(arguments.gold, marks)
              if not is_held_back(name)]  # fmt: skip
    with (arguments.out / "names.lessons").open("w", encoding="utf-8") as file:
        for kind, labelled in texts:
            doc = as_doc(base, labelled)
            spans = [(e.start, e.end, e.label_) for e in doc.ents]
            file.write(json.dumps(lesson(kind, [token.text for token in doc], spans, wordpiece)) + "\n")
    meta = json.loads((arguments.out / "meta.json").read_text(encoding="utf-8"))
    (arguments.out / "meta.json").write_text(json.dumps(meta | {"labels": LABELS}), encoding="utf-8")


if __name__ == "__main__":
    main()
