"""Stories: what the articles say of an entity, a community or a week, in sentences with footnotes to their quotes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from typing import Any

from kg.analyse.communities import named_groups
from kg.analyse.show import entity_with, sentences
from kg.analyse.telling import Fragment, Fragments, Teller, plain
from kg.analyse.wording import in_words
from kg.model import Claim, GraphRecords, counted, counts, headline, named
from kg.rdf.vocabulary import is_web_iri
from kg.schema import Ontology

#: So many sentences stand behind a statement in its footnotes; the claim has all.
MAX_NOTES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Footnote:
    """A sentence behind a statement: ``article`` is its headline, else its name; ``url`` a web address or None.

    ``published_at`` is an ISO date of any precision, ``speaker`` whom the sentence quotes; None: not known, nobody.
    ``said_then`` is what the sentence says where the claim came to something else, such as "planned"; else "".
    """

    number: int
    quote: str
    article: str
    document: str
    publisher: str | None
    published_at: str | None
    url: str | None
    speaker: str | None
    said_then: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A sentence of a story, the ids of the claims that it tells, and the numbers of its footnotes."""

    fragments: Fragments
    claim_ids: tuple[str, ...] = ()
    notes: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        """Return the sentence as plain text."""
        return plain(self.fragments)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a story; ``n_more`` statements were left out at its end, ``level`` is 2, or 3 inside another part."""

    heading: str
    about: str = ""
    statements: tuple[Statement, ...] = ()
    n_more: int = 0
    level: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A page: its title, what it is about in a line, its parts, and the footnotes by number."""

    title: str
    about: str
    sections: tuple[Section, ...]
    footnotes: tuple[Footnote, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return plain dicts and lists, ready for JSON; each statement with its text."""
        whole: dict[str, Any] = asdict(self)
        for section, told in zip(whole["sections"], self.sections, strict=True):
            for row, statement in zip(section["statements"], told.statements, strict=True):
                row["text"] = statement.text
        return whole


class StoryTeller:
    """Collects the statements of one story, and gives each sentence behind them one footnote."""

    def __init__(self, graph: GraphRecords, ontology: Ontology) -> None:
        self.graph, self.ontology = graph, ontology
        self.teller = Teller(graph, ontology)
        self._numbers: dict[tuple[str, int, str], int] = {}
        self._notes: list[Footnote] = []

    def statement(self, claim: Claim, *, before: str = "") -> Statement:
        """Return a claim as a statement; ``before`` is put in front of its sentence."""
        notes: list[int] = []
        for sentence in sentences(self.graph, claim)[:MAX_NOTES]:
            then = "" if (sentence.status, sentence.polarity) == (claim.status, claim.polarity) else sentence.status
            key = (sentence.document_id, sentence.start, then)
            if key in self._numbers:
                known = self._notes[self._numbers[key] - 1]
                self._notes[known.number - 1] = replace(known, speaker=known.speaker or sentence.speaker)
            else:
                self._numbers[key] = len(self._notes) + 1
                document = self.graph.documents.get(sentence.document_id)
                source = document.source if document else None
                self._notes.append(
                    Footnote(
                        number=self._numbers[key],
                        quote=sentence.text,
                        article=headline(document) if document else sentence.document,
                        document=sentence.document,
                        publisher=source.publisher if source else None,
                        published_at=sentence.published_at,
                        url=source.uri if source and is_web_iri(source.uri) else None,
                        speaker=sentence.speaker,
                        said_then=then,
                    )
                )
            notes.append(self._numbers[key])
        fragments = self.teller.tell(claim)
        if before:
            fragments = (Fragment(text=before), *fragments)
        return Statement(fragments=fragments, claim_ids=(claim.id,), notes=tuple(sorted(notes)))

    def section(
        self, heading: str, claims: Iterable[Claim], *, most: int, about: str = "", level: int = 2
    ) -> Section | None:
        """Return a part that tells claims in the given order, the first ``most``; None where there are none."""
        rows = list(claims)
        if not rows:
            return None
        told = tuple(self.statement(claim) for claim in rows[:most])
        return Section(heading=heading, about=about, statements=told, n_more=max(0, len(rows) - most), level=level)

    def story(self, title: str, about: str, sections: Iterable[Section | None]) -> Story:
        """Return the story of these parts, with the footnotes that they need."""
        kept = tuple(section for section in sections if section is not None)
        return Story(title=title, about=about, sections=kept, footnotes=tuple(self._notes))

    def rank(self, claim: Claim) -> tuple[int, float, str, str]:
        """Order claims: most independent sources, most certain, then by their words and id."""
        return -claim.independent_source_count, -claim.confidence, plain(self.teller.tell(claim)), claim.id


def entity_story(graph: GraphRecords, ontology: Ontology, entity_id: str, *, max_claims: int = 30) -> Story:
    """Return what the articles say of one entity: what holds, happened, is over, is planned, possible and denied.

    ``max_claims`` limits each part; what is left out is counted.

    Raises:
        InputError: no entity has this id.
    """
    entity = entity_with(graph, entity_id)
    teller = StoryTeller(graph, ontology)
    claims = [c for c in _every(graph) if c.subject == entity_id or (c.datatype is None and c.object == entity_id)]
    declared = ontology.classes.get(entity.type)
    label = (declared.label if declared else "") or entity.type
    times = (
        f"named {counted(entity.n_mentions, 'time')} in {counted(len(entity.document_ids), 'article')}"
        if entity.n_mentions
        else named(0)
    )
    others = sorted(entity.aliases - {entity.name})
    also = f"; also called {', '.join(others)}" if others else ""
    return teller.story(entity.name, f"{label.capitalize()}, {times}{also}.", _parts(teller, claims, max_claims))


def whole_story(graph: GraphRecords, ontology: Ontology, *, max_claims: int = 30) -> Story:
    """Return what all the articles say, in the same parts as one entity's story."""
    teller = StoryTeller(graph, ontology)
    about = (
        f"{counted(len(graph.documents), 'article')}{_between_dates(graph)}, "
        f"{counted(len(graph.entities), 'entity', 'entities')}, {counts(graph).claims()}."
    )
    return teller.story("What the articles say", about, _parts(teller, _every(graph), max_claims))


def community_story(
    graph: GraphRecords,
    ontology: Ontology,
    *,
    entity_id: str | None = None,
    max_communities: int = 10,
    max_claims: int = 10,
) -> Story:
    """Return what is said inside each community, the largest first; with an entity's id, inside its own.

    Raises:
        InputError: no entity has this id.
    """
    teller = StoryTeller(graph, ontology)
    groups = named_groups(graph, ontology)
    title, name = "Communities", ""
    if entity_id is not None:
        name = entity_with(graph, entity_id).name
        groups, title = tuple(g for g in groups if entity_id in g.ids), f"The community of {name}"
    group_of = {id: number for number, group in enumerate(groups) for id in group.ids}
    inside: dict[int, list[Claim]] = defaultdict(list)
    for claim in graph.claims.values():
        number = group_of.get(claim.subject)
        if number is not None and group_of.get(claim.object) == number:
            inside[number].append(claim)
    sections = []
    for number, group in enumerate(groups[:max_communities]):
        ranked = sorted(inside[number], key=teller.rank)
        about = f"{counted(len(group.ids), 'entity', 'entities')}"
        about += f", most of them of the class {group.type}" if group.type else ""
        about += f"; place: {group.place}" if group.place else ""
        sections.append(teller.section(group.name, ranked, most=max_claims, about=about + "."))
    more = len(groups) - max_communities
    about = f"{counted(len(groups), 'community', 'communities')} of entities that are tied more to one another"
    about += f" than to others{f'; the largest {max_communities} are told' if more > 0 else ''}."
    if name and not groups:
        about = f"Nothing ties {name} to others."
    return teller.story(title, about, sections)


def week_story(graph: GraphRecords, ontology: Ontology, *, entity_id: str | None = None, max_claims: int = 20) -> Story:
    """Return what was reported in each week, the latest first: a claim is told in the week that first has it.

    Weeks are those of ISO 8601, by the date of the articles; what stands only in articles without a day comes last.
    With an entity's id only claims about it are told.

    Raises:
        InputError: no entity has this id.
    """
    teller = StoryTeller(graph, ontology)
    title = "Week by week"
    claims: Iterable[Claim] = _every(graph)
    if entity_id is not None:
        title = f"{entity_with(graph, entity_id).name}, week by week"
        claims = [c for c in claims if entity_id == c.subject or (c.datatype is None and entity_id == c.object)]
    weeks: dict[date | None, list[Claim]] = defaultdict(list)
    for claim in claims:
        weeks[_first_week(graph, claim)].append(claim)
    days = _days(graph)
    sections = []
    for monday in sorted(weeks, key=lambda day: day or date.min, reverse=True):
        ranked = sorted(weeks[monday], key=teller.rank)
        if monday is None:
            heading, about = "Without a date", "The articles do not say on which day they were published."
        else:
            sunday, (year, week, _) = monday + timedelta(days=6), monday.isocalendar()
            heading = f"{in_words(monday.isoformat())} to {in_words(sunday.isoformat())}"
            n_articles = sum(monday <= day <= sunday for day in days)
            about = f"Week {week} of {year}; {counted(n_articles, 'article')}."
        sections.append(teller.section(heading, ranked, most=max_claims, about=about))
    return teller.story(title, f"What was first reported in each week{_between_dates(graph)}.", sections)


def _every(graph: GraphRecords) -> list[Claim]:
    return [*graph.claims.values(), *graph.value_claims.values()]


def _parts(teller: StoryTeller, claims: Sequence[Claim], most: int) -> Iterable[Section | None]:
    """Yield the parts by status; what happened comes by date, the rest by rank."""

    def kept(holds: Callable[[Claim], bool]) -> list[Claim]:
        return sorted((c for c in claims if holds(c)), key=teller.rank)

    def positive(*statuses: str) -> list[Claim]:
        return kept(lambda c: c.polarity == "positive" and c.status in statuses and not teller.teller.happens(c))

    events = kept(lambda c: c.asserted and teller.teller.happens(c))
    yield teller.section("What holds", positive("occurred", "acting"), most=most)
    yield teller.section("What happened", sorted(events, key=lambda c: c.time or "~"), most=most)
    yield teller.section("What is over", positive("past"), most=most)
    for status, heading in (("planned", "What is planned"), ("possible", "What may happen")):
        rows = kept(lambda c, status=status: c.polarity == "positive" and c.status == status)  # type: ignore[misc]
        yield teller.section(heading, rows, most=most)
    yield teller.section("What is denied", kept(lambda c: c.polarity == "negative"), most=most)


def _first_week(graph: GraphRecords, claim: Claim) -> date | None:
    """Return the Monday of the week in which an article first has the claim, None where no day is known."""
    days = []
    for id in claim.evidence:
        evidence = graph.evidence.get(id)
        document = graph.documents.get(evidence.document_id) if evidence else None
        day = _day(document.source.published_at if document else None)
        if day is not None:
            days.append(day)
    return min(days) - timedelta(days=min(days).weekday()) if days else None


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text is not None and len(text) == len("2025-07-31") else None
    except ValueError:
        return None


def _days(graph: GraphRecords) -> list[date]:
    return [day for d in graph.documents.values() if (day := _day(d.source.published_at)) is not None]


def _between_dates(graph: GraphRecords) -> str:
    days = sorted(_days(graph))
    if not days:
        return ""
    first, last = (in_words(day.isoformat()) for day in (days[0], days[-1]))
    return f" of {first}" if first == last else f" from {first} to {last}"
