-- The data. {schema} is the schema's name, quoted. What everyone may read is in the table of its kind; personal data is encrypted in "pii".
--
-- All texts are bytea in UTF-8: PostgreSQL's text takes no U+0000 and orders by a collation, and a conversation is to come back byte for byte and in ordinal
-- order. Times are 100-nanosecond ticks since 0001-01-01 in UTC, durations are ticks, days are days since 0001-01-01 in UTC. A checksum covers the columns of
-- its row (RowChecksums and the payload of its kind).
--
-- "conversation" is the number of a conversation, "day" the day of its beginning, when the store got its first record: it never changes, is part of every key,
-- and is what tables are partitioned by. "no" is a number that the store gives within one conversation, from 1. Partitions have all keys and indexes, and are
-- made by partition.sql; the partitioned tables themselves have none.
--
-- A transaction that writes to a conversation holds the lock of its row in "conversation", so that one at a time reads what it decides by and writes.

-- Which scripts made these tables. One row.
CREATE TABLE {schema}.store_version (
    no      smallint PRIMARY KEY CHECK (no = 1),
    version integer NOT NULL,                    -- the number of the last script
    shape   bytea NOT NULL                       -- the fingerprint of the tables and their columns after it
);

-- Values of the data as a whole, by name. "keys_id": the id of the keys; "ledger_applied": the last event of the ledger that was done here. A transaction that
-- adds or does events holds the lock of the latter's row.
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

-- The partitions there are. All partitioned tables have the same. What conversations have may be of earlier and later days than theirs: reads look only into
-- partitions that have something of the time they ask for.
CREATE TABLE {schema}.partition (
    first   integer PRIMARY KEY,                 -- the first day
    ends    integer NOT NULL,                    -- the day after the last
    since   integer NOT NULL,                    -- nothing in it began before this day
    v_until integer NOT NULL,                    -- nothing in it that everyone may see is of this day or later
    a_until integer NOT NULL                     -- nothing at all is
);

-- Partitions that were dropped, until the rows in other tables that refer to them are deleted.
CREATE TABLE {schema}.dropped_partition (
    no    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    first integer NOT NULL,                      -- as in "partition"
    ends  integer NOT NULL,
    last  bigint NOT NULL                        -- their conversations have numbers up to this
);

-- End users: found by a keyed hash of their id, shown by a pseudonym.
CREATE TABLE {schema}.end_user (
    no        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    hash      bytea UNIQUE,                      -- null where no personal data of the user is left: nobody finds the user by the id then
    pseudonym bytea NOT NULL UNIQUE              -- random
);

-- The users, numbers and attributes by which a conversation is found.
CREATE TABLE {schema}.subject (
    conversation bigint NOT NULL,
    day          integer NOT NULL,
    kind         smallint NOT NULL,              -- 0 the user of an opening, 1 a number that called or was called, normalized, 2 an attribute and its value
    hash         bytea NOT NULL                  -- keyed
) PARTITION BY RANGE (day);

