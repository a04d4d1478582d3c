CREATE TABLE identity (
    id TEXT NOT NULL,
    made_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL,
    CONSTRAINT pk_identity PRIMARY KEY (id)
);

CREATE TABLE policies (
    digest TEXT NOT NULL,
    name TEXT NOT NULL,
    raw BLOB NOT NULL,
    kept_at DATETIME NOT NULL,
    CONSTRAINT pk_policies PRIMARY KEY (digest)
);

CREATE TABLE chores (
    name TEXT NOT NULL,
    done_on DATE NOT NULL,
    CONSTRAINT pk_chores PRIMARY KEY (name)
);

CREATE TABLE polls (
    mailbox TEXT NOT NULL,
    last_ok_at DATETIME,
    last_error TEXT DEFAULT '' NOT NULL,
    last_error_at DATETIME,
    uidvalidity INTEGER,
    CONSTRAINT pk_polls PRIMARY KEY (mailbox)
);

CREATE TABLE series (
    name TEXT NOT NULL,
    last INTEGER NOT NULL,
    CONSTRAINT pk_series PRIMARY KEY (name)
);

CREATE TABLE cases (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    reference TEXT NOT NULL,
    kind TEXT DEFAULT '' NOT NULL,
    service TEXT DEFAULT '' NOT NULL,
    policy TEXT DEFAULT '' NOT NULL,
    policy_digest TEXT DEFAULT '' NOT NULL,
    status VARCHAR(20) NOT NULL,
    subject TEXT DEFAULT '' NOT NULL,
    summary TEXT DEFAULT '' NOT NULL,
    received_at DATETIME NOT NULL,
    opened_at DATETIME NOT NULL,
    closed_at DATETIME,
    opened_by INTEGER,
    confidence FLOAT DEFAULT '0' NOT NULL,
    flags JSON NOT NULL,
    fingerprint_text TEXT DEFAULT '' NOT NULL,
    CONSTRAINT uq_cases_reference UNIQUE (reference),
    CONSTRAINT ck_case_status CHECK (status IN ('OPEN', 'ANSWERED', 'CLOSED'))
);
CREATE INDEX ix_cases_fingerprint_text ON cases (fingerprint_text);
CREATE INDEX ix_cases_status_received_at ON cases (status, received_at);

CREATE TABLE stages (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    case_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    owner_name TEXT DEFAULT '' NOT NULL,
    owner_email TEXT DEFAULT '' NOT NULL,
    owner_role TEXT DEFAULT '' NOT NULL,
    received_at DATETIME NOT NULL,
    opened_at DATETIME NOT NULL,
    acknowledged_at DATETIME,
    respond_by DATE,
    extended_to DATE,
    extended_on DATE,
    extensions INTEGER DEFAULT '0' NOT NULL,
    holding_at DATETIME,
    answered_at DATETIME,
    outcome TEXT,
    looked_on DATE,
    CONSTRAINT uq_stages_case_id_number_opened_at UNIQUE (case_id, number, opened_at),
    CONSTRAINT fk_stages_case_id FOREIGN KEY(case_id) REFERENCES cases (id)
);
CREATE INDEX ix_stages_unanswered ON stages (looked_on, id) WHERE answered_at IS NULL;

CREATE TABLE parties (
    id INTEGER NOT NULL,
    case_id INTEGER NOT NULL,
    role VARCHAR(20) NOT NULL,
    name TEXT DEFAULT '' NOT NULL,
    email TEXT DEFAULT '' NOT NULL,
    phone TEXT DEFAULT '' NOT NULL,
    address TEXT DEFAULT '' NOT NULL,
    postcode TEXT DEFAULT '' NOT NULL,
    consent JSON,
    adjustments TEXT DEFAULT '' NOT NULL,
    restricted_until DATE,
    CONSTRAINT pk_parties PRIMARY KEY (id),
    CONSTRAINT fk_parties_case_id FOREIGN KEY(case_id) REFERENCES cases (id),
    CONSTRAINT ck_party_role CHECK (role IN ('complainant', 'representative', 'member', 'subject'))
);
CREATE INDEX ix_parties_case_id ON parties (case_id);
CREATE INDEX ix_parties_email ON parties (email);

