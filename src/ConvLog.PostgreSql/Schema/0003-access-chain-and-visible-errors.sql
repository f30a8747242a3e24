-- The access log as a hash chain, and who read by their subject. AccessChainRows.ChainAllAsync comes after this script: it chains the reads that are there. Reads are numbered by the chain from now
-- on: a number that a transaction took and did not keep would look like a read that is missing.

ALTER TABLE {schema}.access ADD COLUMN subject bytea; -- null for reads that were written before it was recorded
ALTER TABLE {schema}.access ADD COLUMN hash bytea;    -- over the row before it and this one, see AccessChain
ALTER TABLE {schema}.access ALTER COLUMN no DROP IDENTITY;

-- Where the chain begins, behind the last read that expired, and where it ends. One row: whoever writes reads or lets them expire holds its lock.
CREATE TABLE {schema}.access_chain (
    no           smallint PRIMARY KEY,
    removed      bigint NOT NULL,
    removed_hash bytea NOT NULL,
    last         bigint NOT NULL,
    last_hash    bytea NOT NULL
);
INSERT INTO {schema}.access_chain (no, removed, removed_hash, last, last_hash) VALUES (1, 0, decode(repeat('00', 32), 'hex'), 0, decode(repeat('00', 32), 'hex'));
