"""Comparators of classes and contexts: each gives a (name, value, weight) row, or None; all are heard."""

from __future__ import annotations

from kg.resolve.compare_details import other_occasion
from kg.resolve.compare_short_forms import is_of_letters
from kg.resolve.compare_usage import bearers, namesakes, teams, usage, works
from kg.resolve.context import read_context
from kg.resolve.geography import read_countries, read_sports
from kg.resolve.metonym import stands_for_country
from kg.resolve.names import NameParts
from kg.resolve.pair import Comparator, NameInContext, Pair, Row, join
from kg.resolve.usage import has_article, own_place, read_usage, without_name, years_beside


def types(pair: Pair) -> Row | None:
    """Two classes: a doubt where taggers confuse them, a strong reason against where they do not."""
    left, right, s = pair.left.type, pair.right.type, pair.settings
    if left is None or right is None or left == right:
        return None
    value = " / ".join(sorted((left, right)))
    a, b = set(pair.a.tokens), set(pair.b.tokens)
    if (left in s.place_classes) != (right in s.place_classes) and (a < b or b < a):
        return ("type", value, s.type_conflict)  # Wenchang, the place, and Wenchang Satellite Launch Center
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
    uses = (read_usage(side.name, side.context, pair.lists) for side in (pair.left, pair.right))
    if frozenset[str]().union(*uses) == {"place"}:
        return None  # Of a city texts of all kinds speak.
    names = [" ".join(sorted(f.removeprefix("field_") for f in side)) for side in (left.fields, right.fields)]
    shared = left.fields & right.fields
    s = pair.settings
    if shared:
        return ("shared field", " ".join(sorted(f.removeprefix("field_") for f in shared)), s.shared_field)
    if pair.is_known and pair.a.compact != pair.b.compact:
        return None  # Of public persons texts of all kinds speak.
    if not pair.personal and pair.a.is_acronym != pair.b.is_acronym and not pair.known_alias:
        return ("other field", " / ".join(names), s.other_field_of_acronym)
    return ("other field", " / ".join(names), s.other_field)


def far_years(pair: Pair) -> Row | None:
    """The years named in the contexts lie more than a lifetime's work apart."""
    left, right = pair.contexts()
    if not left.years or not right.years or (pair.one_known_thing and not pair.is_presumed):
        return None  # Of a symphony, a war, a founder texts speak for centuries.
    gap = min(abs(x - y) for x in left.years for y in right.years)
    if gap < pair.settings.far_years_from:
        return None
    return ("far years", f"{gap} years apart", pair.settings.far_years)


def attached_years(pair: Pair) -> Row | None:
    """Years that stand beside the two names: "the convention of 1949", "the 1951 convention"."""
    if pair.personal or pair.a.numbers or pair.b.numbers:
        return None
    left, right = (years_beside(side.name, side.context) for side in (pair.left, pair.right))
    if not left or not right or left & right or other_occasion(pair):
        return None
    value = f"{', '.join(sorted(left))} / {', '.join(sorted(right))}"
    return ("other year beside it", value, pair.settings.other_year_beside)


def other_place(pair: Pair) -> Row | None:
    """A name that many things share, in two places: the Ministry of Defence in London, in New Delhi."""
    if pair.personal or not (pair.a.is_common or pair.b.is_common or pair.a.is_acronym):
        return None
    if pair.is_known and pair.a.compact != pair.b.compact:
        return None
    if pair.a.is_acronym != pair.b.is_acronym and (is_of_letters(pair.a, pair.b) or is_of_letters(pair.b, pair.a)):
        return None  # ECMO is done in many places.
    left, right = pair.contexts()
    if not left.places or not right.places or left.places & right.places:
        return None
    value = f"{join(left.places)} / {join(right.places)}"
    return ("other place", value, pair.settings.other_place)


def _where(pair: Pair, side: NameInContext, parts: NameParts) -> frozenset[str]:
    """The countries of a name: of the place that the text gives it, else of the name, else of all around."""
    beside = own_place(side.name, side.context)
    own = read_countries(beside, pair.lists) if beside else frozenset[str]()
    if not own and pair.a.compact != pair.b.compact and not parts.looks_personal:
        own = read_countries(side.name, pair.lists)
    return own or read_countries(without_name(parts, side.context), pair.lists)


