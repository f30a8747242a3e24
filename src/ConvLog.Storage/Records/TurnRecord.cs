using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Serialization;

namespace ConvLog.Records;

/// <summary>One turn as it stands. Identity: <see cref="Id"/>; a higher <see cref="Revision"/> replaces a lower one.</summary>
[JsonConverter(typeof(VisibleJsonConverter<TurnRecord>))]
public sealed record TurnRecord : WrittenRecord
{
    /// <summary>The turn's random id.</summary>
    public required string Id { get; init; }

    /// <summary>How often it had changed; of two with one identity the higher stays, and of equals the first.</summary>
    public int Revision { get; init; }

    /// <summary>What the user said.</summary>
    public MaskedText UserInput { get; init; }

    /// <summary>What the agent answered.</summary>
    public MaskedText AgentResponse { get; init; }

    /// <summary>What it took of a language model; null where not told.</summary>
    public ModelUsage? Usage { get; init; }

    /// <summary>When the user's input arrived, in UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>From the user's input to the agent's answer; null until then.</summary>
    public TimeSpan? Latency { get; init; }

    /// <summary>When the turn ended, in UTC; null while it is open.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Why it failed. Personal data by default.</summary>
    public string? Error { get; init; }

    /// <summary>The type of the exception it failed with. Visible.</summary>
    public string? ErrorType { get; init; }

    /// <summary>Whether all that is said is personal in the host it comes from. A field: it is no property of what is stored.</summary>
    internal Aside UtterancesArePersonal;

    internal override long VariableBytes => MemorySize.Of(UserInput) + MemorySize.Of(AgentResponse) + MemorySize.Of(Error);

    private protected override void WriteVisible(Utf8JsonWriter writer)
    {
        VisibleJson.Text(writer, "id", Id);
        VisibleJson.Utterance(writer, "user_input", UserInput, UtterancesArePersonal.Value);
        VisibleJson.Utterance(writer, "agent_response", AgentResponse, UtterancesArePersonal.Value);
        Usage?.WriteAsUsage(writer);
        VisibleJson.Time(writer, "started_at", StartedAt);
        VisibleJson.Milliseconds(writer, "latency_ms", Latency);
        VisibleJson.Time(writer, "ended_at", EndedAt);
        VisibleJson.Personal(writer, "error", Error);
        VisibleJson.Text(writer, "error_type", ErrorType);
    }
}
