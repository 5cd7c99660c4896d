"""A judgement as a waterfall in words: reason by reason, what each says and where the sum then stands."""

from __future__ import annotations

from collections.abc import Mapping

from kg.model import Judgement, Verdict
from kg.resolve.judge import log_odds
from kg.resolve.refusals import STAGE as CURATION
from kg.resolve.settings import VETO

#: What the reasons of comparators mean, for a reader who does not know their names.
WORDS: Mapping[str, str] = {
    "a club and its city": "one text speaks of a club, the other of its city",
    "a work and something else": "one text speaks of a film or a book, the other of no art",
    "acronym": "one is made of the initials of the other",
    "acronym of another thing": "the text of one tells that it stands for another thing",
    "acronym of letters": "one is made of letters of the other's words",
    "alias of another time": "two public names, but one text speaks of a time before the thing",
    "apart in one document": "one article uses both and keeps them apart",
    "best of rivals": "of several longer names, this one fits best by far",
    "capital for its country": "one is the capital, which acts as a state does in its text",
    "common part": "a common name that begins or ends the other",
    "common part of a known thing": "one is a common noun in the other, which its text tells",
    "common surname": "many people bear the surname",
    "decided by a person": "a row of the curation file, which outweighs all else",
    "deeds a lifetime apart": "their texts tell of deeds further apart than a life lasts",
    "description": "one describes what the other names",
    "description before": "the longer one only adds what kind of thing it is",
    "description of a known person": "one describes a known person, and its text tells whom",
    "died before": "one acts after the other's death",
    "distinguished": "they differ in a word that tells namesakes apart",
    "end of longer name": "the longer one ends with it",
    "far years": "their texts speak of times too far apart for one thing",
    "first word of a company": "one is the only word of its own in a company's name",
    "gazetteer": "what a list of public names says",
    "gender": "one is addressed as a man, the other as a woman",
    "generation": "father and son bear the name",
    "generic rest": "the longer one only adds what kind of thing it is",
    "given name": "different given names are different people",
    "given name varies": "one surname, and given names that are forms of one",
    "kept apart": "joining them would bring together names that exclude each other",
    "known alias": "both are public names of one thing",
    "known alias of several": "several things bear both as public names",
    "known thing": "both are names of one thing in a list of known ones, and the texts fit it",
    "known thing of its country": "one is the other's name within its country, of which its text speaks",
    "known thing, in part": "each text has a clue for one known thing, and none for another",
    "last word of longer name": "the longer one ends with this word",
    "married name": "a text says how one person came by both surnames",
    "missing part in context": "the word that the shorter one lacks stands near it",
    "misspelt": "all words are equal but one, which differs by a slip",
    "name of a known person": "a list of known people has one person of this name",
    "numbers": "different numbers name different things",
    "one corpus": "in one set of articles, such names are nearly always one thing",
    "one word misspelt": "the single words sound alike and differ by a slip",
    "only candidate": "no other longer name fits",
    "other age": "their texts give them ages that years do not explain",
    "other country": "their texts are about different countries",
    "other date beside it": "what happens again and again has another date beside it",
    "other field": "their texts are about different trades",
    "other gender": "one text speaks of a man, the other of a woman",
    "other kind of work": "one is a song and the other an album, or a film and a novel",
    "other name": "nothing relates the two forms",
    "other order": "the same words in another order",
    "other place": "their texts are about different places",
    "other post holder": "a post whose holder is somebody else",
    "other sport": "their texts are about different sports",
    "other state or country beside it": "another state or country stands behind the name",
    "part abbreviated": "a part of one is abbreviated in the other",
    "post holder": "one is the post that the other is known to hold",
    "prior": "where any two names begin: most are two things",
    "relatives": "their texts speak of a family",
    "rivals": "several longer names fit, and none much better than the next",
    "same but for the legal form": "one has a legal form behind it",
    "same common name": "one form, but many things may bear it",
    "same name": "one form",
    "same name of two words": "one form of two words",
    "same name with a common noun": "one form, with a common noun in it",
    "same single name": "one form of a single word",
    "same surname": "one surname, without a given name",
    "second surname": "one has a second surname behind the first",
    "shared country": "their texts are about one country",
    "shared field": "their texts are about one trade",
    "shared form": "another article uses a form for one that this one uses for the other",
    "shared names": "names that stand near both",
    "shared numbers": "years or amounts that stand near both",
    "shared role": "jobs that stand near both",
    "shared words": "telling words that stand near both",
    "side by side": "a text puts the two side by side, as names of one thing",
    "speaks of a namesake": "a text says that there is a namesake",
    "surname": "the surnames neither agree nor sound alike",
    "surname first": "the same words with the surname first",
    "surname misspelt": "one given name, and surnames that sound alike",
    "surname misspelt, alone": "a lone surname that sounds like the other",
    "surname only": "a lone surname that the other bears too",
    "surname transliterated": "the surnames are one in Latin letters of two ways",
    "surname transliterated, alone": "a lone surname that is the other in Latin letters of another way",
    "two known things": "a list of known things has one for each",
    "two surnames": "one given name, and two surnames that many bear",
    "type": "their classes differ",
    "unit of another whole": "a numbered part of something else",
    "unit of some whole": "a numbered part, of which many things have one",
    "used alike": "their texts use them in the same way",
    "used as a thing": "both texts speak of a thing rather than a person",
    "used as a thing and as a person": "one text speaks of a thing, the other of a person",
    "words of the acronym around it": "words that the acronym is short for stand near it",
}
_VERDICTS: Mapping[Verdict, str] = {
    "same": "the same",
    "different": "different",
    "unsure": "unsure, so not joined",
}


def describe(judgement: Judgement) -> str:
    """Return a judgement as text: the verdict, then a line a reason with its weight and the sum so far, in log-odds.

    >>> print(describe(Judgement(left="A", right="B", verdict="same", score=0.9, features=(("acronym", "x", 2.2),))))
    A and B: the same (probability 0.90, log-odds +2.2)
      weight    sum
        +2.2   +2.2  acronym: x (one is made of the initials of the other)
    """
    head = f"{judgement.left} and {judgement.right}: {_VERDICTS[judgement.verdict]}"
    if judgement.decided_by == CURATION:
        return "\n".join([f"{head}, decided by a person", *(f"  {value}" for _, value, _ in judgement.features)])
    lines = [f"{head} (probability {judgement.score:.2f}, log-odds {log_odds(judgement):+.1f})", "  weight    sum"]
    total = 0.0
    for name, value, weight in judgement.features:
        total += weight
        figures = f"    veto{'':7}" if weight <= VETO else f"  {weight:+6.1f} {total:+6.1f}"
        words = f" ({WORDS[name]})" if name in WORDS else ""
        lines.append(f"{figures}  {name}: {value}{words}")
    return "\n".join(lines)
