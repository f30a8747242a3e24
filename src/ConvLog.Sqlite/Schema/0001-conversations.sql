-- The data file. Visible data is in the table of its kind; personal data is encrypted in "pii" and "pii_block".
-- Times are 100-nanosecond ticks since 0001-01-01 in UTC, durations are ticks, days are days since 0001-01-01 in UTC. "no" is the number of a record in this
-- file, "id" its identifier outside of it. Flags are 0 or 1. A checksum covers the columns of its row (RowChecksums and the payload of its kind).

-- Global values, by name. "shape": the fingerprint of these tables; "keys_id": the ID of the keys file; "ledger_applied": the last event of the ledger that was
-- applied to this file; "keys_given": how many data keys were given to conversations; "missing_conversations", "missing_since": how many conversations were
-- found to be lost, and when; "removals": how often conversations were removed; "removals_traced": up to which of these removals "traces" counts; "traces",
-- "traces_cleaned": how often something was deleted that must leave no bytes, and up to which of these deletions the file is clean; "summarized": the last
-- arrival that lists show.
CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value BLOB NOT NULL
) WITHOUT ROWID;

-- End users: found by a keyed hash of their id, shown by a pseudonym.
CREATE TABLE user (
    no        INTEGER PRIMARY KEY AUTOINCREMENT,
    hash      BLOB UNIQUE,                       -- null where no personal data of the user is left: nobody finds the user by the id then
    pseudonym TEXT NOT NULL UNIQUE               -- random
);

-- The users, numbers and attributes by which a conversation is found.
CREATE TABLE subject (
    kind         INTEGER NOT NULL,               -- 0 the user of an opening, 1 a number that called or was called, normalized, 2 an attribute and its value
    hash         BLOB NOT NULL,                  -- keyed
    conversation INTEGER NOT NULL REFERENCES conversation,
    PRIMARY KEY (kind, hash, conversation)
) WITHOUT ROWID;
CREATE INDEX subject_conversation ON subject (conversation);

-- The dimensions by which statistics are grouped and readers are scoped.
CREATE TABLE dims (
    no          INTEGER PRIMARY KEY,
    agent       TEXT NOT NULL,
    environment INTEGER NOT NULL,                -- 0 live, 1 pre-release, 2 sandbox, 3 debug
    channel     TEXT,
    account     TEXT
);
CREATE UNIQUE INDEX dims_key ON dims (agent, environment, ifnull(channel, x'00'), ifnull(account, x'00'));
CREATE INDEX dims_account ON dims (account) WHERE account IS NOT NULL;

