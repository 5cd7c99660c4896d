"""Who is what, and who takes part in what: nouns in trees kept as text, without a parser."""

from tests.unit.extract_trees import said


def test_a_role_behind_a_name_describes_it() -> None:
    # Anna Roth, director of Denso, resigned.
    facts = said(
        "Anna_Roth:Person/PROPN/NNP/nsubj/resigned ,/PUNCT/,/punct/Anna_Roth director/NOUN/NN/appos/Anna_Roth "
        "of/ADP/IN/prep/director Denso:Organization/PROPN/NNP/pobj/of ,/PUNCT/,/punct/Anna_Roth "
        "resigned=resign/VERB/VBD/ROOT/- ./PUNCT/./punct/resigned"
    )
    assert facts.roles("director") == {"self": ["Anna Roth"], "owner": ["Denso"]}
    assert facts.flags("director") == set()


def test_a_name_behind_a_role_is_described() -> None:
    # The director of Denso, Anna Roth, resigned.
    facts = said(
        "The/DET/DT/det/director director/NOUN/NN/nsubj/resigned of/ADP/IN/prep/director "
        "Denso:Organization/PROPN/NNP/pobj/of ,/PUNCT/,/punct/Denso Anna_Roth:Person/PROPN/NNP/appos/Denso "
        ",/PUNCT/,/punct/Denso resigned=resign/VERB/VBD/ROOT/- ./PUNCT/./punct/resigned"
    )
    assert facts.roles("director") == {"self": ["Anna Roth"], "owner": ["Denso"]}
    assert facts.flags("director") == set()


def test_the_name_behind_a_role_is_who_acts() -> None:
    # The director of Denso, Anna Roth, met Karl Weiss.
    facts = said(
        "The/DET/DT/det/director director/NOUN/NN/nsubj/met of/ADP/IN/prep/director "
        "Denso:Organization/PROPN/NNP/pobj/of ,/PUNCT/,/punct/Denso Anna_Roth:Person/PROPN/NNP/appos/Denso "
        ",/PUNCT/,/punct/director met=meet/VERB/VBD/ROOT/- Karl_Weiss:Person/PROPN/NNP/dobj/met "
        "./PUNCT/./punct/met"
    )
    assert facts.roles("meet") == {"subject": ["Anna Roth"], "object": ["Karl Weiss"]}
    assert facts.flags("meet") == set()


def test_an_owner_may_stand_before_the_role() -> None:
    # Denso's director, Anna Roth, resigned.
    facts = said(
        "Denso:Organization/PROPN/NNP/poss/director 's/PART/POS/case/Denso director/NOUN/NN/nsubj/resigned "
        ",/PUNCT/,/punct/director Anna_Roth:Person/PROPN/NNP/appos/director ,/PUNCT/,/punct/director "
        "resigned=resign/VERB/VBD/ROOT/- ./PUNCT/./punct/resigned"
    )
    assert facts.roles("director") == {"self": ["Anna Roth"], "owner": ["Denso"]}
    assert facts.flags("director") == set()


def test_a_title_before_a_name_describes_it() -> None:
    # Denso chief Anna Roth resigned.
    facts = said(
        "Denso:Organization/PROPN/NN/compound/chief chief/NOUN/NN/compound/Anna_Roth "
        "Anna_Roth:Person/PROPN/NNP/nsubj/resigned resigned=resign/VERB/VBD/ROOT/- ./PUNCT/./punct/resigned"
    )
    assert facts.roles("chief") == {"self": ["Anna Roth"], "owner": ["Denso"]}
    assert facts.flags("chief") == set()


def test_a_title_before_a_name_leaves_the_name_its_verb() -> None:
    # Denso chief Anna Roth met Karl Weiss.
    facts = said(
        "Denso:Organization/PROPN/NN/compound/chief chief/NOUN/NN/compound/Anna_Roth "
        "Anna_Roth:Person/PROPN/NNP/nsubj/met met=meet/VERB/VBD/ROOT/- Karl_Weiss:Person/PROPN/NNP/dobj/met "
        "./PUNCT/./punct/met"
    )
    assert facts.roles("meet") == {"subject": ["Anna Roth"], "object": ["Karl Weiss"]}
    assert facts.flags("meet") == set()


