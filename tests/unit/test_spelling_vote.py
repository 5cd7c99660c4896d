"""The name that an entity is shown by: elected by the documents, each with one vote."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.resolve import NameWords
from kg.resolve.label import choose_name, quiet_forms, support
from kg.schema.load import load_ontology

LISTS = NameWords.of(load_ontology())
#: Articles as the forms that each writes, in any number.
FORMS = ("Steven Siceloff", "Siceloff", "Seselov", "Roscosmos", "ISS", "Space Station", "a", "!?")


def elected(
    *articles: str, person: bool = False, canonical: str | None = None, vocabulary: dict[str, int] | None = None
):
    uses: dict[tuple[str, str], int] = {}
    for number, article in enumerate(articles):
        for form in article.split(", "):
            uses[form, f"{number}"] = uses.get((form, f"{number}"), 0) + 1
    return choose_name(
        uses, canonical=canonical, is_person=person, is_country=False, lists=LISTS, vocabulary=vocabulary
    )


@pytest.mark.parametrize(
    ("articles", "name"),
    [
        (("Steven Secillof, Secillof, Seselov", "Steven Siceloff"), "Steven Siceloff"),
        (("Steven Siceloff", "Steven Secillof, Secillof, Seselov"), "Steven Siceloff"),
        (("Ann Lee", "Anne Lee, Anne Lee, Anne Lee", "Ann Lee"), "Ann Lee"),
        (("Sergei Krikalyov", "Sergei Krikalev, Sergei Krikalev"), "Sergei Krikalev"),
        (("Mr. Lee, Ann Lee",), "Ann Lee"),
        (("Lee, Lee, Lee",), "Lee"),
    ],
)
def test_a_person_is_called_by_the_spelling_that_most_documents_stand_for(articles: tuple[str, ...], name: str) -> None:
    assert elected(*articles, person=True) == name


@pytest.mark.parametrize(
    ("articles", "name"),
    [
        (("Roscosmos, Riscosmos, Riscosmos, Riscosmos, Riscosmos", "Roscosmos"), "Roscosmos"),
        (("Lyndon B. Jonhnson space center",), "Lyndon B. Jonhnson space center"),
        (("Lyndon B. Jonhnson space center", "Lyndon B. Johnson Space Center"), "Lyndon B. Johnson Space Center"),
        (
            ("Lyndon B. Jonhnson space center", "Johnson Space Center", "Lyndon B. Johnson Space Center"),
            "Lyndon B. Johnson Space Center",
        ),
        (("ISS, ISS, International Space Station", "ISS"), "International Space Station"),
        (("ROSCOSMOS", "Roscosmos"), "Roscosmos"),
    ],
)
def test_another_name_is_the_best_supported_and_never_one_that_nobody_writes(
    articles: tuple[str, ...], name: str
) -> None:
    assert elected(*articles) == name


def test_of_equal_votes_the_spelling_that_other_names_share_wins() -> None:
    articles = ("Acme Zohnson Labs", "Acme Johnson Labs")
    assert elected(*articles, vocabulary={"zohnson": 5, "johnson": 1}) == "Acme Zohnson Labs"
    assert elected(*articles, vocabulary={"zohnson": 1, "johnson": 5}) == "Acme Johnson Labs"


def test_the_gazetteers_name_wins_where_it_stands() -> None:
    assert elected("Burma, Burma", "Myanmar", canonical="Myanmar") == "Myanmar"
    assert elected("Burma", canonical="Myanmar") == "Burma"


@given(st.dictionaries(st.tuples(st.sampled_from(FORMS), st.sampled_from("xyz")), st.integers(1, 9), max_size=8))
def test_each_document_has_one_vote(uses: dict[tuple[str, str], int]) -> None:
    assert sum(support(uses).values()) == pytest.approx(len({document for _, document in uses}))


@given(
    st.dictionaries(
        st.tuples(st.one_of(st.sampled_from(FORMS), st.text(min_size=1, max_size=9)), st.sampled_from("xyz")),
        st.integers(1, 9),
        min_size=1,
        max_size=8,
    ),
    st.booleans(),
)
def test_any_forms_elect_one_of_them_whatever_their_order(uses: dict[tuple[str, str], int], person: bool) -> None:
    def choose(some: dict[tuple[str, str], int]) -> str:
        return choose_name(some, canonical=None, is_person=person, is_country=False, lists=LISTS)

    assert choose(uses) == choose(dict(reversed(uses.items())))
    assert any(form.endswith(choose(uses)) for form, _ in uses)


def test_reprints_and_articles_of_one_newsroom_have_one_vote_together() -> None:
    from kg.resolve import canonicalise
    from tests.unit.test_resolve_corpus import ONTOLOGY, build, chain

    graph = build(*((f"{name} spoke {'so ' * n}.", chain("Person", name)) for n, name in enumerate(
        ["Orlan Ostranderov", "Orlan Ostranderov", "Orlan Ostranderof", "Orlan Ostranderof", "Orlan Ostranderof"]
    )))  # fmt: skip
    documents = {document.name: id for id, document in graph.documents.items()}
    reprints = {documents[f"{n}.txt"]: documents["2.txt"] for n in (2, 3, 4)}

    def called(**options: object) -> set[str]:
        return {entity.name for entity in canonicalise(graph, ONTOLOGY, **options).entities.values()}  # type: ignore[arg-type]

    assert called() == {"Orlan Ostranderof"}
    assert called(sources=reprints) == {"Orlan Ostranderov"}


def test_a_headline_in_capitals_gives_no_name_and_no_alias_where_the_text_writes_it_small() -> None:
    assert quiet_forms({"ANGELA MERKEL", "Angela Merkel"}, is_person=True) == {"Angela Merkel"}
    assert quiet_forms({"PARIS", "Paris"}, is_person=False) == {"Paris"}
    # Counter-examples: acronyms, designations, and what stands nowhere else.
    assert quiet_forms({"NASA", "Space Agency"}, is_person=False) == {"NASA", "Space Agency"}
    assert quiet_forms({"CREW-11", "Crew-11"}, is_person=False) == {"CREW-11", "Crew-11"}
    assert quiet_forms({"ANGELA MERKEL"}, is_person=True) == {"ANGELA MERKEL"}
