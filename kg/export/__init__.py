"""The graph as files: one module a format, each a writer and a reader."""

from kg.export.files import read_file, write_file
from kg.export.registry import Exporter, Format, exporter, exporter_of, exporters
from kg.export.settings import ExportSettings

__all__ = [
    "ExportSettings",
    "Exporter",
    "Format",
    "exporter",
    "exporter_of",
    "exporters",
    "read_file",
    "write_file",
]
