-- newskg: written by kg; read it, and export it anew to change it.
-- Offsets count code points of documents.text and are half-open. Times are ISO 8601, as precise as the articles:
-- '2025', '2025-02', '2025-02-28'. Lists are JSON arrays. NULL means not known.

CREATE TABLE metadata (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
);

-- What a predicate stands for; label, definition and iri are NULL where the ontology does not declare it.
CREATE TABLE properties (
  name TEXT PRIMARY KEY,
  label TEXT,
  definition TEXT,
  iri TEXT
);

-- name is NULL where a sentence names an article that is not part of this graph.
CREATE TABLE documents (
  id TEXT PRIMARY KEY,
  name TEXT,
  title TEXT,
  publisher TEXT,
  published_at TEXT,
  authors TEXT NOT NULL DEFAULT '[]',
  uri TEXT,
  language TEXT,
  licence TEXT,
  retrieved_at TEXT,
  raw_sha256 TEXT,
  text TEXT
);

-- class is NULL, and name the id, where a claim names an entity that is not part of this graph.
-- also_called is for reading and searching; the table aliases has the same names one a row.
CREATE TABLE entities (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  class TEXT,
  also_called TEXT NOT NULL DEFAULT '',
  n_mentions INTEGER NOT NULL DEFAULT 0,
  same_as TEXT NOT NULL DEFAULT '[]'
);

CREATE TABLE aliases (
  entity_id TEXT NOT NULL REFERENCES entities(id),
  alias TEXT NOT NULL,
  PRIMARY KEY (entity_id, alias)
);

-- Which articles are about an entity, and which of them write which form of its name.
CREATE TABLE entity_documents (
  entity_id TEXT NOT NULL REFERENCES entities(id),
  document_id TEXT NOT NULL REFERENCES documents(id),
  PRIMARY KEY (entity_id, document_id)
);
CREATE TABLE name_uses (
  entity_id TEXT NOT NULL REFERENCES entities(id),
  form TEXT NOT NULL,
  document_id TEXT NOT NULL REFERENCES documents(id),
  PRIMARY KEY (entity_id, form, document_id)
);

-- asserted is 1 for a fact that holds or held; planned, possible and denied claims have 0.
CREATE TABLE claims (
  id TEXT PRIMARY KEY,
  subject_id TEXT NOT NULL REFERENCES entities(id),
  predicate TEXT NOT NULL REFERENCES properties(name),
  object_id TEXT NOT NULL REFERENCES entities(id),
  polarity TEXT NOT NULL,
  status TEXT NOT NULL,
  asserted INTEGER NOT NULL,
  time TEXT,
  until TEXT,
  titles TEXT NOT NULL,
  attributed_to TEXT NOT NULL,
  confidence REAL NOT NULL,
  source_count INTEGER NOT NULL,
  independent_source_count INTEGER NOT NULL,
  outcome TEXT,
  disputed_by TEXT NOT NULL
);

-- Claims whose object is a date or a number; datatype is the local name of an XSD type.
CREATE TABLE value_claims (
  id TEXT PRIMARY KEY,
  subject_id TEXT NOT NULL REFERENCES entities(id),
  predicate TEXT NOT NULL REFERENCES properties(name),
  value TEXT NOT NULL,
  datatype TEXT NOT NULL,
  polarity TEXT NOT NULL,
  status TEXT NOT NULL,
  asserted INTEGER NOT NULL,
  time TEXT,
  until TEXT,
  titles TEXT NOT NULL,
  attributed_to TEXT NOT NULL,
  confidence REAL NOT NULL,
  source_count INTEGER NOT NULL,
  independent_source_count INTEGER NOT NULL,
  outcome TEXT,
  disputed_by TEXT NOT NULL
);

-- Claims with a phrase in place of a predicate (kg build --open).
CREATE TABLE open_claims (
  id TEXT PRIMARY KEY,
  subject_id TEXT NOT NULL REFERENCES entities(id),
  phrase TEXT NOT NULL,
  object_id TEXT NOT NULL REFERENCES entities(id),
  polarity TEXT NOT NULL,
  status TEXT NOT NULL,
  asserted INTEGER NOT NULL,
  time TEXT,
  until TEXT,
  titles TEXT NOT NULL,
  attributed_to TEXT NOT NULL,
  confidence REAL NOT NULL,
  source_count INTEGER NOT NULL,
  independent_source_count INTEGER NOT NULL,
  outcome TEXT,
  disputed_by TEXT NOT NULL
);

