"""Errors that a user can act on: what happened, the usual cause, what to do.

::

    KgError
    ├── InputError        a path, file or stream cannot be read          exit 2 when nothing is left
    ├── FormatError       an unknown or unreadable format                exit 2
    ├── OntologyError     ontology/ is inconsistent                      exit 1
    ├── QueryError        a SPARQL query is refused or malformed         exit 2
    ├── PluginError       an unknown or doubled plug-in name             exit 2
    ├── StageError        a stage failed on a document                   exit 3 (the others are built)
    └── OutputError       a file cannot be written                       exit 1
"""

from __future__ import annotations


class KgError(Exception):
    """Base of all errors of this package.

    >>> print(KgError("no article in 'x'", cause="the folder is empty", remedy="name a folder with .txt files"))
    no article in 'x' (the folder is empty): name a folder with .txt files
    """

    exit_code = 1

    def __init__(self, what: str, *, cause: str = "", remedy: str = "") -> None:
        self.what, self.cause, self.remedy = what, cause, remedy
        super().__init__(what)

    def __str__(self) -> str:
        cause = f" ({self.cause})" if self.cause else ""
        remedy = f": {self.remedy}" if self.remedy else ""
        return f"{self.what}{cause}{remedy}"


class InputError(KgError):
    """A path, file or stream cannot be read."""

    exit_code = 2


class FormatError(KgError):
    """A format is unknown, or a file is not what its name says."""

    exit_code = 2


class OntologyError(KgError):
    """The ontology folder contradicts itself."""


class QueryError(KgError):
    """A SPARQL query is malformed or refused."""

    exit_code = 2


class PluginError(KgError):
    """A plug-in's name is unknown or registered twice."""

    exit_code = 2


class StageError(KgError):
    """A stage failed on one document; the original error is the ``__cause__``."""

    exit_code = 3


class OutputError(KgError):
    """A file cannot be written."""
