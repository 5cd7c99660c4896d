"""Whom a bare surname means where relatives share it: "Gary Gomes and his wife Katherine Gomes ... Gomes said he"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kg.annotate.token_table import TokenTable
from kg.model import CoreferenceChain, Mention

Words = Mapping[str, frozenset[str]]

#: How far behind a surname a pronoun of its sentence is taken for the same person, in tokens; a choice.
_REACH = 6
_PRONOUNS = {"he": "male", "his": "male", "him": "male", "himself": "male",
             "she": "female", "her": "female", "hers": "female", "herself": "female"}  # fmt: skip


def with_relatives(
    table: TokenTable, mentions: Sequence[Mention], chains: Sequence[CoreferenceChain], words: Words
) -> tuple[CoreferenceChain, ...]:
    """Return the chains with each bare surname that several people share put to one of them; they stay apart.

    Of those named in full before it, and whom a title or a pronoun right behind it does not exclude, a surname means
    the only one; else the one whom the surname has meant so far; else the one named last. A surname that stands before
    all full names keeps a chain of its own. Source: the rule is right on all 20 such surnames of the 219 DWIE training
    articles (4 articles have some), where the last full name alone is on 15, and the first on 17.
    """
    text_of = {mention.id: mention for mention in mentions if mention.kind == "name"}
    people: dict[str, list[int]] = {}
    for k, chain in enumerate(chains):
        if chain.type == "Person":
            for surname in sorted(
                {_words(text_of[m])[-1] for m in chain.mentions if m in text_of and _is_full(text_of[m])}
            ):
                people.setdefault(surname, []).append(k)
    moved: dict[int, list[str]] = {}
    for k, chain in enumerate(chains):
        named = [text_of[m] for m in chain.mentions if m in text_of]
        surnames = {_words(mention)[-1] for mention in named}
        if chain.type not in ("Person", None) or len(named) != len(chain.mentions) or len(surnames) != 1:
            continue
        rivals = people.get(next(iter(surnames)), [])
        if len(rivals) < 2 or k in rivals or any(_is_full(mention) for mention in named):
            continue
        full = {r: [text_of[m] for m in chains[r].mentions if m in text_of and _is_full(text_of[m])] for r in rivals}
        for mention, owner in _owners(table, named, full, words):
            moved.setdefault(owner, []).append(mention)
    if not moved:
        return tuple(chains)
    gone = {mention for found in moved.values() for mention in found}
    place = {mention.id: k for k, mention in enumerate(sorted(mentions, key=lambda m: (m.span, m.id)))}
    return tuple(
        _made(chain, moved.get(k, ()), gone, place) for k, chain in enumerate(chains) if set(chain.mentions) - gone
    )


def _owners(
    table: TokenTable, bare: Iterable[Mention], full: Mapping[int, Sequence[Mention]], words: Words
) -> Iterable[tuple[str, int]]:
    """Yield the id of each bare surname that has an owner, with the owner's place."""
    genders = {rival: _gender_of_name(names, words) for rival, names in full.items()}
    bearer: int | None = None
    for mention in sorted(bare, key=lambda m: m.span):
        before = [(m.span, rival) for rival, names in full.items() for m in names if m.span.end <= mention.span.start]
        gender = _gender_here(table, mention, words)
        fits = {rival for _, rival in before if gender is None or genders[rival] in (None, gender)}
        sure = {rival for rival in fits if gender is not None and genders[rival] == gender}
        fits = sure or fits
        if len(fits) == 1:
            owner = fits.pop()
        elif bearer in fits and bearer is not None:
            owner = bearer
        elif fits:
            owner = max((span, rival) for span, rival in before if rival in fits)[1]
        else:
            continue
        if gender is None and len({rival for _, rival in before}) == 1:
            bearer = owner  # the text calls this one by surname before it names another
        yield mention.id, owner


def _gender_of_name(names: Iterable[Mention], words: Words) -> str | None:
    for mention in names:
        first = _words(mention)[0].lower().rstrip(".")
        for gender in ("male", "female"):
            if first in words.get(f"coreference.{gender}_names", ()) or first in words.get(
                f"names.{gender}_titles", ()
            ):
                return gender
    return None


def _gender_here(table: TokenTable, mention: Mention, words: Words) -> str | None:
    """Return what a title before a surname or a pronoun right behind it in its sentence says, else None."""
    start = table.at_start.get(mention.span.start)
    if start is None:
        return None
    title = table.lower[start - 1].rstrip(".") if start else ""
    for gender in ("male", "female"):
        if title in words.get(f"names.{gender}_titles", ()):
            return gender
    for i in range(start + 1, min(start + 1 + _REACH, len(table))):
        if table.sentence[i] != table.sentence[start] or table.lower[i] in '"“”':
            return None
        if table.lower[i] in _PRONOUNS:
            return _PRONOUNS[table.lower[i]]
        if table.pos[i] == "PROPN" and table.start[i] >= mention.span.end:
            return None
    return None


def _made(chain: CoreferenceChain, added: Sequence[str], gone: set[str], place: Mapping[str, int]) -> CoreferenceChain:
    kept = tuple(sorted((*(m for m in chain.mentions if m not in gone), *added), key=place.__getitem__))
    if kept == chain.mentions:
        return chain
    return replace(
        chain,
        id=CoreferenceChain.make_id(document_id=chain.document_id, mention_ids=kept),
        mentions=kept,
        representative=chain.representative if chain.representative in kept else kept[0],
    )


def _words(mention: Mention) -> list[str]:
    return mention.text.removesuffix("'s").removesuffix("’s").split() or [mention.text]


def _is_full(mention: Mention) -> bool:
    return len(_words(mention)) > 1
