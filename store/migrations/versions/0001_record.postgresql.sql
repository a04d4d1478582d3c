CREATE TABLE identity (
    id TEXT NOT NULL,
    made_at TIMESTAMP WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP NOT NULL,
    CONSTRAINT pk_identity PRIMARY KEY (id)
);
COMMENT ON TABLE identity IS 'Which record this is: one row, made by chance with the database and never changed.';

CREATE TABLE policies (
    digest TEXT NOT NULL,
    name TEXT NOT NULL,
    raw BYTEA NOT NULL,
    kept_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_policies PRIMARY KEY (digest)
);
COMMENT ON TABLE policies IS 'Every policy that a case was opened under, word for word, by the digest of its text.';

CREATE TABLE chores (
    name TEXT NOT NULL,
    done_on DATE NOT NULL,
    CONSTRAINT pk_chores PRIMARY KEY (name)
);
COMMENT ON TABLE chores IS 'What is done once a day at most, and the day on which it was done last.';

CREATE TABLE polls (
    mailbox TEXT NOT NULL,
    last_ok_at TIMESTAMP WITH TIME ZONE,
    last_error TEXT DEFAULT '' NOT NULL,
    last_error_at TIMESTAMP WITH TIME ZONE,
    uidvalidity BIGINT,
    CONSTRAINT pk_polls PRIMARY KEY (mailbox)
);
COMMENT ON TABLE polls IS 'When each mailbox was last read, and what last went wrong.';

CREATE TABLE series (
    name TEXT NOT NULL,
    last BIGINT NOT NULL,
    CONSTRAINT pk_series PRIMARY KEY (name)
);
COMMENT ON TABLE series IS 'The last number given in each series of references.';

CREATE TABLE cases (
    id BIGSERIAL NOT NULL,
    reference TEXT NOT NULL,
    kind TEXT DEFAULT '' NOT NULL,
    service TEXT DEFAULT '' NOT NULL,
    policy TEXT DEFAULT '' NOT NULL,
    policy_digest TEXT DEFAULT '' NOT NULL,
    status VARCHAR(20) NOT NULL,
    subject TEXT DEFAULT '' NOT NULL,
    summary TEXT DEFAULT '' NOT NULL,
    received_at TIMESTAMP WITH TIME ZONE NOT NULL,
    opened_at TIMESTAMP WITH TIME ZONE NOT NULL,
    closed_at TIMESTAMP WITH TIME ZONE,
    opened_by BIGINT,
    confidence FLOAT DEFAULT '0' NOT NULL,
    flags JSONB NOT NULL,
    fingerprint_text TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_cases PRIMARY KEY (id),
    CONSTRAINT uq_cases_reference UNIQUE (reference),
    CONSTRAINT ck_case_status CHECK (status IN ('OPEN', 'ANSWERED', 'CLOSED'))
);
CREATE INDEX ix_cases_fingerprint_text ON cases (fingerprint_text);
CREATE INDEX ix_cases_status_received_at ON cases (status, received_at);
COMMENT ON TABLE cases IS 'One matter a person brought to the council, under one reference.';

CREATE TABLE stages (
    id BIGSERIAL NOT NULL,
    case_id BIGINT NOT NULL,
    number INTEGER NOT NULL,
    owner_name TEXT DEFAULT '' NOT NULL,
    owner_email TEXT DEFAULT '' NOT NULL,
    owner_role TEXT DEFAULT '' NOT NULL,
    received_at TIMESTAMP WITH TIME ZONE NOT NULL,
    opened_at TIMESTAMP WITH TIME ZONE NOT NULL,
    acknowledged_at TIMESTAMP WITH TIME ZONE,
    respond_by DATE,
    extended_to DATE,
    extended_on DATE,
    extensions INTEGER DEFAULT '0' NOT NULL,
    holding_at TIMESTAMP WITH TIME ZONE,
    answered_at TIMESTAMP WITH TIME ZONE,
    outcome TEXT,
    looked_on DATE,
    CONSTRAINT pk_stages PRIMARY KEY (id),
    CONSTRAINT uq_stages_case_id_number_opened_at UNIQUE (case_id, number, opened_at),
    CONSTRAINT fk_stages_case_id FOREIGN KEY(case_id) REFERENCES cases (id)
);
CREATE INDEX ix_stages_unanswered ON stages (looked_on, id) WHERE answered_at IS NULL;
COMMENT ON TABLE stages IS 'One look at a case by one owner, with one clock; a stage started again is a new row.';

