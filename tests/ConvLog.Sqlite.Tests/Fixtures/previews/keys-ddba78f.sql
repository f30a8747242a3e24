-- The second file: keys and erasures, apart from the data, so that an old backup of the data brings no erased key back.
-- Times are 100-nanosecond ticks since 0001-01-01 in UTC.

-- "id": 16 random bytes, which tell this file from others. The data file has them in its meta as "keys_id".
CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value BLOB NOT NULL
) WITHOUT ROWID;
INSERT INTO meta (key, value) VALUES ('id', randomblob(16));

-- Data keys, wrapped by the key ring. The number is random and never used again; the row is there before the data refers to it. A key without its row is gone for good.
CREATE TABLE data_key (
    no      INTEGER PRIMARY KEY,
    key_id  TEXT NOT NULL,                       -- the id of the key that wraps it
    wrapped BLOB NOT NULL
);
CREATE INDEX data_key_key_id ON data_key (key_id);

-- The key of the hashes by which users and numbers are found, wrapped as well. No row until the first user or number.
CREATE TABLE hash_key (
    no      INTEGER PRIMARY KEY CHECK (no = 1),
    key_id  TEXT NOT NULL,
    wrapped BLOB NOT NULL
);
