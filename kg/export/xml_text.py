"""Text in XML: escapes, and the characters that XML 1.0 forbids."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from kg.errors import FormatError

if TYPE_CHECKING:
    from lxml.etree import _Element

#: XML declaration and the comment by which `write_file` knows a file that it may overwrite.
XML_HEADER = '<?xml version="1.0" encoding="UTF-8"?>\n<!-- newskg: written by kg; the next build writes it anew. -->\n'

# Source: XML 1.0, production [2] Char.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
_SPECIAL = re.compile('[&<>"\t\n\r]')


def legal(text: str) -> str:
    r"""Return the text with U+FFFD for each character that XML cannot carry.

    >>> legal("a\x00b\ud800") == "a\ufffdb\ufffd"
    True
    """
    return _FORBIDDEN.sub("\ufffd", text)


def escaped(text: str) -> str:
    """Return the text for an attribute's value or an element's content; line breaks survive in both.

    >>> escaped('AT&T "<b>"')
    'AT&amp;T &quot;&lt;b&gt;&quot;'
    """
    # What is printable holds none of the forbidden characters and no line break; most texts hold no markup either.
    # Looking for each is several times as fast as one substitution by a pattern.
    if not text.isprintable():
        return _SPECIAL.sub(lambda match: _ESCAPES[match[0]], legal(text))
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    if '"' in text:
        text = text.replace('"', "&quot;")
    return text


def elements(stream: BinaryIO, root: str) -> Iterator[tuple[str, _Element]]:
    """Yield (local name, element) as each element ends; FormatError where it is no XML or has another root.

    Entities and the net stay off: a file may come from a stranger.
    """
    from lxml import etree

    try:
        first = True
        for event, element in etree.iterparse(
            stream, events=("start", "end"), resolve_entities=False, no_network=True, remove_comments=True
        ):
            name = etree.QName(element).localname
            if first and name != root:
                raise FormatError(f"the file's root is <{name}>, not <{root}>", remedy="name its format with -f")
            first = False
            if event == "end":
                yield name, element
    except etree.XMLSyntaxError as error:
        raise FormatError(f"the file is not {root.upper()}", cause=str(error)) from error
