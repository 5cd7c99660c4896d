"""The extractor "open": what facts say of two entities that no relation of the ontology joins."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.extract.arguments import Argument, referents
from kg.extract.build_trees import build_trees
from kg.extract.cues import polarity, status, time_of
from kg.extract.facts import Fact
from kg.extract.lexicon import Lexicon
from kg.extract.normalise import normalise
from kg.extract.phrases import Saying, sayings
from kg.extract.speakers import author_chains, speaker_of
from kg.extract.tree import Node, Tree
from kg.model import PHRASE, AnnotatedDocument, CoreferenceChain, Rejected, RelationMention, Span

EXTRACTOR = "open@1"

#: How likely an open claim is right: 42 of 50 that were read; see docs/open-relations.md.
_SCORE = 0.84
_NEVER_A_CLAIM = ("asked", "hypothetical")


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenExtractor:
    """Reads open relations off one annotated document at a time; holds no state between documents."""

    lexicon: Lexicon

    def extract(
        self, annotated: AnnotatedDocument, found: Sequence[RelationMention] = ()
    ) -> Iterator[RelationMention | Rejected]:
        """Yield relation mentions with a phrase, for pairs that ``found`` does not join in the same sentence.

        Both ends are reported entities. What is only asked or supposed is no claim.
        """
        chain_of = {mention: chain for chain in annotated.chains for mention in chain.mentions}
        joined = [(m.sentence, {m.subject, m.object}) for m in found if m.phrase is None]
        seen: set[str] = set()
        for tree in build_trees(annotated.parse, annotated.mentions):
            if not tree.can_relate or _is_all_capitals(tree):
                continue
            sentence = _sentence(tree, annotated.document.text)
            known = [ends for span, ends in joined if span.overlaps(sentence)]
            for fact in normalise(tree, self.lexicon):
                if any(flag in fact.flags for flag in _NEVER_A_CLAIM):
                    continue
                for mention in self._mentions(fact, tree, annotated, chain_of):
                    if {mention.subject, mention.object} not in known and mention.id not in seen:
                        seen.add(mention.id)
                        yield mention

    def _mentions(
        self, fact: Fact, tree: Tree, annotated: AnnotatedDocument, chain_of: Mapping[str, CoreferenceChain]
    ) -> Iterator[RelationMention]:
        for saying in sayings(fact, self.lexicon):
            if not (_is_whole(saying.subject, tree) and _is_whole(saying.object, tree)):
                continue
            for subject in self._entities(saying.subject, chain_of):
                for object_ in self._entities(saying.object, chain_of):
                    if chain_of[subject.mention.id].id != chain_of[object_.mention.id].id:
                        yield self._mention(saying, fact, subject, object_, tree, annotated, chain_of)

    def _entities(self, node: Node, chain_of: Mapping[str, CoreferenceChain]) -> list[Argument]:
        """Return the reported entities that a node itself stands for.

        Not through members of a group ("Acme officials"), nor through the noun that it modifies ("an Acme unit"),
        nor as a people: what Mexicans do, Mexico need not do.
        """
        return [
            argument
            for argument in referents(node, self.lexicon)
            if argument.via not in ("class", "member")
            and argument.mention.kind != "demonym"
            and (chain := chain_of.get(argument.mention.id)) is not None
            and chain.reported
        ]

    def _mention(
        self,
        saying: Saying,
        fact: Fact,
        subject: Argument,
        object_: Argument,
        tree: Tree,
        annotated: AnnotatedDocument,
        chain_of: Mapping[str, CoreferenceChain],
    ) -> RelationMention:
        document = annotated.document
        left, right = chain_of[subject.mention.id], chain_of[object_.mention.id]
        cue = Span(start=fact.node.start, end=fact.node.end)
        return RelationMention(
            id=RelationMention.make_id(document_id=document.id, subject_mention=subject.mention.id,
                                       predicate=saying.phrase, object_mention=object_.mention.id, cue=cue,
                                       extractor=EXTRACTOR),
            document_id=document.id,
            subject=left.id,
            predicate=PHRASE,
            phrase=saying.phrase,
            object=right.id,
            subject_mention=subject.mention.id,
            object_mention=object_.mention.id,
            cue=cue,
            sentence=_sentence(tree, document.text),
            polarity="negative" if saying.denied else polarity(fact),
            status="planned" if _is_announced(fact.node) else status(fact),
            time=time_of(fact, tree, annotated.times),
            attributed_to=speaker_of(cue, annotated.quotes, author_chains(annotated)),
            extractor=EXTRACTOR,
            rule=saying.phrase,
            score=_SCORE,
        )  # fmt: skip


def _is_all_capitals(tree: Tree) -> bool:
    """Say whether a sentence is in capitals, as old headlines are: its parse says too little."""
    return not any(node.text.islower() for node in tree.nodes)


def _is_whole(node: Node, tree: Tree) -> bool:
    """Say whether a name is all of its phrase, however it is parsed.

    "dropped the Acme prices" drops no Acme, "bought a U.S. bank" and "a better Britain" no country.
    """
    if node.is_name and any(c.lower in ("a", "an") for c in node.kids("det")):
        return False
    after = tree.after(node)
    while node.is_name and after is not None and (after.pos in ("ADJ", "NUM") or after.text == "-"):
        after = tree.after(after)
    return not node.is_name or after is None or after.pos != "NOUN" or after.dep == "npadvmod"


def _is_announced(verb: Node) -> bool:
    """Say whether a headline announces it: "Acme to Sell Unit"."""
    return bool(verb.kids("nsubj")) and verb.dep == "ROOT" and any(c.lower == "to" for c in verb.kids("aux"))


def _sentence(tree: Tree, text: str) -> Span:
    """Return where a sentence stands, without the white space around it."""
    covered = text[tree.start : tree.end]
    start = tree.end - len(covered.lstrip())
    return Span(start=start, end=start + len(covered.strip()))
