using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Serialization;

namespace ConvLog.Records;

/// <summary>A record that belongs to a function event, to a turn, or otherwise to the conversation itself.</summary>
[JsonConverter(typeof(VisibleJsonConverter<ScopedRecord>))]
public abstract record ScopedRecord : WrittenRecord
{
    private protected ScopedRecord()
    {
    }

    /// <summary>The ID of the turn it belongs to, directly or by its function event; null outside any.</summary>
    public string? TurnId { get; init; }

    /// <summary>The ID of the function event it belongs to; null outside any.</summary>
    public string? FunctionEventId { get; init; }

    /// <summary>The time when it was logged, in UTC.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>Writes the turn, the function event and the time.</summary>
    private protected void WritePlace(Utf8JsonWriter writer)
    {
        VisibleJson.Text(writer, "turn_id", TurnId);
        VisibleJson.Text(writer, "function_event_id", FunctionEventId);
        VisibleJson.Time(writer, "timestamp", Timestamp);
    }
}
