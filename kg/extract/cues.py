"""The cue extractor: templates over normalised facts give relation mentions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.facts import SELF, Fact
from kg.extract.lexicon import Lexicon
from kg.extract.match import Match, Matcher
from kg.extract.periods import When, time_under_discussion, under_then, when
from kg.extract.sentences import Sentences
from kg.extract.speakers import author_chains, speaker_of
from kg.extract.states import posts_of_the_state
from kg.extract.templates import CueTable
from kg.extract.tree import Node, Tree
from kg.model import (
    OPEN,
    AnnotatedDocument,
    Polarity,
    Rejected,
    RelationMention,
    Span,
    Status,
    TimeExpression,
)
from kg.schema.ontology import Ontology

if TYPE_CHECKING:
    from kg.model import CoreferenceChain

EXTRACTOR = "cues@1"

#: How likely a relation is right by the weaker of its two arguments. Measured on the training articles
#: with ``kg evaluate`` by argument kind; see docs/quality.md.
_VIA_SCORE = {"name": 0.9, "class": 0.88, "nominal": 0.75, "pronoun": 0.75, "set": 0.75, "member": 0.7, "unit": 0.75}
#: Finite verbs inside a title are slips of the tagger: "officials depict leader X".
_FINITE = frozenset({"VB", "VBP", "VBZ", "VBD"})
#: "pan - democratic" is one word again.
_HYPHEN = re.compile(r"(?<=\w) ?([-–/]) ?(?=\w)")
_JOINING = frozenset({"and", "or", "&", "-", "–"})
_NEVER_A_CLAIM = ("asked", "hypothetical")


@dataclass(frozen=True, slots=True, kw_only=True)
class CueExtractor:
    """Reads relations off one annotated document at a time; holds no state between documents."""

    ontology: Ontology
    lexicon: Lexicon
    table: CueTable

    def extract(
        self,
        annotated: AnnotatedDocument,
        found: Sequence[RelationMention] = (),
        sentences: Sentences | None = None,
    ) -> Iterator[RelationMention | Rejected]:
        """Yield the relation mentions of a document, each once, and what is left out with the reason.

        What is denied comes with negative polarity; what is only asked or supposed is rejected. ``sentences`` are the
        document's, where another extractor reads them too.
        """
        sentences = sentences or Sentences(annotated, self.lexicon)
        chain_of = {mention: chain for chain in annotated.chains for mention in chain.mentions}
        authors = author_chains(annotated)
        matcher = Matcher(self.table, self.ontology, self.lexicon, chain_of)
        seen: set[str] = set()
        settled: set[str] = set()
        for sentence in sentences.with_two_mentions():
            matches = [m for fact in sentence.facts for m in matcher.matches(fact)]
            said = {m.pair for m in matches if m.fact.kind != "name" and not m.generic}
            bare = {m.pair for m in matches if m.fact.kind == "name"}
            for match in matches:
                # A bare "X of Y" adds nothing where a role noun says what X is to Y; but where the noun has no
                # templates of its own it says less than "X of Y" does.
                if match.pair not in (said if match.fact.kind == "name" else bare if match.generic else ()):
                    outcome = self._outcome(match, sentence.tree, annotated, chain_of, authors)
                    if _settles(match, self.ontology):
                        settled.add(chain_of[match.subject.mention.id].id)
                    if outcome.id not in seen:
                        seen.add(outcome.id)
                        yield outcome
        for fact, tree in posts_of_the_state(annotated, sentences, settled, self.lexicon):
            for match in matcher.matches(fact):
                outcome = self._outcome(match, tree, annotated, chain_of, authors)
                if outcome.id not in seen:
                    seen.add(outcome.id)
                    yield outcome

    def _outcome(
        self,
        match: Match,
        tree: Tree,
        annotated: AnnotatedDocument,
        chain_of: dict[str, CoreferenceChain],
        authors: frozenset[str],
    ) -> RelationMention | Rejected:
        fact, document = match.fact, annotated.document
        cue = Span(start=fact.node.start, end=fact.node.end)
        reason = next((flag for flag in _NEVER_A_CLAIM if flag in fact.flags), None)
        subject, object_ = match.subject.mention, match.object.mention
        if reason is not None:
            item = f"{subject.text} {match.entry.property} {object_.text}"
            return Rejected(stage="extract", item=item, reason=reason, document_id=document.id)
        left, right = chain_of[subject.id], chain_of[object_.id]
        title = title_of(match, document.text)
        said = when(fact, tree, annotated.times, self.lexicon)
        narrated = bool(title) and bool(self.lexicon.of("periods.narrative") & set((title or "").lower().split()))
        held = status(fact)
        published = document.source.published_at
        if title and held in ("occurred", "acting") and under_then(subject.span, tree, document.text, self.lexicon):
            # "then-X chief A and Y chief B": only a story of another year says of B, too, what was then.
            told = time_under_discussion(cue, tree, annotated.times, document.text)
            if not _is_second_person(match.subject_node) or _is_of_another_year(told, published):
                held, narrated = "past", True
        if held == "occurred" and _is_over(fact, said):
            held = "past"
        if held in ("planned", "possible") and _is_of_past_participle(fact) and _is_before(said.time, published):
            held = "occurred"  # "will play there after beating X in March"
        if said.time is None and narrated:
            said = When(time_under_discussion(cue, tree, annotated.times, document.text))
        return RelationMention(
            id=RelationMention.make_id(document_id=document.id, subject_mention=subject.id,
                                       predicate=match.entry.property, object_mention=object_.id, cue=cue,
                                       extractor=EXTRACTOR),
            document_id=document.id,
            subject=left.id,
            predicate=match.entry.property,
            object=right.id,
            subject_mention=subject.id,
            object_mention=object_.id,
            cue=cue,
            sentence=sentence_of(document.text, tree),
            polarity=polarity(fact),
            status=held,
            time=said.time,
            period=said.period,
            title=None if title is None else plain_title(title, self.lexicon),
            attributed_to=speaker_of(cue, annotated.quotes, authors),
            extractor=EXTRACTOR,
            rule=match.entry.rule,
            score=min(_VIA_SCORE[match.subject.via], _VIA_SCORE[match.object.via]),
        )  # fmt: skip


def _settles(match: Match, ontology: Ontology) -> bool:
    """Say whether a match says what somebody is: the holder of a post, the citizen of a state."""
    if match.subject.mention.type != "Person":
        return False
    post = match.fact.kind == "noun" and bool(match.fact.get(SELF)) and match.entry.subject_role == SELF
    return post or ontology.properties[match.entry.property].range == {"Country"}


def polarity(fact: Fact) -> Polarity:
    """Return "negative" for what the text denies."""
    return "negative" if "negated" in fact.flags else "positive"


def status(fact: Fact) -> Status:
    """Return the strongest status that the flags give: possible before planned before past and acting."""
    for flag, value in (("possible", "possible"), ("wished", "possible"), ("planned", "planned")):
        if flag in fact.flags:
            return value  # type: ignore[return-value]
    if "past" in fact.flags:
        return "past"
    return "acting" if "acting" in fact.flags else "occurred"


def _is_over(fact: Fact, said: When) -> bool:
    """Say whether a post has ended: "was head of X until 2021"."""
    ended = said.period is not None and not said.period.endswith(OPEN)
    return ended and bool(fact.get(SELF)) and any(c.lemma == "be" and c.tag == "VBD" for c in fact.carriers)


def _is_second_person(name: Node) -> bool:
    """Say whether a name is joined to another person's before it: "then-X chief A and Y chief B"."""
    return name.dep == "conj" and name.head is not None and name.head.is_person


