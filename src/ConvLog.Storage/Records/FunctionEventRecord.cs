using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Serialization;

namespace ConvLog.Records;

/// <summary>One function event as it stands. Identity: <see cref="Id"/>; a higher <see cref="Revision"/> replaces a lower one.</summary>
[JsonConverter(typeof(VisibleJsonConverter<FunctionEventRecord>))]
public sealed record FunctionEventRecord : WrittenRecord
{
    /// <summary>The event's random id.</summary>
    public required string Id { get; init; }

    /// <summary>How often it had changed; of two with one identity the higher stays, and of equals the first.</summary>
    public int Revision { get; init; }

    /// <summary>The turn it was called in; null outside any.</summary>
    public string? TurnId { get; init; }

    /// <summary>The event it was called from; null at the top.</summary>
    public string? ParentId { get; init; }

    /// <summary>The function's name.</summary>
    public required string Name { get; init; }

    /// <summary>The id by which the model refers to the call.</summary>
    public string? CallId { get; init; }

    /// <summary>What it was called with. Values are personal data by default, keys are visible.</summary>
    public LogFields Arguments { get; init; }

    /// <summary>When it began, in UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>How long it ran; null while it runs and where it was abandoned.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>How it ended; null while it runs.</summary>
    public FunctionOutcome? Outcome { get; init; }

    /// <summary>What it returned. Personal data by default.</summary>
    public LogField? Result { get; init; }

    /// <summary>Why it failed. Personal data by default.</summary>
    public string? Error { get; init; }

    /// <summary>The type of the exception it failed with. Visible.</summary>
    public string? ErrorType { get; init; }

    /// <summary>The numbers of logged, dropped and truncated entries, personal entries included.</summary>
    public LossCounts Losses { get; init; } = LossCounts.None;

    /// <summary>The numbers of logged, dropped and truncated entries, without personal entries.</summary>
    public LossCounts VisibleLosses { get; init; } = LossCounts.None;

    internal override long VariableBytes => MemorySize.Of(Arguments.AsSpan()) + MemorySize.Of(Result) + MemorySize.Of(Error) + MemorySize.Of(Name);

    private protected override void WriteVisible(Utf8JsonWriter writer)
    {
        VisibleJson.Text(writer, "id", Id);
        VisibleJson.Text(writer, "turn_id", TurnId);
        VisibleJson.Text(writer, "parent_id", ParentId);
        VisibleJson.Text(writer, "name", Name);
        VisibleJson.Text(writer, "call_id", CallId);
        VisibleJson.Time(writer, "started_at", StartedAt);
        VisibleJson.Milliseconds(writer, "duration_ms", Duration);
        VisibleJson.Name(writer, "outcome", Outcome);
        VisibleJson.Fields(writer, "arguments", Arguments, arePersonal: true);
        VisibleJson.Personal(writer, "result", Result);
        VisibleJson.Personal(writer, "error", Error);
        VisibleJson.Text(writer, "error_type", ErrorType);
        VisibleJson.Losses(writer, VisibleLosses);
    }
}
