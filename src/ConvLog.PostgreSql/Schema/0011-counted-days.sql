-- Statistics of conversations by the day of their partition, once that is over: counted once in the background. Row 0 of a day says who counts it and, once it is counted, from which to which
-- quarter of an hour anything in it started; row 1 has all but debugging, each further row one agent, account, environment and channel. A transaction that changes what a day counts deletes its
-- rows, and until they are there again the day is counted from turns and calls. On a shard, and where conversations are spread over shards, the table stays empty.

CREATE TABLE {schema}.counted_day (
    day         integer NOT NULL,
    no          integer NOT NULL,
    claim       bigint,                          -- of row 0: a random number, of the host that counts it
    first       bigint,                          -- of row 0: null while it is counted; behind "last" where nothing started
    last        bigint,
    agent       bytea,
    account     bytea,
    environment smallint,
    channel     bytea,
    cells       bytea,
    checksum    bigint,
    PRIMARY KEY (day, no)
);
