"""Posts of state that name no state, in an article that is about one: "Security Minister X said"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Set

from kg.extract.facts import OWNER, SELF, Fact
from kg.extract.lexicon import Lexicon
from kg.extract.sentences import Sentences
from kg.extract.tree import Node, Tree
from kg.model import AnnotatedDocument, CoreferenceChain, Mention

#: Mentions that a state needs where the article names others, and how often it is named for each time of the next.
_NAMED, _TIMES = 5, 3
#: An article that names one state only does so at least once in so many sentences.
_SENTENCES = 10
_HOLDER = re.compile(r"([^:|]+?) @-?\d+-")


def posts_of_the_state(
    annotated: AnnotatedDocument, sentences: Sentences, settled: Set[str], lexicon: Lexicon
) -> Iterator[tuple[Fact, Tree]]:
    """Yield posts before persons that lack a state, as posts of the one that the article is about; with their trees.

    Nothing is yielded where the article is about several states or about none. ``settled`` are the chains of people
    of whom the text itself says what they are: those are left out, and so is who is known for a post elsewhere.
    """
    named = _state_in_focus(annotated)
    if named is None:
        return
    chain_of = {mention: chain.id for chain in annotated.chains for mention in chain.mentions}
    forms = {word for mention in named for word in mention.text.lower().split()}
    for sentence in sentences.with_lemma(lexicon.of("constructions.posts_without_state")):
        for fact in sentence.facts:
            holders = [n for n in fact.get(SELF) if n.is_person]
            if not holders or len(holders) != len(fact.get(SELF)) or not _lacks_state(fact, lexicon):
                continue
            chains = {chain_of.get(n.mention.id) for n in holders if n.mention is not None}
            if not chains & settled and not any(_is_known_elsewhere(n.text, forms, lexicon) for n in holders):
                post = Fact(predicate=fact.predicate, kind="noun", node=fact.node,
                            modifiers=set(fact.modifiers), flags=set(fact.flags))  # fmt: skip
                post.roles = {SELF: holders, OWNER: [_node_of(_nearest(named, fact.node))]}
                yield post, sentence.tree


def _state_in_focus(annotated: AnnotatedDocument) -> list[Mention] | None:
    """Return the mentions by name of the state that a document is about; None where that is open."""
    mention_of = {m.id: m for m in annotated.mentions if m.kind in ("name", "demonym")}
    chains: dict[str, CoreferenceChain] = {c.id: c for c in annotated.chains if c.type == "Country"}
    named = Counter({id_: sum(m in mention_of for m in chain.mentions) for id_, chain in chains.items()})
    ranked = [row for row in sorted(named.items(), key=lambda row: (-row[1], row[0])) if row[1] > 0]
    if not ranked:
        return None
    first, times = ranked[0]
    if len(ranked) == 1:
        clear = times * _SENTENCES >= len(annotated.sentences)
    else:
        clear = times >= _NAMED and times >= _TIMES * ranked[1][1]
    return [mention_of[m] for m in chains[first].mentions if m in mention_of] if clear else None


def _lacks_state(fact: Fact, lexicon: Lexicon) -> bool:
    """Say whether a fact is of a bare post of state right before its holder: no "club president", no "a President"."""
    if fact.kind != "noun" or not any(n.i == fact.node.i + 1 for n in fact.get(SELF)):
        return False
    if fact.predicate not in lexicon.of("constructions.posts_without_state"):
        return False
    if any(n.mention is not None for nodes in fact.roles.values() for n in nodes if n not in fact.get(SELF)):
        return False
    around = [*fact.node.children, *(c for n in fact.get(SELF)[:1] for c in n.children)]
    if any(c.dep == "poss" or c.lower in ("a", "an") for c in around):
        return False
    if any(c.text in ("-", "–") for c in fact.node.subtree()):
        return False  # "general-turned-president X"
    nouns = {n.lower for n in fact.node.subtree() if n.i < fact.node.i and n.pos in ("NOUN", "PROPN")}
    known = lexicon.of("constructions.portfolios") | lexicon.past_modifiers | lexicon.acting_modifiers
    portfolio = bool((nouns | fact.modifiers) & lexicon.of("constructions.portfolios"))
    return nouns <= known and (portfolio or fact.predicate not in lexicon.of("collectives.ministers"))


def _is_known_elsewhere(name: str, forms: Set[str], lexicon: Lexicon) -> bool:
    """Say whether a surname is that of a known holder of posts, none of which is one of the state with these words."""
    surname = name.lower().split()[-1]
    rows = [row for row in lexicon.of("known_posts.posts")
            if any(holder.split()[-1] == surname for holder in _HOLDER.findall(row))]  # fmt: skip
    return bool(rows) and not any(forms & set(row.partition(":")[0].replace("|", " ").split()) for row in rows)


def _nearest(named: list[Mention], post: Node) -> Mention:
    """Return the mention nearest to a post, one before it sooner than one behind."""
    return min(named, key=lambda m: (abs(m.span.start - post.start), m.span.start))


def _node_of(mention: Mention) -> Node:
    return Node(i=-1, start=mention.span.start, end=mention.span.end, text=mention.text, lemma=mention.text.lower(),
                pos="PROPN", tag="NNP", dep="dep", mention=mention)  # fmt: skip
