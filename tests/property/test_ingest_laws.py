"""Laws of ingest: cleaning settles, can be undone, and no bytes raise."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.ingest import clean, read, restore
from kg.ingest.characters import normalise
from kg.ingest.edits import Edit, apply, compose, cuts_of, disjoint
from kg.model import Document, Rejected

#: Pieces that the rules look for, so that random texts meet them.
PIECES = st.sampled_from(
    [
        "READ MORE:",
        "RSS News Feed",
        "Advertisement",
        "Talks end without a deal",
        "Talks end without a deal - Example News",
        "Friday, July 21, 2017",
        "the minister said.",
        'the minister said."We',
        "said.He went",
        "said.Talks End Without Deal Acting Minister Jane Roe said talks",
        "Work With RoeDoe",
        "Roe and Doe met Roe and Doe.",
        "(Photo: Jane Roe)",
        "All rights reserved.",
        "<b>",
        "&amp;",
        "amp;",
        "&lt;",
        "\n",
        "\n\n",
        " ",
        "\u200b",
        "\u00a0",
        "e\u0301",
        "\ud800",
        "\x00",
        "a line that was wrapped at a fixed width by the agency that\n",
    ]
)
TEXTS = st.one_of(
    st.text(max_size=300),
    st.text(alphabet=st.characters(), max_size=200),
    st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=25).map("".join),
    st.lists(PIECES, max_size=25).map(" ".join),
    st.lists(PIECES, max_size=25).map("\n".join),
)


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_cleaning_again_changes_nothing(text: str) -> None:
    final, _ = clean(text)
    assert clean(final)[0] == final
    assert not [cut for cut in clean(final)[1] if cut.removed or cut.inserted]


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_the_cuts_give_back_the_normalised_text(text: str) -> None:
    final, cuts = clean(text)
    assert restore(final, cuts) == normalise(text)[0]


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_normalised_characters_stay_and_can_be_written(text: str) -> None:
    plain, _ = normalise(text)
    assert normalise(plain) == (plain, ())
    assert plain.encode("utf-8").decode("utf-8") == plain


@given(st.text(max_size=30), st.data())
def test_two_steps_of_edits_compose(text: str, data: st.DataObject) -> None:
    def edits(length: int, reason: str) -> list[Edit]:
        spans = data.draw(
            st.lists(st.tuples(st.integers(0, length), st.integers(0, 4), st.text("xy", max_size=2)), max_size=4)
        )
        return disjoint(
            Edit(start=start, end=min(start + size, length), inserted=inserted, reason=reason)
            for start, size, inserted in spans
        )

    first = edits(len(text), "first")
    middle = apply(text, first)
    second = edits(len(middle), "second")
    both = compose(first, second)
    final = apply(text, both)
    assert final == apply(middle, second)
    assert restore(final, cuts_of(text, both)) == text


def outcome(path: Path) -> list[Document | Rejected]:
    found = list(read([str(path)]))
    assert found
    assert all(isinstance(entry, Document | Rejected) for entry in found)
    return found


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    raw=st.one_of(
        st.binary(max_size=400),
        TEXTS.map(lambda t: t.encode("utf-8", "surrogatepass")),
        TEXTS.map(lambda t: t.encode("utf-16", "surrogatepass")),
        TEXTS.map(lambda t: json.dumps({"text": t, "title": t[:40], "date": t[:12]}).encode()),
        TEXTS.map(
            lambda t: f"<html><head><title>{t[:30]}</title></head><body><p>{t}</p></body>".encode("utf-8", "replace")
        ),
        st.binary(max_size=100).map(gzip.compress),
        st.recursive(
            st.none() | st.booleans() | st.floats() | st.text(max_size=5),
            lambda c: (
                st.lists(c, max_size=3)
                | st.dictionaries(
                    st.sampled_from(["text", "title", "authors", "date", "publisher", "url", "id"]), c, max_size=4
                )
            ),
        ).map(lambda v: json.dumps(v).encode()),
    ),
    ending=st.sampled_from(["txt", "json", "jsonl", "txt.gz", "bin"]),
)
def test_any_bytes_give_documents_or_rejections(raw: bytes, ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"a.{ending}"
    path.write_bytes(raw)
    for entry in outcome(path):
        if isinstance(entry, Rejected):
            assert entry.stage == "ingest"
            assert entry.reason
            assert "\n" not in entry.reason
        else:
            assert entry.text.strip()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    raw=st.one_of(
        st.lists(
            st.sampled_from(
                [
                    "<p>",
                    "</p>",
                    "<div>",
                    "<article>",
                    "<h1>",
                    "The talks ended on Friday. ",
                    "<br>",
                    "<!--",
                    "]]>",
                    "&#0;",
                    "<a href='http://[x'>",
                ]
            ),
            max_size=30,
        ).map(lambda p: "".join(p).encode()),
        st.binary(max_size=200),
    )
)
def test_any_page_gives_documents_or_rejections(raw: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(raw)
    outcome(path)
