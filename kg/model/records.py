"""The frozen records that every stage reads and writes.

Mention : entity = relation mention : claim. The left side lives in one document, the right side in
the corpus. Offsets are half-open, in Unicode code points of ``Document.text``. ``None`` means "not
known". A score is a probability in [0, 1].
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from kg.model.ids import content_id
from kg.model.notebook import notebook_table

MentionKind = Literal["name", "nominal", "pronoun", "demonym", "set"]
Polarity = Literal["positive", "negative"]
Status = Literal["occurred", "planned", "possible", "past", "acting"]
Verdict = Literal["same", "different", "unsure"]
#: What became of a plan: it happened in time, later than planned or is now due later, or fell through.
Outcome = Literal["confirmed", "slipped", "cancelled"]

STATUSES: tuple[Status, ...] = ("occurred", "planned", "possible", "past", "acting")

#: The predicate of open relations: what is said stands in words, as the value of this core property.
PHRASE = "phrase"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """A half-open range of code points in a document's final text.

    >>> Span(start=2, end=5).of("Sean Duffy")
    'an '
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span needs 0 <= start <= end, got {self.start}..{self.end}")

    def of(self, text: str) -> str:
        """Return the covered text."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Say whether the two ranges share a code point."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Say whether the other range lies inside this one."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a document came from.

    ``uri`` is the article's URL or, for a file, its name; never an absolute path. ``published_at`` is
    an ISO date as precise as it is known (``2025``, ``2025-07``, ``2025-07-31``), or None.
    """

    uri: str
    publisher: str | None = None
    title: str | None = None
    published_at: str | None = None
    authors: tuple[str, ...] = ()
    retrieved_at: str | None = None
    licence: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """Text that cleaning took out or changed: what, why, and where in the final text it stood.

    ``start`` is the offset in the final text at which ``removed`` stood; ``inserted`` is what stands
    there instead (often "" or a line break).
    """

    start: int
    removed: str
    inserted: str = ""
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One article: its final text, which is never edited again, and its source.

    ``name`` is what users know it by (file name, or the record's id). A title that the text does not
    begin with is its first paragraph, so that the headline counts as text.
    """

    id: str
    name: str
    text: str
    source: Source
    language: str = "en"
    raw_sha256: str = ""
    cuts: tuple[Cut, ...] = ()

    @staticmethod
    def make_id(*, uri: str, text: str) -> str:
        """Return the document's id: a hash of source uri and final text."""
        return content_id("document", uri, text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A stretch of text that refers to an entity.

    ``type`` is a class name of the ontology, or None where it is open. ``kind`` "demonym" is an
    adjective or people's name that points to a country ("Russian"): it is never an alias. ``kind`` "set" is a
    plural that stands for several entities ("the two leaders"): there is one such mention for each, over the same text.
    ``canonical`` is the name that a gazetteer gives for this text ("USA" -> "United States"), or None.
    """

    id: str
    document_id: str
    span: Span
    text: str
    kind: MentionKind
    type: str | None
    score: float
    annotator: str
    canonical: str | None = None

    @staticmethod
    def make_id(*, document_id: str, span: Span, kind: MentionKind, member: int | None = None) -> str:
        """Return the mention's id. ``member`` numbers the mentions of a set, from 0."""
        of_set = () if member is None else (member,)
        return content_id("mention", document_id, span.start, span.end, kind, *of_set)


@dataclass(frozen=True, slots=True, kw_only=True)
class CoreferenceChain:
    """The mentions of one entity inside one document, in text order.

    ``representative`` is the id of the mention whose text names the entity best. ``type_votes`` holds
    (class name, weight) pairs, sorted; the corpus-wide vote adds them up. ``reported`` is False for a
    chain that only helps the reading (a nominal without a name, a doubtful name): it takes part in
    no output.
    """

    id: str
    document_id: str
    mentions: tuple[str, ...]
    representative: str
    type: str | None
    type_votes: tuple[tuple[str, float], ...] = ()
    reported: bool = True

    @staticmethod
    def make_id(*, document_id: str, mention_ids: tuple[str, ...]) -> str:
        """Return the chain's id, which depends on the set of its mentions."""
        return content_id("chain", document_id, *sorted(mention_ids))


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """A stretch of text that says when, with its value.

    ``value`` is ISO, as precise as the text ("2015-03", "2018", "2025-07-31"), or None where it
    cannot be told.
    """

    span: Span
    text: str
    value: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """What somebody is reported to have said.

    ``speaker`` and ``addressee`` are chain ids, or None where the text names nobody. ``direct`` is
    True between quotation marks; otherwise ``span`` covers the reported clause.
    """

    span: Span
    direct: bool
    speaker: str | None = None
    addressee: str | None = None
    verb: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationMention:
    """A typed relation between two chains, stated in one sentence of one document.

    ``predicate`` is the property's local name. ``rule`` says what matched (a template's text).
    ``subject_mention`` and ``object_mention`` are the mentions as they stand in the sentence, so a
    pronoun may be one; only the state of a post that names none may stand in another sentence.
    ``time`` is when it happens, holds or begins; ``period`` is an EDTF interval where the text gives a bound
    ("2018/.." since, "../2018" until), else None. ``attributed_to`` is the
    speaker's chain. ``phrase`` is what an open relation says, where ``predicate`` is `PHRASE`; None for a
    property of the ontology. ``datatype`` is the local name of an XSD type where the object is a value, such as
    "gYear": ``object`` is then its text, and ``object_mention`` empty; None: the object is a chain.
    """

    id: str
    document_id: str
    subject: str
    predicate: str
    object: str
    subject_mention: str
    object_mention: str
    cue: Span
    sentence: Span
    polarity: Polarity = "positive"
    status: Status = "occurred"
    time: str | None = None
    period: str | None = None
    title: str | None = None
    attributed_to: str | None = None
    phrase: str | None = None
    datatype: str | None = None
    extractor: str
    rule: str
    score: float

    @staticmethod
    def make_id(
        *, document_id: str, subject_mention: str, predicate: str, object_mention: str, cue: Span, extractor: str
    ) -> str:
        """Return the relation mention's id."""
        return content_id(
            "relation", document_id, subject_mention, predicate, object_mention, cue.start, cue.end, extractor
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """One person, organisation, place ... of the corpus.

    ``id`` is a slug made from the name. ``aliases`` are all its forms, those of a gazetteer too; ``uses`` says which
    documents write which form, as (form, document id) pairs. ``chains`` are the coreference chains that were
    judged to be it.
    """

    id: str
    name: str
    type: str
    aliases: frozenset[str] = frozenset()
    uses: frozenset[tuple[str, str]] = frozenset()
    chains: frozenset[str] = frozenset()
    document_ids: frozenset[str] = frozenset()
    same_as: frozenset[str] = frozenset()
    n_mentions: int = 0

    def _repr_html_(self) -> str:
        """Return what a notebook shows of it."""
        return notebook_table(
            f"{self.name} ({self.type})",
            [
                ("id", self.id),
                ("also called", ", ".join(sorted(self.aliases - {self.name}))),
                ("same as", ", ".join(sorted(self.same_as))),
                ("mentions", self.n_mentions),
                ("articles", len(self.document_ids)),
            ],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The sentence behind a claim, and what it says of it: ``quote == document.text[start:end]``.

    ``status`` and ``polarity`` are those of this sentence: a claim that happened may rest on a sentence that
    planned it. ``time`` is the date that the sentence states, as ISO, or an interval with an open end as EDTF
    writes it ("2018/.." since, "../2018" until, "2011/2018"); None: it states none. ``said_by`` is the entity
    that the sentence quotes for it.
    """

    id: str
    document_id: str
    start: int
    end: int
    quote: str
    extractor: str
    rule: str
    score: float
    status: Status = "occurred"
    polarity: Polarity = "positive"
    time: str | None = None
    said_by: str | None = None

    @staticmethod
    def make_id(
        *,
        document_id: str,
        start: int,
        end: int,
        extractor: str,
        rule: str,
        status: Status = "occurred",
        polarity: Polarity = "positive",
        time: str | None = None,
        said_by: str | None = None,
    ) -> str:
        """Return the evidence's id: a sentence that says two things in one way is one, in two ways is two."""
        return content_id(
            "evidence", document_id, start, end, extractor, rule, status, polarity, time or "", said_by or ""
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Subject, predicate and object with polarity, status and time; the evidence says who stated it.

    ``predicate`` is a property's local name. ``time`` is ISO with its precision, the most precise that the
    evidence states, or None; for what lasts it is its beginning, or a time at which it was so. ``until`` is its end.
    ``attributed_to`` holds the entities that the sources quote for it; empty: the
    sources say it themselves. ``confidence`` is the probability that the evidence gives it. ``source_count`` counts
    documents, ``independent_source_count`` newsrooms that wrote it themselves. ``phrase`` is what an open claim
    says, where ``predicate`` is `PHRASE`; None for a property of the ontology.

    ``outcome`` says what became of a plan, whose sentences are then evidence beside those of what happened; the
    counts and the confidence are those of the status that the claim has in the end. ``disputed_by`` are the ids of
    claims that cannot be true beside it. ``datatype`` is the local name of an XSD type where ``object`` is a value
    ("gYear", "integer"); None: it is an entity.
    """

    id: str
    subject: str
    predicate: str
    object: str
    polarity: Polarity = "positive"
    status: Status = "occurred"
    time: str | None = None
    until: str | None = None
    titles: frozenset[str] = frozenset()
    attributed_to: frozenset[str] = frozenset()
    phrase: str | None = None
    evidence: frozenset[str] = frozenset()
    confidence: float = 0.0
    source_count: int = 0
    independent_source_count: int = 0
    outcome: Outcome | None = None
    disputed_by: frozenset[str] = frozenset()
    datatype: str | None = None

    @staticmethod
    def make_id(
        *, subject: str, predicate: str, object: str, polarity: Polarity, status: Status, time: str | None
    ) -> str:
        """Return the claim's id."""
        return content_id("claim", subject, predicate, object, polarity, status, time or "")

    def _repr_html_(self) -> str:
        """Return what a notebook shows of it; entities are named by their ids."""
        said = self.predicate if self.phrase is None else self.phrase
        return notebook_table(
            f"{self.subject} {'not ' if self.polarity == 'negative' else ''}{said} {self.object}",
            [
                ("status", self.status),
                ("time", self.time if self.until is None else f"{self.time or ''}/{self.until}"),
                ("title", ", ".join(sorted(self.titles))),
                ("according to", ", ".join(sorted(self.attributed_to))),
                ("confidence", self.confidence),
                ("articles", self.source_count),
                ("sentences", len(self.evidence)),
            ],
        )

    @property
    def asserted(self) -> bool:
        """Say whether the claim is a fact that holds or held: it then has a direct edge."""
        return self.polarity == "positive" and self.status in ("occurred", "acting", "past")


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Whether two chains, or two names, mean one entity, with the reasons.

    ``features`` holds (name, value, weight) rows; the sum of the weights, calibrated, are the score's log-odds. They
    are empty where a judgement was read from a file that has no room for reasons.
    """

    left: str
    right: str
    verdict: Verdict
    score: float
    features: tuple[tuple[str, str, float], ...] = ()
    decided_by: str = ""

    @property
    def id(self) -> str:
        """Return the judgement's id, the same for either order of the two sides."""
        return content_id("judgement", *sorted((self.left, self.right)), self.decided_by)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """Something a stage left out, and why; nothing is dropped in silence."""

    stage: str
    item: str
    reason: str
    document_id: str | None = None
    detail: str = field(default="")

    @property
    def id(self) -> str:
        """Return the rejection's id."""
        return content_id("rejected", self.stage, self.item, self.reason, self.document_id or "", self.detail)
