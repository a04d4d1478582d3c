CREATE TABLE links (
    id BIGSERIAL NOT NULL,
    token_hash VARCHAR(64) NOT NULL,
    email TEXT DEFAULT '' NOT NULL,
    asked_at TIMESTAMP WITH TIME ZONE NOT NULL,
    until_at TIMESTAMP WITH TIME ZONE NOT NULL,
    used_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_links PRIMARY KEY (id),
    CONSTRAINT uq_links_token_hash UNIQUE (token_hash)
);
CREATE INDEX ix_links_email_asked_at ON links (email, asked_at);
CREATE INDEX ix_links_asked_at ON links (asked_at);
COMMENT ON TABLE links IS 'Links by which people of the directory sign in on the desk: each works once, and not for long.';

CREATE TABLE visits (
    id BIGSERIAL NOT NULL,
    key_hash VARCHAR(64) NOT NULL,
    email TEXT DEFAULT '' NOT NULL,
    began_at TIMESTAMP WITH TIME ZONE NOT NULL,
    seen_at TIMESTAMP WITH TIME ZONE NOT NULL,
    ended_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_visits PRIMARY KEY (id),
    CONSTRAINT uq_visits_key_hash UNIQUE (key_hash)
);
CREATE INDEX ix_visits_email ON visits (email);
COMMENT ON TABLE visits IS 'Who is signed in on the desk, since when, and when it ended; the key itself is only theirs.';

CREATE TABLE instructions (
    incoming_id BIGINT NOT NULL,
    act TEXT DEFAULT '' NOT NULL,
    said JSONB,
    words TEXT DEFAULT '' NOT NULL,
    by TEXT DEFAULT '' NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    until_at TIMESTAMP WITH TIME ZONE NOT NULL,
    fault TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_instructions PRIMARY KEY (incoming_id),
    CONSTRAINT fk_instructions_incoming_id FOREIGN KEY(incoming_id) REFERENCES incoming (id)
);
CREATE INDEX ix_instructions_until_at ON instructions (until_at);
COMMENT ON TABLE instructions IS 'What a person decided on the desk about a message; carried out once it can no longer be taken back.';

CREATE INDEX words_of_cases ON cases USING gin (to_tsvector('english'::regconfig, subject || ' ' || summary));
CREATE INDEX words_of_parties ON parties USING gin (to_tsvector('simple'::regconfig, name || ' ' || translate(email, '@.-_+', '     ') || ' ' || postcode || ' ' || organisation));
CREATE INDEX ix_cases_received_at_id ON cases (received_at, id);
