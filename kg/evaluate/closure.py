"""What follows from triples by rules without negation, such as ``in(X, Y), in(Y, Z) -> in(X, Z)``."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.errors import FormatError

#: (subject, relation, object); ends are ids.
Triple = tuple[str, str, str]

_ATOM = re.compile(r"\s*(?P<relation>[^\s(),]+)\(\s*(?P<left>[A-Z])\s*,\s*(?P<right>[A-Z])\s*\)\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Atom:
    """A relation between two variables."""

    relation: str
    left: str
    right: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A Horn clause: where all atoms of the body hold, the head holds."""

    body: tuple[Atom, ...]
    head: Atom


def read_rule(text: str) -> Rule:
    """Read a rule from its text; variables are single capitals.

    Raises FormatError where the text is no rule, or the head has a variable that the body lacks.

    >>> read_rule("capital_of(X, Y) -> in(X, Y)").head
    Atom(relation='in', left='X', right='Y')
    """
    body_text, arrow, head_text = text.partition("->")
    body, head = tuple(_atoms(body_text, text)), tuple(_atoms(head_text, text))
    bound = {variable for atom in body for variable in (atom.left, atom.right)}
    if not arrow or not body or len(head) != 1 or not {head[0].left, head[0].right} <= bound:
        raise _malformed(text)
    return Rule(body=body, head=head[0])


def _atoms(text: str, rule: str) -> Iterator[Atom]:
    at = 0
    while found := _ATOM.match(text, at):
        yield Atom(relation=found["relation"], left=found["left"], right=found["right"])
        at = found.end()
        if text[at : at + 1] != ",":
            break
        at += 1
    if at != len(text):
        raise _malformed(rule)


def _malformed(text: str) -> FormatError:
    return FormatError(
        f"{text!r} is no rule",
        cause="a rule is 'a(X, Y), b(Y, Z) -> c(X, Z)', and its head has no variable of its own",
        remedy="write it in this form",
    )


def derive(triples: Iterable[Triple], rules: Sequence[Rule]) -> frozenset[Triple]:
    """Return the triples with all that follows from them; nobody is related to itself by what follows.

    Ends, since rules make no new ids. The order of triples and rules does not count.

    >>> rules = [read_rule("in(X, Y), in(Y, Z) -> in(X, Z)")]
    >>> sorted(derive({("a", "in", "b"), ("b", "in", "c")}, rules))
    [('a', 'in', 'b'), ('a', 'in', 'c'), ('b', 'in', 'c')]
    """
    known = set(triples)
    while True:
        pairs: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for subject, relation, object_ in known:
            pairs[relation].append((subject, object_))
        new = {
            (bound[rule.head.left], rule.head.relation, bound[rule.head.right])
            for rule in rules
            for bound in _bindings(rule.body, pairs, {})
            if bound[rule.head.left] != bound[rule.head.right]
        } - known
        if not new:
            return frozenset(known)
        known |= new


def _bindings(
    body: Sequence[Atom], pairs: dict[str, list[tuple[str, str]]], bound: dict[str, str]
) -> Iterator[dict[str, str]]:
    if not body:
        yield bound
        return
    atom = body[0]
    for left, right in pairs.get(atom.relation, ()):
        if bound.get(atom.left, left) == left and bound.get(atom.right, right) == right:
            if atom.left == atom.right and left != right:
                continue
            yield from _bindings(body[1:], pairs, {**bound, atom.left: left, atom.right: right})
