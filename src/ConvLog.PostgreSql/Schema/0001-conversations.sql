-- {schema} is the schema's name, quoted. All texts are bytea in UTF-8: PostgreSQL's text takes no U+0000 and orders by a collation, and a conversation is to come back byte for
-- byte and in ordinal order. Times are 100-nanosecond ticks since 0001-01-01 in UTC, durations are ticks.
--
-- "conversation" is the number of a conversation, "day" the day of its beginning (days since 0001-01-01 in UTC), as the store first heard of it: it never changes, is part of every
-- key, and is what tables are partitioned by. "no" is a number that the store gives within one conversation, from 1. Partitions, with all their keys and indexes, are made by
-- partition.sql: a partitioned table may then have partitions on other servers, which cannot be where it has a key itself.
--
-- Whoever writes to a conversation holds the lock of its row in "conversation": what is there of it is read, decided on and written by one at a time.

CREATE TABLE {schema}.meta (
    key   text PRIMARY KEY,
    value bytea NOT NULL
);

-- Ids are unique, whatever partition a conversation is in.
CREATE TABLE {schema}.conversation_id (
    id           bytea PRIMARY KEY,
    conversation bigint NOT NULL,
    day          integer NOT NULL
);
CREATE SEQUENCE {schema}.conversation_no AS bigint CACHE 1;
CREATE INDEX conversation_id_day ON {schema}.conversation_id (day, conversation);

-- The partitions there are: days from "first" up to, and without, "ends". All partitioned tables have the same.
CREATE TABLE {schema}.partition (
    first integer PRIMARY KEY,
    ends  integer NOT NULL
);

-- Partitions that were dropped, and what they leave in other tables still to be cleared. "last": their conversations have numbers up to this.
CREATE TABLE {schema}.dropped_partition (
    no    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    first integer NOT NULL,
    ends  integer NOT NULL,
    last  bigint NOT NULL
);

-- An end user: found by a keyed hash of the id, shown by the pseudonym. The hash is null when no personal data of the user is left.
CREATE TABLE {schema}.end_user (
    no        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    hash      bytea UNIQUE,
    pseudonym bytea NOT NULL UNIQUE
);

-- Whom a conversation is about, by keyed hashes: kind 0 the user of one of its openings, 1 a number that called or was called.
CREATE TABLE {schema}.subject (
    conversation bigint NOT NULL,
    day          integer NOT NULL,
    kind         smallint NOT NULL,
    hash         bytea NOT NULL
) PARTITION BY RANGE (day);

-- A conversation and all that a list shows of it. "listed" is null until an opening is written, 0 for debugging, else 1. v_ counts what everyone may see, a_ counts all.
CREATE TABLE {schema}.conversation (
    conversation  bigint NOT NULL,
    day           integer NOT NULL,
    id            bytea NOT NULL,
    listed        smallint,
    agent         bytea,
    environment   smallint,
    channel       bytea,
    account       bytea,
    project       bytea,
    end_user      bigint,
    known         bytea,                         -- the merged record's visible part, as JSON
    known_checksum bigint,
    created       bigint,
    closed        bigint,
    turns         integer NOT NULL DEFAULT 0,
    tokens        bigint NOT NULL DEFAULT 0,
    slowest       bigint,
    title         bytea,                         -- as shown; null where nothing of it may be
    title_in_pii  boolean NOT NULL DEFAULT false,
    outcomes      bytea NOT NULL DEFAULT '',     -- a letter for each call: c, f, a, or r for one that runs
    failed_calls  integer NOT NULL DEFAULT 0,
    user_likes    integer NOT NULL DEFAULT 0,
    user_dislikes integer NOT NULL DEFAULT 0,
    team_likes    integer NOT NULL DEFAULT 0,
    team_dislikes integer NOT NULL DEFAULT 0,
    user_comments integer NOT NULL DEFAULT 0,
    team_comments integer NOT NULL DEFAULT 0,
    annotations   integer NOT NULL DEFAULT 0,
    read_by       bytea,
    read_at       bigint,
    key           bigint,                        -- the number of its data key; null while it has no personal data
    pii_purged    bigint,                        -- when its personal data expired
    erasure_pending boolean NOT NULL DEFAULT false, -- whether it is to be erased and a legal hold keeps it
    v_entries     bigint NOT NULL DEFAULT 0,
    v_warnings    bigint NOT NULL DEFAULT 0,
    v_errors      bigint NOT NULL DEFAULT 0,
    a_entries     bigint NOT NULL DEFAULT 0,
    a_warnings    bigint NOT NULL DEFAULT 0,
    a_errors      bigint NOT NULL DEFAULT 0,
    happened      bigint,                        -- the latest time of openings, turns and calls
    v_logged      bigint,                        -- the latest time of what is logged
    a_logged      bigint
) PARTITION BY RANGE (day);

