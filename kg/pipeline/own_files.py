"""The files that kg writes itself: how they begin, so that none is read as an article."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kg.ingest.readers import format_of_name
from kg.pipeline.judgements import FILE_NAME as JUDGEMENTS
from kg.pipeline.readings_file import BEGINNING
from kg.pipeline.readings_file import FILE_NAME as READINGS

SUMMARY = "summary.md"
MANIFEST = "manifest.json"
#: How each file of a build begins that no exporter writes; another file of the same name is not ours to replace.
BEGINNINGS = {
    SUMMARY: ("# What the articles say",),
    MANIFEST: ('{\n  "newskg"',),
    JUDGEMENTS: ('{"left": ',),
    READINGS: (BEGINNING,),
}
#: What the head of each page of ours holds: those of stories and figures, and the explorer.
_PAGES = (b'<meta name="generator" content="newskg">', b'data-newskg="')
#: What else stands in the first line of a file whose beginning somebody else's may have.
_BESIDE = {b'{"left": ': b'"verdict": ', b'{"@context": "https://schema.org", "@id": "': b"/newskg/"}
_HEAD_BYTES = 4096


def is_own(path: Path) -> bool:
    """Say whether kg wrote a file, as far as its first bytes show; False for one that cannot be read.

    Of what kg writes, only JSON, JSON lines and pages could be taken for articles: other files are not opened.
    """
    kind = format_of_name(path.name)
    if kind not in ("json", "jsonl", "html"):
        return False
    try:
        with path.open("rb") as stream:
            head = stream.read(_HEAD_BYTES)
    except OSError:
        return False
    if kind == "html":
        return any(mark in head[:500] for mark in _PAGES)
    return any(head.startswith(start) and _BESIDE.get(start, b"") in head for start in _beginnings())


def passed_over(inputs: Sequence[str]) -> tuple[str, ...]:
    """Return the files in folders and patterns that a build passes over, as `is_own` has it, by name.

    Raises:
        InputError: there is nothing at all to read.
    """
    from kg.ingest.inputs import find_inputs

    files, _ = find_inputs(inputs)
    given = {Path(name).resolve() for name in inputs}
    paths = (Path(file.path) for file in files if file.path is not None)
    return tuple(sorted(str(path) for path in paths if path.resolve() not in given and is_own(path)))


def _beginnings() -> tuple[bytes, ...]:
    from kg.export import exporters

    own = [text.encode() for texts in BEGINNINGS.values() for text in texts]
    return (*own, *(exporter.signature for exporter in exporters().values()))
