"""Ingest: files, folders and streams to documents whose text is clean and final."""

from kg.ingest.article import RawArticle, Reader
from kg.ingest.clean import clean
from kg.ingest.edits import restore
from kg.ingest.read import read, read_text

__all__ = ["RawArticle", "Reader", "clean", "read", "read_text", "restore"]
