"""Words at the edges of a found name that only introduce or follow it: "walker Jane Roe", "10 January Acme"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.annotate.candidates import Candidate, is_capital
from kg.annotate.lexicon import Lexicon
from kg.annotate.parse import Parse

#: A year as it stands in the name of an event.
YEAR = re.compile(r"(19|20)\d\d$")


def after_opening(candidate: Candidate, parse: Parse, lexicon: Lexicon) -> int:
    """Return the token a name begins with once the words that only introduce it are left out.

    These are words in small letters ("walker Jane Roe"; "de Boer" stays), the month of a day's number, the field of a
    post ("Secretary of State Roe"), and at the start of a sentence a participle or a trade: "Dubbed Acme", "Carmaker
    Acme", "Nutritionist Jane Roe".
    """
    start = candidate.start
    if "Work" in candidate.votes:
        return start
    while candidate.end - start > 1 and _introduces(candidate, start, parse, lexicon):
        start += 1
    return start


def _introduces(candidate: Candidate, i: int, parse: Parse, lexicon: Lexicon) -> bool:
    words, doc = parse.words, parse.doc
    word, following = words[i], words[i + 1]
    lower = word.lower()
    if not any(is_capital(w) for w in words[i + 1 : candidate.end]):
        return False
    # as it stands in the article (headlines are read in small letters); "36th Division" stays
    if doc[i].text.islower() and not lower[:1].isdigit():
        glued = following in {"-", "'"} or not doc[i].whitespace_
        return not glued and lower not in lexicon["person_particles"] and lower not in lexicon["given_names"]
    if not is_capital(following):
        return False
    if lower in lexicon["calendar"] and i and words[i - 1].isdigit():
        return True
    if field_of_post(i, words, lexicon):
        return True
    if not doc[i].is_sent_start or i != candidate.start:
        return False
    # "Nutritionist Jane Roe", not "Baker Hughes": two words are left to a person
    person = "Person" in candidate.votes and candidate.end - i > 2 and lower not in lexicon["given_names"]
    trade = person and lexicon.nouns.get(lower) == "Person"
    return trade or doc[i].tag_ == "VBN" or lower in lexicon["opening_nouns"]


def field_of_post(i: int, words: Sequence[str], lexicon: Lexicon) -> bool:
    """Say whether a word is the field of a post that stands before it: "Secretary of [State]"."""
    fields, titles = lexicon["fields_of_posts"], lexicon["titles"]
    return i > 1 and words[i].lower() in fields and words[i - 1] == "of" and words[i - 2].lower() in titles


def before_tail(candidate: Candidate, parse: Parse, start: int, end: int, lexicon: Lexicon) -> int:
    """Return where a name ends once the words that only follow it are left out.

    These are an organisation's kind in small letters ("Acme Motor Workers union"; "Life magazine" stays), a title that
    belongs to a post ("Acme Chief executive"), a day ("told Acme Tuesday"), and what several bodies share: "the Kurdish
    and Basque Regional governments".
    """
    words = parse.words
    unknown = not candidate.sources & {"gazetteer", "pattern", "hint"} and "Event" not in candidate.votes
    if end - start > 1 and unknown and words[end - 1].lower() in lexicon["weekdays"]:
        end -= 1  # "told Threatpost Tuesday"; "Sheffield Wednesday" is known
    following = words[end] if end < len(words) else ""
    if end - start > 1 and following.islower():
        last = words[end - 1].lower()
        post = last in lexicon["titles"] and lexicon.nouns.get(following) == "Person"
        shared = last in lexicon["area_adjectives"] and parse.doc[end].tag_ == "NNS"
        if post or (shared and parse.doc[end].lemma_ in lexicon.heads):
            return end - 1
    capitals = sum(is_capital(word) for word in words[start : end - 1])
    if "Organization" in candidate.votes and words[end - 1] in lexicon["loose_tails"] and capitals > 1:
        return end - 1
    return end


def with_year(parse: Parse, start: int, end: int, lexicon: Lexicon) -> int:
    """Return where an event's name ends: the year right behind it is a part, "Developers Conference 2011"."""
    words = parse.words
    if end - start < 2 or end >= len(words) or lexicon.heads.get(words[end - 1].lower()) != "Event":
        return end
    return end + 1 if words[end - 1][:1].isupper() and YEAR.match(words[end]) else end


def from_year(parse: Parse, start: int, end: int, lexicon: Lexicon) -> int:
    """Return where an event's name begins: at the year before it in "the 2016 Paris Summit", not in "in 2016 Paris"."""
    words = parse.words
    if start < 2 or words[start - 2].lower() not in {"the", "this"} or not YEAR.match(words[start - 1]):
        return start
    event = end - start > 1 and words[end - 1][:1].isupper() and lexicon.heads.get(words[end - 1].lower()) == "Event"
    return start - 1 if event else start
