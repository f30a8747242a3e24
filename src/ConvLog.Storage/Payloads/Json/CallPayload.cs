using System.Text.Json;
using ConvLog.Entries;
using ConvLog.Records;
using ConvLog.Storage.Serialization;

namespace ConvLog.Storage.Payloads.Json;

/// <summary>
/// The payloads of a function event's two rows: the visible properties, and its arguments, result, error text and losses of personal entries.
/// </summary>
internal static class CallPayload
{
    private static readonly LossReason[] s_reasons = Enum.GetValues<LossReason>();

    /// <summary>The visible properties without a separate column, as JSON.</summary>
    public static byte[] Visible(FunctionEventRecord call) => PayloadJson.Object(call, static (writer, call) =>
    {
        var stored = new StoredWriting(writer);
        FunctionEventRecord.Visit(ref stored, call);
        if (call.Arguments.Count > 0)
        {
            writer.WritePropertyName("arguments");
            FieldsPayload.WriteShown(writer, call.Arguments);
        }

        if (call.Result is { } result)
        {
            writer.WritePropertyName("result");
            FieldsPayload.WriteShown(writer, new LogFields([result]));
        }

        if (call.Error is not null)
        {
            writer.WriteBoolean("error", value: true);
        }

        VisibleJson.Flag(writer, "decided_by", call.Approval?.DecidedBy is not null);
        VisibleJson.Flag(writer, "decided_why", call.Approval?.Reason is not null);

        if (call.VisibleLosses.Accepted != 0 || !call.VisibleLosses.IsEmpty)
        {
            WriteLosses(writer, "losses", call.VisibleLosses);
        }
    });

    /// <summary>The personal properties, as JSON; null if there are none.</summary>
    public static byte[]? Personal(FunctionEventRecord call)
        => call is { Arguments.Count: 0, Result: null, Error: null, Approval: null or { DecidedBy: null, Reason: null } } && HasVisibleLossesOnly(call)
            ? null
            : PayloadJson.Object(call, static (writer, call) =>
            {
                writer.WritePropertyName("arguments");
                FieldsPayload.WriteFields(writer, call.Arguments);
                if (call.Result is { } result)
                {
                    writer.WritePropertyName("result");
                    FieldsPayload.WriteFields(writer, new LogFields([result]));
                }

                PayloadJson.Text(writer, "error", call.Error);
                PayloadJson.Text(writer, "decided_by", call.Approval?.DecidedBy);
                PayloadJson.Text(writer, "decided_why", call.Approval?.Reason);
                if (!HasVisibleLossesOnly(call))
                {
                    WriteLosses(writer, "losses", call.Losses);
                }
            });

    /// <summary>Reads a function event. Without its personal part, the result is its visible part, with redacted values.</summary>
    public static FunctionEventRecord Read(FunctionEventRecord columns, ReadOnlySpan<byte> visible, ReadOnlySpan<byte> personal)
    {
        var call = JsonReading.Only(visible, (ref Utf8JsonReader reader) => ReadVisible(columns, ref reader));
        return personal.IsEmpty ? call : JsonReading.Only(personal, (ref Utf8JsonReader reader) => ReadPersonal(call, ref reader));
    }

    private static FunctionEventRecord ReadVisible(FunctionEventRecord columns, ref Utf8JsonReader reader)
    {
        var stored = new StoredValues(expected: 4);
        LogFields arguments = default;
        LogField? result = null;
        string? error = null;
        string? decidedBy = null;
        string? reason = null;
        var losses = LossCounts.None;
        while (JsonReading.NextProperty(ref reader, out string name))
        {
            switch (name)
            {
                case "arguments": arguments = FieldsPayload.ReadShown(ref reader); break;
                case "result": result = FieldsPayload.ReadShown(ref reader)[0]; break;
                case "error": error = MaskedText.Redacted; break;
                case "decided_by": decidedBy = MaskedText.Redacted; break;
                case "decided_why": reason = MaskedText.Redacted; break;
                case "losses": losses = ReadLosses(ref reader); break;
                default: stored.Add(name, ref reader); break;
            }
        }

        var reading = new StoredReading(stored);
        var given = columns with { Arguments = arguments, Result = result, Error = error, Losses = losses, VisibleLosses = losses };
        var call = FunctionEventRecord.Visit(ref reading, given);
        stored.End();
        return call.Approval is null ? call : call with { Approval = call.Approval with { DecidedBy = decidedBy, Reason = reason } };
    }

    private static FunctionEventRecord ReadPersonal(FunctionEventRecord call, ref Utf8JsonReader reader)
    {
        while (JsonReading.NextProperty(ref reader, out string name))
        {
            call = name switch
            {
                "arguments" => call with { Arguments = FieldsPayload.Read(ref reader) },
                "result" => call with { Result = FieldsPayload.Read(ref reader)[0] },
                "error" => call with { Error = JsonText.Read(ref reader) },
                "decided_by" => call with { Approval = (call.Approval ?? new FunctionApproval()) with { DecidedBy = JsonText.Read(ref reader) } },
                "decided_why" => call with { Approval = (call.Approval ?? new FunctionApproval()) with { Reason = JsonText.Read(ref reader) } },
                _ => call with { Losses = ReadLosses(ref reader) },
            };
        }

        return call;
    }

    private static bool HasVisibleLossesOnly(FunctionEventRecord call)
        => call.Losses.Accepted == call.VisibleLosses.Accepted && IsSame(call.Losses.Dropped, call.VisibleLosses.Dropped)
            && IsSame(call.Losses.Truncated, call.VisibleLosses.Truncated);

    private static bool IsSame(IReadOnlyDictionary<LossReason, long> some, IReadOnlyDictionary<LossReason, long> others)
        => some.Count == others.Count && some.All(pair => others.TryGetValue(pair.Key, out long count) && count == pair.Value);

    // [accepted, reason, count, reason, count, …]: each reason is known to be one of dropping or of truncation.
    private static void WriteLosses(Utf8JsonWriter writer, string name, LossCounts losses)
    {
        writer.WriteStartArray(name);
        writer.WriteNumberValue(losses.Accepted);
        foreach (var (reason, count) in losses.Dropped.Concat(losses.Truncated))
        {
            writer.WriteNumberValue((int)reason);
            writer.WriteNumberValue(count);
        }

        writer.WriteEndArray();
    }

    private static LossCounts ReadLosses(ref Utf8JsonReader reader)
    {
        reader.Read();
        long accepted = reader.GetInt64();
        var counts = new Dictionary<LossReason, long>();
        while (JsonReading.NextItem(ref reader))
        {
            int reason = reader.GetInt32();
            reader.Read();
            counts[s_reasons[reason]] = reader.GetInt64();
        }

        return new LossCounts
        {
            Accepted = accepted,
            Dropped = counts.Where(static pair => LossCounts.IsDrop(pair.Key)).ToDictionary(static pair => pair.Key, static pair => pair.Value),
            Truncated = counts.Where(static pair => !LossCounts.IsDrop(pair.Key)).ToDictionary(static pair => pair.Key, static pair => pair.Value),
        };
    }
}
