"""Places side by side, seats behind bodies, parts of a whole, and who does what "the prospect of X doing" names."""

from __future__ import annotations

from kg.extract.arguments import referents
from tests.unit.extract_trees import Said, lexicon, said


def _of_name(facts: Said, name: str) -> dict[str, list[str]]:
    """Return the arguments of what stands on a name."""
    (fact,) = [f for f in facts if f.kind == "name" and f.node.text == name]
    return {role: [n.text for n in nodes] for role, nodes in fact.roles.items() if nodes and role != "self"}


def test_places_side_by_side_lie_in_each_other() -> None:
    # He moved to Sete Herault France. The parser takes the first two for modifiers of the last.
    facts = said(
        "He/PRON/PRP/nsubj/moved moved=move/VERB/VBD/ROOT/- to/ADP/IN/prep/moved Sete:Place/PROPN/NNP/compound/France "
        "Herault:Place/PROPN/NNP/compound/France France:Country/PROPN/NNP/pobj/to ./PUNCT/./punct/moved"
    )
    assert facts.roles("move") == {"subject": ["He"], "to": ["Sete"]}
    assert _of_name(facts, "Sete") == {"apposition": ["Herault"]}
    assert _of_name(facts, "Herault") == {"apposition": ["France"]}


def test_a_row_of_places_that_leads_to_no_country_is_a_list() -> None:
    # It has shops in Bruges Ghent Lille.
    facts = said(
        "It/PRON/PRP/nsubj/has has=have/VERB/VBZ/ROOT/- shops=shop/NOUN/NNS/dobj/has in/ADP/IN/prep/shops "
        "Bruges:Place/PROPN/NNP/compound/Lille Ghent:Place/PROPN/NNP/compound/Lille Lille:Place/PROPN/NNP/pobj/in "
        "./PUNCT/./punct/has"
    )
    assert not any(_of_name(facts, name) for name in ("Bruges", "Ghent", "Lille"))
    assert [n.text for n in facts.of("have").get("in")] == ["Bruges", "Ghent", "Lille"]


def test_the_ends_of_a_road_lie_apart() -> None:
    # The Lahr Kehl road closed.
    facts = said(
        "The/DET/DT/det/road Lahr:Place/PROPN/NNP/compound/Kehl Kehl:Place/PROPN/NNP/compound/road "
        "road/NOUN/NN/nsubj/closed closed=close/VERB/VBD/ROOT/- ./PUNCT/./punct/closed"
    )
    assert not _of_name(facts, "Lahr")
    assert not _of_name(facts, "Kehl")


def test_a_place_between_commas_behind_a_body_is_its_seat() -> None:
    # Acme, Lahr, Baden, hired him. The parser joins the place to the body.
    facts = said(
        "Acme:Organization/PROPN/NNP/nsubj/hired ,/PUNCT/,/punct/Acme "
        "Lahr:Place/PROPN/NNP/conj/Acme ,/PUNCT/,/punct/Lahr "
        "Baden:Place/PROPN/NNP/appos/Lahr ,/PUNCT/,/punct/Acme hired=hire/VERB/VBD/ROOT/- him=he/PRON/PRP/dobj/hired"
    )
    assert _of_name(facts, "Acme") == {"apposition": ["Lahr"]}


def test_a_place_in_a_list_is_no_seat() -> None:
    # He left Acme, Lahr, and Kehl.
    facts = said(
        "He/PRON/PRP/nsubj/left left=leave/VERB/VBD/ROOT/- Acme:Organization/PROPN/NNP/dobj/left ,/PUNCT/,/punct/Acme "
        "Lahr:Place/PROPN/NNP/conj/Acme ,/PUNCT/,/punct/Lahr and/CCONJ/CC/cc/Lahr Kehl:Place/PROPN/NNP/conj/Lahr"
    )
    assert not _of_name(facts, "Acme")


def test_the_prospect_of_somebody_buying_is_a_possible_purchase() -> None:
    # The prospect of Acme buying Apex fell.
    facts = said(
        "The/DET/DT/det/prospect prospect/NOUN/NN/nsubj/fell of/ADP/IN/prep/prospect "
        "Acme:Organization/PROPN/NNP/pobj/of "
        "buying=buy/VERB/VBG/acl/prospect Apex:Organization/PROPN/NNP/dobj/buying fell=fall/VERB/VBD/ROOT/-"
    )
    assert facts.roles("buy") == {"subject": ["Acme"], "object": ["Apex"]}
    assert "possible" in facts.flags("buy")


