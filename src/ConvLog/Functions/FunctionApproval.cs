using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Serialization;

namespace ConvLog;

/// <summary>That someone was asked whether a function may run, and what they said. Immutable.</summary>
[JsonConverter(typeof(VisibleJsonConverter<FunctionApproval>))]
public sealed record FunctionApproval : IVisible
{
    /// <summary>When they were asked, in UTC; null where not known.</summary>
    public DateTimeOffset? AskedAt { get; init; }

    /// <summary>The role, queue or person that was asked; null where not told. Visible.</summary>
    public string? AskedOf { get; init; }

    /// <summary>The name of the rule by which they were; null where not told. Visible.</summary>
    public string? Rule { get; init; }

    /// <summary>What they said; null while they have not. Visible.</summary>
    public ApprovalDecision? Decision { get; init; }

    /// <summary>When they said it, in UTC; null until then.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>Who said it; null where not told. Personal data.</summary>
    public string? DecidedBy { get; init; }

    /// <summary>Why, in their words; null where not told. Personal data.</summary>
    public string? Reason { get; init; }

    /// <summary>From the question to the answer, not below zero: two hosts may have told the times. Null where one of them is not known.</summary>
    public TimeSpan? Waited => DecidedAt - AskedAt is { } waited ? waited > TimeSpan.Zero ? waited : TimeSpan.Zero : null;

    /// <summary>The decision, or that it was asked for.</summary>
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

    /// <summary>Writes it as the property <c>approval</c>.</summary>
    internal void WriteAsApproval(Utf8JsonWriter writer)
    {
        writer.WritePropertyName("approval");
        ((IVisible)this).WriteVisible(writer);
    }
}
