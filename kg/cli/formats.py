"""``kg formats``."""

from __future__ import annotations

from kg.cli.options import OntologyOption, command
from kg.cli.output import table
from kg.cli.rows import RowsOption, emit_rows, prints_rows


@prints_rows()
def formats(ontology: OntologyOption = None, format: RowsOption = None) -> None:
    """List the formats that can be read and written.

    \b
    Examples:
      kg formats
      kg formats --csv
    """
    from kg.export import exporters
    from kg.ingest.readers import BUILT_IN, EXTENSIONS
    from kg.schema import load_ontology

    if ontology is not None:  # nothing here depends on it, but a folder that is none is a mistake
        load_ontology(ontology)

    read = [(name, " ".join(e for e, of in EXTENSIONS.items() if of == name)) for name in sorted(BUILT_IN)]
    written = [(e.name, " ".join(e.suffixes), e.description) for e in exporters().values()]
    rows = [
        *({"use": "read", "name": name, "suffixes": suffixes.split(), "description": ""} for name, suffixes in read),
        *({"use": "write", "name": n, "suffixes": s.split(), "description": d} for n, s, d in written),
    ]
    text = "Articles are read from\n\n" + table(("format", "file names"), read)
    text += "\nGraphs are written as\n\n" + table(("format", "file names", "for"), written)
    emit_rows(rows, format, columns=("use", "name", "suffixes", "description"), text=text)


app = command(formats)
