-- What went wrong, counted for each kind of reader, and turns that the user talked over. Of conversations that are stored, earlier-0004.sql counts it, partition by partition.

ALTER TABLE {schema}.turn ADD COLUMN details bytea;                      -- what few turns have: parts of the token counts, what the user heard (as shown); a JSON object
ALTER TABLE {schema}.call ADD COLUMN losses smallint NOT NULL DEFAULT 0; -- whether entries were dropped or truncated: 1 personal ones only, 2 also others
ALTER TABLE {schema}.call ADD COLUMN error_type bytea;                   -- as in the payload: lists are filtered by it

ALTER TABLE {schema}.conversation
    ADD COLUMN failed_turns integer NOT NULL DEFAULT 0,
    ADD COLUMN interrupted_turns integer NOT NULL DEFAULT 0,
    ADD COLUMN running integer NOT NULL DEFAULT 0,                       -- calls without an outcome: abandoned once the conversation has ended
    ADD COLUMN v_failed_responses bigint NOT NULL DEFAULT 0,             -- API responses that are problems
    ADD COLUMN a_failed_responses bigint NOT NULL DEFAULT 0,
    ADD COLUMN v_losses integer NOT NULL DEFAULT 0,                      -- calls with losses
    ADD COLUMN a_losses integer NOT NULL DEFAULT 0,
    ADD COLUMN v_problems integer NOT NULL DEFAULT 0,                    -- the kinds that occurred: 1 turn, 2 function, 4 model, 8 API, 16 entry, 32 loss
    ADD COLUMN a_problems integer NOT NULL DEFAULT 0;
