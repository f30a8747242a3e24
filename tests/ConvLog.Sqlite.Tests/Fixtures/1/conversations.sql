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
CREATE TABLE active (
    quarter  INTEGER NOT NULL,
    dims     INTEGER NOT NULL REFERENCES dims,
    first    INTEGER NOT NULL,                   -- the row holds some of them, from this number on
    members  BLOB NOT NULL,
    checksum INTEGER NOT NULL,
    PRIMARY KEY (quarter, dims, first)
) WITHOUT ROWID;
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
    conversations BLOB NOT NULL                  -- their numbers, as varints, each the difference from the one before
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
    span               INTEGER NOT NULL DEFAULT 36000000000 -- no less than a_duration: an hour, or four times as much until it fits (ActivitySpan)
);
CREATE TABLE counted_day (
    kind     INTEGER NOT NULL,                   -- 0 turns and model calls that started on the day, by model and by variant; 1 calls of its conversations
    day      INTEGER NOT NULL,
    claim    INTEGER NOT NULL,                   -- a random number, of the process that counts it
    cells    BLOB,                               -- null while they are counted
    checksum INTEGER,
    PRIMARY KEY (kind, day)
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
    no       INTEGER PRIMARY KEY,
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
CREATE TABLE roll_up (
    kind     INTEGER NOT NULL,                   -- 0 the turns of a quarter of an hour, 1 a function's calls of one, 2 a function's calls of a day
    at       INTEGER NOT NULL,                   -- the number of the quarter or day, in UTC, from the year 1 on
    dims     INTEGER NOT NULL REFERENCES dims,
    name     TEXT NOT NULL,                      -- the function; empty for turns
    cell     BLOB NOT NULL,                      -- the sums
    checksum INTEGER NOT NULL,
    PRIMARY KEY (kind, at, dims, name)
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
DELETE FROM active;
INSERT INTO active ("quarter", "dims", "first", "members", "checksum") VALUES (70968136, 1, 0, X'02020204', 2773362355);
INSERT INTO active ("quarter", "dims", "first", "members", "checksum") VALUES (70968136, 2, 0, X'02040002', 752820069);
INSERT INTO active ("quarter", "dims", "first", "members", "checksum") VALUES (70968137, 4, 0, X'02080202', 3163033582);
DELETE FROM annotation;
INSERT INTO annotation ("no", "conversation", "id", "turn_id", "author", "created", "removed", "checksum") VALUES (1, 1, X'EB960152F4E154823EDFFF08FD53C679', 'talk turn 2', 'team', 638713228200000000, 0, 728087302);
DELETE FROM arrival;
INSERT INTO arrival ("no", "at", "conversations") VALUES (1, 639314666756856275, X'0202');
INSERT INTO arrival ("no", "at", "conversations") VALUES (2, 639314666758462435, X'0204');
INSERT INTO arrival ("no", "at", "conversations") VALUES (3, 639314666758640443, X'0206');
INSERT INTO arrival ("no", "at", "conversations") VALUES (4, 639314666758726624, X'0208');
INSERT INTO arrival ("no", "at", "conversations") VALUES (5, 639314666758768898, X'020A');
DELETE FROM call;
INSERT INTO call ("no", "conversation", "id", "writer", "sequence", "revision", "name", "started", "duration", "outcome", "error_type", "losses", "unobserved", "payload", "in_block", "leads", "checksum") VALUES (1, 1, 'talk call 3', 1, 3, 0, 'save_guest', 638713224000000000, 800000, 0, NULL, 0, 0, '{"turn":"talk turn 1","arguments":["guests","name"],"result":[["result","a table"]]}', 1, 1, 2962538602);
INSERT INTO call ("no", "conversation", "id", "writer", "sequence", "revision", "name", "started", "duration", "outcome", "error_type", "losses", "unobserved", "payload", "in_block", "leads", "checksum") VALUES (2, 1, 'talk call 4', 1, 4, 0, 'save_guest', 638713224000000000, NULL, 1, 'CrmException', 0, 0, '{"turn":"talk turn 2","error_type":"CrmException","error":true}', 1, 0, 3132574049);
INSERT INTO call ("no", "conversation", "id", "writer", "sequence", "revision", "name", "started", "duration", "outcome", "error_type", "losses", "unobserved", "payload", "in_block", "leads", "checksum") VALUES (3, 4, 'elsewhere call 2', 4, 2, 0, 'save_guest', 638713224000000000, NULL, 1, NULL, 0, 0, '{"turn":"elsewhere turn 1"}', 0, 1, 3881618641);
DELETE FROM conversation;
INSERT INTO conversation ("no", "id", "listed", "agent", "environment", "channel", "account", "project", "variant", "language", "direction", "handoff", "handoff_reason", "user", "dims", "known", "known_checksum", "created", "closed", "turns", "failed_turns", "interrupted_turns", "refused_turns", "tokens", "cost", "slowest", "slowest_call", "title", "title_in_pii", "outcomes", "failed_calls", "unobserved_calls", "running", "model_calls", "ended_model_calls", "failed_model_calls", "user_likes", "user_dislikes", "team_likes", "team_dislikes", "user_comments", "team_comments", "annotations", "read_by", "read_at", "key", "pii_purged", "erasure_pending", "v_entries", "v_warnings", "v_errors", "a_entries", "a_warnings", "a_errors", "v_failed_responses", "a_failed_responses", "v_losses", "a_losses", "v_problems", "a_problems", "happened", "v_logged", "a_logged", "v_last", "a_last", "v_duration", "a_duration", "span") VALUES (1, 'talk', 1, 'bookings', 0, 'voice', 'acme', 'project of acme', NULL, 'en-GB', 0, NULL, NULL, 1, 1, '{"writer":"977c760a-64e5-c6bc-d5e3-cb0cc1f1844d","revision":0,"agent":"bookings","account":"acme","project":"project of acme","environment":0,"channel":"voice","direction":0,"language":"en-GB","opened":638713224000000000,"closed":638713260000000000,"user":true,"from":true,"attributes":["tier","city"]}', 2418160500, 638713224000000000, 638713260000000000, 2, 1, 0, 0, 352, 1200000, 9000000, 800000, 'I am [name], book a table', 1, 'cf', 1, 0, 0, 0, 0, 0, 1, 0, 0, 1, 1, 0, 1, 'team', 638713229400000000, 1699896786068038222, NULL, 0, 2, 0, 1, 3, 1, 1, 1, 1, 0, 0, 27, 27, 638713260000000000, 638713224000000000, 638713224000000000, 638713260000000000, 638713260000000000, 36000000000, 36000000000, 36000000000);
INSERT INTO conversation ("no", "id", "listed", "agent", "environment", "channel", "account", "project", "variant", "language", "direction", "handoff", "handoff_reason", "user", "dims", "known", "known_checksum", "created", "closed", "turns", "failed_turns", "interrupted_turns", "refused_turns", "tokens", "cost", "slowest", "slowest_call", "title", "title_in_pii", "outcomes", "failed_calls", "unobserved_calls", "running", "model_calls", "ended_model_calls", "failed_model_calls", "user_likes", "user_dislikes", "team_likes", "team_dislikes", "user_comments", "team_comments", "annotations", "read_by", "read_at", "key", "pii_purged", "erasure_pending", "v_entries", "v_warnings", "v_errors", "a_entries", "a_warnings", "a_errors", "v_failed_responses", "a_failed_responses", "v_losses", "a_losses", "v_problems", "a_problems", "happened", "v_logged", "a_logged", "v_last", "a_last", "v_duration", "a_duration", "span") VALUES (2, 'plain', 1, 'bookings', 0, 'chat', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 2, '{"writer":"62e00e70-d3bc-aa46-fdd5-7f38bfe23d7d","revision":0,"agent":"bookings","environment":0,"channel":"chat","opened":638713230000000000}', 4175594419, 638713230000000000, NULL, 1, 0, 0, 0, 0, NULL, NULL, NULL, '', 0, '', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, NULL, NULL, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 638713230000000000, 638713224000000000, 638713224000000000, 638713230000000000, 638713230000000000, 0, 0, 36000000000);
INSERT INTO conversation ("no", "id", "listed", "agent", "environment", "channel", "account", "project", "variant", "language", "direction", "handoff", "handoff_reason", "user", "dims", "known", "known_checksum", "created", "closed", "turns", "failed_turns", "interrupted_turns", "refused_turns", "tokens", "cost", "slowest", "slowest_call", "title", "title_in_pii", "outcomes", "failed_calls", "unobserved_calls", "running", "model_calls", "ended_model_calls", "failed_model_calls", "user_likes", "user_dislikes", "team_likes", "team_dislikes", "user_comments", "team_comments", "annotations", "read_by", "read_at", "key", "pii_purged", "erasure_pending", "v_entries", "v_warnings", "v_errors", "a_entries", "a_warnings", "a_errors", "v_failed_responses", "a_failed_responses", "v_losses", "a_losses", "v_problems", "a_problems", "happened", "v_logged", "a_logged", "v_last", "a_last", "v_duration", "a_duration", "span") VALUES (3, 'held', 1, 'bookings', 0, 'voice', NULL, NULL, NULL, 'en-GB', 0, NULL, NULL, 2, 3, '{"writer":"8eabe2a6-5e1d-4008-32c6-468e63cc2ec4","revision":0,"agent":"bookings","environment":0,"channel":"voice","direction":0,"language":"en-GB","opened":638713224000000000,"closed":638713260000000000,"user":true,"from":true,"attributes":["tier","city"]}', 606382729, 638713224000000000, 638713260000000000, 0, 0, 0, 0, 0, NULL, NULL, NULL, '', 0, '', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, 1802566664197874921, NULL, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 638713260000000000, NULL, 638713224000000000, 638713260000000000, 638713260000000000, 36000000000, 36000000000, 36000000000);
INSERT INTO conversation ("no", "id", "listed", "agent", "environment", "channel", "account", "project", "variant", "language", "direction", "handoff", "handoff_reason", "user", "dims", "known", "known_checksum", "created", "closed", "turns", "failed_turns", "interrupted_turns", "refused_turns", "tokens", "cost", "slowest", "slowest_call", "title", "title_in_pii", "outcomes", "failed_calls", "unobserved_calls", "running", "model_calls", "ended_model_calls", "failed_model_calls", "user_likes", "user_dislikes", "team_likes", "team_dislikes", "user_comments", "team_comments", "annotations", "read_by", "read_at", "key", "pii_purged", "erasure_pending", "v_entries", "v_warnings", "v_errors", "a_entries", "a_warnings", "a_errors", "v_failed_responses", "a_failed_responses", "v_losses", "a_losses", "v_problems", "a_problems", "happened", "v_logged", "a_logged", "v_last", "a_last", "v_duration", "a_duration", "span") VALUES (4, 'elsewhere', 1, 'bookings', 0, 'voice', 'globex', 'project of globex', NULL, 'en-GB', 0, NULL, NULL, 1, 4, '{"writer":"0513aeee-01cb-c56b-fa7a-82730d280003","revision":0,"agent":"bookings","account":"globex","project":"project of globex","environment":0,"channel":"voice","direction":0,"language":"en-GB","opened":638713224000000000,"closed":638713260000000000,"user":true,"from":true,"attributes":["tier","city"]}', 473173974, 638713224000000000, 638713260000000000, 1, 0, 0, 0, 0, NULL, NULL, NULL, '', 0, 'f', 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, 1927276473301220458, NULL, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 2, 638713260000000000, NULL, NULL, 638713260000000000, 638713260000000000, 36000000000, 36000000000, 36000000000);
DELETE FROM counted_day;
DELETE FROM dead_letter;
INSERT INTO dead_letter ("no", "conversation", "id", "kind", "reason", "refused", "checksum") VALUES (1, 1, X'2708BFA2BFA346EBA1F37D08A9FE6378', 'entry', 'too large', 638713229400000000, 1803268923);
DELETE FROM dims;
INSERT INTO dims ("no", "agent", "environment", "channel", "account") VALUES (1, 'bookings', 0, 'voice', 'acme');
INSERT INTO dims ("no", "agent", "environment", "channel", "account") VALUES (2, 'bookings', 0, 'chat', NULL);
INSERT INTO dims ("no", "agent", "environment", "channel", "account") VALUES (3, 'bookings', 0, 'voice', NULL);
INSERT INTO dims ("no", "agent", "environment", "channel", "account") VALUES (4, 'bookings', 0, 'voice', 'globex');
DELETE FROM entry;
INSERT INTO entry ("no", "scope", "kind", "time", "content", "fields", "masked", "checksum") VALUES (268435461, 17592186109953, 0, 638713224000000000, 'validated inputs', CAST(X'7B22617474656D7074223A322C2270686F6E65223A222B31E280A6227D' AS TEXT), '["phone"]', 3630902251);
INSERT INTO entry ("no", "scope", "kind", "time", "content", "fields", "masked", "checksum") VALUES (268435463, 17592186109955, 2, 638713224000000000, 'CRM upsert failed', NULL, NULL, 1544283877);
INSERT INTO entry ("no", "scope", "kind", "time", "content", "fields", "masked", "checksum") VALUES (536870914, 0, 0, 638713224000000000, 'nothing personal here', NULL, NULL, 1736324304);
INSERT INTO entry ("no", "scope", "kind", "time", "content", "fields", "masked", "checksum") VALUES (4611686018695823366, 17592186109954, 5, 638713224000000000, NULL, NULL, NULL, 2794754865);
INSERT INTO entry ("no", "scope", "kind", "time", "content", "fields", "masked", "checksum") VALUES (4611686019232694273, 0, 4, 638713224000000000, NULL, NULL, NULL, 2350771271);
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
INSERT INTO fact ("no", "conversation", "id", "writer", "sequence", "scope", "kind", "time", "payload", "checksum") VALUES (1, 1, X'342F8EE8D98F3F3D768D538936FCB01A', 1, 7, 17592186109955, 0, 638713224000000000, '{"method":"GET","url":"https://crm.example/contacts?[redacted]","status":503,"elapsed":120000,"error_body":"[redacted]","fields":[]}', 1249274597);
INSERT INTO fact ("no", "conversation", "id", "writer", "sequence", "scope", "kind", "time", "payload", "checksum") VALUES (2, 1, X'97961CAC074F2157838CA8311D3605F2', 1, 7, 0, 1, 638713224000000000, '{"change":0,"fields":[["language","[redacted]",null]]}', 1046811839);
INSERT INTO fact ("no", "conversation", "id", "writer", "sequence", "scope", "kind", "time", "payload", "checksum") VALUES (3, 1, X'D05C6197A61F84D43794B9025FA48690', 1, 7, 0, 2, 638713224000000000, '{"write_once":false,"fields":[["confidence",7]]}', 3436232549);
DELETE FROM feedback;
INSERT INTO feedback ("no", "conversation", "turn_id", "source", "rating", "reasons", "created", "has_comment", "checksum") VALUES (1, 1, 'talk turn 1', 0, 0, NULL, 638713227000000000, 1, 3589080025);
INSERT INTO feedback ("no", "conversation", "turn_id", "source", "rating", "reasons", "created", "has_comment", "checksum") VALUES (2, 1, 'talk turn 2', 1, 1, NULL, 638713227600000000, 0, 4254222892);
DELETE FROM hold;
INSERT INTO hold ("conversation_id", "placed_by", "placed", "reason") VALUES ('held', 'counsel', 638713242000000000, 'case 7');
DELETE FROM lost_key;
DELETE FROM meta;
INSERT INTO meta ("key", "value") VALUES ('keys_given', 4);
INSERT INTO meta ("key", "value") VALUES ('keys_id', X'44EBEF33E60E2339C1CC67983850D272');
INSERT INTO meta ("key", "value") VALUES ('ledger_applied', 2);
INSERT INTO meta ("key", "value") VALUES ('removals', 2);
INSERT INTO meta ("key", "value") VALUES ('shape', '2951B444DD203E568F3008F01ACED199');
INSERT INTO meta ("key", "value") VALUES ('traces', 1);
INSERT INTO meta ("key", "value") VALUES ('traces_cleaned', 1);
DELETE FROM model;
DELETE FROM model_call;
DELETE FROM note;
INSERT INTO note ("no", "conversation", "id", "author", "created", "checksum") VALUES (1, 1, X'44A0F04B0F68284187D24C08D1BA4F02', 'team', 638713228800000000, 2756365251);
DELETE FROM pii;
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (0, 1, X'9ADAB70AFBA4C576E7CE493CEA915D5C76C77DC74A4878F8B48E837780EFD3CCCF470F252E4E20031983B0A205FB117BB81D88C7FBE4D1CEA259071F7024D454FA365458380E55C7939722F8AC75878ADF79DE0BC60436FD296D70890AC086AD1C2007CBC0EBC0649E867F9ACBD3AB085F4BACB4211B3273000CB914E8907325A4283A93ADECE04BFA4E24EBC8A25543ECCA84EF2BF3EBCAC50CDEE04439', 4072672187);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (0, 3, X'339D81588AA891D63303503D3AA4ADC1C2A485C1BB05C6E7900D8783DD315EE402869E7208BE4F51150B5EC933CE94DBE26EBFEFABDBE2B7FDD6C4294A42B1DBC040B5883EAF0752FD1B873642D847B65AB01BEA8B529F2BC9FF0A2A45B1F9621C952FE0741B71F376A6E77EDEBC847E88B22A8E203CF410FC09DC7556', 2219094765);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (0, 4, X'635A5A72AB7D4B408B04D8B6D017D7283596F12F53C7B3FA530B6E5CB2A6D464C6E225A730956EBE5746E839A12E6DF61EE1AC1B8A7C7961B0E21EF3C1F42436AD2D2AD7D8FE22C51E1C5E288BBC7048C0B036A34A88987BFAF62E9D6789C101C0AE8821A15C26DA45AEFF79F7625C52ECF811BCF13A1244CD8E761072', 2689898404);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (1, 1, X'F37E84449545964407B3A7E684F7201825B547A00B9F12548F249102A7CD7FAB054F589829962330D06C3F2A09DC05EC178889C2B847BB7657F62105F69CFA18D2D599C24B943712DC214BB6B2D3C1762FC41D71D4C0AD9B59B4F631DDAC2D46051D89B1CBEB0708A86CDDDD4D6A3694DBDA8390AA3F3F9CF121B36C3C', 3974305418);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (1, 3, X'ACD2DCE2A6C27E00D304850E4E98BFEA875A47B0A00795382257F3D74EDBF7AEC6883E74452A1EFA5F78972CBE90F24851CCB58ADCFCCEC1D2337B735E8D866E0699179C5F4B9F1F436B9899BB983B9B8CAFE81654CA6B9D404028A287F1F4E306A2630D672D92E89E08C1EEDB73456F9D6012AFE4036765D7699BECAF', 3259485049);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (1, 4, X'2D38FF4AE6A5EAB05C3EAB50D861A7B8329D2BA787729CA6CDC5313A524EDDAEBFB199271E3D38CC7FBC341E5AF7EDDB0B74E843BAB7C00BC0ABB7E6669F7E7988D8AA56405C9D318697B4AC1ABC446F226AC8E489C4C648D45F480B2DD4B2AB852C99C11CF38D5E4BA57A3CB77C77FE5D820354D28BFAEDF54D8074E6', 915470814);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (3, 1, X'7E26EAB4B3F0FE285B85551CD2A83AD90200247A924673996D3F90255AAEDB598CB9A3B813932C85DB3704C01DA65D64B2C08BA337DD3F2DCAFBE7173A2ED8E1A3C8B8373CD881280D2D76D59FB00D03C0D256179FC266BD2F9428EB3656A1ED817A96FE0D0C6452B47039A8FCDAEED354CD3FF2C28204B59AAC0A3667AD44DC51C0B1F6BBA85398A5EE9844E487604B6F246B5A0617ED7333B2B7A23F3BB8BF5C29CC', 1054086598);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (3, 2, X'B04FCC2854C3E5F631FBD3AE8C02257CB2F36DE117BA20ECA2B3A82AC5226E4DA6DBD9D9E3212A6C0C2F44AE9ED724C5D8B09D210097E641903C942A2601E5DD3C30', 3925821942);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (4, 2, X'21587174990D95FD8E0C61D69F2959F2A64635F36447DE530B05F4F6F1F17C1AC6F80101F6497C1F33B44D83ABF196BE4CD65F6DF2249C54', 1850330296);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (6, 1, X'35DAA55FEDF9880DF5ACD41071FB89FAF8515918BA2AAF6BD2FD752AD33E9ECFD907A106A56489F5AC7E16', 1501689512);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (7, 1, X'2AFCA7916EDAC38D52FC26681DDA0173072C8919EDA909D8141A2C832345351114666E462692BDD3BD45784CFF407094FA572426343BC76E7F681C', 3795540763);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (8, 1, X'28800D067168001AD68904CC9867F219DD840FF2C00DCD252E577061EC9C5077010A4BEDA1AFC24EEC', 2073567645);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (9, 1, X'B343793157828EE59F34A7616DE02CBDE7FABF2D7A8A5144F272458EF226F7FA1EE8A11B943A2DEB3BE2', 1586924320);
DELETE FROM pii_block;
INSERT INTO pii_block ("no", "conversation", "checksum", "places", "payload") VALUES (1, 1, 2809645236, X'080280010A02B4010A0252048A8080800254048280808080808080800156', X'A361DEB6572C6EC9D1393567A79F773A668D80B8DC079033B76B814F1A3D591DE2C5AE9A7FC534696C99B90D583E53D2B2AE9DDCC57A92B12BC156161BB19640FDBD0DE5D921E2CFE911687A8CAC9DD8667154E302135341CA7BA12F614372AAA430CC263E1A3F9544F92A87982B56EA2339BFB8EC045DD2FF7DEF7EE4883131104E2624637BA0A73B94238DAEB0E278411432791B76D85666E2497A40AE3E746AB4CBBEE1F6014E61527A556DFB854A181835006FA89C59651F27D5CAEE8C085C7A19383DF127A00F23A20E9E0EE1E6F97D3C2F8CA8374F0AC0408C14CA28FB33D3277456AB6B88FA0456BA310D');
INSERT INTO pii_block ("no", "conversation", "checksum", "places", "payload") VALUES (2, 3, 2505703855, X'04828080808680808080015A', X'79A6417F1205498603EEE835FCCD6BF566720A55AEFE4CDB74C541B3CF2137E94AB70B2678ECF9774BAA885AA88C309512B31F2040E79A79C5B187AA9643823060A5C118F3EF5DD4CF');
DELETE FROM removal;
DELETE FROM retention_run;
DELETE FROM roll_up;
INSERT INTO roll_up ("kind", "at", "dims", "name", "cell", "checksum") VALUES (0, 70968136, 1, '', X'0402EC04545480D1CA08020000020000000206455552028080D8DB98D9A10480D1CA08028812020A', 117592096);
INSERT INTO roll_up ("kind", "at", "dims", "name", "cell", "checksum") VALUES (0, 70968136, 2, '', X'020000000000000000000000000000000A', 1894503948);
INSERT INTO roll_up ("kind", "at", "dims", "name", "cell", "checksum") VALUES (0, 70968137, 4, '', X'020000000000000000000000000000000A', 757968701);
INSERT INTO roll_up ("kind", "at", "dims", "name", "cell", "checksum") VALUES (1, 70968136, 1, 'save_guest', X'040280D46102C20E02', 2891540776);
INSERT INTO roll_up ("kind", "at", "dims", "name", "cell", "checksum") VALUES (1, 70968136, 4, 'save_guest', X'02020000', 890834890);
INSERT INTO roll_up ("kind", "at", "dims", "name", "cell", "checksum") VALUES (2, 739251, 1, 'save_guest', X'040280D46102C20E02', 2568017989);
INSERT INTO roll_up ("kind", "at", "dims", "name", "cell", "checksum") VALUES (2, 739251, 4, 'save_guest', X'02020000', 3739082337);
DELETE FROM scope;
INSERT INTO scope ("no", "conversation", "turn_id", "call_id", "checksum") VALUES (17592186109953, 1, 'talk turn 1', 'talk call 3', 687521122);
INSERT INTO scope ("no", "conversation", "turn_id", "call_id", "checksum") VALUES (17592186109954, 1, 'talk turn 1', NULL, 2551770702);
INSERT INTO scope ("no", "conversation", "turn_id", "call_id", "checksum") VALUES (17592186109955, 1, 'talk turn 2', NULL, 2176311911);
DELETE FROM score;
INSERT INTO score ("no", "conversation", "id", "kind", "name", "value", "details", "created", "removed", "checksum") VALUES (1, 1, X'9703217AD563683212247D7DFEDAF4A8', 4, 'confidence', 7, NULL, 268435463, 0, 0);
INSERT INTO score ("no", "conversation", "id", "kind", "name", "value", "details", "created", "removed", "checksum") VALUES (2, 1, X'5E05FA4B1CCF57DD0000000000000000', 7, 'rating', 1, NULL, 638713227000000000, 0, 0);
INSERT INTO score ("no", "conversation", "id", "kind", "name", "value", "details", "created", "removed", "checksum") VALUES (3, 1, X'7CC42AAEE620B2B20000000000000000', 7, 'rating', 0, NULL, 638713227600000000, 0, 0);
DELETE FROM subject;
INSERT INTO subject ("kind", "hash", "conversation") VALUES (0, X'B35B956EE90FE7E2BA7F2F9DD7FB4E88A8687EA42D06BB1D59CD306B98693829', 3);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (0, X'F17246402ADBB8F2975B1B7B022A643389F25B6F109912BDC7029320B513DB60', 1);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (0, X'F17246402ADBB8F2975B1B7B022A643389F25B6F109912BDC7029320B513DB60', 4);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (1, X'7A9F906B66514C5821F2CAE1EF7F832FB1EAB6745365390B83468EF9FCE0156A', 1);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (1, X'7A9F906B66514C5821F2CAE1EF7F832FB1EAB6745365390B83468EF9FCE0156A', 3);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (1, X'7A9F906B66514C5821F2CAE1EF7F832FB1EAB6745365390B83468EF9FCE0156A', 4);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (2, X'608DFC1247A197954694734F37DB4B598C5C0CA397F041C300F9C1CE85C6B267', 1);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (2, X'608DFC1247A197954694734F37DB4B598C5C0CA397F041C300F9C1CE85C6B267', 3);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (2, X'608DFC1247A197954694734F37DB4B598C5C0CA397F041C300F9C1CE85C6B267', 4);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (2, X'6506961D66F27771FEBF5047346B98952DA2BA28213DF79A1C468AE1B1D00078', 1);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (2, X'6506961D66F27771FEBF5047346B98952DA2BA28213DF79A1C468AE1B1D00078', 3);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (2, X'6506961D66F27771FEBF5047346B98952DA2BA28213DF79A1C468AE1B1D00078', 4);
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
INSERT INTO user ("no", "hash", "pseudonym") VALUES (1, X'F17246402ADBB8F2975B1B7B022A643389F25B6F109912BDC7029320B513DB60', 'user-4baf37b3f2ba');
INSERT INTO user ("no", "hash", "pseudonym") VALUES (2, X'B35B956EE90FE7E2BA7F2F9DD7FB4E88A8687EA42D06BB1D59CD306B98693829', 'user-eded91feb910');
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
