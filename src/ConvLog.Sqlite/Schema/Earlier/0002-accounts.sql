-- Adds accounts, projects and removed improved answers to a file that was made before commit 31e7f09. Part of migration 2: EarlierAccounts runs it.

ALTER TABLE dims ADD COLUMN account TEXT;
DROP INDEX dims_key;
CREATE UNIQUE INDEX dims_key ON dims (agent, environment, ifnull(channel, x'00'), ifnull(account, x'00'));
CREATE INDEX dims_account ON dims (account) WHERE account IS NOT NULL;

ALTER TABLE conversation ADD COLUMN account TEXT;
ALTER TABLE conversation ADD COLUMN project TEXT;
CREATE INDEX conversation_account ON conversation (listed, account, created) WHERE account IS NOT NULL;
CREATE INDEX conversation_project ON conversation (listed, project, created) WHERE project IS NOT NULL;
DROP INDEX conversation_dims;
CREATE INDEX conversation_dims ON conversation (dims, listed, created) WHERE dims IS NOT NULL;

ALTER TABLE annotation RENAME TO earlier_annotation;
DROP INDEX annotation_id;
CREATE TABLE annotation (
    no           INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation INTEGER NOT NULL REFERENCES conversation,
    id           BLOB NOT NULL,
    turn_id      TEXT NOT NULL,
    author       TEXT,
    created      INTEGER NOT NULL,
    removed      INTEGER NOT NULL,
    checksum     INTEGER NOT NULL
);
INSERT INTO annotation (no, conversation, id, turn_id, author, created, removed, checksum)
SELECT no, conversation, id, turn_id, author, created, 0, checksum FROM earlier_annotation;
CREATE UNIQUE INDEX annotation_id ON annotation (conversation, id);
DELETE FROM sqlite_sequence WHERE name = 'annotation';
UPDATE sqlite_sequence SET name = 'annotation' WHERE name = 'earlier_annotation';
DROP TABLE earlier_annotation;
