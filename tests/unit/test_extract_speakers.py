"""Whose word a relation is: a speaker's, and never that of the article's own author."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from kg.ingest import read_text
from kg.pipeline.run import Reading
from kg.pipeline.settings import BuildSettings
from kg.schema.load import load_ontology

SAID = "Angela Merkel met Emmanuel Macron, according to Helen Price."
#: What is read, the authors that its source names, and who speaks.
ARTICLES: Mapping[str, tuple[str, tuple[str, ...], str | None]] = {
    "a speaker": (SAID, (), "Helen Price"),
    "another author": (SAID, ("Peter Novak",), "Helen Price"),
    "the author": (SAID, ("Helen Price",), None),
    "one of the authors, spelt otherwise": (SAID, ("Peter Novak", "helen  price"), None),
    "the author of a byline": (f"Leaders meet in Paris\n\nBy Helen Price\n\n{SAID}", (), None),
}


@pytest.fixture(scope="module")
def speakers() -> dict[str, set[str | None]]:
    """Return the names of those to whom the relations of each article are attributed."""
    documents = [
        read_text(text, name=f"{i}.txt", published_at="2025-07-31", authors=authors)
        for i, (text, authors, _) in enumerate(ARTICLES.values())
    ]
    shards = Reading(load_ontology(), BuildSettings(voters=("md",))).shards(documents)
    return {
        name: {
            None if row.attributed_to is None else shard.mentions[shard.chains[row.attributed_to].representative].text
            for row in shard.relation_mentions.values()
        }
        for name, shard in zip(ARTICLES, shards, strict=True)
    }


@pytest.mark.parametrize("name", ARTICLES)
def test_what_is_said_is_the_word_of_its_speaker_unless_that_is_the_author(
    name: str, speakers: dict[str, set[str | None]]
) -> None:
    assert speakers[name] == {ARTICLES[name][2]}
