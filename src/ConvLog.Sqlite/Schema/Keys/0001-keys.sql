-- The keys file: data keys and erasures, separate from the data, so that an old backup of the data restores no erased key.
-- Times are 100-nanosecond ticks since 0001-01-01 in UTC.

-- Global values, by name. "id": 16 random bytes that identify this file, which the data file has in its meta as "keys_id"; "shape": the fingerprint of these
-- tables; "keys_confirmed": how many keys the data is known to have given to conversations; "traces", "traces_cleaned": as in the data file.
CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value BLOB NOT NULL
) WITHOUT ROWID;
INSERT INTO meta (key, value) VALUES ('id', randomblob(16));

-- Data keys, wrapped by the key ring. A key whose row is deleted cannot be recovered.
CREATE TABLE data_key (
    no      INTEGER PRIMARY KEY,                 -- partly random (DataKeyNumbers), never reused; the row exists before the data refers to it
    key_id  TEXT NOT NULL,                       -- the id of the key that wraps it
    wrapped BLOB NOT NULL
);
CREATE INDEX data_key_key_id ON data_key (key_id);

-- The destroyed keys. Data that refers to one of these is an old backup, and what the key sealed has expired since; data that refers to a key in neither table
-- is newer than this file.
CREATE TABLE destroyed_key (
    no INTEGER PRIMARY KEY,
    at INTEGER NOT NULL                          -- when
);

-- The key of the hashes by which users, numbers and attributes are found. It has no row before the first hash.
CREATE TABLE hash_key (
    no      INTEGER PRIMARY KEY CHECK (no = 1),
    key_id  TEXT NOT NULL,                       -- as in data_key
    wrapped BLOB NOT NULL
);

-- Requested erasures: the content of their receipts, together with erased_conversation.
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
CREATE INDEX erasure_requested ON erasure (requested, no);
CREATE INDEX erasure_unreadable ON erasure (no) WHERE unreadable IS NULL;
CREATE INDEX erasure_cleaned ON erasure (no) WHERE cleaned IS NULL;

-- The conversations that an erasure removed or is to remove, and how many records of each kind they had.
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
CREATE INDEX erased_conversation_waiting ON erased_conversation (conversation_id) WHERE state < 2;

-- The ledger: the events to apply to the data in this order, and again to an old backup of it. The data file stores the last event that was applied to it in
-- its meta as "ledger_applied".
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
CREATE INDEX ledger_erasure ON ledger (erasure) WHERE erasure IS NOT NULL;
