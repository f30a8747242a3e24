namespace ConvLog.AspNetCore.Api.OpenApi;

/// <summary>All schemas of the OpenAPI document, in the notation of <see cref="SchemaText"/>.</summary>
internal static class Schemas
{
    private const string SummaryProperties = """
        conversation_id: string, agent_id: string, account_id: string?, project_id: string?, environment: live|pre-release|sandbox|debug, channel: string?,
        direction: inbound|outbound?, user: string?, users: [@ConversationUser], from_number: string?, to_number: string?, variant_id: string?, language: string?, handoff: @Handoff?, title: string?,
        started_at: time, last_activity_at: time, ended_at: time?, end_reason: user_ended|agent_ended|handed_off|timed_out|failed|other?, in_progress: bool, duration_ms: number, turn_count: long,
        model_call_count: long, interrupted_turn_count: long, refused_turn_count: long, problems: @ProblemCounts, function_outcomes: [completed|failed|abandoned|canceled|declined?], entry_count: long, warning_count: long, error_count: long, total_tokens: long, user_likes: long, user_dislikes: long,
        team_likes: long, team_dislikes: long, slowest_latency_ms: number?, is_annotated: bool, is_unread: bool, read_by: string?, read_at: time?, assigned_to: string?, assigned_by: string?, assigned_at: time?,
        pii_purged_at: time?, recording: full|metadata_only|off, pii_fields: [string]
        """;

    private const string LoggedProperties = "entries: [@Entry], api_responses: [@ApiResponse], state_changes: [@StateChange]";

    private const string QuestionProperties = """
        conversation_id: string, agent_id: string, environment: live|pre-release|sandbox|debug, channel: string?, turn_id: string, turn_ordinal: int, model: string?, question: string?, answer: string?
        """;

    private const string FeedbackProperties = "source: user|team, rating: like|dislike, comment: string?, reasons: [string], created_at: time, pii_fields: [string]";

    private const string AnnotationProperties = "id: uuid, improved_answer: string, author: string?, created_at: time, pii_fields: [string]";

    private const string UsageProperties = "tokens: @UsedTokens, cached_share: number?, cost: {number}";

    private const string ScoreFigures = """
        count: long, conversations: long, average: number?, min: number?, max: number?, yes: long, yes_share: number?, categories: [@CategoryCount], other_categories: long
        """;

    private const string CallFigures = """
        calls: long, failed: long, canceled: long, declined: long, abandoned: long, running: long, problems: long, problem_rate: number?, conversations: long, duration: @Durations
        """;

    private const string CallTargetProperties = $"name: string, provider: string?, {CallFigures}";

    private const string PeriodProperties = """
        conversations: long, messages: long, users: long, interactions: number?, tokens: @Tokens, cost: {number}, latency: @Durations, tokens_per_second: number?,
        satisfaction: number?, likes_per_thousand_messages: number?,
        ratings: @Ratings, errors: long, interrupted: @TurnShare, refused: @TurnShare, stages: @StageDurations
        """;

    private const string AgentProperties = """
        accountId: string, audioUrl: string?, channel: string, clientEnv: string, conversationId: string, createdAt: string, deploymentId: string?, direction: string?,
        duration: long, finishedAt: string?, fromNumber: string?, handoff: bool, handoffDestination: string?, handoffReason: string?, inProgress: bool, language: string?,
        note: string?, pii_purged_at?: string, polyScore: int?, polyaiDuration: long, projectId: string, shortSummary: string?, startedAt: string, tags: [string],
        toNumber: string?, totalDuration: long, variantId: string?
        """;

