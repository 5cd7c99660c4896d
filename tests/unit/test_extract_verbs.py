"""Who does what to whom: verbs in trees kept as text, without a parser."""

from tests.unit.extract_trees import said


def test_an_active_verb_has_its_subject_and_object() -> None:
    # Toyota bought Denso.
    facts = said(
        "Toyota:Organization/PROPN/NNP/nsubj/bought bought=buy/VERB/VBD/ROOT/- "
        "Denso:Organization/PROPN/NNP/dobj/bought ./PUNCT/./punct/bought"
    )
    assert facts.roles("buy") == {"subject": ["Toyota"], "object": ["Denso"]}
    assert facts.flags("buy") == set()


def test_a_passive_verb_names_its_doer_behind_by() -> None:
    # Denso was bought by Toyota.
    facts = said(
        "Denso:Organization/PROPN/NNP/nsubjpass/bought was=be/AUX/VBD/auxpass/bought bought=buy/VERB/VBN/ROOT/- "
        "by/ADP/IN/agent/bought Toyota:Organization/PROPN/NNP/pobj/by ./PUNCT/./punct/bought"
    )
    assert facts.roles("buy") == {"subject": ["Toyota"], "object": ["Denso"]}
    assert facts.flags("buy") == set()


def test_a_participle_behind_a_name_is_passive() -> None:
    # Denso, owned by Toyota, cut jobs.
    facts = said(
        "Denso:Organization/PROPN/NN/nsubj/cut ,/PUNCT/,/punct/Denso owned=own/VERB/VBN/acl/Denso "
        "by/ADP/IN/agent/owned Toyota:Organization/PROPN/NNP/pobj/by ,/PUNCT/,/punct/Denso cut/VERB/VBN/ROOT/- "
        "jobs=job/NOUN/NNS/dobj/cut ./PUNCT/./punct/cut"
    )
    assert facts.roles("own") == {"subject": ["Toyota"], "object": ["Denso"]}
    assert facts.flags("own") == set()


def test_who_stands_for_the_name_before_it() -> None:
    # Anna Roth, who founded Denso, resigned.
    facts = said(
        "Anna_Roth:Person/PROPN/NNP/nsubj/resigned ,/PUNCT/,/punct/Anna_Roth who/PRON/WP/nsubj/founded "
        "founded=found/VERB/VBD/relcl/Anna_Roth Denso:Organization/PROPN/NNP/dobj/founded "
        ",/PUNCT/,/punct/Anna_Roth resigned=resign/VERB/VBD/ROOT/- ./PUNCT/./punct/resigned"
    )
    assert facts.roles("found") == {"subject": ["Anna Roth"], "object": ["Denso"]}
    assert facts.flags("found") == set()


def test_which_stands_for_the_name_before_it() -> None:
    # Toyota, which owns Denso, said little.
    facts = said(
        "Toyota:Organization/PROPN/NNP/nsubj/said ,/PUNCT/,/punct/Toyota which/PRON/WDT/nsubj/owns "
        "owns=own/VERB/VBZ/relcl/Toyota Denso:Organization/PROPN/NNP/dobj/owns ,/PUNCT/,/punct/Toyota "
        "said=say/VERB/VBD/ROOT/- little/ADJ/JJ/advmod/said ./PUNCT/./punct/said"
    )
    assert facts.roles("own") == {"subject": ["Toyota"], "object": ["Denso"]}
    assert facts.flags("own") == set()


def test_whom_stands_for_the_object() -> None:
    # Anna Roth, whom Karl Weiss met, resigned.
    facts = said(
        "Anna_Roth:Person/PROPN/NNP/nsubj/resigned ,/PUNCT/,/punct/Anna_Roth whom/PRON/WP/dobj/met "
        "Karl_Weiss:Person/PROPN/NNP/nsubj/met met=meet/VERB/VBD/relcl/Anna_Roth ,/PUNCT/,/punct/Anna_Roth "
        "resigned=resign/VERB/VBD/ROOT/- ./PUNCT/./punct/resigned"
    )
    assert facts.roles("meet") == {"subject": ["Karl Weiss"], "object": ["Anna Roth"]}
    assert facts.flags("meet") == set()


def test_joined_subjects_share_the_verb() -> None:
    # France and Germany condemned Iran.
    facts = said(
        "France:Country/PROPN/NNP/nsubj/condemned and/CCONJ/CC/cc/France Germany:Country/PROPN/NNP/conj/France "
        "condemned=condemn/VERB/VBD/ROOT/- Iran:Country/PROPN/NNP/dobj/condemned ./PUNCT/./punct/condemned"
    )
    assert facts.roles("condemn") == {"subject": ["France", "Germany"], "object": ["Iran"]}
    assert facts.flags("condemn") == set()


