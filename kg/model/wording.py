"""How records are worded wherever people read them: what an article is called, and what a post is called."""

from __future__ import annotations

from collections.abc import Iterable

from kg.model.records import Document

#: A headline that is taken from the text is cut to this many characters, at a word.
_HEADLINE = 90


def headline(document: Document) -> str:
    """Return what an article is called: its title; without one the first line of its text, else its name.

    A line that ends in a colon, such as "Washington - Reuters:", only says where the text comes from.

    >>> from kg.model import Source
    >>> headline(Document(id="d", name="a.txt", text="Space chiefs meet\\n\\nThey did.", source=Source(uri="a.txt")))
    'Space chiefs meet'
    """
    if document.source.title:
        return document.source.title
    lines = (" ".join(line.split()) for line in document.text.splitlines())
    first = next((line for line in lines if line and not line.endswith(":")), "")
    if len(first) > _HEADLINE:
        first = (first[:_HEADLINE].rpartition(" ")[0] or first[:_HEADLINE]) + " …"
    return first or document.name


def posts(titles: Iterable[str]) -> list[str]:
    """Return the names of a post, sorted, each in one spelling: capitals differ from article to article.

    >>> posts({"CEO", "ceo", "founder", "Founder", "acting chief"})
    ['acting chief', 'CEO', 'Founder']
    """
    # Capitals sort before small letters, so that the last one to be kept is the one with most of them in front.
    one = {title.casefold(): title for title in sorted(titles, reverse=True)}
    return [one[key] for key in sorted(one)]
