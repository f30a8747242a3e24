using System.Text.Json;
using ConvLog.Entries;
using ConvLog.Records;

namespace ConvLog.Storage.Serialization;

/// <summary>Reads entries, API responses and losses.</summary>
internal static class LogReading
{
    public static (List<EntryView> Entries, List<ApiResponseView> ApiResponses, LossCounts Losses) ReadLogs(ref Utf8JsonReader reader)
    {
        var entries = new List<EntryView>();
        var responses = new List<ApiResponseView>();
        var losses = LossCounts.None;
        if (reader.TokenType == JsonTokenType.Null)
        {
            return (entries, responses, losses);
        }

        JsonReading.Expect(ref reader, JsonTokenType.StartObject, "logs");
        while (JsonReading.NextProperty(ref reader, out string name))
        {
            switch (name)
            {
                case "conversation_logger":
                    JsonReading.Expect(ref reader, JsonTokenType.StartArray, name);
                    while (JsonReading.NextItem(ref reader))
                    {
                        entries.Add(ReadEntry(ref reader, entries.Count + responses.Count));
                    }

                    break;
                case "api_responses":
                    JsonReading.Expect(ref reader, JsonTokenType.StartArray, name);
                    while (JsonReading.NextItem(ref reader))
                    {
                        responses.Add(ReadApiResponse(ref reader, entries.Count + responses.Count));
                    }

                    break;
                case "losses": losses = ReadLosses(ref reader); break;
                default: reader.Skip(); break;
            }
        }

        return (entries, responses, losses);
    }

    public static EntryView ReadEntry(ref Utf8JsonReader reader, int order)
    {
        JsonReading.Expect(ref reader, JsonTokenType.StartObject, "entry");
        string? level = null;
        string? content = null;
        string? logger = null;
        bool isPii = false;
        DateTimeOffset? timestamp = null;
        var fields = new List<LogField>();
        while (JsonReading.NextProperty(ref reader, out string name))
        {
            switch (name)
            {
                case "level": level = JsonReading.Text(ref reader, name); break;
                case "content": content = JsonReading.Text(ref reader, name); break;
                case "is_pii": isPii = JsonReading.Flag(ref reader, name); break;
                case "timestamp": timestamp = JsonReading.Time(ref reader, name); break;
                case "logger": logger = JsonReading.Text(ref reader, name); break;
                default: fields.Add(FieldJsonReader.Read(name, ref reader)); break;
            }
        }

        return new EntryView
        {
            Id = Guid.Empty, // The documented format has no ID.
            Level = JsonNames.Level(level),
            Content = content ?? throw new JsonException("An entry lacks its 'content'."),
            IsPii = isPii,
            Timestamp = timestamp ?? throw new JsonException("An entry lacks its 'timestamp'."),
            Logger = logger ?? LogEntry.LoggerName,
            Fields = LogFields.From(fields),
            Order = order,
        };
    }

    private static ApiResponseView ReadApiResponse(ref Utf8JsonReader reader, int order)
    {
        JsonReading.Expect(ref reader, JsonTokenType.StartObject, "api_responses");
        string method = "";
        string url = "";
        string? errorBody = null;
        long status = 0;
        double elapsed = 0;
        bool isPii = false;
        DateTimeOffset timestamp = default;
        LogFields fields = default;
        while (JsonReading.NextProperty(ref reader, out string name))
        {
            switch (name)
            {
                case "method": method = JsonReading.Text(ref reader, name) ?? ""; break;
                case "url": url = JsonReading.Text(ref reader, name) ?? ""; break;
                case "status_code": status = JsonReading.Integer(ref reader, name); break;
                case "elapsed_ms": elapsed = JsonReading.Number(ref reader, name) ?? 0; break;
                case "error_body": errorBody = JsonReading.Text(ref reader, name); break;
                case "is_pii": isPii = JsonReading.Flag(ref reader, name); break;
                case "timestamp": timestamp = JsonReading.Time(ref reader, name) ?? default; break;
                case "fields": fields = JsonReading.Fields(ref reader, name); break;
                default: reader.Skip(); break;
            }
        }

        return new ApiResponseView
        {
            Id = Guid.Empty,
            Method = method,
            Url = new VisibleText(url, isPii: false),
            StatusCode = checked((int)status),
            Elapsed = TimeSpan.FromMilliseconds(elapsed),
            ErrorBody = errorBody is null ? null : new VisibleText(errorBody, isPii: false),
            IsPii = isPii,
            Timestamp = timestamp,
            Fields = fields,
            Order = order,
        };
    }

    private static LossCounts ReadLosses(ref Utf8JsonReader reader)
    {
        var dropped = new Dictionary<LossReason, long>();
        var truncated = new Dictionary<LossReason, long>();
        JsonReading.Expect(ref reader, JsonTokenType.StartObject, "losses");
        while (JsonReading.NextProperty(ref reader, out string kind))
        {
            var counts = string.Equals(kind, "dropped", StringComparison.Ordinal) ? dropped : truncated;
            JsonReading.Expect(ref reader, JsonTokenType.StartObject, kind);
            while (JsonReading.NextProperty(ref reader, out string reason))
            {
                counts[JsonNames.Reason(reason)] = JsonReading.Integer(ref reader, reason);
            }
        }

        return new LossCounts { Accepted = 0, Dropped = dropped, Truncated = truncated };
    }
}
