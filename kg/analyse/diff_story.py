"""What changed from one graph to another, in sentences with footnotes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from kg.analyse.diff import ClaimChange, GraphDiff, diff, is_over
from kg.analyse.roles import Tenure
from kg.analyse.story import Section, Statement, Story, StoryTeller
from kg.analyse.telling import Fragment
from kg.analyse.wording import in_words
from kg.model import Document, Entity, GraphRecords, headline
from kg.schema import Ontology


def diff_story(old: GraphRecords, new: GraphRecords, ontology: Ontology, *, max_rows: int = 30) -> Story:
    """Return what changed as a story; ``max_rows`` limits each part, what is left out is counted.

    What is new of a post stands under the posts only, and what came of a plan under what has happened only.
    """
    found = diff(old, new, ontology)
    both = GraphRecords.of(
        documents={**old.documents, **new.documents}.values(),
        entities={**old.entities, **new.entities}.values(),
        evidence={**old.evidence, **new.evidence}.values(),
        claims={**old.claims, **new.claims}.values(),
    )
    page = _Page(StoryTeller(both, ontology), ontology, max_rows)
    found = _seen(found, page.teller)
    posts = {id for row in (*found.began, *found.ended) for id in row.claims}
    fresh = [claim for claim in found.new_claims if claim.id not in posts]
    happened = [change for change in found.changed if change.happened]
    other = [change for change in found.changed if not change.happened and change.new.id not in posts]
    sections = (
        page.part("What has happened of what was planned", page.sorted(happened), page.change),
        page.part("Who holds which post", [*found.began, *found.ended], page.post),
        page.part("What is new", sorted(fresh, key=page.teller.rank), page.teller.statement),
        page.part("What is told otherwise", page.sorted(other), page.change),
        page.part("What more articles say", page.sorted(found.more_sources), page.more),
        page.part("What is no longer said", sorted(found.gone_claims, key=page.teller.rank), page.teller.statement),
        page.part("New entities", found.new_entities, page.entity),
        page.part("Entities that are gone", found.gone_entities, page.entity),
        page.part("Entities that are called otherwise", found.renamed, page.renamed),
        page.part("Entities of another class", found.retyped, page.retyped),
        page.part("New articles", found.new_documents, page.document),
        page.part("Articles that are gone", found.gone_documents, page.document),
    )
    return page.teller.story("What changed", _about(found), sections)


def _seen(found: GraphDiff, teller: StoryTeller) -> GraphDiff:
    """Return the differences without changes that no sentence shows, such as another wording of a post.

    Such a claim may stand in more articles still.
    """
    tell = teller.teller.tell
    seen = tuple(row for row in found.changed if row.happened or tell(row.new) != tell(row.old))
    unseen = (row for row in found.changed if row not in seen)
    more = (row for row in unseen if row.new.source_count > row.old.source_count)
    return replace(found, changed=seen, more_sources=(*found.more_sources, *more))


def _about(found: GraphDiff) -> str:
    if found.is_empty:
        return "Nothing changed."
    counts = (
        (len(found.new_documents), "new article", "new articles"),
        (len(found.new_entities), "new entity", "new entities"),
        (len(found.retyped), "entity of another class", "entities of another class"),
        (len(found.new_claims), "new claim", "new claims"),
        (len(found.changed), "changed claim", "changed claims"),
        (len(found.gone_claims), "claim no longer said", "claims no longer said"),
    )
    said = ", ".join(f"{n:,} {one if n == 1 else many}" for n, one, many in counts if n)
    return f"{said[:1].upper()}{said[1:]}." if said else "Only what stands behind the claims changed."


class _Page:
    """The parts of the story, over the records of both graphs."""

    def __init__(self, teller: StoryTeller, ontology: Ontology, most: int) -> None:
        self.teller, self.ontology, self.most = teller, ontology, most

    def part[T](self, heading: str, rows: Sequence[T], tell: Callable[[T], Statement]) -> Section | None:
        if not rows:
            return None
        told = tuple(tell(row) for row in rows[: self.most])
        return Section(heading=heading, statements=told, n_more=max(0, len(rows) - self.most))

    def sorted(self, changes: Iterable[ClaimChange]) -> list[ClaimChange]:
        return sorted(changes, key=lambda change: self.teller.rank(change.new))

    def change(self, change: ClaimChange) -> Statement:
        """Return the claim as it is told now, and as it was told before."""
        now = self.teller.statement(change.new)
        before = self.teller.teller.tell(change.old)
        return replace(now, fragments=(*now.fragments, Fragment(text=" Before: "), *before))

    def more(self, change: ClaimChange) -> Statement:
        now = self.teller.statement(change.new)
        counts = f" In {change.new.source_count:,} articles, {change.old.source_count:,} before."
        return replace(now, fragments=(*now.fragments, Fragment(text=counts)))

    def post(self, tenure: Tenure) -> Statement:
        """Return the claim of a post, with its end in front where it is over."""
        claim = min((self.teller.graph.claims[id] for id in tenure.claims), key=self.teller.rank)
        if not is_over(tenure):
            return self.teller.statement(claim)
        end = f"Over since {in_words(tenure.until)}: " if tenure.until else "Over by now: "
        return self.teller.statement(claim, before=end)

    def entity(self, entity: Entity) -> Statement:
        return _statement(Fragment(text=entity.name, entity_id=entity.id), f", {self._label(entity.type)}.")

    def retyped(self, pair: tuple[Entity, Entity]) -> Statement:
        old, new = pair
        change = f", now {self._label(new.type)}, before {self._label(old.type)}."
        return _statement(Fragment(text=new.name, entity_id=new.id), change)

    def _label(self, type: str) -> str:
        declared = self.ontology.classes.get(type)
        return (declared.label if declared else "") or type

    def renamed(self, pair: tuple[Entity, Entity]) -> Statement:
        old, new = pair
        name = Fragment(text=new.name, entity_id=new.id)
        return _statement(Fragment(text=old.name, entity_id=old.id), " is now ", name, ".")

    def document(self, document: Document) -> Statement:
        source = document.source
        known = (
            headline(document).removesuffix("."),
            document.name,
            source.publisher,
            source.published_at and in_words(source.published_at),
        )
        return _statement(", ".join(dict.fromkeys(word for word in known if word)) + ".")


def _statement(*parts: str | Fragment) -> Statement:
    return Statement(fragments=tuple(Fragment(text=part) if isinstance(part, str) else part for part in parts))
