-- Filters and statistics of model calls: one row for each call, written with its beginning and filled with its end. The facts remain what a reader reads; nothing here is personal.
-- Of conversations that are stored, EarlierModelCalls makes the rows.

CREATE TABLE {schema}.model_call (
    conversation  bigint NOT NULL,
    day           integer NOT NULL,
    id            bigint NOT NULL,               -- a hash of the call's ID
    turn_id       bytea,
    model         bytea NOT NULL,
    provider      bytea,                         -- null where not told
    started       bigint NOT NULL,
    ended         boolean NOT NULL,              -- whether the end is known
    duration      bigint,
    first_token   bigint,
    outcome       smallint,
    input_tokens  bigint,                        -- null where no usage was told
    output_tokens bigint,
    cached_tokens bigint,
    cost          bytea,                         -- a decimal number
    currency      bytea                          -- null without a cost
) PARTITION BY RANGE (day);
