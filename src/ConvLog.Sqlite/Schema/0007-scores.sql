-- Scores and labels, and what lists find metrics, ratings and their reasons by. kind: 0 number, 1 yes or no, 2 category, 3 label; of other rows: 4 to 6 a metric (number, yes
-- or no, text), 7 a rating (1 or 0), 8 a reason of one. EarlierScores adds those of metrics and ratings that are stored. pii.kind 10 is the comment of a score.

CREATE TABLE score (
    no           INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation INTEGER NOT NULL REFERENCES conversation,
    id           BLOB NOT NULL,
    kind         INTEGER NOT NULL,
    name         TEXT NOT NULL,                  -- of a score or metric; the label, the reason
    value,                                       -- a number or a text; yes is 1.0, no is 0.0
    details      TEXT,                           -- what is scored or labeled and by whom, as JSON
    created      INTEGER NOT NULL,               -- of a metric, its place in the log
    removed      INTEGER NOT NULL,               -- one that was removed stays, so that a late copy of it does not bring it back
    checksum     INTEGER NOT NULL                -- 0 for kinds above 3: what they are made of has one
);
CREATE UNIQUE INDEX score_id ON score (conversation, id);
CREATE INDEX score_name ON score (name, value, conversation) WHERE removed = 0;

ALTER TABLE feedback ADD COLUMN reasons TEXT;    -- a line each
