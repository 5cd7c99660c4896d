"""How the Java programs of this folder are run: with the libraries that Debian packages, or not at all."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

JARS = Path("/usr/share/java")
#: Quick to start; nothing here runs long enough for the better compiler to pay.
_JAVA = ("java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto")

Java = Callable[..., str]


@pytest.fixture(scope="session")
def java(tmp_path_factory: pytest.TempPathFactory) -> Java:
    """Return a function that runs a program of this folder and gives its output; the test skips without its library.

    ``library`` is a jar that the program cannot do without.
    """
    messages = tmp_path_factory.mktemp("messages")

    def run(program: str, *arguments: str | Path, library: str, package: str) -> str:
        if shutil.which("java") is None:
            pytest.skip("there is no java")
        if not (JARS / library).is_file():
            pytest.skip(f"there is no {library}: install {package}")
        _mend_messages(messages)
        done = subprocess.run(
            [*_JAVA, "-cp", f"{messages}:{JARS}/*", str(Path(__file__).parent / program), *map(str, arguments)],
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


def _mend_messages(folder: Path) -> None:
    """Put the messages of Jena's XML types where its classes look for them: Debian's package moved only the classes."""
    jar, moved = JARS / "jena-core.jar", "org/apache/jena/ext/"
    if not jar.is_file() or any(folder.iterdir()):
        return
    with zipfile.ZipFile(jar) as archive:
        for name in archive.namelist():
            if name.startswith(moved) and name.endswith(".properties"):
                target = folder / name.removeprefix(moved)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(archive.read(name))
