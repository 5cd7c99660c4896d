"""Who made a work, what is part of a body, and whom a pronoun of the same sentence means, by the order of the words."""

from __future__ import annotations

from tests.unit.extract_trees import said


def test_a_film_behind_a_titles_comma_is_that_title() -> None:
    # He liked "Salt," Bo Chan's film about dogs. The parser takes the film for a second object.
    facts = said(
        'He/PRON/PRP/nsubj/liked liked=like/VERB/VBD/ROOT/- "/PUNCT/``/punct/Salt Salt:Work/PROPN/NNP/dobj/liked '
        ",/PUNCT/,/punct/Salt \"/PUNCT/''/punct/Salt Bo_Chan:Person/PROPN/NNP/poss/film 's/PART/POS/case/Bo_Chan "
        "film/NOUN/NN/dobj/liked about/ADP/IN/prep/film dogs=dog/NOUN/NNS/pobj/about"
    )
    assert facts.roles("film") == {"self": ["Salt"], "about": ["dogs"], "owner": ["Bo Chan"]}


def test_a_clause_behind_a_title_is_not_about_it() -> None:
    # Unlike "Salt," Bo Chan's film is long.
    facts = said(
        'Unlike/ADP/IN/prep/is "/PUNCT/``/punct/Salt Salt:Work/PROPN/NNP/pobj/Unlike ,/PUNCT/,/punct/is '
        "\"/PUNCT/''/punct/is Bo_Chan:Person/PROPN/NNP/poss/film 's/PART/POS/case/Bo_Chan film/NOUN/NN/nsubj/is "
        "is=be/AUX/VBZ/ROOT/- long/ADJ/JJ/acomp/is"
    )
    assert "self" not in facts.roles("film")


def test_who_likes_a_film_did_not_make_it() -> None:
    # Bo Chan's favorite film, "Salt," ended.
    facts = said(
        "Bo_Chan:Person/PROPN/NNP/poss/film 's/PART/POS/case/Bo_Chan favorite/ADJ/JJ/amod/film "
        'film/NOUN/NN/nsubj/ended ,/PUNCT/,/punct/film "/PUNCT/``/punct/Salt Salt:Work/PROPN/NNP/appos/film '
        ",/PUNCT/,/punct/film ended=end/VERB/VBD/ROOT/-"
    )
    assert facts.roles("film") == {"self": ["Salt"]}


def test_what_is_written_by_somebody_is_the_last_of_two_titles() -> None:
    # They saw "Salt" and "Smoke," written by Bo Chan.
    facts = said(
        'They/PRON/PRP/nsubj/saw saw=see/VERB/VBD/ROOT/- "/PUNCT/``/punct/Salt Salt:Work/PROPN/NNP/dobj/saw '
        "\"/PUNCT/''/punct/Salt and/CCONJ/CC/cc/Salt \"/PUNCT/``/punct/Smoke Smoke:Work/PROPN/NNP/conj/Salt "
        ",/PUNCT/,/punct/saw \"/PUNCT/''/punct/saw written=write/VERB/VBN/acl/Salt by/ADP/IN/agent/written "
        "Bo_Chan:Person/PROPN/NNP/pobj/by"
    )
    assert facts.roles("write") == {"subject": ["Bo Chan"], "object": ["Smoke"]}


def test_credits_tell_of_the_title_before_them() -> None:
    # SALT, directed by Bo Chan; screenplay by Mr. Li and Ann Lee; edited by Tim Roe.
    facts = said(
        "SALT:Work/PROPN/NNP/ROOT/- ,/PUNCT/,/punct/SALT directed=direct/VERB/VBN/advcl/SALT "
        "by/ADP/IN/agent/directed Bo_Chan:Person/PROPN/NNP/pobj/by ;/PUNCT/:/punct/SALT screenplay/NOUN/NN/conj/SALT "
        "by/ADP/IN/prep/screenplay Mr./PROPN/NNP/compound/Li Li:Person/PROPN/NNP/pobj/by and/CCONJ/CC/cc/Li "
        "Ann_Lee:Person/PROPN/NNP/conj/Li ;/PUNCT/:/punct/Ann_Lee edited=edit/VERB/VBN/acl/SALT "
        "by/ADP/IN/agent/edited Tim_Roe:Person/PROPN/NNP/pobj/by"
    )
    assert facts.roles("direct") == {"object": ["SALT"], "subject": ["Bo Chan"]}
    assert facts.roles("write") == {"object": ["SALT"], "subject": ["Li", "Ann Lee"]}
    assert not [f for f in facts if f.predicate == "edit"]


