namespace ConvLog.AspNetCore.Api.OpenApi;

/// <summary>
/// The schemas of views, of request bodies and of the compatible API, in the notation of <see cref="SchemaText"/>. <see cref="ShapeSchemas"/> makes the
/// others.
/// </summary>
internal static class Schemas
{
    private const string SummaryProperties = """
        conversation_id: string, agent_id: string, account_id: string?, project_id: string?, environment: live|pre-release|sandbox|debug, channel: string?,
        direction: inbound|outbound?, user: string?, users: [@ConversationUser], from_number: string?, to_number: string?, variant_id: string?, language: string?, handoff: @Handoff?, title: string?,
        started_at: time, last_activity_at: time, ended_at: time?, end_reason: user_ended|agent_ended|handed_off|timed_out|failed|other?, in_progress: bool, duration_ms: number, turn_count: long,
        model_call_count: long, interrupted_turn_count: long, refused_turn_count: long, problems: @ProblemCounts, function_outcomes: [completed|failed|abandoned|canceled|declined?], entry_count: long, warning_count: long, error_count: long, total_tokens: long, cost: number?, user_likes: long, user_dislikes: long,
        team_likes: long, team_dislikes: long, slowest_latency_ms: number?, is_annotated: bool, is_unread: bool, read_by: string?, read_at: time?, assigned_to: string?, assigned_by: string?, assigned_at: time?,
        pii_purged_at: time?, recording: full|metadata_only|off, pii_fields: [string]
        """;

    private const string LoggedProperties = "entries: [@Entry], api_responses: [@ApiResponse], state_changes: [@StateChange]";

    private const string QuestionProperties = """
        conversation_id: string, agent_id: string, environment: live|pre-release|sandbox|debug, channel: string?, turn_id: string, turn_ordinal: int, model: string?, question: string?, answer: string?
        """;

    private const string FeedbackProperties = "source: user|team, rating: like|dislike, comment: string?, reasons: [string], created_at: time, pii_fields: [string]";

    private const string AnnotationProperties = "id: uuid, improved_answer: string, author: string?, created_at: time, pii_fields: [string]";

    private const string AgentProperties = """
        accountId: string, audioUrl: string?, channel: string, clientEnv: string, conversationId: string, createdAt: string, deploymentId: string?, direction: string?,
        duration: long, finishedAt: string?, fromNumber: string?, handoff: bool, handoffDestination: string?, handoffReason: string?, inProgress: bool, language: string?,
        note: string?, pii_purged_at?: string, polyScore: int?, polyaiDuration: long, projectId: string, shortSummary: string?, startedAt: string, tags: [string],
        toNumber: string?, totalDuration: long, variantId: string?
        """;

