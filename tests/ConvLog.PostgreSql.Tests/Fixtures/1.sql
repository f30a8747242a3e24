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
INSERT INTO fixture_data.arrival OVERRIDING SYSTEM VALUE VALUES ('729', 1, 639314036522119812, 1, 739251);
INSERT INTO fixture_data.arrival OVERRIDING SYSTEM VALUE VALUES ('732', 2, 639314036523070176, 2, 739251);
INSERT INTO fixture_data.arrival OVERRIDING SYSTEM VALUE VALUES ('734', 3, 639314036523297950, 3, 739251);
INSERT INTO fixture_data.arrival OVERRIDING SYSTEM VALUE VALUES ('735', 4, 639314036523709210, 4, 739251);
INSERT INTO fixture_data.arrival OVERRIDING SYSTEM VALUE VALUES ('737', 5, 639314036523951332, 5, 739251);
INSERT INTO fixture_data.call_20241230 VALUES (1, 739251, 1, '\x74616c6b2063616c6c2033', 1, 3, 0, '\x736176655f6775657374', 638713224000000000, 800000, 0, NULL, 0, false, '\x7b227475726e223a2274616c6b207475726e2031222c22617267756d656e7473223a5b22677565737473222c226e616d65225d2c22726573756c74223a5b5b22726573756c74222c2261207461626c65225d5d7d', 2962538602);
INSERT INTO fixture_data.call_20241230 VALUES (1, 739251, 2, '\x74616c6b2063616c6c2034', 1, 4, 0, '\x736176655f6775657374', 638713224000000000, NULL, 1, '\x43726d457863657074696f6e', 0, false, '\x7b227475726e223a2274616c6b207475726e2032222c226572726f725f74797065223a2243726d457863657074696f6e222c226572726f72223a747275657d', 3132574049);
INSERT INTO fixture_data.call_20241230 VALUES (4, 739251, 1, '\x656c736577686572652063616c6c2032', 1, 2, 0, '\x736176655f6775657374', 638713224000000000, NULL, 1, NULL, 0, false, '\x7b227475726e223a22656c73657768657265207475726e2031227d', 3045767941);
INSERT INTO fixture_data.conversation_20241230 VALUES (1, 739251, '\x74616c6b', 1, '\x626f6f6b696e6773', 0, '\x766f696365', '\x61636d65', '\x70726f6a656374206f662061636d65', NULL, '\x656e2d4742', 0, NULL, NULL, 1, '\x7b22777269746572223a2239373763373630612d363465352d633662632d643565332d636230636331663138343464222c227265766973696f6e223a302c226167656e74223a22626f6f6b696e6773222c226163636f756e74223a2261636d65222c2270726f6a656374223a2270726f6a656374206f662061636d65222c22656e7669726f6e6d656e74223a302c226368616e6e656c223a22766f696365222c22646972656374696f6e223a302c226c616e6775616765223a22656e2d4742222c226f70656e6564223a3633383731333232343030303030303030302c22636c6f736564223a3633383731333236303030303030303030302c2275736572223a747275652c2266726f6d223a747275652c2261747472696275746573223a5b2274696572222c2263697479225d7d', 2418160500, 638713224000000000, 638713260000000000, 2, 1, 0, 0, 352, 1200000, 9000000, 800000, '\x4920616d205b6e616d655d2c20626f6f6b2061207461626c65', true, '\x6366', 1, 0, 0, 0, 0, 0, 1, 0, 0, 1, 1, 0, 1, '\x7465616d', 638713229400000000, 606347166762900251, NULL, false, 2, 0, 1, 3, 1, 1, 1, 1, 0, 0, 27, 27, 638713260000000000, 638713224000000000, 638713224000000000);
INSERT INTO fixture_data.conversation_20241230 VALUES (2, 739251, '\x706c61696e', 1, '\x626f6f6b696e6773', 0, '\x63686174', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '\x7b22777269746572223a2236326530306537302d643362632d616134362d666464352d376633386266653233643764222c227265766973696f6e223a302c226167656e74223a22626f6f6b696e6773222c22656e7669726f6e6d656e74223a302c226368616e6e656c223a2263686174222c226f70656e6564223a3633383731333233303030303030303030307d', 4175594419, 638713230000000000, NULL, 1, 0, 0, 0, 0, NULL, NULL, NULL, '\x', false, '\x', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, NULL, NULL, false, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 638713230000000000, 638713224000000000, 638713224000000000);
INSERT INTO fixture_data.conversation_20241230 VALUES (3, 739251, '\x68656c64', 1, '\x626f6f6b696e6773', 0, '\x766f696365', NULL, NULL, NULL, '\x656e2d4742', 0, NULL, NULL, 2, '\x7b22777269746572223a2238656162653261362d356531642d343030382d333263362d343638653633636332656334222c227265766973696f6e223a302c226167656e74223a22626f6f6b696e6773222c22656e7669726f6e6d656e74223a302c226368616e6e656c223a22766f696365222c22646972656374696f6e223a302c226c616e6775616765223a22656e2d4742222c226f70656e6564223a3633383731333232343030303030303030302c22636c6f736564223a3633383731333236303030303030303030302c2275736572223a747275652c2266726f6d223a747275652c2261747472696275746573223a5b2274696572222c2263697479225d7d', 606382729, 638713224000000000, 638713260000000000, 0, 0, 0, 0, 0, NULL, NULL, NULL, '\x', false, '\x', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, 2137108982529349521, NULL, false, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 638713260000000000, NULL, 638713224000000000);
INSERT INTO fixture_data.conversation_20241230 VALUES (4, 739251, '\x656c73657768657265', 1, '\x626f6f6b696e6773', 0, '\x766f696365', '\x676c6f626578', '\x70726f6a656374206f6620676c6f626578', NULL, '\x656e2d4742', 0, NULL, NULL, 1, '\x7b22777269746572223a2230353133616565652d303163622d633536622d666137612d383237333064323830303033222c227265766973696f6e223a302c226167656e74223a22626f6f6b696e6773222c226163636f756e74223a22676c6f626578222c2270726f6a656374223a2270726f6a656374206f6620676c6f626578222c22656e7669726f6e6d656e74223a302c226368616e6e656c223a22766f696365222c22646972656374696f6e223a302c226c616e6775616765223a22656e2d4742222c226f70656e6564223a3633383731333232343030303030303030302c22636c6f736564223a3633383731333236303030303030303030302c2275736572223a747275652c2266726f6d223a747275652c2261747472696275746573223a5b2274696572222c2263697479225d7d', 473173974, 638713224000000000, 638713260000000000, 1, 0, 0, 0, 0, NULL, NULL, NULL, '\x', false, '\x66', 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, 4574447628604321667, NULL, false, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 2, 638713260000000000, NULL, NULL);
INSERT INTO fixture_data.conversation_id VALUES ('\x74616c6b', 1, 739251);
INSERT INTO fixture_data.conversation_id VALUES ('\x706c61696e', 2, 739251);
INSERT INTO fixture_data.conversation_id VALUES ('\x68656c64', 3, 739251);
INSERT INTO fixture_data.conversation_id VALUES ('\x656c73657768657265', 4, 739251);
INSERT INTO fixture_data.counted_day VALUES (739255, 0, 8415730301107921203, 0, -1, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO fixture_data.counted_day VALUES (739254, 0, 2783385306890391253, 0, -1, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO fixture_data.counted_day VALUES (739253, 0, 2832978860456984241, 0, -1, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO fixture_data.counted_day VALUES (739252, 0, 2471006291938733475, 0, -1, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO fixture_data.counted_day VALUES (739251, 0, 7312185635790525058, 70968136, 70968137, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO fixture_data.counted_day VALUES (739251, 1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '\x04908dd7434e0602ec04545480d1ca080200000200000206455552028080d8db98d9a10480d1ca08028812020a02200200000000000000000000000000000a06908dd74302040002000204040214736176655f677565737412060480d46102c20e028401020a6770742d78000200ec045400000206455552028080d8db98d9a1040000c096b1020298100202000802ec045400000206455552028080d8db98d9a10406020204', 2943840006);
INSERT INTO fixture_data.counted_day VALUES (739251, 2, NULL, NULL, NULL, '\x626f6f6b696e6773', '\x61636d65', 0, '\x766f696365', '\x02908dd7434e0402ec04545480d1ca080200000200000206455552028080d8db98d9a10480d1ca08028812020a02908dd74302040214736176655f677565737412040280d46102c20e028001020a6770742d78000200ec045400000206455552028080d8db98d9a1040000c096b1020298100202000402ec045400000206455552028080d8db98d9a1040202', 1617139071);
INSERT INTO fixture_data.counted_day VALUES (739251, 3, NULL, NULL, NULL, '\x626f6f6b696e6773', NULL, 0, '\x63686174', '\x02908dd743200200000000000000000000000000000a02908dd74304000018000200020000000000000204', 2750618165);
INSERT INTO fixture_data.counted_day VALUES (739251, 4, NULL, NULL, NULL, '\x626f6f6b696e6773', '\x676c6f626578', 0, '\x766f696365', '\x02928dd743200200000000000000000000000000000a02928dd74308040214736176655f6775657374080202000018000200020000000000000208', 375058137);
INSERT INTO fixture_data.counted_day VALUES (739250, 0, 2873888895025221356, 0, -1, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO fixture_data.counted_day VALUES (739249, 0, 1992049008448804826, 0, -1, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO fixture_data.dead_letter_20241230 VALUES (1, 739251, 1, '2708bfa2-bfa3-46eb-a1f3-7d08a9fe6378', '\x656e747279', '\x746f6f206c61726765', 638713229400000000, 1803268923);
INSERT INTO fixture_data.document_20241230 VALUES (1, 739251, 1, 1, 638713224600000000, '{17398801,65143268,172134012,928690639,967200276,1304148116,1449954394,1702855594,2603233785,2757927354,3352296135,4034355801}');
INSERT INTO fixture_data.document_20241230 VALUES (1, 739251, 1, 2, 638713225800000000, '{773660603,932371572,1920507672,2118013799,2635576520,3085178960,3274716027}');
INSERT INTO fixture_data.document_20241230 VALUES (1, 739251, 0, 268435461, 638713224000000000, '{-7507270192630919177,341563146,1186782203,1656600742,2178667184,2466121995,2589434846,2660215057,3071424205,3624187398,3629382326,4023975382,4164733117}');
INSERT INTO fixture_data.document_20241230 VALUES (1, 739251, 0, 268435463, 638713224000000000, '{197121303,738250852,1079923675,1935431143,2315489162,2412551224,2756362311,3546325901,3929808555}');
INSERT INTO fixture_data.document_20241230 VALUES (2, 739251, 0, 268435458, 638713224000000000, '{77103682,302761322,616385597,1063456488,1532618820,1583906019,1592979945,1863351271,1933481939,2176832672,2537031327,2647375590,2655802526}');
INSERT INTO fixture_data.end_user OVERRIDING SYSTEM VALUE VALUES (1, '\xdc0a53a9520d9be6c23dd4ba0899fb91c268bd4c00eae1a0389da104952c0841', '\x757365722d356534643939333164396365');
INSERT INTO fixture_data.end_user OVERRIDING SYSTEM VALUE VALUES (2, '\x9a24eefa9654688d2cab1d6745c23441d20e6c1c07a09f4b8aa8b2a9742cee45', '\x757365722d393935343866363566356362');
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
INSERT INTO fixture_data.meta VALUES ('keys_id', '\x00ee8a288a38416e90e139882cf5f490');
INSERT INTO fixture_data.meta VALUES ('ledger_applied', '\x32');
INSERT INTO fixture_data.note_20241230 VALUES (1, 739251, 1, '44a0f04b-0f68-2841-87d2-4c08d1ba4f02', '\x7465616d', 638713228800000000, 2756365251);
INSERT INTO fixture_data.partition VALUES (739249, 739256);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 1, 1, '\x0bd9fd9a48558fd3fb024e687868cc1e55df34167e644671728a3c7488dd412701a306bab8eac6a505611e6e15a76d5f3960d91c85f5a7344d26e4c19704db5b7d0e84bfe7455bb876174aae6c07b1c0570274e45d7fd55c5e23ae24f8c0acf1842d101770ef53c98d01861d22ad99898fbf98f6c7a7b789d06931becc', 900139445);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 4, 1, '\x04a8eb3bdb8fcb107590ab1c6ca8e7972016a81cc619574b77ad13ee0b3c40411340ceb160cfb7e877925bdaac73bb024f6d8e409a44ba617ffab89a1c72fa09ef496f3fb1eccedfdbae485375be38a1c482ab0473cf69be9a553ee1', 1435830219);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 4, 2, '\x0a244376544d27e2ca8c1f9cf956367e540c1d79d9f427edebdf539501d71a5cd8c181e2982fdc16614fc1b0338b34b1609cbc98a98507f8', 746417715);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 5, 1, '\x55b227877137bfac98d2aba99c9eb17c3ead623a2b6b4e79779d495999a6c8336a1b217aa37b703ad7a89c4fef4adf57fa9b737b271b693121a3ab351240518f4ca0c222dc861269bb9e7a7fced287b8f3548bcf48786be69e4e1496e4688905567f2c71c943bb37976fc05f53185c72e4f289245bde', 2911907256);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 5, 2, '\x1ee3af76197f94c0b5a09a63b4566d867421c2f521213d96777c0185b93e191e062dd51521666109ebfa60180a5734635d672f40431b58a2408ab5add4fdb5c6257773e421', 3570577747);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 2, 268435461, '\xf1025ca8395193aaabc34bc9cfec29283d4e0c7bfc07c6fc71003d3dbbc623c232dd7e598a571a368a11b9128baa85852bb7ecdb929464df3a26507e68067b7482ffa62eea1e', 1675261079);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 2, 4611686018695823366, '\x0339eca7a983eea0c404c6741c49eb19caab6e87b307c9ae586e91ef38edf9f6b48065aa032ba2baa9f91cc409e30ff444ea2a8eabd9cd7a0b605043f1f70412e63b805585ffa0', 2098369156);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 3, 1, '\x796ef160a4e1b946e696d8401b42249eb175b38a8e65d9e542eeeddeaf74f283f99eecb008aada6083fc4f48a731144c6e34bcb62b8d1c23695051fe36c3cc06f2964d52ea3678153013baf62b8672900300f68d38666148a6bc4a733701b93fa7a97b5028ad65e1ad25a10baadd8389a37171fab0e141e77a55aa9f8a65ec04e3238cc7b321dbba9e2f1b09263593bad7c5ad04dc435458acfeacd251ced0af18ee35', 841839035);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 3, 2, '\x1d429db358c18907335b52fb491551f1592a0ca7b84c4bfa695ad91708c14ac354bde0bb947794dd451a03f85f4810f5b075b6d00452b1883d8aee062fd4b4f4169c', 2514600168);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 6, 1, '\x7c211cd05d160cb4f7a9ed9363ae766de9b653e8ecf2bd2e59fd1ecb8cdbdc46da8117062c47a0e3501c64', 591703899);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 7, 1, '\xda9be6bb96c44e08d0293fea4121fdf8e7fcab1dd4c4648f636b835491f067dc627567a4909702ce976cd3c1e3ca27e56aecaf97d0b869bb478bcd', 487809864);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 8, 1, '\xaab33c204eb253cc541fc46b45b7ec0c3489db645bb10907ccf4bd8a24509d3906a1a6aa7d5773e8b4', 954472630);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 9, 1, '\x2e5f7040eb608154deeabde2877a228a4c761a11e578ebe3ca0bb5fe6ecfc3bb524039fe38734cae1599', 1141155934);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 0, 0, '\xf2e26f468f1b236770301be5c7554b760763ceb4bbc9db57e264acff3026931a0623ec51fd462ef0c27c60e1b41b14a588799b240c75c57a369fd7cda704e8b8da7fc0bfd757f146dd020f5ed665731b063647afd0129fdcea22bb43c7adbfde1a4027cca42817e694017c7cdae1ab1a281c1ba8bfc31ef419c381968371f43b2d632bf33f14214b9befffb3c8665943c679e250b76fb66a1d5fbcaf0baf', 4084516833);
INSERT INTO fixture_data.pii_20241230 VALUES (3, 739251, 1, 1, '\x1f22fe31b1e8a92ddc5c4a46ed82ef62992ee62b62faccd2036e3fb02e6be0f7815bea513f1c038089866f6a9928634cf5817c215d9ccf9f6466686cf3f38aabce2d8dd694e803744966f8863b35bde90294af2c64dc225f87745c562da1be984c165f7642670e6a0bff77306f47f9f4fc71a9bef95eae5d8decca729d', 544490026);
INSERT INTO fixture_data.pii_20241230 VALUES (3, 739251, 2, 4611686018695823361, '\xf4e7d52f7dcecf164b6e61015df660b4a18fd28a93b1c0dd3c212be1dffb446e06d2b781063d651b02746dd21875303d51576f1f5a1953e5a9b2a011518069a46b2fa7364600aea286', 1745091245);
INSERT INTO fixture_data.pii_20241230 VALUES (3, 739251, 0, 0, '\x354adf9a9dbeb756e390dd50b9a454fe572ce19250f8ba72597988e209880d662cfeb1c693012cf60991d4a117948d06a56153643829cfbc86a411bd035139de910bcb8e84a928d2d03944904825f5eeee967a50e2465bac3cbbbdaca67f9c51bd337f3974c5ffa5bf0e39f88f0124b1af5f2f5a3cda6c6500991ed62f', 3804967868);
INSERT INTO fixture_data.pii_20241230 VALUES (4, 739251, 1, 1, '\x9b4fc6cfe79cc1f030cd0ccae123a15a59980f7aa67de05c7e3abbfcfbd9d2e16c359cd99095b9b6fd8435359a2fc8f038b766ff3cce12da6232a362946f04ed94be30d02683b9390279f3943f6619bf0dda810413d30aefa35c5e17bfc1375f24531481b581df86d53772b9a7b6f16bf558c05d8cfcd3c612640ef685', 1402452863);
INSERT INTO fixture_data.pii_20241230 VALUES (4, 739251, 0, 0, '\x33b08ebd990e0178ddb85b52ae7a9fd496459ba2c6765fc1cf49098348028b1bc3fa061d2bde3672ebb94e09c83f7719989c476c2ce5d481ff72849dceaf11cec2b360438acdf61ba80e20d004c60dfce650a1d0da5c44650b59b0e4c34d12f633b62cf2aa6a2acb6a5a1ff92dfcfc1104f682e93323d5f448a87652c5', 1065148477);
INSERT INTO fixture_data.scope_20241230 VALUES (1, 739251, 1, '\x74616c6b207475726e2031', '\x74616c6b2063616c6c2033', 687521122);
INSERT INTO fixture_data.scope_20241230 VALUES (1, 739251, 2, '\x74616c6b207475726e2031', NULL, 2551770702);
INSERT INTO fixture_data.scope_20241230 VALUES (1, 739251, 3, '\x74616c6b207475726e2032', NULL, 2176311911);
INSERT INTO fixture_data.score_20241230 VALUES (1, 739251, 1, '9703217a-d563-6832-1224-7d7dfedaf4a8', 4, '\x636f6e666964656e6365', 7, NULL, NULL, 268435463, false, 0);
INSERT INTO fixture_data.score_20241230 VALUES (1, 739251, 2, '5e05fa4b-1ccf-57dd-0000-000000000000', 7, '\x726174696e67', 1, NULL, NULL, 638713227000000000, false, 0);
INSERT INTO fixture_data.score_20241230 VALUES (1, 739251, 3, '7cc42aae-e620-b2b2-0000-000000000000', 7, '\x726174696e67', 0, NULL, NULL, 638713227600000000, false, 0);
INSERT INTO fixture_data.store_version VALUES (1, 1, '\x4245374543303743324344354531304334453141314344424343383233384136');
INSERT INTO fixture_data.subject_20241230 VALUES (1, 739251, 0, '\xdc0a53a9520d9be6c23dd4ba0899fb91c268bd4c00eae1a0389da104952c0841');
INSERT INTO fixture_data.subject_20241230 VALUES (1, 739251, 1, '\xdede7ab78fc44717f1d0a6cddbf911904fa6a8b1b85237922c7cebc497dc4b7f');
INSERT INTO fixture_data.subject_20241230 VALUES (1, 739251, 2, '\x6498f7c7f11d7f459c0c9178502aca7786871693b399c92bb4c92fe92e03bc11');
INSERT INTO fixture_data.subject_20241230 VALUES (1, 739251, 2, '\xe767e5ce890ecaab93c4a3164181a9713d40ddfee0deebeeafb1fe227deb577e');
INSERT INTO fixture_data.subject_20241230 VALUES (3, 739251, 0, '\x9a24eefa9654688d2cab1d6745c23441d20e6c1c07a09f4b8aa8b2a9742cee45');
INSERT INTO fixture_data.subject_20241230 VALUES (3, 739251, 1, '\xdede7ab78fc44717f1d0a6cddbf911904fa6a8b1b85237922c7cebc497dc4b7f');
INSERT INTO fixture_data.subject_20241230 VALUES (3, 739251, 2, '\x6498f7c7f11d7f459c0c9178502aca7786871693b399c92bb4c92fe92e03bc11');
INSERT INTO fixture_data.subject_20241230 VALUES (3, 739251, 2, '\xe767e5ce890ecaab93c4a3164181a9713d40ddfee0deebeeafb1fe227deb577e');
INSERT INTO fixture_data.subject_20241230 VALUES (4, 739251, 0, '\xdc0a53a9520d9be6c23dd4ba0899fb91c268bd4c00eae1a0389da104952c0841');
INSERT INTO fixture_data.subject_20241230 VALUES (4, 739251, 1, '\xdede7ab78fc44717f1d0a6cddbf911904fa6a8b1b85237922c7cebc497dc4b7f');
INSERT INTO fixture_data.subject_20241230 VALUES (4, 739251, 2, '\x6498f7c7f11d7f459c0c9178502aca7786871693b399c92bb4c92fe92e03bc11');
INSERT INTO fixture_data.subject_20241230 VALUES (4, 739251, 2, '\xe767e5ce890ecaab93c4a3164181a9713d40ddfee0deebeeafb1fe227deb577e');
INSERT INTO fixture_data.tombstone VALUES ('\x657261736564');
INSERT INTO fixture_data.turn_20241230 VALUES (1, 739251, 1, '\x74616c6b207475726e2031', 1, 1, 0, 638713224600000000, 638713225200000000, 9000000, false, NULL, '\x6770742d78', 310, 42, '\x302e3030313230', '\x455552', 2500000, NULL, NULL, NULL, NULL, NULL, '\x4920616d205b6e616d655d2c20626f6f6b2061207461626c65', '\x446f6e652e', NULL, 517, 1957804520);
INSERT INTO fixture_data.turn_20241230 VALUES (1, 739251, 2, '\x74616c6b207475726e2032', 1, 2, 0, 638713225800000000, NULL, NULL, true, '\x53797374656d2e496e76616c69644f7065726174696f6e457863657074696f6e', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '\x416e6420746f6d6f72726f773f', '\x', NULL, 524, 1638558524);
INSERT INTO fixture_data.turn_20241230 VALUES (2, 739251, 1, '\x706c61696e207475726e2031', 1, 1, 0, 638713230000000000, NULL, NULL, false, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '\x', '\x', NULL, 0, 1670590500);
INSERT INTO fixture_data.turn_20241230 VALUES (4, 739251, 1, '\x656c73657768657265207475726e2031', 1, 1, 0, 638713236000000000, NULL, NULL, false, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '\x', '\x', NULL, 0, 3584831247);
INSERT INTO fixture_data.writer_20241230 VALUES (1, 739251, 1, '977c760a-64e5-c6bc-d5e3-cb0cc1f1844d', 0, 1, 638713224000000000, 638713260000000000, '\x7b22777269746572223a2239373763373630612d363465352d633662632d643565332d636230636331663138343464222c227265766973696f6e223a302c226167656e74223a22626f6f6b696e6773222c226163636f756e74223a2261636d65222c2270726f6a656374223a2270726f6a656374206f662061636d65222c22656e7669726f6e6d656e74223a302c226368616e6e656c223a22766f696365222c22646972656374696f6e223a302c226c616e6775616765223a22656e2d4742222c226f70656e6564223a3633383731333232343030303030303030302c22636c6f736564223a3633383731333236303030303030303030302c2275736572223a747275652c2266726f6d223a747275652c2261747472696275746573223a5b2274696572222c2263697479225d7d', 2418160500);
INSERT INTO fixture_data.writer_20241230 VALUES (2, 739251, 1, '62e00e70-d3bc-aa46-fdd5-7f38bfe23d7d', 0, NULL, 638713230000000000, NULL, '\x7b22777269746572223a2236326530306537302d643362632d616134362d666464352d376633386266653233643764222c227265766973696f6e223a302c226167656e74223a22626f6f6b696e6773222c22656e7669726f6e6d656e74223a302c226368616e6e656c223a2263686174222c226f70656e6564223a3633383731333233303030303030303030307d', 1176926022);
INSERT INTO fixture_data.writer_20241230 VALUES (3, 739251, 1, '8eabe2a6-5e1d-4008-32c6-468e63cc2ec4', 0, 2, 638713224000000000, 638713260000000000, '\x7b22777269746572223a2238656162653261362d356531642d343030382d333263362d343638653633636332656334222c227265766973696f6e223a302c226167656e74223a22626f6f6b696e6773222c22656e7669726f6e6d656e74223a302c226368616e6e656c223a22766f696365222c22646972656374696f6e223a302c226c616e6775616765223a22656e2d4742222c226f70656e6564223a3633383731333232343030303030303030302c22636c6f736564223a3633383731333236303030303030303030302c2275736572223a747275652c2266726f6d223a747275652c2261747472696275746573223a5b2274696572222c2263697479225d7d', 3142745159);
INSERT INTO fixture_data.writer_20241230 VALUES (4, 739251, 1, '0513aeee-01cb-c56b-fa7a-82730d280003', 0, 1, 638713224000000000, 638713260000000000, '\x7b22777269746572223a2230353133616565652d303163622d633536622d666137612d383237333064323830303033222c227265766973696f6e223a302c226167656e74223a22626f6f6b696e6773222c226163636f756e74223a22676c6f626578222c2270726f6a656374223a2270726f6a656374206f6620676c6f626578222c22656e7669726f6e6d656e74223a302c226368616e6e656c223a22766f696365222c22646972656374696f6e223a302c226c616e6775616765223a22656e2d4742222c226f70656e6564223a3633383731333232343030303030303030302c22636c6f736564223a3633383731333236303030303030303030302c2275736572223a747275652c2266726f6d223a747275652c2261747472696275746573223a5b2274696572222c2263697479225d7d', 1492359836);
INSERT INTO fixture_keys.data_key VALUES (4574447628604321667, '\x66697874757265', '\x01d4b59d8e8e20805e0748b1635e9765c6afe90eb4f794c9aa5caf1c73e553a2582ba944da1ebeedcb8179a1beda58b49e9fa139572f120e3255d496e6');
INSERT INTO fixture_keys.data_key VALUES (2137108982529349521, '\x66697874757265', '\x0154c57a93acca9212401844a57593e905e600de9348fe16f5a3dce22ee9cfa211bbea2c291c207cbc84bb487e32a5adc42dd1a9a640be6cda12ce1abe');
INSERT INTO fixture_keys.data_key VALUES (606347166762900251, '\x66697874757265', '\x01e95f9bedbd138a5a92d08c738ece3d2ad99ca7fdb3cf1283372633aea6235408863180c88fc8bd01f7a70ee9041343ba1b5ad489d924b1bf98b15563');
INSERT INTO fixture_keys.destroyed_key VALUES (8331905006156651230, 639314036526053401);
INSERT INTO fixture_keys.erased_conversation VALUES (1, '\x657261736564', 2, 2, 1, 0, 0, 1, 0, 0, 0, 1);
INSERT INTO fixture_keys.erasure OVERRIDING SYSTEM VALUE VALUES (1, 'ed2966b5-113b-4a23-bf47-08cf923ea66e', '\x657261736564', NULL, '\x64706f', 638713242600000000, NULL, 639314036526203653, 639314036526203653);
INSERT INTO fixture_keys.hash_key VALUES (1, '\x66697874757265', '\x01d9c7ce22f1c9354c2ef4a9e0872f78ccd11c9045f1a3ca28a176bf82677f69dad224d4c80a32da1261de536ab974086833795f93dae4417e1f1765a6');
INSERT INTO fixture_keys.ledger VALUES (1, 2, 638713242000000000, '\x68656c64', NULL, NULL, '\x636f756e73656c', '\x636173652037');
INSERT INTO fixture_keys.ledger VALUES (2, 0, 638713242600000000, '\x657261736564', NULL, 1, NULL, NULL);
INSERT INTO fixture_keys.meta VALUES ('id', '\x00ee8a288a38416e90e139882cf5f490');
INSERT INTO fixture_keys.store_version VALUES (1, 1, '\x3136343539384435373433453538423644354437423645374141393435383039');
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
ALTER TABLE ONLY fixture_data.store_version
    ADD CONSTRAINT store_version_pkey PRIMARY KEY (no);
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
