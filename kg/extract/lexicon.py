"""The word lists that the constructions look at, read from ``ontology/words``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

#: Which list of class nouns (ontology/words/roles.toml) describes which class of entity.
CLASS_NOUNS = {
    "people": ("Person",),
    "groups": ("Organization",),
    "places": ("Place", "Country"),
    "facilities": ("Facility",),
    "spacecraft": ("Spacecraft",),
    "vehicles_and_products": ("Product", "Spacecraft"),
    "missions": ("Mission",),
    "events": ("Event",),
    "agreements": ("Agreement",),
    "works": ("Work",),
}


@dataclass(frozen=True)
class Lexicon:
    """Named lists of lower-case lemmas; particles are joined with ``_`` ("carry_out").

    >>> Lexicon({"roles.people": frozenset({"chief"})}).classes_of("chief")
    frozenset({'Person'})
    >>> Lexicon({}).of("status.light_verbs")
    frozenset()
    """

    words: Mapping[str, frozenset[str]]

    def of(self, name: str) -> frozenset[str]:
        """Return a list by its name; a list that the ontology does not have is empty."""
        return self.words.get(name, frozenset())

    @cached_property
    def _classes(self) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for list_name, types in CLASS_NOUNS.items():
            for noun in self.of(f"roles.{list_name}"):
                found.setdefault(noun, set()).update(types)
        return {noun: frozenset(types) for noun, types in found.items()}

    def classes_of(self, noun: str) -> frozenset[str]:
        """Return the classes of entity that a noun can describe; empty for other nouns."""
        return self._classes.get(noun, frozenset())

    def hypernym(self, noun: str) -> str:
        """Return the plainest noun of a class noun's list: templates for it serve for all nouns that have none.

        >>> Lexicon({"roles.people": frozenset({"ethicist", "person"})}).hypernym("ethicist")
        'person'
        """
        for list_name, plain in (("people", "person"), ("groups", "organization")):
            if noun in self.of(f"roles.{list_name}"):
                return plain
        return noun

    def singular(self, word: str) -> str:
        """Return a class noun for its plural; other words are returned as they are."""
        if word in self._classes:
            return word
        for ending, instead in (("men", "man"), ("ies", "y"), ("es", ""), ("s", "")):
            if word.endswith(ending) and (stem := word[: -len(ending)] + instead) in self._classes:
                return stem
        return word

    @cached_property
    def participles(self) -> dict[str, str]:
        """Return the verbs of participles that taggers take for adjectives: "married" is of "marry"."""
        rows = ((participle, verb) for participle, verb in map(str.split, self.of("constructions.participles")))
        return dict(rows)

    @cached_property
    def credits(self) -> dict[str, str]:
        """Return the verbs of the words that open a film's credits: "screenplay" by somebody is of "write"."""
        rows = ((word, verb) for word, verb in map(str.split, self.of("constructions.credits")))
        return dict(rows)

    @cached_property
    def crime_senses(self) -> dict[str, str]:
        """Return what verbs mean in a sentence about a crime: "beat" is "beat_up"."""
        rows = ((verb, means) for verb, means in map(str.split, self.of("constructions.crime_senses")))
        return dict(rows)

    @cached_property
    def object_senses(self) -> dict[str, tuple[str, frozenset[str]]]:
        """Return what verbs mean with certain objects: "release" is "waive" where a player is released."""
        rows = (row.split() for row in self.of("constructions.object_senses"))
        return {verb: (means, frozenset(objects)) for verb, means, *objects in rows}

    @cached_property
    def notice_senses(self) -> dict[str, str]:
        """Return what the first words of a team's notice mean: "Optioned" is "option"."""
        return dict(map(str.split, self.of("constructions.notice_senses")))

    @cached_property
    def set_phrases(self) -> dict[str, dict[str, frozenset[str]]]:
        """Return the nouns of set phrases by verb and preposition: "take into custody"."""
        found: dict[str, dict[str, frozenset[str]]] = {}
        for row in sorted(self.of("constructions.set_phrases")):
            verb, preposition, *nouns = row.split()
            found.setdefault(verb, {})[preposition] = frozenset(nouns)
        return found

    @cached_property
    def mended_lemmas(self) -> dict[str, str]:
        """Return the lemmas of forms that lemmatisers get wrong: "hopes" is of "hope", not of "hop"."""
        rows = ((form, lemma) for form, lemma in map(str.split, self.of("constructions.mended_lemmas")))
        return dict(rows)

    @cached_property
    def past_modifiers(self) -> frozenset[str]:
        """Modifiers that put a post into the past ("former")."""
        return self.of("roles.former")

    @cached_property
    def acting_modifiers(self) -> frozenset[str]:
        """Modifiers that make a holder provisional ("acting")."""
        return self.of("roles.acting")