-- What changes with every write and lists are sorted by: apart, so that a write changes no index of "conversation". No row until there is an opening.
CREATE TABLE {schema}.activity (
    conversation bigint NOT NULL,
    day          integer NOT NULL,
    listed       smallint NOT NULL,
    v_last       bigint NOT NULL,                -- the latest time of everything
    a_last       bigint NOT NULL,
    v_duration   bigint NOT NULL,
    a_duration   bigint NOT NULL
) PARTITION BY RANGE (day);

-- An opening of a conversation; "no" is its epoch: openings are numbered as the store first hears of them.
CREATE TABLE {schema}.writer (
    conversation bigint NOT NULL,
    day          integer NOT NULL,
    no           integer NOT NULL,
    id           uuid NOT NULL,
    revision     integer,                        -- null until the opening itself is written
    end_user     bigint,                         -- whom the opening named
    opened       bigint,
    closed       bigint,
    opening      bytea,                          -- its visible part, as JSON
    checksum     bigint
) PARTITION BY RANGE (day);

-- Where something was logged: a turn, a function event, or both. 0 is outside any, and has no row.
CREATE TABLE {schema}.scope (
    conversation bigint NOT NULL,
    day          integer NOT NULL,
    no           integer NOT NULL,
    turn_id      bytea,
    call_id      bytea,
    checksum     bigint NOT NULL
) PARTITION BY RANGE (day);

-- A log entry. no = writer * 2^28 + sequence: the key is the identity and the order.
CREATE TABLE {schema}.entry (
    conversation bigint NOT NULL,
    day          integer NOT NULL,
    no           bigint NOT NULL,
    scope        integer NOT NULL,
    kind         smallint NOT NULL,              -- level: 0, 1, 2; + 4 where the whole entry is personal: then content and fields are in pii alone
    time         bigint NOT NULL,
    content      bytea,
    fields       bytea,                          -- a JSON object, personal values in the form that may be shown; null for none
    masked       bytea,                          -- the keys of personal values, as a JSON array; the values are in pii
    checksum     bigint NOT NULL
) PARTITION BY RANGE (day);

-- What is logged and is no entry. kind: 0 API response, 1 change of state, 2 metric; + 4 where all of it is personal.
CREATE TABLE {schema}.fact (
    conversation bigint NOT NULL,
    day          integer NOT NULL,
    no           integer NOT NULL,
    id           uuid NOT NULL,
    writer       integer NOT NULL,
    sequence     bigint NOT NULL,
    scope        integer NOT NULL,
    kind         smallint NOT NULL,
    time         bigint NOT NULL,
    payload      bytea,
    checksum     bigint NOT NULL
) PARTITION BY RANGE (day);

CREATE TABLE {schema}.turn (
    conversation  bigint NOT NULL,
    day           integer NOT NULL,
    no            integer NOT NULL,
    id            bytea NOT NULL,
    writer        integer NOT NULL,
    sequence      bigint NOT NULL,
    revision      integer NOT NULL,
    started       bigint NOT NULL,
    ended         bigint,
    latency       bigint,
    failed        boolean NOT NULL,
    error_type    bytea,
    model         bytea,                         -- null where no usage was told
    input_tokens  bigint,
    output_tokens bigint,
    cost          bytea,                         -- a decimal number
    currency      bytea,
    first_token   bigint,
    user_input    bytea NOT NULL,                -- as shown
    agent_response bytea NOT NULL,               -- as shown
    flags         smallint NOT NULL,             -- + 1, + 2: the full input, response is in pii; + 4: there is an input; see TurnPayload
    checksum      bigint NOT NULL
) PARTITION BY RANGE (day);

