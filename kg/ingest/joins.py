"""Lost line breaks: sentences, headings and words that were glued when a page became text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from kg.ingest.boilerplate import words
from kg.ingest.edits import Edit

_BREAK = "\n\n"
#: The full stop of a word, perhaps a quotation mark, and a capital letter, without a space.
_GLUED_SENTENCE = re.compile(
    r"(?P<stop>[.!?])(?:(?<=[a-z]{2}.)|(?<=[A-Z]{3}.)|(?<=\b19\d\d.)|(?<=\b20\d\d.)|(?<=[\])%].))"
    r"(?P<mark>[\"”“]?)(?=[\"“‘(]?(?P<next>[A-Z][A-Za-z’']{0,60}))"
)
#: A lower-case letter before a capital one inside a word.
_GLUED_WORDS = re.compile(r"(?<![\w@#/.])(?P<left>[A-Za-z]*[a-z]{2})(?P<right>[A-Z][a-z]{2,})(?![\w@/])")
_CAMEL = re.compile(r"[a-z]{2}[A-Z][a-z]{2}")
_CAPITALS = re.compile(r"^(?P<heading>(?:[A-Z][A-Z’'-]* ){3,20}[A-Z]{2,}) (?=[A-Z][a-z]|[AI] [a-z])", re.MULTILINE)
_ADDRESS = re.compile(r"://|www\.|[@/\\]")
#: A heading has at least this many words, of which two come back in the sentence that follows it.
_MIN_HEADING = 4
_MIN_ECHOES = 2
_STEM = 5
_MAX_HEADING = 30
#: A text with more lost breaks than this is no article, and each look for a heading costs a search.
_MAX_LOOKS = 100
#: Neither a word nor an address is looked at further than this.
_MAX_TOKEN = 100
_SIGNS = "\"'“”‘’()[],;:.!?"


def glued_sentences(text: str) -> Iterator[Edit]:
    """Break the line where a sentence ends and the next begins without a space.

    A straight quotation mark between the two opens the next sentence if the paragraph's marks before it
    are closed, else it closes this one. Abbreviations ("St.Petersburg"), initials and names of the web
    ("Booking.Com") are left alone. A heading that begins at the lost break is told from its sentence.
    """
    breaks = list(_breaks(text))
    folded = text.casefold() if breaks else ""
    for number, (position, following) in enumerate(pairwise([*breaks, len(text)])):
        yield Edit(start=position, end=position, inserted=_BREAK, reason="lost line break")
        line_end = text.find("\n", position, following)
        end = line_end if line_end >= 0 else following
        space = _heading_end(text, folded, position, end) if number < _MAX_LOOKS else None
        if space is not None:
            yield Edit(start=space, end=space + 1, inserted=_BREAK, reason="heading glued to its text")


def _breaks(text: str) -> Iterator[int]:
    counted, n_marks = 0, 0  # the straight quotation marks of the paragraph up to a place
    for found in _GLUED_SENTENCE.finditer(text):
        if not _ends_sentence(text, found):
            continue
        place = found.end("mark")
        if found["mark"] == "“":
            place = found.start("mark")
        elif found["mark"] == '"':
            paragraph = text.rfind("\n", counted, found.start())
            if paragraph >= 0:
                counted, n_marks = paragraph, 0
            n_marks += text.count('"', counted, found.start("mark"))
            if n_marks % 2 == 0:
                place = found.start("mark")
            counted, n_marks = place, 0  # the break begins a paragraph
        yield place


def _ends_sentence(text: str, found: re.Match[str]) -> bool:
    """Say whether a full stop without a space after it ends a sentence."""
    start, following = found.start(), found["next"]
    token = text[max(start - _MAX_TOKEN, 0) : start].rsplit(None, 1)[-1]
    rest = text[found.end() : found.end() + _MAX_TOKEN].split(None, 1)[0]
    if _ADDRESS.search(token) or _ADDRESS.search(rest) or text.startswith(">", found.end("next")):
        return False
    if len(following) == 2 and following.isupper():
        return False  # the ending of a name rather than a word: "Bagle.AT"
    if text[start - 1].isupper() and not following[-1].islower():
        return False  # a share's ticker: "SANM.MNO"
    if found["mark"]:
        return True
    word = re.split(r"[^\w’']", token)[-1]
    if found["stop"] == "!":
        return not word[:1].isupper()  # not in names such as "Yahoo!Finance"
    if found["stop"] == "?":
        return True
    is_name = word.casefold() in words("abbreviation") or following.casefold() in words("domain")
    return not is_name and not token.removesuffix(word).endswith(".")


def _heading_end(text: str, folded: str, start: int, end: int) -> int | None:
    """Return where the space stands between a heading in title case and the sentence glued to it.

    The run of capitalised words that opens ``text[start:end]`` holds the heading and the beginning of
    the sentence ("Agency Confirms Readiness to Extend Deal Acting Administrator Jane Roe confirmed").
    The sentence begins with the longest end of the run that stands elsewhere in the text too. None where
    there is none, or where the words before it are no heading: fewer than four, or fewer than two of
    them come back in lower case in what follows.
    """
    tokens = _title_run(text, start, end)
    for index in range(1, len(tokens)):
        phrase = " ".join(text[tokens[index].start() : tokens[-1].end()].casefold().split()).strip(_SIGNS)
        if len(phrase) < 3 or not _stands_twice(folded, phrase):
            continue
        if index < _MIN_HEADING:
            return None
        stems = {_stem(token.group()) for token in tokens[:index]} - {""}
        rest = text[tokens[-1].end() : end]
        echoes = stems & {_stem(word) for word in re.findall(r"\b[a-z][\w’'-]*", rest)}
        return tokens[index].start() - 1 if len(echoes) >= _MIN_ECHOES else None
    return None


def _stands_twice(folded: str, phrase: str) -> bool:
    found = re.finditer(rf"(?<!\w){re.escape(phrase)}(?!\w)", folded)
    return next(found, None) is not None and next(found, None) is not None


def _stem(word: str) -> str:
    letters = re.sub(r"\W", "", word).casefold()
    return letters[:_STEM] if len(letters) >= _STEM else ""


def _title_run(text: str, start: int, end: int) -> list[re.Match[str]]:
    """Return the capitalised words, small words, numbers and dashes that open a stretch of text."""
    run: list[re.Match[str]] = []
    for token in re.compile(r"\S+").finditer(text, start, end):
        core = token.group().strip(_SIGNS)
        opens_quote = bool(run) and token.group()[0] in '"“'
        is_title = core[:1].isupper() or core[:1].isdigit() or core in ("", "-", "–", "—")
        if opens_quote or not (is_title or core in words("small")) or len(run) == _MAX_HEADING:
            break
        run.append(token)
        if token.group()[-1] in ",;.!?":
            break
    while run and not run[-1].group().strip(_SIGNS)[:1].isupper():
        run.pop()
    return run


def capital_headings(text: str) -> Iterator[Edit]:
    """Break the line after a run of capitals that holds a small word: "NOT CONTENT WITH CHIPS Intel has"."""
    telling = words("small") - {"of", "the", "and", "a", "an"}
    for found in _CAPITALS.finditer(text):
        if telling & set(found["heading"].casefold().split()):
            yield Edit(start=found.end() - 1, end=found.end(), inserted=_BREAK, reason="heading glued to its text")


def glued_words(text: str) -> Iterator[Edit]:
    """Break the line inside a word that is two words of the text: "Work With AgencyRoe said".

    Both parts must stand in the text as words, each more often than the two in one, and a part that
    begins with a capital at least twice, so that "YouTube" and "McCain" stay.
    """
    if not _CAMEL.search(text):
        return
    counts = Counter(re.findall(r"[^\W_]+", text))
    for match in _GLUED_WORDS.finditer(text):
        left, right, whole = match["left"], match["right"], match.group()
        if len(left) < 3:
            continue
        least = 1 if left[0].islower() else 2
        n_right = counts[right] + (counts[right.lower()] if left[0].islower() else 0)
        if min(counts[left], n_right) >= max(least, counts[whole] + (least > 1)):
            yield Edit(
                start=match.start("right"),
                end=match.start("right"),
                inserted=_BREAK,
                reason="lost line break inside a word",
            )
