-- The data. {schema} is the schema's name, quoted. Visible data is in the table of its kind; personal data is encrypted in "pii".
--
-- All texts are bytea in UTF-8: PostgreSQL's text does not allow U+0000 and sorts by a collation, but conversations must be returned byte for byte and in
-- ordinal order. Times are 100-nanosecond ticks since 0001-01-01 in UTC, durations are ticks, days are days since 0001-01-01 in UTC. A checksum covers the
-- columns of its row (RowChecksums and the payload of its kind).
--
-- "conversation" is the number of a conversation, "day" the day on which the store got its first record: it never changes, is part of every key, and is the
-- partition key. "no" is a number that the store assigns within one conversation, from 1. Keys and indexes exist only on partitions, which partition.sql
-- creates.
--
-- A transaction that writes to a conversation holds the lock of its row in "conversation", so that one transaction at a time reads and writes its state.

-- The scripts that created these tables. One row.
CREATE TABLE {schema}.store_version (
    no      smallint PRIMARY KEY CHECK (no = 1),
    version integer NOT NULL,                    -- the number of the last script
    shape   bytea NOT NULL                       -- the fingerprint of the tables and their columns after it
);

-- Global values, by name. "keys_id": the ID of the keys; "ledger_applied": the last event of the ledger that was applied to the data. A transaction that adds
-- or applies events holds the lock of the latter's row.
CREATE TABLE {schema}.meta (
    key   text PRIMARY KEY,
    value bytea NOT NULL
);

-- IDs are unique across all partitions.
CREATE TABLE {schema}.conversation_id (
    id           bytea PRIMARY KEY,
    conversation bigint NOT NULL,
    day          integer NOT NULL
);
CREATE SEQUENCE {schema}.conversation_no AS bigint CACHE 1;
CREATE INDEX conversation_id_day ON {schema}.conversation_id (day, conversation);

-- The existing partitions, the same for all partitioned tables. The data of conversations may be from earlier or later days than those of their partition:
-- reads query only partitions with data from their time range.
CREATE TABLE {schema}.partition (
    first   integer PRIMARY KEY,                 -- the first day
    ends    integer NOT NULL,                    -- the day after the last
    since   integer NOT NULL,                    -- no data in it began before this day
    v_until integer NOT NULL,                    -- no visible data is from this day or later
    a_until integer NOT NULL                     -- no data is from this day or later
);

-- Dropped partitions, until the rows in other tables that refer to them are deleted.
CREATE TABLE {schema}.dropped_partition (
    no    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    first integer NOT NULL,                      -- as in "partition"
    ends  integer NOT NULL,
    last  bigint NOT NULL                        -- the highest number of their conversations
);

-- End users: found by a keyed hash of their ID, shown by a pseudonym.
CREATE TABLE {schema}.end_user (
    no        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    hash      bytea UNIQUE,                      -- null if no personal data of the user is left: then the ID no longer finds the user
    pseudonym bytea NOT NULL UNIQUE              -- random
);

-- The users, numbers and attributes by which a conversation is found.
CREATE TABLE {schema}.subject (
    conversation bigint NOT NULL,
    day          integer NOT NULL,
    kind         smallint NOT NULL,              -- 0 the user of an opening, 1 a number that called or was called, normalized, 2 an attribute and its value
    hash         bytea NOT NULL                  -- keyed
) PARTITION BY RANGE (day);

