using System.Text.Json;
using ConvLog.Records;

namespace ConvLog.Storage.Serialization;

/// <summary>Reads function events.</summary>
internal static class FunctionEventReading
{
    public static FunctionEventView Read(ref Utf8JsonReader reader)
    {
        JsonReading.Expect(ref reader, JsonTokenType.StartObject, "function event");
        var call = new FunctionEventView { Id = "", Name = "", StartedAt = default };
        while (JsonReading.NextProperty(ref reader, out string name))
        {
            call = name switch
            {
                "id" => call with { Id = JsonReading.Text(ref reader, name) ?? "" },
                "name" => call with { Name = JsonReading.Text(ref reader, name) ?? "" },
                "arguments" => call with { Arguments = JsonReading.Fields(ref reader, name) },
                "cancel_reason" => call with { CancelReason = JsonNames.WhyCanceled(JsonReading.Text(ref reader, name)) },
                "content" => call with { Result = JsonReading.Text(ref reader, name) is { } text ? LogField.Of("result", text) : null },
                "duration" => call with { Duration = TimeSpan.FromMilliseconds(JsonReading.Integer(ref reader, name)) },
                "error" => call with { Error = JsonReading.Text(ref reader, name) is { } text ? new VisibleText(text, isPii: false) : null },
                "error_type" => call with { ErrorType = JsonReading.Text(ref reader, name) },
                "handoff" => call with { Handoff = ReadHandoff(ref reader, call.Id) },
                "llm_request_id" => call with { CallId = JsonReading.Text(ref reader, name) },
                "logs" => WithLogs(call, ref reader),
                "outcome" => call with { Outcome = JsonNames.Outcome(JsonReading.Text(ref reader, name)) },
                "parent_id" => call with { ParentId = JsonReading.Text(ref reader, name) },
                "start_time" => call with { StartedAt = JsonReading.Time(ref reader, name) ?? default },
                "state_changes" => call with { StateChanges = ReadStateChanges(ref reader) },
                "turn_id" => call with { TurnOrdinal = checked((int)JsonReading.Integer(ref reader, name)) },
                _ => Skipped(call, ref reader),
            };
        }

        return call;
    }

    private static FunctionEventView WithLogs(FunctionEventView call, ref Utf8JsonReader reader)
    {
        var (entries, responses, losses) = LogReading.ReadLogs(ref reader);
        return call with { Entries = entries, ApiResponses = responses, Losses = losses };
    }

    private static Handoff? ReadHandoff(ref Utf8JsonReader reader, string functionEventId)
    {
        var fields = JsonReading.Fields(ref reader, "handoff");
        return fields.TryGetValue("type", out object? type)
            ? new Handoff(type as string ?? "", fields.TryGetValue("reason", out object? reason) ? reason as string : null, functionEventId)
            : null;
    }

    private static List<StateChangeView> ReadStateChanges(ref Utf8JsonReader reader)
    {
        var changes = new List<StateChangeView>();
        if (reader.TokenType == JsonTokenType.Null)
        {
            return changes;
        }

        JsonReading.Expect(ref reader, JsonTokenType.StartObject, "state_changes");
        while (JsonReading.NextProperty(ref reader, out string name))
        {
            switch (name)
            {
                case "added": AddAll(changes, StateChangeKind.Added, JsonReading.Fields(ref reader, name)); break;
                case "updated": AddAll(changes, StateChangeKind.Updated, JsonReading.Fields(ref reader, name)); break;
                case "removed":
                    JsonReading.Expect(ref reader, JsonTokenType.StartArray, name);
                    while (JsonReading.NextItem(ref reader))
                    {
                        string variable = JsonReading.Text(ref reader, name) ?? "";
                        changes.Add(new StateChangeView { Kind = StateChangeKind.Removed, Variable = LogField.Of(variable, null), Timestamp = default });
                    }

                    break;
                default: reader.Skip(); break;
            }
        }

        return changes;
    }

    private static void AddAll(List<StateChangeView> changes, StateChangeKind kind, LogFields variables)
    {
        foreach (var variable in variables)
        {
            changes.Add(new StateChangeView { Kind = kind, Variable = variable, Timestamp = default });
        }
    }

    private static FunctionEventView Skipped(FunctionEventView call, ref Utf8JsonReader reader)
    {
        reader.Skip();
        return call;
    }
}
