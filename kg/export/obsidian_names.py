"""File names, links and text of Markdown notes: names become file names, and whatever they hold stays text."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable

from kg.export.stream import scalar_text

#: What Obsidian refuses in a note's name or reads as part of a link, and what file systems refuse.
_UNSAFE = re.compile(r'[*"\\/<>:|?#^`\[\]\x00-\x1f\x7f-\x9f]')
#: Windows takes these for devices, with any ending.
_DEVICES = re.compile(r"(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?")
#: Most file systems allow 255 bytes; the ending, a number and a temporary name need some.
_MAX_BYTES = 160
# What means something in Obsidian's Markdown: emphasis, code, links, tags, HTML, tables, highlights, math, block ids;
# comments (%%), references, bare addresses, and at the start of a line a list, a rule or a heading.
_MARKDOWN = re.compile(r"[\\`*_{}\[\]<>#|~=$^]|%(?=%)|(?<=%)%|&(?=#?\w+;)|:(?=//)|^[-+](?=[-+\s]|$)")
_NUMBERED = re.compile(r"^(\d+)([.)])(?=\s|$)")
#: Look-alikes of what ends a link's text or means something in it.
_SHOWN = str.maketrans("[]<>|`$#%=*_~\\^", "()‹›¦'＄♯٪꞊∗ˍ∼⧵ˆ")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


def note_name(name: str) -> str:
    """Return a name as a note may be called: without what links, Obsidian or a file system would misread.

    >>> note_name('AC/DC: "live" [1991]'), note_name("CON"), note_name("...")
    ('AC-DC- -live- -1991-', 'CON_', 'unnamed')
    """
    text = unicodedata.normalize("NFC", scalar_text(name))
    text = "".join(" " if unicodedata.category(c) in ("Zl", "Zp") else c for c in text)
    text = "".join(c for c in _UNSAFE.sub("-", text) if unicodedata.category(c) not in ("Cf", "Cn", "Co"))
    text = " ".join(text.split()).strip(". ").lstrip(".")
    while len(text.encode()) > _MAX_BYTES:
        text = text[:-1].rstrip(". ")
    if _DEVICES.fullmatch(text):
        return text + "_"
    return text if text.strip("-_ ") else "unnamed"


class NoteNames:
    """Gives each record a note name that no other one has, in whatever case: a folder may not tell case apart."""

    __slots__ = ("_taken",)

    def __init__(self, reserved: Iterable[str] = ()) -> None:
        self._taken = {_folded(name) for name in reserved}

    def take(self, name: str, id: str) -> str:
        """Return a free note name for a record; the second of a name gets its id in brackets.

        >>> names = NoteNames()
        >>> names.take("Mercury", "mercury"), names.take("MERCURY", "mercury-2")
        ('Mercury', 'MERCURY (mercury-2)')
        """
        wanted = plain = note_name(name)
        number = 1
        while _folded(wanted) in self._taken:
            wanted = note_name(f"{plain[:100]} ({note_name(id)[:40]})" + (f" {number}" if number > 1 else ""))
            number += 1
        self._taken.add(_folded(wanted))
        return wanted


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()


def link(note: str, name: str) -> str:
    """Return a wikilink to a note, shown under a name; in a link a backslash escapes nothing, so look-alikes stand in.

    >>> link("Ann Lee", "Ann Lee"), link("Ann Lee", "[Ann] <b>")
    ('[[Ann Lee]]', '[[Ann Lee|(Ann) ‹b›]]')
    """
    shown = spaced(name)
    if shown in ("", note):
        return f"[[{note}]]"
    return f"[[{note}|{shown.translate(_SHOWN)}]]"


def escaped(text: str) -> str:
    r"""Return text for one line of Markdown: every character stands for itself, white space becomes one space.

    >>> escaped("*not* [[a link]]\n# nor a heading")
    '\\*not\\* \\[\\[a link\\]\\] \\# nor a heading'
    """
    return _NUMBERED.sub(r"\1\\\2", _MARKDOWN.sub(r"\\\g<0>", spaced(text)))


def unescaped(text: str) -> str:
    """Return the text of a line that `escaped` made."""
    return _ESCAPED.sub(r"\1", text)


def spaced(text: str) -> str:
    """Return a text as `escaped` and `unescaped` keep it: on one line, without control characters."""
    return " ".join(_visible(text).split())


def _visible(text: str) -> str:
    return "".join(" " if unicodedata.category(c) == "Cc" else c for c in scalar_text(text))


def yaml(value: object) -> str:
    """Return text, numbers and lists of them as YAML that is JSON as well.

    >>> yaml(["a: b", 1])
    '["a: b", 1]'
    """
    # JSON leaves some characters as they are that YAML takes for line ends or refuses.
    return "".join(
        f"\\u{ord(c):04x}" if not c.isprintable() and ord(c) < 0x10000 else c
        for c in scalar_text(json.dumps(value, ensure_ascii=False))
    )
