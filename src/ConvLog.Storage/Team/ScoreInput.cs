using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Serialization;

namespace ConvLog;

/// <summary>A score of a stored conversation, of one of its turns, function calls or model calls.</summary>
/// <remarks>Its text and JSON forms omit the comment.</remarks>
[JsonConverter(typeof(VisibleJsonConverter<ScoreInput>))]
public sealed record ScoreInput : IVisible
{
    /// <summary>The conversation.</summary>
    public required string ConversationId { get; init; }

    /// <summary>The id of the turn; null if the score is not of a turn, or if <see cref="TurnOrdinal"/> identifies it.</summary>
    public string? TurnId { get; init; }

    /// <summary>The turn, from 1; null if the score is not of a turn, or if <see cref="TurnId"/> identifies it.</summary>
    public int? TurnOrdinal { get; init; }

    /// <summary>The id of the function call; null if the score is not of one.</summary>
    public string? FunctionEventId { get; init; }

    /// <summary>The id of the model call; null if the score is not of one.</summary>
    public string? ModelCallId { get; init; }

    /// <summary>The name of the measure. The name <c>rating</c> rates the turn: yes or no, by the user or the team.</summary>
    public required string Name { get; init; }

    /// <summary>The value.</summary>
    public required ScoreValue Value { get; init; }

    /// <summary>The source; default the team.</summary>
    public ScoreSource Source { get; init; } = ScoreSource.Team;

    /// <summary>The name of the person, model or rule that scores; null, the default, for the reader's name if the source is the team.</summary>
    public string? Scorer { get; init; }

    /// <summary>The version of the scorer.</summary>
    public string? ScorerVersion { get; init; }

    /// <summary>The reason. Personal data by default.</summary>
    public string? Comment { get; init; }

    /// <summary>The time; null, the default, for now. A score older than the current one has no effect.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Returns the content that is visible to everyone.</summary>
    public override string ToString() => VisibleJson.Line(nameof(ScoreInput), this);

    void IVisible.WriteVisible(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        VisibleJson.Text(writer, "conversation_id", ConversationId);
        VisibleJson.Text(writer, "turn_id", TurnId);
        VisibleJson.Number(writer, "turn_ordinal", TurnOrdinal);
        VisibleJson.Text(writer, "function_event_id", FunctionEventId);
        VisibleJson.Text(writer, "model_call_id", ModelCallId);
        VisibleJson.Text(writer, "name", Name);
        writer.WritePropertyName("value");
        VisibleJson.WriteValue(writer, Value.AsField(""));
        VisibleJson.Name<ScoreSource>(writer, "source", Source);
        VisibleJson.Text(writer, "scorer", Scorer);
        VisibleJson.Text(writer, "scorer_version", ScorerVersion);
        VisibleJson.Personal(writer, "comment", Comment);
        VisibleJson.Time(writer, "created_at", CreatedAt);
        writer.WriteEndObject();
    }
}
