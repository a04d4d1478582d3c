CREATE TABLE models (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    made_at DATETIME NOT NULL,
    by TEXT DEFAULT '' NOT NULL,
    through_id INTEGER NOT NULL,
    lessons INTEGER DEFAULT 0 NOT NULL,
    learnt JSON NOT NULL,
    figures JSON,
    undone_at DATETIME,
    undone_by TEXT DEFAULT '' NOT NULL
);
