"""Dates on posts and events: since, until, both, or the time that is spoken of."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from kg.ingest import read_text
from kg.pipeline.run import Reading
from kg.pipeline.settings import BuildSettings
from kg.schema.load import load_ontology

SENTENCES: Mapping[str, tuple[str | None, str | None]] = {
    "Angela Merkel has headed Siemens since 2018.": ("2018", "2018/.."),
    "Karl Weiss led NASA from 2011 to 2015.": ("2011", "2011/2015"),
    "Elon Musk worked for PayPal between 1999 and 2002.": ("1999", "1999/2002"),
    "Anna Roth was the president of Harvard University until June 2020.": (None, "../2020-06"),
    "Tim Cook became chief executive of Apple in August 2011.": ("2011-08", "2011-08/.."),
    "John Smith stepped down as chief executive of Siemens in March 2021.": (None, "../2021-03"),
    "Angela Merkel met Emmanuel Macron in Paris in March 2019.": ("2019-03", None),
    "The last time Angela Merkel and Emmanuel Macron met was in October 2018.": ("2018-10", None),
    "Angela Merkel, who last met Emmanuel Macron in 2018, slept.": ("2018", None),
    "Angela Merkel last met Emmanuel Macron in May 2019.": ("2019-05", None),
    "NASA meets Roscosmos October 2018": ("2018-10", None),
    "The last time NASA and Roscosmos leadership met face to face was in October 2018.": ("2018-10", None),
    "Anna Roth returned to India after winning the title in 2019.": (None, None),
    "It was the first meeting between Angela Merkel and Emmanuel Macron since 2018.": (None, None),
    "Angela Merkel met Emmanuel Macron.": (None, None),
    "The leaders met in Oslo in October 2018. Then-NASA Administrator Jim Bridenstine spoke.": ("2018-10", None),
    "The leaders met in Oslo in 2018.\n\nThen-NASA Administrator Jim Bridenstine spoke.": (None, None),
    "They met in 2018. Jim Bridenstine, the administrator of NASA, spoke.": (None, None),
}


@pytest.fixture(scope="module")
def read() -> dict[str, set[tuple[str | None, str | None]]]:
    """Return the times and periods that each text gives."""
    documents = [read_text(text, name=f"{i}.txt", published_at="2025-07-31") for i, text in enumerate(SENTENCES)]
    shards = Reading(load_ontology(), BuildSettings(voters=("md",))).shards(documents)
    return {
        text: {(row.time, row.period) for row in shard.relation_mentions.values()}
        for text, shard in zip(SENTENCES, shards, strict=True)
    }


@pytest.mark.parametrize("text", SENTENCES)
def test_a_date_on_a_post_or_event_is_read_with_what_it_bounds(
    text: str, read: dict[str, set[tuple[str | None, str | None]]]
) -> None:
    assert SENTENCES[text] in read[text]
    assert len(read[text]) == 1
