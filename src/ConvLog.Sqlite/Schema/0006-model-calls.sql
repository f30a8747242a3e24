-- Requests to language models, which stand among the facts as kind 3, one row for the beginning and one for the end, and their messages as kind 8: those belong to no place,
-- and their ids are keyed. What is counted of them:

ALTER TABLE conversation ADD COLUMN model_calls INTEGER NOT NULL DEFAULT 0;        -- that began
ALTER TABLE conversation ADD COLUMN ended_model_calls INTEGER NOT NULL DEFAULT 0;
ALTER TABLE conversation ADD COLUMN failed_model_calls INTEGER NOT NULL DEFAULT 0; -- of those that ended

CREATE INDEX conversation_failed_model_calls ON conversation (listed, created) WHERE failed_model_calls > 0;
CREATE INDEX conversation_open_model_calls ON conversation (listed, created) WHERE model_calls > ended_model_calls;
