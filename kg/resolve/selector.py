"""Which names a person means by a text such as "Houston [Place]"."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from kg.resolve.nodes import NameNode
from kg.resolve.words import alias_key

_LABEL = re.compile(r"(?P<name>.+?) \[(?P<type>[^\[\]]+)\](?: in (?P<where>.+))?", re.DOTALL)


def name_key(text: str) -> str:
    """Return what two writings of a name have in common, without case, accents and punctuation.

    >>> name_key("CREW-11") == name_key("Crew 11"), name_key("!?")
    (True, '!?')
    """
    return alias_key(text) or " ".join(text.casefold().split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Selector:
    """A name that a person wrote, read: ``type`` and ``where`` are None where only the name was given."""

    text: str
    key: str
    type: str | None
    where: str | None

    @classmethod
    def of(cls, text: str) -> Self:
        """Read a name, or a label as judgements show it.

        >>> Selector.of("Houston [Place]").type, Selector.of("Houston").type
        ('Place', None)
        """
        label = _LABEL.fullmatch(text)
        name = label["name"] if label else text
        return cls(
            text=text,
            key=name_key(name),
            type=label["type"] if label else None,
            where=label["where"] if label else None,
        )

    def takes(self, form: str, type_name: str | None) -> bool:
        """Say whether a form of this class is meant; names without class are of the class "open"."""
        return name_key(form) == self.key and self.type in (None, type_name or "open")


class NameIndex:
    """Finds the nodes that a person's name means.

    ``renamed`` gives, for the key of a name that a person gave, the name that it stands for. ``former`` gives the class
    that chains had before a person gave them another: a name with that class goes on meaning them, where nothing else
    is called so.
    """

    def __init__(
        self, nodes: Sequence[NameNode], renamed: Mapping[str, str], former: Mapping[str, str | None] | None = None
    ) -> None:
        self._nodes, self._renamed = nodes, renamed
        self._former = [
            {former[c] or "open" for c in node.chains if c in former} if former else set() for node in nodes
        ]
        self._labels = {node.label: index for index, node in enumerate(nodes)}
        self._led: dict[str, list[int]] = {}
        self._formed: dict[str, list[int]] = {}
        for index, node in enumerate(nodes):
            for key in {name_key(name_of(node.label)), name_key(node.name.name)}:
                self._led.setdefault(key, []).append(index)
            forms = {*node.forms, *([node.name.canonical] if node.name.canonical else [])}
            for key in set(map(name_key, forms)):
                self._formed.setdefault(key, []).append(index)

    def led(self, name: str) -> tuple[int, ...]:
        """Return the nodes whose own name it is, sorted: all of them, or where it is a label, that one."""
        if name in self._labels:
            return (self._labels[name],)
        return self._chosen(name, self._led)

    def find(self, name: str) -> tuple[int, ...]:
        """Return the nodes whose own name it is; else those that also go by it; else those renamed to it."""
        found = self.led(name) or self._chosen(name, self._formed)
        if found:
            return found
        selector = Selector.of(name)
        old = self._renamed.get(selector.key)
        if old is None:
            return ()
        found = self.led(old) or self._chosen(old, self._formed)
        return tuple(i for i in found if self._fits(selector, i))

    def of_other_class(self, name: str) -> tuple[str, ...]:
        """Return the labels of the nodes that have a name, whatever its class, sorted: none where it gives no class."""
        selector = Selector.of(name)
        if selector.type is None:
            return ()
        return tuple(sorted({self._nodes[i].label for i in self.find(name_of(name))}))

    def _chosen(self, name: str, names: Mapping[str, Sequence[int]]) -> tuple[int, ...]:
        selector = Selector.of(name)
        named = names.get(selector.key, ())
        found = tuple(i for i in named if self._fits(selector, i))
        return found or tuple(i for i in named if selector.where is None and selector.type in self._former[i])

    def _fits(self, selector: Selector, index: int) -> bool:
        label = Selector.of(self._nodes[index].label)
        return selector.type in (None, label.type) and selector.where in (None, label.where)


def name_of(label: str) -> str:
    """Return the name in a label.

    >>> name_of("Houston [Place]"), name_of("Supreme Court [Organization] in kenya"), name_of("Houston")
    ('Houston', 'Supreme Court', 'Houston')
    """
    label_ = _LABEL.fullmatch(label)
    return label_["name"] if label_ else label


#: Says whether two nodes were judged to be different things.
Differs = Callable[[int, int], bool]
