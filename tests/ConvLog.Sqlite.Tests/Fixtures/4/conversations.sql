BEGIN; PRAGMA auto_vacuum = INCREMENTAL; PRAGMA application_id = 1129074503; COMMIT;
BEGIN;
PRAGMA user_version = 4;
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
, losses INTEGER NOT NULL DEFAULT 0);
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
, failed_turns INTEGER NOT NULL DEFAULT 0, interrupted_turns INTEGER NOT NULL DEFAULT 0, running INTEGER NOT NULL DEFAULT 0, v_failed_responses INTEGER NOT NULL DEFAULT 0, a_failed_responses INTEGER NOT NULL DEFAULT 0, v_losses INTEGER NOT NULL DEFAULT 0, a_losses INTEGER NOT NULL DEFAULT 0, v_problems INTEGER NOT NULL DEFAULT 0, a_problems INTEGER NOT NULL DEFAULT 0);
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
CREATE UNIQUE INDEX call_id ON call (conversation, id);
CREATE INDEX call_name ON call (name, conversation);
CREATE INDEX call_order ON call (conversation, writer, sequence);
CREATE INDEX conversation_a_duration ON conversation (listed, a_duration) WHERE listed IS NOT NULL;
CREATE INDEX conversation_a_errors ON conversation (listed, a_errors, id) WHERE listed IS NOT NULL;
CREATE INDEX conversation_a_last ON conversation (listed, a_last) WHERE listed IS NOT NULL;
CREATE INDEX conversation_account ON conversation (listed, account, created) WHERE account IS NOT NULL;
CREATE INDEX conversation_agent ON conversation (listed, agent, created) WHERE listed IS NOT NULL;
CREATE INDEX conversation_annotated ON conversation (listed, created) WHERE annotations > 0;
CREATE INDEX conversation_channel ON conversation (listed, channel, created) WHERE channel IS NOT NULL;
CREATE INDEX conversation_created ON conversation (listed, created) WHERE listed IS NOT NULL;
CREATE INDEX conversation_dims ON conversation (dims, listed, created) WHERE dims IS NOT NULL;
CREATE INDEX conversation_environment ON conversation (listed, environment, created) WHERE listed IS NOT NULL;
CREATE INDEX conversation_error_dims ON conversation (dims, created) WHERE v_errors > 0;
CREATE INDEX conversation_errors ON conversation (listed, created) WHERE a_errors > 0;
CREATE INDEX conversation_failed ON conversation (listed, created) WHERE failed_calls > 0;
CREATE INDEX conversation_failed_responses ON conversation (listed, created) WHERE a_failed_responses > 0;
CREATE INDEX conversation_failed_turns ON conversation (listed, created) WHERE failed_turns > 0;
CREATE INDEX conversation_interrupted_turns ON conversation (listed, created) WHERE interrupted_turns > 0;
CREATE INDEX conversation_losses ON conversation (listed, created) WHERE a_losses > 0;
CREATE INDEX conversation_problems ON conversation (listed, created) WHERE a_problems > 0;
CREATE INDEX conversation_project ON conversation (listed, project, created) WHERE project IS NOT NULL;
CREATE INDEX conversation_rated ON conversation (listed, created) WHERE user_likes + user_dislikes + team_likes + team_dislikes > 0;
CREATE INDEX conversation_read ON conversation (listed, created) WHERE read_at IS NOT NULL;
CREATE INDEX conversation_running ON conversation (listed, created) WHERE running > 0;
CREATE INDEX conversation_slowest ON conversation (listed, slowest) WHERE slowest IS NOT NULL;
CREATE INDEX conversation_span ON conversation (listed, span, created) WHERE listed IS NOT NULL;
CREATE INDEX conversation_tokens ON conversation (listed, tokens, id) WHERE listed IS NOT NULL;
CREATE INDEX conversation_unopened ON conversation (no) WHERE listed IS NULL;
CREATE INDEX conversation_unread ON conversation (listed, created) WHERE read_at IS NULL AND listed IS NOT NULL;
CREATE INDEX conversation_user ON conversation (user, listed, created) WHERE user IS NOT NULL;
CREATE INDEX conversation_v_duration ON conversation (listed, v_duration) WHERE listed IS NOT NULL;
CREATE INDEX conversation_v_errors ON conversation (listed, v_errors, id) WHERE listed IS NOT NULL;
CREATE INDEX conversation_v_last ON conversation (listed, v_last) WHERE listed IS NOT NULL;
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
INSERT INTO arrival ("no", "at", "conversations") VALUES (1, 639309432043477093, X'0202');
INSERT INTO arrival ("no", "at", "conversations") VALUES (2, 639309432044086082, X'0204');
INSERT INTO arrival ("no", "at", "conversations") VALUES (3, 639309432044108182, X'0206');
INSERT INTO arrival ("no", "at", "conversations") VALUES (4, 639309432044115795, X'0208');
INSERT INTO arrival ("no", "at", "conversations") VALUES (5, 639309432044126600, X'020A');
DELETE FROM call;
INSERT INTO call ("no", "conversation", "id", "writer", "sequence", "revision", "name", "started", "duration", "outcome", "payload", "checksum", "losses") VALUES (1, 1, 'talk call 3', 1, 3, 0, 'save_guest', 638713224000000000, 800000, 0, '{"turn":"talk turn 1","arguments":["guests","name"],"result":[["result","a table"]]}', 2962538602, 0);
INSERT INTO call ("no", "conversation", "id", "writer", "sequence", "revision", "name", "started", "duration", "outcome", "payload", "checksum", "losses") VALUES (2, 1, 'talk call 4', 1, 4, 0, 'save_guest', 638713224000000000, NULL, 1, '{"turn":"talk turn 2","error_type":"CrmException","error":true}', 3132574049, 0);
INSERT INTO call ("no", "conversation", "id", "writer", "sequence", "revision", "name", "started", "duration", "outcome", "payload", "checksum", "losses") VALUES (3, 4, 'elsewhere call 2', 4, 2, 0, 'save_guest', 638713224000000000, NULL, 1, '{"turn":"elsewhere turn 1"}', 3881618641, 0);
DELETE FROM conversation;
INSERT INTO conversation ("no", "id", "listed", "agent", "environment", "channel", "account", "project", "user", "dims", "known", "known_checksum", "created", "closed", "turns", "tokens", "slowest", "title", "title_in_pii", "outcomes", "failed_calls", "user_likes", "user_dislikes", "team_likes", "team_dislikes", "user_comments", "team_comments", "annotations", "read_by", "read_at", "key", "pii_purged", "erasure_pending", "v_entries", "v_warnings", "v_errors", "a_entries", "a_warnings", "a_errors", "happened", "v_logged", "a_logged", "v_last", "a_last", "v_duration", "a_duration", "span", "failed_turns", "interrupted_turns", "running", "v_failed_responses", "a_failed_responses", "v_losses", "a_losses", "v_problems", "a_problems") VALUES (1, 'talk', 1, 'bookings', 0, 'voice', 'acme', 'project of acme', 1, 1, '{"writer":"977c760a-64e5-c6bc-d5e3-cb0cc1f1844d","revision":0,"agent":"bookings","account":"acme","project":"project of acme","environment":0,"channel":"voice","direction":0,"language":"en-GB","opened":638713224000000000,"closed":638713260000000000,"user":true,"from":true,"attributes":["tier","city"]}', 2418160500, 638713224000000000, 638713260000000000, 2, 352, 9000000, 'I am [name], book a table', 1, 'cf', 1, 1, 0, 0, 1, 1, 0, 1, 'team', 638713229400000000, 6932983032901919272, NULL, 0, 2, 0, 1, 3, 1, 1, 638713260000000000, 638713224000000000, 638713224000000000, 638713260000000000, 638713260000000000, 36000000000, 36000000000, 36000000000, 1, 0, 0, 1, 1, 0, 0, 27, 27);
INSERT INTO conversation ("no", "id", "listed", "agent", "environment", "channel", "account", "project", "user", "dims", "known", "known_checksum", "created", "closed", "turns", "tokens", "slowest", "title", "title_in_pii", "outcomes", "failed_calls", "user_likes", "user_dislikes", "team_likes", "team_dislikes", "user_comments", "team_comments", "annotations", "read_by", "read_at", "key", "pii_purged", "erasure_pending", "v_entries", "v_warnings", "v_errors", "a_entries", "a_warnings", "a_errors", "happened", "v_logged", "a_logged", "v_last", "a_last", "v_duration", "a_duration", "span", "failed_turns", "interrupted_turns", "running", "v_failed_responses", "a_failed_responses", "v_losses", "a_losses", "v_problems", "a_problems") VALUES (2, 'plain', 1, 'bookings', 0, 'chat', NULL, NULL, NULL, 2, '{"writer":"62e00e70-d3bc-aa46-fdd5-7f38bfe23d7d","revision":0,"agent":"bookings","environment":0,"channel":"chat","opened":638713230000000000}', 4175594419, 638713230000000000, NULL, 1, 0, NULL, '', 0, '', 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, NULL, NULL, 0, 1, 0, 0, 1, 0, 0, 638713230000000000, 638713224000000000, 638713224000000000, 638713230000000000, 638713230000000000, 0, 0, 36000000000, 0, 0, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO conversation ("no", "id", "listed", "agent", "environment", "channel", "account", "project", "user", "dims", "known", "known_checksum", "created", "closed", "turns", "tokens", "slowest", "title", "title_in_pii", "outcomes", "failed_calls", "user_likes", "user_dislikes", "team_likes", "team_dislikes", "user_comments", "team_comments", "annotations", "read_by", "read_at", "key", "pii_purged", "erasure_pending", "v_entries", "v_warnings", "v_errors", "a_entries", "a_warnings", "a_errors", "happened", "v_logged", "a_logged", "v_last", "a_last", "v_duration", "a_duration", "span", "failed_turns", "interrupted_turns", "running", "v_failed_responses", "a_failed_responses", "v_losses", "a_losses", "v_problems", "a_problems") VALUES (3, 'held', 1, 'bookings', 0, 'voice', NULL, NULL, 2, 3, '{"writer":"8eabe2a6-5e1d-4008-32c6-468e63cc2ec4","revision":0,"agent":"bookings","environment":0,"channel":"voice","direction":0,"language":"en-GB","opened":638713224000000000,"closed":638713260000000000,"user":true,"from":true,"attributes":["tier","city"]}', 606382729, 638713224000000000, 638713260000000000, 0, 0, NULL, '', 0, '', 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, 6436228704697672585, NULL, 0, 0, 0, 0, 1, 0, 0, 638713260000000000, NULL, 638713224000000000, 638713260000000000, 638713260000000000, 36000000000, 36000000000, 36000000000, 0, 0, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO conversation ("no", "id", "listed", "agent", "environment", "channel", "account", "project", "user", "dims", "known", "known_checksum", "created", "closed", "turns", "tokens", "slowest", "title", "title_in_pii", "outcomes", "failed_calls", "user_likes", "user_dislikes", "team_likes", "team_dislikes", "user_comments", "team_comments", "annotations", "read_by", "read_at", "key", "pii_purged", "erasure_pending", "v_entries", "v_warnings", "v_errors", "a_entries", "a_warnings", "a_errors", "happened", "v_logged", "a_logged", "v_last", "a_last", "v_duration", "a_duration", "span", "failed_turns", "interrupted_turns", "running", "v_failed_responses", "a_failed_responses", "v_losses", "a_losses", "v_problems", "a_problems") VALUES (4, 'elsewhere', 1, 'bookings', 0, 'voice', 'globex', 'project of globex', 1, 4, '{"writer":"0513aeee-01cb-c56b-fa7a-82730d280003","revision":0,"agent":"bookings","account":"globex","project":"project of globex","environment":0,"channel":"voice","direction":0,"language":"en-GB","opened":638713224000000000,"closed":638713260000000000,"user":true,"from":true,"attributes":["tier","city"]}', 473173974, 638713224000000000, 638713260000000000, 1, 0, NULL, '', 0, 'f', 1, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, 1507724738712335874, NULL, 0, 0, 0, 0, 0, 0, 0, 638713260000000000, NULL, NULL, 638713260000000000, 638713260000000000, 36000000000, 36000000000, 36000000000, 0, 0, 0, 0, 0, 0, 0, 2, 2);
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
INSERT INTO meta ("key", "value") VALUES ('keys_id', X'299C2A1F875E8BD70301FEA98D329BDA');
INSERT INTO meta ("key", "value") VALUES ('ledger_applied', 2);
INSERT INTO meta ("key", "value") VALUES ('removals', 2);
INSERT INTO meta ("key", "value") VALUES ('shape', '698F987ADAE0505C1CFA78C30ECD0B87');
INSERT INTO meta ("key", "value") VALUES ('traces', 1);
INSERT INTO meta ("key", "value") VALUES ('traces_cleaned', 1);
DELETE FROM note;
INSERT INTO note ("no", "conversation", "id", "author", "created", "checksum") VALUES (1, 1, X'44A0F04B0F68284187D24C08D1BA4F02', 'team', 638713228800000000, 2756365251);
DELETE FROM pii;
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (0, 1, X'71649FC0FC65A7C35CD0271C55BBD451376BC60A99DC994584A005BFD3BEA7DA5CE36E0CBCF4AD614D72B1797CB6BB1C3E68C2993E7B6D1B2198F142C8F39D7FB4E5DDBF7D027FD90F090EC51DA2E9EB683037881107D9E5F48E9D8202ADDA22498347AF6D6CE66E67F52466C60AB4E9C95A70EEB077B8FCFD89389607F52028FEFD2394B098D87D17477674528F7254EA0F40B86480717B895E81C27793', 1756238954);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (0, 3, X'DF295ECCB239AEBB2F74612885A0D0E8F0A8927878223E07126BB86C90F7F901DA418DC5A75EDCE160509BA84350168ACD3620F07000C96E9DE87C5B3BF6FC455E672C4F13CA4B0FCE0700567EF9CF129BAFCF92F98AE6BE3BB65FDAE9D3B6AB0ED51CCFC45A45D76C7DC74F4875C47BEEE9A2FAE340CFB7F43DDD7A75', 146999020);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (0, 4, X'D7998A20FC0D78FBE714AB4E94272C8E9E6AB337F191409AF28CB58FB45607C814D9CC28A25C4206E455EE484476D82405F15B37D678CD8EDB7B7ECC9E2E91CBD582162EF7AD074419797D92211CB7B1E669E36D18010D6FB6B2D11BD7394E47517A6A2AB7EBA34B548F3A1F6B8AA194EBF3B2764346AB610F1EBC95C1', 2023302583);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (1, 1, X'D569F4B06965D777D7700412590C979921F628685740E1701CB79923485078FCF86A4488C2C064C5AEAD7BD6870D1A3412B79F2EC960F11DE8711496059F3B37C74CDC07EA3AA151FCDE6975EFB253B94888ADCDDF4AF8FF6E2C80F3610B2A309C71AC6F008ACF6737BDBD24BE6DDD122C488C8F53B1F6033344A8041C', 3275127524);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (1, 3, X'9A305ABA3EA9B716417994299906EBB18EA399A2473762938C23995245286FE8C0A3F7CF0229CFDD4658285AFE3F48CD57F428489F294DDB65C6E4350AE27FB3588A14B877C7BD398A934BB52E78854C32F647D09212B0DBF7A2BAA3F6386D473FCB7CCC8B70C16A54BA84BCB42F98357BD0D0AB83CA30A65F34559A17', 1116757661);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (1, 4, X'D9272872D33BB34AC91277A25161EBCAC77EA845C1458866A4CECAEAA7E9636F4AE558A1C1C2B4DCE1A1DA01FC7B7E5CDB7F8A077E4FCFB6637BAB27F577371BFB1CA95654FB404AB9DCF05A66D6B0195DFDF4DACC08333AE4C20DB166BA8149AA1E2E3D11275C772DA5540D124C501717CAE1F62DF0102C5D03FD19D5', 1119713503);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (2, 268435461, X'DA2F1DFD96A4B0D980F57B1989D78742D944EBBEEBE01D5DFA16CE3184091EFDDBEAE17BF8E3EBF1E29265B5ACAEB9AA3C8D40BE151177B156FD4F65C8EB869510BAFB06C3B3', 3008754573);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (2, 4611686018695823366, X'35BD0D609453F6D128A447D06F5CAEEADE2852856B1B19FE2FDED64432B336C6EA8004E9D26866693E01F4CFDC61886E7FC11798B846F659F017FBB709EE90B40021C9FA039CE8', 2383886914);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (2, 4611686019232694273, X'FFCBAB8F1566562E571B831916C72B19BC55F501884BF8182884A7C352CD32119381F215F00CA10EE8C3EE493DBA49F838FE12B23A788FEDD2FF75D1510D6A8DA2FE00EFCC34D9B23B', 4245977162);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (3, 1, X'BCC73BF49EDFA104995E4E1E534F9E61A0410455C3E3796945043BE0DC18A59DA1CCBCCAF15F8E2C6869E2A346E883F07821EA8D1B29E389F4D7588C590D106E781F31E41F870488A9AE5BCC9387700E3BD2A13ABD765B5EA6E1FFE4BA2A3A7CFB5AE872BA50372D48DABB7F588DB9D74175795317B247D7B87E65AAAD5005C934FD33CE0B68775B468C7EE0D7DD14155948567F9B457EC065A9E8FD4BC935EA5948B5', 3973008116);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (3, 2, X'E9CC9DEECCE909CCAE6E0404ADA458057F32142B29A590F4F6480AFAC624D36A41137509BC6A48E4A16F6BA193EBE682EDA190B99F91E87CEC81095C0A64C01BAC0C', 1845587117);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (4, 1, X'BF77F578625D57F73E213D0DA9BCFC15B1D586A41455B6FE3F46C51337272ECB267B14C2E24CED517507A3494ADBF5ED413BFED830A3C98E8DD33A065A90410258A0891BA000CD818050C0DCFEE7D98D96C53A68B084F50100041A5F', 968238894);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (4, 2, X'0560E6486B76EFC62989FE824956AF6FF408894EF38294B7FF40FC98B7F01A557FC8C0832C057C4EBA623AF62EC982E8CBC957BCEF29ECAC', 4003477159);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (5, 1, X'9B74A2791A1FEE588C2F11457DA5277D7B5E55B867E0C1FEDF3555C21D647862996B094672EB7DC2BE1C24D7E978669F04D21BCCF820AC9EB1295B6A5CD06501AFC189F5F022A4B24DEA171F6C1D12BC2E0E0CC8E5BA998B3C2B8602A6F021AC7146279FA0786B85E1214DBF601E03FC77166E291755', 1458238461);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (5, 2, X'D1015731ECCE2ED89A869D45C0C54EC967D28E05A613EA7740BA732B7DCD15087BC17945EE406471A3101E5211B3149B2F37A816B357AF083A979914966FF633804604E584', 3163087577);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (6, 1, X'60BF6D893095B9192F0441C267A26E8BBF78E04264A21690FFC8902A7DC332D7B24AE1BED4122570D7D498', 911228807);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (7, 1, X'B0C35F13FA6A6DCE46AED46DA78722484F45C7000FAC977C37B979C57A59E03CC79B36C2B763EAE88B7DE9A7E9C3123BC625887304D817B97F399E', 1388341462);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (8, 1, X'4B01664002B917AE9507C735451F058434FF85EC4B479C093840F92248E144D17BEEA83814A3FFCCBA', 1753637824);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (9, 1, X'255F820A06375D39B3167FD22A304E3F8AAE10E6A26EE1CAAEA5E9B27B319FBD4F4FB0D2BFB662F5F32A', 2193069719);
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
INSERT INTO subject ("kind", "hash", "conversation") VALUES (0, X'11B701FD352BF5B50BAAFAD1D54325B7B2E07535821F46E2B56AE16FB857B1CF', 3);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (0, X'62B2D0751E598B2217CC1A450E1590244382F383A6C99BFF32BCCEC0DF54EA11', 1);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (0, X'62B2D0751E598B2217CC1A450E1590244382F383A6C99BFF32BCCEC0DF54EA11', 4);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (1, X'80EC0C467A2AFD9DCC6D070EA3BAF4996595F16366FAE1BF2FA498F2B0B034E9', 1);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (1, X'80EC0C467A2AFD9DCC6D070EA3BAF4996595F16366FAE1BF2FA498F2B0B034E9', 3);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (1, X'80EC0C467A2AFD9DCC6D070EA3BAF4996595F16366FAE1BF2FA498F2B0B034E9', 4);
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
INSERT INTO user ("no", "hash", "pseudonym") VALUES (1, X'62B2D0751E598B2217CC1A450E1590244382F383A6C99BFF32BCCEC0DF54EA11', 'user-e49eb4ab23d5');
INSERT INTO user ("no", "hash", "pseudonym") VALUES (2, X'11B701FD352BF5B50BAAFAD1D54325B7B2E07535821F46E2B56AE16FB857B1CF', 'user-c657a2904c2a');
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
