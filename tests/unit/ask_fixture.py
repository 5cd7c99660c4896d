"""A small graph written by hand, in the style of the seed articles: 21 entities, 28 claims, 3 documents."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from kg.graph.store import GraphStore
from kg.model import PHRASE, Claim, Document, Entity, Evidence, GraphRecords, Rejected, Source
from kg.rdf import statements
from kg.schema import load_ontology

TEXTS = {
    "talks.txt": (
        "Space chiefs to talk\n\n"
        "Roscosmos Director General Dmitry Bakanov arrived in Houston on Tuesday. "
        "He is due to meet acting NASA Administrator Sean Duffy on July 31. "
        "Bakanov met the members of NASA's Crew-11. "
        "The crew includes Russian cosmonaut Oleg Platonov and US astronaut Zena Cardman. "
        "Kremlin spokesman Dmitry Peskov said that Russia and the United States cooperate in space. "
        "Crew-11 will launch from Kennedy Space Center aboard Dragon."
    ),
    "bridge.txt": (
        "NASA interim leader Sean Duffy will visit Cape Canaveral. "
        "Dmitri Bakanov, the head of Roscosmos, met Sean Duffy on July 31, 2025. "
        "In October 2018 then-NASA Administrator Jim Bridenstine met Roscosmos chief Dmitry Rogozin. "
        "Jim Bridenstine remains the head of NASA, one blog claimed. "
        "Cape Canaveral lies in Florida. "
        "The Russian space agency Roscosmos may extend the flights."
    ),
    "denial.txt": (
        "Roscosmos denied that Dmitry Bakanov had visited Houston. "
        "Peskov told Sputnik that Dmitry Bakanov met Sean Duffy. "
        "NASA and Roscosmos agreed in March 2015 to extend the station. "
        "Oleg Platonov of Crew-11 is a Russian. "
        "SpaceX may launch Crew-11 on Thursday. "
        "In 2022 Russia attacked Ukraine."
    ),
}
SOURCES = {
    "talks.txt": Source(
        uri="https://news.example/talks",
        publisher="news.example",
        title="Space chiefs to talk",
        published_at="2025-07-30",
    ),
    "bridge.txt": Source(uri="bridge.txt", publisher="wire.example", published_at="2025-08"),
    "denial.txt": Source(uri="denial.txt"),
}

# name, class, aliases, mentions
ENTITIES = (
    ("Dmitry Bakanov", "Person", ("Dmitri Bakanov", "Bakanov"), 8),
    ("Sean Duffy", "Person", ("Duffy",), 5),
    ("Dmitry Peskov", "Person", ("Peskov",), 2),
    ("Jim Bridenstine", "Person", ("Bridenstine",), 2),
    ("Dmitry Rogozin", "Person", ("Rogozin",), 1),
    ("Oleg Platonov", "Person", ("Platonov",), 2),
    ("Zena Cardman", "Person", ("Cardman",), 1),
    ("Roscosmos", "Organization", ("Russian Space Agency",), 6),
    ("NASA", "Organization", (), 5),
    ("Kremlin", "Organization", (), 1),
    ("SpaceX", "Organization", (), 1),
    ("Russia", "Country", ("Russian Federation",), 4),
    ("United States", "Country", ("US", "USA"), 3),
    ("Ukraine", "Country", (), 1),
    ("Houston", "Place", (), 2),
    ("Cape Canaveral", "Place", (), 2),
    ("Florida", "Place", (), 1),
    ("Kennedy Space Center", "Facility", (), 1),
    ("Crew-11", "Mission", ("CREW-11",), 5),
    ("Dragon", "Spacecraft", ("Crew Dragon",), 1),
    ("Sputnik", "Organization", (), 1),
)


def entity_id(name: str) -> str:
    """Return the id that the fixture gives to a name."""
    return name.casefold().replace(" ", "-")


# subject, predicate, object, {field: value}, then (document, sentence number) pairs
CLAIMS: tuple[tuple[str, str, str, dict[str, object], tuple[tuple[str, int], ...]], ...] = (
    (
        "Dmitry Bakanov",
        "heads",
        "Roscosmos",
        {"titles": {"Director General", "head"}},
        (("talks.txt", 0), ("bridge.txt", 1)),
    ),
    (
        "Dmitry Rogozin",
        "heads",
        "Roscosmos",
        {"status": "past", "titles": {"chief"}, "time": "2018-10"},
        (("bridge.txt", 2),),
    ),
    (
        "Sean Duffy",
        "heads",
        "NASA",
        {"status": "acting", "titles": {"Administrator"}},
        (("talks.txt", 1), ("bridge.txt", 0)),
    ),
    (
        "Jim Bridenstine",
        "heads",
        "NASA",
        {"status": "past", "titles": {"Administrator"}, "time": "2018-10"},
        (("bridge.txt", 2),),
    ),
    ("Jim Bridenstine", "heads", "NASA", {}, (("bridge.txt", 3),)),
    ("Dmitry Bakanov", "visits", "Houston", {}, (("talks.txt", 0),)),
    ("Dmitry Bakanov", "visits", "Houston", {"polarity": "negative", "by": {"Roscosmos"}}, (("denial.txt", 0),)),
    ("Dmitry Bakanov", "meets", "Sean Duffy", {"status": "planned", "time": "2025-07-31"}, (("talks.txt", 1),)),
    ("Dmitry Bakanov", "meets", "Sean Duffy", {"time": "2025-07-31"}, (("bridge.txt", 1),)),
    ("Dmitry Bakanov", "meets", "Sean Duffy", {"by": {"Dmitry Peskov"}}, (("denial.txt", 1),)),
    ("Dmitry Bakanov", "meets", "Crew-11", {}, (("talks.txt", 2),)),
    ("Jim Bridenstine", "meets", "Dmitry Rogozin", {"time": "2018-10"}, (("bridge.txt", 2),)),
    ("Oleg Platonov", "crews", "Crew-11", {}, (("talks.txt", 3), ("denial.txt", 3))),
    ("Zena Cardman", "crews", "Crew-11", {}, (("talks.txt", 3),)),
    ("Oleg Platonov", "citizenOf", "Russia", {}, (("talks.txt", 3), ("denial.txt", 3))),
    ("Zena Cardman", "citizenOf", "United States", {}, (("talks.txt", 3),)),
    ("Dmitry Peskov", "spokespersonFor", "Kremlin", {"titles": {"spokesman"}}, (("talks.txt", 4),)),
    ("Russia", "cooperatesWith", "United States", {"by": {"Dmitry Peskov"}}, (("talks.txt", 4),)),
    ("Crew-11", "launchesFrom", "Kennedy Space Center", {"status": "planned"}, (("talks.txt", 5),)),
    ("Crew-11", "usesVehicle", "Dragon", {"status": "planned"}, (("talks.txt", 5),)),
    ("Sean Duffy", "visits", "Cape Canaveral", {"status": "planned"}, (("bridge.txt", 0),)),
    ("Cape Canaveral", "locatedIn", "Florida", {}, (("bridge.txt", 4),)),
    ("Roscosmos", "country", "Russia", {}, (("bridge.txt", 5),)),
    ("NASA", "operates", "Crew-11", {}, (("talks.txt", 2),)),
    ("Dmitry Peskov", "tells", "Sputnik", {}, (("denial.txt", 1),)),
    ("NASA", "agreesWith", "Roscosmos", {"time": "2015-03"}, (("denial.txt", 2),)),
    ("SpaceX", "launches", "Crew-11", {"status": "possible"}, (("denial.txt", 4),)),
    ("Russia", "attacks", "Ukraine", {"time": "2022"}, (("denial.txt", 5),)),
)


def _document(name: str) -> Document:
    text = TEXTS[name]
    return Document(id=Document.make_id(uri=SOURCES[name].uri, text=text), name=name, text=text, source=SOURCES[name])


def _sentence(document: Document, number: int) -> Evidence:
    body = document.text.partition("\n\n")[2] or document.text
    sentences = [part if part.endswith(".") else part + "." for part in body.split(". ")]
    quote = sentences[number]
    start = document.text.index(quote)
    rule = f"sentence {number}"
    return Evidence(
        id=Evidence.make_id(
            document_id=document.id, start=start, end=start + len(quote), extractor="hand@1", rule=rule
        ),
        document_id=document.id,
        start=start,
        end=start + len(quote),
        quote=quote,
        extractor="hand@1",
        rule=rule,
        score=0.9,
    )


#: Pairs of claims that cannot both hold: subject, predicate, object, polarity, status of each.
DISPUTES = (
    (("visits", "houston", "positive", "occurred"), ("visits", "houston", "negative", "occurred")),
    (("heads", "nasa", "positive", "occurred"), ("heads", "nasa", "positive", "acting")),
)


def _disputed(claims: list[Claim]) -> list[Claim]:
    """Return the claims with those of `DISPUTES` marked by each other."""
    by_key = {(c.predicate, c.object, c.polarity, c.status): c.id for c in claims}
    against = {by_key[x]: by_key[y] for pair in DISPUTES for x, y in (pair, pair[::-1])}
    return [replace(c, disputed_by=frozenset({against[c.id]})) if c.id in against else c for c in claims]


@cache
def graph() -> GraphRecords:
    """Return the fixture's records."""
    documents = {name: _document(name) for name in TEXTS}
    evidence: dict[str, Evidence] = {}
    claims: list[Claim] = []
    in_documents: dict[str, set[str]] = {}
    for subject, predicate, object, fields, places in CLAIMS:
        s, o = entity_id(subject), entity_id(object)
        found = [_sentence(documents[name], number) for name, number in places]
        evidence |= {e.id: e for e in found}
        sources = {e.document_id for e in found}
        in_documents.setdefault(s, set()).update(sources)
        in_documents.setdefault(o, set()).update(sources)
        polarity, status, time = (
            fields.get("polarity", "positive"),
            fields.get("status", "occurred"),
            fields.get("time"),
        )
        speakers = frozenset(map(entity_id, fields.get("by", ())))  # type: ignore[call-overload]
        known = Claim.make_id(
            subject=s,
            predicate=predicate,
            object=o,
            polarity=polarity,
            status=status,
            time=time,  # type: ignore[arg-type]
        )
        claims.append(
            Claim(
                id=known,
                subject=s,
                predicate=predicate,
                object=o,
                polarity=polarity,  # type: ignore[arg-type]
                status=status,  # type: ignore[arg-type]
                time=time,  # type: ignore[arg-type]
                titles=frozenset(fields.get("titles", ())),  # type: ignore[call-overload]
                attributed_to=speakers,
                evidence=frozenset(e.id for e in found),
                confidence=0.9,
                source_count=len(sources),
                independent_source_count=len(sources),
            )
        )
    return GraphRecords.of(
        documents=documents.values(),
        evidence=evidence.values(),
        claims=_disputed(claims),
        # Nothing but the query for open claims may see it.
        open_claims=[replace(claims[0], id="open", predicate=PHRASE, phrase="share a stage with", titles=frozenset())],
        entities=[
            Entity(
                id=entity_id(name),
                name=name,
                type=type,
                aliases=frozenset(aliases),
                document_ids=frozenset(in_documents.get(entity_id(name), ())),
                n_mentions=mentions,
            )
            for name, type, aliases, mentions in ENTITIES
        ],
        rejected=[
            Rejected(stage="extract", item="Peskov visits Paris", reason="asked, not stated"),
            Rejected(stage="extract", item="it meets NASA", reason="asked, not stated", detail="2"),
            Rejected(stage="ingest", item="empty.txt", reason="no text"),
        ],
    )


@cache
def store() -> GraphStore:
    """Return the fixture as a store, put into RDF as an export is."""
    return GraphStore.from_statements(statements(graph(), load_ontology()))
