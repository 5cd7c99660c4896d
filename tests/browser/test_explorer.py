"""The explorer in a real browser, opened from disk as its users open it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from kg.model import Claim, Entity, GraphRecords, slug
from kg.serve.explorer import explorer_page
from tests.browser.conftest import Visit
from tests.unit.explorer_fixture import HOSTILE, ONTOLOGY, explorer_graph

# Machines are shared: what takes a moment may take seconds.
expect.set_options(timeout=20_000)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("explorer") / "graph.html"
    path.write_bytes(explorer_page(explorer_graph(), ONTOLOGY, title="Berg & Lee"))
    return path


@pytest.fixture
def page(visit: Visit, file: Path) -> Iterator[Page]:
    """The page, drawn; no test may leave an error in the console or ask another host for anything."""
    _open(visit.page, file)
    yield visit.page
    visit.assert_clean()


def _open(page: Page, file: Path) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(file.as_uri())
    _until(page, "performance.getEntriesByName('explorer:drawn').length > 0")


def _until(page: Page, expression: str) -> None:
    """Wait until something is so; Playwright's own waiting evaluates strings in the page, which its policy forbids."""
    for _ in range(300):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"never came true: {expression}")


def _place(page: Page, name: str) -> tuple[float, float]:
    found = page.evaluate("id => explorer.placeOnScreen(id)", slug(name))
    return found["x"], found["y"]


def _click_at(page: Page, x: float, y: float) -> None:
    """Click what is drawn there, once the page knows that the mouse is over it."""
    page.mouse.move(x + 30, y + 30)
    page.mouse.move(x, y)
    expect(page.locator("#canvas.pointing")).to_be_visible()
    page.mouse.click(x, y)


def _shown(page: Page) -> Locator:
    return page.locator("#shown")


def _panel(page: Page) -> Locator:
    return page.locator("#panel")


def _box(page: Page, label: str) -> Locator:
    return page.locator("#filters li", has=page.get_by_text(label, exact=True)).get_by_role("checkbox")


def test_it_opens_from_disk_and_says_what_is_there(page: Page) -> None:
    assert page.title() == "Berg & Lee"
    expect(page.locator("h1")).to_have_text("Berg & Lee")
    expect(_shown(page)).to_have_text("8 entities, 7 of 8 lines")  # what is denied waits to be asked for
    expect(_panel(page)).to_be_hidden()


@pytest.mark.parametrize(
    ("typed", "name"), [("norw", "Norwich"), ("ms berg", "Ada Berg"), ("acme corp", "Acme Corporation")]
)
def test_search_finds_by_part_and_by_other_names(page: Page, typed: str, name: str) -> None:
    page.get_by_role("combobox").fill(typed)
    expect(page.get_by_role("option").first).to_contain_text(name)
    page.get_by_role("option").first.click()
    expect(_panel(page).get_by_role("heading", level=2)).to_have_text(name)


def test_search_says_when_nothing_is_called_so(page: Page) -> None:
    page.get_by_role("combobox").fill("zzz")
    expect(page.get_by_role("option")).to_have_text("Nothing is called so")


def test_a_click_on_an_entity_shows_its_card(page: Page) -> None:
    _click_at(page, *_place(page, "Ada Berg"))
    card = _panel(page)
    expect(card.get_by_role("heading", level=2)).to_have_text("Ada Berg")
    expect(card).to_contain_text("Also A. Berg, Ms Berg")
    expect(card).to_contain_text("3 relations")
    expect(card.locator(".timeline")).to_contain_text("2024-03-04")
    expect(card.locator(".timeline")).to_contain_text("Acme Corporation")
    assert page.evaluate("location.hash") == "#entity/ada-berg"
    page.mouse.click(400, 780)
    expect(card).to_be_hidden()


