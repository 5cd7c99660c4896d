"""Measures pronouns and noun phrases against coreference gold in CoNLL columns (OntoGUM).

Run: ``python -m tests.benchmark.coreference FOLDER [--errors]``. A link counts as right where the gold chain of
its last word is also the gold chain of a name in the chain it was linked to. Recall counts the gold words of that
sort (third person singular pronouns) whose chain holds a name that was found.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

from kg.annotate import Annotator
from kg.model import AnnotatedDocument, Document, Mention, Source
from kg.schema import load_ontology, ontology_directory

THIRD_PERSON = frozenset({"he", "him", "his", "she", "her", "it", "its"})
_GLUED = re.compile(r"^(?:[,.;:!?)\]%]|'s|n't|'re|'ve|'ll|'d|'m|')$")


class Gold:
    """One document's text with the gold chains as (start, end, chain) in code points."""

    def __init__(self, path: Path) -> None:
        text = ""
        self.spans: list[tuple[int, int, str]] = []
        waiting: list[tuple[str, int]] = []
        for line in path.read_text(encoding="utf-8").splitlines():
            cells = line.split("\t")
            if len(cells) < 3:
                continue
            word, marks = cells[1], cells[-1]
            if text and not _GLUED.match(word) and text[-1] not in "([":
                text += " "
            start = len(text)
            text += word
            for opening in re.findall(r"\((\d+)", marks):
                waiting.append((opening, start))
            for closing in re.findall(r"(\d+)\)", marks):
                k = max(k for k, (chain, _) in enumerate(waiting) if chain == closing)
                self.spans.append((waiting.pop(k)[1], len(text), closing))
        self.name, self.text = path.stem, text

    def chain_of(self, mention: Mention) -> str | None:
        """Return the chain of the smallest gold span around a mention's last code point that the mention fits."""
        around = [s for s in self.spans if s[0] <= mention.span.end - 1 < s[1] and s[1] >= mention.span.end]
        return min(around, key=lambda s: s[1] - s[0])[2] if around else None

    def words(self, wanted: frozenset[str]) -> list[tuple[int, int, str]]:
        """Return the gold spans of one word that is among the wanted ones."""
        return [s for s in self.spans if self.text[s[0] : s[1]].lower() in wanted]


def measure(annotated: AnnotatedDocument, gold: Gold, errors: list[str]) -> Counter[str]:
    """Return how many links of each kind are right, and how many there are and should be."""
    counts: Counter[str] = Counter()
    by_id = {mention.id: mention for mention in annotated.mentions}
    named: set[str] = set()
    linked: set[tuple[int, int]] = set()
    for chain in annotated.chains:
        own = [by_id[id_] for id_ in chain.mentions]
        truth = {gold.chain_of(m) for m in own if m.kind == "name"} - {None}
        named |= {t for t in truth if t}
        for mention in own:
            if mention.kind not in ("pronoun", "nominal"):
                continue
            kind = mention.kind if mention.kind == "nominal" else mention.text.lower()
            counts[f"{kind} linked"] += 1
            if gold.chain_of(mention) in truth:
                counts[f"{kind} right"] += 1
                linked.add((mention.span.start, mention.span.end))
            else:
                around = gold.text[max(0, mention.span.start - 160) : mention.span.end]
                errors.append(f"{gold.name}: ...{around}[= {by_id[chain.representative].text}]")
    for start, end, chain_id in gold.words(THIRD_PERSON):
        counts["gold"] += chain_id in named
        counts["found"] += chain_id in named and (start, end) in linked
    return counts


def main(folder: Path, show_errors: bool) -> None:
    """Print the table for all files of a folder."""
    annotator = Annotator(load_ontology(ontology_directory()))
    golds = [Gold(path) for path in sorted(folder.glob("*.conll"))]
    documents = [Document(id=g.name, name=g.name, text=g.text, source=Source(uri=g.name)) for g in golds]
    total: Counter[str] = Counter()
    errors: list[str] = []
    for annotated, gold in zip(annotator.pipe(documents), golds, strict=True):
        total += measure(annotated, gold, errors)
    for kind in sorted({key.rpartition(" ")[0] for key in total if key.endswith(" linked")}):
        right, links = total[f"{kind} right"], total[f"{kind} linked"]
        print(f"{kind:10} {right:5}/{links:<5} {right / links:.2f}")
    third = [kind for kind in THIRD_PERSON if total[f"{kind} linked"]]
    right, links = sum(total[f"{k} right"] for k in third), sum(total[f"{k} linked"] for k in third)
    print(f"third person: precision {right / max(1, links):.3f} ({right}/{links}), "
          f"recall {total['found'] / max(1, total['gold']):.3f} ({total['found']}/{total['gold']})")  # fmt: skip
    if show_errors:
        print("\n".join(errors))


if __name__ == "__main__":
    main(Path(sys.argv[1]), "--errors" in sys.argv)