-- A conversation with everything that a list shows of it. v_ counts visible data, a_ counts all data. The row is written with the values of its openings and
-- the title; the totals of turns, calls, entries and facts follow in the background (SummaryUpdater), for the arrivals after the last one that was processed
-- ("summarized" in meta).
CREATE TABLE conversation (
    no                 INTEGER PRIMARY KEY AUTOINCREMENT,
    id                 TEXT NOT NULL UNIQUE,
    listed             INTEGER,                  -- null until an opening is written, 0 for debugging, else 1
    agent              TEXT,
    environment        INTEGER,                  -- as in dims
    channel            TEXT,
    account            TEXT,
    project            TEXT,
    variant            TEXT,
    language           TEXT,
    direction          INTEGER,                  -- 0 inbound, 1 outbound
    handoff            TEXT,                     -- its destination
    handoff_reason     TEXT,
    user               INTEGER REFERENCES user,
    dims               INTEGER REFERENCES dims,
    known              TEXT,                     -- the merged record of all openings, its visible part as JSON
    known_checksum     INTEGER,                  -- of "known"
    created            INTEGER,                  -- when the first opening was made
    closed             INTEGER,                  -- null while an opening is open
    turns              INTEGER NOT NULL DEFAULT 0,
    failed_turns       INTEGER NOT NULL DEFAULT 0,
    interrupted_turns  INTEGER NOT NULL DEFAULT 0,
    refused_turns      INTEGER NOT NULL DEFAULT 0, -- that the model refused to answer
    tokens             INTEGER NOT NULL DEFAULT 0,
    cost               INTEGER,                  -- in billionths of the currency in which it costs most; null if no turn has a cost
    slowest            INTEGER,                  -- the longest response time of a turn
    slowest_call       INTEGER,                  -- the longest duration of a call that has ended
    title              TEXT,                     -- its shown form; null if it may not be shown
    title_in_pii       INTEGER NOT NULL DEFAULT 0, -- whether pii has it in full
    outcomes           TEXT NOT NULL DEFAULT '', -- a letter for each call: c completed, f failed, a abandoned, x canceled, r running
    failed_calls       INTEGER NOT NULL DEFAULT 0,
    unobserved_calls   INTEGER NOT NULL DEFAULT 0, -- that nothing saw run
    running            INTEGER NOT NULL DEFAULT 0, -- calls without an outcome: abandoned once the conversation has ended
    model_calls        INTEGER NOT NULL DEFAULT 0, -- that began
    ended_model_calls  INTEGER NOT NULL DEFAULT 0,
    failed_model_calls INTEGER NOT NULL DEFAULT 0, -- of those that ended
    user_likes         INTEGER NOT NULL DEFAULT 0,
    user_dislikes      INTEGER NOT NULL DEFAULT 0,
    team_likes         INTEGER NOT NULL DEFAULT 0,
    team_dislikes      INTEGER NOT NULL DEFAULT 0,
    user_comments      INTEGER NOT NULL DEFAULT 0,
    team_comments      INTEGER NOT NULL DEFAULT 0,
    annotations        INTEGER NOT NULL DEFAULT 0, -- improved answers that were not removed
    read_by            TEXT,
    read_by_id         TEXT,                     -- who that is, whatever their name; null where only the name is known
    read_at            INTEGER,                  -- null while it is unread
    key                INTEGER,                  -- the number of its data key in the keys file; null while it has no personal data
    pii_purged         INTEGER,                  -- when its personal data expired
    erasure_pending    INTEGER NOT NULL DEFAULT 0, -- whether it is to be erased and a legal hold keeps it
    v_entries          INTEGER NOT NULL DEFAULT 0,
    v_warnings         INTEGER NOT NULL DEFAULT 0,
    v_errors           INTEGER NOT NULL DEFAULT 0,
    a_entries          INTEGER NOT NULL DEFAULT 0,
    a_warnings         INTEGER NOT NULL DEFAULT 0,
    a_errors           INTEGER NOT NULL DEFAULT 0,
    v_failed_responses INTEGER NOT NULL DEFAULT 0, -- API responses that are problems
    a_failed_responses INTEGER NOT NULL DEFAULT 0,
    v_losses           INTEGER NOT NULL DEFAULT 0, -- calls of which entries were dropped or truncated
    a_losses           INTEGER NOT NULL DEFAULT 0,
    v_problems         INTEGER NOT NULL DEFAULT 0, -- the kinds that occurred: + 1 turn, + 2 function, + 4 model, + 8 API, + 16 entry, + 32 loss
    a_problems         INTEGER NOT NULL DEFAULT 0,
    happened           INTEGER,                  -- the latest time of openings, turns and calls
    v_logged           INTEGER,                  -- the latest time of logged records
    a_logged           INTEGER,
    v_last             INTEGER,                  -- the latest time of everything
    a_last             INTEGER,
    v_duration         INTEGER,                  -- v_last - created
    a_duration         INTEGER,                  -- a_last - created
    span               INTEGER NOT NULL DEFAULT 36000000000, -- no less than a_duration: an hour, or four times as much until it fits (ActivitySpan). The
                                                 -- largest number where turns or calls began more than an hour before "created", or after a_last
    counted_entries    INTEGER NOT NULL DEFAULT 0, -- entries up to this one, in the order of arrival, are counted
    counted_facts      INTEGER NOT NULL DEFAULT 0  -- and facts up to this number
);
-- Indexes of lists. Each write of a conversation updates all of them, so each one is necessary to keep a page below 30 ms at a million entries and 100 ms at
-- ten million. Conversations without an opening are in no index of lists.
-- Order of creation, the default, with the columns that filters compare: a filter that few conversations match is checked in this index alone, 0.1 µs for each,
-- without their rows. It has separate columns for visible and for all data, so that a reader without the permission is not slowed down by hidden data.
CREATE INDEX conversation_created ON conversation (
    listed, created, dims, environment, channel, project, variant, language, direction, handoff, handoff_reason,
    v_problems, a_problems, running, model_calls, ended_model_calls, turns, cost, slowest, slowest_call,
    interrupted_turns, refused_turns, unobserved_calls, v_warnings, a_warnings,
    user_likes, user_dislikes, team_likes, team_dislikes, user_comments, team_comments, annotations, read_at) WHERE listed IS NOT NULL;
