"""The ontology is data: a class, a property and a way to say it are added without code."""

from __future__ import annotations

import pickle
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import OntologyError
from kg.schema import Ontology, forget_ontologies, load_ontology, ontology_directory, resource
from kg.schema.relations import expand, read_claim, read_marked

CLASSES = [
    "Agreement",
    "Country",
    "Event",
    "Facility",
    "Mission",
    "Organization",
    "Person",
    "Place",
    "Product",
    "Spacecraft",
    "Work",
]
SYMMETRIC = {"meets", "cooperatesWith", "agreesWith", "conflictsWith", "spouseOf", "siblingOf"}
ACTOR = {"Person", "Organization", "Country"}

RELATION = """
property = "kg:salvages"
says = ["{S} (salvages|raises) {O}"]

[[example]]
text = "[Nordic Tow] raised the [MV Ore|Vessel] on Monday."
claims = ["Nordic Tow salvages MV Ore | time=Monday"]
note = "a name with a space"

[[example]]
text = "[Nordic Tow] will not raise the [MV Ore]."
claims = []
"""

TERMS = """
kg:Vessel a owl:Class ; rdfs:subClassOf kg:Product ; rdfs:label "vessel"@en ; skos:definition "A ship."@en .
kg:salvages a owl:ObjectProperty ; rdfs:label "salvages"@en ; skos:definition "Raises it."@en ;
    rdfs:domain [ a owl:Class ; owl:unionOf ( kg:Organization kg:Country ) ] ; rdfs:range kg:Vessel .
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the Turtle files alone, so that the test does not depend on the relations' state."""
    copy = tmp_path / "ontology"
    copy.mkdir()
    for path in ontology_directory().glob("*.ttl"):
        shutil.copy(path, copy / path.name)
    (copy / "relations").mkdir()
    return copy


def add(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def look_at_everything(ontology: Ontology) -> None:
    """Parse what is only parsed when it is first looked at."""
    len(ontology.relations)
    len(ontology.words)


def extend(folder: Path) -> Ontology:
    news = folder / "news.ttl"
    news.write_text(news.read_text(encoding="utf-8") + TERMS, encoding="utf-8")
    add(folder, "relations/salvages.toml", RELATION)
    return load_ontology(folder)


def test_the_packaged_ontology_has_the_classes_and_relations_of_the_guidelines() -> None:
    ontology = load_ontology()
    assert sorted(ontology.classes) == CLASSES
    assert len(ontology.properties) == 50
    assert {p.name for p in ontology.properties.values() if p.symmetric} == SYMMETRIC
    assert ontology.properties["supports"].range == ACTOR | {"Agreement"}
    assert ontology.properties["spokespersonFor"].parents == ("worksFor",)
    assert all(p.label and p.definition and p.iri == ontology.base + p.name for p in ontology.properties.values())


def test_record_terms_and_derived_inverses_are_never_extracted() -> None:
    ontology = load_ontology()
    assert not {"Claim", "Evidence", "Document"} & set(ontology.classes)
    assert not {"evidence", "document", "attributedTo", "headedBy"} & set(ontology.properties)
    assert ontology.properties["heads"].inverse == "headedBy"
    assert all((p.inverse is None) == p.symmetric for p in ontology.properties.values())


def test_a_subclass_is_admitted_where_its_parent_is() -> None:
    ontology = load_ontology()
    assert ontology.is_a("Spacecraft", "Product")
    assert not ontology.is_a("Product", "Spacecraft")
    assert not ontology.is_a(None, "Product")
    assert ontology.admits("locatedIn", "Facility", "Country")
    assert ontology.admits("takesPlaceIn", "Mission", None)
    assert not ontology.admits("heads", "Organization", "Organization")


def test_a_class_a_property_and_a_relation_file_are_loaded_with_no_code(folder: Path) -> None:
    ontology = extend(folder)
    assert ontology.is_a("Vessel", "Product")
    assert ontology.properties["salvages"].domain == {"Organization", "Country"}
    relation = ontology.relations["salvages"]
    assert relation.path == "relations/salvages.toml"
    assert relation.says == (
        ("{S} (salvages|raises) {O}", "{S} salvages {O}"),
        ("{S} (salvages|raises) {O}", "{S} raises {O}"),
    )
    first, counter = relation.examples
    assert first.text == "Nordic Tow raised the MV Ore on Monday."
    assert [(e.text, e.type) for e in first.entities] == [("Nordic Tow", None), ("MV Ore", "Vessel")]
    assert all(first.text[e.start : e.end] == e.text for e in first.entities)
    (claim,) = first.claims
    assert (claim.subject, claim.predicate, claim.object) == ("Nordic Tow", "salvages", "MV Ore")
    assert claim.qualifiers == ("time=Monday",)
    assert counter.claims == ()


def test_an_ontology_travels_to_another_process(folder: Path) -> None:
    ontology = extend(folder)
    assert pickle.loads(pickle.dumps(ontology)) == ontology


def test_any_byte_of_the_folder_changes_the_hash(tmp_path: Path) -> None:
    hashes = set()
    for n, (name, text) in enumerate(
        [("notes.md", "x"), ("words/w.toml", 'a = ["b"]'), ("words/w.toml", 'a = ["c"]'), ("gazetteers/g.csv", "n\n")]
    ):
        copy = tmp_path / str(n)
        copy.mkdir()
        shutil.copy(ontology_directory() / "news.ttl", copy)
        add(copy, name, text)
        hashes.add(load_ontology(copy).hash)
    assert len(hashes) == 4


def test_the_hash_does_not_depend_on_where_the_folder_lies(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "elsewhere"
    shutil.copytree(folder, other)
    assert load_ontology(folder).hash == load_ontology(other).hash


def test_a_file_that_is_changed_after_loading_does_not_count(folder: Path) -> None:
    path = add(folder, "words/status.toml", 'planning = ["aim"]')
    ontology = load_ontology(folder)
    path.write_text("broken", encoding="utf-8")
    assert ontology.words == {"status.planning": frozenset({"aim"})}


def test_a_folder_is_read_once() -> None:
    assert load_ontology() is load_ontology(ontology_directory())


def test_word_lists_are_lower_case_and_known_by_file_and_key(folder: Path) -> None:
    add(folder, "words/status.toml", 'planning = ["Plan to", "aim"]\n[nouns]\nhope = ["wish"]\n')
    assert load_ontology(folder).words == {
        "status.planning": frozenset({"plan to", "aim"}),
        "status.nouns.hope": frozenset({"wish"}),
    }


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("relations/x.toml", "property = \n", "relations/x.toml: not TOML .*line 1"),
        ("relations/x.toml", 'says = ["{S} is {O}"]', "no property"),
        ("relations/x.toml", 'property = "kg:heads"\nsays = 3', "says is no list"),
        ("relations/x.toml", 'property = "kg:heads"\nsay = ["{S} is {O}"]', "unknown key 'say'"),
        ("words/x.toml", "n = 3", "x.n is no list of words"),
        ("words/x.toml", b"n = ['\xff']", "words/x.toml: not UTF-8"),
        ("extra.ttl", "kg:Person a owl:Class .", "extra.ttl, line 1: not Turtle"),
        ("extra.ttl", "<https://example.org/x> a <http://www.w3.org/2002/07/owl#Ontology> .", "2 owl:Ontology"),
    ],
)
def test_a_defect_is_named_with_its_file_and_remedy(folder: Path, name: str, text: str | bytes, message: str) -> None:
    add(folder, name, text)
    with pytest.raises(OntologyError, match=message) as caught:
        look_at_everything(load_ontology(folder))
    assert caught.value.remedy


