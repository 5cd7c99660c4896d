"""Articles that are read poorly because of what they are: not English, or without the capitals that tell names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from kg.model import Document, counted
from kg.schema.ontology import Ontology

#: Words, numbers and ends of paragraphs. Of tables and lists of names no run of words is this long.
_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+|\n\s*\n")
_RUN = 8
#: A text with fewer words in such runs is not judged.
_MIN_WORDS = 20
#: Least share of English function words among them. Of the 15,453 articles of shared/bench/corpus_news.jsonl.gz 10 fall
#: below (tables of figures); at 0.12 27, at 0.15 49. English has 0.35 in the middle, the example sentences of
#: spaCy's other 60 languages at most 0.02, but for three Scandinavian and Bantu ones (0.03 to 0.12).
#: Measured by tests/benchmark/doubtful.py.
_ENGLISH = 0.08
#: So much of a text says what it is.
_LOOKED_AT = 20_000
#: Texts with fewer letters are not judged by their case; of the corpus 1,699 articles have fewer capitals than the one
#: share (1,696 are of a set that was put into lower case) and 27 more than the other.
_MIN_LETTERS, _NO_CAPITALS, _ALL_CAPITALS = 100, 0.005, 0.5

ANOTHER_LANGUAGE = "does not look like {0}: only {0} is read, so expect few and wrong names and claims"
NO_CAPITALS = "has no capital letters: names are told by them, so expect few names and claims"
ALL_CAPITALS = "is written in capital letters: names are told by capitals, so expect few names and claims"


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubtful:
    """An article that is read poorly; ``why`` goes on from its name, with the reason and what to expect."""

    document: str
    why: str


def doubtful_articles(documents: Iterable[Document], ontology: Ontology) -> tuple[Doubtful, ...]:
    """Return the articles that are read poorly because of their language or letters, by name; mostly none."""
    rows = sorted(documents, key=lambda document: (document.name, document.id))
    return tuple(Doubtful(document=row.name, why=why) for row in rows if (why := doubt(row.text, ontology.words)))


def doubt(text: str, words: Mapping[str, frozenset[str]]) -> str | None:
    """Return why a text is read poorly, None where nothing is known against it.

    ``words`` are the ontology's; without ``language.name`` and ``language.function_words`` no language is judged.

    >>> doubt("Le président a rencontré hier les ministres de son gouvernement pour parler de la crise, "
    ...       "puis il est parti pour un voyage de deux jours dans le sud.",
    ...       {"language.name": frozenset({"english"}), "language.function_words": frozenset({"the", "of"})})[:28]
    'does not look like English: '
    """
    start = text[:_LOOKED_AT]
    letters = [letter for letter in start if letter.isalpha()]
    capitals = sum(letter.isupper() for letter in letters) / max(len(letters), 1)
    language = min(words.get("language.name", ()), default=None)
    common = words.get("language.function_words")
    folded = start.lower() if capitals > _ALL_CAPITALS else start
    if language is not None and common and not _is_english(folded, letters, common):
        return ANOTHER_LANGUAGE.format(language.title())
    if len(letters) < _MIN_LETTERS or _ALL_CAPITALS >= capitals >= _NO_CAPITALS:
        return None
    return NO_CAPITALS if capitals < _NO_CAPITALS else ALL_CAPITALS


def doubtful_text(found: Iterable[Doubtful], n_articles: int, *, most: int = 5) -> tuple[str, ...]:
    """Return a line for each reason, with how many articles it is of and the names of the first ``most``."""
    names: Mapping[str, list[str]] = defaultdict(list)
    for row in found:
        names[row.why].append(row.document)
    lines = []
    for why, documents in sorted(names.items()):
        more = f" and {len(documents) - most} more" if len(documents) > most else ""
        of = f" ({len(documents)} of {counted(n_articles, 'article')})" if len(documents) > 1 else ""
        lines.append(f"{', '.join(documents[:most])}{more}{of}: {why}")
    return tuple(lines)


def _is_english(text: str, letters: Collection[str], function_words: Collection[str]) -> bool:
    if len(letters) >= _MIN_LETTERS and sum(not letter.isascii() for letter in letters) > len(letters) / 2:
        return False  # another script, in which words may not be set apart
    words = _running_words(text)
    return len(words) < _MIN_WORDS or sum(word in function_words for word in words) >= _ENGLISH * len(words)


def _running_words(text: str) -> list[str]:
    """Return the words of sentences: those of long runs without a number, but for capitalised ones, which are names."""
    found: list[str] = []
    run: list[str] = []
    for token in (*_TOKEN.findall(text), "0"):
        if not token[0].isalpha():
            found += run if len(run) >= _RUN else []
            run = []
        elif not token[0].isupper():
            run.append(token.casefold())
    return found