-- A conversation and everything that a list shows of it. v_ counts visible data, a_ counts all data.
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
    handoff            bytea,                    -- the destination of the hand-off
    handoff_reason     bytea,
    end_user           bigint,
    known              bytea,                    -- the merged record of all openings, its visible part as JSON
    known_checksum     bigint,                   -- of "known"
    created            bigint,                   -- when the first opening was created
    closed             bigint,                   -- null while an opening is open
    turns              integer NOT NULL DEFAULT 0,
    failed_turns       integer NOT NULL DEFAULT 0,
    interrupted_turns  integer NOT NULL DEFAULT 0,
    refused_turns      integer NOT NULL DEFAULT 0, -- turns that the model refused to answer
    tokens             bigint NOT NULL DEFAULT 0,
    cost               bigint,                   -- in billionths of the currency with the highest cost; null if no turn has a cost
    slowest            bigint,                   -- the longest response time of a turn
    slowest_call       bigint,                   -- the longest duration of a call that has ended
    title              bytea,                    -- redacted; null if none of it may be shown
    title_in_pii       boolean NOT NULL DEFAULT false, -- whether pii contains the full title
    title_turn         integer,                  -- the number of its turn; null if there is none
    outcomes           bytea NOT NULL DEFAULT '', -- a letter for each call: c completed, f failed, a abandoned, x canceled, r running
    failed_calls       integer NOT NULL DEFAULT 0,
    unobserved_calls   integer NOT NULL DEFAULT 0, -- calls whose execution was not observed
    running            integer NOT NULL DEFAULT 0, -- calls without an outcome: abandoned when the conversation ends
    model_calls        bigint NOT NULL DEFAULT 0, -- calls that began
    ended_model_calls  bigint NOT NULL DEFAULT 0,
    failed_model_calls bigint NOT NULL DEFAULT 0, -- calls that failed, of those that ended
    user_likes         integer NOT NULL DEFAULT 0,
    user_dislikes      integer NOT NULL DEFAULT 0,
    team_likes         integer NOT NULL DEFAULT 0,
    team_dislikes      integer NOT NULL DEFAULT 0,
    user_comments      integer NOT NULL DEFAULT 0,
    team_comments      integer NOT NULL DEFAULT 0,
    annotations        integer NOT NULL DEFAULT 0, -- improved answers, without removed ones
    read_by            bytea,
    read_by_id         bytea,                    -- the unique ID of that reader; null if only the name is known
    read_at            bigint,                   -- null while it is unread
    key                bigint,                   -- the number of its data key; null if it has no personal data
    pii_purged         bigint,                   -- when its personal data expired
    erasure_pending    boolean NOT NULL DEFAULT false, -- whether it is to be erased but is on legal hold
    v_entries          bigint NOT NULL DEFAULT 0,
    v_warnings         bigint NOT NULL DEFAULT 0,
    v_errors           bigint NOT NULL DEFAULT 0,
    a_entries          bigint NOT NULL DEFAULT 0,
    a_warnings         bigint NOT NULL DEFAULT 0,
    a_errors           bigint NOT NULL DEFAULT 0,
    v_failed_responses bigint NOT NULL DEFAULT 0, -- API responses that are problems
    a_failed_responses bigint NOT NULL DEFAULT 0,
    v_losses           integer NOT NULL DEFAULT 0, -- calls with dropped or truncated entries
    a_losses           integer NOT NULL DEFAULT 0,
    v_problems         integer NOT NULL DEFAULT 0, -- the kinds that occurred: + 1 turn, + 2 function, + 4 model, + 8 API, + 16 entry, + 32 loss
    a_problems         integer NOT NULL DEFAULT 0,
    happened           bigint,                   -- the latest time of openings, turns and calls
    v_logged           bigint,                   -- the latest time of logged records
    a_logged           bigint,
    v_last             bigint,                   -- the latest time of everything; null until an opening is written, like the next three
    a_last             bigint,
    v_duration         bigint,                   -- from "created" to "closed", or to v_last
    a_duration         bigint
) PARTITION BY RANGE (day);

-- An opening of a conversation.
CREATE TABLE {schema}.writer (
    conversation bigint NOT NULL,
    day          integer NOT NULL,
    no           integer NOT NULL,               -- its epoch: the number of the opening, in the order in which the store learned of them
    id           uuid NOT NULL,
    revision     integer,                        -- null until the opening itself is written
    end_user     bigint,                         -- the user that the opening named
    opened       bigint,
    closed       bigint,                         -- null while it is open
    opening      bytea,                          -- its visible part, as JSON
    checksum     bigint                          -- of "opening"
) PARTITION BY RANGE (day);

-- A scope in which something was logged: a turn, a function event, or both. Number 0 is outside of any, and has no row.
CREATE TABLE {schema}.scope (
    conversation bigint NOT NULL,
    day          integer NOT NULL,
    no           integer NOT NULL,
    turn_id      bytea,
    call_id      bytea,
    checksum     bigint NOT NULL
) PARTITION BY RANGE (day);

-- A log entry. no = writer * 2^28 + sequence, which determines identity and order. The number of an entirely personal entry has an additional bit above that
-- (EntryNumber), and its text and fields are only in pii.
CREATE TABLE {schema}.entry (
    conversation bigint NOT NULL,
    day          integer NOT NULL,
    no           bigint NOT NULL,
    scope        integer NOT NULL,
    kind         smallint NOT NULL,              -- the level: 0 info, 1 warning, 2 error; + 4 if the whole entry is personal
    time         bigint NOT NULL,
    content      bytea,                          -- null if the whole entry is personal
    fields       bytea,                          -- a JSON object with redacted personal values; null if there are none
    masked       bytea,                          -- the keys of personal values, as a JSON array; the values are in pii
    checksum     bigint NOT NULL
) PARTITION BY RANGE (day);

