"""Bare surnames where relatives share them: put to one, and the relatives never to each other."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from kg.annotate import AnnotateSettings, Annotator
from kg.ingest import read_text
from kg.model import AnnotatedDocument
from kg.schema.load import load_ontology

#: A text, and whom its bare surnames mean, in text order; None: nobody in particular.
TEXTS: Mapping[str, list[str | None]] = {
    "Gary Gomes and his wife Katherine Gomes live in Boston. Gomes said he would sue.": ["Gary Gomes"],
    "Gary Gomes and his wife Katherine Gomes live in Boston. Gomes said she would sue.": ["Katherine Gomes"],
    "Gary Gomes died on Monday. His widow, Katherine Gomes, spoke at noon. Gomes thanked the doctors.": [
        "Katherine Gomes"
    ],
    "Omar Khadr was freed. Khadr went to Boston. His father Ahmed Khadr died in 2003. Khadr smiled.": [
        "Omar Khadr",
        "Omar Khadr",
    ],
    "Bill Clinton and Hillary Clinton visited Paris. Mr Clinton spoke. Mrs Clinton listened.": [
        "Bill Clinton",
        "Hillary Clinton",
    ],
    # One bearer of the name alone, and a surname before all of them.
    "Anna Weber met Peter Novak. Weber smiled.": ["Anna Weber"],
}


@pytest.fixture(scope="module")
def read() -> dict[str, AnnotatedDocument]:
    """Return each text annotated."""
    annotator = Annotator(load_ontology(), AnnotateSettings(voters=("md",)))
    documents = [read_text(text, name=f"{i}.txt", published_at="2025-07-31") for i, text in enumerate(TEXTS)]
    return dict(zip(TEXTS, annotator.pipe(documents), strict=True))


@pytest.mark.parametrize("text", TEXTS)
def test_a_bare_surname_means_the_relative_that_title_pronoun_or_the_text_so_far_point_to(
    text: str, read: dict[str, AnnotatedDocument]
) -> None:
    annotated = read[text]
    texts = {mention.id: mention.text for mention in annotated.mentions}
    meant: list[str | None] = []
    surnames = {name.split()[-1] for name in TEXTS[text] if name is not None}
    for mention in sorted(annotated.mentions, key=lambda m: m.span):
        if mention.kind == "name" and mention.text in surnames:
            chain = next(c for c in annotated.chains if mention.id in c.mentions)
            full = {texts[m] for m in chain.mentions if len(texts[m].split()) == 2 and texts[m].split()[-1] in surnames}
            meant.append(next(iter(sorted(full)), None))
    assert meant == TEXTS[text]


@pytest.mark.parametrize("text", TEXTS)
def test_relatives_stay_two_and_no_mention_is_lost(text: str, read: dict[str, AnnotatedDocument]) -> None:
    annotated = read[text]
    texts = {mention.id: mention.text for mention in annotated.mentions}
    held = [mention for chain in annotated.chains for mention in chain.mentions]
    assert sorted(held) == sorted(texts)
    for chain in annotated.chains:
        assert len({texts[m] for m in chain.mentions if len(texts[m].split()) == 2 and texts[m].istitle()}) <= 1
