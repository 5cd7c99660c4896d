-- Indices and search, made when the tables are full: that is faster, and each index is then in one piece.
CREATE INDEX claims_by_subject ON claims(subject_id, predicate);
CREATE INDEX claims_by_object ON claims(object_id, predicate);
CREATE INDEX claims_by_predicate ON claims(predicate);
CREATE INDEX value_claims_by_subject ON value_claims(subject_id);
CREATE INDEX open_claims_by_subject ON open_claims(subject_id);
CREATE INDEX open_claims_by_object ON open_claims(object_id);
CREATE INDEX aliases_by_alias ON aliases(alias);
CREATE INDEX entities_by_name ON entities(name);
CREATE INDEX entity_documents_by_document ON entity_documents(document_id);
CREATE INDEX name_uses_by_document ON name_uses(document_id);
CREATE INDEX evidence_by_document ON evidence(document_id, start_offset);
CREATE INDEX evidence_by_speaker ON evidence(said_by);
CREATE INDEX claims_by_evidence ON claim_evidence(evidence_id);
CREATE INDEX value_claims_by_evidence ON value_claim_evidence(evidence_id);
CREATE INDEX open_claims_by_evidence ON open_claim_evidence(evidence_id);

-- Names without regard to accents; sentences also by the stem of a word. Datasette finds both by "content=".
CREATE VIRTUAL TABLE entities_fts USING FTS5(name, also_called, content="entities",
  tokenize='unicode61 remove_diacritics 2');
INSERT INTO entities_fts(rowid, name, also_called) SELECT rowid, name, also_called FROM entities ORDER BY rowid;
INSERT INTO entities_fts(entities_fts) VALUES ('optimize');
CREATE VIRTUAL TABLE evidence_fts USING FTS5(quote, content="evidence",
  tokenize='porter unicode61 remove_diacritics 2');
INSERT INTO evidence_fts(rowid, quote) SELECT rowid, quote FROM evidence ORDER BY rowid;
INSERT INTO evidence_fts(evidence_fts) VALUES ('optimize');
