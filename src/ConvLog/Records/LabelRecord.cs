using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Functions;
using ConvLog.Serialization;

namespace ConvLog.Records;

/// <summary>
/// A word that the team put on a conversation or a turn. Identity: what it is on and the word; one with a later <see cref="CreatedAt"/> replaces it.
/// </summary>
[JsonConverter(typeof(VisibleJsonConverter<LabelRecord>))]
public sealed record LabelRecord : StoreRecord
{
    /// <summary>The turn; null where the conversation has it.</summary>
    public string? TurnId { get; init; }

    /// <summary>The word. Visible.</summary>
    public required string Label { get; init; }

    /// <summary>Whether it was removed: it is neither shown nor counted. Default false.</summary>
    public bool IsRemoved { get; init; }

    /// <summary>Who put or removed it; null where not told. Visible.</summary>
    public string? Author { get; init; }

    /// <summary>When, in UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    internal override Guid? Writer => GivenBy;

    /// <summary>The opening that gave it to the store; null where a person or the store did.</summary>
    internal Guid? GivenBy { get; init; }

    internal override TurnChoice? Chosen => Choice;

    /// <summary>The turn, where only the store can find it. A field: it is no property of what is stored.</summary>
    internal TurnChoice? Choice;

    /// <summary>Its id: the same for whatever replaces it.</summary>
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