def countries(pair: Pair) -> Row | None:
    """The countries that the two contexts are about: telling for names that many things share, less for others."""
    left, right = _where(pair, pair.left, pair.a), _where(pair, pair.right, pair.b)
    if not left or not right or (not left & right and stands_for_country(pair)):
        return None
    s = pair.settings
    things = all(has_article(side.name, side.context) for side in (pair.left, pair.right))
    if not left & right and pair.is_presumed and _is_placed_official(pair):
        return ("other country", f"{_names(left)} / {_names(right)}", s.other_country_of_common)
    if not left & right and (pair.is_known or pair.names_a_post or (pair.a.looks_personal and things)):
        return None
    common = not pair.personal and _is_shared_by_many(pair)
    guessed = (pair.a.is_acronym or pair.b.is_acronym) and not pair.is_known and not pair.known_alias
    if left & right:
        # "The National Guard, put under the army by Mexico's Senate": one of two countries may be the other's.
        weight = s.shared_country_of_common if common and left == right and not guessed else s.shared_country
        weight = s.shared_country_of_person if pair.personal else weight
        return ("shared country", _names(left & right), weight)
    value = f"{_names(left)} / {_names(right)}"
    spelt_out = pair.a.is_acronym != pair.b.is_acronym and shared_names(pair)
    if common and not pair.known_alias and not spelt_out:
        return ("other country", value, s.other_country_of_common)
    if shared_names(pair):
        return None
    return ("other country", value, s.other_country_of_person if pair.personal else s.other_country)


def _is_shared_by_many(pair: Pair) -> bool:
    """Say whether many things bear one of the names; capitals on one side say of both that it is a name.

    "BHP Group Ltd." says of "BHP" which it is.
    """
    a, b = pair.a, pair.b
    common = a.is_common and b.is_common if a.compact == b.compact else a.is_common or b.is_common
    spelt_out = a.is_legal != b.is_legal and a.tokens[:1] == b.tokens[:1]
    return common or ((a.is_acronym or b.is_acronym) and not spelt_out) or pair.has_ambiguous_name


def _names(countries: frozenset[str]) -> str:
    return ", ".join(sorted(countries))


def _is_placed_official(pair: Pair) -> bool:
    """Say whether a text says where somebody of a title and a surname holds office: "Mayor Johnson of Chicago"."""
    sides = ((pair.a, pair.left), (pair.b, pair.right))
    return any(parts.titles and not parts.given and own_place(side.name, side.context) for parts, side in sides)


def sports(pair: Pair) -> Row | None:
    """One context speaks of rugby, the other of cricket."""
    left, right = read_sports(pair.left.context, pair.lists), read_sports(pair.right.context, pair.lists)
    if not left or not right or left & right:
        return None
    return ("other sport", f"{', '.join(sorted(left))} / {', '.join(sorted(right))}", pair.settings.other_sport)


def missing_part(pair: Pair) -> Row | None:
    """The word that the shorter name lacks stands in its context: "The Star, the Toronto daily" and Toronto Star."""
    for short, full, context in ((pair.a, pair.b, pair.left.context), (pair.b, pair.a, pair.right.context)):
        rest = [t for t in full.tokens if t not in short.tokens and len(t) > 3]
        if pair.personal or not rest or not set(short.tokens) < set(full.tokens):
            continue
        words = read_context(context, pair.lists)
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
    if not (left.kin or right.kin):
        return None
    both = left.kin and right.kin  # Each may speak of the other one.
    return ("relatives", pair.a.surname, pair.settings.kin_of_both if both else pair.settings.kin)


def common_surname(pair: Pair) -> Row | None:
    """A surname that many bear proves little alone."""
    a = pair.a
    if not pair.personal or pair.is_known:
        return None
    if pair.lists.has("common_surnames", a.surname):
        whole = bool(a.given and pair.b.given)
        s = pair.settings
        return ("common surname", a.surname, s.common_surname_of_whole_name if whole else s.common_surname)
    return None


CONTEXT_COMPARATORS: tuple[Comparator, ...] = (
    types,
    shared_names,
    shared_words,
    shared_numbers,
    shared_roles,
    trades,
    far_years,
    attached_years,
    other_place,
    countries,
    sports,
    usage,
    bearers,
    teams,
    works,
    namesakes,
    missing_part,
    relatives,
    common_surname,
)