def test_works_in_brackets_are_of_whoever_made_another_one() -> None:
    # A drama by Bo Chan ("Salt") opens.
    facts = said(
        "A/DET/DT/det/drama drama/NOUN/NN/nsubj/opens by/ADP/IN/prep/drama Bo_Chan:Person/PROPN/NNP/pobj/by "
        '(/PUNCT/-LRB-/punct/Salt "/PUNCT/``/punct/Salt Salt:Work/PROPN/NNP/appos/Bo_Chan '
        "\"/PUNCT/''/punct/Salt )/PUNCT/-RRB-/punct/Salt opens=open/VERB/VBZ/ROOT/-"
    )
    assert ["Salt"] in [[n.text for n in f.get("self")] for f in facts if f.predicate == "drama"]


def test_a_school_is_part_of_its_university() -> None:
    # She teaches at Marlow University's School of Law.
    facts = said(
        "She/PRON/PRP/nsubj/teaches teaches=teach/VERB/VBZ/ROOT/- at/ADP/IN/prep/teaches "
        "Marlow_University:Organization/PROPN/NNP/poss/School_of_Law 's/PART/POS/case/Marlow_University "
        "School_of_Law:Organization/PROPN/NNP/pobj/at"
    )
    assert facts.roles("part") == {"self": ["School of Law"], "owner": ["Marlow University"]}


def test_a_case_of_a_department_makes_it_no_part() -> None:
    # Acme's Justice Department case ended.
    facts = said(
        "Acme:Organization/PROPN/NNP/poss/case 's/PART/POS/case/Acme "
        "Justice_Department:Organization/PROPN/NNP/compound/case case/NOUN/NN/nsubj/ended ended=end/VERB/VBD/ROOT/-"
    )
    assert not [f for f in facts if f.predicate == "part"]


def test_an_author_is_joined_to_a_winner_and_not_to_the_prize() -> None:
    # Bo Chan, winner of the Marlow Prize and author of "Salt," spoke.
    facts = said(
        "Bo_Chan:Person/PROPN/NNP/nsubj/spoke ,/PUNCT/,/punct/Bo_Chan winner/NOUN/NN/appos/Bo_Chan "
        "of/ADP/IN/prep/winner Marlow_Prize:Event/PROPN/NNP/pobj/of and/CCONJ/CC/cc/Marlow_Prize "
        'author/NOUN/NN/conj/Marlow_Prize of/ADP/IN/prep/author "/PUNCT/``/punct/Salt Salt:Work/PROPN/NNP/pobj/of '
        ",/PUNCT/,/punct/Bo_Chan spoke=speak/VERB/VBD/ROOT/-"
    )
    assert facts.roles("author") == {"self": ["Bo Chan"], "owner": ["Salt"]}


def test_a_company_says_what_it_does_itself() -> None:
    # Acme said it bought Apex; Acme sold it. The second "it" is no subject.
    facts = said(
        "Acme:Organization/PROPN/NNP/nsubj/said said=say/VERB/VBD/ROOT/- it/PRON/PRP/nsubj/bought "
        "bought=buy/VERB/VBD/ccomp/said Apex:Organization/PROPN/NNP/dobj/bought"
    )
    assert facts.roles("buy") == {"subject": ["Acme"], "object": ["Apex"]}
    told = said(
        "Acme:Organization/PROPN/NNP/nsubj/told told=tell/VERB/VBD/ROOT/- Orion:Organization/PROPN/NNP/dobj/told "
        "it/PRON/PRP/nsubj/bought bought=buy/VERB/VBD/ccomp/told Apex:Organization/PROPN/NNP/dobj/bought"
    )
    assert told.roles("buy")["subject"] == ["it"]


def test_its_report_before_a_subject_is_the_subjects() -> None:
    # In its report, Acme blamed Apex.
    facts = said(
        "In/ADP/IN/prep/blamed its/PRON/PRP$/poss/report report/NOUN/NN/pobj/In ,/PUNCT/,/punct/blamed "
        "Acme:Organization/PROPN/NNP/nsubj/blamed blamed=blame/VERB/VBD/ROOT/- Apex:Organization/PROPN/NNP/dobj/blamed"
    )
    assert facts.roles("report") == {"possessor": ["Acme"]}


def test_the_home_where_somebody_died_was_his() -> None:
    # Bo Chan died at his home in Oslo.
    facts = said(
        "Bo_Chan:Person/PROPN/NNP/nsubj/died died=die/VERB/VBD/ROOT/- at/ADP/IN/prep/died his/PRON/PRP$/poss/home "
        "home/NOUN/NN/pobj/at in/ADP/IN/prep/home Oslo:Place/PROPN/NNP/pobj/in"
    )
    assert facts.roles("home") == {"possessor": ["Bo Chan"], "in": ["Oslo"]}