CREATE TABLE {schema}.call (
    conversation bigint NOT NULL,
    day          integer NOT NULL,
    no           integer NOT NULL,
    id           bytea NOT NULL,
    writer       integer NOT NULL,
    sequence     bigint NOT NULL,
    revision     integer NOT NULL,
    name         bytea NOT NULL,
    started      bigint NOT NULL,
    duration     bigint,
    outcome      smallint,
    payload      bytea NOT NULL,
    checksum     bigint NOT NULL
) PARTITION BY RANGE (day);

-- The rating that stands; a revoked one stays as a row without rating, so that a late copy of it does not bring it back.
CREATE TABLE {schema}.feedback (
    conversation bigint NOT NULL,
    day          integer NOT NULL,
    no           integer NOT NULL,
    turn_id      bytea NOT NULL,
    source       smallint NOT NULL,
    rating       smallint,
    created      bigint NOT NULL,
    has_comment  boolean NOT NULL,
    checksum     bigint NOT NULL
) PARTITION BY RANGE (day);

-- One that was taken back stays as a row without text, so that a late copy of it does not bring it back.
CREATE TABLE {schema}.annotation (
    conversation bigint NOT NULL,
    day          integer NOT NULL,
    no           integer NOT NULL,
    id           uuid NOT NULL,
    turn_id      bytea NOT NULL,
    author       bytea,
    created      bigint NOT NULL,
    removed      boolean NOT NULL,
    checksum     bigint NOT NULL
) PARTITION BY RANGE (day);

CREATE TABLE {schema}.note (
    conversation bigint NOT NULL,
    day          integer NOT NULL,
    no           integer NOT NULL,
    id           uuid NOT NULL,
    author       bytea,
    created      bigint NOT NULL,
    checksum     bigint NOT NULL
) PARTITION BY RANGE (day);

CREATE TABLE {schema}.dead_letter (
    conversation bigint NOT NULL,
    day          integer NOT NULL,
    no           integer NOT NULL,
    id           uuid NOT NULL,
    kind         bytea NOT NULL,
    reason       bytea NOT NULL,
    refused      bigint NOT NULL,
    checksum     bigint NOT NULL
) PARTITION BY RANGE (day);

-- Everything personal, enciphered under the conversation's data key. kind: PiiKind; ref: its no, 0 for the conversation itself. The checksum is of the payload as it stands here.
CREATE TABLE {schema}.pii (
    conversation bigint NOT NULL,
    day          integer NOT NULL,
    kind         smallint NOT NULL,
    ref          bigint NOT NULL,
    payload      bytea NOT NULL,
    checksum     bigint NOT NULL
) PARTITION BY RANGE (day);

-- What documents are found by: hashes of the text's grams, from 0 to 2^32, and of each field's key and value, below 0. kind: 0 entry, 1 turn. Only what everyone may see is in them,
-- and the text itself stands only in its own table.
CREATE TABLE {schema}.document (
    conversation bigint NOT NULL,
    day          integer NOT NULL,
    kind         smallint NOT NULL,
    no           bigint NOT NULL,
    time         bigint NOT NULL,
    tokens       bigint[] NOT NULL
) PARTITION BY RANGE (day);