def test_joined_objects_share_the_verb() -> None:
    # Anna Roth met Karl Weiss, Ida Lund and Max Berg.
    facts = said(
        "Anna_Roth:Person/PROPN/NNP/nsubj/met met=meet/VERB/VBD/ROOT/- Karl_Weiss:Person/PROPN/NNP/dobj/met "
        ",/PUNCT/,/punct/Karl_Weiss Ida_Lund:Person/PROPN/NNP/conj/Karl_Weiss and/CCONJ/CC/cc/Ida_Lund "
        "Max_Berg:Person/PROPN/NNP/conj/Ida_Lund ./PUNCT/./punct/met"
    )
    assert facts.roles("meet") == {"subject": ["Anna Roth"], "object": ["Karl Weiss", "Ida Lund", "Max Berg"]}
    assert facts.flags("meet") == set()


def test_joined_verbs_share_the_subject() -> None:
    # Anna Roth visited Oslo and met Karl Weiss.
    facts = said(
        "Anna_Roth:Person/PROPN/NNP/nsubj/visited visited=visit/VERB/VBD/ROOT/- Oslo:Place/PROPN/NNP/dobj/visited "
        "and/CCONJ/CC/cc/visited met=meet/VERB/VBD/conj/visited Karl_Weiss:Person/PROPN/NNP/dobj/met "
        "./PUNCT/./punct/visited"
    )
    assert facts.roles("meet") == {"subject": ["Anna Roth"], "object": ["Karl Weiss"]}
    assert facts.flags("meet") == set()


def test_joined_verbs_share_the_object() -> None:
    # Anna Roth wrote and directed Nightfall.
    facts = said(
        "Anna_Roth:Person/PROPN/NNP/nsubj/wrote wrote=write/VERB/VBD/ROOT/- and/CCONJ/CC/cc/wrote "
        "directed=direct/VERB/VBD/conj/wrote Nightfall:Work/PROPN/NNP/dobj/directed ./PUNCT/./punct/wrote"
    )
    assert facts.roles("write") == {"subject": ["Anna Roth"], "object": ["Nightfall"]}
    assert facts.flags("write") == set()


def test_due_to_meet_is_a_planned_meeting() -> None:
    # Anna Roth is due to meet Karl Weiss.
    facts = said(
        "Anna_Roth:Person/PROPN/NNP/nsubj/is is=be/AUX/VBZ/ROOT/- due/ADJ/JJ/acomp/is to/PART/TO/aux/meet "
        "meet/VERB/VB/xcomp/due Karl_Weiss:Person/PROPN/NNP/dobj/meet ./PUNCT/./punct/is"
    )
    assert facts.roles("meet") == {"subject": ["Anna Roth"], "object": ["Karl Weiss"]}
    assert facts.flags("meet") == {"planned"}


def test_plans_to_visit_is_a_planned_visit() -> None:
    # Anna Roth plans to visit Oslo.
    facts = said(
        "Anna_Roth:Person/PROPN/NNP/nsubj/plans plans=plan/VERB/VBZ/ROOT/- to/PART/TO/aux/visit "
        "visit/VERB/VB/xcomp/plans Oslo:Place/PROPN/NNP/dobj/visit ./PUNCT/./punct/plans"
    )
    assert facts.roles("visit") == {"subject": ["Anna Roth"], "object": ["Oslo"]}
    assert facts.flags("visit") == {"planned"}


def test_who_is_asked_to_lead_is_the_one_to_lead() -> None:
    # Anna Roth asked Karl Weiss to lead Denso.
    facts = said(
        "Anna_Roth:Person/PROPN/NNP/nsubj/asked asked=ask/VERB/VBD/ROOT/- Karl_Weiss:Person/PROPN/NNP/dobj/asked "
        "to/PART/TO/aux/lead lead/VERB/VB/xcomp/asked Denso:Organization/PROPN/NNP/dobj/lead "
        "./PUNCT/./punct/asked"
    )
    assert facts.roles("lead") == {"subject": ["Karl Weiss"], "object": ["Denso"]}


