"""Names in short texts, through the models: where they begin and end, which are one, and of what class they are."""

import pytest

from kg.annotate import Annotator
from kg.model import Document, Source
from kg.schema.load import load_ontology

Found = dict[str, str | None]


@pytest.fixture(scope="module")
def annotator() -> Annotator:
    return Annotator(load_ontology())


def _chains(annotator: Annotator, text: str) -> list[tuple[frozenset[str], str | None]]:
    """Return the forms and the class of every reported chain."""
    document = Document(id=Document.make_id(uri="a", text=text), name="a", text=text, source=Source(uri="a"))
    annotated = next(iter(annotator.pipe([document])))
    mentions = {m.id: m for m in annotated.mentions}
    found = []
    for chain in annotated.chains:
        forms = frozenset(mentions[i].text for i in chain.mentions if mentions[i].kind == "name")
        if chain.reported and forms:
            found.append((forms, chain.type))
    return found


def _types(annotator: Annotator, text: str) -> Found:
    return {form: type_ for forms, type_ in _chains(annotator, text) for form in forms}


_REPORT = """{} in the last match of the season, after a penalty by the striker and two goals of the young winger.
The referee sent a defender off, and the coach of the visitors said the league title was gone."""


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Officials met the race winner, walker Gillian Roe, in Athens on Monday.", "Gillian Roe"),
        ("Doctors praised her.\nNutritionist Jane Roe said that bread was fine.", "Jane Roe"),
        ("Sales rose.\nCarmaker Nissan Motor is using a new suit.", "Nissan Motor"),
        ("The patch is for Windows, Firefox and Acrobat, said Adobe.", "Windows"),
        ("Workers of the United Auto Workers union walked out.", "United Auto Workers"),
        ("The feud is over.\nRapper Dan Moss spoke in New York.", "Dan Moss"),
        ("The ship belongs to the U.S. 5th Fleet in Bahrain.", "U.S. 5th Fleet"),
        ("He served with the 20th Armoured Brigade in Iraq.", "20th Armoured Brigade"),
        ("They met at the Kids' Choice Awards in 2003.", "Kids' Choice Awards"),
        ("Ursula von der Leyen spoke in Brussels.", "Ursula von der Leyen"),
        ("Sen. Sam Roe, R-Kan., and Rep. Ann Moore (D-Ohio) asked for it.", "Kan."),
        ("Sen. Sam Roe, R-Kan., and Rep. Ann Moore (D-Ohio) asked for it.", "Ohio"),
        ("The Taiwanese company, D-Link Corporation, rose in Taipei.", "D-Link Corporation"),
    ],
)
def test_a_name_has_its_own_words_and_no_others(annotator: Annotator, text: str, name: str) -> None:
    assert name in _types(annotator, text)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("It speaks to the application programming interface (API) of the server. The API is old.", "API"),
        ("It was a leader in artificial pancreas (AP) research in Boston for years.", "AP"),
        ("Statement by Aaron Roe, Ph.D., of the institute in Boston.", "Ph.D."),
        ("Shares of Novo Nordisk (NVO.CO) fell in Copenhagen.", "NVO.CO"),
        ("The Privacy Commissioner for Personal Data opened a case in Hong Kong.", "Personal Data"),
    ],
)
def test_short_forms_of_common_words_degrees_and_posts_are_no_names(annotator: Annotator, text: str, word: str) -> None:
    assert word not in _types(annotator, text)


@pytest.mark.parametrize(
    ("text", "name", "type_"),
    [
        ("Bags were lost at George Bush Intercontinental Airport.", "George Bush Intercontinental Airport", "Facility"),
        ("He drove to the town of Barnard Castle with his wife.", "Barnard Castle", "Place"),
        ("She sang in the movie Cocktail, her first.", "Cocktail", "Work"),
        ("Intel showed its Vaunt smart glasses, and the Vaunt glasses are light.", "Vaunt", "Product"),
        ("The task manager named Mission Control shows what runs on a computer.", "Mission Control", "Product"),
        ("The manager named Bob Moss left Chelsea.", "Bob Moss", "Person"),
        ("The GAO said on Tuesday that it would report to Congress.", "GAO", "Organization"),
        ("The firm was founded by the Center for Human Technology in Boston.", "Center for Human Technology", None),
        ("The villagers trust the National Rural Employment Guarantee Scheme.", None, "Agreement"),
    ],
)
def test_words_beside_and_inside_a_name_tell_its_class(
    annotator: Annotator, text: str, name: str | None, type_: str | None
) -> None:
    types = _types(annotator, text)
    assert type_ in types.values() if name is None else types[name] == (type_ or "Organization")


@pytest.mark.parametrize(
    "start", ["Liverpool beat Newcastle", "Liverpool 2-1 Newcastle", "Liverpool won against Newcastle"]
)
def test_a_town_that_plays_is_a_team(annotator: Annotator, start: str) -> None:
    types = _types(annotator, _REPORT.format(start))
    assert (types["Liverpool"], types["Newcastle"]) == ("Organization", "Organization")