-- Statistics, and lists of a scope, an agent or an account, of which there may be thousands.
CREATE INDEX conversation_dims ON conversation (dims, listed, created) WHERE dims IS NOT NULL;
-- Conversations that were active at a moment.
CREATE INDEX conversation_span ON conversation (listed, span, created) WHERE listed IS NOT NULL;
-- Statistics of error messages.
CREATE INDEX conversation_error_dims ON conversation (dims, created) WHERE v_errors > 0;
-- The other orders, which would otherwise have to sort everything, and ranges of durations and tokens. Retention uses activity, too. Durations and tokens of an
-- open conversation change with each write to it, so open conversations have indexes of their own: they are few, and so are the pages that change. Once a
-- conversation is closed, its duration is the same for all readers.
CREATE INDEX conversation_v_last ON conversation (listed, v_last) WHERE listed IS NOT NULL;
CREATE INDEX conversation_a_last ON conversation (listed, a_last) WHERE listed IS NOT NULL;
CREATE INDEX conversation_duration ON conversation (listed, v_duration) WHERE listed IS NOT NULL AND closed IS NOT NULL;
CREATE INDEX conversation_open_v_duration ON conversation (listed, v_duration) WHERE listed IS NOT NULL AND closed IS NULL;
CREATE INDEX conversation_open_a_duration ON conversation (listed, a_duration) WHERE listed IS NOT NULL AND closed IS NULL;
CREATE INDEX conversation_tokens ON conversation (listed, tokens, id) WHERE listed IS NOT NULL AND closed IS NOT NULL;
CREATE INDEX conversation_open_tokens ON conversation (listed, tokens, id) WHERE listed IS NOT NULL AND closed IS NULL;
CREATE INDEX conversation_v_errors ON conversation (listed, v_errors, id) WHERE listed IS NOT NULL;
CREATE INDEX conversation_a_errors ON conversation (listed, a_errors, id) WHERE listed IS NOT NULL;
-- Conversations without an opening, for retention only.
CREATE INDEX conversation_unopened ON conversation (no) WHERE listed IS NULL;

-- An opening of a conversation. Its number is its epoch: openings are numbered in the order in which the store first receives them.
CREATE TABLE writer (
    no           INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation INTEGER NOT NULL REFERENCES conversation,
    id           BLOB NOT NULL,
    id_checksum  INTEGER NOT NULL,               -- of id and conversation
    revision     INTEGER,                        -- null until the opening itself is written
    user         INTEGER REFERENCES user,        -- the user named by the opening
    opened       INTEGER,
    closed       INTEGER,                        -- null while it is open
    opening      TEXT,                           -- its visible part, as JSON
    checksum     INTEGER                         -- of "opening"
);
CREATE UNIQUE INDEX writer_id ON writer (conversation, id);
CREATE INDEX writer_user ON writer (user) WHERE user IS NOT NULL;

