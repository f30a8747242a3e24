CREATE SCHEMA fixture_data;
CREATE SCHEMA fixture_keys;
CREATE TABLE fixture_data.access (
    no bigint NOT NULL,
    at bigint NOT NULL,
    reader bytea NOT NULL,
    kind smallint NOT NULL,
    conversation_id bytea,
    reason bytea,
    subject bytea,
    hash bytea
);
CREATE TABLE fixture_data.access_chain (
    no smallint NOT NULL,
    removed bigint NOT NULL,
    removed_hash bytea NOT NULL,
    last bigint NOT NULL,
    last_hash bytea NOT NULL
);
CREATE TABLE fixture_data.activity (
    conversation bigint NOT NULL,
    day integer NOT NULL,
    listed smallint NOT NULL,
    v_last bigint NOT NULL,
    a_last bigint NOT NULL,
    v_duration bigint NOT NULL,
    a_duration bigint NOT NULL
)
PARTITION BY RANGE (day);
CREATE TABLE fixture_data.activity_20241230 (
    conversation bigint NOT NULL,
    day integer NOT NULL,
    listed smallint NOT NULL,
    v_last bigint NOT NULL,
    a_last bigint NOT NULL,
    v_duration bigint NOT NULL,
    a_duration bigint NOT NULL
)
WITH (fillfactor='70');
CREATE TABLE fixture_data.annotation (
    conversation bigint NOT NULL,
    day integer NOT NULL,
    no integer NOT NULL,
    id uuid NOT NULL,
    turn_id bytea NOT NULL,
    author bytea,
    created bigint NOT NULL,
    removed boolean NOT NULL,
    checksum bigint NOT NULL
)
PARTITION BY RANGE (day);
CREATE TABLE fixture_data.annotation_20241230 (
    conversation bigint NOT NULL,
    day integer NOT NULL,
    no integer NOT NULL,
    id uuid NOT NULL,
    turn_id bytea NOT NULL,
    author bytea,
    created bigint NOT NULL,
    removed boolean NOT NULL,
    checksum bigint NOT NULL
);
CREATE TABLE fixture_data.arrival (
    transaction xid8 DEFAULT pg_current_xact_id() NOT NULL,
    no bigint NOT NULL,
    at bigint NOT NULL,
    conversation bigint NOT NULL,
    day integer NOT NULL
);
ALTER TABLE fixture_data.arrival ALTER COLUMN no ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME fixture_data.arrival_no_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE fixture_data.call (
    conversation bigint NOT NULL,
    day integer NOT NULL,
    no integer NOT NULL,
    id bytea NOT NULL,
    writer integer NOT NULL,
    sequence bigint NOT NULL,
    revision integer NOT NULL,
    name bytea NOT NULL,
    started bigint NOT NULL,
    duration bigint,
    outcome smallint,
    payload bytea NOT NULL,
    checksum bigint NOT NULL,
    losses smallint DEFAULT 0 NOT NULL,
    error_type bytea
)
PARTITION BY RANGE (day);
CREATE TABLE fixture_data.call_20241230 (
    conversation bigint NOT NULL,
    day integer NOT NULL,
    no integer NOT NULL,
    id bytea NOT NULL,
    writer integer NOT NULL,
    sequence bigint NOT NULL,
    revision integer NOT NULL,
    name bytea NOT NULL,
    started bigint NOT NULL,
    duration bigint,
    outcome smallint,
    payload bytea NOT NULL,
    checksum bigint NOT NULL,
    losses smallint DEFAULT 0 NOT NULL,
    error_type bytea
);
CREATE TABLE fixture_data.conversation (
    conversation bigint NOT NULL,
    day integer NOT NULL,
    id bytea NOT NULL,
    listed smallint,
    agent bytea,
    environment smallint,
    channel bytea,
    account bytea,
    project bytea,
    end_user bigint,
    known bytea,
    known_checksum bigint,
    created bigint,
    closed bigint,
    turns integer DEFAULT 0 NOT NULL,
    tokens bigint DEFAULT 0 NOT NULL,
    slowest bigint,
    title bytea,
    title_in_pii boolean DEFAULT false NOT NULL,
    outcomes bytea DEFAULT '\x'::bytea NOT NULL,
    failed_calls integer DEFAULT 0 NOT NULL,
    user_likes integer DEFAULT 0 NOT NULL,
    user_dislikes integer DEFAULT 0 NOT NULL,
    team_likes integer DEFAULT 0 NOT NULL,
    team_dislikes integer DEFAULT 0 NOT NULL,
    user_comments integer DEFAULT 0 NOT NULL,
    team_comments integer DEFAULT 0 NOT NULL,
    annotations integer DEFAULT 0 NOT NULL,
    read_by bytea,
    read_at bigint,
    key bigint,
    pii_purged bigint,
    erasure_pending boolean DEFAULT false NOT NULL,
    v_entries bigint DEFAULT 0 NOT NULL,
    v_warnings bigint DEFAULT 0 NOT NULL,
    v_errors bigint DEFAULT 0 NOT NULL,
    a_entries bigint DEFAULT 0 NOT NULL,
    a_warnings bigint DEFAULT 0 NOT NULL,
    a_errors bigint DEFAULT 0 NOT NULL,
    happened bigint,
    v_logged bigint,
    a_logged bigint,
    failed_turns integer DEFAULT 0 NOT NULL,
    interrupted_turns integer DEFAULT 0 NOT NULL,
    running integer DEFAULT 0 NOT NULL,
    v_failed_responses bigint DEFAULT 0 NOT NULL,
    a_failed_responses bigint DEFAULT 0 NOT NULL,
    v_losses integer DEFAULT 0 NOT NULL,
    a_losses integer DEFAULT 0 NOT NULL,
    v_problems integer DEFAULT 0 NOT NULL,
    a_problems integer DEFAULT 0 NOT NULL,
    variant bytea,
    language bytea,
    direction smallint,
    handoff bytea,
    handoff_reason bytea,
    cost bigint,
    slowest_call bigint
)
PARTITION BY RANGE (day);
CREATE TABLE fixture_data.conversation_20241230 (
    conversation bigint NOT NULL,
    day integer NOT NULL,
    id bytea NOT NULL,
    listed smallint,
    agent bytea,
    environment smallint,
    channel bytea,
    account bytea,
    project bytea,
    end_user bigint,
    known bytea,
    known_checksum bigint,
    created bigint,
    closed bigint,
    turns integer DEFAULT 0 NOT NULL,
    tokens bigint DEFAULT 0 NOT NULL,
    slowest bigint,
    title bytea,
    title_in_pii boolean DEFAULT false NOT NULL,
    outcomes bytea DEFAULT '\x'::bytea NOT NULL,
    failed_calls integer DEFAULT 0 NOT NULL,
    user_likes integer DEFAULT 0 NOT NULL,
    user_dislikes integer DEFAULT 0 NOT NULL,
    team_likes integer DEFAULT 0 NOT NULL,
    team_dislikes integer DEFAULT 0 NOT NULL,
    user_comments integer DEFAULT 0 NOT NULL,
    team_comments integer DEFAULT 0 NOT NULL,
    annotations integer DEFAULT 0 NOT NULL,
    read_by bytea,
    read_at bigint,
    key bigint,
    pii_purged bigint,
    erasure_pending boolean DEFAULT false NOT NULL,
    v_entries bigint DEFAULT 0 NOT NULL,
    v_warnings bigint DEFAULT 0 NOT NULL,
    v_errors bigint DEFAULT 0 NOT NULL,
    a_entries bigint DEFAULT 0 NOT NULL,
    a_warnings bigint DEFAULT 0 NOT NULL,
    a_errors bigint DEFAULT 0 NOT NULL,
    happened bigint,
    v_logged bigint,
    a_logged bigint,
    failed_turns integer DEFAULT 0 NOT NULL,
    interrupted_turns integer DEFAULT 0 NOT NULL,
    running integer DEFAULT 0 NOT NULL,
    v_failed_responses bigint DEFAULT 0 NOT NULL,
    a_failed_responses bigint DEFAULT 0 NOT NULL,
    v_losses integer DEFAULT 0 NOT NULL,
    a_losses integer DEFAULT 0 NOT NULL,
    v_problems integer DEFAULT 0 NOT NULL,
    a_problems integer DEFAULT 0 NOT NULL,
    variant bytea,
    language bytea,
    direction smallint,
    handoff bytea,
    handoff_reason bytea,
    cost bigint,
    slowest_call bigint
)
WITH (fillfactor='70');
CREATE TABLE fixture_data.conversation_id (
    id bytea NOT NULL,
    conversation bigint NOT NULL,
    day integer NOT NULL
);
CREATE SEQUENCE fixture_data.conversation_no
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
CREATE TABLE fixture_data.dead_letter (
    conversation bigint NOT NULL,
    day integer NOT NULL,
    no integer NOT NULL,
    id uuid NOT NULL,
    kind bytea NOT NULL,
    reason bytea NOT NULL,
    refused bigint NOT NULL,
    checksum bigint NOT NULL
)
PARTITION BY RANGE (day);
CREATE TABLE fixture_data.dead_letter_20241230 (
    conversation bigint NOT NULL,
    day integer NOT NULL,
    no integer NOT NULL,
    id uuid NOT NULL,
    kind bytea NOT NULL,
    reason bytea NOT NULL,
    refused bigint NOT NULL,
    checksum bigint NOT NULL
);
CREATE TABLE fixture_data.document (
    conversation bigint NOT NULL,
    day integer NOT NULL,
    kind smallint NOT NULL,
    no bigint NOT NULL,
    "time" bigint NOT NULL,
    tokens bigint[] NOT NULL
)
PARTITION BY RANGE (day);
CREATE TABLE fixture_data.document_20241230 (
    conversation bigint NOT NULL,
    day integer NOT NULL,
    kind smallint NOT NULL,
    no bigint NOT NULL,
    "time" bigint NOT NULL,
    tokens bigint[] NOT NULL
);
CREATE TABLE fixture_data.dropped_partition (
    no bigint NOT NULL,
    first integer NOT NULL,
    ends integer NOT NULL,
    last bigint NOT NULL
);
ALTER TABLE fixture_data.dropped_partition ALTER COLUMN no ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME fixture_data.dropped_partition_no_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE fixture_data.end_user (
    no bigint NOT NULL,
    hash bytea,
    pseudonym bytea NOT NULL
);
ALTER TABLE fixture_data.end_user ALTER COLUMN no ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME fixture_data.end_user_no_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE fixture_data.entry (
    conversation bigint NOT NULL,
    day integer NOT NULL,
    no bigint NOT NULL,
    scope integer NOT NULL,
    kind smallint NOT NULL,
    "time" bigint NOT NULL,
    content bytea,
    fields bytea,
    masked bytea,
    checksum bigint NOT NULL
)
PARTITION BY RANGE (day);
CREATE TABLE fixture_data.entry_20241230 (
    conversation bigint NOT NULL,
    day integer NOT NULL,
    no bigint NOT NULL,
    scope integer NOT NULL,
    kind smallint NOT NULL,
    "time" bigint NOT NULL,
    content bytea,
    fields bytea,
    masked bytea,
    checksum bigint NOT NULL
);
CREATE TABLE fixture_data.erased_user (
    hash bytea NOT NULL,
    at bigint NOT NULL
);
CREATE TABLE fixture_data.fact (
    conversation bigint NOT NULL,
    day integer NOT NULL,
    no integer NOT NULL,
    id uuid NOT NULL,
    writer integer NOT NULL,
    sequence bigint NOT NULL,
    scope integer NOT NULL,
    kind smallint NOT NULL,
    "time" bigint NOT NULL,
    payload bytea,
    checksum bigint NOT NULL
)
PARTITION BY RANGE (day);
CREATE TABLE fixture_data.fact_20241230 (
    conversation bigint NOT NULL,
    day integer NOT NULL,
    no integer NOT NULL,
    id uuid NOT NULL,
    writer integer NOT NULL,
    sequence bigint NOT NULL,
    scope integer NOT NULL,
    kind smallint NOT NULL,
    "time" bigint NOT NULL,
    payload bytea,
    checksum bigint NOT NULL
);
CREATE TABLE fixture_data.feedback (
    conversation bigint NOT NULL,
    day integer NOT NULL,
    no integer NOT NULL,
    turn_id bytea NOT NULL,
    source smallint NOT NULL,
    rating smallint,
    created bigint NOT NULL,
    has_comment boolean NOT NULL,
    checksum bigint NOT NULL
)
PARTITION BY RANGE (day);
CREATE TABLE fixture_data.feedback_20241230 (
    conversation bigint NOT NULL,
    day integer NOT NULL,
    no integer NOT NULL,
    turn_id bytea NOT NULL,
    source smallint NOT NULL,
    rating smallint,
    created bigint NOT NULL,
    has_comment boolean NOT NULL,
    checksum bigint NOT NULL
);
CREATE TABLE fixture_data.hold (
    conversation_id bytea NOT NULL,
    placed_by bytea NOT NULL,
    placed bigint NOT NULL,
    reason bytea
);
CREATE TABLE fixture_data.lost_key (
    no bigint NOT NULL
);
CREATE TABLE fixture_data.meta (
    key text NOT NULL,
    value bytea NOT NULL
);
CREATE TABLE fixture_data.note (
    conversation bigint NOT NULL,
    day integer NOT NULL,
    no integer NOT NULL,
    id uuid NOT NULL,
    author bytea,
    created bigint NOT NULL,
    checksum bigint NOT NULL
)
PARTITION BY RANGE (day);
CREATE TABLE fixture_data.note_20241230 (
    conversation bigint NOT NULL,
    day integer NOT NULL,
    no integer NOT NULL,
    id uuid NOT NULL,
    author bytea,
    created bigint NOT NULL,
    checksum bigint NOT NULL
);
CREATE TABLE fixture_data.partition (
    first integer NOT NULL,
    ends integer NOT NULL
);
CREATE TABLE fixture_data.pii (
    conversation bigint NOT NULL,
    day integer NOT NULL,
    kind smallint NOT NULL,
    ref bigint NOT NULL,
    payload bytea NOT NULL,
    checksum bigint NOT NULL
)
PARTITION BY RANGE (day);
CREATE TABLE fixture_data.pii_20241230 (
    conversation bigint NOT NULL,
    day integer NOT NULL,
    kind smallint NOT NULL,
    ref bigint NOT NULL,
    payload bytea NOT NULL,
    checksum bigint NOT NULL
);
CREATE TABLE fixture_data.retention_run (
    id uuid NOT NULL,
    started bigint NOT NULL,
    run bytea NOT NULL
);
CREATE TABLE fixture_data.scope (
    conversation bigint NOT NULL,
    day integer NOT NULL,
    no integer NOT NULL,
    turn_id bytea,
    call_id bytea,
    checksum bigint NOT NULL
)
PARTITION BY RANGE (day);
CREATE TABLE fixture_data.scope_20241230 (
    conversation bigint NOT NULL,
    day integer NOT NULL,
    no integer NOT NULL,
    turn_id bytea,
    call_id bytea,
    checksum bigint NOT NULL
);
CREATE TABLE fixture_data.subject (
    conversation bigint NOT NULL,
    day integer NOT NULL,
    kind smallint NOT NULL,
    hash bytea NOT NULL
)
PARTITION BY RANGE (day);
CREATE TABLE fixture_data.subject_20241230 (
    conversation bigint NOT NULL,
    day integer NOT NULL,
    kind smallint NOT NULL,
    hash bytea NOT NULL
);
CREATE TABLE fixture_data.to_index (
    no bigint NOT NULL,
    conversation bigint NOT NULL,
    day integer NOT NULL,
    first bigint NOT NULL,
    last bigint,
    since bigint NOT NULL
)
WITH (autovacuum_vacuum_scale_factor='0', autovacuum_vacuum_threshold='5000');
ALTER TABLE fixture_data.to_index ALTER COLUMN no ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME fixture_data.to_index_no_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE fixture_data.tombstone (
    conversation_id bytea NOT NULL
);
CREATE TABLE fixture_data.turn (
    conversation bigint NOT NULL,
    day integer NOT NULL,
    no integer NOT NULL,
    id bytea NOT NULL,
    writer integer NOT NULL,
    sequence bigint NOT NULL,
    revision integer NOT NULL,
    started bigint NOT NULL,
    ended bigint,
    latency bigint,
    failed boolean NOT NULL,
    error_type bytea,
    model bytea,
    input_tokens bigint,
    output_tokens bigint,
    cost bytea,
    currency bytea,
    first_token bigint,
    user_input bytea NOT NULL,
    agent_response bytea NOT NULL,
    flags smallint NOT NULL,
    checksum bigint NOT NULL,
    details bytea
)
PARTITION BY RANGE (day);
CREATE TABLE fixture_data.turn_20241230 (
    conversation bigint NOT NULL,
    day integer NOT NULL,
    no integer NOT NULL,
    id bytea NOT NULL,
    writer integer NOT NULL,
    sequence bigint NOT NULL,
    revision integer NOT NULL,
    started bigint NOT NULL,
    ended bigint,
    latency bigint,
    failed boolean NOT NULL,
    error_type bytea,
    model bytea,
    input_tokens bigint,
    output_tokens bigint,
    cost bytea,
    currency bytea,
    first_token bigint,
    user_input bytea NOT NULL,
    agent_response bytea NOT NULL,
    flags smallint NOT NULL,
    checksum bigint NOT NULL,
    details bytea
);
CREATE TABLE fixture_data.writer (
    conversation bigint NOT NULL,
    day integer NOT NULL,
    no integer NOT NULL,
    id uuid NOT NULL,
    revision integer,
    end_user bigint,
    opened bigint,
    closed bigint,
    opening bytea,
    checksum bigint
)
PARTITION BY RANGE (day);
CREATE TABLE fixture_data.writer_20241230 (
    conversation bigint NOT NULL,
    day integer NOT NULL,
    no integer NOT NULL,
    id uuid NOT NULL,
    revision integer,
    end_user bigint,
    opened bigint,
    closed bigint,
    opening bytea,
    checksum bigint
);
CREATE TABLE fixture_keys.data_key (
    no bigint NOT NULL,
    key_id bytea NOT NULL,
    wrapped bytea NOT NULL
);
CREATE TABLE fixture_keys.destroyed_key (
    no bigint NOT NULL,
    at bigint NOT NULL
);
CREATE TABLE fixture_keys.erased_conversation (
    erasure bigint NOT NULL,
    conversation_id bytea NOT NULL,
    state smallint NOT NULL,
    event bigint NOT NULL,
    openings bigint DEFAULT 0 NOT NULL,
    turns bigint DEFAULT 0 NOT NULL,
    calls bigint DEFAULT 0 NOT NULL,
    entries bigint DEFAULT 0 NOT NULL,
    facts bigint DEFAULT 0 NOT NULL,
    team bigint DEFAULT 0 NOT NULL,
    dead_letters bigint DEFAULT 0 NOT NULL
);
CREATE TABLE fixture_keys.erasure (
    no bigint NOT NULL,
    id uuid NOT NULL,
    conversation_id bytea,
    pseudonym bytea,
    requested_by bytea NOT NULL,
    requested bigint NOT NULL,
    reason bytea,
    unreadable bigint,
    cleaned bigint
);
ALTER TABLE fixture_keys.erasure ALTER COLUMN no ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME fixture_keys.erasure_no_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE fixture_keys.hash_key (
    no bigint NOT NULL,
    key_id bytea NOT NULL,
    wrapped bytea NOT NULL,
    CONSTRAINT hash_key_no_check CHECK ((no = 1))
);
CREATE TABLE fixture_keys.ledger (
    no bigint NOT NULL,
    kind smallint NOT NULL,
    at bigint NOT NULL,
    conversation_id bytea,
    user_hash bytea,
    erasure bigint,
    placed_by bytea,
    reason bytea
);
CREATE TABLE fixture_keys.meta (
    key text NOT NULL,
    value bytea NOT NULL
);
ALTER TABLE ONLY fixture_data.activity ATTACH PARTITION fixture_data.activity_20241230 FOR VALUES FROM (739249) TO (739256);
ALTER TABLE ONLY fixture_data.annotation ATTACH PARTITION fixture_data.annotation_20241230 FOR VALUES FROM (739249) TO (739256);
ALTER TABLE ONLY fixture_data.call ATTACH PARTITION fixture_data.call_20241230 FOR VALUES FROM (739249) TO (739256);
ALTER TABLE ONLY fixture_data.conversation ATTACH PARTITION fixture_data.conversation_20241230 FOR VALUES FROM (739249) TO (739256);
ALTER TABLE ONLY fixture_data.dead_letter ATTACH PARTITION fixture_data.dead_letter_20241230 FOR VALUES FROM (739249) TO (739256);
ALTER TABLE ONLY fixture_data.document ATTACH PARTITION fixture_data.document_20241230 FOR VALUES FROM (739249) TO (739256);
ALTER TABLE ONLY fixture_data.entry ATTACH PARTITION fixture_data.entry_20241230 FOR VALUES FROM (739249) TO (739256);
ALTER TABLE ONLY fixture_data.fact ATTACH PARTITION fixture_data.fact_20241230 FOR VALUES FROM (739249) TO (739256);
ALTER TABLE ONLY fixture_data.feedback ATTACH PARTITION fixture_data.feedback_20241230 FOR VALUES FROM (739249) TO (739256);
ALTER TABLE ONLY fixture_data.note ATTACH PARTITION fixture_data.note_20241230 FOR VALUES FROM (739249) TO (739256);
ALTER TABLE ONLY fixture_data.pii ATTACH PARTITION fixture_data.pii_20241230 FOR VALUES FROM (739249) TO (739256);
ALTER TABLE ONLY fixture_data.scope ATTACH PARTITION fixture_data.scope_20241230 FOR VALUES FROM (739249) TO (739256);
ALTER TABLE ONLY fixture_data.subject ATTACH PARTITION fixture_data.subject_20241230 FOR VALUES FROM (739249) TO (739256);
ALTER TABLE ONLY fixture_data.turn ATTACH PARTITION fixture_data.turn_20241230 FOR VALUES FROM (739249) TO (739256);
ALTER TABLE ONLY fixture_data.writer ATTACH PARTITION fixture_data.writer_20241230 FOR VALUES FROM (739249) TO (739256);
INSERT INTO fixture_data.access VALUES (1, 638713243200000000, '\x616e61', 0, '\x74616c6b', NULL, NULL, '\x5b02f0d7604799aaa4de6f48d394bf63c0e858076400203d10f2e7bb07fac517');
INSERT INTO fixture_data.access_chain VALUES (1, 0, '\x0000000000000000000000000000000000000000000000000000000000000000', 1, '\x5b02f0d7604799aaa4de6f48d394bf63c0e858076400203d10f2e7bb07fac517');
INSERT INTO fixture_data.activity_20241230 VALUES (1, 739251, 1, 638713260000000000, 638713260000000000, 36000000000, 36000000000);
INSERT INTO fixture_data.activity_20241230 VALUES (2, 739251, 1, 638713230000000000, 638713230000000000, 0, 0);
INSERT INTO fixture_data.activity_20241230 VALUES (3, 739251, 1, 638713260000000000, 638713260000000000, 36000000000, 36000000000);
INSERT INTO fixture_data.activity_20241230 VALUES (4, 739251, 1, 638713260000000000, 638713260000000000, 36000000000, 36000000000);
INSERT INTO fixture_data.annotation_20241230 VALUES (1, 739251, 1, 'eb960152-f4e1-5482-3edf-ff08fd53c679', '\x74616c6b207475726e2032', '\x7465616d', 638713228200000000, false, 728087302);
INSERT INTO fixture_data.arrival OVERRIDING SYSTEM VALUE VALUES ('729', 1, 639309726085833915, 1, 739251);
INSERT INTO fixture_data.arrival OVERRIDING SYSTEM VALUE VALUES ('732', 2, 639309726086491593, 2, 739251);
INSERT INTO fixture_data.arrival OVERRIDING SYSTEM VALUE VALUES ('734', 3, 639309726086702215, 3, 739251);
INSERT INTO fixture_data.arrival OVERRIDING SYSTEM VALUE VALUES ('735', 4, 639309726086772595, 4, 739251);
INSERT INTO fixture_data.arrival OVERRIDING SYSTEM VALUE VALUES ('736', 5, 639309726086858485, 5, 739251);
INSERT INTO fixture_data.call_20241230 VALUES (1, 739251, 1, '\x74616c6b2063616c6c2033', 1, 3, 0, '\x736176655f6775657374', 638713224000000000, 800000, 0, '\x7b227475726e223a2274616c6b207475726e2031222c22617267756d656e7473223a5b22677565737473222c226e616d65225d2c22726573756c74223a5b5b22726573756c74222c2261207461626c65225d5d7d', 2962538602, 0, NULL);
INSERT INTO fixture_data.call_20241230 VALUES (1, 739251, 2, '\x74616c6b2063616c6c2034', 1, 4, 0, '\x736176655f6775657374', 638713224000000000, NULL, 1, '\x7b227475726e223a2274616c6b207475726e2032222c226572726f725f74797065223a2243726d457863657074696f6e222c226572726f72223a747275657d', 3132574049, 0, '\x43726d457863657074696f6e');
INSERT INTO fixture_data.call_20241230 VALUES (4, 739251, 1, '\x656c736577686572652063616c6c2032', 1, 2, 0, '\x736176655f6775657374', 638713224000000000, NULL, 1, '\x7b227475726e223a22656c73657768657265207475726e2031227d', 3045767941, 0, NULL);
INSERT INTO fixture_data.conversation_20241230 VALUES (1, 739251, '\x74616c6b', 1, '\x626f6f6b696e6773', 0, '\x766f696365', '\x61636d65', '\x70726f6a656374206f662061636d65', 1, '\x7b22777269746572223a2239373763373630612d363465352d633662632d643565332d636230636331663138343464222c227265766973696f6e223a302c226167656e74223a22626f6f6b696e6773222c226163636f756e74223a2261636d65222c2270726f6a656374223a2270726f6a656374206f662061636d65222c22656e7669726f6e6d656e74223a302c226368616e6e656c223a22766f696365222c22646972656374696f6e223a302c226c616e6775616765223a22656e2d4742222c226f70656e6564223a3633383731333232343030303030303030302c22636c6f736564223a3633383731333236303030303030303030302c2275736572223a747275652c2266726f6d223a747275652c2261747472696275746573223a5b2274696572222c2263697479225d7d', 2418160500, 638713224000000000, 638713260000000000, 2, 352, 9000000, '\x4920616d205b6e616d655d2c20626f6f6b2061207461626c65', true, '\x6366', 1, 1, 0, 0, 1, 1, 0, 1, '\x7465616d', 638713229400000000, 8393058397769329406, NULL, false, 2, 0, 1, 3, 1, 1, 638713260000000000, 638713224000000000, 638713224000000000, 1, 0, 0, 1, 1, 0, 0, 27, 27, NULL, '\x656e2d4742', 0, NULL, NULL, 1200000, 800000);
INSERT INTO fixture_data.conversation_20241230 VALUES (2, 739251, '\x706c61696e', 1, '\x626f6f6b696e6773', 0, '\x63686174', NULL, NULL, NULL, '\x7b22777269746572223a2236326530306537302d643362632d616134362d666464352d376633386266653233643764222c227265766973696f6e223a302c226167656e74223a22626f6f6b696e6773222c22656e7669726f6e6d656e74223a302c226368616e6e656c223a2263686174222c226f70656e6564223a3633383731333233303030303030303030307d', 4175594419, 638713230000000000, NULL, 1, 0, NULL, '\x', false, '\x', 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, NULL, NULL, false, 1, 0, 0, 1, 0, 0, 638713230000000000, 638713224000000000, 638713224000000000, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO fixture_data.conversation_20241230 VALUES (3, 739251, '\x68656c64', 1, '\x626f6f6b696e6773', 0, '\x766f696365', NULL, NULL, 2, '\x7b22777269746572223a2238656162653261362d356531642d343030382d333263362d343638653633636332656334222c227265766973696f6e223a302c226167656e74223a22626f6f6b696e6773222c22656e7669726f6e6d656e74223a302c226368616e6e656c223a22766f696365222c22646972656374696f6e223a302c226c616e6775616765223a22656e2d4742222c226f70656e6564223a3633383731333232343030303030303030302c22636c6f736564223a3633383731333236303030303030303030302c2275736572223a747275652c2266726f6d223a747275652c2261747472696275746573223a5b2274696572222c2263697479225d7d', 606382729, 638713224000000000, 638713260000000000, 0, 0, NULL, '\x', false, '\x', 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, 6583389284780634280, NULL, false, 0, 0, 0, 1, 0, 0, 638713260000000000, NULL, 638713224000000000, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, '\x656e2d4742', 0, NULL, NULL, NULL, NULL);
INSERT INTO fixture_data.conversation_20241230 VALUES (4, 739251, '\x656c73657768657265', 1, '\x626f6f6b696e6773', 0, '\x766f696365', '\x676c6f626578', '\x70726f6a656374206f6620676c6f626578', 1, '\x7b22777269746572223a2230353133616565652d303163622d633536622d666137612d383237333064323830303033222c227265766973696f6e223a302c226167656e74223a22626f6f6b696e6773222c226163636f756e74223a22676c6f626578222c2270726f6a656374223a2270726f6a656374206f6620676c6f626578222c22656e7669726f6e6d656e74223a302c226368616e6e656c223a22766f696365222c22646972656374696f6e223a302c226c616e6775616765223a22656e2d4742222c226f70656e6564223a3633383731333232343030303030303030302c22636c6f736564223a3633383731333236303030303030303030302c2275736572223a747275652c2266726f6d223a747275652c2261747472696275746573223a5b2274696572222c2263697479225d7d', 473173974, 638713224000000000, 638713260000000000, 1, 0, NULL, '\x', false, '\x66', 1, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, 1941450787591289355, NULL, false, 0, 0, 0, 0, 0, 0, 638713260000000000, NULL, NULL, 0, 0, 0, 0, 0, 0, 0, 2, 2, NULL, '\x656e2d4742', 0, NULL, NULL, NULL, NULL);
INSERT INTO fixture_data.conversation_id VALUES ('\x74616c6b', 1, 739251);
INSERT INTO fixture_data.conversation_id VALUES ('\x706c61696e', 2, 739251);
INSERT INTO fixture_data.conversation_id VALUES ('\x68656c64', 3, 739251);
INSERT INTO fixture_data.conversation_id VALUES ('\x656c73657768657265', 4, 739251);
INSERT INTO fixture_data.dead_letter_20241230 VALUES (1, 739251, 1, '2708bfa2-bfa3-46eb-a1f3-7d08a9fe6378', '\x656e747279', '\x746f6f206c61726765', 638713229400000000, 1803268923);
INSERT INTO fixture_data.document_20241230 VALUES (1, 739251, 1, 1, 638713224600000000, '{17398801,65143268,172134012,928690639,967200276,1304148116,1449954394,1702855594,2603233785,2757927354,3352296135,4034355801}');
INSERT INTO fixture_data.document_20241230 VALUES (1, 739251, 1, 2, 638713225800000000, '{773660603,932371572,1920507672,2118013799,2635576520,3085178960,3274716027}');
INSERT INTO fixture_data.document_20241230 VALUES (1, 739251, 0, 268435461, 638713224000000000, '{-7507270192630919177,341563146,1186782203,1656600742,2178667184,2466121995,2589434846,2660215057,3071424205,3624187398,3629382326,4023975382,4164733117}');
INSERT INTO fixture_data.document_20241230 VALUES (1, 739251, 0, 268435463, 638713224000000000, '{197121303,738250852,1079923675,1935431143,2315489162,2412551224,2756362311,3546325901,3929808555}');
INSERT INTO fixture_data.document_20241230 VALUES (2, 739251, 0, 268435458, 638713224000000000, '{77103682,302761322,616385597,1063456488,1532618820,1583906019,1592979945,1863351271,1933481939,2176832672,2537031327,2647375590,2655802526}');
INSERT INTO fixture_data.end_user OVERRIDING SYSTEM VALUE VALUES (1, '\xdb2aa0becfb0471a21aa0863614ba9d520a9d28c5835d2d564e934aea5d7aa23', '\x757365722d303939336533623739666536');
INSERT INTO fixture_data.end_user OVERRIDING SYSTEM VALUE VALUES (2, '\x6ca39f13d0c503435eba13970ee7a3403bed0557b274cbe603290af1cac6850f', '\x757365722d336232633334363865613136');
INSERT INTO fixture_data.entry_20241230 VALUES (1, 739251, 268435461, 1, 0, 638713224000000000, '\x76616c69646174656420696e70757473', '\x7b22617474656d7074223a322c2270686f6e65223a222b31e280a6227d', '\x5b2270686f6e65225d', 1821708957);
INSERT INTO fixture_data.entry_20241230 VALUES (1, 739251, 4611686018695823366, 2, 5, 638713224000000000, NULL, NULL, NULL, 3921250998);
INSERT INTO fixture_data.entry_20241230 VALUES (1, 739251, 268435463, 3, 2, 638713224000000000, '\x43524d20757073657274206661696c6564', NULL, NULL, 2597470663);
INSERT INTO fixture_data.entry_20241230 VALUES (2, 739251, 268435458, 0, 0, 638713224000000000, '\x6e6f7468696e6720706572736f6e616c2068657265', NULL, NULL, 186873168);
INSERT INTO fixture_data.entry_20241230 VALUES (3, 739251, 4611686018695823361, 0, 4, 638713224000000000, NULL, NULL, NULL, 3656068974);
INSERT INTO fixture_data.fact_20241230 VALUES (1, 739251, 1, '342f8ee8-d98f-3f3d-768d-538936fcb01a', 1, 7, 3, 0, 638713224000000000, '\x7b226d6574686f64223a22474554222c2275726c223a2268747470733a2f2f63726d2e6578616d706c652f636f6e74616374733f5b72656461637465645d222c22737461747573223a3530332c22656c6170736564223a3132303030302c226572726f725f626f6479223a225b72656461637465645d222c226669656c6473223a5b5d7d', 2489368720);
INSERT INTO fixture_data.fact_20241230 VALUES (1, 739251, 2, '97961cac-074f-2157-838c-a8311d3605f2', 1, 7, 0, 1, 638713224000000000, '\x7b226368616e6765223a302c226669656c6473223a5b5b226c616e6775616765222c225b72656461637465645d222c6e756c6c5d5d7d', 1046811839);
INSERT INTO fixture_data.fact_20241230 VALUES (1, 739251, 3, 'd05c6197-a61f-84d4-3794-b9025fa48690', 1, 7, 0, 2, 638713224000000000, '\x7b2277726974655f6f6e6365223a66616c73652c226669656c6473223a5b5b22636f6e666964656e6365222c375d5d7d', 3436232549);
INSERT INTO fixture_data.feedback_20241230 VALUES (1, 739251, 1, '\x74616c6b207475726e2031', 0, 0, 638713227000000000, true, 8530703287);
INSERT INTO fixture_data.feedback_20241230 VALUES (1, 739251, 2, '\x74616c6b207475726e2032', 1, 1, 638713227600000000, false, 8295929344);
INSERT INTO fixture_data.hold VALUES ('\x68656c64', '\x636f756e73656c', 638713242000000000, '\x636173652037');
INSERT INTO fixture_data.meta VALUES ('schema', '\x35');
INSERT INTO fixture_data.meta VALUES ('shape', '\x3631333830343044464635323430464431393539383834384238344635373042');
INSERT INTO fixture_data.meta VALUES ('keys_id', '\xcd3dfb4f938a48ce8a6b58766e4e2010');
INSERT INTO fixture_data.meta VALUES ('ledger_applied', '\x32');
INSERT INTO fixture_data.note_20241230 VALUES (1, 739251, 1, '44a0f04b-0f68-2841-87d2-4c08d1ba4f02', '\x7465616d', 638713228800000000, 2756365251);
INSERT INTO fixture_data.partition VALUES (739249, 739256);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 1, 1, '\xb93a41695237e67fc294ede4c0d1b87dc0211a605f46bc27a8aa7aeb0e7607f116f5c8e72adcad4973b8e23fd2971f8cfa192f99eed24c3e18d20773da396bd4671dc229a4b7234ef4c701f730fe46d0d5cb04a4c353725e882ebf4160a5517a80dce72f3a8efbd2cb007acf76882b2292796f6c6a0ff06bc582e0460b', 353554413);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 4, 1, '\x313f41292faf8bd011c4e3daa6488f914f99d16e28e05e7efcda4206cefd1e4c63e2eb11b6a93e3e77c76c513a7e7e098a5672b6e8edb237f365eee649743fe44b1f95d2f0c1ad2e16d5facabc0bb7cf8382c198ae214822c3d673c6', 3252812135);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 4, 2, '\x2f4bf1f0b9ad2d84d7233d1ce0e46a86db13118ab06a0236520ca2936029608580d76e4346b4c9b5b12b1b2e5d44f841974e4741840f0481', 3041668566);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 5, 1, '\x0351debb22583c6c490a9353e7427218a3f07a2bce6052a4cf02ece6fd25a6bcdaef09c2a07d33573c175253180705a2a898a99bd822e2173aacc37f4629beb2fa5ec740a915b31043ac932d6596103886cc5e198e96d996bc0f7573eca5874478b4e49fde60ffc2aa74dd07018e2e269ae67c564425', 4256423086);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 5, 2, '\x75188e14ab755dd030f12346bc171d02091c26521558f371a35483b6357e6fd64c6417b2f4f9d2ca9a6d186e2992b32df47cc347706e4691304dcd50df5085fe9c3a5b162e', 174867185);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 2, 268435461, '\x35039b73284f4fea7d3fc318b71396d388fb5a085be8194cb471279eaeaf7c79355f71f17e1111b3e1c70e8652645e060e404ed5fff3078fc19206ce1082f62ebce30367e95d', 1806086592);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 2, 4611686018695823366, '\xb1a7f513d07244bc583f523d9cdfcdceff071302432c2fdc4e1f83bf122c785f312968b65afbf1aa4b4a2b6044d698ceb79b391f2ff08ad044c7516c6d21ea38b759a1b2e98e9e', 1043991585);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 3, 1, '\x65e81594cbeb5e5b49925243b76c18e4618202b7247826a2911367e1327a16b364fa2584067771a82ed7c9e28e6ce20cea3bcbfd3795a52b5a1e7185d66d62bd019192ec4247509a6ccfe9d8b0d7d76c1ecb752593c41f0e9f02635285cf677aa3547a1130ed7f18738033b56b1ed0d177063dad482220f9d5b574726712df9f4e4efce6c6665fd1a8a2a43677e7f26053f4231922df7d289e487c38f13db8a313563f', 2075735626);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 3, 2, '\xfbbd0ba64347994b1bae2cd2d76d4e83e0dc9fd21c2946f44782d3531e895f3c3cd3d39faa990ab4b8cafd82fbec70517e10c668826dd05f7b5baf7cf0115df4103f', 3452409878);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 6, 1, '\x902cea7b382dbdd15b8eadec229e8acd0aeb049d2f9254ec7c9c33951d0a04663f4529fdf6e65e4be0ea48', 3508040448);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 7, 1, '\xf08b1f55d28088b8d8586e17c91f540963fbb04e6531d80ba8fa9c5cd437506090fe230a4ac2d08298a34975a05680e56db2b4ce7939b06b481ad5', 535484218);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 8, 1, '\x28ed2b7b00d3fced85d4a6313d663c0fd2636a908a961d1ccd657224972cddd3e1b224526ef96ce362', 3230332666);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 9, 1, '\x2af6954ec31639aa5ff2773099281a63003966c72fb7d41f7537d283a650ed487355515ddbadf2df8a1c', 244848000);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 0, 0, '\x9a4150f46816302489b69d8220b1f72b898cf2d16c313c68abab14edb7119e9aa1a565dde882e31df9b5a94c0fef78f00ba355dfd2f2fbfa78d684d9189451b31b34ddc7fd860ca1658ad37dc1eb2d98b1bfa0b17566ec8ae475b07f1adcf8489dd81185d2f403caa72ed0426156bdfe1b7aec46cf28824889a102fc42b76dbf3eaa69f6e3f356ee7d6539041fdc7da1170c9047df9b22fb38efd8bd1cb1', 2074162807);
INSERT INTO fixture_data.pii_20241230 VALUES (3, 739251, 1, 1, '\x8036657ebd88d40c2f9a13e55c46ea197c20f0ae870d07849c0d0405170055f6f3f3f18b82350db42bf0839d06aadc2173aafb2a5e6d943d570225d1b38764e612e0b0a5a4d0dfe4efaa4230053cae8f78143a5ffa28ef741d763546b937f35a16cb722b6665792d35d4ee8976e5d4eecf428d4c844f62a6e3472a72d6', 2129849501);
INSERT INTO fixture_data.pii_20241230 VALUES (3, 739251, 2, 4611686018695823361, '\x6bdc11e6807e14f1f3adc3b8fa6e62895262aed0f91cbeb7793be2c9ad8e2e4ddf8b112b20d3809b7a097c5319883aff79a3ce7d48609c9022413a828b9d209814e8ba547273168ce1', 3371097595);
INSERT INTO fixture_data.pii_20241230 VALUES (3, 739251, 0, 0, '\xafefa7d132e538e84bd0b61a06226903dc0023bca88f178cb71e52e78a25bbe9e877b57db88b800dfd8101ce25a002cc9e97986d3693e622f6b9e8b715ecdc2762ed9f2d5f7fabde839e6b6e0eefdbee25c81a3832040d56372a18d9f851ac64f70502866f0f4825392f685af573e18eff9cfc05e991289532513cfec9', 590532005);
INSERT INTO fixture_data.pii_20241230 VALUES (4, 739251, 1, 1, '\xc8945127c9a3657593a05cd891c8228766b5affe9565911eb7fd0d2e2f15373cd61b817ce4840606d178c2b59137714e82d40800de090cc6417e9d381bf4e12cd6f65c401e32091cf9ec1c843d087faaec3170d3f8ccc91d747da20e828e1960c8d911001b8fe1ea3a1b7161cd8a6172db20483e985dfbd9f8d8e55180', 3909876166);
INSERT INTO fixture_data.pii_20241230 VALUES (4, 739251, 0, 0, '\xa09dec40d5e7986b07df4d3d94e7828f3dc254f0b4bb6a5530b99920e027ec745b4e72af05b16d035d645896df0246aab11bf619254787aa8c1d32e7f1bd1d9097fef83363cae8499f13b79d348785dd025e8f43a65a792295eea062cbb123e8589c8921bb14e1557b6f1a11f93b40b369ffd83ecb37089cc448217cb3', 2185600623);
INSERT INTO fixture_data.scope_20241230 VALUES (1, 739251, 1, '\x74616c6b207475726e2031', '\x74616c6b2063616c6c2033', 687521122);
INSERT INTO fixture_data.scope_20241230 VALUES (1, 739251, 2, '\x74616c6b207475726e2031', NULL, 2551770702);
INSERT INTO fixture_data.scope_20241230 VALUES (1, 739251, 3, '\x74616c6b207475726e2032', NULL, 2176311911);
INSERT INTO fixture_data.subject_20241230 VALUES (1, 739251, 0, '\xdb2aa0becfb0471a21aa0863614ba9d520a9d28c5835d2d564e934aea5d7aa23');
INSERT INTO fixture_data.subject_20241230 VALUES (1, 739251, 1, '\x5e2fb5f13724e57d734761511494eade50378e01dee74ba9716eae5041ba34c9');
INSERT INTO fixture_data.subject_20241230 VALUES (3, 739251, 0, '\x6ca39f13d0c503435eba13970ee7a3403bed0557b274cbe603290af1cac6850f');
INSERT INTO fixture_data.subject_20241230 VALUES (3, 739251, 1, '\x5e2fb5f13724e57d734761511494eade50378e01dee74ba9716eae5041ba34c9');
INSERT INTO fixture_data.subject_20241230 VALUES (4, 739251, 0, '\xdb2aa0becfb0471a21aa0863614ba9d520a9d28c5835d2d564e934aea5d7aa23');
INSERT INTO fixture_data.subject_20241230 VALUES (4, 739251, 1, '\x5e2fb5f13724e57d734761511494eade50378e01dee74ba9716eae5041ba34c9');
INSERT INTO fixture_data.tombstone VALUES ('\x657261736564');
INSERT INTO fixture_data.turn_20241230 VALUES (1, 739251, 1, '\x74616c6b207475726e2031', 1, 1, 0, 638713224600000000, 638713225200000000, 9000000, false, NULL, '\x6770742d78', 310, 42, '\x302e3030313230', '\x455552', 2500000, '\x4920616d205b6e616d655d2c20626f6f6b2061207461626c65', '\x446f6e652e', 5, 1203840260, NULL);
INSERT INTO fixture_data.turn_20241230 VALUES (1, 739251, 2, '\x74616c6b207475726e2032', 1, 2, 0, 638713225800000000, NULL, NULL, true, '\x53797374656d2e496e76616c69644f7065726174696f6e457863657074696f6e', NULL, NULL, NULL, NULL, NULL, NULL, '\x416e6420746f6d6f72726f773f', '\x', 12, 3605374968, NULL);
INSERT INTO fixture_data.turn_20241230 VALUES (2, 739251, 1, '\x706c61696e207475726e2031', 1, 1, 0, 638713230000000000, NULL, NULL, false, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '\x', '\x', 0, 3306171852, NULL);
INSERT INTO fixture_data.turn_20241230 VALUES (4, 739251, 1, '\x656c73657768657265207475726e2031', 1, 1, 0, 638713236000000000, NULL, NULL, false, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '\x', '\x', 0, 330723487, NULL);
INSERT INTO fixture_data.writer_20241230 VALUES (1, 739251, 1, '977c760a-64e5-c6bc-d5e3-cb0cc1f1844d', 0, 1, 638713224000000000, 638713260000000000, '\x7b22777269746572223a2239373763373630612d363465352d633662632d643565332d636230636331663138343464222c227265766973696f6e223a302c226167656e74223a22626f6f6b696e6773222c226163636f756e74223a2261636d65222c2270726f6a656374223a2270726f6a656374206f662061636d65222c22656e7669726f6e6d656e74223a302c226368616e6e656c223a22766f696365222c22646972656374696f6e223a302c226c616e6775616765223a22656e2d4742222c226f70656e6564223a3633383731333232343030303030303030302c22636c6f736564223a3633383731333236303030303030303030302c2275736572223a747275652c2266726f6d223a747275652c2261747472696275746573223a5b2274696572222c2263697479225d7d', 2418160500);
INSERT INTO fixture_data.writer_20241230 VALUES (2, 739251, 1, '62e00e70-d3bc-aa46-fdd5-7f38bfe23d7d', 0, NULL, 638713230000000000, NULL, '\x7b22777269746572223a2236326530306537302d643362632d616134362d666464352d376633386266653233643764222c227265766973696f6e223a302c226167656e74223a22626f6f6b696e6773222c22656e7669726f6e6d656e74223a302c226368616e6e656c223a2263686174222c226f70656e6564223a3633383731333233303030303030303030307d', 1176926022);
INSERT INTO fixture_data.writer_20241230 VALUES (3, 739251, 1, '8eabe2a6-5e1d-4008-32c6-468e63cc2ec4', 0, 2, 638713224000000000, 638713260000000000, '\x7b22777269746572223a2238656162653261362d356531642d343030382d333263362d343638653633636332656334222c227265766973696f6e223a302c226167656e74223a22626f6f6b696e6773222c22656e7669726f6e6d656e74223a302c226368616e6e656c223a22766f696365222c22646972656374696f6e223a302c226c616e6775616765223a22656e2d4742222c226f70656e6564223a3633383731333232343030303030303030302c22636c6f736564223a3633383731333236303030303030303030302c2275736572223a747275652c2266726f6d223a747275652c2261747472696275746573223a5b2274696572222c2263697479225d7d', 3142745159);
INSERT INTO fixture_data.writer_20241230 VALUES (4, 739251, 1, '0513aeee-01cb-c56b-fa7a-82730d280003', 0, 1, 638713224000000000, 638713260000000000, '\x7b22777269746572223a2230353133616565652d303163622d633536622d666137612d383237333064323830303033222c227265766973696f6e223a302c226167656e74223a22626f6f6b696e6773222c226163636f756e74223a22676c6f626578222c2270726f6a656374223a2270726f6a656374206f6620676c6f626578222c22656e7669726f6e6d656e74223a302c226368616e6e656c223a22766f696365222c22646972656374696f6e223a302c226c616e6775616765223a22656e2d4742222c226f70656e6564223a3633383731333232343030303030303030302c22636c6f736564223a3633383731333236303030303030303030302c2275736572223a747275652c2266726f6d223a747275652c2261747472696275746573223a5b2274696572222c2263697479225d7d', 1492359836);
INSERT INTO fixture_keys.data_key VALUES (1941450787591289355, '\x66697874757265', '\x017f933d34931044e6e7666e2a527c0d2fdf1c6b8f0e16cfe8089650f23b975096f9b1393bc8ac19596f6b7af5dc46197063638a69e6980b4dc64a2c42');
INSERT INTO fixture_keys.data_key VALUES (6583389284780634280, '\x66697874757265', '\x013c9e0e354ea10047d5e2673fdf1a1a897ff7ca8f3cb384b0b882aa28fa06fe791ebb043227ea4b8add8601579e8e7bb770935bdcbddaf6f18b7acc0b');
INSERT INTO fixture_keys.data_key VALUES (8393058397769329406, '\x66697874757265', '\x013ac4a0b54834eef71d3b9b7756eaa56166bf4a5634d02bc7bb7a2331c7b37f6c4a2ad831748e7b4d1d52298988c5f89419d18f4cd23303fed86bfada');
INSERT INTO fixture_keys.destroyed_key VALUES (711707891449419568, 639309726088219322);
INSERT INTO fixture_keys.erased_conversation VALUES (1, '\x657261736564', 2, 2, 1, 0, 0, 1, 0, 0, 0);
INSERT INTO fixture_keys.erasure OVERRIDING SYSTEM VALUE VALUES (1, 'fb9928f1-3709-4be6-a160-50c6b810f73b', '\x657261736564', NULL, '\x64706f', 638713242600000000, NULL, 639309726088339813, 639309726088339813);
INSERT INTO fixture_keys.hash_key VALUES (1, '\x66697874757265', '\x01f3ce19bb11d4a2ee726053bd04a75a54bba03842af1574991591594dd1562eebd6b267eba2cb9cbe9f84214d5561fcb199a3277acfbd03b46fbb7d4f');
INSERT INTO fixture_keys.ledger VALUES (1, 2, 638713242000000000, '\x68656c64', NULL, NULL, '\x636f756e73656c', '\x636173652037');
INSERT INTO fixture_keys.ledger VALUES (2, 0, 638713242600000000, '\x657261736564', NULL, 1, NULL, NULL);
INSERT INTO fixture_keys.meta VALUES ('id', '\xcd3dfb4f938a48ce8a6b58766e4e2010');
INSERT INTO fixture_keys.meta VALUES ('schema', '\x31');
INSERT INTO fixture_keys.meta VALUES ('shape', '\x3238364334303236464332393339313339383731344645363646384642433939');
SELECT pg_catalog.setval('fixture_data.arrival_no_seq', 5, true);
SELECT pg_catalog.setval('fixture_data.conversation_no', 5, true);
SELECT pg_catalog.setval('fixture_data.dropped_partition_no_seq', 1, false);
SELECT pg_catalog.setval('fixture_data.end_user_no_seq', 3, true);
SELECT pg_catalog.setval('fixture_data.to_index_no_seq', 5, true);
SELECT pg_catalog.setval('fixture_keys.erasure_no_seq', 1, true);
ALTER TABLE ONLY fixture_data.access_chain
    ADD CONSTRAINT access_chain_pkey PRIMARY KEY (no);
