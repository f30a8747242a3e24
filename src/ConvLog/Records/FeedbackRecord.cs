using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Functions;
using ConvLog.Serialization;

namespace ConvLog.Records;

/// <summary>
/// A rating of a turn. Identity: turn and source, so there is one per turn and source; one with a later <see cref="CreatedAt"/> replaces it, a null rating
/// removes it.
/// </summary>
[JsonConverter(typeof(VisibleJsonConverter<FeedbackRecord>))]
public sealed record FeedbackRecord : StoreRecord
{
    /// <summary>
    /// The ID of the turn. Empty if the opening has no turn yet, or the turn is identified by its ordinal: the store's sink then resolves the turn and sets
    /// the ID.
    /// </summary>
    public required string TurnId { get; init; }

    /// <summary>The source of the rating.</summary>
    public required FeedbackSource Source { get; init; }

    /// <summary>The rating; null removes an earlier one.</summary>
    public FeedbackRating? Rating { get; init; }

    /// <summary>The comment. Personal data by default.</summary>
    public string? Comment { get; init; }

    /// <summary>
    /// The reasons, words or phrases without line breaks out of the host's list (<see cref="ConvLogOptions.FeedbackReasons"/>). Visible. Default none.
    /// </summary>
    public IReadOnlyList<string> Reasons
    {
        get => ReasonText?.Split('\n') ?? [];
        init => ReasonText = value is { Count: > 0 } ? string.Join('\n', value) : null;
    }

    /// <summary>The time of the rating, in UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The reasons, one per line; null if there are none.</summary>
    internal string? ReasonText { get; init; }

    internal override Guid? Writer => GivenBy;

    /// <summary>The opening that wrote it; null if a person or the store did.</summary>
    internal Guid? GivenBy { get; init; }

    internal override TurnChoice? Chosen => Choice;

    /// <summary>Identifies the turn if the opening does not know its ID. A field, because it is not stored.</summary>
    internal TurnChoice? Choice;

    internal override long VariableBytes => MemorySize.Of(Comment) + MemorySize.Of(ReasonText);

    private protected override void WriteVisible(Utf8JsonWriter writer)
    {
        VisibleJson.Text(writer, "turn_id", TurnId);
        VisibleJson.Name<FeedbackSource>(writer, "source", Source);
        VisibleJson.Name(writer, "rating", Rating);
        VisibleJson.Personal(writer, "comment", Comment);
        if (ReasonText is not null)
        {
            writer.WriteStartArray("reasons");
            foreach (string reason in Reasons)
            {
                writer.WriteStringValue(TextRules.WithoutLoneSurrogates(reason));
            }

            writer.WriteEndArray();
        }

        VisibleJson.Time(writer, "created_at", CreatedAt);
    }
}