def test_two_quick_clicks_at_two_places_are_no_double_click(page: Page) -> None:
    # Both in one turn of the page, as from a person in a hurry whose page is slow.
    x, y = _place(page, "Ada Berg")
    page.evaluate(
        """places => {
            const canvas = document.querySelector('.sigma-mouse');
            for (const [clientX, clientY] of places)
                canvas.dispatchEvent(new MouseEvent('click', { clientX, clientY, bubbles: true, detail: 1 }));
        }""",
        [[x, y], [400, 780]],
    )
    expect(_panel(page)).to_be_hidden()
    page.wait_for_timeout(400)
    assert _place(page, "Ada Berg") == (x, y), "it zoomed"


def test_a_click_on_a_line_shows_its_sentence_marked_in_the_article(page: Page) -> None:
    (x1, y1), (x2, y2) = _place(page, "Ada Berg"), _place(page, "Norwich")
    _click_at(page, (x1 + x2) / 2, (y1 + y2) / 2)
    card = _panel(page)
    expect(card.get_by_role("heading", level=2)).to_contain_text("Ada Berg visits → Norwich")
    expect(card.locator("blockquote")).to_have_text("Ada Berg visited Norwich on Monday.")
    expect(card.locator("mark")).to_have_text("Ada Berg visited Norwich on Monday.")  # after a character of two units
    expect(card.locator(".box")).to_contain_text("She has headed Acme Corporation since 2019.")
    expect(card).to_contain_text("confidence 90%")
    expect(card).to_contain_text("Herald · 2024-03-05 · a1.txt")


def test_each_article_behind_a_relation_is_shown_with_its_sentence(page: Page) -> None:
    page.get_by_role("combobox").fill("Tom Lee")
    page.keyboard.press("Enter")
    _panel(page).get_by_role("button", name="Ada Berg").click()
    expect(_panel(page).locator("mark")).to_have_text(
        ["Ada Berg met Tom Lee there.", "Ada Berg met Tom Lee in Norwich."]
    )


def test_an_article_leads_to_all_it_says(page: Page) -> None:
    page.get_by_role("combobox").fill("Tom Lee")
    page.keyboard.press("Enter")
    _panel(page).get_by_text("articles", exact=False).last.click()
    _panel(page).get_by_role("button", name="Acme to buy Globex").click()
    expect(_panel(page).locator(".says li")).to_have_text(
        ["Acme Corporation acquires Globex", "Tom Lee visits Norwich"]
    )
    _panel(page).locator(".says button").first.click()
    expect(_panel(page)).to_contain_text("planned")


def test_filters_change_what_is_shown_and_the_counts(page: Page) -> None:
    _box(page, "person").uncheck()
    expect(_shown(page)).to_have_text("6 of 8 entities, 3 of 8 lines")
    _box(page, "person").check()
    expect(_shown(page)).to_have_text("8 entities, 7 of 8 lines")
    page.get_by_role("button", name="Only visits").click()
    expect(_shown(page)).to_have_text("2 of 8 entities, 1 of 8 lines")
    _box(page, "denied").check()
    expect(_shown(page)).to_have_text("3 of 8 entities, 2 of 8 lines")
    page.get_by_role("button", name="Reset").click()
    expect(_shown(page)).to_have_text("8 entities, 7 of 8 lines")


def test_what_is_planned_can_be_left_out(page: Page) -> None:
    row = page.locator("#filters li", has=page.get_by_text("planned", exact=True))
    expect(row.locator(".count")).to_have_text("1")
    row.get_by_role("checkbox").uncheck()
    expect(_shown(page)).to_contain_text("6 of 8 lines")


def test_publishers_and_articles_filter(page: Page) -> None:
    page.get_by_role("button", name="Only Courier").click()
    expect(_shown(page)).to_contain_text("2 of 8 lines")  # they met; Globex may acquire Initech
    page.get_by_role("button", name="Only Talks in Norwich").click()
    expect(_shown(page)).to_contain_text("2 of 8 lines")
    page.get_by_role("button", name="Only Acme to buy Globex").click()
    expect(_shown(page)).to_contain_text("0 of 8 lines")