-- Where something was logged: a turn, a function event, or both. 0 is outside of both, and has no row. Scopes are numbered within their conversation: 2^44 +
-- its number * 2^16, and one more for each, so the scopes of a conversation are adjacent and are found without an index. Those that a conversation has beyond
-- 65,535 have lower numbers, and are in the index. A scope is found by its checksum, which is a hash of its identity.
CREATE TABLE scope (
    no           INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation INTEGER NOT NULL REFERENCES conversation,
    turn_id      TEXT,
    call_id      TEXT,
    checksum     INTEGER NOT NULL
);
CREATE INDEX scope_key ON scope (conversation, checksum) WHERE no < 17592186044416;

-- A log entry, in the order of arrival: the entries that a transaction writes for hundreds of conversations are adjacent, on few pages. no = writer * 2^28 +
-- sequence is its identity, and the order in which it is read. An entry that is personal as a whole has a bit above that in its number (EntryNumber), and its
-- text and fields are only in a pii_block.
CREATE TABLE entry (
    arrival  INTEGER PRIMARY KEY,                -- never given again: arrival.entries has the last one
    no       INTEGER NOT NULL,
    scope    INTEGER NOT NULL,
    kind     INTEGER NOT NULL,                   -- the level: 0 info, 1 warning, 2 error; + 4 where the whole entry is personal
    time     INTEGER NOT NULL,
    content  TEXT,                               -- null where the whole entry is personal
    fields   TEXT,                               -- a JSON object, personal values in the form that may be shown; null for none
    masked   TEXT,                               -- the keys of personal values, as a JSON array; the values are in a pii_block
    checksum INTEGER NOT NULL
);
CREATE UNIQUE INDEX entry_no ON entry (no);
-- Visible errors: few of the entries, and statistics report the most frequent.
CREATE INDEX entry_error ON entry (no) WHERE kind = 2;

-- Logged records other than entries. A request to a language model has two rows, for its beginning and its end; its messages belong to no scope and have keyed
-- IDs. Records that are personal as a whole have sequences below those of all others (FactOrder).
CREATE TABLE fact (
    no           INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation INTEGER NOT NULL REFERENCES conversation,
    id           BLOB NOT NULL,
    writer       INTEGER NOT NULL REFERENCES writer,
    sequence     INTEGER NOT NULL,
    scope        INTEGER NOT NULL,
    kind         INTEGER NOT NULL,               -- 0 API response, 1 change of state, 2 metric, 3 model call, 8 message of one, 9 hand-off; + 4 where all of it
                                                 -- is personal
    time         INTEGER NOT NULL,
    payload      TEXT,                           -- its visible part, as JSON; of model calls and messages it may be compressed (Compression)
    counts       INTEGER NOT NULL,               -- as what lists count it (CountedFact)
    checksum     INTEGER NOT NULL
);
CREATE UNIQUE INDEX fact_id ON fact (conversation, id);
CREATE INDEX fact_order ON fact (writer, sequence);

