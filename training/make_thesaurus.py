"""Make ontology/thesaurus/meanings.csv from WordNet's database files and the words of a news corpus.

Usage: python training/make_thesaurus.py DICT NEWS.jsonl.gz [OUT]

DICT is the folder with data.verb, index.noun and so on (Debian's package wordnet-base has it in
/usr/share/wordnet); NEWS has one JSON object a line with the article under "text".
"""

from __future__ import annotations

import csv
import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

OUT = Path(__file__).parents[1] / "ontology" / "thesaurus" / "meanings.csv"
#: Numbers of WordNet's lexicographer files: nouns that are kept, nouns for doing something, nouns for persons.
NOUN_FIELDS = frozenset({4, 10, 11, 14, 18, 21, 24, 26})
ACT_FIELDS = frozenset({4, 10, 11, 12, 21, 22, 24, 26})
PERSON_FIELD = 18
AGENT_ENDINGS = ("er", "or", "ist", "ant", "ent", "ee", "eur", "ian", "man")
#: A word must stand in the news so often, unless SemCor counts it; a verb with its particle once.
LEAST_USES = 3
MAX_NOUN_RANK = 4
VERB = re.compile(r"[a-z][a-z-]*(_[a-z]+)?")
NOUN = re.compile(r"[a-z][a-z-]*")


class Pointer(NamedTuple):
    """A link of a word (0: of the whole meaning) to a word of another meaning."""

    symbol: str
    offset: str
    pos: str
    source: int
    target: int


class Synset(NamedTuple):
    """A meaning: the number of its lexicographer file, its words, its links."""

    field: int
    words: list[str]
    pointers: list[Pointer]


def synsets(path: Path) -> dict[str, Synset]:
    """Read a data file: offset to meaning."""
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("  "):
            continue
        parts = line.split(" | ")[0].split()
        n_words = int(parts[3], 16)
        start = 4 + 2 * n_words
        found[parts[0]] = Synset(
            field=int(parts[1]),
            words=[re.sub(r"\(.*\)", "", word) for word in parts[4:start:2]],
            pointers=[
                Pointer(symbol, offset, pos, int(ends[:2], 16), int(ends[2:], 16))
                for symbol, offset, pos, ends in zip(
                    *(parts[start + 1 + k : start + 1 + 4 * int(parts[start]) : 4] for k in range(4)), strict=True
                )
            ],
        )
    return found


def ranks(path: Path) -> dict[tuple[str, str], int]:
    """Read an index file: (word, offset) to the rank of the meaning among the word's own."""
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("  "):
            parts = line.split()
            for rank, offset in enumerate(parts[-int(parts[2]) :], start=1):
                found[parts[0], offset] = rank
    return found


class Usage:
    """Which words are in use: those that SemCor counts, or that the news has in some form."""

    def __init__(self, folder: Path, news: Path) -> None:
        self._tagged: Counter[tuple[str, str]] = Counter()
        for line in (folder / "cntlist.rev").read_text(encoding="utf-8").splitlines():
            key, _, count = line.split()
            word, rest = key.split("%")
            self._tagged[word, rest[0]] += int(count)
        self._irregular: dict[str, set[str]] = {}
        for line in (folder / "verb.exc").read_text(encoding="utf-8").splitlines():
            form, *bases = line.split()
            for base in bases:
                self._irregular.setdefault(base, set()).add(form)
        self._words: Counter[str] = Counter()
        self._pairs: Counter[tuple[str, str]] = Counter()
        with gzip.open(news, "rt", encoding="utf-8") as lines:
            for line in lines:
                words = re.findall(r"[a-z]+(?:-[a-z]+)*", json.loads(line)["text"].lower())
                self._words.update(words)
                self._pairs.update(pairwise(words))

    def verb(self, word: str) -> bool:
        """Say whether a verb is in use, with its particle if it has one."""
        if self._tagged[word, "2"]:
            return True
        base, _, particle = word.partition("_")
        if particle:
            return any(self._pairs[form, particle] for form in self._forms(base))
        return sum(self._words[form] for form in self._forms(base)) >= LEAST_USES

    def noun(self, word: str) -> bool:
        """Say whether a noun is in use."""
        return bool(self._tagged[word, "1"]) or self._words[word] + self._words[word + "s"] >= LEAST_USES

    def _forms(self, verb: str) -> set[str]:
        forms = {verb + ending for ending in ("", "s", "es", "ed", "d", "ing", verb[-1] + "ed", verb[-1] + "ing")}
        if verb.endswith("e"):
            forms.add(verb[:-1] + "ing")
        if verb.endswith("y"):
            forms |= {verb[:-1] + "ied", verb[:-1] + "ies"}
        return forms | self._irregular.get(verb, set())