def test_the_namespace_of_the_properties_is_enough_where_no_ontology_is_declared(own: Path) -> None:
    turtle = OWN.replace("<http://example.org/x> a owl:Ontology .\n", "")
    (own / "x.ttl").write_text(turtle + "my:fines a owl:ObjectProperty .")
    assert load_ontology(own).base == "http://example.org/x#"
    (own / "y.ttl").write_text(turtle + "<http://example.org/y#sues> a owl:ObjectProperty .")
    forget_ontologies()
    with pytest.raises(OntologyError, match="0 owl:Ontology"):
        load_ontology(own)


@pytest.mark.parametrize("name", ["fines", "kg:fines", "my:fines", "http://example.org/x#fines"])
def test_a_property_is_named_with_any_prefix(own: Path, name: str) -> None:
    (own / "x.ttl").write_text(OWN + "my:fines a owl:ObjectProperty .")
    add(own, "relations/fines.toml", f'property = "{name}"\nsays = ["{{S}} fines {{O}}."]')
    assert list(load_ontology(own).relations) == ["fines"]


def test_two_files_for_one_property_are_refused(folder: Path) -> None:
    add(folder, "relations/a.toml", 'property = "kg:heads"\nsays = ["{S} heads {O}"]')
    add(folder, "relations/b.toml", 'property = "kg:heads"\nsays = ["{S} leads {O}"]')
    with pytest.raises(OntologyError, match=r"relations/b\.toml: relations/a\.toml is about kg:heads too"):
        look_at_everything(load_ontology(folder))