def test_a_former_chief_was_chief() -> None:
    # Former Denso chief Anna Roth resigned.
    facts = said(
        "Former/ADJ/JJ/amod/chief Denso:Organization/PROPN/NNP/compound/chief chief/NOUN/NN/compound/Anna_Roth "
        "Anna_Roth:Person/PROPN/NNP/nsubj/resigned resigned=resign/VERB/VBD/ROOT/- ./PUNCT/./punct/resigned"
    )
    assert facts.roles("chief") == {"self": ["Anna Roth"], "owner": ["Denso"]}
    assert facts.flags("chief") == {"past"}


def test_a_plural_title_describes_its_list_and_stops_at_the_next_owner() -> None:
    # US astronauts Anna Roth and Karl Weiss, and Japan's Ida Lund slept.
    facts = said(
        "US:Country/PROPN/NNP/compound/astronauts astronauts=astronaut/NOUN/NNS/nsubj/slept "
        "Anna_Roth:Person/PROPN/NNP/appos/astronauts and/CCONJ/CC/cc/Anna_Roth "
        "Karl_Weiss:Person/PROPN/NNP/conj/Anna_Roth ,/PUNCT/,/punct/astronauts and/CCONJ/CC/cc/astronauts "
        "Japan:Country/PROPN/NNP/poss/Ida_Lund 's/PART/POS/case/Japan Ida_Lund:Person/PROPN/NNP/nsubj/slept "
        "slept=sleep/VERB/VBD/ROOT/- ./PUNCT/./punct/slept"
    )
    assert facts.roles("astronaut") == {"self": ["Anna Roth", "Karl Weiss"], "owner": ["US"]}
    assert facts.flags("astronaut") == set()


def test_all_of_a_list_with_titles_act() -> None:
    # US astronauts Anna Roth and Karl Weiss, and Japan's Ida Lund slept.
    facts = said(
        "US:Country/PROPN/NNP/compound/astronauts astronauts=astronaut/NOUN/NNS/nsubj/slept "
        "Anna_Roth:Person/PROPN/NNP/appos/astronauts and/CCONJ/CC/cc/Anna_Roth "
        "Karl_Weiss:Person/PROPN/NNP/conj/Anna_Roth ,/PUNCT/,/punct/astronauts and/CCONJ/CC/cc/astronauts "
        "Japan:Country/PROPN/NNP/poss/Ida_Lund 's/PART/POS/case/Japan Ida_Lund:Person/PROPN/NNP/nsubj/slept "
        "slept=sleep/VERB/VBD/ROOT/- ./PUNCT/./punct/slept"
    )
    assert facts.roles("sleep") == {"subject": ["Anna Roth", "Karl Weiss", "Ida Lund"]}
    assert facts.flags("sleep") == set()


def test_whose_points_to_the_name_before_it() -> None:
    # Anna Roth, whose father Karl Roth fled, resigned.
    facts = said(
        "Anna_Roth:Person/PROPN/NNP/nsubj/resigned ,/PUNCT/,/punct/Anna_Roth whose/DET/WP$/poss/father "
        "father/NOUN/NN/compound/Karl_Roth Karl_Roth:Person/PROPN/NNP/nsubj/fled "
        "fled=flee/VERB/VBD/relcl/Anna_Roth ,/PUNCT/,/punct/fled resigned=resign/VERB/VBD/ROOT/- "
        "./PUNCT/./punct/resigned"
    )
    assert facts.roles("father") == {"self": ["Karl Roth"], "owner": ["Anna Roth"]}
    assert facts.flags("father") == set()


def test_joined_relative_clauses_describe_one_noun() -> None:
    # Luma-3, which carries Ida Lund and whose takeoff failed, ended. -- the parser hangs "failed" on Ida Lund
    sentence = (
        "Luma-3:Mission/PROPN/NNP/nsubj/ended ,/PUNCT/,/punct/Luma-3 which/PRON/WDT/nsubj/carries "
        "carries=carry/VERB/VBZ/relcl/Luma-3 Ida_Lund:Person/PROPN/NNP/dobj/carries {} "
        "whose/DET/WP$/poss/takeoff takeoff/NOUN/NN/nsubj/failed failed=fail/VERB/VBD/relcl/Ida_Lund "
        "ended=end/VERB/VBD/ROOT/- ./PUNCT/./punct/ended"
    )
    assert said(sentence.format("and/CCONJ/CC/cc/Ida_Lund")).roles("takeoff") == {"possessor": ["Luma-3"]}
    # without "and" the second clause is about the last noun
    assert said(sentence.format(",/PUNCT/,/punct/Ida_Lund")).roles("takeoff") == {"possessor": ["Ida Lund"]}