-- Turns. Those of a conversation are numbered in the order of their first arrival, from any opening: that is their order, and never changes.
CREATE TABLE turn (
    no             INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation   INTEGER NOT NULL REFERENCES conversation,
    id             TEXT NOT NULL,
    writer         INTEGER NOT NULL REFERENCES writer,
    sequence       INTEGER NOT NULL,             -- its position among the records of the writer
    revision       INTEGER NOT NULL,             -- the highest one is kept
    started        INTEGER NOT NULL,
    ended          INTEGER,
    latency        INTEGER,
    failed         INTEGER NOT NULL,
    error_type     TEXT,
    model          TEXT,                         -- null where no usage was reported
    input_tokens   INTEGER,
    output_tokens  INTEGER,
    total_tokens   INTEGER,                      -- null where it is the sum of both, and where not known
    cost           TEXT,                         -- a decimal number; in several currencies their sums, as JSON without a currency
    currency       TEXT,
    first_token    INTEGER,                      -- the time until then
    speech_to_text INTEGER,                      -- how long its stages took (TurnStages); null where not known
    model_took     INTEGER,
    functions_took INTEGER,
    text_to_speech INTEGER,
    first_byte     INTEGER,                      -- with it, else the latency, the response time (TurnPayload)
    user_input     TEXT NOT NULL,                -- as shown
    agent_response TEXT NOT NULL,                -- as shown
    details        TEXT,                         -- what few turns have: parts of the token counts, what the user heard (as shown); a JSON object, null for none
    flags          INTEGER NOT NULL,             -- what of it is personal, and what there is (TurnPayload)
    in_block       INTEGER NOT NULL DEFAULT 0,   -- whether what is personal is in a pii_block, and not in pii
    leads          INTEGER NOT NULL DEFAULT 1,   -- whether the conversation is found by the model along this turn: along one of each model
    is_indexed     INTEGER NOT NULL DEFAULT 0,   -- whether the text index holds it
    checksum       INTEGER NOT NULL
);
CREATE UNIQUE INDEX turn_id ON turn (conversation, id);
CREATE INDEX turn_model ON turn (model, conversation) WHERE leads = 1 AND model IS NOT NULL;

-- Function events, in the order of their first arrival.
CREATE TABLE call (
    no           INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation INTEGER NOT NULL REFERENCES conversation,
    id           TEXT NOT NULL,
    writer       INTEGER NOT NULL REFERENCES writer,
    sequence     INTEGER NOT NULL,               -- its position among the records of the writer
    revision     INTEGER NOT NULL,               -- the highest one is kept
    name         TEXT NOT NULL,
    started      INTEGER NOT NULL,
    duration     INTEGER,
    outcome      INTEGER,                        -- null while it runs; 0 completed, 1 failed, 2 abandoned, 3 canceled
    error_type   TEXT,                           -- as in the payload: lists are filtered by it
    losses       INTEGER NOT NULL DEFAULT 0,     -- whether entries were dropped or truncated: 1 personal ones only, 2 also others
    unobserved   INTEGER NOT NULL DEFAULT 0,     -- whether nothing saw it run, as in the payload
    payload      TEXT NOT NULL,                  -- its visible part, as JSON
    in_block     INTEGER NOT NULL DEFAULT 0,     -- whether what is personal is in a pii_block, and not in pii
    leads        INTEGER NOT NULL DEFAULT 1,     -- whether the conversation is found by the name along this call: along one of each name
    checksum     INTEGER NOT NULL
);
CREATE UNIQUE INDEX call_known ON call (id, conversation);
CREATE INDEX call_conversation ON call (conversation);
CREATE INDEX call_name ON call (name, conversation) WHERE leads = 1;
CREATE INDEX call_error_type ON call (error_type, conversation) WHERE error_type IS NOT NULL;
CREATE INDEX call_outcome ON call (outcome, conversation) WHERE outcome > 1;

-- The rating of a turn by each source. One that was revoked keeps its row, without a rating, so that a late copy does not restore it.
CREATE TABLE feedback (
    no           INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation INTEGER NOT NULL REFERENCES conversation,
    turn_id      TEXT NOT NULL,
    source       INTEGER NOT NULL,               -- 0 user, 1 team
    rating       INTEGER,                        -- 0 like, 1 dislike; null where it was revoked
    reasons      TEXT,                           -- a line each
    created      INTEGER NOT NULL,
    has_comment  INTEGER NOT NULL,               -- whether there was a comment, which is in pii until it expires
    checksum     INTEGER NOT NULL
);
CREATE UNIQUE INDEX feedback_key ON feedback (conversation, turn_id, source);

