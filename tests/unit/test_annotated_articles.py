"""The annotated articles that the relation model learns from are whole: names stand in the text, classes fit."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from kg.schema import load_ontology

TRAINING = Path(__file__).parents[2] / "training"
sys.path.insert(0, str(TRAINING))
from annotated import WRITTEN, Article, one_id_a_thing, written_articles  # noqa: E402

ONTOLOGY = load_ontology()
ARTICLES = [article for path in sorted(WRITTEN.glob("*.txt")) for article in written_articles(path)]


def test_there_are_articles_and_each_has_its_own_name() -> None:
    assert len(ARTICLES) >= 400
    assert len({article.id for article in ARTICLES}) == len(ARTICLES)


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.id)
def test_names_stand_in_the_text_and_relations_fit_their_classes(article: Article) -> None:
    text = "\n".join([article.title, *article.sentences])
    kinds = {entity["name"]: entity["type"] for entity in article.entities}
    for entity in article.entities:
        assert all(name in text for name in (entity["name"], *entity["aliases"])), entity
    for _, subject, relation, object_, status, _ in article.relations:
        assert ONTOLOGY.admits(relation, kinds[subject], kinds[object_]), (subject, relation, object_)
        assert status in {"", "planned", "past", "acting", "possible"}


def test_one_thing_has_one_id_over_articles_and_surnames_join_nobody() -> None:
    left = Article(id="1", entities=[{"name": "United Nations", "type": "Organization", "aliases": ["UN"]},
                                     {"name": "Ana Ruiz", "type": "Person", "aliases": ["Ruiz"]}])  # fmt: skip
    right = Article(id="2", entities=[{"name": "UN", "type": "Organization", "aliases": []},
                                      {"name": "Ruiz", "type": "Person", "aliases": []}])  # fmt: skip
    ids = one_id_a_thing([left, right])
    assert ids["Organization", "UN"] == ids["Organization", "United Nations"]
    assert ids["Person", "Ruiz"] != ids["Person", "Ana Ruiz"]


def test_a_line_of_no_kind_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_text("@ a-1 title: T\nX what is this\n", encoding="utf-8")
    with pytest.raises(ValueError, match=":2:"):
        list(written_articles(tmp_path / "bad.txt"))
