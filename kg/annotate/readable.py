"""The text as the models should see it: as long as the original, code point for code point."""

from __future__ import annotations

import re
from collections.abc import Callable

#: Quotation marks and apostrophes that the models were not trained on: a curly ’s is tagged as a verb.
_ASCII_QUOTES = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "‛": "'",
        "′": "'",
        "`": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "‟": '"',
        "«": '"',
        "»": '"',
    }
)
_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_LOWER_WORD = re.compile(r"(?<![\w.@/])[a-z][a-z'’-]+")
#: A capitalised word that no sentence or line begins with.
_CAPITAL_INSIDE = re.compile(r"(?<=[a-z,;] )[A-Z][\w'’-]*")
_CAPITALS_INSIDE = re.compile(r"(?<=[a-z,;] )[A-Z]{2,}(?![\w])")
_TERMINAL = re.compile(r"""[.!?]["'”’)]*\s*$""")

#: A headline has at least this many words, and this share of its longer words is capitalised.
_HEADLINE_WORDS, _HEADLINE_SHARE, _HEADLINE_LENGTH = 4, 0.7, 160


def ascii_quotes(text: str) -> str:
    """Replace typographic quotation marks by ASCII ones, one code point by one.

    >>> ascii_quotes("Japan’s “Kimiya Yui”")
    'Japan\\'s "Kimiya Yui"'
    """
    return text.translate(_ASCII_QUOTES)


def readable(text: str, is_word: Callable[[str], bool], is_name: Callable[[str], bool]) -> str:
    """Return the text with ASCII quotes and with headlines and lines of capitals in sentence case.

    ``is_word`` says whether a lower-case word is in the dictionary, ``is_name`` whether a word begins or is a
    well-known name. Law: the result has as many code points as the text, and differs in case and quotes only.
    """
    plain = ascii_quotes(text)
    lines = _LINE.findall(plain)
    body = _Body("\n".join(line for line in lines if not _is_headline(line, _WORD.findall(line))))

    def recase(match: re.Match[str]) -> str:
        line = match.group()
        words = _WORD.findall(line)
        if len(words) >= _HEADLINE_WORDS and line == line.upper() and len(line) > 12:
            return _WORD.sub(lambda m: _case_of_capitals(m.group(), body, is_word, is_name), line)
        if _is_headline(line, words):
            return _WORD.sub(lambda m: _case_of_title(m, body, is_word, is_name), line)
        return line

    result = _LINE.sub(recase, plain)
    return result if len(result) == len(text) else plain


class _Body:
    """How the rest of a text writes its words."""

    def __init__(self, text: str) -> None:
        self.lower = frozenset(_LOWER_WORD.findall(text))
        self.capital = frozenset(_CAPITAL_INSIDE.findall(text))
        self.acronyms = frozenset(_CAPITALS_INSIDE.findall(text))


def _is_headline(line: str, words: list[str]) -> bool:
    if len(words) < _HEADLINE_WORDS or len(line) > _HEADLINE_LENGTH or _TERMINAL.search(line):
        return False
    longer = [word for word in words if len(word) > 3]
    capital = sum(word[0].isupper() for word in longer)
    return len(longer) >= 3 and capital / len(longer) >= _HEADLINE_SHARE


def _case_of_title(
    match: re.Match[str], body: _Body, is_word: Callable[[str], bool], is_name: Callable[[str], bool]
) -> str:
    word = match.group()
    before = match.string[max(0, match.start() - 1) : match.start()]
    if (
        not word[0].isupper()
        or not word[1:].islower()
        or before in {"-", "/", "."}
        or not match.string[: match.start()].strip()
    ):
        return word
    lower = word.lower()
    if word in body.capital:
        return word
    if lower in body.lower or (is_word(lower) and not is_name(word)):
        return lower
    return word


def _case_of_capitals(word: str, body: _Body, is_word: Callable[[str], bool], is_name: Callable[[str], bool]) -> str:
    lower, title = word.lower(), word.capitalize()
    if word in body.acronyms or is_name(word):
        return word
    if len(lower) != len(word) or len(title) != len(word):
        return word
    if title in body.capital or is_name(title):
        return title
    return lower if lower in body.lower or is_word(lower) else title
