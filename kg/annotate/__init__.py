"""Within one document: parse, names and their classes, chains."""

from kg.annotate.annotator import Annotator
from kg.annotate.settings import AnnotateSettings

__all__ = ["AnnotateSettings", "Annotator"]
