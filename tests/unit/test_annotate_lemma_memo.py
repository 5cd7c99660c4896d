"""The memo of the lemmatizer gives what the lemmatizer gives, token by token."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from spacy.tokens import Doc

from kg.annotate.lemma_memo import remember_lemmas
from kg.annotate.parse import load_model

SEEDS = Path(__file__).parents[2] / "seeds"
TRICKY = (
    "He saw the saw. They were leaving; she leaves the leaves. Better data, worse criteria.",
    "It's theirs. I've got ta go, he ain't been 's 's S.",
    "  \n\n Ran run RUNNING Running\u00a0ΟΔΟΣ İstanbul ﬁne 2nd 1990s",
    "",
)


@pytest.fixture(scope="module")
def models() -> tuple[Any, Any]:
    plain, fast = load_model("md"), load_model("md")
    remember_lemmas(fast)
    return plain, fast


def lemmas(doc: Doc) -> list[tuple[str, str]]:
    return [(token.text, token.lemma_) for token in doc]


def test_texts_are_read_alike_however_often(models: tuple[Any, Any]) -> None:
    texts = [*TRICKY, *(path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))), *TRICKY]
    plain, fast = ([lemmas(doc) for doc in model.pipe(texts)] for model in models)
    assert plain == fast


def test_lemmas_are_right_after_the_string_store_forgot_them() -> None:
    nlp = load_model("md")
    forget = remember_lemmas(nlp)
    for _ in range(3):
        with nlp.memory_zone():
            found = [lemmas(doc) for doc in nlp.pipe(["The zorbulators zorbulated quickly."])]
            assert ("zorbulators", "zorbulator") in found[0]
        forget()


def test_what_another_component_set_stays() -> None:
    nlp = load_model("md")
    remember_lemmas(nlp)
    ruler: Any = nlp.get_pipe("attribute_ruler")
    ruler.add([[{"LOWER": "planes"}]], {"LEMMA": "aircraft"})
    (doc,) = nlp.pipe(["Two planes flew."])
    assert [token.lemma_ for token in doc][:2] == ["two", "aircraft"]


def test_a_pipeline_without_lemmatizer_by_rules_is_left_as_it_is() -> None:
    import spacy

    nlp = spacy.blank("en")
    remember_lemmas(nlp)()
    lemmatizer: Any = nlp.add_pipe("lemmatizer", config={"mode": "lookup"})
    remember_lemmas(nlp)()
    assert "pipe" not in vars(lemmatizer)