-- Logged records except entries. A request to a language model has two rows, for its beginning and its end; its messages belong to no scope and have keyed
-- IDs.
CREATE TABLE {schema}.fact (
    conversation bigint NOT NULL,
    day          integer NOT NULL,
    no           integer NOT NULL,               -- below 0 if it is entirely personal
    id           uuid NOT NULL,
    writer       integer NOT NULL,
    sequence     bigint NOT NULL,
    scope        integer NOT NULL,
    kind         smallint NOT NULL,              -- 0 API response, 1 change of state, 2 metric, 3 model call, 8 message of one, 9 hand-off; + 4 if it is
                                                 -- entirely personal
    time         bigint NOT NULL,
    payload      bytea,                          -- its visible part, as JSON; may be compressed for model calls and messages (Compression)
    checksum     bigint NOT NULL
) PARTITION BY RANGE (day);

-- Turns.
CREATE TABLE {schema}.turn (
    conversation   bigint NOT NULL,
    day            integer NOT NULL,
    no             integer NOT NULL,
    id             bytea NOT NULL,
    writer         integer NOT NULL,
    sequence       bigint NOT NULL,              -- its position in the order of the writer
    revision       integer NOT NULL,             -- the highest one is kept
    started        bigint NOT NULL,
    ended          bigint,
    latency        bigint,
    failed         boolean NOT NULL,
    error_type     bytea,
    model          bytea,                        -- null if no usage was reported
    input_tokens   bigint,
    output_tokens  bigint,
    total_tokens   bigint,                       -- null if it is the sum of both, or unknown
    cost           bytea,                        -- a decimal number; in several currencies their sums, as JSON without a currency
    currency       bytea,
    first_token    bigint,                       -- the time to first token
    speech_to_text bigint,                       -- the durations of its stages (TurnStages); null if unknown
    model_took     bigint,
    functions_took bigint,
    text_to_speech bigint,
    first_byte     bigint,                       -- the response time if set; otherwise the latency is (TurnPayload)
    user_input     bytea NOT NULL,               -- redacted
    agent_response bytea NOT NULL,               -- redacted
    details        bytea,                        -- rarely used details: parts of the token counts, what the user heard (redacted); a JSON object, null for none
    flags          integer NOT NULL,             -- which parts of it exist, and which are personal (TurnPayload)
    checksum       bigint NOT NULL
) PARTITION BY RANGE (day);

-- Function events.
CREATE TABLE {schema}.call (
    conversation bigint NOT NULL,
    day          integer NOT NULL,
    no           integer NOT NULL,
    id           bytea NOT NULL,
    writer       integer NOT NULL,
    sequence     bigint NOT NULL,                -- its position in the order of the writer
    revision     integer NOT NULL,               -- the highest one is kept
    name         bytea NOT NULL,
    started      bigint NOT NULL,
    duration     bigint,
    outcome      smallint,                       -- null while it is running; 0 completed, 1 failed, 2 abandoned, 3 canceled
    error_type   bytea,                          -- as in the payload, for filters of lists
    losses       smallint NOT NULL DEFAULT 0,    -- whether entries were dropped or truncated: 1 only personal ones, 2 others too
    unobserved   boolean NOT NULL DEFAULT false, -- whether its execution was not observed, as in the payload
    payload      bytea NOT NULL,                 -- its visible part, as JSON
    checksum     bigint NOT NULL
) PARTITION BY RANGE (day);

-- The rating of a turn by each source. A revoked rating keeps its row, without the value, so that a late copy does not restore it.
CREATE TABLE {schema}.feedback (
    conversation bigint NOT NULL,
    day          integer NOT NULL,
    no           integer NOT NULL,
    turn_id      bytea NOT NULL,
    source       smallint NOT NULL,              -- 0 user, 1 team
    rating       smallint,                       -- 0 like, 1 dislike; null if it was revoked
    reasons      bytea,                          -- one per line
    created      bigint NOT NULL,
    has_comment  boolean NOT NULL,               -- whether it has a comment, which is in pii until it expires
    checksum     bigint NOT NULL
) PARTITION BY RANGE (day);

-- Improved answers, whose text is in pii. A removed one keeps its row, without the text, so that a late copy does not restore it.
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

