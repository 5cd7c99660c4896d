"""Commands that print a page: Markdown, HTML or JSON, on standard output or into a file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import one_format
from kg.cli.output import emit, emit_json, remark
from kg.errors import FormatError

if TYPE_CHECKING:
    from kg.analyse.story import Story


#: What a page is printed as; the first is what people read.
PAGE_FORMATS = ("md", "html", "json")
FormatOption = Annotated[
    str | None,
    typer.Option(
        "-f", "--format", help="What to print or write.", show_default="md, or by -o's name", metavar="md|html|json"
    ),
]
PageFileOption = Annotated[
    Path | None, typer.Option("-o", "--output", help="Write to this .html or .md file.", metavar="FILE")
]
ForceOption = Annotated[bool, typer.Option("--force", help="Overwrite a file that kg did not write.")]


def page_format(format: str | None, *, json: bool, output: Path | None, choices: Sequence[str] = PAGE_FORMATS) -> str:
    """Return the format that was asked for: by its name, by --json, or by the file's name; else "md".

    Raises:
        FormatError: the file's name says another format, or the formats are two, or it is none of the choices.
    """
    by_name = output.suffix.lstrip(".") if output is not None else None
    asked = {name for name in (one_format(format, json=json, choices=choices), by_name) if name is not None}
    if len(asked) > 1:
        raise FormatError("two output formats", cause=" and ".join(sorted(asked)), remedy="name one")
    return asked.pop() if asked else choices[0]


def emit_page(text: str, output: Path | None, *, force: bool) -> None:
    """Print a page, or write it to the file."""
    from kg.pipeline.page_file import write_page

    if output is None:
        emit(text)
    else:
        remark(f"wrote {write_page(text, output, force=force)}")


def emit_story(story: Story, format: str, output: Path | None, *, force: bool) -> None:
    """Print a story in a format, or write it to the file."""
    from kg.analyse.story_text import story_html, story_markdown

    if format == "json" and output is None:
        emit_json(story.as_dict())
    else:
        emit_page(story_html(story) if format == "html" else story_markdown(story), output, force=force)
