"""A build of the seeds from the command line."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT, SEEDS, Kg

FILES = {
    "claims.jsonl",
    "graph.gexf",
    "graph.graphml",
    "graph.ttl",
    "judgements.jsonl",
    "manifest.json",
    "readings.jsonl",
    "summary.md",
}


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_a_build_writes_its_files_and_leaves_nothing_else(seed_folder: Path) -> None:
    assert set(_bytes(seed_folder)) == FILES


def test_the_order_of_the_inputs_does_not_change_a_byte(seed_folder: Path, kg_command: Kg, tmp_path: Path) -> None:
    inputs = sorted(SEEDS.glob("*.txt"), reverse=True)
    assert kg_command("build", *inputs, "-o", tmp_path / "again").code == 0
    assert _bytes(tmp_path / "again") == _bytes(seed_folder)


def test_building_again_replaces_the_files_of_the_last_build(seed_folder: Path, kg_command: Kg, tmp_path: Path) -> None:
    folder = tmp_path / "exports"
    shutil.copytree(seed_folder, folder)
    (folder / "graph.ttl").write_bytes((folder / "graph.ttl").read_bytes()[:1000])
    outcome = kg_command("build", SEEDS, "-o", folder)
    assert outcome.code == 0
    assert "5 articles" in outcome.err
    assert outcome.out == ""
    assert _bytes(folder) == _bytes(seed_folder)


def test_a_foreign_file_is_not_overwritten(seed_folder: Path, tmp_path: Path) -> None:
    import kg
    from kg.errors import OutputError
    from kg.pipeline.output import write_folder

    graph = kg.load(seed_folder / "graph.ttl")
    (tmp_path / "summary.md").write_text("my own notes")
    with pytest.raises(OutputError, match="not written by kg"):
        write_folder(graph, tmp_path, kg.BuildSettings())
    assert _bytes(tmp_path) == {"summary.md": b"my own notes"}
    write_folder(graph, tmp_path, kg.BuildSettings(), force=True)
    assert set(_bytes(tmp_path)) == FILES - {"readings.jsonl"}  # a loaded graph no longer knows how it was read


def test_the_manifest_says_what_the_files_are_made_of(seed_folder: Path) -> None:
    manifest = json.loads((seed_folder / "manifest.json").read_text())
    for name, sha256 in manifest["files"].items():
        assert hashlib.sha256((seed_folder / name).read_bytes()).hexdigest() == sha256
    assert [row["name"] for row in manifest["inputs"]] == sorted(path.name for path in SEEDS.glob("*.txt"))
    assert manifest["counts"]["documents"] == 5


def test_no_file_names_a_folder_of_this_machine(seed_folder: Path) -> None:
    for name, content in _bytes(seed_folder).items():
        assert str(ROOT).encode() not in content, name
        assert str(Path.home()).encode() + b"/" not in content, name


def test_every_quote_is_the_text_at_its_place(seed_folder: Path) -> None:
    import kg

    graph = kg.load(seed_folder / "graph.ttl")
    assert graph.evidence
    for evidence in graph.evidence.values():
        assert graph.documents[evidence.document_id].text[evidence.start : evidence.end] == evidence.quote


@pytest.mark.parametrize("name", ["graph.nq", "claims.jsonl"])
def test_the_reference_build_is_the_same_byte_for_byte(
    seed_folder: Path, tmp_path: Path, update_golden: bool, name: str
) -> None:
    import kg

    built = tmp_path / name
    kg.load(seed_folder / "graph.ttl").write(built)
    reference = ROOT / "exports" / "reference" / name
    if update_golden:
        reference.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(built, reference)
    assert built.read_bytes() == reference.read_bytes(), "if this is meant: pytest tests/e2e --update-golden"