def test_who_pays_a_sum_to_buy_is_the_buyer() -> None:
    # Acme paid $5 million to buy Apex.
    facts = said(
        "Acme:Organization/PROPN/NNP/nsubj/paid paid=pay/VERB/VBD/ROOT/- $/SYM/$/quantmod/million "
        "5/NUM/CD/compound/million "
        "million/NUM/CD/dobj/paid to/PART/TO/aux/buy buy/VERB/VB/advcl/paid Apex:Organization/PROPN/NNP/dobj/buy"
    )
    assert facts.roles("buy") == {"subject": ["Acme"], "object": ["Apex"]}


def test_what_is_done_to_half_of_a_thing_is_done_to_it() -> None:
    # Acme bought half of Apex.
    facts = said(
        "Acme:Organization/PROPN/NNP/nsubj/bought bought=buy/VERB/VBD/ROOT/- "
        "half/NOUN/NN/dobj/bought of/ADP/IN/prep/half "
        "Apex:Organization/PROPN/NNP/pobj/of"
    )
    assert [n.text for n in facts.of("buy").get("object")] == ["half", "Apex"]


def test_a_school_stands_in_the_place_right_behind_it() -> None:
    # She studied at Marlow University in nearby Lahr. The parser hangs the place on the verb.
    facts = said(
        "She/PRON/PRP/nsubj/studied studied=study/VERB/VBD/ROOT/- at/ADP/IN/prep/studied "
        "Marlow_University:Organization/PROPN/NNP/pobj/at in/ADP/IN/prep/studied nearby/ADJ/JJ/amod/Lahr "
        "Lahr:Place/PROPN/NNP/pobj/in ./PUNCT/./punct/studied"
    )
    assert _of_name(facts, "Marlow University") == {"in": ["Lahr"]}


def test_a_firm_need_not_stand_where_it_is_sued() -> None:
    # She sued Acme in Lahr.
    facts = said(
        "She/PRON/PRP/nsubj/sued sued=sue/VERB/VBD/ROOT/- Acme:Organization/PROPN/NNP/dobj/sued in/ADP/IN/prep/sued "
        "Lahr:Place/PROPN/NNP/pobj/in ./PUNCT/./punct/sued"
    )
    assert not _of_name(facts, "Acme")


def test_a_place_right_behind_a_college_is_its_seat() -> None:
    # She left Marlow College Lahr. The parser takes the college for a modifier of the place.
    facts = said(
        "She/PRON/PRP/nsubj/left left=leave/VERB/VBD/ROOT/- Marlow_College:Organization/PROPN/NNP/compound/Lahr "
        "Lahr:Place/PROPN/NNP/dobj/left ./PUNCT/./punct/left"
    )
    assert facts.roles("leave") == {"subject": ["She"], "object": ["Marlow College"]}
    assert _of_name(facts, "Marlow College") == {"apposition": ["Lahr"]}


def test_its_organization_is_a_part_of_it() -> None:
    # Acme closed its Apex.
    facts = said(
        "Acme:Organization/PROPN/NNP/nsubj/closed closed=close/VERB/VBD/ROOT/- its/PRON/PRP$/poss/Apex "
        "Apex:Organization/PROPN/NNP/dobj/closed ./PUNCT/./punct/closed"
    )
    assert facts.roles("part") == {"self": ["Apex"], "owner": ["its"]}


def test_a_division_is_the_name_before_it_and_not_the_purchase() -> None:
    # He saw the purchase of Apex by Acme, a division of Tern. The parser hangs the division on the purchase.
    facts = said(
        "He/PRON/PRP/nsubj/saw saw=see/VERB/VBD/ROOT/- the/DET/DT/det/purchase purchase/NOUN/NN/dobj/saw "
        "of/ADP/IN/prep/purchase Apex:Organization/PROPN/NNP/pobj/of by/ADP/IN/prep/purchase "
        "Acme:Organization/PROPN/NNP/pobj/by ,/PUNCT/,/punct/purchase a/DET/DT/det/division "
        "division/NOUN/NN/appos/purchase of/ADP/IN/prep/division Tern:Organization/PROPN/NNP/pobj/of"
    )
    assert facts.roles("division") == {"self": ["Acme"], "owner": ["Tern"]}


