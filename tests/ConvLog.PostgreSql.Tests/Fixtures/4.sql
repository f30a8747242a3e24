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
    losses smallint DEFAULT 0 NOT NULL
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
    losses smallint DEFAULT 0 NOT NULL
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
    a_problems integer DEFAULT 0 NOT NULL
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
    a_problems integer DEFAULT 0 NOT NULL
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
INSERT INTO fixture_data.arrival OVERRIDING SYSTEM VALUE VALUES ('729', 1, 639309432082803956, 1, 739251);
INSERT INTO fixture_data.arrival OVERRIDING SYSTEM VALUE VALUES ('733', 2, 639309432083336938, 2, 739251);
INSERT INTO fixture_data.arrival OVERRIDING SYSTEM VALUE VALUES ('734', 3, 639309432083452323, 3, 739251);
INSERT INTO fixture_data.arrival OVERRIDING SYSTEM VALUE VALUES ('735', 4, 639309432083514113, 4, 739251);
INSERT INTO fixture_data.arrival OVERRIDING SYSTEM VALUE VALUES ('736', 5, 639309432083592019, 5, 739251);
INSERT INTO fixture_data.call_20241230 VALUES (1, 739251, 1, '\x74616c6b2063616c6c2033', 1, 3, 0, '\x736176655f6775657374', 638713224000000000, 800000, 0, '\x7b227475726e223a2274616c6b207475726e2031222c22617267756d656e7473223a5b22677565737473222c226e616d65225d2c22726573756c74223a5b5b22726573756c74222c2261207461626c65225d5d7d', 2962538602, 0);
INSERT INTO fixture_data.call_20241230 VALUES (1, 739251, 2, '\x74616c6b2063616c6c2034', 1, 4, 0, '\x736176655f6775657374', 638713224000000000, NULL, 1, '\x7b227475726e223a2274616c6b207475726e2032222c226572726f725f74797065223a2243726d457863657074696f6e222c226572726f72223a747275657d', 3132574049, 0);
INSERT INTO fixture_data.call_20241230 VALUES (4, 739251, 1, '\x656c736577686572652063616c6c2032', 1, 2, 0, '\x736176655f6775657374', 638713224000000000, NULL, 1, '\x7b227475726e223a22656c73657768657265207475726e2031227d', 3045767941, 0);
INSERT INTO fixture_data.conversation_20241230 VALUES (1, 739251, '\x74616c6b', 1, '\x626f6f6b696e6773', 0, '\x766f696365', '\x61636d65', '\x70726f6a656374206f662061636d65', 1, '\x7b22777269746572223a2239373763373630612d363465352d633662632d643565332d636230636331663138343464222c227265766973696f6e223a302c226167656e74223a22626f6f6b696e6773222c226163636f756e74223a2261636d65222c2270726f6a656374223a2270726f6a656374206f662061636d65222c22656e7669726f6e6d656e74223a302c226368616e6e656c223a22766f696365222c22646972656374696f6e223a302c226c616e6775616765223a22656e2d4742222c226f70656e6564223a3633383731333232343030303030303030302c22636c6f736564223a3633383731333236303030303030303030302c2275736572223a747275652c2266726f6d223a747275652c2261747472696275746573223a5b2274696572222c2263697479225d7d', 2418160500, 638713224000000000, 638713260000000000, 2, 352, 9000000, '\x4920616d205b6e616d655d2c20626f6f6b2061207461626c65', true, '\x6366', 1, 1, 0, 0, 1, 1, 0, 1, '\x7465616d', 638713229400000000, 9021032210738516850, NULL, false, 2, 0, 1, 3, 1, 1, 638713260000000000, 638713224000000000, 638713224000000000, 1, 0, 0, 1, 1, 0, 0, 27, 27);
INSERT INTO fixture_data.conversation_20241230 VALUES (2, 739251, '\x706c61696e', 1, '\x626f6f6b696e6773', 0, '\x63686174', NULL, NULL, NULL, '\x7b22777269746572223a2236326530306537302d643362632d616134362d666464352d376633386266653233643764222c227265766973696f6e223a302c226167656e74223a22626f6f6b696e6773222c22656e7669726f6e6d656e74223a302c226368616e6e656c223a2263686174222c226f70656e6564223a3633383731333233303030303030303030307d', 4175594419, 638713230000000000, NULL, 1, 0, NULL, '\x', false, '\x', 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, NULL, NULL, false, 1, 0, 0, 1, 0, 0, 638713230000000000, 638713224000000000, 638713224000000000, 0, 0, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO fixture_data.conversation_20241230 VALUES (3, 739251, '\x68656c64', 1, '\x626f6f6b696e6773', 0, '\x766f696365', NULL, NULL, 2, '\x7b22777269746572223a2238656162653261362d356531642d343030382d333263362d343638653633636332656334222c227265766973696f6e223a302c226167656e74223a22626f6f6b696e6773222c22656e7669726f6e6d656e74223a302c226368616e6e656c223a22766f696365222c22646972656374696f6e223a302c226c616e6775616765223a22656e2d4742222c226f70656e6564223a3633383731333232343030303030303030302c22636c6f736564223a3633383731333236303030303030303030302c2275736572223a747275652c2266726f6d223a747275652c2261747472696275746573223a5b2274696572222c2263697479225d7d', 606382729, 638713224000000000, 638713260000000000, 0, 0, NULL, '\x', false, '\x', 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, 5385644957348611216, NULL, false, 0, 0, 0, 1, 0, 0, 638713260000000000, NULL, 638713224000000000, 0, 0, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO fixture_data.conversation_20241230 VALUES (4, 739251, '\x656c73657768657265', 1, '\x626f6f6b696e6773', 0, '\x766f696365', '\x676c6f626578', '\x70726f6a656374206f6620676c6f626578', 1, '\x7b22777269746572223a2230353133616565652d303163622d633536622d666137612d383237333064323830303033222c227265766973696f6e223a302c226167656e74223a22626f6f6b696e6773222c226163636f756e74223a22676c6f626578222c2270726f6a656374223a2270726f6a656374206f6620676c6f626578222c22656e7669726f6e6d656e74223a302c226368616e6e656c223a22766f696365222c22646972656374696f6e223a302c226c616e6775616765223a22656e2d4742222c226f70656e6564223a3633383731333232343030303030303030302c22636c6f736564223a3633383731333236303030303030303030302c2275736572223a747275652c2266726f6d223a747275652c2261747472696275746573223a5b2274696572222c2263697479225d7d', 473173974, 638713224000000000, 638713260000000000, 1, 0, NULL, '\x', false, '\x66', 1, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, 7163050843681034204, NULL, false, 0, 0, 0, 0, 0, 0, 638713260000000000, NULL, NULL, 0, 0, 0, 0, 0, 0, 0, 2, 2);
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
INSERT INTO fixture_data.end_user OVERRIDING SYSTEM VALUE VALUES (1, '\x716fcc758a4177a9eb02c924a2130fbd9c55ab827244de67993ec69320f37481', '\x757365722d323261623363383363333665');
INSERT INTO fixture_data.end_user OVERRIDING SYSTEM VALUE VALUES (2, '\xe1f948b1e2dadd3576e4a4245df713026893cc2a1aed6d806fa57c38264eef3c', '\x757365722d363832323735623238326632');
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
INSERT INTO fixture_data.meta VALUES ('schema', '\x34');
INSERT INTO fixture_data.meta VALUES ('shape', '\x4145374245353836453546434445373934363430414142394342463636324136');
INSERT INTO fixture_data.meta VALUES ('keys_id', '\xa9ddcd6e06f14b7c8d0ba879dfd62ed1');
INSERT INTO fixture_data.meta VALUES ('ledger_applied', '\x32');
INSERT INTO fixture_data.note_20241230 VALUES (1, 739251, 1, '44a0f04b-0f68-2841-87d2-4c08d1ba4f02', '\x7465616d', 638713228800000000, 2756365251);
INSERT INTO fixture_data.partition VALUES (739249, 739256);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 1, 1, '\xb058238ddeb34fb361eb584817949a510f670dbf16645cf71ee75006d9b5ca0d5804005bc054d6635727d30693767a41c20ac97d5956fd0a48c710ecc32b29c8f91451d083d4224949073c9a5ea6c400c907f530eede75402ee497a017276804c34a4bc6478c071c79f40384a97f7a94a3985eae631391e76da3c989e1', 1163846124);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 4, 1, '\x5b166c073c5cdb2f178f683244d1df4426a835beefde586cdc583bd1d7c641e8d81d2b89703638a9df24c8a2eeeda7d9adbfffec4a98050a6652faf5c7633566e2868b6eda040f22a5789658d971aab2ecda7c127e4260004f7682e9', 3828686627);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 4, 2, '\x0c15969f7440e392f7900ae4eb9cc58d4e666612e5a0a62cfaa1a571340e4560c1fd47d2ceb7076c7d5cd9f1a3ec4ad84fc20e4d713365cc', 2900911102);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 5, 1, '\xb8b335708d40470642b2552f7fb58e867c06f16291c7fdb59fd4986dea4879a532bd78fde7f3fe833c102ed2a509a539bcec533ca75fa6eb4fc7e9cc856c80b909e94064570911b1db8ca496c2877259f252c4cb2ae21e95d2c3c48903c0e91cfdb29ff02d405aaf252f5e3dbf102d8118d9bb668201', 838642950);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 5, 2, '\xb9416153937c6b30683b757f2d9a6274bc3f76ec3a435cba354cbc044efddc6846505ff0da3bdc3eb4721a98179cd9c42d83755515b4ef0e1b2e0e392e225580021d4d68de', 876315898);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 2, 268435461, '\x72472d33c58de158079cea27a0d5beb0c61272cff86b928496b194c50892dda152efcde39568d970d595e8c80292ecc7014e49dd7a1533c3ca7b58998c52af4cc298d475a7f6', 942464749);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 2, 4611686018695823366, '\x6109a0ac1e0429ab6db36da1bc7b6008d40d6548eb3b6f00f4b11ace9be7c43334a8948a45ec1ad77f4b16bff7d8d4f15008e7fb64ef79fa78d98eb246b6c60031137f187d448e', 1751942537);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 3, 1, '\xc81a5decf75487613ad5422bde954e3cc164116139012f6c61ad2136c761a67d4e0f8829a21e253e8c0e9364750fccb3c11cd97daeba4cb1919a927e8baa65daf958ba720629b8a5252dcb439f5b60fe8d426c8c68994a2d976a78866833da95fde6eb0f54bb3b7deb385b1a1934885d4a0be38a7254f76cbeed9372fe6f759af91b739d3f12ed231a96d611f5487c38177fc4f9ccb8bebc7cda5aa52a2bc9faa90e82', 526603373);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 3, 2, '\x7c510049011df765941a92540d9d161808c7fa3a3c729a0dcbd2617c3b8360dc415f5d872a1b9f0f26f9252858e19c243746206d1109685fc18fab6a406b5200d55e', 1655575375);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 6, 1, '\x7be5d889e46fbea525fca66cd53ca9024d57a209667da8a6e487bad471fb213fb2be3cc3cb83d834945071', 114245493);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 7, 1, '\xf38ae20f9a0fd054e190fce4bf9c8675c1b6b986940e642ad48bcef18796b318a72e86c7e3873724c7767653e5e11e613407c3a17c6ab858757bd4', 3873244727);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 8, 1, '\x4321e70591a1dc749805e90a0e27e744c9eb981c139e55dceda27c746806140d0312c42f2c1503c15a', 42548411);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 9, 1, '\x3a56697e384d51dd0824bdfc339680f2660b3af7a016ea51c39f5e16c81c6bc04429b30571e882223892', 1314768801);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 0, 0, '\x725887ee755323b0ccb48e0efb5f6fc23bb4a5c343a5d2006928e6a24704091e1d24b53e02e5130a47913634bd3a9eb179d5ae275d9ebcffef354dcfb76b85aa99af0006b58778be7e1ef4ea0dd4a3f71f689da3c3766499f7abfcb35dc44f01980eb8311e9327d0ee19aea1f4ffff1c236daee0b396c6c2c963b2e12791498c16f43f9b61bdd8290c85332f1fdc01f01f8e55543d3694e606aa3a65a5b0', 4059929025);
INSERT INTO fixture_data.pii_20241230 VALUES (3, 739251, 1, 1, '\xb3966dece26216c79aff46b262ad1c785a4bb028e144a0a1ac0b3b75c79b2510dfccec7b441cbccc16993cb0d6288613e557b36479841af9fdfd45c42c24f7abd006ca145832787503b88d60a687e1bec9c23e3ab78f779338839836528ae3c4de9891bb18afdcbc66f29a36d16a0efb639eecade6f70aad9dedec22c9', 2058140023);
INSERT INTO fixture_data.pii_20241230 VALUES (3, 739251, 2, 4611686018695823361, '\x9e4f89f97f51a448a27a88783493d7edf7460dcaac8d371e7adcbd74e9db394a9db90ddd27eb735789bf35c74456e2ece3b14f12393023a1494d66e8474a225751aed80f0d425fb363', 4175554712);
INSERT INTO fixture_data.pii_20241230 VALUES (3, 739251, 0, 0, '\xdf3a86cb12db27e313e40a82fb167d203e8a8bec2303af4f2c4cb6d6368ed774b2810bb2483a8bd14823026c493389259cda9ed1712ff3f6d3980825a5c5308c9de23a1b062c4ae1570e0b7df15fbb99c1966152a3ab74ca63868443ca7553247fa854e9f60428d144a83bc646a64d1180c32f1fe74dd1d7967193560b', 356305322);
INSERT INTO fixture_data.pii_20241230 VALUES (4, 739251, 1, 1, '\xda863ebf49ab94a3f4fe8221158138e106a59aac061796951426fa43c30195f967a8f0a5ede5fff18f4b49b267fc10e7e5a8963735d17d4b18d92d9c486c1edf32c162fff1047913cc849a3ec2937a8918fc70463c2fc34736398ecd21396ff92632f55570ef510b4b61138e1bc57abd1e5e97ab5b04446e689bec5ab3', 2173103115);
INSERT INTO fixture_data.pii_20241230 VALUES (4, 739251, 0, 0, '\x93b6ca266d197d5895ae37a75498cb8a1a0ddaf6b6918c15d0409b65a6d43721116f435a97db6f1e411630104bab92b8c8d75185ba936b5166448a28a5b889114e5eb29295628ee7f2fba3fbd525e53e03ceff9c7a1d1227810c6ee2aab4d07d5fc8fefc43ce32b54aa4c02b1e254280e0e7bf7505f7dd5ac16a4615a6', 3441562531);
INSERT INTO fixture_data.scope_20241230 VALUES (1, 739251, 1, '\x74616c6b207475726e2031', '\x74616c6b2063616c6c2033', 687521122);
INSERT INTO fixture_data.scope_20241230 VALUES (1, 739251, 2, '\x74616c6b207475726e2031', NULL, 2551770702);
INSERT INTO fixture_data.scope_20241230 VALUES (1, 739251, 3, '\x74616c6b207475726e2032', NULL, 2176311911);
INSERT INTO fixture_data.subject_20241230 VALUES (1, 739251, 0, '\x716fcc758a4177a9eb02c924a2130fbd9c55ab827244de67993ec69320f37481');
INSERT INTO fixture_data.subject_20241230 VALUES (1, 739251, 1, '\x5a15343f5996bdd82b2793d8aaed8f7f7b608ce7033fdfaf91dffaafead138f2');
INSERT INTO fixture_data.subject_20241230 VALUES (3, 739251, 0, '\xe1f948b1e2dadd3576e4a4245df713026893cc2a1aed6d806fa57c38264eef3c');
INSERT INTO fixture_data.subject_20241230 VALUES (3, 739251, 1, '\x5a15343f5996bdd82b2793d8aaed8f7f7b608ce7033fdfaf91dffaafead138f2');
INSERT INTO fixture_data.subject_20241230 VALUES (4, 739251, 0, '\x716fcc758a4177a9eb02c924a2130fbd9c55ab827244de67993ec69320f37481');
INSERT INTO fixture_data.subject_20241230 VALUES (4, 739251, 1, '\x5a15343f5996bdd82b2793d8aaed8f7f7b608ce7033fdfaf91dffaafead138f2');
INSERT INTO fixture_data.tombstone VALUES ('\x657261736564');
INSERT INTO fixture_data.turn_20241230 VALUES (1, 739251, 1, '\x74616c6b207475726e2031', 1, 1, 0, 638713224600000000, 638713225200000000, 9000000, false, NULL, '\x6770742d78', 310, 42, '\x302e3030313230', '\x455552', 2500000, '\x4920616d205b6e616d655d2c20626f6f6b2061207461626c65', '\x446f6e652e', 5, 1203840260, NULL);
INSERT INTO fixture_data.turn_20241230 VALUES (1, 739251, 2, '\x74616c6b207475726e2032', 1, 2, 0, 638713225800000000, NULL, NULL, true, '\x53797374656d2e496e76616c69644f7065726174696f6e457863657074696f6e', NULL, NULL, NULL, NULL, NULL, NULL, '\x416e6420746f6d6f72726f773f', '\x', 12, 3605374968, NULL);
INSERT INTO fixture_data.turn_20241230 VALUES (2, 739251, 1, '\x706c61696e207475726e2031', 1, 1, 0, 638713230000000000, NULL, NULL, false, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '\x', '\x', 0, 3306171852, NULL);
INSERT INTO fixture_data.turn_20241230 VALUES (4, 739251, 1, '\x656c73657768657265207475726e2031', 1, 1, 0, 638713236000000000, NULL, NULL, false, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '\x', '\x', 0, 330723487, NULL);
INSERT INTO fixture_data.writer_20241230 VALUES (1, 739251, 1, '977c760a-64e5-c6bc-d5e3-cb0cc1f1844d', 0, 1, 638713224000000000, 638713260000000000, '\x7b22777269746572223a2239373763373630612d363465352d633662632d643565332d636230636331663138343464222c227265766973696f6e223a302c226167656e74223a22626f6f6b696e6773222c226163636f756e74223a2261636d65222c2270726f6a656374223a2270726f6a656374206f662061636d65222c22656e7669726f6e6d656e74223a302c226368616e6e656c223a22766f696365222c22646972656374696f6e223a302c226c616e6775616765223a22656e2d4742222c226f70656e6564223a3633383731333232343030303030303030302c22636c6f736564223a3633383731333236303030303030303030302c2275736572223a747275652c2266726f6d223a747275652c2261747472696275746573223a5b2274696572222c2263697479225d7d', 2418160500);
INSERT INTO fixture_data.writer_20241230 VALUES (2, 739251, 1, '62e00e70-d3bc-aa46-fdd5-7f38bfe23d7d', 0, NULL, 638713230000000000, NULL, '\x7b22777269746572223a2236326530306537302d643362632d616134362d666464352d376633386266653233643764222c227265766973696f6e223a302c226167656e74223a22626f6f6b696e6773222c22656e7669726f6e6d656e74223a302c226368616e6e656c223a2263686174222c226f70656e6564223a3633383731333233303030303030303030307d', 1176926022);
INSERT INTO fixture_data.writer_20241230 VALUES (3, 739251, 1, '8eabe2a6-5e1d-4008-32c6-468e63cc2ec4', 0, 2, 638713224000000000, 638713260000000000, '\x7b22777269746572223a2238656162653261362d356531642d343030382d333263362d343638653633636332656334222c227265766973696f6e223a302c226167656e74223a22626f6f6b696e6773222c22656e7669726f6e6d656e74223a302c226368616e6e656c223a22766f696365222c22646972656374696f6e223a302c226c616e6775616765223a22656e2d4742222c226f70656e6564223a3633383731333232343030303030303030302c22636c6f736564223a3633383731333236303030303030303030302c2275736572223a747275652c2266726f6d223a747275652c2261747472696275746573223a5b2274696572222c2263697479225d7d', 3142745159);
INSERT INTO fixture_data.writer_20241230 VALUES (4, 739251, 1, '0513aeee-01cb-c56b-fa7a-82730d280003', 0, 1, 638713224000000000, 638713260000000000, '\x7b22777269746572223a2230353133616565652d303163622d633536622d666137612d383237333064323830303033222c227265766973696f6e223a302c226167656e74223a22626f6f6b696e6773222c226163636f756e74223a22676c6f626578222c2270726f6a656374223a2270726f6a656374206f6620676c6f626578222c22656e7669726f6e6d656e74223a302c226368616e6e656c223a22766f696365222c22646972656374696f6e223a302c226c616e6775616765223a22656e2d4742222c226f70656e6564223a3633383731333232343030303030303030302c22636c6f736564223a3633383731333236303030303030303030302c2275736572223a747275652c2266726f6d223a747275652c2261747472696275746573223a5b2274696572222c2263697479225d7d', 1492359836);
INSERT INTO fixture_keys.data_key VALUES (7163050843681034204, '\x66697874757265', '\x01ecefc5c59d7c8c9a2cc3152cc05f0e135fc256071529bf4ef216d26939a8f8ddb4204201911a46f4d5809b4821a31b13186730044197494b50c9cad8');
INSERT INTO fixture_keys.data_key VALUES (5385644957348611216, '\x66697874757265', '\x01bb8964da94709afaa5470719a40a5fa4aac6dbb7a76f7aeda3095c6892e518429d7a9e177434552f0cbddf109866f9a5a626e160981721fcaffc9bfe');
INSERT INTO fixture_keys.data_key VALUES (9021032210738516850, '\x66697874757265', '\x01f2ef4abf0e7dabe514efd15419bd7523b007081fc150b11818cc98415d3644599eb133ef68044e32d82f2cad0527f39f76c0f6c7802d7bed6e1590a7');
INSERT INTO fixture_keys.destroyed_key VALUES (8441615826753292677, 639309432084937990);
INSERT INTO fixture_keys.erased_conversation VALUES (1, '\x657261736564', 2, 2, 1, 0, 0, 1, 0, 0, 0);
INSERT INTO fixture_keys.erasure OVERRIDING SYSTEM VALUE VALUES (1, '0e9256e0-481e-44f0-bfcc-d6058d3d5a18', '\x657261736564', NULL, '\x64706f', 638713242600000000, NULL, 639309432085045894, 639309432085045894);
INSERT INTO fixture_keys.hash_key VALUES (1, '\x66697874757265', '\x01d705dd07387ce0f54d63626a6afadeaf6318e4508b72d2d873a890ed740a31e9b4ae0b75009bc4aa8673b5df3e39c8b1a31d25633d21f6c47cacb8c3');
INSERT INTO fixture_keys.ledger VALUES (1, 2, 638713242000000000, '\x68656c64', NULL, NULL, '\x636f756e73656c', '\x636173652037');
INSERT INTO fixture_keys.ledger VALUES (2, 0, 638713242600000000, '\x657261736564', NULL, 1, NULL, NULL);
INSERT INTO fixture_keys.meta VALUES ('id', '\xa9ddcd6e06f14b7c8d0ba879dfd62ed1');
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
CREATE INDEX call_20241230_name ON fixture_data.call_20241230 USING btree (name, conversation);
CREATE INDEX call_20241230_started ON fixture_data.call_20241230 USING btree (started);
CREATE INDEX conversation_20241230_a_errors ON fixture_data.conversation_20241230 USING btree (listed, a_errors, id) WHERE (listed IS NOT NULL);
CREATE INDEX conversation_20241230_account ON fixture_data.conversation_20241230 USING btree (listed, account, created) WHERE (account IS NOT NULL);
CREATE INDEX conversation_20241230_account_agent ON fixture_data.conversation_20241230 USING btree (listed, account, agent) WHERE (account IS NOT NULL);
CREATE INDEX conversation_20241230_agent ON fixture_data.conversation_20241230 USING btree (listed, agent, created) WHERE (listed IS NOT NULL);
CREATE INDEX conversation_20241230_annotated ON fixture_data.conversation_20241230 USING btree (listed, created) WHERE (annotations > 0);
CREATE INDEX conversation_20241230_created ON fixture_data.conversation_20241230 USING btree (listed, created) WHERE (listed IS NOT NULL);
CREATE INDEX conversation_20241230_errors ON fixture_data.conversation_20241230 USING btree (listed, created) WHERE (a_errors > 0);
CREATE INDEX conversation_20241230_failed ON fixture_data.conversation_20241230 USING btree (listed, created) WHERE (failed_calls > 0);
CREATE INDEX conversation_20241230_problems ON fixture_data.conversation_20241230 USING btree (listed, created) WHERE (a_problems > 0);
CREATE INDEX conversation_20241230_project ON fixture_data.conversation_20241230 USING btree (listed, project, created) WHERE (project IS NOT NULL);
CREATE INDEX conversation_20241230_rated ON fixture_data.conversation_20241230 USING btree (listed, created) WHERE ((((user_likes + user_dislikes) + team_likes) + team_dislikes) > 0);
CREATE INDEX conversation_20241230_tokens ON fixture_data.conversation_20241230 USING btree (listed, tokens, id) WHERE (listed IS NOT NULL);
CREATE INDEX conversation_20241230_unopened ON fixture_data.conversation_20241230 USING btree (conversation) WHERE (listed IS NULL);
CREATE INDEX conversation_20241230_user ON fixture_data.conversation_20241230 USING btree (end_user, created) WHERE (end_user IS NOT NULL);
CREATE INDEX conversation_20241230_v_errors ON fixture_data.conversation_20241230 USING btree (listed, v_errors, id) WHERE (listed IS NOT NULL);
CREATE INDEX conversation_20241230_visible_errors ON fixture_data.conversation_20241230 USING btree (listed, created) WHERE (v_errors > 0);
CREATE INDEX conversation_20241230_visible_problems ON fixture_data.conversation_20241230 USING btree (listed, created) WHERE (v_problems > 0);
CREATE INDEX conversation_id_day ON fixture_data.conversation_id USING btree (day, conversation);
CREATE INDEX document_20241230_time ON fixture_data.document_20241230 USING btree ("time", kind);
CREATE INDEX document_20241230_tokens ON fixture_data.document_20241230 USING gin (tokens) WITH (fastupdate='on');
CREATE INDEX entry_20241230_error ON fixture_data.entry_20241230 USING btree (conversation) WHERE (kind = 2);
CREATE INDEX retention_run_started ON fixture_data.retention_run USING btree (started);
CREATE INDEX subject_20241230_hash ON fixture_data.subject_20241230 USING btree (kind, hash);
CREATE INDEX to_index_conversation ON fixture_data.to_index USING btree (conversation, no);
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
