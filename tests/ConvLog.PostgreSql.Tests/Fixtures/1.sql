CREATE SCHEMA fixture_data;
CREATE SCHEMA fixture_keys;
CREATE TABLE fixture_data.access (
    no bigint NOT NULL,
    at bigint NOT NULL,
    reader bytea NOT NULL,
    subject bytea,
    kind smallint NOT NULL,
    conversation_id bytea,
    reason bytea,
    hash bytea
);
CREATE TABLE fixture_data.access_chain (
    no smallint NOT NULL,
    removed bigint NOT NULL,
    removed_hash bytea NOT NULL,
    last bigint NOT NULL,
    last_hash bytea NOT NULL
);
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
    at bigint NOT NULL,
    conversations bigint[] NOT NULL,
    days integer[] NOT NULL
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
    error_type bytea,
    losses smallint DEFAULT 0 NOT NULL,
    unobserved boolean DEFAULT false NOT NULL,
    payload bytea NOT NULL,
    checksum bigint NOT NULL
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
    error_type bytea,
    losses smallint DEFAULT 0 NOT NULL,
    unobserved boolean DEFAULT false NOT NULL,
    payload bytea NOT NULL,
    checksum bigint NOT NULL
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
    variant bytea,
    language bytea,
    direction smallint,
    handoff bytea,
    handoff_reason bytea,
    end_user bigint,
    known bytea,
    known_checksum bigint,
    created bigint,
    closed bigint,
    turns integer DEFAULT 0 NOT NULL,
    failed_turns integer DEFAULT 0 NOT NULL,
    interrupted_turns integer DEFAULT 0 NOT NULL,
    refused_turns integer DEFAULT 0 NOT NULL,
    tokens bigint DEFAULT 0 NOT NULL,
    cost bigint,
    slowest bigint,
    slowest_call bigint,
    title bytea,
    title_in_pii boolean DEFAULT false NOT NULL,
    title_turn integer,
    outcomes bytea DEFAULT '\x'::bytea NOT NULL,
    failed_calls integer DEFAULT 0 NOT NULL,
    unobserved_calls integer DEFAULT 0 NOT NULL,
    running integer DEFAULT 0 NOT NULL,
    model_calls bigint DEFAULT 0 NOT NULL,
    ended_model_calls bigint DEFAULT 0 NOT NULL,
    failed_model_calls bigint DEFAULT 0 NOT NULL,
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
    v_failed_responses bigint DEFAULT 0 NOT NULL,
    a_failed_responses bigint DEFAULT 0 NOT NULL,
    v_losses integer DEFAULT 0 NOT NULL,
    a_losses integer DEFAULT 0 NOT NULL,
    v_problems integer DEFAULT 0 NOT NULL,
    a_problems integer DEFAULT 0 NOT NULL,
    happened bigint,
    v_logged bigint,
    a_logged bigint,
    v_last bigint,
    a_last bigint,
    v_duration bigint,
    a_duration bigint
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
    variant bytea,
    language bytea,
    direction smallint,
    handoff bytea,
    handoff_reason bytea,
    end_user bigint,
    known bytea,
    known_checksum bigint,
    created bigint,
    closed bigint,
    turns integer DEFAULT 0 NOT NULL,
    failed_turns integer DEFAULT 0 NOT NULL,
    interrupted_turns integer DEFAULT 0 NOT NULL,
    refused_turns integer DEFAULT 0 NOT NULL,
    tokens bigint DEFAULT 0 NOT NULL,
    cost bigint,
    slowest bigint,
    slowest_call bigint,
    title bytea,
    title_in_pii boolean DEFAULT false NOT NULL,
    title_turn integer,
    outcomes bytea DEFAULT '\x'::bytea NOT NULL,
    failed_calls integer DEFAULT 0 NOT NULL,
    unobserved_calls integer DEFAULT 0 NOT NULL,
    running integer DEFAULT 0 NOT NULL,
    model_calls bigint DEFAULT 0 NOT NULL,
    ended_model_calls bigint DEFAULT 0 NOT NULL,
    failed_model_calls bigint DEFAULT 0 NOT NULL,
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
    v_failed_responses bigint DEFAULT 0 NOT NULL,
    a_failed_responses bigint DEFAULT 0 NOT NULL,
    v_losses integer DEFAULT 0 NOT NULL,
    a_losses integer DEFAULT 0 NOT NULL,
    v_problems integer DEFAULT 0 NOT NULL,
    a_problems integer DEFAULT 0 NOT NULL,
    happened bigint,
    v_logged bigint,
    a_logged bigint,
    v_last bigint,
    a_last bigint,
    v_duration bigint,
    a_duration bigint
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
    pass bigint NOT NULL,
    last bigint NOT NULL,
    since bigint NOT NULL,
    "time" bigint NOT NULL,
    words tsvector NOT NULL
)
PARTITION BY RANGE (day);
CREATE TABLE fixture_data.document_20241230 (
    conversation bigint NOT NULL,
    day integer NOT NULL,
    kind smallint NOT NULL,
    no bigint NOT NULL,
    pass bigint NOT NULL,
    last bigint NOT NULL,
    since bigint NOT NULL,
    "time" bigint NOT NULL,
    words tsvector NOT NULL
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
    reasons bytea,
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
    reasons bytea,
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
    total_tokens bigint,
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
    total_tokens bigint,
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
CREATE TABLE fixture_data.store_version (
    no smallint NOT NULL,
    version integer NOT NULL,
    shape bytea NOT NULL,
    CONSTRAINT store_version_no_check CHECK ((no = 1))
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
CREATE TABLE fixture_data.to_count (
    no bigint NOT NULL,
    conversation bigint NOT NULL,
    day integer NOT NULL,
    since bigint NOT NULL,
    is_visible boolean NOT NULL,
    is_title boolean NOT NULL,
    is_set_aside boolean DEFAULT false NOT NULL,
    v_entries bigint,
    v_warnings bigint,
    v_errors bigint,
    v_responses bigint,
    v_logged bigint,
    p_entries bigint,
    p_warnings bigint,
    p_errors bigint,
    p_responses bigint,
    p_logged bigint,
    begun_calls bigint,
    ended_calls bigint,
    failed_calls bigint
)
WITH (autovacuum_vacuum_scale_factor='0', autovacuum_vacuum_threshold='5000');
ALTER TABLE fixture_data.to_count ALTER COLUMN no ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME fixture_data.to_count_no_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
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
    total_tokens bigint,
    cost bytea,
    currency bytea,
    first_token bigint,
    speech_to_text bigint,
    model_took bigint,
    functions_took bigint,
    text_to_speech bigint,
    first_byte bigint,
    user_input bytea NOT NULL,
    agent_response bytea NOT NULL,
    details bytea,
    flags integer NOT NULL,
    checksum bigint NOT NULL
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
    total_tokens bigint,
    cost bytea,
    currency bytea,
    first_token bigint,
    speech_to_text bigint,
    model_took bigint,
    functions_took bigint,
    text_to_speech bigint,
    first_byte bigint,
    user_input bytea NOT NULL,
    agent_response bytea NOT NULL,
    details bytea,
    flags integer NOT NULL,
    checksum bigint NOT NULL
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
    dead_letters bigint DEFAULT 0 NOT NULL,
    users bigint DEFAULT 0 NOT NULL
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
CREATE TABLE fixture_keys.store_version (
    no smallint NOT NULL,
    version integer NOT NULL,
    shape bytea NOT NULL,
    CONSTRAINT store_version_no_check CHECK ((no = 1))
);
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
INSERT INTO fixture_data.access VALUES (1, 638713243200000000, '\x616e61', NULL, 0, '\x74616c6b', NULL, '\x5b02f0d7604799aaa4de6f48d394bf63c0e858076400203d10f2e7bb07fac517');
INSERT INTO fixture_data.access_chain VALUES (1, 0, '\x0000000000000000000000000000000000000000000000000000000000000000', 1, '\x5b02f0d7604799aaa4de6f48d394bf63c0e858076400203d10f2e7bb07fac517');
INSERT INTO fixture_data.annotation_20241230 VALUES (1, 739251, 1, 'eb960152-f4e1-5482-3edf-ff08fd53c679', '\x74616c6b207475726e2032', '\x7465616d', 638713228200000000, false, 728087302);
INSERT INTO fixture_data.arrival VALUES ('729', 639314910127584003, '{1}', '{739251}');
INSERT INTO fixture_data.arrival VALUES ('732', 639314910127898505, '{2}', '{739251}');
INSERT INTO fixture_data.arrival VALUES ('733', 639314910128043876, '{3}', '{739251}');
INSERT INTO fixture_data.arrival VALUES ('734', 639314910128138984, '{4}', '{739251}');
INSERT INTO fixture_data.arrival VALUES ('735', 639314910128318911, '{5}', '{739251}');
INSERT INTO fixture_data.call_20241230 VALUES (1, 739251, 1, '\x74616c6b2063616c6c2033', 1, 3, 0, '\x736176655f6775657374', 638713224000000000, 800000, 0, NULL, 0, false, '\x7b227475726e223a2274616c6b207475726e2031222c22617267756d656e7473223a5b22677565737473222c226e616d65225d2c22726573756c74223a5b5b22726573756c74222c2261207461626c65225d5d7d', 2962538602);
INSERT INTO fixture_data.call_20241230 VALUES (1, 739251, 2, '\x74616c6b2063616c6c2034', 1, 4, 0, '\x736176655f6775657374', 638713224000000000, NULL, 1, '\x43726d457863657074696f6e', 0, false, '\x7b227475726e223a2274616c6b207475726e2032222c226572726f725f74797065223a2243726d457863657074696f6e222c226572726f72223a747275657d', 3132574049);
INSERT INTO fixture_data.call_20241230 VALUES (4, 739251, 1, '\x656c736577686572652063616c6c2032', 1, 2, 0, '\x736176655f6775657374', 638713224000000000, NULL, 1, NULL, 0, false, '\x7b227475726e223a22656c73657768657265207475726e2031227d', 3045767941);
INSERT INTO fixture_data.conversation_20241230 VALUES (1, 739251, '\x74616c6b', 1, '\x626f6f6b696e6773', 0, '\x766f696365', '\x61636d65', '\x70726f6a656374206f662061636d65', NULL, '\x656e2d4742', 0, NULL, NULL, 1, '\x7b22777269746572223a2239373763373630612d363465352d633662632d643565332d636230636331663138343464222c227265766973696f6e223a302c226167656e74223a22626f6f6b696e6773222c226163636f756e74223a2261636d65222c2270726f6a656374223a2270726f6a656374206f662061636d65222c22656e7669726f6e6d656e74223a302c226368616e6e656c223a22766f696365222c22646972656374696f6e223a302c226c616e6775616765223a22656e2d4742222c226f70656e6564223a3633383731333232343030303030303030302c22636c6f736564223a3633383731333236303030303030303030302c2275736572223a747275652c2266726f6d223a747275652c2261747472696275746573223a5b2274696572222c2263697479225d7d', 2418160500, 638713224000000000, 638713260000000000, 2, 1, 0, 0, 352, 1200000, 9000000, 800000, '\x4920616d205b6e616d655d2c20626f6f6b2061207461626c65', true, 1, '\x6366', 1, 0, 0, 0, 0, 0, 1, 0, 0, 1, 1, 0, 1, '\x7465616d', 638713229400000000, 6006476575200282286, NULL, false, 2, 0, 1, 3, 1, 1, 1, 1, 0, 0, 27, 27, 638713260000000000, 638713224000000000, 638713224000000000, 638713260000000000, 638713260000000000, 36000000000, 36000000000);
INSERT INTO fixture_data.conversation_20241230 VALUES (2, 739251, '\x706c61696e', 1, '\x626f6f6b696e6773', 0, '\x63686174', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '\x7b22777269746572223a2236326530306537302d643362632d616134362d666464352d376633386266653233643764222c227265766973696f6e223a302c226167656e74223a22626f6f6b696e6773222c22656e7669726f6e6d656e74223a302c226368616e6e656c223a2263686174222c226f70656e6564223a3633383731333233303030303030303030307d', 4175594419, 638713230000000000, NULL, 1, 0, 0, 0, 0, NULL, NULL, NULL, '\x', false, 1, '\x', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, NULL, NULL, false, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 638713230000000000, 638713224000000000, 638713224000000000, 638713230000000000, 638713230000000000, 0, 0);
INSERT INTO fixture_data.conversation_20241230 VALUES (3, 739251, '\x68656c64', 1, '\x626f6f6b696e6773', 0, '\x766f696365', NULL, NULL, NULL, '\x656e2d4742', 0, NULL, NULL, 2, '\x7b22777269746572223a2238656162653261362d356531642d343030382d333263362d343638653633636332656334222c227265766973696f6e223a302c226167656e74223a22626f6f6b696e6773222c22656e7669726f6e6d656e74223a302c226368616e6e656c223a22766f696365222c22646972656374696f6e223a302c226c616e6775616765223a22656e2d4742222c226f70656e6564223a3633383731333232343030303030303030302c22636c6f736564223a3633383731333236303030303030303030302c2275736572223a747275652c2266726f6d223a747275652c2261747472696275746573223a5b2274696572222c2263697479225d7d', 606382729, 638713224000000000, 638713260000000000, 0, 0, 0, 0, 0, NULL, NULL, NULL, '\x', false, NULL, '\x', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, 3481472234491352730, NULL, false, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 638713260000000000, NULL, 638713224000000000, 638713260000000000, 638713260000000000, 36000000000, 36000000000);
INSERT INTO fixture_data.conversation_20241230 VALUES (4, 739251, '\x656c73657768657265', 1, '\x626f6f6b696e6773', 0, '\x766f696365', '\x676c6f626578', '\x70726f6a656374206f6620676c6f626578', NULL, '\x656e2d4742', 0, NULL, NULL, 1, '\x7b22777269746572223a2230353133616565652d303163622d633536622d666137612d383237333064323830303033222c227265766973696f6e223a302c226167656e74223a22626f6f6b696e6773222c226163636f756e74223a22676c6f626578222c2270726f6a656374223a2270726f6a656374206f6620676c6f626578222c22656e7669726f6e6d656e74223a302c226368616e6e656c223a22766f696365222c22646972656374696f6e223a302c226c616e6775616765223a22656e2d4742222c226f70656e6564223a3633383731333232343030303030303030302c22636c6f736564223a3633383731333236303030303030303030302c2275736572223a747275652c2266726f6d223a747275652c2261747472696275746573223a5b2274696572222c2263697479225d7d', 473173974, 638713224000000000, 638713260000000000, 1, 0, 0, 0, 0, NULL, NULL, NULL, '\x', false, 1, '\x66', 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, 4170073676910431458, NULL, false, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 2, 638713260000000000, NULL, NULL, 638713260000000000, 638713260000000000, 36000000000, 36000000000);
INSERT INTO fixture_data.conversation_id VALUES ('\x74616c6b', 1, 739251);
INSERT INTO fixture_data.conversation_id VALUES ('\x706c61696e', 2, 739251);
INSERT INTO fixture_data.conversation_id VALUES ('\x68656c64', 3, 739251);
INSERT INTO fixture_data.conversation_id VALUES ('\x656c73657768657265', 4, 739251);
INSERT INTO fixture_data.counted_day VALUES (739255, 0, 8000877461574211784, 0, -1, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO fixture_data.counted_day VALUES (739254, 0, 2643640981791526119, 0, -1, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO fixture_data.counted_day VALUES (739253, 0, 5921343297119552511, 0, -1, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO fixture_data.counted_day VALUES (739252, 0, 714802204593496287, 0, -1, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO fixture_data.counted_day VALUES (739251, 0, 2882732366769105123, 70968136, 70968137, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO fixture_data.counted_day VALUES (739251, 1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '\x04908dd743500602ec04545480d1ca08020000020000000206455552028080d8db98d9a10480d1ca08028812020a0222020000000000000000000000000000000a06908dd74302040002000204040214736176655f677565737412060480d46102c20e028801020a6770742d78000200ec04540000000206455552028080d8db98d9a1040000c096b1020298100202000802ec04540000000206455552028080d8db98d9a10406020204', 2991066627);
INSERT INTO fixture_data.counted_day VALUES (739251, 2, NULL, NULL, NULL, '\x626f6f6b696e6773', '\x61636d65', 0, '\x766f696365', '\x02908dd743500402ec04545480d1ca08020000020000000206455552028080d8db98d9a10480d1ca08028812020a02908dd74302040214736176655f677565737412040280d46102c20e028401020a6770742d78000200ec04540000000206455552028080d8db98d9a1040000c096b1020298100202000402ec04540000000206455552028080d8db98d9a1040202', 3898773282);
INSERT INTO fixture_data.counted_day VALUES (739251, 3, NULL, NULL, NULL, '\x626f6f6b696e6773', NULL, 0, '\x63686174', '\x02908dd74322020000000000000000000000000000000a02908dd7430400001a00020002000000000000000204', 2315776362);
INSERT INTO fixture_data.counted_day VALUES (739251, 4, NULL, NULL, NULL, '\x626f6f6b696e6773', '\x676c6f626578', 0, '\x766f696365', '\x02928dd74322020000000000000000000000000000000a02928dd74308040214736176655f677565737408020200001a00020002000000000000000208', 1140182103);
INSERT INTO fixture_data.counted_day VALUES (739250, 0, 639747556448779143, 0, -1, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO fixture_data.counted_day VALUES (739249, 0, 4687882391357787473, 0, -1, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO fixture_data.dead_letter_20241230 VALUES (1, 739251, 1, '2708bfa2-bfa3-46eb-a1f3-7d08a9fe6378', '\x656e747279', '\x746f6f206c61726765', 638713229400000000, 1803268923);
INSERT INTO fixture_data.document_20241230 VALUES (1, 739251, 1, 1, 0, 1, 638713224600000000, 638713224600000000, '''a'' ''am'' ''book'' ''done'' ''i'' ''name'' ''table''');
INSERT INTO fixture_data.document_20241230 VALUES (1, 739251, 1, 2, 0, 2, 638713225800000000, 638713225800000000, '''and'' ''tomorrow''');
INSERT INTO fixture_data.document_20241230 VALUES (1, 739251, 0, 268435461, 1, 268435463, 638713224000000000, 638713224000000000, '''2'' ''crm'' ''failed'' ''inputs'' ''upsert'' ''validated'' ''x7dwv3drrgup''');
INSERT INTO fixture_data.document_20241230 VALUES (2, 739251, 0, 268435458, 4, 268435458, 638713224000000000, 638713224000000000, '''here'' ''nothing'' ''personal''');
INSERT INTO fixture_data.end_user OVERRIDING SYSTEM VALUE VALUES (1, '\xe9a2dbce1115263cf617794b60675a2088c20894d7a19140da0e8bd0fa003ca8', '\x757365722d356463633164393230633534');
INSERT INTO fixture_data.end_user OVERRIDING SYSTEM VALUE VALUES (2, '\x519c414fc766940d0b3d98a97a61b58f1848315aa6532dfce6c7295141344d31', '\x757365722d356132353835386139353762');
INSERT INTO fixture_data.entry_20241230 VALUES (1, 739251, 268435461, 1, 0, 638713224000000000, '\x76616c69646174656420696e70757473', '\x7b22617474656d7074223a322c2270686f6e65223a222b31e280a6227d', '\x5b2270686f6e65225d', 1821708957);
INSERT INTO fixture_data.entry_20241230 VALUES (1, 739251, 4611686018695823366, 2, 5, 638713224000000000, NULL, NULL, NULL, 3921250998);
INSERT INTO fixture_data.entry_20241230 VALUES (1, 739251, 268435463, 3, 2, 638713224000000000, '\x43524d20757073657274206661696c6564', NULL, NULL, 2597470663);
INSERT INTO fixture_data.entry_20241230 VALUES (2, 739251, 268435458, 0, 0, 638713224000000000, '\x6e6f7468696e6720706572736f6e616c2068657265', NULL, NULL, 186873168);
INSERT INTO fixture_data.entry_20241230 VALUES (3, 739251, 4611686018695823361, 0, 4, 638713224000000000, NULL, NULL, NULL, 3656068974);
INSERT INTO fixture_data.fact_20241230 VALUES (1, 739251, 1, '342f8ee8-d98f-3f3d-768d-538936fcb01a', 1, 7, 3, 0, 638713224000000000, '\x7b226d6574686f64223a22474554222c2275726c223a2268747470733a2f2f63726d2e6578616d706c652f636f6e74616374733f5b72656461637465645d222c22737461747573223a3530332c22656c6170736564223a3132303030302c226572726f725f626f6479223a225b72656461637465645d222c226669656c6473223a5b5d7d', 2489368720);
INSERT INTO fixture_data.fact_20241230 VALUES (1, 739251, 2, '97961cac-074f-2157-838c-a8311d3605f2', 1, 7, 0, 1, 638713224000000000, '\x7b226368616e6765223a302c226669656c6473223a5b5b226c616e6775616765222c225b72656461637465645d222c6e756c6c5d5d7d', 1046811839);
INSERT INTO fixture_data.fact_20241230 VALUES (1, 739251, 3, 'd05c6197-a61f-84d4-3794-b9025fa48690', 1, 7, 0, 2, 638713224000000000, '\x7b2277726974655f6f6e6365223a66616c73652c226669656c6473223a5b5b22636f6e666964656e6365222c375d5d7d', 3436232549);
INSERT INTO fixture_data.feedback_20241230 VALUES (1, 739251, 1, '\x74616c6b207475726e2031', 0, 0, NULL, 638713227000000000, true, 3589080025);
INSERT INTO fixture_data.feedback_20241230 VALUES (1, 739251, 2, '\x74616c6b207475726e2032', 1, 1, NULL, 638713227600000000, false, 4254222892);
INSERT INTO fixture_data.hold VALUES ('\x68656c64', '\x636f756e73656c', 638713242000000000, '\x636173652037');
INSERT INTO fixture_data.meta VALUES ('keys_id', '\xb16afcebf0074f4bb7e35297f07cb603');
INSERT INTO fixture_data.meta VALUES ('ledger_applied', '\x32');
INSERT INTO fixture_data.note_20241230 VALUES (1, 739251, 1, '44a0f04b-0f68-2841-87d2-4c08d1ba4f02', '\x7465616d', 638713228800000000, 2756365251);
INSERT INTO fixture_data.partition VALUES (739249, 739256);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 1, 1, '\x410eb04381b3d5cfd95adad0ee9b9b3d7f652057ea7322273ae158f34cbf7e1a9b68d323a1bf46e0a3b605e00a04e7245854d29f80b05c23f92eb537cceb1b1474621e83751adeea08de163e34f9af7ac78a1dc8bc5ce8f430ca768b2b820757d4d5c907188bfb815beff6b850b94465abcf675587253e309c2fb90125', 663910894);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 4, 1, '\x79f69dae0203fb2dfeb451626f68d325ca30551e762bff64aa9ffb83f79e6925635abc61060bfca229915b341be22cb3fa62caa844ad400939f092d9a659f13572797b388e79b1ca60797435caefba15790cf52fecc0f687e932866b', 1175113458);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 4, 2, '\xb179fd82e9f4066a09d6cf4d76520f8512d286c94b2f1ce99f10b64c8f5e20a1c261667195726b0bb8d6ff8f420cda864dce40f8e7a75b5d', 2437868426);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 5, 1, '\x97204ab4a1e99842fd927e7984260064670a4e0c0f6db8a0c6a2a351a4d751536cb265bb0cdc314ac625eb85f7810896f4e429c9771d4457646791aaae2598b9d7e46d8b5c19b787ebdc4d5fa4d009e1993128461e9d22687fbac38a41f661b50c9567cff208b25c08765d98e555c13ead1e63b3dee6', 933104672);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 5, 2, '\x1e585bf81a945b138974b0cfa8a9c1882537348ff307ad8cfb9dc50677d17133ea349c7435c97e220d7f7ae49e6a1494a35bfe025698014b50d753cf425e868bec0898cb40', 2920750832);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 2, 268435461, '\xc18556588f004d7d3a48239e6ea216d10c4f1d339894f1eaac0b8555b4aebe7f799b855e10f3e15992b468c08cb9f2df96ff71207d675a624f35db59e04c6dc6abc1a2a7d9b8', 1500372958);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 2, 4611686018695823366, '\x843bd4fbf44e9e5309789a53ce8244a8b9dbb628afc7f43df8b7cf05a849723af4eb38d2c1658a5ac521e3c346799ed3eb382e6b49abc8ccf8b052066890771633b10b23acb80a', 1515142471);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 3, 1, '\xa3aa5e16ac906003bd6d1153e6905d050d079ec7b6bac0af34e5b57fbb78e3691faf2fa17ce69aebfcf4b5bdb3e63e976a80915469df9118bf1547c6fe054767b61e005a875d535dd6bc646940cce1b647f86b02e6c5815bd43471639cb56299ffdd04a68ea1f1241b7d820e0d53979e20d422533df9d85ffa5f61cefd66451d2be31ec725f39adcfe69fd59076793cbd527a5141c674ed9f8cf69675b9bbdc4a21b5d', 3265756581);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 3, 2, '\xae7736b3bd1e1efdc6d63b0d215cb39234b18500351381cd2a7d87eb3f151cf39fc08a574e369d9f124d05abf507bd1eb50721eb889b71a8eeff97491acc8893b075', 297012484);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 6, 1, '\x08af0a6a430ada520f616fac5917da4a318f605f934d6053892bf8e8c230b2a911e3df354f3251b5d728cd', 1329252590);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 7, 1, '\xfcd2390471c99e13edfbfe90966c284c278bf81d09651dfb76e740815847c7505231d3cf14916d294d95f289e7bdcd9ddaa2281370e7b3a433f207', 1275520033);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 8, 1, '\x11fb534c8dd4f4f0aee7d07bc989405469aa0d2a167f7eaf248d538d66993632ffe6c28d7772a838a3', 611298069);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 9, 1, '\x30735592a60821c46373fb4e669606951751c994c21218178b541deb0138749e4de1bad9a5da6e14518b', 1406665981);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 0, 0, '\x800894e26414685992a5f47e9f76f9422459c2d804424af8534c9495606b694f4eaf1bfb0b7fac618f1b4fae85a516db79818797efebf4c261e8741e2dee56836f64760b8584e292d9d8ef899848606eebf2bb1b7785fb4595d1d4a1ce107c1fd50dd054db0b490808203af2e288af919eafb22873448fb42d5db051750df8d844d12161c19fc1a99c28213aeb719b3e865004dd944b714028edea98c99b', 195497925);
INSERT INTO fixture_data.pii_20241230 VALUES (3, 739251, 1, 1, '\xc4954d52496a5a0124b3c91427bacaaf11eb808ce3748b91ebd0a3d55ae72765949b01713903909a6e340cc693de624f587bf80fa3e4d121cb6bcbfab40f11ce963ce86d08249cda7e3fe73505cc6bf31ae33e9525a403a93d0bdb5a0221e22e0afdad674b7d301e5c8b8ba8c45d53bf329c66027f985bb9284fd6c8e0', 663688929);
INSERT INTO fixture_data.pii_20241230 VALUES (3, 739251, 2, 4611686018695823361, '\x9b466aea1c19504bfc0fbfc243121430fb4d7315dbd79aad01014b2912b0818dae2db3438f614f28ff94dee11e47a6b28117963a32262e3d2302eae0e3ffd439a3f03c5c104f7bd84f', 3568492534);
INSERT INTO fixture_data.pii_20241230 VALUES (3, 739251, 0, 0, '\x954dcf00d01efa6b203732ecd4795a4abd635744e79fce6961860f1115d11435e3057ce4796a01d411bcbdf2d99d2b4b32046e1a7b62acaf9000ab10ff42798490b91ace64af4a54270ad82a602d8714ef4d5922e2fa7c2e7d4adac7ba3e564d8c23cdb5c1f4be336af88475090eb902e427ed7c5e84aaee3fe2e4165b', 1445624405);
INSERT INTO fixture_data.pii_20241230 VALUES (4, 739251, 1, 1, '\x9b47c0bda1c7a78b0f3cbbb31716ef97259b638cbce252ac27447fe1d87d12d666f19a36dc91b8b7197d0cf138c7481e4221e773dd39def89c40fab54e80e5fa3f0b3f886305964b7057f44a1aefb2f65ca7a4a3676c6aa17ba4a80e79c3f73b963222f33926d134bd4582b48f24be7943143d4965597dabba4f1d22b5', 3617402549);
INSERT INTO fixture_data.pii_20241230 VALUES (4, 739251, 0, 0, '\xe6b8334514e1ef5c43f9ff5bfa40cd30380f57920feb8dc057aa05304b4d47cb0d7a3187b035367e7b010a12b99a5a4af9ae95e53a76ba1945cef55c6fe1b86b2960371d4ae9cebca8957f5514012fb58476c5330b0c96f2ff7f20fc0c4391983759400c276cfe4644ff27dc0f0625816b90e2049bf7ce798fff60b9dc', 1987425781);
INSERT INTO fixture_data.scope_20241230 VALUES (1, 739251, 1, '\x74616c6b207475726e2031', '\x74616c6b2063616c6c2033', 687521122);
INSERT INTO fixture_data.scope_20241230 VALUES (1, 739251, 2, '\x74616c6b207475726e2031', NULL, 2551770702);
INSERT INTO fixture_data.scope_20241230 VALUES (1, 739251, 3, '\x74616c6b207475726e2032', NULL, 2176311911);
INSERT INTO fixture_data.score_20241230 VALUES (1, 739251, 1, '9703217a-d563-6832-1224-7d7dfedaf4a8', 4, '\x636f6e666964656e6365', 7, NULL, NULL, 268435463, false, 0);
INSERT INTO fixture_data.score_20241230 VALUES (1, 739251, 2, '5e05fa4b-1ccf-57dd-0000-000000000000', 7, '\x726174696e67', 1, NULL, NULL, 638713227000000000, false, 0);
INSERT INTO fixture_data.score_20241230 VALUES (1, 739251, 3, '7cc42aae-e620-b2b2-0000-000000000000', 7, '\x726174696e67', 0, NULL, NULL, 638713227600000000, false, 0);
INSERT INTO fixture_data.store_version VALUES (1, 1, '\x3543454642363942434335383346393435443544364338424642423246443835');
INSERT INTO fixture_data.subject_20241230 VALUES (1, 739251, 0, '\xe9a2dbce1115263cf617794b60675a2088c20894d7a19140da0e8bd0fa003ca8');
INSERT INTO fixture_data.subject_20241230 VALUES (1, 739251, 1, '\xf2d434684dfba4738c81b10105c9587a5b26d1a225592bd9db264952aa742d43');
INSERT INTO fixture_data.subject_20241230 VALUES (1, 739251, 2, '\x785f2cf00f6ccc8e45ba903b5b48eca254d192c73a40369bbffae4be1d683718');
INSERT INTO fixture_data.subject_20241230 VALUES (1, 739251, 2, '\x58ce0ffd8d62e515dab72d97014369e34e443cb5b3ef9b0efba2e86e432ec38d');
INSERT INTO fixture_data.subject_20241230 VALUES (3, 739251, 0, '\x519c414fc766940d0b3d98a97a61b58f1848315aa6532dfce6c7295141344d31');
INSERT INTO fixture_data.subject_20241230 VALUES (3, 739251, 1, '\xf2d434684dfba4738c81b10105c9587a5b26d1a225592bd9db264952aa742d43');
INSERT INTO fixture_data.subject_20241230 VALUES (3, 739251, 2, '\x785f2cf00f6ccc8e45ba903b5b48eca254d192c73a40369bbffae4be1d683718');
INSERT INTO fixture_data.subject_20241230 VALUES (3, 739251, 2, '\x58ce0ffd8d62e515dab72d97014369e34e443cb5b3ef9b0efba2e86e432ec38d');
INSERT INTO fixture_data.subject_20241230 VALUES (4, 739251, 0, '\xe9a2dbce1115263cf617794b60675a2088c20894d7a19140da0e8bd0fa003ca8');
INSERT INTO fixture_data.subject_20241230 VALUES (4, 739251, 1, '\xf2d434684dfba4738c81b10105c9587a5b26d1a225592bd9db264952aa742d43');
INSERT INTO fixture_data.subject_20241230 VALUES (4, 739251, 2, '\x785f2cf00f6ccc8e45ba903b5b48eca254d192c73a40369bbffae4be1d683718');
INSERT INTO fixture_data.subject_20241230 VALUES (4, 739251, 2, '\x58ce0ffd8d62e515dab72d97014369e34e443cb5b3ef9b0efba2e86e432ec38d');
INSERT INTO fixture_data.tombstone VALUES ('\x657261736564');
INSERT INTO fixture_data.turn_20241230 VALUES (1, 739251, 1, '\x74616c6b207475726e2031', 1, 1, 0, 638713224600000000, 638713225200000000, 9000000, false, NULL, '\x6770742d78', 310, 42, NULL, '\x302e3030313230', '\x455552', 2500000, NULL, NULL, NULL, NULL, NULL, '\x4920616d205b6e616d655d2c20626f6f6b2061207461626c65', '\x446f6e652e', NULL, 517, 4255497281);
INSERT INTO fixture_data.turn_20241230 VALUES (1, 739251, 2, '\x74616c6b207475726e2032', 1, 2, 0, 638713225800000000, NULL, NULL, true, '\x53797374656d2e496e76616c69644f7065726174696f6e457863657074696f6e', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '\x416e6420746f6d6f72726f773f', '\x', NULL, 524, 427125670);
INSERT INTO fixture_data.turn_20241230 VALUES (2, 739251, 1, '\x706c61696e207475726e2031', 1, 1, 0, 638713230000000000, NULL, NULL, false, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '\x', '\x', NULL, 0, 2144071359);
INSERT INTO fixture_data.turn_20241230 VALUES (4, 739251, 1, '\x656c73657768657265207475726e2031', 1, 1, 0, 638713236000000000, NULL, NULL, false, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '\x', '\x', NULL, 0, 3375781659);
INSERT INTO fixture_data.writer_20241230 VALUES (1, 739251, 1, '977c760a-64e5-c6bc-d5e3-cb0cc1f1844d', 0, 1, 638713224000000000, 638713260000000000, '\x7b22777269746572223a2239373763373630612d363465352d633662632d643565332d636230636331663138343464222c227265766973696f6e223a302c226167656e74223a22626f6f6b696e6773222c226163636f756e74223a2261636d65222c2270726f6a656374223a2270726f6a656374206f662061636d65222c22656e7669726f6e6d656e74223a302c226368616e6e656c223a22766f696365222c22646972656374696f6e223a302c226c616e6775616765223a22656e2d4742222c226f70656e6564223a3633383731333232343030303030303030302c22636c6f736564223a3633383731333236303030303030303030302c2275736572223a747275652c2266726f6d223a747275652c2261747472696275746573223a5b2274696572222c2263697479225d7d', 2418160500);
INSERT INTO fixture_data.writer_20241230 VALUES (2, 739251, 1, '62e00e70-d3bc-aa46-fdd5-7f38bfe23d7d', 0, NULL, 638713230000000000, NULL, '\x7b22777269746572223a2236326530306537302d643362632d616134362d666464352d376633386266653233643764222c227265766973696f6e223a302c226167656e74223a22626f6f6b696e6773222c22656e7669726f6e6d656e74223a302c226368616e6e656c223a2263686174222c226f70656e6564223a3633383731333233303030303030303030307d', 1176926022);
INSERT INTO fixture_data.writer_20241230 VALUES (3, 739251, 1, '8eabe2a6-5e1d-4008-32c6-468e63cc2ec4', 0, 2, 638713224000000000, 638713260000000000, '\x7b22777269746572223a2238656162653261362d356531642d343030382d333263362d343638653633636332656334222c227265766973696f6e223a302c226167656e74223a22626f6f6b696e6773222c22656e7669726f6e6d656e74223a302c226368616e6e656c223a22766f696365222c22646972656374696f6e223a302c226c616e6775616765223a22656e2d4742222c226f70656e6564223a3633383731333232343030303030303030302c22636c6f736564223a3633383731333236303030303030303030302c2275736572223a747275652c2266726f6d223a747275652c2261747472696275746573223a5b2274696572222c2263697479225d7d', 3142745159);
INSERT INTO fixture_data.writer_20241230 VALUES (4, 739251, 1, '0513aeee-01cb-c56b-fa7a-82730d280003', 0, 1, 638713224000000000, 638713260000000000, '\x7b22777269746572223a2230353133616565652d303163622d633536622d666137612d383237333064323830303033222c227265766973696f6e223a302c226167656e74223a22626f6f6b696e6773222c226163636f756e74223a22676c6f626578222c2270726f6a656374223a2270726f6a656374206f6620676c6f626578222c22656e7669726f6e6d656e74223a302c226368616e6e656c223a22766f696365222c22646972656374696f6e223a302c226c616e6775616765223a22656e2d4742222c226f70656e6564223a3633383731333232343030303030303030302c22636c6f736564223a3633383731333236303030303030303030302c2275736572223a747275652c2266726f6d223a747275652c2261747472696275746573223a5b2274696572222c2263697479225d7d', 1492359836);
INSERT INTO fixture_keys.data_key VALUES (4170073676910431458, '\x66697874757265', '\x010d6096c959fc24b26a42ae2ccd72b6f45b097138280629a7323507e38a48107bd9e86e702b83ed0f96aae5de051374168919d7bf27250fa58c9dca2f');
INSERT INTO fixture_keys.data_key VALUES (3481472234491352730, '\x66697874757265', '\x017cf3968923d3340448a83f33c2a0eae90caa7a2be34909814785ddda83fa5f81b196a5db2ad51baee03b93b995509bf1f4d6c39e802af808578984fe');
INSERT INTO fixture_keys.data_key VALUES (6006476575200282286, '\x66697874757265', '\x0158d7161f1dd54ed791f94d59102ef0225caa1966493e75bd11e888d26394ac6e29c0bfcb3fa5421e27baa85b21223a6ce6374314adff47de046af463');
INSERT INTO fixture_keys.destroyed_key VALUES (3795073497223406626, 639314910130708347);
INSERT INTO fixture_keys.erased_conversation VALUES (1, '\x657261736564', 2, 2, 1, 0, 0, 1, 0, 0, 0, 1);
INSERT INTO fixture_keys.erasure OVERRIDING SYSTEM VALUE VALUES (1, '8e40e0b9-eae6-4783-8e3b-22e5935f29c9', '\x657261736564', NULL, '\x64706f', 638713242600000000, NULL, 639314910130819348, 639314910130819348);
INSERT INTO fixture_keys.hash_key VALUES (1, '\x66697874757265', '\x01b8dede537828d368a3079af8e934e64cd1deff28f48a8235b24077aef6ed42967647ac2c9ec5cc3b8d17cc32074411b2b5b3d5513950dce9a26c4cd6');
INSERT INTO fixture_keys.ledger VALUES (1, 2, 638713242000000000, '\x68656c64', NULL, NULL, '\x636f756e73656c', '\x636173652037');
INSERT INTO fixture_keys.ledger VALUES (2, 0, 638713242600000000, '\x657261736564', NULL, 1, NULL, NULL);
INSERT INTO fixture_keys.meta VALUES ('id', '\xb16afcebf0074f4bb7e35297f07cb603');
INSERT INTO fixture_keys.store_version VALUES (1, 1, '\x3136343539384435373433453538423644354437423645374141393435383039');
SELECT pg_catalog.setval('fixture_data.conversation_no', 5, true);
SELECT pg_catalog.setval('fixture_data.dropped_partition_no_seq', 1, false);
SELECT pg_catalog.setval('fixture_data.end_user_no_seq', 3, true);
SELECT pg_catalog.setval('fixture_data.to_count_no_seq', 1, false);
SELECT pg_catalog.setval('fixture_data.to_index_no_seq', 5, true);
SELECT pg_catalog.setval('fixture_keys.erasure_no_seq', 1, true);
ALTER TABLE ONLY fixture_data.access_chain
    ADD CONSTRAINT access_chain_pkey PRIMARY KEY (no);
