-- What is personal of entries, and of turns and calls that have ended, is sealed many at once: what one transaction writes of a conversation is one row, in place of one for
-- each record. What stands in "pii" by an earlier schema stays there; so does what may soon change.

-- "places" says of each payload whose it is, by the kinds and numbers of "pii", and how long; "payload" is all of them, one behind the other, enciphered as one.
CREATE TABLE pii_block (
    no           INTEGER PRIMARY KEY,
    conversation INTEGER NOT NULL REFERENCES conversation,
    checksum     INTEGER NOT NULL,
    places       BLOB NOT NULL,
    payload      BLOB NOT NULL
);
CREATE INDEX pii_block_conversation ON pii_block (conversation);

-- Whether the personal part of a turn or call is in a block. Of entries it is, unless "pii" has it.
ALTER TABLE turn ADD COLUMN in_block INTEGER NOT NULL DEFAULT 0;
ALTER TABLE call ADD COLUMN in_block INTEGER NOT NULL DEFAULT 0;
