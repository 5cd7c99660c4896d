"""Frozen records, ids and the lawful merge; imports nothing else of ``kg``."""

from kg.model.annotated import AnnotatedDocument
from kg.model.figures import Counts, counted, counts, named
from kg.model.graph import GraphRecords
from kg.model.ids import content_id, slug
from kg.model.periods import OPEN, Period
from kg.model.records import (
    PHRASE,
    STATUSES,
    Claim,
    CoreferenceChain,
    Cut,
    Document,
    Entity,
    Evidence,
    Judgement,
    Mention,
    MentionKind,
    Outcome,
    Polarity,
    Quote,
    Rejected,
    RelationMention,
    Source,
    Span,
    Status,
    TimeExpression,
    Verdict,
)
from kg.model.wording import headline, posts

__all__ = [
    "OPEN",
    "PHRASE",
    "STATUSES",
    "AnnotatedDocument",
    "Claim",
    "CoreferenceChain",
    "Counts",
    "Cut",
    "Document",
    "Entity",
    "Evidence",
    "GraphRecords",
    "Judgement",
    "Mention",
    "MentionKind",
    "Outcome",
    "Period",
    "Polarity",
    "Quote",
    "Rejected",
    "RelationMention",
    "Source",
    "Span",
    "Status",
    "TimeExpression",
    "Verdict",
    "content_id",
    "counted",
    "counts",
    "headline",
    "named",
    "posts",
    "slug",
]
