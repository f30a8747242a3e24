BEGIN; PRAGMA auto_vacuum = INCREMENTAL; PRAGMA application_id = 1129729092; COMMIT;
BEGIN;
PRAGMA user_version = 1;
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
CREATE TABLE access_chain (
    no           INTEGER PRIMARY KEY,            -- 1
    removed      INTEGER NOT NULL,               -- the last read that expired
    removed_hash BLOB NOT NULL,
    last         INTEGER NOT NULL,               -- the last read
    last_hash    BLOB NOT NULL
);
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
CREATE TABLE arrival (
    no            INTEGER PRIMARY KEY,
    at            INTEGER NOT NULL,
    conversations BLOB NOT NULL,                 -- their numbers, as varints, each the difference from the one before
    entries       INTEGER NOT NULL,              -- the last number in the order of arrival that was given to an entry
    due           INTEGER NOT NULL               -- which changes lists do not show yet: 0 none, 1 only those that not everyone may see, 2 others
);
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
CREATE TABLE counted_day (
    kind     INTEGER NOT NULL,                   -- 0 turns, calls and model calls that started on the day; 1 calls of conversations that started on it
    day      INTEGER NOT NULL,
    dims     INTEGER NOT NULL,                   -- 0 in the first row: of all but debugging; else what a row is of
    claim    INTEGER NOT NULL,                   -- a random number, of the process that counts it
    counts   BLOB,                               -- null while they are counted
    checksum INTEGER,
    PRIMARY KEY (kind, day, dims)
) WITHOUT ROWID;
CREATE TABLE dead_letter (
    no           INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation INTEGER NOT NULL REFERENCES conversation,
    id           BLOB NOT NULL,
    kind         TEXT NOT NULL,                  -- of the record
    reason       TEXT NOT NULL,
    refused      INTEGER NOT NULL,
    checksum     INTEGER NOT NULL
);
CREATE TABLE dims (
    no          INTEGER PRIMARY KEY,
    agent       TEXT NOT NULL,
    environment INTEGER NOT NULL,                -- 0 live, 1 pre-release, 2 sandbox, 3 debug
    channel     TEXT,
    account     TEXT
);
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
CREATE TABLE erased_user (
    hash BLOB PRIMARY KEY,
    at   INTEGER NOT NULL                        -- that time
) WITHOUT ROWID;
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
CREATE TABLE hold (
    conversation_id TEXT PRIMARY KEY,
    placed_by       TEXT NOT NULL,
    placed          INTEGER NOT NULL,
    reason          TEXT
) WITHOUT ROWID;
CREATE TABLE lost_key (
    no INTEGER PRIMARY KEY
);
CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE model (
    no       INTEGER PRIMARY KEY,
    name     TEXT NOT NULL,
    provider TEXT                                -- null where it was not reported
);
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
CREATE TABLE note (
    no           INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation INTEGER NOT NULL REFERENCES conversation,
    id           BLOB NOT NULL,
    author       TEXT,
    created      INTEGER NOT NULL,
    checksum     INTEGER NOT NULL
);
CREATE TABLE pii (
    kind     INTEGER NOT NULL,                   -- 0 conversation (merged), 1 opening, 3 fact, 4 turn, 5 call, 6 feedback, 7 annotation, 8 note,
                                                 -- 9 dead letter, 10 score
    ref      INTEGER NOT NULL,                   -- the no of the record
    payload  BLOB NOT NULL,
    checksum INTEGER NOT NULL,                   -- of the payload as it is here
    PRIMARY KEY (kind, ref)
) WITHOUT ROWID;
CREATE TABLE pii_block (
    no           INTEGER PRIMARY KEY,
    conversation INTEGER NOT NULL REFERENCES conversation,
    checksum     INTEGER NOT NULL,
    places       BLOB NOT NULL,                  -- of each payload its kind and ref as in pii, and its length (PayloadBlock)
    payload      BLOB NOT NULL                   -- the concatenated payloads, compressed before encryption if that made them shorter (Compression)
);
CREATE TABLE removal (
    conversation INTEGER PRIMARY KEY,
    erasure      BLOB                            -- the erasure it is for; null where it expired
);
CREATE TABLE retention_run (
    id      BLOB PRIMARY KEY,
    started INTEGER NOT NULL,
    run     TEXT NOT NULL                        -- as JSON
) WITHOUT ROWID;
CREATE TABLE scope (
    no           INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation INTEGER NOT NULL REFERENCES conversation,
    turn_id      TEXT,
    call_id      TEXT,
    checksum     INTEGER NOT NULL
);
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
CREATE TABLE set_aside (
    conversation INTEGER PRIMARY KEY
);
CREATE TABLE subject (
    kind         INTEGER NOT NULL,               -- 0 the user of an opening, 1 a number that called or was called, normalized, 2 an attribute and its value
    hash         BLOB NOT NULL,                  -- keyed
    conversation INTEGER NOT NULL REFERENCES conversation,
    PRIMARY KEY (kind, hash, conversation)
) WITHOUT ROWID;
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
CREATE TABLE text_hour (
    hour INTEGER PRIMARY KEY
);
CREATE TABLE to_index (
    no        INTEGER PRIMARY KEY AUTOINCREMENT,
    first     INTEGER NOT NULL,
    last      INTEGER,
    last_turn INTEGER,                           -- null for one turn, and for entries
    since     INTEGER NOT NULL                   -- when it was written, for the lag
);
CREATE TABLE tombstone (
    conversation_id TEXT PRIMARY KEY
) WITHOUT ROWID;
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
CREATE TABLE user (
    no        INTEGER PRIMARY KEY AUTOINCREMENT,
    hash      BLOB UNIQUE,                       -- null where no personal data of the user is left: nobody finds the user by the id then
    pseudonym TEXT NOT NULL UNIQUE               -- random
);
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
CREATE VIRTUAL TABLE text_index USING fts5 (words, content = '', columnsize = 0, detail = none, tokenize = 'ascii');
CREATE VIRTUAL TABLE text_word USING fts5vocab (text_index, row);
CREATE INDEX access_at ON access (at);
CREATE INDEX access_conversation ON access (conversation_id, no) WHERE conversation_id IS NOT NULL;
CREATE UNIQUE INDEX annotation_id ON annotation (conversation, id);
CREATE INDEX call_conversation ON call (conversation);
CREATE INDEX call_error_type ON call (error_type, conversation) WHERE error_type IS NOT NULL;
CREATE UNIQUE INDEX call_known ON call (id, conversation);
CREATE INDEX call_name ON call (name, conversation) WHERE leads = 1;
CREATE INDEX call_outcome ON call (outcome, conversation) WHERE outcome > 1;
CREATE INDEX conversation_a_errors ON conversation (listed, a_errors, id) WHERE listed IS NOT NULL;
CREATE INDEX conversation_a_last ON conversation (listed, a_last) WHERE listed IS NOT NULL;
CREATE INDEX conversation_created ON conversation (
    listed, created, dims, environment, channel, project, variant, language, direction, handoff, handoff_reason,
    v_problems, a_problems, running, model_calls, ended_model_calls, turns, cost, slowest, slowest_call,
    interrupted_turns, refused_turns, unobserved_calls, v_warnings, a_warnings,
    user_likes, user_dislikes, team_likes, team_dislikes, user_comments, team_comments, annotations, read_at) WHERE listed IS NOT NULL;
