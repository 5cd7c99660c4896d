"""Comparators: small pure functions, each giving one reason for or against two names being one.

A reason is a (name, value, weight) row, the weight in natural log-odds; None means that the comparator
has nothing to say. Of those in ``NAME_COMPARATORS`` the first that speaks settles how the two forms
relate; all of ``CONTEXT_COMPARATORS`` and ``VETO_COMPARATORS`` are heard.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kg.resolve.context import ContextParts, read_context
from kg.resolve.names import NameParts, read_name
from kg.resolve.settings import VETO, ResolveSettings
from kg.resolve.spelling import misspelt, one_slip, same_given_sound, sound, sounds_alike
from kg.resolve.words import NameWords, alias_key

Row = tuple[str, str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class NameInContext:
    """A name as it stands in a text.

    ``type`` is a class name or None where it is open; ``canonical`` what a gazetteer calls it, or None;
    ``context`` the sentence or sentences around it, "" where there are none.
    """

    name: str
    type: str | None = None
    context: str = ""
    canonical: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two names to compare, read, with the settings and word lists of the comparison."""

    left: NameInContext
    right: NameInContext
    a: NameParts
    b: NameParts
    lists: NameWords
    settings: ResolveSettings
    personal: bool

    @classmethod
    def of(cls, left: NameInContext, right: NameInContext, lists: NameWords, settings: ResolveSettings) -> Pair:
        """Read two names; a single word is a person's when the other name is and ends with it."""
        a, b = read_name(left.name, lists), read_name(right.name, lists)
        known = {left.type, right.type} - {None}
        if known:
            personal = known == {settings.person_class}
        else:
            single = not a.given or not b.given
            personal = (a.looks_personal or b.looks_personal) and (
                (a.looks_personal and b.looks_personal) or (single and a.surname == b.surname)
            )
        return cls(left=left, right=right, a=a, b=b, lists=lists, settings=settings, personal=personal)

    @property
    def same_canonical(self) -> bool:
        """Say whether a gazetteer gives both one name."""
        left, right = self.left.canonical, self.right.canonical
        return left is not None and right is not None and alias_key(left) == alias_key(right)

    @property
    def known_alias(self) -> bool:
        """Say whether the two forms are listed as names of one thing, or one is the other's gazetteer name."""
        groups = self.lists.known_aliases
        left, right = alias_key(self.a.text), alias_key(self.b.text)
        canonical = {alias_key(name) for name in (self.left.canonical, self.right.canonical) if name}
        return left != right and (
            not groups.get(left, frozenset()).isdisjoint(groups.get(right, frozenset()))
            or left in canonical
            or right in canonical
        )

    @property
    def one_class_with_short_names(self) -> bool:
        """Say whether both are of one class whose names are shortened to their last word (Crew Dragon, Dragon)."""
        left, right = self.left.type, self.right.type
        return left == right and left in self.settings.classes_with_short_names

    def contexts(self) -> tuple[ContextParts, ContextParts]:
        """Read the two contexts, without the words of the two names."""
        own = frozenset(word for parts in (self.a, self.b) for token in parts.tokens for word in token.split("-"))
        return read_context(self.left.context, own, self.lists), read_context(self.right.context, own, self.lists)


Comparator = Callable[[Pair], Row | None]


# -- what forbids a merge ------------------------------------------------------------------------


def different_canonical(pair: Pair) -> Row | None:
    """A gazetteer knows the two as two things: United States, United Kingdom."""
    left, right = pair.left.canonical, pair.right.canonical
    if left and right and alias_key(left) != alias_key(right):
        return ("gazetteer", f"{left} / {right}", VETO)
    return None


def different_numbers(pair: Pair) -> Row | None:
    """Crew-10 and Crew-11, Apollo and Apollo 13; not Starliner and CST-100 Starliner."""
    a, b = pair.a, pair.b
    if pair.personal or a.compact == b.compact or a.numbers == b.numbers:
        return None
    if a.numbers and b.numbers:
        if pair.same_canonical or pair.known_alias or a.numbers < b.numbers or b.numbers < a.numbers:
            return None
        return ("numbers", f"{_list(a.numbers)} / {_list(b.numbers)}", VETO)
    longer, shorter = (a, b) if a.numbers else (b, a)
    if longer.tokens[-1] in longer.numbers and longer.tokens[: len(shorter.tokens)] == shorter.tokens:
        return ("numbers", f"{longer.text} is one of a series", VETO)
    return None


