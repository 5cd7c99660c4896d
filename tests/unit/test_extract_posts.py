"""Whose post it is, and who is one of several: trees kept as text, without a parser."""

from tests.unit.extract_trees import said


def test_what_is_chosen_over_something_else_leaves_that_undone() -> None:
    # Joel Obi signed with Leeds rather than join Hull.
    facts = said(
        "Joel_Obi:Person/PROPN/NNP/nsubj/signed signed=sign/VERB/VBD/ROOT/- with/ADP/IN/prep/signed "
        "Leeds:Organization/PROPN/NNP/pobj/with rather/ADV/RB/advmod/than than/ADP/IN/cc/signed "
        "join/VERB/VB/conj/signed Hull:Organization/PROPN/NNP/dobj/join ./PUNCT/./punct/signed"
    )
    assert "negated" not in facts.flags("sign")
    assert "negated" in facts.flags("join")


def test_a_singular_role_has_one_holder() -> None:
    # Denso's founder, Anna Roth, and his sons Karl Weiss and Ole Strand left.
    facts = said(
        "Denso:Organization/PROPN/NNP/poss/founder 's/PART/POS/case/Denso founder/NOUN/NN/nsubj/left "
        ",/PUNCT/,/punct/founder Anna_Roth:Person/PROPN/NNP/appos/founder ,/PUNCT/,/punct/Anna_Roth "
        "and/CCONJ/CC/cc/Anna_Roth his/PRON/PRP$/poss/sons sons=son/NOUN/NNS/compound/Karl_Weiss "
        "Karl_Weiss:Person/PROPN/NNP/conj/Anna_Roth and/CCONJ/CC/cc/Karl_Weiss "
        "Ole_Strand:Person/PROPN/NNP/conj/Karl_Weiss left=leave/VERB/VBD/ROOT/- ./PUNCT/./punct/left"
    )
    assert facts.roles("founder") == {"self": ["Anna Roth"], "owner": ["Denso"]}


def test_a_historian_of_a_body_does_not_belong_to_it() -> None:
    # Anna Roth, a historian of Denso, resigned.
    facts = said(
        "Anna_Roth:Person/PROPN/NNP/nsubj/resigned ,/PUNCT/,/punct/Anna_Roth a/DET/DT/det/historian "
        "historian/NOUN/NN/appos/Anna_Roth of/ADP/IN/prep/historian Denso:Organization/PROPN/NNP/pobj/of "
        ",/PUNCT/,/punct/Anna_Roth resigned=resign/VERB/VBD/ROOT/- ./PUNCT/./punct/resigned"
    )
    assert facts.roles("historian") == {"self": ["Anna Roth"], "of": ["Denso"]}


def test_one_of_several_is_what_they_are() -> None:
    # Anna Roth, one of Denso's founders, resigned.
    facts = said(
        "Anna_Roth:Person/PROPN/NNP/nsubj/resigned ,/PUNCT/,/punct/Anna_Roth one/NUM/CD/appos/Anna_Roth "
        "of/ADP/IN/prep/one Denso:Organization/PROPN/NNP/poss/founders 's/PART/POS/case/Denso "
        "founders=founder/NOUN/NNS/pobj/of ,/PUNCT/,/punct/Anna_Roth resigned=resign/VERB/VBD/ROOT/- "
        "./PUNCT/./punct/resigned"
    )
    assert facts.roles("founder") == {"self": ["Anna Roth"], "owner": ["Denso"]}


def test_a_firm_that_fills_a_post_has_it() -> None:
    # Denso named Anna Roth chairman.
    facts = said(
        "Denso:Organization/PROPN/NNP/nsubj/named named=name/VERB/VBD/ROOT/- Anna_Roth:Person/PROPN/NNP/dobj/named "
        "chairman/NOUN/NN/oprd/named ./PUNCT/./punct/named"
    )
    assert facts.roles("chairman") == {"self": ["Anna Roth"], "owner": ["Denso"]}


def test_a_parliament_fills_the_posts_of_others() -> None:
    # Parliament named Anna Roth chairman.
    facts = said(
        "Parliament:Organization/PROPN/NNP/nsubj/named named=name/VERB/VBD/ROOT/- "
        "Anna_Roth:Person/PROPN/NNP/dobj/named chairman/NOUN/NN/oprd/named ./PUNCT/./punct/named"
    )
    assert facts.roles("chairman") == {"self": ["Anna Roth"]}