-- Improved answers, whose text is in pii. One that was removed keeps its row, without the text, so that a late copy does not restore it.
CREATE TABLE annotation (
    no           INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation INTEGER NOT NULL REFERENCES conversation,
    id           BLOB NOT NULL,
    turn_id      TEXT NOT NULL,
    author       TEXT,
    created      INTEGER NOT NULL,
    removed      INTEGER NOT NULL,
    checksum     INTEGER NOT NULL
);
CREATE UNIQUE INDEX annotation_id ON annotation (conversation, id);

-- Notes of the team, whose text is in pii.
CREATE TABLE note (
    no           INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation INTEGER NOT NULL REFERENCES conversation,
    id           BLOB NOT NULL,
    author       TEXT,
    created      INTEGER NOT NULL,
    checksum     INTEGER NOT NULL
);
CREATE UNIQUE INDEX note_id ON note (conversation, id);

-- Scores and labels, and the rows by which lists find metrics, ratings and their reasons. The comment of a score is in pii.
CREATE TABLE score (
    no           INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation INTEGER NOT NULL REFERENCES conversation,
    id           BLOB NOT NULL,
    kind         INTEGER NOT NULL,               -- 0 number, 1 yes or no, 2 category, 3 label; 4 to 6 a metric (as 0 to 2), 7 a rating, 8 a reason of one
    name         TEXT NOT NULL,                  -- of a score or metric; the label, the reason
    value,                                       -- a number or a text; yes and a like are 1.0, no and a dislike are 0.0
    details      TEXT,                           -- the target of the score or label and its author, as JSON
    created      INTEGER NOT NULL,               -- of a metric, its place in the log
    removed      INTEGER NOT NULL,               -- the row of a removed one is kept, so that a late copy does not restore it
    checksum     INTEGER NOT NULL                -- 0 for kinds above 3, whose source records have one
);
CREATE UNIQUE INDEX score_id ON score (conversation, id);
CREATE INDEX score_name ON score (name, value, conversation) WHERE removed = 0;

-- Models with their providers: few, and named in every row of "model_call" and its index.
CREATE TABLE model (
    no       INTEGER PRIMARY KEY,
    name     TEXT NOT NULL,
    provider TEXT                                -- null where it was not reported
);
CREATE UNIQUE INDEX model_name ON model (name, ifnull(provider, x'00'));
CREATE INDEX model_provider ON model (provider) WHERE provider IS NOT NULL;

-- The values of model calls for filters and statistics: one row for each call, written with its beginning and completed with its end, in either order. Readers
-- read the facts; no column is personal.
CREATE TABLE model_call (
    no            INTEGER PRIMARY KEY,           -- that of the fact that came first, the beginning or the end
    conversation  INTEGER NOT NULL REFERENCES conversation,
    id            INTEGER NOT NULL,              -- a hash of the call's ID
    scope         INTEGER NOT NULL,
    model         INTEGER NOT NULL REFERENCES model,
    started       INTEGER NOT NULL,
    ended         INTEGER NOT NULL,              -- whether the end is known
    duration      INTEGER,
    first_token   INTEGER,                       -- the time until then
    outcome       INTEGER,                       -- as in call
    input_tokens  INTEGER,                       -- null where not known
    output_tokens INTEGER,
    total_tokens  INTEGER,                       -- null where it is the sum of both, and where not known
    cached_tokens INTEGER,
    cost          TEXT,                          -- a decimal number
    currency      TEXT                           -- null without a cost
);
CREATE UNIQUE INDEX model_call_id ON model_call (conversation, id);
CREATE INDEX model_call_started ON model_call (started);
CREATE INDEX model_call_model ON model_call (model, conversation);

-- Records that the store refused, whose content is in pii.
CREATE TABLE dead_letter (
    no           INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation INTEGER NOT NULL REFERENCES conversation,
    id           BLOB NOT NULL,
    kind         TEXT NOT NULL,                  -- of the record
    reason       TEXT NOT NULL,
    refused      INTEGER NOT NULL,
    checksum     INTEGER NOT NULL
);
CREATE UNIQUE INDEX dead_letter_id ON dead_letter (conversation, id);