def test_an_inverse_that_inverts_something_else_is_refused(folder: Path) -> None:
    news = folder / "news.ttl"
    text = news.read_text(encoding="utf-8")
    news.write_text(text.replace("owl:inverseOf kg:heads .", "owl:inverseOf kg:tells ."), encoding="utf-8")
    with pytest.raises(OntologyError, match="headedBy is not the inverse of heads"):
        load_ontology(folder)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match="no such folder"):
        load_ontology(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ('[[example]]\ntext = "[A] heads [B]."', "has no claims"),
        ("[[example]]\nclaims = []", "an example without text"),
        ('[[example]]\ntext = "[A heads [B]."\nclaims = []', "a bracket without its partner"),
        ('[[example]]\ntext = "[A] heads [B]."\nclaims = ["A leads B"]', "no known property"),
        ('[[example]]\ntext = "[A] heads [B]."\nclaims = ["heads B"]', "no known property"),
        ('[[example]]\ntext = "[A] heads [B]."\nclaim = []', "unknown key 'claim'"),
        ("[[example]]\ntext = 3 3", "line 4"),
    ],
)
def test_a_defect_in_an_example_shows_when_the_examples_are_read(folder: Path, rows: str, message: str) -> None:
    add(folder, "relations/heads.toml", f'property = "kg:heads"\nsays = ["{{S}} heads {{O}}"]\n{rows}\n')
    relation = load_ontology(folder).relations["heads"]
    with pytest.raises(OntologyError, match=message) as caught:
        len(relation.examples)
    assert caught.value.what.startswith("relations/heads.toml")


def test_alternatives_are_expanded_in_reading_order_also_inside_one_another() -> None:
    assert expand("{S} (is|was) (the |)(head|chief (officer|executive)) of {O}")[:4] == (
        "{S} is the head of {O}",
        "{S} is the chief officer of {O}",
        "{S} is the chief executive of {O}",
        "{S} is head of {O}",
    )
    assert expand("{S} (the firm) {O}") == ("{S} (the firm) {O}",)


@given(st.lists(st.tuples(st.text(alphabet="ab ", max_size=4), st.text(alphabet="XYZ ", min_size=1, max_size=4))))
def test_taking_out_the_marks_keeps_every_name_at_its_offsets(parts: list[tuple[str, str]]) -> None:
    marked = "".join(f"{plain}[{name}]" for plain, name in parts)
    text, entities = read_marked(marked, path="x.toml")
    assert text == "".join(plain + name for plain, name in parts)
    assert [text[e.start : e.end] for e in entities] == [name for _, name in parts]


def test_a_name_that_holds_a_property_s_name_is_read_by_the_marks() -> None:
    claim = read_claim(
        "Our country visits big country | planned, title=chief, Europe, by=Ann Lee",
        path="x.toml",
        names=frozenset({"Our country", "big country"}),
        own="visits",
        property_names=frozenset({"visits", "country"}),
    )
    assert (claim.subject, claim.predicate, claim.object) == ("Our country", "visits", "big country")
    assert claim.qualifiers == ("planned", "title=chief, Europe", "by=Ann Lee")


OWN = """@prefix my: <http://example.org/x#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<http://example.org/x> a owl:Ontology .
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    (tmp_path / "own").mkdir()
    return tmp_path / "own"


def test_a_folder_without_words_and_gazetteers_uses_the_shipped_ones(own: Path) -> None:
    (own / "x.ttl").write_text(OWN)
    ontology = load_ontology(own)
    assert ontology.words == load_ontology().words
    assert resource(ontology, "gazetteers") == ontology_directory() / "gazetteers"
    (own / "gazetteers").mkdir()
    assert resource(ontology, "gazetteers") == own.resolve() / "gazetteers"


@pytest.mark.parametrize(
    ("declared", "name", "type_", "fits"),
    [
        ("my:Company a owl:Class .", "Company", "Organization", True),
        ("my:Company a owl:Class .", "Company", "Person", False),
        ("my:SpaceAgency a owl:Class .", "SpaceAgency", "Organization", True),
        ('my:X1 a owl:Class ; rdfs:label "oil tanker"@en .', "X1", "Product", True),
        ("my:Club a owl:Class ; rdfs:subClassOf my:Team . my:Team a owl:Class .", "Club", "Organization", True),
        ("my:Port a owl:Class ; rdfs:subClassOf my:Place . my:Place a owl:Class .", "Port", "Place", True),
        ("my:Place a owl:Class .", "Place", "Country", True),
        ("my:Quark a owl:Class .", "Quark", "Product", False),
    ],
)
def test_an_own_class_takes_names_of_its_kind(own: Path, declared: str, name: str, type_: str, fits: bool) -> None:
    (own / "x.ttl").write_text(
        f"{OWN}{declared} my:Person a owl:Class .\nmy:p a owl:ObjectProperty ; "
        f"rdfs:domain my:{name} ; rdfs:range my:Person ."
    )
    assert load_ontology(own).admits("p", type_, "Person") is fits


def test_the_own_classes_of_a_type_are_those_of_its_kind(own: Path) -> None:
    (own / "x.ttl").write_text(OWN + "my:Company a owl:Class . my:Town a owl:Class . my:City a owl:Class .")
    ontology = load_ontology(own)
    assert ontology.own_classes("Organization") == ("Company",)
    assert ontology.own_classes("Place") == ("City", "Town")
    assert ontology.own_classes("Country") == ("City", "Town")
    assert ontology.own_classes("Event") == ()
    assert ontology.own_classes("Company") == ("Company",)