-- Scores and labels, and the rows by which lists find metrics, ratings and their reasons. The comment of a score is in pii.
CREATE TABLE {schema}.score (
    conversation bigint NOT NULL,
    day          integer NOT NULL,
    no           integer NOT NULL,
    id           uuid NOT NULL,
    kind         smallint NOT NULL,              -- 0 number, 1 yes or no, 2 category, 3 label; 4 to 6 a metric (as 0 to 2), 7 a rating, 8 a reason of one
    name         bytea NOT NULL,                 -- of a score or metric; the label, the reason
    number       double precision,               -- yes and a like are 1, no and a dislike are 0
    category     bytea,                          -- a text instead of a number
    details      bytea,                          -- the target of the score or label and its author, as JSON
    created      bigint NOT NULL,                -- for a metric, its position in the log
    removed      boolean NOT NULL,               -- a removed row is kept, so that a late copy does not restore it
    checksum     bigint NOT NULL                 -- 0 for kinds above 3: their sources have one
) PARTITION BY RANGE (day);

-- The data of model calls for filters and statistics: one row for each call, written with its beginning and updated with its end, in either order. Readers read
-- the facts; none of this is personal.
CREATE TABLE {schema}.model_call (
    conversation  bigint NOT NULL,
    day           integer NOT NULL,
    id            bigint NOT NULL,               -- a hash of the call's ID
    turn_id       bytea,
    model         bytea NOT NULL,
    provider      bytea,                         -- null if it was not reported
    started       bigint NOT NULL,
    ended         boolean NOT NULL,              -- whether the end is known
    duration      bigint,
    first_token   bigint,                        -- the time to first token
    outcome       smallint,                      -- as in call
    input_tokens  bigint,                        -- null if unknown
    output_tokens bigint,
    total_tokens  bigint,                        -- null if it is the sum of both, or unknown
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

-- All personal data, encrypted with the conversation's data key: one row for each record that has some.
CREATE TABLE {schema}.pii (
    conversation bigint NOT NULL,
    day          integer NOT NULL,
    kind         smallint NOT NULL,              -- 0 conversation (merged), 1 opening, 2 entry, 3 fact, 4 turn, 5 call, 6 feedback, 7 annotation, 8 note,
                                                 -- 9 dead letter, 10 score
    ref          bigint NOT NULL,                -- the no of the record, 0 for the conversation itself
    payload      bytea NOT NULL,
    checksum     bigint NOT NULL                 -- of the encrypted payload
) PARTITION BY RANGE (day);

-- The text index. It contains visible data only; the text itself is only in its own table. A document is a turn, or up to 32 entries of a conversation that one
-- pass of the indexer added; an entry may be in two documents.
CREATE TABLE {schema}.document (
    conversation bigint NOT NULL,
    day          integer NOT NULL,
    kind         smallint NOT NULL,              -- 0 entries, 1 a turn
    no           bigint NOT NULL,                -- of the first entry, or of the turn
    pass         bigint NOT NULL,                -- the number that the entries had in to_index; 0 for a turn
    last         bigint NOT NULL,                -- of the last entry
    since        bigint NOT NULL,                -- its earliest time
    time         bigint NOT NULL,                -- its latest time, or the start of the conversation if that is later
    words        tsvector NOT NULL               -- the prefixes of the texts' words, and a word for each field's key and value
) PARTITION BY RANGE (day);

-- The work list of the background indexer: a conversation's entries, or one turn. Only a transaction that holds the locks of these rows writes their documents,
-- so a deletion that removes these rows first misses no documents. Rows are short-lived, so the table is vacuumed often.
CREATE TABLE {schema}.to_index (
    no           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    conversation bigint NOT NULL,
    day          integer NOT NULL,
    first        bigint NOT NULL,                -- the first entry, by its no; the turn
    last         bigint,                         -- the last entry; null for a turn
    since        bigint NOT NULL                 -- when it was written, for the lag
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
CREATE INDEX to_index_conversation ON {schema}.to_index (conversation, no);

-- The work list of the background counter: one row for each conversation of a transaction that is not yet counted in "conversation". It contains the counts of
-- logged records; turns, calls and judgements are recounted from their rows. A transaction that adds or deletes rows of a conversation holds the lock of its
-- row in "conversation". Rows are short-lived, so the table is vacuumed often.
CREATE TABLE {schema}.to_count (
    no           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    conversation bigint NOT NULL,
    day          integer NOT NULL,
    since        bigint NOT NULL,                -- when it was written, for the lag
    is_visible   boolean NOT NULL,               -- whether a reader without the permission would see a change
    is_title     boolean NOT NULL,               -- whether the turn of the title was written
    is_set_aside boolean NOT NULL DEFAULT false, -- whether the conversation's row could not be changed
    v_entries    bigint,                         -- visible entries, as in "conversation"; null for 0
    v_warnings   bigint,
    v_errors     bigint,
    v_responses  bigint,
    v_logged     bigint,                         -- the latest time; null if no records were logged
    p_entries    bigint,                         -- entirely personal entries
    p_warnings   bigint,
    p_errors     bigint,
    p_responses  bigint,
    p_logged     bigint,
    begun_calls  bigint,                         -- of models
    ended_calls  bigint,
    failed_calls bigint
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
CREATE INDEX to_count_conversation ON {schema}.to_count (conversation, no);

-- Arrivals for live readers: one row for each transaction. A row can be read when no transaction up to its own is running.
CREATE TABLE {schema}.arrival (
    transaction   xid8 PRIMARY KEY DEFAULT pg_current_xact_id(),
    at            bigint NOT NULL,
    conversations bigint[] NOT NULL,             -- the conversations that it wrote to
    days          integer[] NOT NULL             -- the day of each
);
CREATE INDEX arrival_at ON {schema}.arrival (at);

-- Statistics of conversations by the day on which they began, after that day: counted once in the background. Row 0 of a day has the claim of the host that
-- counts it, row 1 has everything except debugging, and each further row has one agent, account, environment and channel. A transaction that changes the
-- figures of a day deletes its rows; until they are counted again, reads use turns, calls, model calls and API responses.
CREATE TABLE {schema}.counted_day (
    day         integer NOT NULL,
    kind        smallint NOT NULL,               -- 0 turns and their usage, 1 calls of functions, endpoints and models
    no          integer NOT NULL,
    claim       bigint,                          -- in row 0: a random number of the host that counts the day
    first       bigint,                          -- in row 0: the quarter hour in which anything first started; null while the day is being counted
    last        bigint,                          -- in row 0: the last such quarter hour; before "first" if there is none
    agent       bytea,
    account     bytea,
    environment smallint,
    channel     bytea,
    counts      bytea,                           -- the counts
    checksum    bigint,
    PRIMARY KEY (day, kind, no)
);

-- Conversations that were erased and must not be written again.
CREATE TABLE {schema}.tombstone (
    conversation_id bytea PRIMARY KEY
);

-- Erased users, whose conversations opened up to a time must not be written again.
CREATE TABLE {schema}.erased_user (
    hash bytea PRIMARY KEY,
    at   bigint NOT NULL                         -- that time
);

-- Legal holds: these conversations are neither erased nor deleted by retention. They need not exist here.
CREATE TABLE {schema}.hold (
    conversation_id bytea PRIMARY KEY,
    placed_by       bytea NOT NULL,
    placed          bigint NOT NULL,
    reason          bytea
);

-- Data keys that are no longer needed and are still to be destroyed.
CREATE TABLE {schema}.lost_key (
    no bigint PRIMARY KEY
);

-- Accesses to personal data: a hash chain (AccessChain).
CREATE TABLE {schema}.access (
    no              bigint PRIMARY KEY,          -- assigned by the chain: a number lost in a rollback would look like a missing access
    at              bigint NOT NULL,
    reader          bytea NOT NULL,              -- the display name
    subject         bytea,                       -- the unique ID of the reader
    kind            smallint NOT NULL,           -- 0 a conversation, 1 a list, 2 a log, 3 a lookup of a user or number, 4 a list of users
    conversation_id bytea,                       -- null if it was not a single conversation
    user_pseudonym  bytea,                       -- for a list of users, which has a row for each of them
    reason          bytea,
    hash            bytea                        -- of the previous row and this one
);
CREATE INDEX access_at ON {schema}.access (at);
CREATE INDEX access_conversation ON {schema}.access (conversation_id, no) WHERE conversation_id IS NOT NULL;

-- Where the chain of accesses begins, after the last expired one, and where it ends. One row: a transaction that writes accesses or deletes expired ones holds
-- its lock.
CREATE TABLE {schema}.access_chain (
    no           smallint PRIMARY KEY,           -- 1
    removed      bigint NOT NULL,                -- the last expired access
    removed_hash bytea NOT NULL,
    last         bigint NOT NULL,                -- the last access
    last_hash    bytea NOT NULL
);
INSERT INTO {schema}.access_chain (no, removed, removed_hash, last, last_hash)
VALUES (1, 0, decode(repeat('00', 32), 'hex'), 0, decode(repeat('00', 32), 'hex'));

-- Runs of retention and their results.
CREATE TABLE {schema}.retention_run (
    id      uuid PRIMARY KEY,
    started bigint NOT NULL,
    run     bytea NOT NULL                       -- as JSON
);
CREATE INDEX retention_run_started ON {schema}.retention_run (started);

-- Documents of the team, such as saved views, without personal data. A version is replaced only by a writer that has read it.
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