ALTER TABLE ONLY fixture_data.access
    ADD CONSTRAINT access_pkey PRIMARY KEY (no);
ALTER TABLE ONLY fixture_data.activity_20241230
    ADD CONSTRAINT activity_20241230_pkey PRIMARY KEY (conversation, day);
ALTER TABLE ONLY fixture_data.annotation_20241230
    ADD CONSTRAINT annotation_20241230_conversation_day_id_key UNIQUE (conversation, day, id);
ALTER TABLE ONLY fixture_data.annotation_20241230
    ADD CONSTRAINT annotation_20241230_pkey PRIMARY KEY (conversation, day, no);
ALTER TABLE ONLY fixture_data.arrival
    ADD CONSTRAINT arrival_pkey PRIMARY KEY (transaction, no);
ALTER TABLE ONLY fixture_data.call_20241230
    ADD CONSTRAINT call_20241230_conversation_day_id_key UNIQUE (conversation, day, id);
ALTER TABLE ONLY fixture_data.call_20241230
    ADD CONSTRAINT call_20241230_pkey PRIMARY KEY (conversation, day, no);
ALTER TABLE ONLY fixture_data.conversation_20241230
    ADD CONSTRAINT conversation_20241230_pkey PRIMARY KEY (conversation, day);
ALTER TABLE ONLY fixture_data.conversation_id
    ADD CONSTRAINT conversation_id_pkey PRIMARY KEY (id);
