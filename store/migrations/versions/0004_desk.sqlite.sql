CREATE TABLE links (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    token_hash VARCHAR(64) NOT NULL,
    email TEXT DEFAULT '' NOT NULL,
    asked_at DATETIME NOT NULL,
    until_at DATETIME NOT NULL,
    used_at DATETIME,
    CONSTRAINT uq_links_token_hash UNIQUE (token_hash)
);
CREATE INDEX ix_links_email_asked_at ON links (email, asked_at);
CREATE INDEX ix_links_asked_at ON links (asked_at);

CREATE TABLE visits (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    key_hash VARCHAR(64) NOT NULL,
    email TEXT DEFAULT '' NOT NULL,
    began_at DATETIME NOT NULL,
    seen_at DATETIME NOT NULL,
    ended_at DATETIME,
    CONSTRAINT uq_visits_key_hash UNIQUE (key_hash)
);
CREATE INDEX ix_visits_email ON visits (email);

CREATE TABLE instructions (
    incoming_id INTEGER NOT NULL,
    act TEXT DEFAULT '' NOT NULL,
    said JSON,
    words TEXT DEFAULT '' NOT NULL,
    "by" TEXT DEFAULT '' NOT NULL,
    at DATETIME NOT NULL,
    until_at DATETIME NOT NULL,
    fault TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_instructions PRIMARY KEY (incoming_id),
    CONSTRAINT fk_instructions_incoming_id FOREIGN KEY(incoming_id) REFERENCES incoming (id)
);
CREATE INDEX ix_instructions_until_at ON instructions (until_at);

-- The words of the register, found by FTS5; what is in the tables stays there alone (content=).
CREATE VIRTUAL TABLE words_of_cases USING fts5(subject, summary, content='cases', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2');
CREATE TRIGGER words_of_cases_insert AFTER INSERT ON cases BEGIN INSERT INTO words_of_cases (rowid, subject, summary) VALUES (new.id, new.subject, new.summary); END;
CREATE TRIGGER words_of_cases_delete AFTER DELETE ON cases BEGIN INSERT INTO words_of_cases (words_of_cases, rowid, subject, summary) VALUES ('delete', old.id, old.subject, old.summary); END;
CREATE TRIGGER words_of_cases_update AFTER UPDATE OF subject, summary ON cases BEGIN INSERT INTO words_of_cases (words_of_cases, rowid, subject, summary) VALUES ('delete', old.id, old.subject, old.summary); INSERT INTO words_of_cases (rowid, subject, summary) VALUES (new.id, new.subject, new.summary); END;
INSERT INTO words_of_cases (words_of_cases) VALUES ('rebuild');

CREATE VIRTUAL TABLE words_of_parties USING fts5(name, email, postcode, organisation, content='parties', content_rowid='id', tokenize='unicode61 remove_diacritics 2');
CREATE TRIGGER words_of_parties_insert AFTER INSERT ON parties BEGIN INSERT INTO words_of_parties (rowid, name, email, postcode, organisation) VALUES (new.id, new.name, new.email, new.postcode, new.organisation); END;
CREATE TRIGGER words_of_parties_delete AFTER DELETE ON parties BEGIN INSERT INTO words_of_parties (words_of_parties, rowid, name, email, postcode, organisation) VALUES ('delete', old.id, old.name, old.email, old.postcode, old.organisation); END;
CREATE TRIGGER words_of_parties_update AFTER UPDATE OF name, email, postcode, organisation ON parties BEGIN INSERT INTO words_of_parties (words_of_parties, rowid, name, email, postcode, organisation) VALUES ('delete', old.id, old.name, old.email, old.postcode, old.organisation); INSERT INTO words_of_parties (rowid, name, email, postcode, organisation) VALUES (new.id, new.name, new.email, new.postcode, new.organisation); END;
INSERT INTO words_of_parties (words_of_parties) VALUES ('rebuild');
CREATE INDEX ix_cases_received_at_id ON cases (received_at, id);
