"""All thresholds of canonicalising in one frozen value."""

from __future__ import annotations

from dataclasses import dataclass

#: A row of this weight or less forbids the merge, whatever else speaks for it.
VETO = -20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolveSettings:
    """Thresholds and weights; all weights are natural log-odds that two names mean one entity.

    Set by hand on the learning half of 150 adversarial name pairs with contexts and on 45 annotated news
    articles, after two looks at the kinds of error (not the texts) of the other half; re-measure with
    ``python -m kg.resolve.measure pairs PAIRS.jsonl`` and
    ``python -m kg.resolve.measure gold GOLD.json --articles DIR``.
    docs/decisions/0003-canonicalisation.md holds the figures.

    ``same_from`` and ``different_to`` bound the score: at least the first is "same", at most the second
    "different", between them "unsure", which never merges. ``max_block`` is the number of names in a
    block above which the block is reported.
    ``margin`` is by how much a short form's best candidate must beat the next one.
    """

    person_class: str = "Person"
    country_class: str = "Country"
    place_classes: frozenset[str] = frozenset({"Place", "Country"})
    classes_with_commas: frozenset[str] = frozenset({"Organization", "Work", "Agreement", "Event"})
    classes_with_short_names: frozenset[str] = frozenset({"Mission", "Spacecraft", "Product"})
    confusable_classes: tuple[frozenset[str], ...] = (
        frozenset({"Organization", "Product", "Spacecraft", "Mission", "Event", "Agreement", "Work"}),
        frozenset({"Place", "Country", "Facility"}),
        frozenset({"Organization", "Facility"}),
    )

    #: Of `training/name_scores.py` on the pairs under tests/fixtures/resolve: what a sum means as log-odds.
    score_slope: float = 1.37
    score_offset: float = -0.56

    prior: float = -2.0
    same_from: float = 1.0
    different_to: float = -1.0
    max_block: int = 60
    max_rare_word_names: int = 4
    min_rare_word_length: int = 5
    max_context_chars: int = 900
    margin: float = 1.5

    canonical_equal: float = 7.0
    known_alias: float = 4.0
    same_name: float = 4.0
    same_person_name: float = 2.2
    rare_person_name: float = 2.8
    same_two_words: float = 3.0
    same_place_and_noun: float = 2.6
    surname_first: float = 3.2
    side_by_side: float = 4.0
    same_single_name: float = 1.8
    same_common_name: float = 1.0
    same_description: float = 0.0
    person_variant: float = 2.2
    person_spelling: float = 2.2
    generation_of_one: float = 0.4
    initials_spelt_out: float = 2.9
    middle_left_out: float = 2.9
    given_and_generation: float = 3.0
    surname_only: float = 1.6
    surname_spelling_only: float = 0.8
    acronym: float = 2.8
    unlisted_acronym: float = 2.9
    short_acronym: float = 1.8
    generic_remainder: float = 4.0
    head_of_longer: float = 2.0
    misspelt: float = 4.0
    single_misspelt: float = 2.0
    transliterated: float = 3.2
    turned_university: float = 3.2
    slip_in_known_name: float = 3.2
    slip_in_known_person: float = 3.5
    two_surnames: float = -0.5
    acronym_of_other: float = -2.0
    letters_of_words: float = 3.1
    married_name: float = 2.2
    first_word_of_company: float = 2.2
    known_in_part: float = 3.2
    distinguished: float = -6.0
    other_name: float = -4.0

    #: A known thing is told by clues that weigh at least the first, ahead of the next reading by the second.
    known_from: float = 1.0
    known_margin: float = 0.5
    one_known_thing: float = 5.0
    two_known_things: float = -8.0
    known_person_name: float = 3.0
    presumed_thing: float = 3.2
    presumed_of_several: float = 2.0
    #: Two names of one known thing, by the number of sides (0 to 2) that tell it from others of the name.
    one_reading: tuple[float, float, float] = (2.4, 3.2, 4.0)
    one_reading_of_surname: tuple[float, float, float] = (0.0, 1.6, 3.1)
    one_reading_of_person: float = 2.8
    main_reading: float = 0.6
    ambiguous_alias: float = 2.0
    description: float = 2.4
    description_by_context: float = 1.4
    described_known_thing: float = 3.6
    other_usage: float = -4.0
    other_bearer: float = -3.0
    other_than_work: float = -6.0
    club_and_city: float = -6.0
    same_usage: float = 0.6
    place_of_one_country: float = 1.3
    namesakes: float = -5.0
    used_as_thing: float = 1.2
    post_holder: float = 5.0
    other_post_holder: float = -8.0
    shared_country: float = 1.1
    shared_country_of_person: float = 0.8
    shared_country_of_common: float = 2.0
    other_country: float = -1.0
    other_country_of_person: float = -0.4
    other_country_of_common: float = -4.0
    other_sport: float = -3.0

    shared_name: float = 1.5
    max_shared_names: int = 3
    shared_number: float = 0.7
    shared_word: float = 0.4
    max_shared_words: int = 4
    shared_role: float = 0.6
    shared_field: float = 0.45
    other_field: float = -1.0
    other_field_of_acronym: float = -3.0
    missing_part_in_context: float = 2.0
    far_years: float = -3.0
    other_year_beside: float = -4.0
    far_years_from: int = 60
    other_place: float = -1.5
    #: What two texts say beside a name (its state, an age, a date) and what cannot be true of one thing.
    told_apart_beside: float = -8.0
    far_deeds: float = -5.0
    far_deeds_from: int = 55
    years_between_texts: int = 12
    unit_of_some_whole: float = -1.5
    spelt_around: float = 1.0
    kin: float = -4.5
    kin_of_both: float = -6.0
    type_conflict: float = -12.0
    type_doubt: float = -0.5
    common_surname: float = -1.2
    common_surname_of_whole_name: float = -0.8
    only_candidate: float = 1.5
    rivals: float = -3.0
    shared_form: float = 3.5
    one_corpus_same_form: float = 2.5
    one_corpus: float = 1.0

    #: Levenshtein similarities in [0, 1], lengths in characters. Where Double Metaphone already agrees, 0.5 is
    #: enough: three spellings of one surname in one news story (Siceloff, Secillof, Seselov) lie at 0.50.
    spelling_similarity: float = 0.8
    phonetic_similarity: float = 0.5
    min_misspelt_length: int = 6
    min_single_misspelt_length: int = 7
    min_transliterated_length: int = 5