def test_what_somebody_wants_is_a_wish() -> None:
    # Anna Roth wants to meet Karl Weiss.
    facts = said(
        "Anna_Roth:Person/PROPN/NNP/nsubj/wants wants=want/VERB/VBZ/ROOT/- to/PART/TO/aux/meet "
        "meet/VERB/VB/xcomp/wants Karl_Weiss:Person/PROPN/NNP/dobj/meet ./PUNCT/./punct/wants"
    )
    assert facts.roles("meet") == {"subject": ["Anna Roth"], "object": ["Karl Weiss"]}
    assert facts.flags("meet") == {"wished"}


def test_what_is_considered_is_possible() -> None:
    # Toyota is considering buying Denso.
    facts = said(
        "Toyota:Organization/PROPN/NNP/nsubj/considering is=be/AUX/VBZ/aux/considering "
        "considering=consider/VERB/VBG/ROOT/- buying=buy/VERB/VBG/xcomp/considering "
        "Denso:Organization/PROPN/NNP/dobj/buying ./PUNCT/./punct/considering"
    )
    assert facts.roles("buy") == {"subject": ["Toyota"], "object": ["Denso"]}
    assert facts.flags("buy") == {"possible"}


def test_what_is_said_counts_as_reported() -> None:
    # Anna Roth said that Toyota bought Denso.
    facts = said(
        "Anna_Roth:Person/PROPN/NNP/nsubj/said said=say/VERB/VBD/ROOT/- that/SCONJ/IN/mark/bought "
        "Toyota:Organization/PROPN/NNP/nsubj/bought bought=buy/VERB/VBD/ccomp/said "
        "Denso:Organization/PROPN/NNP/dobj/bought ./PUNCT/./punct/said"
    )
    assert facts.roles("buy") == {"subject": ["Toyota"], "object": ["Denso"]}
    assert facts.flags("buy") == {"reported"}


def test_what_a_quote_denies_says_nothing_about_the_words_before_it() -> None:
    # Anna Roth met Karl Weiss, telling him, "you will never go.", with the quote's verb at the root of the parse.
    facts = said(
        "Anna_Roth:Person/PROPN/NNP/nsubj/met met=meet/VERB/VBD/ccomp/go Karl_Weiss:Person/PROPN/NNP/dobj/met "
        '"/PUNCT/``/punct/go you/PRON/PRP/nsubj/go will/AUX/MD/aux/go never/ADV/RB/neg/go go/VERB/VB/ROOT/- '
        "./PUNCT/./punct/go"
    )
    assert facts.flags("meet") == set()


def test_a_question_asks() -> None:
    # Did Anna Roth meet Karl Weiss?
    facts = said(
        "Did=do/AUX/VBD/aux/meet Anna_Roth:Person/PROPN/NNP/nsubj/meet meet/VERB/VB/ROOT/- "
        "Karl_Weiss:Person/PROPN/NNP/dobj/meet ?/PUNCT/./punct/meet"
    )
    assert facts.roles("meet") == {"subject": ["Anna Roth"], "object": ["Karl Weiss"]}
    assert facts.flags("meet") == {"asked"}


def test_not_denies() -> None:
    # Anna Roth did not meet Karl Weiss.
    facts = said(
        "Anna_Roth:Person/PROPN/NNP/nsubj/meet did=do/AUX/VBD/aux/meet not/PART/RB/neg/meet meet/VERB/VB/ROOT/- "
        "Karl_Weiss:Person/PROPN/NNP/dobj/meet ./PUNCT/./punct/meet"
    )
    assert facts.roles("meet") == {"subject": ["Anna Roth"], "object": ["Karl Weiss"]}
    assert facts.flags("meet") == {"negated"}


def test_never_denies() -> None:
    # Anna Roth never met Karl Weiss.
    facts = said(
        "Anna_Roth:Person/PROPN/NNP/nsubj/met never/ADV/RB/neg/met met=meet/VERB/VBD/ROOT/- "
        "Karl_Weiss:Person/PROPN/NNP/dobj/met ./PUNCT/./punct/met"
    )
    assert facts.roles("meet") == {"subject": ["Anna Roth"], "object": ["Karl Weiss"]}
    assert facts.flags("meet") == {"negated"}


def test_what_somebody_denied_did_not_happen() -> None:
    # Anna Roth denied having met Karl Weiss.
    facts = said(
        "Anna_Roth:Person/PROPN/NNP/nsubj/denied denied=deny/VERB/VBD/ROOT/- having/AUX/VBG/aux/met "
        "met=meet/VERB/VBN/xcomp/denied Karl_Weiss:Person/PROPN/NNP/dobj/met ./PUNCT/./punct/denied"
    )
    assert facts.roles("meet") == {"subject": ["Anna Roth"], "object": ["Karl Weiss"]}
    assert facts.flags("meet") == {"negated"}


