"""A small graph with all that the explorer shows: publishers, dates, each status, a value, a post, hostile names."""

from __future__ import annotations

from kg.model import Claim, Document, Entity, Evidence, GraphRecords, Polarity, Source, Status, slug
from kg.schema import load_ontology

HOSTILE = """</script><script>document.title = 'broken'</script><img src=x onerror="alert(1)"> 'q' "q" &amp;"""

_TEXTS = (
    (
        "a1",
        "Herald",
        "2024-03-05",
        "Ada Berg visits Norwich 🚀",
        "🚀 Ada Berg visited Norwich on Monday. She has headed Acme Corporation since 2019.\n\n"
        "Ada Berg met Tom Lee there.",
    ),
    (
        "a2",
        "Herald",
        "2024-06-10",
        "Acme to buy Globex",
        "Acme Corporation plans to acquire Globex. Globex denied that Tom Lee had visited Norwich.",
    ),
    (
        "a3",
        "Courier",
        "2023-11-01",
        "Talks in Norwich",
        "Ada Berg met Tom Lee in Norwich. Globex, founded in 1998, may acquire Initech.",
    ),
    ("a4", None, None, None, f"Tom Lee works for {HOSTILE}. Initech is located in Norwich."),
)
_TYPES = {
    "Ada Berg": "Person",
    "Tom Lee": "Person",
    "Acme Corporation": "Organization",
    "Globex": "Organization",
    "Initech": "Organization",
    "Norwich": "Place",
    HOSTILE: "Organization",
    "Alone": "Facility",
}
_ALIASES = {"Ada Berg": {"Ms Berg", "A. Berg"}, "Acme Corporation": {"Acme", "ÁCME Corp"}}

#: Subject, predicate, object, status, polarity, time, confidence, and (article, sentence) pairs.
type _Row = tuple[str, str, str, Status, Polarity, str | None, float, tuple[tuple[str, str], ...]]
_CLAIMS: tuple[_Row, ...] = (
    ("Ada Berg", "visits", "Norwich", "occurred", "positive", "2024-03-04", 0.9,
     (("a1", "Ada Berg visited Norwich on Monday."),)),
    ("Ada Berg", "heads", "Acme Corporation", "occurred", "positive", "2019", 0.8,
     (("a1", "She has headed Acme Corporation since 2019."),)),
    ("Ada Berg", "meets", "Tom Lee", "occurred", "positive", None, 0.95,
     (("a1", "Ada Berg met Tom Lee there."), ("a3", "Ada Berg met Tom Lee in Norwich."))),
    ("Acme Corporation", "acquires", "Globex", "planned", "positive", None, 0.7,
     (("a2", "Acme Corporation plans to acquire Globex."),)),
    ("Tom Lee", "visits", "Norwich", "occurred", "negative", None, 0.6,
     (("a2", "Globex denied that Tom Lee had visited Norwich."),)),
    ("Globex", "acquires", "Initech", "possible", "positive", None, 0.4,
     (("a3", "Globex, founded in 1998, may acquire Initech."),)),
    ("Tom Lee", "worksFor", HOSTILE, "occurred", "positive", None, 0.85,
     (("a4", f"Tom Lee works for {HOSTILE}."),)),
    ("Initech", "locatedIn", "Norwich", "occurred", "positive", None, 0.85,
     (("a4", "Initech is located in Norwich."),)),
)  # fmt: skip

ONTOLOGY = load_ontology()


def explorer_graph() -> GraphRecords:
    """Return the graph: 8 entities, 8 relations of which one is denied, 4 articles of two publishers and none."""
    documents = {
        name: Document(
            id=f"doc-{name}",
            name=f"{name}.txt",
            text=text,
            source=Source(uri=f"https://example.org/{name}", publisher=publisher, title=title, published_at=date),
        )
        for name, publisher, date, title, text in _TEXTS
    }
    evidence: dict[str, Evidence] = {}
    claims, value_claims = [], []
    said: dict[str, set[str]] = {name: set() for name in _TYPES}
    for subject, predicate, object, status, polarity, time, confidence, sentences in _CLAIMS:
        rows = [_evidence(documents[article], quote, status, polarity) for article, quote in sentences]
        evidence |= {row.id: row for row in rows}
        for end in (subject, object):
            said[end] |= {row.document_id for row in rows}
        claims.append(
            Claim(
                id="-".join((slug(subject), predicate, slug(object)[:20])),
                subject=slug(subject), predicate=predicate, object=slug(object), polarity=polarity, status=status,
                time=time, evidence=frozenset(row.id for row in rows), confidence=confidence,
                source_count=len(rows), independent_source_count=len(rows),
            )
        )  # fmt: skip
    row = _evidence(documents["a3"], "Globex, founded in 1998, may acquire Initech.", "occurred", "positive")
    evidence[row.id] = row
    value_claims.append(
        Claim(id="globex-start", subject="globex", predicate="startDate", object="1998", datatype="gYear",
              evidence=frozenset({row.id}), confidence=0.8, source_count=1, independent_source_count=1)
    )  # fmt: skip
    entities = [
        Entity(id=slug(name), name=name, type=type, aliases=frozenset({name, *_ALIASES.get(name, ())}),
               document_ids=frozenset(said[name]), n_mentions=1 + len(said[name]))
        for name, type in _TYPES.items()
    ]  # fmt: skip
    return GraphRecords.of(
        documents=documents.values(),
        entities=entities,
        claims=claims,
        value_claims=value_claims,
        evidence=evidence.values(),
    )


def _evidence(document: Document, quote: str, status: Status, polarity: Polarity) -> Evidence:
    start = document.text.index(quote)
    end = start + len(quote)
    id = Evidence.make_id(
        document_id=document.id, start=start, end=end, extractor="test@1", rule="r", status=status, polarity=polarity
    )
    return Evidence(id=id, document_id=document.id, start=start, end=end, quote=quote, extractor="test@1", rule="r",
                    score=0.9, status=status, polarity=polarity)  # fmt: skip
