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


def extractors_of(ontology: Ontology, names: Sequence[str], parser: TemplateParser) -> list[Extractor]:
    """Return the named extractors in their order, and the one of relations that are read off their examples.

    Templates learned from a few examples find a quarter of what such an ontology is after, and the network with them
    two fifths as precisely (docs/quality.md): so it reads along where there are such relations, before "open", which
    looks at what all others found.

    Raises:
        PluginError: a name is that of no plug-in.
    """
    wanted = list(names)
    if ontology.by_example() and not {_EXAMPLES, _MODEL} & set(wanted):
        wanted.insert(wanted.index(_OPEN) if _OPEN in wanted else len(wanted), _EXAMPLES)
    return [load_plugin("kg.extractors", name)(ontology, parser) for name in wanted]