def _is_of_another_year(told: str | None, published: str | None) -> bool:
    """Say whether what is told has a year, and none that may be the article's own.

    >>> [_is_of_another_year("2018-10", date) for date in (None, "2025-07-31", "2018")]
    [True, True, False]
    """
    return told is not None and (published is None or _is_before(told[:4], published))


def _is_of_past_participle(fact: Fact) -> bool:
    """Say whether a participle states a fact or carries the noun that does: only these may lie before their clause."""
    return any(n.tag in ("VBG", "VBN") and n.dep in ("pcomp", "advcl") for n in (fact.node, *fact.carriers))


def _is_before(time: str | None, published: str | None) -> bool:
    """Say whether a time is surely before another; False where one is unknown.

    >>> _is_before("2023", "2024-05-10"), _is_before("2024", "2024-05-10"), _is_before(None, "2024")
    (True, False, False)
    """
    if time is None or published is None:
        return False
    n = min(len(time), len(published))
    return time[:n] < published[:n]


def time_of(fact: Fact, tree: Tree, times: Sequence[TimeExpression]) -> str | None:
    """Return the first time that hangs on a fact, whether it begins, ends or dates it."""
    return when(fact, tree, times, Lexicon({})).time


def title_of(match: Match, text: str) -> str | None:
    """Return the post as the text words it, without the names in it ("acting Administrator")."""
    fact = match.fact
    if fact.kind != "noun" or not fact.get(SELF) or match.entry.subject_role != SELF:
        return None
    if match.subject.mention.type not in ("Person", None):
        return None  # what a company is called ("firm") is no post
    words: list[Node] = [
        node
        for node in (fact.node, *(n for child in fact.node.children for n in child.subtree()))
        if not node.is_name and node.mention is None and _in_title(node, fact.node) and node.tag not in _FINITE
    ]
    return " ".join(node.text for node in sorted(words, key=lambda n: n.i)) or None


def plain_title(title: str, lexicon: Lexicon) -> str | None:
    """Return a title in the singular, without words that are no part of a post ("then", "based"); None: none is left.

    "Fellow astronauts" before two names say of each that he is an astronaut.
    """
    noise = lexicon.of("roles.title_noise")
    words = [word for word in title.split() if word.lower().strip("-") not in noise]
    while words and words[0].lower() in _JOINING:
        words.pop(0)
    while words and words[-1].lower() in _JOINING:
        words.pop()
    if words and lexicon.singular(words[-1].lower()) != words[-1].lower():
        words[-1] = lexicon.singular(words[-1].lower())
    return _HYPHEN.sub(r"\1", " ".join(words)) or None


def _in_title(node: Node, head: Node) -> bool:
    while node is not head:
        if node.dep not in ("compound", "amod", "nmod", "advmod", "nn") or node.head is None:
            return False
        node = node.head
    return True


def sentence_of(text: str, tree: Tree) -> Span:
    """Return the range of a tree's sentence without the spaces around it."""
    start, end = tree.start, tree.end
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return Span(start=start, end=end)