def test_what_somebody_refused_to_do_did_not_happen() -> None:
    # Anna Roth refused to meet Karl Weiss.
    facts = said(
        "Anna_Roth:Person/PROPN/NNP/nsubj/refused refused=refuse/VERB/VBD/ROOT/- to/PART/TO/aux/meet "
        "meet/VERB/VB/xcomp/refused Karl_Weiss:Person/PROPN/NNP/dobj/meet ./PUNCT/./punct/refused"
    )
    assert facts.roles("meet") == {"subject": ["Anna Roth"], "object": ["Karl Weiss"]}
    assert facts.flags("meet") == {"negated"}


def test_may_makes_it_possible() -> None:
    # Anna Roth may meet Karl Weiss.
    facts = said(
        "Anna_Roth:Person/PROPN/NNP/nsubj/meet may/AUX/MD/aux/meet meet/VERB/VB/ROOT/- "
        "Karl_Weiss:Person/PROPN/NNP/dobj/meet ./PUNCT/./punct/meet"
    )
    assert facts.roles("meet") == {"subject": ["Anna Roth"], "object": ["Karl Weiss"]}
    assert facts.flags("meet") == {"possible"}


def test_will_makes_it_planned() -> None:
    # Anna Roth will meet Karl Weiss.
    facts = said(
        "Anna_Roth:Person/PROPN/NNP/nsubj/meet will/AUX/MD/aux/meet meet/VERB/VB/ROOT/- "
        "Karl_Weiss:Person/PROPN/NNP/dobj/meet ./PUNCT/./punct/meet"
    )
    assert facts.roles("meet") == {"subject": ["Anna Roth"], "object": ["Karl Weiss"]}
    assert facts.flags("meet") == {"planned"}


def test_a_second_verb_shares_will() -> None:
    # Anna Roth will visit Oslo and meet Karl Weiss.
    facts = said(
        "Anna_Roth:Person/PROPN/NNP/nsubj/visit will/AUX/MD/aux/visit visit/VERB/VB/ROOT/- "
        "Oslo:Place/PROPN/NNP/dobj/visit and/CCONJ/CC/cc/visit meet/VERB/VB/conj/visit "
        "Karl_Weiss:Person/PROPN/NNP/dobj/meet ./PUNCT/./punct/visit"
    )
    assert facts.roles("meet") == {"subject": ["Anna Roth"], "object": ["Karl Weiss"]}
    assert facts.flags("meet") == {"planned"}


def test_an_if_clause_only_supposes() -> None:
    # If Anna Roth met Karl Weiss, they quarrelled.
    facts = said(
        "If/SCONJ/IN/mark/met Anna_Roth:Person/PROPN/NNP/nsubj/met met=meet/VERB/VBD/advcl/quarrelled "
        "Karl_Weiss:Person/PROPN/NNP/dobj/met ,/PUNCT/,/punct/quarrelled they/PRON/PRP/nsubj/quarrelled "
        "quarrelled=quarrel/VERB/VBD/ROOT/- ./PUNCT/./punct/quarrelled"
    )
    assert facts.roles("meet") == {"subject": ["Anna Roth"], "object": ["Karl Weiss"]}
    assert facts.flags("meet") == {"hypothetical"}


def test_a_sentence_before_a_negated_one_stays_stated() -> None:
    # Anna Roth met Karl Weiss but did not visit Oslo.
    facts = said(
        "Anna_Roth:Person/PROPN/NNP/nsubj/met met=meet/VERB/VBD/ROOT/- Karl_Weiss:Person/PROPN/NNP/dobj/met "
        "but/CCONJ/CC/cc/met did=do/AUX/VBD/aux/visit not/PART/RB/neg/visit visit/VERB/VB/conj/met "
        "Oslo:Place/PROPN/NNP/dobj/visit ./PUNCT/./punct/met"
    )
    assert facts.roles("meet") == {"subject": ["Anna Roth"], "object": ["Karl Weiss"]}
    assert facts.flags("meet") == set()


def test_a_verb_keeps_its_particle() -> None:
    # Anna Roth carried out an attack.
    facts = said(
        "Anna_Roth:Person/PROPN/NNP/nsubj/carried carried=carry/VERB/VBD/ROOT/- out/ADP/RP/prt/carried "
        "an/DET/DT/det/attack attack/NOUN/NN/dobj/carried ./PUNCT/./punct/carried"
    )
    assert facts.roles("carry_out") == {"subject": ["Anna Roth"], "object": ["attack"]}
    assert facts.flags("carry_out") == set()