def different_generation(pair: Pair) -> Row | None:
    """George Bush Jr. and George Bush Sr."""
    a, b = pair.a.generation, pair.b.generation
    if pair.personal and a and b and a != b:
        return ("generation", f"{pair.a.text} / {pair.b.text}", VETO)
    return None


def different_gender(pair: Pair) -> Row | None:
    """Mr. Clinton and Mrs. Clinton."""
    if not pair.personal:
        return None
    genders = []
    for parts in (pair.a, pair.b):
        male = any(pair.lists.has("male_titles", t) for t in parts.titles)
        female = any(pair.lists.has("female_titles", t) for t in parts.titles)
        genders.append("m" if male and not female else "f" if female and not male else "")
    if all(genders) and genders[0] != genders[1]:
        return ("gender", " / ".join(genders), VETO)
    return None


def different_given(pair: Pair) -> Row | None:
    """One surname, two given names or middle initials: Serena and Venus Williams, George W. and George H. W. Bush."""
    a, b = pair.a, pair.b
    if not pair.personal or not a.given or not b.given:
        return None
    for left, right in zip(a.given, b.given, strict=False):
        if not _given_agree(left, right, pair):
            if len(a.given) != len(b.given) and (set(a.given) <= set(b.given) or set(b.given) <= set(a.given)):
                return None
            return ("given name", f"{left} / {right}", VETO)
    return None


def different_surname(pair: Pair) -> Row | None:
    """Two persons' names whose surnames neither agree nor sound alike."""
    if not pair.personal or pair.same_canonical or pair.known_alias:
        return None
    a, b = pair.a.surname, pair.b.surname
    if a == b or sounds_alike(a, b, pair.settings) or (misspelt(a, b, pair.settings) and pair.a.given and pair.b.given):
        return None
    if pair.a.compact == pair.b.compact:
        return None
    return ("surname", f"{a} / {b}", VETO)


def _list(values: frozenset[str]) -> str:
    return " ".join(sorted(values))


def _given_agree(left: str, right: str, pair: Pair) -> bool:
    if 1 in (len(left), len(right)):
        return left[0] == right[0]
    if left.replace("-", "") == right.replace("-", "") or pair.lists.one_given_name(left, right):
        return True
    return same_given_sound(left, right)


# -- how the two forms relate: the first that speaks -----------------------------------------------


def same_canonical(pair: Pair) -> Row | None:
    """U.S. and USA: one entry of a gazetteer."""
    if pair.same_canonical:
        return ("gazetteer", pair.left.canonical or "", pair.settings.canonical_equal)
    return None


def same_form(pair: Pair) -> Row | None:
    """CREW-11 and Crew-11; weaker where many things share the form (Army, ICC, Smith)."""
    a, b, s = pair.a, pair.b, pair.settings
    if pair.personal and a.person_key == b.person_key:
        if not a.given:
            return ("same surname", a.surname, s.same_single_name)
        return ("same name", a.person_key, s.same_person_name)
    if a.compact != b.compact:
        return None
    if a.is_legal != b.is_legal:
        return ("same but for the legal form", a.key, s.same_name)
    if a.is_common:
        return ("same common name", a.key, s.same_common_name)
    if a.is_acronym or len(a.tokens) == 1 or a.looks_personal:
        return ("same single name", a.key, s.same_single_name)
    if any(t in pair.lists.lists.get("common_nouns", ()) for t in a.tokens):
        return ("same name with a common noun", a.key, s.same_person_name)
    return ("same name", a.key, s.same_name)


def known_alias(pair: Pair) -> Row | None:
    """Burma and Myanmar: two public names of one thing."""
    if pair.known_alias:
        return ("known alias", f"{pair.a.text} = {pair.b.text}", pair.settings.known_alias)
    return None


def person_names(pair: Pair) -> Row | None:
    """Dmitry and Dmitri Bakanov, J. Smith and John Smith; Siceloff and Seselov; a lone surname and a full name."""
    if not pair.personal:
        return None
    a, b, s = pair.a, pair.b, pair.settings
    value = f"{a.person_key} ~ {b.person_key}"
    if a.given and b.given:
        if a.surname == b.surname:
            return ("given name varies", value, s.person_variant)
        return ("surname misspelt", value, s.person_spelling)
    if a.surname == b.surname:
        return ("surname only", value, s.surname_only)
    return ("surname misspelt, alone", value, s.surname_spelling_only)


