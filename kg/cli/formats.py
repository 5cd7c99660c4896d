"""``kg formats``."""

from __future__ import annotations

from kg.cli.options import JsonOption, OntologyOption, command
from kg.cli.output import emit, emit_json, table


def formats(ontology: OntologyOption = None, json: JsonOption = False) -> None:
    """List the formats that can be read and written."""
    from kg.export import exporters
    from kg.ingest.readers import BUILT_IN, EXTENSIONS
    from kg.schema import load_ontology

    if ontology is not None:  # nothing here depends on it, but a folder that is none is a mistake
        load_ontology(ontology)

    read = [(name, " ".join(e for e, of in EXTENSIONS.items() if of == name)) for name in sorted(BUILT_IN)]
    written = [(e.name, " ".join(e.suffixes), e.description) for e in exporters().values()]
    if json:
        emit_json(
            {
                "read": [{"name": name, "suffixes": suffixes.split()} for name, suffixes in read],
                "written": [{"name": n, "suffixes": s.split(), "description": d} for n, s, d in written],
            }
        )
    else:
        emit("Articles are read from\n\n" + table(("format", "file names"), read))
        emit("\nGraphs are written as\n\n" + table(("format", "file names", "for"), written))


app = command(formats)
