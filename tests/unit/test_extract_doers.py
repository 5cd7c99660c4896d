"""Who does what: pairs before a noun, companions, strikes, deeds and partners: trees kept as text, without a parser."""

from kg.extract.doers import doers, wielders
from kg.extract.tree import Node
from tests.unit.extract_trees import lexicon, said, tree


def normalised(written: str) -> dict[str, dict[str, list[Node]]]:
    """Return the nodes of each fact's roles by its predicate."""
    return {fact.predicate: fact.roles for fact in said(written)}


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
    "in/ADP/IN/prep/killed a/DET/DT/det/raid {0}:Country/PROPN/NNP/amod/raid {1}/NOUN/NN/pobj/in "
    "./PUNCT/./punct/killed"
)


def test_a_raid_kills_for_whose_it_is() -> None:
    # Roth was killed in a Latvian raid.
    assert said(_RAID.format("Latvian", "raid")).roles("kill")["subject"] == ["raid"]
    raid = next(n for n in tree(_RAID.format("Latvian", "raid")).nodes if n.text == "raid")
    assert [n.text for n in wielders(raid, "kill", lexicon())] == ["Latvian"]


def test_a_forest_kills_for_nobody() -> None:
    # Roth was killed in a Latvian forest.
    assert "subject" not in said(_RAID.format("Latvian", "forest").replace("/raid", "/forest")).roles("kill")


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


def test_that_of_somebody_is_joined_to_what_it_stands_for() -> None:
    # Roth praised the rule and that of Strand.
    nodes = normalised(
        "Roth:Person/PROPN/NNP/nsubj/praised praised=praise/VERB/VBD/ROOT/- the/DET/DT/det/rule "
        "rule/NOUN/NN/dobj/praised and/CCONJ/CC/cc/praised "
        "that/PRON/DT/conj/praised of/ADP/IN/prep/that Strand:Person/PROPN/NNP/pobj/of "
    )
    assert [n.text for n in nodes["praise"]["object"]] == ["rule", "that"]
    assert [n.text for n in doers(nodes["praise"]["object"][1], lexicon())] == ["Strand"]


def test_what_a_letter_says_its_sender_says() -> None:
    # Roth signed a letter urging Strand.
    facts = said(
        "Roth:Person/PROPN/NNP/nsubj/signed signed=sign/VERB/VBD/ROOT/- a/DET/DT/det/letter letter/NOUN/NN/dobj/signed "
        "urging=urge/VERB/VBG/acl/letter Strand:Person/PROPN/NNP/dobj/urging ./PUNCT/./punct/signed"
    )
    assert facts.roles("urge")["subject"] == ["Roth"]


def test_who_ignores_a_letter_has_not_written_it() -> None:
    # Roth ignored a letter urging Strand.
    facts = said(
        "Roth:Person/PROPN/NNP/nsubj/ignored ignored=ignore/VERB/VBD/ROOT/- a/DET/DT/det/letter "
        "letter/NOUN/NN/dobj/ignored urging=urge/VERB/VBG/acl/letter Strand:Person/PROPN/NNP/dobj/urging "
        "./PUNCT/./punct/ignored"
    )
    assert facts.roles("urge")["subject"] == ["letter"]


def test_talks_that_one_flies_to_lie_ahead() -> None:
    # Roth flew for talks with Strand.
    written = (
        "Roth:Person/PROPN/NNP/nsubj/{0} {0}={1}/VERB/VBD/ROOT/- for/ADP/IN/prep/{0} talks=talk/NOUN/NNS/pobj/for "
        "with/ADP/IN/prep/talks Strand:Person/PROPN/NNP/pobj/with ./PUNCT/./punct/{0}"
    )
    flown = said(written.format("flew", "fly"))
    assert flown.roles("talk")["possessor"] == ["Roth"]
    assert flown.flags("talk") == {"planned"}
    assert "possessor" not in said(written.format("called", "call")).roles("talk")


