using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Functions;
using ConvLog.Serialization;

namespace ConvLog.Records;

/// <summary>
/// A rating of a turn. Identity: turn and source, so there is one per turn and source; one with a later <see cref="CreatedAt"/> replaces it, a null rating
/// revokes it.
/// </summary>
[JsonConverter(typeof(VisibleJsonConverter<FeedbackRecord>))]
public sealed record FeedbackRecord : StoreRecord
{
    /// <summary>
    /// The turn that is rated. Empty where the opening has no turn yet, or the turn is named by its ordinal: the sink of a store finds it there
    /// and fills this in.
    /// </summary>
    public required string TurnId { get; init; }

    /// <summary>Who rates.</summary>
    public required FeedbackSource Source { get; init; }

    /// <summary>The rating; null revokes an earlier one.</summary>
    public FeedbackRating? Rating { get; init; }

    /// <summary>The comment. Personal data by default.</summary>
    public string? Comment { get; init; }

    /// <summary>
    /// Why, each a word or phrase without line breaks of the list that the host declares (<see cref="ConvLogOptions.FeedbackReasons"/>). Visible. Default none.
    /// </summary>
    public IReadOnlyList<string> Reasons
    {
        get => ReasonText?.Split('\n') ?? [];
        init => ReasonText = value is { Count: > 0 } ? string.Join('\n', value) : null;
    }

    /// <summary>When, in UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The reasons, a line each; null for none.</summary>
    internal string? ReasonText { get; init; }

    internal override Guid? Writer => GivenBy;

    /// <summary>The opening that gave it to the store; null where a person or the store did.</summary>
    internal Guid? GivenBy { get; init; }

    internal override TurnChoice? Chosen => Choice;

    /// <summary>Which turn, where the opening does not know its id. A field: it is no property of what is stored.</summary>
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
                writer.WriteStringValue(TextRules.Whole(reason));
            }

            writer.WriteEndArray();
        }

        VisibleJson.Time(writer, "created_at", CreatedAt);
    }
}
