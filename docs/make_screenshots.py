"""Takes the pictures of pages in docs/: ``uv run python docs/make_screenshots.py exports/graph.ttl docs [NAME ...]``.

A picture is a function in `SHOTS` that is given a browser's page and the graph; its name is the file's. It opens the
real page in Debian's Chromium and does what a person would do. Add yours there.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import kg

TITLE = "Roscosmos and NASA, July 2025"


def explorer(page: Any, graph: kg.Graph) -> None:
    """The explorer with a relation chosen: its sentences, marked in their articles."""
    _open_explorer(page, graph)
    _find(page, "Dmitry Bakanov")
    page.locator("#panel").get_by_role("button", name="Sean Duffy", exact=True).first.click()
    page.locator("#panel mark").first.wait_for()


def explorer_card(page: Any, graph: kg.Graph) -> None:
    """The explorer with an entity chosen, in the dark."""
    page.emulate_media(color_scheme="dark")
    _open_explorer(page, graph)
    _find(page, "NASA")


def explorer_phone(page: Any, graph: kg.Graph) -> None:
    """The explorer on a phone."""
    page.set_viewport_size({"width": 390, "height": 844})
    _open_explorer(page, graph)
    _find(page, "Roscosmos")


SHOTS: Mapping[str, Callable[[Any, kg.Graph], None]] = {
    "explorer": explorer,
    "explorer-card": explorer_card,
    "explorer-phone": explorer_phone,
}


def _open_explorer(page: Any, graph: kg.Graph) -> None:
    from kg.serve.explorer import explorer_page

    file = Path(tempfile.mkdtemp()) / "graph.html"
    file.write_bytes(explorer_page(graph.records, graph.ontology, title=TITLE))
    page.goto(file.as_uri())


def _find(page: Any, name: str) -> None:
    page.keyboard.press("/")
    page.keyboard.type(name)
    page.get_by_role("option", name=name).first.wait_for()
    page.keyboard.press("Enter")
    page.locator("#panel h2").wait_for()


def take(graph: kg.Graph, folder: Path, names: list[str]) -> None:
    """Take the named pictures, or all of them, as PNG files in a folder."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu"]  # a container's root has no user namespaces
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=flags)
        for name in names or SHOTS:
            page = browser.new_page(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
            SHOTS[name](page, graph)
            page.wait_for_timeout(1500)  # drawings come to rest
            page.screenshot(path=folder / f"{name}.png")
            page.close()
        browser.close()


if __name__ == "__main__":
    take(kg.load(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])
