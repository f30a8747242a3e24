-- The access log as a hash chain, and who read by their subject. AccessChainRows.ChainAll comes after this script: it chains the reads that are there.

ALTER TABLE access ADD COLUMN subject TEXT;     -- null for reads that were written before it was recorded
ALTER TABLE access ADD COLUMN hash BLOB;        -- over the row before it and this one, see AccessChain

-- Where the chain begins, behind the last read that expired, and where it ends. One row.
CREATE TABLE access_chain (
    no           INTEGER PRIMARY KEY,
    removed      INTEGER NOT NULL,
    removed_hash BLOB NOT NULL,
    last         INTEGER NOT NULL,
    last_hash    BLOB NOT NULL
);
INSERT INTO access_chain (no, removed, removed_hash, last, last_hash) VALUES (1, 0, zeroblob(32), 0, zeroblob(32));

-- Lists of conversations with errors or warnings that everyone may see. Along conversation_errors and conversation_warnings, a reader without the permission would pass over those
-- that have hidden ones alone.
CREATE INDEX conversation_visible_errors ON conversation (listed, created) WHERE v_errors > 0;
CREATE INDEX conversation_visible_warnings ON conversation (listed, created) WHERE v_warnings > 0;
