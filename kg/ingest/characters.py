"""The characters of a text: what no reader sees goes, what looks the same becomes the same."""

from __future__ import annotations

import html
import re
import unicodedata

#: Longer runs of signs take spaCy's tokenizer quadratic time: 30,000 brackets 150 s.
MAX_SIGN_RUN = 200
#: Entities inside entities inside ...: text that needs more rounds was made to need them.
_MAX_ROUNDS = 8

_LINE_END = re.compile(r"\r\n?|[\x0b\x0c\u2028\u2029]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]+")
_C1 = re.compile(r"[\x80-\x9f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_INVISIBLE = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\U000e0000-\U000e007f]+"
)
_SPACE = re.compile(r"[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
#: One look for all that the steps change: most articles hold none of it.
_ODD = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\xa0\xad\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f"
    "\u3000\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
_SIGN_RUN = re.compile(rf"[^\w\s]{{{MAX_SIGN_RUN + 1},}}")
_ENTITY = re.compile(
    r"&(?:(?:amp|\#0{0,4}38|\#[xX]0{0,4}26);)*"
    r"(?P<last>(?:amp|lt|gt|quot|apos|nbsp|[lr][sd]quo|[mn]dash|hellip|\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6});)"
)
_TIDY = (
    (("  ",), re.compile(r"  +"), " "),
    ((" \n", "\n "), re.compile(r" ?\n ?"), "\n"),
    (("\n\n\n",), re.compile(r"\n{3,}"), "\n\n"),
)


def _c1(match: re.Match[str]) -> str:
    """Read a C1 control as Windows-1252, as the HTML standard does (WHATWG, numeric references)."""
    return match.group().encode("latin-1").decode("cp1252", "ignore")


def _control(match: re.Match[str]) -> str:
    text, start, end = match.string, match.start(), match.end()
    between_words = start > 0 and text[start - 1].islower() and text[end : end + 1].isupper()
    return " " if between_words else ""


_STEPS = (
    ("line ends", _LINE_END, "\n"),
    ("lone surrogates", _SURROGATE, "\ufffd"),
    ("Windows-1252 characters", _C1, _c1),
    ("control characters", _CONTROL, _control),
    ("invisible characters", _INVISIBLE, ""),
    ("odd spaces", _SPACE, " "),
)


def _once(text: str, counts: dict[str, int]) -> str:
    for kind, pattern, replacement in _STEPS if _ODD.search(text) else ():
        text, n = pattern.subn(replacement, text)
        counts[kind] = counts.get(kind, 0) + n
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
        counts["composed characters"] = counts.get("composed characters", 0) + 1
    text, n = _SIGN_RUN.subn(" ", text)
    counts["long runs of signs"] = counts.get("long runs of signs", 0) + n
    for signs, pattern, replacement in _TIDY:
        if any(sign in text for sign in signs):
            text = pattern.sub(replacement, text)
    return text.strip()


def _unescape(match: re.Match[str]) -> str:
    """Return the character of an entity, also of one that was escaped again and again ("&amp;amp;lt;")."""
    return html.unescape(f"&{match['last']}")


def normalise(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the text in NFC with plain spaces and line ends, and notes on what was changed.

    Control, zero-width, bidirectional and soft-hyphen characters go; lone surrogates become U+FFFD;
    HTML entities become their characters; runs of more than 200 signs become a space; lines lose outer
    spaces, and at most one empty line stays between two. Doing it twice changes nothing more.

    >>> normalise("Sean\u200b Duffy &amp; Co\\r\\nsaid")
    ('Sean Duffy & Co\\nsaid', ('1 line ends', '1 invisible characters', '1 entities'))
    """
    counts: dict[str, int] = {}
    first = current = _once(text, counts)
    for _ in range(_MAX_ROUNDS):
        if "&" not in current:
            break
        plain, n = _ENTITY.subn(_unescape, current)
        plain = _once(plain, {})
        if plain == current:
            break
        counts["entities"] = counts.get("entities", 0) + n
        current = plain
    else:
        # Not settled: entities stay as they stand, so that a second time gives the same.
        current, counts["entities"] = first, 0
    return current, tuple(f"{n} {kind}" for kind, n in counts.items() if n)
