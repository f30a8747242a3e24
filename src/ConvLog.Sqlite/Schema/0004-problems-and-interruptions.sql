-- What went wrong, counted for each kind of reader, and turns that the user talked over.

ALTER TABLE turn ADD COLUMN details TEXT;                        -- what few turns have: parts of the token counts, what the user heard (as shown); a JSON object, null for none
ALTER TABLE call ADD COLUMN losses INTEGER NOT NULL DEFAULT 0;   -- whether entries were dropped or truncated: 1 personal ones only, 2 also others

ALTER TABLE call ADD COLUMN error_type TEXT;                     -- as in the payload: lists are filtered by it

ALTER TABLE conversation ADD COLUMN failed_turns INTEGER NOT NULL DEFAULT 0;
ALTER TABLE conversation ADD COLUMN interrupted_turns INTEGER NOT NULL DEFAULT 0;
ALTER TABLE conversation ADD COLUMN running INTEGER NOT NULL DEFAULT 0;            -- calls without an outcome: abandoned once the conversation has ended
ALTER TABLE conversation ADD COLUMN v_failed_responses INTEGER NOT NULL DEFAULT 0; -- API responses that are problems
ALTER TABLE conversation ADD COLUMN a_failed_responses INTEGER NOT NULL DEFAULT 0;
ALTER TABLE conversation ADD COLUMN v_losses INTEGER NOT NULL DEFAULT 0;           -- calls with losses
ALTER TABLE conversation ADD COLUMN a_losses INTEGER NOT NULL DEFAULT 0;
ALTER TABLE conversation ADD COLUMN v_problems INTEGER NOT NULL DEFAULT 0;         -- the kinds that occurred: 1 turn, 2 function, 4 model, 8 API, 16 entry, 32 loss
ALTER TABLE conversation ADD COLUMN a_problems INTEGER NOT NULL DEFAULT 0;

-- Of what is stored already. Personal data is enciphered: API responses that are personal as a whole, and losses of personal entries alone, stay uncounted.
UPDATE call SET losses = 2 WHERE CASE WHEN json_valid(payload) THEN json_array_length(payload, '$.losses') > 1 END;
UPDATE call SET error_type = json_extract(payload, '$.error_type') WHERE CASE WHEN json_valid(payload) THEN json_type(payload, '$.error_type') = 'text' END;
UPDATE conversation SET
    failed_turns = (SELECT count(*) FROM turn WHERE turn.conversation = conversation.no AND turn.failed <> 0),
    running = length(outcomes) - length(replace(outcomes, 'r', '')),
    v_failed_responses = (
        SELECT count(*) FROM fact
        WHERE fact.conversation = conversation.no AND fact.kind = 0
        AND CASE WHEN json_valid(payload) THEN json_extract(payload, '$.status') = 0 OR json_extract(payload, '$.status') >= 400 END),
    v_losses = (SELECT count(*) FROM call WHERE call.conversation = conversation.no AND call.losses = 2);
UPDATE conversation SET
    a_failed_responses = v_failed_responses,
    a_losses = v_losses,
    v_problems = (failed_turns > 0) + 2 * (replace(replace(outcomes, 'c', ''), 'r', '') <> '') + 8 * (v_failed_responses > 0) + 16 * (v_errors > 0) + 32 * (v_losses > 0),
    a_problems = (failed_turns > 0) + 2 * (replace(replace(outcomes, 'c', ''), 'r', '') <> '') + 8 * (v_failed_responses > 0) + 16 * (a_errors > 0) + 32 * (v_losses > 0);

-- Lists of conversations with problems, for each kind of reader: along one index for both, a reader without the permission would pass over those that have hidden ones alone.
CREATE INDEX conversation_problems ON conversation (listed, created) WHERE a_problems > 0;
CREATE INDEX conversation_visible_problems ON conversation (listed, created) WHERE v_problems > 0;
CREATE INDEX call_error_type ON call (error_type, conversation) WHERE error_type IS NOT NULL;
CREATE INDEX call_known ON call (id);
CREATE INDEX call_outcome ON call (outcome, conversation) WHERE outcome > 1; -- abandoned, canceled
CREATE INDEX conversation_running ON conversation (listed, created) WHERE running > 0;
CREATE INDEX conversation_failed_turns ON conversation (listed, created) WHERE failed_turns > 0;
CREATE INDEX conversation_interrupted_turns ON conversation (listed, created) WHERE interrupted_turns > 0;
CREATE INDEX conversation_failed_responses ON conversation (listed, created) WHERE a_failed_responses > 0;
CREATE INDEX conversation_visible_failed_responses ON conversation (listed, created) WHERE v_failed_responses > 0;
CREATE INDEX conversation_losses ON conversation (listed, created) WHERE a_losses > 0;
CREATE INDEX conversation_visible_losses ON conversation (listed, created) WHERE v_losses > 0;
