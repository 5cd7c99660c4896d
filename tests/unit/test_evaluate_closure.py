"""What follows from triples by Horn rules."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import FormatError
from kg.evaluate.closure import derive, read_rule

_INSIDE = read_rule("in(X, Y), in(Y, Z) -> in(X, Z)")
_TRIPLES = st.frozensets(st.tuples(st.sampled_from("abcd"), st.just("in"), st.sampled_from("abcd")), max_size=6)


@pytest.mark.parametrize(
    "text",
    [
        "in(X, Y)",
        "-> in(X, Y)",
        "in(X, Y) -> in(X, Z)",
        "in(X, Y) -> a(X, Y), b(X, Y)",
        "in(x, y) -> at(x, y)",
        "in X Y -> at",
    ],
)
def test_what_is_no_rule_is_refused(text: str) -> None:
    with pytest.raises(FormatError, match="is no rule"):
        read_rule(text)


def test_a_chain_of_any_length_is_closed() -> None:
    steps = {(str(n), "in", str(n + 1)) for n in range(5)}
    assert ("0", "in", "5") in derive(steps, [_INSIDE])


def test_a_circle_relates_nothing_to_itself() -> None:
    assert derive({("a", "in", "b"), ("b", "in", "a")}, [_INSIDE]) == {("a", "in", "b"), ("b", "in", "a")}


def test_a_variable_twice_in_an_atom_asks_for_one_and_the_same() -> None:
    rule = read_rule("in(X, Y), town(Y, Y) -> in_town(X, Y)")
    facts = {("a", "in", "b"), ("a", "in", "c"), ("b", "town", "b"), ("c", "town", "d")}
    assert derive(facts, [rule]) - facts == {("a", "in_town", "b")}


def test_a_rule_may_turn_its_ends_round() -> None:
    assert ("b", "child_of", "a") in derive({("a", "parent_of", "b")}, [read_rule("parent_of(X, Y) -> child_of(Y, X)")])


@given(_TRIPLES)
def test_what_follows_contains_what_was_given_and_is_closed(triples: frozenset[tuple[str, str, str]]) -> None:
    closed = derive(triples, [_INSIDE])
    assert triples <= closed
    assert derive(closed, [_INSIDE]) == closed


@given(_TRIPLES, _TRIPLES)
def test_more_given_never_gives_less(
    some: frozenset[tuple[str, str, str]], more: frozenset[tuple[str, str, str]]
) -> None:
    assert derive(some, [_INSIDE]) <= derive(some | more, [_INSIDE])
