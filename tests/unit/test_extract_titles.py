"""Posts as they are shown, and "then-" that stands over several of them."""

from __future__ import annotations

import pytest

from kg.ingest import read_text
from kg.pipeline.run import Reading
from kg.pipeline.settings import BuildSettings
from kg.schema.load import load_ontology

#: A text, and the status and title of each person's post in it.
TEXTS = {
    "The then-NASA Administrator and Boeing chief Jim Albaugh spoke.": {"Jim Albaugh": ("past", "chief")},
    "Then-Trade Minister and Siemens chief Anna Berg resigned in 2011.": {"Anna Berg": ("past", "chief")},
    "Then Administrator Jim Bridenstine of NASA flew out.": {"Jim Bridenstine": ("past", "Administrator")},
    "The then-head of NASA, Mike Griffin, left.": {"Mike Griffin": ("past", "head")},
    # A second person's post is past only in a story of another year.
    "Then-chancellor Ann Roth and Siemens chief Jim Albaugh spoke.": {"Jim Albaugh": ("occurred", "chief")},
    "They met in 2018. Then-chancellor Ann Roth and Siemens chief Jim Albaugh spoke.": {
        "Jim Albaugh": ("past", "chief")
    },
    # Counter-examples: a comma or a verb stands between, or "then" is an adverb of the clause.
    "Boeing chief Jim Albaugh spoke.": {"Jim Albaugh": ("occurred", "chief")},
    "The then-minister spoke, and Boeing chief Jim Albaugh listened.": {"Jim Albaugh": ("occurred", "chief")},
    "The then-minister met Boeing chief Jim Albaugh.": {"Jim Albaugh": ("occurred", "chief")},
}


@pytest.fixture(scope="module")
def read() -> dict[str, dict[str, tuple[str, str | None]]]:
    """Return the status and title of each person who heads something, by text."""
    documents = [read_text(text, name=f"{i}.txt", published_at="2025-07-31") for i, text in enumerate(TEXTS)]
    shards = Reading(load_ontology(), BuildSettings(voters=("md",))).shards(documents)
    return {
        text: {
            shard.mentions[row.subject_mention].text: (row.status, row.title)
            for row in shard.relation_mentions.values()
            if row.predicate == "heads"
        }
        for text, shard in zip(TEXTS, shards, strict=True)
    }


@pytest.mark.parametrize("text", TEXTS)
def test_posts_have_the_status_and_the_title_that_the_text_gives(
    text: str, read: dict[str, dict[str, tuple[str, str | None]]]
) -> None:
    assert read[text].items() >= TEXTS[text].items()


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("then Administrator", "Administrator"),
        ("based firm", "firm"),
        ("fellow astronauts", "astronaut"),
        ("Managing Director", "Managing Director"),
        ("acting Administrator", "acting Administrator"),
        ("former chief executive", "former chief executive"),
        ("then", None),
        ("and telecom operator", "telecom operator"),
        ("founder and chief executive", "founder and chief executive"),
        ("pan - democratic councillor", "pan-democratic councillor"),
    ],
)
def test_titles_lose_the_words_that_are_no_part_of_a_post(said: str, shown: str | None) -> None:
    from kg.extract.cues import plain_title
    from tests.unit.extract_trees import lexicon

    assert plain_title(said, lexicon()) == shown
