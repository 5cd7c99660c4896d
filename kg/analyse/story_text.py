"""A story as Markdown and as a page of HTML, each statement with footnotes that lead to its sentences."""

from __future__ import annotations

from collections.abc import Iterator

from kg.analyse.html_page import escaped, html_page, isolated
from kg.analyse.story import Footnote, Section, Statement, Story
from kg.analyse.summary import escape
from kg.analyse.wording import in_words

_STYLE = """\
main.text ul { padding-left: 1.1rem; margin: .25rem 0; }
main.text li { margin: .3rem 0; overflow-wrap: anywhere; }
b { font-weight: 600; }
sup { line-height: 0; font-size: .72em; margin-left: .1em; }
sup a { text-decoration: none; padding: .35em .15em; }
p.more { color: var(--soft); margin: .25rem 0 0; }
ol.notes { padding-left: 1.9rem; font-size: .92rem; }
ol.notes blockquote { margin: 0; }
ol.notes li { scroll-margin-top: 1rem; }
ol.notes li:target { background: var(--mark); }
ol.notes span { color: var(--soft); }
"""


def story_markdown(story: Story) -> str:
    """Return a story as Markdown with footnotes; names and quotes are escaped, so they cannot change the page."""
    lines = [f"# {escape(story.title)}", "", escape(story.about)]
    for section in story.sections:
        lines += ["", f"{'#' * section.level} {escape(section.heading)}", ""]
        lines += [escape(section.about), ""] if section.about else []
        lines += [f"- {_marked(statement)}" for statement in section.statements]
        lines += [f"- and {section.n_more:,} more"] if section.n_more else []
    if story.footnotes:
        lines.append("")
    for note in story.footnotes:
        place = f"<{note.url}>" if note.url else ""
        words = [escape(word) for word in _source(note)]
        lines.append(f"[^{note.number}]: “{escape(note.quote)}” ({', '.join([*words, *([place] if place else [])])})")
    return "\n".join(lines) + "\n"


def _marked(statement: Statement) -> str:
    """Return a statement with its names in bold and the marks of its footnotes."""
    words = []
    for fragment in statement.fragments:
        # Markdown takes white space off the ends of a text, which here stands between two fragments.
        lead, tail = (" " if text != text.strip() else "" for text in (fragment.text[:1], fragment.text[-1:]))
        text = escape(fragment.text)
        words.append(f"**{text}**" if fragment.entity_id is not None and text else f"{lead}{text}{tail}")
    return "".join(words) + "".join(f"[^{number}]" for number in statement.notes)


def _source(note: Footnote) -> Iterator[str]:
    yield note.article
    if note.publisher:
        yield note.publisher
    if note.published_at:
        yield in_words(note.published_at)
    if note.speaker:
        yield f"quoting {note.speaker}"
    if note.said_then:
        yield f"then {note.said_then}"


def story_html(story: Story) -> str:
    """Return a story as a self-contained page of HTML."""
    parts = [f"<h1>{isolated(story.title)}</h1>\n", f'<p class="about">{escaped(story.about)}</p>\n']
    for section in story.sections:
        parts += _section(section)
    if story.footnotes:
        parts += ["<h2>Sources</h2>\n", '<ol class="notes">\n', *map(_note, story.footnotes), "</ol>\n"]
    return html_page(story.title, "".join(parts), style=_STYLE, text=True)


def _section(section: Section) -> Iterator[str]:
    yield f"<h{section.level}>{isolated(section.heading)}</h{section.level}>\n"
    if section.about:
        yield f'<p class="about">{escaped(section.about)}</p>\n'
    yield "<ul>\n"
    for statement in section.statements:
        words = "".join(
            escaped(fragment.text) if fragment.entity_id is None else f"<b>{isolated(fragment.text)}</b>"
            for fragment in statement.fragments
        )
        marks = "".join(
            f'<sup><a href="#note-{number}" aria-label="Source {number}">{number}</a></sup>'
            for number in statement.notes
        )
        yield f"<li>{words}{marks}</li>\n"
    yield "</ul>\n"
    if section.n_more:
        yield f'<p class="more">and {section.n_more:,} more</p>\n'


def _note(note: Footnote) -> str:
    words = [isolated(word) for word in _source(note)]
    if note.url:
        words[0] = f'<a href="{escaped(note.url)}" rel="noreferrer">{words[0]}</a>'
    return (
        f'<li id="note-{note.number}"><blockquote>“{isolated(note.quote)}”</blockquote>'
        f"<span>{', '.join(words)}</span></li>\n"
    )
