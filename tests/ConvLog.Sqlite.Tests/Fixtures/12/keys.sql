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
INSERT INTO data_key ("no", "key_id", "wrapped") VALUES (2552499265937169875, 'fixture', X'0109485BE4C1F3E9E0DD0994FF6C0E75DAB94FAB96E171C1E2B4832628780BECD44D63BCBEE48712FBD30BB90303D67C8E6C938C941277D4D44161D82D');
INSERT INTO data_key ("no", "key_id", "wrapped") VALUES (2998983189594955762, 'fixture', X'014FB5A6D0063C2D800282BF03F9EFDE6DCE4545D335FCEE44A9503D5A7204C928B3976C55EE5AAE7A2B026CD9BA014D20A1C2981B319CDE3D5DA7CC1B');
INSERT INTO data_key ("no", "key_id", "wrapped") VALUES (5272424794574804577, 'fixture', X'010C30DBA5317D9AE2E622E98CCC31D3B3F7B8EA21CDFFDA6E8ED08909E02C729A0260D3C7B6CF058F93A162E514EF26BAA1DCF82FBD58BB2EB65C1A0F');
DELETE FROM destroyed_key;
INSERT INTO destroyed_key ("no", "at") VALUES (2198531451879516557, 639311950412095698);
DELETE FROM erased_conversation;
INSERT INTO erased_conversation ("erasure", "conversation_id", "state", "event", "openings", "turns", "calls", "entries", "facts", "team", "dead_letters") VALUES (1, 'erased', 2, 2, 1, 0, 0, 1, 0, 0, 0);
DELETE FROM erasure;
INSERT INTO erasure ("no", "id", "conversation_id", "pseudonym", "requested_by", "requested", "reason", "unreadable", "cleaned") VALUES (1, X'1A1D2D5AE52E4B0CB39A34834A301B79', 'erased', NULL, 'dpo', 638713242600000000, NULL, 639311950412111439, 639311950412499817);
DELETE FROM hash_key;
INSERT INTO hash_key ("no", "key_id", "wrapped") VALUES (1, 'fixture', X'014216630FAB578663B7E9AFD97F4F222D929D504D3E2C7132094855680B8CC5C70570275FC77CA8C0BB5ED2B7BC5CD7072C55B6401B6D1FCDF62D39CE');
DELETE FROM ledger;
INSERT INTO ledger ("no", "kind", "at", "conversation_id", "user_hash", "erasure", "placed_by", "reason") VALUES (1, 2, 638713242000000000, 'held', NULL, NULL, 'counsel', 'case 7');
INSERT INTO ledger ("no", "kind", "at", "conversation_id", "user_hash", "erasure", "placed_by", "reason") VALUES (2, 0, 638713242600000000, 'erased', NULL, 1, NULL, NULL);
DELETE FROM meta;
INSERT INTO meta ("key", "value") VALUES ('id', X'8E89F91FE00A295DCBEEA24F775C9E9B');
INSERT INTO meta ("key", "value") VALUES ('keys_confirmed', 4);
INSERT INTO meta ("key", "value") VALUES ('shape', '477EF2500A613B9E92E14E9015DF9290');
INSERT INTO meta ("key", "value") VALUES ('traces', 1);
INSERT INTO meta ("key", "value") VALUES ('traces_cleaned', 1);
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence ("name", "seq") VALUES ('erasure', 1);
INSERT INTO sqlite_sequence ("name", "seq") VALUES ('ledger', 2);
COMMIT;