-- Personal data that may change or is sealed individually, encrypted with the conversation's data key: one row for each record that has some.
CREATE TABLE pii (
    kind     INTEGER NOT NULL,                   -- 0 conversation (merged), 1 opening, 3 fact, 4 turn, 5 call, 6 feedback, 7 annotation, 8 note,
                                                 -- 9 dead letter, 10 score
    ref      INTEGER NOT NULL,                   -- the no of the record
    payload  BLOB NOT NULL,
    checksum INTEGER NOT NULL,                   -- of the payload as it is here
    PRIMARY KEY (kind, ref)
) WITHOUT ROWID;

-- The personal parts of entries (kind 2), and of turns and calls that have ended: those that one transaction writes of a conversation, encrypted together.
CREATE TABLE pii_block (
    no           INTEGER PRIMARY KEY,
    conversation INTEGER NOT NULL REFERENCES conversation,
    checksum     INTEGER NOT NULL,
    places       BLOB NOT NULL,                  -- of each payload its kind and ref as in pii, and its length (PayloadBlock)
    payload      BLOB NOT NULL                   -- the concatenated payloads, compressed before encryption if that made them shorter (Compression)
);
CREATE INDEX pii_block_conversation ON pii_block (conversation);

-- The work list of the background indexer: entries "first" to "last", by their numbers; or, if "last" is null, the turn "first", or the turns "first" to
-- "last_turn" that a conversation wrote together.
CREATE TABLE to_index (
    no        INTEGER PRIMARY KEY AUTOINCREMENT,
    first     INTEGER NOT NULL,
    last      INTEGER,
    last_turn INTEGER,                           -- null for one turn, and for entries
    since     INTEGER NOT NULL                   -- when it was written, for the lag
);

-- The conversations that each transaction wrote to, in the order of the commits, for live readers. Rows older than an hour are deleted, but never the last one.
CREATE TABLE arrival (
    no            INTEGER PRIMARY KEY,
    at            INTEGER NOT NULL,
    conversations BLOB NOT NULL,                 -- their numbers, as varints, each the difference from the one before
    entries       INTEGER NOT NULL,              -- the last number in the order of arrival that was given to an entry
    due           INTEGER NOT NULL               -- which changes lists do not show yet: 0 none, 1 only those that not everyone may see, 2 others
);

-- Conversations whose rows could not be updated, for example because of a trigger that an operator added. They are retried, and health reports them.
CREATE TABLE set_aside (
    conversation INTEGER PRIMARY KEY
);

-- The text index. It contains the words of the documents' texts, of long ones only the beginning, and words for each field's key and value and for the time.
-- The text itself is only in its own table. A turn is a document, and up to 32 entries of one opening are one (DocumentNumber). Sixteen parts of the index
-- are merged at once instead of four, so that less is written again, and a search is hardly slower. The last line ensures that parts are merged in small steps,
-- and never all at once within one commit, which would delay writers.
CREATE VIRTUAL TABLE text_index USING fts5 (words, content = '', columnsize = 0, detail = none, tokenize = 'ascii');
INSERT INTO text_index (text_index, rank) VALUES ('automerge', 16);
INSERT INTO text_index (text_index, rank) VALUES ('crisismerge', 1000);

-- The words in the index. This table stores no data of its own.
CREATE VIRTUAL TABLE text_word USING fts5vocab (text_index, row);

-- The hours that have indexed documents, since 0001-01-01 in UTC.
CREATE TABLE text_hour (
    hour INTEGER PRIMARY KEY
);

