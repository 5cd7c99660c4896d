"""Events beside a clause, posts that change hands, opinions and set phrases: trees kept as text, without a parser."""

import pytest

from tests.unit.extract_trees import said


def test_a_win_with_which_something_opens_is_the_subjects() -> None:
    # Leeds opened the season with a win over Hull.
    facts = said(
        "Leeds:Organization/PROPN/NNP/nsubj/opened opened=open/VERB/VBD/ROOT/- the/DET/DT/det/season "
        "season/NOUN/NN/dobj/opened with/ADP/IN/prep/opened a/DET/DT/det/win win/NOUN/NN/pobj/with "
        "over/ADP/IN/prep/win Hull:Organization/PROPN/NNP/pobj/over ./PUNCT/./punct/opened"
    )
    assert facts.roles("win") == {"over": ["Hull"], "possessor": ["Leeds"]}


def test_a_margin_is_no_winner() -> None:
    # Anna Roth was beaten by 694 votes in May by Ole Strand.
    facts = said(
        "Anna_Roth:Person/PROPN/NNP/nsubjpass/beaten was=be/AUX/VBD/auxpass/beaten beaten=beat/VERB/VBN/ROOT/- "
        "by/ADP/IN/agent/beaten 694/NUM/CD/nummod/votes votes=vote/NOUN/NNS/pobj/by in/ADP/IN/prep/beaten "
        "May/PROPN/NNP/pobj/in by/ADP/IN/prep/votes "
        "Ole_Strand:Person/PROPN/NNP/pobj/by ./PUNCT/./punct/beaten"
    )
    assert facts.roles("beat")["subject"] == ["Ole Strand"]


def test_a_visit_beside_a_clause_is_made_by_its_subject() -> None:
    # Anna Roth, on a visit to Hull, slept.
    facts = said(
        "Anna_Roth:Person/PROPN/NNP/nsubj/slept ,/PUNCT/,/punct/slept on/ADP/IN/prep/slept a/DET/DT/det/visit "
        "visit/NOUN/NN/pobj/on to/ADP/IN/prep/visit Hull:Place/PROPN/NNP/pobj/to ,/PUNCT/,/punct/slept "
        "slept=sleep/VERB/VBD/ROOT/- ./PUNCT/./punct/slept"
    )
    assert facts.roles("visit") == {"to": ["Hull"], "possessor": ["Anna Roth"]}


def test_criticism_by_somebody_is_of_whose_words_prompted_it() -> None:
    # Leeds prompted criticism by Anna Roth.
    facts = said(
        "Leeds:Organization/PROPN/NNP/nsubj/prompted prompted=prompt/VERB/VBD/ROOT/- "
        "criticism/NOUN/NN/dobj/prompted by/ADP/IN/prep/criticism Anna_Roth:Person/PROPN/NNP/pobj/by "
        "./PUNCT/./punct/prompted"
    )
    assert facts.roles("criticism") == {"possessor": ["Leeds"], "from": ["Anna Roth"]}


def test_a_successor_has_the_post_and_the_predecessor_had_it() -> None:
    # Anna Roth replaced Ole Strand as head of Denso.
    facts = said(
        "Anna_Roth:Person/PROPN/NNP/nsubj/replaced replaced=replace/VERB/VBD/ROOT/- "
        "Ole_Strand:Person/PROPN/NNP/dobj/replaced as/ADP/IN/prep/replaced head/NOUN/NN/pobj/as "
        "of/ADP/IN/prep/head Denso:Organization/PROPN/NNP/pobj/of ./PUNCT/./punct/replaced"
    )
    posts = [f for f in facts.facts if f.predicate == "head"]
    assert [([n.text for n in f.get("self")], "past" in f.flags) for f in posts] == [
        (["Anna Roth"], False),
        (["Ole Strand"], True),
    ]


def test_who_joins_a_firm_as_something_is_no_member() -> None:
    # Anna Roth joined Denso as manager.
    facts = said(
        "Anna_Roth:Person/PROPN/NNP/nsubj/joined joined=join/VERB/VBD/ROOT/- Denso:Organization/PROPN/NNP/dobj/joined "
        "as/ADP/IN/prep/joined manager/NOUN/NN/pobj/as ./PUNCT/./punct/joined"
    )
    assert facts.roles("manager") == {"self": ["Anna Roth"], "owner": ["Denso"]}
    assert "join" not in {f.predicate for f in facts.facts}