CREATE INDEX conversation_dims ON conversation (dims, listed, created) WHERE dims IS NOT NULL;
CREATE INDEX conversation_duration ON conversation (listed, v_duration) WHERE listed IS NOT NULL AND closed IS NOT NULL;
CREATE INDEX conversation_error_dims ON conversation (dims, created) WHERE v_errors > 0;
CREATE INDEX conversation_open_a_duration ON conversation (listed, a_duration) WHERE listed IS NOT NULL AND closed IS NULL;
CREATE INDEX conversation_open_tokens ON conversation (listed, tokens, id) WHERE listed IS NOT NULL AND closed IS NULL;
CREATE INDEX conversation_open_v_duration ON conversation (listed, v_duration) WHERE listed IS NOT NULL AND closed IS NULL;
CREATE INDEX conversation_span ON conversation (listed, span, created) WHERE listed IS NOT NULL;
CREATE INDEX conversation_tokens ON conversation (listed, tokens, id) WHERE listed IS NOT NULL AND closed IS NOT NULL;
CREATE INDEX conversation_unopened ON conversation (no) WHERE listed IS NULL;
CREATE INDEX conversation_v_errors ON conversation (listed, v_errors, id) WHERE listed IS NOT NULL;
CREATE INDEX conversation_v_last ON conversation (listed, v_last) WHERE listed IS NOT NULL;
CREATE UNIQUE INDEX dead_letter_id ON dead_letter (conversation, id);
CREATE INDEX dims_account ON dims (account) WHERE account IS NOT NULL;
CREATE UNIQUE INDEX dims_key ON dims (agent, environment, ifnull(channel, x'00'), ifnull(account, x'00'));
CREATE INDEX entry_error ON entry (no) WHERE kind = 2;
CREATE UNIQUE INDEX entry_no ON entry (no);
CREATE UNIQUE INDEX fact_id ON fact (conversation, id);
CREATE INDEX fact_order ON fact (writer, sequence);
CREATE UNIQUE INDEX feedback_key ON feedback (conversation, turn_id, source);
CREATE UNIQUE INDEX model_call_id ON model_call (conversation, id);
CREATE INDEX model_call_model ON model_call (model, conversation);
CREATE INDEX model_call_started ON model_call (started);
CREATE UNIQUE INDEX model_name ON model (name, ifnull(provider, x'00'));
CREATE INDEX model_provider ON model (provider) WHERE provider IS NOT NULL;
CREATE UNIQUE INDEX note_id ON note (conversation, id);
CREATE INDEX pii_block_conversation ON pii_block (conversation);
CREATE INDEX retention_run_started ON retention_run (started);
CREATE INDEX scope_key ON scope (conversation, checksum) WHERE no < 17592186044416;
CREATE UNIQUE INDEX score_id ON score (conversation, id);
CREATE INDEX score_name ON score (name, value, conversation) WHERE removed = 0;
CREATE INDEX subject_conversation ON subject (conversation);
CREATE UNIQUE INDEX turn_id ON turn (conversation, id);
CREATE INDEX turn_model ON turn (model, conversation) WHERE leads = 1 AND model IS NOT NULL;
CREATE UNIQUE INDEX writer_id ON writer (conversation, id);
CREATE INDEX writer_user ON writer (user) WHERE user IS NOT NULL;
DELETE FROM access;
INSERT INTO access ("no", "at", "reader", "subject", "kind", "conversation_id", "user_pseudonym", "reason", "hash") VALUES (1, 638713243200000000, 'ana', NULL, 0, 'talk', NULL, NULL, X'7F63D76B185DD41E7870198537E45372BC60BE2138F8C137D28AE0C95E677BFD');
DELETE FROM access_chain;
INSERT INTO access_chain ("no", "removed", "removed_hash", "last", "last_hash") VALUES (1, 0, X'0000000000000000000000000000000000000000000000000000000000000000', 1, X'7F63D76B185DD41E7870198537E45372BC60BE2138F8C137D28AE0C95E677BFD');
DELETE FROM annotation;
INSERT INTO annotation ("no", "conversation", "id", "turn_id", "author", "created", "removed", "checksum") VALUES (1, 1, X'EB960152F4E154823EDFFF08FD53C679', 'talk turn 2', 'team', 638713228200000000, 0, 728087302);
DELETE FROM arrival;
INSERT INTO arrival ("no", "at", "conversations", "entries", "due") VALUES (1, 639315813616928866, X'0202', 3, 0);
INSERT INTO arrival ("no", "at", "conversations", "entries", "due") VALUES (2, 639315813617706114, X'0204', 4, 0);
INSERT INTO arrival ("no", "at", "conversations", "entries", "due") VALUES (3, 639315813617753917, X'0206', 5, 0);
INSERT INTO arrival ("no", "at", "conversations", "entries", "due") VALUES (4, 639315813617803179, X'0208', 5, 0);
INSERT INTO arrival ("no", "at", "conversations", "entries", "due") VALUES (5, 639315813617817186, X'020A', 6, 0);
DELETE FROM call;
INSERT INTO call ("no", "conversation", "id", "writer", "sequence", "revision", "name", "started", "duration", "outcome", "error_type", "losses", "unobserved", "payload", "in_block", "leads", "checksum") VALUES (1, 1, 'talk call 3', 1, 3, 0, 'save_guest', 638713224000000000, 800000, 0, NULL, 0, 0, '{"turn":"talk turn 1","arguments":["guests","name"],"result":[["result","a table"]]}', 1, 1, 2962538602);
INSERT INTO call ("no", "conversation", "id", "writer", "sequence", "revision", "name", "started", "duration", "outcome", "error_type", "losses", "unobserved", "payload", "in_block", "leads", "checksum") VALUES (2, 1, 'talk call 4', 1, 4, 0, 'save_guest', 638713224000000000, NULL, 1, 'CrmException', 0, 0, '{"turn":"talk turn 2","error_type":"CrmException","error":true}', 1, 0, 3132574049);
INSERT INTO call ("no", "conversation", "id", "writer", "sequence", "revision", "name", "started", "duration", "outcome", "error_type", "losses", "unobserved", "payload", "in_block", "leads", "checksum") VALUES (3, 4, 'elsewhere call 2', 4, 2, 0, 'save_guest', 638713224000000000, NULL, 1, NULL, 0, 0, '{"turn":"elsewhere turn 1"}', 0, 1, 3881618641);
DELETE FROM conversation;
INSERT INTO conversation ("no", "id", "listed", "agent", "environment", "channel", "account", "project", "variant", "language", "direction", "handoff", "handoff_reason", "user", "dims", "known", "known_checksum", "created", "closed", "turns", "failed_turns", "interrupted_turns", "refused_turns", "tokens", "cost", "slowest", "slowest_call", "title", "title_in_pii", "outcomes", "failed_calls", "unobserved_calls", "running", "model_calls", "ended_model_calls", "failed_model_calls", "user_likes", "user_dislikes", "team_likes", "team_dislikes", "user_comments", "team_comments", "annotations", "read_by", "read_by_id", "read_at", "key", "pii_purged", "erasure_pending", "v_entries", "v_warnings", "v_errors", "a_entries", "a_warnings", "a_errors", "v_failed_responses", "a_failed_responses", "v_losses", "a_losses", "v_problems", "a_problems", "happened", "v_logged", "a_logged", "v_last", "a_last", "v_duration", "a_duration", "span", "counted_entries", "counted_facts") VALUES (1, 'talk', 1, 'bookings', 0, 'voice', 'acme', 'project of acme', NULL, 'en-GB', 0, NULL, NULL, 1, 1, '{"writer":"977c760a-64e5-c6bc-d5e3-cb0cc1f1844d","revision":0,"agent":"bookings","account":"acme","project":"project of acme","environment":0,"channel":"voice","direction":0,"language":"en-GB","opened":638713224000000000,"closed":638713260000000000,"user":true,"from":true,"attributes":["tier","city"]}', 2418160500, 638713224000000000, 638713260000000000, 2, 1, 0, 0, 352, 1200000, 9000000, 800000, 'I am [name], book a table', 1, 'cf', 1, 0, 0, 0, 0, 0, 1, 0, 0, 1, 1, 0, 1, 'team', NULL, 638713229400000000, 3535512707004237916, NULL, 0, 2, 0, 1, 3, 1, 1, 1, 1, 0, 0, 27, 27, 638713260000000000, 638713224000000000, 638713224000000000, 638713260000000000, 638713260000000000, 36000000000, 36000000000, 36000000000, 3, 3);
INSERT INTO conversation ("no", "id", "listed", "agent", "environment", "channel", "account", "project", "variant", "language", "direction", "handoff", "handoff_reason", "user", "dims", "known", "known_checksum", "created", "closed", "turns", "failed_turns", "interrupted_turns", "refused_turns", "tokens", "cost", "slowest", "slowest_call", "title", "title_in_pii", "outcomes", "failed_calls", "unobserved_calls", "running", "model_calls", "ended_model_calls", "failed_model_calls", "user_likes", "user_dislikes", "team_likes", "team_dislikes", "user_comments", "team_comments", "annotations", "read_by", "read_by_id", "read_at", "key", "pii_purged", "erasure_pending", "v_entries", "v_warnings", "v_errors", "a_entries", "a_warnings", "a_errors", "v_failed_responses", "a_failed_responses", "v_losses", "a_losses", "v_problems", "a_problems", "happened", "v_logged", "a_logged", "v_last", "a_last", "v_duration", "a_duration", "span", "counted_entries", "counted_facts") VALUES (2, 'plain', 1, 'bookings', 0, 'chat', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 2, '{"writer":"62e00e70-d3bc-aa46-fdd5-7f38bfe23d7d","revision":0,"agent":"bookings","environment":0,"channel":"chat","opened":638713230000000000}', 4175594419, 638713230000000000, NULL, 1, 0, 0, 0, 0, NULL, NULL, NULL, '', 0, '', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, NULL, NULL, NULL, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 638713230000000000, 638713224000000000, 638713224000000000, 638713230000000000, 638713230000000000, 0, 0, 36000000000, 4, 3);
INSERT INTO conversation ("no", "id", "listed", "agent", "environment", "channel", "account", "project", "variant", "language", "direction", "handoff", "handoff_reason", "user", "dims", "known", "known_checksum", "created", "closed", "turns", "failed_turns", "interrupted_turns", "refused_turns", "tokens", "cost", "slowest", "slowest_call", "title", "title_in_pii", "outcomes", "failed_calls", "unobserved_calls", "running", "model_calls", "ended_model_calls", "failed_model_calls", "user_likes", "user_dislikes", "team_likes", "team_dislikes", "user_comments", "team_comments", "annotations", "read_by", "read_by_id", "read_at", "key", "pii_purged", "erasure_pending", "v_entries", "v_warnings", "v_errors", "a_entries", "a_warnings", "a_errors", "v_failed_responses", "a_failed_responses", "v_losses", "a_losses", "v_problems", "a_problems", "happened", "v_logged", "a_logged", "v_last", "a_last", "v_duration", "a_duration", "span", "counted_entries", "counted_facts") VALUES (3, 'held', 1, 'bookings', 0, 'voice', NULL, NULL, NULL, 'en-GB', 0, NULL, NULL, 2, 3, '{"writer":"8eabe2a6-5e1d-4008-32c6-468e63cc2ec4","revision":0,"agent":"bookings","environment":0,"channel":"voice","direction":0,"language":"en-GB","opened":638713224000000000,"closed":638713260000000000,"user":true,"from":true,"attributes":["tier","city"]}', 606382729, 638713224000000000, 638713260000000000, 0, 0, 0, 0, 0, NULL, NULL, NULL, '', 0, '', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, NULL, 4676755418778411534, NULL, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 638713260000000000, NULL, 638713224000000000, 638713260000000000, 638713260000000000, 36000000000, 36000000000, 36000000000, 5, 3);
INSERT INTO conversation ("no", "id", "listed", "agent", "environment", "channel", "account", "project", "variant", "language", "direction", "handoff", "handoff_reason", "user", "dims", "known", "known_checksum", "created", "closed", "turns", "failed_turns", "interrupted_turns", "refused_turns", "tokens", "cost", "slowest", "slowest_call", "title", "title_in_pii", "outcomes", "failed_calls", "unobserved_calls", "running", "model_calls", "ended_model_calls", "failed_model_calls", "user_likes", "user_dislikes", "team_likes", "team_dislikes", "user_comments", "team_comments", "annotations", "read_by", "read_by_id", "read_at", "key", "pii_purged", "erasure_pending", "v_entries", "v_warnings", "v_errors", "a_entries", "a_warnings", "a_errors", "v_failed_responses", "a_failed_responses", "v_losses", "a_losses", "v_problems", "a_problems", "happened", "v_logged", "a_logged", "v_last", "a_last", "v_duration", "a_duration", "span", "counted_entries", "counted_facts") VALUES (4, 'elsewhere', 1, 'bookings', 0, 'voice', 'globex', 'project of globex', NULL, 'en-GB', 0, NULL, NULL, 1, 4, '{"writer":"0513aeee-01cb-c56b-fa7a-82730d280003","revision":0,"agent":"bookings","account":"globex","project":"project of globex","environment":0,"channel":"voice","direction":0,"language":"en-GB","opened":638713224000000000,"closed":638713260000000000,"user":true,"from":true,"attributes":["tier","city"]}', 473173974, 638713224000000000, 638713260000000000, 1, 0, 0, 0, 0, NULL, NULL, NULL, '', 0, 'f', 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, NULL, 2111442979715041789, NULL, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 2, 638713260000000000, NULL, NULL, 638713260000000000, 638713260000000000, 36000000000, 36000000000, 36000000000, 5, 3);
DELETE FROM counted_day;
DELETE FROM dead_letter;
INSERT INTO dead_letter ("no", "conversation", "id", "kind", "reason", "refused", "checksum") VALUES (1, 1, X'2708BFA2BFA346EBA1F37D08A9FE6378', 'entry', 'too large', 638713229400000000, 1803268923);
DELETE FROM dims;
INSERT INTO dims ("no", "agent", "environment", "channel", "account") VALUES (1, 'bookings', 0, 'voice', 'acme');
INSERT INTO dims ("no", "agent", "environment", "channel", "account") VALUES (2, 'bookings', 0, 'chat', NULL);
INSERT INTO dims ("no", "agent", "environment", "channel", "account") VALUES (3, 'bookings', 0, 'voice', NULL);
INSERT INTO dims ("no", "agent", "environment", "channel", "account") VALUES (4, 'bookings', 0, 'voice', 'globex');
DELETE FROM entry;
INSERT INTO entry ("arrival", "no", "scope", "kind", "time", "content", "fields", "masked", "checksum") VALUES (1, 268435461, 17592186109953, 0, 638713224000000000, 'validated inputs', CAST(X'7B22617474656D7074223A322C2270686F6E65223A222B31E280A6227D' AS TEXT), '["phone"]', 3630902251);
INSERT INTO entry ("arrival", "no", "scope", "kind", "time", "content", "fields", "masked", "checksum") VALUES (2, 4611686018695823366, 17592186109954, 5, 638713224000000000, NULL, NULL, NULL, 2794754865);
INSERT INTO entry ("arrival", "no", "scope", "kind", "time", "content", "fields", "masked", "checksum") VALUES (3, 268435463, 17592186109955, 2, 638713224000000000, 'CRM upsert failed', NULL, NULL, 1544283877);
INSERT INTO entry ("arrival", "no", "scope", "kind", "time", "content", "fields", "masked", "checksum") VALUES (4, 536870914, 0, 0, 638713224000000000, 'nothing personal here', NULL, NULL, 1736324304);
INSERT INTO entry ("arrival", "no", "scope", "kind", "time", "content", "fields", "masked", "checksum") VALUES (5, 4611686019232694273, 0, 4, 638713224000000000, NULL, NULL, NULL, 2350771271);
DELETE FROM erased_user;
DELETE FROM fact;
INSERT INTO fact ("no", "conversation", "id", "writer", "sequence", "scope", "kind", "time", "payload", "counts", "checksum") VALUES (1, 1, X'342F8EE8D98F3F3D768D538936FCB01A', 1, 7, 17592186109955, 0, 638713224000000000, '{"method":"GET","url":"https://crm.example/contacts?[redacted]","status":503,"elapsed":120000,"error_body":"[redacted]","fields":[]}', 3, 1249274597);
INSERT INTO fact ("no", "conversation", "id", "writer", "sequence", "scope", "kind", "time", "payload", "counts", "checksum") VALUES (2, 1, X'97961CAC074F2157838CA8311D3605F2', 1, 7, 0, 1, 638713224000000000, '{"change":0,"fields":[["language","[redacted]",null]]}', 1, 1046811839);
INSERT INTO fact ("no", "conversation", "id", "writer", "sequence", "scope", "kind", "time", "payload", "counts", "checksum") VALUES (3, 1, X'D05C6197A61F84D43794B9025FA48690', 1, 7, 0, 2, 638713224000000000, '{"write_once":false,"fields":[["confidence",7]]}', 1, 3436232549);
DELETE FROM feedback;
INSERT INTO feedback ("no", "conversation", "turn_id", "source", "rating", "reasons", "created", "has_comment", "checksum") VALUES (1, 1, 'talk turn 1', 0, 0, NULL, 638713227000000000, 1, 3589080025);
INSERT INTO feedback ("no", "conversation", "turn_id", "source", "rating", "reasons", "created", "has_comment", "checksum") VALUES (2, 1, 'talk turn 2', 1, 1, NULL, 638713227600000000, 0, 4254222892);
DELETE FROM hold;
INSERT INTO hold ("conversation_id", "placed_by", "placed", "reason") VALUES ('held', 'counsel', 638713242000000000, 'case 7');
DELETE FROM lost_key;
DELETE FROM meta;
INSERT INTO meta ("key", "value") VALUES ('keys_given', 4);
INSERT INTO meta ("key", "value") VALUES ('keys_id', X'02D065ED9F3D3D717DA29244951509A9');
INSERT INTO meta ("key", "value") VALUES ('ledger_applied', 2);
INSERT INTO meta ("key", "value") VALUES ('removals', 2);
INSERT INTO meta ("key", "value") VALUES ('shape', '0C1756C5E222A240FB17B7AE23533064');
INSERT INTO meta ("key", "value") VALUES ('traces', 1);
INSERT INTO meta ("key", "value") VALUES ('traces_cleaned', 1);
DELETE FROM model;
DELETE FROM model_call;
DELETE FROM note;
INSERT INTO note ("no", "conversation", "id", "author", "created", "checksum") VALUES (1, 1, X'44A0F04B0F68284187D24C08D1BA4F02', 'team', 638713228800000000, 2756365251);
DELETE FROM pii;
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (0, 1, X'F7E636A7BF41BEA67E3154F6B6FDE308ACB04067F488F156A8B54E10D86822A60DAAE9B30D76751F5A0FE5BEC3BA5873BB7DBD7F18F0242002D1893B66458A1EAA8DA77DA871117033A4E1099458002D5593BEDC980A363206248572020BEE6285F0482A01C34E4EB54AB9F350ED972B2FD68832FA67E7190116B38E1A3A70F7148354A41C2C0DDEC02B84EE155C28DF096EDC4CD2581C9B3CD1066C933C', 3840422752);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (0, 3, X'60D33B602BA62E55D031B4FF28BAA3E6C028BD15D98C1F827646A629C9ED25C110B3CFB09BC7952080285C17AE2296331DF3565D452D8EE5C136CBAE3605C42F0DC51883E4D8178E02BB94B31946E26143B439D639E039F5E1CA86A1B5FCBEECAF1040C136D9365206E1CC041158669DA7B5F52D5B6A87C8E55DF56B72', 3067367820);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (0, 4, X'B6FC9237DF76C22FAFB13E2040975C066794045750A77C017FA5C02F49657C40FB9B64D309BB5D859DFEBCD32EC186A205B36F14B4EFA09A7C2D583AABA9FC24DFDDF2190BB0A8EE2E236FF27F7C6CA788621779F9A7779F91033322C5C8ADFEDDF8B9B4118B622EEE117535CB5D6DA786E48DD68668A274B54453D0D0', 3054111026);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (1, 1, X'642A32C8FFF30584CC7DF334F4F487E1FF4384D4A797E39427F2F8AD118B0708E0836F40B80919D75B8650FCC5966FB4EEA151842F86335E1B44089A9DD8E9C70C08C98EDF540193DF3D22E55AD7918AC94BC34DC4AA92A775D81E47F0C376C5D65643FD51DDF9A874432921380BD2494B52F90361265E86FB8515591A', 2960184);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (1, 3, X'209EEE2832C9A7FC77291A2733FC1BE0E7403C780D444A6F12418CA6B949B55F33CC6073B7876C02340042014DFA6BBC846574C0C0FD6424762B0389CF1CBD00DE0EFEE68DEC21DCDE152584C08BED4D63518D0B073521CD9E521E556289654720F41E3EB7A8425176498610136ECB42455F87DE6B9CB7192E8AA03A1A', 1946306042);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (1, 4, X'54E8E03706F58D9B352017E5C11F423326ADB1025E2B93127D2F8FC11A5073AA0B44D9D06917FBCD2BD56288D9DBEA0D448DF299371DC90041A9B6626DAB3CB23549BDA9768979636228C233E31D34BDA6BBD68323D8FDC6EC70FC1EFBBA1308130973E71E666DB86C18F12AC1C0BAEE7EEFA0C1AB16F0156BBA880ECF', 4080821097);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (3, 1, X'D0FAD91B2EB9C3D2F41485F328E7A388AE1EC45F20AF06776CA52513F831D64B6408490B9613653C57AE586A86A98C920ED77A040DC5202F21ACC9A6C411565CD9C63DB7FDFB6909F0F872B04BC5DB5930553700597515BA69EB3C72FD8A9B14DAF595D61F0FE6A9876D59ADA75B744F0CE160E64D8451E84F859D556C20E471BCC108A462BF149CF3DEAB9764C9ED7980EBB8083D0D15128F3F03AC52A0405051C4F9', 4266756489);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (3, 2, X'7CB555BA556BFB25DD7F4CF5763E5694744943E731279FD9AFFD4EBE69A5DFA94CDA50968E3E31717E4C8EAA05838C4A30CF432A3EA6FD4A7F4F95761508E9A01C90', 1602106109);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (4, 2, X'BD35310105477FBD14ED5511B6ADB7677081902CBEBB8F032A242FACF8C82B0FAC90AD6024F44F31DA58294470414BF74D990C6624E81032', 535228350);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (6, 1, X'1C54DEFE688E7CBCB74F702BDA9ACDBF0417A121BE263BD76A51507367D7CB7F4126E95A4F4A6E86830ED2', 4195748772);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (7, 1, X'BF81867CE24D897887265C466E09E1C5A766EE83E9C992556080AECC20E3B4AED1984EA138F673745A7A2A70D8603725C6A5B18DEDBF56945F32D9', 2399516937);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (8, 1, X'AD28D22E1ED3659C978522B7D15810B4B0CCF7BA1E712C940D6C70809992BBA2B5CEE9A8F816891DCB', 3984453294);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (9, 1, X'47659E303EE8B7CA8D89181DF3D23E8F8053E5E8EA3918D910E38C0A3F7E9C2DD3C3C252C6F681EC1744', 556164852);
DELETE FROM pii_block;
INSERT INTO pii_block ("no", "conversation", "checksum", "places", "payload") VALUES (1, 1, 2021364124, X'080280010A02B4010A0252048A8080800254048280808080808080800156', X'A92E59C26E94CB523EB96256892471E5064D73376853F1F9911BCA5A989134320D395C2F4F5E0B7484C1B850BD00C1B5DDC96148D2D07AADD2470B9A10EB4F4EB7377FAA1688B0B57B8E4199B46E46B12C9271852FDA016C3EB93CB13C33870B56C5252B9275C959D7E86B00ABF05C7189A26FF85B821BEE8D00A04B2638E8159786625BF10FF06EA25F05A6D5E740752ABA16E5E263841C60FAC9CC9EE3C2D3D31E6F6363FBC954B3E6287E42296B92D3EC67622091EA0775EF5F12EBE3294B8B595253D4E75822C64BAAB4C1FDD299F85CD6B378FE9E3DBBAE6BA4DE322C951EEA142711483EDFB33760CF3E14');
INSERT INTO pii_block ("no", "conversation", "checksum", "places", "payload") VALUES (2, 3, 884076195, X'04828080808680808080015A', X'82893DAC3D7E09CC3691885F03E202089B0572AF1A969F2B4A0ADEE36E20BD2488ECDB0324F8CCBF3F3469C7075A5D099BCC36B5A3293DD4A9E2204B17D10F55ECDB473164EEED5840');
DELETE FROM removal;
DELETE FROM retention_run;
DELETE FROM scope;
INSERT INTO scope ("no", "conversation", "turn_id", "call_id", "checksum") VALUES (17592186109953, 1, 'talk turn 1', 'talk call 3', 687521122);
INSERT INTO scope ("no", "conversation", "turn_id", "call_id", "checksum") VALUES (17592186109954, 1, 'talk turn 1', NULL, 2551770702);
INSERT INTO scope ("no", "conversation", "turn_id", "call_id", "checksum") VALUES (17592186109955, 1, 'talk turn 2', NULL, 2176311911);
DELETE FROM score;
INSERT INTO score ("no", "conversation", "id", "kind", "name", "value", "details", "created", "removed", "checksum") VALUES (1, 1, X'9703217AD563683212247D7DFEDAF4A8', 4, 'confidence', 7, NULL, 268435463, 0, 0);
INSERT INTO score ("no", "conversation", "id", "kind", "name", "value", "details", "created", "removed", "checksum") VALUES (2, 1, X'5E05FA4B1CCF57DD0000000000000000', 7, 'rating', 1, NULL, 638713227000000000, 0, 0);
INSERT INTO score ("no", "conversation", "id", "kind", "name", "value", "details", "created", "removed", "checksum") VALUES (3, 1, X'7CC42AAEE620B2B20000000000000000', 7, 'rating', 0, NULL, 638713227600000000, 0, 0);
DELETE FROM set_aside;
DELETE FROM subject;
INSERT INTO subject ("kind", "hash", "conversation") VALUES (0, X'2CA089BDD1C1362301B7CABBFB992A4BE8F6D4DC96D756C8342B9DDB46E69281', 1);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (0, X'2CA089BDD1C1362301B7CABBFB992A4BE8F6D4DC96D756C8342B9DDB46E69281', 4);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (0, X'6C848DA1B51E4D9A0649C9ACB9903917021B49F7215B0B966D1424B989A4124E', 3);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (1, X'487ACF4DB96270D26A46DC00CA0FE5672FA58E419D0C3D1B764A522776CB755B', 1);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (1, X'487ACF4DB96270D26A46DC00CA0FE5672FA58E419D0C3D1B764A522776CB755B', 3);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (1, X'487ACF4DB96270D26A46DC00CA0FE5672FA58E419D0C3D1B764A522776CB755B', 4);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (2, X'0583602E33237247A156858DD5E57E17D012F39758DFBF93A77B7D6E9468A8FA', 1);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (2, X'0583602E33237247A156858DD5E57E17D012F39758DFBF93A77B7D6E9468A8FA', 3);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (2, X'0583602E33237247A156858DD5E57E17D012F39758DFBF93A77B7D6E9468A8FA', 4);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (2, X'CE477C426A5CDC1D5CCFE242E5A592DE444550428E99BD1430CD7B2E68DF99D3', 1);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (2, X'CE477C426A5CDC1D5CCFE242E5A592DE444550428E99BD1430CD7B2E68DF99D3', 3);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (2, X'CE477C426A5CDC1D5CCFE242E5A592DE444550428E99BD1430CD7B2E68DF99D3', 4);
DELETE FROM team_document;
DELETE FROM text_hour;
INSERT INTO text_hour ("hour") VALUES (17742034);
DELETE FROM text_index_config;
INSERT INTO text_index_config ("k", "v") VALUES ('automerge', 16);
INSERT INTO text_index_config ("k", "v") VALUES ('crisismerge', 1000);
INSERT INTO text_index_config ("k", "v") VALUES ('version', 4);
DELETE FROM text_index_data;
INSERT INTO text_index_data ("id", "block") VALUES (1, X'041B');
INSERT INTO text_index_data ("id", "block") VALUES (10, X'000000020101010001010101');
INSERT INTO text_index_data ("id", "block") VALUES (137438953473, X'000000C102303281000101610302016D0302026E64050104626F6F6B03010363726D81000104646F6E650301066661696C6564810001046865726582000101690302056E70757473810001046E616D650302066F7468696E6782000108706572736F6E616C820001057461626C650302076F6D6F72726F770501067570736572748100010976616C6964617465648100010FEE80807837647776336472726775708100030982313737343230333403027B810003078335353434333803027B810004050404050707070A080409070A0C080A0A0D1310');
DELETE FROM text_index_idx;
INSERT INTO text_index_idx ("segid", "term", "pgno") VALUES (1, X'', 2);
DELETE FROM to_index;
DELETE FROM tombstone;
INSERT INTO tombstone ("conversation_id") VALUES ('erased');
DELETE FROM turn;
INSERT INTO turn ("no", "conversation", "id", "writer", "sequence", "revision", "started", "ended", "latency", "failed", "error_type", "model", "input_tokens", "output_tokens", "total_tokens", "cost", "currency", "first_token", "speech_to_text", "model_took", "functions_took", "text_to_speech", "first_byte", "user_input", "agent_response", "details", "flags", "in_block", "leads", "is_indexed", "checksum") VALUES (1, 1, 'talk turn 1', 1, 1, 0, 638713224600000000, 638713225200000000, 9000000, 0, NULL, 'gpt-x', 310, 42, NULL, '0.00120', 'EUR', 2500000, NULL, NULL, NULL, NULL, NULL, 'I am [name], book a table', 'Done.', NULL, 517, 1, 1, 1, 4255497281);
INSERT INTO turn ("no", "conversation", "id", "writer", "sequence", "revision", "started", "ended", "latency", "failed", "error_type", "model", "input_tokens", "output_tokens", "total_tokens", "cost", "currency", "first_token", "speech_to_text", "model_took", "functions_took", "text_to_speech", "first_byte", "user_input", "agent_response", "details", "flags", "in_block", "leads", "is_indexed", "checksum") VALUES (2, 1, 'talk turn 2', 1, 2, 0, 638713225800000000, NULL, NULL, 1, 'System.InvalidOperationException', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'And tomorrow?', '', NULL, 524, 0, 0, 1, 427125670);
INSERT INTO turn ("no", "conversation", "id", "writer", "sequence", "revision", "started", "ended", "latency", "failed", "error_type", "model", "input_tokens", "output_tokens", "total_tokens", "cost", "currency", "first_token", "speech_to_text", "model_took", "functions_took", "text_to_speech", "first_byte", "user_input", "agent_response", "details", "flags", "in_block", "leads", "is_indexed", "checksum") VALUES (3, 2, 'plain turn 1', 2, 1, 0, 638713230000000000, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '', '', NULL, 0, 0, 0, 0, 142212567);
INSERT INTO turn ("no", "conversation", "id", "writer", "sequence", "revision", "started", "ended", "latency", "failed", "error_type", "model", "input_tokens", "output_tokens", "total_tokens", "cost", "currency", "first_token", "speech_to_text", "model_took", "functions_took", "text_to_speech", "first_byte", "user_input", "agent_response", "details", "flags", "in_block", "leads", "is_indexed", "checksum") VALUES (4, 4, 'elsewhere turn 1', 4, 1, 0, 638713236000000000, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '', '', NULL, 0, 0, 0, 0, 3007696920);
DELETE FROM user;
INSERT INTO user ("no", "hash", "pseudonym") VALUES (1, X'2CA089BDD1C1362301B7CABBFB992A4BE8F6D4DC96D756C8342B9DDB46E69281', 'user-04943b3159d9');
INSERT INTO user ("no", "hash", "pseudonym") VALUES (2, X'6C848DA1B51E4D9A0649C9ACB9903917021B49F7215B0B966D1424B989A4124E', 'user-616fb16c10d8');
DELETE FROM writer;
INSERT INTO writer ("no", "conversation", "id", "id_checksum", "revision", "user", "opened", "closed", "opening", "checksum") VALUES (1, 1, X'977C760A64E5C6BCD5E3CB0CC1F1844D', 504133818, 0, 1, 638713224000000000, 638713260000000000, '{"writer":"977c760a-64e5-c6bc-d5e3-cb0cc1f1844d","revision":0,"agent":"bookings","account":"acme","project":"project of acme","environment":0,"channel":"voice","direction":0,"language":"en-GB","opened":638713224000000000,"closed":638713260000000000,"user":true,"from":true,"attributes":["tier","city"]}', 2418160500);
INSERT INTO writer ("no", "conversation", "id", "id_checksum", "revision", "user", "opened", "closed", "opening", "checksum") VALUES (2, 2, X'62E00E70D3BCAA46FDD57F38BFE23D7D', 93011510, 0, NULL, 638713230000000000, NULL, '{"writer":"62e00e70-d3bc-aa46-fdd5-7f38bfe23d7d","revision":0,"agent":"bookings","environment":0,"channel":"chat","opened":638713230000000000}', 4175594419);
INSERT INTO writer ("no", "conversation", "id", "id_checksum", "revision", "user", "opened", "closed", "opening", "checksum") VALUES (3, 3, X'8EABE2A65E1D400832C6468E63CC2EC4', 1869579767, 0, 2, 638713224000000000, 638713260000000000, '{"writer":"8eabe2a6-5e1d-4008-32c6-468e63cc2ec4","revision":0,"agent":"bookings","environment":0,"channel":"voice","direction":0,"language":"en-GB","opened":638713224000000000,"closed":638713260000000000,"user":true,"from":true,"attributes":["tier","city"]}', 606382729);
INSERT INTO writer ("no", "conversation", "id", "id_checksum", "revision", "user", "opened", "closed", "opening", "checksum") VALUES (4, 4, X'0513AEEE01CBC56BFA7A82730D280003', 1584792377, 0, 1, 638713224000000000, 638713260000000000, '{"writer":"0513aeee-01cb-c56b-fa7a-82730d280003","revision":0,"agent":"bookings","account":"globex","project":"project of globex","environment":0,"channel":"voice","direction":0,"language":"en-GB","opened":638713224000000000,"closed":638713260000000000,"user":true,"from":true,"attributes":["tier","city"]}', 473173974);
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence ("name", "seq") VALUES ('access', 1);
INSERT INTO sqlite_sequence ("name", "seq") VALUES ('annotation', 1);
INSERT INTO sqlite_sequence ("name", "seq") VALUES ('call', 3);
INSERT INTO sqlite_sequence ("name", "seq") VALUES ('conversation', 5);
INSERT INTO sqlite_sequence ("name", "seq") VALUES ('dead_letter', 1);
INSERT INTO sqlite_sequence ("name", "seq") VALUES ('fact', 3);
INSERT INTO sqlite_sequence ("name", "seq") VALUES ('feedback', 2);
INSERT INTO sqlite_sequence ("name", "seq") VALUES ('note', 1);
INSERT INTO sqlite_sequence ("name", "seq") VALUES ('scope', 17592186109955);
INSERT INTO sqlite_sequence ("name", "seq") VALUES ('score', 3);
INSERT INTO sqlite_sequence ("name", "seq") VALUES ('to_index', 4);
INSERT INTO sqlite_sequence ("name", "seq") VALUES ('turn', 4);
INSERT INTO sqlite_sequence ("name", "seq") VALUES ('user', 3);
INSERT INTO sqlite_sequence ("name", "seq") VALUES ('writer', 5);
COMMIT;
