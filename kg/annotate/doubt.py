"""How sure it is that a chain is a named entity; doubtful ones take part in no output."""

from __future__ import annotations

from collections.abc import Mapping

from kg.annotate.given import GIVEN
from kg.annotate.groups import Group

#: Probability that a name is right given one mention by this voter alone.
#: Source: precision of each voter's names on the training articles, rounded.
RELIABILITY: Mapping[str, float] = {
    "md": 0.65,
    "sm": 0.35,
    "news": 0.5,
    "gazetteer": 0.95,
    "pattern": 0.9,
    "quoted": 0.8,
    "acronym": 0.9,
    "team": 0.9,
    "head": 0.4,
    "listed": 0.5,
    "code": 0.6,
    "venue": 0.7,
    "people": 0.1,
    "hint": 0.2,
    "hint-inside": 0.55,
    "camel": 0.5,
    "described": 0.35,
    "capitals": 0.15,
    GIVEN: 1.0,  # as people decided
}
#: Chains below are not reported.
THRESHOLD = 0.5


def confidence(group: Group) -> float:
    """Return a chain's probability: noisy-or over the kinds of voters that saw any of its names.

    Only distinct voters count: one voter's errors repeat.
    """
    doubt = 1.0
    for source in sorted({source for name in group.names for source in name.sources}):
        doubt *= 1.0 - RELIABILITY.get(source, 0.0)
    return round(1.0 - doubt, 4)
