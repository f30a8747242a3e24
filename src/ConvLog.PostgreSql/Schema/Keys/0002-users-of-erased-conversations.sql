-- How many users a conversation had that an erasure took: a receipt of one of them says how many others it concerns.
ALTER TABLE {schema}.erased_conversation ADD COLUMN users bigint NOT NULL DEFAULT 0; -- 0 where it was erased before this was kept
