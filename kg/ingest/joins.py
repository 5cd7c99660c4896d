"""Lost line breaks: sentences, headings and words that were glued when a page became text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from kg.ingest.boilerplate import words
from kg.ingest.edits import Edit

_BREAK = "\n\n"
#: A word, its full stop, perhaps a closing or an opening quotation mark, and a capital letter: no space.
_GLUED_SENTENCE = re.compile(
    r"(?P<word>[a-z]{2,}|[A-Z]{3,}|\b(?:19|20)\d\d|[\])%])(?P<stop>[.!?])"
    r"(?P<mark>[\"”“]?)(?=(?P<next>[\"“‘(]?[A-Z][A-Za-z’']*))"
)
#: A lower-case letter before a capital one inside a word.
_GLUED_WORDS = re.compile(r"(?<![\w@#/.])(?P<left>[A-Za-z]*[a-z]{2})(?P<right>[A-Z][a-z]{2,})(?![\w@/])")
_CAPITALS = re.compile(r"^(?P<heading>(?:[A-Z][A-Z’'-]* ){3,}[A-Z]{2,}) (?=[A-Z][a-z]|[AI] [a-z])", re.MULTILINE)
_ADDRESS = re.compile(r"://|www\.|[@/\\]")
#: A heading has at least this many words, of which two come back in the sentence that follows it.
_MIN_HEADING = 4
_MIN_ECHOES = 2
_STEM = 5
_MAX_HEADING = 30


def glued_sentences(text: str) -> Iterator[Edit]:
    """Break the line where a sentence ends and the next begins without a space.

    A straight quotation mark between the two opens the next sentence if the paragraph's marks before it
    are closed, else it closes this one. Abbreviations ("St.Petersburg"), initials and names of the web
    ("Booking.Com") are left alone. A heading that begins at the lost break is told from its sentence.
    """
    breaks = [position for found in _GLUED_SENTENCE.finditer(text) if (position := _break(text, found)) is not None]
    for position, following in pairwise([*breaks, len(text)]):
        yield Edit(start=position, end=position, inserted=_BREAK, reason="lost line break")
        line_end = text.find("\n", position)
        end = min(following, line_end if line_end >= 0 else len(text))
        space = heading_end(text, position, end)
        if space is not None:
            yield Edit(start=space, end=space + 1, inserted=_BREAK, reason="heading glued to its text")


def _break(text: str, found: re.Match[str]) -> int | None:
    token_start = text.rfind(" ", 0, found.start()) + 1
    token_end = text.find(" ", found.end())
    token = text[token_start : token_end if token_end >= 0 else len(text)][:200]
    word = re.search(r"[\w’']*$", text[max(found.start() - 40, 0) : found.end("word")])
    is_dot = found["stop"] == "."
    if _ADDRESS.search(token) or text.startswith(">", found.end("next")):
        return None
    if len(found["next"]) == 2 and found["next"].isupper():
        return None  # the ending of a name rather than a word: "Bagle.AT"
    if found["word"].isupper() and not found["next"][-1].islower():
        return None  # "U.S." without its full stops, a share's ticker ("SANM.MN")
    if word is not None and is_dot and not found["mark"]:
        if word.group().casefold() in words("abbreviation"):
            return None
        if found["next"].casefold() in words("domain") or word.group()[:-1].endswith("."):
            return None
    if found["stop"] == "!" and word is not None and word.group()[:1].isupper() and not found["mark"]:
        return None  # names such as "Yahoo!Finance"
    if found["mark"] == '"':
        paragraph = text.rfind("\n", 0, found.start()) + 1
        closes = text.count('"', paragraph, found.start("mark")) % 2 == 1
        return found.end("mark") if closes else found.start("mark")
    return found.start("mark") if found["mark"] == "“" else found.end("mark")


def heading_end(text: str, start: int, end: int) -> int | None:
    """Return where the space stands between a heading in title case and the sentence glued to it.

    The run of capitalised words that opens ``text[start:end]`` holds the heading and the beginning of
    the sentence ("Agency Confirms Readiness to Extend Deal Acting Administrator Jane Roe confirmed").
    The sentence begins with the longest end of the run that stands elsewhere in the text too. None where
    there is none, or where the words before it are no heading: fewer than four, or fewer than two of
    them come back in lower case in what follows.
    """
    tokens = _title_run(text, start, end)
    folded = text.casefold()
    if len(folded) != len(text):
        return None
    for index in range(1, len(tokens)):
        phrase = " ".join(text[tokens[index].start() : tokens[-1].end()].casefold().split()).strip("\"'“”‘’,;:")
        if len(phrase) < 3 or not _stands_elsewhere(folded, phrase, tokens[index].start()):
            continue
        if index < _MIN_HEADING:
            return None
        stems = {_stem(token.group()) for token in tokens[:index]} - {""}
        rest = text[tokens[-1].end() : end]
        echoes = stems & {_stem(word) for word in re.findall(r"\b[a-z][\w’'-]*", rest)}
        return tokens[index].start() - 1 if len(echoes) >= _MIN_ECHOES else None
    return None


def _stands_elsewhere(folded: str, phrase: str, position: int) -> bool:
    return any(
        found.start() != position and abs(found.start() - position) > 2
        for found in re.finditer(rf"(?<!\w){re.escape(phrase)}(?!\w)", folded)
    )


def _stem(word: str) -> str:
    letters = re.sub(r"\W", "", word).casefold()
    return letters[:_STEM] if len(letters) >= _STEM else ""


def _title_run(text: str, start: int, end: int) -> list[re.Match[str]]:
    """Return the capitalised words, small words, numbers and dashes that open a stretch of text."""
    run: list[re.Match[str]] = []
    for token in re.compile(r"\S+").finditer(text, start, end):
        core = token.group().strip("\"'“”‘’()[],;:.!?")
        opens_quote = bool(run) and token.group()[0] in '"“'
        is_title = core[:1].isupper() or core[:1].isdigit() or core in ("", "-", "–", "—")
        if opens_quote or not (is_title or core in words("small")) or len(run) == _MAX_HEADING:
            break
        run.append(token)
        if token.group()[-1] in ",;.!?":
            break
    while run and not run[-1].group().strip("\"'“”‘’(")[:1].isupper():
        run.pop()
    return run


def capital_headings(text: str) -> Iterator[Edit]:
    """Break the line after a run of words in capitals that holds a small word: "NOT CONTENT WITH CHIPS Intel has"."""
    telling = words("small") - {"of", "the", "and", "a", "an"}
    for found in _CAPITALS.finditer(text):
        if telling & set(found["heading"].casefold().split()):
            yield Edit(start=found.end() - 1, end=found.end(), inserted=_BREAK, reason="heading glued to its text")


def glued_words(text: str) -> Iterator[Edit]:
    """Break the line inside a word that is two words of the text: "Work With RoscosmosDuffy made it clear".

    Both parts must stand in the text as words, each more often than the two in one, and a part that
    begins with a capital at least twice, so that "YouTube" and "McCain" stay.
    """
    found = list(_GLUED_WORDS.finditer(text))
    if not found:
        return
    counts = Counter(re.findall(r"[^\W_]+", text))
    for match in found:
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
