"""Articles that are added later: the same bytes as in one build."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import SEEDS, Kg


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_five_articles_give_the_same_bytes_in_one_build_or_five(
    seed_folder: Path, kg_command: Kg, tmp_path: Path
) -> None:
    folder = tmp_path / "stepwise"
    for number, name in enumerate((3, 0, 4, 1, 2)):
        (article,) = SEEDS.glob(f"00{name}_*.txt")
        outcome = kg_command("build", article, "-o", folder, *(["--add"] if number else []))
        assert outcome.code == 0, outcome.err
    assert _bytes(folder) == _bytes(seed_folder)


def test_an_article_that_is_there_already_changes_nothing(seed_folder: Path, kg_command: Kg, tmp_path: Path) -> None:
    folder = tmp_path / "again"
    folder.mkdir()
    for name, content in _bytes(seed_folder).items():
        (folder / name).write_bytes(content)
    assert kg_command("build", SEEDS, "-o", folder, "--add").code == 0
    assert _bytes(folder) == _bytes(seed_folder)


def test_nothing_can_be_added_to_an_empty_folder_or_to_another_reading(
    seed_folder: Path, kg_command: Kg, tmp_path: Path
) -> None:
    missing = kg_command("build", SEEDS, "-o", tmp_path / "empty", "--add")
    assert missing.code == 2
    assert "without --add" in missing.err
    other = kg_command("build", SEEDS, "-o", seed_folder, "--add", "--voters", "md")
    assert other.code == 2
    assert "read in another way" in other.err


def test_a_damaged_reading_is_refused(seed_folder: Path, kg_command: Kg, tmp_path: Path) -> None:
    folder = tmp_path / "damaged"
    folder.mkdir()
    content = (seed_folder / "readings.jsonl").read_bytes()
    (folder / "readings.jsonl").write_bytes(content[: len(content) // 2])
    outcome = kg_command("build", SEEDS, "-o", folder, "--add")
    assert outcome.code == 2
    assert "cannot read" in outcome.err
