"""The house's rules, read from the source: who imports whom, and that words are data."""

from __future__ import annotations

import ast
import csv
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from kg.schema import load_ontology

ROOT = Path(__file__).parents[2]
STAGES = {"ingest", "annotate", "extract", "resolve", "graph", "export", "analyse", "evaluate"}
#: What each package of kg may import of the others.
MAY_IMPORT = {
    "errors": set[str](),
    "model": {"errors"},
    "schema": {"errors", "model"},
    "rdf": {"errors", "model", "schema"},
    "encoder": {"errors"},
    **{stage: {"errors", "model", "schema", "rdf", "encoder"} for stage in STAGES},
    "pipeline": {"errors", "model", "schema", "rdf", *STAGES},
    "cli": {"errors", "model", "schema", "rdf", "pipeline", "serve", *STAGES},
    "serve": {"errors", "model", "schema", "rdf", "pipeline", *STAGES},
}
HEAVY = ("spacy", "rdflib", "networkx", "pyoxigraph", "numpy", "pandas", "scipy", "lxml", "trafilatura", "pyshacl")
#: Names that mean something else in code: an English noun, a column that Gephi wants, the language.
NOT_THE_RELATION = {"country"}
NOT_THE_COMPANY = {("Target",), ("Python",)}
_WORD = re.compile(r"\w+(?:[-'’]\w+)*")


@cache
def _sources() -> dict[Path, ast.Module]:
    return {path: ast.parse(path.read_text()) for path in sorted((ROOT / "kg").rglob("*.py"))}


def _package(path: Path) -> str:
    parts = path.relative_to(ROOT / "kg").parts
    return parts[0].removesuffix(".py")


def _imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            module = node.module or ""
            yield from (f"kg.{alias.name}" for alias in node.names) if module == "kg" else (module,)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


@pytest.mark.parametrize("package", sorted(MAY_IMPORT))
def test_a_package_imports_only_what_lies_below_it(package: str) -> None:
    wrong = [
        f"{path.relative_to(ROOT)} imports {module}"
        for path, tree in _sources().items()
        if _package(path) == package
        for module in _imports(tree)
        if module.startswith("kg.") and module.split(".")[1] not in {package, "__version__", *MAY_IMPORT[package]}
    ]
    assert wrong == []


def test_every_package_has_its_place() -> None:
    assert {_package(path) for path in _sources()} <= {*MAY_IMPORT, "__init__", "__main__"}


def test_heavy_libraries_are_imported_where_they_are_used() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}: {module}"
        for path, tree in _sources().items()
        for node in tree.body
        if isinstance(node, ast.Import | ast.ImportFrom)
        for module in _imports(ast.Module(body=[node], type_ignores=[]))
        if module.split(".")[0] in HEAVY
    ]
    assert wrong == []


def _literals(tree: ast.Module) -> Iterator[str]:
    """Yield the string constants that are no docstrings."""
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.value


def test_no_relation_is_named_in_code() -> None:
    properties = set(load_ontology().properties) - NOT_THE_RELATION
    terms = re.compile(r"\bkg:(\w+)|\b([a-z]+[A-Z]\w*)\b")
    wrong = [
        f"{path.relative_to(ROOT)}: {text!r}"
        for path, tree in _sources().items()
        for text in _literals(tree)
        if text in properties or any(properties & set(found) for found in terms.findall(text))
    ]
    assert wrong == []


def _names() -> set[tuple[str, ...]]:
    """Return the names of the seeds' gold and of the gazetteers, as words."""
    gold = json.loads((ROOT / "tests" / "gold" / "seeds.json").read_text())
    names = {n for d in gold["documents"] for e in d["entities"] for n in (e["name"], *e.get("aliases", ()))}
    for path in (ROOT / "ontology" / "gazetteers").glob("*.csv"):
        with path.open(newline="", encoding="utf-8") as stream:
            for row in csv.DictReader(line for line in stream if not line.startswith("#")):
                names |= {row.get("name") or ""}
    return {tuple(_WORD.findall(name)) for name in names if len(name) > 3 and name[0].isupper()} - NOT_THE_COMPANY


def test_no_person_place_or_organisation_is_named_in_code() -> None:
    names = _names()
    assert len(names) > 200
    longest = max(map(len, names))
    wrong = []
    for path, tree in _sources().items():
        for text in _literals(tree):
            words = _WORD.findall(text)
            for start in range(len(words)):
                for end in range(start + 1, min(start + longest, len(words)) + 1):
                    if tuple(words[start:end]) in names:
                        wrong.append(f"{path.relative_to(ROOT)}: {' '.join(words[start:end])!r} in {text!r}")
    assert wrong == []


_MACHINE = re.compile(r"(?<![\w.:/-])/(?:home|root|Users|work|mnt|opt)/\w|[A-Z]:\\\\?Users")


def test_no_file_names_a_folder_of_a_machine() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for folder in ("kg", "ontology", "docs", "seeds", ".ci")
        for path in sorted((ROOT / folder).rglob("*"))
        if path.is_file() and path.suffix in {".py", ".toml", ".ttl", ".rq", ".csv", ".md", ""}
        for line in path.read_text(encoding="utf-8").splitlines()
        if _MACHINE.search(line)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "code",
    ["import kg; dir(kg)", "import sys; sys.argv = ['kg', '--help']; from kg.cli import main; main()"],
    ids=["import", "help"],
)
def test_importing_and_help_load_nothing_heavy(code: str) -> None:
    forbidden = (*HEAVY, "typer", "rich", "kg.model")
    probe = f"{code}\nimport sys\nprint('LOADED', [m for m in {forbidden!r} if m in sys.modules])"
    run = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True, cwd=ROOT)
    assert run.stdout.splitlines()[-1] == "LOADED []"
