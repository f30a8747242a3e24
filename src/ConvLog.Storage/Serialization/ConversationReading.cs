using System.Text.Json;
using ConvLog.Records;
using ConvLog.Storage.Records;

namespace ConvLog.Storage.Serialization;

/// <summary>Reads whole conversations.</summary>
internal static class ConversationReading
{
    public static ConversationView Read(ref Utf8JsonReader reader)
    {
        JsonReading.Expect(ref reader, JsonTokenType.StartObject, "conversation");
        var summary = new ConversationSummaryView { ConversationId = "", AgentId = "", StartedAt = default, LastActivityAt = default };
        var conversation = new ConversationView { Summary = summary };
        var functions = new List<FunctionEventView>();
        string? destination = null;
        string? reason = null;
        while (JsonReading.NextProperty(ref reader, out string name))
        {
            switch (name)
            {
                case "accountId": summary = summary with { AccountId = JsonReading.Text(ref reader, name) }; break;
                case "channel": summary = summary with { Channel = JsonReading.Text(ref reader, name) }; break;
                case "clientEnv": summary = summary with { Environment = JsonNames.Environment(JsonReading.Text(ref reader, name)) }; break;
                case "conversationId": summary = summary with { ConversationId = JsonReading.Text(ref reader, name) ?? "" }; break;
                case "direction": summary = summary with { Direction = JsonNames.Direction(JsonReading.Text(ref reader, name)) }; break;
                case "finishedAt": summary = summary with { EndedAt = JsonReading.Time(ref reader, name) }; break;
                case "fromNumber": summary = summary with { FromNumber = Visible(ref reader, name) }; break;
                case "functionEvents": ReadFunctionEvents(ref reader, functions); break;
                case "handoffDestination": destination = JsonReading.Text(ref reader, name); break;
                case "handoffReason": reason = JsonReading.Text(ref reader, name); break;
                case "language": summary = summary with { Language = JsonReading.Text(ref reader, name) }; break;
                case "logs":
                    var (entries, responses, _) = LogReading.ReadLogs(ref reader);
                    conversation = conversation with { Entries = entries, ApiResponses = responses };
                    break;
                case "metrics": conversation = conversation with { Metrics = ReadMetrics(ref reader) }; break;
                case "note": conversation = conversation with { Notes = ReadNote(ref reader) }; break;
                case "pii_purged_at": summary = summary with { PiiPurgedAt = JsonReading.Time(ref reader, name) }; break;
                case "projectId": summary = summary with { ProjectId = JsonReading.Text(ref reader, name) }; break;
                case "startedAt": summary = summary with { StartedAt = JsonReading.Time(ref reader, name) ?? default }; break;
                case "toNumber": summary = summary with { ToNumber = Visible(ref reader, name) }; break;
                case "turns": conversation = conversation with { Turns = ReadTurns(ref reader) }; break;
                case "variantId": summary = summary with { VariantId = JsonReading.Text(ref reader, name) }; break;
                default: reader.Skip(); break;
            }
        }

        return Join(conversation, summary with { Handoff = destination is null ? null : new Handoff(destination, reason) }, functions);
    }

    // The JSON lists function events separately: assign them to their turns, and compute the counts.
    private static ConversationView Join(ConversationView conversation, ConversationSummaryView summary, List<FunctionEventView> functions)
    {
        var byTurn = functions.ToLookup(static call => call.TurnOrdinal);
        conversation = conversation with
        {
            FunctionEvents = [.. byTurn[0]],
            Turns = [.. conversation.Turns.Select(turn => turn with { FunctionEvents = [.. byTurn[turn.Ordinal]] })],
        };
        List<EntryView> entries =
            [.. conversation.Entries, .. conversation.Turns.SelectMany(static turn => turn.Entries), .. functions.SelectMany(static call => call.Entries)];
        return conversation with
        {
            Summary = summary with
            {
                LastActivityAt = summary.EndedAt ?? entries.Select(static entry => entry.Timestamp).Append(summary.StartedAt).Max(),
                Title = conversation.Turns.Select(static turn => turn.UserInput).FirstOrDefault(static text => !text.IsEmpty),
                TurnCount = conversation.Turns.Count,
                FunctionOutcomes = [.. functions.Select(static call => call.Outcome)],
                EntryCount = entries.Count,
                WarningCount = entries.Count(static entry => entry.Level == EntryLevel.Warning),
                ErrorCount = entries.Count(static entry => entry.Level == EntryLevel.Error),
                TotalTokens = conversation.Turns.Sum(static turn => turn.Usage?.KnownTokens ?? 0),
                Cost = ConversationCost.ToAmount(ConversationCost.Of(conversation.Turns.Select(static turn => turn.Usage))),
            },
        };
    }

    private static void ReadFunctionEvents(ref Utf8JsonReader reader, List<FunctionEventView> functions)
    {
        JsonReading.Expect(ref reader, JsonTokenType.StartObject, "functionEvents");
        while (JsonReading.NextProperty(ref reader, out string ordinal))
        {
            JsonReading.Expect(ref reader, JsonTokenType.StartArray, $"functionEvents.{ordinal}");
            while (JsonReading.NextItem(ref reader))
            {
                functions.Add(FunctionEventReading.Read(ref reader));
            }
        }
    }

    private static List<TurnView> ReadTurns(ref Utf8JsonReader reader)
    {
        JsonReading.Expect(ref reader, JsonTokenType.StartArray, "turns");
        var turns = new List<TurnView>();
        while (JsonReading.NextItem(ref reader))
        {
            turns.Add(TurnReading.Read(ref reader, turns.Count + 1));
        }

        return turns;
    }

    private static List<MetricView> ReadMetrics(ref Utf8JsonReader reader)
    {
        JsonReading.Expect(ref reader, JsonTokenType.StartObject, "metrics");
        var metrics = new List<MetricView>();
        while (JsonReading.NextProperty(ref reader, out string metric))
        {
            JsonReading.Expect(ref reader, JsonTokenType.StartArray, metric);
            while (JsonReading.NextItem(ref reader))
            {
                var fields = JsonReading.Fields(ref reader, metric);
                fields.TryGetField("value", out var value);
                var time = fields.TryGetValue("timestamp", out object? text) && text is string t ? JsonTimes.Parse(t) : default;
                metrics.Add(new MetricView { Metric = value.WithKey(metric), Timestamp = time });
            }
        }

        return metrics;
    }

    private static List<NoteView> ReadNote(ref Utf8JsonReader reader)
        => Visible(ref reader, "note") is { } note ? [new NoteView { Id = Guid.Empty, Text = note, Author = null, CreatedAt = default }] : [];

    private static VisibleText? Visible(ref Utf8JsonReader reader, string name)
        => JsonReading.Text(ref reader, name) is { } text ? new VisibleText(text, isPii: false) : null;
}
