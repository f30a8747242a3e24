BEGIN; PRAGMA auto_vacuum = INCREMENTAL; PRAGMA application_id = 1129729099; COMMIT;
BEGIN;
PRAGMA user_version = 1;
CREATE TABLE data_key (
    no      INTEGER PRIMARY KEY,                 -- random, never reused; the row exists before the data refers to it
    key_id  TEXT NOT NULL,                       -- the id of the key that wraps it
    wrapped BLOB NOT NULL
);
CREATE TABLE destroyed_key (
    no INTEGER PRIMARY KEY,
    at INTEGER NOT NULL                          -- when
);
CREATE TABLE erased_conversation (
    erasure         INTEGER NOT NULL REFERENCES erasure,
    conversation_id TEXT NOT NULL,
    state           INTEGER NOT NULL,            -- 0 a legal hold keeps it, 1 it is to be deleted, 2 it is deleted
    event           INTEGER NOT NULL,            -- the event of the ledger that brought it there
    openings        INTEGER NOT NULL DEFAULT 0,
    turns           INTEGER NOT NULL DEFAULT 0,
    calls           INTEGER NOT NULL DEFAULT 0,
    entries         INTEGER NOT NULL DEFAULT 0,
    facts           INTEGER NOT NULL DEFAULT 0,
    team            INTEGER NOT NULL DEFAULT 0,  -- ratings, improved answers, notes, scores and labels
    dead_letters    INTEGER NOT NULL DEFAULT 0,
    users           INTEGER NOT NULL DEFAULT 0,  -- how many it had: a receipt of one of them says how many others it concerns
    PRIMARY KEY (erasure, conversation_id)
) WITHOUT ROWID;
CREATE TABLE erasure (
    no              INTEGER PRIMARY KEY AUTOINCREMENT,
    id              BLOB NOT NULL UNIQUE,
    conversation_id TEXT,                        -- null for a user
    pseudonym       TEXT,                        -- the user's
    requested_by    TEXT NOT NULL,
    requested       INTEGER NOT NULL,
    reason          TEXT,
    unreadable      INTEGER,                     -- when; null as long as the data or its keys may still be there
    cleaned         INTEGER                      -- when no byte of it was left in any file
);
CREATE TABLE hash_key (
    no      INTEGER PRIMARY KEY CHECK (no = 1),
    key_id  TEXT NOT NULL,                       -- as in data_key
    wrapped BLOB NOT NULL
);
CREATE TABLE ledger (
    no              INTEGER PRIMARY KEY AUTOINCREMENT,
    kind            INTEGER NOT NULL,            -- 0 a conversation is erased, 1 a user, 2 a legal hold is placed, 3 one is released
    at              INTEGER NOT NULL,            -- when it was requested; of a user, conversations opened up to then are erased
    conversation_id TEXT,                        -- null for a user
    user_hash       BLOB,                        -- keyed; null for a conversation
    erasure         INTEGER REFERENCES erasure,  -- null where an opening of a user erased before came late, and for holds
    placed_by       TEXT,                        -- of a hold
    reason          TEXT                         -- of a hold
);
CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX data_key_key_id ON data_key (key_id);
CREATE INDEX erased_conversation_waiting ON erased_conversation (conversation_id) WHERE state < 2;
CREATE INDEX erasure_cleaned ON erasure (no) WHERE cleaned IS NULL;
CREATE INDEX erasure_requested ON erasure (requested, no);
CREATE INDEX erasure_unreadable ON erasure (no) WHERE unreadable IS NULL;
CREATE INDEX ledger_erasure ON ledger (erasure) WHERE erasure IS NOT NULL;
DELETE FROM data_key;
INSERT INTO data_key ("no", "key_id", "wrapped") VALUES (2111442979715041789, 'fixture', X'0133E755AB7B060FA986B36AA43428D219118FBE2244F04973C8FDB033BEA0E414C803D979AF376850381A26F251E81DBF7F208E14B6633FA3B629904C');
INSERT INTO data_key ("no", "key_id", "wrapped") VALUES (3535512707004237916, 'fixture', X'01F2F2455CAE1DE7D4C4DD9957A770F930EC50304E1E057D258049D2233B7BE61326C405CC2ABC109FF6495DC13AAF6CDAE56F52F47C7D499802DB2D02');
INSERT INTO data_key ("no", "key_id", "wrapped") VALUES (4676755418778411534, 'fixture', X'016636B2B3DAC2689284D23D988D0B112530479FEDDC03CB305854089F2652D393401A020309965C6C0A5A3590C185229476B24334FD32C510E1C81EAB');
DELETE FROM destroyed_key;
INSERT INTO destroyed_key ("no", "at") VALUES (4062439831295111929, 639315813617985126);
DELETE FROM erased_conversation;
INSERT INTO erased_conversation ("erasure", "conversation_id", "state", "event", "openings", "turns", "calls", "entries", "facts", "team", "dead_letters", "users") VALUES (1, 'erased', 2, 2, 1, 0, 0, 1, 0, 0, 0, 1);
DELETE FROM erasure;
INSERT INTO erasure ("no", "id", "conversation_id", "pseudonym", "requested_by", "requested", "reason", "unreadable", "cleaned") VALUES (1, X'15349EB314254C86A58E6D128F340138', 'erased', NULL, 'dpo', 638713242600000000, NULL, 639315813618041259, 639315813618714913);
DELETE FROM hash_key;
INSERT INTO hash_key ("no", "key_id", "wrapped") VALUES (1, 'fixture', X'01016A8E1F0BDF2346EEC73A99EB96B50EAA8FA7AA4AF264368C3A6D5C237E985C043B676A00170ACBE9E74450759468A6540604BB9B7B8B85FD59C6F7');
DELETE FROM ledger;
INSERT INTO ledger ("no", "kind", "at", "conversation_id", "user_hash", "erasure", "placed_by", "reason") VALUES (1, 2, 638713242000000000, 'held', NULL, NULL, 'counsel', 'case 7');
INSERT INTO ledger ("no", "kind", "at", "conversation_id", "user_hash", "erasure", "placed_by", "reason") VALUES (2, 0, 638713242600000000, 'erased', NULL, 1, NULL, NULL);
DELETE FROM meta;
INSERT INTO meta ("key", "value") VALUES ('id', X'02D065ED9F3D3D717DA29244951509A9');
INSERT INTO meta ("key", "value") VALUES ('keys_confirmed', 4);
INSERT INTO meta ("key", "value") VALUES ('shape', 'FD04D825C0B3FA7379E1CD84BA96545B');
INSERT INTO meta ("key", "value") VALUES ('traces', 1);
INSERT INTO meta ("key", "value") VALUES ('traces_cleaned', 1);
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence ("name", "seq") VALUES ('erasure', 1);
INSERT INTO sqlite_sequence ("name", "seq") VALUES ('ledger', 2);
COMMIT;
