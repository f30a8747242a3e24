BEGIN; PRAGMA auto_vacuum = INCREMENTAL; PRAGMA application_id = 1129074503; COMMIT;
BEGIN;
PRAGMA user_version = 2;
CREATE TABLE access (
    no              INTEGER PRIMARY KEY AUTOINCREMENT,
    at              INTEGER NOT NULL,
    reader          TEXT NOT NULL,
    kind            INTEGER NOT NULL,
    conversation_id TEXT,
    reason          TEXT
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
);
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
);
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
);
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
CREATE INDEX conversation_project ON conversation (listed, project, created) WHERE project IS NOT NULL;
CREATE INDEX conversation_rated ON conversation (listed, created) WHERE user_likes + user_dislikes + team_likes + team_dislikes > 0;
CREATE INDEX conversation_read ON conversation (listed, created) WHERE read_at IS NOT NULL;
CREATE INDEX conversation_slowest ON conversation (listed, slowest) WHERE slowest IS NOT NULL;
CREATE INDEX conversation_span ON conversation (listed, span, created) WHERE listed IS NOT NULL;
CREATE INDEX conversation_tokens ON conversation (listed, tokens, id) WHERE listed IS NOT NULL;
CREATE INDEX conversation_unopened ON conversation (no) WHERE listed IS NULL;
CREATE INDEX conversation_unread ON conversation (listed, created) WHERE read_at IS NULL AND listed IS NOT NULL;
CREATE INDEX conversation_user ON conversation (user, listed, created) WHERE user IS NOT NULL;
CREATE INDEX conversation_v_duration ON conversation (listed, v_duration) WHERE listed IS NOT NULL;
CREATE INDEX conversation_v_errors ON conversation (listed, v_errors, id) WHERE listed IS NOT NULL;
CREATE INDEX conversation_v_last ON conversation (listed, v_last) WHERE listed IS NOT NULL;
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
INSERT INTO access ("no", "at", "reader", "kind", "conversation_id", "reason") VALUES (1, 638713243200000000, 'ana', 0, 'talk', NULL);
DELETE FROM active;
INSERT INTO active ("quarter", "dims", "first", "members", "checksum") VALUES (70968136, 1, 0, X'02020204', 2773362355);
INSERT INTO active ("quarter", "dims", "first", "members", "checksum") VALUES (70968136, 2, 0, X'02040002', 752820069);
INSERT INTO active ("quarter", "dims", "first", "members", "checksum") VALUES (70968137, 4, 0, X'02080202', 3163033582);
DELETE FROM annotation;
INSERT INTO annotation ("no", "conversation", "id", "turn_id", "author", "created", "removed", "checksum") VALUES (1, 1, X'EB960152F4E154823EDFFF08FD53C679', 'talk turn 2', 'team', 638713228200000000, 0, 728087302);
DELETE FROM arrival;
INSERT INTO arrival ("no", "at", "conversations") VALUES (1, 639308528537670256, X'0202');
INSERT INTO arrival ("no", "at", "conversations") VALUES (2, 639308528540056434, X'0204');
INSERT INTO arrival ("no", "at", "conversations") VALUES (3, 639308528540467887, X'0206');
INSERT INTO arrival ("no", "at", "conversations") VALUES (4, 639308528540590846, X'0208');
INSERT INTO arrival ("no", "at", "conversations") VALUES (5, 639308528540647784, X'020A');
DELETE FROM call;
INSERT INTO call ("no", "conversation", "id", "writer", "sequence", "revision", "name", "started", "duration", "outcome", "payload", "checksum") VALUES (1, 1, 'talk call 3', 1, 3, 0, 'save_guest', 638713224000000000, 800000, 0, '{"turn":"talk turn 1","arguments":["guests","name"],"result":[["result","a table"]]}', 2962538602);
INSERT INTO call ("no", "conversation", "id", "writer", "sequence", "revision", "name", "started", "duration", "outcome", "payload", "checksum") VALUES (2, 1, 'talk call 4', 1, 4, 0, 'save_guest', 638713224000000000, NULL, 1, '{"turn":"talk turn 2","error_type":"CrmException","error":true}', 3132574049);
INSERT INTO call ("no", "conversation", "id", "writer", "sequence", "revision", "name", "started", "duration", "outcome", "payload", "checksum") VALUES (3, 4, 'elsewhere call 2', 4, 2, 0, 'save_guest', 638713224000000000, NULL, 1, '{"turn":"elsewhere turn 1"}', 3881618641);
DELETE FROM conversation;
INSERT INTO conversation ("no", "id", "listed", "agent", "environment", "channel", "account", "project", "user", "dims", "known", "known_checksum", "created", "closed", "turns", "tokens", "slowest", "title", "title_in_pii", "outcomes", "failed_calls", "user_likes", "user_dislikes", "team_likes", "team_dislikes", "user_comments", "team_comments", "annotations", "read_by", "read_at", "key", "pii_purged", "erasure_pending", "v_entries", "v_warnings", "v_errors", "a_entries", "a_warnings", "a_errors", "happened", "v_logged", "a_logged", "v_last", "a_last", "v_duration", "a_duration", "span") VALUES (1, 'talk', 1, 'bookings', 0, 'voice', 'acme', 'project of acme', 1, 1, '{"writer":"977c760a-64e5-c6bc-d5e3-cb0cc1f1844d","revision":0,"agent":"bookings","account":"acme","project":"project of acme","environment":0,"channel":"voice","direction":0,"language":"en-GB","opened":638713224000000000,"closed":638713260000000000,"user":true,"from":true,"attributes":["tier","city"]}', 2418160500, 638713224000000000, 638713260000000000, 2, 352, 9000000, 'I am [name], book a table', 1, 'cf', 1, 1, 0, 0, 1, 1, 0, 1, 'team', 638713229400000000, 7287440872992594525, NULL, 0, 2, 0, 1, 3, 1, 1, 638713260000000000, 638713224000000000, 638713224000000000, 638713260000000000, 638713260000000000, 36000000000, 36000000000, 36000000000);
INSERT INTO conversation ("no", "id", "listed", "agent", "environment", "channel", "account", "project", "user", "dims", "known", "known_checksum", "created", "closed", "turns", "tokens", "slowest", "title", "title_in_pii", "outcomes", "failed_calls", "user_likes", "user_dislikes", "team_likes", "team_dislikes", "user_comments", "team_comments", "annotations", "read_by", "read_at", "key", "pii_purged", "erasure_pending", "v_entries", "v_warnings", "v_errors", "a_entries", "a_warnings", "a_errors", "happened", "v_logged", "a_logged", "v_last", "a_last", "v_duration", "a_duration", "span") VALUES (2, 'plain', 1, 'bookings', 0, 'chat', NULL, NULL, NULL, 2, '{"writer":"62e00e70-d3bc-aa46-fdd5-7f38bfe23d7d","revision":0,"agent":"bookings","environment":0,"channel":"chat","opened":638713230000000000}', 4175594419, 638713230000000000, NULL, 1, 0, NULL, '', 0, '', 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, NULL, NULL, 0, 1, 0, 0, 1, 0, 0, 638713230000000000, 638713224000000000, 638713224000000000, 638713230000000000, 638713230000000000, 0, 0, 36000000000);
INSERT INTO conversation ("no", "id", "listed", "agent", "environment", "channel", "account", "project", "user", "dims", "known", "known_checksum", "created", "closed", "turns", "tokens", "slowest", "title", "title_in_pii", "outcomes", "failed_calls", "user_likes", "user_dislikes", "team_likes", "team_dislikes", "user_comments", "team_comments", "annotations", "read_by", "read_at", "key", "pii_purged", "erasure_pending", "v_entries", "v_warnings", "v_errors", "a_entries", "a_warnings", "a_errors", "happened", "v_logged", "a_logged", "v_last", "a_last", "v_duration", "a_duration", "span") VALUES (3, 'held', 1, 'bookings', 0, 'voice', NULL, NULL, 2, 3, '{"writer":"8eabe2a6-5e1d-4008-32c6-468e63cc2ec4","revision":0,"agent":"bookings","environment":0,"channel":"voice","direction":0,"language":"en-GB","opened":638713224000000000,"closed":638713260000000000,"user":true,"from":true,"attributes":["tier","city"]}', 606382729, 638713224000000000, 638713260000000000, 0, 0, NULL, '', 0, '', 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, 747674810062711586, NULL, 0, 0, 0, 0, 1, 0, 0, 638713260000000000, NULL, 638713224000000000, 638713260000000000, 638713260000000000, 36000000000, 36000000000, 36000000000);
INSERT INTO conversation ("no", "id", "listed", "agent", "environment", "channel", "account", "project", "user", "dims", "known", "known_checksum", "created", "closed", "turns", "tokens", "slowest", "title", "title_in_pii", "outcomes", "failed_calls", "user_likes", "user_dislikes", "team_likes", "team_dislikes", "user_comments", "team_comments", "annotations", "read_by", "read_at", "key", "pii_purged", "erasure_pending", "v_entries", "v_warnings", "v_errors", "a_entries", "a_warnings", "a_errors", "happened", "v_logged", "a_logged", "v_last", "a_last", "v_duration", "a_duration", "span") VALUES (4, 'elsewhere', 1, 'bookings', 0, 'voice', 'globex', 'project of globex', 1, 4, '{"writer":"0513aeee-01cb-c56b-fa7a-82730d280003","revision":0,"agent":"bookings","account":"globex","project":"project of globex","environment":0,"channel":"voice","direction":0,"language":"en-GB","opened":638713224000000000,"closed":638713260000000000,"user":true,"from":true,"attributes":["tier","city"]}', 473173974, 638713224000000000, 638713260000000000, 1, 0, NULL, '', 0, 'f', 1, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, 602482513411866307, NULL, 0, 0, 0, 0, 0, 0, 0, 638713260000000000, NULL, NULL, 638713260000000000, 638713260000000000, 36000000000, 36000000000, 36000000000);
DELETE FROM dead_letter;
INSERT INTO dead_letter ("no", "conversation", "id", "kind", "reason", "refused", "checksum") VALUES (1, 1, X'2708BFA2BFA346EBA1F37D08A9FE6378', 'entry', 'too large', 638713229400000000, 1803268923);
DELETE FROM dims;
INSERT INTO dims ("no", "agent", "environment", "channel", "account") VALUES (1, 'bookings', 0, 'voice', 'acme');
INSERT INTO dims ("no", "agent", "environment", "channel", "account") VALUES (2, 'bookings', 0, 'chat', NULL);
INSERT INTO dims ("no", "agent", "environment", "channel", "account") VALUES (3, 'bookings', 0, 'voice', NULL);
INSERT INTO dims ("no", "agent", "environment", "channel", "account") VALUES (4, 'bookings', 0, 'voice', 'globex');
DELETE FROM entry;
INSERT INTO entry ("no", "scope", "kind", "time", "content", "fields", "masked", "checksum") VALUES (268435461, 1, 0, 638713224000000000, 'validated inputs', CAST(X'7B22617474656D7074223A322C2270686F6E65223A222B31E280A6227D' AS TEXT), '["phone"]', 1821708957);
INSERT INTO entry ("no", "scope", "kind", "time", "content", "fields", "masked", "checksum") VALUES (268435462, 2, 5, 638713224000000000, NULL, NULL, NULL, 4004761079);
INSERT INTO entry ("no", "scope", "kind", "time", "content", "fields", "masked", "checksum") VALUES (268435463, 3, 2, 638713224000000000, 'CRM upsert failed', NULL, NULL, 2597470663);
INSERT INTO entry ("no", "scope", "kind", "time", "content", "fields", "masked", "checksum") VALUES (536870914, 0, 0, 638713224000000000, 'nothing personal here', NULL, NULL, 1736324304);
INSERT INTO entry ("no", "scope", "kind", "time", "content", "fields", "masked", "checksum") VALUES (805306369, 0, 4, 638713224000000000, NULL, NULL, NULL, 2333584134);
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
INSERT INTO feedback ("no", "conversation", "turn_id", "source", "rating", "created", "has_comment", "checksum") VALUES (1, 1, 'talk turn 1', 0, 0, 638713227000000000, 1, 2524308250);
INSERT INTO feedback ("no", "conversation", "turn_id", "source", "rating", "created", "has_comment", "checksum") VALUES (2, 1, 'talk turn 2', 1, 1, 638713227600000000, 0, 625519637);
DELETE FROM hold;
INSERT INTO hold ("conversation_id", "placed_by", "placed", "reason") VALUES ('held', 'counsel', 638713242000000000, 'case 7');
DELETE FROM lost_key;
DELETE FROM meta;
INSERT INTO meta ("key", "value") VALUES ('keys_id', X'AB430A0D91769D210C5C003383C3E202');
INSERT INTO meta ("key", "value") VALUES ('ledger_applied', 2);
INSERT INTO meta ("key", "value") VALUES ('removals', 2);
INSERT INTO meta ("key", "value") VALUES ('shape', '94CF2295BAA5BDD4164571B2B8982CC6');
INSERT INTO meta ("key", "value") VALUES ('traces', 1);
INSERT INTO meta ("key", "value") VALUES ('traces_cleaned', 1);
DELETE FROM note;
INSERT INTO note ("no", "conversation", "id", "author", "created", "checksum") VALUES (1, 1, X'44A0F04B0F68284187D24C08D1BA4F02', 'team', 638713228800000000, 2756365251);
DELETE FROM pii;
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (0, 1, X'5169166B8B1D4AA02A62F90494E61A87EDDCC75DF1A9E9134B6BE235C30B9DEA66AC8D78914F5330972301034C53E4DB0DB65B2FE2B3A64E1CD9DDBD8D99FF9487C5554ABFD82CEBDF8E1FF793D9D984DB92FDBCF051E8DBED15C93F9769A6C8761A4E566096C0E4936A441C4BF8AABD9311C5C0CFEA2728314B6A5F40A4C3B16E2B0EE0C0C66DA95F207C84354534DF32746071ABED48E59EC0FC8FEA67', 1220074002);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (0, 3, X'9D7E0BBD2764CECE8131E7B10944B9A714870EAE0B48D4F99A20376EA01288E3F6F7B6C99F01787D9BC161FDA047110BDCD3E03E4F372C63D61FE8AABADF0B4F3584E49C4E887B6AA21519C51860D587A6142932833EA1C99F8F3B7845857FCD5543F7566ECC4D67D2B4390461B8F47DA7B006B6AB7CB3056213EE8440', 3114256266);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (0, 4, X'F7B2B5A192FC793B24D29C629F835626AF2CA4FABD72872D70EE6801AAFE53F9F1B5C8316C5626EA864D4E566C4AE2FCF5DB020D15AA22C1950D1BEED4CE8906E69FFD95E9BBB3F21149102A8B3F622F0BEA1008735CED15E073D9BD64022488252618F21978825D62642E2B710EE2C2E7C4B9A455700DBA782FA3A3AB', 38433978);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (1, 1, X'3FCCAFFBF445AC8850A9DDFEC3484D7019909D4908DB93032B1C552EB0D06DB7830223E673DB76249C9F6466DFB3C78938C37D7BD03D9A61CE4FCF2E877B09A61E8DC03747BE6D033F87842DD75097CFB4050671393C76C519818544B8DC0423548E5BF3E93AB720A18F7BC2404DE6331D74FF1193D90D7489675307C3', 1178269957);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (1, 3, X'06FE2EDD4A5AF1183C4CBF6564FC3D8192ACA7F8A1AFE1E94D73851B94F5E6EDC7B2BDED43F3AE0F3B80C937C4C7E6D01199CA732EF060E761CC648505403E49ABEBE1016FCB4C4231FEB3D4F126AC2135CA5F0F6E2EFE51613D2A933EAFA839F8C5F228179C5126565E691ECF3F22A57621FEAEEDAA0EEE692FB2AAA8', 4254105095);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (1, 4, X'491313B7083E52826C493232287B5689A7821A43A4BCC17C3BF2113BAA915AE025236D5139C4B6C3D2466A150FB90ECDFCE580053E0981D2BD0A7A78DF8E2B0F7189D164281706C2372B8CA79655AB3A738EC53A514D43A20DE6EFFC6E691F4BEFD9EAB7395451890DE74B8EB544A959A88618B39AE615EDC71D5F26FC', 3751223485);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (2, 268435461, X'B4DDEBCDCCBB40A57DB6DB6855A1477EEEE8B735718084E0634EDE15562143582751E25F5E99725DF5DE57453EED45EDD0E100F3927C048C6744784BB53CA48C6B93B7C9DA44', 464663027);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (2, 268435462, X'EF7E08945F3E2AB84F49D912719DF9EC9B389177E58A7541C0B62E231280C8A5ED82F137D2542B85AB9E72794A6B704C401C83817E7723AE4C92A347C1FE8119DDD64369E08F5E', 1579482765);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (2, 805306369, X'40A48061AFEE1A3526CB755812D3305552D4279B350CFF044D16E4917898A51D66732DFDC4A5107CCDD413C4C3DEC36DAD42894C6BF0DC8529BCE9C16C0DA74CD4461DEA5F5C99DF7E', 706847328);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (3, 1, X'237A7A457E7D4FC96DC57869A9510A1DBC095A9BD3EE7F4EE787DA388F14214E8C8F10E046B2A26EABC01F4DCBA2FE562E2792C5BD82998D1A2456F21C4C2814ED7C8906056FC448C684312ED09945337A07206E8C97F8C04B19088B71EFF8AFE2CB97E6BA35735D7E472B0C177F92AE260E42E3D3CE6AD241CC25B56E5EAA1A761E2CDC6832586C3DF69994A348031CAE97282674B2E4630782898BD7992ED369EF4B', 210920206);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (3, 2, X'C6D4F1936663931281FEF2A166AE770FF2383726603F63F2CCDED6FB99580723E252779D627619FB3568D293FE5DD436E7F5286E32B55FF853CD6B54FEC2A61A2452', 3096844898);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (4, 1, X'CDD9847235BF01EF965320FEC305EDCA8A9EFF00328E1884A9A4775CEB5FDB779BFA6532C6E41EE7E1C5A805558E0B75A10C3613394B370AC7F19889138517EE99CE37D6FE90CC2533DE12FDB5671044E651CD1895D1B9F79CA9C616', 1760544367);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (4, 2, X'23513098CBAFDA3EAE839D51DCB830D98C73A9B18ED8792B9775FE92338876BC39B873F6B53E66D80FFA3E2963F1EBF58F91FEA637E1EFB8', 3099915752);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (5, 1, X'20A8524259CCAAB665FB08846FA85D485DB8C5AF968B2C43BADE161E6C2D4CC5301F98D1D17ABDFA2E7B127D1470208EA9AFBEEFA95C99299F0F140DBE8B16CFE8A9382CB56B939DE22A9261AC6EDE0AAC115F349B42F1CFB63FDFD58C734744590AEDCBC411312838CC879B56049EF9450CE7A3700B', 2453311519);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (5, 2, X'DCEA8FC0B3205F2F02265C767CEB077E9B0B82FE1EFFBE82836E540CF97E0EC933AF257A8490D696AB1B048EC3D483E58821FBDE333ACDC23D5E8F11BABA4EA65F50413DD8', 4128845064);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (6, 1, X'C426E089FD0B25B359B39F4C23F57C8921B02ACE9003E19EF5DA40608090A4F51F76A14F75CBA37227074F', 1942393193);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (7, 1, X'3855A30DC99A1F3B7EA0ADA2E0B702F22F17C6EA2FFB6CDF1FEA7FAF3D8BAD2A41869E39E0717E96B8AA0924E9F91157FBB12D8D910B86797A46A8', 1286724916);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (8, 1, X'8B9F06AFAD458AE4921D44D0FEE5F4642136C83B158C8949BE06B3315647884DC867B82783A53705F8', 102285405);
INSERT INTO pii ("kind", "ref", "payload", "checksum") VALUES (9, 1, X'E4D206FA7834F7734F783A1765131E68A27E29F3354635E22162F119959C2E179D7769FD454DFD3147A2', 1940927352);
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
INSERT INTO subject ("kind", "hash", "conversation") VALUES (0, X'74DA3CE1C58274FEA845F2736EE580E2CCDEEA273A717AC82AE99280C8D8F160', 1);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (0, X'74DA3CE1C58274FEA845F2736EE580E2CCDEEA273A717AC82AE99280C8D8F160', 4);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (0, X'8D067C39C09D49AA20E22744B4151B8E23F5BBF198070FB0F9A92A9275CD31B0', 3);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (1, X'EF61970DD6C3488CDBF9824808C8C7D38ED9D0834E932D54726690B36760DF8A', 1);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (1, X'EF61970DD6C3488CDBF9824808C8C7D38ED9D0834E932D54726690B36760DF8A', 3);
INSERT INTO subject ("kind", "hash", "conversation") VALUES (1, X'EF61970DD6C3488CDBF9824808C8C7D38ED9D0834E932D54726690B36760DF8A', 4);
DELETE FROM text_day;
INSERT INTO text_day ("kind", "day") VALUES (0, 739251);
INSERT INTO text_day ("kind", "day") VALUES (1, 739251);
DELETE FROM to_index;
DELETE FROM tombstone;
INSERT INTO tombstone ("conversation_id") VALUES ('erased');
DELETE FROM turn;
INSERT INTO turn ("no", "conversation", "id", "writer", "sequence", "revision", "started", "ended", "latency", "failed", "error_type", "model", "input_tokens", "output_tokens", "cost", "currency", "first_token", "user_input", "agent_response", "flags", "checksum", "is_indexed") VALUES (1, 1, 'talk turn 1', 1, 1, 0, 638713224600000000, 638713225200000000, 9000000, 0, NULL, 'gpt-x', 310, 42, '0.00120', 'EUR', 2500000, 'I am [name], book a table', 'Done.', 5, 1203840260, 1);
INSERT INTO turn ("no", "conversation", "id", "writer", "sequence", "revision", "started", "ended", "latency", "failed", "error_type", "model", "input_tokens", "output_tokens", "cost", "currency", "first_token", "user_input", "agent_response", "flags", "checksum", "is_indexed") VALUES (2, 1, 'talk turn 2', 1, 2, 0, 638713225800000000, NULL, NULL, 1, 'System.InvalidOperationException', NULL, NULL, NULL, NULL, NULL, NULL, 'And tomorrow?', '', 12, 3605374968, 1);
INSERT INTO turn ("no", "conversation", "id", "writer", "sequence", "revision", "started", "ended", "latency", "failed", "error_type", "model", "input_tokens", "output_tokens", "cost", "currency", "first_token", "user_input", "agent_response", "flags", "checksum", "is_indexed") VALUES (3, 2, 'plain turn 1', 2, 1, 0, 638713230000000000, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '', '', 0, 1078780378, 0);
INSERT INTO turn ("no", "conversation", "id", "writer", "sequence", "revision", "started", "ended", "latency", "failed", "error_type", "model", "input_tokens", "output_tokens", "cost", "currency", "first_token", "user_input", "agent_response", "flags", "checksum", "is_indexed") VALUES (4, 4, 'elsewhere turn 1', 4, 1, 0, 638713236000000000, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '', '', 0, 3076517134, 0);
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
INSERT INTO user ("no", "hash", "pseudonym") VALUES (1, X'74DA3CE1C58274FEA845F2736EE580E2CCDEEA273A717AC82AE99280C8D8F160', 'user-760ba1d96e20');
INSERT INTO user ("no", "hash", "pseudonym") VALUES (2, X'8D067C39C09D49AA20E22744B4151B8E23F5BBF198070FB0F9A92A9275CD31B0', 'user-61d65a28562e');
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
INSERT INTO sqlite_sequence ("name", "seq") VALUES ('to_index', 6);
INSERT INTO sqlite_sequence ("name", "seq") VALUES ('turn', 4);
INSERT INTO sqlite_sequence ("name", "seq") VALUES ('user', 3);
INSERT INTO sqlite_sequence ("name", "seq") VALUES ('writer', 5);
COMMIT;
