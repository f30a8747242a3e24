-- Everything readable by everyone stands in the tables of its kind; everything personal in "pii", one row for each record that has some.
-- Times are 100-nanosecond ticks since 0001-01-01 in UTC, durations are ticks. "no" is this file's own number of a thing, "id" the one that is known outside.

CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value BLOB NOT NULL
) WITHOUT ROWID;

-- An end user: found by a keyed hash of the id, shown by the pseudonym.
CREATE TABLE user (
    no        INTEGER PRIMARY KEY AUTOINCREMENT,
    hash      BLOB NOT NULL UNIQUE,
    pseudonym TEXT NOT NULL UNIQUE
);

-- What statistics are told apart by.
CREATE TABLE dims (
    no          INTEGER PRIMARY KEY,
    agent       TEXT NOT NULL,
    environment INTEGER NOT NULL,
    channel     TEXT
);
CREATE UNIQUE INDEX dims_key ON dims (agent, environment, ifnull(channel, x'00'));

-- A conversation and all that a list shows of it. "listed" is null until an opening is written, 0 for debugging, else 1.
-- v_ counts what everyone may see, a_ counts all.
CREATE TABLE conversation (
    no            INTEGER PRIMARY KEY AUTOINCREMENT,
    id            TEXT NOT NULL UNIQUE,
    listed        INTEGER,
    agent         TEXT,
    environment   INTEGER,
    channel       TEXT,
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
-- Lists, by default in order of creation. What never changes may stand in any number of indexes; v_last, a_last and the durations change with every write.
-- What has no opening yet is in no index.
CREATE INDEX conversation_created ON conversation (listed, created) WHERE listed IS NOT NULL;
CREATE INDEX conversation_agent ON conversation (listed, agent, created) WHERE listed IS NOT NULL;
CREATE INDEX conversation_environment ON conversation (listed, environment, created) WHERE listed IS NOT NULL;
CREATE INDEX conversation_channel ON conversation (listed, channel, created) WHERE channel IS NOT NULL;
CREATE INDEX conversation_user ON conversation (user, listed, created) WHERE user IS NOT NULL;
-- Which ones were going on at some moment.
CREATE INDEX conversation_span ON conversation (listed, span, created) WHERE listed IS NOT NULL;
-- What few conversations have. a_ holds for both kinds of reader: what everyone may see is among all.
CREATE INDEX conversation_errors ON conversation (listed, created) WHERE a_errors > 0;
CREATE INDEX conversation_warnings ON conversation (listed, created) WHERE a_warnings > 0;
CREATE INDEX conversation_failed ON conversation (listed, created) WHERE failed_calls > 0;
CREATE INDEX conversation_rated ON conversation (listed, created) WHERE user_likes + user_dislikes + team_likes + team_dislikes > 0;
CREATE INDEX conversation_annotated ON conversation (listed, created) WHERE annotations > 0;
CREATE INDEX conversation_read ON conversation (listed, created) WHERE read_at IS NOT NULL;
CREATE INDEX conversation_unread ON conversation (listed, created) WHERE read_at IS NULL AND listed IS NOT NULL;
-- The other orders, and ranges.
CREATE INDEX conversation_v_last ON conversation (listed, v_last) WHERE listed IS NOT NULL;
CREATE INDEX conversation_a_last ON conversation (listed, a_last) WHERE listed IS NOT NULL;
CREATE INDEX conversation_v_duration ON conversation (listed, v_duration) WHERE listed IS NOT NULL;
CREATE INDEX conversation_a_duration ON conversation (listed, a_duration) WHERE listed IS NOT NULL;
CREATE INDEX conversation_tokens ON conversation (listed, tokens, id) WHERE listed IS NOT NULL;
CREATE INDEX conversation_v_errors ON conversation (listed, v_errors, id) WHERE listed IS NOT NULL;
CREATE INDEX conversation_a_errors ON conversation (listed, a_errors, id) WHERE listed IS NOT NULL;
CREATE INDEX conversation_slowest ON conversation (listed, slowest) WHERE slowest IS NOT NULL;

-- An opening of a conversation. Its number is its epoch: openings are numbered as the store first hears of them.
CREATE TABLE writer (
    no           INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation INTEGER NOT NULL REFERENCES conversation,
    id           BLOB NOT NULL,
    id_checksum  INTEGER NOT NULL,
    revision     INTEGER,                        -- null until the opening itself is written
    opened       INTEGER,
    closed       INTEGER,
    opening      TEXT,                           -- its visible part, as JSON
    checksum     INTEGER
);
CREATE UNIQUE INDEX writer_id ON writer (conversation, id);

-- Where something was logged: a turn, a function event, or both. 0 is outside any, and has no row.
CREATE TABLE scope (
    no           INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation INTEGER NOT NULL REFERENCES conversation,
    turn_id      TEXT,
    call_id      TEXT,
    checksum     INTEGER NOT NULL
);
CREATE UNIQUE INDEX scope_key ON scope (conversation, ifnull(turn_id, x'00'), ifnull(call_id, x'00'));

-- A log entry. no = writer * 2^28 + sequence: the key is the identity and the order, and a writer's entries stand together.
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

-- What is logged and is no entry. kind: 0 API response, 1 change of state, 2 metric; + 4 where all of it is personal.
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
CREATE UNIQUE INDEX fact_id ON fact (conversation, id);
CREATE INDEX fact_order ON fact (writer, sequence);

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
CREATE UNIQUE INDEX turn_id ON turn (conversation, id);
CREATE INDEX turn_order ON turn (conversation, writer, sequence);

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
CREATE UNIQUE INDEX call_id ON call (conversation, id);
CREATE INDEX call_order ON call (conversation, writer, sequence);
CREATE INDEX call_name ON call (name, conversation);

-- The rating that stands; a revoked one stays as a row without rating, so that a late copy of it does not bring it back.
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
CREATE UNIQUE INDEX feedback_key ON feedback (conversation, turn_id, source);

CREATE TABLE annotation (
    no           INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation INTEGER NOT NULL REFERENCES conversation,
    id           BLOB NOT NULL,
    turn_id      TEXT NOT NULL,
    author       TEXT,
    created      INTEGER NOT NULL,
    checksum     INTEGER NOT NULL
);
CREATE UNIQUE INDEX annotation_id ON annotation (conversation, id);

CREATE TABLE note (
    no           INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation INTEGER NOT NULL REFERENCES conversation,
    id           BLOB NOT NULL,
    author       TEXT,
    created      INTEGER NOT NULL,
    checksum     INTEGER NOT NULL
);
CREATE UNIQUE INDEX note_id ON note (conversation, id);

CREATE TABLE dead_letter (
    no           INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation INTEGER NOT NULL REFERENCES conversation,
    id           BLOB NOT NULL,
    kind         TEXT NOT NULL,
    reason       TEXT NOT NULL,
    refused      INTEGER NOT NULL,
    checksum     INTEGER NOT NULL
);
CREATE UNIQUE INDEX dead_letter_id ON dead_letter (conversation, id);

-- Everything personal. kind: 0 conversation (merged), 1 opening, 2 entry, 3 fact, 4 turn, 5 call, 6 feedback, 7 annotation, 8 note, 9 dead letter; ref: its no.
CREATE TABLE pii (
    kind     INTEGER NOT NULL,
    ref      INTEGER NOT NULL,
    payload  BLOB NOT NULL,
    checksum INTEGER NOT NULL,
    PRIMARY KEY (kind, ref)
) WITHOUT ROWID;

-- What the background indexer has yet to read: entries first to last (by no), or one turn (first alone).
CREATE TABLE to_index (
    no    INTEGER PRIMARY KEY AUTOINCREMENT,
    first INTEGER NOT NULL,
    last  INTEGER,
    since INTEGER NOT NULL                       -- when it was written, for the lag
);

-- What documents are found by, as ASCII words: grams of the text, a hash of each field's key and value, the time. rowid is the no of the entry or turn. The text itself
-- stands only in its own table. Eight parts of the index are merged at once, not four: that makes the indexer a fifth faster and a search hardly slower.
CREATE VIRTUAL TABLE entry_text USING fts5 (tokens, content = '', columnsize = 0, detail = none, tokenize = 'ascii');
CREATE VIRTUAL TABLE turn_text USING fts5 (tokens, content = '', columnsize = 0, detail = none, tokenize = 'ascii');
INSERT INTO entry_text (entry_text, rank) VALUES ('automerge', 8);
INSERT INTO turn_text (turn_text, rank) VALUES ('automerge', 8);

-- The days of which there are indexed documents, since 0001-01-01 in UTC. kind: 0 entries, 1 turns.
CREATE TABLE text_day (
    kind INTEGER NOT NULL,
    day  INTEGER NOT NULL,
    PRIMARY KEY (kind, day)
) WITHOUT ROWID;

-- Statistics: what turns and calls add up to, kept with every write. kind: 0 the turns of a quarter of an hour, 1 a function's calls of one, 2 a function's calls of a day.
CREATE TABLE roll_up (
    kind     INTEGER NOT NULL,
    at       INTEGER NOT NULL,                   -- the number of the quarter or day, in UTC, from the year 1 on
    dims     INTEGER NOT NULL REFERENCES dims,
    name     TEXT NOT NULL,                      -- the function; empty for turns
    cell     BLOB NOT NULL,
    checksum INTEGER NOT NULL,
    PRIMARY KEY (kind, at, dims, name)
) WITHOUT ROWID;

-- Statistics: which conversations have a turn in a quarter of an hour, with their users and how many turns. A row holds some of them, from "first" on: what is distinct
-- is no sum, and a row for each would be too many to read.
CREATE TABLE active (
    quarter  INTEGER NOT NULL,
    dims     INTEGER NOT NULL REFERENCES dims,
    first    INTEGER NOT NULL,
    members  BLOB NOT NULL,
    checksum INTEGER NOT NULL,
    PRIMARY KEY (quarter, dims, first)
) WITHOUT ROWID;
