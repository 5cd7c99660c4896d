"""What cleaning takes out, what it gives back, and what it must leave alone."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from kg.ingest import clean, read, restore
from kg.ingest.boilerplate import Boilerplate, patterns
from kg.ingest.characters import normalise
from kg.model import Document

SEEDS = Path(__file__).parents[2] / "seeds"
SHARED = Path(__file__).parents[2].parent / "shared"
STORY = "The minister met the mayor in Paris on Friday, the ministry said."


def cleaned(text: str, publisher: str | None = None) -> str:
    return clean(text, publisher=publisher)[0]


def reasons(text: str) -> list[str]:
    return [cut.reason for cut in clean(text)[1]]


@pytest.mark.parametrize("kind", patterns(), ids=lambda kind: f"{kind.kind}-{kind.reason.split(': ')[1]}")
def test_each_boilerplate_pattern_cuts_its_examples(kind: Boilerplate) -> None:
    assert kind.cut
    assert kind.keep
    for example in kind.cut:
        found = (
            kind.pattern.search(example) if kind.kind == "inline" else kind.pattern.fullmatch(example.split("\n")[0])
        )
        assert found, example


@pytest.mark.parametrize("example", [e for kind in patterns() for e in kind.cut], ids=lambda e: e[:40])
def test_boilerplate_goes_from_the_middle_of_an_article(example: str) -> None:
    final = cleaned(f"{STORY}\n\n{example}\n\nHe left on Sunday, the mayor said.")
    assert final.startswith(STORY)
    assert final.endswith("He left on Sunday, the mayor said.")
    assert example not in final


@pytest.mark.parametrize("example", [e.strip() for kind in patterns() for e in kind.keep], ids=lambda e: e[:40])
def test_counter_examples_of_boilerplate_stay(example: str) -> None:
    text = f"{STORY}\n\n{example}\n\nHe left on Sunday, the mayor said."
    assert cleaned(text) == text


def test_a_label_takes_the_headline_after_it_and_no_sentence() -> None:
    assert cleaned(f"{STORY}\n\nREAD MORE:\nTalks end without a deal\n\nHe left.") == f"{STORY}\n\nHe left."
    assert cleaned(f"{STORY}\n\nREAD MORE:\nHe left on Friday.") == f"{STORY}\n\nHe left on Friday."


@pytest.mark.parametrize(
    ("headline", "publisher", "kept"),
    [
        ("Talks end — Example World News", None, "Talks end"),
        ("Talks end | The Example Times", None, "Talks end"),
        ("Talks end - CBS News", "cbsnews.com", "Talks end"),
        ("Talks end - Quux", "quux.org", "Talks end"),
        ("Agency Willing to Cooperate - Space Chief", None, "Agency Willing to Cooperate - Space Chief"),
        ("Iran - Iraq", "example.org", "Iran - Iraq"),
        ("Good news - mayor", None, "Good news - mayor"),
    ],
)
def test_a_site_name_goes_from_the_headline(headline: str, publisher: str | None, kept: str) -> None:
    assert cleaned(f"{headline}\n\n{STORY}", publisher) == f"{kept}\n\n{STORY}"


def test_a_headline_given_twice_stands_once() -> None:
    assert cleaned(f"Talks end in Paris\n\nTalks end in Paris\n\n{STORY}") == f"Talks end in Paris\n\n{STORY}"
    assert cleaned(f"Talks end in Paris\n\nWorld\n\nTalks end in Paris\n\n{STORY}").count("Talks end") == 1


def test_cells_of_a_table_that_are_equal_stay() -> None:
    assert cleaned(f"{STORY}\n\n12\n12\n\n{STORY[:-5]} later.").count("12") == 2


@pytest.mark.parametrize(
    ("glued", "parts"),
    [
        ("Roe said.Doe left.", ["Roe said.", "Doe left."]),
        ('Roe told journalists."We all know," he said.', ["Roe told journalists.", '"We all know," he said.']),
        ('He said it was "ready."In reply she left.', ['He said it was "ready."', "In reply she left."]),
        ("Roe told them.“We know,” he said.", ["Roe told them.", "“We know,” he said."]),
        ("It was “ready.”In reply she left.", ["It was “ready.”", "In reply she left."]),
        ("It ended in 2018.The talks began.", ["It ended in 2018.", "The talks began."]),
        ("Is it over?Nobody knows.", ["Is it over?", "Nobody knows."]),
    ],
)
def test_a_lost_line_break_comes_back(glued: str, parts: list[str]) -> None:
    assert cleaned(glued).split("\n\n") == parts


@pytest.mark.parametrize(
    "text",
    [
        "Mr.Roe flew to St.Petersburg with Gen.Doe.",
        "The U.S.Navy and J.K.Rowling agreed.",
        "He sold Booking.Com and Node.Js to them.",
        "See www.Example.Com/News.Html for the list.",
        "Shares of Example <EXMP.O> and <SANM.MN> rose.",
        "Variants called Bagle.AT and Bagle.BB spread.",
        "He wrote to jane.Roe@example.org about it.",
        "Well...Maybe he will.",
    ],
)
def test_full_stops_inside_names_break_no_line(text: str) -> None:
    assert cleaned(text) == text


def test_a_heading_glued_between_two_sentences_gets_its_paragraph() -> None:
    text = (
        "The talks with acting agency head Jane Roe went well, he said."
        "Agency Confirms Readiness to Extend Deal Acting Agency Head Jane Roe confirmed her readiness to "
        "extend the deal."
    )
    assert cleaned(text).split("\n\n")[1:] == [
        "Agency Confirms Readiness to Extend Deal",
        "Acting Agency Head Jane Roe confirmed her readiness to extend the deal.",
    ]


def test_a_title_and_a_name_after_a_lost_break_are_no_heading() -> None:
    text = "Lavrovski left, he said.Russian Foreign Minister Sergei Lavrovski said the talks ended."
    assert cleaned(text).split("\n\n")[1] == "Russian Foreign Minister Sergei Lavrovski said the talks ended."


def test_capitals_before_the_first_sentence_are_a_heading() -> None:
    assert cleaned("NOT CONTENT WITH CHIPS Intel has made glasses.").startswith("NOT CONTENT WITH CHIPS\n\nIntel")
    kept = "BANK OF NEW ENGLAND Corp said it lost money."
    assert cleaned(kept) == kept


def test_two_words_of_the_text_in_one_are_split() -> None:
    text = "Roemer met Doering. Roemer likes Doering. Work With RoemerDoering made it clear."
    assert cleaned(text).endswith("Work With Roemer\n\nDoering made it clear.")


@pytest.mark.parametrize(
    "text",
    [
        "SpaceX, YouTube, McCain, LeBron, DeFilippo and iPhone users met.",
        "AirAsia said AirAsia planes fly in Asia by Air, and AirAsia grew.",
        "A PayPal user can Pay a Pal.",
    ],
)
def test_names_with_a_capital_inside_stay_whole(text: str) -> None:
    assert cleaned(text) == text


def test_hard_wrapped_paragraphs_are_joined() -> None:
    wrapped = (
        "Mounting trade friction between the United States and its old\n"
        "partners has raised fears among many of the exporting nations\n"
        "that the row could inflict damage, officials said.\n"
        "They told reporters that a move might boost the two-\n"
        "party system and lead to curbs.\n"
        "But some exporters said that they would gain from it."
    )
    assert cleaned(wrapped) == (
        "Mounting trade friction between the United States and its old partners has raised fears among many "
        "of the exporting nations that the row could inflict damage, officials said.\n"
        "They told reporters that a move might boost the two-party system and lead to curbs.\n"
        "But some exporters said that they would gain from it."
    )


def test_lists_of_short_lines_are_not_joined() -> None:
    results = "The results are:\nJane Roe, 120 votes\nJohn Doe, 90 votes\nRichard Miles, 20 votes"
    assert cleaned(results) == results


def test_a_date_before_the_text_gets_its_line() -> None:
    assert cleaned("Friday, July 21, 2017 The talks ended.") == "Friday, July 21, 2017\n\nThe talks ended."
    kept = "May 2017 was warm, and May 3, 2017 was hot."
    assert cleaned(kept) == kept


def test_unseen_characters_go_and_are_counted() -> None:
    text = "Sean\u00a0Duffy\u200b met Andre\u0301\r\n\ufeffof Mu\u00adnich &amp; Co, \ud800 said."
    final, cuts = clean(text)
    assert final == "Sean Duffy met Andr\u00e9\nof Munich & Co, \ufffd said."
    assert {cut.reason for cut in cuts} >= {"1 line ends", "3 invisible characters", "1 odd spaces", "1 entities"}
    assert all(cut.start == 0 and not cut.removed for cut in cuts)


def test_a_control_character_between_two_names_was_a_space() -> None:
    assert cleaned("Sean\x00Duffy said so to Mc\x07cain.") == "Sean Duffy said so to Mccain."


def test_long_runs_of_signs_go() -> None:
    assert cleaned("He said " + "(" * 30_000 + " so.") == "He said so."


def test_quotation_marks_stay_as_they_are() -> None:
    text = '“We don’t,” he said. "You don\'t," she said.'
    assert clean(text) == (text, ())


def test_cuts_say_what_stood_where() -> None:
    final, cuts = clean(f"RSS News Feed\n\n{STORY}\n\nSource link")
    assert final == STORY
    assert [(cut.start, cut.removed) for cut in cuts] == [(0, "RSS News Feed\n\n"), (len(STORY), "\n\nSource link")]


def test_a_text_of_boilerplate_alone_leaves_nothing() -> None:
    assert cleaned("Advertisement\n\nShare this article") == ""


def test_seeds_are_cut_where_their_publishers_stand() -> None:
    texts = {d.name: d for d in read([str(SEEDS)]) if isinstance(d, Document)}
    assert len(texts) == 5
    joined = "\n".join(d.text for d in texts.values())
    for boilerplate in ("RSS News Feed", "ReadNOW", "READ MORE", "Read also", "Source link", "(International) |"):
        assert boilerplate not in joined
    assert "Work With Roscosmos\n\nDuffy made it clear" in joined
    assert 'told Russian journalists.\n\n"We all' in joined
    assert "ISS Cross-Fight Deal\n\nActing NASA Administrator Sean Duffy confirmed" in joined
    assert "with inputs from Reuters" in joined
    for document in texts.values():
        raw = (SEEDS / document.name).read_text(encoding="utf-8")
        assert restore(document.text, document.cuts) == normalise(raw)[0]


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared corpus is not here")
def test_cleaning_takes_little_from_real_news() -> None:
    with gzip.open(SHARED / "bench" / "corpus_news.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for number, line in enumerate(lines) if number % 60 == 0]
    before = after = 0
    for row in (row for row in rows if row["source"] != "casie"):
        final, cuts = clean(row["text"])
        assert restore(final, cuts) == normalise(row["text"])[0]
        before += len(normalise(row["text"])[0])
        after += len(final)
    assert after > 0.99 * before