ALTER TABLE ONLY fixture_data.dead_letter_20241230
    ADD CONSTRAINT dead_letter_20241230_conversation_day_id_key UNIQUE (conversation, day, id);
ALTER TABLE ONLY fixture_data.dead_letter_20241230
    ADD CONSTRAINT dead_letter_20241230_pkey PRIMARY KEY (conversation, day, no);
ALTER TABLE ONLY fixture_data.document_20241230
    ADD CONSTRAINT document_20241230_pkey PRIMARY KEY (conversation, day, kind, no);
ALTER TABLE ONLY fixture_data.dropped_partition
    ADD CONSTRAINT dropped_partition_pkey PRIMARY KEY (no);
ALTER TABLE ONLY fixture_data.end_user
    ADD CONSTRAINT end_user_hash_key UNIQUE (hash);
ALTER TABLE ONLY fixture_data.end_user
    ADD CONSTRAINT end_user_pkey PRIMARY KEY (no);
ALTER TABLE ONLY fixture_data.end_user
    ADD CONSTRAINT end_user_pseudonym_key UNIQUE (pseudonym);
ALTER TABLE ONLY fixture_data.entry_20241230
    ADD CONSTRAINT entry_20241230_pkey PRIMARY KEY (conversation, day, no);
ALTER TABLE ONLY fixture_data.erased_user
    ADD CONSTRAINT erased_user_pkey PRIMARY KEY (hash);