def test_who_joins_a_body_as_something_becomes_it() -> None:
    # Bo Chan joined Acme as chief.
    facts = said(
        "Bo_Chan:Person/PROPN/NNP/nsubj/joined joined=join/VERB/VBD/ROOT/- Acme:Organization/PROPN/NNP/dobj/joined "
        "as/ADP/IN/prep/joined chief/NOUN/NN/pobj/as"
    )
    assert facts.roles("chief") == {"self": ["Bo Chan"], "owner": ["Acme"]}


def test_what_both_are_of_is_said_of_each() -> None:
    # They met Bo Chan and Ann Lee, both of Oslo.
    facts = said(
        "They/PRON/PRP/nsubj/met met=meet/VERB/VBD/ROOT/- Bo_Chan:Person/PROPN/NNP/dobj/met and/CCONJ/CC/cc/Bo_Chan "
        "Ann_Lee:Person/PROPN/NNP/conj/Bo_Chan ,/PUNCT/,/punct/Ann_Lee both/DET/DT/appos/Ann_Lee "
        "of/ADP/IN/prep/both Oslo:Place/PROPN/NNP/pobj/of"
    )
    assert [f.node.text for f in facts if [n.text for n in f.get("of")] == ["Oslo"]][:2] == ["Bo Chan", "Ann Lee"]


def test_an_apposition_ends_at_a_semicolon() -> None:
    # Acme, for its shoes; a division of Apex; and others.
    facts = said(
        "Acme:Organization/PROPN/NNP/ROOT/- ,/PUNCT/,/punct/Acme for/ADP/IN/prep/Acme shoes=shoe/NOUN/NNS/pobj/for "
        ";/PUNCT/:/punct/Acme a/DET/DT/det/division division/NOUN/NN/appos/Acme of/ADP/IN/prep/division "
        "Apex:Organization/PROPN/NNP/pobj/of"
    )
    assert facts.roles("division") == {"of": ["Apex"]}


def test_the_third_son_of_two_artists_is_whoever_was_born() -> None:
    # Bo Chan was born in Oslo, the third son of the actor Tim Roe and the poet Ann Lee.
    facts = said(
        "Bo_Chan:Person/PROPN/NNP/nsubjpass/born was=be/AUX/VBD/auxpass/born born=bear/VERB/VBN/ROOT/- "
        "in/ADP/IN/prep/born Oslo:Place/PROPN/NNP/pobj/in ,/PUNCT/,/punct/born the/DET/DT/det/son "
        "third/ADJ/JJ/amod/son son/NOUN/NN/npadvmod/born of/ADP/IN/prep/son the/DET/DT/det/actor "
        "actor/NOUN/NN/compound/Tim_Roe Tim_Roe:Person/PROPN/NNP/pobj/of and/CCONJ/CC/cc/son the/DET/DT/det/poet "
        "poet/NOUN/NN/compound/Ann_Lee Ann_Lee:Person/PROPN/NNP/conj/son ./PUNCT/./punct/born"
    )
    assert facts.roles("son") == {"self": ["Bo Chan"], "owner": ["Tim Roe", "Ann Lee"]}


def test_the_wife_of_the_father_is_the_mother() -> None:
    # Bo Chan, the son of Tim Roe and his wife, Ann Lee, spoke.
    facts = said(
        "Bo_Chan:Person/PROPN/NNP/nsubj/spoke ,/PUNCT/,/punct/Bo_Chan the/DET/DT/det/son son/NOUN/NN/appos/Bo_Chan "
        "of/ADP/IN/prep/son Tim_Roe:Person/PROPN/NNP/pobj/of and/CCONJ/CC/cc/Tim_Roe his/PRON/PRP$/poss/wife "
        "wife/NOUN/NN/conj/Tim_Roe ,/PUNCT/,/punct/wife Ann_Lee:Person/PROPN/NNP/appos/wife ,/PUNCT/,/punct/Bo_Chan "
        "spoke=speak/VERB/VBD/ROOT/-"
    )
    assert facts.roles("son")["owner"][0] == "Tim Roe"
    assert "Ann Lee" in facts.roles("son")["owner"]


def test_his_wife_behind_brackets_is_of_whoever_stands_before_them() -> None:
    # He knows King Bo (Tim Roe), his wife, Ann Lee.
    facts = said(
        "He/PRON/PRP/nsubj/knows knows=know/VERB/VBZ/ROOT/- Bo:Person/PROPN/NNP/dobj/knows (/PUNCT/-LRB-/punct/Bo "
        "Tim_Roe:Person/PROPN/NNP/appos/Bo )/PUNCT/-RRB-/punct/Bo ,/PUNCT/,/punct/Bo his/PRON/PRP$/poss/wife "
        "wife/NOUN/NN/conj/Bo ,/PUNCT/,/punct/wife Ann_Lee:Person/PROPN/NNP/appos/wife"
    )
    assert facts.roles("wife") == {"self": ["Ann Lee"], "owner": ["Bo"]}