-- A conversation and all that a list shows of it. v_ counts what everyone may see, a_ counts all.
CREATE TABLE {schema}.conversation (
    conversation       bigint NOT NULL,
    day                integer NOT NULL,
    id                 bytea NOT NULL,
    listed             smallint,                 -- null until an opening is written, 0 for debugging, else 1
    agent              bytea,
    environment        smallint,                 -- 0 live, 1 pre-release, 2 sandbox, 3 debug
    channel            bytea,
    account            bytea,
    project            bytea,
    variant            bytea,
    language           bytea,
    direction          smallint,                 -- 0 inbound, 1 outbound
    handoff            bytea,                    -- its destination
    handoff_reason     bytea,
    end_user           bigint,
    known              bytea,                    -- the merged record of all openings, its visible part as JSON
    known_checksum     bigint,                   -- of "known"
    created            bigint,                   -- when the first opening was made
    closed             bigint,                   -- null while an opening is open
    turns              integer NOT NULL DEFAULT 0,
    failed_turns       integer NOT NULL DEFAULT 0,
    interrupted_turns  integer NOT NULL DEFAULT 0,
    refused_turns      integer NOT NULL DEFAULT 0, -- that the model refused to answer
    tokens             bigint NOT NULL DEFAULT 0,
    cost               bigint,                   -- in billionths of the currency in which it costs most; null where no turn has a cost
    slowest            bigint,                   -- the longest response time of a turn
    slowest_call       bigint,                   -- the longest duration of a call that has ended
    title              bytea,                    -- as shown; null where nothing of it may be
    title_in_pii       boolean NOT NULL DEFAULT false, -- whether pii has it in full
    title_turn         integer,                  -- the number of its turn; null for none
    outcomes           bytea NOT NULL DEFAULT '', -- a letter for each call: c completed, f failed, a abandoned, x canceled, r running
    failed_calls       integer NOT NULL DEFAULT 0,
    unobserved_calls   integer NOT NULL DEFAULT 0, -- that nothing saw run
    running            integer NOT NULL DEFAULT 0, -- calls without an outcome: abandoned once the conversation has ended
    model_calls        bigint NOT NULL DEFAULT 0, -- that began
    ended_model_calls  bigint NOT NULL DEFAULT 0,
    failed_model_calls bigint NOT NULL DEFAULT 0, -- of those that ended
    user_likes         integer NOT NULL DEFAULT 0,
    user_dislikes      integer NOT NULL DEFAULT 0,
    team_likes         integer NOT NULL DEFAULT 0,
    team_dislikes      integer NOT NULL DEFAULT 0,
    user_comments      integer NOT NULL DEFAULT 0,
    team_comments      integer NOT NULL DEFAULT 0,
    annotations        integer NOT NULL DEFAULT 0, -- improved answers that were not removed
    read_by            bytea,
    read_by_id         bytea,                    -- who that is, whatever their name; null where only the name is known
    read_at            bigint,                   -- null while it is unread
    key                bigint,                   -- the number of its data key; null while it has no personal data
    pii_purged         bigint,                   -- when its personal data expired
    erasure_pending    boolean NOT NULL DEFAULT false, -- whether it is to be erased and a legal hold keeps it
    v_entries          bigint NOT NULL DEFAULT 0,
    v_warnings         bigint NOT NULL DEFAULT 0,
    v_errors           bigint NOT NULL DEFAULT 0,
    a_entries          bigint NOT NULL DEFAULT 0,
    a_warnings         bigint NOT NULL DEFAULT 0,
    a_errors           bigint NOT NULL DEFAULT 0,
    v_failed_responses bigint NOT NULL DEFAULT 0, -- API responses that are problems
    a_failed_responses bigint NOT NULL DEFAULT 0,
    v_losses           integer NOT NULL DEFAULT 0, -- calls of which entries were dropped or truncated
    a_losses           integer NOT NULL DEFAULT 0,
    v_problems         integer NOT NULL DEFAULT 0, -- the kinds that occurred: + 1 turn, + 2 function, + 4 model, + 8 API, + 16 entry, + 32 loss
    a_problems         integer NOT NULL DEFAULT 0,
    happened           bigint,                   -- the latest time of openings, turns and calls
    v_logged           bigint,                   -- the latest time of what is logged
    a_logged           bigint,
    v_last             bigint,                   -- the latest time of everything; null until an opening is written, as the three that follow
    a_last             bigint,
    v_duration         bigint,                   -- from "created" to "closed", or to v_last
    a_duration         bigint
) PARTITION BY RANGE (day);

