"""The documentation as a site: it builds without a warning, asks nobody for anything, and leaves nothing out."""

from __future__ import annotations

import os
import re
import runpy
import subprocess
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from rdflib import OWL, RDF, Graph, URIRef
from typer.main import get_command

from kg.cli.commands import SECTIONS
from kg.cli.configured import option_name, options
from kg.schema import load_ontology, ontology_directory
from tests.conftest import ROOT

DOCS = ROOT / "docs"
pytestmark = pytest.mark.skipif(not DOCS.is_dir(), reason="the documentation is not installed")


@pytest.fixture(scope="module")
def text() -> str:
    """Return all pages as one text."""
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(DOCS.rglob("*.md")))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the built site."""
    if find_spec("mkdocs") is None or find_spec("material") is None:
        pytest.skip("mkdocs-material is not installed")
    folder = tmp_path_factory.mktemp("site")
    built = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)],
        cwd=ROOT, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert built.returncode == 0, built.stdout + built.stderr
    return folder


def test_the_site_builds_without_a_warning_and_has_every_page(site: Path) -> None:
    for page in DOCS.rglob("*.md"):
        assert (site / page.relative_to(DOCS).with_suffix(".html")).is_file(), page
    assert (site / "search" / "search_index.js").is_file()  # the search works from disk
    assert not list(site.rglob("make_*.py"))


def test_the_site_loads_nothing_from_another_host(site: Path) -> None:
    loaded = re.compile(r'<(?:script|img|iframe|source)\b[^>]*?\bsrc="?([^"\s>]+)|<link\b[^>]*?\bhref="?([^"\s>]+)')
    pages = sorted(site.rglob("*.html"))
    assert pages
    for page in pages:
        addresses = [a or b for a, b in loaded.findall(page.read_text(encoding="utf-8"))]
        assert addresses
        assert [a for a in addresses if urlsplit(a).netloc] == [], page.name


def test_the_page_of_the_ontology_is_what_the_ontology_says() -> None:
    page = runpy.run_path(str(DOCS / "make_ontology.py"))["page"]()
    assert (DOCS / "ontology.md").read_text(encoding="utf-8") == page, "run python docs/make_ontology.py"


def test_every_term_of_the_ontology_is_in_the_documentation() -> None:
    page = (DOCS / "ontology.md").read_text(encoding="utf-8")
    base = load_ontology().base
    terms = Graph().parse(ontology_directory() / "news.ttl")
    names = {
        str(term).removeprefix(base)
        for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
        for term in terms.subjects(RDF.type, kind)
        if isinstance(term, URIRef) and str(term).startswith(base)
    }
    assert len(names) > 100
    assert {name for name in names if not re.search(rf"\bkg:{name}\b", page)} == set()


def test_every_relation_and_value_has_its_definition_and_an_example() -> None:
    page = (DOCS / "ontology.md").read_text(encoding="utf-8")
    entries = dict(re.findall(r"^### kg:(\w+)\n(.*?)(?=^##|\Z)", page, re.DOTALL | re.MULTILINE))
    ontology = load_ontology()
    assert entries.keys() == ontology.properties.keys() | ontology.values.keys()
    for name, item in (*ontology.properties.items(), *ontology.values.items()):
        assert item.label in entries[name]
        assert item.definition in entries[name]
        assert re.search(r"^- \*.+\* `.+`$", entries[name], re.MULTILINE), f"kg:{name} has no example"


def test_every_command_option_and_key_is_in_the_documentation(text: str) -> None:
    for _, commands in SECTIONS:
        for listed in commands:
            for words, command in _leaves((listed.name,), get_command(import_module(listed.module).app)):
                _, found, entry = text.partition(f"\n### kg {' '.join(words)}\n")
                assert found, words
                entry = entry.partition("\n### ")[0]
                for parameter in options(command):
                    for name in (*parameter.opts, *parameter.secondary_opts, option_name(parameter)):
                        assert f"`{name}`" in entry or f"`{name} " in entry, (words, name)


def _leaves(words: tuple[str, ...], command: object) -> list[tuple[tuple[str, ...], object]]:
    members = getattr(command, "commands", None)
    if members is None:
        return [(words, command)]
    return [leaf for name, member in members.items() for leaf in _leaves((*words, name), member)]


def test_the_pictures_are_of_modest_size_and_each_is_shown(text: str) -> None:
    pictures = sorted(DOCS.rglob("*.png"))
    shown = text + (ROOT / "README.md").read_text(encoding="utf-8")
    assert pictures
    for picture in pictures:
        assert picture.stat().st_size < 300_000, picture.name
        assert picture.name in shown, f"no page shows {picture.name}"
