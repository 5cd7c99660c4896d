"""The program in the page is what its sources give: a newcomer needs no npm, and nobody can change it unseen."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT

SOURCES = ROOT / "web" / "explorer"
BUNDLE = ROOT / "kg" / "serve" / "explorer" / "bundle"


def test_the_sources_give_the_bundle(tmp_path: Path) -> None:
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("no npm on this machine: apt-get install npm")
    folder = tmp_path / "explorer"
    shutil.copytree(SOURCES, folder, ignore=shutil.ignore_patterns("node_modules"))
    install = subprocess.run(
        [npm, "ci", "--omit=dev", "--prefer-offline"], cwd=folder, capture_output=True, text=True, timeout=300
    )
    if install.returncode:
        assert "EUSAGE" not in install.stderr, "package.json and package-lock.json disagree: npm install"
        pytest.skip(f"npm reaches no registry: {install.stderr.strip().splitlines()[-1]}")
    build = ["node", "build.mjs", str(tmp_path / "bundle")]
    subprocess.run(build, cwd=folder, check=True, capture_output=True, timeout=300)
    built = {path.name: path.read_bytes() for path in (tmp_path / "bundle").iterdir()}
    assert sorted(built) == sorted(path.name for path in BUNDLE.iterdir())
    for name, content in built.items():
        assert content == (BUNDLE / name).read_bytes(), f"{name} is stale: npm run build in {SOURCES.name}/"


def test_the_lock_file_names_no_host() -> None:
    assert "resolved" not in (SOURCES / "package-lock.json").read_text()
