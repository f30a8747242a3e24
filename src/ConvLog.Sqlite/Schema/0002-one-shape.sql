-- Gives all files of schema 1 one shape: its script was edited while files were made with it. Its last form has all of this already. EarlierAccounts comes before this script.

CREATE TABLE IF NOT EXISTS arrival (
    no            INTEGER PRIMARY KEY,
    at            INTEGER NOT NULL,
    conversations BLOB NOT NULL
);

CREATE INDEX IF NOT EXISTS conversation_error_dims ON conversation (dims, created) WHERE v_errors > 0;
CREATE INDEX IF NOT EXISTS entry_error ON entry (no) WHERE kind = 2;

INSERT INTO entry_text (entry_text, rank) VALUES ('automerge', 8);
INSERT INTO turn_text (turn_text, rank) VALUES ('automerge', 8);
INSERT INTO entry_text (entry_text, rank) VALUES ('crisismerge', 1000);
INSERT INTO turn_text (turn_text, rank) VALUES ('crisismerge', 1000);
