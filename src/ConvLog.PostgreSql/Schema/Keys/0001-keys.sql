-- Keys and erasures, separate from the data, in a schema or on a server of their own, so that an old backup of the data brings no erased key back. {schema} is
-- the schema's name, quoted. All texts are bytea in UTF-8. Times are 100-nanosecond ticks since 0001-01-01 in UTC.

-- Which scripts made these tables. One row.
CREATE TABLE {schema}.store_version (
    no      smallint PRIMARY KEY CHECK (no = 1),
    version integer NOT NULL,                    -- the number of the last script
    shape   bytea NOT NULL                       -- the fingerprint of the tables and their columns after it
);

-- Values of the keys as a whole, by name. "id": 16 random bytes that identify these keys, which the data has in its meta as "keys_id".
CREATE TABLE {schema}.meta (
    key   text PRIMARY KEY,
    value bytea NOT NULL
);
INSERT INTO {schema}.meta (key, value) VALUES ('id', uuid_send(gen_random_uuid()));

-- Data keys, wrapped by the key ring. A key whose row is deleted cannot be recovered.
CREATE TABLE {schema}.data_key (
    no      bigint PRIMARY KEY,                  -- random, and never used again; the row is there before the data refers to it
    key_id  bytea NOT NULL,                      -- the id of the key that wraps it
    wrapped bytea NOT NULL
);
CREATE INDEX data_key_key_id ON {schema}.data_key (key_id);

-- The keys that were destroyed. Data that refers to one of these is an old backup.
CREATE TABLE {schema}.destroyed_key (
    no bigint PRIMARY KEY,
    at bigint NOT NULL                           -- when
);

-- The key of the hashes by which users, numbers and attributes are found. No row until the first of them.
CREATE TABLE {schema}.hash_key (
    no      bigint PRIMARY KEY CHECK (no = 1),
    key_id  bytea NOT NULL,                      -- as in data_key
    wrapped bytea NOT NULL
);

-- Erasures that were requested: what their receipts say, together with erased_conversation.
CREATE TABLE {schema}.erasure (
    no              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id              uuid NOT NULL UNIQUE,
    conversation_id bytea,                       -- null for a user
    pseudonym       bytea,                       -- the user's
    requested_by    bytea NOT NULL,
    requested       bigint NOT NULL,
    reason          bytea,
    unreadable      bigint,                      -- when; null as long as the data or its keys may still be there
    cleaned         bigint                       -- when all rows of it were deleted
);
CREATE INDEX erasure_requested ON {schema}.erasure (requested, no);
CREATE INDEX erasure_unreadable ON {schema}.erasure (no) WHERE unreadable IS NULL;

-- What an erasure took or is to take, and how many records of each kind that was.
CREATE TABLE {schema}.erased_conversation (
    erasure         bigint NOT NULL REFERENCES {schema}.erasure,
    conversation_id bytea NOT NULL,
    state           smallint NOT NULL,           -- 0 a legal hold keeps it, 1 it is to be deleted, 2 it is deleted
    event           bigint NOT NULL,             -- the event of the ledger that brought it there
    openings        bigint NOT NULL DEFAULT 0,
    turns           bigint NOT NULL DEFAULT 0,
    calls           bigint NOT NULL DEFAULT 0,
    entries         bigint NOT NULL DEFAULT 0,
    facts           bigint NOT NULL DEFAULT 0,
    team            bigint NOT NULL DEFAULT 0,   -- ratings, improved answers, notes, scores and labels
    dead_letters    bigint NOT NULL DEFAULT 0,
    users           bigint NOT NULL DEFAULT 0,   -- how many it had: a receipt of one of them says how many others it concerns
    PRIMARY KEY (erasure, conversation_id)
);
CREATE INDEX erased_conversation_waiting ON {schema}.erased_conversation (conversation_id) WHERE state < 2;

-- The ledger: what is done to the data in this order, and again with an old backup of it. The data has the last event that was done to it in its meta as
-- "ledger_applied".
CREATE TABLE {schema}.ledger (
    no              bigint PRIMARY KEY,          -- given under a lock, without gaps
    kind            smallint NOT NULL,           -- 0 a conversation is erased, 1 a user, 2 a legal hold is placed, 3 one is released
    at              bigint NOT NULL,             -- when it was requested; of a user, conversations opened up to then are erased
    conversation_id bytea,                       -- null for a user
    user_hash       bytea,                       -- keyed; null for a conversation
    erasure         bigint REFERENCES {schema}.erasure, -- null where an opening of a user erased before came late, and for holds
    placed_by       bytea,                       -- of a hold
    reason          bytea                        -- of a hold
);
