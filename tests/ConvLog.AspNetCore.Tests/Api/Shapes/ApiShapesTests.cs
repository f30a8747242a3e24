using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.AspNetCore.Api.OpenApi;
using ConvLog.AspNetCore.Api.Shapes;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Tests.Api.Shapes;

/// <summary>Properties are named in responses as they are in the code. Here are the names that clients know.</summary>
public sealed class ApiShapesTests
{
    // A question mark means that the property may be absent.
    private const string Known = """
        Access: at, reader, subject, kind, conversation_id, user_pseudonym, reason
        AccessChainHead: number, hash
        AccessLog: accesses, next_cursor
        AccessVerification: whole, at, verified, first_broken, reason, head, beginning, has_noted_head
        AgentCalls: agent, calls, failed, canceled, declined, abandoned, running, problems, problem_rate, conversations, duration
        AgentList: agents
        Alert: rule, measure, kind, target, agent_id, environment, currency, threshold, minimum_count, window_seconds, state, last_state, since, value, count, too_few, evaluated_at, notified_at, undelivered, delivery_failure, next_attempt_at, silence
        AlertNotification: id, text, rule, state, measure, value, threshold, currency, count, window_seconds, fired_at, resolved_at, console
        AlertSilence: by, at, until
        Alerts: keeps_state, alerts
        ApprovalStatistics: requested, granted, declined, waited
        ArgumentKeyCount: key, problems, completed
        CallDetails: kind, from, to, time_zone, name, provider, calls, failed, canceled, declined, abandoned, running, problems, problem_rate, conversations, duration, series, first_problem, last_problem, agents, variants, channels, messages, messages_since, error_types, statuses, approvals, argument_keys, slowest, latest_problems, shifts, since, complete?
        CallInterval: start, calls, problems, duration?
        CallList: calls, next_cursor, since, complete?
        CallMessage: level, content, count, calls, conversations, first_at, last_at, last_conversation_id, last_call_id, series
        CallReference: conversation_id, call_id, started_at, duration_ms, outcome, error_type, status_code, message
        CallShift: measure, rise, since, before, after, dimension, value, value_before, value_after, others_before, others_after, slow_from_ms, slow, slow_of_value
        CallStatistics: kind, from, to, time_zone, targets, target_count, since, complete?
        CallTarget: name, provider, calls, failed, canceled, declined, abandoned, running, problems, problem_rate, conversations, duration, series, first_problem, last_problem
        CategoryCount: category, count, conversations
        ChannelCalls: channel, calls, failed, canceled, declined, abandoned, running, problems, problem_rate, conversations, duration
        Created: id
        DayPeriod: day, conversations, messages, users, interactions, tokens, cost, latency, tokens_per_second, satisfaction, likes_per_thousand_messages, ratings, errors, interrupted, refused, stages
        DayValue: day, value
        Durations: count, average_ms, p50_ms, p95_ms, p99_ms
        ErasedRecords: openings, turns, function_events, entries, facts, team_records, dead_letters, total
        ErasureReceipt: id, subject, conversation_id, user_pseudonym, requested_by, reason, requested_at, unreadable_at, cleaned_at, conversations, records, held_conversations, shared_conversations, is_complete
        ErasureReceipts: erasures
        ErrorMessage: content, count, conversations, last_at
        ErrorMessages: messages, since
        ErrorTypeCount: error_type, count, conversations, first_at, last_at
        FacetCount: value, conversations
        FacetProblems: turn, function, model, api, entry, loss
        FacetRatings: like, dislike
        Facets: counted, is_complete, agents, functions, channels, variants, labels, assignees, problems, ratings
        FunctionStatistics: name, calls, failed, error_rate, duration
        Health: status, parts
        HealthPart: name, status, message, last_success?, last_failure?, figures
        Highlight: start, length
        Hold: conversation_id, placed_by, placed_at, reason
        Holds: holds
        LabelCount: label, count, conversations
        ListedCall: conversation_id, call_id, started_at, duration_ms, outcome, error_type, status_codes, user_input, agent_id, variant_id, environment, channel
        ModelMonth: month, from, to, models
        ModelStatistics: model, provider, calls, failed, error_rate, tokens, cached_share, cost, duration, time_to_first_token, variants
        ModelVariant: variant, calls, failed, tokens, cached_share, cost
        NamedConversation: conversation_id, name
        Period: conversations, messages, users, interactions, tokens, cost, latency, tokens_per_second, satisfaction, likes_per_thousand_messages, ratings, errors, interrupted, refused, stages
        Problem: type, title, status, detail, field?, error_id
        ProblemStatistics: conversations, with_problem, turn, function, model, api, entry, loss
        Ratings: user_likes, user_dislikes, team_likes, team_dislikes
        ReasonCount: reason, count, conversations
        Retention: settings, next_run_at, stopped_run, runs
        RetentionCut: at, conversations_before, personal_data_before, access_before, keep_annotated
        RetentionPreview: cut, total_conversations, conversations, entries, personal_data, accesses, kept_held, kept_annotated, share
        RetentionRun: id, state, started_by, started_at, ended_at, conversations, entries, personal_data, accesses, kept_held, kept_annotated, retries, message
        RetentionRunAnswer: run
        RetentionSettings: enabled, days, personal_data_days, access_log_days, batch_size, run_at, time_zone, keep_annotated, most_share
        ScoreCreated: id, is_unchanged
        ScoreDay: day, count, conversations, average, min, max, yes, yes_share, categories, other_categories
        ScoreDefinition: name, type, min, max, categories, higher_is_better
        ScoreDefinitions: scores, reasons
        ScoreImport: imported, unchanged, refused, errors
        ScoreImportError: line, reason
        ScoreStatistics: name, type, count, conversations, average, min, max, yes, yes_share, categories, other_categories, days, variants
        ScoreVariant: variant, count, conversations, average, min, max, yes, yes_share, categories, other_categories, days
        SearchHit: conversation_id, turn_id, function_event_id, entry_id, timestamp, part, snippet, highlights
        SearchResults: hits, named, stopped, from, complete?
        SharedConversation: conversation_id, other_users
        StageDurations: speech_to_text, model, functions, text_to_speech, first_byte
        Statistic: name, from, to, time_zone, total?, days?, functions?, models?, months?, variants?, time?, scores?, labels?, reasons?, error_messages?, problems?, complete?
        Statistics: from, to, time_zone, problems, total, days, functions, models, variants, time, scores, labels, reasons, error_messages, complete?
        StatusCount: status_code, count, conversations, first_at, last_at
        TimeStatistics: model_ms, function_ms
        Tokens: input, output, total
        TurnShare: count, share
        UsedTokens: input, output, total, cached
        VariantCalls: variant, calls, failed, canceled, declined, abandoned, running, problems, problem_rate, conversations, duration
        VariantStatistics: variant, conversations, messages, errors, tokens, cached_share, cost
        ViewCreated: id, version
        """;

