using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Serialization;

namespace ConvLog;

/// <summary>A request to approve a function call, and the answer. Immutable.</summary>
[JsonConverter(typeof(VisibleJsonConverter<FunctionApproval>))]
public sealed record FunctionApproval : IVisible
{
    /// <summary>The time of the request, in UTC; null if unknown.</summary>
    public DateTimeOffset? AskedAt { get; init; }

    /// <summary>The role, queue or person that was asked; null if unknown. Visible.</summary>
    public string? AskedOf { get; init; }

    /// <summary>The name of the rule that required the approval; null if unknown. Visible.</summary>
    public string? Rule { get; init; }

    /// <summary>The answer; null until there is one. Visible.</summary>
    public ApprovalDecision? Decision { get; init; }

    /// <summary>The time of the answer, in UTC; null until there is one.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>The name of the person who answered; null if unknown. Personal data.</summary>
    public string? DecidedBy { get; init; }

    /// <summary>The reason for the answer, in the person's words; null if none was given. Personal data.</summary>
    public string? Reason { get; init; }

    /// <summary>The time from the request to the answer; zero if the times, which may come from two hosts, are reversed. Null if either is unknown.</summary>
    public TimeSpan? Waited => DecidedAt - AskedAt is { } waited ? waited > TimeSpan.Zero ? waited : TimeSpan.Zero : null;

    /// <summary>The decision, or "Requested" if there is none yet.</summary>
    public override string ToString() => Decision?.ToString() ?? "Requested";

    void IVisible.WriteVisible(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        VisibleJson.Time(writer, "asked_at", AskedAt);
        VisibleJson.Text(writer, "asked_of", AskedOf);
        VisibleJson.Text(writer, "rule", Rule);
        VisibleJson.SnakeName(writer, "decision", Decision);
        VisibleJson.Time(writer, "decided_at", DecidedAt);
        VisibleJson.Personal(writer, "decided_by", DecidedBy);
        VisibleJson.Personal(writer, "reason", Reason);
        VisibleJson.Milliseconds(writer, "waited_ms", Waited);
        writer.WriteEndObject();
    }

    internal void WriteAsApproval(Utf8JsonWriter writer)
    {
        writer.WritePropertyName("approval");
        ((IVisible)this).WriteVisible(writer);
    }
}
