"""Choose the name that an entity is shown by: the best supported spelling, by a vote of the documents."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet

from kg.resolve.names import NameParts, read_name
from kg.resolve.words import NameWords, alias_key

#: How often each form stands in each document: (form, document id) to a number of mentions.
Uses = Mapping[tuple[str, str], int]


def support(uses: Uses) -> dict[str, float]:
    """Return each form's votes: a document has one, which it shares out among the forms that it uses.

    So an article that repeats its slip has no more weight than one that writes a name right once, and an article
    that spells a name in two ways has less weight for either.

    >>> support({("Siceloff", "a"): 1, ("Secillof", "b"): 2, ("Seselov", "b"): 1})
    {'Secillof': 0.666666667, 'Seselov': 0.333333333, 'Siceloff': 1.0}
    """
    totals: Counter[str] = Counter()
    for (_, document), count in uses.items():
        totals[document] += count
    votes: dict[str, float] = defaultdict(float)
    for (form, document), count in sorted(uses.items()):
        votes[form] += count / totals[document]
    return {form: round(vote, 9) for form, vote in votes.items()}


def _by_key(values: Iterable[tuple[str, float]]) -> dict[str, float]:
    """Add up the values of each key."""
    sums: dict[str, float] = defaultdict(float)
    for key, value in values:
        sums[key] += value
    return {key: round(value, 9) for key, value in sums.items()}


def _surface(forms: Mapping[str, int]) -> str:
    """Of spellings that differ in case or punctuation, take the most frequent that does not shout."""

    def rank(form: str) -> tuple[int, int, int, str]:
        shouts = form.isupper() and sum(c.isalpha() for c in form) > 6
        return (int(shouts or form.islower()), -forms[form], int(form.isupper()), form)

    return min(forms, key=rank)


def quiet_forms(forms: AbstractSet[str], *, is_person: bool) -> frozenset[str]:
    """Return the forms without those that a headline has put into capitals.

    A form in capitals is one if the same name stands there in small letters, too; of a person, any form of several
    words, since names in such headlines are often cut wrong. A form with digits is a designation ("CREW-11"). Where
    nothing else stands, all forms stay.

    >>> sorted(quiet_forms({"PARIS", "Paris", "NASA"}, is_person=False))
    ['NASA', 'Paris']
    >>> sorted(quiet_forms({"TWINS RUMI", "Rumi", "RUMI"}, is_person=True))
    ['Rumi']
    """
    calm = {form for form in forms if not form.isupper() or any(c.isdigit() for c in form)}
    same = {form.casefold() for form in calm}
    return frozenset(
        form for form in forms if form in calm or not (form.casefold() in same or (calm and is_person and " " in form))
    )


def _describes(longer: tuple[str, ...], shorter: tuple[str, ...], lists: NameWords) -> bool:
    """Say whether a form is another one with a description: "space agency Roscosmos", "Crew-11 mission"."""
    size = len(shorter)
    if size >= len(longer):
        return False
    if longer[-size:] == shorter:
        return lists.has("generic_nouns", longer[-size - 1])
    return longer[:size] == shorter and all(lists.has("generic_nouns", token) for token in longer[size:])


def choose_name(
    uses: Uses,
    *,
    canonical: str | None,
    is_person: bool,
    is_country: bool,
    lists: NameWords,
    vocabulary: Mapping[str, int] | None = None,
) -> str:
    """Return the name that an entity is shown by: always one that a document writes, or the gazetteer's.

    A person: of the surnames the one with the most votes, of the forms with it the best with a given name. Otherwise
    the form that has the most words over all its votes, so that a full form beats a short one of less
    than twice its votes; an acronym, or a form with a mere description, only where nothing else stands. Of forms
    with equal votes the one whose words stand in more of the other forms, then in more other names
    (``vocabulary`` counts the names that a word stands in), since a slip stands alone; then the more frequent.
    The gazetteer's name wins where it stands in the corpus, and always for a country.

    >>> uses = {("ISS", "a"): 9, ("International Space Station", "a"): 2}
    >>> choose_name(uses, canonical=None, is_person=False, is_country=False, lists=NameWords())
    'International Space Station'
    """
    if not uses:
        return canonical or ""
    counts: Counter[str] = Counter()
    for (form, _), count in uses.items():
        counts[form] += count
    readings = {form: read_name(form, lists) for form in sorted(counts)}
    key_of = {form: parts.person_key if is_person else parts.compact for form, parts in readings.items()}
    spellings: dict[str, dict[str, int]] = defaultdict(dict)
    parts_of: dict[str, NameParts] = {}
    for form, key in key_of.items():
        spellings[key][form] = counts[form]
        parts_of.setdefault(key, readings[form])
    known = alias_key(canonical) if canonical else None
    for key in sorted(spellings):
        if known is not None and known in {alias_key(form) for form in spellings[key]}:
            return _surface(spellings[key])
    if is_country and canonical:
        return canonical  # "the States" and "UK" are no names for a node that other texts join

    votes = support(uses)
    key_votes = _by_key((key_of[form], votes[form]) for form in readings)
    token_votes = _by_key((token, votes[form]) for form, parts in readings.items() for token in set(parts.tokens))
    surname_votes = _by_key((parts.surname, votes[form]) for form, parts in readings.items())

    def rank(key: str) -> tuple[float | int | str, ...]:
        parts, count = parts_of[key], sum(spellings[key].values())
        shared = round(sum(token_votes[token] for token in parts.tokens) / max(len(parts.tokens), 1), 9)
        known_words = sum((vocabulary or {}).get(token, 0) for token in parts.tokens)
        if is_person:
            has_given = any(len(given) > 1 for given in parts.given)
            return (not has_given, -surname_votes[parts.surname], -key_votes[key], -shared, -known_words, -count, key)
        described = any(_describes(parts.tokens, parts_of[other].tokens, lists) for other in parts_of)
        words = key_votes[key] * len(parts.text.split())
        return (int(parts.is_acronym) + int(described), -words, -key_votes[key], -shared, -known_words, -count, key)

    best = min(spellings, key=rank)
    name = _surface(spellings[best])
    if is_person and parts_of[best].given and parts_of[best].titles:
        words = name.split()
        name = " ".join(words[len(parts_of[best].titles) :]) or name
    return name
