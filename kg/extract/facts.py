"""The flat predicate-argument fact: what the normaliser gives, for text and templates alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from kg.extract.tree import Node

Kind = Literal["verb", "noun", "name"]

#: The possessor, owner or topic of a role noun, however it is put: "Roscosmos chief", "Roscosmos's
#: chief", "chief of / at / for / with Roscosmos".
OWNER = "owner"
#: Who a role noun describes: "chief Bakanov", "Bakanov, the chief", "Bakanov is the chief".
SELF = "self"
SUBJECT, OBJECT, SECOND_OBJECT, RECIPIENT = "subject", "object", "second_object", "recipient"
POSSESSOR, MODIFIER, APPOSITION, HYPHEN = "possessor", "modifier", "apposition", "hyphen"
#: What stands in brackets right behind a name: "Harry Kane (Tottenham)".
BRACKET = "bracket"

#: Predicate of the facts about a name itself: "Ames in California", "NASA's Orion".
NAME_PREDICATE = "@name"


@dataclass(slots=True)
class Fact:
    """A predicate with its arguments by role, the words that modify it, and its flags.

    Roles are the constants above, or a preposition ("in", "to", "between"). Flags: negated, planned,
    possible, hypothetical, asked, past, acting, reported. A fact of a noun may take over the roles of
    the verb that carries it ("hold talks with").
    """

    predicate: str
    kind: Kind
    node: Node
    roles: dict[str, list[Node]] = field(default_factory=dict)
    modifiers: set[str] = field(default_factory=set)
    flags: set[str] = field(default_factory=set)
    carriers: list[Node] = field(default_factory=list)
    #: Names that the noun phrase itself gives for the noun: "the boss of X, Dmitri Bakanov".
    identity: list[Node] = field(default_factory=list)

    def add(self, role: str, nodes: Iterable[Node]) -> None:
        """Add arguments under a role, each once."""
        present = self.roles.setdefault(role, [])
        present += [node for node in nodes if node not in present and node is not self.node]

    def get(self, role: str) -> list[Node]:
        """Return the arguments under a role."""
        return self.roles.get(role, [])

    def put_for(self, nodes: Mapping[Node, Sequence[Node]]) -> None:
        """Put others in the place of nodes in every role, each once and never the fact's own node."""
        for role, old in self.roles.items():
            if any(node in nodes for node in old):
                new = dict.fromkeys(other for node in old for other in nodes.get(node, [node]))
                self.roles[role] = [node for node in new if node is not self.node]

    def __str__(self) -> str:
        roles = ", ".join(f"{role}={'+'.join(n.text for n in nodes)}" for role, nodes in self.roles.items() if nodes)
        marks = " ".join(sorted(self.modifiers) + [f"<{flag}>" for flag in sorted(self.flags)])
        return f"{self.predicate}/{self.kind}({roles}){' ' + marks if marks else ''}"