ALTER TABLE ONLY fixture_data.access
    ADD CONSTRAINT access_pkey PRIMARY KEY (no);
ALTER TABLE ONLY fixture_data.annotation_20241230
    ADD CONSTRAINT annotation_20241230_conversation_day_id_key UNIQUE (conversation, day, id);
ALTER TABLE ONLY fixture_data.annotation_20241230
    ADD CONSTRAINT annotation_20241230_pkey PRIMARY KEY (conversation, day, no);
ALTER TABLE ONLY fixture_data.arrival
    ADD CONSTRAINT arrival_pkey PRIMARY KEY (transaction);
ALTER TABLE ONLY fixture_data.call_20241230
    ADD CONSTRAINT call_20241230_id_conversation_day_key UNIQUE (id, conversation, day);
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
    ADD CONSTRAINT document_20241230_pkey PRIMARY KEY (conversation, day, kind, no, pass);
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
ALTER TABLE ONLY fixture_data.store_version
    ADD CONSTRAINT store_version_pkey PRIMARY KEY (no);
ALTER TABLE ONLY fixture_data.subject_20241230
    ADD CONSTRAINT subject_20241230_pkey PRIMARY KEY (conversation, day, kind, hash);
ALTER TABLE ONLY fixture_data.team_document
    ADD CONSTRAINT team_document_pkey PRIMARY KEY (kind, id);
