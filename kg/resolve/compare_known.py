"""Comparators that ask what the world knows of two names: gazetteers, known things, posts and their holders."""

from __future__ import annotations

import re

from kg.resolve.context import context_stems, stem
from kg.resolve.geography import read_countries
from kg.resolve.metonym import stands_for_country
from kg.resolve.pair import Pair, Row, join
from kg.resolve.posts import holders, same_holder, told_term
from kg.resolve.senses import rank_readings
from kg.resolve.usage import without_name
from kg.resolve.vetoes import told_apart
from kg.resolve.words import NameWords, alias_key

_CAPITALISED = re.compile(r"\b[A-Z][a-z]+")


def metonym(pair: Pair) -> Row | None:
    """Ankara, which will not ratify, and Turkey."""
    country = stands_for_country(pair)
    return ("capital for its country", f"{pair.a.text} = {pair.b.text}", pair.settings.known_alias) if country else None


def same_canonical(pair: Pair) -> Row | None:
    """U.S. and USA: one entry of a gazetteer."""
    if pair.same_canonical:
        return ("gazetteer", pair.left.canonical or "", pair.settings.canonical_equal)
    return None


def identifiers(pair: Pair) -> Row | None:
    """A table of known things, such as Wikidata's, gives both names one identifier, or two."""
    left, right = pair.left.identifier, pair.right.identifier
    if not left or not right:
        return None
    if left == right:
        return ("one identifier", left, pair.settings.canonical_equal)
    return ("two identifiers", f"{left} / {right}", pair.settings.distinguished)


def perhaps_two_known_things(pair: Pair) -> Row | None:
    """As a veto does, where each side has but one clue: the pair is told apart, a whole cluster is not."""
    found = told_apart(pair)
    return ("two known things", found[0], pair.settings.two_known_things) if found else None


def one_known_thing(pair: Pair) -> Row | None:
    """The Star in Toronto and the Toronto Star: one thing of public knowledge, told by what stands around."""
    left, right = pair.senses
    if left is None or right is None or not pair.one_known_thing:
        name = pair.alias_of_known_person if pair.a.compact != pair.b.compact else ""
        if name:
            return ("name of a known person", name, pair.settings.known_person_name)
        name = pair.only_bearer if pair.a.compact != pair.b.compact else ""
        return ("only known bearer", name, pair.settings.presumed_thing) if name else None
    value = f"{left.thing.label}: {join(frozenset((*left.clues, *right.clues)))}".rstrip(": ")
    if pair.is_presumed:
        several = pair.a.compact == pair.b.compact and pair.has_ambiguous_name
        weight = pair.settings.presumed_of_several if several else pair.settings.presumed_thing
        return ("known thing, presumed", value, weight)
    return ("known thing", value, pair.settings.one_known_thing)


def known_in_part(pair: Pair) -> Row | None:
    """One form on both sides, and each text has a clue for one known thing and none for another; one is telling.

    Arnold Schwarzenegger in Sacramento, and as Mr Universe.
    """
    if pair.a.compact != pair.b.compact:
        return None
    sides = ((pair.a, pair.left), (pair.b, pair.right))
    readings = [rank_readings(parts, side.context, pair.lists, pair.is_personal(side)) for parts, side in sides]
    if not all(readings) or readings[0][0][1] is not readings[1][0][1]:
        return None
    if any(ranked[0][0] <= 0 or any(score > 0 for score, _, _ in ranked[1:]) for ranked in readings):
        return None
    best = max(ranked[0][0] for ranked in readings)
    clues = join(frozenset(clue for ranked in readings for clue in ranked[0][2]))
    if best < pair.settings.known_from or not all(ranked[0][2] for ranked in readings):
        return None
    return ("known thing, in part", f"{readings[0][0][1].label}: {clues}", pair.settings.known_in_part)


