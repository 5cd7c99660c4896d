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


ONE = "Orlan Zorvan met Vera Kelm in Oslo on Monday. Zorvan heads Acme Corporation."
TWO = "Vera Kelm visited Bergen in March 2024. Kelm works for Acme Corporation."


def _two_folders(tmp_path: Path) -> tuple[Path, Path]:
    """Return two files of one name in folders of their own."""
    files = tmp_path / "a" / "story.txt", tmp_path / "b" / "story.txt"
    for file, text in zip(files, (ONE, TWO), strict=True):
        file.parent.mkdir()
        file.write_text(text)
    return files


def test_two_articles_of_one_name_keep_apart_in_one_build_or_two(kg_command: Kg, tmp_path: Path) -> None:
    first, second = _two_folders(tmp_path)
    assert kg_command("build", first, second, "-o", tmp_path / "at-once").code == 0
    assert kg_command("build", first, "-o", tmp_path / "steps").code == 0
    assert kg_command("build", second, "-o", tmp_path / "steps", "--add").code == 0
    assert "story.txt~2" in (tmp_path / "steps" / "claims.jsonl").read_text("utf-8")
    assert _bytes(tmp_path / "steps") == _bytes(tmp_path / "at-once")
    # Both again, in either order: nothing is new.
    assert kg_command("build", second, first, "-o", tmp_path / "steps", "--add").code == 0
    assert _bytes(tmp_path / "steps") == _bytes(tmp_path / "at-once")


def test_decisions_are_replayed_on_articles_that_are_added(kg_command: Kg, tmp_path: Path) -> None:
    first, second = _two_folders(tmp_path)
    decisions = tmp_path / "decisions.toml"
    decisions.write_text(
        '[[merge]]\nnames = ["Orlan Zorvan", "Vera Kelm"]\n[[rename]]\nname = "Acme Corporation"\nto = "Acme Works"\n'
    )
    options = ("--curation", decisions)
    assert kg_command("build", first, second, "-o", tmp_path / "at-once", *options).code == 0
    assert kg_command("build", first, "-o", tmp_path / "steps", *options).code == 0
    assert kg_command("build", second, "-o", tmp_path / "steps", "--add", *options).code == 0
    assert _bytes(tmp_path / "steps") == _bytes(tmp_path / "at-once")
    assert "Acme Works" in (tmp_path / "steps" / "claims.jsonl").read_text("utf-8")
    # Without the file the next addition forgets them.
    assert kg_command("build", second, "-o", tmp_path / "steps", "--add").code == 0
    assert "Acme Works" not in (tmp_path / "steps" / "claims.jsonl").read_text("utf-8")