    public static IReadOnlyList<(string Name, string Properties)> All { get; } =
    [
        ("ConversationList", "conversations: [@ConversationSummary], next_cursor: string?, total?: long, search_stopped: bool, searched_from?: time, complete?: bool"),
        ("ConversationSummary", $"{SummaryProperties}, label_names: [string], rating_reasons: [string], score_averages: [@ListedScore]"),
        ("ConversationUser", "user: string, pseudonym: string, pii_fields: [string]"),
        ("ListedScore", "name: string, type: number|yes_no|category, count: long, average: number?, category: string?"),
        ("Conversation",
            $"{SummaryProperties}, attributes: object, turns: [@Turn], model_calls: [@ModelCall], function_events: [@FunctionEvent], "
            + $"{LoggedProperties}, metrics: [@Metric], handoffs: [@ConversationHandoff], notes: [@Note], scores: [@Score], labels: [@Label]"),
        ("ProblemCounts", "total: long, turn: long, function: long, model: long, api: long, entry: long, loss: long"),
        ("Handoff", "destination: string?, reason: string?, function_event_id: string?"),
        ("ConversationHandoff", """
            kind: off|back|agent, from?: string, destination: string?, reason: string?, explanation?: string, person: string?, at: time, turn_id: string?, function_event_id: string?, pii_fields: [string]
            """),
        ("Turn", $"""
            id: string, ordinal: int, user_input: string?, agent_response: string?, answered_by: person?, answered_by_name: string?, agent_name?: string, usage: @Usage?, started_at: time, latency_ms: number?, response_ms: number?, ended_at: time?, outcome: completed|failed|abandoned|canceled|waiting?, cancel_reason: unspecified|user_interrupted|user_left|superseded|host_stopped?, waiting_for?: @TurnWait, waiting_since?: time, waited_ms?: number, continues_turn_id?: string, is_abandoned: bool,
            error: string?, error_type: string?, finish_reason?: string, is_interrupted: bool, heard: string?, interrupted_after_ms: number?, streamed: string?,
            input_kind: speech|text|keypad|silence|none?, input_at: time?, speech_started_at: time?, speech_ended_at: time?, language: string?, confidence: number?, author: string?, said: [@SaidPart],
            stages: @Stages?, model_calls: [@ModelCall], function_events: [@FunctionEvent], {LoggedProperties}, feedback: [@Feedback], annotations: [@Annotation], scores: [@Score], labels: [@Label], pii_fields: [string]
            """),
        ("TurnWait", "kind: other|approval|client_tool|background_work|person, name?: string, call_ids?: [string]"),
        ("SaidPart", "text: string, at: time, filler: bool, pii_fields: [string]"),
        ("Stages", "speech_to_text_ms: number?, model_ms: number?, functions_ms: number?, text_to_speech_ms: number?, first_byte_ms: number?"),
        ("Usage", "model: string?, input_tokens: long?, output_tokens: long?, total_tokens: long?, cost: number?, currency: string?, costs?: {number}, time_to_first_token_ms: number?, "
            + "cached_input_tokens?: long, cache_write_input_tokens?: long, reasoning_tokens?: long, audio_input_tokens?: long, cached_audio_input_tokens?: long, "
            + "audio_output_tokens?: long"),
        ("ModelCall", """
            id: string, function_event_id: string?, model: string, provider: string?, parameters: @ModelParameters?, started_at: time, duration_ms: number?,
            time_to_first_token_ms: number?, chunks: long, outcome: completed|failed|abandoned|canceled?, cancel_reason: unspecified|user_interrupted|user_left|superseded|host_stopped?,
            request: [@ModelMessage], omitted_messages: long,
            response: @ModelMessage?, usage: @Usage?, kind?: embeddings|reranking|speech_to_text|text_to_speech|image_generation, cached?: bool, purpose?: string, agent_name?: string, finish_reason: string?, response_id: string?, error: string?, error_type: string?,
            trace_id?: string, span_id?: string, scores: [@Score], pii_fields: [string]
            """),
        ("ModelParameters", "temperature: number?, max_output_tokens: long?, response_format: string?, tools: [string]"),
        ("ModelMessage", """
            role: system|user|assistant|tool?, text: string?, tool_calls: [@ModelToolCall], tool_call_id: string?, author?: string, reasoning?: string, is_new: bool, is_missing: bool, pii_fields: [string]
            """),
        ("ModelToolCall", "call_id: string, name: string, arguments: object, pii_fields: [string]"),
        ("FunctionEvent", $"""
            id: string, parent_id: string?, turn_ordinal: int, name: string, call_id: string?, model_call_id: string?, attempt?: int, started_at: time, duration_ms: number?,
            outcome: completed|failed|abandoned|canceled|declined?, cancel_reason: unspecified|user_interrupted|user_left|superseded|host_stopped?, observed: bool, hosted?: bool,
            server_name?: string, approval?: @Approval, arguments: object, result: any, error: string?, error_type: string?, trace_id?: string, span_id?: string, handoff: @Handoff?,
            {LoggedProperties}, losses: @Losses, scores: [@Score], pii_fields: [string]
            """),
        ("Approval", "asked_at?: time, asked_of?: string, rule?: string, decision?: granted|declined, decided_at?: time, decided_by?: string, reason?: string, waited_ms?: number, pii_fields: [string]"),
        ("Losses", "dropped: {long}, truncated: {long}"),
        ("Entry", "id: uuid, level: info|warning|error, content: string, is_pii: bool, timestamp: time, logger: string, fields: object, pii_fields: [string]"),
        ("ApiResponse", """
            id: uuid, method: string, url: string?, status_code: int, elapsed_ms: number, error_body: string?, is_pii: bool, timestamp: time, fields: object, is_expected?: bool,
            trace_id?: string, span_id?: string, pii_fields: [string]
            """),
        ("StateChange", "kind: added|updated|removed, name: string, value: any, timestamp: time, pii_fields: [string]"),
        ("Metric", "name: string, value: any, timestamp: time, pii_fields: [string]"),
        ("Note", "id: uuid, text: string, author: string?, created_at: time, pii_fields: [string]"),
        ("Score", """
            id: uuid, name: string, value: any, source: team|user|code|model, scorer: string?, scorer_version: string?, comment: string?, created_at: time, pii_fields: [string]
            """),
        ("Label", "label: string, author: string?, created_at: time"),
        ("Feedback", FeedbackProperties),
        ("Annotation", AnnotationProperties),
        ("EntryList", "entries: [@Logged], next_cursor: string?"),
        ("Logged", "turn_id: string?, function_event_id: string?, entry: @Entry?, api_response: @ApiResponse?"),

        ("ViewList", "views: [@View]"),
        ("View", "id: string, name: string, of: me|team, query: string, is_default: bool, version: string, conversations?: long?, unread?: long?"),
        ("UserList", "users: [@User], next_cursor: string?, complete?: bool"),
        ("User", "user: string, pseudonym: string, conversations: long, problem_conversations: long, first_started_at: time, last_started_at: time, pii_fields: [string]"),
        ("FeedbackList", "feedback: [@RatedTurn], next_cursor: string?, search_stopped: bool, complete?: bool"),
        ("RatedTurn", $"{QuestionProperties}, {FeedbackProperties}"),
        ("AnnotationList", "annotations: [@AnnotatedTurn], next_cursor: string?, search_stopped: bool, complete?: bool"),
        ("AnnotatedTurn", $"{QuestionProperties}, {AnnotationProperties}"),

        ("RatingBody", "source: user|team, rating: like|dislike, comment?: string?, reasons?: [string]"),
        ("ScoreBody", """
            conversation_id: string, turn_id?: string?, turn_ordinal?: int?, function_event_id?: string?, model_call_id?: string?, name: string, value: any,
            source?: team|user|code|model?, scorer?: string?, scorer_version?: string?, comment?: string?, created_at?: time?
            """),
        ("LabelBody", "label: string, turn_id?: string?, turn_ordinal?: int?"),
        ("AnnotationBody", "improved_answer: string"),
        ("NoteBody", "text: string"),
        ("ViewBody", "name: string, query?: string?, of?: me|team?, is_default?: bool?"),
        ("ViewReplacement", "name: string, query?: string?, is_default?: bool?, version?: string?"),
        ("AssignmentBody", "assigned_to: string"),
        ("RetentionRunBody", "confirmed?: bool?"),
        ("LiveLogged", """
            conversation_id: string, agent_id: string, turn: int?, turn_id: string?, function_event_id: string?, function: string?, entry: @Entry?, api_response: @ApiResponse?
            """),
        ("LiveEnd", "reason: permission|expired"),
        ("LiveReset", ""),
        ("LivePosition", ""),
        ("LookupBody", "user_id?: string?, number?: string?, attributes?: {any}?"),
        ("ErasureBody", "conversation_id?: string?, user_id?: string?, reason?: string?"),

        ("HoldBody", "reason?: string?"),
        ("SilenceBody", "duration_seconds?: int?"),
        ("OpenApi", "openapi: string, info: object, servers: [object], security: [object], paths: object, components: object"),

        ("CompatibleError", "success: bool, error: string, error_id: string, error_code: string, error_message!: string, data: null"),
        ("AgentConversationList", "conversations: [@AgentConversationSummary], count: long, limit: int, offset: int"),
        ("AgentConversationSummary", AgentProperties),
        ("AgentConversation",
            $$"""{{AgentProperties}}, functionEvents: {[@AgentFunctionEvent]}, logs?: @AgentLogs, metrics: {[@AgentMetric]}, turns: [@AgentTurn]"""),
        ("AgentMetric", "timestamp: string, value: string"),
        ("AgentTurn", """
            agent_response: string, agent_response_datetime: string?, asr_lang_code: string, barge_in: bool, cancel_reason?: string?, english_agent_response: string, entities: any, error?: string,
            error_type?: string?, intents: any, is_ood: bool?, is_silence: bool?, latency: object, llm_requests: [object], logs?: @AgentLogs, metadata: object, reviews: [object],
            translated_user_input: string, tts_lang_code: string, turn_id: int, user_input: string, user_input_audio_url: string, user_input_datetime: string,
            user_input_dtmf: string, user_input_dtmf_finish_key: string
            """),
        ("AgentFunctionEvent", """
            arguments: object, cancel_reason?: string?, content: string?, conversation_id: string, duration: long, error: string?, error_type?: string?, function_id: string, function_version: any,
            handoff: object?, hangup: any, id: string, llm_request_id: string?, logs: @AgentLogs?, name: string, outcome: string?, parent_id?: string, start_time: string,
            state_changes: object?, transition: any, turn_id: int, utterance: any, variant_id_change: any
            """),
        ("AgentLogs", "conversation_logger: [@AgentEntry], api_responses?: [object], losses?: object"),
        ("AgentNote", "note: string"),
        ("AgentAnnotations", "annotations: [@AgentAnnotation]"),
        ("AgentAnnotation", "turnId?: int?, turnOrdinal?: int?, annotation: string"),
        ("AgentSuccess", "success: bool"),
        ("ProjectConversationList", "conversations: [@ProjectConversation], next_offset?: int, cursor: string?"),
        ("ProjectConversation", """
            id: string, account_id: string, project_id: string, environment: string, started_at: string, channel: string, in_progress: bool, variant_id: string,
            variant_name: string, from_number: string, to_number: string, num_turns: long, total_duration: long, polyai_duration: long, handoff: bool, handoff_reason: string,
            handoff_destination: string, num_silences: long, num_ood: long, metrics: object, state: object, turns: [object]
            """),
    ];

    /// <summary>Schemas of objects that contain properties chosen by authors besides the listed ones.</summary>
    public static IReadOnlyList<(string Name, string Properties)> Open { get; } =
    [
        ("AgentEntry", "level: info|warning|error, content: string, is_pii: bool, timestamp: time, logger: string"),
    ];
}
