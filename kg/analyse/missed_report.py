"""The report of what a build may have missed: its records, as text and as JSON takes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from kg.model import counted

Why = Literal["no class", "doubtful", "no relation takes its class"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MissedSentence:
    """A sentence that gave no claim though some relation takes two of its entities.

    ``left`` and ``right`` are the most promising pair, ``words`` the content words between them. ``relations`` are
    the likeliest of the ``n_relations`` properties that admit the pair in either order, best first: those whose
    templates have most of the words, then those that the build found most often. ``start`` and ``end`` are offsets in
    the document's text.
    """

    document: str
    start: int
    end: int
    sentence: str
    left: str
    left_type: str
    right: str
    right_type: str
    words: tuple[str, ...]
    relations: tuple[str, ...]
    n_relations: int
    n_entities: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CueUse:
    """How a relation's templates did: as written lines, those that matched, relation mentions, and the others."""

    relation: str
    n_templates: int
    n_fired: int
    n_mentions: int
    never_fired: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnusedName:
    """A name that can stand in no claim: it has no class, is doubtful, or its class is in no relation's reach.

    ``type`` is the likeliest class, None where it is open.
    """

    name: str
    why: Why
    type: str | None
    n_mentions: int
    n_documents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SilentArticle:
    """An article that gave no claim of any kind, with its mentions of entities and its sentences of the list.

    ``doubt`` says why it could be read poorly only, None where its language and letters are as they should be.
    """

    document: str
    n_mentions: int
    n_sentences: int
    doubt: str | None = None

    @property
    def why(self) -> str:
        """Return in words why nothing was read from it."""
        if self.doubt is not None:
            return self.doubt
        if not self.n_mentions:
            return "no names were found"
        if not self.n_sentences:
            return "no sentence has two entities that some relation takes"
        return f"no template matched in {counted(self.n_sentences, 'sentence')}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """The report. Articles and relations come by name, sentences most promising first, names most mentions first."""

    n_articles: int
    articles: tuple[SilentArticle, ...]
    n_sentences_with_claim: int
    sentences: tuple[MissedSentence, ...]
    cues: tuple[CueUse, ...]
    names: tuple[UnusedName, ...]

    def as_dict(self, *, limit: int | None = None) -> dict[str, Any]:
        """Return the report as JSON takes it; ``limit`` cuts sentences and names, the totals count all."""
        return {
            "n_articles": self.n_articles,
            "n_articles_without_claim": len(self.articles),
            "n_sentences_with_claim": self.n_sentences_with_claim,
            "n_sentences_missed": len(self.sentences),
            "n_names": len(self.names),
            "articles": [asdict(row) | {"why": row.why} for row in self.articles[:limit]],
            "sentences": [asdict(row) for row in self.sentences[:limit]],
            "cues": [asdict(row) for row in self.cues],
            "names": [asdict(row) for row in self.names[:limit]],
        }

    def as_text(self, *, limit: int | None = None) -> str:
        """Return the report for a terminal; ``limit`` cuts sentences and names, what is cut is counted."""
        lines = [f"Articles without a claim: {len(self.articles)} of {self.n_articles}"]
        lines += [f"  {row.document}  ({row.why})" for row in self.articles[:limit]]
        lines += [
            *_more(self.articles, limit),
            "",
            f"Sentences with two entities that some relation takes: {self.n_sentences_with_claim} with a claim, "
            f"{len(self.sentences)} without",
        ]
        for row in self.sentences[:limit]:
            between = " ".join(row.words) or "-"
            perhaps = f"perhaps {' or '.join(row.relations)}"
            perhaps += f", of {row.n_relations} that take the two" if row.n_relations > len(row.relations) else ""
            lines += [
                f"  {row.left} ({row.left_type}) … {row.right} ({row.right_type})  [{between}]  {row.document}",
                f'    "{" ".join(row.sentence.split())}"',
                f"    {perhaps}",
            ]
        lines += _more(self.sentences, limit)
        fired, templates = sum(row.n_fired for row in self.cues), sum(row.n_templates for row in self.cues)
        lines += ["", f"Templates that matched: {fired} of {templates} (--json names those that never did)"]
        for use in self.cues:
            lines.append(f"  {use.relation:<20} {use.n_fired:>4} of {use.n_templates:<4} {use.n_mentions:>5} mentions")
        lines += ["", f"Names that can stand in no claim: {len(self.names)}"]
        for name in self.names[:limit]:
            said = name.why if name.type is None else f"{name.why}: {name.type}"
            lines.append(f"  {name.name}  x{name.n_mentions} in {name.n_documents}  ({said})")
        lines += _more(self.names, limit)
        if any(name.why != "no relation takes its class" for name in self.names):
            lines.append("  'kg name NAME CLASS' says that words are a name, and of what class")
        return "\n".join(lines) + "\n"


def _more(rows: Sequence[Any], limit: int | None) -> list[str]:
    return [f"  and {len(rows) - limit} more"] if limit is not None and len(rows) > limit else []
