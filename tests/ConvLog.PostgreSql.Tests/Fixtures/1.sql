CREATE SCHEMA fixture_data;
CREATE SCHEMA fixture_keys;
CREATE TABLE fixture_data.access (
    no bigint NOT NULL,
    at bigint NOT NULL,
    reader bytea NOT NULL,
    subject bytea,
    kind smallint NOT NULL,
    conversation_id bytea,
    user_pseudonym bytea,
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
    read_by_id bytea,
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
    read_by_id bytea,
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
    kind smallint NOT NULL,
    no integer NOT NULL,
    claim bigint,
    first bigint,
    last bigint,
    agent bytea,
    account bytea,
    environment smallint,
    channel bytea,
    counts bytea,
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
    ends integer NOT NULL,
    since integer NOT NULL,
    v_until integer NOT NULL,
    a_until integer NOT NULL
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
INSERT INTO fixture_data.access VALUES (1, 638713243200000000, '\x616e61', NULL, 0, '\x74616c6b', NULL, NULL, '\x7f63d76b185dd41e7870198537e45372bc60be2138f8c137d28ae0c95e677bfd');
INSERT INTO fixture_data.access_chain VALUES (1, 0, '\x0000000000000000000000000000000000000000000000000000000000000000', 1, '\x7f63d76b185dd41e7870198537e45372bc60be2138f8c137d28ae0c95e677bfd');
INSERT INTO fixture_data.annotation_20241230 VALUES (1, 739251, 1, 'eb960152-f4e1-5482-3edf-ff08fd53c679', '\x74616c6b207475726e2032', '\x7465616d', 638713228200000000, false, 728087302);
INSERT INTO fixture_data.arrival VALUES ('729', 639315568326131155, '{1}', '{739251}');
INSERT INTO fixture_data.arrival VALUES ('731', 639315568326579084, '{2}', '{739251}');
INSERT INTO fixture_data.arrival VALUES ('733', 639315568326695589, '{3}', '{739251}');
INSERT INTO fixture_data.arrival VALUES ('734', 639315568326784597, '{4}', '{739251}');
INSERT INTO fixture_data.arrival VALUES ('735', 639315568326849627, '{5}', '{739251}');
INSERT INTO fixture_data.call_20241230 VALUES (1, 739251, 1, '\x74616c6b2063616c6c2033', 1, 3, 0, '\x736176655f6775657374', 638713224000000000, 800000, 0, NULL, 0, false, '\x7b227475726e223a2274616c6b207475726e2031222c22617267756d656e7473223a5b22677565737473222c226e616d65225d2c22726573756c74223a5b5b22726573756c74222c2261207461626c65225d5d7d', 2962538602);
INSERT INTO fixture_data.call_20241230 VALUES (1, 739251, 2, '\x74616c6b2063616c6c2034', 1, 4, 0, '\x736176655f6775657374', 638713224000000000, NULL, 1, '\x43726d457863657074696f6e', 0, false, '\x7b227475726e223a2274616c6b207475726e2032222c226572726f725f74797065223a2243726d457863657074696f6e222c226572726f72223a747275657d', 3132574049);
INSERT INTO fixture_data.call_20241230 VALUES (4, 739251, 1, '\x656c736577686572652063616c6c2032', 1, 2, 0, '\x736176655f6775657374', 638713224000000000, NULL, 1, NULL, 0, false, '\x7b227475726e223a22656c73657768657265207475726e2031227d', 3045767941);
INSERT INTO fixture_data.conversation_20241230 VALUES (1, 739251, '\x74616c6b', 1, '\x626f6f6b696e6773', 0, '\x766f696365', '\x61636d65', '\x70726f6a656374206f662061636d65', NULL, '\x656e2d4742', 0, NULL, NULL, 1, '\x7b22777269746572223a2239373763373630612d363465352d633662632d643565332d636230636331663138343464222c227265766973696f6e223a302c226167656e74223a22626f6f6b696e6773222c226163636f756e74223a2261636d65222c2270726f6a656374223a2270726f6a656374206f662061636d65222c22656e7669726f6e6d656e74223a302c226368616e6e656c223a22766f696365222c22646972656374696f6e223a302c226c616e6775616765223a22656e2d4742222c226f70656e6564223a3633383731333232343030303030303030302c22636c6f736564223a3633383731333236303030303030303030302c2275736572223a747275652c2266726f6d223a747275652c2261747472696275746573223a5b2274696572222c2263697479225d7d', 2418160500, 638713224000000000, 638713260000000000, 2, 1, 0, 0, 352, 1200000, 9000000, 800000, '\x4920616d205b6e616d655d2c20626f6f6b2061207461626c65', true, 1, '\x6366', 1, 0, 0, 0, 0, 0, 1, 0, 0, 1, 1, 0, 1, '\x7465616d', NULL, 638713229400000000, 5195871780886194552, NULL, false, 2, 0, 1, 3, 1, 1, 1, 1, 0, 0, 27, 27, 638713260000000000, 638713224000000000, 638713224000000000, 638713260000000000, 638713260000000000, 36000000000, 36000000000);
INSERT INTO fixture_data.conversation_20241230 VALUES (2, 739251, '\x706c61696e', 1, '\x626f6f6b696e6773', 0, '\x63686174', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '\x7b22777269746572223a2236326530306537302d643362632d616134362d666464352d376633386266653233643764222c227265766973696f6e223a302c226167656e74223a22626f6f6b696e6773222c22656e7669726f6e6d656e74223a302c226368616e6e656c223a2263686174222c226f70656e6564223a3633383731333233303030303030303030307d', 4175594419, 638713230000000000, NULL, 1, 0, 0, 0, 0, NULL, NULL, NULL, '\x', false, 1, '\x', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, NULL, NULL, NULL, false, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 638713230000000000, 638713224000000000, 638713224000000000, 638713230000000000, 638713230000000000, 0, 0);
INSERT INTO fixture_data.conversation_20241230 VALUES (3, 739251, '\x68656c64', 1, '\x626f6f6b696e6773', 0, '\x766f696365', NULL, NULL, NULL, '\x656e2d4742', 0, NULL, NULL, 2, '\x7b22777269746572223a2238656162653261362d356531642d343030382d333263362d343638653633636332656334222c227265766973696f6e223a302c226167656e74223a22626f6f6b696e6773222c22656e7669726f6e6d656e74223a302c226368616e6e656c223a22766f696365222c22646972656374696f6e223a302c226c616e6775616765223a22656e2d4742222c226f70656e6564223a3633383731333232343030303030303030302c22636c6f736564223a3633383731333236303030303030303030302c2275736572223a747275652c2266726f6d223a747275652c2261747472696275746573223a5b2274696572222c2263697479225d7d', 606382729, 638713224000000000, 638713260000000000, 0, 0, 0, 0, 0, NULL, NULL, NULL, '\x', false, NULL, '\x', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, NULL, 8172248005686707392, NULL, false, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 638713260000000000, NULL, 638713224000000000, 638713260000000000, 638713260000000000, 36000000000, 36000000000);
INSERT INTO fixture_data.conversation_20241230 VALUES (4, 739251, '\x656c73657768657265', 1, '\x626f6f6b696e6773', 0, '\x766f696365', '\x676c6f626578', '\x70726f6a656374206f6620676c6f626578', NULL, '\x656e2d4742', 0, NULL, NULL, 1, '\x7b22777269746572223a2230353133616565652d303163622d633536622d666137612d383237333064323830303033222c227265766973696f6e223a302c226167656e74223a22626f6f6b696e6773222c226163636f756e74223a22676c6f626578222c2270726f6a656374223a2270726f6a656374206f6620676c6f626578222c22656e7669726f6e6d656e74223a302c226368616e6e656c223a22766f696365222c22646972656374696f6e223a302c226c616e6775616765223a22656e2d4742222c226f70656e6564223a3633383731333232343030303030303030302c22636c6f736564223a3633383731333236303030303030303030302c2275736572223a747275652c2266726f6d223a747275652c2261747472696275746573223a5b2274696572222c2263697479225d7d', 473173974, 638713224000000000, 638713260000000000, 1, 0, 0, 0, 0, NULL, NULL, NULL, '\x', false, 1, '\x66', 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, NULL, 2494587612446422298, NULL, false, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 2, 638713260000000000, NULL, NULL, 638713260000000000, 638713260000000000, 36000000000, 36000000000);
INSERT INTO fixture_data.conversation_id VALUES ('\x74616c6b', 1, 739251);
INSERT INTO fixture_data.conversation_id VALUES ('\x706c61696e', 2, 739251);
INSERT INTO fixture_data.conversation_id VALUES ('\x68656c64', 3, 739251);
INSERT INTO fixture_data.conversation_id VALUES ('\x656c73657768657265', 4, 739251);
INSERT INTO fixture_data.counted_day VALUES (739255, 0, 0, 4479072156848817710, 0, -1, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO fixture_data.counted_day VALUES (739254, 0, 0, 5932166028605640646, 0, -1, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO fixture_data.counted_day VALUES (739253, 0, 0, 7241693546880657734, 0, -1, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO fixture_data.counted_day VALUES (739252, 0, 0, 6682163062733932508, 0, -1, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO fixture_data.counted_day VALUES (739251, 0, 0, 734644368392416300, 70968136, 70968137, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO fixture_data.counted_day VALUES (739251, 0, 1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '\x04908dd743500602ec04545480d1ca08020000020000000206455552028080d8db98d9a10480d1ca08028812020a0222020000000000000000000000000000000a06908dd74302040002000204040214736176655f677565737412060480d46102c20e028801020a6770742d78000200ec04540000000206455552028080d8db98d9a1040000c096b1020298100202000802ec04540000000206455552028080d8db98d9a10406020204', 2991066627);
INSERT INTO fixture_data.counted_day VALUES (739251, 0, 2, NULL, NULL, NULL, '\x626f6f6b696e6773', '\x61636d65', 0, '\x766f696365', '\x02908dd743500402ec04545480d1ca08020000020000000206455552028080d8db98d9a10480d1ca08028812020a02908dd74302040214736176655f677565737412040280d46102c20e028401020a6770742d78000200ec04540000000206455552028080d8db98d9a1040000c096b1020298100202000402ec04540000000206455552028080d8db98d9a1040202', 3898773282);
INSERT INTO fixture_data.counted_day VALUES (739251, 0, 3, NULL, NULL, NULL, '\x626f6f6b696e6773', NULL, 0, '\x63686174', '\x02908dd74322020000000000000000000000000000000a02908dd7430400001a00020002000000000000000204', 2315776362);
INSERT INTO fixture_data.counted_day VALUES (739251, 0, 4, NULL, NULL, NULL, '\x626f6f6b696e6773', '\x676c6f626578', 0, '\x766f696365', '\x02928dd74322020000000000000000000000000000000a02928dd74308040214736176655f677565737408020200001a00020002000000000000000208', 1140182103);
INSERT INTO fixture_data.counted_day VALUES (739251, 1, 1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '\xd005908dd743908dd7430014736176655f67756573740000d2010604020400000080d46102c20e020212656c7365776865726520656c736577686572652063616c6c203280c0eadde19295dd1100020200000212656c7365776865726520656c736577686572652063616c6c203280c0eadde19295dd11000202000002908dd7430604c20302908dd74380d46102c20e02020210626f6f6b696e67730604020400000080d46102c20e0202000604020400000080d46102c20e02021843726d457863657074696f6e020280c0eadde19295dd11000000000000000402040c6775657374730002086e616d650002020874616c6b1674616c6b2063616c6c203380c0eadde19295dd110280d461020000000412656c7365776865726520656c736577686572652063616c6c203280c0eadde19295dd1100020200000874616c6b1674616c6b2063616c6c203480c0eadde19295dd11000202021843726d457863657074696f6e00060402069e06908dd743908dd74300404745542068747470733a2f2f63726d2e6578616d706c652f636f6e74616374730000a2020202000200000080d30e02ea0b02020874616c6b4833343266386565382d643938662d336633642d373638642d35333839333666636230316180c0eadde19295dd110280d30e02020002ee07020874616c6b4833343266386565382d643938662d336633642d373638642d35333839333666636230316180c0eadde19295dd110280d30e02020002ee0702908dd7430202960302908dd74380d30e02ea0b02020210626f6f6b696e67730202000200000080d30e02ea0b0202000202000200000080d30e02ea0b02000206353033020280c0eadde19295dd11000000000000000000020874616c6b4833343266386565382d643938662d336633642d373638642d35333839333666636230316180c0eadde19295dd110280d30e02020002ee07020874616c6b4833343266386565382d643938662d336633642d373638642d35333839333666636230316180c0eadde19295dd110280d30e02020002ee0704020206000000', 2963952431);
INSERT INTO fixture_data.counted_day VALUES (739251, 1, 2, NULL, NULL, NULL, '\x626f6f6b696e6773', '\x61636d65', 0, '\x766f696365', '\x8805908dd743908dd7430014736176655f67756573740000de010402020200000080d46102c20e02020874616c6b1674616c6b2063616c6c203480c0eadde19295dd11000202021843726d457863657074696f6e00020874616c6b1674616c6b2063616c6c203480c0eadde19295dd11000202021843726d457863657074696f6e0002908dd7430402f00202908dd74380d46102c20e02020210626f6f6b696e67730402020200000080d46102c20e0202000402020200000080d46102c20e02021843726d457863657074696f6e020280c0eadde19295dd11000000000000000202040c6775657374730002086e616d650002020874616c6b1674616c6b2063616c6c203380c0eadde19295dd110280d46102000000020874616c6b1674616c6b2063616c6c203480c0eadde19295dd11000202021843726d457863657074696f6e000402029e06908dd743908dd74300404745542068747470733a2f2f63726d2e6578616d706c652f636f6e74616374730000a2020202000200000080d30e02ea0b02020874616c6b4833343266386565382d643938662d336633642d373638642d35333839333666636230316180c0eadde19295dd110280d30e02020002ee07020874616c6b4833343266386565382d643938662d336633642d373638642d35333839333666636230316180c0eadde19295dd110280d30e02020002ee0702908dd7430202960302908dd74380d30e02ea0b02020210626f6f6b696e67730202000200000080d30e02ea0b0202000202000200000080d30e02ea0b02000206353033020280c0eadde19295dd11000000000000000000020874616c6b4833343266386565382d643938662d336633642d373638642d35333839333666636230316180c0eadde19295dd110280d30e02020002ee07020874616c6b4833343266386565382d643938662d336633642d373638642d35333839333666636230316180c0eadde19295dd110280d30e02020002ee0704020206000000', 2881184912);
INSERT INTO fixture_data.counted_day VALUES (739251, 1, 3, NULL, NULL, NULL, '\x626f6f6b696e6773', NULL, 0, '\x63686174', '\x060000000600000006000000', 4216787954);
INSERT INTO fixture_data.counted_day VALUES (739251, 1, 4, NULL, NULL, NULL, '\x626f6f6b696e6773', NULL, 0, '\x766f696365', '\x060000000600000006000000', 2601204077);
INSERT INTO fixture_data.counted_day VALUES (739251, 1, 5, NULL, NULL, NULL, '\x626f6f6b696e6773', '\x676c6f626578', 0, '\x766f696365', '\xac03908dd743908dd7430014736176655f67756573740000c8010202000200000000000212656c7365776865726520656c736577686572652063616c6c203280c0eadde19295dd1100020200000212656c7365776865726520656c736577686572652063616c6c203280c0eadde19295dd11000202000002908dd7430202aa0100020210626f6f6b696e6773020200020000000000020002020002000000000000000000000000020000000212656c7365776865726520656c736577686572652063616c6c203280c0eadde19295dd1100020200000402080600000006000000', 683741493);
INSERT INTO fixture_data.counted_day VALUES (739250, 0, 0, 2648308786871800619, 0, -1, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO fixture_data.counted_day VALUES (739249, 0, 0, 2770162839189478678, 0, -1, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO fixture_data.dead_letter_20241230 VALUES (1, 739251, 1, '2708bfa2-bfa3-46eb-a1f3-7d08a9fe6378', '\x656e747279', '\x746f6f206c61726765', 638713229400000000, 1803268923);
INSERT INTO fixture_data.document_20241230 VALUES (1, 739251, 1, 1, 0, 1, 638713224600000000, 638713224600000000, '''a'' ''am'' ''book'' ''done'' ''i'' ''name'' ''table''');
INSERT INTO fixture_data.document_20241230 VALUES (1, 739251, 1, 2, 0, 2, 638713225800000000, 638713225800000000, '''and'' ''tomorrow''');
INSERT INTO fixture_data.document_20241230 VALUES (1, 739251, 0, 268435461, 1, 268435463, 638713224000000000, 638713224000000000, '''2'' ''crm'' ''failed'' ''inputs'' ''upsert'' ''validated'' ''x7dwv3drrgup''');
INSERT INTO fixture_data.document_20241230 VALUES (2, 739251, 0, 268435458, 4, 268435458, 638713224000000000, 638713230000000000, '''here'' ''nothing'' ''personal''');
INSERT INTO fixture_data.end_user OVERRIDING SYSTEM VALUE VALUES (1, '\x36fd9848f9c1c50e82850cb7b7fccbbaf4b0a88e516d753d5a0cb525d83f9b0f', '\x757365722d373439613961653462333865');
INSERT INTO fixture_data.end_user OVERRIDING SYSTEM VALUE VALUES (2, '\x49ecec8ef78f171e24cc0794376f1d21549d03afa2e1a88d8ef5afdfc5d2c0c5', '\x757365722d313262343464376665396138');
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
INSERT INTO fixture_data.meta VALUES ('keys_id', '\xaf3897aef0ca4c2bbbefb5989812e20d');
INSERT INTO fixture_data.meta VALUES ('ledger_applied', '\x32');
INSERT INTO fixture_data.note_20241230 VALUES (1, 739251, 1, '44a0f04b-0f68-2841-87d2-4c08d1ba4f02', '\x7465616d', 638713228800000000, 2756365251);
INSERT INTO fixture_data.partition VALUES (739249, 739256, 739249, 739256, 739256);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 1, 1, '\x89a358d41c327e7dc0092089996ae42f071f06335d54bd601c75eabea5c389a717d2ab575a668d889cabd198138182e2cda1afc4954b63d82d262c277b72169cda7c4dd000d4d01c113509d60c95b1ed14b04529045c86305c9f3fa01f929af8c1b5d368ac0fa98897395b8e861d02e6777dde894bd4b71df808e35557', 3060461663);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 4, 1, '\x27b754e5e5d7edc82669a79f82275f474a1886d7e49174e4ed595daf6c0b8668c8bb2b3aad34df678a022a7b1f3b1ec8f1f87b469e46993b8050b2a2cdbb9b8d4e2c7ecb20841c09e6830234c3162d0b7346bb3ffe9414af3373a362', 645344862);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 4, 2, '\x1b674ec5128bc645ca05c85956195bdde98eb8ae9347f7953ce20f6468944247910454e0f73542c9e312f114518e64e7740e7f685d6c8e07', 3749538030);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 5, 1, '\x7d6c065f775380d126839945534c6eb93b707517990f17a2af592ffde491f33d7c6020beb0e5d2e281be7ab96c57412d1d8c516b7aafb710694533718531b4a2b726fea0657662a8c883ce03229cd4dfb3543b908dbd1a5a7f76be63d19240dfee1598724a76214f6cf9bc9e14dcc1f91d69534f56ab', 1248921085);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 5, 2, '\xcf3468bc23b735daf64816a5a18287e2e3cd9ebf59633665f0d565739733d36cf4605915973a2fc6b588f89001e2d575aa041905205ac398aa139e76aa1a195a3beb015593', 3988966104);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 2, 268435461, '\x6455c0b46bf1811be70dd555e19507ba83f4f90d846e43ac6f513e4dc7b406df757a1ab6c3655975810fa085378ff8462ad800f2972a051801c93e4ac905fe48382b21cf6bd6', 2143108233);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 2, 4611686018695823366, '\x66bf3007ef7480ed97da83a6c7a2b843355ede2d3322d17ae8247c86540de9915cb890c587230e13630144606b97276c856c4a051d3cbabb8b92be665259e7f97b357b62b9615b', 1118852408);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 3, 1, '\x79a8d02b5add0780759c4e2ad22196a4731f866c9d0278bde4e7780f94d19d73f190532bec7b04d7441ac212235ced4a461dd37952eb39a5061a9dff4c93a9874469ea16a02e203ca37edba6ed824d1c098a2ba2cc6a022970dafea1df59527196191c36bb372636f908d41f7780e7b8b654118627d1513289b7b510df28bc170d4527e622bf1824bbb6f58f9043f750d2af873101cfd3acff51b7b3d4af03a1e9a800', 3456017765);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 3, 2, '\x6742fe3757a1d4a62cbd683fb8fa764753a345744ddc0df22ea07cb339a6a6580867b742f3454c2418d028dec1bbf567bcfd4d093187b58b445ecd89199c146430d5', 3418405979);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 6, 1, '\xe0989d25f5ef78836c5a4813362beee6a998573b85c45d5dc14933ce122f513e0d5b2caf641675a71f68c0', 1273874120);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 7, 1, '\x66d40bdd657d6de409f327467e2da9996b2e819737073e020fa882805e1f0aae47135c4044f6789757913979124d4dadd23ae0551793b2d78d9093', 769903694);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 8, 1, '\xa0f64614d735a75158034a0efa1039a2e97c780971947e8610c3f7517869c416d27faf5e8b0b19e688', 1170971457);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 9, 1, '\x0954ad7f3a8c204565db2d3b1d5c482bc662d25fe14266136a1c23c145bc6f716381aecc9252abef0900', 3870533232);
INSERT INTO fixture_data.pii_20241230 VALUES (1, 739251, 0, 0, '\x849c4b3db157a75352ec8ecd563c90aaae28f41b1cba2192d18ad84c1ba89e84c90a9db864f8958c0b052ede8bbc0b7a51d4024753ed1060e95bed9c4b16888161d83c1c9c94f9e86e8da989d8e19a5111dfef9f7016e4614d015d2ae5562f5985eba1d62bb1f35a21b60a54b1c16d8958245eaf76ee5365d5ce101a2ddbfb7e42a7a4dfad915c3c6cf71ae8255b83174725955eb9d767642d0f67a9a0dd', 2631398187);
INSERT INTO fixture_data.pii_20241230 VALUES (3, 739251, 1, 1, '\xd051e57b8d04e5614427c5c5cd4f302cd528e9a49f57ea5ebef87cc2373269a41ee20e20b53e7bd590724efef273870c9ec50c277e442d0f1d207b90400aee0a7ae0aa0fd2d7cd57a40376273b933c3db12a100f711db48fb60e1c8f22ec32e2ced7ce3ec27e97c6ad5a2819cc71951f0fc284af2d31336ff7f6e735a9', 1169124354);
INSERT INTO fixture_data.pii_20241230 VALUES (3, 739251, 2, 4611686018695823361, '\x0ef2ef80631b1b11d56c3db3e21359fdafb81be0f4e4d7c4459ed79e265f98194819df8eb004691b0b74ec1d3f99822b1aa678932076af1e0449cfb005167dea13e6604ac42e51f11a', 2051257527);
INSERT INTO fixture_data.pii_20241230 VALUES (3, 739251, 0, 0, '\xebb0660a28db8d9d548ca12028057a94eaaacda0fa170d466e157e0559bdbc7101bda36ff940bc781baf1787093f285ea0d8fc7c2efd4cb5e19b142d76940ba910644a4fde5c8503e32597ba327ed7da1c3855556c62db2d4af48c7ed306523572c9e4925e1d8b059c158c031511ccb7743d93f672f1a6a3e0e370627e', 1001908384);
INSERT INTO fixture_data.pii_20241230 VALUES (4, 739251, 1, 1, '\xa2ed954843857867141c9549f051a85c4cc786f6dfd9cd68415b1bef0bafc2b5686fb83328e133d166dff2a8bcd8801e3d87f8eb2e0b2bdeb781a12f04e51d6b3ebda040145d04002dd49335cc33ccec767cbb2552a703c931af718d90b3f74e34009c817c2453a8dccb4b86f41da4750151cba5392cfe04be2765c2e1', 3888117334);
INSERT INTO fixture_data.pii_20241230 VALUES (4, 739251, 0, 0, '\x3e06e54258d17fe91f263c30fe0b5db74b6299993abef93add29473ea985a1e6a598dc90731baa969e6262888bea389d8288457ae8a5dc6654c72efaf665f1b59919f1ca62bb925efd784ed7eb205dbe2360e115897c056d69c49c076b6deaa09931b113a01c5ed6416077cbe9667b501c90cb2c275e707a1bbe791fd6', 1696817524);
INSERT INTO fixture_data.scope_20241230 VALUES (1, 739251, 1, '\x74616c6b207475726e2031', '\x74616c6b2063616c6c2033', 687521122);
INSERT INTO fixture_data.scope_20241230 VALUES (1, 739251, 2, '\x74616c6b207475726e2031', NULL, 2551770702);
INSERT INTO fixture_data.scope_20241230 VALUES (1, 739251, 3, '\x74616c6b207475726e2032', NULL, 2176311911);
INSERT INTO fixture_data.score_20241230 VALUES (1, 739251, 1, '9703217a-d563-6832-1224-7d7dfedaf4a8', 4, '\x636f6e666964656e6365', 7, NULL, NULL, 268435463, false, 0);
INSERT INTO fixture_data.score_20241230 VALUES (1, 739251, 2, '5e05fa4b-1ccf-57dd-0000-000000000000', 7, '\x726174696e67', 1, NULL, NULL, 638713227000000000, false, 0);
INSERT INTO fixture_data.score_20241230 VALUES (1, 739251, 3, '7cc42aae-e620-b2b2-0000-000000000000', 7, '\x726174696e67', 0, NULL, NULL, 638713227600000000, false, 0);
INSERT INTO fixture_data.store_version VALUES (1, 1, '\x3445313830384144373734454445334631303845393541424430343845333646');
INSERT INTO fixture_data.subject_20241230 VALUES (1, 739251, 0, '\x36fd9848f9c1c50e82850cb7b7fccbbaf4b0a88e516d753d5a0cb525d83f9b0f');
INSERT INTO fixture_data.subject_20241230 VALUES (1, 739251, 1, '\xcd7f782b5138ccf561bf9f88d8d18a824a1a2e91aea04c95520d7662ac3fd917');
INSERT INTO fixture_data.subject_20241230 VALUES (1, 739251, 2, '\x675ad70aeac5f9e63e62119f6b686dc5730aa49f127dd531d1805c92dcd40039');
INSERT INTO fixture_data.subject_20241230 VALUES (1, 739251, 2, '\xb0d6640f9faff9dff9bb4196d782227830bf03bd2136c0499fc6da8c5bd0de11');
INSERT INTO fixture_data.subject_20241230 VALUES (3, 739251, 0, '\x49ecec8ef78f171e24cc0794376f1d21549d03afa2e1a88d8ef5afdfc5d2c0c5');
INSERT INTO fixture_data.subject_20241230 VALUES (3, 739251, 1, '\xcd7f782b5138ccf561bf9f88d8d18a824a1a2e91aea04c95520d7662ac3fd917');
INSERT INTO fixture_data.subject_20241230 VALUES (3, 739251, 2, '\x675ad70aeac5f9e63e62119f6b686dc5730aa49f127dd531d1805c92dcd40039');
INSERT INTO fixture_data.subject_20241230 VALUES (3, 739251, 2, '\xb0d6640f9faff9dff9bb4196d782227830bf03bd2136c0499fc6da8c5bd0de11');
INSERT INTO fixture_data.subject_20241230 VALUES (4, 739251, 0, '\x36fd9848f9c1c50e82850cb7b7fccbbaf4b0a88e516d753d5a0cb525d83f9b0f');
INSERT INTO fixture_data.subject_20241230 VALUES (4, 739251, 1, '\xcd7f782b5138ccf561bf9f88d8d18a824a1a2e91aea04c95520d7662ac3fd917');
INSERT INTO fixture_data.subject_20241230 VALUES (4, 739251, 2, '\x675ad70aeac5f9e63e62119f6b686dc5730aa49f127dd531d1805c92dcd40039');
INSERT INTO fixture_data.subject_20241230 VALUES (4, 739251, 2, '\xb0d6640f9faff9dff9bb4196d782227830bf03bd2136c0499fc6da8c5bd0de11');
INSERT INTO fixture_data.tombstone VALUES ('\x657261736564');
INSERT INTO fixture_data.turn_20241230 VALUES (1, 739251, 1, '\x74616c6b207475726e2031', 1, 1, 0, 638713224600000000, 638713225200000000, 9000000, false, NULL, '\x6770742d78', 310, 42, NULL, '\x302e3030313230', '\x455552', 2500000, NULL, NULL, NULL, NULL, NULL, '\x4920616d205b6e616d655d2c20626f6f6b2061207461626c65', '\x446f6e652e', NULL, 517, 4255497281);
INSERT INTO fixture_data.turn_20241230 VALUES (1, 739251, 2, '\x74616c6b207475726e2032', 1, 2, 0, 638713225800000000, NULL, NULL, true, '\x53797374656d2e496e76616c69644f7065726174696f6e457863657074696f6e', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '\x416e6420746f6d6f72726f773f', '\x', NULL, 524, 427125670);
INSERT INTO fixture_data.turn_20241230 VALUES (2, 739251, 1, '\x706c61696e207475726e2031', 1, 1, 0, 638713230000000000, NULL, NULL, false, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '\x', '\x', NULL, 0, 2144071359);
INSERT INTO fixture_data.turn_20241230 VALUES (4, 739251, 1, '\x656c73657768657265207475726e2031', 1, 1, 0, 638713236000000000, NULL, NULL, false, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '\x', '\x', NULL, 0, 3375781659);
INSERT INTO fixture_data.writer_20241230 VALUES (1, 739251, 1, '977c760a-64e5-c6bc-d5e3-cb0cc1f1844d', 0, 1, 638713224000000000, 638713260000000000, '\x7b22777269746572223a2239373763373630612d363465352d633662632d643565332d636230636331663138343464222c227265766973696f6e223a302c226167656e74223a22626f6f6b696e6773222c226163636f756e74223a2261636d65222c2270726f6a656374223a2270726f6a656374206f662061636d65222c22656e7669726f6e6d656e74223a302c226368616e6e656c223a22766f696365222c22646972656374696f6e223a302c226c616e6775616765223a22656e2d4742222c226f70656e6564223a3633383731333232343030303030303030302c22636c6f736564223a3633383731333236303030303030303030302c2275736572223a747275652c2266726f6d223a747275652c2261747472696275746573223a5b2274696572222c2263697479225d7d', 2418160500);
INSERT INTO fixture_data.writer_20241230 VALUES (2, 739251, 1, '62e00e70-d3bc-aa46-fdd5-7f38bfe23d7d', 0, NULL, 638713230000000000, NULL, '\x7b22777269746572223a2236326530306537302d643362632d616134362d666464352d376633386266653233643764222c227265766973696f6e223a302c226167656e74223a22626f6f6b696e6773222c22656e7669726f6e6d656e74223a302c226368616e6e656c223a2263686174222c226f70656e6564223a3633383731333233303030303030303030307d', 1176926022);
INSERT INTO fixture_data.writer_20241230 VALUES (3, 739251, 1, '8eabe2a6-5e1d-4008-32c6-468e63cc2ec4', 0, 2, 638713224000000000, 638713260000000000, '\x7b22777269746572223a2238656162653261362d356531642d343030382d333263362d343638653633636332656334222c227265766973696f6e223a302c226167656e74223a22626f6f6b696e6773222c22656e7669726f6e6d656e74223a302c226368616e6e656c223a22766f696365222c22646972656374696f6e223a302c226c616e6775616765223a22656e2d4742222c226f70656e6564223a3633383731333232343030303030303030302c22636c6f736564223a3633383731333236303030303030303030302c2275736572223a747275652c2266726f6d223a747275652c2261747472696275746573223a5b2274696572222c2263697479225d7d', 3142745159);
INSERT INTO fixture_data.writer_20241230 VALUES (4, 739251, 1, '0513aeee-01cb-c56b-fa7a-82730d280003', 0, 1, 638713224000000000, 638713260000000000, '\x7b22777269746572223a2230353133616565652d303163622d633536622d666137612d383237333064323830303033222c227265766973696f6e223a302c226167656e74223a22626f6f6b696e6773222c226163636f756e74223a22676c6f626578222c2270726f6a656374223a2270726f6a656374206f6620676c6f626578222c22656e7669726f6e6d656e74223a302c226368616e6e656c223a22766f696365222c22646972656374696f6e223a302c226c616e6775616765223a22656e2d4742222c226f70656e6564223a3633383731333232343030303030303030302c22636c6f736564223a3633383731333236303030303030303030302c2275736572223a747275652c2266726f6d223a747275652c2261747472696275746573223a5b2274696572222c2263697479225d7d', 1492359836);
INSERT INTO fixture_keys.data_key VALUES (2494587612446422298, '\x66697874757265', '\x0187e0823c520a082c23637023c469e84908c152ff8d27854593456f9d3403b1bb9a6e938418849557dd294b103f545c6d5f58928feae382c3af0841a6');
INSERT INTO fixture_keys.data_key VALUES (8172248005686707392, '\x66697874757265', '\x010a52ed165dce7cbf7e23c12bce0646abd36955784ad65faa4f6bccf25cb5157fe72e413b75d6bebc23156147cd09d321dbf519ac4b62acdd0bf5b3ff');
INSERT INTO fixture_keys.data_key VALUES (5195871780886194552, '\x66697874757265', '\x01d8ab6e31845a442f0303e33d1a38a77db81d467f09ddf52b90847fda7e95873b41d2aea84cdc42a3980b7f1796467d14d832d3da76d6c364f9dd62b5');
INSERT INTO fixture_keys.destroyed_key VALUES (1995380295160769147, 639315568328370506);
INSERT INTO fixture_keys.erased_conversation VALUES (1, '\x657261736564', 2, 2, 1, 0, 0, 1, 0, 0, 0, 1);
INSERT INTO fixture_keys.erasure OVERRIDING SYSTEM VALUE VALUES (1, '14f4bcd2-4092-4867-80be-d7fa886a3901', '\x657261736564', NULL, '\x64706f', 638713242600000000, NULL, 639315568328535143, 639315568328535143);
INSERT INTO fixture_keys.hash_key VALUES (1, '\x66697874757265', '\x01bdf5750c2fdf2a2dc5430bf64f46ec7d188cbac0663f21f27fa041f9c9f7b82b5a5ee7a2fcf991c473a4246e1bd1c6236367a341c1c3ebf3ec2a4bff');
INSERT INTO fixture_keys.ledger VALUES (1, 2, 638713242000000000, '\x68656c64', NULL, NULL, '\x636f756e73656c', '\x636173652037');
INSERT INTO fixture_keys.ledger VALUES (2, 0, 638713242600000000, '\x657261736564', NULL, 1, NULL, NULL);
INSERT INTO fixture_keys.meta VALUES ('id', '\xaf3897aef0ca4c2bbbefb5989812e20d');
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
    ADD CONSTRAINT counted_day_pkey PRIMARY KEY (day, kind, no);
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
