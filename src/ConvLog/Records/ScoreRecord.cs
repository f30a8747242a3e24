using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Functions;
using ConvLog.Serialization;

namespace ConvLog.Records;

/// <summary>
/// A score of a conversation, a turn, a function call or a model call. Identity: its target, name, source, scorer and scorer version, from which
/// <see cref="Id"/> is derived; one with a later <see cref="CreatedAt"/> replaces it.
/// </summary>
[JsonConverter(typeof(VisibleJsonConverter<ScoreRecord>))]
public sealed record ScoreRecord : StoreRecord
{
    /// <summary>The score's ID, see <see cref="IdOf"/>.</summary>
    public required Guid Id { get; init; }

    /// <summary>The ID of the turn, also if a function call or model call in it is scored; null for a score of the conversation, or of a call outside any
    /// turn.</summary>
    public string? TurnId { get; init; }

    /// <summary>The ID of the scored function call; null for any other target.</summary>
    public string? FunctionEventId { get; init; }

    /// <summary>The ID of the scored model call; null for any other target.</summary>
    public string? ModelCallId { get; init; }

    /// <summary>The name of the score. Visible.</summary>
    public required string Name { get; init; }

    /// <summary>The value. Visible.</summary>
    public required ScoreValue Value { get; init; }

    /// <summary>The source of the score.</summary>
    public required ScoreSource Source { get; init; }

    /// <summary>The name of the person, model or rule that scored; null if unknown. Visible.</summary>
    public string? Scorer { get; init; }

    /// <summary>The version of the scorer; null if unknown. Visible.</summary>
    public string? ScorerVersion { get; init; }

    /// <summary>The explanation. Personal data by default, as comments on ratings are.</summary>
    public string? Comment { get; init; }

    /// <summary>Whether it was removed: it is neither shown nor counted. Default false.</summary>
    public bool IsRemoved { get; init; }

    /// <summary>The time of the score, in UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    internal override Guid? Writer => GivenBy;

    /// <summary>The opening that wrote it; null if a person or the store did.</summary>
    internal Guid? GivenBy { get; init; }

    internal override TurnChoice? Chosen => Choice;

    /// <summary>Identifies the turn if only the store can find it. A field, because it is not stored.</summary>
    internal TurnChoice? Choice;

    internal override long VariableBytes => MemorySize.Of(Name) + MemorySize.Of(Value.Category) + MemorySize.Of(Comment);

    /// <summary>The ID of a score. It is the same in every store, and for a score that replaces it.</summary>
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
        // A call's ID already identifies its turn, so a score with the turn's ID and one without it are the same.
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
