"""Articles that can be read poorly only: another language, no capitals, capitals alone."""

from __future__ import annotations

import pytest

from kg.analyse.doubtful import ALL_CAPITALS, ANOTHER_LANGUAGE, NO_CAPITALS, Doubtful, doubt, doubtful_text
from kg.schema import load_ontology

WORDS = load_ontology().words
NOT_ENGLISH = ANOTHER_LANGUAGE.format("English")
ENGLISH = (
    "Bakanov arrived in Houston on Tuesday, and he is due to meet the head of the agency there. The two are expected "
    "to talk about the station, which both countries will keep in orbit for some years."
)


@pytest.mark.parametrize(
    "text",
    [
        "Le chef de l’agence spatiale russe est arrivé mardi à Houston, où il doit rencontrer le chef de la NASA pour "
        "parler de la station spatiale internationale et des équipages à venir.",
        "Der Chef der russischen Raumfahrtbehörde ist am Dienstag in Houston angekommen und soll dort mit dem Leiter "
        "der NASA über die Raumstation sprechen, die beide Länder noch einige Jahre betreiben wollen.",
        "El jefe de la agencia espacial rusa llegó el martes a Houston, donde se reunirá con el jefe de la NASA para "
        "hablar de la estación, que los dos países van a mantener en órbita unos años más.",
        "Het hoofd van het Russische ruimtevaartbureau kwam dinsdag in Houston aan en zal daar met het hoofd van de "
        "NASA praten over het station dat beide landen nog enkele jaren in een baan om de aarde willen houden.",
        "Глава российского космического агентства прибыл во вторник в Хьюстон, где он должен встретиться с главой НАСА "
        "и поговорить о станции, которую обе страны намерены сохранить на орбите.",
        "俄罗斯航天机构负责人星期二抵达休斯敦，将与美国宇航局负责人会晤，讨论两国打算继续运行数年的国际空间站。" * 3,
    ],
    ids=["French", "German", "Spanish", "Dutch", "Russian", "Chinese"],
)
def test_another_language_is_told_from_english(text: str) -> None:
    assert doubt(text, WORDS) == NOT_ENGLISH
    assert doubt(text, {}) != NOT_ENGLISH, "an ontology without the words judges no language"


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH,
        "Bakanov, Krikalev and Duffy met.",
        "Shr 29 cts vs 41 cts\nNet 1,500,000 vs 1,008,000\nRevs 30 mln vs 23.1 mln\n" * 5,
        "Squad: José Muñoz, Zoë Müller, François Lefèvre, Søren Åkesson, Jürgen Groß, Łukasz Wójcik.\n" * 5,
        "He said: “Le chef de l’agence est arrivé”. " + ENGLISH,
    ],
    ids=["prose", "short", "table", "names", "a foreign quotation"],
)
def test_nothing_is_said_of_english_and_of_what_is_no_prose(text: str) -> None:
    assert doubt(text, WORDS) is None


def test_english_without_capitals_or_with_capitals_alone_is_english_and_hard_to_read() -> None:
    assert doubt(ENGLISH.lower(), WORDS) == NO_CAPITALS
    assert doubt(ENGLISH.upper(), WORDS) == ALL_CAPITALS


def test_a_line_a_reason_names_some_articles_and_counts_all() -> None:
    found = [Doubtful(document=f"{n}.txt", why=NOT_ENGLISH) for n in range(4)]
    found.append(Doubtful(document="low.txt", why=NO_CAPITALS))
    first, second = doubtful_text(found, 9, most=2)
    assert first.startswith("0.txt, 1.txt and 2 more (4 of 9 articles): does not look like English")
    assert second.startswith("low.txt: has no capital letters")
