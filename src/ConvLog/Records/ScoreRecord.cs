using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Functions;
using ConvLog.Serialization;

namespace ConvLog.Records;

/// <summary>
/// A score of a conversation, a turn, a function call or a model call. Identity: its place, name, source, scorer and its version, from which
/// <see cref="Id"/> is made; one with a later <see cref="CreatedAt"/> replaces it.
/// </summary>
[JsonConverter(typeof(VisibleJsonConverter<ScoreRecord>))]
public sealed record ScoreRecord : StoreRecord
{
    /// <summary>Its id, see <see cref="IdOf"/>.</summary>
    public required Guid Id { get; init; }

    /// <summary>The turn, also where a function call or a model call in it is scored; null where the conversation is, or a call outside any turn.</summary>
    public string? TurnId { get; init; }

    /// <summary>The function call that is scored; null for anything else.</summary>
    public string? FunctionEventId { get; init; }

    /// <summary>The model call that is scored; null for anything else.</summary>
    public string? ModelCallId { get; init; }

    /// <summary>What it measures. Visible.</summary>
    public required string Name { get; init; }

    /// <summary>Its value. Visible.</summary>
    public required ScoreValue Value { get; init; }

    /// <summary>Who gave it.</summary>
    public required ScoreSource Source { get; init; }

    /// <summary>The name of the person, model or rule that gave it; null where not told. Visible.</summary>
    public string? Scorer { get; init; }

    /// <summary>The version of the scorer; null where not told. Visible.</summary>
    public string? ScorerVersion { get; init; }

    /// <summary>Why. Personal data by default, as comments on ratings are.</summary>
    public string? Comment { get; init; }

    /// <summary>Whether it was removed: it is neither shown nor counted. Default false.</summary>
    public bool IsRemoved { get; init; }

    /// <summary>When, in UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    internal override Guid? Writer => GivenBy;

    /// <summary>The opening that gave it to the store; null where a person or the store did.</summary>
    internal Guid? GivenBy { get; init; }

    internal override TurnChoice? Chosen => Choice;

    /// <summary>The turn, where only the store can find it. A field: it is no property of what is stored.</summary>
    internal TurnChoice? Choice;

    internal override long VariableBytes => MemorySize.Of(Name) + MemorySize.Of(Value.Category) + MemorySize.Of(Comment);

    /// <summary>The id of a score: the same for whatever replaces it, in every store.</summary>
    /// <param name="turnId">See <see cref="TurnId"/>.</param>
    /// <param name="functionEventId">See <see cref="FunctionEventId"/>.</param>
    /// <param name="modelCallId">See <see cref="ModelCallId"/>.</param>
    /// <param name="name">See <see cref="Name"/>.</param>
    /// <param name="source">See <see cref="Source"/>.</param>
    /// <param name="scorer">See <see cref="Scorer"/>.</param>
    /// <param name="scorerVersion">See <see cref="ScorerVersion"/>.</param>
    public static Guid IdOf(
        string? turnId, string? functionEventId, string? modelCallId, string name, ScoreSource source, string? scorer = null, string? scorerVersion = null)
    {
        // A call's id says which turn it is in: one that is told with the turn and one that is not are the same.
        string target = functionEventId is not null
            ? $"f{functionEventId}" : modelCallId is not null ? $"m{modelCallId}" : turnId is not null ? $"t{turnId}" : "";
        return JudgmentId.Of("score", target, name, source.ToString(), scorer ?? "", scorerVersion ?? "");
    }

    private protected override void WriteVisible(Utf8JsonWriter writer)
    {
        writer.WriteString("id", Id);
        VisibleJson.Text(writer, "turn_id", TurnId);
        VisibleJson.Text(writer, "function_event_id", FunctionEventId);
        VisibleJson.Text(writer, "model_call_id", ModelCallId);
        VisibleJson.Text(writer, "name", Name);
        writer.WritePropertyName("value");
        VisibleJson.WriteValue(writer, Value.AsField(Name ?? ""));
        VisibleJson.Name<ScoreSource>(writer, "source", Source);
        VisibleJson.Text(writer, "scorer", Scorer);
        VisibleJson.Text(writer, "scorer_version", ScorerVersion);
        VisibleJson.Personal(writer, "comment", Comment);
        writer.WriteBoolean("is_removed", IsRemoved);
        VisibleJson.Time(writer, "created_at", CreatedAt);
    }
}