def test_the_dismissal_of_somebody_tells_which_post_it_was() -> None:
    # The dismissal of Anna Roth as chairman of Denso shocked Leeds.
    facts = said(
        "The/DET/DT/det/dismissal dismissal/NOUN/NN/nsubj/shocked of/ADP/IN/prep/dismissal "
        "Anna_Roth:Person/PROPN/NNP/pobj/of as/ADP/IN/prep/dismissal chairman/NOUN/NN/pobj/as "
        "of/ADP/IN/prep/chairman Denso:Organization/PROPN/NNP/pobj/of shocked=shock/VERB/VBD/ROOT/- "
        "Leeds:Organization/PROPN/NNP/dobj/shocked ./PUNCT/./punct/shocked"
    )
    assert facts.roles("chairman") == {"self": ["Anna Roth"], "owner": ["Denso"]}
    assert "past" in facts.flags("chairman")


def test_a_clause_behind_a_double_genitive_is_about_the_friend() -> None:
    # Karl Weiss, a friend of Anna Roth's who left Denso, resigned.
    facts = said(
        "Karl_Weiss:Person/PROPN/NNP/nsubj/resigned ,/PUNCT/,/punct/Karl_Weiss a/DET/DT/det/friend "
        "friend/NOUN/NN/appos/Karl_Weiss of/ADP/IN/prep/friend Anna_Roth:Person/PROPN/NNP/pobj/of "
        "'s/PART/POS/case/Anna_Roth who/PRON/WP/nsubj/left left=leave/VERB/VBD/relcl/Anna_Roth "
        "Denso:Organization/PROPN/NNP/dobj/left ,/PUNCT/,/punct/Karl_Weiss resigned=resign/VERB/VBD/ROOT/- "
        "./PUNCT/./punct/resigned"
    )
    assert facts.roles("leave") == {"subject": ["Karl Weiss"], "object": ["Denso"]}


def test_a_name_that_looks_like_an_auxiliary_acts() -> None:
    # Will Allen will replace Karl Weiss.
    facts = said(
        "Will_Allen:Person/AUX/MD/aux/replace will/AUX/MD/aux/replace replace/VERB/VB/ROOT/- "
        "Karl_Weiss:Person/PROPN/NNP/dobj/replace ./PUNCT/./punct/replace"
    )
    assert facts.roles("replace") == {"subject": ["Will Allen"], "object": ["Karl Weiss"]}


def test_a_list_shares_what_stands_behind_its_last_name() -> None:
    # Anna Roth, Karl Weiss and Ole Strand of Leeds won.
    facts = said(
        "Anna_Roth:Person/PROPN/NNP/nsubj/won ,/PUNCT/,/punct/Anna_Roth Karl_Weiss:Person/PROPN/NNP/conj/Anna_Roth "
        "and/CCONJ/CC/cc/Karl_Weiss Ole_Strand:Person/PROPN/NNP/conj/Karl_Weiss of/ADP/IN/prep/Ole_Strand "
        "Leeds:Organization/PROPN/NNP/pobj/of won=win/VERB/VBD/ROOT/- ./PUNCT/./punct/won"
    )
    homes = [[n.text for n in fact.get("of")] for fact in facts if fact.node.is_person]
    assert homes == [["Leeds"], ["Leeds"], ["Leeds"]]


def test_a_prefix_is_one_word_with_its_noun() -> None:
    # Anna Roth, the Denso co - founder, resigned.
    facts = said(
        "Anna_Roth:Person/PROPN/NNP/nsubj/resigned ,/PUNCT/,/punct/Anna_Roth the/DET/DT/det/co "
        "Denso:Organization/PROPN/NNP/compound/co co/NOUN/NN/appos/Anna_Roth -/NOUN/NN/appos/Anna_Roth "
        "founder/NOUN/NN/appos/Anna_Roth ,/PUNCT/,/punct/Anna_Roth resigned=resign/VERB/VBD/ROOT/- "
        "./PUNCT/./punct/resigned"
    )
    assert facts.roles("founder") == {"self": ["Anna Roth"], "owner": ["Denso", "co"]}


def test_a_player_belongs_to_the_only_team_that_is_named() -> None:
    # Leeds survived a fumble by quarterback Anna Roth.
    survived = (
        "Leeds:Organization/PROPN/NNP/nsubj/survived survived=survive/VERB/VBD/ROOT/- a/DET/DT/det/fumble "
        "fumble/NOUN/NN/dobj/survived by/ADP/IN/prep/fumble quarterback/NOUN/NN/compound/Anna_Roth "
        "Anna_Roth:Person/PROPN/NNP/pobj/by"
    )
    assert said(survived).roles("quarterback") == {"self": ["Anna Roth"], "owner": ["Leeds"]}
    also = " in/ADP/IN/prep/survived Hull:Organization/PROPN/NNP/pobj/in"
    assert said(survived + also).roles("quarterback") == {"self": ["Anna Roth"]}