ALTER TABLE ONLY fixture_data.fact_20241230
    ADD CONSTRAINT fact_20241230_conversation_day_id_key UNIQUE (conversation, day, id);
ALTER TABLE ONLY fixture_data.fact_20241230
    ADD CONSTRAINT fact_20241230_pkey PRIMARY KEY (conversation, day, no);
ALTER TABLE ONLY fixture_data.feedback_20241230
    ADD CONSTRAINT feedback_20241230_conversation_day_turn_id_source_key UNIQUE (conversation, day, turn_id, source);
ALTER TABLE ONLY fixture_data.feedback_20241230
    ADD CONSTRAINT feedback_20241230_pkey PRIMARY KEY (conversation, day, no);
ALTER TABLE ONLY fixture_data.hold
    ADD CONSTRAINT hold_pkey PRIMARY KEY (conversation_id);
ALTER TABLE ONLY fixture_data.lost_key
    ADD CONSTRAINT lost_key_pkey PRIMARY KEY (no);
ALTER TABLE ONLY fixture_data.meta
    ADD CONSTRAINT meta_pkey PRIMARY KEY (key);
ALTER TABLE ONLY fixture_data.note_20241230
    ADD CONSTRAINT note_20241230_conversation_day_id_key UNIQUE (conversation, day, id);
