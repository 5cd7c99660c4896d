"""The word lists that canonicalising reads from ``ontology/words/names.toml``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.schema.load import resource
from kg.schema.ontology import Ontology

if TYPE_CHECKING:
    from kg.resolve.geography import Geography
    from kg.resolve.known import KnownThings
    from kg.resolve.posts import Post

_PREFIX = "names."
NO_LETTER_OR_DIGIT = re.compile(r"[\W_]+")


def _groups(lines: Iterable[str], separator: str | None) -> dict[str, frozenset[int]]:
    """Return, for each member, the numbers of the groups that it stands in."""
    groups: dict[str, set[int]] = {}
    for number, line in enumerate(sorted(lines)):
        for member in line.split(separator):
            groups.setdefault(member.strip(), set()).add(number)
    return {member: frozenset(numbers) for member, numbers in groups.items()}


def _fields(lists: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """Return, for each word, the names of the trades ("field_sport") that it belongs to."""
    found: dict[str, set[str]] = {}
    for name, words in lists.items():
        if name.startswith("field_"):
            for word in words:
                found.setdefault(word, set()).add(name)
    return {word: frozenset(names) for word, names in found.items()}


@dataclass(frozen=True, kw_only=True, eq=False)
class NameWords:
    """Lists of lower-case words, and look-ups made from the group lists.

    ``public`` are the lists of public knowledge under their full keys (``known_people.people``,
    ``geography.country_words``), ``gazetteers`` the folder of place names, None: there is none.

    Compared by identity, so that readings of names can be cached a list of words. A list that the
    ontology does not hold is empty: canonicalising then rests on equal forms.
    """

    lists: Mapping[str, frozenset[str]] = field(default_factory=dict)
    given: Mapping[str, frozenset[int]] = field(default_factory=dict)
    known_aliases: Mapping[str, frozenset[int]] = field(default_factory=dict)
    numbers: Mapping[str, str] = field(default_factory=dict)
    generations: Mapping[str, str] = field(default_factory=dict)
    variants: Mapping[str, str] = field(default_factory=dict)
    common: frozenset[str] = frozenset()
    posts: frozenset[str] = frozenset()
    fields: Mapping[str, frozenset[str]] = field(default_factory=dict)
    male: frozenset[str] = frozenset()
    female: frozenset[str] = frozenset()
    public: Mapping[str, frozenset[str]] = field(default_factory=dict)
    gazetteers: Path | None = None
    directory: str = ""

    @cached_property
    def known(self) -> KnownThings:
        """Things of public knowledge, by name."""
        from kg.resolve.known import KnownThings

        return KnownThings.of(self.public)

    @cached_property
    def posts_held(self) -> Mapping[str, tuple[Post, ...]]:
        """Posts and their holders, by the key of the title."""
        from kg.resolve.posts import read_posts

        return read_posts(self.public.get("known_posts.posts", ()))

    @cached_property
    def geography(self) -> Geography:
        """Words that tell countries and sports."""
        from kg.resolve.geography import read_geography

        return read_geography(self.public, self.gazetteers)

    @classmethod
    def of(cls, ontology: Ontology) -> NameWords:
        """Read the lists out of an ontology; the lists of the last few ontologies are kept.

        >>> NameWords.of(Ontology(base="", classes={}, properties={}, relations={}, hash="")).has("titles", "mr")
        False
        """
        kept = _KEPT.get(id(ontology.words))
        if kept is not None and kept[0] is ontology.words and kept[1].directory == ontology.directory:
            return kept[1]
        lists = {key.removeprefix(_PREFIX): values for key, values in ontology.words.items() if key.startswith(_PREFIX)}

        def pairs(key: str) -> dict[str, str]:
            return {word: value for word, _, value in (line.partition(" ") for line in lists.get(key, ()))}

        aliases = (
            "|".join(alias_key(alias) for alias in line.split("|")) for line in lists.get("known_aliases", frozenset())
        )
        made = cls(
            lists=lists,
            given=_groups(lists.get("given_variants", ()), None),
            known_aliases=_groups(aliases, "|"),
            numbers=pairs("number_words"),
            generations=pairs("generations"),
            variants={
                word: line.split()[0] for line in sorted(lists.get("word_variants", ())) for word in line.split()
            },
            common=lists.get("common_nouns", frozenset()) | lists.get("generic_nouns", frozenset()),
            posts=lists.get("titles", frozenset()) | lists.get("roles", frozenset()),
            fields=_fields(lists),
            male=ontology.words.get("coreference.male_names", frozenset()),
            female=ontology.words.get("coreference.female_names", frozenset()),
            public={key: values for key, values in ontology.words.items() if key.startswith(("known_", "geography."))},
            gazetteers=resource(ontology, "gazetteers"),
            directory=ontology.directory,
        )
        while len(_KEPT) >= _KEPT_AT_MOST:
            del _KEPT[next(iter(_KEPT))]
        _KEPT[id(ontology.words)] = (ontology.words, made)
        return made

    def has(self, list_name: str, word: str) -> bool:
        """Say whether a list holds a lower-case word."""
        return word in self.lists.get(list_name, frozenset())

    @cached_property
    def heads(self) -> Mapping[str, str]:
        """Nouns that name a kind of thing, each with the noun that stands for the kind."""
        return {word: line.split()[0] for line in sorted(self.lists.get("head_synonyms", ())) for word in line.split()}

    @cached_property
    def capitals(self) -> Mapping[str, str]:
        """Capitals that stand for their countries' governments in news, each with the country."""
        rows = (line.partition(" = ") for line in self.lists.get("capitals", ()))
        return {capital: country for capital, _, country in rows}

    @cached_property
    def common_parts(self) -> frozenset[str]:
        """Words that make a common name with other common words, and may alone be a person's: hall, park."""
        return self.lists.get("common_parts", frozenset())

    @cached_property
    def phrases(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """Pairs of words in names, and how they are said here: "armed forces" as "army"."""
        rows = (line.partition(" = ") for line in sorted(self.lists.get("phrase_variants", ())))
        pairs = (((said.split()[0], said.split()[1]), tuple(way.split())) for said, _, way in rows)
        return dict(pairs)

    @cached_property
    def kin_stems(self) -> frozenset[str]:
        """Stems of the words for relatives and spouses."""
        from kg.resolve.context import stem

        return frozenset(map(stem, {*self.lists.get("kin", ()), *self.lists.get("spouses", ())}))

    def kind(self, word: str) -> str:
        """Return the noun that stands for the kind that a word names; the word itself where it names none."""
        return self.heads.get(word, word)

    def is_head(self, word: str) -> bool:
        """Say whether a word names a kind of thing: "ministry", "agency"."""
        return word in self.heads or self.has("generic_nouns", word) or self.has("turnable_nouns", word)

    def is_known_alias(self, text: str) -> bool:
        """Say whether public knowledge has the name: it stands for things of which we know some."""
        key = alias_key(text)
        return key in self.known_aliases or key in self.known.by_name

    def is_public(self, word: str) -> bool:
        """Say whether a lower-case word is a public name: of a gazetteer, an alias list or a known thing."""
        return self.is_known_alias(word) or word in self.geography.countries or word in self.geography.demonyms

    def is_given(self, word: str) -> bool:
        """Say whether a lower-case word is a known given name, or joins some: "jean-marie"."""
        return all(part in self.given or self.has("given_names", part) for part in word.split("-"))

    def are_of_two_sexes(self, left: str, right: str) -> bool:
        """Say whether two lower-case given names that look alike are a man's and a woman's: "viktor" and "viktoria".

        >>> words = NameWords.of(Ontology(base="", classes={}, properties={}, relations={}, hash=""))
        >>> words.are_of_two_sexes("mario", "maria"), words.are_of_two_sexes("sergei", "sergey")
        (True, False)
        """
        shorter, longer = sorted((left, right), key=len)
        near = len(longer) - len(shorter) <= 1
        if len(shorter) < _SHORTEST_OF_TWO:
            return False
        if shorter in self.female:
            return near and longer in self.male
        if near and shorter in self.male and longer in self.female:
            return True
        if any(longer == shorter + ending for ending in _OF_WOMEN):
            return True
        return {left[-1], right[-1]} == {"a", "o"} and left[:-1] == right[:-1]

    def one_given_name(self, left: str, right: str) -> bool:
        """Say whether two lower-case given names are equal or known variants of one name."""
        groups = self.given.get(left, frozenset())
        return left == right or not groups.isdisjoint(self.given.get(right, frozenset()))


#: How a woman's name goes on from a man's ("Daniela", "Viktoria"), and how long the man's must be: "Ann" is "Anna".
_OF_WOMEN = ("a", "ia", "ina", "ine", "ette", "elle")
_SHORTEST_OF_TWO = 4


#: Lists read before, by the identity of the words that they were read from, which are held with them:
#: reading thousands of rows anew for each graph would cost more than a small graph does.
_KEPT: dict[int, tuple[Mapping[str, frozenset[str]], NameWords]] = {}
_KEPT_AT_MOST = 4


@lru_cache(maxsize=1 << 12)
def alias_key(text: str) -> str:
    """Return the letters and digits of a name, lower-case and ASCII: what known aliases are looked up by.

    >>> alias_key("Côte d'Ivoire"), alias_key("The Netherlands")
    ('cotedivoire', 'netherlands')
    """
    from kg.resolve.names import fold

    folded = NO_LETTER_OR_DIGIT.sub(" ", fold(text).lower().replace("'", "")).split()
    return "".join(folded[1:] if len(folded) > 1 and folded[0] == "the" else folded)