def test_a_band_is_what_its_founder_founded() -> None:
    # She is a founder of the band, Acme. The parser takes the name for the founder's.
    facts = said(
        "She/PRON/PRP/nsubj/is is=be/AUX/VBZ/ROOT/- a/DET/DT/det/founder founder/NOUN/NN/attr/is "
        "of/ADP/IN/prep/founder the/DET/DT/det/band band/NOUN/NN/pobj/of ,/PUNCT/,/punct/founder "
        "Acme:Organization/PROPN/NNP/appos/founder"
    )
    assert facts.roles("band") == {"self": ["Acme"]}


def test_who_buys_is_not_who_approves() -> None:
    # Ofcom approved the purchase of Apex by Acme.
    facts = said(
        "Ofcom:Organization/PROPN/NNP/nsubj/approved approved=approve/VERB/VBD/ROOT/- the/DET/DT/det/purchase "
        "purchase/NOUN/NN/dobj/approved of/ADP/IN/prep/purchase Apex:Organization/PROPN/NNP/pobj/of "
        "by/ADP/IN/prep/purchase Acme:Organization/PROPN/NNP/pobj/by"
    )
    assert facts.roles("purchase") == {"of": ["Apex"], "by": ["Acme"]}


def test_a_thing_with_a_number_is_what_is_unveiled() -> None:
    # Acme unveils Roo 4. The parser takes the name for a time.
    facts = said(
        "Acme:Organization/PROPN/NNP/nsubj/unveils unveils=unveil/VERB/VBZ/ROOT/- "
        "Roo_4:Product/PROPN/NNP/npadvmod/unveils ./PUNCT/./punct/unveils"
    )
    assert facts.roles("unveil") == {"subject": ["Acme"], "object": ["Roo 4"]}


def test_of_two_places_before_a_noun_the_first_lies_in_the_second() -> None:
    # She left the Lahr, Baden, office.
    facts = said(
        "She/PRON/PRP/nsubj/left left=leave/VERB/VBD/ROOT/- the/DET/DT/det/office Lahr:Place/PROPN/NNP/nmod/Baden "
        ",/PUNCT/,/punct/Lahr Baden:Place/PROPN/NNP/nmod/office ,/PUNCT/,/punct/Baden office/NOUN/NN/dobj/left"
    )
    assert _of_name(facts, "Lahr") == {"apposition": ["Baden"]}
    assert facts.roles("office")["modifier"] == ["Lahr"]


def test_a_war_is_not_where_the_films_about_it_are_made() -> None:
    # She saw Peru's Lahr War films.
    facts = said(
        "She/PRON/PRP/nsubj/saw saw=see/VERB/VBD/ROOT/- Peru:Country/PROPN/NNP/poss/films 's/PART/POS/case/Peru "
        "Lahr_War:Event/PROPN/NNP/compound/films films=film/NOUN/NNS/dobj/saw"
    )
    assert not _of_name(facts, "Lahr War")


def test_an_organization_is_described_and_not_the_prize_it_gives() -> None:
    # She won the Reef Prize of Acme, a charity. The parser hangs the charity on the prize.
    facts = said(
        "She/PRON/PRP/nsubj/won won=win/VERB/VBD/ROOT/- the/DET/DT/det/Reef_Prize Reef_Prize:Event/PROPN/NNP/dobj/won "
        "of/ADP/IN/prep/Reef_Prize Acme:Organization/PROPN/NNP/pobj/of ,/PUNCT/,/punct/Reef_Prize a/DET/DT/det/charity "
        "charity/NOUN/NN/appos/Reef_Prize ./PUNCT/./punct/won"
    )
    assert facts.roles("charity") == {"self": ["Acme"]}


def test_the_city_of_a_name_is_what_the_name_names() -> None:
    # She saw the city of Lahr. But the capital of a country is not the country.
    template = (
        "She/PRON/PRP/nsubj/saw saw=see/VERB/VBD/ROOT/- the/DET/DT/det/{0} {0}/NOUN/NN/dobj/saw "
        "of/ADP/IN/prep/{0} Lahr:Place/PROPN/NNP/pobj/of"
    )
    found = {}
    for noun in ("city", "capital"):
        (node,) = said(template.format(noun)).of("see").get("object")
        found[noun] = [argument.mention.text for argument in referents(node, lexicon())]
    assert found == {"city": ["Lahr"], "capital": []}