def test_a_visit_has_a_visitor_and_a_goal() -> None:
    # Anna Roth's visit to Oslo ended.
    facts = said(
        "Anna_Roth:Person/PROPN/NNP/poss/visit 's/PART/POS/case/Anna_Roth visit/NOUN/NN/nsubj/ended "
        "to/ADP/IN/prep/visit Oslo:Place/PROPN/NNP/pobj/to ended=end/VERB/VBD/ROOT/- ./PUNCT/./punct/ended"
    )
    assert facts.roles("visit") == {"possessor": ["Anna Roth"], "to": ["Oslo"]}
    assert facts.flags("visit") == set()


def test_talks_are_between_two() -> None:
    # Talks between France and Iran ended.
    facts = said(
        "Talks=talk/NOUN/NNS/nsubj/ended between/ADP/IN/prep/Talks France:Country/PROPN/NNP/pobj/between "
        "and/CCONJ/CC/cc/France Iran:Country/PROPN/NNP/conj/France ended=end/VERB/VBD/ROOT/- "
        "./PUNCT/./punct/ended"
    )
    assert facts.roles("talk") == {"between": ["France", "Iran"]}
    assert facts.flags("talk") == set()


def test_who_holds_talks_takes_part_in_them() -> None:
    # Anna Roth held talks with Karl Weiss in Oslo.
    facts = said(
        "Anna_Roth:Person/PROPN/NNP/nsubj/held held=hold/VERB/VBD/ROOT/- talks=talk/NOUN/NNS/dobj/held "
        "with/ADP/IN/prep/talks Karl_Weiss:Person/PROPN/NNP/pobj/with in/ADP/IN/prep/talks "
        "Oslo:Place/PROPN/NNP/pobj/in ./PUNCT/./punct/held"
    )
    assert facts.roles("talk") == {"possessor": ["Anna Roth"], "with": ["Karl Weiss"], "in": ["Oslo"]}
    assert facts.flags("talk") == set()


def test_cancelled_talks_did_not_happen() -> None:
    # Anna Roth cancelled talks with Karl Weiss.
    facts = said(
        "Anna_Roth:Person/PROPN/NNP/nsubj/cancelled cancelled=cancel/VERB/VBD/ROOT/- "
        "talks=talk/NOUN/NNS/dobj/cancelled with/ADP/IN/prep/talks Karl_Weiss:Person/PROPN/NNP/pobj/with "
        "./PUNCT/./punct/cancelled"
    )
    assert facts.roles("talk") == {"possessor": ["Anna Roth"], "with": ["Karl Weiss"]}
    assert facts.flags("talk") == {"negated"}


def test_who_carries_out_an_attack_attacks() -> None:
    # Anna Roth carried out an attack on Oslo.
    facts = said(
        "Anna_Roth:Person/PROPN/NNP/nsubj/carried carried=carry/VERB/VBD/ROOT/- out/ADP/RP/prt/carried "
        "an/DET/DT/det/attack attack/NOUN/NN/dobj/carried on/ADP/IN/prep/attack Oslo:Place/PROPN/NNP/pobj/on "
        "./PUNCT/./punct/carried"
    )
    assert facts.roles("attack") == {"possessor": ["Anna Roth"], "on": ["Oslo"]}
    assert facts.flags("attack") == set()


def test_a_crew_is_who_it_includes() -> None:
    # The crew includes Anna Roth and Karl Weiss.
    facts = said(
        "The/DET/DT/det/crew crew/NOUN/NN/nsubj/includes includes=include/VERB/VBZ/ROOT/- "
        "Anna_Roth:Person/PROPN/NNP/dobj/includes and/CCONJ/CC/cc/Anna_Roth "
        "Karl_Weiss:Person/PROPN/NNP/conj/Anna_Roth ./PUNCT/./punct/includes"
    )
    assert facts.roles("crew") == {"self": ["Anna Roth", "Karl Weiss"]}
    assert facts.flags("crew") == set()


def test_a_copula_describes_its_subject() -> None:
    # Anna Roth is the director of Denso.
    facts = said(
        "Anna_Roth:Person/PROPN/NNP/nsubj/is is=be/AUX/VBZ/ROOT/- the/DET/DT/det/director "
        "director/NOUN/NN/attr/is of/ADP/IN/prep/director Denso:Organization/PROPN/NNP/pobj/of ./PUNCT/./punct/is"
    )
    assert facts.roles("director") == {"self": ["Anna Roth"], "owner": ["Denso"]}
    assert facts.flags("director") == set()