CREATE TABLE parties (
    id BIGSERIAL NOT NULL,
    case_id BIGINT NOT NULL,
    role VARCHAR(20) NOT NULL,
    name TEXT DEFAULT '' NOT NULL,
    email TEXT DEFAULT '' NOT NULL,
    phone TEXT DEFAULT '' NOT NULL,
    address TEXT DEFAULT '' NOT NULL,
    postcode TEXT DEFAULT '' NOT NULL,
    consent JSONB,
    adjustments TEXT DEFAULT '' NOT NULL,
    restricted_until DATE,
    CONSTRAINT pk_parties PRIMARY KEY (id),
    CONSTRAINT fk_parties_case_id FOREIGN KEY(case_id) REFERENCES cases (id),
    CONSTRAINT ck_party_role CHECK (role IN ('complainant', 'representative', 'member', 'subject'))
);
CREATE INDEX ix_parties_case_id ON parties (case_id);
CREATE INDEX ix_parties_email ON parties (email);
COMMENT ON TABLE parties IS 'The people of a case, and what must be heeded when writing to them.';

CREATE TABLE actions (
    id BIGSERIAL NOT NULL,
    case_id BIGINT NOT NULL,
    what TEXT DEFAULT '' NOT NULL,
    by_on DATE,
    done_at TIMESTAMP WITH TIME ZONE,
    done_by TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_actions PRIMARY KEY (id),
    CONSTRAINT fk_actions_case_id FOREIGN KEY(case_id) REFERENCES cases (id)
);
CREATE INDEX ix_actions_case_id ON actions (case_id);
COMMENT ON TABLE actions IS 'Remedies promised to a resident.';

CREATE TABLE learning (
    id BIGSERIAL NOT NULL,
    case_id BIGINT NOT NULL,
    answers JSONB,
    returned_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_learning PRIMARY KEY (id),
    CONSTRAINT fk_learning_case_id FOREIGN KEY(case_id) REFERENCES cases (id)
);
CREATE INDEX ix_learning_case_id ON learning (case_id);
COMMENT ON TABLE learning IS 'The learning form: what the council took from a case.';

CREATE TABLE surveys (
    id BIGSERIAL NOT NULL,
    case_id BIGINT NOT NULL,
    sent_at TIMESTAMP WITH TIME ZONE NOT NULL,
    answers JSONB,
    returned_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_surveys PRIMARY KEY (id),
    CONSTRAINT fk_surveys_case_id FOREIGN KEY(case_id) REFERENCES cases (id)
);
CREATE INDEX ix_surveys_case_id ON surveys (case_id);
COMMENT ON TABLE surveys IS 'What residents said of how they were dealt with.';

CREATE TABLE incoming (
    id BIGSERIAL NOT NULL,
    mailbox TEXT NOT NULL,
    uidvalidity BIGINT NOT NULL,
    uid BIGINT NOT NULL,
    size INTEGER DEFAULT '0' NOT NULL,
    received_at TIMESTAMP WITH TIME ZONE NOT NULL,
    stored_at TIMESTAMP WITH TIME ZONE NOT NULL,
    left_there TEXT DEFAULT '' NOT NULL,
    state VARCHAR(20) NOT NULL,
    attempts INTEGER DEFAULT '0' NOT NULL,
    claimed_by TEXT,
    claimed_until TIMESTAMP WITH TIME ZONE,
    message_id TEXT DEFAULT '' NOT NULL,
    sender TEXT DEFAULT '' NOT NULL,
    subject TEXT DEFAULT '' NOT NULL,
    fingerprint TEXT,
    copy_of BIGINT,
    reason TEXT DEFAULT '' NOT NULL,
    proposal JSONB,
    case_id BIGINT,
    stage_id BIGINT,
    handled_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_incoming PRIMARY KEY (id),
    CONSTRAINT uq_incoming_mailbox_uidvalidity_uid UNIQUE (mailbox, uidvalidity, uid),
    CONSTRAINT ck_incoming_state CHECK (state IN ('RECEIVED', 'HANDLED', 'HELD', 'FAILED')),
    CONSTRAINT fk_incoming_copy_of FOREIGN KEY(copy_of) REFERENCES incoming (id),
    CONSTRAINT fk_incoming_case_id FOREIGN KEY(case_id) REFERENCES cases (id),
    CONSTRAINT fk_incoming_stage_id FOREIGN KEY(stage_id) REFERENCES stages (id)
);
CREATE INDEX ix_incoming_case_id ON incoming (case_id);
CREATE INDEX ix_incoming_message_id ON incoming (message_id);
CREATE INDEX ix_incoming_sender_received_at ON incoming (sender, received_at);
CREATE INDEX ix_incoming_state_received_at_id ON incoming (state, received_at, id);
CREATE UNIQUE INDEX uq_incoming_fingerprint ON incoming (fingerprint) WHERE copy_of IS NULL AND fingerprint IS NOT NULL;
COMMENT ON TABLE incoming IS 'Every message received and how far it has come; HELD and FAILED are the desk''s queue.';

