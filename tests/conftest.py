"""What all tests share: one build of the seeds, a way to call ``kg``, and the flag that renews golden files."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write what the tests compare with, and pass")
    parser.addoption("--raise-floors", action="store_true", help="put the floors of the gate to today's figures")
    parser.addoption("--lower-floors", action="store_true", help="with --raise-floors: also where a figure fell")


def pytest_configure(config: pytest.Config) -> None:
    # How long an example takes says how busy the machine is, not whether a law holds.
    settings.register_profile("kg", deadline=None)
    settings.load_profile("kg")
    for option in ("--update-golden", "--raise-floors", "--lower-floors"):
        if config.getoption(option) and os.environ.get("CI"):
            raise pytest.UsageError(f"{option} is for a person who looks at the difference, not for CI")
    if "KG_CACHE_DIR" not in os.environ:
        # Kept between runs: compiled templates are found by a hash of all that they depend on.
        os.environ["KG_CACHE_DIR"] = str(ROOT / ".pytest_cache" / "newskg")
    for name in ("KG_GRAPH", "KG_OUTPUT", "KG_ONTOLOGY", "KG_CURATION", "KG_EXTRACTORS", "KG_VOTERS"):
        os.environ.pop(name, None)


@pytest.fixture(scope="session")
def update_golden(pytestconfig: pytest.Config) -> bool:
    """Say whether golden files are to be written instead of compared."""
    return bool(pytestconfig.getoption("--update-golden"))


@dataclass(frozen=True)
class Outcome:
    """What a command gave."""

    code: int
    out: str
    err: str


Kg = Callable[..., Outcome]


def call_kg(*arguments: str | Path, stdin: str | bytes | None = None) -> Outcome:
    """Run ``kg`` in this process, away from a terminal."""
    from typer.testing import CliRunner

    from kg.cli.app import app

    result = CliRunner().invoke(app, [str(argument) for argument in arguments], input=stdin, prog_name="kg")
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Outcome(code=result.exit_code, out=result.stdout, err=result.stderr)


@pytest.fixture(scope="session")
def kg_command() -> Kg:
    """Return the function that runs ``kg``."""
    return call_kg


@pytest.fixture(scope="session")
def seed_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the files of one build of the seeds; tests read it and leave it alone."""
    folder = tmp_path_factory.mktemp("build") / "exports"
    outcome = call_kg("build", SEEDS, "-o", folder)
    assert outcome.code == 0, outcome.err
    return folder


@pytest.fixture
def in_project(seed_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a fresh working folder like a clone in which the seeds are built: with seeds/ and exports/."""
    shutil.copytree(SEEDS, tmp_path / "seeds")
    shutil.copytree(seed_folder, tmp_path / "exports")
    monkeypatch.chdir(tmp_path)
    return tmp_path
