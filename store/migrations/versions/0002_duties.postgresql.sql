ALTER TABLE cases ADD COLUMN desired_outcome TEXT DEFAULT '' NOT NULL;
ALTER TABLE cases ADD COLUMN not_ours TEXT DEFAULT '' NOT NULL;
ALTER TABLE cases ADD COLUMN category TEXT DEFAULT '' NOT NULL;
ALTER TABLE cases ADD COLUMN complexity TEXT DEFAULT '' NOT NULL;
ALTER TABLE cases ADD COLUMN channel TEXT DEFAULT '' NOT NULL;
ALTER TABLE cases ADD COLUMN services JSONB DEFAULT '[]' NOT NULL;
ALTER TABLE cases ADD COLUMN parent_id BIGINT CONSTRAINT fk_cases_parent_id REFERENCES cases (id);
ALTER TABLE cases ADD COLUMN group_id BIGINT CONSTRAINT fk_cases_group_id REFERENCES cases (id);
ALTER TABLE cases ADD COLUMN closing TEXT DEFAULT '' NOT NULL;
ALTER TABLE cases ADD COLUMN assisted_by TEXT DEFAULT '' NOT NULL;
ALTER TABLE cases ADD COLUMN informal_until TIMESTAMP WITH TIME ZONE;
ALTER TABLE cases ADD COLUMN update_days INTEGER;
ALTER TABLE cases ADD COLUMN characteristic TEXT DEFAULT '' NOT NULL;
ALTER TABLE cases ADD COLUMN confidential BOOLEAN DEFAULT false NOT NULL;
CREATE INDEX ix_cases_group_id ON cases (group_id) WHERE group_id IS NOT NULL;
CREATE INDEX ix_cases_informal_until ON cases (informal_until) WHERE informal_until IS NOT NULL;
CREATE INDEX ix_cases_parent_id ON cases (parent_id) WHERE parent_id IS NOT NULL;

ALTER TABLE stages ADD COLUMN signatory_name TEXT DEFAULT '' NOT NULL;
ALTER TABLE stages ADD COLUMN signatory_role TEXT DEFAULT '' NOT NULL;
ALTER TABLE stages ADD COLUMN channel TEXT DEFAULT '' NOT NULL;
ALTER TABLE stages ADD COLUMN accountable_name TEXT DEFAULT '' NOT NULL;
ALTER TABLE stages ADD COLUMN accountable_email TEXT DEFAULT '' NOT NULL;
ALTER TABLE stages ADD COLUMN decision TEXT DEFAULT '' NOT NULL;
ALTER TABLE stages ADD COLUMN decision_why TEXT DEFAULT '' NOT NULL;
ALTER TABLE stages ADD COLUMN their_reference TEXT DEFAULT '' NOT NULL;

ALTER TABLE parties ADD COLUMN principal BOOLEAN DEFAULT false NOT NULL;
ALTER TABLE parties ADD COLUMN organisation TEXT DEFAULT '' NOT NULL;

ALTER TABLE actions ADD COLUMN stage_id BIGINT CONSTRAINT fk_actions_stage_id REFERENCES stages (id);
ALTER TABLE actions ADD COLUMN promised_at TIMESTAMP WITH TIME ZONE;
ALTER TABLE actions ADD COLUMN kind TEXT DEFAULT '' NOT NULL;
ALTER TABLE actions ADD COLUMN owner_name TEXT DEFAULT '' NOT NULL;
ALTER TABLE actions ADD COLUMN owner_email TEXT DEFAULT '' NOT NULL;
ALTER TABLE actions ADD COLUMN amount TEXT DEFAULT '' NOT NULL;
ALTER TABLE actions ADD COLUMN allowed_by TEXT DEFAULT '' NOT NULL;
ALTER TABLE actions ADD COLUMN dropped_at TIMESTAMP WITH TIME ZONE;
ALTER TABLE actions ADD COLUMN dropped_by TEXT DEFAULT '' NOT NULL;
ALTER TABLE actions ADD COLUMN why TEXT DEFAULT '' NOT NULL;
ALTER TABLE actions ADD COLUMN instead TEXT DEFAULT '' NOT NULL;
ALTER TABLE actions ADD COLUMN reminded_on DATE;
CREATE INDEX ix_actions_owed ON actions (by_on) WHERE done_at IS NULL AND dropped_at IS NULL;
UPDATE actions SET promised_at = (SELECT opened_at FROM cases WHERE cases.id = actions.case_id);

ALTER TABLE learning ADD COLUMN stage_id BIGINT CONSTRAINT fk_learning_stage_id REFERENCES stages (id);
ALTER TABLE learning ADD COLUMN by TEXT DEFAULT '' NOT NULL;

ALTER TABLE surveys ADD COLUMN outgoing_key TEXT DEFAULT '' NOT NULL;

