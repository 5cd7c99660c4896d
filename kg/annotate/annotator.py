"""From documents to annotated documents: the stage that the pipeline calls."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from itertools import pairwise, tee
from typing import TYPE_CHECKING

from kg.annotate import acronyms, boundaries, chains, junk, patterns, selection
from kg.annotate.candidates import Candidate, from_capitals, from_gazetteer, from_models
from kg.annotate.coreference import link
from kg.annotate.credits import credit_tokens
from kg.annotate.entity_types import best, is_described, votes_and_cues
from kg.annotate.gazetteer import Gazetteer, read_entries
from kg.annotate.given import with_given
from kg.annotate.groups import Group, Name
from kg.annotate.inside import countries_inside, join
from kg.annotate.lexicon import Lexicon
from kg.annotate.lists import with_neighbours
from kg.annotate.marked import mark
from kg.annotate.name_finder import NEWS
from kg.annotate.name_network import ENCODER
from kg.annotate.parse import Parse, Reader
from kg.annotate.settings import AnnotateSettings
from kg.annotate.teams import as_teams
from kg.annotate.times import find_times
from kg.annotate.typing_features import Seen, features
from kg.annotate.typing_model import read_typing_model, with_encoder
from kg.annotate.verdict import Verdict, by_model, by_votes
from kg.model import AnnotatedDocument, CoreferenceChain, Document, Mention, MentionKind, Rejected, Span
from kg.schema import resource
from kg.schema.ontology import Example, Ontology

if TYPE_CHECKING:
    from spacy.tokens import Doc

STAGE = "annotate"
ANNOTATOR = "names@2"


class Annotator:
    """Finds the named entities of documents: mentions, their classes and their chains.

    Pure for one document: the result depends on its text, the ontology and the settings only.
    """

    def __init__(self, ontology: Ontology, settings: AnnotateSettings = AnnotateSettings()) -> None:  # noqa: B008
        from spacy.lang.en import English

        tokenize = English().tokenizer
        entries = read_entries(resource(ontology, "gazetteers"))
        self._gazetteer = Gazetteer(entries, lambda name: [token.text for token in tokenize(name)])
        self._given = settings.given
        self._words = dict(ontology.words)
        self._kinds = ontology.kinds
        self._lexicon = Lexicon.of(ontology.words)
        self._reader = Reader(settings, self._gazetteer.has_word)
        #: Its weights are fitted for chains that the name finder has voted on.
        self._typing = read_typing_model() if {NEWS, ENCODER} & set(settings.voters) else None

    @property
    def name(self) -> str:
        """Return what identifies the parser: templates compiled with one parser do not serve another."""
        return self._reader.name

    def parse(self, texts: Iterable[str]) -> Iterator[Doc]:
        """Parse short texts as documents are parsed, in order; no names are looked for in the result."""
        return self._reader.parse_only(texts)

    def mark(self, example: Example, parse: Doc) -> AnnotatedDocument:
        """Return an example, parsed by this annotator, as an annotated document whose names are the marked ones."""
        marked = tuple(replace(e, type=self._kinds.get(e.type or "", e.type)) for e in example.entities)
        return mark(replace(example, entities=marked), parse, self._words)

    def memory_zone(self) -> AbstractContextManager[None]:
        """Return a context that frees at its end what reading put into the models' string stores."""
        return self._reader.memory_zone()

    def pipe(self, documents: Iterable[Document]) -> Iterator[AnnotatedDocument]:
        """Annotate documents in their order, lazily, a batch at a time, in constant memory."""
        for document, parse in self.parsed(documents):
            yield self.annotate(document, parse)

    def annotate(self, document: Document, parse: Parse) -> AnnotatedDocument:
        """Annotate one document whose parse is there."""
        names, rejected = self._names(document, parse)
        mentions, coreference = [], []
        seen = Seen(parse.names)
        for group in self._groups(names, parse):
            row = features(group, parse, seen) if self._typing else {}
            chances = self._typing.chances(row) if self._typing else None
            if chances is not None and ENCODER in group.sources:
                chances = with_encoder(chances, row)
            verdict = by_votes(group) if chances is None else by_model(group, chances)
            found, chain = _records(document, parse, group, verdict)
            mentions += found
            coreference.append(chain)
        linked = link(parse.doc, mentions, coreference, self._words)
        inner = tuple(countries_inside(document, parse, names, self._gazetteer, ANNOTATOR))
        linked = replace(
            linked,
            mentions=tuple(sorted((*linked.mentions, *inner), key=lambda m: (m.span, m.id))),
            chains=join(document, linked.mentions, linked.chains, inner),
        )
        return AnnotatedDocument(
            document=document,
            parse=parse.doc,
            sentences=tuple(
                Span(start=s.start_char, end=s.end_char) for s in parse.doc.sents if s.end_char > s.start_char
            ),
            mentions=linked.mentions,
            chains=linked.chains,
            times=find_times(parse.doc, document.source.published_at),
            quotes=linked.quotes,
            rejected=tuple(rejected),
        )

    def grouped(self, document: Document, parse: Parse) -> list[Group]:
        """Return the names of a parsed document, those of one entity together, by first mention."""
        return self._groups(self._names(document, parse)[0], parse)

    def parsed(self, documents: Iterable[Document]) -> Iterator[tuple[Document, Parse]]:
        """Yield documents with their parses, in order, lazily."""
        left, right = tee(documents)
        return zip(left, self._reader.pipe(document.text for document in right), strict=True)

    def _groups(self, names: list[Name], parse: Parse) -> list[Group]:
        teams = as_teams(with_neighbours(names, parse), parse, self._lexicon)
        return chains.build(teams, _short_forms(names, parse), self._lexicon)

    def _names(self, document: Document, parse: Parse) -> tuple[list[Name], list[Rejected]]:
        found = [
            *from_models(parse.names),
            *from_gazetteer(self._gazetteer, parse),
            *patterns.from_patterns(parse, self._gazetteer, self._lexicon),
            *from_capitals(parse, self._lexicon),
        ]
        for (start, end), short in acronyms.defined(parse):
            found.append(Candidate(start=start, end=end, sources=frozenset({"acronym"})))
            found.append(Candidate(start=short, end=short + 1, sources=frozenset({"acronym"})))
        credit = credit_tokens(parse, self._lexicon)
        common = acronyms.common(parse, self._lexicon)
        adjectives = {candidate.start for candidate in found if candidate.demonym}
        repaired = boundaries.repair(found, parse, self._lexicon, self._gazetteer.is_name)
        candidates, rejected = [], []
        for candidate in selection.combine(selection.without_country(repaired, parse.words)):
            if candidate.start in credit:
                reason: str | None = "credit"
            elif candidate.end == candidate.start + 1 and parse.words[candidate.start] in common:
                reason = "short for common words"
            else:
                demonym = candidate.start in adjectives
                reason = junk.junk_reason(candidate, parse, self._lexicon, self._reader.is_word, demonym=demonym)
            if reason is None:
                candidates.append(candidate)
            else:
                rejected.append(_rejected(document, parse, candidate, reason))
        chosen = [c for c in selection.choose(selection.elsewhere(candidates, parse)) if c.sources != {"hint"}]
        repeated = (c for c in selection.repeat(chosen, parse)
                    if "repeat" not in c.sources or not boundaries.is_prefixed(c, parse, self._lexicon))  # fmt: skip
        names, left_out = with_given([self._name(c, parse) for c in repeated], parse, self._given)
        rejected += (_rejected(document, parse, name, reason) for name, reason in left_out)
        return names, rejected

    def _name(self, chosen: Candidate, parse: Parse) -> Name:
        votes, cues = votes_and_cues(chosen, parse, self._lexicon, self._gazetteer)
        return Name(
            start=chosen.start,
            end=chosen.end,
            form=parse.form(chosen.start, chosen.end),
            votes=votes,
            sources=chosen.sources | ({"described"} if is_described(chosen, parse, self._lexicon) else frozenset()),
            demonym=chosen.demonym,
            canonical=chosen.canonical,
            cues=cues,
        )


