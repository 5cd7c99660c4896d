"""Every command in the documentation runs, and prints what the documentation shows.

``sh`` blocks are run; ``console`` blocks are run and compared; ``python`` blocks of pages for users are
run; other blocks are data. ``--update-golden`` writes the outputs into the pages.
"""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tests.conftest import ROOT, Kg

_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
#: What a test cannot run inside itself: installing, and the tests.
_NOT_HERE = (["pip", "install"], ["uv", "sync"], ["uv", "run", "pytest"])
#: Every page that shows a command.
PAGES = sorted(
    path.relative_to(ROOT).as_posix()
    for pattern in ("*.md", "docs/**/*.md", "seeds/*.md", "exports/*.md")
    for path in ROOT.glob(pattern)
    if re.search(r"^```(sh|console)$", path.read_text(encoding="utf-8"), re.MULTILINE)
)


def _blocks(page: str, *languages: str) -> list[re.Match[str]]:
    return [m for m in _BLOCK.finditer((ROOT / page).read_text(encoding="utf-8")) if m[1] in languages]


def _commands(line: str) -> list[list[str]]:
    """Return the arguments of the ``kg`` commands of a line of shell."""
    found = []
    for part in line.split(" && ") if "'" not in line else [line]:
        words = shlex.split(part, comments=True)
        if not words or any(words[: len(prefix)] == prefix for prefix in _NOT_HERE):
            continue
        if words[:2] == ["uv", "run"]:
            words = words[2:]
        assert words[0] == "kg", f"a test cannot run {part!r}"
        found.append(words[1:])
    return found


@pytest.mark.parametrize("page", PAGES)
def test_the_shell_commands_of_a_page_run(page: str, kg_command: Kg, in_project: Path) -> None:
    for block in _blocks(page, "sh"):
        for line in block[2].splitlines():
            for arguments in _commands(line):
                outcome = kg_command(*arguments)
                assert outcome.code == 0, f"kg {' '.join(arguments)}: {outcome.err}"


@pytest.mark.parametrize("page", PAGES)
def test_the_outputs_of_a_page_are_real(
    page: str, kg_command: Kg, in_project: Path, update_golden: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.cli.output.is_terminal", lambda: True)
    monkeypatch.setenv("COLUMNS", "80")
    text = (ROOT / page).read_text(encoding="utf-8")
    real = text
    for block in _blocks(page, "console"):
        command = block[2].splitlines()[0]
        assert command.startswith("$ kg ")
        (arguments,) = _commands(command.removeprefix("$ "))
        outcome = kg_command(*arguments)
        assert outcome.code == 0, f"{command}: {outcome.err}"
        real = real.replace(block[0], f"```console\n{command}\n{outcome.out}```")
    if update_golden and real != text:
        (ROOT / page).write_text(real, encoding="utf-8")
        text = real
    assert text == real, "if this is meant: pytest tests/e2e --update-golden"


@pytest.mark.parametrize("page", ["README.md", "docs/tutorial.md"])
def test_the_python_of_a_page_runs(page: str, in_project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    blocks = _blocks(page, "python")
    assert blocks
    for block in blocks:
        exec(compile(block[2], page, "exec"), {})


def test_the_pages_for_users_show_commands() -> None:
    assert {"README.md", "docs/tutorial.md", "docs/add-a-relation.md"} <= set(PAGES)


def test_the_links_between_pages_lead_somewhere() -> None:
    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#]+)", page.read_text(encoding="utf-8")):
            if not target.startswith("http"):
                assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_the_picture_is_drawn_from_the_graph(seed_folder: Path, tmp_path: Path) -> None:
    import runpy

    import kg

    draw = runpy.run_path(str(ROOT / "docs" / "make_picture.py"))["draw"]
    draw(kg.load(seed_folder / "graph.ttl"), tmp_path / "seeds.png")
    assert 10_000 < (tmp_path / "seeds.png").stat().st_size < 300_000
    assert (ROOT / "docs" / "seeds.png").stat().st_size < 300_000
