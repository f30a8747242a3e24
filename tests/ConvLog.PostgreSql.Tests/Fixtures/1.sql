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
    a_logged bigint
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
    a_logged bigint
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
INSERT INTO fixture_data.access VALUES (1, 638713243200000000, '\x616e61', NULL, 0, '\x74616c6b', NULL, '\x5b02f0d7604799aaa4de6f48d394bf63c0e858076400203d10f2e7bb07fac517');
INSERT INTO fixture_data.access_chain VALUES (1, 0, '\x0000000000000000000000000000000000000000000000000000000000000000', 1, '\x5b02f0d7604799aaa4de6f48d394bf63c0e858076400203d10f2e7bb07fac517');
INSERT INTO fixture_data.activity_20241230 VALUES (1, 739251, 1, 638713260000000000, 638713260000000000, 36000000000, 36000000000);
INSERT INTO fixture_data.activity_20241230 VALUES (2, 739251, 1, 638713230000000000, 638713230000000000, 0, 0);
INSERT INTO fixture_data.activity_20241230 VALUES (3, 739251, 1, 638713260000000000, 638713260000000000, 36000000000, 36000000000);
INSERT INTO fixture_data.activity_20241230 VALUES (4, 739251, 1, 638713260000000000, 638713260000000000, 36000000000, 36000000000);
INSERT INTO fixture_data.annotation_20241230 VALUES (1, 739251, 1, 'eb960152-f4e1-5482-3edf-ff08fd53c679', '\x74616c6b207475726e2032', '\x7465616d', 638713228200000000, false, 728087302);
INSERT INTO fixture_data.arrival VALUES ('729', 639314791491903047, '{1}', '{739251}');
INSERT INTO fixture_data.arrival VALUES ('731', 639314791492141249, '{2}', '{739251}');
INSERT INTO fixture_data.arrival VALUES ('733', 639314791492208365, '{3}', '{739251}');
INSERT INTO fixture_data.arrival VALUES ('734', 639314791492273327, '{4}', '{739251}');
INSERT INTO fixture_data.arrival VALUES ('735', 639314791492311539, '{5}', '{739251}');
INSERT INTO fixture_data.call_20241230 VALUES (1, 739251, 1, '\x74616c6b2063616c6c2033', 1, 3, 0, '\x736176655f6775657374', 638713224000000000, 800000, 0, NULL, 0, false, '\x7b227475726e223a2274616c6b207475726e2031222c22617267756d656e7473223a5b22677565737473222c226e616d65225d2c22726573756c74223a5b5b22726573756c74222c2261207461626c65225d5d7d', 2962538602);
INSERT INTO fixture_data.call_20241230 VALUES (1, 739251, 2, '\x74616c6b2063616c6c2034', 1, 4, 0, '\x736176655f6775657374', 638713224000000000, NULL, 1, '\x43726d457863657074696f6e', 0, false, '\x7b227475726e223a2274616c6b207475726e2032222c226572726f725f74797065223a2243726d457863657074696f6e222c226572726f72223a747275657d', 3132574049);
INSERT INTO fixture_data.call_20241230 VALUES (4, 739251, 1, '\x656c736577686572652063616c6c2032', 1, 2, 0, '\x736176655f6775657374', 638713224000000000, NULL, 1, NULL, 0, false, '\x7b227475726e223a22656c73657768657265207475726e2031227d', 3045767941);
INSERT INTO fixture_data.conversation_20241230 VALUES (1, 739251, '\x74616c6b', 1, '\x626f6f6b696e6773', 0, '\x766f696365', '\x61636d65', '\x70726f6a656374206f662061636d65', NULL, '\x656e2d4742', 0, NULL, NULL, 1, '\x7b22777269746572223a2239373763373630612d363465352d633662632d643565332d636230636331663138343464222c227265766973696f6e223a302c226167656e74223a22626f6f6b696e6773222c226163636f756e74223a2261636d65222c2270726f6a656374223a2270726f6a656374206f662061636d65222c22656e7669726f6e6d656e74223a302c226368616e6e656c223a22766f696365222c22646972656374696f6e223a302c226c616e6775616765223a22656e2d4742222c226f70656e6564223a3633383731333232343030303030303030302c22636c6f736564223a3633383731333236303030303030303030302c2275736572223a747275652c2266726f6d223a747275652c2261747472696275746573223a5b2274696572222c2263697479225d7d', 2418160500, 638713224000000000, 638713260000000000, 2, 1, 0, 0, 352, 1200000, 9000000, 800000, '\x4920616d205b6e616d655d2c20626f6f6b2061207461626c65', true, 1, '\x6366', 1, 0, 0, 0, 0, 0, 1, 0, 0, 1, 1, 0, 1, '\x7465616d', 638713229400000000, 7396393177674769024, NULL, false, 2, 0, 1, 3, 1, 1, 1, 1, 0, 0, 27, 27, 638713260000000000, 638713224000000000, 638713224000000000);
INSERT INTO fixture_data.conversation_20241230 VALUES (2, 739251, '\x706c61696e', 1, '\x626f6f6b696e6773', 0, '\x63686174', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '\x7b22777269746572223a2236326530306537302d643362632d616134362d666464352d376633386266653233643764222c227265766973696f6e223a302c226167656e74223a22626f6f6b696e6773222c22656e7669726f6e6d656e74223a302c226368616e6e656c223a2263686174222c226f70656e6564223a3633383731333233303030303030303030307d', 4175594419, 638713230000000000, NULL, 1, 0, 0, 0, 0, NULL, NULL, NULL, '\x', false, 1, '\x', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, NULL, NULL, false, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 638713230000000000, 638713224000000000, 638713224000000000);
INSERT INTO fixture_data.conversation_20241230 VALUES (3, 739251, '\x68656c64', 1, '\x626f6f6b696e6773', 0, '\x766f696365', NULL, NULL, NULL, '\x656e2d4742', 0, NULL, NULL, 2, '\x7b22777269746572223a2238656162653261362d356531642d343030382d333263362d343638653633636332656334222c227265766973696f6e223a302c226167656e74223a22626f6f6b696e6773222c22656e7669726f6e6d656e74223a302c226368616e6e656c223a22766f696365222c22646972656374696f6e223a302c226c616e6775616765223a22656e2d4742222c226f70656e6564223a3633383731333232343030303030303030302c22636c6f736564223a3633383731333236303030303030303030302c2275736572223a747275652c2266726f6d223a747275652c2261747472696275746573223a5b2274696572222c2263697479225d7d', 606382729, 638713224000000000, 638713260000000000, 0, 0, 0, 0, 0, NULL, NULL, NULL, '\x', false, NULL, '\x', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, 2032623318603319032, NULL, false, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 638713260000000000, NULL, 638713224000000000);
INSERT INTO fixture_data.conversation_20241230 VALUES (4, 739251, '\x656c73657768657265', 1, '\x626f6f6b696e6773', 0, '\x766f696365', '\x676c6f626578', '\x70726f6a656374206f6620676c6f626578', NULL, '\x656e2d4742', 0, NULL, NULL, 1, '\x7b22777269746572223a2230353133616565652d303163622d633536622d666137612d383237333064323830303033222c227265766973696f6e223a302c226167656e74223a22626f6f6b696e6773222c226163636f756e74223a22676c6f626578222c2270726f6a656374223a2270726f6a656374206f6620676c6f626578222c22656e7669726f6e6d656e74223a302c226368616e6e656c223a22766f696365222c22646972656374696f6e223a302c226c616e6775616765223a22656e2d4742222c226f70656e6564223a3633383731333232343030303030303030302c22636c6f736564223a3633383731333236303030303030303030302c2275736572223a747275652c2266726f6d223a747275652c2261747472696275746573223a5b2274696572222c2263697479225d7d', 473173974, 638713224000000000, 638713260000000000, 1, 0, 0, 0, 0, NULL, NULL, NULL, '\x', false, 1, '\x66', 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, 4847797191998520839, NULL, false, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 2, 638713260000000000, NULL, NULL);
INSERT INTO fixture_data.conversation_id VALUES ('\x74616c6b', 1, 739251);
INSERT INTO fixture_data.conversation_id VALUES ('\x706c61696e', 2, 739251);
INSERT INTO fixture_data.conversation_id VALUES ('\x68656c64', 3, 739251);
INSERT INTO fixture_data.conversation_id VALUES ('\x656c73657768657265', 4, 739251);
INSERT INTO fixture_data.counted_day VALUES (739255, 0, 9158959747490937359, 0, -1, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO fixture_data.counted_day VALUES (739254, 0, 6503438791466354031, 0, -1, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO fixture_data.counted_day VALUES (739253, 0, 3584629405647535997, 0, -1, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO fixture_data.counted_day VALUES (739252, 0, 8223927121623574982, 0, -1, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO fixture_data.counted_day VALUES (739251, 0, 1941441568507496413, 70968136, 70968137, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO fixture_data.counted_day VALUES (739251, 1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '\x04908dd743500602ec04545480d1ca08020000020000000206455552028080d8db98d9a10480d1ca08028812020a0222020000000000000000000000000000000a06908dd74302040002000204040214736176655f677565737412060480d46102c20e028801020a6770742d78000200ec04540000000206455552028080d8db98d9a1040000c096b1020298100202000802ec04540000000206455552028080d8db98d9a10406020204', 2991066627);
INSERT INTO fixture_data.counted_day VALUES (739251, 2, NULL, NULL, NULL, '\x626f6f6b696e6773', '\x61636d65', 0, '\x766f696365', '\x02908dd743500402ec04545480d1ca08020000020000000206455552028080d8db98d9a10480d1ca08028812020a02908dd74302040214736176655f677565737412040280d46102c20e028401020a6770742d78000200ec04540000000206455552028080d8db98d9a1040000c096b1020298100202000402ec04540000000206455552028080d8db98d9a1040202', 3898773282);
INSERT INTO fixture_data.counted_day VALUES (739251, 3, NULL, NULL, NULL, '\x626f6f6b696e6773', NULL, 0, '\x63686174', '\x02908dd74322020000000000000000000000000000000a02908dd7430400001a00020002000000000000000204', 2315776362);
INSERT INTO fixture_data.counted_day VALUES (739251, 4, NULL, NULL, NULL, '\x626f6f6b696e6773', '\x676c6f626578', 0, '\x766f696365', '\x02928dd74322020000000000000000000000000000000a02928dd74308040214736176655f677565737408020200001a00020002000000000000000208', 1140182103);
INSERT INTO fixture_data.counted_day VALUES (739250, 0, 1398727980455474767, 0, -1, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO fixture_data.counted_day VALUES (739249, 0, 630138838828500371, 0, -1, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO fixture_data.dead_letter_20241230 VALUES (1, 739251, 1, '2708bfa2-bfa3-46eb-a1f3-7d08a9fe6378', '\x656e747279', '\x746f6f206c61726765', 638713229400000000, 1803268923);
INSERT INTO fixture_data.document_20241230 VALUES (1, 739251, 1, 1, 638713224600000000, '{17398801,65143268,172134012,928690639,967200276,1304148116,1449954394,1702855594,2603233785,2757927354,3352296135,4034355801}');
INSERT INTO fixture_data.document_20241230 VALUES (1, 739251, 1, 2, 638713225800000000, '{773660603,932371572,1920507672,2118013799,2635576520,3085178960,3274716027}');
INSERT INTO fixture_data.document_20241230 VALUES (1, 739251, 0, 268435461, 638713224000000000, '{-7507270192630919177,341563146,1186782203,1656600742,2178667184,2466121995,2589434846,2660215057,3071424205,3624187398,3629382326,4023975382,4164733117}');
INSERT INTO fixture_data.document_20241230 VALUES (1, 739251, 0, 268435463, 638713224000000000, '{197121303,738250852,1079923675,1935431143,2315489162,2412551224,2756362311,3546325901,3929808555}');
INSERT INTO fixture_data.document_20241230 VALUES (2, 739251, 0, 268435458, 638713224000000000, '{77103682,302761322,616385597,1063456488,1532618820,1583906019,1592979945,1863351271,1933481939,2176832672,2537031327,2647375590,2655802526}');
INSERT INTO fixture_data.end_user OVERRIDING SYSTEM VALUE VALUES (1, '\x90fc5827bd3476fc860a90eaf5af12dc6c4790de7121b7fd95a19f3b6091f52e', '\x757365722d626265633738663666643736');
INSERT INTO fixture_data.end_user OVERRIDING SYSTEM VALUE VALUES (2, '\x7ec16ee3f1fd354d80f5f76f0856cb2260e589069c9f2866b34e94212f1520ad', '\x757365722d323031303562396339636637');
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
INSERT INTO fixture_data.meta VALUES ('keys_id', '\x9876d15f3d4440aea84f67a26916671a');
INSERT INTO fixture_data.meta VALUES ('ledger_applied', '\x32');
INSERT INTO fixture_data.note_20241230 VALUES (1, 739251, 1, '44a0f04b-0f68-2841-87d2-4c08d1ba4f02', '\x7465616d', 638713228800000000, 2756365251);
INSERT INTO fixture_data.partition VALUES (739249, 739256);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 1, 1, '\x848d6404e97ac1a00e49e6f3eb73732152d158308ca45426b6994880816796d822ffaa73203e5f8da809f74852748bfcec5fd19714ab5f5855242f22f7f38331c80ec04eb0e47212b51489e21890fdaafd27fe6d73e7143097d25b537d080bf25cfc78b77ff677b50ae89122bb284f93282db9bfcf49eaa27226daf3dc', 3288624801);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 4, 1, '\x0b60b0e7a5b1630ac2ca84f58175a156ac8342155efa5d8fa971673d34debbfba73a3a30ba2827948c481efa91f3c7f033e0477cdbe12e8831966a58b8658fbe809d9767425d4b75677c2599fa56a98282d580f73329eef0efcb1dcd', 1980294742);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 4, 2, '\x0ee0fac2b025c6d88b49ac695ce22b2d4d48c1dec435be5b507a7e50219c80cad8bf915cd515b4abfd9b36a9ea88cd63d63f457efd180372', 3358276275);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 5, 1, '\x7f48ffc989e1d392da2a1a7b43e2ebe716c10f655c28651a6541c8005a3851fe2b442f91044d7108fe9de2ea3dfbf0920b56f868ddab81d2e1bbdb626be1efa38f2172e0702e994c89181413847a229c8aeeebe75219e3e04cc5935b7b0faba574cec1b0611dd468c21c49b7c797fc8e159e050a487a', 16622170);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 5, 2, '\x44c339e54b2c313789898c8dc750eebd682bc119490bc9dffec4ab72d495ed4f9f9a8b3555ebd97c20f20afc8ce35ffa5de22f6bae22b86df3430c15c677d9557fb480dd66', 312108577);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 2, 268435461, '\x57ed8d16fe7f4cba39dd2ccfee899b10cf66a678c8c09123c796b6e596f4d41135976d3e67d8b04e9265517191219e65ed011dcc234a8a5f8dc2712a9ebe200046167fe026eb', 2035929177);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 2, 4611686018695823366, '\xd8e6b5b13555794192ea411647d58543fd490150363ff1353943d8da222432dc3018dff6e1b99a908a441d305627e4dff7d8223f872c548327db8defce7076a23d5f37b00d47a6', 1014995313);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 3, 1, '\x140af626d669b44a88e6960b39c56b587b512caf876f3695389d97dec1758d1556f8683c6764298822af0717d8ba8872443ce4d18b8d55b94b3d5448435a4087b9273150f9a1da4590dc6e2ad806928b1832d67597a6ed66bc3e61d3b90f5a24d6b019a6fce5429617aa3214ff7d3c91a5708666e287d342e0a105102f0950e553d6930bfe2611da8b5c348ff4eb2a899dc47f9fc8e59a929ef52fd6272d9558cec2b9', 2557355813);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 3, 2, '\x6f6fc14634e9204162d3d2a36bdd76414b35a4770a55f526c933e3c3bfbccaf78a54d69934d5be7985644a425f1e203610101ea78e32f0a2c7f7dd28cb32b96d9092', 4285571503);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 6, 1, '\x5bf6135c5ace1bb7f3909a28614898e308022ad86e4ff0d77fa0a9f2c620ac8d8cd850ea77985edd0452b5', 2026676425);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 7, 1, '\x22df5d378c3c22832b24a2e713c76f96386b1c567e428db68136a69d061f1681951c41dcc8457e84e9bd94b1c078493126d2001267cf4fc9c510d2', 454784303);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 8, 1, '\x1c3f268d3aa22b4285e95ff1caa1518555dfb596861928d1eb422f60a15ebede689091b84d69864b16', 2126217126);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 9, 1, '\x90c952ef69e5d54ce238f46cbe0f9451fcef84037996be7da0e5fed0c8c0f7e87aaa2352fee5a51cbac9', 3567146880);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 0, 0, '\x99ba1b4fd7faef00b0dd53bef99f37d513eee7742afbcd6c92e05949c1c2ca87fa204177e6d932200a3e3b621d906c0d659700e1396356895ed9fa9bb4191bf0fa6d25ac4ac7f3d649886ea13db0af7f823743441de7c0572c3a16fe8a9c7dfdbd85eb2cbb80632e5cf26ba23137d674c88aa4a1280dc0f7d258ec20ba3b06ffa4537e9257a03150e65d6ffd7f27a438fede060ab5ab037dea0e643657a0', 654123376);
INSERT INTO fixture_data.pii_20241230 VALUES (3, 739251, 1, 1, '\x04c3362e510ca07a985141ec5960d64e5a95db2e5a9d82e52785c301cca6d0e0672d5afb2c5f9c4696b5e53624b52610d6028c3446429946abad7b62af640a91d8e6057ca3e0d4fa79c686d9e8e4dcf1a1bb5048400bc954f9caf52396b679665ea5b1613f7318c6b2181ac82a98596ea5694a260603922e4e402afa41', 1295639573);
INSERT INTO fixture_data.pii_20241230 VALUES (3, 739251, 2, 4611686018695823361, '\x7e05304c8def5f954e4763bdb15fc1b6135baee2acc0fe8da5a37fad63ed731f257c7c1c385a120891be604d08e9ae6942130002ababaca12917f9541dc43062455844ff077c055d87', 3393018299);
INSERT INTO fixture_data.pii_20241230 VALUES (3, 739251, 0, 0, '\xbd318e46c421ddb4cac26ba376c6e8543193c791ec09d4734877a40dbbfe3ba02b3d41edfc4a5a16059c1bac76c0eaf5513d4f06a703772e38c7e7e2f00548484d214fee1b58d8d6fc8683d4100f7c3bacb8c64c0f97676e18d3347e838c02c2945376492fdc3426d6e1594af2fb8d329ff5a083eabdea400de0087fce', 1629890076);
INSERT INTO fixture_data.pii_20241230 VALUES (4, 739251, 1, 1, '\x68a6159ba21163691d00bb7a3d52f5db14a47133faa9dd77b17de12975939633a055a4e40b8f7f50e3da766f09a39f8b4f375b93c502f6b3a591370f42dbf9cb05cd0653dec07ee1580d341888b4702d4017b046ab50cf895c9bfae9242a05620e2744d0f039e0acbea29ce8425a0ea42ca5de8d95f8373935c9f53b0d', 238684526);
INSERT INTO fixture_data.pii_20241230 VALUES (4, 739251, 0, 0, '\x9ba11adbf16ec2b9bbd44ddd92f609c623eaad5ee5b6488c8424f9e669d5492bc50a7b67304a16955db4d1237d1a62e17ed7cc0dc01298faccdd3a7c25507b26180995615695612297cc1bf3a780c98aa71d9e42ab2f39c788b7a7fc226e55bb851fcaca5507e06be30b65e5136f2729eb221cd9fb0863898b478ca2d9', 314705877);
INSERT INTO fixture_data.scope_20241230 VALUES (1, 739251, 1, '\x74616c6b207475726e2031', '\x74616c6b2063616c6c2033', 687521122);
INSERT INTO fixture_data.scope_20241230 VALUES (1, 739251, 2, '\x74616c6b207475726e2031', NULL, 2551770702);
INSERT INTO fixture_data.scope_20241230 VALUES (1, 739251, 3, '\x74616c6b207475726e2032', NULL, 2176311911);
INSERT INTO fixture_data.score_20241230 VALUES (1, 739251, 1, '9703217a-d563-6832-1224-7d7dfedaf4a8', 4, '\x636f6e666964656e6365', 7, NULL, NULL, 268435463, false, 0);
INSERT INTO fixture_data.score_20241230 VALUES (1, 739251, 2, '5e05fa4b-1ccf-57dd-0000-000000000000', 7, '\x726174696e67', 1, NULL, NULL, 638713227000000000, false, 0);
INSERT INTO fixture_data.score_20241230 VALUES (1, 739251, 3, '7cc42aae-e620-b2b2-0000-000000000000', 7, '\x726174696e67', 0, NULL, NULL, 638713227600000000, false, 0);
INSERT INTO fixture_data.store_version VALUES (1, 1, '\x4335324637334244433744353342413842433237343844373235324631313637');
INSERT INTO fixture_data.subject_20241230 VALUES (1, 739251, 0, '\x90fc5827bd3476fc860a90eaf5af12dc6c4790de7121b7fd95a19f3b6091f52e');
INSERT INTO fixture_data.subject_20241230 VALUES (1, 739251, 1, '\x2a118eea4d6d99be058152125549f1ae9ac2ae8894193f2e49696654beadb13f');
INSERT INTO fixture_data.subject_20241230 VALUES (1, 739251, 2, '\x1acc181d911dbc1c15fafd6c88ef2e72c02101dee520ed0dc0603f600551014d');
INSERT INTO fixture_data.subject_20241230 VALUES (1, 739251, 2, '\x62d01e5a0fc235b098e29459a83f87eba99dd8d2808d3f8290858e36bcba300a');
INSERT INTO fixture_data.subject_20241230 VALUES (3, 739251, 0, '\x7ec16ee3f1fd354d80f5f76f0856cb2260e589069c9f2866b34e94212f1520ad');
INSERT INTO fixture_data.subject_20241230 VALUES (3, 739251, 1, '\x2a118eea4d6d99be058152125549f1ae9ac2ae8894193f2e49696654beadb13f');
INSERT INTO fixture_data.subject_20241230 VALUES (3, 739251, 2, '\x1acc181d911dbc1c15fafd6c88ef2e72c02101dee520ed0dc0603f600551014d');
INSERT INTO fixture_data.subject_20241230 VALUES (3, 739251, 2, '\x62d01e5a0fc235b098e29459a83f87eba99dd8d2808d3f8290858e36bcba300a');
INSERT INTO fixture_data.subject_20241230 VALUES (4, 739251, 0, '\x90fc5827bd3476fc860a90eaf5af12dc6c4790de7121b7fd95a19f3b6091f52e');
INSERT INTO fixture_data.subject_20241230 VALUES (4, 739251, 1, '\x2a118eea4d6d99be058152125549f1ae9ac2ae8894193f2e49696654beadb13f');
INSERT INTO fixture_data.subject_20241230 VALUES (4, 739251, 2, '\x1acc181d911dbc1c15fafd6c88ef2e72c02101dee520ed0dc0603f600551014d');
INSERT INTO fixture_data.subject_20241230 VALUES (4, 739251, 2, '\x62d01e5a0fc235b098e29459a83f87eba99dd8d2808d3f8290858e36bcba300a');
INSERT INTO fixture_data.tombstone VALUES ('\x657261736564');
INSERT INTO fixture_data.turn_20241230 VALUES (1, 739251, 1, '\x74616c6b207475726e2031', 1, 1, 0, 638713224600000000, 638713225200000000, 9000000, false, NULL, '\x6770742d78', 310, 42, NULL, '\x302e3030313230', '\x455552', 2500000, NULL, NULL, NULL, NULL, NULL, '\x4920616d205b6e616d655d2c20626f6f6b2061207461626c65', '\x446f6e652e', NULL, 517, 4255497281);
INSERT INTO fixture_data.turn_20241230 VALUES (1, 739251, 2, '\x74616c6b207475726e2032', 1, 2, 0, 638713225800000000, NULL, NULL, true, '\x53797374656d2e496e76616c69644f7065726174696f6e457863657074696f6e', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '\x416e6420746f6d6f72726f773f', '\x', NULL, 524, 427125670);
INSERT INTO fixture_data.turn_20241230 VALUES (2, 739251, 1, '\x706c61696e207475726e2031', 1, 1, 0, 638713230000000000, NULL, NULL, false, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '\x', '\x', NULL, 0, 2144071359);
INSERT INTO fixture_data.turn_20241230 VALUES (4, 739251, 1, '\x656c73657768657265207475726e2031', 1, 1, 0, 638713236000000000, NULL, NULL, false, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '\x', '\x', NULL, 0, 3375781659);
INSERT INTO fixture_data.writer_20241230 VALUES (1, 739251, 1, '977c760a-64e5-c6bc-d5e3-cb0cc1f1844d', 0, 1, 638713224000000000, 638713260000000000, '\x7b22777269746572223a2239373763373630612d363465352d633662632d643565332d636230636331663138343464222c227265766973696f6e223a302c226167656e74223a22626f6f6b696e6773222c226163636f756e74223a2261636d65222c2270726f6a656374223a2270726f6a656374206f662061636d65222c22656e7669726f6e6d656e74223a302c226368616e6e656c223a22766f696365222c22646972656374696f6e223a302c226c616e6775616765223a22656e2d4742222c226f70656e6564223a3633383731333232343030303030303030302c22636c6f736564223a3633383731333236303030303030303030302c2275736572223a747275652c2266726f6d223a747275652c2261747472696275746573223a5b2274696572222c2263697479225d7d', 2418160500);
INSERT INTO fixture_data.writer_20241230 VALUES (2, 739251, 1, '62e00e70-d3bc-aa46-fdd5-7f38bfe23d7d', 0, NULL, 638713230000000000, NULL, '\x7b22777269746572223a2236326530306537302d643362632d616134362d666464352d376633386266653233643764222c227265766973696f6e223a302c226167656e74223a22626f6f6b696e6773222c22656e7669726f6e6d656e74223a302c226368616e6e656c223a2263686174222c226f70656e6564223a3633383731333233303030303030303030307d', 1176926022);
INSERT INTO fixture_data.writer_20241230 VALUES (3, 739251, 1, '8eabe2a6-5e1d-4008-32c6-468e63cc2ec4', 0, 2, 638713224000000000, 638713260000000000, '\x7b22777269746572223a2238656162653261362d356531642d343030382d333263362d343638653633636332656334222c227265766973696f6e223a302c226167656e74223a22626f6f6b696e6773222c22656e7669726f6e6d656e74223a302c226368616e6e656c223a22766f696365222c22646972656374696f6e223a302c226c616e6775616765223a22656e2d4742222c226f70656e6564223a3633383731333232343030303030303030302c22636c6f736564223a3633383731333236303030303030303030302c2275736572223a747275652c2266726f6d223a747275652c2261747472696275746573223a5b2274696572222c2263697479225d7d', 3142745159);
INSERT INTO fixture_data.writer_20241230 VALUES (4, 739251, 1, '0513aeee-01cb-c56b-fa7a-82730d280003', 0, 1, 638713224000000000, 638713260000000000, '\x7b22777269746572223a2230353133616565652d303163622d633536622d666137612d383237333064323830303033222c227265766973696f6e223a302c226167656e74223a22626f6f6b696e6773222c226163636f756e74223a22676c6f626578222c2270726f6a656374223a2270726f6a656374206f6620676c6f626578222c22656e7669726f6e6d656e74223a302c226368616e6e656c223a22766f696365222c22646972656374696f6e223a302c226c616e6775616765223a22656e2d4742222c226f70656e6564223a3633383731333232343030303030303030302c22636c6f736564223a3633383731333236303030303030303030302c2275736572223a747275652c2266726f6d223a747275652c2261747472696275746573223a5b2274696572222c2263697479225d7d', 1492359836);
INSERT INTO fixture_keys.data_key VALUES (4847797191998520839, '\x66697874757265', '\x01e31b6e9d2861a3b8c4bb9466866bf4eb147c35fb8a1fb343bb085984be002b6dc68091064ecd294aace88c7c1cbb1a6739b3428e1dd8da5e30324977');
INSERT INTO fixture_keys.data_key VALUES (2032623318603319032, '\x66697874757265', '\x01f0d67c6dbf72f79176d3bff5e1a051f7a23a5693e114fe4407daf6088f13bc1f8ac6c0f04692c15ccd1cde83a12d8fd90728a384e0ce4e1ac6c54b87');
INSERT INTO fixture_keys.data_key VALUES (7396393177674769024, '\x66697874757265', '\x018854ded7d2bdfb9b22cb7a47da2714df06291b3bb415d7f7c98e22982e9c193a25e7a03e541300bf6c291b8988eb1fb7a2987625f61f305c73810fc1');
INSERT INTO fixture_keys.destroyed_key VALUES (3054108442381463010, 639314791493042203);
INSERT INTO fixture_keys.erased_conversation VALUES (1, '\x657261736564', 2, 2, 1, 0, 0, 1, 0, 0, 0, 1);
INSERT INTO fixture_keys.erasure OVERRIDING SYSTEM VALUE VALUES (1, '77fa1b7d-75d8-48b0-af01-f36ebff2671e', '\x657261736564', NULL, '\x64706f', 638713242600000000, NULL, 639314791493097465, 639314791493097465);
INSERT INTO fixture_keys.hash_key VALUES (1, '\x66697874757265', '\x013af892e9960b669fdf96e055496b68322ba8246674c9ee4486c027506a3ea16a7cfaa783ae7631a09200a6a1c0445d6bc08d5b816fbbadccc32ea1e2');
INSERT INTO fixture_keys.ledger VALUES (1, 2, 638713242000000000, '\x68656c64', NULL, NULL, '\x636f756e73656c', '\x636173652037');
INSERT INTO fixture_keys.ledger VALUES (2, 0, 638713242600000000, '\x657261736564', NULL, 1, NULL, NULL);
INSERT INTO fixture_keys.meta VALUES ('id', '\x9876d15f3d4440aea84f67a26916671a');
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
ALTER TABLE ONLY fixture_data.activity_20241230
    ADD CONSTRAINT activity_20241230_pkey PRIMARY KEY (conversation, day);
ALTER TABLE ONLY fixture_data.annotation_20241230
    ADD CONSTRAINT annotation_20241230_conversation_day_id_key UNIQUE (conversation, day, id);
ALTER TABLE ONLY fixture_data.annotation_20241230
    ADD CONSTRAINT annotation_20241230_pkey PRIMARY KEY (conversation, day, no);
ALTER TABLE ONLY fixture_data.arrival
    ADD CONSTRAINT arrival_pkey PRIMARY KEY (transaction);
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
