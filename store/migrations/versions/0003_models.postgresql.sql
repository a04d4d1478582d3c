CREATE TABLE models (
    id BIGSERIAL NOT NULL,
    made_at TIMESTAMP WITH TIME ZONE NOT NULL,
    by TEXT DEFAULT '' NOT NULL,
    through_id BIGINT NOT NULL,
    lessons INTEGER DEFAULT 0 NOT NULL,
    learnt JSON NOT NULL,
    figures JSONB,
    undone_at TIMESTAMP WITH TIME ZONE,
    undone_by TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_models PRIMARY KEY (id)
);
COMMENT ON TABLE models IS 'What triage has learnt from decisions, a version a row; the last that nobody undid is in use.';