def one_reading(pair: Pair) -> Row | None:
    """WHO and the World Health Organization: two names of one known thing, and nothing says another thing.

    What a name may stand for besides must have fewer clues in its text, or none where this has none; the more of the
    two sides tell it, the better.
    """
    if pair.a.compact == pair.b.compact:
        return None
    left = {
        id(row[1]): row for row in rank_readings(pair.a, pair.left.context, pair.lists, pair.is_personal(pair.left))
    }
    right = {
        id(row[1]): row for row in rank_readings(pair.b, pair.right.context, pair.lists, pair.is_personal(pair.right))
    }
    shared = left.keys() & right.keys()
    if not shared:
        return None
    both = sorted(((left[i], right[i]) for i in shared), key=lambda rows: (-rows[0][0] - rows[1][0], rows[0][1].label))
    told, whole, given, main = 0, 0, 0, False
    for mine, rows, parts in ((both[0][0], left, pair.a), (both[0][1], right, pair.b)):
        rival = max((score for i, (score, _, _) in rows.items() if i != id(mine[1])), default=-1.0)
        if rival > mine[0]:
            return None
        told += rival < mine[0]
        common = parts.is_common and len(parts.tokens) < 3 and not parts.numbers
        whole += pair.lists.known.candidates(parts, pair.lists)[1] and not common
        given += len(rows) == 1 and bool(parts.given)
        main = main or mine[1].main
    thing, s = both[0][0][1], pair.settings
    sides = ((pair.a, pair.left), (pair.b, pair.right))
    if not whole or (thing.personal and any(pair.is_of_family(*side, thing) for side in sides)):
        return None
    if whole == 1 and given == 2:
        return ("one reading", thing.label, s.one_reading_of_person)  # Chuck Schumer, Charles E. Schumer
    weights = s.one_reading if whole == 2 else s.one_reading_of_surname
    return ("one reading", thing.label, weights[told] + (s.main_reading if main else 0.0))


def post_holder(pair: Pair) -> Row | None:
    """The poet laureate of a year and the person who was it then; or another person."""
    for post, post_context, person in ((pair.a, pair.left.context, pair.b), (pair.b, pair.right.context, pair.a)):
        found = holders(post, post_context, pair.lists)
        if found is None or holders(person, "", pair.lists) is not None or not person.surname:
            continue
        title, terms = found
        held = [term for term in title.terms if same_holder(person, term.holder, pair.lists)]
        if held and (not terms or (len(terms) > 1 and any(term in held for term in terms))):
            # No year, or one in which the post changed hands: what the text says besides may tell whom it means.
            terms = told_term(terms or title.terms, post_context, pair.lists, least=1 if terms else 2)
        if terms and held:
            value = f"{person.text}: {title.title}"
            if all(term in held for term in terms):
                return ("post holder", value, pair.settings.post_holder)
            if not any(term in held for term in terms) and "former" not in context_stems(post_context)[0]:
                return ("other post holder", value, pair.settings.other_post_holder)
    return None


def known_alias(pair: Pair) -> Row | None:
    """Burma and Myanmar: two public names of one thing."""
    if pair.known_alias:
        if _is_of_another_time(pair):
            return ("alias of another time", f"{pair.a.text} / {pair.b.text}", pair.settings.other_name)
        if pair.has_ambiguous_name and None in (pair.left.type, pair.right.type):
            return ("known alias of several", f"{pair.a.text} = {pair.b.text}", pair.settings.ambiguous_alias)
        return ("known alias", f"{pair.a.text} = {pair.b.text}", pair.settings.known_alias)
    return None


def _is_of_another_time(pair: Pair) -> bool:
    """Say whether what both names stand for was not there yet in the years of one text: "the Paris accord" of 1973."""
    both = [frozenset(pair.lists.known.candidates(parts, pair.lists)[0]) for parts in (pair.a, pair.b)]
    if both[0].isdisjoint(both[1]):
        return False
    told = [
        {id(thing) for _, thing, _ in rank_readings(parts, side.context, pair.lists, pair.is_personal(side))}
        for parts, side in ((pair.a, pair.left), (pair.b, pair.right))
    ]
    return told[0].isdisjoint(told[1])


