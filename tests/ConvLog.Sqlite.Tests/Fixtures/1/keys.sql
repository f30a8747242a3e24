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
INSERT INTO data_key ("no", "key_id", "wrapped") VALUES (7397424267506999436, 'fixture', X'0102F71CDAA18B514923E5AF5C4946112BA86AB143D5D5CA00F640CCA9C945E870257A8AB445EE249F061494C7052088AC5991CDCD81B0CF51963B92BC');
INSERT INTO data_key ("no", "key_id", "wrapped") VALUES (7600684718862600721, 'fixture', X'010D840B75F02A10FA750FAF08D2DA51B095A3ABABC842FCB3483321B591D9BA8757408908408B3F23741B4D5BC092F45D848083784FA72CCBE424E54C');
INSERT INTO data_key ("no", "key_id", "wrapped") VALUES (7810280326132973994, 'fixture', X'01594DF3FBDDDC03AA7670B3970830112A16DC76191746386230AED3178ABD49ED1DDD9C5E1E144DC2B5D588BE13EAAB62844F2A7C3220DD71843915DE');
DELETE FROM destroyed_key;
INSERT INTO destroyed_key ("no", "at") VALUES (3864532426916783512, 639314685931375946);
DELETE FROM erased_conversation;
INSERT INTO erased_conversation ("erasure", "conversation_id", "state", "event", "openings", "turns", "calls", "entries", "facts", "team", "dead_letters", "users") VALUES (1, 'erased', 2, 2, 1, 0, 0, 1, 0, 0, 0, 1);
DELETE FROM erasure;
INSERT INTO erasure ("no", "id", "conversation_id", "pseudonym", "requested_by", "requested", "reason", "unreadable", "cleaned") VALUES (1, X'54A5F8DD7AB345769E09E5AB0A75E50E', 'erased', NULL, 'dpo', 638713242600000000, NULL, 639314685931399380, 639314685932783864);
DELETE FROM hash_key;
INSERT INTO hash_key ("no", "key_id", "wrapped") VALUES (1, 'fixture', X'01BE3CA59392932E54F9124BC8D566B6A8D0B5ED37215FB9A85ABC5D76758AAFEF1502ECB4EF76BFBB747E5B0D8AB79A6216F5308D8B92CEBADC58E098');
DELETE FROM ledger;
INSERT INTO ledger ("no", "kind", "at", "conversation_id", "user_hash", "erasure", "placed_by", "reason") VALUES (1, 2, 638713242000000000, 'held', NULL, NULL, 'counsel', 'case 7');
INSERT INTO ledger ("no", "kind", "at", "conversation_id", "user_hash", "erasure", "placed_by", "reason") VALUES (2, 0, 638713242600000000, 'erased', NULL, 1, NULL, NULL);
DELETE FROM meta;
INSERT INTO meta ("key", "value") VALUES ('id', X'97CB4E3305FA6D740043A9FB188A256A');
INSERT INTO meta ("key", "value") VALUES ('keys_confirmed', 4);
INSERT INTO meta ("key", "value") VALUES ('shape', 'FD04D825C0B3FA7379E1CD84BA96545B');
INSERT INTO meta ("key", "value") VALUES ('traces', 1);
INSERT INTO meta ("key", "value") VALUES ('traces_cleaned', 1);
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence ("name", "seq") VALUES ('erasure', 1);
INSERT INTO sqlite_sequence ("name", "seq") VALUES ('ledger', 2);
COMMIT;