def test_each_of_two_titles_is_by_who_stands_behind_it() -> None:
    # "Salt" (1975) by Bo Chan and "Smoke" (1976) by Ann Lee sold well. The parser hangs both on the first title.
    facts = said(
        "\"/PUNCT/``/punct/sold Salt:Work/PROPN/NN/nsubj/sold \"/PUNCT/''/punct/Salt (/PUNCT/-LRB-/punct/Salt "
        "1975/NUM/CD/appos/Salt )/PUNCT/-RRB-/punct/Salt by/ADP/IN/prep/Salt Bo_Chan:Person/PROPN/NNP/pobj/by "
        "and/CCONJ/CC/cc/Bo_Chan \"/PUNCT/``/punct/Smoke Smoke:Work/PROPN/NNP/conj/Bo_Chan \"/PUNCT/''/punct/Smoke "
        "(/PUNCT/-LRB-/punct/Smoke 1976/NUM/CD/npadvmod/Smoke )/PUNCT/-RRB-/punct/Smoke by/ADP/IN/prep/Salt "
        "Ann_Lee:Person/PROPN/NNP/pobj/by sold=sell/VERB/VBD/ROOT/- well/ADV/RB/advmod/sold"
    )
    by = {f.node.text: [n.text for n in f.get("by")] for f in facts if f.kind == "name" and f.get("by")}
    assert by == {"Salt": ["Bo Chan"], "Smoke": ["Ann Lee"]}


def test_a_title_behind_of_is_what_the_author_wrote() -> None:
    # Bo Chan, author of "Salt" (Apex, 1997), left. The parser takes the title for a clause.
    facts = said(
        "Bo_Chan:Person/PROPN/NNP/nsubj/left ,/PUNCT/,/punct/Bo_Chan author/NOUN/NN/appos/Bo_Chan "
        "of/ADP/IN/prep/author "
        "\"/PUNCT/``/punct/Salt Salt:Work/PROPN/NN/pcomp/of \"/PUNCT/''/punct/Salt (/PUNCT/-LRB-/punct/Apex "
        "Apex:Organization/PROPN/NNP/appos/Salt ,/PUNCT/,/punct/Apex 1997/NUM/CD/npadvmod/Apex "
        ")/PUNCT/-RRB-/punct/Apex "
        ",/PUNCT/,/punct/Salt left=leave/VERB/VBD/ROOT/-"
    )
    assert facts.roles("author") == {"self": ["Bo Chan"], "owner": ["Salt"]}


def test_a_title_that_holds_the_sentence_is_what_the_noun_before_it_names() -> None:
    # It is in Bo Chan's 1957 novel, "Salt." The parser takes the title for the root.
    facts = said(
        "It/PRON/PRP/nsubj/is is=be/AUX/VBZ/ccomp/Salt in/ADP/IN/prep/is Bo_Chan:Person/PROPN/NNP/poss/novel "
        "'s/PART/POS/case/Bo_Chan 1957/NUM/CD/nummod/novel novel/NOUN/NN/pobj/in ,/PUNCT/,/punct/Salt "
        '"/PUNCT/``/punct/Salt Salt:Work/PROPN/NN/ROOT/- ./PUNCT/./punct/Salt'
    )
    assert facts.roles("novel") == {"self": ["Salt"], "owner": ["Bo Chan"]}


def test_a_book_on_something_has_its_title_behind_that() -> None:
    # Bo Chan, whose book on the Lahr War, "Salt," won, died.
    facts = said(
        "Bo_Chan:Person/PROPN/NNP/nsubj/won ,/PUNCT/,/punct/Bo_Chan whose/DET/WP$/poss/book book/NOUN/NN/appos/Bo_Chan "
        "on/ADP/IN/prep/book the/DET/DT/det/Lahr_War Lahr_War:Event/PROPN/NNP/pobj/on ,/PUNCT/,/punct/Bo_Chan "
        "\"/PUNCT/``/punct/Bo_Chan Salt:Work/PROPN/NN/appos/Bo_Chan ,/PUNCT/,/punct/Bo_Chan \"/PUNCT/''/punct/Bo_Chan "
        "won=win/VERB/VBD/ROOT/- ,/PUNCT/,/punct/won died=die/VERB/VBD/conj/won"
    )
    assert facts.roles("book")["self"] == ["Salt"]
