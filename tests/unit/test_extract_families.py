"""Whose wife, whose sons: nouns of kinship in trees kept as text, as the parser (mis)reads them."""

from tests.unit.extract_trees import said


def test_a_wife_is_the_first_name_behind_her_noun() -> None:
    # Bo Chan thanked his wife, Ann Lee, and Carl Day.
    facts = said(
        "Bo_Chan:Person/PROPN/NNP/nsubj/thanked thanked=thank/VERB/VBD/ROOT/- his/PRON/PRP$/poss/wife "
        "wife/NOUN/NN/dobj/thanked ,/PUNCT/,/punct/wife Ann_Lee:Person/PROPN/NNP/appos/wife ,/PUNCT/,/punct/Ann_Lee "
        "and/CCONJ/CC/cc/Ann_Lee Carl_Day:Person/PROPN/NNP/conj/Ann_Lee ./PUNCT/./punct/thanked"
    )
    assert facts.roles("wife") == {"self": ["Ann Lee"], "owner": ["his"]}


def test_his_behind_a_name_and_and_is_the_names() -> None:
    # Cy Fox met Bo Chan and his wife, Ann Lee.
    facts = said(
        "Cy_Fox:Person/PROPN/NNP/nsubj/met met=meet/VERB/VBD/ROOT/- Bo_Chan:Person/PROPN/NNP/dobj/met "
        "and/CCONJ/CC/cc/Bo_Chan his/PRON/PRP$/poss/wife wife/NOUN/NN/conj/Bo_Chan ,/PUNCT/,/punct/wife "
        "Ann_Lee:Person/PROPN/NNP/appos/wife ./PUNCT/./punct/met"
    )
    assert facts.roles("wife") == {"self": ["Ann Lee"], "owner": ["Bo Chan"]}


def test_their_daughters_are_of_a_couple_and_end_with_the_list() -> None:
    # Bo Chan and his wife, Ann Lee, their daughters, Ida and Eve, and Carl Day came.
    facts = said(
        "Bo_Chan:Person/PROPN/NNP/nsubj/came and/CCONJ/CC/cc/Bo_Chan his/PRON/PRP$/poss/wife "
        "wife/NOUN/NN/conj/Bo_Chan ,/PUNCT/,/punct/wife Ann_Lee:Person/PROPN/NNP/appos/wife ,/PUNCT/,/punct/wife "
        "their/PRON/PRP$/poss/daughters daughters=daughter/NOUN/NNS/conj/Ann_Lee ,/PUNCT/,/punct/daughters "
        "Ida:Person/PROPN/NNP/conj/daughters and/CCONJ/CC/cc/Ida Eve:Person/PROPN/NNP/conj/Ida "
        ",/PUNCT/,/punct/wife and/CCONJ/CC/cc/wife Carl_Day:Person/PROPN/NNP/conj/wife came=come/VERB/VBD/ROOT/-"
    )
    assert facts.roles("daughter") == {"self": ["Ida", "Eve"], "owner": ["Bo Chan", "Ann Lee"]}


def test_who_plays_a_wife_in_brackets_is_no_wife() -> None:
    # Bo Chan and his wife (Ann Lee) argue.
    facts = said(
        "Bo_Chan:Person/PROPN/NNP/nsubj/argue and/CCONJ/CC/cc/Bo_Chan his/PRON/PRP$/poss/wife "
        "wife/NOUN/NN/conj/Bo_Chan (/PUNCT/-LRB-/punct/wife Ann_Lee:Person/PROPN/NNP/appos/wife "
        ")/PUNCT/-RRB-/punct/wife argue/VERB/VBP/ROOT/-"
    )
    assert "Ann Lee" not in facts.roles("wife").get("self", [])


def test_a_child_has_two_parents_whatever_the_second_is_joined_to() -> None:
    # Ida, the daughter of Bo Chan and the actress Ann Lee, came.
    facts = said(
        "Ida:Person/PROPN/NNP/nsubj/came ,/PUNCT/,/punct/Ida the/DET/DT/det/daughter daughter/NOUN/NN/appos/Ida "
        "of/ADP/IN/prep/daughter Bo_Chan:Person/PROPN/NNP/pobj/of and/CCONJ/CC/cc/daughter the/DET/DT/det/actress "
        "actress/NOUN/NN/conj/daughter Ann_Lee:Person/PROPN/NNP/appos/actress ,/PUNCT/,/punct/Ida "
        "came=come/VERB/VBD/ROOT/-"
    )
    assert facts.roles("daughter") == {"self": ["Ida"], "owner": ["Bo Chan", "Ann Lee"]}


def test_quoted_titles_are_one_list_behind_their_noun() -> None:
    # Imago's films, "Smoke," "Salt" and "Sand," did well.
    facts = said(
        "Imago:Organization/PROPN/NNP/poss/films 's/PART/POS/case/Imago films=film/NOUN/NNS/nsubj/did "
        ',/PUNCT/,/punct/films "/PUNCT/``/punct/Smoke Smoke:Work/PROPN/NNP/dep/did ,/PUNCT/,/punct/Smoke '
        "\"/PUNCT/''/punct/Smoke \"/PUNCT/``/punct/Salt Salt:Work/PROPN/NNP/nmod/Sand \"/PUNCT/''/punct/Salt "
        'and/CCONJ/CC/cc/Salt "/PUNCT/``/punct/Sand Sand:Work/PROPN/NNP/appos/films ,/PUNCT/,/punct/Sand '
        "\"/PUNCT/''/punct/Sand did=do/VERB/VBD/ROOT/- well/ADV/RB/advmod/did"
    )
    assert facts.roles("film") == {"self": ["Smoke", "Salt", "Sand"], "owner": ["Imago"]}


def test_who_wins_a_prize_takes_part_in_nothing() -> None:
    # Bo Chan won the Marlow Prize.
    facts = said(
        "Bo_Chan:Person/PROPN/NNP/nsubj/won won=win/VERB/VBD/ROOT/- the/DET/DT/det/Marlow_Prize "
        "Marlow_Prize:Event/PROPN/NNP/dobj/won"
    )
    assert facts.roles("win_prize") == {"subject": ["Bo Chan"], "object": ["Marlow Prize"]}


def test_a_country_that_wins_a_trophy_took_part() -> None:
    # Ghana won the Harbour Trophy.
    facts = said(
        "Ghana:Country/PROPN/NNP/nsubj/won won=win/VERB/VBD/ROOT/- the/DET/DT/det/Harbour_Trophy "
        "Harbour_Trophy:Event/PROPN/NNP/dobj/won"
    )
    assert facts.roles("win") == {"subject": ["Ghana"], "object": ["Harbour Trophy"]}


def test_the_place_of_a_death_may_hang_on_another_phrase() -> None:
    # Bo Chan died of cancer at his home in Oslo.
    facts = said(
        "Bo_Chan:Person/PROPN/NNP/nsubj/died died=die/VERB/VBD/ROOT/- of/ADP/IN/prep/died cancer/NOUN/NN/pobj/of "
        "at/ADP/IN/prep/cancer his/PRON/PRP$/poss/home home/NOUN/NN/pobj/at in/ADP/IN/prep/home "
        "Oslo:Place/PROPN/NNP/pobj/in"
    )
    assert facts.of("die").get("in")[0].text == "Oslo"
