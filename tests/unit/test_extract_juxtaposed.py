"""What stands beside a name without a comma, feats of players, and leagues: trees kept as text, without a parser."""

from tests.unit.extract_trees import said


def test_a_post_right_behind_a_name_is_its_own() -> None:
    # They met Anna Roth director of Denso.
    facts = said(
        "They/PRON/PRP/nsubj/met met=meet/VERB/VBD/ROOT/- Anna_Roth:Person/PROPN/NNP/compound/director "
        "director/NOUN/NN/dobj/met of/ADP/IN/prep/director Denso:Organization/PROPN/NNP/pobj/of ./PUNCT/./punct/met"
    )
    assert facts.roles("director") == {"self": ["Anna Roth"], "owner": ["Denso"]}
    assert facts.roles("meet")["object"] == ["Anna Roth"]


def test_an_adviser_right_behind_a_name_may_be_another() -> None:
    # Anna Roth adviser at Denso left.
    facts = said(
        "Anna_Roth:Person/PROPN/NNP/compound/adviser adviser/NOUN/NN/nsubj/left at/ADP/IN/prep/adviser "
        "Denso:Organization/PROPN/NNP/pobj/at left=leave/VERB/VBD/ROOT/- ./PUNCT/./punct/left"
    )
    assert "self" not in facts.roles("adviser")


def test_of_places_side_by_side_the_first_is_meant() -> None:
    # Anna was born in Sydney Victoria Australia.
    facts = said(
        "Anna:Person/PROPN/NNP/nsubjpass/born was=be/AUX/VBD/auxpass/born born=bear/VERB/VBN/ROOT/- "
        "in/ADP/IN/prep/born "
        "Sydney:Place/PROPN/NNP/compound/Australia Victoria:Place/PROPN/NNP/compound/Australia "
        "Australia:Country/PROPN/NNP/pobj/in ./PUNCT/./punct/born"
    )
    assert facts.roles("bear")["in"] == ["Sydney"]


def test_a_birth_in_brackets_is_of_the_name_before() -> None:
    # Anna Roth (born in Oslo) left.
    facts = said(
        "Anna_Roth:Person/PROPN/NNP/nsubj/left (/PUNCT/-LRB-/punct/Anna_Roth born=bear/VERB/VBN/parataxis/left "
        "in/ADP/IN/prep/born Oslo:Place/PROPN/NNP/pobj/in )/PUNCT/-RRB-/punct/born left=leave/VERB/VBD/ROOT/-"
    )
    assert facts.roles("bear") == {"object": ["Anna Roth"], "in": ["Oslo"]}


def test_who_scores_for_a_team_plays_for_it() -> None:
    # Bo scored two goals for Leeds.
    facts = said(
        "Bo:Person/PROPN/NNP/nsubj/scored scored=score/VERB/VBD/ROOT/- two/NUM/CD/nummod/goals "
        "goals=goal/NOUN/NNS/dobj/scored for/ADP/IN/prep/goals Leeds:Organization/PROPN/NNP/pobj/for "
        "./PUNCT/./punct/scored"
    )
    assert facts.roles("play") == {"subject": ["Bo"], "for": ["Leeds"]}


def test_who_makes_a_point_for_a_body_plays_for_none() -> None:
    # Bo made a point for Denso.
    facts = said(
        "Bo:Person/PROPN/NNP/nsubj/made made=make/VERB/VBD/ROOT/- a/DET/DT/det/point point/NOUN/NN/dobj/made "
        "for/ADP/IN/prep/point Denso:Organization/PROPN/NNP/pobj/for ./PUNCT/./punct/made"
    )
    assert all(fact.predicate != "play" for fact in facts)


def test_a_team_is_a_member_of_the_league_behind_it() -> None:
    # Leeds of the Northern League left.
    facts = said(
        "Leeds:Organization/PROPN/NNP/nsubj/left of/ADP/IN/prep/Leeds the/DET/DT/det/Northern_League "
        "Northern_League:Organization/PROPN/NNP/pobj/of left=leave/VERB/VBD/ROOT/- ./PUNCT/./punct/left"
    )
    assert facts.roles("member") == {"self": ["Leeds"], "owner": ["Northern League"]}
