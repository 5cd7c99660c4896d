"""A format of several files: an archive as a stream, a folder on disk, and what of a folder is nobody else's."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path
from typing import BinaryIO

import pytest

from kg.errors import FormatError, InputError, OutputError
from kg.export.archive import MARK, read_archive, signature, write_archive
from kg.export.folders import open_folder, write_folder

FILES = {"a.csv": "x,y\r\n1,é\r\n", "notes/Ann Lee.md": "# Ann Lee\n", "empty.txt": ""}


def archive(files: dict[str, str] = FILES, name: str = "tables") -> bytes:
    out = io.BytesIO()
    write_archive(out, name, ((path, [text]) for path, text in files.items()))
    return out.getvalue()


def write(folder: Path, files: dict[str, str] = FILES, *, force: bool = False) -> None:
    def to_stream(stream: BinaryIO) -> None:
        stream.write(archive(files))

    write_folder(to_stream, folder, name="tables", force=force)


def found(folder: Path) -> dict[str, str]:
    paths = (path for path in folder.rglob("*") if path.is_file() and path.name != MARK)
    return {path.relative_to(folder).as_posix(): path.read_bytes().decode() for path in paths}


def test_an_archive_reads_back_and_begins_with_its_signature() -> None:
    assert read_archive(io.BytesIO(archive()), "tables") == FILES
    assert archive().startswith(signature("tables"))
    assert archive() == archive()


def test_another_format_s_archive_is_refused() -> None:
    with pytest.raises(FormatError, match="not one of notes"):
        read_archive(io.BytesIO(archive()), "notes")
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as foreign:
        foreign.writestr("a.csv", "x")
    with pytest.raises(FormatError):
        read_archive(io.BytesIO(other.getvalue()), "tables")
    with pytest.raises(FormatError, match="export it again"):
        read_archive(io.BytesIO(archive()[:-40]), "tables")


def test_a_folder_reads_back(tmp_path: Path) -> None:
    write(tmp_path / "new" / "vault")
    assert found(tmp_path / "new" / "vault") == FILES
    with open_folder(tmp_path / "new" / "vault", name="tables") as stream:
        assert read_archive(stream, "tables") == FILES
    assert os.listdir(tmp_path / "new") == ["vault"]


def test_a_second_export_removes_what_it_no_longer_writes_and_keeps_what_people_added(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "notes" / "mine.md").write_text("my own")
    write(tmp_path, {"a.csv": "new", "notes/Bo Ek.md": "# Bo Ek\n"})
    assert found(tmp_path) == {"a.csv": "new", "notes/Bo Ek.md": "# Bo Ek\n", "notes/mine.md": "my own"}
    (tmp_path / "notes" / "mine.md").unlink()
    write(tmp_path, {"a.csv": "new"})
    assert sorted(os.listdir(tmp_path)) == ["a.csv", MARK]


def test_somebody_else_s_folder_stays(tmp_path: Path) -> None:
    (tmp_path / "thesis.md").write_text("mine")
    with pytest.raises(OutputError, match="--force"):
        write(tmp_path)
    assert found(tmp_path) == {"thesis.md": "mine"}
    write(tmp_path, force=True)
    assert found(tmp_path) == FILES | {"thesis.md": "mine"}


def test_a_file_that_a_person_put_in_the_way_stays(tmp_path: Path) -> None:
    write(tmp_path, {"a.csv": "old"})
    (tmp_path / "empty.txt").write_text("mine")
    with pytest.raises(OutputError, match=r"empty\.txt"):
        write(tmp_path)
    assert found(tmp_path) == {"a.csv": "old", "empty.txt": "mine"}
    write(tmp_path, force=True)
    assert found(tmp_path) == FILES


def test_a_list_that_somebody_edited_removes_nothing_outside(tmp_path: Path) -> None:
    outside, folder = tmp_path / "outside.txt", tmp_path / "vault"
    outside.write_text("mine")
    write(folder)
    with (folder / MARK).open("a") as stream:
        stream.write(f"../outside.txt\n{outside}\n")
    write(folder, {"a.csv": "x"})
    assert outside.read_text() == "mine"
    assert found(folder) == {"a.csv": "x"}


def test_a_file_is_no_folder_and_a_plain_folder_is_none_of_ours(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(OutputError, match="no folder"):
        write(tmp_path / "file", force=True)
    with pytest.raises(InputError, match="not written by kg"):
        open_folder(tmp_path, name="tables")


def test_a_failure_leaves_the_old_files_and_no_rest(tmp_path: Path) -> None:
    def full(stream: BinaryIO) -> None:
        raise OSError(28, "No space left on device")

    write(tmp_path / "vault")
    with pytest.raises(OutputError, match="No space left"):
        write_folder(full, tmp_path / "vault", name="tables", force=False)
    assert found(tmp_path / "vault") == FILES
    assert os.listdir(tmp_path) == ["vault"]
