-- Keys and erasures, separate from the data, in their own schema or on their own server, so that restoring an old backup of the data restores no erased key.
-- {schema} is the schema's name, quoted. All texts are bytea in UTF-8. Times are 100-nanosecond ticks since 0001-01-01 in UTC.

-- The scripts that created these tables. One row.
CREATE TABLE {schema}.store_version (
    no      smallint PRIMARY KEY CHECK (no = 1),
    version integer NOT NULL,                    -- the number of the last script
    shape   bytea NOT NULL                       -- the fingerprint of the tables and their columns after it
);

-- Global values of the keys, by name. "id": 16 random bytes that identify these keys, which the data stores in its meta table as "keys_id".
CREATE TABLE {schema}.meta (
    key   text PRIMARY KEY,
    value bytea NOT NULL
);
INSERT INTO {schema}.meta (key, value) VALUES ('id', uuid_send(gen_random_uuid()));

-- Data keys, wrapped by the key ring. A key whose row is deleted cannot be recovered.
CREATE TABLE {schema}.data_key (
    no      bigint PRIMARY KEY,                  -- partly random (DataKeyNumbers), never reused; the row is committed before the data refers to it
    key_id  bytea NOT NULL,                      -- the ID of the key that wraps it
    wrapped bytea NOT NULL
);
CREATE INDEX data_key_key_id ON {schema}.data_key (key_id);

-- Destroyed keys. Data that refers to one of them is an old backup.
CREATE TABLE {schema}.destroyed_key (
    no bigint PRIMARY KEY,
    at bigint NOT NULL                           -- when
);

-- The key of the hashes by which users, numbers and attributes are found. Empty until the first hash.
CREATE TABLE {schema}.hash_key (
    no      bigint PRIMARY KEY CHECK (no = 1),
    key_id  bytea NOT NULL,                      -- as in data_key
    wrapped bytea NOT NULL
);

-- Requested erasures: the contents of their receipts, together with erased_conversation.
CREATE TABLE {schema}.erasure (
    no              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id              uuid NOT NULL UNIQUE,
    conversation_id bytea,                       -- null for a user
    pseudonym       bytea,                       -- the user's
    requested_by    bytea NOT NULL,
    requested       bigint NOT NULL,
    reason          bytea,
    unreadable      bigint,                      -- when it became unreadable; null while the data or its keys may still exist
    cleaned         bigint                       -- when all its rows were deleted
);
CREATE INDEX erasure_requested ON {schema}.erasure (requested, no);
CREATE INDEX erasure_unreadable ON {schema}.erasure (no) WHERE unreadable IS NULL;

-- The conversations that an erasure has deleted or will delete, with the number of records of each kind.
CREATE TABLE {schema}.erased_conversation (
    erasure         bigint NOT NULL REFERENCES {schema}.erasure,
    conversation_id bytea NOT NULL,
    state           smallint NOT NULL,           -- 0 on legal hold, 1 to be deleted, 2 deleted
    event           bigint NOT NULL,             -- the event of the ledger that caused the state
    openings        bigint NOT NULL DEFAULT 0,
    turns           bigint NOT NULL DEFAULT 0,
    calls           bigint NOT NULL DEFAULT 0,
    entries         bigint NOT NULL DEFAULT 0,
    facts           bigint NOT NULL DEFAULT 0,
    team            bigint NOT NULL DEFAULT 0,   -- ratings, improved answers, notes, scores and labels
    dead_letters    bigint NOT NULL DEFAULT 0,
    users           bigint NOT NULL DEFAULT 0,   -- the number of its users: the receipt of one user says how many others are affected
    PRIMARY KEY (erasure, conversation_id)
);
CREATE INDEX erased_conversation_waiting ON {schema}.erased_conversation (conversation_id) WHERE state < 2;

-- The ledger: events that are applied to the data in this order, and again to a restored old backup. The data stores the number of the last applied event in
-- its meta table as "ledger_applied".
CREATE TABLE {schema}.ledger (
    no              bigint PRIMARY KEY,          -- assigned under a lock, without gaps
    kind            smallint NOT NULL,           -- 0 a conversation is erased, 1 a user, 2 a legal hold is placed, 3 one is released
    at              bigint NOT NULL,             -- when it was requested; for a user, conversations opened up to then are erased
    conversation_id bytea,                       -- null for a user
    user_hash       bytea,                       -- keyed; null for a conversation
    erasure         bigint REFERENCES {schema}.erasure, -- null for holds, and for a late opening of a user erased before
    placed_by       bytea,                       -- of a hold
    reason          bytea                        -- of a hold
);
