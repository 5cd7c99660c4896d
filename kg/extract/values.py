"""The value extractor: dates and numbers that a sentence gives for a thing, as relation mentions without object."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from kg.extract.arguments import referents
from kg.extract.cues import polarity, sentence_of, status
from kg.extract.facts import OBJECT, POSSESSOR, SUBJECT, Fact
from kg.extract.lexicon import Lexicon
from kg.extract.money import find_money
from kg.extract.sentences import Sentences
from kg.extract.speakers import author_chains, speaker_of
from kg.extract.tree import Node, Tree
from kg.model import (
    AnnotatedDocument,
    CoreferenceChain,
    Mention,
    Period,
    Rejected,
    RelationMention,
    Span,
    TimeExpression,
)
from kg.schema.ontology import Ontology, Saying

EXTRACTOR = "values@1"
#: As of relations whose ends are names or nominals (kg/extract/cues.py): sayings are read off the same facts.
_SCORE = 0.75
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
#: A year as an object ("set 2030 as the date") is no time expression: by itself it may as well be an amount.
_YEAR = re.compile(r"(?:19|20)\d\d")
_OWNERS = ("of", "for")
#: The XSD type of a date by the length of its text.
_DATED = {4: "gYear", 7: "gYearMonth", 10: "date"}
#: How far back a pronoun's name may stand; a choice, longer ways are rarely the same topic.
_SENTENCES_BACK = 2


class Value(NamedTuple):
    """A value as it stands in the text: where, its text form, its XSD type.

    ``replaced`` says that another one has taken its place, ``hedged`` that the text calls it possible.
    """

    span: Span
    text: str
    datatype: str
    replaced: bool = False
    hedged: bool = False


@dataclass(frozen=True, kw_only=True)
class ValueExtractor:
    """Reads values off one annotated document at a time, by the sayings of the ontology."""

    ontology: Ontology
    lexicon: Lexicon

    @cached_property
    def _sayings(self) -> Mapping[str, Sequence[Saying]]:
        """The sayings by verb and noun."""
        found: dict[str, list[Saying]] = defaultdict(list)
        for saying in self.ontology.sayings:
            for word in saying.verbs | saying.nouns:
                found[word].append(saying)
        return dict(found)

    @cached_property
    def _lemmas(self) -> frozenset[str]:
        """The first words of verbs and nouns: "carry" of "carry_out"."""
        return frozenset(word.partition("_")[0] for word in self._sayings)

    @cached_property
    def _numbers(self) -> frozenset[str]:
        """The words for numbers."""
        return frozenset(row.split()[0] for row in self.lexicon.of("names.number_words"))

    def extract(
        self,
        annotated: AnnotatedDocument,
        found: Sequence[RelationMention] = (),
        sentences: Sentences | None = None,
    ) -> Iterator[RelationMention | Rejected]:
        """Yield the value mentions of a document, each once; what is only asked or supposed is left out.

        ``sentences`` are the document's, where another extractor reads them too.
        """
        sentences = sentences or Sentences(annotated, self.lexicon)
        chain_of = {mention: chain for chain in annotated.chains for mention in chain.mentions}
        seen: set[str] = set()
        for sentence in sentences.with_lemma(self._lemmas):
            tree = sentence.tree
            if not _has_value(tree, annotated.times, self._numbers):
                continue
            facts = sentence.facts
            for fact in facts:
                if fact.kind == "name" or {"asked", "hypothetical"} & fact.flags:
                    continue
                for saying in self._sayings.get(fact.predicate, ()):
                    if fact.predicate not in (saying.verbs if fact.kind == "verb" else saying.nouns):
                        continue
                    for thing, value in _stated(
                        fact, facts, saying, tree, annotated.times, self.lexicon, annotated.document.text
                    ):
                        row = self._mention(fact, saying, thing, value, tree, annotated, chain_of)
                        if row is not None and row.id not in seen:
                            seen.add(row.id)
                            yield row

    def _mention(
        self,
        fact: Fact,
        saying: Saying,
        thing: Mention,
        value: Value,
        tree: Tree,
        annotated: AnnotatedDocument,
        chain_of: Mapping[str, CoreferenceChain],
    ) -> RelationMention | None:
        chain = self._chain(thing, saying, tree, annotated, chain_of)
        if chain is None:
            return None
        cue = Span(start=fact.node.start, end=fact.node.end)
        said = _planner(fact, chain, chain_of, self.lexicon) or speaker_of(
            cue, annotated.quotes, author_chains(annotated)
        )
        held = status(fact)
        if held == "occurred" and _is_after(value, annotated.document.source.published_at):
            held = "planned"  # "the fair begins on 3 November"
        if value.hedged and held in ("occurred", "planned"):
            held = "possible"
        former = (
            value.replaced
            or self.lexicon.of("periods.superseded") & fact.modifiers
            or any(node.lower in self.lexicon.of("periods.superseded") for node in tree.nodes if _near(node, fact))
        )
        return RelationMention(
            id=RelationMention.make_id(document_id=annotated.document.id, subject_mention=thing.id,
                                       predicate=saying.property, object_mention=f"{value.span.start}", cue=cue,
                                       extractor=EXTRACTOR),
            document_id=annotated.document.id,
            subject=chain.id,
            predicate=saying.property,
            object=value.text,
            datatype=value.datatype,
            subject_mention=thing.id,
            object_mention="",
            cue=cue,
            sentence=sentence_of(annotated.document.text, tree),
            polarity=polarity(fact),
            status="past" if former else held,
            time=_stated_at(fact, value, tree, annotated.times),
            attributed_to=said,
            extractor=EXTRACTOR,
            rule=f"{fact.predicate} {'/'.join(sorted(saying.value))}".strip(),
            score=_SCORE,
        )  # fmt: skip

    def _chain(
        self,
        thing: Mention,
        saying: Saying,
        tree: Tree,
        annotated: AnnotatedDocument,
        chain_of: Mapping[str, CoreferenceChain],
    ) -> CoreferenceChain | None:
        """Return the thing's chain, if its class is one that has such a value.

        A pronoun or nominal that was taken for something else ("Russia announced that it would postpone its
        completion") is read as the last name of such a class before it, at most two sentences back.
        """
        domain = self.ontology.values[saying.property].domain

        def fits(chain: CoreferenceChain | None) -> bool:
            return chain is not None and chain.reported and any(self.ontology.is_a(chain.type, c) for c in domain)

        chain = chain_of.get(thing.id)
        if fits(chain) or thing.kind == "name":
            return chain if fits(chain) else None
        earlier = [s.start for s in annotated.sentences if s.start < tree.start][-_SENTENCES_BACK:]
        first = min(earlier, default=tree.start)
        for mention in reversed(annotated.mentions):
            if (
                mention.kind == "name"
                and first <= mention.span.start < thing.span.start
                and fits(chain_of.get(mention.id))
            ):
                return chain_of[mention.id]
        return None


def _has_value(tree: Tree, times: Sequence[TimeExpression], numbers: frozenset[str]) -> bool:
    dated = any(time.value is not None and tree.start <= time.span.start < tree.end for time in times)
    return dated or any(node.text[:1].isdigit() or node.lower in numbers for node in tree.nodes)


def _is_after(value: Value, published: str | None) -> bool:
    """Say whether a value is a date that was still to come when its article appeared; False where that is unknown."""
    when, told = Period.read(value.text), Period.read(published)
    if value.datatype not in _DATED.values() or when is None or when.first is None or told is None:
        return False
    return told.last is not None and when.first > told.last


def _near(node: Node, fact: Fact) -> bool:
    """Say whether an adverb stands on the verb, or on the one that it hangs on: "was originally scheduled to end"."""
    heads = {fact.node, fact.node.head} - {None}
    return node.dep == "advmod" and node.head in heads


def _planner(
    fact: Fact, chain: CoreferenceChain, chain_of: Mapping[str, CoreferenceChain], lexicon: Lexicon
) -> str | None:
    """Return who plans it: of several dates for one thing, a reader wants to know whose each is."""
    if "planned" not in fact.flags:
        return None
    for node in fact.get(SUBJECT):
        for argument in referents(node, lexicon):
            owner = chain_of.get(argument.mention.id)
            if owner is not None and owner.id != chain.id:
                return owner.id
    return None


def _stated(
    fact: Fact,
    facts: Sequence[Fact],
    saying: Saying,
    tree: Tree,
    times: Sequence[TimeExpression],
    lexicon: Lexicon,
    text: str,
) -> Iterator[tuple[Mention, Value]]:
    if saying.with_object and not any(node.lower in saying.with_object for node in fact.get(OBJECT)):
        return
    bare = not saying.with_object and not saying.counts and "money" not in saying.value
    if bare and saying.thing == SUBJECT and fact.get(OBJECT):
        return  # "closed a deal", "opened a plant": the verb speaks of its object
    if "number" in saying.value:
        values = list(_numbers(fact, saying, lexicon))
    elif "money" in saying.value:
        values = list(_sums(fact, saying, tree, text, lexicon))[:1]
    else:
        values = list(_dates(fact, saying, tree, times))
        values = list(_with_hedges(values, saying, tree, times, lexicon))
        if values and saying.value & _UNTIL:
            # "extended from 2024 to 2030": the first date held until then.
            first = list(_dates(fact, replace(saying, value=_FROM), tree, times))
            values += [v._replace(replaced=True) for v in first if v.span not in {w.span for w in values}]
    if values:
        for node in _things(fact, facts, saying):
            for argument in referents(node, lexicon)[:1]:
                yield from ((argument.mention, value) for value in values)


def _things(fact: Fact, facts: Sequence[Fact], saying: Saying) -> Iterator[Node]:
    """Yield the nodes of the thing: in its role, or the owner of a noun there."""
    nodes = fact.get(saying.thing)
    if fact.kind == "noun" and saying.thing == POSSESSOR:
        nodes = fact.node.kids("poss")  # not who imposes a fine: that is the subject of its verb
    if saying.named:
        names = [node for node in fact.get("as") if node.lower in saying.named]
        nodes = [n for f in facts if f.node in names for n in f.get(saying.thing)]
    if "money" in saying.value and saying.thing == OBJECT:
        # "fined Acme $1m": parsers take the sum for the object, and hang the name beside or before it.
        beside = [kid for kid in fact.node.children if kid.dep == "dative"]
        nodes = [*nodes, *beside, *(kid for node in nodes if node.mention is None for kid in node.kids("nmod"))]
    for node in nodes:
        if node.mention is not None and not saying.of:
            yield node
        elif node.lower in saying.of:
            owners = list(node.kids("poss"))
            owners += [n for f in facts if f.node is node for role in _OWNERS for n in f.get(role)]
            owners += [
                n for f in facts if f.node is node and f.kind == "noun" and not owners for n in f.get(POSSESSOR)
            ][:1]
            yield from (owner for owner in owners[:1] if owner.mention is not None)


def _dates(fact: Fact, saying: Saying, tree: Tree, times: Sequence[TimeExpression]) -> Iterator[Value]:
    if "object" in saying.value:
        for year in fact.get(OBJECT):
            if _YEAR.fullmatch(year.text):
                yield Value(Span(start=year.start, end=year.end), year.text, "gYear")
    for time in times:
        datatype = _DATED.get(len(time.value or ""))
        node: Node | None = next((n for n in tree.nodes if n.start <= time.span.start < n.end), None)
        if datatype is None or node is None:
            continue
        words: set[str] = set()
        while node is not None and node is not fact.node and node.dep in _LINKS:
            words.add(node.lower)
            node = node.head
        held = node is fact.node and bool(words & saying.value or ("" in saying.value and len(words) == 1))
        if held and time.value is not None:
            yield Value(time.span, time.value, datatype)


def _with_hedges(
    values: Sequence[Value], saying: Saying, tree: Tree, times: Sequence[TimeExpression], lexicon: Lexicon
) -> Iterator[Value]:
    """Yield dates, marked where a hedge stands before them, and those beside: "until 2028, and possibly until 2030"."""
    hedges = lexicon.of("periods.hedges")
    for value in values:
        before = [node.lower for node in tree.nodes if node.end <= value.span.start][-2:]
        hedged = bool(before) and (before[-1] in hedges or (before[-1] in saying.value and before[0] in hedges))
        yield value._replace(hedged=hedged)
    given = {value.span for value in values}
    for time in times if values else ():
        datatype = _DATED.get(len(time.value or ""))
        between = {n.lower for n in tree.nodes if values[-1].span.end <= n.start and n.end <= time.span.start}
        follows = bool(between & hedges) and between <= hedges | saying.value | _JOINERS
        inside = tree.start <= time.span.start < tree.end
        if follows and inside and time.value is not None and datatype is not None and time.span not in given:
            yield Value(time.span, time.value, datatype, hedged=True)


#: What may stand between a date and a hedged one beside it.
_JOINERS = frozenset({",", "and", "or", "but", "even"})


def _stated_at(fact: Fact, value: Value, tree: Tree, times: Sequence[TimeExpression]) -> str | None:
    """Return when it was said or settled, by the verb above: "agreed in 2015 to extend it until 2024"."""
    above: list[Node] = []
    node = fact.node
    while node.dep in ("xcomp", "ccomp") and node.head is not None:
        node = node.head
        above.append(node)
    for time in times:
        at: Node | None = next((n for n in tree.nodes if n.start <= time.span.start < n.end), None)
        words: set[str] = set()
        while at is not None and at not in above and at is not fact.node and at.dep in _LINKS:
            words.add(at.lower)
            at = at.head
        if words & (_UNTIL | _FROM):
            continue  # nothing is said "until 2030": that is a date of what is said
        if at is not None and at in above and time.value is not None and time.span != value.span:
            return time.value
    return None


#: What stands before the date that a thing is put off to, and before the one that it had.
_UNTIL = frozenset({"until", "till", "through", "to"})
_FROM = frozenset({"from"})
_LINKS = frozenset(
    {"pobj", "npadvmod", "nummod", "compound", "prep", "tmod", "amod", "advmod", "pcomp", "det", "quantmod"}
)


def _sums(fact: Fact, saying: Saying, tree: Tree, text: str, lexicon: Lexicon) -> Iterator[Value]:
    """Yield the sums of money that hang on the verb by one of the saying's words, or bare as its object."""
    for money in find_money(text, tree.start, tree.end, lexicon):
        inside = [n for n in tree.nodes if money.span.start <= n.start < money.span.end]
        node: Node | None = inside[0] if inside else None
        words: set[str] = set()
        deal = _deal_of(fact, saying)
        while node not in (None, fact.node, deal) and (node.dep in _LINKS or node.dep in _OBJECTS):
            if node not in inside:
                words.add(node.lower)
            node = node.head
        allowed = saying.value - {"money", ""}
        if (node is not None and node is deal and not words) or (
            node is fact.node and (bool(words & allowed) if words else "" in saying.value)
        ):
            yield Value(money.span, money.text, "string")


def _deal_of(fact: Fact, saying: Saying) -> Node | None:
    """Return the noun on which a verb hangs that is one of the saying's words: "a $2bn deal to buy X"."""
    noun = fact.node.head
    if fact.node.dep not in ("acl", "relcl") or noun is None or fact.node.kids("nsubj"):
        return None
    return noun if noun.lemma in saying.value else None


_OBJECTS = frozenset({"dobj", "dative", "oprd", "obj", "nmod"})


#: What says that only some are counted: "its 300 workers in Leeds", "its 300 striking workers".
_PARTIAL = frozenset({"prep", "relcl", "acl", "amod", "compound", "nmod", "appos"})


def _numbers(fact: Fact, saying: Saying, lexicon: Lexicon) -> Iterator[Value]:
    """Yield the numbers of the counted nouns: of the verb's object, or in the passive and of who dies its subject."""
    words = dict(row.split() for row in lexicon.of("names.number_words"))
    nouns = (*fact.get(OBJECT), *(fact.get(SUBJECT) if saying.thing != SUBJECT else ()))
    if fact.kind == "noun":
        counted = fact.get("of") if saying.counts else [fact.node]  # "a workforce of 122,000 people"
        partial = any(c.dep in _PARTIAL and c.lower not in saying.value for c in fact.node.children)
        nouns = () if partial else tuple(counted)
    for node in nouns:
        if node is fact.node or node.lemma in saying.counts or node.lower in saying.counts:
            for kid in node.kids("nummod"):
                if (word := words.get(kid.lower)) is not None and not kid.text[0].isdigit():
                    yield Value(Span(start=kid.start, end=kid.end), word, "integer")
                if _NUMBER.fullmatch(kid.text):
                    yield Value(Span(start=kid.start, end=kid.end), kid.text.replace(",", ""), "integer")