ALTER TABLE ONLY fixture_data.note_20241230
    ADD CONSTRAINT note_20241230_pkey PRIMARY KEY (conversation, day, no);
ALTER TABLE ONLY fixture_data.partition
    ADD CONSTRAINT partition_pkey PRIMARY KEY (first);
ALTER TABLE ONLY fixture_data.pii_20241230
    ADD CONSTRAINT pii_20241230_pkey PRIMARY KEY (conversation, day, kind, ref);
ALTER TABLE ONLY fixture_data.retention_run
    ADD CONSTRAINT retention_run_pkey PRIMARY KEY (id);
ALTER TABLE ONLY fixture_data.scope_20241230
    ADD CONSTRAINT scope_20241230_pkey PRIMARY KEY (conversation, day, no);
ALTER TABLE ONLY fixture_data.subject_20241230
    ADD CONSTRAINT subject_20241230_pkey PRIMARY KEY (conversation, day, kind, hash);
ALTER TABLE ONLY fixture_data.to_index
    ADD CONSTRAINT to_index_pkey PRIMARY KEY (no);
ALTER TABLE ONLY fixture_data.tombstone
    ADD CONSTRAINT tombstone_pkey PRIMARY KEY (conversation_id);
ALTER TABLE ONLY fixture_data.turn_20241230
    ADD CONSTRAINT turn_20241230_conversation_day_id_key UNIQUE (conversation, day, id);