CREATE TABLE pauses (
    id BIGSERIAL NOT NULL,
    stage_id BIGINT NOT NULL,
    from_on DATE NOT NULL,
    to_on DATE,
    reason TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_pauses PRIMARY KEY (id),
    CONSTRAINT fk_pauses_stage_id FOREIGN KEY(stage_id) REFERENCES stages (id)
);
CREATE INDEX ix_pauses_stage_id ON pauses (stage_id);
COMMENT ON TABLE pauses IS 'Days on which a stage''s clock stood still; without an end it still stands.';

CREATE TABLE deadlines (
    id BIGSERIAL NOT NULL,
    stage_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    due_on DATE NOT NULL,
    met_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_deadlines PRIMARY KEY (id),
    CONSTRAINT uq_deadlines_stage_id_name UNIQUE (stage_id, name),
    CONSTRAINT fk_deadlines_stage_id FOREIGN KEY(stage_id) REFERENCES stages (id)
);
CREATE INDEX ix_deadlines_due_on ON deadlines (due_on);
COMMENT ON TABLE deadlines IS 'What a stage owes by which day, as the policy has it now.';

CREATE TABLE steps (
    id BIGSERIAL NOT NULL,
    stage_id BIGINT NOT NULL,
    key TEXT NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    how VARCHAR(20) NOT NULL,
    CONSTRAINT pk_steps PRIMARY KEY (id),
    CONSTRAINT uq_steps_stage_id_key UNIQUE (stage_id, key),
    CONSTRAINT fk_steps_stage_id FOREIGN KEY(stage_id) REFERENCES stages (id),
    CONSTRAINT ck_step_how CHECK (how IN ('written', 'overtaken'))
);
COMMENT ON TABLE steps IS 'Steps of the diary that are done, so that a second round writes nothing twice.';

CREATE TABLE decisions (
    id BIGSERIAL NOT NULL,
    incoming_id BIGINT NOT NULL,
    proposed JSONB,
    made JSONB,
    by TEXT DEFAULT '' NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_decisions PRIMARY KEY (id),
    CONSTRAINT fk_decisions_incoming_id FOREIGN KEY(incoming_id) REFERENCES incoming (id)
);
CREATE INDEX ix_decisions_incoming_id ON decisions (incoming_id);
COMMENT ON TABLE decisions IS 'What the rules proposed and what a person made of it: the triage''s lessons.';

CREATE TABLE originals (
    incoming_id BIGINT NOT NULL,
    raw BYTEA NOT NULL,
    CONSTRAINT pk_originals PRIMARY KEY (incoming_id),
    CONSTRAINT fk_originals_incoming_id FOREIGN KEY(incoming_id) REFERENCES incoming (id)
);
COMMENT ON TABLE originals IS 'The bytes of each message exactly as received; never changed.';

CREATE TABLE documents (
    id BIGSERIAL NOT NULL,
    incoming_id BIGINT NOT NULL,
    position INTEGER NOT NULL,
    filename TEXT DEFAULT '' NOT NULL,
    declared_type TEXT DEFAULT '' NOT NULL,
    sniffed_type TEXT DEFAULT '' NOT NULL,
    size INTEGER DEFAULT '0' NOT NULL,
    sha256 VARCHAR(64) NOT NULL,
    text TEXT DEFAULT '' NOT NULL,
    pairs JSON NOT NULL,
    fields JSONB NOT NULL,
    problem TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_documents PRIMARY KEY (id),
    CONSTRAINT uq_documents_incoming_id_position UNIQUE (incoming_id, position),
    CONSTRAINT fk_documents_incoming_id FOREIGN KEY(incoming_id) REFERENCES incoming (id)
);
COMMENT ON TABLE documents IS 'What came with a message, and what could be read in it.';