-- An opening of a conversation.
CREATE TABLE {schema}.writer (
    conversation bigint NOT NULL,
    day          integer NOT NULL,
    no           integer NOT NULL,               -- its epoch: openings are numbered as the store first hears of them
    id           uuid NOT NULL,
    revision     integer,                        -- null until the opening itself is written
    end_user     bigint,                         -- whom the opening named
    opened       bigint,
    closed       bigint,                         -- null while it is open
    opening      bytea,                          -- its visible part, as JSON
    checksum     bigint                          -- of "opening"
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

-- A log entry. no = writer * 2^28 + sequence: the key is the identity and the order. One that is personal as a whole has a bit above that in its number
-- (EntryNumber), and its text and fields are in pii only.
CREATE TABLE {schema}.entry (
    conversation bigint NOT NULL,
    day          integer NOT NULL,
    no           bigint NOT NULL,
    scope        integer NOT NULL,
    kind         smallint NOT NULL,              -- the level: 0 info, 1 warning, 2 error; + 4 where the whole entry is personal
    time         bigint NOT NULL,
    content      bytea,                          -- null where the whole entry is personal
    fields       bytea,                          -- a JSON object, personal values in the form that may be shown; null for none
    masked       bytea,                          -- the keys of personal values, as a JSON array; the values are in pii
    checksum     bigint NOT NULL
) PARTITION BY RANGE (day);

-- What is logged and is no entry. Requests to language models are two rows, for the beginning and the end, and their messages belong to no scope and have keyed
-- ids.
CREATE TABLE {schema}.fact (
    conversation bigint NOT NULL,
    day          integer NOT NULL,
    no           integer NOT NULL,               -- below 0 where all of it is personal
    id           uuid NOT NULL,
    writer       integer NOT NULL,
    sequence     bigint NOT NULL,
    scope        integer NOT NULL,
    kind         smallint NOT NULL,              -- 0 API response, 1 change of state, 2 metric, 3 model call, 8 message of one, 9 hand-off; + 4 where all of it
                                                 -- is personal
    time         bigint NOT NULL,
    payload      bytea,                          -- its visible part, as JSON; of model calls and messages it may be compressed (Compression)
    checksum     bigint NOT NULL
) PARTITION BY RANGE (day);

-- Turns.
CREATE TABLE {schema}.turn (
    conversation   bigint NOT NULL,
    day            integer NOT NULL,
    no             integer NOT NULL,
    id             bytea NOT NULL,
    writer         integer NOT NULL,
    sequence       bigint NOT NULL,              -- its place among what the writer wrote
    revision       integer NOT NULL,             -- the highest one stays
    started        bigint NOT NULL,
    ended          bigint,
    latency        bigint,
    failed         boolean NOT NULL,
    error_type     bytea,
    model          bytea,                        -- null where no usage was reported
    input_tokens   bigint,
    output_tokens  bigint,
    total_tokens   bigint,                       -- null where it is the sum of both, and where not known
    cost           bytea,                        -- a decimal number; in several currencies their sums, as JSON without a currency
    currency       bytea,
    first_token    bigint,                       -- the time until then
    speech_to_text bigint,                       -- how long its stages took (TurnStages); null where not known
    model_took     bigint,
    functions_took bigint,
    text_to_speech bigint,
    first_byte     bigint,                       -- with it, else the latency, the response time (TurnPayload)
    user_input     bytea NOT NULL,               -- as shown
    agent_response bytea NOT NULL,               -- as shown
    details        bytea,                        -- what few turns have: parts of the token counts, what the user heard (as shown); a JSON object, null for none
    flags          integer NOT NULL,             -- what of it is personal, and what there is (TurnPayload)
    checksum       bigint NOT NULL
) PARTITION BY RANGE (day);

-- Function events.
CREATE TABLE {schema}.call (
    conversation bigint NOT NULL,
    day          integer NOT NULL,
    no           integer NOT NULL,
    id           bytea NOT NULL,
    writer       integer NOT NULL,
    sequence     bigint NOT NULL,                -- its place among what the writer wrote
    revision     integer NOT NULL,               -- the highest one stays
    name         bytea NOT NULL,
    started      bigint NOT NULL,
    duration     bigint,
    outcome      smallint,                       -- null while it runs; 0 completed, 1 failed, 2 abandoned, 3 canceled
    error_type   bytea,                          -- as in the payload: lists are filtered by it
    losses       smallint NOT NULL DEFAULT 0,    -- whether entries were dropped or truncated: 1 personal ones only, 2 also others
    unobserved   boolean NOT NULL DEFAULT false, -- whether nothing saw it run, as in the payload
    payload      bytea NOT NULL,                 -- its visible part, as JSON
    checksum     bigint NOT NULL
) PARTITION BY RANGE (day);

-- The rating of a turn by each source. One that was revoked keeps its row, without a rating, so that a late copy does not restore it.
CREATE TABLE {schema}.feedback (
    conversation bigint NOT NULL,
    day          integer NOT NULL,
    no           integer NOT NULL,
    turn_id      bytea NOT NULL,
    source       smallint NOT NULL,              -- 0 user, 1 team
    rating       smallint,                       -- 0 like, 1 dislike; null where it was revoked
    reasons      bytea,                          -- a line each
    created      bigint NOT NULL,
    has_comment  boolean NOT NULL,               -- whether there was a comment, which is in pii until it expires
    checksum     bigint NOT NULL
) PARTITION BY RANGE (day);

-- Improved answers, whose text is in pii. One that was removed keeps its row, without the text, so that a late copy does not restore it.
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

-- Notes of the team, whose text is in pii.
CREATE TABLE {schema}.note (
    conversation bigint NOT NULL,
    day          integer NOT NULL,
    no           integer NOT NULL,
    id           uuid NOT NULL,
    author       bytea,
    created      bigint NOT NULL,
    checksum     bigint NOT NULL
) PARTITION BY RANGE (day);

-- Scores and labels, and what lists find metrics, ratings and their reasons by. The comment of a score is in pii.
CREATE TABLE {schema}.score (
    conversation bigint NOT NULL,
    day          integer NOT NULL,
    no           integer NOT NULL,
    id           uuid NOT NULL,
    kind         smallint NOT NULL,              -- 0 number, 1 yes or no, 2 category, 3 label; 4 to 6 a metric (as 0 to 2), 7 a rating, 8 a reason of one
    name         bytea NOT NULL,                 -- of a score or metric; the label, the reason
    number       double precision,               -- yes and a like are 1, no and a dislike are 0
    category     bytea,                          -- a text in place of a number
    details      bytea,                          -- what is scored or labeled and by whom, as JSON
    created      bigint NOT NULL,                -- of a metric, its place in the log
    removed      boolean NOT NULL,               -- one that was removed stays, so that a late copy of it does not bring it back
    checksum     bigint NOT NULL                 -- 0 for kinds above 3: what they are made of has one
) PARTITION BY RANGE (day);

-- What filters and statistics have of model calls: one row for each, written with its beginning and filled with its end, in either order. Readers read the
-- facts; nothing here is personal.
CREATE TABLE {schema}.model_call (
    conversation  bigint NOT NULL,
    day           integer NOT NULL,
    id            bigint NOT NULL,               -- a hash of the call's ID
    turn_id       bytea,
    model         bytea NOT NULL,
    provider      bytea,                         -- null where it was not reported
    started       bigint NOT NULL,
    ended         boolean NOT NULL,              -- whether the end is known
    duration      bigint,
    first_token   bigint,                        -- the time until then
    outcome       smallint,                      -- as in call
    input_tokens  bigint,                        -- null where not known
    output_tokens bigint,
    total_tokens  bigint,                        -- null where it is the sum of both, and where not known
    cached_tokens bigint,
    cost          bytea,                         -- a decimal number
    currency      bytea                          -- null without a cost
) PARTITION BY RANGE (day);

-- Records that the store refused, whose content is in pii.
CREATE TABLE {schema}.dead_letter (
    conversation bigint NOT NULL,
    day          integer NOT NULL,
    no           integer NOT NULL,
    id           uuid NOT NULL,
    kind         bytea NOT NULL,                 -- of the record
    reason       bytea NOT NULL,
    refused      bigint NOT NULL,
    checksum     bigint NOT NULL
) PARTITION BY RANGE (day);

-- Everything personal, encrypted with the conversation's data key: a row for each record that has some.
CREATE TABLE {schema}.pii (
    conversation bigint NOT NULL,
    day          integer NOT NULL,
    kind         smallint NOT NULL,              -- 0 conversation (merged), 1 opening, 2 entry, 3 fact, 4 turn, 5 call, 6 feedback, 7 annotation, 8 note,
                                                 -- 9 dead letter, 10 score
    ref          bigint NOT NULL,                -- the no of the record, 0 for the conversation itself
    payload      bytea NOT NULL,
    checksum     bigint NOT NULL                 -- of the payload as it is here
) PARTITION BY RANGE (day);

-- The text index. It has only what everyone may see, and the text itself is only in its own table. A document is a turn, or what one pass of the indexer brought
-- in of a conversation's entries, 32 at most; an entry may be in two.
CREATE TABLE {schema}.document (
    conversation bigint NOT NULL,
    day          integer NOT NULL,
    kind         smallint NOT NULL,              -- 0 entries, 1 a turn
    no           bigint NOT NULL,                -- of the first entry, or of the turn
    pass         bigint NOT NULL,                -- the number that the entries had in to_index; 0 for a turn
    last         bigint NOT NULL,                -- of the last entry
    since        bigint NOT NULL,                -- the earliest time in it
    time         bigint NOT NULL,                -- the latest, or when the conversation began where that is later
    words        tsvector NOT NULL               -- the beginnings of the texts' words, and a word for each field's key and value
) PARTITION BY RANGE (day);

-- What the background indexer has yet to read: a conversation's entries, or one turn. Only a transaction that holds the locks of these rows writes their
-- documents: so a deletion takes these rows first and the documents after them, and none comes in behind it. Rows come and go: they are to be vacuumed soon.
CREATE TABLE {schema}.to_index (
    no           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    conversation bigint NOT NULL,
    day          integer NOT NULL,
    first        bigint NOT NULL,                -- the first entry, by its no; the turn
    last         bigint,                         -- the last entry; null for a turn
    since        bigint NOT NULL                 -- when it was written, for the lag
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
CREATE INDEX to_index_conversation ON {schema}.to_index (conversation, no);

-- Work for the background: a row for each conversation of a transaction that is not yet counted in "conversation". It has the counts of what was logged;
-- turns, calls and judgements are counted again from their rows. A transaction that adds or deletes rows of a conversation holds the lock of its row in
-- "conversation". Rows are deleted soon, so the table is vacuumed often.
CREATE TABLE {schema}.to_count (
    no           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    conversation bigint NOT NULL,
    day          integer NOT NULL,
    since        bigint NOT NULL,                -- when it was written, for the lag
    is_visible   boolean NOT NULL,               -- whether a reader without the permission would see a change
    is_title     boolean NOT NULL,               -- whether the turn was written that the title is of
    is_set_aside boolean NOT NULL DEFAULT false, -- whether the conversation's row could not be changed
    v_entries    bigint,                         -- of what everyone may see, as in "conversation"; null for 0
    v_warnings   bigint,
    v_errors     bigint,
    v_responses  bigint,
    v_logged     bigint,                         -- the latest time; null where nothing was logged
    p_entries    bigint,                         -- of what is personal as a whole
    p_warnings   bigint,
    p_errors     bigint,
    p_responses  bigint,
    p_logged     bigint,
    begun_calls  bigint,                         -- of models
    ended_calls  bigint,
    failed_calls bigint
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
CREATE INDEX to_count_conversation ON {schema}.to_count (conversation, no);

-- What came in, for live readers: a row for each transaction. It is ready to be read when no transaction up to its own is under way.
CREATE TABLE {schema}.arrival (
    transaction   xid8 PRIMARY KEY DEFAULT pg_current_xact_id(),
    at            bigint NOT NULL,
    conversations bigint[] NOT NULL,             -- to which it wrote
    days          integer[] NOT NULL             -- the day of each
);
CREATE INDEX arrival_at ON {schema}.arrival (at);

-- Statistics of conversations by the day of their beginning, once that is over: counted once in the background. Row 0 of a day names the host that counts it,
-- row 1 has all but debugging, each further row one agent, account, environment and channel. A transaction that changes what a day counts deletes its rows, and
-- until it is counted again, reads use turns, calls, model calls and API responses.
CREATE TABLE {schema}.counted_day (
    day         integer NOT NULL,
    kind        smallint NOT NULL,               -- 0 turns and what they used, 1 calls of functions, endpoints and models, each by itself
    no          integer NOT NULL,
    claim       bigint,                          -- of row 0: a random number, of the host that counts it
    first       bigint,                          -- of row 0: the quarter of an hour in which anything first started; null while it is counted
    last        bigint,                          -- of row 0: the last one; before "first" where nothing started
    agent       bytea,
    account     bytea,
    environment smallint,
    channel     bytea,
    cells       bytea,                           -- what was counted
    checksum    bigint,
    PRIMARY KEY (day, kind, no)
);

-- What was erased is not written again.
CREATE TABLE {schema}.tombstone (
    conversation_id bytea PRIMARY KEY
);

-- Nor are conversations of an erased user that were opened up to a time.
CREATE TABLE {schema}.erased_user (
    hash bytea PRIMARY KEY,
    at   bigint NOT NULL                         -- that time
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

-- Who read personal data: a chain of hashes (AccessChain).
CREATE TABLE {schema}.access (
    no              bigint PRIMARY KEY,          -- given by the chain: one that a transaction took and did not keep would look like a read that is missing
    at              bigint NOT NULL,
    reader          bytea NOT NULL,              -- the name that is shown
    subject         bytea,                       -- which no two readers share
    kind            smallint NOT NULL,           -- 0 a conversation, 1 a list, 2 a log, 3 a look-up of a user or number, 4 a list of users
    conversation_id bytea,                       -- null where it was not one conversation
    user_pseudonym  bytea,                       -- of a list of users, each of whom has a row
    reason          bytea,
    hash            bytea                        -- over the row before it and this one
);
CREATE INDEX access_at ON {schema}.access (at);
CREATE INDEX access_conversation ON {schema}.access (conversation_id, no) WHERE conversation_id IS NOT NULL;

-- Where the chain of reads begins, behind the last one that expired, and where it ends. One row: a transaction that writes reads or lets them expire holds its
-- lock.
CREATE TABLE {schema}.access_chain (
    no           smallint PRIMARY KEY,           -- 1
    removed      bigint NOT NULL,                -- the last read that expired
    removed_hash bytea NOT NULL,
    last         bigint NOT NULL,                -- the last read
    last_hash    bytea NOT NULL
);
INSERT INTO {schema}.access_chain (no, removed, removed_hash, last, last_hash)
VALUES (1, 0, decode(repeat('00', 32), 'hex'), 0, decode(repeat('00', 32), 'hex'));

-- Runs of retention and what came of them.
CREATE TABLE {schema}.retention_run (
    id      uuid PRIMARY KEY,
    started bigint NOT NULL,
    run     bytea NOT NULL                       -- as JSON
);
CREATE INDEX retention_run_started ON {schema}.retention_run (started);

-- Documents that the team keeps, such as saved views: nothing personal. A version is replaced only by a writer that has read it.
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
