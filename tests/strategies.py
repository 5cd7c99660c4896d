"""Hypothesis strategies for graphs, and one graph whose names break careless writers."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from hypothesis import strategies as st

from kg.model import (
    PHRASE,
    STATUSES,
    Claim,
    Document,
    Entity,
    Evidence,
    GraphRecords,
    Source,
    content_id,
    slug,
)
from kg.schema.ontology import EntityClass, Ontology, Property

BASE = "https://w3id.org/newskg/ontology#"


def _class(name: str, *parents: str) -> EntityClass:
    return EntityClass(name=name, iri=BASE + name, label=name.lower(), definition="", parents=parents)


def _property(name: str, *, symmetric: bool = False, parents: tuple[str, ...] = ()) -> Property:
    everything = frozenset({"Person", "Organization", "Place"})
    return Property(
        name=name,
        iri=BASE + name,
        label=name,
        definition="",
        domain=everything,
        range=everything,
        symmetric=symmetric,
        parents=parents,
    )


#: A small ontology: one subclass, one symmetric property, one sub-property.
ONTOLOGY = Ontology(
    base=BASE,
    classes=MappingProxyType(
        {c.name: c for c in (_class("Person"), _class("Organization"), _class("Place"), _class("Country", "Place"))}
    ),
    properties=MappingProxyType(
        {
            p.name: p
            for p in (
                _property("heads", parents=("worksFor",)),
                _property("worksFor"),
                _property("meets", symmetric=True),
                _property("visits"),
            )
        }
    ),
    relations=MappingProxyType({}),
    hash="0" * 16,
)

#: Each breaks some format that is written without care.
HOSTILE = (
    'Mark <b>"up"</b> & Söhne',
    "line\nbreak\r\nand\rtab\t",
    "nul\x00bell\x07delete\x7f",
    "emoji 🚀 family 👩‍👩‍👧",
    "مرحبا بالعالم",
    "\u202eright to left\u202c",
    "]]> and <![CDATA[",
    "=cmd|' /C calc'!A0",
    "'=guarded already",
    "+1",
    "-1",
    "@sum",
    "back\\slash\\n and \\u0041",
    "quotes \"\"\" and '''",
    "a|b\\|c|",
    "{curly} <angle> ^caret `tick`",
    "ends in a dot.",
    "  spaces  ",
    "\ufeffmark",
    "\ufffe noncharacter \uffff",
    "INF",
    "true",
    "1.10",
    "_:b0",
    "# comment",
    "@prefix x: <y> .",
    "á decomposed",
    "\u2028line separator\u2029\x85",
)

texts = st.one_of(st.text(max_size=30), st.sampled_from(HOSTILE))
words = texts.filter(bool)
times = st.one_of(
    st.none(),
    st.sampled_from(["2025", "2025-02", "2025-02-28", "2025-13", "0000", "2025-07-31T10:00:00Z"]),
    words,
)
scores = st.floats(min_value=0, max_value=1)
counts = st.integers(min_value=0, max_value=10**6)


@st.composite
def sources(draw: st.DrawFn) -> Source:
    """Any source, also one whose uri is no IRI."""
    maybe = st.one_of(st.none(), texts)
    return Source(
        uri=draw(st.one_of(st.sampled_from(["https://example.org/a?b=1#c", "http://exa mple/<x>"]), texts)),
        publisher=draw(maybe),
        title=draw(maybe),
        published_at=draw(times),
        authors=tuple(draw(st.lists(texts, max_size=3))),
        retrieved_at=draw(times),
        licence=draw(maybe),
    )


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Any document, named as the builder names them."""
    source, text = draw(sources()), draw(texts)
    return Document(
        id=Document.make_id(uri=source.uri, text=text),
        name=draw(words),
        text=text,
        source=source,
        language=draw(st.sampled_from(["en", "en-GB"])),
        raw_sha256=draw(st.sampled_from(["", "ab" * 32])),
    )


@st.composite
def graphs(draw: st.DrawFn) -> GraphRecords:
    """Graphs whose claims name their own entities, evidence and documents, and sometimes unknown ones."""
    all_documents = draw(st.lists(documents(), max_size=3, unique_by=lambda d: d.id))
    names = draw(st.lists(words, max_size=5, unique_by=slug))
    document_ids = st.sampled_from([d.id for d in all_documents] or [content_id("document", "unknown")])
    entities = [
        Entity(
            id=slug(name),
            name=name,
            type=draw(st.sampled_from([*ONTOLOGY.classes, "Undeclared"])),
            aliases=draw(st.frozensets(words, max_size=3)),
            uses=draw(st.frozensets(st.tuples(words, document_ids), max_size=3)),
            chains=draw(st.frozensets(st.just("chain"), max_size=1)),
            document_ids=draw(st.frozensets(document_ids, max_size=2)),
            same_as=draw(
                st.frozensets(st.sampled_from(["http://www.wikidata.org/entity/Q1", "other-name", "a b"]), max_size=2)
            ),
            n_mentions=draw(counts),
        )
        for name in names
    ]
    entity_ids = st.sampled_from([e.id for e in entities] or ["nobody"])
    evidence = {e.id: e for e in draw(st.lists(_evidence(document_ids), max_size=5))}
    evidence_ids = st.sampled_from(sorted(evidence) or [content_id("evidence", "unknown")])
    claims = {c.id: c for c in draw(st.lists(_claims(entity_ids, evidence_ids), max_size=6))}
    valued = {c.id: c for c in draw(st.lists(_claims(entity_ids, evidence_ids), max_size=2))}
    value = st.sampled_from([("2030", "gYear"), ("2030-11", "gYearMonth"), ("13000", "integer"), ("4.7", "decimal")])
    said = {c.id: c for c in draw(st.lists(_claims(entity_ids, evidence_ids), max_size=2))}
    return GraphRecords.of(
        documents=all_documents,
        entities=entities,
        claims=claims.values(),
        open_claims=[opened(claim, draw(texts)) for claim in said.values()],
        value_claims=[with_value(claim, *draw(value)) for claim in valued.values()],
        evidence=evidence.values(),
    )


