-- Fills the sums of what is stored, in one partition, as ConversationCost has them. A damaged cost is none. EarlierFilters fills the other columns of migration 5.
UPDATE {schema}.conversation_{p} AS c SET
    slowest_call = (SELECT max(k.duration) FROM {schema}.call_{p} AS k WHERE k.conversation = c.conversation AND k.day = c.day),
    cost = (
        SELECT max(LEAST(GREATEST(total, -9223372036854775808), 9223372036854775807))::bigint
        FROM (
            SELECT sum(round(LEAST(GREATEST(encode(t.cost, 'escape')::numeric, -1000000000), 1000000000) * 1000000000)) AS total
            FROM {schema}.turn_{p} AS t
            WHERE t.conversation = c.conversation AND t.day = c.day AND encode(t.cost, 'escape') ~ '^-?[0-9]+([.][0-9]+)?$'
            GROUP BY t.currency) AS costs);