@pytest.mark.parametrize(("word", "predicate"), [("liar", "call_blame"), ("hero", "call_praise"), ("farmer", "call")])
def test_what_somebody_is_called_is_blame_or_praise_or_neither(word: str, predicate: str) -> None:
    # Anna Roth called Ole Strand a liar.
    facts = said(
        "Anna_Roth:Person/PROPN/NNP/nsubj/called called=call/VERB/VBD/ROOT/- Ole_Strand:Person/PROPN/NNP/dobj/called "
        f"a/DET/DT/det/{word} {word}/NOUN/NN/oprd/called ./PUNCT/./punct/called"
    )
    assert predicate in {f.predicate for f in facts.facts}


def test_a_set_phrase_is_one_predicate() -> None:
    # Leeds took Anna Roth into custody.
    facts = said(
        "Leeds:Organization/PROPN/NNP/nsubj/took took=take/VERB/VBD/ROOT/- Anna_Roth:Person/PROPN/NNP/dobj/took "
        "into/ADP/IN/prep/took custody/NOUN/NN/pobj/into ./PUNCT/./punct/took"
    )
    assert facts.roles("take_into_custody")["subject"] == ["Leeds"]
    assert facts.roles("take_into_custody")["object"] == ["Anna Roth"]


def test_a_notice_of_a_team_is_read_by_the_order_of_its_words() -> None:
    # LEEDS -- Assigned C Anna Roth and LW Ole Strand to Hull.
    facts = said(
        "LEEDS:Organization/PROPN/NNP/ROOT/- --/PUNCT/:/punct/LEEDS Assigned/VERB/VBN/compound/Anna_Roth "
        "C/NOUN/NN/compound/Anna_Roth Anna_Roth:Person/PROPN/NNP/appos/LEEDS and/CCONJ/CC/cc/Anna_Roth "
        "LW/NOUN/NN/compound/Ole_Strand Ole_Strand:Person/PROPN/NNP/conj/Anna_Roth to/ADP/IN/prep/LEEDS "
        "Hull:Organization/PROPN/NNP/pobj/to ./PUNCT/./punct/LEEDS"
    )
    assert facts.roles("trade") == {"subject": ["LEEDS"], "object": ["Anna Roth", "Ole Strand"], "to": ["Hull"]}


def test_what_one_goes_on_to_do_is_done() -> None:
    # Anna Roth went on to lose to Ole Strand.
    facts = said(
        "Anna_Roth:Person/PROPN/NNP/nsubj/went went=go/VERB/VBD/ROOT/- on/ADP/RP/prt/went to/PART/TO/aux/lose "
        "lose/VERB/VB/advcl/went to/ADP/IN/prep/lose Ole_Strand:Person/PROPN/NNP/pobj/to ./PUNCT/./punct/went"
    )
    assert "planned" not in facts.flags("lose")


def test_a_person_is_the_editor_before_the_comma_and_not_the_story() -> None:
    # It is the story of a Denso editor, Anna Roth.
    facts = said(
        "It/PRON/PRP/nsubj/is is=be/AUX/VBZ/ROOT/- the/DET/DT/det/story story/NOUN/NN/attr/is of/ADP/IN/prep/story "
        "a/DET/DT/det/editor Denso:Organization/PROPN/NNP/compound/editor editor/NOUN/NN/pobj/of "
        ",/PUNCT/,/punct/story Anna_Roth:Person/PROPN/NNP/appos/story ./PUNCT/./punct/is"
    )
    assert facts.roles("editor") == {"self": ["Anna Roth"], "owner": ["Denso"]}


def test_a_position_before_a_player_is_the_players() -> None:
    # Leeds right wing Anna Roth slept.
    facts = said(
        "Leeds:Organization/PROPN/NNP/compound/Anna_Roth right/ADJ/JJ/amod/wing wing/NOUN/NN/appos/Leeds "
        "Anna_Roth:Person/PROPN/NNP/nsubj/slept slept=sleep/VERB/VBD/ROOT/- ./PUNCT/./punct/slept"
    )
    assert facts.roles("wing")["self"] == ["Anna Roth"]
    assert "Leeds" in facts.roles("wing")["owner"]


def test_three_of_a_list_have_no_post_at_one_another() -> None:
    # Leeds, coach Anna Roth and director Ole Strand slept.
    facts = said(
        "Leeds:Organization/PROPN/NNP/nsubj/slept ,/PUNCT/,/punct/Leeds coach/NOUN/NN/compound/Anna_Roth "
        "Anna_Roth:Person/PROPN/NNP/appos/Leeds and/CCONJ/CC/cc/Anna_Roth director/NOUN/NN/compound/Ole_Strand "
        "Ole_Strand:Person/PROPN/NNP/conj/Anna_Roth slept=sleep/VERB/VBD/ROOT/- ./PUNCT/./punct/slept"
    )
    assert "owner" not in facts.roles("coach")
