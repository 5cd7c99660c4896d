"""Who does what: pairs before a noun, companions, strikes, deeds and partners: trees kept as text, without a parser."""

from kg.extract.doers import doers, wielders
from tests.unit.extract_trees import lexicon, said, tree


def test_both_names_of_a_pair_before_a_noun_have_what_it_tells_of() -> None:
    # The Estonia-Latvia talks began.
    facts = said(
        "The/DET/DT/det/talks Estonia:Country/PROPN/NNP/compound/Latvia -/PUNCT/HYPH/punct/Latvia "
        "Latvia:Country/PROPN/NNP/compound/talks talks=talk/NOUN/NNS/nsubj/began began=begin/VERB/VBD/ROOT/- "
        "./PUNCT/./punct/began"
    )
    assert facts.roles("talk") == {"modifier": ["Estonia", "Latvia"]}


def test_who_goes_along_with_somebody_does_the_same() -> None:
    # Roth, along with Strand, praised Leeds.
    facts = said(
        "Roth:Person/PROPN/NNP/nsubj/praised ,/PUNCT/,/punct/Roth along/ADP/IN/prep/Roth with/ADP/IN/prep/along "
        "Strand:Person/PROPN/NNP/pobj/with ,/PUNCT/,/punct/praised praised=praise/VERB/VBD/ROOT/- "
        "Leeds:Place/PROPN/NNP/dobj/praised ./PUNCT/./punct/praised"
    )
    assert facts.roles("praise")["subject"] == ["Roth", "Strand"]


def test_with_alone_makes_nobody_a_companion() -> None:
    # Roth with Strand praised Leeds.
    facts = said(
        "Roth:Person/PROPN/NNP/nsubj/praised with/ADP/IN/prep/Roth Strand:Person/PROPN/NNP/pobj/with "
        "praised=praise/VERB/VBD/ROOT/- Leeds:Place/PROPN/NNP/dobj/praised ./PUNCT/./punct/praised"
    )
    assert facts.roles("praise")["subject"] == ["Roth"]


_RAID = (
    "Roth:Person/PROPN/NNP/nsubjpass/killed was=be/AUX/VBD/auxpass/killed killed=kill/VERB/VBN/ROOT/- "
    "in/ADP/IN/prep/killed a/DET/DT/det/raid {0}:Country/PROPN/NNP/compound/raid {1}/NOUN/NN/pobj/in "
    "./PUNCT/./punct/killed"
)


def test_a_raid_kills_for_whose_it_is() -> None:
    # Roth was killed in a Latvia raid.
    assert said(_RAID.format("Latvia", "raid")).roles("kill")["subject"] == ["raid"]
    raid = next(n for n in tree(_RAID.format("Latvia", "raid")).nodes if n.text == "raid")
    assert [n.text for n in wielders(raid, "kill", lexicon())] == ["Latvia"]


def test_a_forest_kills_for_nobody() -> None:
    # Roth was killed in a Latvia forest.
    assert "subject" not in said(_RAID.format("Latvia", "forest").replace("/raid", "/forest")).roles("kill")


def test_an_attack_by_somebody_is_his_deed_and_a_town_by_a_river_is_not() -> None:
    # condemned the attack by Leeds
    for noun, whose in (("attack", ["Leeds"]), ("town", [])):
        written = f"condemned=condemn/VERB/VBD/ROOT/- {noun}/NOUN/NN/dobj/condemned by/ADP/IN/prep/{noun} "
        nodes = tree(written + "Leeds:Organization/PROPN/NNP/pobj/by").nodes
        assert [n.text for n in doers(nodes[1], lexicon())] == whose


def test_a_partnership_beside_a_clause_is_of_who_built_it() -> None:
    # It was built by Estonia in partnership with Latvia.
    facts = said(
        "It/PRON/PRP/nsubjpass/built was=be/AUX/VBD/auxpass/built built=build/VERB/VBN/ROOT/- by/ADP/IN/agent/built "
        "Estonia:Country/PROPN/NNP/pobj/by in/ADP/IN/prep/built partnership/NOUN/NN/pobj/in "
        "with/ADP/IN/prep/partnership Latvia:Country/PROPN/NNP/pobj/with ./PUNCT/./punct/built"
    )
    assert facts.roles("partnership") == {"with": ["Latvia"], "possessor": ["Estonia"]}


def test_sanctions_that_target_somebody_are_on_him() -> None:
    # Sanctions by Leeds target Roth.
    facts = said(
        "Sanctions=sanction/NOUN/NNS/nsubj/target by/ADP/IN/prep/Sanctions Leeds:Organization/PROPN/NNP/pobj/by "
        "target/VERB/VBP/ROOT/- Roth:Person/PROPN/NNP/dobj/target ./PUNCT/./punct/target"
    )
    assert facts.roles("sanction")["on"] == ["Roth"]


def test_by_and_a_gerund_before_a_denial_is_no_part_of_it() -> None:
    # By suing Leeds, Roth has not slept.
    facts = said(
        "By/ADP/IN/prep/slept suing=sue/VERB/VBG/pcomp/By Leeds:Organization/PROPN/NNP/dobj/suing "
        ",/PUNCT/,/punct/slept "
        "Roth:Person/PROPN/NNP/nsubj/slept has=have/AUX/VBZ/aux/slept not/PART/RB/neg/slept "
        "slept=sleep/VERB/VBN/ROOT/- ./PUNCT/./punct/slept"
    )
    assert "negated" not in facts.flags("sue")