def acronym(pair: Pair) -> Row | None:
    """ISS and International Space Station, PS5 and PlayStation 5."""
    for short, full in ((pair.a, pair.b), (pair.b, pair.a)):
        if short.is_acronym and short.compact in full.initials:
            s = pair.settings
            weight = s.acronym if len(short.compact) >= 3 else s.short_acronym
            return ("acronym", f"{short.text} = {full.text}", weight)
    return None


def longer_name(pair: Pair) -> Row | None:
    """Roscosmos and Russian Space Agency Roscosmos, Crew-11 and Crew-11 mission, Dragon and Crew Dragon."""
    short, full = sorted((pair.a, pair.b), key=lambda parts: (len(parts.tokens), parts.key))
    size = len(short.tokens)
    if pair.personal or size == len(full.tokens):
        return None
    s, has = pair.settings, pair.lists.has
    value = f"{short.text} in {full.text}"
    starts, ends = full.tokens[:size] == short.tokens, full.tokens[-size:] == short.tokens
    if not starts and not ends:
        return None
    rest = full.tokens[size:] if starts else full.tokens[:-size]
    if any(has("distinguishing", t) for t in rest):
        return ("distinguished", value, s.distinguished)
    if short.is_common:
        return ("common part", value, s.same_common_name)
    if all(has("generic_nouns", t) or has("small_words", t) for t in rest):
        return ("generic rest", value, s.generic_remainder)
    if ends and has("generic_nouns", rest[-1]) and not starts:
        return ("description before", value, s.generic_remainder)
    if ends and (size > 1 or pair.one_class_with_short_names):
        return ("end of longer name", value, s.head_of_longer)
    return None


def spelling(pair: Pair) -> Row | None:
    """Lyndon B. Jonhnson and Johnson space center; Riscosmos and Roscosmos."""
    a, b, s = pair.a, pair.b, pair.settings
    if pair.personal or len(a.tokens) != len(b.tokens):
        return None
    unequal = [(x, y) for x, y in zip(a.tokens, b.tokens, strict=True) if x != y]
    if len(unequal) != 1:
        return None
    x, y = unequal[0]
    if any(pair.lists.has("distinguishing", t) for t in (x, y)):
        return ("distinguished", f"{x} / {y}", s.distinguished)
    if not misspelt(x, y, s):
        return None
    if len(a.tokens) == 1:
        long_enough = min(len(x), len(y)) >= s.min_single_misspelt_length
        if long_enough and sound(x) == sound(y):
            return ("one word misspelt", f"{x} ~ {y}", s.single_misspelt)
        return None
    telling = any(t not in (x, y) and len(t) > 2 for t in a.tokens)
    if telling and (sound(x) == sound(y) or one_slip(x, y)):
        return ("misspelt", f"{x} ~ {y}", s.misspelt)
    return None


def other_name(pair: Pair) -> Row | None:
    """Nothing relates the two forms."""
    return ("other name", f"{pair.a.key} / {pair.b.key}", pair.settings.other_name)


# -- what the contexts add -----------------------------------------------------------------------


def types(pair: Pair) -> Row | None:
    """Two classes: a doubt where taggers confuse them, a strong reason against where they do not."""
    left, right, s = pair.left.type, pair.right.type, pair.settings
    if left is None or right is None or left == right:
        return None
    value = " / ".join(sorted((left, right)))
    if pair.same_canonical or any({left, right} <= group for group in s.confusable_classes):
        return ("type", value, s.type_doubt)
    if pair.a.compact == pair.b.compact and len(pair.a.tokens) > 1:
        return ("type", value, s.type_doubt)
    return ("type", value, s.type_conflict)


def shared_names(pair: Pair) -> Row | None:
    """Names that stand in both contexts."""
    left, right = pair.contexts()
    shared = sorted(left.names & (right.names | right.words) | right.names & left.words)
    if not shared:
        return None
    s = pair.settings
    return ("shared names", " ".join(shared), s.shared_name * min(len(shared), s.max_shared_names))


