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
    slowest_call bigint,
    model_calls bigint DEFAULT 0 NOT NULL,
    ended_model_calls bigint DEFAULT 0 NOT NULL,
    failed_model_calls bigint DEFAULT 0 NOT NULL
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
    slowest_call bigint,
    model_calls bigint DEFAULT 0 NOT NULL,
    ended_model_calls bigint DEFAULT 0 NOT NULL,
    failed_model_calls bigint DEFAULT 0 NOT NULL
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
CREATE TABLE fixture_data.counted_day (
    day integer NOT NULL,
    no integer NOT NULL,
    claim bigint,
    first bigint,
    last bigint,
    agent bytea,
    account bytea,
    environment smallint,
    channel bytea,
    cells bytea,
    checksum bigint
);
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
    checksum bigint NOT NULL,
    reasons bytea
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
    checksum bigint NOT NULL,
    reasons bytea
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
CREATE TABLE fixture_data.model_call (
    conversation bigint NOT NULL,
    day integer NOT NULL,
    id bigint NOT NULL,
    turn_id bytea,
    model bytea NOT NULL,
    provider bytea,
    started bigint NOT NULL,
    ended boolean NOT NULL,
    duration bigint,
    first_token bigint,
    outcome smallint,
    input_tokens bigint,
    output_tokens bigint,
    cached_tokens bigint,
    cost bytea,
    currency bytea
)
PARTITION BY RANGE (day);
CREATE TABLE fixture_data.model_call_20241230 (
    conversation bigint NOT NULL,
    day integer NOT NULL,
    id bigint NOT NULL,
    turn_id bytea,
    model bytea NOT NULL,
    provider bytea,
    started bigint NOT NULL,
    ended boolean NOT NULL,
    duration bigint,
    first_token bigint,
    outcome smallint,
    input_tokens bigint,
    output_tokens bigint,
    cached_tokens bigint,
    cost bytea,
    currency bytea
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
CREATE TABLE fixture_data.score (
    conversation bigint NOT NULL,
    day integer NOT NULL,
    no integer NOT NULL,
    id uuid NOT NULL,
    kind smallint NOT NULL,
    name bytea NOT NULL,
    number double precision,
    category bytea,
    details bytea,
    created bigint NOT NULL,
    removed boolean NOT NULL,
    checksum bigint NOT NULL
)
PARTITION BY RANGE (day);
CREATE TABLE fixture_data.score_20241230 (
    conversation bigint NOT NULL,
    day integer NOT NULL,
    no integer NOT NULL,
    id uuid NOT NULL,
    kind smallint NOT NULL,
    name bytea NOT NULL,
    number double precision,
    category bytea,
    details bytea,
    created bigint NOT NULL,
    removed boolean NOT NULL,
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
CREATE TABLE fixture_data.team_document (
    kind bytea NOT NULL,
    id bytea NOT NULL,
    version bigint NOT NULL,
    updated bigint NOT NULL,
    updated_by bytea,
    body bytea NOT NULL,
    checksum bigint NOT NULL
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
ALTER TABLE ONLY fixture_data.model_call ATTACH PARTITION fixture_data.model_call_20241230 FOR VALUES FROM (739249) TO (739256);
ALTER TABLE ONLY fixture_data.note ATTACH PARTITION fixture_data.note_20241230 FOR VALUES FROM (739249) TO (739256);
ALTER TABLE ONLY fixture_data.pii ATTACH PARTITION fixture_data.pii_20241230 FOR VALUES FROM (739249) TO (739256);
ALTER TABLE ONLY fixture_data.scope ATTACH PARTITION fixture_data.scope_20241230 FOR VALUES FROM (739249) TO (739256);
ALTER TABLE ONLY fixture_data.score ATTACH PARTITION fixture_data.score_20241230 FOR VALUES FROM (739249) TO (739256);
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
INSERT INTO fixture_data.arrival OVERRIDING SYSTEM VALUE VALUES ('729', 1, 639312266578245194, 1, 739251);
INSERT INTO fixture_data.arrival OVERRIDING SYSTEM VALUE VALUES ('733', 2, 639312266578603034, 2, 739251);
INSERT INTO fixture_data.arrival OVERRIDING SYSTEM VALUE VALUES ('734', 3, 639312266578692662, 3, 739251);
INSERT INTO fixture_data.arrival OVERRIDING SYSTEM VALUE VALUES ('735', 4, 639312266578780444, 4, 739251);
INSERT INTO fixture_data.arrival OVERRIDING SYSTEM VALUE VALUES ('736', 5, 639312266578866878, 5, 739251);
INSERT INTO fixture_data.call_20241230 VALUES (1, 739251, 1, '\x74616c6b2063616c6c2033', 1, 3, 0, '\x736176655f6775657374', 638713224000000000, 800000, 0, '\x7b227475726e223a2274616c6b207475726e2031222c22617267756d656e7473223a5b22677565737473222c226e616d65225d2c22726573756c74223a5b5b22726573756c74222c2261207461626c65225d5d7d', 2962538602, 0, NULL);
INSERT INTO fixture_data.call_20241230 VALUES (1, 739251, 2, '\x74616c6b2063616c6c2034', 1, 4, 0, '\x736176655f6775657374', 638713224000000000, NULL, 1, '\x7b227475726e223a2274616c6b207475726e2032222c226572726f725f74797065223a2243726d457863657074696f6e222c226572726f72223a747275657d', 3132574049, 0, '\x43726d457863657074696f6e');
INSERT INTO fixture_data.call_20241230 VALUES (4, 739251, 1, '\x656c736577686572652063616c6c2032', 1, 2, 0, '\x736176655f6775657374', 638713224000000000, NULL, 1, '\x7b227475726e223a22656c73657768657265207475726e2031227d', 3045767941, 0, NULL);
INSERT INTO fixture_data.conversation_20241230 VALUES (1, 739251, '\x74616c6b', 1, '\x626f6f6b696e6773', 0, '\x766f696365', '\x61636d65', '\x70726f6a656374206f662061636d65', 1, '\x7b22777269746572223a2239373763373630612d363465352d633662632d643565332d636230636331663138343464222c227265766973696f6e223a302c226167656e74223a22626f6f6b696e6773222c226163636f756e74223a2261636d65222c2270726f6a656374223a2270726f6a656374206f662061636d65222c22656e7669726f6e6d656e74223a302c226368616e6e656c223a22766f696365222c22646972656374696f6e223a302c226c616e6775616765223a22656e2d4742222c226f70656e6564223a3633383731333232343030303030303030302c22636c6f736564223a3633383731333236303030303030303030302c2275736572223a747275652c2266726f6d223a747275652c2261747472696275746573223a5b2274696572222c2263697479225d7d', 2418160500, 638713224000000000, 638713260000000000, 2, 352, 9000000, '\x4920616d205b6e616d655d2c20626f6f6b2061207461626c65', true, '\x6366', 1, 1, 0, 0, 1, 1, 0, 1, '\x7465616d', 638713229400000000, 4244382952829058761, NULL, false, 2, 0, 1, 3, 1, 1, 638713260000000000, 638713224000000000, 638713224000000000, 1, 0, 0, 1, 1, 0, 0, 27, 27, NULL, '\x656e2d4742', 0, NULL, NULL, 1200000, 800000, 0, 0, 0);
INSERT INTO fixture_data.conversation_20241230 VALUES (2, 739251, '\x706c61696e', 1, '\x626f6f6b696e6773', 0, '\x63686174', NULL, NULL, NULL, '\x7b22777269746572223a2236326530306537302d643362632d616134362d666464352d376633386266653233643764222c227265766973696f6e223a302c226167656e74223a22626f6f6b696e6773222c22656e7669726f6e6d656e74223a302c226368616e6e656c223a2263686174222c226f70656e6564223a3633383731333233303030303030303030307d', 4175594419, 638713230000000000, NULL, 1, 0, NULL, '\x', false, '\x', 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, NULL, NULL, false, 1, 0, 0, 1, 0, 0, 638713230000000000, 638713224000000000, 638713224000000000, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, 0, 0);
INSERT INTO fixture_data.conversation_20241230 VALUES (3, 739251, '\x68656c64', 1, '\x626f6f6b696e6773', 0, '\x766f696365', NULL, NULL, 2, '\x7b22777269746572223a2238656162653261362d356531642d343030382d333263362d343638653633636332656334222c227265766973696f6e223a302c226167656e74223a22626f6f6b696e6773222c22656e7669726f6e6d656e74223a302c226368616e6e656c223a22766f696365222c22646972656374696f6e223a302c226c616e6775616765223a22656e2d4742222c226f70656e6564223a3633383731333232343030303030303030302c22636c6f736564223a3633383731333236303030303030303030302c2275736572223a747275652c2266726f6d223a747275652c2261747472696275746573223a5b2274696572222c2263697479225d7d', 606382729, 638713224000000000, 638713260000000000, 0, 0, NULL, '\x', false, '\x', 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, 1150974643698901936, NULL, false, 0, 0, 0, 1, 0, 0, 638713260000000000, NULL, 638713224000000000, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, '\x656e2d4742', 0, NULL, NULL, NULL, NULL, 0, 0, 0);
INSERT INTO fixture_data.conversation_20241230 VALUES (4, 739251, '\x656c73657768657265', 1, '\x626f6f6b696e6773', 0, '\x766f696365', '\x676c6f626578', '\x70726f6a656374206f6620676c6f626578', 1, '\x7b22777269746572223a2230353133616565652d303163622d633536622d666137612d383237333064323830303033222c227265766973696f6e223a302c226167656e74223a22626f6f6b696e6773222c226163636f756e74223a22676c6f626578222c2270726f6a656374223a2270726f6a656374206f6620676c6f626578222c22656e7669726f6e6d656e74223a302c226368616e6e656c223a22766f696365222c22646972656374696f6e223a302c226c616e6775616765223a22656e2d4742222c226f70656e6564223a3633383731333232343030303030303030302c22636c6f736564223a3633383731333236303030303030303030302c2275736572223a747275652c2266726f6d223a747275652c2261747472696275746573223a5b2274696572222c2263697479225d7d', 473173974, 638713224000000000, 638713260000000000, 1, 0, NULL, '\x', false, '\x66', 1, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, 7482718556153014418, NULL, false, 0, 0, 0, 0, 0, 0, 638713260000000000, NULL, NULL, 0, 0, 0, 0, 0, 0, 0, 2, 2, NULL, '\x656e2d4742', 0, NULL, NULL, NULL, NULL, 0, 0, 0);
INSERT INTO fixture_data.conversation_id VALUES ('\x74616c6b', 1, 739251);
INSERT INTO fixture_data.conversation_id VALUES ('\x706c61696e', 2, 739251);
INSERT INTO fixture_data.conversation_id VALUES ('\x68656c64', 3, 739251);
INSERT INTO fixture_data.conversation_id VALUES ('\x656c73657768657265', 4, 739251);
INSERT INTO fixture_data.counted_day VALUES (739255, 0, 834985522440789143, 0, -1, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO fixture_data.counted_day VALUES (739254, 0, 3425056664648008933, 0, -1, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO fixture_data.counted_day VALUES (739253, 0, 8540387248934497108, 0, -1, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO fixture_data.counted_day VALUES (739252, 0, 387638298453917119, 0, -1, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO fixture_data.counted_day VALUES (739251, 0, 2536824869923211854, 70968136, 70968137, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO fixture_data.counted_day VALUES (739251, 1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '\x04908dd743480602ec04545480d1ca08020000020206455552028080d8db98d9a10480d1ca0802881202021a0200000000000000000000000006908dd74302040002000204040214736176655f677565737412060480d46102c20e028401020a6770742d78000200ec045400000206455552028080d8db98d9a1040000c096b1020298100202000802ec045400000206455552028080d8db98d9a10406020204', 550236490);
INSERT INTO fixture_data.counted_day VALUES (739251, 2, NULL, NULL, NULL, '\x626f6f6b696e6773', '\x61636d65', 0, '\x766f696365', '\x02908dd743480402ec04545480d1ca08020000020206455552028080d8db98d9a10480d1ca080288120202908dd74302040214736176655f677565737412040280d46102c20e028001020a6770742d78000200ec045400000206455552028080d8db98d9a1040000c096b1020298100202000402ec045400000206455552028080d8db98d9a1040202', 2841346931);
INSERT INTO fixture_data.counted_day VALUES (739251, 3, NULL, NULL, NULL, '\x626f6f6b696e6773', NULL, 0, '\x63686174', '\x02908dd7431a0200000000000000000000000002908dd74304000018000200020000000000000204', 2505961939);
INSERT INTO fixture_data.counted_day VALUES (739251, 4, NULL, NULL, NULL, '\x626f6f6b696e6773', '\x676c6f626578', 0, '\x766f696365', '\x02928dd7431a0200000000000000000000000002928dd74308040214736176655f6775657374080202000018000200020000000000000208', 1379593744);
INSERT INTO fixture_data.counted_day VALUES (739250, 0, 6816993388006492798, 0, -1, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO fixture_data.counted_day VALUES (739249, 0, 443612852019309219, 0, -1, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO fixture_data.dead_letter_20241230 VALUES (1, 739251, 1, '2708bfa2-bfa3-46eb-a1f3-7d08a9fe6378', '\x656e747279', '\x746f6f206c61726765', 638713229400000000, 1803268923);
INSERT INTO fixture_data.document_20241230 VALUES (1, 739251, 1, 1, 638713224600000000, '{17398801,65143268,172134012,928690639,967200276,1304148116,1449954394,1702855594,2603233785,2757927354,3352296135,4034355801}');
INSERT INTO fixture_data.document_20241230 VALUES (1, 739251, 1, 2, 638713225800000000, '{773660603,932371572,1920507672,2118013799,2635576520,3085178960,3274716027}');
INSERT INTO fixture_data.document_20241230 VALUES (1, 739251, 0, 268435461, 638713224000000000, '{-7507270192630919177,341563146,1186782203,1656600742,2178667184,2466121995,2589434846,2660215057,3071424205,3624187398,3629382326,4023975382,4164733117}');
INSERT INTO fixture_data.document_20241230 VALUES (1, 739251, 0, 268435463, 638713224000000000, '{197121303,738250852,1079923675,1935431143,2315489162,2412551224,2756362311,3546325901,3929808555}');
INSERT INTO fixture_data.document_20241230 VALUES (2, 739251, 0, 268435458, 638713224000000000, '{77103682,302761322,616385597,1063456488,1532618820,1583906019,1592979945,1863351271,1933481939,2176832672,2537031327,2647375590,2655802526}');
INSERT INTO fixture_data.end_user OVERRIDING SYSTEM VALUE VALUES (1, '\x6023f72692597efaf30fa6356bd867a7b23fc9f8d24374969d7f0cb41d9f509c', '\x757365722d336466633736323435346562');
INSERT INTO fixture_data.end_user OVERRIDING SYSTEM VALUE VALUES (2, '\xbcb811ed493c6d53c336d9f36409380c7e4044e61a5c782efa64e0c8ad633f90', '\x757365722d663537326431636261653231');
INSERT INTO fixture_data.entry_20241230 VALUES (1, 739251, 268435461, 1, 0, 638713224000000000, '\x76616c69646174656420696e70757473', '\x7b22617474656d7074223a322c2270686f6e65223a222b31e280a6227d', '\x5b2270686f6e65225d', 1821708957);
INSERT INTO fixture_data.entry_20241230 VALUES (1, 739251, 4611686018695823366, 2, 5, 638713224000000000, NULL, NULL, NULL, 3921250998);
INSERT INTO fixture_data.entry_20241230 VALUES (1, 739251, 268435463, 3, 2, 638713224000000000, '\x43524d20757073657274206661696c6564', NULL, NULL, 2597470663);
INSERT INTO fixture_data.entry_20241230 VALUES (2, 739251, 268435458, 0, 0, 638713224000000000, '\x6e6f7468696e6720706572736f6e616c2068657265', NULL, NULL, 186873168);
INSERT INTO fixture_data.entry_20241230 VALUES (3, 739251, 4611686018695823361, 0, 4, 638713224000000000, NULL, NULL, NULL, 3656068974);
INSERT INTO fixture_data.fact_20241230 VALUES (1, 739251, 1, '342f8ee8-d98f-3f3d-768d-538936fcb01a', 1, 7, 3, 0, 638713224000000000, '\x7b226d6574686f64223a22474554222c2275726c223a2268747470733a2f2f63726d2e6578616d706c652f636f6e74616374733f5b72656461637465645d222c22737461747573223a3530332c22656c6170736564223a3132303030302c226572726f725f626f6479223a225b72656461637465645d222c226669656c6473223a5b5d7d', 2489368720);
INSERT INTO fixture_data.fact_20241230 VALUES (1, 739251, 2, '97961cac-074f-2157-838c-a8311d3605f2', 1, 7, 0, 1, 638713224000000000, '\x7b226368616e6765223a302c226669656c6473223a5b5b226c616e6775616765222c225b72656461637465645d222c6e756c6c5d5d7d', 1046811839);
INSERT INTO fixture_data.fact_20241230 VALUES (1, 739251, 3, 'd05c6197-a61f-84d4-3794-b9025fa48690', 1, 7, 0, 2, 638713224000000000, '\x7b2277726974655f6f6e6365223a66616c73652c226669656c6473223a5b5b22636f6e666964656e6365222c375d5d7d', 3436232549);
INSERT INTO fixture_data.feedback_20241230 VALUES (1, 739251, 1, '\x74616c6b207475726e2031', 0, 0, 638713227000000000, true, 8530703287, NULL);
INSERT INTO fixture_data.feedback_20241230 VALUES (1, 739251, 2, '\x74616c6b207475726e2032', 1, 1, 638713227600000000, false, 8295929344, NULL);
INSERT INTO fixture_data.hold VALUES ('\x68656c64', '\x636f756e73656c', 638713242000000000, '\x636173652037');
INSERT INTO fixture_data.meta VALUES ('schema', '\x3131');
INSERT INTO fixture_data.meta VALUES ('shape', '\x4336364639373944313442373336364230373339333636434538453041314530');
INSERT INTO fixture_data.meta VALUES ('keys_id', '\xfbeeffb7428744fc94f59c25afe9b4c7');
INSERT INTO fixture_data.meta VALUES ('ledger_applied', '\x32');
INSERT INTO fixture_data.note_20241230 VALUES (1, 739251, 1, '44a0f04b-0f68-2841-87d2-4c08d1ba4f02', '\x7465616d', 638713228800000000, 2756365251);
INSERT INTO fixture_data.partition VALUES (739249, 739256);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 1, 1, '\x5b4b4c31455f5d67388eb14350d63c8d99dafc41dcfc2d217161756bf75265df6636d98cf6c3c22b44d85d6fb03f4de1327eac69f5729e265897983a9a0ce518d348c33397550a5a6b0b5012e94f9038f14549a95af14d55098d605347f42c047f0ef1fbca3442ef0fb6d5dc46b8ecdae7050692e0ba90323b2600318c', 1600982265);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 4, 1, '\x10f89ae00f68e040e07daa9c9726f716c4c8fb397cbae2414825386a60096a7bbccc69d4a5eb96b4074433cddb8874651f76ba56eead0d874106ba0d62d34c330ca7dd70954cfa301f3b30dd14a9fd40301e7fc492d6e0a82940029a', 1418008556);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 4, 2, '\x5486e85d5fa85e44f76ba5c8fa1502b3dbb7cd3a40be1bfe4f81c565a7af594704081c39fc315bab04358b78cb749925ef4ec406d7a74b47', 3993158638);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 5, 1, '\xfd0a8274396ffb7f3cf3bc2ca81de65d1b00c233d049823499ba8a50f8ecdad9c2ee723f9819c725d8d5bf1aee522675ac85cccd064e9b5ee8de60251188b34c264ea1167f5f440801c54287aee1ca74648e167d4b7579e5d1c64354201562f797e7d7cc0dbc7e710460ac1a85647d60b580545d908a', 3877146187);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 5, 2, '\xd57ef9cc9e42ab34e335985cc6e56d07c4dd5a13170a38d526998515a897b7a09d3044f1f26c327d6e7cb03ef192c1d2c79abc794f5f1d2cf65bd9e37817279ba2a3a188d3', 2014786563);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 2, 268435461, '\x7176d5b6aaa0e2c5f4b6bbf740f56cc603a4864d4b6a1dcd20abb44e0117565a6f3f61c6eb2c57c826786fae18f89fa41aedd6422894886e32ac9b09b129673e218ce9c4a1dd', 1799889418);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 2, 4611686018695823366, '\xa1a3822bbc184b7868138839c9a009d8451bcee217635aab204ea15fd730c44dc0145725b48b464d329343300c2880fb12549202f3966bf329aeb715349797bf08aed87937a6ac', 2326225260);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 3, 1, '\xdffc331682c205821ce98b49d586f6c31d666c07ce05758f976db3662f08c37f384566a1f97a4a8a1376dc0768615a7694daaf960b319ed8418dd27574abbecbcd76772f5b22ed2cbb7cc71ec0a3d73606bf377a96b86488ba6ecb9660b65cd3fae92f6d1ac03a0ebe8cc8e60e460141834f42a131450bb98b8f72e5826c94f4f21a3a7529bfd15e8ceb5be39379efb287c385b96f6d8db82248cfa7ed67b5c00b8731', 177027443);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 3, 2, '\x8b08b0f075eeacbc90443c2535ff2a426ea352dc2b8432722f2823173e115f3fac4eabef8a942018f45c53c46212e6d544aaa19165571b6e443fbfe815c69d0aa6c1', 1659461045);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 6, 1, '\xc1d9ca4a500f0442e4a7d6607ec9b0bc6009848fd2982224f546252c1b1589e4de386dbc64c3117d980305', 1087276619);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 7, 1, '\x145ea47c47f6058fabe5e8bfb3a01dd9ecb12d0b0f945768c63c51f089458dcbdd08801ac5b2ec070dbe3477b59a29346cc8536bd0dfac43351cb9', 2468416702);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 8, 1, '\x4fd57f6450703d25c8afe458bbabbc72b95375c70f911a1acab6669a81e32fc777c616aaed534395d0', 1143349352);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 9, 1, '\x23bfa35d71804df8f02c8c890e59caa54a50cea4cd3ba281643224380a1f563119cdda54c4715db311c6', 153192905);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 0, 0, '\x7be72e90b837acba44b63fc07afe2e961490d605b26c60950aa7c8e68242a359629e49613a7f78673c6e8cd256ec32315c190769ee5e39592c36b50e598cea48009a53904a1d660509759fb4f444672f4e731d53da96f33bb18b24577ca2783bfe20a7846368488416f924e46f22066e0b79d1f5053fb03fe7829b79b88e434509cce7c0d0a60066c7eb4d56663e63920807184c499a8218ced19d86a1c4', 3833212742);
INSERT INTO fixture_data.pii_20241230 VALUES (3, 739251, 1, 1, '\x0b834252977b630364771d429390cddae98dd11495a016b68e4e4e04ba6b44a39fc1a827612f9856eff35e3208be980848cb1fa164c30581f2f3f509c7ee7da0858cbc04c0b8dd8a2a4527d5eea5b92c803cb9ad135c164a14317d920c0bf8bb86cbfa1f824483f89cb14ffc326bcefd301e4b3caf81c70b83efb6b8d3', 2007504965);
INSERT INTO fixture_data.pii_20241230 VALUES (3, 739251, 2, 4611686018695823361, '\x99ad09dfebb9fa8d8b68847baefa6e4afa514e8312cea552866ec4d6804e23e66411cda38157e464a4e20b81d7763654a25577ca80cc4afba384f98d832107a175f4e658cf61d33ebb', 3632999047);
INSERT INTO fixture_data.pii_20241230 VALUES (3, 739251, 0, 0, '\x039b441ac1961008823992a41f0b16646d93c4d19fba4d356d759956fe41406bd3d25a3e29fe5ef91ab5d5cc789881a74b54b5692b7929ec0ab305cfdf999438aa23ba5e80884379c45ecdcf9afd797623ba21dfc049c368796806bf759f6ead809ecdc28c1e38151a2c1af2bf0fda64001eea14b8988a946fe446a2e0', 1018227165);
INSERT INTO fixture_data.pii_20241230 VALUES (4, 739251, 1, 1, '\xd35b812cee41d22571ca92539aa54317e304b8ffeb076385f90c16e81f739b793997c1ea6ea109641ce9a315432fc79cc15ea86ea63d7b8d2f832c5d28a4e9ae476072a4305619e0c88d5941ba67fc3a5f1ceec934c6df0696501145817eeace9f37351b87d26bdd3971721358b28406b6d490e2099de3c3b5879dd61a', 386721924);
INSERT INTO fixture_data.pii_20241230 VALUES (4, 739251, 0, 0, '\x988c4b3fc85d80970981ef91f977d211bc735e1573c49b75d2937690a8ed47669f439e00c751501909278f75a0e348ee3984e498ad3fb75584c30634e8322c28a738fe4a93efeee4da432cfe6c2fbf791485b2da27c528540f40cce9eebf6216deca408fb39ca80e1f5970569c08a8117ba49204e2f1cd85b16a777677', 3709029363);
INSERT INTO fixture_data.scope_20241230 VALUES (1, 739251, 1, '\x74616c6b207475726e2031', '\x74616c6b2063616c6c2033', 687521122);
INSERT INTO fixture_data.scope_20241230 VALUES (1, 739251, 2, '\x74616c6b207475726e2031', NULL, 2551770702);
INSERT INTO fixture_data.scope_20241230 VALUES (1, 739251, 3, '\x74616c6b207475726e2032', NULL, 2176311911);
INSERT INTO fixture_data.score_20241230 VALUES (1, 739251, 1, '9703217a-d563-6832-1224-7d7dfedaf4a8', 4, '\x636f6e666964656e6365', 7, NULL, NULL, 268435463, false, 0);
INSERT INTO fixture_data.score_20241230 VALUES (1, 739251, 2, '5e05fa4b-1ccf-57dd-0000-000000000000', 7, '\x726174696e67', 1, NULL, NULL, 638713227000000000, false, 0);
INSERT INTO fixture_data.score_20241230 VALUES (1, 739251, 3, '7cc42aae-e620-b2b2-0000-000000000000', 7, '\x726174696e67', 0, NULL, NULL, 638713227600000000, false, 0);
INSERT INTO fixture_data.subject_20241230 VALUES (1, 739251, 0, '\x6023f72692597efaf30fa6356bd867a7b23fc9f8d24374969d7f0cb41d9f509c');
INSERT INTO fixture_data.subject_20241230 VALUES (1, 739251, 1, '\x7e75e9db12ebefa9556b571cf7a82ce0a7fec991b9041779b5126d723933ccca');
INSERT INTO fixture_data.subject_20241230 VALUES (1, 739251, 2, '\xd4c122ba63fe429162aebc4401aabfdedaa85ee483fe9ca800f33df7b6eb312b');
INSERT INTO fixture_data.subject_20241230 VALUES (1, 739251, 2, '\x40619365896e00b89310571c6cfb43bd852de9a920ed1acd819950c8c7442443');
INSERT INTO fixture_data.subject_20241230 VALUES (3, 739251, 0, '\xbcb811ed493c6d53c336d9f36409380c7e4044e61a5c782efa64e0c8ad633f90');
INSERT INTO fixture_data.subject_20241230 VALUES (3, 739251, 1, '\x7e75e9db12ebefa9556b571cf7a82ce0a7fec991b9041779b5126d723933ccca');
INSERT INTO fixture_data.subject_20241230 VALUES (3, 739251, 2, '\xd4c122ba63fe429162aebc4401aabfdedaa85ee483fe9ca800f33df7b6eb312b');
INSERT INTO fixture_data.subject_20241230 VALUES (3, 739251, 2, '\x40619365896e00b89310571c6cfb43bd852de9a920ed1acd819950c8c7442443');
INSERT INTO fixture_data.subject_20241230 VALUES (4, 739251, 0, '\x6023f72692597efaf30fa6356bd867a7b23fc9f8d24374969d7f0cb41d9f509c');
INSERT INTO fixture_data.subject_20241230 VALUES (4, 739251, 1, '\x7e75e9db12ebefa9556b571cf7a82ce0a7fec991b9041779b5126d723933ccca');
INSERT INTO fixture_data.subject_20241230 VALUES (4, 739251, 2, '\xd4c122ba63fe429162aebc4401aabfdedaa85ee483fe9ca800f33df7b6eb312b');
INSERT INTO fixture_data.subject_20241230 VALUES (4, 739251, 2, '\x40619365896e00b89310571c6cfb43bd852de9a920ed1acd819950c8c7442443');
INSERT INTO fixture_data.tombstone VALUES ('\x657261736564');
INSERT INTO fixture_data.turn_20241230 VALUES (1, 739251, 1, '\x74616c6b207475726e2031', 1, 1, 0, 638713224600000000, 638713225200000000, 9000000, false, NULL, '\x6770742d78', 310, 42, '\x302e3030313230', '\x455552', 2500000, '\x4920616d205b6e616d655d2c20626f6f6b2061207461626c65', '\x446f6e652e', 5, 1203840260, NULL);
INSERT INTO fixture_data.turn_20241230 VALUES (1, 739251, 2, '\x74616c6b207475726e2032', 1, 2, 0, 638713225800000000, NULL, NULL, true, '\x53797374656d2e496e76616c69644f7065726174696f6e457863657074696f6e', NULL, NULL, NULL, NULL, NULL, NULL, '\x416e6420746f6d6f72726f773f', '\x', 12, 3605374968, NULL);
INSERT INTO fixture_data.turn_20241230 VALUES (2, 739251, 1, '\x706c61696e207475726e2031', 1, 1, 0, 638713230000000000, NULL, NULL, false, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '\x', '\x', 0, 3306171852, NULL);
INSERT INTO fixture_data.turn_20241230 VALUES (4, 739251, 1, '\x656c73657768657265207475726e2031', 1, 1, 0, 638713236000000000, NULL, NULL, false, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '\x', '\x', 0, 330723487, NULL);
INSERT INTO fixture_data.writer_20241230 VALUES (1, 739251, 1, '977c760a-64e5-c6bc-d5e3-cb0cc1f1844d', 0, 1, 638713224000000000, 638713260000000000, '\x7b22777269746572223a2239373763373630612d363465352d633662632d643565332d636230636331663138343464222c227265766973696f6e223a302c226167656e74223a22626f6f6b696e6773222c226163636f756e74223a2261636d65222c2270726f6a656374223a2270726f6a656374206f662061636d65222c22656e7669726f6e6d656e74223a302c226368616e6e656c223a22766f696365222c22646972656374696f6e223a302c226c616e6775616765223a22656e2d4742222c226f70656e6564223a3633383731333232343030303030303030302c22636c6f736564223a3633383731333236303030303030303030302c2275736572223a747275652c2266726f6d223a747275652c2261747472696275746573223a5b2274696572222c2263697479225d7d', 2418160500);
INSERT INTO fixture_data.writer_20241230 VALUES (2, 739251, 1, '62e00e70-d3bc-aa46-fdd5-7f38bfe23d7d', 0, NULL, 638713230000000000, NULL, '\x7b22777269746572223a2236326530306537302d643362632d616134362d666464352d376633386266653233643764222c227265766973696f6e223a302c226167656e74223a22626f6f6b696e6773222c22656e7669726f6e6d656e74223a302c226368616e6e656c223a2263686174222c226f70656e6564223a3633383731333233303030303030303030307d', 1176926022);
INSERT INTO fixture_data.writer_20241230 VALUES (3, 739251, 1, '8eabe2a6-5e1d-4008-32c6-468e63cc2ec4', 0, 2, 638713224000000000, 638713260000000000, '\x7b22777269746572223a2238656162653261362d356531642d343030382d333263362d343638653633636332656334222c227265766973696f6e223a302c226167656e74223a22626f6f6b696e6773222c22656e7669726f6e6d656e74223a302c226368616e6e656c223a22766f696365222c22646972656374696f6e223a302c226c616e6775616765223a22656e2d4742222c226f70656e6564223a3633383731333232343030303030303030302c22636c6f736564223a3633383731333236303030303030303030302c2275736572223a747275652c2266726f6d223a747275652c2261747472696275746573223a5b2274696572222c2263697479225d7d', 3142745159);
INSERT INTO fixture_data.writer_20241230 VALUES (4, 739251, 1, '0513aeee-01cb-c56b-fa7a-82730d280003', 0, 1, 638713224000000000, 638713260000000000, '\x7b22777269746572223a2230353133616565652d303163622d633536622d666137612d383237333064323830303033222c227265766973696f6e223a302c226167656e74223a22626f6f6b696e6773222c226163636f756e74223a22676c6f626578222c2270726f6a656374223a2270726f6a656374206f6620676c6f626578222c22656e7669726f6e6d656e74223a302c226368616e6e656c223a22766f696365222c22646972656374696f6e223a302c226c616e6775616765223a22656e2d4742222c226f70656e6564223a3633383731333232343030303030303030302c22636c6f736564223a3633383731333236303030303030303030302c2275736572223a747275652c2266726f6d223a747275652c2261747472696275746573223a5b2274696572222c2263697479225d7d', 1492359836);
INSERT INTO fixture_keys.data_key VALUES (7482718556153014418, '\x66697874757265', '\x010825371bd7e134173e7c360354aafcaeaf7f54eb94a568647bda45bd26341489ba61d252aa366e28f219b5a5ee2dd9a693a3d19790e438fb34c3eaa7');
INSERT INTO fixture_keys.data_key VALUES (1150974643698901936, '\x66697874757265', '\x017614f7b90c1deb6755d377c4186c6f7c1dd7dcffa221c80b084e0b87e91cc58ef272d4641b4122f3d58ee49ea59606348bcaa8b09c16ae9554e6e187');
INSERT INTO fixture_keys.data_key VALUES (4244382952829058761, '\x66697874757265', '\x0130e6d758bc5c6087ba2af4f8fd91cce1082687d901078c79424feccb141abda68936e11cdcd79cd7567ceddb3f9841c0db1420ccb036d3d5ddd4fd7d');
INSERT INTO fixture_keys.destroyed_key VALUES (5349967524582058579, 639312266579711118);
INSERT INTO fixture_keys.erased_conversation VALUES (1, '\x657261736564', 2, 2, 1, 0, 0, 1, 0, 0, 0);
INSERT INTO fixture_keys.erasure OVERRIDING SYSTEM VALUE VALUES (1, 'e80f9f6e-e020-46b9-844d-8f6b5f93295d', '\x657261736564', NULL, '\x64706f', 638713242600000000, NULL, 639312266579787468, 639312266579787468);
INSERT INTO fixture_keys.hash_key VALUES (1, '\x66697874757265', '\x01750062c2d1937a5e060ee8a880c29382add557cab3afd41021559615661d27361d5cbac9f3074fc64b276c2def2b5c913b9cb2ba6225000a8ff5c9cf');
INSERT INTO fixture_keys.ledger VALUES (1, 2, 638713242000000000, '\x68656c64', NULL, NULL, '\x636f756e73656c', '\x636173652037');
INSERT INTO fixture_keys.ledger VALUES (2, 0, 638713242600000000, '\x657261736564', NULL, 1, NULL, NULL);
INSERT INTO fixture_keys.meta VALUES ('id', '\xfbeeffb7428744fc94f59c25afe9b4c7');
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
ALTER TABLE ONLY fixture_data.counted_day
    ADD CONSTRAINT counted_day_pkey PRIMARY KEY (day, no);
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
ALTER TABLE ONLY fixture_data.model_call_20241230
    ADD CONSTRAINT model_call_20241230_pkey PRIMARY KEY (conversation, day, id);
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
ALTER TABLE ONLY fixture_data.score_20241230
    ADD CONSTRAINT score_20241230_conversation_day_id_key UNIQUE (conversation, day, id);
ALTER TABLE ONLY fixture_data.score_20241230
    ADD CONSTRAINT score_20241230_pkey PRIMARY KEY (conversation, day, no);
ALTER TABLE ONLY fixture_data.subject_20241230
    ADD CONSTRAINT subject_20241230_pkey PRIMARY KEY (conversation, day, kind, hash);
ALTER TABLE ONLY fixture_data.team_document
    ADD CONSTRAINT team_document_pkey PRIMARY KEY (kind, id);
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
CREATE INDEX conversation_20241230_open_model_calls ON fixture_data.conversation_20241230 USING btree (listed, created) WHERE (model_calls > ended_model_calls);
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
CREATE INDEX model_call_20241230_model ON fixture_data.model_call_20241230 USING btree (model, conversation);
CREATE INDEX model_call_20241230_provider ON fixture_data.model_call_20241230 USING btree (provider, conversation) WHERE (provider IS NOT NULL);
CREATE INDEX model_call_20241230_started ON fixture_data.model_call_20241230 USING btree (started);
CREATE INDEX retention_run_started ON fixture_data.retention_run USING btree (started);
CREATE INDEX score_20241230_name ON fixture_data.score_20241230 USING btree (name, number, conversation) WHERE (NOT removed);
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
