"""Which documents come out of which inputs, under which names, and why the others do not."""

from __future__ import annotations

import gzip
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kg.errors import FormatError, InputError
from kg.ingest import Reader, read, read_text, restore
from kg.ingest.dates import iso_date
from kg.ingest.readers import BUILT_IN, EXTENSIONS, format_of_bytes, reader
from kg.ingest.readers.html import tag_depth
from kg.model import Document, Rejected

FIXTURES = Path(__file__).parents[1] / "fixtures" / "ingest"
STORY = "The minister met the mayor in Paris on Friday, the ministry said."


def documents(*inputs: Path | str, **options: Any) -> list[Document]:
    return [d for d in read([str(i) for i in inputs], **options) if isinstance(d, Document)]


def rejections(*inputs: Path | str, **options: Any) -> list[tuple[str, str]]:
    return [(r.item, r.reason) for r in read([str(i) for i in inputs], **options) if isinstance(r, Rejected)]


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_a_folder_gives_its_files_by_relative_name_sorted(tmp_path: Path) -> None:
    for name in ("b.txt", "a/c.txt", "a.json", ".hidden.txt", "notes.md", "photo.png"):
        write(tmp_path / name, f'{{"text": "{STORY} {name}"}}' if name.endswith("json") else f"{STORY} {name}")
    assert [d.name for d in documents(tmp_path)] == ["a.json", "a/c.txt", "b.txt"]
    assert [d.name for d in documents(tmp_path, recursive=False)] == ["a.json", "b.txt"]
    assert [d.name for d in documents(f"{tmp_path}/*.txt")] == ["b.txt"]
    assert [d.name for d in documents(f"{tmp_path}/**/*.txt")] == ["a/c.txt", "b.txt"]
    assert [d.name for d in documents(tmp_path / "a" / "c.txt")] == ["c.txt"]


def test_the_order_of_inputs_does_not_matter(tmp_path: Path) -> None:
    one, two = write(tmp_path / "x" / "a.txt", STORY), write(tmp_path / "y" / "a.txt", STORY + " Again.")
    assert documents(one, two) == documents(two, one, one)
    assert [d.name for d in documents(one, two)] == ["a.txt", "a.txt~2"]
    assert [d.source.uri for d in documents(one, two)] == ["a.txt", "a.txt~2"]