def described_thing(pair: Pair) -> Row | None:
    """The Louvre and "the Paris museum": each word of a description stands in what is known of the other name.

    The contexts must share a name or a word besides, since many things may fit a description.
    """
    if pair.personal:
        return None
    lists = pair.lists
    senses = pair.senses
    sides = ((pair.a, pair.left.context, pair.b, senses[1]), (pair.b, pair.right.context, pair.a, senses[0]))
    for short, context, full, sense in sides:
        words = [t for t in short.tokens if not lists.has("small_words", t)]
        things, _ = lists.known.candidates(full, lists)
        if len(things) > 1 and sense is not None and len(sense.clues) > 1:
            things = (sense.thing,)
        if len(words) < 2 or not lists.is_head(words[-1]) or len(things) != 1 or things[0].personal:
            continue
        words_of_names = [lists.variants.get(word, word) for name in things[0].names for word in name.split()]
        facts = {*things[0].clues, *map(stem, words_of_names)}
        if all(stem(word) in facts for word in words):
            left, right = pair.contexts()
            shared = (left.names & right.names) | (left.words & right.words)
            if any(len(word) == 4 and word.isdigit() for word in words):
                return ("described by its year", f"{short.text} ~ {things[0].label}", pair.settings.known_alias)
            around = context_stems(without_name(short, context))[0]
            around |= {stem(country) for country in read_countries(without_name(short, context), lists)}
            clues = (
                (things[0].clues & around) - set(map(stem, words)) - lists.known.common_clues.get(False, frozenset())
            )
            if len(clues) > 1:
                value = f"{short.text} ~ {things[0].label}: {join(frozenset(clues))}"
                return ("description of a known thing", value, pair.settings.described_known_thing)
            if len(shared) > 1:
                value = f"{short.text} ~ {things[0].label}: {join(frozenset(shared))}"
                return ("description", value, pair.settings.description)
    return None


def national_thing(pair: Pair) -> Row | None:
    """Merkez Bankası and "the central bank" of a text about Turkey: what many countries have is told by the country.

    The text must be about one country, and its adjective before the common name be a name of the thing: "the Turkish
    central bank".
    """
    lists = pair.lists
    for short, context, full in ((pair.a, pair.left.context, pair.b), (pair.b, pair.right.context, pair.a)):
        if pair.personal or not short.is_common or full.is_common:
            continue
        things, whole = lists.known.candidates(full, lists)
        around = without_name(short, context)
        lands = read_countries(around, lists) | {
            land for word in _CAPITALISED.findall(around) if (land := lists.geography.demonyms.get(word.lower()))
        }
        if not whole or len(things) != 1 or len(lands) != 1 or things[0].personal:
            continue
        land = next(iter(lands))
        names = {alias_key(name) for name in things[0].names}
        adjectives = (word for word, country in lists.geography.demonyms.items() if country == land)
        found = next((word for word in adjectives if alias_key(f"{word} {short.text}") in names), None)
        if found is not None:
            return ("known thing of its country", f"{found} {short.text}", pair.settings.known_alias)
    return None


def described_person(pair: Pair) -> Row | None:
    """Bernie Sanders and "the Vermont senator": the words fit what is known of one person, and so does the text."""
    lists = pair.lists
    senses = pair.senses
    sides = ((pair.a, pair.left.context, pair.b, senses[1]), (pair.b, pair.right.context, pair.a, senses[0]))
    for short, context, full, sense in sides:
        words = [t for t in short.tokens if not lists.has("small_words", t)]
        if len(words) < 2 or not (words[-1] in lists.posts or lists.has("person_nouns", words[-1])):
            continue
        if sense is None or not sense.thing.personal or len(full.person_tokens) < 2:
            continue
        facts = sense.thing.clues
        if not all(_is_said_of(word, facts, lists) for word in words[:-1]):
            continue
        common = lists.known.common_clues.get(True, frozenset())
        around = (context_stems(without_name(short, context))[0] & facts) - set(map(stem, words))
        clues = [clue for clue in around if not lists.has("common_context", clue)]
        if sum(0.5 if clue in common else 1.0 for clue in clues) >= _CLUES_OF_PERSON:
            value = f"{short.text} ~ {sense.thing.label}: {join(frozenset(clues))}"
            return ("description of a known person", value, pair.settings.described_known_thing)
    return None


#: What the clues in a text must weigh for its description of a person.
_CLUES_OF_PERSON = 1.5


def _is_said_of(word: str, facts: frozenset[str], lists: NameWords) -> bool:
    """Say whether a word, or the country of which it is, stands among the clues of a known thing."""
    lands = lists.geography.countries.get(word, frozenset())
    return stem(word) in facts or any(stem(land) in facts for land in lands)