def test_confidence_and_dates_filter(page: Page) -> None:
    page.get_by_label("Confidence, at least").fill("85")
    expect(_shown(page)).to_contain_text("4 of 8 lines")
    page.get_by_label("Confidence, at least").fill("0")
    page.get_by_label("also without a date").uncheck()
    expect(_shown(page)).to_contain_text("5 of 8 lines")
    earliest = page.get_by_label("Until")
    earliest.focus()
    page.keyboard.press("Home")
    expect(_shown(page)).to_contain_text("1 of 8 lines")  # headed since 2019
    expect(earliest).to_have_attribute("aria-valuetext", re.compile("^2019"))


def test_hostile_names_stay_text(page: Page) -> None:
    page.get_by_role("combobox").fill("broken")
    expect(page.get_by_role("option").first).to_contain_text(HOSTILE)
    page.keyboard.press("Enter")
    expect(_panel(page).get_by_role("heading", level=2)).to_have_text(HOSTILE)
    _panel(page).get_by_role("button", name="Tom Lee").click()
    expect(_panel(page).locator("mark")).to_have_text(f"Tom Lee works for {HOSTILE}.")
    assert page.title() == "Berg & Lee"
    assert page.locator("img").count() == 0


def test_everything_is_reached_with_keys(page: Page) -> None:
    page.keyboard.press("/")
    expect(page.get_by_role("combobox")).to_be_focused()
    page.keyboard.type("o")
    options = page.get_by_role("option")
    expect(options.first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    expect(page.get_by_role("combobox")).to_have_attribute("aria-activedescendant", "hit-1")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Control+A")
    page.keyboard.type("Ada")
    page.keyboard.press("Enter")
    heading = _panel(page).get_by_role("heading", level=2)
    expect(heading).to_have_text("Ada Berg")
    page.keyboard.press("n")
    expect(page.locator("#focus-text")).to_have_text("Only 4 entities")
    expect(_shown(page)).to_contain_text("4 of 8 entities")

    page.locator("#canvas").focus()
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    reached = set()
    for key in ("ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown") * 2:
        page.keyboard.press(key)
        reached.add(heading.inner_text())
    assert len(reached) > 1
    page.keyboard.press("Escape")
    expect(_panel(page)).to_be_hidden()
    page.keyboard.press("Escape")
    expect(page.locator("#focus-bar")).to_be_hidden()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_every_control_has_a_name(page: Page) -> None:
    nameless = page.evaluate(
        """() => [...document.querySelectorAll('button, input')]
            .filter((e) => !(e.textContent || e.getAttribute('aria-label') || e.labels?.length))
            .map((e) => e.outerHTML)"""
    )
    assert nameless == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(visit: Visit, file: Path, scheme: str) -> None:
    """Contrast of 4.5 or more, as WCAG 2.2 AA asks, of ink and quiet text on all grounds."""
    visit.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    _open(visit.page, file)
    colours = visit.page.evaluate(
        """() => Object.fromEntries(['ink', 'quiet', 'accent', 'warn', 'paper', 'card', 'stage', 'mark']
            .map((name) => [name, getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim()]))"""
    )

    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    pairs = [(text, ground) for text in ("ink", "quiet", "accent", "warn") for ground in ("paper", "card", "stage")]
    for text, ground in [*pairs, ("ink", "mark")]:
        low, high = sorted((luminance(colours[text]), luminance(colours[ground])))
        assert (high + 0.05) / (low + 0.05) >= 4.5, (text, ground)
    visit.assert_clean()


def test_light_and_dark(page: Page) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    page.get_by_role("button", name="Dark", exact=True).click()
    assert page.evaluate(ground) != light
    page.get_by_role("button", name="Light", exact=True).click()
    assert page.evaluate(ground) == light


def test_a_phone_shows_all_of_it(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_function("document.documentElement.scrollWidth <= 390")  # a busy machine lays it out later
    expect(page.locator("#filters")).to_be_hidden()
    page.get_by_role("button", name="Filters").click()
    expect(page.locator("#filters")).to_be_visible()
    _box(page, "person").uncheck()
    page.get_by_role("button", name="Close the filters").click()
    expect(_shown(page)).to_contain_text("6 of 8 entities")
    page.get_by_role("combobox").fill("Globex")
    page.keyboard.press("Enter")
    expect(_panel(page).get_by_role("heading", level=2)).to_be_in_viewport()
    box = _panel(page).bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_link_opens_an_entity(visit: Visit, file: Path) -> None:
    visit.page.goto(file.as_uri() + "#entity/norwich")
    expect(_panel(visit.page).get_by_role("heading", level=2)).to_have_text("Norwich")
    visit.assert_clean()


def test_an_entity_without_a_mention_is_said_to_be_named_by_its_adjective(visit: Visit, tmp_path: Path) -> None:
    graph, path = explorer_graph(), tmp_path / "graph.html"
    entities = [replace(e, n_mentions=0) if e.id == "norwich" else e for e in graph.entities.values()]
    path.write_bytes(explorer_page(graph.replace(entities=entities), ONTOLOGY))
    visit.page.goto(path.as_uri() + "#entity/norwich")
    expect(_panel(visit.page).locator(".facts")).to_contain_text("named by its adjective alone")
    expect(_panel(visit.page).locator(".facts")).not_to_contain_text("0 mentions")


def test_what_is_not_drawn_is_found_and_unfolded(visit: Visit, tmp_path: Path) -> None:
    entities = [Entity(id=f"e{i}", name=f"Person {i}", type="Person") for i in range(201)]
    claims = [Claim(id=f"c{i}", subject="e0", predicate="meets", object=f"e{i}") for i in range(1, 201)]
    file = tmp_path / "star.html"
    file.write_bytes(explorer_page(GraphRecords.of(entities=entities, claims=claims), ONTOLOGY, max_edges=20))
    page = visit.page
    _open(page, file)
    expect(_shown(page)).to_have_text("21 of 201 entities, 20 of 200 lines")
    expect(page.locator("#hint")).to_contain_text("The 21 best connected are drawn")
    page.get_by_role("combobox").fill("Person 99")
    page.get_by_role("option").first.click()
    expect(_panel(page).get_by_role("heading", level=2)).to_have_text("Person 99")
    expect(_shown(page)).to_have_text("22 of 201 entities, 21 of 200 lines")
    _panel(page).get_by_role("button", name="Person 0", exact=True).click()
    expect(_panel(page)).to_contain_text("Person 0 meets Person 99")
    _panel(page).get_by_role("button", name="Person 0", exact=True).click()
    page.get_by_role("button", name="Unfold 179 hidden lines").click()
    expect(_shown(page)).to_have_text("82 of 201 entities, 81 of 200 lines")
    visit.assert_clean()


def test_a_graph_without_places_arranges_itself(visit: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.serve.explorer.columns.places", lambda *_: [])
    file = tmp_path / "graph.html"
    file.write_bytes(explorer_page(explorer_graph(), ONTOLOGY))
    _open(visit.page, file)
    x, _ = _place(visit.page, "Norwich")
    _until(visit.page, f"Math.abs(explorer.placeOnScreen('norwich').x - {x}) > 1")
    visit.assert_clean()


def test_an_empty_graph_is_an_empty_page(visit: Visit, tmp_path: Path) -> None:
    file = tmp_path / "empty.html"
    file.write_bytes(explorer_page(GraphRecords(), ONTOLOGY))
    visit.page.goto(file.as_uri())
    expect(_shown(visit.page)).to_have_text("0 entities, 0 lines")
    visit.assert_clean()


def test_without_webgl_all_but_the_picture_works(visit: Visit, file: Path) -> None:
    visit.page.add_init_script(
        "const get = HTMLCanvasElement.prototype.getContext;"
        "HTMLCanvasElement.prototype.getContext = function (kind, ...rest)"
        " { return kind.includes('webgl') ? null : get.call(this, kind, ...rest); }"
    )
    visit.page.goto(file.as_uri())
    expect(visit.page.locator("#hint")).to_contain_text("WebGL is off")
    visit.page.get_by_role("combobox").fill("Norwich")
    visit.page.keyboard.press("Enter")
    expect(_panel(visit.page).get_by_role("heading", level=2)).to_have_text("Norwich")
    visit.assert_clean()
