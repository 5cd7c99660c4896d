"""What Gephi and Gephi Lite would misread in a GraphML or GEXF file.

Each rule was seen with the real importers: most of these files open without a word, with edges merged,
values changed or attributes gone.
"""

from __future__ import annotations

import os
from pathlib import Path

from kg.errors import FormatError, InputError
from kg.export.check_gexf import GexfCheck
from kg.export.check_graphml import GraphmlCheck
from kg.export.check_rules import Problem, local_name


def check_gephi(path: str | os.PathLike[str]) -> tuple[Problem, ...]:
    """Return what Gephi or Gephi Lite would misread in a GraphML or GEXF file, sorted by line.

    A file that is no well-formed XML has one problem, rule ``xml``. What is only worth knowing has ``note``.
    InputError where the file cannot be read, FormatError where its root is neither ``graphml`` nor ``gexf``.
    """
    from lxml import etree

    source = Path(path)
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
        root = etree.fromstring(source.read_bytes(), parser)
    except OSError as error:
        raise InputError(f"cannot read {source}", cause=error.strerror or str(error)) from error
    except etree.XMLSyntaxError as error:
        line = error.lineno or 1
        message = f"not well-formed, nothing is imported: {error.msg}; XML-illegal characters become U+FFFD"
        return (Problem(line=line, rule="xml", message=message),)
    name = local_name(root)
    if name not in ("gexf", "graphml"):
        raise FormatError(f"{source} is neither GEXF nor GraphML", cause=f"its root is <{name}>")
    check = GexfCheck(root) if name == "gexf" else GraphmlCheck(root)
    return tuple(sorted(check.problems()))