CREATE TABLE refusals (
    id BIGSERIAL NOT NULL,
    code TEXT DEFAULT '' NOT NULL,
    title TEXT DEFAULT '' NOT NULL,
    reason TEXT DEFAULT '' NOT NULL,
    by TEXT DEFAULT '' NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    case_id BIGINT,
    incoming_id BIGINT,
    evidence TEXT DEFAULT '' NOT NULL,
    stage_number INTEGER,
    what TEXT DEFAULT '' NOT NULL,
    allowed_by TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_refusals PRIMARY KEY (id),
    CONSTRAINT fk_refusals_case_id FOREIGN KEY(case_id) REFERENCES cases (id),
    CONSTRAINT fk_refusals_incoming_id FOREIGN KEY(incoming_id) REFERENCES incoming (id)
);
CREATE INDEX ix_refusals_at ON refusals (at);
CREATE INDEX ix_refusals_case_id ON refusals (case_id);
COMMENT ON TABLE refusals IS 'What was not taken up, or not taken further, by whose decision and why.';

CREATE TABLE restrictions (
    id BIGSERIAL NOT NULL,
    email TEXT DEFAULT '' NOT NULL,
    name TEXT DEFAULT '' NOT NULL,
    organisation TEXT DEFAULT '' NOT NULL,
    target TEXT DEFAULT '' NOT NULL,
    case_id BIGINT,
    granted BOOLEAN NOT NULL,
    requested_by TEXT DEFAULT '' NOT NULL,
    decided_by JSONB DEFAULT '[]' NOT NULL,
    reasons TEXT DEFAULT '' NOT NULL,
    behaviours JSONB DEFAULT '[]' NOT NULL,
    measures JSONB DEFAULT '[]' NOT NULL,
    checks JSONB DEFAULT '[]' NOT NULL,
    from_on DATE NOT NULL,
    review_on DATE NOT NULL,
    spoc_email TEXT DEFAULT '' NOT NULL,
    warned_on DATE,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    by TEXT DEFAULT '' NOT NULL,
    policy TEXT DEFAULT '' NOT NULL,
    policy_digest TEXT DEFAULT '' NOT NULL,
    ended_on DATE,
    ended_why TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_restrictions PRIMARY KEY (id),
    CONSTRAINT fk_restrictions_case_id FOREIGN KEY(case_id) REFERENCES cases (id)
);
CREATE INDEX ix_restrictions_case_id ON restrictions (case_id);
CREATE INDEX ix_restrictions_email ON restrictions (email);
CREATE INDEX ix_restrictions_in_force ON restrictions (review_on) WHERE granted AND ended_on IS NULL;
COMMENT ON TABLE restrictions IS 'Contact that was restricted, or asked to be: who decided, why, how and until when.';

CREATE TABLE restriction_reviews (
    id BIGSERIAL NOT NULL,
    restriction_id BIGINT NOT NULL,
    reviewed_on DATE NOT NULL,
    by TEXT DEFAULT '' NOT NULL,
    outcome TEXT DEFAULT '' NOT NULL,
    reason TEXT DEFAULT '' NOT NULL,
    next_review_on DATE,
    CONSTRAINT pk_restriction_reviews PRIMARY KEY (id),
    CONSTRAINT fk_restriction_reviews_restriction_id FOREIGN KEY(restriction_id) REFERENCES restrictions (id)
);
CREATE INDEX ix_restriction_reviews_restriction_id ON restriction_reviews (restriction_id);
COMMENT ON TABLE restriction_reviews IS 'Each time a restriction was looked at again, and what came of it.';

CREATE TABLE duties (
    id BIGSERIAL NOT NULL,
    key TEXT NOT NULL,
    name TEXT DEFAULT '' NOT NULL,
    words TEXT DEFAULT '' NOT NULL,
    holder_name TEXT DEFAULT '' NOT NULL,
    holder_email TEXT DEFAULT '' NOT NULL,
    holder_role TEXT DEFAULT '' NOT NULL,
    opened_at TIMESTAMP WITH TIME ZONE NOT NULL,
    case_id BIGINT,
    stage_id BIGINT,
    incoming_id BIGINT,
    restriction_id BIGINT,
    due_on DATE,
    bars TEXT DEFAULT '' NOT NULL,
    wants_note TEXT DEFAULT '' NOT NULL,
    every TEXT DEFAULT '' NOT NULL,
    letter BOOLEAN DEFAULT true NOT NULL,
    done_at TIMESTAMP WITH TIME ZONE,
    done_by TEXT DEFAULT '' NOT NULL,
    note TEXT DEFAULT '' NOT NULL,
    told_at TIMESTAMP WITH TIME ZONE,
    reminded_on DATE,
    CONSTRAINT pk_duties PRIMARY KEY (id),
    CONSTRAINT uq_duties_key UNIQUE (key),
    CONSTRAINT fk_duties_case_id FOREIGN KEY(case_id) REFERENCES cases (id),
    CONSTRAINT fk_duties_stage_id FOREIGN KEY(stage_id) REFERENCES stages (id),
    CONSTRAINT fk_duties_incoming_id FOREIGN KEY(incoming_id) REFERENCES incoming (id),
    CONSTRAINT fk_duties_restriction_id FOREIGN KEY(restriction_id) REFERENCES restrictions (id)
);
CREATE INDEX ix_duties_case_id ON duties (case_id);
CREATE INDEX ix_duties_open ON duties (due_on) WHERE done_at IS NULL;
CREATE INDEX ix_duties_open_holder ON duties (holder_email, due_on) WHERE done_at IS NULL;
COMMENT ON TABLE duties IS 'What a person owes beside the clocks, under a key that makes a second one impossible.';
