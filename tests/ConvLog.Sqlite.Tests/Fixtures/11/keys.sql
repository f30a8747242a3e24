BEGIN; PRAGMA auto_vacuum = INCREMENTAL; PRAGMA application_id = 1129073497; COMMIT;
BEGIN;
PRAGMA user_version = 2;
CREATE TABLE data_key (
    no      INTEGER PRIMARY KEY,
    key_id  TEXT NOT NULL,                       -- the id of the key that wraps it
    wrapped BLOB NOT NULL
);
CREATE TABLE destroyed_key (
    no INTEGER PRIMARY KEY,
    at INTEGER NOT NULL
);
CREATE TABLE erased_conversation (
    erasure         INTEGER NOT NULL REFERENCES erasure,
    conversation_id TEXT NOT NULL,
    state           INTEGER NOT NULL,            -- 0 a legal hold keeps it, 1 it goes, 2 it is gone
    event           INTEGER NOT NULL,            -- the event of the ledger that brought it there
    openings        INTEGER NOT NULL DEFAULT 0,
    turns           INTEGER NOT NULL DEFAULT 0,
    calls           INTEGER NOT NULL DEFAULT 0,
    entries         INTEGER NOT NULL DEFAULT 0,
    facts           INTEGER NOT NULL DEFAULT 0,
    team            INTEGER NOT NULL DEFAULT 0,
    dead_letters    INTEGER NOT NULL DEFAULT 0,
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
    unreadable      INTEGER,                     -- null as long as the data or its keys may still be there
    cleaned         INTEGER
);
CREATE TABLE hash_key (
    no      INTEGER PRIMARY KEY CHECK (no = 1),
    key_id  TEXT NOT NULL,
    wrapped BLOB NOT NULL
);
CREATE TABLE ledger (
    no              INTEGER PRIMARY KEY AUTOINCREMENT,
    kind            INTEGER NOT NULL,
    at              INTEGER NOT NULL,            -- when it was asked for; of a user, conversations opened up to then are erased
    conversation_id TEXT,                        -- null for a user
    user_hash       BLOB,
    erasure         INTEGER REFERENCES erasure,  -- null where an opening of a user erased before came late
    placed_by       TEXT,                        -- of a hold
    reason          TEXT
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
INSERT INTO data_key ("no", "key_id", "wrapped") VALUES (1383673586037817006, 'fixture', X'01408506AF82A48B23E4B2D86ACA01D376BF95F78FAEE21F953AC49ACEA83E9340D0AA7B351CBCCC4880B2C718D60470620ADE54F6BF10796AD2CE45C0');
INSERT INTO data_key ("no", "key_id", "wrapped") VALUES (6997436801051438087, 'fixture', X'01D312C4E5F1A48F3127975BD3999A885915FAC809B87F119384FF54E9D2F2669E30800FD4E2B69BE42DBC2794C839283231593B4523D1A1FCF1BEDE80');
INSERT INTO data_key ("no", "key_id", "wrapped") VALUES (8227178563837289916, 'fixture', X'0142F986D6AE532C016D417F7FD2148C55C7C2E26D3BC60D6CBBA45FA1AEFB8897A976C7A34387F61C1BBD0D5017136B270EF51BAD3E09EF958A8FAC6A');
DELETE FROM destroyed_key;
INSERT INTO destroyed_key ("no", "at") VALUES (7711826116404451497, 639311753621162668);
DELETE FROM erased_conversation;
INSERT INTO erased_conversation ("erasure", "conversation_id", "state", "event", "openings", "turns", "calls", "entries", "facts", "team", "dead_letters") VALUES (1, 'erased', 2, 2, 1, 0, 0, 1, 0, 0, 0);
DELETE FROM erasure;
INSERT INTO erasure ("no", "id", "conversation_id", "pseudonym", "requested_by", "requested", "reason", "unreadable", "cleaned") VALUES (1, X'672995955D364B74B51518F5B0E6A63C', 'erased', NULL, 'dpo', 638713242600000000, NULL, 639311753621177444, 639311753622049719);
DELETE FROM hash_key;
INSERT INTO hash_key ("no", "key_id", "wrapped") VALUES (1, 'fixture', X'01E2EDCE41891D4A2844FB7CF5EF4C644AACF0C39B09618B521D485E3FC9C1950C6C8798FE9D7E2EAD972C0C6ABD8291681253EE1E4F8A9B8121589480');
DELETE FROM ledger;
INSERT INTO ledger ("no", "kind", "at", "conversation_id", "user_hash", "erasure", "placed_by", "reason") VALUES (1, 2, 638713242000000000, 'held', NULL, NULL, 'counsel', 'case 7');
INSERT INTO ledger ("no", "kind", "at", "conversation_id", "user_hash", "erasure", "placed_by", "reason") VALUES (2, 0, 638713242600000000, 'erased', NULL, 1, NULL, NULL);
DELETE FROM meta;
INSERT INTO meta ("key", "value") VALUES ('id', X'A12AF1327DF1A9E186330445BB1C53F7');
INSERT INTO meta ("key", "value") VALUES ('keys_confirmed', 4);
INSERT INTO meta ("key", "value") VALUES ('shape', '477EF2500A613B9E92E14E9015DF9290');
INSERT INTO meta ("key", "value") VALUES ('traces', 1);
INSERT INTO meta ("key", "value") VALUES ('traces_cleaned', 1);
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence ("name", "seq") VALUES ('erasure', 1);
INSERT INTO sqlite_sequence ("name", "seq") VALUES ('ledger', 2);
COMMIT;
