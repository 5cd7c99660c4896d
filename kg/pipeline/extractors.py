"""The extractors of a build, made ready for its ontology."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.pipeline.registry import load_plugin
from kg.schema.ontology import Ontology

if TYPE_CHECKING:
    from kg.extract import Extractor, TemplateParser

#: Reads relations off their examples; "model" does so too.
_EXAMPLES, _MODEL, _OPEN = "examples", "model", "open"
#: The package's small name finder, and the network in its place.
_NEWS, _ENCODER = "news", "encoder"


def extractors_of(ontology: Ontology, names: Sequence[str], parser: TemplateParser) -> list[Extractor]:
    """Return the extractors that read, in their order (`extractors_wanted`).

    Raises:
        PluginError: a name is that of no plug-in.
    """
    return [load_plugin("kg.extractors", name)(ontology, parser) for name in extractors_wanted(ontology, names)]


def extractors_wanted(ontology: Ontology, names: Sequence[str]) -> tuple[str, ...]:
    """Return the named extractors, and the one of relations that are read off their examples.

    Templates learned from a few examples find a quarter of what such an ontology is after, and the network with them
    two fifths as precisely (docs/quality.md): so it reads along where there are such relations, before "open", which
    looks at what all others found.
    """
    wanted = list(names)
    if ontology.by_example() and not {_EXAMPLES, _MODEL} & set(wanted):
        wanted.insert(wanted.index(_OPEN) if _OPEN in wanted else len(wanted), _EXAMPLES)
    return tuple(wanted)


def voters_of(ontology: Ontology, extractors: Sequence[str], voters: Sequence[str]) -> tuple[str, ...]:
    """Return the models that find names: where the network reads relations, its encoder stands for "news".

    >>> from kg.schema import load_ontology
    >>> voters_of(load_ontology(), ["cues"], ["md", "news"]), voters_of(load_ontology(), ["model"], ["md", "news"])
    (('md', 'news'), ('md', 'encoder'))
    """
    network = {_EXAMPLES, _MODEL} & set(extractors_wanted(ontology, extractors))
    return tuple(_ENCODER if name == _NEWS and network else name for name in voters)
