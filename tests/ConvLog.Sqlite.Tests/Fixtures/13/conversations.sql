BEGIN; PRAGMA auto_vacuum = INCREMENTAL; PRAGMA application_id = 1129074503; COMMIT;
BEGIN;
PRAGMA user_version = 13;
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
CREATE TABLE counted_day (
    kind     INTEGER NOT NULL,
    day      INTEGER NOT NULL,                   -- its number, in UTC, from the year 1 on
    claim    INTEGER NOT NULL,                   -- a random number, of the process that counts it
    cells    BLOB,                               -- null while they are counted
    checksum INTEGER,
    PRIMARY KEY (kind, day)
) WITHOUT ROWID;
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
, reasons TEXT);
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
    provider TEXT                                -- null where not told
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
    first_token   INTEGER,
    outcome       INTEGER,
    input_tokens  INTEGER,                       -- null where no usage was told
    output_tokens INTEGER,
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
CREATE TABLE score (
    no           INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation INTEGER NOT NULL REFERENCES conversation,
    id           BLOB NOT NULL,
    kind         INTEGER NOT NULL,
    name         TEXT NOT NULL,                  -- of a score or metric; the label, the reason
    value,                                       -- a number or a text; yes is 1.0, no is 0.0
    details      TEXT,                           -- what is scored or labeled and by whom, as JSON
    created      INTEGER NOT NULL,               -- of a metric, its place in the log
    removed      INTEGER NOT NULL,               -- one that was removed stays, so that a late copy of it does not bring it back
    checksum     INTEGER NOT NULL                -- 0 for kinds above 3: what they are made of has one
);
CREATE TABLE subject (
    kind         INTEGER NOT NULL,
    hash         BLOB NOT NULL,
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
CREATE UNIQUE INDEX call_known ON call (id, conversation);
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
CREATE UNIQUE INDEX model_call_id ON model_call (conversation, id);
CREATE INDEX model_call_model ON model_call (model, conversation);
CREATE INDEX model_call_started ON model_call (started);
CREATE UNIQUE INDEX model_name ON model (name, ifnull(provider, x'00'));
CREATE INDEX model_provider ON model (provider) WHERE provider IS NOT NULL;
CREATE UNIQUE INDEX note_id ON note (conversation, id);
CREATE INDEX retention_run_started ON retention_run (started);
CREATE INDEX scope_key ON scope (conversation, checksum);
CREATE UNIQUE INDEX score_id ON score (conversation, id);
CREATE INDEX score_name ON score (name, value, conversation) WHERE removed = 0;
CREATE INDEX subject_conversation ON subject (conversation);
CREATE UNIQUE INDEX turn_id ON turn (conversation, id);
CREATE INDEX turn_model ON turn (model, conversation) WHERE model IS NOT NULL;
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
INSERT INTO arrival ("no", "at", "conversations") VALUES (1, 639312409771207474, X'0202');
INSERT INTO arrival ("no", "at", "conversations") VALUES (2, 639312409772679452, X'0204');
INSERT INTO arrival ("no", "at", "conversations") VALUES (3, 639312409772732251, X'0206');
INSERT INTO arrival ("no", "at", "conversations") VALUES (4, 639312409772743149, X'0208');
INSERT INTO arrival ("no", "at", "conversations") VALUES (5, 639312409772753895, X'020A');
DELETE FROM call;
INSERT INTO call ("no", "conversation", "id", "writer", "sequence", "revision", "name", "started", "duration", "outcome", "payload", "checksum", "losses", "error_type") VALUES (1, 1, 'talk call 3', 1, 3, 0, 'save_guest', 638713224000000000, 800000, 0, '{"turn":"talk turn 1","arguments":["guests","name"],"result":[["result","a table"]]}', 2962538602, 0, NULL);
INSERT INTO call ("no", "conversation", "id", "writer", "sequence", "revision", "name", "started", "duration", "outcome", "payload", "checksum", "losses", "error_type") VALUES (2, 1, 'talk call 4', 1, 4, 0, 'save_guest', 638713224000000000, NULL, 1, '{"turn":"talk turn 2","error_type":"CrmException","error":true}', 3132574049, 0, 'CrmException');
INSERT INTO call ("no", "conversation", "id", "writer", "sequence", "revision", "name", "started", "duration", "outcome", "payload", "checksum", "losses", "error_type") VALUES (3, 4, 'elsewhere call 2', 4, 2, 0, 'save_guest', 638713224000000000, NULL, 1, '{"turn":"elsewhere turn 1"}', 3881618641, 0, NULL);
DELETE FROM conversation;
INSERT INTO conversation ("no", "id", "listed", "agent", "environment", "channel", "account", "project", "user", "dims", "known", "known_checksum", "created", "closed", "turns", "tokens", "slowest", "title", "title_in_pii", "outcomes", "failed_calls", "user_likes", "user_dislikes", "team_likes", "team_dislikes", "user_comments", "team_comments", "annotations", "read_by", "read_at", "key", "pii_purged", "erasure_pending", "v_entries", "v_warnings", "v_errors", "a_entries", "a_warnings", "a_errors", "happened", "v_logged", "a_logged", "v_last", "a_last", "v_duration", "a_duration", "span", "failed_turns", "interrupted_turns", "running", "v_failed_responses", "a_failed_responses", "v_losses", "a_losses", "v_problems", "a_problems", "variant", "language", "direction", "handoff", "handoff_reason", "cost", "slowest_call", "model_calls", "ended_model_calls", "failed_model_calls") VALUES (1, 'talk', 1, 'bookings', 0, 'voice', 'acme', 'project of acme', 1, 1, '{"writer":"977c760a-64e5-c6bc-d5e3-cb0cc1f1844d","revision":0,"agent":"bookings","account":"acme","project":"project of acme","environment":0,"channel":"voice","direction":0,"language":"en-GB","opened":638713224000000000,"closed":638713260000000000,"user":true,"from":true,"attributes":["tier","city"]}', 2418160500, 638713224000000000, 638713260000000000, 2, 352, 9000000, 'I am [name], book a table', 1, 'cf', 1, 1, 0, 0, 1, 1, 0, 1, 'team', 638713229400000000, 616260027293837719, NULL, 0, 2, 0, 1, 3, 1, 1, 638713260000000000, 638713224000000000, 638713224000000000, 638713260000000000, 638713260000000000, 36000000000, 36000000000, 36000000000, 1, 0, 0, 1, 1, 0, 0, 27, 27, NULL, 'en-GB', 0, NULL, NULL, 1200000, 800000, 0, 0, 0);
INSERT INTO conversation ("no", "id", "listed", "agent", "environment", "channel", "account", "project", "user", "dims", "known", "known_checksum", "created", "closed", "turns", "tokens", "slowest", "title", "title_in_pii", "outcomes", "failed_calls", "user_likes", "user_dislikes", "team_likes", "team_dislikes", "user_comments", "team_comments", "annotations", "read_by", "read_at", "key", "pii_purged", "erasure_pending", "v_entries", "v_warnings", "v_errors", "a_entries", "a_warnings", "a_errors", "happened", "v_logged", "a_logged", "v_last", "a_last", "v_duration", "a_duration", "span", "failed_turns", "interrupted_turns", "running", "v_failed_responses", "a_failed_responses", "v_losses", "a_losses", "v_problems", "a_problems", "variant", "language", "direction", "handoff", "handoff_reason", "cost", "slowest_call", "model_calls", "ended_model_calls", "failed_model_calls") VALUES (2, 'plain', 1, 'bookings', 0, 'chat', NULL, NULL, NULL, 2, '{"writer":"62e00e70-d3bc-aa46-fdd5-7f38bfe23d7d","revision":0,"agent":"bookings","environment":0,"channel":"chat","opened":638713230000000000}', 4175594419, 638713230000000000, NULL, 1, 0, NULL, '', 0, '', 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, NULL, NULL, 0, 1, 0, 0, 1, 0, 0, 638713230000000000, 638713224000000000, 638713224000000000, 638713230000000000, 638713230000000000, 0, 0, 36000000000, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, 0, 0);
INSERT INTO conversation ("no", "id", "listed", "agent", "environment", "channel", "account", "project", "user", "dims", "known", "known_checksum", "created", "closed", "turns", "tokens", "slowest", "title", "title_in_pii", "outcomes", "failed_calls", "user_likes", "user_dislikes", "team_likes", "team_dislikes", "user_comments", "team_comments", "annotations", "read_by", "read_at", "key", "pii_purged", "erasure_pending", "v_entries", "v_warnings", "v_errors", "a_entries", "a_warnings", "a_errors", "happened", "v_logged", "a_logged", "v_last", "a_last", "v_duration", "a_duration", "span", "failed_turns", "interrupted_turns", "running", "v_failed_responses", "a_failed_responses", "v_losses", "a_losses", "v_problems", "a_problems", "variant", "language", "direction", "handoff", "handoff_reason", "cost", "slowest_call", "model_calls", "ended_model_calls", "failed_model_calls") VALUES (3, 'held', 1, 'bookings', 0, 'voice', NULL, NULL, 2, 3, '{"writer":"8eabe2a6-5e1d-4008-32c6-468e63cc2ec4","revision":0,"agent":"bookings","environment":0,"channel":"voice","direction":0,"language":"en-GB","opened":638713224000000000,"closed":638713260000000000,"user":true,"from":true,"attributes":["tier","city"]}', 606382729, 638713224000000000, 638713260000000000, 0, 0, NULL, '', 0, '', 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, 5073433448895417198, NULL, 0, 0, 0, 0, 1, 0, 0, 638713260000000000, NULL, 638713224000000000, 638713260000000000, 638713260000000000, 36000000000, 36000000000, 36000000000, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, 'en-GB', 0, NULL, NULL, NULL, NULL, 0, 0, 0);
INSERT INTO conversation ("no", "id", "listed", "agent", "environment", "channel", "account", "project", "user", "dims", "known", "known_checksum", "created", "closed", "turns", "tokens", "slowest", "title", "title_in_pii", "outcomes", "failed_calls", "user_likes", "user_dislikes", "team_likes", "team_dislikes", "user_comments", "team_comments", "annotations", "read_by", "read_at", "key", "pii_purged", "erasure_pending", "v_entries", "v_warnings", "v_errors", "a_entries", "a_warnings", "a_errors", "happened", "v_logged", "a_logged", "v_last", "a_last", "v_duration", "a_duration", "span", "failed_turns", "interrupted_turns", "running", "v_failed_responses", "a_failed_responses", "v_losses", "a_losses", "v_problems", "a_problems", "variant", "language", "direction", "handoff", "handoff_reason", "cost", "slowest_call", "model_calls", "ended_model_calls", "failed_model_calls") VALUES (4, 'elsewhere', 1, 'bookings', 0, 'voice', 'globex', 'project of globex', 1, 4, '{"writer":"0513aeee-01cb-c56b-fa7a-82730d280003","revision":0,"agent":"bookings","account":"globex","project":"project of globex","environment":0,"channel":"voice","direction":0,"language":"en-GB","opened":638713224000000000,"closed":638713260000000000,"user":true,"from":true,"attributes":["tier","city"]}', 473173974, 638713224000000000, 638713260000000000, 1, 0, NULL, '', 0, 'f', 1, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, 2951671112926287534, NULL, 0, 0, 0, 0, 0, 0, 0, 638713260000000000, NULL, NULL, 638713260000000000, 638713260000000000, 36000000000, 36000000000, 36000000000, 0, 0, 0, 0, 0, 0, 0, 2, 2, NULL, 'en-GB', 0, NULL, NULL, NULL, NULL, 0, 0, 0);
DELETE FROM counted_day;
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
INSERT INTO entry_text_data ("id", "block") VALUES (1, X'0227');
INSERT INTO entry_text_data ("id", "block") VALUES (10, X'000000040101010001010101');
INSERT INTO entry_text_data ("id", "block") VALUES (137438953473, X'0000020B083030313834383132818080800081808080000106313131353530818080800081808080000107333675346661628180808000020637777A6C646281808080000107356274326C73618280808000020666737A6434648180808000010736366970666E63818080800002066576796570638280808000010737756271746C63828080800001076166763733616382808080000107637361726A636182808080000107646837716770628280808000010765633274766E62828080800002066475626177618180808000010767666F336C726281808080000206716E6A616D6481808080000206787078346F6382808080000107683736617278628280808000020663717665736381808080000206707679767A628180808000010769786467773761828080800001076A703466707062828080800001076B346468616663818080800002066C7278616A6182808080000206797678666B61818080800001076C696334706A6381808080000206766879647664818080800001076E346962776A6481808080000206776E6572336381808080000107717675783561638180808000010772696B376970638180808000010774366635747A6282808080000107776F377235786481808080000206763668666D648180808000010D7837647776336472726775706A81808080000206697637336661818080800001077962687A34686381808080000413120E0D0E0D0E0D0E0E0E0E0E0D0E0D0D0E0D0D0E0E0E0D0D0E0D0E0D0E0E0E0E0D140D');
DELETE FROM entry_text_idx;
INSERT INTO entry_text_idx ("segid", "term", "pgno") VALUES (1, X'', 2);
DELETE FROM erased_user;
DELETE FROM fact;
INSERT INTO fact ("no", "conversation", "id", "writer", "sequence", "scope", "kind", "time", "payload", "checksum") VALUES (1, 1, X'342F8EE8D98F3F3D768D538936FCB01A', 1, 7, 3, 0, 638713224000000000, '{"method":"GET","url":"https://crm.example/contacts?[redacted]","status":503,"elapsed":120000,"error_body":"[redacted]","fields":[]}', 2489368720);
INSERT INTO fact ("no", "conversation", "id", "writer", "sequence", "scope", "kind", "time", "payload", "checksum") VALUES (2, 1, X'97961CAC074F2157838CA8311D3605F2', 1, 7, 0, 1, 638713224000000000, '{"change":0,"fields":[["language","[redacted]",null]]}', 1046811839);
INSERT INTO fact ("no", "conversation", "id", "writer", "sequence", "scope", "kind", "time", "payload", "checksum") VALUES (3, 1, X'D05C6197A61F84D43794B9025FA48690', 1, 7, 0, 2, 638713224000000000, '{"write_once":false,"fields":[["confidence",7]]}', 3436232549);
DELETE FROM feedback;
INSERT INTO feedback ("no", "conversation", "turn_id", "source", "rating", "created", "has_comment", "checksum", "reasons") VALUES (1, 1, 'talk turn 1', 0, 0, 638713227000000000, 1, 8530703287, NULL);
INSERT INTO feedback ("no", "conversation", "turn_id", "source", "rating", "created", "has_comment", "checksum", "reasons") VALUES (2, 1, 'talk turn 2', 1, 1, 638713227600000000, 0, 8295929344, NULL);
DELETE FROM hold;
INSERT INTO hold ("conversation_id", "placed_by", "placed", "reason") VALUES ('held', 'counsel', 638713242000000000, 'case 7');
DELETE FROM lost_key;
DELETE FROM meta;
INSERT INTO meta ("key", "value") VALUES ('first_writer_in_blocks', 1);
INSERT INTO meta ("key", "value") VALUES ('keys_given', 4);
INSERT INTO meta ("key", "value") VALUES ('keys_id', X'82DF7A2E17CB7596FD6A9A0117A9BC49');
INSERT INTO meta ("key", "value") VALUES ('ledger_applied', 2);
INSERT INTO meta ("key", "value") VALUES ('removals', 2);
INSERT INTO meta ("key", "value") VALUES ('shape', '63427F60BE67BF436F321BAD0A5D6E16');
INSERT INTO meta ("key", "value") VALUES ('traces', 1);
INSERT INTO meta ("key", "value") VALUES ('traces_cleaned', 1);
DELETE FROM model;
DELETE FROM model_call;
DELETE FROM note;
INSERT INTO note ("no", "conversation", "id", "author", "created", "checksum") VALUES (1, 1, X'44A0F04B0F68284187D24C08D1BA4F02', 'team', 638713228800000000, 2756365251);
DELETE FROM pii;
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (0, 1, X'A1ADFE7E1CC2267BA69559A0F9A94D91AD3C3E546107488A1D480CA4280EB4A8CBC98DB874D9D9C813802E19A865B979AEB2A9D35CCFD3DF83FF9F9011F66138A554EDB06526AAB2600C3B107C5A4495680A0A6E89624690CCBC014AC70A72E93A312E71DCADE05E11D6FE6EE0929A06457D1A80F77294570CE3A8DEA15B956CE8BFA38F0CF6151864A3579CE990CBC64BD844B61B5934CB59930185420D', 3604349845);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (0, 3, X'D4D5ABA436D93962C8979A84D872704AD4878AAFA3E4D5DC10455A4BFFE5FABB573F6A945A2B9757B5AD41419E3B278E98B95816CA3F51F42EFD080A5E8257018C4FE2395DA008699467A77BDEBABC8B254BF6F5E4DAE03BEF7D01E0C0AE17C7A4506749DFF1663080232EAF7998AF962AD349B9C58BA77201B9032E1C', 801408109);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (0, 4, X'CBC75D205683DA36B7238156FB2951D4A609E9787B7E250E6F1B5BC8CFDB492296D5CCC0D33C3AA82488A0891C69320D24B1244992777C873E3AAAAFAB6AEF40FB9467393FBC5BFD510F37FE1902BE51A9A60CEB71BD1CFE29EFAF6301A9312777F4AE3CA5419ADB9815C9981E6EDDAF2E225869D9539F2CC45B7FA7A3', 3421583842);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (1, 1, X'E8F0158B24488A8721B005C6A51B7D56163C5BFD73A2FC2BE11AF4C13A2DD700F37BC49FCB154EE774C8ABCE90F5DF687D52EC2F268E725BBBED65514581D3619D30CCD5E682499BDFA33A08398D5ECD7632FD54C6E72B3D5AB21B2961F5C379EA4669144DD5BE1A069BC52E17EEF3F6D7740F33651D7DCF36EADE8313', 1953852130);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (1, 3, X'477EC9BCC104A9F69C4DE0C17D764DD2A96341777BCFF1682CEF7A94AC7B40CF8C80D307CF2FC9A79459D01BC19CF9BF600CCAF98F9A1E19619573E639A1CCA378E8B4D1C4B2659D5C006573B4982877BFC9BBF8A025E36AE33E9D302AB57D00564ABE7AC16F1CE7EFD04F469572904620BF56B3A340170FF581F1A046', 1022578453);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (1, 4, X'59BBDD31AE6B68FEDDD281D1B08A1390DB458671B16C389F9C9299C46AFB715E0E4077E3EB2A1CB05A9A6F01F307DAFE733474EAE9E5AA7B0D0DA6A7D5DBFC5666EE0887775CB13D020098D512A99D2AE3727F6CE50358C5A6733879B99603C7EB93E6F06B0F6AB527769C78F849CDA2C9ACD8A7E40758CF7D6CE85A6F', 2750872486);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (2, 268435461, X'C8F3B00608201140D64A480EF25804E4701CD71AF6E4C1465676A02B41D977085B4F409402848846B24F885938616580FE27D510C2EF45F58E95EFD64187104E9CE1614F470D', 109552624);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (2, 4611686018695823366, X'1C049FECB1BDDC8C20321B392E80E2B34B7EB522F439772DA86849A69EA40E2E52464B387519642032D06A6D151AFEA155558A0F76A3CCDD262408725A6508B3BD7589D4F9910E', 3894464653);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (2, 4611686019232694273, X'C5363A3F48999ABB84679A3404B12EE549FA650CEB89A0F8FF426F153B12F79A7D2CE60BE53A246A7DC14E8CD5C91E18522C3279C3DD4FD50E1415DD41B3C5694CABF0AF7E19C26091', 1427681654);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (3, 1, X'568D106A9896D9C8998B7EE2821AE4FEE7B439DB9CCD815C4755C2BCADA7DF802504A273ACB2C312A05CA08CD4FC830E25BEF063802DC5D809989F1BA4D02944FA36D6720BFE9D557339AA0F344E7B2D241868D77637CDBC2620B67E2ACF1ACC2A3440EE831127E22473AB21E1B5027D27093014AC7FDA979E2DDF825E20E2A0BAFE4A453FCBDBA05336404AEFF72367AAF4B7DDCA54C982DCD01764795140D6124004', 1963904807);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (3, 2, X'B516735542F0D2C60EEA231842FE83F07F605C1A206A2677C9572FEB974727C9D7B3506F8A3C1165E34960C4214B7996CDC2324BBB67C2221074AC57073059F43B5D', 4170872102);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (4, 1, X'440F7C6A3965DAD48458B079134B794842F7BAB0AF03C7FF01171252033DF615C6263710D539CBE5167629CCDBBA8778D5A86AF0F333AB751D9EB5546F65CB996EB849520B7461882415C95127BBAD1BAD09DC990D317F50C1071FB6', 2058391787);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (4, 2, X'8294557284F3887591F4E30DE1CA6A269F244EC306AC4DD22C9CDFF908F6C5C16DE801DC34E431FCA7BFCB29DC30A96577BFF4A6B7A87F39', 2269446090);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (5, 1, X'154DCE2947608F31610494524E8F21531AA795AB92B66B3A48B46A144348F16391DA827C2353721702001F21328639A54E3033B5FCBB56FE1496F411C86C70432523A2E6787E1E33B70FDEAD9835354D378882A61D4DA9AE81015A7EEC3DC48A63B056FDC56CE3D6A20716BA9396CEC93F04AB5BCC8E', 3217583499);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (5, 2, X'66780CB94F1DB40A4003B5156F934A4C39D398A41758B19D7FF22FCD8410DB4AF768497B868A1ED8157DE9ECFC7F4E521FAADC695F3D780F5C12AF0283BD47B5C75AE84DDC', 1031874688);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (6, 1, X'256A6737FAC7F6655C9ED20420AA803FD9AADD88D670DB37A9AE72DF256BAF33A822B3C6121DA07337D053', 3599802774);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (7, 1, X'46A2775FAA3872C5A945BCB5584991BDE9BF8CE43C2711949BB536A7CCDF0C18C28C09A313FE2A7F77F1767809D54EAE3CED7E3855B44FE3BAA585', 2995810897);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (8, 1, X'343C388F693A10BC3C5B750E83A3B601DAE145FA30C4E1ACF67C98CDFCB8E5CF9925C2E047641817BF', 1303387785);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (9, 1, X'48174B2303FDF013BBF073EF8C58FCF2507ACE20A1A4268C6C4CB0B1EE49C5926F8B5463F80F32DE2C83', 4133291761);
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
DELETE FROM score;
INSERT INTO score ("no", "conversation", "id", "kind", "name", "value", "details", "created", "removed", "checksum") VALUES (1, 1, X'9703217AD563683212247D7DFEDAF4A8', 4, 'confidence', 7, NULL, 268435463, 0, 0);
INSERT INTO score ("no", "conversation", "id", "kind", "name", "value", "details", "created", "removed", "checksum") VALUES (2, 1, X'5E05FA4B1CCF57DD0000000000000000', 7, 'rating', 1, NULL, 638713227000000000, 0, 0);
INSERT INTO score ("no", "conversation", "id", "kind", "name", "value", "details", "created", "removed", "checksum") VALUES (3, 1, X'7CC42AAEE620B2B20000000000000000', 7, 'rating', 0, NULL, 638713227600000000, 0, 0);
DELETE FROM subject;
INSERT INTO subject ("kind", "hash", "conversation") VALUES (0, X'81573289740EFC0C51FC93CF9673146FC8BEFCE7861CB5F8C35BF57865E87CC7', 3);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (0, X'D71229506701A6D02B70033B79CA8F0D6381EE903EB87E51A7E92C1FA57E0BC0', 1);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (0, X'D71229506701A6D02B70033B79CA8F0D6381EE903EB87E51A7E92C1FA57E0BC0', 4);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (1, X'A293C37F07A5D7130DF6BF812AC3EAA910DCAFBBAB1D1E946D0185FAB7A9DFE2', 1);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (1, X'A293C37F07A5D7130DF6BF812AC3EAA910DCAFBBAB1D1E946D0185FAB7A9DFE2', 3);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (1, X'A293C37F07A5D7130DF6BF812AC3EAA910DCAFBBAB1D1E946D0185FAB7A9DFE2', 4);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (2, X'2FFC72D7F76BF0CFDAA00E5DFB5541882247D70E6739ABE03C8EDC8041FFAA14', 1);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (2, X'2FFC72D7F76BF0CFDAA00E5DFB5541882247D70E6739ABE03C8EDC8041FFAA14', 3);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (2, X'2FFC72D7F76BF0CFDAA00E5DFB5541882247D70E6739ABE03C8EDC8041FFAA14', 4);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (2, X'8C51B0723944E843CAA10E7CB15B3FA84D44768C8C8669779886BB907C1A2792', 1);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (2, X'8C51B0723944E843CAA10E7CB15B3FA84D44768C8C8669779886BB907C1A2792', 3);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (2, X'8C51B0723944E843CAA10E7CB15B3FA84D44768C8C8669779886BB907C1A2792', 4);
DELETE FROM team_document;
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
INSERT INTO user ("no", "hash", "pseudonym") VALUES (1, X'D71229506701A6D02B70033B79CA8F0D6381EE903EB87E51A7E92C1FA57E0BC0', 'user-0815ec40fdef');
INSERT INTO user ("no", "hash", "pseudonym") VALUES (2, X'81573289740EFC0C51FC93CF9673146FC8BEFCE7861CB5F8C35BF57865E87CC7', 'user-371af9caf417');
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
INSERT INTO sqlite_sequence ("name", "seq") VALUES ('score', 3);
INSERT INTO sqlite_sequence ("name", "seq") VALUES ('to_index', 5);
INSERT INTO sqlite_sequence ("name", "seq") VALUES ('turn', 4);
INSERT INTO sqlite_sequence ("name", "seq") VALUES ('user', 3);
INSERT INTO sqlite_sequence ("name", "seq") VALUES ('writer', 5);
COMMIT;