def test_a_name_between_and_and_a_verb_is_its_subject() -> None:
    # Ford bought Volvo and Renault took Nissan.
    facts = said(
        "Ford:Organization/PROPN/NNP/nsubj/bought bought=buy/VERB/VBD/ROOT/- Volvo:Organization/PROPN/NNP/dobj/bought "
        "and/CCONJ/CC/cc/Volvo Renault:Organization/PROPN/NNP/conj/Volvo took=take/VERB/VBD/conj/bought "
        "Nissan:Organization/PROPN/NNP/dobj/took ./PUNCT/./punct/bought"
    )
    assert facts.roles("buy") == {"subject": ["Ford"], "object": ["Volvo"]}
    assert facts.roles("take") == {"subject": ["Renault"], "object": ["Nissan"]}


def test_an_and_before_the_verb_leaves_the_list_whole() -> None:
    # Ford bought Volvo and Renault and took Nissan.
    facts = said(
        "Ford:Organization/PROPN/NNP/nsubj/bought bought=buy/VERB/VBD/ROOT/- Volvo:Organization/PROPN/NNP/dobj/bought "
        "and/CCONJ/CC/cc/Volvo Renault:Organization/PROPN/NNP/conj/Volvo and/CCONJ/CC/cc/bought "
        "took=take/VERB/VBD/conj/bought Nissan:Organization/PROPN/NNP/dobj/took ./PUNCT/./punct/bought"
    )
    assert facts.roles("buy") == {"subject": ["Ford"], "object": ["Volvo", "Renault"]}
    assert facts.roles("take") == {"subject": ["Ford"], "object": ["Nissan"]}


def test_a_participle_with_an_agent_is_passive_whatever_the_parser_calls_it() -> None:
    # Denso is partly owned by Toyota.
    facts = said(
        "Denso:Organization/PROPN/NNP/nsubj/is is=be/AUX/VBZ/ROOT/- partly/ADV/RB/advmod/owned "
        "owned=own/VERB/VBN/acomp/is by/ADP/IN/agent/owned Toyota:Organization/PROPN/NNP/pobj/by ./PUNCT/./punct/is"
    )
    assert facts.roles("own") == {"subject": ["Toyota"], "object": ["Denso"]}


def test_a_name_behind_a_closed_apposition_is_joined_to_the_name() -> None:
    # Toyota bought Denso, a brand, and Aisin.
    facts = said(
        "Toyota:Organization/PROPN/NNP/nsubj/bought bought=buy/VERB/VBD/ROOT/- "
        "Denso:Organization/PROPN/NNP/dobj/bought ,/PUNCT/,/punct/Denso a/DET/DT/det/brand brand/NOUN/NN/appos/Denso "
        ",/PUNCT/,/punct/brand and/CCONJ/CC/cc/brand Aisin:Organization/PROPN/NNP/conj/brand ./PUNCT/./punct/bought"
    )
    assert facts.roles("buy") == {"subject": ["Toyota"], "object": ["Denso", "Aisin"]}


def test_a_name_inside_an_apposition_stays_there() -> None:
    # Anna Roth, the daughter and Karl Weiss, met Leo Tarn.
    facts = said(
        "Anna_Roth:Person/PROPN/NNP/nsubj/met ,/PUNCT/,/punct/Anna_Roth the/DET/DT/det/daughter "
        "daughter/NOUN/NN/appos/Anna_Roth and/CCONJ/CC/cc/daughter Karl_Weiss:Person/PROPN/NNP/conj/daughter "
        ",/PUNCT/,/punct/Anna_Roth met=meet/VERB/VBD/ROOT/- Leo_Tarn:Person/PROPN/NNP/dobj/met ./PUNCT/./punct/met"
    )
    assert facts.roles("meet") == {"subject": ["Anna Roth"], "object": ["Leo Tarn"]}


def test_a_second_at_says_whose_part_a_school_is() -> None:
    # She teaches at Hartwell School at Yale.
    facts = said(
        "She/PRON/PRP/nsubj/teaches teaches=teach/VERB/VBZ/ROOT/- at/ADP/IN/prep/teaches "
        "Hartwell_School:Organization/PROPN/NNP/pobj/at at/ADP/IN/prep/teaches Yale:Organization/PROPN/NNP/pobj/at "
        "./PUNCT/./punct/teaches"
    )
    assert facts.roles("teach") == {"subject": ["She"], "at": ["Hartwell School"]}
