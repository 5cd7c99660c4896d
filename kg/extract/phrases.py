"""What a fact says of two of its arguments, in a few words: for relations that the ontology does not name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.clauses import RELATIVE_PRONOUNS, antecedent, is_passive, predicate_of
from kg.extract.facts import OBJECT, RECIPIENT, SECOND_OBJECT, SELF, SUBJECT, Fact
from kg.extract.lexicon import Lexicon
from kg.extract.tree import Node, prepositional

#: A longer phrase is more often a piece of the sentence than a relation.
MAX_WORDS = 5
_ARTICLES = frozenset({"a", "an", "the"})
#: Words that take back what the noun says: "made little impact on".
_HARDLY = frozenset({"few", "little"})
_WORD = re.compile(r"[a-z]+(?:['’-][a-z]+)*")
#: After a noun of a class ("a member ... at X") and after verbs of saying these often belong to other words.
_PLACING = frozenset({"at", "from", "in"})
#: Classes whose nouns may say what somebody does: "X's war on Y", "X's treaty with Y", but not "X's laptop with Y".
_EVENTS = frozenset({"Event", "Mission", "Agreement"})
#: Clauses and predicates that a verb needs to be understood: without them its phrase is a fragment.
_COMPLETING = ("ccomp", "xcomp", "attr", "acomp", "oprd")


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """Two nodes and the words between them; ``denied``: the words themselves say no ("has no link to")."""

    subject: Node
    words: tuple[str, ...]
    object: Node
    denied: bool = False

    @property
    def phrase(self) -> str:
        """The words as one text."""
        return " ".join(self.words)


def sayings(fact: Fact, lexicon: Lexicon) -> Iterator[Saying]:
    """Yield what a fact says of each pair of its arguments, in order of roles; nothing for bare names.

    Verbs stand in their base form with particle and preposition, without auxiliaries; a passive is turned where its
    agent is known ("was accused by X" gives X accuse), else kept ("be held in"). Fragments are left out: verbs that
    say nothing by themselves, and what needs a clause or more than `MAX_WORDS` words.
    """
    if fact.kind == "verb" and not _is_loose(fact.node):
        found = [*_direct(fact, lexicon), *_with_preposition(fact, lexicon), *_to_recipient(fact, lexicon)]
    elif fact.kind == "noun":
        found = [*_described(fact, lexicon), *_event(fact, lexicon)]
    else:
        found = []
    for saying in found:
        short = _shortened(saying.words)
        if short is not None and all(map(_WORD.fullmatch, short)) and saying.subject is not saying.object:
            yield Saying(subject=saying.subject, words=short, object=saying.object, denied=saying.denied)


def _is_loose(verb: Node) -> bool:
    """Say whether it is a guess who does it: a verb before a noun, or without a subject of its own or of its clause.

    "work to rid X of Y" names nobody, "talks with Bo about acting for X" leaves it open, and a headline's "Bo Chan
    Selected for X" is passive, and parsed as active. A passive that names its agent is clear.
    """
    if verb.dep == "amod":
        return True
    if is_passive(verb) and verb.kids("agent"):
        return False
    headline = verb.tag in ("VBD", "VBN") and verb.text[:1].isupper() and verb.i > 0
    if headline and not verb.kids("nsubj", "dobj", "aux"):
        return True
    while verb.dep in ("conj", "xcomp") and verb.head is not None and verb.head.is_verb and not verb.kids("nsubj"):
        asked = [p for p in verb.head.kids("prep") if verb.head.i < p.i < verb.i and p.kids("pobj")]
        if verb.dep == "xcomp" and asked and not verb.head.kids("dobj"):
            return True  # "called on Bo to open the books"
        verb = verb.head
    return not verb.kids("nsubj", "nsubjpass") and not (verb.dep == "relcl" and verb.tag not in ("VBG", "VBN"))


def _direct(fact: Fact, lexicon: Lexicon) -> Iterator[Saying]:
    """ "X criticises Y", "Y was criticised by X"."""
    verb = fact.node
    if fact.predicate in lexicon.of("open.empty_verbs") | lexicon.of("open.needs_noun"):
        return
    if verb.kids(*_COMPLETING) and fact.predicate not in lexicon.of("open.addressing_verbs"):
        return
    if verb.kids("prep") and fact.predicate in lexicon.of("open.needs_phrase"):
        return
    for subject in _subjects(fact):
        for object_ in fact.get(OBJECT):
            yield Saying(subject=subject, words=_verb_words(fact), object=object_)


def _with_preposition(fact: Fact, lexicon: Lexicon) -> Iterator[Saying]:
    """ "X works with Y", "X shares a room with Y", "X was held in Y"."""
    verb, passive = fact.node, is_passive(fact.node)
    if fact.predicate in lexicon.of("open.empty_verbs") or (verb.kids(*_COMPLETING)):
        return
    objects = fact.get(SECOND_OBJECT) if passive else fact.get(OBJECT)
    noun = _noun_words(objects[0], lexicon) if len(objects) == 1 else None
    if objects and noun is None:
        return
    if passive:
        subjects, words = fact.get(OBJECT), ("be", verb.lower, *_particles(fact))
    else:
        subjects, words = _subjects(fact), _verb_words(fact)
    if noun is None and not passive and fact.predicate in lexicon.of("open.needs_noun"):
        return
    denied = bool(objects) and any(c.lower == "no" for c in objects[0].kids("det"))
    # "took control of the port in X": only "of" ties X to the two.
    inner = [row for o in objects for row in prepositional(o) if row[0] == "of"]
    described = antecedent(verb)
    for name, preposition, nodes in inner or [row for governor in (verb, *objects) for row in prepositional(governor)]:
        before = preposition.head
        chain = (before.lower, name) if before is not None and before.dep == "prep" else (name,)
        if not lexicon.of("open.loose_prepositions").isdisjoint(chain):
            continue
        if name in _PLACING and not passive and fact.predicate in lexicon.of("status.report_verbs"):
            continue  # "In Britain", he promised
        for node in nodes:
            argument = described if node.lower in RELATIVE_PRONOUNS and described is not None else node
            for subject in subjects:
                yield Saying(subject=subject, words=(*words, *(noun or ()), *chain), object=argument, denied=denied)


def _to_recipient(fact: Fact, lexicon: Lexicon) -> Iterator[Saying]:
    """ "X gave Y a warning": X give a warning to Y."""
    objects = fact.get(OBJECT)
    noun = _noun_words(objects[0], lexicon) if len(objects) == 1 and not is_passive(fact.node) else None
    if noun is not None:
        for recipient in fact.get(RECIPIENT):
            for subject in _subjects(fact):
                yield Saying(subject=subject, words=(*_verb_words(fact), *noun, "to"), object=recipient)


def _described(fact: Fact, lexicon: Lexicon) -> Iterator[Saying]:
    """ "X, a critic of Y", "X is a symbol of Y"."""
    noun = fact.node
    linking = [c.lemma for c in fact.carriers if c.lemma in lexicon.of("status.becoming_verbs")]
    articles = _articles(noun)
    if noun.pos != "NOUN" or noun.tag == "NNS" or not articles or _names_before(noun):
        return
    classes = lexicon.classes_of(fact.predicate)
    for name, _, arguments in prepositional(noun):
        if name in lexicon.of("open.loose_prepositions") or (classes and name in _PLACING):
            continue
        words = (linking[0] if linking else "be", *_agreeing(articles, noun.lower), noun.lower, name)
        for described in fact.get(SELF):
            type_ = described.mention.type if described.mention is not None else None
            if type_ in classes or (not classes and any(described in c.kids("nsubj") for c in fact.carriers)):
                for argument in arguments:
                    yield Saying(subject=described, words=words, object=argument)


def _event(fact: Fact, lexicon: Lexicon) -> Iterator[Saying]:
    """ "X's attack on Y"."""
    noun = fact.node
    if fact.get(SELF) or noun.pos != "NOUN" or lexicon.classes_of(fact.predicate) - _EVENTS:
        return
    compounds = [c.lower for c in noun.kids("compound")]
    if any(c.is_name for c in noun.kids("compound", "nmod", "amod")):
        return
    for name, _, arguments in prepositional(noun):
        if name in lexicon.of("open.event_prepositions"):
            for owner in noun.kids("poss"):
                for argument in arguments:
                    yield Saying(subject=owner, words=(*compounds, noun.lower, name), object=argument)


def _articles(noun: Node) -> tuple[str, ...]:
    return tuple(c.lower for c in noun.kids("det") if c.lower in _ARTICLES)


def _agreeing(articles: tuple[str, ...], word: str) -> tuple[str, ...]:
    """Return the article as it stands before another word: "a senior analyst" has "an analyst"."""
    return tuple(a if a == "the" else "an" if word[0] in "aeiou" else "a" for a in articles)


def _names_before(noun: Node) -> bool:
    """Say whether a name or an amount stands before the noun in its phrase: without it the noun says too little."""
    before = [c for c in noun.children if c.i < noun.i]
    return any(n.is_name or n.dep == "nummod" for child in before for n in child.subtree())


def _subjects(fact: Fact) -> list[Node]:
    """Return who does it; of two subjects that no "and" joins only the later ("Near X, five planes hit Y")."""
    found = fact.get(SUBJECT)
    later = [k for n in found if n.head is not None for k in n.head.kids("nsubj", "nsubjpass")[1:]]
    return [n for n in found if n.dep != "nsubj" or all(k.head is not n.head or k.i <= n.i for k in later)]


def _verb_words(fact: Fact) -> tuple[str, ...]:
    return tuple(predicate_of(fact.node).split("_"))


def _particles(fact: Fact) -> tuple[str, ...]:
    return _verb_words(fact)[1:]


def _noun_words(noun: Node, lexicon: Lexicon) -> tuple[str, ...] | None:
    """Return a common noun with its article and the nouns before it; None where that would not tell what it is."""
    if noun.mention is not None or noun.pos != "NOUN" or noun.lemma in lexicon.of("open.measures"):
        return None
    if _names_before(noun) or noun.kids("conj") or any(c.text == "-" or c.lower in _HARDLY for c in noun.children):
        return None
    nouns = (*(c.lower for c in noun.kids("compound") if c.i < noun.i), noun.lower)
    return (*_agreeing(_articles(noun), nouns[0]), *nouns)


def _shortened(words: tuple[str, ...]) -> tuple[str, ...] | None:
    """Return at most `MAX_WORDS` words, if need be without the article; None where they are too many."""
    if len(words) > MAX_WORDS:
        words = tuple(word for word in words if word not in _ARTICLES)
    return words if len(words) <= MAX_WORDS else None
