"""The entities of a text with what it says about each, and where they are mentioned."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from kg.annotate.token_table import TokenTable
from kg.model import CoreferenceChain, Mention

Words = Mapping[str, frozenset[str]]
Gender = Literal["male", "female"] | None

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
#: Nouns of a state, though a place may be one by its class.
STATES = frozenset({"country", "nation"})
#: Links by which a word only modifies a noun: "NASA" of "NASA chief".
MODIFIERS = frozenset({"compound", "amod", "nmod", "npadvmod", "nummod", "quantmod"})


@dataclass(slots=True, kw_only=True, eq=False)
class Referent:
    """An entity while its mentions are collected.

    ``chain`` is None for one without a name. ``names`` holds the lower-case words of its names, ``heads``
    those that a name ends with, or has before "of"; ``said`` what
    descriptions say about it: (the noun's lemma, all words of the noun phrase, the token).
    """

    chain: str | None
    type: str | None
    names: frozenset[str] = frozenset()
    heads: frozenset[str] = frozenset()
    gender: Gender = None
    plural: bool = False
    said: list[tuple[str, frozenset[str], int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Occurrence:
    """One place where a referent is mentioned: half-open token range, the token that heads it."""

    referent: Referent
    start: int
    end: int
    head: int
    kind: str = "name"


class Scene:
    """The referents of one document, and their occurrences sentence by sentence, in text order."""

    def __init__(
        self,
        table: TokenTable,
        mentions: Sequence[Mention],
        chains: Sequence[CoreferenceChain],
        words: Words,
    ) -> None:
        self.table = table
        self.words = words
        self.referents: dict[str, Referent] = {}
        self.by_sentence: list[list[Occurrence]] = [[] for _ in table.sentences]
        self.at: dict[int, Occurrence] = {}  # token -> the occurrence that covers it
        self._bare: dict[int, list[Occurrence]] = {}
        self._classes: dict[str, frozenset[str]] = {}
        by_id = {mention.id: mention for mention in mentions}
        for chain in chains:
            own = [by_id[id_] for id_ in chain.mentions]
            names = [m for m in own if m.kind == "name"]
            self.referents[chain.id] = Referent(
                chain=chain.id,
                type=chain.type,
                names=frozenset(w for m in names for w in _words(m.text)),
                heads=frozenset(w for m in names for w in _heads(_words(m.text))),
            )
            for mention in own:
                found = table.tokens_of(mention.span.start, mention.span.end)
                if found is not None:
                    self.add(Occurrence(
                        referent=self.referents[chain.id], start=found[0], end=found[1],
                        head=table.head_of(*found), kind=mention.kind,
                    ))  # fmt: skip
        for row in self.by_sentence:
            row.sort(key=lambda o: (o.start, o.end))
        for occurrence in [o for row in self.by_sentence for o in row if o.kind == "name"]:
            self._learn(occurrence)

    def of(self, name: str) -> frozenset[str]:
        """Return a word list of the ontology; one that is not there is empty."""
        return self.words.get(name, frozenset())

    def add(self, occurrence: Occurrence) -> None:
        """Put an occurrence in its sentence (the caller keeps the order) and over its tokens."""
        self.by_sentence[self.table.sentence[occurrence.start]].append(occurrence)
        if occurrence.kind in ("name", "demonym"):
            for i in range(occurrence.start, occurrence.end):
                self.at[i] = occurrence
        else:
            self.at[occurrence.head] = occurrence

    def place(self, occurrence: Occurrence) -> None:
        """Add an occurrence, keeping the sentence in text order."""
        self.add(occurrence)
        self.by_sentence[self.table.sentence[occurrence.start]].sort(key=lambda o: (o.start, o.end))

    def is_modifier(self, occurrence: Occurrence) -> bool:
        """Say whether a mention only modifies a noun ("NASA" in "NASA chief"), so that no pronoun means it."""
        head = occurrence.head
        return self.table.dep[head] in MODIFIERS and not occurrence.start <= self.table.head[head] < occurrence.end

    def role(self, i: int) -> str:
        """Return the dependency label that counts for a token: that of what it is in apposition to, or joined to."""
        dep = self.table.dep
        for _ in range(10):
            if dep[i] not in ("appos", "conj") or self.table.head[i] == i:
                break
            i = self.table.head[i]
        return dep[i]

    def bare_nouns(self, sentence: int) -> list[Occurrence]:
        """Return the noun phrases of a sentence that name nobody: they compete with the names for pronouns."""
        known = self._bare.get(sentence)
        if known is None:
            known = self._bare[sentence] = list(self._bare_nouns(sentence))
        return [o for o in known if o.head not in self.at]

    def _bare_nouns(self, sentence: int) -> Iterator[Occurrence]:
        table, people = self.table, self.of("roles.people")
        for i in range(*table.sentences[sentence]):
            if table.pos[i] != "NOUN" or i in self.at or table.dep[i] in MODIFIERS or table.dep[i] in ("attr", "oprd"):
                continue
            if self.described(i) is not None:
                continue
            person = table.lemma[i] in people
            yield Occurrence(
                referent=Referent(
                    chain=None,
                    type="Person" if person else "Thing",
                    plural=table.tag[i] == "NNS",
                    gender=self.gender_of_noun(table.lemma[i]),
                ),
                start=i,
                end=i + 1,
                head=i,
                kind="bare",
            )

    def described(self, i: int) -> Referent | None:
        """Return the named referent that a noun stands beside: in apposition, or as its class noun."""
        table = self.table
        for k in table.children[i]:
            if table.dep[k] in ("appos", "compound", "nmod") and k in self.at:
                other = self.at[k]
                if other.kind == "name" and (table.dep[k] == "appos" or self._same_class(i, other)):
                    return other.referent
        if table.dep[i] == "appos" and table.head[i] in self.at:
            return self.at[table.head[i]].referent
        return None

    def _same_class(self, noun: int, other: Occurrence) -> bool:
        """Say whether "the Dragon spacecraft" is the Dragon: the noun's class is the name's, and no owner's mark."""
        return other.referent.type in self.classes(self.table.lemma[noun]) and other.referent.type != "Person"

    def classes(self, noun: str) -> frozenset[str]:
        """Return the classes of entity that a common noun can stand for."""
        known = self._classes.get(noun)
        if known is None:
            known = self._classes[noun] = frozenset(
                type_ for name, types in NOUN_CLASSES.items() if noun in self.of(name) for type_ in types
            )
        return known

    def gender_of_noun(self, lemma: str) -> Gender:
        """Return a person noun's sex, or None."""
        if lemma in self.of("coreference.male_nouns"):
            return "male"
        return "female" if lemma in self.of("coreference.female_nouns") else None

    def _learn(self, occurrence: Occurrence) -> None:
        """Take in what stands beside a name: titles before it, appositions, and what it is said to be."""
        table, referent, head = self.table, occurrence.referent, occurrence.head
        if referent.type == "Person":
            self._learn_gender(occurrence)
        phrases = [k for k in table.children[head] if table.dep[k] == "appos" and table.pos[k] in ("NOUN", "PROPN")]
        if table.dep[head] == "appos" and table.pos[table.head[head]] in ("NOUN", "PROPN"):
            phrases.append(table.head[head])
        if table.dep[head] in SUBJECTS and table.lemma[table.head[head]] in ("be", "become"):
            phrases += [k for k in table.kids(table.head[head], "attr") if table.pos[k] == "NOUN"]
        for noun in phrases:
            if noun not in self.at:
                self._describe(
                    referent, noun, [j for j in table.subtree(noun) if not occurrence.start <= j < occurrence.end]
                )
        title = []
        i = occurrence.start - 1
        while i >= 0 and table.sentence[i] == table.sentence[head] and table.pos[i] in ("NOUN", "PROPN", "ADJ"):
            title.append(i)
            i -= 1
        if title and table.pos[title[0]] in ("NOUN", "PROPN") and title[0] not in self.at:
            self._describe(referent, title[0], title)
        after = occurrence.end
        modifies = after < len(table) and table.pos[after] == "NOUN" and table.dep[head] in MODIFIERS
        if modifies and self._same_class(after, occurrence):
            self._describe(referent, after, [after])

    def _describe(self, referent: Referent, noun: int, tokens: Sequence[int]) -> None:
        table = self.table
        if table.tag[noun] not in ("NN", "NNP"):
            return
        words = frozenset(table.lower[j] for j in tokens if table.pos[j] in ("NOUN", "PROPN", "ADJ"))
        referent.said.append((table.lemma[noun].lower(), words | {table.lemma[noun].lower()}, noun))
        if referent.type == "Person" and referent.gender is None:
            referent.gender = self.gender_of_noun(table.lemma[noun])

    def _learn_gender(self, occurrence: Occurrence) -> None:
        table, referent = self.table, occurrence.referent
        before = table.lower[occurrence.start - 1].rstrip(".") if occurrence.start else ""
        first = table.lower[occurrence.start]
        for title, name, gender in (
            ("names.male_titles", "coreference.male_names", "male"),
            ("names.female_titles", "coreference.female_names", "female"),
        ):
            if before in self.of(title) or first.rstrip(".") in self.of(title):
                referent.gender = gender  # type: ignore[assignment]
                return
            if referent.gender is None and first in self.of(name):
                referent.gender = gender  # type: ignore[assignment]


def _words(name: str) -> list[str]:
    return name.lower().replace("-", " ").split()


def _heads(words: list[str]) -> Iterator[str]:
    """Yield a name's last word, or the one before a number, and the one before "of".

    >>> list(_heads(["bank", "of", "england"])), list(_heads(["crew", "11"]))
    (['england', 'bank'], ['crew'])
    """
    yield words[-2] if len(words) > 1 and words[-1].isdigit() else words[-1]
    yield from (word for word, following in pairwise(words) if following in ("of", "for"))


#: Which list of class nouns stands for which class of entity.
NOUN_CLASSES: Mapping[str, tuple[str, ...]] = {
    "roles.people": ("Person",),
    "roles.groups": ("Organization",),
    "roles.places": ("Place", "Country"),
    "roles.facilities": ("Facility",),
    "roles.spacecraft": ("Spacecraft",),
    "roles.vehicles_and_products": ("Product", "Spacecraft"),
    "roles.missions": ("Mission",),
    "roles.events": ("Event",),
    "roles.agreements": ("Agreement",),
    "roles.works": ("Work",),
}
