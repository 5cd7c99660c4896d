"""Which names of one document mean one entity; no model is needed."""

import pytest

from kg.annotate.chains import build
from kg.annotate.groups import Name
from kg.annotate.lexicon import Lexicon
from kg.schema.load import load_ontology


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon.of(load_ontology().words)


def _chains(
    lexicon: Lexicon, *names: tuple[str, str] | tuple[str, str, str], acronyms: tuple[tuple[str, str], ...] = ()
) -> set[frozenset[str]]:
    """Build chains of (form, class[, canonical]) and return their sets of forms."""
    rows = []
    for i, (form, type_, *canonical) in enumerate(names):
        rows.append(
            Name(
                start=10 * i,
                end=10 * i + 1,
                form=form,
                votes={type_: 1.0},
                sources=frozenset({"md", "gazetteer"} if canonical else {"md"}),
                canonical=canonical[0] if canonical else None,
            )
        )
    return {frozenset(group.forms) for group in build(rows, acronyms, lexicon)}


def test_a_surname_joins_the_full_name(lexicon: Lexicon) -> None:
    assert _chains(lexicon, ("Anna Schmidt", "Person"), ("Schmidt", "Organization")) == {
        frozenset({"Anna Schmidt", "Schmidt"})
    }


def test_a_surname_of_two_persons_joins_neither(lexicon: Lexicon) -> None:
    found = _chains(lexicon, ("Bill Novak", "Person"), ("Jane Novak", "Person"), ("Novak", "Person"))
    assert found == {frozenset({"Bill Novak"}), frozenset({"Jane Novak"}), frozenset({"Novak"})}


def test_an_arabic_article_may_be_left_out(lexicon: Lexicon) -> None:
    assert len(_chains(lexicon, ("Omar al-Hakim", "Person"), ("Hakim", "Person"))) == 1


def test_a_surname_with_its_particle_joins(lexicon: Lexicon) -> None:
    assert len(_chains(lexicon, ("Jan de Boer", "Person"), ("De Boer", "Person"))) == 1


def test_a_company_may_be_called_by_its_first_words(lexicon: Lexicon) -> None:
    assert len(_chains(lexicon, ("Acme Widgets Inc.", "Organization"), ("Acme Widgets", "Organization"))) == 1


def test_a_team_may_be_called_by_its_plural(lexicon: Lexicon) -> None:
    assert len(_chains(lexicon, ("Springfield Otters", "Organization"), ("Otters", "Organization"))) == 1


def test_many_of_a_product_are_that_product_and_a_family_is_not_the_man(lexicon: Lexicon) -> None:
    assert frozenset({"A350", "A350s"}) in _chains(lexicon, ("A350", "Product"), ("A350s", "Product"))
    assert frozenset({"A350 XWB", "A350s"}) in _chains(lexicon, ("A350 XWB", "Product"), ("A350s", "Product"))
    two = _chains(lexicon, ("A350 XWB", "Product"), ("A350 Neo", "Product"), ("A350s", "Product"))
    assert frozenset({"A350s"}) in two
    assert len(_chains(lexicon, ("Clinton", "Person"), ("Clintons", "Person"))) == 2
    assert len(_chains(lexicon, ("Windows 7", "Product"), ("Windows", "Product"), ("Window", "Work"))) == 3


def test_a_maker_is_not_its_product(lexicon: Lexicon) -> None:
    found = _chains(lexicon, ("Airbus", "Organization", "Airbus"), ("Airbus A330", "Product"))
    assert len(found) == 2


def test_gazetteer_forms_of_one_name_join(lexicon: Lexicon) -> None:
    assert len(_chains(lexicon, ("USA", "Country", "United States"), ("America", "Country", "United States"))) == 1


def test_capitals_and_hyphens_do_not_divide(lexicon: Lexicon) -> None:
    assert len(_chains(lexicon, ("CREW-11", "Mission"), ("Crew-11", "Mission"), ("Crew 11", "Mission"))) == 1


def test_numbers_divide(lexicon: Lexicon) -> None:
    assert len(_chains(lexicon, ("Crew-11", "Mission"), ("Crew-12", "Mission"))) == 2


def test_an_acronym_joins_its_expansion(lexicon: Lexicon) -> None:
    found = _chains(
        lexicon,
        ("Widget Makers Union", "Organization"),
        ("WMU", "Organization"),
        acronyms=(("Widget Makers Union", "WMU"),),
    )
    assert len(found) == 1


def test_an_acronym_of_two_names_joins_neither(lexicon: Lexicon) -> None:
    found = _chains(
        lexicon, ("Widget Makers Union", "Organization"), ("World Music Union", "Organization"), ("WMU", "Organization")
    )
    assert len(found) == 3


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("Steven Ostrander", "Ostrender", True),
        ("Ivan Peskov", "Platonov", False),
        ("Anna Sokolova", "Olga Sokolowa", False),
    ],
)
def test_a_misspelt_surname_joins_only_what_sounds_alike(lexicon: Lexicon, left: str, right: str, same: bool) -> None:
    assert (len(_chains(lexicon, (left, "Person"), (right, "Person"))) == 1) is same


def test_a_slip_in_a_long_name_joins_but_two_listed_names_never(lexicon: Lexicon) -> None:
    assert len(_chains(lexicon, ("Untied Nations", "Organization"), ("United Nations", "Organization"))) == 1
    listed = _chains(lexicon, ("Slovakia", "Country", "Slovakia"), ("Slovenia", "Country", "Slovenia"))
    assert len(listed) == 2


def test_a_full_name_outweighs_many_misread_surnames(lexicon: Lexicon) -> None:
    rows = [Name(start=0, end=2, form="John Marsh", votes={"Person": 2.0}, sources=frozenset({"md", "sm"}))]
    rows += [
        Name(start=i, end=i + 1, form="Marsh", votes={"Place": 0.8}, sources=frozenset({"md"})) for i in range(5, 15)
    ]
    (group,) = build(rows, (), lexicon)
    assert group.type == "Person"
