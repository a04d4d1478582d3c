CREATE TABLE print_batches (
    id BIGSERIAL NOT NULL,
    begun_at TIMESTAMP WITH TIME ZONE NOT NULL,
    begun_by TEXT NOT NULL,
    letters INTEGER DEFAULT 0 NOT NULL,
    made_at TIMESTAMP WITH TIME ZONE,
    filename TEXT DEFAULT '' NOT NULL,
    sha256 VARCHAR(64),
    CONSTRAINT pk_print_batches PRIMARY KEY (id)
);
COMMENT ON TABLE print_batches IS 'Letters printed together, in one file; one that was begun and not made is made again.';
CREATE TABLE printed (
    outgoing_id BIGINT NOT NULL,
    batch_id BIGINT NOT NULL,
    CONSTRAINT pk_printed PRIMARY KEY (outgoing_id),
    CONSTRAINT fk_printed_outgoing_id FOREIGN KEY(outgoing_id) REFERENCES outgoing (id),
    CONSTRAINT fk_printed_batch_id FOREIGN KEY(batch_id) REFERENCES print_batches (id)
);
CREATE INDEX ix_printed_batch_id ON printed (batch_id);
COMMENT ON TABLE printed IS 'Which letter is in which batch; each in one.';
