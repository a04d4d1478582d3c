CREATE TABLE print_batches (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    begun_at DATETIME NOT NULL,
    begun_by TEXT NOT NULL,
    letters INTEGER DEFAULT 0 NOT NULL,
    made_at DATETIME,
    filename TEXT DEFAULT '' NOT NULL,
    sha256 VARCHAR(64)
);
CREATE TABLE printed (
    outgoing_id INTEGER NOT NULL,
    batch_id INTEGER NOT NULL,
    CONSTRAINT pk_printed PRIMARY KEY (outgoing_id),
    CONSTRAINT fk_printed_outgoing_id FOREIGN KEY(outgoing_id) REFERENCES outgoing (id),
    CONSTRAINT fk_printed_batch_id FOREIGN KEY(batch_id) REFERENCES print_batches (id)
);
CREATE INDEX ix_printed_batch_id ON printed (batch_id);