def test_towns_behind_the_players_of_a_line_up_are_their_teams(annotator: Annotator) -> None:
    report = _REPORT.format("England lost to France")
    line_up = "\n\nAnn Lee (Leicester), Mary Hill (Newcastle), Kim Ross (Leicester); Eva Stone (Northampton)."
    types = _types(annotator, report + line_up)
    assert {types[town] for town in ("Leicester", "Newcastle", "Northampton")} == {"Organization"}
    types = _types(annotator, report + "\n\nAnn Lee (Leicester) and Mary Hill (Newcastle) sang the anthem.")
    assert {types["Leicester"], types["Newcastle"]} == {"Place"}


def test_a_town_where_they_play_is_a_town_and_a_country_stays_one(annotator: Annotator) -> None:
    types = _types(annotator, _REPORT.format("Ireland beat Italy in Cardiff"))
    assert (types["Cardiff"], types["Ireland"], types["Italy"]) == ("Place", "Country", "Country")


def test_without_sport_a_town_that_acts_is_a_town(annotator: Annotator) -> None:
    assert (
        _types(annotator, "Liverpool beat Manchester to the grant for museums, the council said.")["Liverpool"]
        == "Place"
    )


def test_the_government_of_a_country_is_one_whatever_it_is_called(annotator: Annotator) -> None:
    text = "The Iraqi government agreed. The Federal Government of Iraq will pay, the minister said in Paris."
    assert (frozenset({"Iraqi government", "Federal Government of Iraq"}), "Organization") in _chains(annotator, text)


def test_an_initial_joins_the_only_person_it_fits(annotator: Annotator) -> None:
    text = "Denis Hickie scored for Ireland. Anna Smit watched.\n\nThe team: D Hickie, A Smit, P Stringer."
    assert frozenset({"Denis Hickie", "D Hickie"}) in [forms for forms, _ in _chains(annotator, text)]


def test_a_line_up_is_of_persons_and_a_row_of_firms_of_firms(annotator: Annotator) -> None:
    text = "The team: Murphy, Horgan, Leamy, Canale, Parisse, Stringer; Corrigan, Byrne, Hayes, Foley."
    assert set(_types(annotator, text).values()) == {"Person"}
    text = "They tested boxes of Cisco, Microsoft, Barracuda, Oracle, IBM and Intel."
    assert set(_types(annotator, text).values()) == {"Organization"}


@pytest.mark.parametrize(
    ("text", "word", "stays"),
    [
        ("Gordon Brown and Transport Secretary Alistair Darling spoke in Edinburgh.", "Transport", "Alistair Darling"),
        ("Microsoft mended it on Patch Tuesday of last month.", "Patch", "Microsoft"),
        ("Oracle fixed the hole CVE-2018-3110 on Monday.", "CVE-2018-3110", "Oracle"),
    ],
)
def test_the_field_of_a_post_a_day_and_a_register_number_are_no_names(
    annotator: Annotator, text: str, word: str, stays: str
) -> None:
    types = _types(annotator, text)
    assert word not in types
    assert stays in types


def test_a_job_before_a_name_is_no_part_of_it(annotator: Annotator) -> None:
    found = _types(annotator, "Steven Moffat was glad. Producer Moffat said that the fans would agree.")
    assert "Moffat" in found
    assert "Producer Moffat" not in found


@pytest.mark.parametrize(
    ("text", "name", "type_"),
    [
        ("U.S. Secretary of State Kerry visited Haiti.", "Kerry", "Person"),
        ("Secretary of State Clinton visited Haiti.", "Clinton", "Person"),
        ("Novaris's Nathan Law won a seat.", "Novaris", "Organization"),
        ("A deal was near, Peter Smith of Novaris said.", "Novaris", "Organization"),
        ("Peter Smith of Paris said so.", "Paris", "Place"),
        ("The State Department denied it.", "State Department", "Organization"),
    ],
)
def test_a_post_and_a_full_name_beside_a_name_tell_its_class(
    annotator: Annotator, text: str, name: str, type_: str
) -> None:
    assert _types(annotator, text).get(name) == type_


@pytest.mark.parametrize(
    "title", ["Good Morning, Miami", "Bram and Alice", "Greetings from Tucson", "Pelham Jones and the House of Sand"]
)
def test_a_title_in_quotation_marks_is_one_work(annotator: Annotator, title: str) -> None:
    assert _types(annotator, f'She also starred in "{title}," which was shown on CBS.').get(title) == "Work"


@pytest.mark.parametrize(
    "text",
    [
        'The boxer, nicknamed "Steady Eddie Boy," won.',
        'Police held Jimson "Big Fish" Destine in Lyon.',
        'She said "Good morning to all" and left.',
    ],
)
def test_a_byname_or_a_sentence_in_quotation_marks_is_no_work(annotator: Annotator, text: str) -> None:
    assert "Work" not in _types(annotator, text).values()