def test_a_negated_copula_denies_the_role() -> None:
    # Anna Roth is not the director of Denso.
    facts = said(
        "Anna_Roth:Person/PROPN/NNP/nsubj/is is=be/AUX/VBZ/ROOT/- not/PART/RB/neg/is the/DET/DT/det/director "
        "director/NOUN/NN/attr/is of/ADP/IN/prep/director Denso:Organization/PROPN/NNP/pobj/of ./PUNCT/./punct/is"
    )
    assert facts.roles("director") == {"self": ["Anna Roth"], "owner": ["Denso"]}
    assert facts.flags("director") == {"negated"}


def test_who_will_be_director_is_planned_to_be() -> None:
    # Anna Roth will be the director of Denso.
    facts = said(
        "Anna_Roth:Person/PROPN/NNP/nsubj/be will/AUX/MD/aux/be be/AUX/VB/ROOT/- the/DET/DT/det/director "
        "director/NOUN/NN/attr/be of/ADP/IN/prep/director Denso:Organization/PROPN/NNP/pobj/of ./PUNCT/./punct/be"
    )
    assert facts.roles("director") == {"self": ["Anna Roth"], "owner": ["Denso"]}
    assert facts.flags("director") == {"planned"}


def test_who_is_named_director_is_the_director() -> None:
    # Anna Roth was named director of Denso.
    facts = said(
        "Anna_Roth:Person/PROPN/NNP/nsubjpass/named was=be/AUX/VBD/auxpass/named named=name/VERB/VBN/ROOT/- "
        "director/NOUN/NN/oprd/named of/ADP/IN/prep/director Denso:Organization/PROPN/NNP/pobj/of "
        "./PUNCT/./punct/named"
    )
    assert facts.roles("director") == {"self": ["Anna Roth"], "owner": ["Denso"]}
    assert facts.flags("director") == set()


def test_who_works_as_director_is_the_director() -> None:
    # Anna Roth works as director of Denso.
    facts = said(
        "Anna_Roth:Person/PROPN/NNP/nsubj/works works=work/VERB/VBZ/ROOT/- as/ADP/IN/prep/works "
        "director/NOUN/NN/pobj/as of/ADP/IN/prep/director Denso:Organization/PROPN/NNP/pobj/of "
        "./PUNCT/./punct/works"
    )
    assert facts.roles("director") == {"self": ["Anna Roth"], "owner": ["Denso"]}
    assert facts.flags("director") == set()


def test_somebody_elses_director_describes_nobody() -> None:
    # Anna Roth met the director of Denso.
    facts = said(
        "Anna_Roth:Person/PROPN/NNP/nsubj/met met=meet/VERB/VBD/ROOT/- the/DET/DT/det/director "
        "director/NOUN/NN/dobj/met of/ADP/IN/prep/director Denso:Organization/PROPN/NNP/pobj/of "
        "./PUNCT/./punct/met"
    )
    assert facts.roles("director") == {"of": ["Denso"]}
    assert facts.flags("director") == set()


def test_no_meeting_is_denied() -> None:
    # There was no meeting between France and Iran.
    facts = said(
        "There/PRON/EX/expl/was was=be/VERB/VBD/ROOT/- no/DET/DT/det/meeting meeting/NOUN/NN/attr/was "
        "between/ADP/IN/prep/meeting France:Country/PROPN/NNP/pobj/between and/CCONJ/CC/cc/France "
        "Iran:Country/PROPN/NNP/conj/France ./PUNCT/./punct/was"
    )
    assert facts.roles("meeting") == {"between": ["France", "Iran"]}
    assert facts.flags("meeting") == {"negated"}


def test_a_planned_visit_is_planned() -> None:
    # Anna Roth's planned visit to Oslo drew crowds.
    facts = said(
        "Anna_Roth:Person/PROPN/NNP/poss/visit 's/PART/POS/case/Anna_Roth planned=plan/VERB/VBN/amod/visit "
        "visit/NOUN/NN/nsubj/drew to/ADP/IN/prep/visit Oslo:Place/PROPN/NNP/pobj/to drew=draw/VERB/VBD/ROOT/- "
        "crowds=crowd/NOUN/NNS/dobj/drew ./PUNCT/./punct/drew"
    )
    assert facts.roles("visit") == {"possessor": ["Anna Roth"], "to": ["Oslo"]}
    assert facts.flags("visit") == {"planned"}


