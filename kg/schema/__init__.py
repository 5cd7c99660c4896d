"""The ontology as data: classes, properties and how relations are said, read and checked."""

from kg.schema.check import Problem, check_ontology
from kg.schema.load import forget_ontologies, load_ontology, ontology_directory, resource
from kg.schema.ontology import (
    EntityClass,
    Example,
    ExampleClaim,
    ExampleEntity,
    Ontology,
    Property,
    Relation,
)

__all__ = [
    "EntityClass",
    "Example",
    "ExampleClaim",
    "ExampleEntity",
    "Ontology",
    "Problem",
    "Property",
    "Relation",
    "check_ontology",
    "forget_ontologies",
    "load_ontology",
    "ontology_directory",
    "resource",
]
