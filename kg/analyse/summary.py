"""A page of Markdown that tells a reader what the articles say, each statement with its sentence."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from kg.analyse.disagreement import disputed
from kg.analyse.doubtful import doubtful_articles
from kg.analyse.show import UNSURE, name_of, qualifiers, sentences
from kg.analyse.wording import fitting, in_words
from kg.model import Claim, Entity, GraphRecords, counted, counts, headline, named
from kg.schema import Ontology

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&$])")


def summary(graph: GraphRecords, ontology: Ontology, *, max_entities: int = 8, max_claims: int = 30) -> str:
    """Return what was read, who is in it, what is said, planned, possible, disputed, denied, read poorly and left out.

    ``max_entities`` limits each class, ``max_claims`` each section; what is cut is counted. A claim stands
    in one section, except that a dispute repeats its sides. Claims come most sources first, then most
    certain, then by their words. Names and sentences are escaped, so they cannot change the page. The same
    graph gives the same bytes.
    """
    page = _Page(graph, ontology, max_claims)
    claims = sorted((*graph.claims.values(), *graph.value_claims.values()), key=page.rank)
    asserted = [claim for claim in claims if claim.asserted]
    several = [claim for claim in asserted if claim.independent_source_count > 1]
    single = [claim for claim in asserted if claim.independent_source_count <= 1]
    parts = [
        "# What the articles say",
        page.opening(),
        page.documents(),
        page.entities(max_entities),
        page.claims("What several articles say", several),
        page.claims("What is said by one source only", single),
        page.claims("What is planned", _positive(claims, "planned")),
        page.claims("What may happen", _positive(claims, "possible")),
        page.disputes(),
        page.claims("What is denied", [claim for claim in claims if claim.polarity == "negative"]),
        page.doubtful(),
        page.rejected(),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def escape(text: str) -> str:
    r"""Return a text that Markdown shows as it is, on one line, without control characters.

    >>> escape("a *b* <c>\n|d|")
    'a \\*b\\* \\<c\\> \\|d\\|'
    """
    plain = "".join(c if unicodedata.category(c) not in ("Cc", "Zl", "Zp") else " " for c in text)
    return _SPECIAL.sub(r"\\\1", " ".join(plain.split()))


def _positive(claims: Iterable[Claim], status: str) -> list[Claim]:
    return [claim for claim in claims if claim.polarity == "positive" and claim.status == status]


class _Page:
    """The sections, over one graph and its ontology."""

    def __init__(self, graph: GraphRecords, ontology: Ontology, max_claims: int) -> None:
        self.graph, self.ontology, self.max_claims = graph, ontology, max_claims
        self._labels = {name: property.label for name, property in ontology.labelled()}

    def rank(self, claim: Claim) -> tuple[int, float, str, str]:
        """Order claims: most independent sources, most certain, then by their words and id."""
        return -claim.independent_source_count, -claim.confidence, self.sentence(claim), claim.id

    def opening(self) -> str:
        graph = self.graph
        dates = sorted(d.source.published_at for d in graph.documents.values() if d.source.published_at)
        when = f" ({' to '.join(sorted({dates[0], dates[-1]}))})" if dates else ""
        return (
            f"From {counted(len(graph.documents), 'article')}{when}: "
            f"{counted(len(graph.entities), 'entity', 'entities')}, "
            f"{counts(graph).claims()}. A program took every statement below from a "
            "sentence; the sentence stands under it, so that it can be checked."
        )

    def documents(self) -> str:
        if not self.graph.documents:
            return ""
        counts: Counter[str] = Counter()
        for claim in self.graph.claims.values():
            evidence = (self.graph.evidence[id] for id in claim.evidence if id in self.graph.evidence)
            counts.update({e.document_id for e in evidence})
        lines = [
            "## What was read",
            "",
            "| Article | Title | Published | Publisher | Relations |",
            "|---|---|---|---|--:|",
        ]
        for document in sorted(self.graph.documents.values(), key=lambda d: (d.name, d.id)):
            source = document.source
            cells = (document.name, headline(document), source.published_at or "", source.publisher or "")
            lines.append(f"| {' | '.join(map(escape, cells))} | {counts[document.id]} |")
        return "\n".join(lines)

    def entities(self, most: int) -> str:
        classes: dict[str, list[Entity]] = defaultdict(list)
        for entity in self.graph.entities.values():
            classes[entity.type].append(entity)
        if not classes:
            return ""
        posts = self._posts()
        parts = ["## Who and what is in it"]
        by_mentions = sorted(classes.items(), key=lambda item: (-sum(e.n_mentions for e in item[1]), item[0]))
        for name, members in by_mentions:
            declared = self.ontology.classes.get(name)
            members.sort(key=lambda e: (-e.n_mentions, e.name, e.id))
            lines = [f"**{escape((declared.label if declared else name).capitalize())}** ({len(members)})", ""]
            for entity in members[:most]:
                facts = [*posts.get(entity.id, ())[:3], named(entity.n_mentions)]
                lines.append(f"- **{escape(entity.name)}**: {'; '.join(facts)}")
            if len(members) > most:
                lines.append(f"- and {len(members) - most} more")
            parts.append("\n".join(lines))
        return "\n\n".join(parts)

    def _posts(self) -> dict[str, list[str]]:
        """Return each entity's posts in words, present ones first."""
        posts: dict[str, list[str]] = defaultdict(list)
        # The title of a symmetric claim ("wife") is that of either end.
        mutual = {name for name, property in self.ontology.properties.items() if property.symmetric}
        asserted = (claim for claim in self.graph.claims.values() if claim.asserted and claim.titles)
        titled = [claim for claim in asserted if claim.predicate not in mutual]
        former = self.ontology.words.get("roles.former", frozenset())
        for claim in sorted(titled, key=lambda c: (c.status == "past", *self.rank(c))):
            # The longest wording of a post says most: "Director General" rather than "head".
            title = min(claim.titles, key=lambda title: (-len(title), title))
            prefix = "" if claim.status == "occurred" else "former " if claim.status == "past" else f"{claim.status} "
            if title.casefold().startswith(prefix.strip()) or (prefix and title.casefold().split()[0] in former):
                prefix = ""
            words = f"{prefix}{escape(title)}, {escape(name_of(self.graph, claim.object))}"
            if words not in posts[claim.subject]:
                posts[claim.subject].append(words)
        return posts

    def claims(self, heading: str, claims: Sequence[Claim]) -> str:
        if not claims:
            return ""
        lines = [f"## {heading}", ""]
        for claim in claims[: self.max_claims]:
            lines += [f"- {self.sentence(claim)}{self.remarks(claim)}", *self.quotes(claim)]
        if len(claims) > self.max_claims:
            lines.append(f"- and {len(claims) - self.max_claims} more")
        return "\n".join(lines)

    def disputes(self) -> str:
        groups = disputed(self.graph)
        if not groups:
            return ""
        lines = ["## What is disputed", ""]
        for claims in groups[: self.max_claims]:
            lines.append(f"- {self.sentence(claims[0])}:")
            for claim in claims:
                same = (claim.subject, claim.object) == (claims[0].subject, claims[0].object)
                verdict = "denied" if claim.polarity == "negative" else "stated" if same else self.sentence(claim)
                lines.append(f"  - {verdict}{self.remarks(claim)}")
                lines += [f"  {quote}" for quote in self.quotes(claim)]
        if len(groups) > self.max_claims:
            lines.append(f"- and {len(groups) - self.max_claims} more")
        return "\n".join(lines)

    def doubtful(self) -> str:
        found = doubtful_articles(self.graph.documents.values(), self.ontology)
        if not found:
            return ""
        lines = ["## What could be read poorly only", "", "| Article | Why |", "|---|---|"]
        return "\n".join([*lines, *(f"| {escape(row.document)} | {escape(row.why)} |" for row in found)])

    def rejected(self) -> str:
        if not self.graph.rejected:
            return ""
        counts = Counter((r.stage, r.reason) for r in self.graph.rejected.values())
        lines = ["## What was left out", "", "| Stage | Reason | Count |", "|---|---|--:|"]
        for (stage, reason), count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
            lines.append(f"| {escape(stage)} | {escape(reason)} | {count} |")
        return "\n".join(lines)

    def sentence(self, claim: Claim) -> str:
        """Return the claim in plain words: the names in bold round the relation's label."""
        label = fitting(self._labels.get(claim.predicate, claim.predicate), claim.datatype)
        object = name_of(self.graph, claim.object) if claim.datatype is None else in_words(claim.object)
        return f"**{escape(name_of(self.graph, claim.subject))}** {escape(label)} **{escape(object)}**"

    def remarks(self, claim: Claim) -> str:
        """Return what qualifies the claim, in brackets, or ""."""
        words = qualifiers(claim, [name_of(self.graph, id) for id in claim.attributed_to])
        if claim.source_count > 1:
            words.append(counted(claim.source_count, "article"))
        if claim.confidence < UNSURE:
            words.append(f"unsure, {claim.confidence:.2f}")
        return f" ({escape('; '.join(words))})" if words else ""

    def quotes(self, claim: Claim) -> list[str]:
        """Return the most certain sentence behind a claim as a quotation, with its article."""
        lines = []
        for sentence in sentences(self.graph, claim)[:1]:
            date = f", {sentence.published_at}" if sentence.published_at else ""
            lines.append(f"  > “{escape(sentence.text)}” ({escape(sentence.document + date)})")
        return lines