-- What the background indexer has yet to read: a conversation's entries first to last (by no), or one turn (first alone). Of one conversation only who holds the lock of the least row
-- writes documents: so a deletion takes these rows first and the documents after them, and none comes in behind it. Rows come and go: they are to be vacuumed soon.
CREATE TABLE {schema}.to_index (
    no           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    conversation bigint NOT NULL,
    day          integer NOT NULL,
    first        bigint NOT NULL,
    last         bigint,
    since        bigint NOT NULL                 -- when it was written, for the lag
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
CREATE INDEX to_index_conversation ON {schema}.to_index (conversation, no);

-- What came in, for those who follow: a row for each conversation of each transaction. A row is ready to be read when no transaction up to its own is under way.
CREATE TABLE {schema}.arrival (
    transaction  xid8 NOT NULL DEFAULT pg_current_xact_id(),
    no           bigint GENERATED ALWAYS AS IDENTITY,
    at           bigint NOT NULL,
    conversation bigint NOT NULL,
    day          integer NOT NULL,
    PRIMARY KEY (transaction, no)
);
CREATE INDEX arrival_at ON {schema}.arrival (at);

-- What was erased is not written again.
CREATE TABLE {schema}.tombstone (
    conversation_id bytea PRIMARY KEY
);

-- Nor are conversations of an erased user that were opened up to that time.
CREATE TABLE {schema}.erased_user (
    hash bytea PRIMARY KEY,
    at   bigint NOT NULL
);

-- Legal holds: neither erased nor expired. The conversation need not be here.
CREATE TABLE {schema}.hold (
    conversation_id bytea PRIMARY KEY,
    placed_by       bytea NOT NULL,
    placed          bigint NOT NULL,
    reason          bytea
);

-- Data keys that nothing here needs any more, and that are still to be destroyed.
CREATE TABLE {schema}.lost_key (
    no bigint PRIMARY KEY
);

-- Who read personal data.
CREATE TABLE {schema}.access (
    no              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at              bigint NOT NULL,
    reader          bytea NOT NULL,
    kind            smallint NOT NULL,
    conversation_id bytea,
    reason          bytea
);
CREATE INDEX access_at ON {schema}.access (at);
CREATE INDEX access_conversation ON {schema}.access (conversation_id, no) WHERE conversation_id IS NOT NULL;

-- Runs of retention and what came of them.
CREATE TABLE {schema}.retention_run (
    id      uuid PRIMARY KEY,
    started bigint NOT NULL,
    run     bytea NOT NULL                       -- as JSON
);
CREATE INDEX retention_run_started ON {schema}.retention_run (started);


ALTER TABLE {schema}.access ADD COLUMN subject bytea; -- null for reads that were written before it was recorded
ALTER TABLE {schema}.access ADD COLUMN hash bytea;    -- over the row before it and this one, see AccessChain
ALTER TABLE {schema}.access ALTER COLUMN no DROP IDENTITY;

CREATE TABLE {schema}.access_chain (
    no           smallint PRIMARY KEY,
    removed      bigint NOT NULL,
    removed_hash bytea NOT NULL,
    last         bigint NOT NULL,
    last_hash    bytea NOT NULL
);
INSERT INTO {schema}.access_chain (no, removed, removed_hash, last, last_hash) VALUES (1, 0, decode(repeat('00', 32), 'hex'), 0, decode(repeat('00', 32), 'hex'));


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


ALTER TABLE {schema}.conversation
    ADD COLUMN variant bytea,
    ADD COLUMN language bytea,
    ADD COLUMN direction smallint,
    ADD COLUMN handoff bytea,                    -- its destination
    ADD COLUMN handoff_reason bytea,
    ADD COLUMN cost bigint,                      -- in billionths of the currency in which it costs most; null where no turn has a cost
    ADD COLUMN slowest_call bigint;              -- the longest duration of a call that has ended


ALTER TABLE {schema}.conversation
    ADD COLUMN model_calls bigint NOT NULL DEFAULT 0,          -- that began
    ADD COLUMN ended_model_calls bigint NOT NULL DEFAULT 0,
    ADD COLUMN failed_model_calls bigint NOT NULL DEFAULT 0;   -- of those that ended


CREATE TABLE {schema}.score (
    conversation bigint NOT NULL,
    day          integer NOT NULL,
    no           integer NOT NULL,
    id           uuid NOT NULL,
    kind         smallint NOT NULL,
    name         bytea NOT NULL,                 -- of a score or metric; the label, the reason
    number       double precision,               -- yes is 1, no is 0
    category     bytea,
    details      bytea,                          -- what is scored or labeled and by whom, as JSON
    created      bigint NOT NULL,                -- of a metric, its place in the log
    removed      boolean NOT NULL,               -- one that was removed stays, so that a late copy of it does not bring it back
    checksum     bigint NOT NULL                 -- 0 for kinds above 3: what they are made of has one
) PARTITION BY RANGE (day);

ALTER TABLE {schema}.feedback ADD COLUMN reasons bytea; -- a line each


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


CREATE TABLE {schema}.team_document (
    kind       bytea NOT NULL,
    id         bytea NOT NULL,
    version    bigint NOT NULL,                  -- from 1
    updated    bigint NOT NULL,
    updated_by bytea,
    body       bytea NOT NULL,                   -- as JSON
    checksum   bigint NOT NULL,
    PRIMARY KEY (kind, id)
);


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