def rows(folder: Path, news: Path) -> Iterator[list[str]]:
    """Yield the rows of the file: verbs, then nouns, in the order of WordNet."""
    verbs, nouns = synsets(folder / "data.verb"), synsets(folder / "data.noun")
    verb_rank, noun_rank = ranks(folder / "index.verb"), ranks(folder / "index.noun")
    usage = Usage(folder, news)
    persons = {
        word
        for (word, offset), rank in noun_rank.items()
        if rank == 1 and nouns[offset].field == PERSON_FIELD and word in nouns[offset].words
    }
    kept: dict[tuple[str, str], list[str]] = {}
    for offset, synset in sorted(verbs.items()):
        if words := [w for w in synset.words if VERB.fullmatch(w) and usage.verb(w)]:
            kept["v", offset] = words
    for offset, synset in sorted(nouns.items()):
        words = [w for w in synset.words if NOUN.fullmatch(w) and usage.noun(w)]
        words = [w for w in words if noun_rank[w, offset] <= MAX_NOUN_RANK]
        if synset.field in NOUN_FIELDS and words:
            kept["n", offset] = words
    ids = {key: number for number, key in enumerate(kept, start=1)}
    for (pos, offset), words in kept.items():
        synset, rank = (verbs[offset], verb_rank) if pos == "v" else (nouns[offset], noun_rank)
        agents: set[str] = set()
        acts: set[str] = set()
        opposites: set[str] = set()
        same = verbs if pos == "v" else nouns
        for pointer in synset.pointers:
            if pointer.symbol == "!" and pointer.pos == pos:
                opposites.add(same[pointer.offset].words[max(pointer.target, 1) - 1])
            if pos == "v" and pointer.symbol == "+" and pointer.pos == "n":
                noun = nouns[pointer.offset].words[pointer.target - 1]
                if NOUN.fullmatch(noun) and usage.noun(noun):
                    field = nouns[pointer.offset].field
                    if field == PERSON_FIELD:
                        agents |= {noun} if noun.endswith(AGENT_ENDINGS) or noun in words else set()
                        acts |= set(_acts_of_agent(noun, nouns[pointer.offset], nouns, usage))
                    elif field in ACT_FIELDS:
                        acts.add(noun)
        if pos == "v":
            agents |= persons & set(words)
        yield [
            str(ids[pos, offset]),
            "verb" if pos == "v" else "noun",
            " ".join(f"{word}:{rank[word, offset]}" for word in words),
            " ".join(str(ids[pos, p.offset]) for p in synset.pointers if p.symbol == "@" and (pos, p.offset) in ids),
            " ".join(sorted(agents)),
            " ".join(sorted(acts)),
            " ".join(sorted(word for word in opposites if VERB.fullmatch(word))),
        ]


def _acts_of_agent(agent: str, synset: Synset, nouns: dict[str, Synset], usage: Usage) -> Iterator[str]:
    """Yield nouns made of a noun for a person: "owner" gives "ownership"."""
    for pointer in synset.pointers:
        if pointer.symbol == "+" and pointer.pos == "n" and nouns[pointer.offset].field in ACT_FIELDS:
            noun = nouns[pointer.offset].words[pointer.target - 1]
            if NOUN.fullmatch(noun) and usage.noun(noun) and noun.startswith(agent):
                yield noun


def main() -> None:
    """Write the file."""
    folder, news, *out = map(Path, sys.argv[1:])
    with (out[0] if out else OUT).open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(["id", "kind", "words", "above", "agents", "acts", "opposites"])
        writer.writerows(rows(folder, news))


if __name__ == "__main__":
    main()
