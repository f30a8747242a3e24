-- Requests to language models, which stand among the facts as kind 3, one row for the beginning and one for the end, and their messages as kind 8: those belong to no place,
-- and their ids are keyed. What is counted of them:

ALTER TABLE {schema}.conversation
    ADD COLUMN model_calls bigint NOT NULL DEFAULT 0,          -- that began
    ADD COLUMN ended_model_calls bigint NOT NULL DEFAULT 0,
    ADD COLUMN failed_model_calls bigint NOT NULL DEFAULT 0;   -- of those that ended
