"""One HTML file with the graph, the program that shows it, and a policy that lets nothing else run."""

from __future__ import annotations

import base64
import hashlib
import html
import os
import re
import tempfile
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path

from kg.errors import OutputError
from kg.model import GraphRecords
from kg.schema import Ontology
from kg.serve.explorer.blocks import blocks, json_text
from kg.serve.explorer.columns import columns
from kg.serve.explorer.details import article_rows, edge_rows, name_rows, node_rows
from kg.serve.explorer.network import network

DEFAULT_TITLE = "News graph"
#: Edges that are drawn at once. A browser draws 50,000 in seconds; docs/benchmarks.md has the figures.
MAX_EDGES = 50_000
#: Rows of a block: small enough that one click unpacks little, large enough to compress well.
_BLOCK_ROWS = {"names": 5000, "nodes": 200, "edges": 200, "articles": 20}
#: How every page begins, by which one is known again.
_BEGINNING = b'<!doctype html>\n<html lang="en" data-newskg="explorer">\n'
_SLOT = re.compile(r"\{\{(\w+)\}\}")


def explorer_page(
    graph: GraphRecords, ontology: Ontology, *, title: str = DEFAULT_TITLE, max_edges: int = MAX_EDGES
) -> bytes:
    """Return a page that shows a graph: UTF-8, the same bytes for equal graphs, opened from disk or served as it is.

    The ``max_edges`` edges among the best connected entities are drawn at once; the others are in the page too and
    come up when an entity is expanded. Every text is data for the page's program, never markup. The policy in the
    page refuses every request and every script but its own.
    """
    net = network(graph, ontology, max_edges=max_edges)
    tables = {
        "names": name_rows(graph, ontology, net),
        "nodes": node_rows(graph, ontology, net),
        "edges": edge_rows(graph, ontology, net),
        "articles": article_rows(graph, net),
    }
    core = {
        "title": title,
        "counts": {
            "entities": len(net.nodes),
            "relations": len(net.edges),
            "claims": sum(len(edge.claims) for edge in net.edges),
            "articles": len(graph.documents),
        },
        "rows": _BLOCK_ROWS,
        **columns(graph, ontology, net),
    }
    script, style = _bundled("explorer.js"), _bundled("explorer.css")
    slots = {
        "policy": html.escape(_policy(script, style)),
        "title": html.escape(title),
        "style": style,
        "core": json_text(core),
        "blocks": "\n".join(_block_elements(tables)),
        "licences": html.escape(_bundled("LICENSES.txt"), quote=False),
        "script": script,
    }
    # One pass, so that what fills a slot is never taken for one.
    page = _SLOT.sub(lambda match: slots[match[1]], _bundled("page.html"))
    return page.encode("utf-8")


def write_page(path: str | os.PathLike[str], page: bytes, *, force: bool = False) -> Path:
    """Write a page to a file, whole or not at all, and return its path; the folder is made where it is missing.

    Raises:
        OutputError: the file cannot be written, or it is no such page and ``force`` is not set.
    """
    target = Path(path)
    temporary: str | None = None
    try:
        if not force and target.exists() and _is_foreign(target):
            raise OutputError(
                f"{target} exists and was not written by kg explore",
                cause="it does not begin as such a page does",
                remedy="choose another name with -o, or overwrite it with --force",
            )
        target.parent.mkdir(parents=True, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(page)
            stream.flush()
            os.fsync(stream.fileno())
        # mkstemp's files are for their owner alone; a page is to be shown around.
        os.chmod(temporary, 0o644)
        os.replace(temporary, target)
        temporary = None
    except OSError as error:
        raise OutputError(f"cannot write {target}", cause=error.strerror or str(error)) from error
    finally:
        if temporary is not None:
            os.unlink(temporary)
    return target


def _is_foreign(path: Path) -> bool:
    if not path.is_file():
        return True
    with path.open("rb") as stream:
        start = stream.read(len(_BEGINNING))
    return bool(start) and start != _BEGINNING


def _block_elements(tables: Mapping[str, Iterator[object]]) -> Iterator[str]:
    """Yield one element a block; its id says table and place. A script of a data type runs nowhere."""
    for table, rows in tables.items():
        for i, text in enumerate(blocks(rows, _BLOCK_ROWS[table])):
            yield f'<script type="text/plain" id="{table}-{i}">{text}</script>'


def _policy(script: str, style: str) -> str:
    """Return the Content-Security-Policy: our script, our style, the layout's worker, and nothing from anywhere."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src '{_digest(script)}'",
            f"style-src '{_digest(style)}'",
            "worker-src blob:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _digest(text: str) -> str:
    """Return a text's hash as a policy names it.

    >>> _digest("")
    'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='
    """
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def _bundled(name: str) -> str:
    return (files("kg.serve.explorer") / "bundle" / name).read_text(encoding="utf-8")
