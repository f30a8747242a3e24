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
INSERT INTO data_key ("no", "key_id", "wrapped") VALUES (1507724738712335874, 'fixture', X'01B009E61C11A4CFCDB8059F664C09E6C90B4173CFC580243A4313FC3A35AFBCE2AEF473ABD7EFF4A7395DFBD128659F53FE14E04D695BC6C2CC0BE226');
INSERT INTO data_key ("no", "key_id", "wrapped") VALUES (6436228704697672585, 'fixture', X'019211E606466CA3108FD6EF58AF5AD3B7983F3ECE76FA8F0F87D888DD36AF0D26D844202CBB6A8D802254DAD6A1F253E7189FA08A06067CE33E1D16A1');
INSERT INTO data_key ("no", "key_id", "wrapped") VALUES (6932983032901919272, 'fixture', X'01023CF6039DDBFAAE14D617BBE8A40FB1F56F92B2FCC2C69803C873C4FD164C45A73EAB91C0C6394852964850476A80B69C421672286C0C27592F02A6');
DELETE FROM destroyed_key;
INSERT INTO destroyed_key ("no", "at") VALUES (2149809965429030239, 639309432044318041);
DELETE FROM erased_conversation;
INSERT INTO erased_conversation ("erasure", "conversation_id", "state", "event", "openings", "turns", "calls", "entries", "facts", "team", "dead_letters") VALUES (1, 'erased', 2, 2, 1, 0, 0, 1, 0, 0, 0);
DELETE FROM erasure;
INSERT INTO erasure ("no", "id", "conversation_id", "pseudonym", "requested_by", "requested", "reason", "unreadable", "cleaned") VALUES (1, X'80CC4BD9A58D4271A0D7EAD68249FCF0', 'erased', NULL, 'dpo', 638713242600000000, NULL, 639309432044336707, 639309432044915388);
DELETE FROM hash_key;
INSERT INTO hash_key ("no", "key_id", "wrapped") VALUES (1, 'fixture', X'01CDB827BDDCD3F8E4CA9420B8654B911068EEE85124ED8EF284F0729156BF20EE0A7E054F649D0C756CB4254079694C4B4257737F4D87492F15DDAB4C');
DELETE FROM ledger;
INSERT INTO ledger ("no", "kind", "at", "conversation_id", "user_hash", "erasure", "placed_by", "reason") VALUES (1, 2, 638713242000000000, 'held', NULL, NULL, 'counsel', 'case 7');
INSERT INTO ledger ("no", "kind", "at", "conversation_id", "user_hash", "erasure", "placed_by", "reason") VALUES (2, 0, 638713242600000000, 'erased', NULL, 1, NULL, NULL);
DELETE FROM meta;
INSERT INTO meta ("key", "value") VALUES ('id', X'299C2A1F875E8BD70301FEA98D329BDA');
INSERT INTO meta ("key", "value") VALUES ('keys_confirmed', 4);
INSERT INTO meta ("key", "value") VALUES ('shape', '477EF2500A613B9E92E14E9015DF9290');
INSERT INTO meta ("key", "value") VALUES ('traces', 1);
INSERT INTO meta ("key", "value") VALUES ('traces_cleaned', 1);
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence ("name", "seq") VALUES ('erasure', 1);
INSERT INTO sqlite_sequence ("name", "seq") VALUES ('ledger', 2);
COMMIT;
