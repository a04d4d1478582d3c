ALTER TABLE parties ADD COLUMN by_post BOOLEAN DEFAULT false NOT NULL;
COMMENT ON TABLE sheets IS 'The bytes of each letter exactly as written; never changed once it has gone.';