ALTER TABLE ONLY fixture_data.turn_20241230
    ADD CONSTRAINT turn_20241230_pkey PRIMARY KEY (conversation, day, no);
ALTER TABLE ONLY fixture_data.writer_20241230
    ADD CONSTRAINT writer_20241230_conversation_day_id_key UNIQUE (conversation, day, id);
ALTER TABLE ONLY fixture_data.writer_20241230
    ADD CONSTRAINT writer_20241230_pkey PRIMARY KEY (conversation, day, no);
ALTER TABLE ONLY fixture_keys.data_key
    ADD CONSTRAINT data_key_pkey PRIMARY KEY (no);
ALTER TABLE ONLY fixture_keys.destroyed_key
    ADD CONSTRAINT destroyed_key_pkey PRIMARY KEY (no);
ALTER TABLE ONLY fixture_keys.erased_conversation
    ADD CONSTRAINT erased_conversation_pkey PRIMARY KEY (erasure, conversation_id);
ALTER TABLE ONLY fixture_keys.erasure
    ADD CONSTRAINT erasure_id_key UNIQUE (id);
ALTER TABLE ONLY fixture_keys.erasure
    ADD CONSTRAINT erasure_pkey PRIMARY KEY (no);
ALTER TABLE ONLY fixture_keys.hash_key
    ADD CONSTRAINT hash_key_pkey PRIMARY KEY (no);