-- Sentences, word for word. status, polarity and time are what the sentence itself says.
CREATE TABLE evidence (
  id TEXT PRIMARY KEY,
  document_id TEXT NOT NULL REFERENCES documents(id),
  start_offset INTEGER NOT NULL,
  end_offset INTEGER NOT NULL,
  quote TEXT NOT NULL,
  extractor TEXT NOT NULL,
  rule TEXT NOT NULL,
  score REAL NOT NULL,
  status TEXT NOT NULL,
  polarity TEXT NOT NULL,
  time TEXT,
  said_by TEXT REFERENCES entities(id)
);

CREATE TABLE claim_evidence (
  claim_id TEXT NOT NULL REFERENCES claims(id),
  evidence_id TEXT NOT NULL REFERENCES evidence(id),
  PRIMARY KEY (claim_id, evidence_id)
);
CREATE TABLE value_claim_evidence (
  claim_id TEXT NOT NULL REFERENCES value_claims(id),
  evidence_id TEXT NOT NULL REFERENCES evidence(id),
  PRIMARY KEY (claim_id, evidence_id)
);
CREATE TABLE open_claim_evidence (
  claim_id TEXT NOT NULL REFERENCES open_claims(id),
  evidence_id TEXT NOT NULL REFERENCES evidence(id),
  PRIMARY KEY (claim_id, evidence_id)
);

-- To read: names in place of ids, and the surest sentence.
CREATE VIEW readable_claims AS
  SELECT subject.name AS subject, coalesce(properties.label, claims.predicate) AS relation, object.name AS object,
         claims.polarity, claims.status, claims.time, claims.until, claims.titles, claims.confidence,
         claims.source_count AS sources,
         (SELECT evidence.quote FROM claim_evidence JOIN evidence ON evidence.id = claim_evidence.evidence_id
          WHERE claim_evidence.claim_id = claims.id ORDER BY evidence.score DESC, evidence.id LIMIT 1) AS sentence,
         claims.id AS claim_id
  FROM claims
  JOIN entities AS subject ON subject.id = claims.subject_id
  JOIN entities AS object ON object.id = claims.object_id
  JOIN properties ON properties.name = claims.predicate;

CREATE VIEW readable_values AS
  SELECT subject.name AS subject, coalesce(properties.label, value_claims.predicate) AS relation, value_claims.value,
         value_claims.datatype, value_claims.polarity, value_claims.status, value_claims.confidence,
         value_claims.source_count AS sources,
         (SELECT evidence.quote FROM value_claim_evidence
          JOIN evidence ON evidence.id = value_claim_evidence.evidence_id
          WHERE value_claim_evidence.claim_id = value_claims.id
          ORDER BY evidence.score DESC, evidence.id LIMIT 1) AS sentence,
         value_claims.id AS claim_id
  FROM value_claims
  JOIN entities AS subject ON subject.id = value_claims.subject_id
  JOIN properties ON properties.name = value_claims.predicate;

-- Each sentence with what is claimed from it and the article that it stands in.
CREATE VIEW readable_sentences AS
  SELECT evidence.quote AS sentence, subject.name AS subject, coalesce(properties.label, claims.predicate) AS relation,
         object.name AS object, evidence.polarity, evidence.status, evidence.time, speaker.name AS said_by,
         coalesce(documents.title, documents.name, documents.id) AS article, documents.publisher,
         documents.published_at, claims.id AS claim_id, evidence.id AS evidence_id
  FROM evidence
  JOIN claim_evidence ON claim_evidence.evidence_id = evidence.id
  JOIN claims ON claims.id = claim_evidence.claim_id
  JOIN entities AS subject ON subject.id = claims.subject_id
  JOIN entities AS object ON object.id = claims.object_id
  JOIN properties ON properties.name = claims.predicate
  JOIN documents ON documents.id = evidence.document_id
  LEFT JOIN entities AS speaker ON speaker.id = evidence.said_by;
