using System.Text.Json;
using ConvLog.Serialization;

namespace ConvLog.AspNetCore.Api.Groups;

/// <summary>Alerts as JSON.</summary>
internal static class AlertJson
{
    public static string WordOf(AlertState state) => state switch
    {
        AlertState.Normal => "normal",
        AlertState.Pending => "pending",
        AlertState.Firing => "firing",
        AlertState.Resolved => "resolved",
        _ => "unknown",
    };

    public static string WordOf(AlertMeasure measure) => measure switch
    {
        AlertMeasure.ProblemRate => "problem_rate",
        AlertMeasure.P95Duration => "p95_duration",
        AlertMeasure.P95ResponseTime => "p95_response_time",
        AlertMeasure.DislikeShare => "dislike_share",
        AlertMeasure.Dislikes => "dislikes",
        AlertMeasure.Cost => "cost",
        _ => "drops",
    };

    public static void Write(Utf8JsonWriter json, AlertStatus alert)
    {
        json.WriteStartObject();
        WriteRule(json, alert.Rule);
        json.WriteString("state", WordOf(alert.State));
        json.WriteString("last_state", WordOf(alert.LastState));
        ViewJson.WriteTime(json, "since", alert.Since);
        OptionalNumber.Write(json, "value", alert.Value);
        OptionalNumber.Write(json, "count", alert.Count);
        json.WriteBoolean("too_few", alert.HasTooFew);
        ViewJson.WriteTime(json, "evaluated_at", alert.EvaluatedAt);
        ViewJson.WriteTime(json, "notified_at", alert.NotifiedAt);
        WriteDelivery(json, alert);
        WriteSilence(json, alert.Silence);
        json.WriteEndObject();
    }

    private static void WriteRule(Utf8JsonWriter json, AlertRule rule)
    {
        bool isOfCalls = rule.Measure is AlertMeasure.ProblemRate or AlertMeasure.P95Duration;
        json.WriteString("rule", rule.Name);
        json.WriteString("measure", WordOf(rule.Measure));
        json.WriteString("kind", isOfCalls ? CallStatisticsRoutes.Kinds.Single(known => known.Kind == rule.Kind).Word : null);
        json.WriteString("target", rule.Target);
        json.WriteString("agent_id", rule.AgentId);
        json.WriteString("environment", rule.Environment is { } environment
            ? ConversationFilters.Environment.Choices.Single(choice => choice.Value == environment).Word : null);
        json.WriteString("currency", rule.Currency);
        json.WriteNumber("threshold", rule.Threshold);
        json.WriteNumber("minimum_count", rule.MinimumCount);
        json.WriteNumber("window_seconds", (long)rule.Window.TotalSeconds);
    }

    private static void WriteDelivery(Utf8JsonWriter json, AlertStatus alert)
    {
        json.WriteStartArray("undelivered");
        foreach (string receiver in alert.Undelivered)
        {
            json.WriteStringValue(receiver);
        }

        json.WriteEndArray();
        json.WriteString("delivery_failure", alert.DeliveryFailure);
        ViewJson.WriteTime(json, "next_attempt_at", alert.NextAttemptAt);
    }

    private static void WriteSilence(Utf8JsonWriter json, AlertSilence? silence)
    {
        json.WritePropertyName("silence");
        if (silence is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        json.WriteString("by", silence.By);
        ViewJson.WriteTime(json, "at", silence.At);
        ViewJson.WriteTime(json, "until", silence.Until);
        json.WriteEndObject();
    }
}
