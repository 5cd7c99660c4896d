"""Whose word a relation is: a speaker's, and never that of the article's own author."""

from __future__ import annotations

import pytest

from kg.ingest import read_text
from kg.model import RelationMention
from kg.pipeline.run import Reading
from kg.pipeline.settings import BuildSettings
from kg.schema.load import load_ontology

SAID = "Angela Merkel met Emmanuel Macron, according to Helen Price."


def _speakers(text: str, authors: tuple[str, ...] = ()) -> set[str | None]:
    """Return the names of those to whom the relations of a text are attributed."""
    document = read_text(text, name="a.txt", published_at="2025-07-31", authors=authors)
    (shard,) = Reading(load_ontology(), BuildSettings(voters=("md",))).shards([document])
    relations: list[RelationMention] = list(shard.relation_mentions.values())
    assert relations
    return {
        None if row.attributed_to is None else shard.mentions[shard.chains[row.attributed_to].representative].text
        for row in relations
    }


def test_a_speaker_is_named() -> None:
    assert _speakers(SAID) == {"Helen Price"}
    assert _speakers(SAID, authors=("Peter Novak",)) == {"Helen Price"}


@pytest.mark.parametrize("authors", [("Helen Price",), ("Peter Novak", "helen  price")])
def test_the_author_that_the_source_names_is_no_speaker(authors: tuple[str, ...]) -> None:
    assert _speakers(SAID, authors=authors) == {None}


def test_the_author_of_a_byline_is_no_speaker() -> None:
    assert _speakers(f"Leaders meet in Paris\n\nBy Helen Price\n\n{SAID}") == {None}
