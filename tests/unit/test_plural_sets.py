"""A plural that stands for several entities goes to each of them, and to none where the text leaves it open."""

from __future__ import annotations

import pytest

from kg.extract.build_trees import build_trees
from kg.extract.tree import coordinated
from kg.model import AnnotatedDocument
from tests.unit.parsed import annotated


def _sets(document: AnnotatedDocument) -> dict[str, set[str]]:
    """Return what each plural stands for: the names of its members."""
    by_id = {mention.id: mention for mention in document.mentions}
    found: dict[str, set[str]] = {}
    for chain in document.chains:
        for mention in (by_id[id_] for id_ in chain.mentions):
            if mention.kind == "set":
                found.setdefault(mention.text, set()).add(by_id[chain.representative].text)
    return found


@pytest.mark.parametrize(
    ("text", "phrase", "members"),
    [
        (
            "Emmanuel Macron and Joe Biden met in Paris. The two leaders left on Friday.",
            "The two leaders",
            "Macron Biden",
        ),
        ("Angela Merkel met Boris Johnson in Berlin. The two left on Friday.", "The two", "Merkel Johnson"),
        ("Angela Merkel met Boris Johnson in Berlin. Both left on Friday.", "Both", "Merkel Johnson"),
        ("Angela Merkel and Boris Johnson spoke. The pair left on Friday.", "The pair", "Merkel Johnson"),
        (
            "France and Germany signed a treaty. The two countries had been at odds.",
            "The two countries",
            "France Germany",
        ),
        (
            "Talks between Microsoft and Lufthansa failed. Both companies left Berlin.",
            "Both companies",
            "Microsoft Lufthansa",
        ),
        ("Talks between France and Germany failed. The two sides left Geneva.", "The two sides", "France Germany"),
        (
            "Mary Roe, Helen Lund and Susan Stone signed the letter. The women left on Friday.",
            "The women",
            "Roe Lund Stone",
        ),
        ("Emmanuel Macron and Joe Biden met in Paris. They left on Friday.", "They", "Macron Biden"),
        (
            "After talks between France and Germany, the two countries signed a treaty.",
            "the two countries",
            "France Germany",
        ),
    ],
)
def test_a_plural_stands_for_each_of_its_members(text: str, phrase: str, members: str) -> None:
    found = _sets(annotated(text))
    assert {name.split()[-1] for name in found.get(phrase, ())} == set(members.split())


@pytest.mark.parametrize(
    "text",
    [
        "Mary Roe, Helen Lund and Susan Stone spoke. The two leaders left on Friday.",  # of three
        "Mary Roe and Robert Lund signed it. The women left on Friday.",  # a man among them
        "Mary Roe and Helen Lund spoke. The hosts won.",  # no such noun
        "Mary Roe and Helen Lund spoke. The two leaders of the party left on Friday.",  # narrowed down
        "Mary Roe and Helen Lund spoke. Two leaders left on Friday.",  # others
        "Mary Roe and Helen Lund signed two contracts. They run until May.",  # the contracts
        "Police questioned Mary Roe and Helen Lund. They left on Friday.",  # the police, maybe
        "Mary Roe and Helen Lund met the two leaders in Paris.",  # they cannot have met themselves
        "France and Germany signed a treaty. The two leaders left on Friday.",  # states are no leaders
    ],
)
def test_what_may_mean_others_is_left_open(text: str) -> None:
    assert _sets(annotated(text)) == {}


def test_each_member_has_a_mention_of_its_own_over_the_same_words() -> None:
    document = annotated("Emmanuel Macron and Joe Biden met in Paris. The two leaders left on Friday.")
    plural = [mention for mention in document.mentions if mention.kind == "set"]
    assert len({mention.id for mention in plural}) == len(plural) == 2
    assert len({mention.span for mention in plural}) == 1
    assert all(mention.span.of(document.document.text) == mention.text for mention in plural)
    owners = [chain.id for chain in document.chains for mention in plural if mention.id in chain.mentions]
    assert len(set(owners)) == len(owners) == 2


def test_its_node_is_read_as_names_joined_by_and() -> None:
    document = annotated("Emmanuel Macron and Joe Biden met in Paris. The two leaders left on Friday.")
    _, second = build_trees(document.parse, document.mentions)
    (subject,) = (node for node in second.nodes if node.dep == "nsubj")
    joined = [node.mention for node in coordinated(subject)]
    assert [mention.kind for mention in joined if mention is not None] == ["set", "set"]
