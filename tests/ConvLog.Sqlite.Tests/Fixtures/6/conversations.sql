BEGIN; PRAGMA auto_vacuum = INCREMENTAL; PRAGMA application_id = 1129074503; COMMIT;
BEGIN;
PRAGMA user_version = 6;
CREATE TABLE access (
    no              INTEGER PRIMARY KEY AUTOINCREMENT,
    at              INTEGER NOT NULL,
    reader          TEXT NOT NULL,
    kind            INTEGER NOT NULL,
    conversation_id TEXT,
    reason          TEXT
, subject TEXT, hash BLOB);
CREATE TABLE access_chain (
    no           INTEGER PRIMARY KEY,
    removed      INTEGER NOT NULL,
    removed_hash BLOB NOT NULL,
    last         INTEGER NOT NULL,
    last_hash    BLOB NOT NULL
);
CREATE TABLE active (
    quarter  INTEGER NOT NULL,
    dims     INTEGER NOT NULL REFERENCES dims,
    first    INTEGER NOT NULL,
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
    sequence     INTEGER NOT NULL,
    revision     INTEGER NOT NULL,
    name         TEXT NOT NULL,
    started      INTEGER NOT NULL,
    duration     INTEGER,
    outcome      INTEGER,
    payload      TEXT NOT NULL,
    checksum     INTEGER NOT NULL
, losses INTEGER NOT NULL DEFAULT 0, error_type TEXT);
CREATE TABLE conversation (
    no            INTEGER PRIMARY KEY AUTOINCREMENT,
    id            TEXT NOT NULL UNIQUE,
    listed        INTEGER,
    agent         TEXT,
    environment   INTEGER,
    channel       TEXT,
    account       TEXT,
    project       TEXT,
    user          INTEGER REFERENCES user,
    dims          INTEGER REFERENCES dims,
    known         TEXT,                          -- the merged record's visible part, as JSON
    known_checksum INTEGER,
    created       INTEGER,
    closed        INTEGER,
    turns         INTEGER NOT NULL DEFAULT 0,
    tokens        INTEGER NOT NULL DEFAULT 0,
    slowest       INTEGER,
    title         TEXT,                          -- as shown; null where nothing of it may be
    title_in_pii  INTEGER NOT NULL DEFAULT 0,    -- whether pii has it in full
    outcomes      TEXT NOT NULL DEFAULT '',      -- a letter for each call: c, f, a, or r for one that runs
    failed_calls  INTEGER NOT NULL DEFAULT 0,
    user_likes    INTEGER NOT NULL DEFAULT 0,
    user_dislikes INTEGER NOT NULL DEFAULT 0,
    team_likes    INTEGER NOT NULL DEFAULT 0,
    team_dislikes INTEGER NOT NULL DEFAULT 0,
    user_comments INTEGER NOT NULL DEFAULT 0,
    team_comments INTEGER NOT NULL DEFAULT 0,
    annotations   INTEGER NOT NULL DEFAULT 0,
    read_by       TEXT,
    read_at       INTEGER,
    key           INTEGER,                       -- the number of its data key in the keys file; null while it has no personal data
    pii_purged    INTEGER,                       -- when its personal data expired
    erasure_pending INTEGER NOT NULL DEFAULT 0,  -- whether it is to be erased and a legal hold keeps it
    v_entries     INTEGER NOT NULL DEFAULT 0,
    v_warnings    INTEGER NOT NULL DEFAULT 0,
    v_errors      INTEGER NOT NULL DEFAULT 0,
    a_entries     INTEGER NOT NULL DEFAULT 0,
    a_warnings    INTEGER NOT NULL DEFAULT 0,
    a_errors      INTEGER NOT NULL DEFAULT 0,
    happened      INTEGER,                       -- the latest time of openings, turns and calls
    v_logged      INTEGER,                       -- the latest time of what is logged
    a_logged      INTEGER,
    v_last        INTEGER,                       -- the latest time of everything
    a_last        INTEGER,
    v_duration    INTEGER,
    a_duration    INTEGER,
    span          INTEGER NOT NULL DEFAULT 36000000000 -- no less than a_last - created: an hour, or four times as much until it fits (ActivitySpan)
, failed_turns INTEGER NOT NULL DEFAULT 0, interrupted_turns INTEGER NOT NULL DEFAULT 0, running INTEGER NOT NULL DEFAULT 0, v_failed_responses INTEGER NOT NULL DEFAULT 0, a_failed_responses INTEGER NOT NULL DEFAULT 0, v_losses INTEGER NOT NULL DEFAULT 0, a_losses INTEGER NOT NULL DEFAULT 0, v_problems INTEGER NOT NULL DEFAULT 0, a_problems INTEGER NOT NULL DEFAULT 0, variant TEXT, language TEXT, direction INTEGER, handoff TEXT, handoff_reason TEXT, cost INTEGER, slowest_call INTEGER, model_calls INTEGER NOT NULL DEFAULT 0, ended_model_calls INTEGER NOT NULL DEFAULT 0, failed_model_calls INTEGER NOT NULL DEFAULT 0);
CREATE TABLE dead_letter (
    no           INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation INTEGER NOT NULL REFERENCES conversation,
    id           BLOB NOT NULL,
    kind         TEXT NOT NULL,
    reason       TEXT NOT NULL,
    refused      INTEGER NOT NULL,
    checksum     INTEGER NOT NULL
);
CREATE TABLE dims (
    no          INTEGER PRIMARY KEY,
    agent       TEXT NOT NULL,
    environment INTEGER NOT NULL,
    channel     TEXT,
    account     TEXT
);
CREATE TABLE entry (
    no       INTEGER PRIMARY KEY,
    scope    INTEGER NOT NULL,
    kind     INTEGER NOT NULL,                   -- level: 0, 1, 2; + 4 where the whole entry is personal: then content and fields are in pii alone
    time     INTEGER NOT NULL,
    content  TEXT,
    fields   TEXT,                               -- a JSON object, personal values in the form that may be shown; null for none
    masked   TEXT,                               -- the keys of personal values, as a JSON array; the values are in pii
    checksum INTEGER NOT NULL
);
CREATE TABLE erased_user (
    hash BLOB PRIMARY KEY,
    at   INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE fact (
    no           INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation INTEGER NOT NULL REFERENCES conversation,
    id           BLOB NOT NULL,
    writer       INTEGER NOT NULL REFERENCES writer,
    sequence     INTEGER NOT NULL,
    scope        INTEGER NOT NULL,
    kind         INTEGER NOT NULL,
    time         INTEGER NOT NULL,
    payload      TEXT,
    checksum     INTEGER NOT NULL
);
CREATE TABLE feedback (
    no           INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation INTEGER NOT NULL REFERENCES conversation,
    turn_id      TEXT NOT NULL,
    source       INTEGER NOT NULL,
    rating       INTEGER,
    created      INTEGER NOT NULL,
    has_comment  INTEGER NOT NULL,
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
CREATE TABLE note (
    no           INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation INTEGER NOT NULL REFERENCES conversation,
    id           BLOB NOT NULL,
    author       TEXT,
    created      INTEGER NOT NULL,
    checksum     INTEGER NOT NULL
);
CREATE TABLE pii (
    kind     INTEGER NOT NULL,
    ref      INTEGER NOT NULL,
    payload  BLOB NOT NULL,
    checksum INTEGER NOT NULL,
    PRIMARY KEY (kind, ref)
) WITHOUT ROWID;
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
    kind     INTEGER NOT NULL,
    at       INTEGER NOT NULL,                   -- the number of the quarter or day, in UTC, from the year 1 on
    dims     INTEGER NOT NULL REFERENCES dims,
    name     TEXT NOT NULL,                      -- the function; empty for turns
    cell     BLOB NOT NULL,
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
CREATE TABLE subject (
    kind         INTEGER NOT NULL,
    hash         BLOB NOT NULL,
    conversation INTEGER NOT NULL REFERENCES conversation,
    PRIMARY KEY (kind, hash, conversation)
) WITHOUT ROWID;
CREATE TABLE text_day (
    kind INTEGER NOT NULL,
    day  INTEGER NOT NULL,
    PRIMARY KEY (kind, day)
) WITHOUT ROWID;
CREATE TABLE to_index (
    no    INTEGER PRIMARY KEY AUTOINCREMENT,
    first INTEGER NOT NULL,
    last  INTEGER,
    since INTEGER NOT NULL                       -- when it was written, for the lag
);
CREATE TABLE tombstone (
    conversation_id TEXT PRIMARY KEY
) WITHOUT ROWID;
CREATE TABLE turn (
    no            INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation  INTEGER NOT NULL REFERENCES conversation,
    id            TEXT NOT NULL,
    writer        INTEGER NOT NULL REFERENCES writer,
    sequence      INTEGER NOT NULL,
    revision      INTEGER NOT NULL,
    started       INTEGER NOT NULL,
    ended         INTEGER,
    latency       INTEGER,
    failed        INTEGER NOT NULL,
    error_type    TEXT,
    model         TEXT,                          -- null where no usage was told
    input_tokens  INTEGER,
    output_tokens INTEGER,
    cost          TEXT,                          -- a decimal number
    currency      TEXT,
    first_token   INTEGER,
    user_input    TEXT NOT NULL,                 -- as shown
    agent_response TEXT NOT NULL,                -- as shown
    flags         INTEGER NOT NULL,              -- + 1, + 2: the full input, response is in pii; + 4: there is an input
    checksum      INTEGER NOT NULL,
    is_indexed    INTEGER NOT NULL DEFAULT 0     -- whether turn_text holds it
, details TEXT);
CREATE TABLE user (
    no        INTEGER PRIMARY KEY AUTOINCREMENT,
    hash      BLOB UNIQUE,
    pseudonym TEXT NOT NULL UNIQUE
);
CREATE TABLE writer (
    no           INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation INTEGER NOT NULL REFERENCES conversation,
    id           BLOB NOT NULL,
    id_checksum  INTEGER NOT NULL,
    revision     INTEGER,                        -- null until the opening itself is written
    user         INTEGER REFERENCES user,        -- whom the opening named
    opened       INTEGER,
    closed       INTEGER,
    opening      TEXT,                           -- its visible part, as JSON
    checksum     INTEGER
);
CREATE VIRTUAL TABLE entry_text USING fts5 (tokens, content = '', columnsize = 0, detail = none, tokenize = 'ascii');
CREATE VIRTUAL TABLE turn_text USING fts5 (tokens, content = '', columnsize = 0, detail = none, tokenize = 'ascii');
CREATE INDEX access_at ON access (at);
CREATE INDEX access_conversation ON access (conversation_id, no) WHERE conversation_id IS NOT NULL;
CREATE UNIQUE INDEX annotation_id ON annotation (conversation, id);
CREATE INDEX call_error_type ON call (error_type, conversation) WHERE error_type IS NOT NULL;
CREATE UNIQUE INDEX call_id ON call (conversation, id);
CREATE INDEX call_known ON call (id);
CREATE INDEX call_name ON call (name, conversation);
CREATE INDEX call_order ON call (conversation, writer, sequence);
CREATE INDEX call_outcome ON call (outcome, conversation) WHERE outcome > 1;
CREATE INDEX conversation_a_duration ON conversation (listed, a_duration) WHERE listed IS NOT NULL;
CREATE INDEX conversation_a_errors ON conversation (listed, a_errors, id) WHERE listed IS NOT NULL;
CREATE INDEX conversation_a_last ON conversation (listed, a_last) WHERE listed IS NOT NULL;
CREATE INDEX conversation_account ON conversation (listed, account, created) WHERE account IS NOT NULL;
CREATE INDEX conversation_agent ON conversation (listed, agent, created) WHERE listed IS NOT NULL;
CREATE INDEX conversation_annotated ON conversation (listed, created) WHERE annotations > 0;
CREATE INDEX conversation_channel ON conversation (listed, channel, created) WHERE channel IS NOT NULL;
CREATE INDEX conversation_cost ON conversation (listed, cost) WHERE cost IS NOT NULL;
CREATE INDEX conversation_created ON conversation (listed, created) WHERE listed IS NOT NULL;
CREATE INDEX conversation_dims ON conversation (dims, listed, created) WHERE dims IS NOT NULL;
CREATE INDEX conversation_direction ON conversation (listed, direction, created) WHERE direction IS NOT NULL;
CREATE INDEX conversation_environment ON conversation (listed, environment, created) WHERE listed IS NOT NULL;
CREATE INDEX conversation_error_dims ON conversation (dims, created) WHERE v_errors > 0;
CREATE INDEX conversation_errors ON conversation (listed, created) WHERE a_errors > 0;
CREATE INDEX conversation_failed ON conversation (listed, created) WHERE failed_calls > 0;
CREATE INDEX conversation_failed_model_calls ON conversation (listed, created) WHERE failed_model_calls > 0;
CREATE INDEX conversation_failed_responses ON conversation (listed, created) WHERE a_failed_responses > 0;
CREATE INDEX conversation_failed_turns ON conversation (listed, created) WHERE failed_turns > 0;
CREATE INDEX conversation_handoff ON conversation (listed, created) WHERE handoff IS NOT NULL;
CREATE INDEX conversation_interrupted_turns ON conversation (listed, created) WHERE interrupted_turns > 0;
CREATE INDEX conversation_language ON conversation (listed, language, created) WHERE language IS NOT NULL;
CREATE INDEX conversation_losses ON conversation (listed, created) WHERE a_losses > 0;
CREATE INDEX conversation_open_model_calls ON conversation (listed, created) WHERE model_calls > ended_model_calls;
CREATE INDEX conversation_problems ON conversation (listed, created) WHERE a_problems > 0;
CREATE INDEX conversation_project ON conversation (listed, project, created) WHERE project IS NOT NULL;
CREATE INDEX conversation_rated ON conversation (listed, created) WHERE user_likes + user_dislikes + team_likes + team_dislikes > 0;
CREATE INDEX conversation_read ON conversation (listed, created) WHERE read_at IS NOT NULL;
CREATE INDEX conversation_running ON conversation (listed, created) WHERE running > 0;
CREATE INDEX conversation_slowest ON conversation (listed, slowest) WHERE slowest IS NOT NULL;
CREATE INDEX conversation_slowest_call ON conversation (listed, slowest_call) WHERE slowest_call IS NOT NULL;
CREATE INDEX conversation_span ON conversation (listed, span, created) WHERE listed IS NOT NULL;
CREATE INDEX conversation_tokens ON conversation (listed, tokens, id) WHERE listed IS NOT NULL;
CREATE INDEX conversation_turns ON conversation (listed, turns) WHERE listed IS NOT NULL;
CREATE INDEX conversation_unopened ON conversation (no) WHERE listed IS NULL;
CREATE INDEX conversation_unread ON conversation (listed, created) WHERE read_at IS NULL AND listed IS NOT NULL;
CREATE INDEX conversation_user ON conversation (user, listed, created) WHERE user IS NOT NULL;
CREATE INDEX conversation_v_duration ON conversation (listed, v_duration) WHERE listed IS NOT NULL;
CREATE INDEX conversation_v_errors ON conversation (listed, v_errors, id) WHERE listed IS NOT NULL;
CREATE INDEX conversation_v_last ON conversation (listed, v_last) WHERE listed IS NOT NULL;
CREATE INDEX conversation_variant ON conversation (listed, variant, created) WHERE variant IS NOT NULL;
CREATE INDEX conversation_visible_errors ON conversation (listed, created) WHERE v_errors > 0;
CREATE INDEX conversation_visible_failed_responses ON conversation (listed, created) WHERE v_failed_responses > 0;
CREATE INDEX conversation_visible_losses ON conversation (listed, created) WHERE v_losses > 0;
CREATE INDEX conversation_visible_problems ON conversation (listed, created) WHERE v_problems > 0;
CREATE INDEX conversation_visible_warnings ON conversation (listed, created) WHERE v_warnings > 0;
CREATE INDEX conversation_warnings ON conversation (listed, created) WHERE a_warnings > 0;
CREATE UNIQUE INDEX dead_letter_id ON dead_letter (conversation, id);
CREATE INDEX dims_account ON dims (account) WHERE account IS NOT NULL;
CREATE UNIQUE INDEX dims_key ON dims (agent, environment, ifnull(channel, x'00'), ifnull(account, x'00'));
CREATE INDEX entry_error ON entry (no) WHERE kind = 2;
CREATE UNIQUE INDEX fact_id ON fact (conversation, id);
CREATE INDEX fact_order ON fact (writer, sequence);
CREATE UNIQUE INDEX feedback_key ON feedback (conversation, turn_id, source);
CREATE UNIQUE INDEX note_id ON note (conversation, id);
CREATE INDEX retention_run_started ON retention_run (started);
CREATE UNIQUE INDEX scope_key ON scope (conversation, ifnull(turn_id, x'00'), ifnull(call_id, x'00'));
CREATE INDEX subject_conversation ON subject (conversation);
CREATE UNIQUE INDEX turn_id ON turn (conversation, id);
CREATE INDEX turn_model ON turn (model, conversation) WHERE model IS NOT NULL;
CREATE INDEX turn_order ON turn (conversation, writer, sequence);
CREATE UNIQUE INDEX writer_id ON writer (conversation, id);
CREATE INDEX writer_user ON writer (user) WHERE user IS NOT NULL;
DELETE FROM access;
INSERT INTO access ("no", "at", "reader", "kind", "conversation_id", "reason", "subject", "hash") VALUES (1, 638713243200000000, 'ana', 0, 'talk', NULL, NULL, X'5B02F0D7604799AAA4DE6F48D394BF63C0E858076400203D10F2E7BB07FAC517');
DELETE FROM access_chain;
INSERT INTO access_chain ("no", "removed", "removed_hash", "last", "last_hash") VALUES (1, 0, X'0000000000000000000000000000000000000000000000000000000000000000', 1, X'5B02F0D7604799AAA4DE6F48D394BF63C0E858076400203D10F2E7BB07FAC517');
DELETE FROM active;
INSERT INTO active ("quarter", "dims", "first", "members", "checksum") VALUES (70968136, 1, 0, X'02020204', 2773362355);
INSERT INTO active ("quarter", "dims", "first", "members", "checksum") VALUES (70968136, 2, 0, X'02040002', 752820069);
INSERT INTO active ("quarter", "dims", "first", "members", "checksum") VALUES (70968137, 4, 0, X'02080202', 3163033582);
DELETE FROM annotation;
INSERT INTO annotation ("no", "conversation", "id", "turn_id", "author", "created", "removed", "checksum") VALUES (1, 1, X'EB960152F4E154823EDFFF08FD53C679', 'talk turn 2', 'team', 638713228200000000, 0, 728087302);
DELETE FROM arrival;
INSERT INTO arrival ("no", "at", "conversations") VALUES (1, 639309830749110768, X'0202');
INSERT INTO arrival ("no", "at", "conversations") VALUES (2, 639309830751372986, X'0204');
INSERT INTO arrival ("no", "at", "conversations") VALUES (3, 639309830751483064, X'0206');
INSERT INTO arrival ("no", "at", "conversations") VALUES (4, 639309830751495181, X'0208');
INSERT INTO arrival ("no", "at", "conversations") VALUES (5, 639309830751591672, X'020A');
DELETE FROM call;
INSERT INTO call ("no", "conversation", "id", "writer", "sequence", "revision", "name", "started", "duration", "outcome", "payload", "checksum", "losses", "error_type") VALUES (1, 1, 'talk call 3', 1, 3, 0, 'save_guest', 638713224000000000, 800000, 0, '{"turn":"talk turn 1","arguments":["guests","name"],"result":[["result","a table"]]}', 2962538602, 0, NULL);
INSERT INTO call ("no", "conversation", "id", "writer", "sequence", "revision", "name", "started", "duration", "outcome", "payload", "checksum", "losses", "error_type") VALUES (2, 1, 'talk call 4', 1, 4, 0, 'save_guest', 638713224000000000, NULL, 1, '{"turn":"talk turn 2","error_type":"CrmException","error":true}', 3132574049, 0, 'CrmException');
INSERT INTO call ("no", "conversation", "id", "writer", "sequence", "revision", "name", "started", "duration", "outcome", "payload", "checksum", "losses", "error_type") VALUES (3, 4, 'elsewhere call 2', 4, 2, 0, 'save_guest', 638713224000000000, NULL, 1, '{"turn":"elsewhere turn 1"}', 3881618641, 0, NULL);
DELETE FROM conversation;
INSERT INTO conversation ("no", "id", "listed", "agent", "environment", "channel", "account", "project", "user", "dims", "known", "known_checksum", "created", "closed", "turns", "tokens", "slowest", "title", "title_in_pii", "outcomes", "failed_calls", "user_likes", "user_dislikes", "team_likes", "team_dislikes", "user_comments", "team_comments", "annotations", "read_by", "read_at", "key", "pii_purged", "erasure_pending", "v_entries", "v_warnings", "v_errors", "a_entries", "a_warnings", "a_errors", "happened", "v_logged", "a_logged", "v_last", "a_last", "v_duration", "a_duration", "span", "failed_turns", "interrupted_turns", "running", "v_failed_responses", "a_failed_responses", "v_losses", "a_losses", "v_problems", "a_problems", "variant", "language", "direction", "handoff", "handoff_reason", "cost", "slowest_call", "model_calls", "ended_model_calls", "failed_model_calls") VALUES (1, 'talk', 1, 'bookings', 0, 'voice', 'acme', 'project of acme', 1, 1, '{"writer":"977c760a-64e5-c6bc-d5e3-cb0cc1f1844d","revision":0,"agent":"bookings","account":"acme","project":"project of acme","environment":0,"channel":"voice","direction":0,"language":"en-GB","opened":638713224000000000,"closed":638713260000000000,"user":true,"from":true,"attributes":["tier","city"]}', 2418160500, 638713224000000000, 638713260000000000, 2, 352, 9000000, 'I am [name], book a table', 1, 'cf', 1, 1, 0, 0, 1, 1, 0, 1, 'team', 638713229400000000, 465251366835711655, NULL, 0, 2, 0, 1, 3, 1, 1, 638713260000000000, 638713224000000000, 638713224000000000, 638713260000000000, 638713260000000000, 36000000000, 36000000000, 36000000000, 1, 0, 0, 1, 1, 0, 0, 27, 27, NULL, 'en-GB', 0, NULL, NULL, 1200000, 800000, 0, 0, 0);
INSERT INTO conversation ("no", "id", "listed", "agent", "environment", "channel", "account", "project", "user", "dims", "known", "known_checksum", "created", "closed", "turns", "tokens", "slowest", "title", "title_in_pii", "outcomes", "failed_calls", "user_likes", "user_dislikes", "team_likes", "team_dislikes", "user_comments", "team_comments", "annotations", "read_by", "read_at", "key", "pii_purged", "erasure_pending", "v_entries", "v_warnings", "v_errors", "a_entries", "a_warnings", "a_errors", "happened", "v_logged", "a_logged", "v_last", "a_last", "v_duration", "a_duration", "span", "failed_turns", "interrupted_turns", "running", "v_failed_responses", "a_failed_responses", "v_losses", "a_losses", "v_problems", "a_problems", "variant", "language", "direction", "handoff", "handoff_reason", "cost", "slowest_call", "model_calls", "ended_model_calls", "failed_model_calls") VALUES (2, 'plain', 1, 'bookings', 0, 'chat', NULL, NULL, NULL, 2, '{"writer":"62e00e70-d3bc-aa46-fdd5-7f38bfe23d7d","revision":0,"agent":"bookings","environment":0,"channel":"chat","opened":638713230000000000}', 4175594419, 638713230000000000, NULL, 1, 0, NULL, '', 0, '', 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, NULL, NULL, 0, 1, 0, 0, 1, 0, 0, 638713230000000000, 638713224000000000, 638713224000000000, 638713230000000000, 638713230000000000, 0, 0, 36000000000, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, 0, 0);
INSERT INTO conversation ("no", "id", "listed", "agent", "environment", "channel", "account", "project", "user", "dims", "known", "known_checksum", "created", "closed", "turns", "tokens", "slowest", "title", "title_in_pii", "outcomes", "failed_calls", "user_likes", "user_dislikes", "team_likes", "team_dislikes", "user_comments", "team_comments", "annotations", "read_by", "read_at", "key", "pii_purged", "erasure_pending", "v_entries", "v_warnings", "v_errors", "a_entries", "a_warnings", "a_errors", "happened", "v_logged", "a_logged", "v_last", "a_last", "v_duration", "a_duration", "span", "failed_turns", "interrupted_turns", "running", "v_failed_responses", "a_failed_responses", "v_losses", "a_losses", "v_problems", "a_problems", "variant", "language", "direction", "handoff", "handoff_reason", "cost", "slowest_call", "model_calls", "ended_model_calls", "failed_model_calls") VALUES (3, 'held', 1, 'bookings', 0, 'voice', NULL, NULL, 2, 3, '{"writer":"8eabe2a6-5e1d-4008-32c6-468e63cc2ec4","revision":0,"agent":"bookings","environment":0,"channel":"voice","direction":0,"language":"en-GB","opened":638713224000000000,"closed":638713260000000000,"user":true,"from":true,"attributes":["tier","city"]}', 606382729, 638713224000000000, 638713260000000000, 0, 0, NULL, '', 0, '', 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, 8950061239961675527, NULL, 0, 0, 0, 0, 1, 0, 0, 638713260000000000, NULL, 638713224000000000, 638713260000000000, 638713260000000000, 36000000000, 36000000000, 36000000000, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, 'en-GB', 0, NULL, NULL, NULL, NULL, 0, 0, 0);
INSERT INTO conversation ("no", "id", "listed", "agent", "environment", "channel", "account", "project", "user", "dims", "known", "known_checksum", "created", "closed", "turns", "tokens", "slowest", "title", "title_in_pii", "outcomes", "failed_calls", "user_likes", "user_dislikes", "team_likes", "team_dislikes", "user_comments", "team_comments", "annotations", "read_by", "read_at", "key", "pii_purged", "erasure_pending", "v_entries", "v_warnings", "v_errors", "a_entries", "a_warnings", "a_errors", "happened", "v_logged", "a_logged", "v_last", "a_last", "v_duration", "a_duration", "span", "failed_turns", "interrupted_turns", "running", "v_failed_responses", "a_failed_responses", "v_losses", "a_losses", "v_problems", "a_problems", "variant", "language", "direction", "handoff", "handoff_reason", "cost", "slowest_call", "model_calls", "ended_model_calls", "failed_model_calls") VALUES (4, 'elsewhere', 1, 'bookings', 0, 'voice', 'globex', 'project of globex', 1, 4, '{"writer":"0513aeee-01cb-c56b-fa7a-82730d280003","revision":0,"agent":"bookings","account":"globex","project":"project of globex","environment":0,"channel":"voice","direction":0,"language":"en-GB","opened":638713224000000000,"closed":638713260000000000,"user":true,"from":true,"attributes":["tier","city"]}', 473173974, 638713224000000000, 638713260000000000, 1, 0, NULL, '', 0, 'f', 1, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, 2626228670783571778, NULL, 0, 0, 0, 0, 0, 0, 0, 638713260000000000, NULL, NULL, 638713260000000000, 638713260000000000, 36000000000, 36000000000, 36000000000, 0, 0, 0, 0, 0, 0, 0, 2, 2, NULL, 'en-GB', 0, NULL, NULL, NULL, NULL, 0, 0, 0);
DELETE FROM dead_letter;
INSERT INTO dead_letter ("no", "conversation", "id", "kind", "reason", "refused", "checksum") VALUES (1, 1, X'2708BFA2BFA346EBA1F37D08A9FE6378', 'entry', 'too large', 638713229400000000, 1803268923);
DELETE FROM dims;
INSERT INTO dims ("no", "agent", "environment", "channel", "account") VALUES (1, 'bookings', 0, 'voice', 'acme');
INSERT INTO dims ("no", "agent", "environment", "channel", "account") VALUES (2, 'bookings', 0, 'chat', NULL);
INSERT INTO dims ("no", "agent", "environment", "channel", "account") VALUES (3, 'bookings', 0, 'voice', NULL);
INSERT INTO dims ("no", "agent", "environment", "channel", "account") VALUES (4, 'bookings', 0, 'voice', 'globex');
DELETE FROM entry;
INSERT INTO entry ("no", "scope", "kind", "time", "content", "fields", "masked", "checksum") VALUES (268435461, 1, 0, 638713224000000000, 'validated inputs', CAST(X'7B22617474656D7074223A322C2270686F6E65223A222B31E280A6227D' AS TEXT), '["phone"]', 1821708957);
INSERT INTO entry ("no", "scope", "kind", "time", "content", "fields", "masked", "checksum") VALUES (268435463, 3, 2, 638713224000000000, 'CRM upsert failed', NULL, NULL, 2597470663);
INSERT INTO entry ("no", "scope", "kind", "time", "content", "fields", "masked", "checksum") VALUES (536870914, 0, 0, 638713224000000000, 'nothing personal here', NULL, NULL, 1736324304);
INSERT INTO entry ("no", "scope", "kind", "time", "content", "fields", "masked", "checksum") VALUES (4611686018695823366, 2, 5, 638713224000000000, NULL, NULL, NULL, 3921250998);
INSERT INTO entry ("no", "scope", "kind", "time", "content", "fields", "masked", "checksum") VALUES (4611686019232694273, 0, 4, 638713224000000000, NULL, NULL, NULL, 2350771271);
DELETE FROM entry_text_config;
INSERT INTO entry_text_config ("k", "v") VALUES ('automerge', 8);
INSERT INTO entry_text_config ("k", "v") VALUES ('crisismerge', 1000);
INSERT INTO entry_text_config ("k", "v") VALUES ('version', 4);
DELETE FROM entry_text_data;
INSERT INTO entry_text_data ("id", "block") VALUES (1, X'0329');
INSERT INTO entry_text_data ("id", "block") VALUES (10, X'000000040101010001010101');
INSERT INTO entry_text_data ("id", "block") VALUES (137438953473, X'0000020B083030313834383132818080800502FFFFFF7B0106313131353530818080800502FFFFFF7B0107333675346661628180808007020637777A6C646281808080050107356274326C73618280808002020666737A6434648180808005010736366970666E63818080800502066576796570638280808002010737756271746C63828080800201076166763733616382808080020107637361726A636182808080020107646837716770628280808002010765633274766E62828080800202066475626177618180808007010767666F336C726281808080050206716E6A616D6481808080050206787078346F6382808080020107683736617278628280808002020663717665736381808080070206707679767A628180808007010769786467773761828080800201076A703466707062828080800201076B346468616663818080800702066C7278616A6182808080020206797678666B61818080800501076C696334706A6381808080050206766879647664818080800701076E346962776A6481808080070206776E6572336381808080050107717675783561638180808005010772696B376970638180808005010774366635747A6282808080020107776F377235786481808080050206763668666D648180808005010D7837647776336472726775706A81808080050206697637336661818080800701077962687A34686381808080070413120E0D0E0D0E0D0E0E0E0E0E0D0E0D0D0E0D0D0E0E0E0D0D0E0D0E0D0E0E0E0E0D140D');
DELETE FROM entry_text_idx;
INSERT INTO entry_text_idx ("segid", "term", "pgno") VALUES (1, X'', 2);
DELETE FROM erased_user;
DELETE FROM fact;
INSERT INTO fact ("no", "conversation", "id", "writer", "sequence", "scope", "kind", "time", "payload", "checksum") VALUES (1, 1, X'342F8EE8D98F3F3D768D538936FCB01A', 1, 7, 3, 0, 638713224000000000, '{"method":"GET","url":"https://crm.example/contacts?[redacted]","status":503,"elapsed":120000,"error_body":"[redacted]","fields":[]}', 2489368720);
INSERT INTO fact ("no", "conversation", "id", "writer", "sequence", "scope", "kind", "time", "payload", "checksum") VALUES (2, 1, X'97961CAC074F2157838CA8311D3605F2', 1, 7, 0, 1, 638713224000000000, '{"change":0,"fields":[["language","[redacted]",null]]}', 1046811839);
INSERT INTO fact ("no", "conversation", "id", "writer", "sequence", "scope", "kind", "time", "payload", "checksum") VALUES (3, 1, X'D05C6197A61F84D43794B9025FA48690', 1, 7, 0, 2, 638713224000000000, '{"write_once":false,"fields":[["confidence",7]]}', 3436232549);
DELETE FROM feedback;
INSERT INTO feedback ("no", "conversation", "turn_id", "source", "rating", "created", "has_comment", "checksum") VALUES (1, 1, 'talk turn 1', 0, 0, 638713227000000000, 1, 8530703287);
INSERT INTO feedback ("no", "conversation", "turn_id", "source", "rating", "created", "has_comment", "checksum") VALUES (2, 1, 'talk turn 2', 1, 1, 638713227600000000, 0, 8295929344);
DELETE FROM hold;
INSERT INTO hold ("conversation_id", "placed_by", "placed", "reason") VALUES ('held', 'counsel', 638713242000000000, 'case 7');
DELETE FROM lost_key;
DELETE FROM meta;
INSERT INTO meta ("key", "value") VALUES ('keys_given', 4);
INSERT INTO meta ("key", "value") VALUES ('keys_id', X'ED9C7FE0B1153F0E0210DE9531A73E15');
INSERT INTO meta ("key", "value") VALUES ('ledger_applied', 2);
INSERT INTO meta ("key", "value") VALUES ('removals', 2);
INSERT INTO meta ("key", "value") VALUES ('shape', '93675B1207A7C72B9CDAABF0A324797C');
INSERT INTO meta ("key", "value") VALUES ('traces', 1);
INSERT INTO meta ("key", "value") VALUES ('traces_cleaned', 1);
DELETE FROM note;
INSERT INTO note ("no", "conversation", "id", "author", "created", "checksum") VALUES (1, 1, X'44A0F04B0F68284187D24C08D1BA4F02', 'team', 638713228800000000, 2756365251);
DELETE FROM pii;
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (0, 1, X'7D5CF972C9212EB31E2EC8A59E0AE6B63D9190D6778A27EA394DE01BDAED6AD2FDBEEAE7A9D555FA92F6AD682783D2B39D840F26CFAE55D96A16CB238BE2D32C757821BB09A5E079849F923802C39E2C627AC661D1C314802289BA9F184D06E804272DE1AECA3143617E05784467A8F365B940D5A002101940F27CAD5E6E29652DB2D2C030FD0AF2E8CE34C62953BC0F7A07BCD441F5EE6E9B111A8FEA99', 4046807189);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (0, 3, X'AC901905D70B54E474CC3791ADEA6C490D2423FC45063D32A85BA98D2C37CB403122B46C4AECA9EC696F7800C268D4ADD668DE0DCB8B0AAEE90769D111A12BBD6F85B3B7F1F32256621603277C7F214C460073EB234039D4C7307985A68C80E93F91FBC74BDB9217898F68DA4089A88A4FFAAC5DF8AF02CCCF8810B3AA', 3283932821);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (0, 4, X'7EB322350193EA9A5DA27B733DF075DEEB1BEAF1AD6BE4194A5B684CF9BCFD85E0DA2F19CFEC1FBA1A442876AB12043C639EED473A3E986113488CC638151090AEA3F4A23ACE91C809DF70C3CC5017D6550C03A4C414C148E48A3DF908B0057F2C168D79EEDBC32D8E8F97211FD3A6A9EEE6FF4BC598CB2CE23B0A311B', 1144829743);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (1, 1, X'3C4065428939C38D95538C03D3F5E85514074D9BE976590D6E8D5337B4E2183DF75D4BBCD15A919683F9D4DCF440D71594732A58725199F79ACB32CFC10FBC18AD84865ACA9E12EF01D9E44D93ED9FC304824651B8AE9A49112890EEAE43BEE349EC910C69AE2A50986EDBAC31CC40EA44744F02DA8DBA7FE999ED504A', 1558726666);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (1, 3, X'D7EF6569F34631938643D581DC6E3458A7260D34F064646E2162378840D6AA35EEC1F0BF5641E670494FEFFB78E103A9677282D19DE0D6DE2BA6B1F526E419E98431D071E2699CC1CAE53F5531F9678F1A25E5B2FFA5CE7955CDFA7900945D1A22F3C891B06B757B98E468B5423AB00FDD06CE6BA14A9FC82A7277C563', 581562544);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (1, 4, X'EE31B44C107FE2A5D41D6D0259712B1B064A673148A9C1535111A256D8EF4F383855FF8E71B0ACB1C7CA5AC741C0D1577E6B7D6E7A9E0289258483F666A8343C58A4444B2E94A38185CAEE41B30894D57F4D43005246C164F195B27BBB434E3B5E985B2891C31BCB59998889BE9468CAE5585F63A9E46F1532439DBCF6', 3980885681);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (2, 268435461, X'9266150190516C5E39CC08B9FCF1EE991266B4E5E1A73090D01AF2501C1C41F2187615D340F52B31980E2AFCB4921CD2D12D40696BDA1B77ED15172B2F08AFB8D5F580CDCA7C', 2305636238);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (2, 4611686018695823366, X'46BA323A917CE683141A9E9BD836AD1FFEACA5EFA86F662CE1B191FA86456E4DB57B307D97F6E08ADF46CAC76408EB54C1F1CAD9211B52784B4E856B4FF022CB3750B6DCB61259', 2655283765);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (2, 4611686019232694273, X'103099B9B4DC30CEC7E1B1B9BA0B3F2BC2040403B8878A587386C1442273480D13BA2C2725CC9410C10D04603CB569859C0A8AA3AF338D6B1CE39096BDC48C168F206380CE8E54466F', 1723783851);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (3, 1, X'7080FBBF94B8CDDD7C4EEF57FC0F73FE83E45AD56B30AF4C2EB7DD69D6BD5DF0210AA75C066EDE54F0696170B33FB94ACF1AEAEBAA3F2A2850BF11FBCFFA66F96E29BEA12711E8ED0B6648D0786974B7073588F46725B35B06CDE63659B8FE3D52A5105FB54BF18C153F80F5A328217AF384BA5FB8F307E936CB45F9820133D020A34C8FD738EA56D0AB6A19F4D844447294A3E9E14226CDB46A2D3C99EBCEBA773FD0', 3584245754);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (3, 2, X'A63DB79783B4EC24A562E2DBD5ECAF28F5793122D3BCE337C0517E22E849C630AC546F875B75ADC3FD11ED50307DA2C88CCFBAA8179684080ACB6EE5B1D075199999', 1835959632);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (4, 1, X'B92CCB11103A5C3BCE31DF4C07C41D971226F7F80227FF1CDF3E6D45DDDAB7A87C8ACC9D0F86CF091B9CDF6B894461487F801E13B46797B4A7C5694AE41CE17C440A788BFB0694B973FF3A4818FB770D0C03656A4CEE171741369D2D', 3573559046);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (4, 2, X'FC703F346E999860EB5528783CC9606ADDFCD9A4E4E3F74E0A903368EA7210776C9E903C0155BDAE00EEB129B0A4AEB9D1B443B9AE18122D', 3807005878);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (5, 1, X'173DE243045EB35EAA170BB1F5D10BEE328F95AE59EF6E49DC7C5F275F16DAD03A6C1E2028ED865D6F115287D0D344FFF99747B2404279C493154A9C161A6F9B6F966A8E44CAD9F74B22AEB75C91437744AEEBA5000756ACCF6B4C01085D0DCB1FBBE153319A981730723D2CDC1A2C217ACA0A861F39', 3441776299);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (5, 2, X'7EF34490DDB2D3E18D2F72DCDC09C13A669FD6191BA468933A15A2507231D0139CFEEF6CA89F3062ADC507A1A849EDE40F201922D6B0C84DB0D99DB712B7FE966F8DF854FD', 3882440561);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (6, 1, X'D68DEC0AA1027DD7357049F174CC9EF0F45FB0F1A809B3C80B6E5D8FD92DD6D2809639420AF1516837F438', 2388024158);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (7, 1, X'8AE761CAA0C6E0975A5C72CEFDA4047A98DED4ACBBF9B5D74096CD69CE7C79A791EEDBBA2252C497F7589B084387C7D52E0FBEC77F5E8685A1F8C7', 2458760676);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (8, 1, X'8B5FD9060E6F7C9B536CD465F734629172A3803A5F555C2497FF4E033DB3D1A3498924467AD9C031AF', 1704160518);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (9, 1, X'9E5DDB15CB1246CA02D49D1339922E32E91C3A003D253AAD0901391A3027D5CFB4ED3741747044DD4250', 3301054656);
DELETE FROM removal;
DELETE FROM retention_run;
DELETE FROM roll_up;
INSERT INTO roll_up ("kind", "at", "dims", "name", "cell", "checksum") VALUES (0, 70968136, 1, '', X'0402EC04545480D1CA08020000020206455552028080D8DB98D9A10480D1CA0802881202', 3749101812);
INSERT INTO roll_up ("kind", "at", "dims", "name", "cell", "checksum") VALUES (0, 70968136, 2, '', X'02000000000000000000000000', 3633003339);
INSERT INTO roll_up ("kind", "at", "dims", "name", "cell", "checksum") VALUES (0, 70968137, 4, '', X'02000000000000000000000000', 3197949908);
INSERT INTO roll_up ("kind", "at", "dims", "name", "cell", "checksum") VALUES (1, 70968136, 1, 'save_guest', X'040280D46102C20E02', 2891540776);
INSERT INTO roll_up ("kind", "at", "dims", "name", "cell", "checksum") VALUES (1, 70968136, 4, 'save_guest', X'02020000', 890834890);
INSERT INTO roll_up ("kind", "at", "dims", "name", "cell", "checksum") VALUES (2, 739251, 1, 'save_guest', X'040280D46102C20E02', 2568017989);
INSERT INTO roll_up ("kind", "at", "dims", "name", "cell", "checksum") VALUES (2, 739251, 4, 'save_guest', X'02020000', 3739082337);
DELETE FROM scope;
INSERT INTO scope ("no", "conversation", "turn_id", "call_id", "checksum") VALUES (1, 1, 'talk turn 1', 'talk call 3', 687521122);
INSERT INTO scope ("no", "conversation", "turn_id", "call_id", "checksum") VALUES (2, 1, 'talk turn 1', NULL, 2551770702);
INSERT INTO scope ("no", "conversation", "turn_id", "call_id", "checksum") VALUES (3, 1, 'talk turn 2', NULL, 2176311911);
DELETE FROM subject;
INSERT INTO subject ("kind", "hash", "conversation") VALUES (0, X'0BFC87CBB113AA4D78F7ADC0A3EB1335E0FB2C87DAFD3B311797C05FC83A5CF7', 1);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (0, X'0BFC87CBB113AA4D78F7ADC0A3EB1335E0FB2C87DAFD3B311797C05FC83A5CF7', 4);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (0, X'F05305BEE2D53524BBEF2868DDEFC0FEC91CECCEEACF6FA067035D4329733795', 3);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (1, X'D53574E4D714DFDB7C932349FA55B24AA86D6B1FD92E88ED45B46EBD377C4341', 1);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (1, X'D53574E4D714DFDB7C932349FA55B24AA86D6B1FD92E88ED45B46EBD377C4341', 3);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (1, X'D53574E4D714DFDB7C932349FA55B24AA86D6B1FD92E88ED45B46EBD377C4341', 4);
DELETE FROM text_day;
INSERT INTO text_day ("kind", "day") VALUES (0, 739251);
INSERT INTO text_day ("kind", "day") VALUES (1, 739251);
DELETE FROM to_index;
DELETE FROM tombstone;
INSERT INTO tombstone ("conversation_id") VALUES ('erased');
DELETE FROM turn;
INSERT INTO turn ("no", "conversation", "id", "writer", "sequence", "revision", "started", "ended", "latency", "failed", "error_type", "model", "input_tokens", "output_tokens", "cost", "currency", "first_token", "user_input", "agent_response", "flags", "checksum", "is_indexed", "details") VALUES (1, 1, 'talk turn 1', 1, 1, 0, 638713224600000000, 638713225200000000, 9000000, 0, NULL, 'gpt-x', 310, 42, '0.00120', 'EUR', 2500000, 'I am [name], book a table', 'Done.', 5, 1203840260, 1, NULL);
INSERT INTO turn ("no", "conversation", "id", "writer", "sequence", "revision", "started", "ended", "latency", "failed", "error_type", "model", "input_tokens", "output_tokens", "cost", "currency", "first_token", "user_input", "agent_response", "flags", "checksum", "is_indexed", "details") VALUES (2, 1, 'talk turn 2', 1, 2, 0, 638713225800000000, NULL, NULL, 1, 'System.InvalidOperationException', NULL, NULL, NULL, NULL, NULL, NULL, 'And tomorrow?', '', 12, 3605374968, 1, NULL);
INSERT INTO turn ("no", "conversation", "id", "writer", "sequence", "revision", "started", "ended", "latency", "failed", "error_type", "model", "input_tokens", "output_tokens", "cost", "currency", "first_token", "user_input", "agent_response", "flags", "checksum", "is_indexed", "details") VALUES (3, 2, 'plain turn 1', 2, 1, 0, 638713230000000000, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '', '', 0, 1078780378, 0, NULL);
INSERT INTO turn ("no", "conversation", "id", "writer", "sequence", "revision", "started", "ended", "latency", "failed", "error_type", "model", "input_tokens", "output_tokens", "cost", "currency", "first_token", "user_input", "agent_response", "flags", "checksum", "is_indexed", "details") VALUES (4, 4, 'elsewhere turn 1', 4, 1, 0, 638713236000000000, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '', '', 0, 3076517134, 0, NULL);
DELETE FROM turn_text_config;
INSERT INTO turn_text_config ("k", "v") VALUES ('automerge', 8);
INSERT INTO turn_text_config ("k", "v") VALUES ('crisismerge', 1000);
INSERT INTO turn_text_config ("k", "v") VALUES ('version', 4);
DELETE FROM turn_text_data;
INSERT INTO turn_text_data ("id", "block") VALUES (1, X'0217');
INSERT INTO turn_text_data ("id", "block") VALUES (10, X'000000040101010001010101');
INSERT INTO turn_text_data ("id", "block") VALUES (137438953473, X'000000D108303031383438313201010106313131353530010101073263647A676C620102066E696667736301010733336D6174626402020635683262786102010734746466656661010107657061653662610101076833753464376202020677363734646401010769676E70726F630201076B356137787362010107706F6D767633610101077163676936336302010772613773716161010107756478667A3361020206656F7833676201020671746D32346101010779796872687A620201077A706D75736E6301020673796F68796401040B0A0A090A090A0A0A090A0A0A0A0A0A09090A0A');
DELETE FROM turn_text_idx;
INSERT INTO turn_text_idx ("segid", "term", "pgno") VALUES (1, X'', 2);
DELETE FROM user;
INSERT INTO user ("no", "hash", "pseudonym") VALUES (1, X'0BFC87CBB113AA4D78F7ADC0A3EB1335E0FB2C87DAFD3B311797C05FC83A5CF7', 'user-d1c2e0388355');
INSERT INTO user ("no", "hash", "pseudonym") VALUES (2, X'F05305BEE2D53524BBEF2868DDEFC0FEC91CECCEEACF6FA067035D4329733795', 'user-226e7076e32b');
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
INSERT INTO sqlite_sequence ("name", "seq") VALUES ('scope', 3);
INSERT INTO sqlite_sequence ("name", "seq") VALUES ('to_index', 5);
INSERT INTO sqlite_sequence ("name", "seq") VALUES ('turn', 4);
INSERT INTO sqlite_sequence ("name", "seq") VALUES ('user', 3);
INSERT INTO sqlite_sequence ("name", "seq") VALUES ('writer', 5);
COMMIT;
