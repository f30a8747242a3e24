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
INSERT INTO access ("no", "at", "reader", "subject", "kind", "conversation_id", "reason", "hash") VALUES (1, 638713243200000000, 'ana', NULL, 0, 'talk', NULL, X'5B02F0D7604799AAA4DE6F48D394BF63C0E858076400203D10F2E7BB07FAC517');
DELETE FROM access_chain;
INSERT INTO access_chain ("no", "removed", "removed_hash", "last", "last_hash") VALUES (1, 0, X'0000000000000000000000000000000000000000000000000000000000000000', 1, X'5B02F0D7604799AAA4DE6F48D394BF63C0E858076400203D10F2E7BB07FAC517');
DELETE FROM annotation;
INSERT INTO annotation ("no", "conversation", "id", "turn_id", "author", "created", "removed", "checksum") VALUES (1, 1, X'EB960152F4E154823EDFFF08FD53C679', 'talk turn 2', 'team', 638713228200000000, 0, 728087302);
DELETE FROM arrival;
INSERT INTO arrival ("no", "at", "conversations", "entries", "due") VALUES (1, 639314690057530418, X'0202', 3, 0);
INSERT INTO arrival ("no", "at", "conversations", "entries", "due") VALUES (2, 639314690058364599, X'0204', 4, 0);
INSERT INTO arrival ("no", "at", "conversations", "entries", "due") VALUES (3, 639314690058446372, X'0206', 5, 0);
INSERT INTO arrival ("no", "at", "conversations", "entries", "due") VALUES (4, 639314690058460170, X'0208', 5, 0);
INSERT INTO arrival ("no", "at", "conversations", "entries", "due") VALUES (5, 639314690058480967, X'020A', 6, 0);
DELETE FROM call;
INSERT INTO call ("no", "conversation", "id", "writer", "sequence", "revision", "name", "started", "duration", "outcome", "error_type", "losses", "unobserved", "payload", "in_block", "leads", "checksum") VALUES (1, 1, 'talk call 3', 1, 3, 0, 'save_guest', 638713224000000000, 800000, 0, NULL, 0, 0, '{"turn":"talk turn 1","arguments":["guests","name"],"result":[["result","a table"]]}', 1, 1, 2962538602);
INSERT INTO call ("no", "conversation", "id", "writer", "sequence", "revision", "name", "started", "duration", "outcome", "error_type", "losses", "unobserved", "payload", "in_block", "leads", "checksum") VALUES (2, 1, 'talk call 4', 1, 4, 0, 'save_guest', 638713224000000000, NULL, 1, 'CrmException', 0, 0, '{"turn":"talk turn 2","error_type":"CrmException","error":true}', 1, 0, 3132574049);
INSERT INTO call ("no", "conversation", "id", "writer", "sequence", "revision", "name", "started", "duration", "outcome", "error_type", "losses", "unobserved", "payload", "in_block", "leads", "checksum") VALUES (3, 4, 'elsewhere call 2', 4, 2, 0, 'save_guest', 638713224000000000, NULL, 1, NULL, 0, 0, '{"turn":"elsewhere turn 1"}', 0, 1, 3881618641);
DELETE FROM conversation;
INSERT INTO conversation ("no", "id", "listed", "agent", "environment", "channel", "account", "project", "variant", "language", "direction", "handoff", "handoff_reason", "user", "dims", "known", "known_checksum", "created", "closed", "turns", "failed_turns", "interrupted_turns", "refused_turns", "tokens", "cost", "slowest", "slowest_call", "title", "title_in_pii", "outcomes", "failed_calls", "unobserved_calls", "running", "model_calls", "ended_model_calls", "failed_model_calls", "user_likes", "user_dislikes", "team_likes", "team_dislikes", "user_comments", "team_comments", "annotations", "read_by", "read_at", "key", "pii_purged", "erasure_pending", "v_entries", "v_warnings", "v_errors", "a_entries", "a_warnings", "a_errors", "v_failed_responses", "a_failed_responses", "v_losses", "a_losses", "v_problems", "a_problems", "happened", "v_logged", "a_logged", "v_last", "a_last", "v_duration", "a_duration", "span", "counted_entries", "counted_facts") VALUES (1, 'talk', 1, 'bookings', 0, 'voice', 'acme', 'project of acme', NULL, 'en-GB', 0, NULL, NULL, 1, 1, '{"writer":"977c760a-64e5-c6bc-d5e3-cb0cc1f1844d","revision":0,"agent":"bookings","account":"acme","project":"project of acme","environment":0,"channel":"voice","direction":0,"language":"en-GB","opened":638713224000000000,"closed":638713260000000000,"user":true,"from":true,"attributes":["tier","city"]}', 2418160500, 638713224000000000, 638713260000000000, 2, 1, 0, 0, 352, 1200000, 9000000, 800000, 'I am [name], book a table', 1, 'cf', 1, 0, 0, 0, 0, 0, 1, 0, 0, 1, 1, 0, 1, 'team', 638713229400000000, 4734664934925321035, NULL, 0, 2, 0, 1, 3, 1, 1, 1, 1, 0, 0, 27, 27, 638713260000000000, 638713224000000000, 638713224000000000, 638713260000000000, 638713260000000000, 36000000000, 36000000000, 36000000000, 3, 3);
INSERT INTO conversation ("no", "id", "listed", "agent", "environment", "channel", "account", "project", "variant", "language", "direction", "handoff", "handoff_reason", "user", "dims", "known", "known_checksum", "created", "closed", "turns", "failed_turns", "interrupted_turns", "refused_turns", "tokens", "cost", "slowest", "slowest_call", "title", "title_in_pii", "outcomes", "failed_calls", "unobserved_calls", "running", "model_calls", "ended_model_calls", "failed_model_calls", "user_likes", "user_dislikes", "team_likes", "team_dislikes", "user_comments", "team_comments", "annotations", "read_by", "read_at", "key", "pii_purged", "erasure_pending", "v_entries", "v_warnings", "v_errors", "a_entries", "a_warnings", "a_errors", "v_failed_responses", "a_failed_responses", "v_losses", "a_losses", "v_problems", "a_problems", "happened", "v_logged", "a_logged", "v_last", "a_last", "v_duration", "a_duration", "span", "counted_entries", "counted_facts") VALUES (2, 'plain', 1, 'bookings', 0, 'chat', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 2, '{"writer":"62e00e70-d3bc-aa46-fdd5-7f38bfe23d7d","revision":0,"agent":"bookings","environment":0,"channel":"chat","opened":638713230000000000}', 4175594419, 638713230000000000, NULL, 1, 0, 0, 0, 0, NULL, NULL, NULL, '', 0, '', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, NULL, NULL, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 638713230000000000, 638713224000000000, 638713224000000000, 638713230000000000, 638713230000000000, 0, 0, 36000000000, 4, 3);
INSERT INTO conversation ("no", "id", "listed", "agent", "environment", "channel", "account", "project", "variant", "language", "direction", "handoff", "handoff_reason", "user", "dims", "known", "known_checksum", "created", "closed", "turns", "failed_turns", "interrupted_turns", "refused_turns", "tokens", "cost", "slowest", "slowest_call", "title", "title_in_pii", "outcomes", "failed_calls", "unobserved_calls", "running", "model_calls", "ended_model_calls", "failed_model_calls", "user_likes", "user_dislikes", "team_likes", "team_dislikes", "user_comments", "team_comments", "annotations", "read_by", "read_at", "key", "pii_purged", "erasure_pending", "v_entries", "v_warnings", "v_errors", "a_entries", "a_warnings", "a_errors", "v_failed_responses", "a_failed_responses", "v_losses", "a_losses", "v_problems", "a_problems", "happened", "v_logged", "a_logged", "v_last", "a_last", "v_duration", "a_duration", "span", "counted_entries", "counted_facts") VALUES (3, 'held', 1, 'bookings', 0, 'voice', NULL, NULL, NULL, 'en-GB', 0, NULL, NULL, 2, 3, '{"writer":"8eabe2a6-5e1d-4008-32c6-468e63cc2ec4","revision":0,"agent":"bookings","environment":0,"channel":"voice","direction":0,"language":"en-GB","opened":638713224000000000,"closed":638713260000000000,"user":true,"from":true,"attributes":["tier","city"]}', 606382729, 638713224000000000, 638713260000000000, 0, 0, 0, 0, 0, NULL, NULL, NULL, '', 0, '', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, 4606049166308662335, NULL, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 638713260000000000, NULL, 638713224000000000, 638713260000000000, 638713260000000000, 36000000000, 36000000000, 36000000000, 5, 3);
INSERT INTO conversation ("no", "id", "listed", "agent", "environment", "channel", "account", "project", "variant", "language", "direction", "handoff", "handoff_reason", "user", "dims", "known", "known_checksum", "created", "closed", "turns", "failed_turns", "interrupted_turns", "refused_turns", "tokens", "cost", "slowest", "slowest_call", "title", "title_in_pii", "outcomes", "failed_calls", "unobserved_calls", "running", "model_calls", "ended_model_calls", "failed_model_calls", "user_likes", "user_dislikes", "team_likes", "team_dislikes", "user_comments", "team_comments", "annotations", "read_by", "read_at", "key", "pii_purged", "erasure_pending", "v_entries", "v_warnings", "v_errors", "a_entries", "a_warnings", "a_errors", "v_failed_responses", "a_failed_responses", "v_losses", "a_losses", "v_problems", "a_problems", "happened", "v_logged", "a_logged", "v_last", "a_last", "v_duration", "a_duration", "span", "counted_entries", "counted_facts") VALUES (4, 'elsewhere', 1, 'bookings', 0, 'voice', 'globex', 'project of globex', NULL, 'en-GB', 0, NULL, NULL, 1, 4, '{"writer":"0513aeee-01cb-c56b-fa7a-82730d280003","revision":0,"agent":"bookings","account":"globex","project":"project of globex","environment":0,"channel":"voice","direction":0,"language":"en-GB","opened":638713224000000000,"closed":638713260000000000,"user":true,"from":true,"attributes":["tier","city"]}', 473173974, 638713224000000000, 638713260000000000, 1, 0, 0, 0, 0, NULL, NULL, NULL, '', 0, 'f', 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, 5399109194039807846, NULL, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 2, 638713260000000000, NULL, NULL, 638713260000000000, 638713260000000000, 36000000000, 36000000000, 36000000000, 5, 3);
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
INSERT INTO meta ("key", "value") VALUES ('keys_id', X'327F6D6C1D921F28C8EF01DBFBB8AA00');
INSERT INTO meta ("key", "value") VALUES ('ledger_applied', 2);
INSERT INTO meta ("key", "value") VALUES ('removals', 2);
INSERT INTO meta ("key", "value") VALUES ('shape', '8B530EC3B18EEE8CB0EA5E6B7BEC3D5A');
INSERT INTO meta ("key", "value") VALUES ('traces', 1);
INSERT INTO meta ("key", "value") VALUES ('traces_cleaned', 1);
DELETE FROM model;
DELETE FROM model_call;
DELETE FROM note;
INSERT INTO note ("no", "conversation", "id", "author", "created", "checksum") VALUES (1, 1, X'44A0F04B0F68284187D24C08D1BA4F02', 'team', 638713228800000000, 2756365251);
DELETE FROM pii;
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (0, 1, X'8AF0EAC9746AE03449B952FE7B7B43CEFA4816C7B679BFF9AF4B52D94B189AD9EDC96C904150E453EBC329089572FFAA0C09B0570D94DCE73452232889AF67081172A2E54E6ACCB097462D432BCF3392FF89D279963092C3657BD1B070B9C9C7E7A8DD2899300F99C090C0A6FAEE1EA7C968BA04A6F279DC3CC62391C5B9A2D99392E27DDCE53FB616E55E932E189B60461E42805B0C0909EB3B90148812', 2959517690);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (0, 3, X'0297A936B4CA036C6058CCBD0BE168CB322E92B7674FF60F9DD735709350033C8189A01F000AD347C8E525ED2BAF32E26ECE1EF7344B1DA6F80D2E2D2A9C89827C7F6AC0DD87DACC045ACE63A23095397A840E881032F64CA971A364499EBF8B87B7EBDFA4983B7329B70766ADA41246352BFDCB61040427F857D59CA8', 4118921803);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (0, 4, X'519B1F052131A9D4F578B7393821B54BE6FDB3AB590FE5BAB25119EE4E106DB0573232C6151BF8B264E97F06B5B9C827746145C782F63DD237343BAB52F4F13BE8DBED71C3E019416FE4FE1EC5BE921D98766BECFAF4E28FE55B8559382814E6D216A629660FC0E6D2BE2E7A7D58293A2DC9DCA3FB7A1183AA9DA2C9A9', 496296398);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (1, 1, X'E61A5F1EC8B655CA8FA7120D0352151333912C405495BABA25DBC71067016E4A43E43CD3452A16DCE717897206D11FB051CFD445F20FEB9856C410E6DC35EB1B1359B5A38A166CC63BF5269E05E4FA6D825BF2F40491BB3E69A57EF5AD88BD8281D788BA5A018CA5B4C8E75B56359BD89DB57E4AB735399D40B125936C', 598181472);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (1, 3, X'5B2138308B6E3AD257DE25D07026409E79194330D2D2B5F4EE9F143E24BAB01DD295C5467839A7EDC439EA6DE04A64CC2311192CBF5D8141F308A2B90DA96F821AB69C3040FD8390D842799FB00D9B3F2BE80B89F7E8D54ECD8FBEE8BBC273CCAC74853DC436AAAF15230583847F933A06F5214E69FEE804FA03B8C380', 1827881943);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (1, 4, X'50A766E3D2D47FE5DEBBA0CF34D88C2C9B689765B6B6247A470CE55302573A34616AB3904DB5B0B3AB77AFB21956CAB519749F01BCA7E4E6AA9B56C8C2DE2D66CA45F74BA241630124687B7C06BAC2B81978B2A924A03430E0499364FCBA0FD062EF693FFEC79A172C6DB5B5C0382A3870D1E148BB22C0997AE8379F72', 4266746714);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (3, 1, X'775C36980BCB354BB8FA1ED2C60C4CF7373DB3701DCF662A6CE5BDE1D1AADF4F66B67015449BF574DE400C617BCAC3E38C2ECE149FD4FAFAF9E58149E693610E711AB0778C441EB4C663200ABDA975F7F60DEE8C3767DF6E94E647D12E9A53A6247F827459B4A6B34AC12DDBE386A0DF339FF92717E4F3F6C3EB89C34571445264546D5141010112C5C9B13AD57DFCE398A11CA103F37E9F0526A4CA7EB0FDED32D33F', 940377821);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (3, 2, X'1EDFD05FC02B995B28A315F24069496815FB4369A9020032F147B7CB28B9B0022AC6870B518C94768A3E98C10B6D6DD93626EECEC876380A95824105501446DF50E0', 506083822);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (4, 2, X'74E4822D6D28D4C20BAD7547CE561D5D6BDBB355575B265E78450E812D8ABF7D912688D0BA3257B9A809783F26DA77DFB6B63501F7755260', 2299886539);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (6, 1, X'37E80FC2BF5237BB2974926FE3C97A896B14E0D02E850950F009196EACBB619D22EF7DFF1623F9CD90F52A', 2944686251);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (7, 1, X'CA2B4A12E5F2EF88CD296722F596AA3D14E28A6528A03F4E8C374401EF50AB52CB6B3B186762A9E0BB39DF32A59157CECBE693F2D55F8368EA234D', 2790280112);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (8, 1, X'82D0C3ECEA8EA013BA8001E160E04A0D15A3F2C8D27293F9871FCCF7E7C829FD5735CA18B4A51E3AC2', 1197682507);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (9, 1, X'3F0B43F8E8BD0F91D382F66C382E19AD47AFE9ACAB6413C70181B28F54E8BBAB647FE63AF8A57A777456', 677885748);
DELETE FROM pii_block;
INSERT INTO pii_block ("no", "conversation", "checksum", "places", "payload") VALUES (1, 1, 2492416069, X'080280010A02B4010A0252048A8080800254048280808080808080800156', X'F55557A91713FDABDE84E5538A4A45D0D2608EF50F75D8282D3373EF338D82DDB9A1F00E4D4418E3E3D84920E280A87B94577F90DAED6431A0A4CDD68A11C841D716059CE77D370F2546EB57FE20B788FB44EAF137F9ABD4BA58E8E75067D496522E40467DA0877C1BC76B37B6533129114A8DD97DD8582CFC748AEB70DFBC0C8B2D50468EAF107BB4F0E87E0741702035F62E53FD9E9FA20C36F30AF4DBEA3301F3B3FBADBD67B2BC5AA6E204C62C6C0E6F3026D5DA479F759F0600E1D16DF4387B584852291022B9CBD3DD0F14D18BAF3F2D50AADB4CC7A15C83800A4C0FE7A531AD83901F1B4B024F902E8826');
INSERT INTO pii_block ("no", "conversation", "checksum", "places", "payload") VALUES (2, 3, 133488062, X'04828080808680808080015A', X'9A21768EC074FBC4163771C74B10671EE319A72EB48F351C665FC5887117F3370924A67DB116F5082CB653B40631DFB96C8D31209E8FAF204811FD8E484F763692F3782E884CDCC3AC');
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
INSERT INTO subject ("kind", "hash", "conversation") VALUES (0, X'7AC2A235EB7967CB044338C8FF4359BB1F4D8A4601C211C9FB437A113D6D7260', 3);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (0, X'7D77C82AD995EFEB92FE3197F7D8BB8131A42170B2FAAB15B007F2057C055056', 1);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (0, X'7D77C82AD995EFEB92FE3197F7D8BB8131A42170B2FAAB15B007F2057C055056', 4);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (1, X'2C07105604B4658207B699F1C14CFFBDD1A79E2A520A15BE0A0492565CA0CFB7', 1);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (1, X'2C07105604B4658207B699F1C14CFFBDD1A79E2A520A15BE0A0492565CA0CFB7', 3);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (1, X'2C07105604B4658207B699F1C14CFFBDD1A79E2A520A15BE0A0492565CA0CFB7', 4);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (2, X'8F23D5B4E37CEC8B1A63B15080CAC543CEBACC4998B065A248BEDC6558A0E8DB', 1);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (2, X'8F23D5B4E37CEC8B1A63B15080CAC543CEBACC4998B065A248BEDC6558A0E8DB', 3);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (2, X'8F23D5B4E37CEC8B1A63B15080CAC543CEBACC4998B065A248BEDC6558A0E8DB', 4);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (2, X'F203F630D2E31E8D28CB3D50DDA44C0D36C892ECDEFE9E498E0FCE0273975015', 1);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (2, X'F203F630D2E31E8D28CB3D50DDA44C0D36C892ECDEFE9E498E0FCE0273975015', 3);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (2, X'F203F630D2E31E8D28CB3D50DDA44C0D36C892ECDEFE9E498E0FCE0273975015', 4);
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
INSERT INTO user ("no", "hash", "pseudonym") VALUES (1, X'7D77C82AD995EFEB92FE3197F7D8BB8131A42170B2FAAB15B007F2057C055056', 'user-1a3fa1194de3');
INSERT INTO user ("no", "hash", "pseudonym") VALUES (2, X'7AC2A235EB7967CB044338C8FF4359BB1F4D8A4601C211C9FB437A113D6D7260', 'user-7e5f01320962');
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