ALTER TABLE ONLY fixture_data.to_count
    ADD CONSTRAINT to_count_pkey PRIMARY KEY (no);
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
ALTER TABLE ONLY fixture_keys.store_version
    ADD CONSTRAINT store_version_pkey PRIMARY KEY (no);
CREATE INDEX access_at ON fixture_data.access USING btree (at);
CREATE INDEX access_conversation ON fixture_data.access USING btree (conversation_id, no) WHERE (conversation_id IS NOT NULL);
CREATE INDEX arrival_at ON fixture_data.arrival USING btree (at);
CREATE INDEX call_20241230_error_type ON fixture_data.call_20241230 USING btree (error_type, conversation) WHERE (error_type IS NOT NULL);
CREATE INDEX call_20241230_name ON fixture_data.call_20241230 USING btree (name, conversation);
CREATE INDEX call_20241230_outcome ON fixture_data.call_20241230 USING btree (outcome, conversation) WHERE (outcome > 1);
CREATE INDEX call_20241230_started ON fixture_data.call_20241230 USING btree (started);
CREATE INDEX conversation_20241230_a_duration ON fixture_data.conversation_20241230 USING btree (listed, a_duration) WHERE (listed IS NOT NULL);
CREATE INDEX conversation_20241230_a_errors ON fixture_data.conversation_20241230 USING btree (listed, a_errors, id) WHERE (listed IS NOT NULL);
CREATE INDEX conversation_20241230_a_last ON fixture_data.conversation_20241230 USING btree (listed, a_last) WHERE (listed IS NOT NULL);
CREATE INDEX conversation_20241230_account ON fixture_data.conversation_20241230 USING btree (listed, account, created) WHERE (account IS NOT NULL);
CREATE INDEX conversation_20241230_account_agent ON fixture_data.conversation_20241230 USING btree (listed, account, agent) WHERE (account IS NOT NULL);
CREATE INDEX conversation_20241230_agent ON fixture_data.conversation_20241230 USING btree (listed, agent, created) WHERE (listed IS NOT NULL);
CREATE INDEX conversation_20241230_cost ON fixture_data.conversation_20241230 USING btree (listed, cost) WHERE (cost IS NOT NULL);
CREATE INDEX conversation_20241230_created ON fixture_data.conversation_20241230 USING btree (listed, created) WHERE (listed IS NOT NULL);
CREATE INDEX conversation_20241230_handoff ON fixture_data.conversation_20241230 USING btree (listed, created) WHERE (handoff IS NOT NULL);
CREATE INDEX conversation_20241230_judged ON fixture_data.conversation_20241230 USING btree (listed, created) WHERE (((((user_likes + user_dislikes) + team_likes) + team_dislikes) > 0) OR (annotations > 0));
CREATE INDEX conversation_20241230_language ON fixture_data.conversation_20241230 USING btree (listed, language, created) WHERE (language IS NOT NULL);
CREATE INDEX conversation_20241230_problems ON fixture_data.conversation_20241230 USING btree (listed, created) WHERE (a_problems > 0);
CREATE INDEX conversation_20241230_project ON fixture_data.conversation_20241230 USING btree (listed, project, created) WHERE (project IS NOT NULL);
CREATE INDEX conversation_20241230_running ON fixture_data.conversation_20241230 USING btree (listed, created) WHERE ((running > 0) OR (model_calls > ended_model_calls));
CREATE INDEX conversation_20241230_slowest_call ON fixture_data.conversation_20241230 USING btree (listed, slowest_call) WHERE (slowest_call IS NOT NULL);
CREATE INDEX conversation_20241230_tokens ON fixture_data.conversation_20241230 USING btree (listed, tokens, id) WHERE (listed IS NOT NULL);
CREATE INDEX conversation_20241230_unopened ON fixture_data.conversation_20241230 USING btree (conversation) WHERE (listed IS NULL);
CREATE INDEX conversation_20241230_user ON fixture_data.conversation_20241230 USING btree (end_user, created) WHERE (end_user IS NOT NULL);
CREATE INDEX conversation_20241230_v_duration ON fixture_data.conversation_20241230 USING btree (listed, v_duration) WHERE (listed IS NOT NULL);
CREATE INDEX conversation_20241230_v_errors ON fixture_data.conversation_20241230 USING btree (listed, v_errors, id) WHERE (listed IS NOT NULL);
CREATE INDEX conversation_20241230_v_last ON fixture_data.conversation_20241230 USING btree (listed, v_last) WHERE (listed IS NOT NULL);
CREATE INDEX conversation_20241230_variant ON fixture_data.conversation_20241230 USING btree (listed, variant, created) WHERE (variant IS NOT NULL);
CREATE INDEX conversation_20241230_visible_problems ON fixture_data.conversation_20241230 USING btree (listed, created) WHERE (v_problems > 0);
CREATE INDEX conversation_id_day ON fixture_data.conversation_id USING btree (day, conversation);
CREATE INDEX document_20241230_time ON fixture_data.document_20241230 USING btree ("time", kind);
CREATE INDEX document_20241230_words ON fixture_data.document_20241230 USING gin (words) WITH (fastupdate='on');
CREATE INDEX entry_20241230_error ON fixture_data.entry_20241230 USING btree (conversation) WHERE (kind = 2);
CREATE INDEX model_call_20241230_model ON fixture_data.model_call_20241230 USING btree (model, conversation);
CREATE INDEX model_call_20241230_provider ON fixture_data.model_call_20241230 USING btree (provider, conversation) WHERE (provider IS NOT NULL);
CREATE INDEX model_call_20241230_started ON fixture_data.model_call_20241230 USING btree (started);
CREATE INDEX retention_run_started ON fixture_data.retention_run USING btree (started);
CREATE INDEX score_20241230_name ON fixture_data.score_20241230 USING btree (name, number, conversation) WHERE (NOT removed);
CREATE INDEX subject_20241230_hash ON fixture_data.subject_20241230 USING btree (kind, hash);
CREATE INDEX to_count_conversation ON fixture_data.to_count USING btree (conversation, no);
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