    public static IReadOnlyList<(string Name, string Properties)> All { get; } =
    [
        ("Problem", "type: string, title: string, status: int, detail!: string, field?: string, error_id: string"),
        ("Health", "status: healthy|degraded|unhealthy, parts: [@HealthPart]"),
        ("HealthPart", "name: string, status: healthy|degraded|unhealthy, message: string, last_success?: time, last_failure?: time, figures: {number}"),

        ("ConversationList", "conversations: [@ConversationSummary], next_cursor: string?, total?: long, search_stopped: bool, searched_from?: time, complete?: bool"),
        ("ConversationSummary", $"{SummaryProperties}, label_names: [string], score_averages: [@ListedScore]"),
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

        ("SearchResults", "hits: [@SearchHit], named: [@NamedConversation], stopped: bool, from: time, complete?: bool"),
        ("NamedConversation", "conversation_id: string, name: conversation_id|function_event_id|function|user|entry_id|model_call_id"),
        ("SearchHit", """
            conversation_id: string, turn_id: string?, function_event_id: string?, entry_id: uuid?, timestamp: time, part: string, snippet: string, highlights: [@Highlight]
            """),
        ("Highlight", "start: int, length: int"),
        ("AgentList", "agents: [string]"),
        ("FacetCount", "value: string, conversations: long"),
        ("FacetProblems", "turn: long, function: long, model: long, api: long, entry: long, loss: long"),
        ("FacetRatings", "like: long, dislike: long"),
        ("Facets", "counted: long, is_complete: bool, agents: [@FacetCount], functions: [@FacetCount], channels: [@FacetCount], variants: [@FacetCount], "
            + "labels: [@FacetCount], assignees: [@FacetCount], problems: @FacetProblems, ratings: @FacetRatings"),
        ("ViewList", "views: [@View]"),
        ("View", "id: string, name: string, of: me|team, query: string, is_default: bool, version: string, conversations?: long?, unread?: long?"),
        ("ViewCreated", "id: string, version: string"),
        ("UserList", "users: [@User], next_cursor: string?, complete?: bool"),
        ("User", "user: string, pseudonym: string, conversations: long, problem_conversations: long, first_started_at: time, last_started_at: time, pii_fields: [string]"),
        ("FeedbackList", "feedback: [@RatedTurn], next_cursor: string?, search_stopped: bool, complete?: bool"),
        ("RatedTurn", $"{QuestionProperties}, {FeedbackProperties}"),
        ("AnnotationList", "annotations: [@AnnotatedTurn], next_cursor: string?, search_stopped: bool, complete?: bool"),
        ("AnnotatedTurn", $"{QuestionProperties}, {AnnotationProperties}"),
        ("Statistics",
            "from: time, to: time, time_zone: string, total: @Period, problems: @ProblemStatistics, days: [@DayPeriod], functions: [@FunctionStatistics], "
            + "models: [@ModelStatistics], variants: [@VariantStatistics], time: @TimeStatistics, scores: [@ScoreStatistics], labels: [@LabelCount], reasons: [@ReasonCount], "
            + "error_messages: @ErrorMessages, complete?: bool"),
        ("Period", PeriodProperties),
        ("DayPeriod", $"day: day, {PeriodProperties}"),
        ("Tokens", "input: long, output: long, total: long"),
        ("Durations", "count: long, average_ms: number?, p50_ms: number?, p95_ms: number?, p99_ms: number?"),
        ("TurnShare", "count: long, share: number?"),
        ("StageDurations", "speech_to_text: @Durations, model: @Durations, functions: @Durations, text_to_speech: @Durations, first_byte: @Durations"),
        ("Ratings", "user_likes: long, user_dislikes: long, team_likes: long, team_dislikes: long"),
        ("FunctionStatistics", "name: string, calls: long, failed: long, error_rate: number?, duration: @Durations"),
        ("UsedTokens", "input: long, output: long, total: long, cached: long"),
        ("ModelStatistics", $"""
            model: string, provider: string?, calls: long, failed: long, error_rate: number, {UsageProperties}, duration: @Durations, time_to_first_token: @Durations
            """),
        ("VariantStatistics", $"variant: string?, conversations: long, messages: long, errors: long, {UsageProperties}"),
        ("ScoreStatistics", $"name: string, type: number|yes_no|category, {ScoreFigures}, days: [@ScoreDay], variants: [@ScoreVariant]"),
        ("ScoreDay", $"day: day, {ScoreFigures}"),
        ("ScoreVariant", $"variant: string?, {ScoreFigures}, days: [@ScoreDay]"),
        ("CategoryCount", "category: string, count: long, conversations: long"),
        ("LabelCount", "label: string, count: long, conversations: long"),
        ("ReasonCount", "reason: string, count: long, conversations: long"),
        ("TimeStatistics", "model_ms: number, function_ms: number"),
        ("Statistic",
            "name: string, from: time, to: time, time_zone: string, total?: any, days?: [@DayValue], functions?: [@FunctionStatistics], models?: "
            + "[@ModelStatistics], variants?: [@VariantStatistics], time?: @TimeStatistics, scores?: [@ScoreStatistics], labels?: [@LabelCount], reasons?: [@ReasonCount], "
            + "error_messages?: @ErrorMessages, problems?: @ProblemStatistics, complete?: bool"),
        ("CallStatistics", "kind: function|endpoint|model, from: time, to: time, time_zone: string, targets: [@CallTarget], target_count: long, since: time?, complete?: bool"),
        ("CallTarget", $"{CallTargetProperties}, series: [@CallInterval], first_problem: @CallReference?, last_problem: @CallReference?"),
        ("CallInterval", "start: time, calls: long, problems: long, duration?: @Durations"),
        ("CallReference", """
            conversation_id: string, call_id: string, started_at: time, duration_ms: number?, outcome: completed|failed|abandoned|canceled|declined?, error_type: string?,
            status_code: int?, message: string?
            """),
        ("CallDetails", $"""
            kind: function|endpoint|model, from: time, to: time, time_zone: string, {CallTargetProperties}, series: [@CallInterval], first_problem: @CallReference?,
            last_problem: @CallReference?, agents: [@AgentCalls], variants: [@VariantCalls], messages: [@CallMessage], messages_since: time?,
            error_types: [@ErrorTypeCount], statuses: [@StatusCount], approvals: @ApprovalStatistics, argument_keys: [@ArgumentKeyCount], slowest: [@CallReference], latest_problems: [@CallReference], since: time?, complete?: bool
            """),
        ("AgentCalls", $"agent: string?, {CallFigures}"),
        ("VariantCalls", $"variant: string?, {CallFigures}"),
        ("CallMessage", """
            level: info|warning|error, content: string, count: long, calls: long, conversations: long, first_at: time, last_at: time, last_conversation_id: string,
            last_call_id: string, series: [long]
            """),
        ("ErrorTypeCount", "error_type: string, count: long, conversations: long, first_at: time, last_at: time"),
        ("StatusCount", "status_code: string, count: long, conversations: long, first_at: time, last_at: time"),
        ("ApprovalStatistics", "requested: long, granted: long, declined: long, waited: @Durations"),
        ("ArgumentKeyCount", "key: string, problems: long, completed: long"),
        ("ErrorMessages", "messages: [@ErrorMessage], since: time?"),
        ("ErrorMessage", "content: string, count: long, conversations: long, last_at: time"),
        ("ProblemStatistics", "conversations: long, with_problem: long, turn: long, function: long, model: long, api: long, entry: long, loss: long"),
        ("DayValue", "day: day, value: any"),
        ("AccessLog", "accesses: [@Access], next_cursor: string?"),
        ("Access", "at: time, reader: string, subject: string?, kind: string, conversation_id: string?, user_pseudonym: string?, reason: string?"),
        ("AccessVerification", """
            whole: bool, at: time, verified: long, first_broken: long?, reason: string?, head: @AccessChainHead?, beginning: @AccessChainHead?, has_noted_head: bool?
            """),
        ("AccessChainHead", "number: long, hash: string"),

        ("RatingBody", "source: user|team, rating: like|dislike, comment?: string?, reasons?: [string]"),
        ("ScoreDefinitions", "scores: [@ScoreDefinition], reasons: [string]"),
        ("ScoreDefinition", "name: string, type: string?, min: number?, max: number?, categories: [string], higher_is_better: bool?"),
        ("ScoreBody", """
            conversation_id: string, turn_id?: string?, turn_ordinal?: int?, function_event_id?: string?, model_call_id?: string?, name: string, value: any,
            source?: team|user|code|model?, scorer?: string?, scorer_version?: string?, comment?: string?, created_at?: time?
            """),
        ("ScoreCreated", "id: uuid?, is_unchanged: bool"),
        ("ScoreImport", "imported: long, unchanged: long, refused: long, errors: [@ScoreImportError]"),
        ("ScoreImportError", "line: long, reason: string"),
        ("LabelBody", "label: string, turn_id?: string?, turn_ordinal?: int?"),
        ("AnnotationBody", "improved_answer: string"),
        ("NoteBody", "text: string"),
        ("ViewBody", "name: string, query?: string?, of?: me|team?, is_default?: bool?"),
        ("ViewReplacement", "name: string, query?: string?, is_default?: bool?, version?: string?"),
        ("AssignmentBody", "assigned_to: string"),
        ("Created", "id: uuid"),
        ("Retention", "settings: @RetentionSettings, next_run_at: time?, stopped_run: @RetentionRun?, runs: [@RetentionRun]"),
        ("RetentionSettings", """
            enabled: bool, days: int, personal_data_days: int?, access_log_days: int?, batch_size: int, run_at: string, time_zone: string, keep_annotated: bool, most_share: number
            """),
        ("RetentionRun", """
            id: uuid, state: running|completed|refused|failed, started_by: string?, started_at: time, ended_at: time?, conversations: long, entries: long, personal_data: long,
            accesses: long, kept_held: long, kept_annotated: long, retries: int, message: string?
            """),
        ("RetentionPreview", """
            cut: @RetentionCut, total_conversations: long, conversations: long, entries: long, personal_data: long, accesses: long, kept_held: long, kept_annotated: long, share: number
            """),
        ("RetentionCut", "at: time, conversations_before: time?, personal_data_before: time?, access_before: time?, keep_annotated: bool"),
        ("RetentionRunBody", "confirmed?: bool?"),
        ("RetentionRunAnswer", "run: @RetentionRun?"),
        ("LiveLogged", """
            conversation_id: string, agent_id: string, turn: int?, turn_id: string?, function_event_id: string?, function: string?, entry: @Entry?, api_response: @ApiResponse?
            """),
        ("LiveEnd", "reason: permission|expired"),
        ("LiveReset", ""),
        ("LivePosition", ""),
        ("LookupBody", "user_id?: string?, number?: string?, attributes?: {any}?"),
        ("ErasureBody", "conversation_id?: string?, user_id?: string?, reason?: string?"),
        ("ErasureReceipt", """
            id: uuid, subject: conversation|user, conversation_id: string?, user_pseudonym: string?, requested_by: string, reason: string?, requested_at: time,
            unreadable_at: time, cleaned_at: time?, conversations: long, records: @ErasedRecords?, held_conversations: [string],
            shared_conversations: [@SharedConversation], is_complete: bool
            """),
        ("SharedConversation", "conversation_id: string, other_users: long"),
        ("ErasedRecords", "openings: long, turns: long, function_events: long, entries: long, facts: long, team_records: long, dead_letters: long, total: long"),
        ("ErasureReceipts", "erasures: [@ErasureReceipt]"),
        ("Hold", "conversation_id: string, placed_by: string, placed_at: time, reason: string?"),
        ("Alerts", "keeps_state: bool, alerts: [@Alert]"),
        ("Alert", """
            rule: string, measure: problem_rate|p95_duration|p95_response_time|dislike_share|dislikes|cost|drops, kind: function|endpoint|model?, target: string?, agent_id: string?,
            environment: live|pre-release|sandbox|debug?, currency: string?, threshold: number, minimum_count: long, window_seconds: long,
            state: normal|pending|firing|resolved|unknown, last_state: normal|pending|firing|resolved, since: time?, value: number?, count: long?, too_few: bool,
            evaluated_at: time?, notified_at: time?, undelivered: [string], delivery_failure: string?, next_attempt_at: time?, silence: @AlertSilence?
            """),
        ("AlertSilence", "by: string, at: time, until: time?"),

        ("Holds", "holds: [@Hold]"),
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