def test_who_speaks_at_a_rally_was_there_and_who_is_praised_need_not_be() -> None:
    # Roth sang at a rally in Hull.
    written = (
        "Roth:Person/PROPN/NNP/{0} at/ADP/IN/prep/sang a/DET/DT/det/rally rally/NOUN/NN/pobj/at in/ADP/IN/prep/rally "
        "Hull:Place/PROPN/NNP/pobj/in ./PUNCT/./punct/sang"
    )
    active = said(written.format("nsubj/sang sang=sing/VERB/VBD/ROOT/-"))
    passive = said(written.format("nsubjpass/sang was=be/AUX/VBD/auxpass/sang sang=praise/VERB/VBN/ROOT/-"))
    assert active.roles("rally") == {"in": ["Hull"], "possessor": ["Roth"]}
    assert passive.roles("rally") == {"in": ["Hull"]}


def test_a_court_in_a_state_judges_for_it() -> None:
    # A court in Latvia
    nodes = tree("court/NOUN/NN/ROOT/- in/ADP/IN/prep/court Latvia:Country/PROPN/NNP/pobj/in").nodes
    assert [n.text for n in wielders(nodes[0], "convict", lexicon())] == ["Latvia"]
    assert wielders(nodes[0], "praise", lexicon()) == []


def test_who_did_it_may_hang_below_what_was_done() -> None:
    # Roth was charged with fraud by Leeds.
    facts = said(
        "Roth:Person/PROPN/NNP/nsubjpass/charged was=be/AUX/VBD/auxpass/charged charged=charge/VERB/VBN/ROOT/- "
        "with/ADP/IN/prep/charged fraud/NOUN/NN/pobj/with by/ADP/IN/prep/fraud Leeds:Organization/PROPN/NNP/pobj/by "
        "./PUNCT/./punct/charged"
    )
    assert facts.roles("charge")["subject"] == ["Leeds"]


def test_who_is_joined_in_an_act_does_it_too() -> None:
    # Roth joined Strand in praising Leeds.
    facts = said(
        "Roth:Person/PROPN/NNP/nsubj/joined joined=join/VERB/VBD/ROOT/- Strand:Person/PROPN/NNP/dobj/joined "
        "in/ADP/IN/prep/joined praising=praise/VERB/VBG/pcomp/in Leeds:Place/PROPN/NNP/dobj/praising "
        "./PUNCT/./punct/joined"
    )
    assert facts.roles("praise")["subject"] == ["Roth", "Strand"]


_CALLED = (
    "Ann_Roth:Person/PROPN/NNP/nsubj/praised praised=praise/VERB/VBD/ROOT/- a/DET/DT/det/{0} "
    "{0}/NOUN/NN/dobj/praised {1}/VERB/VBN/acl/{0} {2} ./PUNCT/./punct/praised"
)


def test_a_firm_called_something_is_it() -> None:
    # Ann Roth praised a firm called Halton.
    named = "Halton:Organization/PROPN/NNP/oprd/called"
    assert said(_CALLED.format("firm", "called", named)).roles("praise")["object"] == ["Halton"]
    # Ann Roth praised a militia calling itself Halton.
    own = "itself/PRON/PRP/dobj/calling Halton:Organization/PROPN/NNP/oprd/calling"
    assert said(_CALLED.format("militia", "calling", own)).roles("praise")["object"] == ["Halton"]
    # Ann Roth praised a group known as Halton.
    known = "as/ADP/IN/prep/known Halton:Organization/PROPN/NNP/pobj/as"
    assert said(_CALLED.format("group", "known", known)).roles("praise")["object"] == ["Halton"]


def test_a_bridge_named_after_somebody_and_a_firm_calling_another_are_not_they() -> None:
    # Ann Roth praised a bridge named after Halton.
    after = "after/ADP/IN/prep/named Halton:Person/PROPN/NNP/pobj/after"
    assert said(_CALLED.format("bridge", "named", after)).roles("praise")["object"] == ["bridge"]
    # Ann Roth praised a firm calling Halton.
    calling = "Halton:Person/PROPN/NNP/dobj/calling"
    assert said(_CALLED.format("firm", "calling", calling)).roles("praise")["object"] == ["firm"]
