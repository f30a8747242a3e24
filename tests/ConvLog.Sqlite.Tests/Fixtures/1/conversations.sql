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
INSERT INTO arrival ("no", "at", "conversations") VALUES (1, 639314685927548012, X'0202');
INSERT INTO arrival ("no", "at", "conversations") VALUES (2, 639314685930729762, X'0204');
INSERT INTO arrival ("no", "at", "conversations") VALUES (3, 639314685930970657, X'0206');
INSERT INTO arrival ("no", "at", "conversations") VALUES (4, 639314685930990748, X'0208');
INSERT INTO arrival ("no", "at", "conversations") VALUES (5, 639314685931065808, X'020A');
DELETE FROM call;
INSERT INTO call ("no", "conversation", "id", "writer", "sequence", "revision", "name", "started", "duration", "outcome", "error_type", "losses", "unobserved", "payload", "in_block", "leads", "checksum") VALUES (1, 1, 'talk call 3', 1, 3, 0, 'save_guest', 638713224000000000, 800000, 0, NULL, 0, 0, '{"turn":"talk turn 1","arguments":["guests","name"],"result":[["result","a table"]]}', 1, 1, 2962538602);
INSERT INTO call ("no", "conversation", "id", "writer", "sequence", "revision", "name", "started", "duration", "outcome", "error_type", "losses", "unobserved", "payload", "in_block", "leads", "checksum") VALUES (2, 1, 'talk call 4', 1, 4, 0, 'save_guest', 638713224000000000, NULL, 1, 'CrmException', 0, 0, '{"turn":"talk turn 2","error_type":"CrmException","error":true}', 1, 0, 3132574049);
INSERT INTO call ("no", "conversation", "id", "writer", "sequence", "revision", "name", "started", "duration", "outcome", "error_type", "losses", "unobserved", "payload", "in_block", "leads", "checksum") VALUES (3, 4, 'elsewhere call 2', 4, 2, 0, 'save_guest', 638713224000000000, NULL, 1, NULL, 0, 0, '{"turn":"elsewhere turn 1"}', 0, 1, 3881618641);
DELETE FROM conversation;
INSERT INTO conversation ("no", "id", "listed", "agent", "environment", "channel", "account", "project", "variant", "language", "direction", "handoff", "handoff_reason", "user", "dims", "known", "known_checksum", "created", "closed", "turns", "failed_turns", "interrupted_turns", "refused_turns", "tokens", "cost", "slowest", "slowest_call", "title", "title_in_pii", "outcomes", "failed_calls", "unobserved_calls", "running", "model_calls", "ended_model_calls", "failed_model_calls", "user_likes", "user_dislikes", "team_likes", "team_dislikes", "user_comments", "team_comments", "annotations", "read_by", "read_at", "key", "pii_purged", "erasure_pending", "v_entries", "v_warnings", "v_errors", "a_entries", "a_warnings", "a_errors", "v_failed_responses", "a_failed_responses", "v_losses", "a_losses", "v_problems", "a_problems", "happened", "v_logged", "a_logged", "v_last", "a_last", "v_duration", "a_duration", "span") VALUES (1, 'talk', 1, 'bookings', 0, 'voice', 'acme', 'project of acme', NULL, 'en-GB', 0, NULL, NULL, 1, 1, '{"writer":"977c760a-64e5-c6bc-d5e3-cb0cc1f1844d","revision":0,"agent":"bookings","account":"acme","project":"project of acme","environment":0,"channel":"voice","direction":0,"language":"en-GB","opened":638713224000000000,"closed":638713260000000000,"user":true,"from":true,"attributes":["tier","city"]}', 2418160500, 638713224000000000, 638713260000000000, 2, 1, 0, 0, 352, 1200000, 9000000, 800000, 'I am [name], book a table', 1, 'cf', 1, 0, 0, 0, 0, 0, 1, 0, 0, 1, 1, 0, 1, 'team', 638713229400000000, 7810280326132973994, NULL, 0, 2, 0, 1, 3, 1, 1, 1, 1, 0, 0, 27, 27, 638713260000000000, 638713224000000000, 638713224000000000, 638713260000000000, 638713260000000000, 36000000000, 36000000000, 36000000000);
INSERT INTO conversation ("no", "id", "listed", "agent", "environment", "channel", "account", "project", "variant", "language", "direction", "handoff", "handoff_reason", "user", "dims", "known", "known_checksum", "created", "closed", "turns", "failed_turns", "interrupted_turns", "refused_turns", "tokens", "cost", "slowest", "slowest_call", "title", "title_in_pii", "outcomes", "failed_calls", "unobserved_calls", "running", "model_calls", "ended_model_calls", "failed_model_calls", "user_likes", "user_dislikes", "team_likes", "team_dislikes", "user_comments", "team_comments", "annotations", "read_by", "read_at", "key", "pii_purged", "erasure_pending", "v_entries", "v_warnings", "v_errors", "a_entries", "a_warnings", "a_errors", "v_failed_responses", "a_failed_responses", "v_losses", "a_losses", "v_problems", "a_problems", "happened", "v_logged", "a_logged", "v_last", "a_last", "v_duration", "a_duration", "span") VALUES (2, 'plain', 1, 'bookings', 0, 'chat', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 2, '{"writer":"62e00e70-d3bc-aa46-fdd5-7f38bfe23d7d","revision":0,"agent":"bookings","environment":0,"channel":"chat","opened":638713230000000000}', 4175594419, 638713230000000000, NULL, 1, 0, 0, 0, 0, NULL, NULL, NULL, '', 0, '', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, NULL, NULL, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 638713230000000000, 638713224000000000, 638713224000000000, 638713230000000000, 638713230000000000, 0, 0, 36000000000);
INSERT INTO conversation ("no", "id", "listed", "agent", "environment", "channel", "account", "project", "variant", "language", "direction", "handoff", "handoff_reason", "user", "dims", "known", "known_checksum", "created", "closed", "turns", "failed_turns", "interrupted_turns", "refused_turns", "tokens", "cost", "slowest", "slowest_call", "title", "title_in_pii", "outcomes", "failed_calls", "unobserved_calls", "running", "model_calls", "ended_model_calls", "failed_model_calls", "user_likes", "user_dislikes", "team_likes", "team_dislikes", "user_comments", "team_comments", "annotations", "read_by", "read_at", "key", "pii_purged", "erasure_pending", "v_entries", "v_warnings", "v_errors", "a_entries", "a_warnings", "a_errors", "v_failed_responses", "a_failed_responses", "v_losses", "a_losses", "v_problems", "a_problems", "happened", "v_logged", "a_logged", "v_last", "a_last", "v_duration", "a_duration", "span") VALUES (3, 'held', 1, 'bookings', 0, 'voice', NULL, NULL, NULL, 'en-GB', 0, NULL, NULL, 2, 3, '{"writer":"8eabe2a6-5e1d-4008-32c6-468e63cc2ec4","revision":0,"agent":"bookings","environment":0,"channel":"voice","direction":0,"language":"en-GB","opened":638713224000000000,"closed":638713260000000000,"user":true,"from":true,"attributes":["tier","city"]}', 606382729, 638713224000000000, 638713260000000000, 0, 0, 0, 0, 0, NULL, NULL, NULL, '', 0, '', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, 7397424267506999436, NULL, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 638713260000000000, NULL, 638713224000000000, 638713260000000000, 638713260000000000, 36000000000, 36000000000, 36000000000);
INSERT INTO conversation ("no", "id", "listed", "agent", "environment", "channel", "account", "project", "variant", "language", "direction", "handoff", "handoff_reason", "user", "dims", "known", "known_checksum", "created", "closed", "turns", "failed_turns", "interrupted_turns", "refused_turns", "tokens", "cost", "slowest", "slowest_call", "title", "title_in_pii", "outcomes", "failed_calls", "unobserved_calls", "running", "model_calls", "ended_model_calls", "failed_model_calls", "user_likes", "user_dislikes", "team_likes", "team_dislikes", "user_comments", "team_comments", "annotations", "read_by", "read_at", "key", "pii_purged", "erasure_pending", "v_entries", "v_warnings", "v_errors", "a_entries", "a_warnings", "a_errors", "v_failed_responses", "a_failed_responses", "v_losses", "a_losses", "v_problems", "a_problems", "happened", "v_logged", "a_logged", "v_last", "a_last", "v_duration", "a_duration", "span") VALUES (4, 'elsewhere', 1, 'bookings', 0, 'voice', 'globex', 'project of globex', NULL, 'en-GB', 0, NULL, NULL, 1, 4, '{"writer":"0513aeee-01cb-c56b-fa7a-82730d280003","revision":0,"agent":"bookings","account":"globex","project":"project of globex","environment":0,"channel":"voice","direction":0,"language":"en-GB","opened":638713224000000000,"closed":638713260000000000,"user":true,"from":true,"attributes":["tier","city"]}', 473173974, 638713224000000000, 638713260000000000, 1, 0, 0, 0, 0, NULL, NULL, NULL, '', 0, 'f', 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, 7600684718862600721, NULL, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 2, 638713260000000000, NULL, NULL, 638713260000000000, 638713260000000000, 36000000000, 36000000000, 36000000000);
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
INSERT INTO meta ("key", "value") VALUES ('keys_id', X'97CB4E3305FA6D740043A9FB188A256A');
INSERT INTO meta ("key", "value") VALUES ('ledger_applied', 2);
INSERT INTO meta ("key", "value") VALUES ('removals', 2);
INSERT INTO meta ("key", "value") VALUES ('shape', '92C8B853F1C17A881356AE63441EAC12');
INSERT INTO meta ("key", "value") VALUES ('traces', 1);
INSERT INTO meta ("key", "value") VALUES ('traces_cleaned', 1);
DELETE FROM model;
DELETE FROM model_call;
DELETE FROM note;
INSERT INTO note ("no", "conversation", "id", "author", "created", "checksum") VALUES (1, 1, X'44A0F04B0F68284187D24C08D1BA4F02', 'team', 638713228800000000, 2756365251);
DELETE FROM pii;
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (0, 1, X'AF060520F2AFA55DA3753F527EA11215BAA16D97215649009D2E5D433457A2BF22E82ED9CFD2FF4DBA398F5E2F4455A2FB97828C8AFA14BDC6C1FA829D7055CB959F82F10B89B3688D80FCB9B659ABAB075658C4BA30550A5B0D71DA1E3CE47C746A2B8F3AD580CFD29A8E6BE6481F626DF89858A7272E0002890FBFD9DE5E47BBAE8FB7D0AF0C78E4EF184006EB0165DE2D08F4392F2FBCF40EDDD4048A', 108528084);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (0, 3, X'11F1B8F8A9F74064A483C8F45FAEF230A7820E02AA6C5D4C623F404070CCB41D5253618D5D92DE24B44D312BFA13511040EAE5B6CC75DDFBAF81ACF4ABD89B86D0237C419368F50ECB67DD32E58B4C9950FAA0979ADADE1F79616376F54FCBA5F02B00F8C20C0FE4B214EC8A0962454D27AF6AACCFA71E882278EA0461', 2528526946);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (0, 4, X'A4FB85CE11056A079F0877CC53672F80FA08440ABE3225DE206DBE04076089097BFA79B0F7B5C5A7CA7A38DAB7AD6A55B424C4E004156BAC0EC264730CDBB1091AABC2A5F3374ACEB032672AEF10F5EDBD485FDE83E3A28FD7DC82223F44DC87D8B8D875B60FCBC432329E38753047C207C3533AC961929D3A8371212D', 1910091748);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (1, 1, X'538811A408BC7F771492EDF7929A0CB5F92559B16744B8626BDD0D00BE36810A7795581E7FD83354A581B3448020261A8E6D14650741C20DB0EA09EC25DAC8C3C49452855457873F7B59C56C784A165C74AB15FE2464B7DC4AE885418A4006C7766957F45D9A9995ACBADD0522F9D19E74186FCC8D6686F4DBD29D5B7C', 3234771981);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (1, 3, X'258D889C1B8108C3DF1551024517C1552A6958EDA0B9C47CBC09F9873CE76285E53828D1EDDDDF46822194F8587378F48C77DAFC836CA427DD04296F103E82D03B26D80D27B1FE5D0370EEBD0E8DC6F66AC4BB5E539EBF7FFFBF8288F37C62BB3B2358E079366FA2926CF15DA4B8898A30794CC7B9171D56C1A0F5C473', 733322629);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (1, 4, X'B6C9492FA90E9A96DC4B973799CB9D90ED1C2C456AC9EE9A8D4133BCBB9E4A16A7BE445918F3F9A616FB752C19F4A23D9FD76BF9602A14A01A9E1BD1A48D33772D07EFB7EBCA115E7011F252412E861D368E783DA3BD4B129FD991DD2B21858515EF1886D7A3B5E1D329963E8D518878D720FE2427BAE2D253A414F7EC', 3259991707);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (3, 1, X'6BC5ED9E9D16DC76FE1D8F52E903A1B9F2AA6C84B6B13F1D923A0005CF7209E86713065BC8D63AB7E3230AC301A1F5AFF3CB28873AB5A568D1C5A450521DE583354933C6A2B8CF13B9A5D1BA77F097804FB1B8F86989577D16791BD73A78EA6C3705E498F348E59EEAA8D4F8F959B7343641669017F8E1554484BDCBC4A0E5D3477911D7588CAD3783111B1242354E7A8E496969AA0B4467883262C58850C9DF89AB10', 3024983746);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (3, 2, X'C14E2D202F62EE2440178075D94DBB9AD7AE7E6D473E1EED533A6F46CCB32791229C915CC161743ABE900ACF9408272D3F24E13F86A43323248C17C76D6307E13523', 3576676358);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (4, 2, X'2D9779475FE94EC8FC5C6749A87790823B02F8B1D0E7DF1D917499919BC30BC8837D1EBCE8F15B1C1BF6259F771E02FFEF64C86393F04E91', 2265567162);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (6, 1, X'5A8A1362A2FCF426F2D907F599638D8311282ECBC50E8C1085855710DDB8BD787CE6AB768EC524CEC1C2B2', 789609406);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (7, 1, X'A7F6828FA00D59560390FD359C8A264E21E6595DDECBDFFE10DF78600959D4CAEBF1B65067D31871147A33076BC5CCCD1B3A0D9A53A12E31173CCE', 4099711964);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (8, 1, X'3BDA79A425674C1DB087B0744C2E438DBE40430EDC52A620A13799E2D0925C14B6E9342D46E3E4FC7B', 3591805420);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (9, 1, X'23E83FFE3C883BD145D2CA774E18B55AFDDC6BC76524B8E83237B5035AEDE55DCFAB0915462A5147D2BF', 223650090);
DELETE FROM pii_block;
INSERT INTO pii_block ("no", "conversation", "checksum", "places", "payload") VALUES (1, 1, 1458987203, X'080280010A02B4010A0252048A8080800254048280808080808080800156', X'568F955ECA4DBD9E32EF0085EB3AE9659F3CF1A7629371A1410473B21B4142DB009427B65E29E4EDE157EF0D3FAE404A45951979E0B1560A72C953CDC76ABAB085C9C121C5A325E8D1283E66F527FD5168C2BFA5CF6C13B5A1F445B9ABCC0B801769FD723B3CD026678706952051FE0D6C04A6CEB5F00C99CF91318F827C369CB0747DE18D3C434FFFF036443486AA0E41EA9D883F7DD63FF7023645DB42681F78F1276F5D2C320A11E2F71CA1150CDDADC64B35542777A9ABBD1EB090CE16730A6A882F117749726E59BFA34DF0F6F6C9ACAF70119068BD359CED59DCE2D85CCA614A6D900E28B6F76AE6D91CC2');
INSERT INTO pii_block ("no", "conversation", "checksum", "places", "payload") VALUES (2, 3, 2002076628, X'04828080808680808080015A', X'28116A8DA8746106FAE4C99A5D164DC7B383232317317A34B5BBF4F6C5EFE2582A94941D11DF691E5B36A9BD9CA81D24EFA950EAFA6CEB3971F8D6F259872E78D94DACD1410A10B685');
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
INSERT INTO subject ("kind", "hash", "conversation") VALUES (0, X'BD3EC21EA35DA6289AEB460A48C4F74DA91302FD4D94D664DC81C7A7ABEDBEEB', 1);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (0, X'BD3EC21EA35DA6289AEB460A48C4F74DA91302FD4D94D664DC81C7A7ABEDBEEB', 4);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (0, X'DD20EE617E92522814F9DF577E4C90703A02A766DC7502695C9986F9BA3D3E1B', 3);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (1, X'CB2B0315AF49EA7A62FCC45790E874E7F853CBE053A982A8464AFE3A3E6CA980', 1);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (1, X'CB2B0315AF49EA7A62FCC45790E874E7F853CBE053A982A8464AFE3A3E6CA980', 3);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (1, X'CB2B0315AF49EA7A62FCC45790E874E7F853CBE053A982A8464AFE3A3E6CA980', 4);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (2, X'1237D8AC77D1638342D678FDD7C751D7E0CB46A406419D14521E71AEF63AD305', 1);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (2, X'1237D8AC77D1638342D678FDD7C751D7E0CB46A406419D14521E71AEF63AD305', 3);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (2, X'1237D8AC77D1638342D678FDD7C751D7E0CB46A406419D14521E71AEF63AD305', 4);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (2, X'CEA051CDDF6D09DBA98799C73033C90ABD08D5AF8D2E19DD2287F7FE8433EBAF', 1);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (2, X'CEA051CDDF6D09DBA98799C73033C90ABD08D5AF8D2E19DD2287F7FE8433EBAF', 3);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (2, X'CEA051CDDF6D09DBA98799C73033C90ABD08D5AF8D2E19DD2287F7FE8433EBAF', 4);
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
INSERT INTO user ("no", "hash", "pseudonym") VALUES (1, X'BD3EC21EA35DA6289AEB460A48C4F74DA91302FD4D94D664DC81C7A7ABEDBEEB', 'user-b824aa15c658');
INSERT INTO user ("no", "hash", "pseudonym") VALUES (2, X'DD20EE617E92522814F9DF577E4C90703A02A766DC7502695C9986F9BA3D3E1B', 'user-42dd46a3f011');
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