CREATE TABLE outgoing (
    id BIGSERIAL NOT NULL,
    key TEXT NOT NULL,
    case_id BIGINT,
    stage_id BIGINT,
    incoming_id BIGINT,
    letter TEXT NOT NULL,
    role VARCHAR(20) NOT NULL,
    channel VARCHAR(20) NOT NULL,
    recipient TEXT DEFAULT '' NOT NULL,
    sender TEXT DEFAULT '' NOT NULL,
    message_id TEXT NOT NULL,
    server_message_id TEXT,
    subject TEXT DEFAULT '' NOT NULL,
    state VARCHAR(20) NOT NULL,
    written_at TIMESTAMP WITH TIME ZONE NOT NULL,
    try_at TIMESTAMP WITH TIME ZONE NOT NULL,
    attempts INTEGER DEFAULT '0' NOT NULL,
    claimed_by TEXT,
    claimed_until TIMESTAMP WITH TIME ZONE,
    last_reply TEXT DEFAULT '' NOT NULL,
    sent_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_outgoing PRIMARY KEY (id),
    CONSTRAINT uq_outgoing_key UNIQUE (key),
    CONSTRAINT fk_outgoing_case_id FOREIGN KEY(case_id) REFERENCES cases (id),
    CONSTRAINT fk_outgoing_stage_id FOREIGN KEY(stage_id) REFERENCES stages (id),
    CONSTRAINT fk_outgoing_incoming_id FOREIGN KEY(incoming_id) REFERENCES incoming (id),
    CONSTRAINT ck_outgoing_role CHECK (role IN ('resident', 'officer', 'coordinator', 'third_party', 'other')),
    CONSTRAINT ck_outgoing_channel CHECK (channel IN ('email', 'print')),
    CONSTRAINT uq_outgoing_message_id UNIQUE (message_id),
    CONSTRAINT ck_outgoing_state CHECK (state IN ('QUEUED', 'SENDING', 'SENT', 'LATER', 'REFUSED'))
);
CREATE INDEX ix_outgoing_case_id ON outgoing (case_id);
CREATE INDEX ix_outgoing_recipient_written_at ON outgoing (recipient, written_at);
CREATE INDEX ix_outgoing_sent ON outgoing (sent_at) WHERE sent_at IS NOT NULL;
CREATE INDEX ix_outgoing_server_message_id ON outgoing (server_message_id);
CREATE INDEX ix_outgoing_state_try_at ON outgoing (state, try_at);
COMMENT ON TABLE outgoing IS 'The outbox: every letter, under a key that makes a second writing impossible.';

CREATE TABLE entries (
    id BIGSERIAL NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    by TEXT DEFAULT '' NOT NULL,
    act TEXT NOT NULL,
    case_id BIGINT,
    incoming_id BIGINT,
    outgoing_id BIGINT,
    why TEXT DEFAULT '' NOT NULL,
    trail JSON NOT NULL,
    policy_digest TEXT DEFAULT '' NOT NULL,
    previous_hash VARCHAR(64) NOT NULL,
    hash VARCHAR(64) NOT NULL,
    CONSTRAINT pk_entries PRIMARY KEY (id),
    CONSTRAINT fk_entries_case_id FOREIGN KEY(case_id) REFERENCES cases (id),
    CONSTRAINT fk_entries_incoming_id FOREIGN KEY(incoming_id) REFERENCES incoming (id),
    CONSTRAINT fk_entries_outgoing_id FOREIGN KEY(outgoing_id) REFERENCES outgoing (id),
    CONSTRAINT uq_entries_previous_hash UNIQUE (previous_hash)
);
CREATE INDEX ix_entries_case_id ON entries (case_id);
COMMENT ON TABLE entries IS 'The journal: who did what, when and why; each entry bears the hash before it.';

CREATE FUNCTION entries_refuse() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RAISE EXCEPTION 'the journal is only ever added to'; END$$;
CREATE TRIGGER entries_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON entries FOR EACH STATEMENT EXECUTE FUNCTION entries_refuse();

CREATE TABLE sheets (
    outgoing_id BIGINT NOT NULL,
    raw BYTEA NOT NULL,
    CONSTRAINT pk_sheets PRIMARY KEY (outgoing_id),
    CONSTRAINT fk_sheets_outgoing_id FOREIGN KEY(outgoing_id) REFERENCES outgoing (id)
);
COMMENT ON TABLE sheets IS 'The bytes of each letter exactly as written; never changed.';
