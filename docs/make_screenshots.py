"""Takes the pictures of pages in docs/: ``uv run python docs/make_screenshots.py exports/graph.ttl docs [NAME ...]``.

A picture is a function in `SHOTS` that is given a browser's page and the graph; its name is the file's. It opens the
real page in Debian's Chromium and does what a person would do. Add yours there.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
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


def entity(page: Any, graph: kg.Graph) -> None:
    """The page of an entity, as `kg serve` shows it."""
    with _served(graph) as address:
        page.goto(f"{address}entity/{graph.find('Sean Duffy')[0].entity.id}")
        page.wait_for_load_state("networkidle")


def sparql(page: Any, graph: kg.Graph) -> None:
    """The editor with a shipped question and its answer."""
    with _served(graph) as address:
        page.goto(f"{address}query")
        page.click("text=Who heads what")
        page.click(".tabPanel.active .yasqe_queryButton")
        page.wait_for_selector(".tabPanel.active .yasr_results tbody tr")


def stats(page: Any, graph: kg.Graph) -> None:
    """The page of figures."""
    from kg.analyse.stats_page import stats_html
    from kg.pipeline.page_file import labels_of

    file = Path(tempfile.mkdtemp()) / "stats.html"
    file.write_text(stats_html(graph.stats(), labels_of(graph.ontology), title=TITLE), encoding="utf-8")
    page.goto(file.as_uri())


SHOTS: Mapping[str, Callable[[Any, kg.Graph], None]] = {
    "explorer": explorer,
    "explorer-card": explorer_card,
    "explorer-phone": explorer_phone,
    "entity": entity,
    "sparql": sparql,
    "stats": stats,
}


@contextmanager
def _served(graph: kg.Graph) -> Iterator[str]:
    """Serve the graph until the block ends, and give the address, with a slash at its end."""
    import uvicorn

    from kg.serve.run import address_of, listening_socket, open_service
    from kg.serve.settings import ServeSettings

    settings = ServeSettings(port=0)
    file = Path(tempfile.mkdtemp()) / "graph.ttl"
    graph.write(file)
    with open_service(file, settings) as service, listening_socket(settings) as listener:
        config = uvicorn.Config(service.app, log_level="warning", lifespan="off", timeout_graceful_shutdown=1)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield address_of(listener)
        finally:
            server.should_exit = True
            thread.join()


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