CREATE TABLE actions (
    id INTEGER NOT NULL,
    case_id INTEGER NOT NULL,
    what TEXT DEFAULT '' NOT NULL,
    by_on DATE,
    done_at DATETIME,
    done_by TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_actions PRIMARY KEY (id),
    CONSTRAINT fk_actions_case_id FOREIGN KEY(case_id) REFERENCES cases (id)
);
CREATE INDEX ix_actions_case_id ON actions (case_id);

CREATE TABLE learning (
    id INTEGER NOT NULL,
    case_id INTEGER NOT NULL,
    answers JSON,
    returned_at DATETIME,
    CONSTRAINT pk_learning PRIMARY KEY (id),
    CONSTRAINT fk_learning_case_id FOREIGN KEY(case_id) REFERENCES cases (id)
);
CREATE INDEX ix_learning_case_id ON learning (case_id);

CREATE TABLE surveys (
    id INTEGER NOT NULL,
    case_id INTEGER NOT NULL,
    sent_at DATETIME NOT NULL,
    answers JSON,
    returned_at DATETIME,
    CONSTRAINT pk_surveys PRIMARY KEY (id),
    CONSTRAINT fk_surveys_case_id FOREIGN KEY(case_id) REFERENCES cases (id)
);
CREATE INDEX ix_surveys_case_id ON surveys (case_id);

