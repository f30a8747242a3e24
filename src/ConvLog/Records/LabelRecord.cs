using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Functions;
using ConvLog.Serialization;

namespace ConvLog.Records;

/// <summary>
/// A label of a conversation or a turn. Identity: the conversation or turn, and the label; one with a later <see cref="CreatedAt"/> replaces it.
/// </summary>
[JsonConverter(typeof(VisibleJsonConverter<LabelRecord>))]
public sealed record LabelRecord : StoreRecord
{
    /// <summary>The ID of the turn; null if the conversation has the label.</summary>
    public string? TurnId { get; init; }

    /// <summary>The label, a word or phrase. Visible.</summary>
    public required string Label { get; init; }

    /// <summary>Whether it was removed: it is neither shown nor counted. Default false.</summary>
    public bool IsRemoved { get; init; }

    /// <summary>The person who added or removed it; null if unknown. Visible.</summary>
    public string? Author { get; init; }

    /// <summary>The time when it was added or removed, in UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    internal override Guid? Writer => GivenBy;

    /// <summary>The opening that wrote it; null if a person or the store did.</summary>
    internal Guid? GivenBy { get; init; }

    internal override TurnChoice? Chosen => Choice;

    /// <summary>Identifies the turn if only the store can find it. A field, because it is not stored.</summary>
    internal TurnChoice? Choice;

    /// <summary>The label's ID, the same for a record that replaces it.</summary>
    internal Guid Id => JudgmentId.Of("label", TurnId is null ? "" : $"t{TurnId}", Label);

    internal override long VariableBytes => MemorySize.Of(Label);

    private protected override void WriteVisible(Utf8JsonWriter writer)
    {
        VisibleJson.Text(writer, "turn_id", TurnId);
        VisibleJson.Text(writer, "label", Label);
        writer.WriteBoolean("is_removed", IsRemoved);
        VisibleJson.Text(writer, "author", Author);
        VisibleJson.Time(writer, "created_at", CreatedAt);
    }
}
