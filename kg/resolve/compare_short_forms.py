"""Comparators of two names that are no persons' of which one is short for the other: acronyms, parts, cut words."""

from __future__ import annotations

from kg.resolve.context import context_stems, read_context, stem
from kg.resolve.names import NameParts
from kg.resolve.pair import NameInContext, Pair, Row
from kg.resolve.senses import rank_readings
from kg.resolve.usage import without_name
from kg.resolve.words import NameWords


def acronym(pair: Pair) -> Row | None:
    """ISS and International Space Station, PS5 and PlayStation 5; not an acronym that a gazetteer knows otherwise."""
    sides = ((pair.a, pair.left, pair.b, pair.right), (pair.b, pair.right, pair.a, pair.left))
    for short, known, full, name in sides:
        if known.canonical and not name.canonical:
            continue
        if full.tokens[: len(short.tokens)] == short.tokens or (short.is_legal and not full.is_legal):
            continue  # M-1 and M-1-A; FMC Corp and the Ford Motor Company
        if short.is_acronym and short.compact in full.initials:
            s = pair.settings
            rival = _other_reading(short, known, full, pair)
            if rival:
                return ("acronym of another thing", f"{short.text}: {rival}", s.acronym_of_other)
            weight = s.acronym if len(short.compact) >= 3 else s.short_acronym
            if len(short.compact) >= 3 and not pair.lists.is_known_alias(short.text):
                weight = s.unlisted_acronym
            return ("acronym", f"{short.text} = {full.text}", weight)
        if short.is_acronym and is_of_letters(short, full) and not pair.lists.is_known_alias(short.text):
            return ("acronym of letters", f"{short.text} = {full.text}", pair.settings.letters_of_words)
    return None


def _other_reading(short: NameParts, side: NameInContext, full: NameParts, pair: Pair) -> str:
    """Return what an acronym stands for by its text, where that is not the longer name's thing; else ""."""
    readings = rank_readings(short, side.context, pair.lists, pair.is_personal(side))
    if not readings or not readings[0][0]:
        return ""
    things, whole = pair.lists.known.candidates(full, pair.lists)
    best = [thing for score, thing, _ in readings if score == readings[0][0]]
    enough = readings[0][0] >= pair.settings.known_from or whole
    return best[0].label if enough and not any(thing in things for thing in best) else ""


#: So many letters of a term agree by chance too seldom to matter.
_MIN_LETTERS = 4


def is_of_letters(short: NameParts, full: NameParts) -> bool:
    """Say whether an acronym takes letters inside the words of a term too: ECMO, extracorporeal membrane oxygenation.

    Each word gives its first letter, and one or two words another one behind it.
    """
    letters, words = short.compact, [part for token in full.tokens for part in token.split("-")]
    if not full.text.islower() or len(letters) < _MIN_LETTERS or not 0 < len(letters) - len(words) <= len(words):
        return False
    return len(words) > 1 and _fits(letters, words)


def _fits(letters: str, words: list[str]) -> bool:
    if not words:
        return not letters
    if not letters or letters[0] != words[0][0]:
        return False
    if _fits(letters[1:], words[1:]):
        return True
    return len(letters) > 1 and letters[1] in words[0][1:] and _fits(letters[2:], words[1:])


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
        return _told_part(short, full, value, pair) or ("common part", value, s.same_common_name)
    if all(t in full.numbers for t in rest):
        around = (pair.left if short is pair.a else pair.right).context
        if rest[0] in read_context(around, pair.lists).numbers:
            return ("end of longer name", value, s.head_of_longer)
        return ("one of a series", value, s.distinguished)  # World Cup, 2007 World Cup
    if ends and any(len(number) >= 3 for number in short.numbers):
        return ("numbered name with its owner", value, s.same_name)  # Resolution 1973, UN Resolution 1973
    if starts and len(rest) == 1 and has("thing_nouns", rest[0]):
        return ("generic rest", value, s.generic_remainder)  # "Leopard 2 tank"; a "Kherson region" is no Kherson
    if ends and not starts and _is_described(short.text, full.text, pair):
        return ("description before", value, s.generic_remainder)
    if has("generic_nouns", rest[-1]) and all(t in pair.lists.common or has("small_words", t) for t in rest):
        if short.is_legal and not full.is_legal and not _names_company(rest, pair.lists):
            return ("other name", value, s.other_name)  # ZERO CORP, Project Zero
        if _is_of_place(short, rest, pair):
            return ("something of a place", value, s.distinguished)
        return ("generic rest", value, s.generic_remainder)
    if ends and has("generic_nouns", rest[-1]) and not starts:
        return ("description before", value, s.generic_remainder)
    if starts is False and all(has("ship_prefixes", t) for t in rest):
        return ("ship's prefix", value, s.generic_remainder)
    if starts and full.is_legal and not short.is_legal and _is_first_word_of_company(short, rest, pair):
        return ("first word of a company", value, s.first_word_of_company)
    if full.is_legal and ends and all(pair.lists.is_given(t) for t in rest):
        return ("founder's given name", value, s.head_of_longer)
    if ends and size == 1 and pair.left.type is None and pair.right.type is None and len(short.compact) > 3:
        if not pair.has_ambiguous_name and all(t not in pair.lists.common and not t.isdigit() for t in rest):
            return ("last word of longer name", value, s.surname_only)
        return None
    if ends and size > 1 and _is_known_within(short, full, rest, pair.lists):
        return ("other name", value, s.other_name)
    if ends and (size > 1 or pair.one_class_with_short_names):
        return ("end of longer name", value, s.head_of_longer)
    return None


