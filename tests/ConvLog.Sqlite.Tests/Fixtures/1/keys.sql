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
INSERT INTO data_key ("no", "key_id", "wrapped") VALUES (2828114436272376531, 'fixture', X'01D26D3BA0C6C8B5142BFAE732E14B0116F55ACE176C68D29559C37456950F590EA95EAD48EFD9D089C777553D0E90CC8191E314CA95B44E5533FA4361');
INSERT INTO data_key ("no", "key_id", "wrapped") VALUES (3964536650110156951, 'fixture', X'01021E6266699E97F4E61F5AA280549CD5F349E94F56CA2292529E0A4C13EAF5F7311C7EC09A0B29662B2140318E9D6C180C86AB447472E0AB88B1E578');
INSERT INTO data_key ("no", "key_id", "wrapped") VALUES (4367581574048837408, 'fixture', X'0114878FE67323F3BED26A875FAA6919E08F0A220CB197548837040AC5221FE0187FFE797CFD02C668D92C2FC00E38929606B68036D0C924E5BF79BB8D');
DELETE FROM destroyed_key;
INSERT INTO destroyed_key ("no", "at") VALUES (3091219955507831137, 639314034179622087);
DELETE FROM erased_conversation;
INSERT INTO erased_conversation ("erasure", "conversation_id", "state", "event", "openings", "turns", "calls", "entries", "facts", "team", "dead_letters", "users") VALUES (1, 'erased', 2, 2, 1, 0, 0, 1, 0, 0, 0, 1);
DELETE FROM erasure;
INSERT INTO erasure ("no", "id", "conversation_id", "pseudonym", "requested_by", "requested", "reason", "unreadable", "cleaned") VALUES (1, X'FBD300D02D58417D9224847811FECAB8', 'erased', NULL, 'dpo', 638713242600000000, NULL, 639314034179637545, 639314034180693308);
DELETE FROM hash_key;
INSERT INTO hash_key ("no", "key_id", "wrapped") VALUES (1, 'fixture', X'01EB0E5E6523091C80D53A54E75D470C7DCEC9F197F32AFEF7759118FC364FEC030476D1CCF029506B98F67F6706D36BF809835AB78D77C47D2BD8A8A3');
DELETE FROM ledger;
INSERT INTO ledger ("no", "kind", "at", "conversation_id", "user_hash", "erasure", "placed_by", "reason") VALUES (1, 2, 638713242000000000, 'held', NULL, NULL, 'counsel', 'case 7');
INSERT INTO ledger ("no", "kind", "at", "conversation_id", "user_hash", "erasure", "placed_by", "reason") VALUES (2, 0, 638713242600000000, 'erased', NULL, 1, NULL, NULL);
DELETE FROM meta;
INSERT INTO meta ("key", "value") VALUES ('id', X'ED49E91A90AB6491BCF5D776E74C3906');
INSERT INTO meta ("key", "value") VALUES ('keys_confirmed', 4);
INSERT INTO meta ("key", "value") VALUES ('shape', 'FD04D825C0B3FA7379E1CD84BA96545B');
INSERT INTO meta ("key", "value") VALUES ('traces', 1);
INSERT INTO meta ("key", "value") VALUES ('traces_cleaned', 1);
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence ("name", "seq") VALUES ('erasure', 1);
INSERT INTO sqlite_sequence ("name", "seq") VALUES ('ledger', 2);
COMMIT;