ALTER TABLE ONLY fixture_keys.ledger
    ADD CONSTRAINT ledger_pkey PRIMARY KEY (no);
ALTER TABLE ONLY fixture_keys.meta
    ADD CONSTRAINT meta_pkey PRIMARY KEY (key);
CREATE INDEX access_at ON fixture_data.access USING btree (at);
CREATE INDEX access_conversation ON fixture_data.access USING btree (conversation_id, no) WHERE (conversation_id IS NOT NULL);
CREATE INDEX activity_20241230_a_duration ON fixture_data.activity_20241230 USING btree (listed, a_duration);
CREATE INDEX activity_20241230_a_last ON fixture_data.activity_20241230 USING btree (listed, a_last);
CREATE INDEX activity_20241230_v_duration ON fixture_data.activity_20241230 USING btree (listed, v_duration);
CREATE INDEX activity_20241230_v_last ON fixture_data.activity_20241230 USING btree (listed, v_last);
CREATE INDEX arrival_at ON fixture_data.arrival USING btree (at);
CREATE INDEX call_20241230_error_type ON fixture_data.call_20241230 USING btree (error_type, conversation) WHERE (error_type IS NOT NULL);
CREATE INDEX call_20241230_known ON fixture_data.call_20241230 USING btree (id);
CREATE INDEX call_20241230_name ON fixture_data.call_20241230 USING btree (name, conversation);
CREATE INDEX call_20241230_outcome ON fixture_data.call_20241230 USING btree (outcome, conversation) WHERE (outcome > 1);
CREATE INDEX call_20241230_started ON fixture_data.call_20241230 USING btree (started);
CREATE INDEX conversation_20241230_a_errors ON fixture_data.conversation_20241230 USING btree (listed, a_errors, id) WHERE (listed IS NOT NULL);
CREATE INDEX conversation_20241230_account ON fixture_data.conversation_20241230 USING btree (listed, account, created) WHERE (account IS NOT NULL);
CREATE INDEX conversation_20241230_account_agent ON fixture_data.conversation_20241230 USING btree (listed, account, agent) WHERE (account IS NOT NULL);
CREATE INDEX conversation_20241230_agent ON fixture_data.conversation_20241230 USING btree (listed, agent, created) WHERE (listed IS NOT NULL);
CREATE INDEX conversation_20241230_annotated ON fixture_data.conversation_20241230 USING btree (listed, created) WHERE (annotations > 0);
CREATE INDEX conversation_20241230_cost ON fixture_data.conversation_20241230 USING btree (listed, cost) WHERE (cost IS NOT NULL);
CREATE INDEX conversation_20241230_created ON fixture_data.conversation_20241230 USING btree (listed, created) WHERE (listed IS NOT NULL);
CREATE INDEX conversation_20241230_errors ON fixture_data.conversation_20241230 USING btree (listed, created) WHERE (a_errors > 0);
CREATE INDEX conversation_20241230_failed ON fixture_data.conversation_20241230 USING btree (listed, created) WHERE (failed_calls > 0);
CREATE INDEX conversation_20241230_handoff ON fixture_data.conversation_20241230 USING btree (listed, created) WHERE (handoff IS NOT NULL);
CREATE INDEX conversation_20241230_language ON fixture_data.conversation_20241230 USING btree (listed, language, created) WHERE (language IS NOT NULL);
CREATE INDEX conversation_20241230_problems ON fixture_data.conversation_20241230 USING btree (listed, created) WHERE (a_problems > 0);
CREATE INDEX conversation_20241230_project ON fixture_data.conversation_20241230 USING btree (listed, project, created) WHERE (project IS NOT NULL);
CREATE INDEX conversation_20241230_rated ON fixture_data.conversation_20241230 USING btree (listed, created) WHERE ((((user_likes + user_dislikes) + team_likes) + team_dislikes) > 0);
CREATE INDEX conversation_20241230_running ON fixture_data.conversation_20241230 USING btree (listed, created) WHERE (running > 0);
CREATE INDEX conversation_20241230_slowest_call ON fixture_data.conversation_20241230 USING btree (listed, slowest_call) WHERE (slowest_call IS NOT NULL);
CREATE INDEX conversation_20241230_tokens ON fixture_data.conversation_20241230 USING btree (listed, tokens, id) WHERE (listed IS NOT NULL);
CREATE INDEX conversation_20241230_unopened ON fixture_data.conversation_20241230 USING btree (conversation) WHERE (listed IS NULL);
CREATE INDEX conversation_20241230_user ON fixture_data.conversation_20241230 USING btree (end_user, created) WHERE (end_user IS NOT NULL);
CREATE INDEX conversation_20241230_v_errors ON fixture_data.conversation_20241230 USING btree (listed, v_errors, id) WHERE (listed IS NOT NULL);
CREATE INDEX conversation_20241230_variant ON fixture_data.conversation_20241230 USING btree (listed, variant, created) WHERE (variant IS NOT NULL);
CREATE INDEX conversation_20241230_visible_errors ON fixture_data.conversation_20241230 USING btree (listed, created) WHERE (v_errors > 0);
CREATE INDEX conversation_20241230_visible_problems ON fixture_data.conversation_20241230 USING btree (listed, created) WHERE (v_problems > 0);
CREATE INDEX conversation_id_day ON fixture_data.conversation_id USING btree (day, conversation);
CREATE INDEX document_20241230_time ON fixture_data.document_20241230 USING btree ("time", kind);
CREATE INDEX document_20241230_tokens ON fixture_data.document_20241230 USING gin (tokens) WITH (fastupdate='on');
CREATE INDEX entry_20241230_error ON fixture_data.entry_20241230 USING btree (conversation) WHERE (kind = 2);
CREATE INDEX retention_run_started ON fixture_data.retention_run USING btree (started);
CREATE INDEX subject_20241230_hash ON fixture_data.subject_20241230 USING btree (kind, hash);
CREATE INDEX to_index_conversation ON fixture_data.to_index USING btree (conversation, no);
CREATE INDEX turn_20241230_model ON fixture_data.turn_20241230 USING btree (model, conversation) WHERE (model IS NOT NULL);
CREATE INDEX turn_20241230_started ON fixture_data.turn_20241230 USING btree (started);
CREATE INDEX writer_20241230_user ON fixture_data.writer_20241230 USING btree (end_user) WHERE (end_user IS NOT NULL);
CREATE INDEX data_key_key_id ON fixture_keys.data_key USING btree (key_id);
CREATE INDEX erased_conversation_waiting ON fixture_keys.erased_conversation USING btree (conversation_id) WHERE (state < 2);
CREATE INDEX erasure_requested ON fixture_keys.erasure USING btree (requested, no);
CREATE INDEX erasure_unreadable ON fixture_keys.erasure USING btree (no) WHERE (unreadable IS NULL);
ALTER TABLE ONLY fixture_keys.erased_conversation
    ADD CONSTRAINT erased_conversation_erasure_fkey FOREIGN KEY (erasure) REFERENCES fixture_keys.erasure(no);
ALTER TABLE ONLY fixture_keys.ledger
    ADD CONSTRAINT ledger_erasure_fkey FOREIGN KEY (erasure) REFERENCES fixture_keys.erasure(no);
