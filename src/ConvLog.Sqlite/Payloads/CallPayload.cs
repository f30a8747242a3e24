using System.Text.Json;
using ConvLog.Records;
using ConvLog.Serialization;

namespace ConvLog.Sqlite;

/// <summary>How a function event stands in its two rows: what may be shown, and its arguments, result and error text.</summary>
internal static class CallPayload
{
    private static readonly LossReason[] s_reasons = Enum.GetValues<LossReason>();

    /// <summary>What may be shown and has no column of its own, as JSON.</summary>
    public static byte[] Visible(FunctionEventRecord call) => PayloadJson.Object(call, static (writer, call) =>
    {
        PayloadJson.Text(writer, "turn", call.TurnId);
        PayloadJson.Text(writer, "parent", call.ParentId);
        PayloadJson.Text(writer, "call", call.CallId);
        PayloadJson.Text(writer, "error_type", call.ErrorType);
        if (call.Arguments.Count > 0)
        {
            writer.WriteStartArray("arguments");
            foreach (string key in call.Arguments.Keys)
            {
                writer.WriteStringValue(TextRules.Whole(key));
            }

            writer.WriteEndArray();
        }

        WriteLosses(writer, "losses", call.Losses);
        WriteLosses(writer, "visible_losses", call.VisibleLosses);
    });

    /// <summary>What is personal, as JSON; null where there is none.</summary>
    public static byte[]? Personal(FunctionEventRecord call)
        => call is { Arguments.Count: 0, Result: null, Error: null }
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
            });

    /// <summary>Puts a function event together. Without its personal part, arguments have their keys and no values.</summary>
    public static FunctionEventRecord Read(FunctionEventRecord columns, ReadOnlySpan<byte> visible, ReadOnlySpan<byte> personal)
    {
        var call = JsonReading.Only(visible, (ref Utf8JsonReader reader) => ReadVisible(columns, ref reader));
        return personal.IsEmpty ? call : JsonReading.Only(personal, (ref Utf8JsonReader reader) => ReadPersonal(call, ref reader));
    }

    private static FunctionEventRecord ReadVisible(FunctionEventRecord call, ref Utf8JsonReader reader)
    {
        while (JsonReading.NextProperty(ref reader, out string name))
        {
            call = name switch
            {
                "turn" => call with { TurnId = JsonText.Read(ref reader) },
                "parent" => call with { ParentId = JsonText.Read(ref reader) },
                "call" => call with { CallId = JsonText.Read(ref reader) },
                "error_type" => call with { ErrorType = JsonText.Read(ref reader) },
                "arguments" => call with { Arguments = ReadKeys(ref reader) },
                "losses" => call with { Losses = ReadLosses(ref reader) },
                _ => call with { VisibleLosses = ReadLosses(ref reader) },
            };
        }

        return call;
    }

    private static FunctionEventRecord ReadPersonal(FunctionEventRecord call, ref Utf8JsonReader reader)
    {
        while (JsonReading.NextProperty(ref reader, out string name))
        {
            call = name switch
            {
                "arguments" => call with { Arguments = FieldsPayload.Read(ref reader) },
                "result" => call with { Result = FieldsPayload.Read(ref reader)[0] },
                _ => call with { Error = JsonText.Read(ref reader) },
            };
        }

        return call;
    }

    private static LogFields ReadKeys(ref Utf8JsonReader reader)
    {
        var fields = new List<LogField>();
        while (JsonReading.NextItem(ref reader))
        {
            fields.Add(LogField.Pii(JsonText.Read(ref reader), null));
        }

        return LogFields.From(fields);
    }

    // [accepted, reason, count, reason, count, …]: which reasons drop and which cut is fixed.
    private static void WriteLosses(Utf8JsonWriter writer, string name, LossCounts losses)
    {
        if (losses.Accepted == 0 && losses.IsEmpty)
        {
            return;
        }

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

        return new LossCounts(
            accepted,
            counts.Where(static pair => LossCounts.IsDrop(pair.Key)).ToDictionary(static pair => pair.Key, static pair => pair.Value),
            counts.Where(static pair => !LossCounts.IsDrop(pair.Key)).ToDictionary(static pair => pair.Key, static pair => pair.Value));
    }
}
