-- What lists are filtered by: parts of what is known of a conversation, and sums of its turns and calls. Of conversations that are stored, EarlierFilters fills the columns.

ALTER TABLE {schema}.conversation
    ADD COLUMN variant bytea,
    ADD COLUMN language bytea,
    ADD COLUMN direction smallint,
    ADD COLUMN handoff bytea,                    -- its destination
    ADD COLUMN handoff_reason bytea,
    ADD COLUMN cost bigint,                      -- in billionths of the currency in which it costs most; null where no turn has a cost
    ADD COLUMN slowest_call bigint;              -- the longest duration of a call that has ended