def _short_forms(names: list[Name], parse: Parse) -> list[tuple[str, str]]:
    """Return (long form, short form) for every name that a shorter one in capitals follows in brackets."""
    pairs = []
    for long, short in pairwise(names):
        bracket = short.start == long.end + 1 and parse.words[long.end] == "("
        closed = short.end < len(parse.words) and parse.words[short.end] in {")", ";", ","}
        if bracket and closed and acronyms.is_acronym(parse.words[short.start]) and short.end == short.start + 1:
            spelt = acronyms.initials_start(parse.words, long.end, short.form) == long.start
            if spelt or {best(long.votes)[0], best(short.votes)[0]} <= {
                "Organization",
                "Event",
                "Agreement",
                "Product",
                None,
            }:
                pairs.append((long.form, short.form))
    return pairs


def _rejected(document: Document, parse: Parse, name: Candidate | Name, reason: str) -> Rejected:
    span = parse.doc[name.start : name.end]
    return Rejected(
        stage=STAGE,
        item=span.text,
        reason=reason,
        document_id=document.id,
        detail=f"{span.start_char}..{span.end_char}",
    )


def _records(
    document: Document, parse: Parse, group: Group, verdict: Verdict
) -> tuple[list[Mention], CoreferenceChain]:
    mentions: list[Mention] = []
    for name in sorted(group.names, key=lambda n: n.start):
        token_span = parse.doc[name.start : name.end]
        span = Span(start=token_span.start_char, end=token_span.end_char)
        kind: MentionKind = "demonym" if name.demonym else "name"
        mentions.append(
            Mention(
                id=Mention.make_id(document_id=document.id, span=span, kind=kind),
                document_id=document.id,
                span=span,
                text=span.of(document.text),
                kind=kind,
                type=verdict.type,
                score=verdict.score,
                annotator=ANNOTATOR,
                canonical=name.canonical,
            )
        )
    ids = tuple(mention.id for mention in mentions)
    named = [m for m in mentions if m.kind == "name"]
    representative = min(named or mentions, key=lambda m: (-len(m.text), m.span))
    return mentions, CoreferenceChain(
        id=CoreferenceChain.make_id(document_id=document.id, mention_ids=ids),
        document_id=document.id,
        mentions=ids,
        representative=representative.id,
        type=verdict.type,
        type_votes=tuple((t, round(w, 4)) for t, w in sorted(verdict.votes.items())),
        # A country that only an adjective mentions is kept for the claims that need it.
        reported=verdict.type is not None and (verdict.reported if named else group.canonical is not None),
    )
