"""Figures over labelled clusters of mentions and relations between them: by mention, and soft and hard by entity.

Source: Zaporojets et al. (2021), "DWIE: An entity-centric dataset for multi-task document-level information
extraction", section 5. By mention each labelled mention counts one. Hard: a cluster (or relation) is right where all
its mentions and its label are. Soft: a cluster is as right as the share of its mentions that carry its label on the
other side; a relation, as the share of the pairs of mentions of its two ends that are so related on the other side.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Set
from itertools import product

from kg.evaluate.coreference import Tally

#: A cluster with its label, such as a class.
Labelled = tuple[frozenset[Hashable], str]
#: Two clusters and what relates the first to the second.
Related = tuple[frozenset[Hashable], str, frozenset[Hashable]]


def match_sets(key: Collection[Hashable], response: Collection[Hashable]) -> Tally:
    """Count what two sets share.

    >>> match_sets({1, 2, 3}, {3, 4}).precision
    0.5
    """
    key, response = set(key), set(response)
    right = float(len(key & response))
    return Tally(precision_right=right, precision_of=len(response), recall_right=right, recall_of=len(key))


def entities_by_mention(key: Iterable[Labelled], response: Iterable[Labelled]) -> Tally:
    """Compare labelled mentions, one a mention and label.

    >>> entities_by_mention([(frozenset("ab"), "P")], [(frozenset("ac"), "P")]).recall
    0.5
    """
    return match_sets(_labelled_mentions(key), _labelled_mentions(response))


def entities_soft(key: Collection[Labelled], response: Collection[Labelled]) -> Tally:
    """Compare clusters by the share of their mentions that carry the label.

    >>> entities_soft([(frozenset("ab"), "P")], [(frozenset("abcd"), "P")]).precision
    0.5
    """
    return _soft([_mentions(row) for row in key], [_mentions(row) for row in response])


def entities_hard(key: Collection[Labelled], response: Collection[Labelled]) -> Tally:
    """Compare whole clusters."""
    return match_sets(key, response)


def relations_soft(key: Collection[Related], response: Collection[Related]) -> Tally:
    """Compare relations by the share of their pairs of mentions.

    >>> a, b, c = frozenset({1, 2}), frozenset({3}), frozenset({1})
    >>> relations_soft([(a, "r", b)], [(c, "r", b)]).recall
    0.5
    """
    return _soft([_pairs(row) for row in key], [_pairs(row) for row in response])


def relations_hard(key: Collection[Related], response: Collection[Related]) -> Tally:
    """Compare relations between whole clusters."""
    return match_sets(key, response)


def _mentions(row: Labelled) -> Set[Hashable]:
    return {(mention, row[1]) for mention in row[0]}


def _labelled_mentions(rows: Iterable[Labelled]) -> Set[Hashable]:
    return {item for row in rows for item in _mentions(row)}


def _pairs(row: Related) -> Set[Hashable]:
    return {(left, row[1], right) for left, right in product(row[0], row[2])}


def _soft(key: Collection[Set[Hashable]], response: Collection[Set[Hashable]]) -> Tally:
    in_key = {item for row in key for item in row}
    in_response = {item for row in response for item in row}
    return Tally(
        precision_right=sum(len(row & in_key) / len(row) for row in response if row),
        precision_of=sum(1.0 for row in response if row),
        recall_right=sum(len(row & in_response) / len(row) for row in key if row),
        recall_of=sum(1.0 for row in key if row),
    )
