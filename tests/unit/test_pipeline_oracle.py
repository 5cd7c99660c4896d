"""Gold entities in place of found ones, with what is kept of the finding."""

from __future__ import annotations

from kg.evaluate import Gold, GoldDocument, GoldEntity
from kg.model import AnnotatedDocument, CoreferenceChain, Document, Mention, MentionKind, Source, Span
from kg.pipeline.oracle import gold_entities

TEXT = "Ana Rojas of Chile spoke. She met Chilean guests. The minister left. Lund stayed."


def _mention(text: str, kind: MentionKind, canonical: str | None = None) -> Mention:
    span = Span(start=TEXT.index(text), end=TEXT.index(text) + len(text))
    return Mention(
        id=f"{text}/{kind}", document_id="d", span=span, text=text, kind=kind, type=None, score=0.5,
        annotator="found", canonical=canonical,
    )  # fmt: skip


def _chain(*mentions: Mention) -> CoreferenceChain:
    ids = tuple(m.id for m in mentions)
    return CoreferenceChain(id=ids[0], document_id="d", mentions=ids, representative=ids[0], type=None)


def _annotated(name: str = "a.txt") -> AnnotatedDocument:
    rojas, she, minister = _mention("Rojas", "name"), _mention("She", "pronoun"), _mention("The minister", "nominal")
    people, lund = _mention("Chilean", "demonym", canonical="chile"), _mention("Lund", "name")
    return AnnotatedDocument(
        document=Document(id="d", name=name, text=TEXT, source=Source(uri="u")),
        parse=None,  # type: ignore[arg-type]
        mentions=tuple(sorted((rojas, she, minister, people, lund), key=lambda m: m.span)),
        chains=(_chain(rojas, she, minister), _chain(people), _chain(lund)),
    )


GOLD = Gold(
    documents=(
        GoldDocument(
            id="a.txt",
            entities=(
                GoldEntity(id="rojas", type="Person", name="Ana Rojas"),
                GoldEntity(id="chile", type="Country", name="Chile"),
                GoldEntity(id="absent", type="Person", name="Nobody Here"),
            ),
        ),
    )
)


def test_names_are_gold_and_keep_their_pronouns_nominals_and_demonyms() -> None:
    changed = gold_entities(GOLD)(_annotated())
    texts = {m.id: m.text for m in changed.mentions}
    chains = {tuple(texts[id] for id in chain.mentions): chain.type for chain in changed.chains}
    assert chains == {("Ana Rojas", "She", "The minister"): "Person", ("Chile", "Chilean"): "Country"}


def test_what_gold_does_not_name_is_gone() -> None:
    changed = gold_entities(GOLD)(_annotated())
    assert "Lund" not in {m.text for m in changed.mentions}
    assert "Rojas" not in {m.text for m in changed.mentions}


def test_every_mention_is_in_one_chain_and_sorted() -> None:
    changed = gold_entities(GOLD)(_annotated())
    members = [id for chain in changed.chains for id in chain.mentions]
    assert sorted(members) == sorted(m.id for m in changed.mentions)
    assert list(changed.mentions) == sorted(changed.mentions, key=lambda m: m.span)
    assert all(chain.representative in chain.mentions for chain in changed.chains)


def test_a_document_without_gold_is_left_as_it_is() -> None:
    annotated = _annotated("other.txt")
    assert gold_entities(GOLD)(annotated) is annotated