def _told_part(short: NameParts, full: NameParts, value: str, pair: Pair) -> Row | None:
    """Weigh "the canal" of whose text a clue tells that it is the Panama Canal."""
    lists = pair.lists
    things, whole = lists.known.candidates(full, lists)
    if not whole or len(things) != 1 or things[0].personal:
        return None
    around = context_stems(without_name(short, (pair.left if short is pair.a else pair.right).context))[0]
    own = {stem(token) for token in full.tokens}
    clues = (things[0].clues & around) - own - lists.known.common_clues.get(False, frozenset())
    clues -= {clue for clue in clues if lists.has("common_context", clue)}
    if not clues:
        return None
    return ("common part of a known thing", f"{value}: {' '.join(sorted(clues))}", pair.settings.described_known_thing)


def _is_first_word_of_company(short: NameParts, rest: tuple[str, ...], pair: Pair) -> bool:
    """Say whether a company's name is one word of its own and common ones: Northmoor Textile Holdings plc.

    A word that is no public name, no given name, no known surname and no common noun. Where the rest is no common word
    either, the contexts must share two telling words, since a family may have several firms: Beiersdal Sjomat ASA.
    """
    if len(short.tokens) != 1:
        return False
    word, lists = short.tokens[0], pair.lists
    if len(word) < _MIN_LETTERS or short.is_acronym or not short.text[:1].isupper():
        return False
    if lists.is_public(word) or lists.is_given(word) or word in lists.common or word in lists.common_parts:
        return False
    if lists.is_head(word) or lists.has("common_surnames", word) or word in lists.known.by_surname:
        return False
    if any(lists.has("corporate_nouns", t) or lists.is_head(t) or t in lists.common for t in rest):
        return True
    left, right = pair.contexts()
    return len((left.names | left.words) & (right.names | right.words)) > 1


def _names_company(words: tuple[str, ...], lists: NameWords) -> bool:
    """Say whether the words that one name adds call it a company."""
    return any(lists.has("corporate_nouns", word) or lists.kind(word) == lists.kind("company") for word in words)


def _is_known_within(short: NameParts, full: NameParts, rest: tuple[str, ...], lists: NameWords) -> bool:
    """Say whether the end of a name is itself a known name, and what stands before it names something else.

    Bank of Canada and HongKong Bank of Canada; not Space Center and Johnson Space Center, or UN Security Council.
    """
    if not lists.is_known_alias(short.text) or lists.is_known_alias(full.text):
        return False
    whose = [
        t for t in rest if not lists.has("small_words", t) and not lists.has("titles", t) and not lists.is_given(t)
    ]
    country = {land for t in whose for land in lists.geography.countries.get(t, ())}
    said = {land for t in short.tokens for land in lists.geography.countries.get(t, ())}
    foreign = bool(country) and bool(said) and not country & said
    return foreign or any(
        len(t) > 1 and not lists.geography.countries.get(t) and not lists.is_head(t) and t not in lists.common
        for t in whose
    )


def _is_of_place(short: NameParts, rest: tuple[str, ...], pair: Pair) -> bool:
    """Say whether the longer name is of something in the place that the shorter one names: Oslo, Oslo Airport."""
    if rest[-1] in pair.lists.lists.get("place_nouns", ()):
        return False
    types = (pair.left.type, pair.right.type)
    if None not in types:
        return types[0] != types[1] and any(type_name in pair.settings.place_classes for type_name in types)
    return pair.lists.geography.countries.get(short.key) is not None and "club" not in rest


def _is_described(short: str, full: str, pair: Pair) -> bool:
    """Say whether a word for a kind of thing stands before the shorter name: "German tabloid Bild"."""
    before, lists = full.removesuffix(short).split()[-1:], pair.lists
    return full.endswith(short) and any(lists.has("thing_nouns", word) or lists.is_head(word) for word in before)


def abbreviated_part(pair: Pair) -> Row | None:
    """Airbus DS and Airbus Defence and Space: one word stands for the first letters of several."""
    if pair.personal:
        return None
    for short, full in ((pair.a, pair.b), (pair.b, pair.a)):
        if len(short.tokens) < 2 or len(full.tokens) <= len(short.tokens):
            continue
        for position, token in enumerate(short.tokens):
            head, tail = short.tokens[:position], short.tokens[position + 1 :]
            rest = full.tokens[len(head) : len(full.tokens) - len(tail)]
            if full.tokens[: len(head)] != head or (tail and full.tokens[-len(tail) :] != tail) or len(rest) < 2:
                continue
            content = [word for word in rest if not pair.lists.has("small_words", word)]
            if len(token) >= 2 and token in ("".join(w[0] for w in content), "".join(w[0] for w in rest)):
                return ("part abbreviated", f"{token} = {' '.join(rest)}", pair.settings.same_name)
    return None
