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
    due           INTEGER NOT NULL               -- what lists show changed: 0 nothing, or it is written already; 1 only what not everyone may see; 2 more
);
CREATE TABLE call (
    no           INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation INTEGER NOT NULL REFERENCES conversation,
    id           TEXT NOT NULL,
    writer       INTEGER NOT NULL REFERENCES writer,
    sequence     INTEGER NOT NULL,               -- its place among what the writer wrote
    revision     INTEGER NOT NULL,               -- the highest one stays
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
    cost               INTEGER,                  -- in billionths of the currency in which it costs most; null where no turn has a cost
    slowest            INTEGER,                  -- the longest response time of a turn
    slowest_call       INTEGER,                  -- the longest duration of a call that has ended
    title              TEXT,                     -- as shown; null where nothing of it may be
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
    v_logged           INTEGER,                  -- the latest time of what is logged
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
    dims     INTEGER NOT NULL,                   -- 0 in the first row: of all, of kind 0 without debugging; else what a row of kind 0 is of
    claim    INTEGER NOT NULL,                   -- a random number, of the process that counts it
    cells    BLOB,                               -- null while they are counted
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
    payload      BLOB NOT NULL                   -- one behind the other, compressed before they were encrypted where that made them shorter (Compression)
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
    details      TEXT,                           -- what is scored or labeled and by whom, as JSON
    created      INTEGER NOT NULL,               -- of a metric, its place in the log
    removed      INTEGER NOT NULL,               -- one that was removed stays, so that a late copy of it does not bring it back
    checksum     INTEGER NOT NULL                -- 0 for kinds above 3: what they are made of has one
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
CREATE TABLE text_day (
    kind INTEGER NOT NULL,                       -- 0 entries, 1 turns
    day  INTEGER NOT NULL,
    PRIMARY KEY (kind, day)
) WITHOUT ROWID;
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
    sequence       INTEGER NOT NULL,             -- its place among what the writer wrote
    revision       INTEGER NOT NULL,             -- the highest one stays
    started        INTEGER NOT NULL,
    ended          INTEGER,
    latency        INTEGER,
    failed         INTEGER NOT NULL,
    error_type     TEXT,
    model          TEXT,                         -- null where no usage was reported
    input_tokens   INTEGER,
    output_tokens  INTEGER,
    total_tokens   INTEGER,                      -- null where it is the sum of both, and where not known
    cost           TEXT,                         -- a decimal number
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
    is_indexed     INTEGER NOT NULL DEFAULT 0,   -- whether turn_text holds it
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
    user         INTEGER REFERENCES user,        -- whom the opening named
    opened       INTEGER,
    closed       INTEGER,                        -- null while it is open
    opening      TEXT,                           -- its visible part, as JSON
    checksum     INTEGER                         -- of "opening"
);
CREATE VIRTUAL TABLE entry_text USING fts5 (tokens, content = '', columnsize = 0, detail = none, tokenize = 'ascii');
CREATE VIRTUAL TABLE turn_text USING fts5 (tokens, content = '', columnsize = 0, detail = none, tokenize = 'ascii');
CREATE INDEX access_at ON access (at);
CREATE INDEX access_conversation ON access (conversation_id, no) WHERE conversation_id IS NOT NULL;
CREATE UNIQUE INDEX annotation_id ON annotation (conversation, id);
CREATE INDEX call_error_type ON call (error_type, conversation) WHERE error_type IS NOT NULL;
CREATE UNIQUE INDEX call_known ON call (id, conversation);
CREATE INDEX call_name ON call (name, conversation) WHERE leads = 1;
CREATE INDEX call_order ON call (conversation, writer, sequence);
CREATE INDEX call_outcome ON call (outcome, conversation) WHERE outcome > 1;
CREATE INDEX conversation_a_errors ON conversation (listed, a_errors, id) WHERE listed IS NOT NULL;
CREATE INDEX conversation_a_last ON conversation (listed, a_last) WHERE listed IS NOT NULL;
CREATE INDEX conversation_created ON conversation (
    listed, created, dims, environment, channel, project, variant, language, direction, handoff,
    v_problems, a_problems, running, model_calls, ended_model_calls, turns, cost, slowest, slowest_call,
    interrupted_turns, refused_turns, unobserved_calls, v_warnings, a_warnings,
    user_likes, user_dislikes, team_likes, team_dislikes, annotations, read_at) WHERE listed IS NOT NULL;
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
INSERT INTO access ("no", "at", "reader", "subject", "kind", "conversation_id", "reason", "hash") VALUES (1, 638713243200000000, 'ana', NULL, 0, 'talk', NULL, X'5B02F0D7604799AAA4DE6F48D394BF63C0E858076400203D10F2E7BB07FAC517');
DELETE FROM access_chain;
INSERT INTO access_chain ("no", "removed", "removed_hash", "last", "last_hash") VALUES (1, 0, X'0000000000000000000000000000000000000000000000000000000000000000', 1, X'5B02F0D7604799AAA4DE6F48D394BF63C0E858076400203D10F2E7BB07FAC517');
DELETE FROM annotation;
INSERT INTO annotation ("no", "conversation", "id", "turn_id", "author", "created", "removed", "checksum") VALUES (1, 1, X'EB960152F4E154823EDFFF08FD53C679', 'talk turn 2', 'team', 638713228200000000, 0, 728087302);
DELETE FROM arrival;
INSERT INTO arrival ("no", "at", "conversations", "entries", "due") VALUES (1, 639314685758547058, X'0202', 3, 0);
INSERT INTO arrival ("no", "at", "conversations", "entries", "due") VALUES (2, 639314685761543151, X'0204', 4, 0);
INSERT INTO arrival ("no", "at", "conversations", "entries", "due") VALUES (3, 639314685761869982, X'0206', 5, 0);
INSERT INTO arrival ("no", "at", "conversations", "entries", "due") VALUES (4, 639314685762045643, X'0208', 5, 0);
INSERT INTO arrival ("no", "at", "conversations", "entries", "due") VALUES (5, 639314685762070036, X'020A', 6, 0);
DELETE FROM call;
INSERT INTO call ("no", "conversation", "id", "writer", "sequence", "revision", "name", "started", "duration", "outcome", "error_type", "losses", "unobserved", "payload", "in_block", "leads", "checksum") VALUES (1, 1, 'talk call 3', 1, 3, 0, 'save_guest', 638713224000000000, 800000, 0, NULL, 0, 0, '{"turn":"talk turn 1","arguments":["guests","name"],"result":[["result","a table"]]}', 1, 1, 2962538602);
INSERT INTO call ("no", "conversation", "id", "writer", "sequence", "revision", "name", "started", "duration", "outcome", "error_type", "losses", "unobserved", "payload", "in_block", "leads", "checksum") VALUES (2, 1, 'talk call 4', 1, 4, 0, 'save_guest', 638713224000000000, NULL, 1, 'CrmException', 0, 0, '{"turn":"talk turn 2","error_type":"CrmException","error":true}', 1, 0, 3132574049);
INSERT INTO call ("no", "conversation", "id", "writer", "sequence", "revision", "name", "started", "duration", "outcome", "error_type", "losses", "unobserved", "payload", "in_block", "leads", "checksum") VALUES (3, 4, 'elsewhere call 2', 4, 2, 0, 'save_guest', 638713224000000000, NULL, 1, NULL, 0, 0, '{"turn":"elsewhere turn 1"}', 0, 1, 3881618641);
DELETE FROM conversation;
INSERT INTO conversation ("no", "id", "listed", "agent", "environment", "channel", "account", "project", "variant", "language", "direction", "handoff", "handoff_reason", "user", "dims", "known", "known_checksum", "created", "closed", "turns", "failed_turns", "interrupted_turns", "refused_turns", "tokens", "cost", "slowest", "slowest_call", "title", "title_in_pii", "outcomes", "failed_calls", "unobserved_calls", "running", "model_calls", "ended_model_calls", "failed_model_calls", "user_likes", "user_dislikes", "team_likes", "team_dislikes", "user_comments", "team_comments", "annotations", "read_by", "read_at", "key", "pii_purged", "erasure_pending", "v_entries", "v_warnings", "v_errors", "a_entries", "a_warnings", "a_errors", "v_failed_responses", "a_failed_responses", "v_losses", "a_losses", "v_problems", "a_problems", "happened", "v_logged", "a_logged", "v_last", "a_last", "v_duration", "a_duration", "span", "counted_entries", "counted_facts") VALUES (1, 'talk', 1, 'bookings', 0, 'voice', 'acme', 'project of acme', NULL, 'en-GB', 0, NULL, NULL, 1, 1, '{"writer":"977c760a-64e5-c6bc-d5e3-cb0cc1f1844d","revision":0,"agent":"bookings","account":"acme","project":"project of acme","environment":0,"channel":"voice","direction":0,"language":"en-GB","opened":638713224000000000,"closed":638713260000000000,"user":true,"from":true,"attributes":["tier","city"]}', 2418160500, 638713224000000000, 638713260000000000, 2, 1, 0, 0, 352, 1200000, 9000000, 800000, 'I am [name], book a table', 1, 'cf', 1, 0, 0, 0, 0, 0, 1, 0, 0, 1, 1, 0, 1, 'team', 638713229400000000, 1569065561844056436, NULL, 0, 2, 0, 1, 3, 1, 1, 1, 1, 0, 0, 27, 27, 638713260000000000, 638713224000000000, 638713224000000000, 638713260000000000, 638713260000000000, 36000000000, 36000000000, 36000000000, 3, 3);
INSERT INTO conversation ("no", "id", "listed", "agent", "environment", "channel", "account", "project", "variant", "language", "direction", "handoff", "handoff_reason", "user", "dims", "known", "known_checksum", "created", "closed", "turns", "failed_turns", "interrupted_turns", "refused_turns", "tokens", "cost", "slowest", "slowest_call", "title", "title_in_pii", "outcomes", "failed_calls", "unobserved_calls", "running", "model_calls", "ended_model_calls", "failed_model_calls", "user_likes", "user_dislikes", "team_likes", "team_dislikes", "user_comments", "team_comments", "annotations", "read_by", "read_at", "key", "pii_purged", "erasure_pending", "v_entries", "v_warnings", "v_errors", "a_entries", "a_warnings", "a_errors", "v_failed_responses", "a_failed_responses", "v_losses", "a_losses", "v_problems", "a_problems", "happened", "v_logged", "a_logged", "v_last", "a_last", "v_duration", "a_duration", "span", "counted_entries", "counted_facts") VALUES (2, 'plain', 1, 'bookings', 0, 'chat', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 2, '{"writer":"62e00e70-d3bc-aa46-fdd5-7f38bfe23d7d","revision":0,"agent":"bookings","environment":0,"channel":"chat","opened":638713230000000000}', 4175594419, 638713230000000000, NULL, 1, 0, 0, 0, 0, NULL, NULL, NULL, '', 0, '', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, NULL, NULL, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 638713230000000000, 638713224000000000, 638713224000000000, 638713230000000000, 638713230000000000, 0, 0, 36000000000, 4, 3);
INSERT INTO conversation ("no", "id", "listed", "agent", "environment", "channel", "account", "project", "variant", "language", "direction", "handoff", "handoff_reason", "user", "dims", "known", "known_checksum", "created", "closed", "turns", "failed_turns", "interrupted_turns", "refused_turns", "tokens", "cost", "slowest", "slowest_call", "title", "title_in_pii", "outcomes", "failed_calls", "unobserved_calls", "running", "model_calls", "ended_model_calls", "failed_model_calls", "user_likes", "user_dislikes", "team_likes", "team_dislikes", "user_comments", "team_comments", "annotations", "read_by", "read_at", "key", "pii_purged", "erasure_pending", "v_entries", "v_warnings", "v_errors", "a_entries", "a_warnings", "a_errors", "v_failed_responses", "a_failed_responses", "v_losses", "a_losses", "v_problems", "a_problems", "happened", "v_logged", "a_logged", "v_last", "a_last", "v_duration", "a_duration", "span", "counted_entries", "counted_facts") VALUES (3, 'held', 1, 'bookings', 0, 'voice', NULL, NULL, NULL, 'en-GB', 0, NULL, NULL, 2, 3, '{"writer":"8eabe2a6-5e1d-4008-32c6-468e63cc2ec4","revision":0,"agent":"bookings","environment":0,"channel":"voice","direction":0,"language":"en-GB","opened":638713224000000000,"closed":638713260000000000,"user":true,"from":true,"attributes":["tier","city"]}', 606382729, 638713224000000000, 638713260000000000, 0, 0, 0, 0, 0, NULL, NULL, NULL, '', 0, '', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, 7392566383887100266, NULL, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 638713260000000000, NULL, 638713224000000000, 638713260000000000, 638713260000000000, 36000000000, 36000000000, 36000000000, 5, 3);
INSERT INTO conversation ("no", "id", "listed", "agent", "environment", "channel", "account", "project", "variant", "language", "direction", "handoff", "handoff_reason", "user", "dims", "known", "known_checksum", "created", "closed", "turns", "failed_turns", "interrupted_turns", "refused_turns", "tokens", "cost", "slowest", "slowest_call", "title", "title_in_pii", "outcomes", "failed_calls", "unobserved_calls", "running", "model_calls", "ended_model_calls", "failed_model_calls", "user_likes", "user_dislikes", "team_likes", "team_dislikes", "user_comments", "team_comments", "annotations", "read_by", "read_at", "key", "pii_purged", "erasure_pending", "v_entries", "v_warnings", "v_errors", "a_entries", "a_warnings", "a_errors", "v_failed_responses", "a_failed_responses", "v_losses", "a_losses", "v_problems", "a_problems", "happened", "v_logged", "a_logged", "v_last", "a_last", "v_duration", "a_duration", "span", "counted_entries", "counted_facts") VALUES (4, 'elsewhere', 1, 'bookings', 0, 'voice', 'globex', 'project of globex', NULL, 'en-GB', 0, NULL, NULL, 1, 4, '{"writer":"0513aeee-01cb-c56b-fa7a-82730d280003","revision":0,"agent":"bookings","account":"globex","project":"project of globex","environment":0,"channel":"voice","direction":0,"language":"en-GB","opened":638713224000000000,"closed":638713260000000000,"user":true,"from":true,"attributes":["tier","city"]}', 473173974, 638713224000000000, 638713260000000000, 1, 0, 0, 0, 0, NULL, NULL, NULL, '', 0, 'f', 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, 2627041973187187673, NULL, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 2, 638713260000000000, NULL, NULL, 638713260000000000, 638713260000000000, 36000000000, 36000000000, 36000000000, 5, 3);
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
DELETE FROM entry_text_config;
INSERT INTO entry_text_config ("k", "v") VALUES ('automerge', 8);
INSERT INTO entry_text_config ("k", "v") VALUES ('crisismerge', 1000);
INSERT INTO entry_text_config ("k", "v") VALUES ('version', 4);
DELETE FROM entry_text_data;
INSERT INTO entry_text_data ("id", "block") VALUES (1, X'0227');
INSERT INTO entry_text_data ("id", "block") VALUES (10, X'000000020101010001010101');
INSERT INTO entry_text_data ("id", "block") VALUES (137438953473, X'0000020B083030313834383132818080800081808080000106313131353530818080800081808080000107333675346661628180808000020637777A6C646281808080000107356274326C73618280808000020666737A6434648180808000010736366970666E63818080800002066576796570638280808000010737756271746C63828080800001076166763733616382808080000107637361726A636182808080000107646837716770628280808000010765633274766E62828080800002066475626177618180808000010767666F336C726281808080000206716E6A616D6481808080000206787078346F6382808080000107683736617278628280808000020663717665736381808080000206707679767A628180808000010769786467773761828080800001076A703466707062828080800001076B346468616663818080800002066C7278616A6182808080000206797678666B61818080800001076C696334706A6381808080000206766879647664818080800001076E346962776A6481808080000206776E6572336381808080000107717675783561638180808000010772696B376970638180808000010774366635747A6282808080000107776F377235786481808080000206763668666D648180808000010D7837647776336472726775706A81808080000206697637336661818080800001077962687A34686381808080000413120E0D0E0D0E0D0E0E0E0E0E0D0E0D0D0E0D0D0E0E0E0D0D0E0D0E0D0E0E0E0E0D140D');
DELETE FROM entry_text_idx;
INSERT INTO entry_text_idx ("segid", "term", "pgno") VALUES (1, X'', 2);
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
INSERT INTO meta ("key", "value") VALUES ('keys_id', X'C89DF52B9C9B3096EE1EEC59B06C8E94');
INSERT INTO meta ("key", "value") VALUES ('ledger_applied', 2);
INSERT INTO meta ("key", "value") VALUES ('removals', 2);
INSERT INTO meta ("key", "value") VALUES ('shape', '6D325E0211EBA9DB86BC773684A92363');
INSERT INTO meta ("key", "value") VALUES ('traces', 1);
INSERT INTO meta ("key", "value") VALUES ('traces_cleaned', 1);
DELETE FROM model;
DELETE FROM model_call;
DELETE FROM note;
INSERT INTO note ("no", "conversation", "id", "author", "created", "checksum") VALUES (1, 1, X'44A0F04B0F68284187D24C08D1BA4F02', 'team', 638713228800000000, 2756365251);
DELETE FROM pii;
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (0, 1, X'8DD5296980C24CF962AF8F5899FFF9DF3FEF2A342C17F89E57E57FBA826E51BF30EF34100B31855E6A9397D24FD279D9DAE690A38E80A6566BFDADAAAD61A881D9EE88333A581345EE13CD4E9E5A16DB52192CE7F78269938346B4D419CD4F7B7BC7742BB4F5770FFA0D276E7352D5F89947642994B924F30ED8C9A3793B4F343EB6A369AA44F9DF2FF161B4026649E1C2028D9EE273EBDAD4E08F9D855D', 3946574767);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (0, 3, X'982C66FB0F7F2E6DF33BE4095654CBCBB11B5001121494505A7D8C6B0D23ECEB7BC28349B55FE92D346437FDE34458C6F1B2F94A7E7EC2A00E3C417A45F0B39E6E590E848CF8DC1978B31CDB1EE31DF8EEDAC9F9964E63561F771E015872BA9D467F278176BD685C406780F46564C6440906DDD35C796DE8A52F65675E', 3166096931);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (0, 4, X'CC87FEE17A46141E330D6BD0BA4CF0D9AC961442112F8098234503467C77F5A767A4CB3C7C2451BFA0BA86B83EDE4BBAB2BF6D9F9BCCCD26BD5C6A53F3873ABB1C1220F4BD12B666E302D8F538F32CF02DA7C3775E07CA9A56DA6A400B08F67EDF09DC40C803005658033106B86A83044958CE7A22743AD1572AC3D771', 3017408279);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (1, 1, X'DC610E3BE33E65A4DDEE61D7853228993A09B5C2220B2CD160082E6C1AD9A0A8D7CA592226BF490395213EE43AB1DC14BDEED26DFBCA425B5C8EA908DF9AC22D05CA84F4A278585ACD3B6107500E9D41DB40E11E03C65AB62FDD00ACA729531963BD2F4F0019874DA614F3B0C7FF0134B0135C3E7EB940D3E1B03FB219', 2996287182);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (1, 3, X'FEA4B5D9D554952983D6DD5B612CA2D74BA5033DD54B18C6B167F60B6B9780B3781833E260AAEA107E85B9C4B8124630452C71C8ED7600DC45DB0BE96A31CA9C1A651AF5F909867E5104DADD825F4186ADFDFE8C83C2FB13EC78BAF9BD11CE545581325A0650C574EBBAA7636A406C8F9B78FBD33B4BB38819C9C4CDA0', 2067538541);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (1, 4, X'1DBB815F504DE578F5958CC88FD4067B8CEAA869CE958CF8DDF2A813C73C40E14F5F440C04FFE27D8698D420F01D78C227ED944F84236DC7EC0733C05442EA984210E5093A28BC0100B187B224B709427D728464F6FBD682B5B28162B974520FC66545D0F1197B0A0FCF865EBB898F8F7B41B6DAA447FC42D733D8C998', 4088792363);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (3, 1, X'8D20A4CB0D6A12BFA534FD5ACC385D251B91B274B5C2E375077AF354348E2E15EED83F0662D52999D31C941729C8E8544354C1309513D80B4EB5D67BB1C84DCB81D5671DB491778A2EF699FBA08DE2B5C40B4F86D28C0656C03E455327CF96488B3CFD944AC1841F8758BBDE624216E938BF042F8256BE0B2EFC05503AB9D4A913CE15DE0F5F150FA2237F6A753EA6A7E516D686FE34492D83290CAD3FB666B5B0FE3E', 3169336248);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (3, 2, X'1647DA85876ED26F90DF8A222C19FC9F7E9987B2620183E4F8DB8DB01161ED0F3BEE11E4B0EE769C5AC6D3DB4CA94FC520FC58DC06C96E8D3817B3B5092922903788', 3385100326);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (4, 2, X'1EBE8425A0232D335BD51B2C0D4F52CF3D2764D4ACA887EE9EBFABB6FC85A71550FA95CA4E5BDA111897EA7BE035969FC8EE6C44AAF9E2C8', 4220609209);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (6, 1, X'07D9B8C30A371291A452E95DEBFBB723DBDF746094CF6BD23CF352BD965593F0C2A861FE209891A1D7B633', 50041695);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (7, 1, X'EBADC25EC8A633CFFAD6BB4B38BA79BEF7A17B1CE575532627C636806FA660DA65AC9D2E6F5569276DFF10D0F0A062B63CE5199B0754A8E9FF0DE5', 1025565156);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (8, 1, X'9CA3629D704832DC501C5EF9F62D6B91C3686FB97ABB88D87C86472EA321DD65517F8759B8893604A4', 597110578);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (9, 1, X'63F0EF225E3E097AA41932E33437B5E7BD7A242409EEA4FD2AF75C1512F4F9356C17D09F9C20C0E563DB', 2316409337);
DELETE FROM pii_block;
INSERT INTO pii_block ("no", "conversation", "checksum", "places", "payload") VALUES (1, 1, 3158847134, X'080280010A02B4010A0252048A8080800254048280808080808080800156', X'89C282C2CFFA35CE2530CEEFCE69EE43B01CE3ECA7C829859E3E6B3B12CC1C9F14B186729AC82BDEDD7831F9D7353125347B2A1D0DD23E5DE5E964970130E071D381DDD28E07FA2019386123142F00575A7A03333246262AD6E15CAD16E940E4A773E8A8E17124FEB36D08347F74A8B8910FB72A8339122193EEAC06CAD0A79B701D6C56338EE4721BA9874ABAF8A84B8826AD9E52232E73AA375B7CA6E553AD56026CA2AA5ABA754D1248B27CD907AC0B9B1D9A3AF9F7492AB51D9CF9B1FEBE637454B4B9C5B234308030C343A5BF6E005D492FA00906A6154A0155E4B192DAD046E6E0329082004F3AE9783489');
INSERT INTO pii_block ("no", "conversation", "checksum", "places", "payload") VALUES (2, 3, 144395518, X'04828080808680808080015A', X'02612E2D9555AF77DFE42070A8B825560D0269B169D3A28FAC3DD22C043D53CD41770882AE20C5B82D980152168C1DAFCC26760BAC874269CD7B5D59AE97F96B1BD9618B026E15FE38');
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
INSERT INTO subject ("kind", "hash", "conversation") VALUES (0, X'5F620DC87615BD2C41164BC9992BDD32045744C201123D5477A86E7BAB495495', 1);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (0, X'5F620DC87615BD2C41164BC9992BDD32045744C201123D5477A86E7BAB495495', 4);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (0, X'9AF9B757FFA2190D1DA37C3945FC2E765539AE27D482856F344FD3BA479A996C', 3);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (1, X'8D9FBAA61A467BCDFFD27B68AF2D4480DA646C7D0624DACB58D5447213E629C9', 1);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (1, X'8D9FBAA61A467BCDFFD27B68AF2D4480DA646C7D0624DACB58D5447213E629C9', 3);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (1, X'8D9FBAA61A467BCDFFD27B68AF2D4480DA646C7D0624DACB58D5447213E629C9', 4);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (2, X'65066B08611141422FB55BA287D74EBB241337B169253C2FA8B0425477B5A801', 1);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (2, X'65066B08611141422FB55BA287D74EBB241337B169253C2FA8B0425477B5A801', 3);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (2, X'65066B08611141422FB55BA287D74EBB241337B169253C2FA8B0425477B5A801', 4);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (2, X'8A5655428199149FADCC7D1866F7A3A0A5C3CDCED480484B3EB891EBD305A52D', 1);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (2, X'8A5655428199149FADCC7D1866F7A3A0A5C3CDCED480484B3EB891EBD305A52D', 3);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (2, X'8A5655428199149FADCC7D1866F7A3A0A5C3CDCED480484B3EB891EBD305A52D', 4);
DELETE FROM team_document;
DELETE FROM text_day;
INSERT INTO text_day ("kind", "day") VALUES (0, 739251);
INSERT INTO text_day ("kind", "day") VALUES (1, 739251);
DELETE FROM to_index;
DELETE FROM tombstone;
INSERT INTO tombstone ("conversation_id") VALUES ('erased');
DELETE FROM turn;
INSERT INTO turn ("no", "conversation", "id", "writer", "sequence", "revision", "started", "ended", "latency", "failed", "error_type", "model", "input_tokens", "output_tokens", "total_tokens", "cost", "currency", "first_token", "speech_to_text", "model_took", "functions_took", "text_to_speech", "first_byte", "user_input", "agent_response", "details", "flags", "in_block", "leads", "is_indexed", "checksum") VALUES (1, 1, 'talk turn 1', 1, 1, 0, 638713224600000000, 638713225200000000, 9000000, 0, NULL, 'gpt-x', 310, 42, NULL, '0.00120', 'EUR', 2500000, NULL, NULL, NULL, NULL, NULL, 'I am [name], book a table', 'Done.', NULL, 517, 1, 1, 1, 4255497281);
INSERT INTO turn ("no", "conversation", "id", "writer", "sequence", "revision", "started", "ended", "latency", "failed", "error_type", "model", "input_tokens", "output_tokens", "total_tokens", "cost", "currency", "first_token", "speech_to_text", "model_took", "functions_took", "text_to_speech", "first_byte", "user_input", "agent_response", "details", "flags", "in_block", "leads", "is_indexed", "checksum") VALUES (2, 1, 'talk turn 2', 1, 2, 0, 638713225800000000, NULL, NULL, 1, 'System.InvalidOperationException', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'And tomorrow?', '', NULL, 524, 0, 0, 1, 427125670);
INSERT INTO turn ("no", "conversation", "id", "writer", "sequence", "revision", "started", "ended", "latency", "failed", "error_type", "model", "input_tokens", "output_tokens", "total_tokens", "cost", "currency", "first_token", "speech_to_text", "model_took", "functions_took", "text_to_speech", "first_byte", "user_input", "agent_response", "details", "flags", "in_block", "leads", "is_indexed", "checksum") VALUES (3, 2, 'plain turn 1', 2, 1, 0, 638713230000000000, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '', '', NULL, 0, 0, 0, 0, 142212567);
INSERT INTO turn ("no", "conversation", "id", "writer", "sequence", "revision", "started", "ended", "latency", "failed", "error_type", "model", "input_tokens", "output_tokens", "total_tokens", "cost", "currency", "first_token", "speech_to_text", "model_took", "functions_took", "text_to_speech", "first_byte", "user_input", "agent_response", "details", "flags", "in_block", "leads", "is_indexed", "checksum") VALUES (4, 4, 'elsewhere turn 1', 4, 1, 0, 638713236000000000, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '', '', NULL, 0, 0, 0, 0, 3007696920);
DELETE FROM turn_text_config;
INSERT INTO turn_text_config ("k", "v") VALUES ('automerge', 8);
INSERT INTO turn_text_config ("k", "v") VALUES ('crisismerge', 1000);
INSERT INTO turn_text_config ("k", "v") VALUES ('version', 4);
DELETE FROM turn_text_data;
INSERT INTO turn_text_data ("id", "block") VALUES (1, X'0217');
INSERT INTO turn_text_data ("id", "block") VALUES (10, X'000000020101010001010101');
INSERT INTO turn_text_data ("id", "block") VALUES (137438953473, X'000000D108303031383438313201010106313131353530010101073263647A676C620102066E696667736301010733336D6174626402020635683262786102010734746466656661010107657061653662610101076833753464376202020677363734646401010769676E70726F630201076B356137787362010107706F6D767633610101077163676936336302010772613773716161010107756478667A3361020206656F7833676201020671746D32346101010779796872687A620201077A706D75736E6301020673796F68796401040B0A0A090A090A0A0A090A0A0A0A0A0A09090A0A');
DELETE FROM turn_text_idx;
INSERT INTO turn_text_idx ("segid", "term", "pgno") VALUES (1, X'', 2);
DELETE FROM user;
INSERT INTO user ("no", "hash", "pseudonym") VALUES (1, X'5F620DC87615BD2C41164BC9992BDD32045744C201123D5477A86E7BAB495495', 'user-5bc063ce910f');
INSERT INTO user ("no", "hash", "pseudonym") VALUES (2, X'9AF9B757FFA2190D1DA37C3945FC2E765539AE27D482856F344FD3BA479A996C', 'user-d4db9429e799');
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