def shared_words(pair: Pair) -> Row | None:
    """Telling words that stand in both contexts."""
    left, right = pair.contexts()
    shared = sorted(left.words & right.words)
    if not shared:
        return None
    s = pair.settings
    return ("shared words", " ".join(shared), s.shared_word * min(len(shared), s.max_shared_words))


def shared_numbers(pair: Pair) -> Row | None:
    """Years and amounts that stand in both contexts."""
    left, right = pair.contexts()
    shared = sorted(left.numbers & right.numbers)
    return ("shared numbers", " ".join(shared), pair.settings.shared_number) if shared else None


def shared_roles(pair: Pair) -> Row | None:
    """A job that stands in both contexts."""
    left, right = pair.contexts()
    shared = sorted(left.roles & right.roles)
    return ("shared role", " ".join(shared), pair.settings.shared_role) if shared else None


def trades(pair: Pair) -> Row | None:
    """Fields of life: sport in one context and science in the other speak against, one field for."""
    left, right = pair.contexts()
    if not left.fields or not right.fields:
        return None
    names = [" ".join(sorted(f.removeprefix("field_") for f in side)) for side in (left.fields, right.fields)]
    shared = left.fields & right.fields
    s = pair.settings
    if shared:
        return ("shared field", " ".join(sorted(f.removeprefix("field_") for f in shared)), s.shared_field)
    return ("other field", " / ".join(names), s.other_field)


def far_years(pair: Pair) -> Row | None:
    """The years named in the contexts lie more than a lifetime's work apart."""
    left, right = pair.contexts()
    if not left.years or not right.years:
        return None
    gap = min(abs(x - y) for x in left.years for y in right.years)
    if gap < pair.settings.far_years_from:
        return None
    return ("far years", f"{gap} years apart", pair.settings.far_years)


def other_place(pair: Pair) -> Row | None:
    """A name that many things share, in two places: the Ministry of Defence in London, in New Delhi."""
    if pair.personal or not (pair.a.is_common or pair.b.is_common or pair.a.is_acronym):
        return None
    left, right = pair.contexts()
    if not left.places or not right.places or left.places & right.places:
        return None
    value = f"{_list(left.places)} / {_list(right.places)}"
    return ("other place", value, pair.settings.other_place)


def missing_part(pair: Pair) -> Row | None:
    """The word that the shorter name lacks stands in its context: "The Star, the Toronto daily" and Toronto Star."""
    for short, full, context in ((pair.a, pair.b, pair.left.context), (pair.b, pair.a, pair.right.context)):
        rest = [t for t in full.tokens if t not in short.tokens and len(t) > 3]
        if pair.personal or not rest or not set(short.tokens) < set(full.tokens):
            continue
        words = read_context(context, frozenset(short.tokens), pair.lists)
        found = [t for t in rest if t[:6] in words.names]
        if found:
            return ("missing part in context", " ".join(found), pair.settings.missing_part_in_context)
    return None


def relatives(pair: Pair) -> Row | None:
    """Two lone surnames where a context speaks of a father, a sister: a family is no person."""
    lone = pair.a.compact == pair.b.compact and len(pair.a.tokens) == 1 and not pair.a.is_acronym
    if not lone and (not pair.personal or pair.a.given or pair.b.given):
        return None
    left, right = pair.contexts()
    return ("relatives", pair.a.surname, pair.settings.kin) if left.kin or right.kin else None


def common_surname(pair: Pair) -> Row | None:
    """A surname that many bear proves little alone."""
    a, b = pair.a, pair.b
    if not pair.personal or (a.given and b.given):
        return None
    if pair.lists.has("common_surnames", a.surname):
        return ("common surname", a.surname, pair.settings.common_surname)
    return None


VETO_COMPARATORS: tuple[Comparator, ...] = (
    different_canonical,
    different_numbers,
    different_generation,
    different_gender,
    different_given,
    different_surname,
)
NAME_COMPARATORS: tuple[Comparator, ...] = (
    same_canonical,
    same_form,
    known_alias,
    person_names,
    acronym,
    longer_name,
    spelling,
    other_name,
)
CONTEXT_COMPARATORS: tuple[Comparator, ...] = (
    types,
    shared_names,
    shared_words,
    shared_numbers,
    shared_roles,
    trades,
    far_years,
    other_place,
    missing_part,
    relatives,
    common_surname,
)