def test_the_same_article_given_twice_is_read_once(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", STORY)
    assert len(documents(tmp_path, path, f"{tmp_path}/*.txt")) == 1


def test_no_absolute_path_reaches_a_record(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", STORY)
    found = list(read([str(path), str(tmp_path / "absent.txt")]))
    assert str(tmp_path) not in repr(found)


def test_a_bad_file_loses_nothing_else(tmp_path: Path) -> None:
    write(tmp_path / "good.txt", STORY)
    write(tmp_path / "empty.txt", "  \n")
    write(tmp_path / "binary.txt", bytes(range(256)) * 20)
    write(tmp_path / "image.txt", b"\x89PNG\r\n\x1a\n" + STORY.encode())
    write(tmp_path / "broken.json", '{\n"text": "a",\n"title": }')
    write(tmp_path / "deep.json", "[" * 100_000)
    write(tmp_path / "fields.json", '{"titel": "x"}')
    write(tmp_path / "number.json", "12")
    write(tmp_path / "cut.txt.gz", gzip.compress(STORY.encode() * 99)[:40])
    write(tmp_path / "deep.html", "<div>" * 300 + STORY + "</div>" * 300)
    write(tmp_path / "lines.jsonl", f'{{"text": "{STORY} Two."}}\n{{"text": \n\n{{"title": "x"}}\n')
    found = dict(rejections(tmp_path, tmp_path / "absent.txt"))
    assert [d.name for d in documents(tmp_path)] == ["good.txt", "lines.jsonl#1"]
    assert found == {
        "absent.txt": "missing: no such file or folder",
        "binary.txt": "not text: binary data",
        "broken.json": "broken JSON at line 3: Expecting value",
        "cut.txt.gz": found["cut.txt.gz"],
        "deep.html": "HTML nested 300 tags deep: text below 256 would be lost in silence",
        "deep.json": "broken JSON: nested too deeply",
        "empty.txt": "empty",
        "fields.json": "no text field: none of text, maintext, articleBody, body, content holds text",
        "image.txt": "not text: a PNG image",
        "lines.jsonl#2": "broken JSON at line 2, column 10: Expecting value",
        "lines.jsonl#4": "no text field: none of text, maintext, articleBody, body, content holds text",
        "number.json": "no text field: the record is a JSON number",
    }
    assert found["cut.txt.gz"].startswith("cannot be read: broken gzip")
    assert all(reason and "\n" not in reason for reason in found.values())


def test_nothing_to_read_is_an_error_at_once(tmp_path: Path) -> None:
    for inputs in ([], [str(tmp_path)], [str(tmp_path / "absent")], [f"{tmp_path}/*.txt"], ["https://example.org/a"]):
        with pytest.raises(InputError) as caught:
            read(inputs)
        assert caught.value.cause
        assert caught.value.remedy


def test_an_unknown_format_names_the_nearest(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", STORY)
    with pytest.raises(FormatError, match="did you mean 'jsonl'"):
        read([str(tmp_path)], format="jsnl")


def test_the_format_option_wins_over_the_extension(tmp_path: Path) -> None:
    path = write(tmp_path / "a.dat", json.dumps({"text": STORY}))
    assert documents(path, format="json")[0].text == STORY
    assert documents(path)[0].text == STORY
    assert documents(path, format="txt")[0].text != STORY


def test_fields_of_crawlers_become_the_source(tmp_path: Path) -> None:
    record = {
        "title": "Talks end without a deal",
        "maintext": STORY,
        "date_publish": "2017-12-30T08:58:16",
        "source_domain": "www.example.org",
        "url": "https://www.example.org/talks",
        "authors": ["Jane Roe", " John  Doe "],
        "description": "ignored",
        "language": "en",
        "image_url": 12,
    }
    (document,) = documents(write(tmp_path / "a.json", json.dumps(record)))
    source = document.source
    assert document.name == "a.json"
    assert document.text == f"Talks end without a deal\n\n{STORY}"
    assert (source.uri, source.publisher) == ("https://www.example.org/talks", "example.org")
    assert (source.title, source.published_at) == ("Talks end without a deal", "2017-12-30")
    assert source.authors == ("Jane Roe", "John Doe")


def test_a_date_that_is_not_understood_is_noted() -> None:
    document = read_text("Ana left. Ben stayed.", name="a.txt", published_at="2004-2005")
    assert document.source.published_at is None
    assert any("'2004-2005'" in cut.reason for cut in document.cuts)
    assert not read_text("Ana left. Ben stayed.", name="a.txt", published_at="2004").cuts


def test_rows_are_named_by_id_then_address_then_line(tmp_path: Path) -> None:
    rows = [{"id": "r1"}, {"url": "https://example.org/2"}, {}, {"id": "r1"}, {"id": 7}]
    lines = "\n".join(json.dumps({"text": f"{STORY} Number {n}.", **row}) for n, row in enumerate(rows))
    names = ["r1", "https://example.org/2", "a.jsonl#3", "r1~2", "7"]
    assert [d.name for d in documents(write(tmp_path / "a.jsonl", lines))] == names
    packed = write(tmp_path / "b.jsonl.gz", gzip.compress(lines.encode()))
    assert [d.name for d in documents(packed)] == [n.replace("a.jsonl", "b.jsonl.gz") for n in names]
    listed = write(tmp_path / "c.json", "[" + lines.replace("\n", ",") + "]")
    assert [d.name for d in documents(listed)] == [n.replace("a.jsonl", "c.json") for n in names]


def test_json_lines_in_a_json_file_are_read(tmp_path: Path) -> None:
    path = write(tmp_path / "a.json", f'{{"text": "{STORY} One."}}\n{{"text": "{STORY} Two."}}\n')
    assert [d.name for d in documents(path)] == ["a.json#1", "a.json#2"]


@pytest.mark.parametrize(
    ("text", "title", "expected"),
    [
        (STORY, "Talks end today", f"Talks end today\n\n{STORY}"),
        (f"Talks End Today\n{STORY}", "Talks end today!", f"Talks End Today\n{STORY}"),
        (f"Talks ended today\n{STORY}", "Talks end today", f"Talks ended today\n{STORY}"),
        (f"Talks end in Paris today {STORY}", "Talks end in Paris today", f"Talks end in Paris today\n\n{STORY}"),
        (STORY, "Obituary", STORY),
        (STORY, None, STORY),
        (f"Talks end today\n{STORY}", "Talks end today - Example News", f"Talks end today\n{STORY}"),
    ],
)
def test_the_title_is_the_first_paragraph_once(text: str, title: str | None, expected: str) -> None:
    document = read_text(text, name="a", title=title)
    assert document.text.replace("\n\n", "\n") == expected.replace("\n\n", "\n")


def test_a_date_line_gives_the_date_where_no_field_does() -> None:
    assert read_text(f"Friday, July 21, 2017\n\n{STORY}", name="a").source.published_at == "2017-07-21"
    assert read_text(f"July 21, 2017\n{STORY}", name="a", published_at="2016").source.published_at == "2016"
    assert read_text(STORY, name="a").source.published_at is None


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2017-12-30T08:58:16", "2017-12-30"),
        ("2016-11-13 21:09:21", "2016-11-13"),
        ("2016-11-13T21:09:21+02:00", "2016-11-13"),
        ("2016-11-13T21:09:21Z", "2016-11-13"),
        ("December 20, 2007", "2007-12-20"),
        ("Thursday, 20 December 2007", "2007-12-20"),
        ("Tue, 05 Jul 2016 10:00:00 GMT", "2016-07-05"),
        ("Sept. 5, 2011", "2011-09-05"),
        ("20101108", "2010-11-08"),
        ("May 2016", "2016-05"),
        ("2025-07", "2025-07"),
        ("2025", "2025"),
        (1987, "1987"),
        (1514624296, "2017-12-30"),
        ("2004-2005", None),
        ("03/04/2017", None),
        ("31 February 2015", None),
        ("soon", None),
        ("", None),
        (None, None),
        (True, None),
        (float("nan"), None),
        (1514624296.5, "2017-12-30"),
    ],
)
def test_dates_keep_the_precision_they_are_written_with(written: object, iso: str | None) -> None:
    assert iso_date(written) == iso


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_encodings_are_found(encoding: str, tmp_path: Path) -> None:
    text = f"{STORY} “We don’t,” said Müller of São Paulo – twice. " * 5
    path = write(tmp_path / "a.txt", text.strip().encode(encoding))
    assert documents(path)[0].text == text.strip()


def test_a_few_broken_bytes_do_not_spoil_the_quotation_marks(tmp_path: Path) -> None:
    raw = (f"{STORY} “We don’t.” " * 30).encode() + b"caf\xe9 closed."
    (document,) = documents(write(tmp_path / "a.txt", raw))
    assert "“We don’t.”" in document.text
    assert "1 broken bytes of UTF-8 replaced" in [cut.reason for cut in document.cuts]


def test_a_saved_page_gives_its_article() -> None:
    (document,) = documents(FIXTURES / "page.html")
    assert document.source.title == "Ministers end talks in Geneva without a deal"
    assert document.source.published_at == "2017-07-21"
    assert document.source.uri == "https://www.example.org/world/talks-end"
    assert document.text.startswith("Ministers end talks in Geneva without a deal\n")
    assert "Jane Roe told reporters" in document.text
    for outside in ("Privacy policy", "Most read", "Sign up", "cookies"):
        assert outside not in document.text


def test_tags_left_open_on_purpose_are_not_nested() -> None:
    assert tag_depth("<ul>" + "<li>one" * 1000 + "</ul>" + "<p>x" * 1000 + "<br>" * 1000) == 1


def test_long_articles_are_split_between_paragraphs(tmp_path: Path) -> None:
    text = "\n\n".join(f"{STORY} Number {n}." for n in range(40)) + "\n\nSource link"
    path = write(tmp_path / "a.txt", text)
    (whole,) = documents(path)
    parts = documents(path, max_chars=500)
    assert [d.name for d in parts] == [f"a.txt#{n}" for n in range(1, len(parts) + 1)]
    assert [d.source.uri for d in parts] == [d.name for d in parts]
    assert all(len(d.text) <= 500 and d.text.endswith(".") for d in parts)
    assert "\n\n".join(d.text for d in parts) == whole.text
    assert len({d.id for d in parts}) == len(parts)
    assert restore(parts[-1].text, parts[-1].cuts).endswith("Source link")


def test_a_text_without_paragraphs_is_split_anyway(tmp_path: Path) -> None:
    parts = documents(write(tmp_path / "a.txt", "word" * 500), max_chars=300)
    assert "".join(d.text for d in parts) == "word" * 500


def test_stdin_is_read_by_its_look(monkeypatch: pytest.MonkeyPatch) -> None:
    def given(raw: bytes) -> list[Document]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
        return documents("-")

    assert [d.name for d in given(STORY.encode())] == ["stdin"]
    assert given(json.dumps({"text": STORY}).encode())[0].text == STORY
    assert [d.name for d in given(b'{"text": "One a."}\n{"text": "Two b."}')] == ["stdin#1", "stdin#2"]
    assert given(gzip.compress(STORY.encode()))[0].text == STORY


def test_an_empty_text_is_an_input_error() -> None:
    for text in ("", " \n", "Advertisement", "12 : 3"):
        with pytest.raises(InputError):
            read_text(text, name="a")


def test_every_reader_keeps_the_protocol() -> None:
    assert format_of_bytes(b"Plain [text] <here>") == "txt"
    for name in BUILT_IN:
        made = reader(name)
        assert isinstance(made, Reader)
        assert made.name == name
        assert all(EXTENSIONS[extension] == name for extension in made.extensions)
        assert sorted(made.extensions) == sorted(e for e, n in EXTENSIONS.items() if n == name)
        for raw in (b"", b"\x00\x01", b"{", b"\xff\xfe", STORY.encode()):
            assert list(made.read(raw, "a")) is not None


def test_heavy_libraries_load_only_for_their_format(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", STORY)
    code = (
        "import sys, kg.ingest; list(kg.ingest.read([sys.argv[1]]));"
        "print([m for m in ('trafilatura', 'lxml', 'charset_normalizer', 'spacy', 'rdflib') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)],
        capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("fields", "publisher"),
    [
        ({"url": "https://www.example.org/talks"}, "example.org"),
        ({"url": "https://m.example.org/talks", "publisher": " "}, "example.org"),
        ({"web_url": "https://amp.example.org/talks"}, "example.org"),
        ({"url": "https://other.net/a", "source": "https://www.example.org/rss"}, "example.org"),
        ({"url": "https://other.net/a", "publisher": {"url": "https://www.example.org"}}, "example.org"),
        ({"url": "https://example.org/talks", "publisher": {"name": "The Example"}}, "The Example"),
        ({"url": "talks.html"}, None),
    ],
)
def test_the_publisher_is_the_site_of_the_address_where_no_name_is_given(
    tmp_path: Path, fields: dict[str, Any], publisher: str | None
) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"text": STORY, **fields}))
    (document,) = documents(path)
    assert document.source.publisher == publisher


def test_a_text_that_is_given_with_its_address_has_the_site_as_publisher() -> None:
    assert read_text(STORY, name="a", url="https://www.example.org/a").source.publisher == "example.org"