def test_a_singular_apposition_describes_the_nearest_name() -> None:
    # Denso and Aisin, a unit of Toyota, grew.
    facts = said(
        "Denso:Organization/PROPN/NNP/nsubj/grew and/CCONJ/CC/cc/Denso Aisin:Organization/PROPN/NNP/conj/Denso "
        ",/PUNCT/,/punct/Denso a/DET/DT/det/unit unit/NOUN/NN/appos/Denso of/ADP/IN/prep/unit "
        "Toyota:Organization/PROPN/NNP/pobj/of ,/PUNCT/,/punct/Denso grew=grow/VERB/VBD/ROOT/- ./PUNCT/./punct/grew"
    )
    assert facts.roles("unit") == {"self": ["Aisin"], "owner": ["Toyota"]}


def test_what_somebody_has_is_not_who_he_is() -> None:
    # Anna Roth, whose work with Karl Weiss, left.
    facts = said(
        "Anna_Roth:Person/PROPN/NNP/nsubj/left ,/PUNCT/,/punct/Anna_Roth whose/DET/WP$/poss/work "
        "work/NOUN/NN/appos/Anna_Roth with/ADP/IN/prep/work Karl_Weiss:Person/PROPN/NNP/pobj/with "
        ",/PUNCT/,/punct/Anna_Roth left=leave/VERB/VBD/ROOT/- ./PUNCT/./punct/left"
    )
    assert facts.roles("work") == {"possessor": ["Anna Roth"], "with": ["Karl Weiss"]}


def test_a_division_is_called_by_the_names_before_it() -> None:
    # The Denso and Aisin divisions of Toyota grew.
    facts = said(
        "The/DET/DT/det/divisions Denso:Organization/PROPN/NNP/nmod/divisions and/CCONJ/CC/cc/Denso "
        "Aisin:Organization/PROPN/NNP/conj/Denso divisions=division/NOUN/NNS/nsubj/grew of/ADP/IN/prep/divisions "
        "Toyota:Organization/PROPN/NNP/pobj/of grew=grow/VERB/VBD/ROOT/- ./PUNCT/./punct/grew"
    )
    assert facts.roles("division") == {"self": ["Denso", "Aisin"], "owner": ["Toyota"]}
    assert facts.roles("grow") == {"subject": ["Denso", "Aisin"]}


def test_a_part_belongs_to_the_body_behind_its_name() -> None:
    # The Hartwell School at Yale beat Leeds at Hull.
    facts = said(
        "The/DET/DT/det/Hartwell_School Hartwell_School:Organization/PROPN/NNP/nsubj/beat "
        "at/ADP/IN/prep/Hartwell_School Yale:Organization/PROPN/NNP/pobj/at beat/VERB/VBD/ROOT/- "
        "Leeds:Organization/PROPN/NNP/dobj/beat at/ADP/IN/prep/Leeds Hull:Organization/PROPN/NNP/pobj/at "
        "./PUNCT/./punct/beat"
    )
    owners = [[n.text for n in f.get("possessor")] for f in facts if f.predicate == "@name" and f.get("possessor")]
    assert owners == [["Yale"]]


def test_a_rate_lends_its_phrase_to_the_sum() -> None:
    # Denso paid 24 dollars a share for Aisin.
    facts = said(
        "Denso:Organization/PROPN/NNP/nsubj/paid paid=pay/VERB/VBD/ROOT/- 24/NUM/CD/nummod/dollars "
        "dollars=dollar/NOUN/NNS/dobj/paid a/DET/DT/det/share share/NOUN/NN/npadvmod/dollars for/ADP/IN/prep/share "
        "Aisin:Organization/PROPN/NNP/pobj/for ./PUNCT/./punct/paid"
    )
    assert facts.roles("dollar")["for"] == ["Aisin"]


def test_what_is_seen_on_a_channel_is_no_part_of_it() -> None:
    # She spoke on Acme's Good_Hour.
    facts = said(
        "She/PRON/PRP/nsubj/spoke spoke=speak/VERB/VBD/ROOT/- on/ADP/IN/prep/spoke "
        "Acme:Organization/PROPN/NNP/poss/Good_Hour 's/PART/POS/case/Acme Good_Hour:Organization/PROPN/NNP/pobj/on "
        "./PUNCT/./punct/spoke"
    )
    assert not any(f.get("possessor") for f in facts)
