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
INSERT INTO data_key ("no", "key_id", "wrapped") VALUES (5537194186608083399, 'fixture', X'0158158E8AD21158F64C75CE83B6D7643358239493B8A7B20D4BB07DBF3B01612353973894F72712B6CCC2825812357BAC0D4286FAAB19C08FFBC5CBC0');
INSERT INTO data_key ("no", "key_id", "wrapped") VALUES (7691987943259228721, 'fixture', X'01DE2E8A0420D530E2A79BDA5A0F6C103DDFE7D96E3828BF21045EC6D312AA6E58AF369EB443B21E3C46BFD25A9633227D12EAA5C5E75E1335A1D59197');
INSERT INTO data_key ("no", "key_id", "wrapped") VALUES (9200488141693683275, 'fixture', X'01826EDB15358ACA6B5CFAE220D5BDAC11379F7A5FB87A326104E36B250682332D4CF5E997E7F02BBDD6EE6505CF571722EC364B16EFB827EE0AF80BD7');
DELETE FROM destroyed_key;
INSERT INTO destroyed_key ("no", "at") VALUES (149895624692206384, 639309718196487061);
DELETE FROM erased_conversation;
INSERT INTO erased_conversation ("erasure", "conversation_id", "state", "event", "openings", "turns", "calls", "entries", "facts", "team", "dead_letters") VALUES (1, 'erased', 2, 2, 1, 0, 0, 1, 0, 0, 0);
DELETE FROM erasure;
INSERT INTO erasure ("no", "id", "conversation_id", "pseudonym", "requested_by", "requested", "reason", "unreadable", "cleaned") VALUES (1, X'6985A6C8A5B64C9DB98EA76CF56998EC', 'erased', NULL, 'dpo', 638713242600000000, NULL, 639309718196504767, 639309718197044218);
DELETE FROM hash_key;
INSERT INTO hash_key ("no", "key_id", "wrapped") VALUES (1, 'fixture', X'01DEF759B7BAF32274F0D1C772F7D14115123EE6881DB59643A3895E8BFB80BA9E083E4C9FCBE0CCDE6E0DAB2C9A2B59C453EDFF1081C94B420F077EE6');
DELETE FROM ledger;
INSERT INTO ledger ("no", "kind", "at", "conversation_id", "user_hash", "erasure", "placed_by", "reason") VALUES (1, 2, 638713242000000000, 'held', NULL, NULL, 'counsel', 'case 7');
INSERT INTO ledger ("no", "kind", "at", "conversation_id", "user_hash", "erasure", "placed_by", "reason") VALUES (2, 0, 638713242600000000, 'erased', NULL, 1, NULL, NULL);
DELETE FROM meta;
INSERT INTO meta ("key", "value") VALUES ('id', X'9150F2AD76A7DB1B94A7F691166C2BC4');
INSERT INTO meta ("key", "value") VALUES ('keys_confirmed', 4);
INSERT INTO meta ("key", "value") VALUES ('shape', '477EF2500A613B9E92E14E9015DF9290');
INSERT INTO meta ("key", "value") VALUES ('traces', 1);
INSERT INTO meta ("key", "value") VALUES ('traces_cleaned', 1);
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence ("name", "seq") VALUES ('erasure', 1);
INSERT INTO sqlite_sequence ("name", "seq") VALUES ('ledger', 2);
COMMIT;
