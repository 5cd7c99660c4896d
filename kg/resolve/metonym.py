"""A capital that stands for its country's government: "Berlin will pay for the batteries"."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.resolve.context import read_context
from kg.resolve.geography import read_countries
from kg.resolve.names import fold
from kg.resolve.pair import Pair
from kg.resolve.usage import occurrences, read_usage
from kg.resolve.words import NameWords

#: "Ankara will not ratify"; "Paris was full of tourists" tells no state.
_ACTS = re.compile(r"^(?:,[^,.;]{0,90},)?\s+(?:will|would|must|may|might|can|could|should|did|does)\b")
_IS = re.compile(r"^(?:,[^,.;]{0,90},)?\s+(?:is|was|had|has)\b")
#: Fields in which states act, and in which cities do.
_OF_STATES = frozenset({"field_politics", "field_military"})
_NO_STATE = frozenset({"field_sport", "field_arts"})


def stands_for_country(pair: Pair) -> str:
    """Return the country where one name is its capital, which acts as a state does in its text, the other the country.

    "" otherwise, also where the capital's class is that of places.
    """
    for city, side, land, other in (
        (pair.a, pair.left, pair.b, pair.right),
        (pair.b, pair.right, pair.a, pair.left),
    ):
        country = pair.lists.capitals.get(city.key)
        if country is None or country != land.key or side.type not in (None, pair.settings.country_class):
            continue
        if _is_state(side.name, side.context, country, pair.lists) and "place" not in read_usage(
            other.name, other.context, pair.lists
        ):
            return country
    return ""


@lru_cache(maxsize=1 << 12)
def _is_state(name: str, context: str, country: str, lists: NameWords) -> bool:
    """Say whether a text speaks of a capital as of a state: it acts, in politics or war, or towards other states."""
    usage = read_usage(name, context, lists)
    plain, bare = fold(context), fold(name)
    after = [plain[place.end :] for place in occurrences(bare, plain)]
    acts = "body" in usage or any(map(_ACTS.match, after))
    fields = read_context(context, lists).fields
    if "place" in usage or not (acts or any(map(_IS.match, after))) or not fields.isdisjoint(_NO_STATE):
        return False
    others = {land for land in read_countries(context, lists) if land != country}
    return (acts and bool(others)) or not fields.isdisjoint(_OF_STATES)