-- Statistics of past days, counted once in the background. A transaction that changes the counted records of a day deletes the day's rows; until it is counted
-- again, reads use turns, calls and model calls. A process that counts a day first inserts a row without counts, and fills only that row: if something was
-- written in the meantime, the row no longer exists.
CREATE TABLE counted_day (
    kind     INTEGER NOT NULL,                   -- 0 turns, calls and model calls that started on the day; of conversations that started on
                                                 -- it: 1 function calls, 2 calls of endpoints, 3 model calls, 4 messages of errors
    day      INTEGER NOT NULL,
    dims     INTEGER NOT NULL,                   -- 0 in the first row: of all but debugging; else what a row is of
    claim    INTEGER NOT NULL,                   -- a random number, of the process that counts it
    counts   BLOB,                               -- null while they are counted
    checksum INTEGER
);
-- Not the primary key of a table without rowid: SQLite would read whole rows to compare keys.
CREATE UNIQUE INDEX counted_day_part ON counted_day (kind, day, dims);

-- Erased conversations, which are not written again.
CREATE TABLE tombstone (
    conversation_id TEXT PRIMARY KEY
) WITHOUT ROWID;

-- Erased users. Their conversations that were opened up to a time are not written again either.
CREATE TABLE erased_user (
    hash BLOB PRIMARY KEY,
    at   INTEGER NOT NULL                        -- that time
) WITHOUT ROWID;

-- Legal holds: neither erased nor expired. The conversation need not exist.
CREATE TABLE hold (
    conversation_id TEXT PRIMARY KEY,
    placed_by       TEXT NOT NULL,
    placed          INTEGER NOT NULL,
    reason          TEXT
) WITHOUT ROWID;

-- Removed conversations: they are in no list any more, and their rows are still to be deleted in parts. They have another ID by then, because theirs may be
-- reused.
CREATE TABLE removal (
    conversation INTEGER PRIMARY KEY,
    erasure      BLOB                            -- the erasure it is for; null where it expired
);

-- Data keys that are no longer needed here, and that are still to be destroyed in the keys file.
CREATE TABLE lost_key (
    no INTEGER PRIMARY KEY
);

-- The access log: who read personal data, as a chain of hashes (AccessChain).
CREATE TABLE access (
    no              INTEGER PRIMARY KEY AUTOINCREMENT,
    at              INTEGER NOT NULL,
    reader          TEXT NOT NULL,               -- the name that is shown
    subject         TEXT,                        -- which no two readers share
    kind            INTEGER NOT NULL,            -- 0 a conversation, 1 a list, 2 a log, 3 a look-up of a user or number, 4 a list of users
    conversation_id TEXT,                        -- null where it was not one conversation
    user_pseudonym  TEXT,                        -- for a list of users, which has a row for each user
    reason          TEXT,
    hash            BLOB                         -- over the row before it and this one
);
CREATE INDEX access_at ON access (at);
CREATE INDEX access_conversation ON access (conversation_id, no) WHERE conversation_id IS NOT NULL;

-- The beginning of the chain of reads, after the last one that expired, and its end. One row.
CREATE TABLE access_chain (
    no           INTEGER PRIMARY KEY,            -- 1
    removed      INTEGER NOT NULL,               -- the last read that expired
    removed_hash BLOB NOT NULL,
    last         INTEGER NOT NULL,               -- the last read
    last_hash    BLOB NOT NULL
);
INSERT INTO access_chain (no, removed, removed_hash, last, last_hash) VALUES (1, 0, zeroblob(32), 0, zeroblob(32));

-- Runs of retention and their results.
CREATE TABLE retention_run (
    id      BLOB PRIMARY KEY,
    started INTEGER NOT NULL,
    run     TEXT NOT NULL                        -- as JSON
) WITHOUT ROWID;
CREATE INDEX retention_run_started ON retention_run (started);

-- Documents of the team, such as saved views, without personal data. A version is replaced only by a writer that has read it.
CREATE TABLE team_document (
    kind       TEXT NOT NULL,
    id         TEXT NOT NULL,
    version    INTEGER NOT NULL,                 -- from 1
    updated    INTEGER NOT NULL,
    updated_by TEXT,
    body       TEXT NOT NULL,                    -- as JSON
    checksum   INTEGER NOT NULL,
    PRIMARY KEY (kind, id)
) WITHOUT ROWID;
