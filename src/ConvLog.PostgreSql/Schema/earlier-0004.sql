-- Counts the problems of what is stored, in one partition. Personal data is enciphered: API responses that are personal as a whole, and losses of personal entries alone, stay uncounted. Payloads are
-- read as bytes, so that a damaged one stops nothing; "losses" is the last property of a call's.
UPDATE {schema}.call_{p} SET losses = 2 WHERE encode(payload, 'escape') ~ '"losses":\[[0-9]+,[0-9,]+\]\}$';
UPDATE {schema}.call_{p} SET error_type = convert_to(substring(encode(payload, 'escape') FROM '^\{(?:"(?:turn|parent|call)":"[^"]*",)*"error_type":"([^"\\]+)"'), 'UTF8')
WHERE encode(payload, 'escape') ~ '"error_type":';
UPDATE {schema}.conversation_{p} AS c SET
    failed_turns = (SELECT count(*) FROM {schema}.turn_{p} AS t WHERE t.conversation = c.conversation AND t.day = c.day AND t.failed),
    running = length(outcomes) - length(replace(encode(outcomes, 'escape'), 'r', '')),
    v_failed_responses = (
        SELECT count(*) FROM {schema}.fact_{p} AS f
        WHERE f.conversation = c.conversation AND f.day = c.day AND f.kind = 0 AND encode(f.payload, 'escape') ~ '"status":(0|[4-9][0-9][0-9]|[0-9]{4,})[,}]'),
    v_losses = (SELECT count(*) FROM {schema}.call_{p} AS k WHERE k.conversation = c.conversation AND k.day = c.day AND k.losses = 2);
UPDATE {schema}.conversation_{p} SET
    a_failed_responses = v_failed_responses,
    a_losses = v_losses,
    v_problems = (failed_turns > 0)::int + 2 * (encode(outcomes, 'escape') ~ '[^cr]')::int + 8 * (v_failed_responses > 0)::int + 16 * (v_errors > 0)::int + 32 * (v_losses > 0)::int,
    a_problems = (failed_turns > 0)::int + 2 * (encode(outcomes, 'escape') ~ '[^cr]')::int + 8 * (v_failed_responses > 0)::int + 16 * (a_errors > 0)::int + 32 * (v_losses > 0)::int;
