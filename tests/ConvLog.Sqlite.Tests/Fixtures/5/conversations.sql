BEGIN; PRAGMA auto_vacuum = INCREMENTAL; PRAGMA application_id = 1129074503; COMMIT;
BEGIN;
PRAGMA user_version = 5;
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
, failed_turns INTEGER NOT NULL DEFAULT 0, interrupted_turns INTEGER NOT NULL DEFAULT 0, running INTEGER NOT NULL DEFAULT 0, v_failed_responses INTEGER NOT NULL DEFAULT 0, a_failed_responses INTEGER NOT NULL DEFAULT 0, v_losses INTEGER NOT NULL DEFAULT 0, a_losses INTEGER NOT NULL DEFAULT 0, v_problems INTEGER NOT NULL DEFAULT 0, a_problems INTEGER NOT NULL DEFAULT 0, variant TEXT, language TEXT, direction INTEGER, handoff TEXT, handoff_reason TEXT, cost INTEGER, slowest_call INTEGER);
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
CREATE INDEX conversation_failed_responses ON conversation (listed, created) WHERE a_failed_responses > 0;
CREATE INDEX conversation_failed_turns ON conversation (listed, created) WHERE failed_turns > 0;
CREATE INDEX conversation_handoff ON conversation (listed, created) WHERE handoff IS NOT NULL;
CREATE INDEX conversation_interrupted_turns ON conversation (listed, created) WHERE interrupted_turns > 0;
CREATE INDEX conversation_language ON conversation (listed, language, created) WHERE language IS NOT NULL;
CREATE INDEX conversation_losses ON conversation (listed, created) WHERE a_losses > 0;
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
INSERT INTO arrival ("no", "at", "conversations") VALUES (1, 639309718195483733, X'0202');
INSERT INTO arrival ("no", "at", "conversations") VALUES (2, 639309718196263370, X'0204');
INSERT INTO arrival ("no", "at", "conversations") VALUES (3, 639309718196299665, X'0206');
INSERT INTO arrival ("no", "at", "conversations") VALUES (4, 639309718196313402, X'0208');
INSERT INTO arrival ("no", "at", "conversations") VALUES (5, 639309718196331301, X'020A');
DELETE FROM call;
INSERT INTO call ("no", "conversation", "id", "writer", "sequence", "revision", "name", "started", "duration", "outcome", "payload", "checksum", "losses", "error_type") VALUES (1, 1, 'talk call 3', 1, 3, 0, 'save_guest', 638713224000000000, 800000, 0, '{"turn":"talk turn 1","arguments":["guests","name"],"result":[["result","a table"]]}', 2962538602, 0, NULL);
INSERT INTO call ("no", "conversation", "id", "writer", "sequence", "revision", "name", "started", "duration", "outcome", "payload", "checksum", "losses", "error_type") VALUES (2, 1, 'talk call 4', 1, 4, 0, 'save_guest', 638713224000000000, NULL, 1, '{"turn":"talk turn 2","error_type":"CrmException","error":true}', 3132574049, 0, 'CrmException');
INSERT INTO call ("no", "conversation", "id", "writer", "sequence", "revision", "name", "started", "duration", "outcome", "payload", "checksum", "losses", "error_type") VALUES (3, 4, 'elsewhere call 2', 4, 2, 0, 'save_guest', 638713224000000000, NULL, 1, '{"turn":"elsewhere turn 1"}', 3881618641, 0, NULL);
DELETE FROM conversation;
INSERT INTO conversation ("no", "id", "listed", "agent", "environment", "channel", "account", "project", "user", "dims", "known", "known_checksum", "created", "closed", "turns", "tokens", "slowest", "title", "title_in_pii", "outcomes", "failed_calls", "user_likes", "user_dislikes", "team_likes", "team_dislikes", "user_comments", "team_comments", "annotations", "read_by", "read_at", "key", "pii_purged", "erasure_pending", "v_entries", "v_warnings", "v_errors", "a_entries", "a_warnings", "a_errors", "happened", "v_logged", "a_logged", "v_last", "a_last", "v_duration", "a_duration", "span", "failed_turns", "interrupted_turns", "running", "v_failed_responses", "a_failed_responses", "v_losses", "a_losses", "v_problems", "a_problems", "variant", "language", "direction", "handoff", "handoff_reason", "cost", "slowest_call") VALUES (1, 'talk', 1, 'bookings', 0, 'voice', 'acme', 'project of acme', 1, 1, '{"writer":"977c760a-64e5-c6bc-d5e3-cb0cc1f1844d","revision":0,"agent":"bookings","account":"acme","project":"project of acme","environment":0,"channel":"voice","direction":0,"language":"en-GB","opened":638713224000000000,"closed":638713260000000000,"user":true,"from":true,"attributes":["tier","city"]}', 2418160500, 638713224000000000, 638713260000000000, 2, 352, 9000000, 'I am [name], book a table', 1, 'cf', 1, 1, 0, 0, 1, 1, 0, 1, 'team', 638713229400000000, 9200488141693683275, NULL, 0, 2, 0, 1, 3, 1, 1, 638713260000000000, 638713224000000000, 638713224000000000, 638713260000000000, 638713260000000000, 36000000000, 36000000000, 36000000000, 1, 0, 0, 1, 1, 0, 0, 27, 27, NULL, 'en-GB', 0, NULL, NULL, 1200000, 800000);
INSERT INTO conversation ("no", "id", "listed", "agent", "environment", "channel", "account", "project", "user", "dims", "known", "known_checksum", "created", "closed", "turns", "tokens", "slowest", "title", "title_in_pii", "outcomes", "failed_calls", "user_likes", "user_dislikes", "team_likes", "team_dislikes", "user_comments", "team_comments", "annotations", "read_by", "read_at", "key", "pii_purged", "erasure_pending", "v_entries", "v_warnings", "v_errors", "a_entries", "a_warnings", "a_errors", "happened", "v_logged", "a_logged", "v_last", "a_last", "v_duration", "a_duration", "span", "failed_turns", "interrupted_turns", "running", "v_failed_responses", "a_failed_responses", "v_losses", "a_losses", "v_problems", "a_problems", "variant", "language", "direction", "handoff", "handoff_reason", "cost", "slowest_call") VALUES (2, 'plain', 1, 'bookings', 0, 'chat', NULL, NULL, NULL, 2, '{"writer":"62e00e70-d3bc-aa46-fdd5-7f38bfe23d7d","revision":0,"agent":"bookings","environment":0,"channel":"chat","opened":638713230000000000}', 4175594419, 638713230000000000, NULL, 1, 0, NULL, '', 0, '', 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, NULL, NULL, 0, 1, 0, 0, 1, 0, 0, 638713230000000000, 638713224000000000, 638713224000000000, 638713230000000000, 638713230000000000, 0, 0, 36000000000, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO conversation ("no", "id", "listed", "agent", "environment", "channel", "account", "project", "user", "dims", "known", "known_checksum", "created", "closed", "turns", "tokens", "slowest", "title", "title_in_pii", "outcomes", "failed_calls", "user_likes", "user_dislikes", "team_likes", "team_dislikes", "user_comments", "team_comments", "annotations", "read_by", "read_at", "key", "pii_purged", "erasure_pending", "v_entries", "v_warnings", "v_errors", "a_entries", "a_warnings", "a_errors", "happened", "v_logged", "a_logged", "v_last", "a_last", "v_duration", "a_duration", "span", "failed_turns", "interrupted_turns", "running", "v_failed_responses", "a_failed_responses", "v_losses", "a_losses", "v_problems", "a_problems", "variant", "language", "direction", "handoff", "handoff_reason", "cost", "slowest_call") VALUES (3, 'held', 1, 'bookings', 0, 'voice', NULL, NULL, 2, 3, '{"writer":"8eabe2a6-5e1d-4008-32c6-468e63cc2ec4","revision":0,"agent":"bookings","environment":0,"channel":"voice","direction":0,"language":"en-GB","opened":638713224000000000,"closed":638713260000000000,"user":true,"from":true,"attributes":["tier","city"]}', 606382729, 638713224000000000, 638713260000000000, 0, 0, NULL, '', 0, '', 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, 7691987943259228721, NULL, 0, 0, 0, 0, 1, 0, 0, 638713260000000000, NULL, 638713224000000000, 638713260000000000, 638713260000000000, 36000000000, 36000000000, 36000000000, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, 'en-GB', 0, NULL, NULL, NULL, NULL);
INSERT INTO conversation ("no", "id", "listed", "agent", "environment", "channel", "account", "project", "user", "dims", "known", "known_checksum", "created", "closed", "turns", "tokens", "slowest", "title", "title_in_pii", "outcomes", "failed_calls", "user_likes", "user_dislikes", "team_likes", "team_dislikes", "user_comments", "team_comments", "annotations", "read_by", "read_at", "key", "pii_purged", "erasure_pending", "v_entries", "v_warnings", "v_errors", "a_entries", "a_warnings", "a_errors", "happened", "v_logged", "a_logged", "v_last", "a_last", "v_duration", "a_duration", "span", "failed_turns", "interrupted_turns", "running", "v_failed_responses", "a_failed_responses", "v_losses", "a_losses", "v_problems", "a_problems", "variant", "language", "direction", "handoff", "handoff_reason", "cost", "slowest_call") VALUES (4, 'elsewhere', 1, 'bookings', 0, 'voice', 'globex', 'project of globex', 1, 4, '{"writer":"0513aeee-01cb-c56b-fa7a-82730d280003","revision":0,"agent":"bookings","account":"globex","project":"project of globex","environment":0,"channel":"voice","direction":0,"language":"en-GB","opened":638713224000000000,"closed":638713260000000000,"user":true,"from":true,"attributes":["tier","city"]}', 473173974, 638713224000000000, 638713260000000000, 1, 0, NULL, '', 0, 'f', 1, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, 5537194186608083399, NULL, 0, 0, 0, 0, 0, 0, 0, 638713260000000000, NULL, NULL, 638713260000000000, 638713260000000000, 36000000000, 36000000000, 36000000000, 0, 0, 0, 0, 0, 0, 0, 2, 2, NULL, 'en-GB', 0, NULL, NULL, NULL, NULL);
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
INSERT INTO meta ("key", "value") VALUES ('keys_id', X'9150F2AD76A7DB1B94A7F691166C2BC4');
INSERT INTO meta ("key", "value") VALUES ('ledger_applied', 2);
INSERT INTO meta ("key", "value") VALUES ('removals', 2);
INSERT INTO meta ("key", "value") VALUES ('shape', 'CE4EB40C1D30343066C06553CB36E36D');
INSERT INTO meta ("key", "value") VALUES ('traces', 1);
INSERT INTO meta ("key", "value") VALUES ('traces_cleaned', 1);
DELETE FROM note;
INSERT INTO note ("no", "conversation", "id", "author", "created", "checksum") VALUES (1, 1, X'44A0F04B0F68284187D24C08D1BA4F02', 'team', 638713228800000000, 2756365251);
DELETE FROM pii;
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (0, 1, X'49FBE6B317C41D9305F66493388B52BF94C7264218B74129CA6A6901761632B3EED6C56236F8C044BC5AAC94ECCB5D6A6AF2C053E72449EA18E5E7765800B27EB07CDDC395EBD56B8EDB0BB810F8F6864D0CA4B711E1802BF0C8CEBC0EF36ABB45189188E0E7C93EE9593369B037113DC2877EB049809A12968229F851434895555D091BD4434F4F3E6E7AE7D31BD9DD8B20A8863ECFFA880302F532A25A', 823743045);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (0, 3, X'BE2DC4FBBFE5299F3A30928E4A39D128E84C3A23243A7D546490362CAA025AFF9B6FB66535E004ED14DBF6E6A5171D04E71715F0BAA645E67DD8892B6F737B2732ED5EEE2E1A6B5CFCF9611C9E130EDC756C58EE8B09B4990B0180DFAE6A5FF88E59F8035CA5A6B72E87835C563635ABAC38BA5EED25AB055DF4910E35', 600682414);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (0, 4, X'EDA45FB8BA5E1EAE2278E182200BE336849E9B5A0A526DE6371B55619AA5F3E33D0D66110D0ACCDF530B6174A77E29FB211E8EB4C9EEACCC371976326A2FCEB8ED2604C8DF7F35E560197A98B196E55E8379D91982113C30F91BD12686E7F19B07B7A8EB85D3D00DB7EA80692083F28D8908AD57BB9A6115D28E7A09FB', 3464915300);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (1, 1, X'6DB5718C8495476ED6CB2104782348F89901779FDBEDA897841FD8E38AF49484B00EBBEFD69DD1DBE6464E8078580BBCD77B01309CB229B2722334D0D4A7C9AA7C88A17201A99CB4BC034212695BCDFC4F7A91402755BCD9017B2FE86844E6C128C47704282A6A742A342363DC0A0400C157752B19C2F11DFA62429D73', 3435795900);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (1, 3, X'C47C7E086183917CFBD8FB46CD095CF557281C361993F90FEB76D083C23897FFCB61B7D172433194CF09F63644E418A6720EF724D9E45084EB8AA1478627CB32E56FA4BE0D751A5DEAFDAA969143EBF8BF0F09973A7DBFA06628FE38D50EF0D0D6EB419E6EFA1BF5599D8AD5349D3FD4838515942E2A4DB522FE259CAB', 2296238087);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (1, 4, X'C33512748FFEC3889E76EC9EBC738CAE5C97052C9510B51528CED9BEAAE44A56E6E43143B45EB2211686E5730771F5ABBD8A33B74FE99BF4CBD73129C35E07E91EF9E5049C38F740EA7F11C121642577CC4523746731BDD8E025374AA26D7A43A2369043DE666740F63934427F2F94BF13F3F7FD5A3DC1E6DE84B486E2', 4129129194);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (2, 268435461, X'46C144BDA83A2EA55DF0AB6D27B7238E642059C06A8EAEAD8ADDE11EC5467E9F62431BAAA4278320E044FD530E88C31FDC30DBA3723BA91A1A512A26CF208088FC87E6D975F8', 2458726997);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (2, 4611686018695823366, X'E8317F7B2F379B0670734AF6348F4B7BE93ADD0C15BC37A571EDFAA6FA2FE5B94C8E48F243C204095236E4BC26AE000149479B61D48806939C81A7432B4C26F28871A19BEFF579', 1286455822);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (2, 4611686019232694273, X'0074F1F6AB5DA911129D124444674B7BF96AD193B63DFB8E9980973E8EA52A6AB177D590464A93C1849F0441C72E8EECEB2E922C52FEFA79B20A6FD05B1D8FF13BDBD72165BFEC970F', 1817536219);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (3, 1, X'D351C8478471F6D4B13A7B5E97FEB8A058996B54AA720E58E03703EABF92F640993FF5505741CE718B71355F12906E0DF3496E1D2D0913767E451F11D77B2499FC4BF903D0740A3CA01224A716915C8DAB7AEACE0D230EBB06B444CD3C1CA2B6253418A020B7A49517D75B7BBFC209C8D9CB37B6ABAF05350F4668F0679EBD2C4FDC35ADEE524D11B82B8D86E1EE7B87B53809B441A96FECCAB2EB8062490F73BD2838', 2445232233);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (3, 2, X'B0FC7EFFFFE5CE775488409E48F6C9CD68E106C99A4F061BE8F8DD331F801139C36F894689D85F7C1F0392FCFFF859ABF9CF9DF2368C724DAB78E0B43E045079A8F5', 717084147);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (4, 1, X'55363F9888F726B424DBDA1D450F8F4070271081513E920FA37D2AD411B20DDC541729D05554EBD376326CD8C417B9F20A778A0826918A82607158D64C5EF2E221B334CA0A605D220C87D75990CD913B2442BCB1FD1A87BF27F8D46F', 3823089199);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (4, 2, X'0B84335BE625C5D0634A3F3D55FE054344F15F6FA10D62455F6B7C3BCB1A30F0AF28E613DE865C467FC81B65B55ADA4477DD2A3C421E2FB4', 584442511);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (5, 1, X'F9EC3290F2773F1DBCB335936A76714FC2FCB2DF1E84DADB8483CFE06AABCDE8A9F17DBFB55E8119F7DAE0FC2CFD340063DC484F25ADE320EE2609626171C4DEFFC16A4DDDC8870A44E6F61782171CF5E42CD008A91703146A6B287B819029EF16F7D055FCFD70FA52F48B3D156A7698118443E39C43', 2321769306);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (5, 2, X'58B29E672E220B84A0F14AE8738FF19ECB625E9A5C3A929EF98C51A3071803ED9904FC375FB432B6DC17327F29251A4DE7CA2B7EBA15D78DEE9C7085E3221B578C17F75F38', 3158192746);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (6, 1, X'C7873ABA2D90DC8B38EC8E4DEF83D4E8060712EFB985F17F495942A044E4E4634A19CCB3830BA6339F5C1C', 546797872);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (7, 1, X'6416AE204732254F76900B8EFFF31B65EAD4CBAF989ABCC34B675E3B809603ED8C49DFECB3ECB88F1E035FAE397CD4750B1155E6786276F1F88FEA', 3571040492);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (8, 1, X'74292066A6EF6FD6776349EFBB71DEB262098EBFE5661D8C499C94F01D60D9DE57FB06089CFDBD61D1', 2268545954);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (9, 1, X'3B7AF25FD52739C86395D6917B3D26CDE05ACF4144D0621BFB4393B3C4F4147C9BA81E34F63047C72687', 730464668);
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
INSERT INTO subject ("kind", "hash", "conversation") VALUES (0, X'0B9E99B39849FD8591E59CDDC9A81099BF1F71FB46E6CD5E9235697E0F8EC44B', 3);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (0, X'7F9E8A3E1C1A5FE9AF2D1F2D5CA78CA715D0E6703A3641506A1D86A20C6CCFC3', 1);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (0, X'7F9E8A3E1C1A5FE9AF2D1F2D5CA78CA715D0E6703A3641506A1D86A20C6CCFC3', 4);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (1, X'2E969CC9781CDC1D3393DBE11A221F2F023A9F7AA80BDBCA3789206B390BA183', 1);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (1, X'2E969CC9781CDC1D3393DBE11A221F2F023A9F7AA80BDBCA3789206B390BA183', 3);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (1, X'2E969CC9781CDC1D3393DBE11A221F2F023A9F7AA80BDBCA3789206B390BA183', 4);
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
INSERT INTO user ("no", "hash", "pseudonym") VALUES (1, X'7F9E8A3E1C1A5FE9AF2D1F2D5CA78CA715D0E6703A3641506A1D86A20C6CCFC3', 'user-67460fb14897');
INSERT INTO user ("no", "hash", "pseudonym") VALUES (2, X'0B9E99B39849FD8591E59CDDC9A81099BF1F71FB46E6CD5E9235697E0F8EC44B', 'user-c714a372e1ea');
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
