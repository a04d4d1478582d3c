CREATE INDEX ix_cases_status_service_id ON cases (status, service, id);
CREATE INDEX ix_stages_to_answer ON stages (case_id, respond_by) WHERE answered_at IS NULL;
CREATE INDEX ix_deadlines_unmet ON deadlines (due_on, stage_id) WHERE met_at IS NULL;
