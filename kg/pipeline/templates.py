"""Compiling the ontology's templates into the table that is shipped with it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg.errors import OutputError
from kg.pipeline.settings import BuildSettings
from kg.schema.ontology import Ontology


@dataclass(frozen=True, slots=True, kw_only=True)
class Compilation:
    """The table's file, the number of templates, and those that give nothing as (property, template)."""

    path: Path
    n_templates: int
    failed: tuple[tuple[str, str], ...]


def compile_ontology(ontology: Ontology, settings: BuildSettings) -> Compilation:
    """Compile all templates of an ontology with the parser of a build, and write the table into its folder.

    Raises:
        OutputError: the ontology's folder cannot be written.
    """
    from kg.annotate import AnnotateSettings, Annotator
    from kg.extract.compiled import write_shipped
    from kg.extract.learn import with_learned
    from kg.extract.lexicon import Lexicon
    from kg.extract.templates import build_table

    annotator = Annotator(ontology, AnnotateSettings(voters=settings.voters[:1]))
    ontology = with_learned(ontology, annotator)
    try:
        path, compiled = write_shipped(ontology, Lexicon(ontology.words), annotator.parse, annotator.name)
    except OSError as error:
        raise OutputError(
            f"cannot write the compiled templates into {ontology.directory}",
            cause=error.strerror or str(error),
            remedy="copy the ontology's folder to where you may write, and name it with --ontology",
        ) from error
    return Compilation(path=path, n_templates=len(compiled), failed=build_table(ontology, compiled).failed)