def opened(claim: Claim, phrase: str) -> Claim:
    """Return an open claim of the same ends that says something in words."""
    id = content_id("open", claim.id, phrase)
    return replace(claim, id=id, predicate=PHRASE, phrase=phrase, titles=frozenset())


def with_value(claim: Claim, value: str, datatype: str) -> Claim:
    """Return a value claim of the same subject."""
    id = content_id("value", claim.id, value)
    return replace(claim, id=id, predicate="endDate", object=value, datatype=datatype)


@st.composite
def _evidence(draw: st.DrawFn, document_ids: st.SearchStrategy[str]) -> Evidence:
    document_id, start, rule, quote = draw(document_ids), draw(counts), draw(texts), draw(texts)
    end = start + len(quote)
    return Evidence(
        id=Evidence.make_id(document_id=document_id, start=start, end=end, extractor="cues@1", rule=rule),
        document_id=document_id,
        start=start,
        end=end,
        quote=quote,
        extractor="cues@1",
        rule=rule,
        score=draw(scores),
        status=draw(st.sampled_from(STATUSES)),
        polarity=draw(st.sampled_from(["positive", "negative"])),
        time=draw(times),
        said_by=draw(st.one_of(st.none(), st.sampled_from(["nobody", "a b"]))),
    )


@st.composite
def _claims(draw: st.DrawFn, entity_ids: st.SearchStrategy[str], evidence_ids: st.SearchStrategy[str]) -> Claim:
    subject, object, time = draw(entity_ids), draw(entity_ids), draw(times)
    predicate = draw(st.sampled_from([*ONTOLOGY.properties, "undeclared name"]))
    polarity, status = draw(st.sampled_from(["positive", "negative"])), draw(st.sampled_from(STATUSES))
    return Claim(
        id=Claim.make_id(
            subject=subject, predicate=predicate, object=object, polarity=polarity, status=status, time=time
        ),
        subject=subject,
        predicate=predicate,
        object=object,
        polarity=polarity,
        status=status,
        time=time,
        until=draw(times),
        titles=draw(st.frozensets(words, max_size=2)),
        attributed_to=draw(st.frozensets(entity_ids, max_size=2)),
        evidence=draw(st.frozensets(evidence_ids, max_size=3)),
        confidence=draw(scores),
        source_count=draw(counts),
        independent_source_count=draw(counts),
        outcome=draw(st.sampled_from([None, "confirmed", "slipped", "cancelled"])),
        disputed_by=draw(st.frozensets(st.sampled_from(["0" * 16, "a b"]), max_size=2)),
    )


def hostile_graph() -> GraphRecords:
    """Return a graph in which each hostile text is a name, an alias, a title, a phrase, a quote and a text."""
    all_documents, entities, claims, evidence = [], [], [], []
    ids = [f"e-{number}" for number in range(len(HOSTILE))]
    for number, text in enumerate(HOSTILE):
        document = Document(
            id=content_id("document", text),
            name=text,
            text=text,
            source=Source(uri="http://broken/" + text, title=text, publisher=text, authors=(text,)),
        )
        quoted = Evidence(
            id=content_id("evidence", text),
            document_id=document.id,
            start=0,
            end=len(text),
            quote=text,
            extractor="cues@1",
            rule=text,
            score=0.5,
            status="planned",
            time=text,
            said_by=ids[number],
        )
        subject, object = ids[number], ids[number - 1]
        all_documents.append(document)
        evidence.append(quoted)
        entities.append(
            Entity(
                id=subject,
                name=text,
                type="Person",
                aliases=frozenset({text, text + "."}),
                n_mentions=1,
                uses=frozenset({(text, document.id)}),
            )
        )
        claims.append(
            Claim(
                id=content_id("claim", text),
                subject=subject,
                predicate="meets",
                object=object,
                time="2025-07",
                titles=frozenset({text}),
                attributed_to=frozenset({object}),
                evidence=frozenset({quoted.id}),
                confidence=0.97,
                source_count=1,
                independent_source_count=1,
                outcome="slipped",
                disputed_by=frozenset({content_id("claim", text)}),
            )
        )
    return GraphRecords.of(
        documents=all_documents,
        entities=entities,
        claims=claims,
        open_claims=[opened(claim, text) for claim, text in zip(claims, HOSTILE, strict=True)],
        value_claims=[with_value(claim, "2030-11-05", "date") for claim in claims],
        evidence=evidence,
    )