CREATE TABLE incoming (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    mailbox TEXT NOT NULL,
    uidvalidity INTEGER NOT NULL,
    uid INTEGER NOT NULL,
    size INTEGER DEFAULT '0' NOT NULL,
    received_at DATETIME NOT NULL,
    stored_at DATETIME NOT NULL,
    left_there TEXT DEFAULT '' NOT NULL,
    state VARCHAR(20) NOT NULL,
    attempts INTEGER DEFAULT '0' NOT NULL,
    claimed_by TEXT,
    claimed_until DATETIME,
    message_id TEXT DEFAULT '' NOT NULL,
    sender TEXT DEFAULT '' NOT NULL,
    subject TEXT DEFAULT '' NOT NULL,
    fingerprint TEXT,
    copy_of INTEGER,
    reason TEXT DEFAULT '' NOT NULL,
    proposal JSON,
    case_id INTEGER,
    stage_id INTEGER,
    handled_at DATETIME,
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

CREATE TABLE pauses (
    id INTEGER NOT NULL,
    stage_id INTEGER NOT NULL,
    from_on DATE NOT NULL,
    to_on DATE,
    reason TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_pauses PRIMARY KEY (id),
    CONSTRAINT fk_pauses_stage_id FOREIGN KEY(stage_id) REFERENCES stages (id)
);
CREATE INDEX ix_pauses_stage_id ON pauses (stage_id);

CREATE TABLE deadlines (
    id INTEGER NOT NULL,
    stage_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    due_on DATE NOT NULL,
    met_at DATETIME,
    CONSTRAINT pk_deadlines PRIMARY KEY (id),
    CONSTRAINT uq_deadlines_stage_id_name UNIQUE (stage_id, name),
    CONSTRAINT fk_deadlines_stage_id FOREIGN KEY(stage_id) REFERENCES stages (id)
);
CREATE INDEX ix_deadlines_due_on ON deadlines (due_on);

CREATE TABLE steps (
    id INTEGER NOT NULL,
    stage_id INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    at DATETIME NOT NULL,
    how VARCHAR(20) NOT NULL,
    CONSTRAINT pk_steps PRIMARY KEY (id),
    CONSTRAINT uq_steps_stage_id_key UNIQUE (stage_id, "key"),
    CONSTRAINT fk_steps_stage_id FOREIGN KEY(stage_id) REFERENCES stages (id),
    CONSTRAINT ck_step_how CHECK (how IN ('written', 'overtaken'))
);

CREATE TABLE decisions (
    id INTEGER NOT NULL,
    incoming_id INTEGER NOT NULL,
    proposed JSON,
    made JSON,
    "by" TEXT DEFAULT '' NOT NULL,
    at DATETIME NOT NULL,
    CONSTRAINT pk_decisions PRIMARY KEY (id),
    CONSTRAINT fk_decisions_incoming_id FOREIGN KEY(incoming_id) REFERENCES incoming (id)
);
CREATE INDEX ix_decisions_incoming_id ON decisions (incoming_id);

CREATE TABLE originals (
    incoming_id INTEGER NOT NULL,
    raw BLOB NOT NULL,
    CONSTRAINT pk_originals PRIMARY KEY (incoming_id),
    CONSTRAINT fk_originals_incoming_id FOREIGN KEY(incoming_id) REFERENCES incoming (id)
);

CREATE TABLE documents (
    id INTEGER NOT NULL,
    incoming_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    filename TEXT DEFAULT '' NOT NULL,
    declared_type TEXT DEFAULT '' NOT NULL,
    sniffed_type TEXT DEFAULT '' NOT NULL,
    size INTEGER DEFAULT '0' NOT NULL,
    sha256 VARCHAR(64) NOT NULL,
    text TEXT DEFAULT '' NOT NULL,
    pairs JSON NOT NULL,
    fields JSON NOT NULL,
    problem TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_documents PRIMARY KEY (id),
    CONSTRAINT uq_documents_incoming_id_position UNIQUE (incoming_id, position),
    CONSTRAINT fk_documents_incoming_id FOREIGN KEY(incoming_id) REFERENCES incoming (id)
);

CREATE TABLE outgoing (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "key" TEXT NOT NULL,
    case_id INTEGER,
    stage_id INTEGER,
    incoming_id INTEGER,
    letter TEXT NOT NULL,
    role VARCHAR(20) NOT NULL,
    channel VARCHAR(20) NOT NULL,
    recipient TEXT DEFAULT '' NOT NULL,
    sender TEXT DEFAULT '' NOT NULL,
    message_id TEXT NOT NULL,
    server_message_id TEXT,
    subject TEXT DEFAULT '' NOT NULL,
    state VARCHAR(20) NOT NULL,
    written_at DATETIME NOT NULL,
    try_at DATETIME NOT NULL,
    attempts INTEGER DEFAULT '0' NOT NULL,
    claimed_by TEXT,
    claimed_until DATETIME,
    last_reply TEXT DEFAULT '' NOT NULL,
    sent_at DATETIME,
    CONSTRAINT uq_outgoing_key UNIQUE ("key"),
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

CREATE TABLE entries (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    at DATETIME NOT NULL,
    "by" TEXT DEFAULT '' NOT NULL,
    act TEXT NOT NULL,
    case_id INTEGER,
    incoming_id INTEGER,
    outgoing_id INTEGER,
    why TEXT DEFAULT '' NOT NULL,
    trail JSON NOT NULL,
    policy_digest TEXT DEFAULT '' NOT NULL,
    previous_hash VARCHAR(64) NOT NULL,
    hash VARCHAR(64) NOT NULL,
    CONSTRAINT fk_entries_case_id FOREIGN KEY(case_id) REFERENCES cases (id),
    CONSTRAINT fk_entries_incoming_id FOREIGN KEY(incoming_id) REFERENCES incoming (id),
    CONSTRAINT fk_entries_outgoing_id FOREIGN KEY(outgoing_id) REFERENCES outgoing (id),
    CONSTRAINT uq_entries_previous_hash UNIQUE (previous_hash)
);
CREATE INDEX ix_entries_case_id ON entries (case_id);
CREATE TRIGGER entries_refuse_update BEFORE update ON entries BEGIN SELECT RAISE(ABORT, 'the journal is only ever added to'); END;
CREATE TRIGGER entries_refuse_delete BEFORE delete ON entries BEGIN SELECT RAISE(ABORT, 'the journal is only ever added to'); END;

CREATE TABLE sheets (
    outgoing_id INTEGER NOT NULL,
    raw BLOB NOT NULL,
    CONSTRAINT pk_sheets PRIMARY KEY (outgoing_id),
    CONSTRAINT fk_sheets_outgoing_id FOREIGN KEY(outgoing_id) REFERENCES outgoing (id)
);
