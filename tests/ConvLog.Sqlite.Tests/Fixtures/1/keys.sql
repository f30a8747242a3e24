BEGIN; PRAGMA auto_vacuum = INCREMENTAL; PRAGMA application_id = 1129729099; COMMIT;
BEGIN;
PRAGMA user_version = 1;
CREATE TABLE data_key (
    no      INTEGER PRIMARY KEY,                 -- random, and never used again; the row is there before the data refers to it
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
INSERT INTO data_key ("no", "key_id", "wrapped") VALUES (2999791263006370126, 'fixture', X'019D94057377BB9BCB6570AB231C8D65368E92B87578E4DFE5AE0E68FB73A9F6D5F814639995C0E245E418A12DDB418D29AA77AD4E95BD0E8684B4114A');
INSERT INTO data_key ("no", "key_id", "wrapped") VALUES (3750980452640951291, 'fixture', X'01BF6E6BC2F5C9FC717A2E3E57773B8CCA42149BF7D1D01800C5B65385584AFB60BF07ACD4AF85A9C42A3C15B9C8D835F21CE1814EE64D55B634E63DFC');
INSERT INTO data_key ("no", "key_id", "wrapped") VALUES (9014461556861459219, 'fixture', X'017A579EC92E77CBB7EE3E056219FF265444156AAC48FC3E5B25069193672673C9A04EE8227652F19F11BF78A40829E0117DEEBFD8F03694EC44728557');
DELETE FROM destroyed_key;
INSERT INTO destroyed_key ("no", "at") VALUES (2311888839284088463, 639315315022230399);
DELETE FROM erased_conversation;
INSERT INTO erased_conversation ("erasure", "conversation_id", "state", "event", "openings", "turns", "calls", "entries", "facts", "team", "dead_letters", "users") VALUES (1, 'erased', 2, 2, 1, 0, 0, 1, 0, 0, 0, 1);
DELETE FROM erasure;
INSERT INTO erasure ("no", "id", "conversation_id", "pseudonym", "requested_by", "requested", "reason", "unreadable", "cleaned") VALUES (1, X'380B4A46C68D4FB3B69880DC23D8C4ED', 'erased', NULL, 'dpo', 638713242600000000, NULL, 639315315022250224, 639315315022750333);
DELETE FROM hash_key;
INSERT INTO hash_key ("no", "key_id", "wrapped") VALUES (1, 'fixture', X'01C97E2DE20E0403CC04AF9D6C68DBDCA75B1214AFAD0F7FD51B2C848EB62F6F9EE13E487E19D53748E9E0A51E7BE26C56F2F52505349DA4F5914BC20A');
DELETE FROM ledger;
INSERT INTO ledger ("no", "kind", "at", "conversation_id", "user_hash", "erasure", "placed_by", "reason") VALUES (1, 2, 638713242000000000, 'held', NULL, NULL, 'counsel', 'case 7');
INSERT INTO ledger ("no", "kind", "at", "conversation_id", "user_hash", "erasure", "placed_by", "reason") VALUES (2, 0, 638713242600000000, 'erased', NULL, 1, NULL, NULL);
DELETE FROM meta;
INSERT INTO meta ("key", "value") VALUES ('id', X'BC446825F6D2C438AB12A7B752B128A4');
INSERT INTO meta ("key", "value") VALUES ('keys_confirmed', 4);
INSERT INTO meta ("key", "value") VALUES ('shape', 'FD04D825C0B3FA7379E1CD84BA96545B');
INSERT INTO meta ("key", "value") VALUES ('traces', 1);
INSERT INTO meta ("key", "value") VALUES ('traces_cleaned', 1);
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence ("name", "seq") VALUES ('erasure', 1);
INSERT INTO sqlite_sequence ("name", "seq") VALUES ('ledger', 2);
COMMIT;
