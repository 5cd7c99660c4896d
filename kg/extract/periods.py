"""When a fact holds: the time expressions that hang on it, and whether they begin or end it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.extract.clauses import predicate_of
from kg.extract.facts import SELF, Fact
from kg.extract.lexicon import Lexicon
from kg.extract.tree import Node, Tree
from kg.model import OPEN, Span, TimeExpression

_TIME_LINKS = frozenset(
    {"pobj", "npadvmod", "nummod", "compound", "prep", "tmod", "amod", "appos", "advmod", "pcomp", "det"}
)


_WORD = re.compile(r"[^\W\d_]+")
_ENDS = re.compile(r"[,;:.!?\n\"“”]")


class When(NamedTuple):
    """A fact's time: ``time`` when it happens, holds or begins, as ISO; ``period`` as EDTF where it has a bound."""

    time: str | None = None
    period: str | None = None


def when(fact: Fact, tree: Tree, times: Sequence[TimeExpression], lexicon: Lexicon) -> When:
    """Return the time of the expressions that hang on the fact's predicate or on a verb that carries it.

    "Since 2018" and "from 2018" begin a period, "until 2020" ends one, "from 2018 to 2020" and "between 2018 and 2020"
    do both; of other expressions the first counts.
    """
    at = since = until = None
    for value, words in _hanging(fact, tree, times, lexicon):
        ends = lexicon.of("periods.ending_verbs") | lexicon.of("periods.until")
        if "and" in words:
            ends |= lexicon.of("periods.between")
        if since is not None:
            ends |= lexicon.of("periods.to")  # "from 2018 to 2020" has an end, "put off to Thursday" has none
        if words & lexicon.of("periods.beginning_verbs"):
            since = since or value
        elif words & ends:
            until = until or value
        elif words & (lexicon.of("periods.since") | lexicon.of("periods.between")):
            since = since or value
        else:
            at = at or value
    if since is not None and until is None and _is_first(fact):
        return When(at)  # "the first visit since 2018" is of later
    if since is None and until is None:
        return When(at)
    if since is not None and until is not None and until < since:
        until = None
    return When(since or at, f"{since or OPEN}/{until or OPEN}")


def time_under_discussion(cue: Span, tree: Tree, times: Sequence[TimeExpression], text: str) -> str | None:
    """Return the last time that a sentence, up to the cue, or the sentence before it in its paragraph gives.

    A post marked by "then" is one of that time: "They met in 2018. X, then head of Y, ...".
    """
    before = [t for t in times if t.value is not None and t.span.end <= cue.start]
    if not before:
        return None
    last = before[-1]
    between = text[last.span.end : tree.start]
    # One sentence's end may stand between the two, and no paragraph's.
    near = last.span.start >= tree.start or ("\n" not in between and between.strip().count(". ") == 0)
    return last.value if near else None


def under_then(name: Span, tree: Tree, text: str, lexicon: Lexicon) -> bool:
    """Say whether "then" stands over all the posts before a name: "then-X and Y chief Anna Berg".

    Between the two may stand neither a comma nor a verb, so that an adverb of the clause is none of them.
    """
    words = lexicon.of("periods.narrative")
    before = text[tree.start : name.start]
    found = [m for m in _WORD.finditer(before) if m[0].lower() in words and not _ENDS.search(before[m.end() :])]
    if not found:
        return False
    last = found[-1]
    if before[last.end() : last.end() + 1] != "-":
        return False  # "then X chief Y spoke": as likely when as what
    inside = range(tree.start + last.end(), name.start)
    return not any(node.is_verb and not node.is_name and node.start in inside for node in tree.nodes)


def _hanging(
    fact: Fact, tree: Tree, times: Sequence[TimeExpression], lexicon: Lexicon
) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield the value of each time expression on the fact, with the words that stand between the two.

    A date inside a post ("the 2018 chairman") is not when it is held, unless words of a beginning or end say so or
    the verb that the post hangs on does; that verb is then one of the words.
    """
    verb = _verb_of_post(fact)
    governors = {fact.node, *fact.carriers, *(n for n in (verb, _verb_of_occasion(fact, lexicon)) if n is not None)}
    changes = lexicon.of("periods.beginning_verbs") | lexicon.of("periods.ending_verbs")
    bounds = lexicon.of("periods.since") | lexicon.of("periods.until") | lexicon.of("periods.between")
    lasting = lexicon.of("periods.lasting")
    for time in times:
        if time.value is None or not tree.start <= time.span.start < tree.end:
            continue
        node = next((n for n in tree.nodes if n.start <= time.span.start < n.end), None)
        words: set[str] = set()
        inside = node
        while node is not None and node not in governors and (node.dep in _TIME_LINKS or _second(node)):
            if node.dep == "pcomp" and node.is_verb and node.head is not None and node.head.lower not in lasting:
                break  # "came home after winning the title a year ago" does not date the coming
            words |= {node.lower, "and"} if _second(node) else {node.lower}
            node = node.head
        if node not in governors or (inside is not None and inside.is_name):
            continue  # "the World Cup 2010" does not say when what happens there does
        if fact.get(SELF):
            verbs = {predicate_of(n) for n in (node, verb) if n is not None and n.is_verb}
            if node is fact.node and not words & bounds and not verbs & changes:
                continue
            words |= verbs
        yield time.value, frozenset(words)


def _is_first(fact: Fact) -> bool:
    """Say whether it is the first of its kind: "their first meeting", "the first chancellor to visit X"."""
    noun = fact.node.head if fact.node.dep in ("relcl", "acl") else None
    words = {c.lower for c in noun.children} if noun is not None else set()
    return not any(n.is_person for n in fact.get(SELF)) and bool((fact.modifiers | words) & {"first", "only"})


def _verb_of_post(fact: Fact) -> Node | None:
    """Return the verb of "was head of X" and "stepped down as head of X"."""
    head = fact.node.head
    if not fact.get(SELF) or head is None:
        return None
    if fact.node.dep == "attr":
        return head
    return head.head if fact.node.dep == "pobj" and head.lower == "as" else None


def _verb_of_occasion(fact: Fact, lexicon: Lexicon) -> Node | None:
    """Return "was" of "the last time that X and Y met was in 2018", also where the parser makes "met" the main verb."""
    occasions = lexicon.of("periods.occasions")
    if any(child.lemma in occasions and child.i < fact.node.i for child in fact.node.kids("npadvmod")):
        loose = fact.node.kids("advcl", "ccomp", "conj", "parataxis")
        return next((c for c in loose if c.lemma == "be" and c.i > fact.node.i and not c.kids("nsubj", "mark")), None)
    noun = fact.node.head
    if fact.node.dep not in ("relcl", "acl") or noun is None or noun.lemma not in occasions:
        return None
    return noun.head if noun.dep in ("nsubj", "attr") and noun.head is not None and noun.head.lemma == "be" else None


def _second(node: Node) -> bool:
    """Say whether a node is the second of two times: "between 2018 and 2020"."""
    return node.dep == "conj" and node.head is not None and node.head.dep == "pobj"