    [Fact]
    public void Every_shape_has_the_properties_that_clients_know_in_their_order()
    {
        var shapes = typeof(ApiShapes).Assembly.GetTypes()
            .Where(static type => string.Equals(type.Namespace, typeof(ApiShapes).Namespace, StringComparison.Ordinal)
                && type.Name.EndsWith("Json", StringComparison.Ordinal) && !type.IsAbstract)
            .OrderBy(ShapeSchemas.NameOf, StringComparer.Ordinal);

        string.Join('\n', shapes.Select(static shape => $"{ShapeSchemas.NameOf(shape)}: {PropertiesOf(shape)}")).Should().Be(Known);
    }

    [Fact]
    public void A_time_is_written_in_UTC_with_six_decimals()
        => Written(new AlertSilence { By = "Ana", At = new DateTimeOffset(2026, 11, 20, 10, 0, 0, TimeSpan.FromHours(1)) }).Should()
            .Be("""{"by":"Ana","at":"2026-11-20T09:00:00.000000Z","until":null}""");

    [Fact]
    public void Enumerations_are_written_as_the_words_of_parameters()
    {
        var alert = new AlertStatus
        {
            Rule = new AlertRule
            {
                Name = "r", Measure = AlertMeasure.P95Duration, Kind = CallTargetKind.Endpoint, Environment = ConversationEnvironment.PreRelease,
            },
            State = AlertState.Firing,
            LastState = AlertState.Firing,
        };

        string json = JsonSerializer.Serialize(new AlertJson(alert), ApiShapes.Default.AlertJson);

        json.Should().Contain("\"measure\":\"p95_duration\",\"kind\":\"endpoint\"").And.Contain("\"environment\":\"pre-release\"");
    }

    private static string Written(AlertSilence silence) => JsonSerializer.Serialize(new AlertSilenceJson(silence), ApiShapes.Default.AlertSilenceJson);

    private static string PropertiesOf(Type shape)
        => string.Join(", ", ApiShapes.TypeOf(shape).Properties.OrderBy(static property => property.Order)
            .Select(static property => property.Name + (ShapeSchemas.AttributeOf<JsonIgnoreAttribute>(property) is null ? "" : "?")));
}
