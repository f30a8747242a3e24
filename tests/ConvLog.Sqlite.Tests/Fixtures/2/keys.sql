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
INSERT INTO data_key ("no", "key_id", "wrapped") VALUES (602482513411866307, 'fixture', X'017A6CDC52599367F8199284BCCB8E2EDB7A5C32355F9187130EE0C6A1908633527F281DE6593B9EA8A6490844FB70D21E0A79D1C039CBF3E79CD38105');
INSERT INTO data_key ("no", "key_id", "wrapped") VALUES (747674810062711586, 'fixture', X'01B4975EFDB1501C5AD4E58DABC7F1E348991D84AF295B080D39699F61ECD61F6F8AE3CE1797A2774D36C0C69099098C1E4C9D47EFE357B1517B69268C');
INSERT INTO data_key ("no", "key_id", "wrapped") VALUES (7287440872992594525, 'fixture', X'01281207AEEA37E6201A4CC32077775D3E4BF0779558823ECD9549801904ABF20F6A36A6F98E56A6AF8FAF2F0D172FE330C05DCEA3F2FC236BD8DD37E2');
DELETE FROM destroyed_key;
INSERT INTO destroyed_key ("no", "at") VALUES (5578093093227989844, 639308528542513598);
DELETE FROM erased_conversation;
INSERT INTO erased_conversation ("erasure", "conversation_id", "state", "event", "openings", "turns", "calls", "entries", "facts", "team", "dead_letters") VALUES (1, 'erased', 2, 2, 1, 0, 0, 1, 0, 0, 0);
DELETE FROM erasure;
INSERT INTO erasure ("no", "id", "conversation_id", "pseudonym", "requested_by", "requested", "reason", "unreadable", "cleaned") VALUES (1, X'AD8274CC6E8A47F39437975471CAF567', 'erased', NULL, 'dpo', 638713242600000000, NULL, 639308528542591144, 639308528545582441);
DELETE FROM hash_key;
INSERT INTO hash_key ("no", "key_id", "wrapped") VALUES (1, 'fixture', X'01EEA98E0CBBF6003147A405BCB51339D48D946AC818241F5FD25B2BFDAA295BCD79C4FA398678657BC89C268014E972B3EACF742364C66E639C535D05');
DELETE FROM ledger;
INSERT INTO ledger ("no", "kind", "at", "conversation_id", "user_hash", "erasure", "placed_by", "reason") VALUES (1, 2, 638713242000000000, 'held', NULL, NULL, 'counsel', 'case 7');
INSERT INTO ledger ("no", "kind", "at", "conversation_id", "user_hash", "erasure", "placed_by", "reason") VALUES (2, 0, 638713242600000000, 'erased', NULL, 1, NULL, NULL);
DELETE FROM meta;
INSERT INTO meta ("key", "value") VALUES ('id', X'AB430A0D91769D210C5C003383C3E202');
INSERT INTO meta ("key", "value") VALUES ('shape', '477EF2500A613B9E92E14E9015DF9290');
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence ("name", "seq") VALUES ('erasure', 1);
INSERT INTO sqlite_sequence ("name", "seq") VALUES ('ledger', 2);
COMMIT;
