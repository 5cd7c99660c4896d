"""Facts with spans in one passage: what agrees, and what counts as wrong."""

from __future__ import annotations

from kg.evaluate.span_facts import SpanFact, score_passage
from kg.model import Span


def _fact(relation: str, subject: tuple[int, int], *objects: tuple[int, int]) -> SpanFact:
    return SpanFact(
        relation=relation,
        subject=(Span(start=subject[0], end=subject[1]),),
        object=tuple(Span(start=start, end=end) for start, end in objects),
    )


def test_ends_agree_where_any_of_their_spans_overlap() -> None:
    assert _fact("in", (0, 5), (8, 9)).agrees(_fact("in", (4, 6), (20, 25), (8, 12)))
    assert not _fact("in", (0, 5), (8, 9)).agrees(_fact("in", (5, 6), (8, 9)))
    assert not _fact("in", (0, 5), (8, 9)).agrees(_fact("at", (0, 5), (8, 9)))


def test_ends_that_change_places_do_not_agree() -> None:
    assert not _fact("in", (0, 5), (8, 9)).agrees(_fact("in", (8, 9), (0, 5)))


def test_a_relation_that_was_not_annotated_is_never_wrong() -> None:
    response = [_fact("in", (0, 5), (8, 9)), _fact("at", (0, 5), (8, 9))]
    assert score_passage([], response, {"in"}).keys() == {"in"}
    assert score_passage([], response, {"in"})["in"].precision_of == 1
    assert score_passage([], response).keys() == {"at", "in"}


def test_one_claim_may_find_the_facts_of_several_mentions() -> None:
    key = [_fact("in", (0, 2), (8, 9)), _fact("in", (4, 6), (8, 9))]
    response = [SpanFact(relation="in", subject=(Span(start=0, end=2), Span(start=4, end=6)), object=key[0].object)]
    figure = score_passage(key, response)["in"]
    assert (figure.recall_right, figure.recall_of, figure.precision_right, figure.precision_of) == (2, 2, 1, 1)


def test_a_fact_that_nobody_claims_is_missed() -> None:
    assert score_passage([_fact("in", (0, 2), (8, 9))], [])["in"].recall == 0
